// SPDX-License-Identifier: Apache-2.0
#include "NameWalk.h"
#include "KernelSyntax.h"
#include "NameRewrite.h"
#include "support/Pattern.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Regex.h"

namespace npuify {

using clang::tok::TokenKind;

void NameWalk::identifier(size_t I) {
  const Token &T = File.Tokens[I];
  std::string Name = spelling(File.Text, T);
  bool Entity = Index.looksLikeEntity(Name);
  const Resolution *Res = Findings.resolution(T.Offset);
  if (namespaceAsWhole(I))
    return;
  if ((!Res || Res->From != Origin::Stub) && unknownInSpace(I))
    return;
  if ((!Res || Res->From == Origin::System) && unknownMember(I, Name))
    return;
  if (!Res && pasted(I, Name))
    return;
  if (!Res && !Entity && !Index.mayMatch(Name))
    return;
  if (Res)
    return resolved(I, Name, *Res);

  // No evidence: an inactive branch, a macro body nobody expands, or code that Clang did not understand.
  std::string Spelled = File.qualifiedName(I);
  std::string Symbol = Index.symbolSpelled(Spelled).str();
  auto [Space, Last] = llvm::StringRef(Spelled).rsplit("::");
  bool Agrees = !Last.empty() &&
                llvm::StringRef(Symbol).ends_with((Space.substr(Space.rfind(':') + 1) + "::" + Last).str());
  if ((!Agrees && qualifiedByUser(I)) || File.isMacroParameter(I))
    return;
  if (Symbol.empty())
    Symbol = Name;
  const Rule *R = ruleFor(Symbol, I);
  bool InDirective = T.Where == Place::Condition || T.Where == Place::Define;
  Evidence Ev = InDirective ? Evidence::Preprocessor : Evidence::Token;
  if (!R) {
    if (Entity && !isUserName(Name) && !File.isMember(I) && !File.declaredHere(Name))
      Findings.addUnknown(Name, T, Ev);
    return;
  }
  bool Qualifier = R->Kind == RuleKind::Attribute || R->Kind == RuleKind::Macro;
  if (isUserName(Name) && !Qualifier)
    return;
  if (File.isMember(I) != (R->Kind == RuleKind::Method))
    return;
  if (R->Native && R->Kind == RuleKind::Builtin && !Findings.kernelFile())
    return; // a keyword of compilers
  bool Strong =
      Entity || Qualifier || (Agrees && Index.isOpen(R->Pack)) || llvm::StringRef(Name).starts_with("__");
  if (!Strong && !plausible(I, *R))
    return;
  if ((R->Kind == RuleKind::Function || R->Kind == RuleKind::Builtin) && ownInInactiveCode(I, Name)) {
    Finding Kept = Findings.make(*R, Symbol, T, Ev);
    Kept.Native = true;
    return Findings.add(std::move(Kept));
  }
  applyName(I, Name, Symbol, *R, Ev);
}

void NameWalk::resolved(size_t I, const std::string &Name, const Resolution &Res) {
  const Token &T = File.Tokens[I];
  if (Open.rename(I, Name, Res))
    return;
  Evidence Ev = Res.Macro ? Evidence::Preprocessor : Evidence::Ast;
  if (Res.From != Origin::Stub) {
    // A user's own definition of a qualifier or of a version macro moves along with its uses. Of what the
    // system's headers declare, functions have rules that differ in kernels or that some target lacks, and
    // namespaces those of an API whose own headers serve the output, too, or of which the machine has
    // headers that the rules' declarations lack.
    const Rule *R = Res.Macro ? Index.find({RuleKind::Attribute, RuleKind::Macro}, Name) : nullptr;
    if (!R && Res.From == Origin::System && Res.OnDevice)
      R = Index.find({RuleKind::Function}, Name);
    if (!R && Res.From == Origin::System)
      if (const Rule *Space = Index.find({RuleKind::Namespace}, Name);
          Space && (Space->Native || File.is(I + 1, TokenKind::coloncolon)))
        R = Space;
    if (R && !Res.Macro && !R->Native && I > 0 && File.is(I - 1, TokenKind::coloncolon))
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
    if (Index.coveringNamespace(Res.Symbol) || File.isMember(I) || coveredByClass(Res.Symbol))
      return;
  }
  if (!R && File.isMember(I))
    return; // members of a renamed type keep their names
  if (!R)
    return Findings.addUnknown(Name, T, Ev);
  if (Res.OpenToUser && !R->Native)
    return Open.leaveOpen(I, Name, *R);
  applyName(I, Name, Res.Symbol, *R, Ev);
}

bool NameWalk::pasted(size_t I, const std::string &Name) {
  const Token &T = File.Tokens[I];
  if (T.Where != Place::MacroBody || !File.is(I + 1, TokenKind::hashhash) || isUserName(Name) ||
      File.isMacroParameter(I))
    return false;
  if (const Rule *Whole = Index.findName(Name); Whole && Whole->Kind != RuleKind::Namespace)
    return false;
  const std::string New = Index.renamedBeginning(Name);
  if (New.empty())
    return false;
  Finding F = Findings.make(ToolRule::PastedName, Name, T.Offset, T.Length, Evidence::Preprocessor);
  F.Ch.Edits.push_back({T.Offset, T.Length, New});
  Findings.add(std::move(F));
  return true;
}

const Rule *NameWalk::ruleFor(llvm::StringRef Symbol, size_t I) const {
  for (const Rule *R : Index.findNames(Symbol)) {
    if (R->Arguments.empty())
      return R;
    std::optional<CallTokens> C = File.callAt(I);
    if (C && llvm::all_of(R->Arguments, [&](const auto &Wanted) {
          std::optional<TextRange> Argument = argumentOf(*C, *R, Wanted.first);
          return Argument &&
                 llvm::Regex("^(" + toPosixPattern(Wanted.second) + ")$").match(File.text(*Argument).trim());
        }))
      return R;
  }
  return nullptr;
}

bool NameWalk::namespaceAsWhole(size_t I) {
  if (!File.is(I + 1, TokenKind::semi))
    return false;
  size_t Begin = I;
  while (Begin >= 2 && File.is(Begin - 1, TokenKind::coloncolon) &&
         File.is(Begin - 2, TokenKind::raw_identifier))
    Begin -= 2;
  const bool Directive = Begin >= 2 && File.isName(Begin - 1, "namespace") && File.isName(Begin - 2, "using");
  const bool Alias =
      Begin >= 3 && File.is(Begin - 1, TokenKind::equal) && File.isName(Begin - 3, "namespace");
  if (!Directive && !Alias)
    return false;
  const std::string Symbol = "namespace " + File.qualifiedName(I);
  const Rule *R = Index.find({RuleKind::Namespace}, Symbol);
  if (!R)
    return false;
  const unsigned From = File.Tokens[Directive ? Begin - 2 : Begin].Offset;
  const unsigned To = Directive ? File.Tokens[I + 1].end() : File.Tokens[I].end();
  Finding F = Findings.make(*R, Symbol, File.Tokens[I], Evidence::Token);
  F.Ch.Edits.push_back({From, To - From, Directive ? "" : R->Rename.at(Symbol)});
  Findings.add(std::move(F));
  return true;
}

bool NameWalk::unknownInSpace(size_t I) {
  if (I < 2 || !File.is(I - 1, TokenKind::coloncolon) || File.is(I + 1, TokenKind::coloncolon))
    return false;
  std::string Whole = File.qualifiedName(I);
  if (!Index.looksLikeEntity(Whole) || !Index.symbolSpelled(Whole).empty() || Index.coveringNamespace(Whole))
    return false;
  Findings.addUnknown(Whole, File.Tokens[I], Evidence::Token);
  return true;
}

bool NameWalk::unknownMember(size_t I, const std::string &Name) {
  if (I < 2 || !File.is(I - 1, TokenKind::coloncolon) || !File.is(I - 2, TokenKind::raw_identifier) ||
      (I > 2 && File.is(I - 3, TokenKind::coloncolon) && I > 3 && File.is(I - 4, TokenKind::raw_identifier)))
    return false;
  std::string Space = spelling(File.Text, File.Tokens[I - 2]);
  const Resolution *Res = Findings.resolution(File.Tokens[I - 2].Offset);
  const Rule *R = Index.find({RuleKind::Namespace}, Res ? Res->Symbol : Space);
  if (!R || R->Rename.empty() || R->Native || (isUserName(Space) && !Res) ||
      Index.findName(Space + "::" + Name) || Index.mayDeclare(R->Pack, Name))
    return false;
  Findings.addUnknown(Space + "::" + Name, File.Tokens[I], Evidence::Token);
  return true;
}

bool NameWalk::qualifiedByUser(size_t I) const {
  if (I < 2 || !File.is(I - 1, TokenKind::coloncolon) || !File.is(I - 2, TokenKind::raw_identifier))
    return false;
  std::string Outer = spelling(File.Text, File.Tokens[I - 2]);
  return !Index.findName(Outer) && !Index.looksLikeEntity(Outer);
}

bool NameWalk::isUserName(const std::string &Name) const {
  return Findings.Ctx.UserMacros.contains(Name) || (E && E->UserNames.count(Name));
}

bool NameWalk::ownInInactiveCode(size_t I, llvm::StringRef Name) const {
  const unsigned At = File.Tokens[I].Offset;
  std::optional<TextRange> Branch = Findings.inactiveRange(At);
  if (!Branch)
    return false;
  bool Own = false;
  auto First = llvm::partition_point(File.Tokens, [&](const Token &T) { return T.Offset < Branch->Begin; });
  for (size_t J = First - File.Tokens.begin(); J < File.Tokens.size() && File.Tokens[J].Offset < Branch->End;
       ++J) {
    std::optional<TextRange> Body = File.isName(J, Name) ? File.definedAt(J) : std::nullopt;
    if (!Body)
      continue;
    if (Body->Begin <= At && At < Body->End)
      return false;
    Own = true;
  }
  return Own;
}

bool NameWalk::coveredByClass(llvm::StringRef Symbol) const {
  llvm::StringRef Class = Symbol.take_front(Symbol.rfind("::"));
  return Index.findName(Class) != nullptr;
}

bool NameWalk::plausible(size_t I, const Rule &R) const {
  const Token &T = File.Tokens[I];
  bool NoAst = T.Where == Place::MacroBody || Findings.inactive(T.Offset) || (E && E->Errors > 0) ||
               File.inExplicitInstantiation(I);
  if (!NoAst)
    return false;
  if (R.Kind == RuleKind::Variable && File.is(I + 1, TokenKind::period) && I + 2 < File.Tokens.size() &&
      llvm::StringRef("xyz").contains(File.text(File.Tokens[I + 2])) &&
      File.text(File.Tokens[I + 2]).size() == 1)
    return true; // name.x: common words are not used like this
  if (!Findings.kernelFile())
    return false;
  if (I > 0 && File.is(I - 1, TokenKind::coloncolon) && I > 1 && File.is(I - 2, TokenKind::raw_identifier))
    return false;
  switch (R.Kind) {
  case RuleKind::Function:
  case RuleKind::Builtin:
    // A call; `type name(` would be a declaration.
    return File.is(I + 1, TokenKind::l_paren) &&
           !(I > 0 && File.is(I - 1, TokenKind::raw_identifier) &&
             File.text(File.Tokens[I - 1]) != "return" && File.text(File.Tokens[I - 1]) != "else");
  case RuleKind::Namespace: // one of the project's may have the name as well
    return File.is(I + 1, TokenKind::coloncolon) && File.is(I + 2, TokenKind::raw_identifier) &&
           Index.mayDeclare(R.Pack, File.text(File.Tokens[I + 2]));
  case RuleKind::Variable:
    return true;
  case RuleKind::Type:
    return File.is(I + 1, TokenKind::raw_identifier) || File.is(I + 1, TokenKind::star) ||
           (File.is(I + 1, TokenKind::less) && File.startsStatement(I)) ||
           File.is(I + 1, TokenKind::l_paren) || File.is(I + 1, TokenKind::greater) ||
           File.is(I + 1, TokenKind::r_paren) || File.is(I + 1, TokenKind::amp) ||
           (File.is(I + 1, TokenKind::comma) && File.inExplicitInstantiation(I));
  default:
    return false;
  }
}

/// An argument that the rule asks for and leaves out is the rule's: names in it have no finding of their own.
static void swallowLeftOut(FileFindings &Findings, size_t I, const Rule &R) {
  const FileTokens &File = Findings.File;
  const std::optional<CallTokens> C = File.callAt(I);
  for (const auto &Wanted : R.Arguments) {
    const std::optional<TextRange> Argument = C ? argumentOf(*C, R, Wanted.first) : std::nullopt;
    if (!Argument || llvm::StringRef(R.Rewrite).contains("${" + Wanted.first))
      continue;
    for (size_t J = I + 1; J < C->Close; ++J)
      if (File.Tokens[J].Offset >= Argument->Begin && File.Tokens[J].Offset < Argument->End)
        Findings.swallow(File.Tokens[J]);
  }
}

void NameWalk::applyName(size_t I, const std::string &Name, const std::string &Symbol, const Rule &R,
                         Evidence Ev) {
  const Token &T = File.Tokens[I];
  if (R.Kind == RuleKind::Attribute)
    if (const Rule *Dynamic = Index.find({RuleKind::Attribute}, "extern " + Name))
      if (addDynamicShared(Findings, I, *Dynamic, Ev))
        return;
  Finding F = Findings.make(R, Symbol, T, Ev);
  auto It = R.Rename.find(Symbol);
  if (It != R.Rename.end() && !R.Native) {
    std::string To = It->second;
    if (R.Kind == RuleKind::Attribute && E && E->Internal.count(T.Offset))
      To = "static " + To;
    if (R.Kind == RuleKind::Attribute && File.isName(I + 1, "alignas") && File.is(I + 2, TokenKind::l_paren))
      F.Ch.Edits = behindAlignment(File, I, To);
    else if (To != Name)
      F.Ch.Edits.push_back(renameEdit(File, I, Name, Symbol, To));
    else
      F.Native = true;
  } else if (!R.Native && !R.Rewrite.empty()) {
    F.Ch.Edits = R.Kind == RuleKind::Method ? rewriteMethod(File, I, R) : rewriteCall(File, I, R);
    swallowLeftOut(Findings, I, R);
  }
  Findings.add(std::move(F));
}

void NameWalk::conversion(size_t I) {
  if (!File.is(I + 1, TokenKind::raw_identifier) || !File.is(I + 2, TokenKind::l_paren) ||
      !File.is(I + 3, TokenKind::r_paren))
    return;
  std::string Type = spelling(File.Text, File.Tokens[I + 1]);
  const Rule *R = Index.find({RuleKind::Type}, Type);
  auto It = R && !R->Native ? R->Rename.find(Type) : decltype(R->Rename.find(Type)){};
  if (!R || R->Native || It == R->Rename.end())
    return;
  for (size_t J = 1; J + 1 < File.Tokens.size(); ++J)
    if (File.isName(J, "operator") && !File.isMember(J) && File.isName(J + 1, Type))
      return; // a class of the project, whose conversion is renamed as well
  Finding F = Findings.make(*R, Type, File.Tokens[I + 1], Evidence::Token);
  if (File.is(I - 1, TokenKind::arrow))
    F.Ch.Edits.push_back({File.Tokens[File.objectBegin(I - 1)].Offset, 0, "*"});
  F.Ch.Edits.push_back({File.Tokens[I - 1].Offset, File.Tokens[I + 3].end() - File.Tokens[I - 1].Offset, ""});
  Findings.add(std::move(F));
  Findings.swallow(File.Tokens[I + 1]);
}

} // namespace npuify
