// SPDX-License-Identifier: Apache-2.0
#include "TokenWalk.h"
#include "AsmRewrite.h"
#include "LaunchRewrite.h"
#include "SharedMemory.h"
#include "SideBranches.h"
#include "edit/ChangeSet.h"
#include "rules/Tested.h"
#include "support/Pattern.h"
#include "support/Tokens.h"
#include "support/ToolRules.h"
#include "llvm/ADT/StringExtras.h"

namespace npuify {

using clang::tok::TokenKind;

namespace {

class Walk {
public:
  Walk(llvm::StringRef Text, const FileEvidence *E, const WalkContext &Ctx)
      : Text(Text), E(E), Ctx(Ctx), Index(Ctx.Index), Tokens(lex(Text)), Lines(Text) {}

  std::vector<Finding> run() {
    prologue();
    sideBranches();
    for (size_t I = 0; I < Tokens.size(); ++I)
      I = step(I);
    usings();
    topUsings();
    typenames();
    neededIncludes();
    conflicts();
    return std::move(Out);
  }

private:
  /// \returns the index of the last token of what was dealt with.
  size_t step(size_t I) {
    const Token &T = Tokens[I];
    if (T.Where == Place::Include)
      return include(I);
    if (isName(I, "operator") && isMember(I))
      conversion(I);
    kernelPointer(T);
    if (T.Kind == TokenKind::lesslessless)
      launch(I);
    else if (T.Kind == TokenKind::raw_identifier && isAsm(text(T)))
      return assembly(I);
    else if (T.Kind == TokenKind::raw_identifier)
      identifier(I);
    return I;
  }
  static bool isAsm(llvm::StringRef Name) { return Name == "asm" || Name == "__asm__" || Name == "__asm"; }

  llvm::StringRef text(const Token &T) const { return Text.substr(T.Offset, T.Length); }
  bool is(size_t I, TokenKind K) const { return I < Tokens.size() && Tokens[I].Kind == K; }
  bool isName(size_t I, llvm::StringRef Name) const {
    return is(I, TokenKind::raw_identifier) && text(Tokens[I]) == Name;
  }

  const Resolution *resolution(unsigned Offset) const {
    if (!E)
      return nullptr;
    auto It = E->Names.find(Offset);
    return It == E->Names.end() ? nullptr : &It->second;
  }
  bool inactive(unsigned Offset) const {
    if (!E || !E->Parsed)
      return true; // no TU told otherwise
    for (auto [Begin, End] : E->Inactive)
      if (Offset >= Begin && Offset < End)
        return true;
    return false;
  }

  Finding make(const Rule &R, llvm::StringRef Symbol, const Token &T, Evidence Ev) const {
    Finding F;
    F.RuleId = R.Id;
    F.Class = R.Class;
    F.Symbol = Symbol.str();
    F.Message = R.Message;
    F.Guidance = R.Guidance;
    F.Effort = R.Effort;
    F.Targets = R.Targets;
    F.Native = R.Native;
    F.Tested = testedOnCpu(R, Symbol);
    F.Ch.RuleId = R.Id;
    place(F, T.Offset, T.Length, Ev);
    return F;
  }
  void place(Finding &F, unsigned Offset, unsigned Length, Evidence Ev) const {
    F.File = Ctx.RelPath;
    F.Offset = Offset;
    F.Length = Length;
    F.Line = Lines.line(Offset);
    F.Column = Lines.column(Offset);
    F.Ev = Ev;
    F.Active = !E || !E->Parsed || !inactive(Offset);
  }
  void add(Finding F) {
    if (F.Length && Swallowed.count(F.Offset)) { // part of a declaration that is rewritten as a whole
      F.Ch.Edits.clear();
      F.Applied = true;
      Out.push_back(std::move(F));
      return;
    }
    F.Applied = F.Native || !F.Ch.Edits.empty();
    Out.push_back(std::move(F));
  }

  void prologue() {
    if (!Ctx.KernelSource || Tokens.empty())
      return;
    for (const RulePack &P : Index.packs()) {
      if (P.Prologue.empty() || Text.contains(P.Prologue))
        continue;
      Finding F = toolFinding(ToolRule::Prologue, "");
      place(F, Tokens[0].Offset, 0, Evidence::Token);
      F.Symbol = P.Prologue;
      F.Ch.Edits.push_back({Tokens[0].Offset, 0, P.Prologue + newline()});
      add(std::move(F));
    }
  }
  /// The headers of what rules brought in.
  void neededIncludes() {
    std::set<std::string> Headers;
    for (const Finding &F : Out)
      if (const Rule *R = F.Applied ? Index.byId(F.RuleId) : nullptr; R && !R->Include.empty())
        Headers.insert(R->Include);
    for (const std::string &Header : Headers) {
      if (Text.contains("<" + Header + ">") || Text.contains("\"" + Header + "\""))
        continue;
      if (llvm::any_of(Out, [&](const Finding &F) { // an include that a rule wrote
            return llvm::any_of(F.Ch.Edits, [&](const Edit &E) { return E.Text == "<" + Header + ">"; });
          }))
        continue;
      Finding F = toolFinding(ToolRule::AddedInclude, Header);
      place(F, Tokens[0].Offset, 0, Evidence::Token);
      F.Ch.Edits.push_back({Tokens[0].Offset, 0, "#include <" + Header + ">" + newline()});
      add(std::move(F));
    }
  }
  // ---- host or device ----

  /// Conditions on a macro that only the device defines, where a rule says how to ask at run time.
  void sideBranches() {
    constexpr llvm::StringLiteral Prefix = "if ";
    for (const Rule *R : Index.ofKind(RuleKind::Macro)) {
      llvm::StringRef Macro = R->Symbols.front();
      const Rule *Name = nullptr;
      if (!E || R->Rewrite.empty() || !Macro.consume_front(Prefix) ||
          !(Name = Index.find({RuleKind::Macro}, Macro)))
        continue;
      SideTest Test;
      Test.Macro = Macro.str();
      Test.Test = R->Rewrite;
      Test.NewMacro = Name->Rename.at(Test.Macro);
      Test.IsQualifier = [&](llvm::StringRef Word) {
        return Index.find({RuleKind::Attribute}, Word) != nullptr;
      };
      for (const RulePack &P : Index.packs())
        for (llvm::StringRef D : P.Definitions)
          if (D.consume_front(Macro) && D.consume_front("="))
            D.getAsInteger(10, Test.DeviceValue);
      for (SideBranch &Branch : findSideBranches(Text, Tokens, *E, Test)) {
        const Token &T = Tokens[Branch.FirstToken];
        Finding F = Branch.Edits.empty() ? toolFinding(ToolRule::SideBranch, Test.Macro)
                                         : make(*R, R->Symbols.front(), T, Evidence::Ast);
        place(F, T.Offset, T.Length, Evidence::Ast);
        F.Native = Branch.Edits.empty(); // the condition itself is mapped
        F.Ch.Edits = std::move(Branch.Edits);
        add(std::move(F));
        for (size_t I : Branch.Replaced)
          Swallowed.insert(Tokens[I].Offset);
      }
    }
  }

  std::string newline() const { return Text.contains("\r\n") ? "\r\n" : "\n"; }

  // ---- includes ----

  /// \returns the index of the last token of the directive.
  size_t include(size_t I) {
    size_t Last = I;
    while (Last + 1 < Tokens.size() && !Tokens[Last + 1].StartOfLine)
      ++Last;
    llvm::StringRef Line = Text.slice(Tokens[I].Offset, Text.find_first_of("\r\n", Tokens[I].Offset));
    size_t Open = Line.find_first_of("<\"");
    if (Open == llvm::StringRef::npos)
      return Last; // #include MACRO
    size_t Close = Line.find(Line[Open] == '<' ? '>' : '"', Open + 1);
    if (Close == llvm::StringRef::npos)
      return Last;
    llvm::StringRef Name = Line.slice(Open + 1, Close);
    Token T;
    T.Offset = static_cast<unsigned>(Tokens[I].Offset + Open);
    T.Length = static_cast<unsigned>(Close + 1 - Open);
    std::string Found;
    bool Missing = false;
    if (E) {
      if (auto It = E->Includes.find(T.Offset); It != E->Includes.end())
        Found = It->second;
      Missing = E->MissingIncludes.count({T.Offset, Name.str()}) != 0;
    }
    Evidence Ev = Found.empty() ? Evidence::Token : Evidence::Preprocessor;
    if (auto Target = Ctx.IncludeTarget ? Ctx.IncludeTarget(Found, Name) : std::nullopt) {
      if (*Target == Name)
        return Last; // a project file that keeps its place
      Finding F = toolFinding(ToolRule::RenamedInclude, Name.str());
      place(F, T.Offset, T.Length, Ev);
      // A moved file is named relative to this one ("./_deps/x.h", "../x.h"), which only quotes look up.
      bool Quoted = Line[Open] == '"' || llvm::StringRef(*Target).starts_with(".");
      F.Ch.Edits.push_back({T.Offset, T.Length, (Quoted ? "\"" : "<") + *Target + (Quoted ? "\"" : ">")});
      add(std::move(F));
      return Last;
    }
    if (const Rule *R = Index.find({RuleKind::Header}, Name)) {
      Finding F = make(*R, Name, T, Ev);
      if (auto It = R->Rename.find(Name.str()); It != R->Rename.end() && !R->Native) {
        llvm::StringRef To = It->second;
        bool Delimited = To.starts_with("<") || To.starts_with("\"");
        F.Ch.Edits.push_back({T.Offset, T.Length, Delimited ? To.str() : "<" + To.str() + ">"});
      }
      add(std::move(F));
      return Last;
    }
    llvm::StringRef Stem = Name.take_front(Name.rfind('.'));
    if (const Rule *R = Index.family(Name)) {
      add(make(*R, Name, T, Ev));
    } else if (Missing || Index.looksLikeEntity(Stem)) {
      Finding F = toolFinding(Index.looksLikeEntity(Stem) ? ToolRule::UnknownHeader : ToolRule::MissingHeader,
                              Name.str());
      place(F, T.Offset, T.Length, Ev);
      add(std::move(F));
    }
    return Last;
  }

  // ---- names ----

  void identifier(size_t I) {
    const Token &T = Tokens[I];
    std::string Name = spelling(Text, T);
    bool Entity = Index.looksLikeEntity(Name);
    const Resolution *Res = resolution(T.Offset);
    if ((!Res || Res->From != Origin::Stub) && unknownInSpace(I))
      return;
    if (!Res && unknownMember(I, Name))
      return;
    if (!Res && !Entity && !Index.mayMatch(Name))
      return;
    if (Res)
      return resolved(I, Name, *Res);

    // No evidence: an inactive branch, a macro body nobody expands, or code that Clang did not understand.
    std::string Spelled = qualifiedName(I);
    std::string Symbol = Index.symbolSpelled(Spelled).str();
    auto [Space, Last] = llvm::StringRef(Spelled).rsplit("::");
    bool Agrees = !Last.empty() &&
                  llvm::StringRef(Symbol).ends_with((Space.substr(Space.rfind(':') + 1) + "::" + Last).str());
    if ((!Agrees && qualifiedByUser(I)) || isMacroParameter(I))
      return;
    if (Symbol.empty())
      Symbol = Name;
    const Rule *R = ruleFor(Symbol, I);
    bool InDirective = T.Where == Place::Condition || T.Where == Place::Define;
    Evidence Ev = InDirective ? Evidence::Preprocessor : Evidence::Token;
    if (!R) {
      if (Entity && !isUserName(Name) && !isMember(I) && !declaredHere(Name))
        unknown(Name, T, Ev);
      return;
    }
    bool Qualifier = R->Kind == RuleKind::Attribute || R->Kind == RuleKind::Macro;
    if (isUserName(Name) && !Qualifier)
      return;
    if (isMember(I) != (R->Kind == RuleKind::Method))
      return;
    if (R->Native && R->Kind == RuleKind::Builtin && !kernelFile())
      return; // a keyword of compilers
    bool Strong =
        Entity || Qualifier || (Agrees && Index.isOpen(R->Pack)) || llvm::StringRef(Name).starts_with("__");
    if (!Strong && !plausible(I, *R))
      return;
    applyName(I, Name, Symbol, *R, Ev);
  }

  /// The name at \p I with the qualifiers in front of it.
  std::string qualifiedName(size_t I) const {
    std::string Out = spelling(Text, Tokens[I]);
    for (; I >= 2 && is(I - 1, TokenKind::coloncolon) && is(I - 2, TokenKind::raw_identifier); I -= 2)
      Out = spelling(Text, Tokens[I - 2]) + "::" + Out;
    return Out;
  }

  /// The rule for \p Symbol at \p I: one that asks for certain arguments applies where the call has them.
  const Rule *ruleFor(llvm::StringRef Symbol, size_t I) const {
    for (const Rule *R : Index.findNames(Symbol)) {
      if (R->Arguments.empty())
        return R;
      std::optional<Call> C = callAt(I);
      if (C && llvm::all_of(R->Arguments, [&](const auto &Wanted) {
            std::optional<Range> Argument = C->argument(*R, Wanted.first);
            return Argument &&
                   llvm::Regex("^(" + toPosixPattern(Wanted.second) + ")$").match(text(*Argument).trim());
          }))
        return R;
    }
    return nullptr;
  }

  /// A name that looks like an entity together with its qualifiers (`at::cuda::anything`), and has no rule.
  bool unknownInSpace(size_t I) {
    if (I < 2 || !is(I - 1, TokenKind::coloncolon) || is(I + 1, TokenKind::coloncolon))
      return false;
    std::string Whole = qualifiedName(I);
    if (!Index.looksLikeEntity(Whole) || !Index.symbolSpelled(Whole).empty() ||
        Index.coveringNamespace(Whole))
      return false;
    unknown(Whole, Tokens[I], Evidence::Token);
    return true;
  }

  /// `space::name`, where a rule moves the namespace but neither rules nor declarations have the name: it
  /// would be missing when the output is compiled.
  bool unknownMember(size_t I, const std::string &Name) {
    if (I < 2 || !is(I - 1, TokenKind::coloncolon) || !is(I - 2, TokenKind::raw_identifier) ||
        (I > 2 && is(I - 3, TokenKind::coloncolon) && I > 3 && is(I - 4, TokenKind::raw_identifier)))
      return false;
    std::string Space = spelling(Text, Tokens[I - 2]);
    const Resolution *Res = resolution(Tokens[I - 2].Offset);
    const Rule *R = Index.find({RuleKind::Namespace}, Res ? Res->Symbol : Space);
    if (!R || R->Rename.empty() || R->Native || (isUserName(Space) && !Res) ||
        Index.findName(Space + "::" + Name) || Index.mayDeclare(R->Pack, Name))
      return false;
    unknown(Space + "::" + Name, Tokens[I], Evidence::Token);
    return true;
  }

  /// `mine::name`, where no rule knows `mine`: the user's, or already migrated.
  bool qualifiedByUser(size_t I) const {
    if (I < 2 || !is(I - 1, TokenKind::coloncolon) || !is(I - 2, TokenKind::raw_identifier))
      return false;
    std::string Outer = spelling(Text, Tokens[I - 2]);
    return !Index.findName(Outer) && !Index.looksLikeEntity(Outer);
  }

  /// A parameter of the macro whose definition the token stands in.
  bool isMacroParameter(size_t I) const {
    auto Defines = [&](size_t J) {
      return Tokens[J].Where == Place::Define || Tokens[J].Where == Place::MacroBody;
    };
    size_t Macro = I;
    while (Macro > 0 && Defines(Macro) && Defines(Macro - 1))
      --Macro;
    if (Macro == I)
      return false;
    for (size_t J = Macro + 1; J < Tokens.size() && Tokens[J].Where == Place::Define; ++J)
      if (isName(J, text(Tokens[I])))
        return true;
    return false;
  }

  /// `x.operator T()`, an explicit call of a conversion, whose T gets another name. A class of another
  /// library does not know the new type, which converts from the class by itself.
  void conversion(size_t I) {
    if (!is(I + 1, TokenKind::raw_identifier) || !is(I + 2, TokenKind::l_paren) ||
        !is(I + 3, TokenKind::r_paren))
      return;
    std::string Type = spelling(Text, Tokens[I + 1]);
    const Rule *R = Index.find({RuleKind::Type}, Type);
    auto It = R && !R->Native ? R->Rename.find(Type) : decltype(R->Rename.find(Type)){};
    if (!R || R->Native || It == R->Rename.end())
      return;
    for (size_t J = 1; J + 1 < Tokens.size(); ++J)
      if (isName(J, "operator") && !isMember(J) && isName(J + 1, Type))
        return; // a class of the project, whose conversion is renamed as well
    Finding F = make(*R, Type, Tokens[I + 1], Evidence::Token);
    if (is(I - 1, TokenKind::arrow))
      F.Ch.Edits.push_back({Tokens[objectBegin(I - 1)].Offset, 0, "*"});
    F.Ch.Edits.push_back({Tokens[I - 1].Offset, Tokens[I + 3].end() - Tokens[I - 1].Offset, ""});
    add(std::move(F));
    Swallowed.insert(Tokens[I + 1].Offset);
  }

  /// A builtin that the project overloads and calls so that either may be meant: its overload takes the name
  /// that the builtin gets, and a using-declaration brings both together.
  bool openBuiltin(size_t I, const std::string &Name, const Resolution &Res) {
    const Rule *R = Ctx.OpenBuiltins.count(Name) && !Res.Macro && (Res.OpenToUser || Res.From == Origin::User)
                        ? Index.findName(Name)
                        : nullptr;
    auto It = R ? R->Rename.find(Name) : decltype(R->Rename.find(Name)){};
    if (!R || It == R->Rename.end())
      return false;
    llvm::StringRef New = llvm::StringRef(It->second).rsplit(':').second;
    if (New.empty() || New == Name) // the name stays
      return false;
    Finding F = make(*R, Name, Tokens[I], Evidence::Ast);
    F.Ch.Edits.push_back({Tokens[I].Offset, Tokens[I].Length, New.str()});
    add(std::move(F));
    if (Res.From == Origin::User && declaredHere(Name))
      TopUsings[It->second] = {R, Name};
    return true;
  }

  void resolved(size_t I, const std::string &Name, const Resolution &Res) {
    const Token &T = Tokens[I];
    if (openBuiltin(I, Name, Res))
      return;
    Evidence Ev = Res.Macro ? Evidence::Preprocessor : Evidence::Ast;
    if (Res.From != Origin::Stub) {
      // A user's own definition of a qualifier or of a version macro moves along with its uses. Of what the
      // system's headers declare, functions have rules that differ in kernels or that some target lacks, and
      // namespaces those of an API whose own headers serve the output, too.
      const Rule *R = Res.Macro ? Index.find({RuleKind::Attribute, RuleKind::Macro}, Name) : nullptr;
      if (!R && Res.From == Origin::System && Res.OnDevice)
        R = Index.find({RuleKind::Function}, Name);
      if (!R && Res.From == Origin::System)
        if (const Rule *Space = Index.find({RuleKind::Namespace}, Name); Space && Space->Native)
          R = Space;
      if (R && !Res.Macro && !R->Native && I > 0 && is(I - 1, TokenKind::coloncolon))
        return; // std::name is another name
      if (R)
        applyName(I, Name, Name, *R, Ev);
      return;
    }
    const Rule *R = ruleFor(Res.Symbol, I);
    if (!R && Index.findName(Res.Symbol))
      return; // with other arguments it is nothing special
    if (!R && Res.Symbol != Name && llvm::StringRef(Res.Symbol).ends_with("::" + Name)) {
      // A member of a class or namespace that moves as a whole.
      if (Index.coveringNamespace(Res.Symbol) || isMember(I) || coveredByClass(Res.Symbol))
        return;
    }
    if (!R && isMember(I))
      return; // members of a renamed type keep their names
    if (!R)
      return unknown(Name, T, Ev);
    if (Res.OpenToUser && !R->Native)
      return openToUser(I, Name, *R);
    applyName(I, Name, Res.Symbol, *R, Ev);
  }

  bool isUserName(const std::string &Name) const {
    return Ctx.UserMacros.contains(Name) || (E && E->UserNames.count(Name));
  }

  bool coveredByClass(llvm::StringRef Symbol) const {
    llvm::StringRef Class = Symbol.take_front(Symbol.rfind("::"));
    return Index.findName(Class) != nullptr;
  }

  bool isMember(size_t I) const {
    return I > 0 && (is(I - 1, TokenKind::period) || is(I - 1, TokenKind::arrow));
  }

  /// True when some place of the file declares \p Name as a variable, parameter or function: `type name =`.
  /// Serves macro bodies and inactive branches, whose declarations no AST has.
  bool declaredHere(llvm::StringRef Name) const {
    for (size_t J = 1; J + 1 < Tokens.size(); ++J) {
      if (!isName(J, Name))
        continue;
      size_t Before = J - 1;
      while (Before > 0 && (is(Before, TokenKind::star) || is(Before, TokenKind::amp)))
        --Before;
      if (!is(Before, TokenKind::raw_identifier) || Tokens[Before].Where != Tokens[J].Where ||
          !llvm::is_contained({TokenKind::equal, TokenKind::semi, TokenKind::comma, TokenKind::r_paren,
                               TokenKind::l_paren, TokenKind::l_square, TokenKind::l_brace},
                              Tokens[J + 1].Kind))
        continue;
      // `a * name(` after an operator is a product, not a declaration; so is `using namespace name;` none.
      bool Pointer = Before + 1 < J;
      if (Pointer && is(J + 1, TokenKind::l_paren) && Before > 0 &&
          !is(Before - 1, TokenKind::raw_identifier) && !is(Before - 1, TokenKind::semi) &&
          !is(Before - 1, TokenKind::l_brace) && !is(Before - 1, TokenKind::r_brace))
        continue;
      llvm::StringRef Type = text(Tokens[Before]);
      if (Type == "namespace" && !is(J + 1, TokenKind::l_brace))
        continue;
      if (!llvm::is_contained<llvm::StringRef>({"return", "else", "case", "goto", "new", "delete", "throw",
                                                "do", "typename", "struct", "enum", "union", "class",
                                                "sizeof", "define"},
                                               Type))
        return true;
    }
    return false;
  }

  /// Whether a common word such as `min` may be taken for the builtin when only tokens tell.
  bool plausible(size_t I, const Rule &R) const {
    const Token &T = Tokens[I];
    bool NoAst = T.Where == Place::MacroBody || inactive(T.Offset) || (E && E->Errors > 0);
    if (!NoAst)
      return false;
    if (R.Kind == RuleKind::Variable && is(I + 1, TokenKind::period) && I + 2 < Tokens.size() &&
        llvm::StringRef("xyz").contains(text(Tokens[I + 2])) && text(Tokens[I + 2]).size() == 1)
      return true; // name.x: common words are not used like this
    if (!kernelFile())
      return false;
    if (I > 0 && is(I - 1, TokenKind::coloncolon) && I > 1 && is(I - 2, TokenKind::raw_identifier))
      return false;
    switch (R.Kind) {
    case RuleKind::Function:
    case RuleKind::Builtin:
      // A call; `type name(` would be a declaration.
      return is(I + 1, TokenKind::l_paren) &&
             !(I > 0 && is(I - 1, TokenKind::raw_identifier) && text(Tokens[I - 1]) != "return" &&
               text(Tokens[I - 1]) != "else");
    case RuleKind::Variable:
      return true;
    case RuleKind::Type:
      return is(I + 1, TokenKind::raw_identifier) || is(I + 1, TokenKind::star) ||
             is(I + 1, TokenKind::l_paren) || is(I + 1, TokenKind::greater) || is(I + 1, TokenKind::r_paren);
    default:
      return false;
    }
  }

  /// Kernel language stands in this file, whatever its name.
  bool kernelFile() const {
    if (KernelFile < 0) {
      KernelFile = Ctx.KernelSource;
      for (const Token &T : Tokens) {
        if (KernelFile)
          break;
        KernelFile =
            T.Kind == TokenKind::lesslessless ||
            (T.Kind == TokenKind::raw_identifier && Index.find({RuleKind::Attribute}, text(T)) != nullptr);
      }
    }
    return KernelFile > 0;
  }

  void applyName(size_t I, const std::string &Name, const std::string &Symbol, const Rule &R, Evidence Ev) {
    const Token &T = Tokens[I];
    if (R.Kind == RuleKind::Attribute)
      if (const Rule *Dynamic = Index.find({RuleKind::Attribute}, "extern " + Name))
        if (dynamicShared(I, *Dynamic, Ev))
          return;
    Finding F = make(R, Symbol, T, Ev);
    auto It = R.Rename.find(Symbol);
    if (It != R.Rename.end() && !R.Native) {
      std::string To = It->second;
      if (R.Kind == RuleKind::Attribute && E && E->Internal.count(T.Offset))
        To = "static " + To;
      if (R.Kind == RuleKind::Attribute && isName(I + 1, "alignas") && is(I + 2, TokenKind::l_paren))
        F.Ch.Edits = behindAlignment(I, To);
      else if (To != Name)
        F.Ch.Edits.push_back(renameEdit(I, Name, Symbol, To));
      else
        F.Native = true;
    } else if (!R.Native && !R.Rewrite.empty()) {
      F.Ch.Edits = R.Kind == RuleKind::Method ? rewriteMethod(I, R) : rewriteCall(I, R);
    }
    add(std::move(F));
  }

  /// `QUALIFIER alignas(16) T x`: a qualifier that becomes a storage class must stand behind the alignment.
  std::vector<Edit> behindAlignment(size_t I, const std::string &To) const {
    size_t Close = I + 2;
    for (int Depth = 0; Close < Tokens.size(); ++Close) {
      Depth += is(Close, TokenKind::l_paren) - is(Close, TokenKind::r_paren);
      if (Depth == 0)
        break;
    }
    if (Close == Tokens.size())
      return {};
    return {{Tokens[I].Offset, Tokens[I + 1].Offset - Tokens[I].Offset, ""},
            {Tokens[Close].end(), 0, " " + To}};
  }

  /// Replaces the name; a qualified symbol takes the qualifiers with it when the new name brings its own.
  Edit renameEdit(size_t I, llvm::StringRef Name, llvm::StringRef Symbol, const std::string &To) const {
    const Token &T = Tokens[I];
    unsigned Begin = T.Offset;
    llvm::StringRef Outer = Symbol;
    if (llvm::StringRef(To).contains("::") && Outer.consume_back(Name) && Outer.consume_back("::")) {
      size_t J = I;
      while (!Outer.empty() && J >= 2 && is(J - 1, TokenKind::coloncolon) &&
             is(J - 2, TokenKind::raw_identifier)) {
        J -= 2;
        Begin = Tokens[J].Offset;
        llvm::StringRef Component =
            Outer.substr(Outer.rfind("::") == llvm::StringRef::npos ? 0 : Outer.rfind("::") + 2);
        Outer = Outer.drop_back(std::min(Outer.size(), Component.size() + 2));
      }
    }
    return {Begin, T.end() - Begin, To};
  }

  struct Range {
    unsigned Begin, End;
  };
  llvm::StringRef text(Range R) const { return Text.slice(R.Begin, R.End); }

  /// `name(a, b)`
  struct Call {
    std::vector<Range> Args;
    size_t Close; ///< the closing parenthesis
    std::optional<Range> argument(const Rule &R, llvm::StringRef Param) const {
      for (size_t N = 0; N < R.Params.size() && N < Args.size(); ++N)
        if (llvm::StringRef(R.Params[N]).rtrim('?') == Param)
          return Args[N];
      return std::nullopt;
    }
  };

  std::optional<Call> callAt(size_t I) const {
    if (!is(I + 1, TokenKind::l_paren))
      return std::nullopt;
    Call C;
    int Depth = 0;
    unsigned Begin = Tokens[I + 1].end();
    for (size_t J = I + 1; J < Tokens.size(); ++J) {
      TokenKind K = Tokens[J].Kind;
      if (K == TokenKind::l_paren || K == TokenKind::l_brace || K == TokenKind::l_square)
        ++Depth;
      bool Closes = K == TokenKind::r_paren || K == TokenKind::r_brace || K == TokenKind::r_square;
      if (Closes)
        --Depth;
      if ((K == TokenKind::comma && Depth == 1) || (Closes && Depth == 0)) {
        if (!(Closes && C.Args.empty() && Text.slice(Begin, Tokens[J].Offset).trim().empty()))
          C.Args.push_back({Begin, Tokens[J].Offset});
        Begin = Tokens[J].end();
      }
      if (Closes && Depth == 0) {
        C.Close = J;
        return C;
      }
    }
    return std::nullopt;
  }

  /// Replaces `name(a, b)` by the rule's template.
  std::vector<Edit> rewriteCall(size_t I, const Rule &R) const {
    std::optional<Call> C = callAt(I);
    if (!C)
      return {};
    return fill(R, Tokens[I].Offset, Tokens[C->Close].end(),
                [&](llvm::StringRef Param) { return C->argument(R, Param); });
  }

  /// Replaces `object.name(a, b)`.
  std::vector<Edit> rewriteMethod(size_t I, const Rule &R) const {
    std::optional<Call> C = callAt(I);
    if (!C || !isMember(I))
      return {};
    Range Object{Tokens[objectBegin(I - 1)].Offset, Tokens[I - 1].Offset};
    if (Object.Begin == Object.End)
      return {};
    std::vector<Edit> Edits =
        fill(R, Object.Begin, Tokens[C->Close].end(), [&](llvm::StringRef Param) -> std::optional<Range> {
          return Param == "object" ? Object : C->argument(R, Param);
        });
    if (is(I - 1, TokenKind::arrow) && !Edits.empty())
      Edits.front().Text += "*";
    return Edits;
  }

  /// The first token of the expression that ends before \p End: `x`, `a.b(c)[0]`, `f<T>(x)`, `(x)`.
  size_t objectBegin(size_t End) const {
    size_t I = End;
    while (I > 0) {
      size_t Last = I - 1;
      if (is(Last, TokenKind::r_paren) || is(Last, TokenKind::r_square)) {
        I = opening(Last);
        // What is called or subscripted stands in front.
        if (I > 0 && is(I - 1, TokenKind::greater) && opening(I - 1) < I - 1)
          I = opening(I - 1);
        if (I == 0 || !(is(I - 1, TokenKind::r_paren) || is(I - 1, TokenKind::r_square) || endsWithName(I)))
          return I;
        continue;
      }
      if (!endsWithName(I))
        return I;
      I = Last;
      if (I == 0 ||
          !(is(I - 1, TokenKind::period) || is(I - 1, TokenKind::arrow) || is(I - 1, TokenKind::coloncolon)))
        return I;
      --I;
      // `::name` names the global scope when nothing stands in front.
      if (is(I, TokenKind::coloncolon) && !endsWithName(I))
        return I;
    }
    return I;
  }
  /// Whether an operand's name stands in front of token \p I.
  bool endsWithName(size_t I) const {
    return I > 0 && is(I - 1, TokenKind::raw_identifier) &&
           !llvm::is_contained<llvm::StringRef>({"return", "else", "case", "co_return", "throw", "not", "and",
                                                 "or", "if", "while", "switch", "sizeof", "delete", "new"},
                                                text(Tokens[I - 1]));
  }
  /// The token that \p Close closes, or \p Close itself.
  size_t opening(size_t Close) const {
    TokenKind K = Tokens[Close].Kind;
    TokenKind Open = K == TokenKind::r_paren    ? TokenKind::l_paren
                     : K == TokenKind::r_square ? TokenKind::l_square
                                                : TokenKind::less;
    for (int Depth = 0, I = static_cast<int>(Close); I >= 0; --I) {
      Depth += is(I, K) - is(I, Open);
      if (Depth == 0)
        return I;
      if (K == TokenKind::greater && (is(I, TokenKind::semi) || is(I, TokenKind::l_brace)))
        break;
    }
    return Close;
  }

  /// Replaces the text from \p At to \p End by the rule's template. Arguments keep their place in the text,
  /// so that edits inside them compose; a template that reorders them is not applied.
  template <class Find>
  std::vector<Edit> fill(const Rule &R, unsigned At, unsigned End, Find Argument) const {
    std::vector<Edit> Edits;
    std::string Literal;
    llvm::StringRef Rest = R.Rewrite;
    while (!Rest.empty()) {
      size_t Dollar = Rest.find("${");
      Literal += Rest.take_front(Dollar).str();
      if (Dollar == llvm::StringRef::npos)
        break;
      Rest = Rest.drop_front(Dollar + 2);
      llvm::StringRef Param = Rest.take_front(Rest.find('}')).rtrim('?');
      Rest = Rest.drop_front(Rest.find('}') + 1);
      std::optional<Range> Found = Argument(Param);
      if (!Found)
        continue; // an optional argument that is not there
      llvm::StringRef Whole = text(*Found);
      unsigned ArgBegin = Found->Begin + static_cast<unsigned>(Whole.size() - Whole.ltrim().size());
      if (ArgBegin < At)
        return {};
      Edits.push_back({At, ArgBegin - At, Literal});
      Literal.clear();
      At = ArgBegin + static_cast<unsigned>(Whole.trim().size());
    }
    Edits.push_back({At, End - At, Literal});
    return Edits;
  }

  void openToUser(size_t I, const std::string &Name, const Rule &R) {
    auto It = R.Rename.find(Name);
    Finding F = make(R, Name, Tokens[I], Evidence::Ast);
    if (It == R.Rename.end() || !llvm::StringRef(It->second).ends_with("::" + Name)) {
      F.Native = false;
      F.Class = RuleClass::Manual;
      F.Message = "this call may pick the project's own overload of '" + Name + "', whose name stays";
      F.Guidance = {"qualify the call, or rename the project's overload"};
      add(std::move(F));
      return;
    }
    F.Native = true; // stays unqualified; a using-declaration brings the builtin in
    add(std::move(F));
    Open[It->second] = &R;
  }

  void usings() {
    if (!E)
      return;
    for (const auto &[Body, Names] : E->Usings)
      for (const auto &[Name, Overloads] : Names) {
        const Rule *R = Index.findName(Name);
        auto It = R ? R->Rename.find(Name) : decltype(R->Rename.find(Name)){};
        if (!R || It == R->Rename.end() || !Open.count(It->second))
          continue;
        Token T;
        T.Offset = Body;
        Finding F = make(*R, Name, T, Evidence::Ast);
        F.Length = 0;
        // Both, since a using-declaration hides the outer scope's names.
        std::string Text = " using " + It->second + ";";
        for (const std::string &Overload : Overloads)
          Text += " using " + Overload + ";";
        F.Ch.Edits.push_back({Body + 1, 0, Text});
        add(std::move(F));
      }
  }

  void topUsings() {
    for (const auto &[Target, From] : TopUsings) {
      Finding F = make(*From.first, From.second, Tokens[0], Evidence::Ast);
      F.Length = 0;
      F.Ch.Edits.push_back({Tokens[0].Offset, 0, "using " + Target + ";" + newline()});
      add(std::move(F));
    }
  }

  void typenames() {
    if (!E)
      return;
    for (unsigned Offset : E->MissingTypenames) {
      Finding F = toolFinding(ToolRule::AddedTypename, "typename");
      place(F, Offset, 0, Evidence::Ast);
      F.Ch.Edits.push_back({Offset, 0, "typename "});
      add(std::move(F));
    }
  }

  void unknown(const std::string &Name, const Token &T, Evidence Ev) {
    if (const Rule *R = Index.family(Name))
      return add(make(*R, Name, T, Ev));
    Finding F = toolFinding(ToolRule::UnknownEntity, Name);
    place(F, T.Offset, T.Length, Ev);
    add(std::move(F));
  }

  // ---- launches, shared memory, assembly ----

  void kernelPointer(const Token &T) {
    auto It = E ? E->KernelPointers.find(T.Offset) : std::map<unsigned, unsigned>::const_iterator();
    if (!E || It == E->KernelPointers.end())
      return;
    llvm::StringRef Name = Text.slice(T.Offset, It->second);
    Finding F = toolFinding(ToolRule::KernelAddress, Name.str());
    place(F, T.Offset, T.Length, Evidence::Ast);
    F.Ch.Edits.push_back({T.Offset, 0, "npu::kernel_address("});
    F.Ch.Edits.push_back({It->second, 0, ")"});
    add(std::move(F));
  }

  void launch(size_t I) {
    const Rule *R = Index.launchRule();
    if (!R)
      return;
    const LaunchSite *Site = nullptr;
    if (E)
      if (auto It = E->Launches.find(Tokens[I].Offset); It != E->Launches.end())
        Site = &It->second;
    Finding F = make(*R, R->Symbols.front(), Tokens[I], Site ? Evidence::Ast : Evidence::Token);
    F.Ch.Edits = rewriteLaunch(Text, Tokens, I, Site, llvm::StringRef(R->Rewrite).split('(').first.str());
    if (F.Ch.Edits.empty()) {
      F.Class = RuleClass::Manual;
      F.Message = "this launch is not written in one piece, so it cannot be rewritten";
      F.Guidance = {"write the kernel, the configuration and the arguments of the launch in one place"};
    }
    add(std::move(F));
  }

  bool dynamicShared(size_t I, const Rule &R, Evidence Ev) {
    const SharedArray *FileScope = nullptr;
    auto D = findDynamicShared(Text, Tokens, I);
    if (!D)
      return false;
    if (E)
      if (auto It = E->SharedArrays.find(D->NameOffset); It != E->SharedArrays.end())
        FileScope = &It->second;
    Token T = Tokens[I];
    T.Offset = D->Begin;
    T.Length = D->End - D->Begin;
    Finding F = make(R, R.Symbols.front(), T, Ev);
    if (!FileScope) {
      F.Ch.Edits = D->inPlace(R.Rewrite);
    } else {
      // The declaration moves into every function that uses the array.
      std::string Local = D->rendered(R.Rewrite, [&](llvm::StringRef Type) { return renderType(Type); });
      F.Ch.Edits.push_back({D->Begin, D->End - D->Begin, ""});
      for (unsigned Body : FileScope->Bodies)
        F.Ch.Edits.push_back({Body + 1, 0, " " + Local});
    }
    // Qualifiers are dropped in place; at file scope the type's names move along.
    add(std::move(F));
    for (size_t J = D->FirstToken; J <= D->LastToken; ++J)
      if (FileScope || D->Dropped.count(J))
        Swallowed.insert(Tokens[J].Offset);
    return true;
  }

  /// The type's spelling with its names mapped.
  std::string renderType(llvm::StringRef Type) const {
    std::string Result;
    unsigned At = 0;
    for (const Token &T : lex(Type)) {
      if (T.Kind != TokenKind::raw_identifier)
        continue;
      std::string Name = spelling(Type, T);
      const Rule *R = Index.findName(Name);
      if (!R || R->Native)
        continue;
      auto It = R->Rename.find(Name);
      if (It == R->Rename.end())
        continue;
      Result += Type.slice(At, T.Offset).str() + It->second;
      At = T.end();
    }
    return Result + Type.substr(At).str();
  }

  /// Inline assembly of the device. That of the host's processor stays.
  size_t assembly(size_t I) {
    if (!kernelFile() || (E && E->sideAt(Tokens[I].Offset) == Side::Host))
      return I;
    std::optional<AsmStatement> S = parseAsmStatement(Text, Tokens, I);
    if (!S)
      return I;
    const size_t Before = Out.size();
    for (size_t J = I + 1; J < S->LastToken; ++J)
      J = step(J);
    std::vector<std::string> Expressions;
    for (const AsmOperand &O : S->Operands)
      Expressions.push_back(expression(O, Before));
    const bool InCode = Tokens[I].Where == Place::Code; // a macro's lines stay joined
    AsmRewrite New = rewriteAsm(*S, Expressions, Index, InCode ? newline() + indentation(Tokens[I]) : " ");
    if (New.Text.empty()) {
      if (!New.Uses.empty())
        add(keptAssembly(*S, New.Uses[0]));
      else if (!S->Complete && E && E->sideAt(Tokens[I].Offset) == Side::Device)
        unknown(text(Tokens[I]).str(), Tokens[I], Evidence::Token);
      return S->LastToken;
    }
    // What was found in the operands is part of the new text.
    for (size_t J = Before; J < Out.size(); ++J)
      Out[J].Ch.Edits.clear();
    unsigned Begin = Tokens[I].Offset, End = Tokens[S->LastToken].end();
    for (const AsmRewrite::Use &U : New.Uses) {
      Finding F = make(*U.R, U.Name, Tokens[I], Evidence::Token);
      if (&U == &New.Uses[0])
        F.Ch.Edits.push_back({Begin, End - Begin, New.Text});
      add(std::move(F));
      Out.back().Applied = true;
    }
    return S->LastToken;
  }

  /// The white space in front of the line of \p T.
  std::string indentation(const Token &T) const {
    llvm::StringRef Line = Text.take_front(T.Offset);
    Line = Line.substr(Line.rfind('\n') + 1);
    return Line.take_while([](char C) { return C == ' ' || C == '\t'; }).str();
  }

  Finding keptAssembly(const AsmStatement &S, const AsmRewrite::Use &U) const {
    Finding F = make(*U.R, U.Name, Tokens[S.FirstToken], Evidence::Token);
    if (S.Complete && U.R->Rewrite.empty())
      return F;
    F.Class = RuleClass::Manual;
    F.Effort = "hours";
    F.Message = S.Complete ? "inline assembly: '" + U.Name + "' has no rule in this form"
                           : "inline assembly whose text is put together by macros";
    F.Guidance = {S.Complete ? "write what the instructions compute in C++"
                             : "write the text of the assembly in one piece"};
    for (auto &[Target, Given] : F.Targets)
      Given = {Verdict::No, F.Message};
    return F;
  }

  /// The expression of an operand on one line, with the changes of the findings from \p First on.
  std::string expression(const AsmOperand &O, size_t First) const {
    if (O.FirstToken > O.LastToken)
      return "";
    unsigned Begin = Tokens[O.FirstToken].Offset, End = Tokens[O.LastToken].end();
    ChangeSet Inside;
    for (size_t J = First; J < Out.size(); ++J)
      if (!Out[J].Ch.empty() && Out[J].Offset >= Begin && Out[J].Offset < End) {
        Change C = Out[J].Ch;
        for (Edit &Each : C.Edits)
          Each.Offset -= Begin;
        Inside.add(std::move(C));
      }
    Inside.merge();
    std::string New = Inside.apply(Text.slice(Begin, End)), Line;
    unsigned At = 0;
    for (const Token &T : lex(New)) {
      Line += (At && T.Offset > At ? " " : "") + New.substr(T.Offset, T.Length);
      At = T.end();
    }
    return Line;
  }

  void conflicts() {
    if (!E)
      return;
    for (unsigned Offset : E->Conflicts) {
      Finding F = toolFinding(ToolRule::TuConflict, "");
      place(F, Offset, 0, Evidence::Ast);
      add(std::move(F));
    }
    if (E->Errors > 0) {
      Finding F = toolFinding(ToolRule::ParseErrors, "");
      place(F, E->FirstErrorOffset, 0, Evidence::Ast);
      F.Message = std::to_string(E->Errors) +
                  " place(s) of this file could not be analysed (first: " + E->FirstError +
                  "); rules were applied to its tokens";
      F.Native = true;
      add(std::move(F));
    }
  }

  llvm::StringRef Text;
  const FileEvidence *E;
  const WalkContext &Ctx;
  const RuleIndex &Index;
  std::vector<Token> Tokens;
  LineTable Lines;
  std::vector<Finding> Out;
  std::map<std::string, const Rule *> Open; ///< builtins that stay unqualified somewhere
  std::map<std::string, std::pair<const Rule *, std::string>> TopUsings; ///< of builtins the file overloads
  std::set<unsigned> Swallowed;
  mutable int KernelFile = -1;
};

} // namespace

std::vector<Finding> walkTokens(llvm::StringRef Text, const FileEvidence *E, const WalkContext &Ctx) {
  return Walk(Text, E, Ctx).run();
}

} // namespace npuify
