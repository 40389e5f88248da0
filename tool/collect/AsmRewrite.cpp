// SPDX-License-Identifier: Apache-2.0
// A rule says what an instruction, a special register, a literal or a register type becomes. Here are only
// the things that hold for every instruction: how operands are named, guarded and evaluated.
//
// Operands are evaluated once, before anything is written, as the compiler does that hands them to the
// assembler. So an expression that is read twice, or read after an output was written, is kept in a constant.
#include "AsmRewrite.h"
#include "support/Pattern.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <mutex>

namespace npuify {
namespace {

bool isWord(char C) { return llvm::isAlnum(C) || C == '_'; }

/// \returns whether \p Pattern matches all of \p Text; Groups[0] is the text, the others what was captured.
bool matches(llvm::StringRef Pattern, llvm::StringRef Text, llvm::SmallVectorImpl<llvm::StringRef> &Groups) {
  // Compiling a pattern costs far more than matching it.
  static llvm::StringMap<llvm::Regex> Compiled;
  static std::mutex Mutex;
  std::lock_guard<std::mutex> Lock(Mutex);
  auto It = Compiled.find(Pattern);
  if (It == Compiled.end())
    It = Compiled.try_emplace(Pattern, "^(" + toPosixPattern(Pattern) + ")$").first;
  if (!It->second.match(Text, &Groups))
    return false;
  Groups.erase(Groups.begin()); // the group around the pattern counts as the whole
  return true;
}

/// Replaces \N by the captured groups.
std::string withGroups(llvm::StringRef Template, llvm::ArrayRef<llvm::StringRef> Groups) {
  std::string Out;
  for (size_t I = 0; I < Template.size(); ++I) {
    if (Template[I] == '\\' && I + 1 < Template.size() && llvm::isDigit(Template[I + 1])) {
      size_t N = static_cast<size_t>(Template[++I] - '0');
      Out += N < Groups.size() ? Groups[N].str() : "";
    } else {
      Out += Template[I];
    }
  }
  return Out;
}

/// An expression that can be read again at no cost and without effect: a name or a literal.
bool isTrivial(llvm::StringRef Expression) { return llvm::all_of(Expression, isWord); }

bool hasComma(llvm::StringRef Expression) {
  int Depth = 0;
  for (char C : Expression) {
    Depth += C == '(' || C == '[' || C == '{';
    Depth -= C == ')' || C == ']' || C == '}';
    if (C == ',' && Depth == 0)
      return true;
  }
  return false;
}

class Translator {
public:
  Translator(const AsmStatement &S, const std::vector<std::string> &Expressions, const RuleIndex &Index,
             llvm::StringRef Break)
      : S(S), Expressions(Expressions), Outer(Break),
        Inner(Break.contains('\n') ? Break.str() + "  " : Break), Rules(Index.ofKind(RuleKind::Asm)),
        Kept(S.Operands.size()) {}

  AsmRewrite run() {
    AsmRewrite Out;
    Lines = parseAsmText(S.Code, S.HasOperands);
    declare();
    keep();
    std::vector<std::string> Statements;
    bool Guarded = false;
    for (const AsmLine &L : Lines) {
      if (L.Kind == AsmLine::Register)
        continue;
      auto [R, Text] = instruction(L);
      std::optional<std::string> Guard = L.Guard.empty() ? std::string() : value(L.Guard);
      if (Text.empty() || !Guard)
        return refused(L.Name, R);
      Guarded |= !Guard->empty();
      Out.Uses.push_back({L.Name, R});
      Statements.push_back((Guard->empty() ? "" : "if (" + *Guard + ") ") + Text);
    }
    if (!S.Complete || !Undeclarable.empty())
      return refused(Undeclarable, nullptr);
    if (Statements.empty())
      return {};
    Out.Uses.insert(Out.Uses.end(), Words.begin(), Words.end());
    std::string Before = constants() + registers();
    if (Statements.size() == 1 && Before.empty() && !Guarded) {
      Out.Text = Statements[0];
      return Out;
    }
    // One statement wherever one may stand: behind an `if`, in a macro's argument.
    Out.Text = "do {" + Before;
    for (const std::string &Statement : Statements)
      Out.Text += Inner + Statement + ";";
    Out.Text += Outer + "} while (0)";
    return Out;
  }

private:
  // ---- what the rules say ----

  /// What a rule without parameters makes of a word: a special register, a literal, a type.
  std::optional<std::string> word(llvm::StringRef Text) {
    llvm::SmallVector<llvm::StringRef, 8> Groups;
    for (const Rule *R : Rules)
      if (R->Params.empty() && !R->Rewrite.empty() && matches(R->Symbols.front(), Text, Groups)) {
        if (llvm::none_of(Words, [&](const AsmRewrite::Use &U) { return U.Name == Text; }))
          Words.push_back({Text.str(), R});
        return withGroups(R->Rewrite, Groups);
      }
    return std::nullopt;
  }

  AsmRewrite refused(const std::string &Name, const Rule *R) {
    for (const AsmLine &L : Lines)
      if (!R && L.Kind == AsmLine::Instruction)
        R = instruction(L).first;
    AsmRewrite Out;
    if (R)
      Out.Uses.push_back({Name, R});
    return Out;
  }

  /// The rule that knows an instruction, and its translation if there is one.
  std::pair<const Rule *, std::string> instruction(const AsmLine &L) {
    llvm::SmallVector<llvm::StringRef, 8> Groups;
    if (L.Kind == AsmLine::Instruction)
      for (const Rule *R : Rules)
        if (!R->Rewrite.empty() && fits(*R, L) && matches(R->Symbols.front(), L.Name, Groups))
          if (std::string Text = rendered(*R, L, Groups); !Text.empty())
            return {R, std::move(Text)};
    for (bool Translates : {false, true}) // what only reports has more to say
      for (const Rule *R : Rules)
        if (R->Rewrite.empty() != Translates && matches(R->Symbols.front(), L.Name, Groups))
          return {R, ""};
    return {nullptr, ""};
  }

  static bool optional(llvm::StringRef Param) { return Param.ends_with("?"); }
  static AsmArgument::Shape shapeOf(llvm::StringRef Param) {
    return Param.starts_with("[")   ? AsmArgument::Address
           : Param.starts_with("{") ? AsmArgument::Vector
           : Param.contains('|')    ? AsmArgument::Pair
                                    : AsmArgument::Value;
  }
  static bool fits(llvm::StringRef Param, const AsmArgument &A) {
    return llvm::isDigit(Param[0]) ? A.Parts[0] == Param : shapeOf(Param) == A.Kind;
  }
  static bool fits(const Rule &R, const AsmLine &L) {
    if (L.Arguments.size() > R.Params.size())
      return false;
    // A rule without parameters serves words, unless it is for an instruction without operands.
    for (size_t I = 0; I < R.Params.size(); ++I)
      if (I >= L.Arguments.size() ? !optional(R.Params[I]) : !fits(R.Params[I], L.Arguments[I]))
        return false;
    return true;
  }

  std::string rendered(const Rule &R, const AsmLine &L, llvm::ArrayRef<llvm::StringRef> Groups) {
    std::string Out;
    llvm::StringRef Rest = R.Rewrite;
    for (;;) {
      size_t Dollar = Rest.find("${");
      Out += withGroups(Rest.take_front(Dollar), Groups);
      if (Dollar == llvm::StringRef::npos)
        return Out;
      llvm::StringRef Name = Rest.substr(Dollar + 2).split('}').first;
      Rest = Rest.substr(Dollar + 2 + Name.size() + 1);
      std::optional<std::string> Text = placeholder(R, L, Name.rtrim('?'));
      if (!Text)
        return "";
      // An optional operand that is not there takes the comma in front of it along.
      if (Text->empty())
        Out.erase(llvm::StringRef(Out).rtrim(" ,").size());
      Out += *Text;
    }
  }

  std::optional<std::string> placeholder(const Rule &R, const AsmLine &L, llvm::StringRef Name) {
    for (size_t I = 0; I < R.Params.size(); ++I) {
      llvm::StringRef Param = llvm::StringRef(R.Params[I]).rtrim('?');
      if (I >= L.Arguments.size()) {
        if (Param.trim("[]{}") == Name)
          return "";
        continue;
      }
      const AsmArgument &A = L.Arguments[I];
      if (A.Kind == AsmArgument::Pair) {
        auto [First, Second] = Param.split('|');
        if (Name == First || Name == Second)
          return value(A.Parts[Name == First ? 0 : 1]);
      } else if (Param.trim("[]{}") == Name) {
        std::string Out;
        for (const std::string &Part : A.Parts) {
          std::optional<std::string> Text = value(Part);
          if (!Text)
            return std::nullopt;
          Out += (Out.empty() ? "" : ", ") + *Text;
        }
        return Out;
      }
    }
    return std::nullopt;
  }

  // ---- operands ----

  std::optional<size_t> operandIndex(llvm::StringRef Name) const {
    size_t N;
    if (!Name.getAsInteger(10, N))
      return N < S.Operands.size() ? std::optional<size_t>(N) : std::nullopt;
    for (size_t I = 0; I < S.Operands.size(); ++I)
      if (!Name.empty() && S.Operands[I].Name == Name)
        return I;
    return std::nullopt;
  }

  /// Calls \p Use with the pieces of an operand's text: %0, %[name], %special.x, words, and operators.
  template <class F> static void pieces(llvm::StringRef Text, F Use) {
    while (!(Text = Text.ltrim()).empty()) {
      size_t End = 1;
      if (Text.starts_with("%[")) {
        End = std::min(Text.size(), Text.find(']') + 1);
      } else if (isWord(Text[0]) || Text[0] == '$' ||
                 (Text[0] == '%' && Text.size() > 1 && isWord(Text[1]))) {
        bool Number = llvm::isDigit(Text[0]);
        while (End < Text.size() && (isWord(Text[End]) || Text[End] == '.' || Text[End] == '$' ||
                                     (Number && (Text[End] == '+' || Text[End] == '-') &&
                                      (Text[End - 1] | 32) == 'e' && !Text.starts_with_insensitive("0x"))))
          ++End;
      }
      Use(Text.take_front(End));
      Text = Text.drop_front(End);
    }
  }

  /// The C++ expression of an operand, or nothing when something in it is not known.
  std::optional<std::string> value(llvm::StringRef Text) {
    std::string Out;
    unsigned Count = 0;
    bool Known = true;
    pieces(Text, [&](llvm::StringRef Piece) {
      ++Count;
      std::optional<std::string> One = piece(Piece);
      Known &= One.has_value();
      if (One)
        Out += *One;
    });
    if (!Known || Count == 0)
      return std::nullopt;
    if (Count > 1 && !(Count == 2 && (Text[0] == '!' || Text[0] == '-')))
      Out = "(" + Out + ")";
    return Out;
  }

  std::optional<std::string> piece(llvm::StringRef Piece) {
    if (Piece[0] == '%' && Piece.size() > 1) {
      if (std::optional<size_t> I = operandIndex(Piece.drop_front().trim("[]"))) {
        if (Kept[*I])
          return constantName(*I);
        std::string Text = Expressions[*I];
        return hasComma(Text) ? "(" + Text + ")" : Text;
      }
    } else if (!isWord(Piece[0]) && Piece[0] != '$') {
      // An operator of a constant expression.
      return llvm::StringRef("+-*/%~!<>=&|^?:()").contains(Piece) ? std::optional<std::string>(Piece.str())
                                                                  : std::nullopt;
    }
    if (auto It = Registers.find(Piece); It != Registers.end()) {
      It->second.Used = true;
      return registerName(Piece);
    }
    if (std::optional<std::string> Special = word(Piece))
      return Special;
    // Numbers read the same.
    return llvm::isDigit(Piece[0]) ? std::optional<std::string>(Piece.str()) : std::nullopt;
  }

  // ---- registers that the text declares ----

  struct Register {
    std::string Type;
    bool Used = false;
  };

  static std::string registerName(llvm::StringRef Name) {
    std::string Out = "ptx_";
    for (char C : Name.ltrim("%$_"))
      Out += isWord(C) ? C : '_';
    return Out;
  }

  void declare() {
    for (const AsmLine &L : Lines) {
      if (L.Kind != AsmLine::Register)
        continue;
      std::optional<std::string> Type = word(L.Name);
      if (!Type && Undeclarable.empty())
        Undeclarable = ".reg " + L.Name;
      for (llvm::StringRef Name : L.Registers) {
        auto [Stem, Count] = Name.split('<');
        unsigned N = 0;
        if (Count.empty())
          Registers[Name] = {Type.value_or("")};
        else if (!Count.rtrim("> ").getAsInteger(10, N))
          for (unsigned I = 0; I < N && I < 1024; ++I)
            Registers[(Stem + llvm::Twine(I)).str()] = {Type.value_or("")};
      }
    }
  }

  std::string registers() const {
    std::map<std::string, std::string> Sorted;
    for (const auto &R : Registers)
      if (R.second.Used)
        Sorted[registerName(R.first())] = R.second.Type;
    std::string Out;
    for (const auto &[Name, Type] : Sorted)
      Out += Inner + Type + " " + Name + ";";
    return Out;
  }

  // ---- inputs that must be evaluated first ----

  static std::string constantName(size_t I) { return "ptx_in" + std::to_string(I); }

  void keep() {
    bool Written = false;
    std::vector<unsigned> Reads(S.Operands.size());
    for (const AsmLine &L : Lines) {
      bool Writes = false;
      auto Look = [&](llvm::StringRef Piece) {
        std::optional<size_t> I;
        if (Piece.consume_front("%"))
          I = operandIndex(Piece.trim("[]"));
        if (!I)
          return;
        if (S.Operands[*I].written()) {
          Writes = true;
          return;
        }
        // What cannot change needs no copy; neither does what is read once, in time.
        bool Constant =
            S.Operands[*I].Constraint == "n" ||
            (!Expressions[*I].empty() && llvm::isDigit(Expressions[*I][0]) && isTrivial(Expressions[*I]));
        Kept[*I] = Kept[*I] || (!Constant && (Written || (++Reads[*I] > 1 && !isTrivial(Expressions[*I]))));
      };
      pieces(L.Guard, Look);
      for (const AsmArgument &A : L.Arguments)
        for (const std::string &Part : A.Parts)
          pieces(Part, Look);
      Written |= Writes;
    }
  }

  std::string constants() const {
    std::string Out;
    for (size_t I = 0; I < Kept.size(); ++I)
      if (Kept[I])
        Out += Inner + "const auto " + constantName(I) + " = " +
               (hasComma(Expressions[I]) ? "(" + Expressions[I] + ")" : Expressions[I]) + ";";
    return Out;
  }

  const AsmStatement &S;
  const std::vector<std::string> &Expressions;
  std::string Outer, Inner; ///< what goes between statements, around and inside of a block
  std::vector<const Rule *> Rules;
  std::vector<AsmLine> Lines;
  std::vector<AsmRewrite::Use> Words; ///< special registers, literals, types that rules know
  llvm::StringMap<Register> Registers;
  std::vector<char> Kept; ///< by operand
  std::string Undeclarable;
};

} // namespace

AsmRewrite rewriteAsm(const AsmStatement &S, const std::vector<std::string> &Expressions,
                      const RuleIndex &Index, llvm::StringRef Break) {
  return Translator(S, Expressions, Index, Break).run();
}

} // namespace npuify
