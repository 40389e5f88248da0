// SPDX-License-Identifier: Apache-2.0
#include "SideBranches.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"
#include "llvm/ADT/StringExtras.h"

namespace npuify {

using clang::tok::TokenKind;

namespace {

/// One directive of a group: #if, #ifdef, #ifndef, #elif, #else, #endif.
struct Directive {
  size_t Hash = 0, Last = 0; ///< tokens; Last ends the line
  llvm::StringRef Name;
};

/// The value of a condition, or nothing when it depends on something else.
using Value = std::optional<long>;

class Finder {
public:
  Finder(llvm::StringRef Text, const std::vector<Token> &Tokens, const FileEvidence &E, const SideTest &Test)
      : Text(Text), Tokens(Tokens), E(E), Test(Test) {}

  std::vector<SideBranch> run() {
    std::vector<std::vector<Directive>> Open;
    for (size_t I = 0; I < Tokens.size(); ++I) {
      if (Tokens[I].Kind != TokenKind::hash || !Tokens[I].StartOfLine || I + 1 == Tokens.size())
        continue;
      Directive D{I, I, spelled(I + 1)};
      while (D.Last + 1 < Tokens.size() && !Tokens[D.Last + 1].StartOfLine)
        ++D.Last;
      if (D.Name == "if" || D.Name == "ifdef" || D.Name == "ifndef")
        Open.push_back({D});
      else if (Open.empty() || (D.Name != "elif" && D.Name != "else" && D.Name != "endif"))
        continue;
      else
        Open.back().push_back(D);
      if (D.Name == "endif") {
        group(Open.back());
        Open.pop_back();
      }
    }
    llvm::sort(Out, [](const SideBranch &A, const SideBranch &B) { return A.FirstToken < B.FirstToken; });
    return std::move(Out);
  }

private:
  llvm::StringRef spelled(size_t I) const { return Text.substr(Tokens[I].Offset, Tokens[I].Length); }
  bool is(size_t I, TokenKind K) const { return I < Tokens.size() && Tokens[I].Kind == K; }
  bool isMacro(size_t I) const { return is(I, TokenKind::raw_identifier) && spelled(I) == Test.Macro; }

  void group(const std::vector<Directive> &Group) {
    bool Mentioned = false;
    for (const Directive &D : Group)
      for (size_t I = D.Hash + 2; I <= D.Last; ++I)
        Mentioned |= isMacro(I);
    if (!Mentioned || taken(Group, true) == taken(Group, false))
      return;
    // In functions of the device the device's branch is right.
    std::optional<Side> Where = E.sideAt(Tokens[Group.front().Hash].Offset);
    if (Where == Side::Device)
      return;
    SideBranch Branch;
    Branch.FirstToken = Group.front().Hash;
    if (Where && mayTest(Group) && areStatements(Group))
      rewrite(Group, Branch);
    else if (Where && mayTest(Group))
      choose(Group, Branch);
    else if (!Where && hostLosesNothing(Group))
      return;
    Out.push_back(std::move(Branch));
  }

  // ---- conditions ----

  /// Which branch is compiled; nothing when that depends on other macros.
  std::optional<size_t> taken(const std::vector<Directive> &Group, bool Device) {
    OnDevice = Device;
    for (size_t I = 0; I + 1 < Group.size(); ++I) {
      Value V = condition(Group[I]);
      if (!V)
        return std::nullopt;
      if (*V)
        return I;
    }
    return Group.size();
  }

  Value condition(const Directive &D) {
    At = D.Hash + 2;
    End = D.Last + 1;
    if (D.Name == "else")
      return 1;
    if (D.Name == "ifdef" || D.Name == "ifndef")
      return At < End && isMacro(At) ? Value((D.Name == "ifdef") == OnDevice) : std::nullopt;
    Value V = either();
    return At == End ? V : std::nullopt;
  }
  bool accept(TokenKind K) {
    if (At >= End || !is(At, K))
      return false;
    ++At;
    return true;
  }
  // What decides alone decides, whatever the other operand depends on.
  Value either() {
    Value A = both();
    while (accept(TokenKind::pipepipe)) {
      Value B = both();
      A = (A && *A) || (B && *B) ? Value(1) : A && B ? Value(0) : std::nullopt;
    }
    return A;
  }
  Value both() {
    Value A = comparison();
    while (accept(TokenKind::ampamp)) {
      Value B = comparison();
      A = (A && !*A) || (B && !*B) ? Value(0) : A && B ? Value(1) : std::nullopt;
    }
    return A;
  }
  Value comparison() {
    Value A = unary();
    if (At >= End)
      return A;
    TokenKind K = Tokens[At].Kind;
    if (!isComparison(K))
      return A;
    ++At;
    Value B = unary();
    return A && B ? Value(compare(K, *A, *B)) : std::nullopt;
  }
  static bool isComparison(TokenKind K) {
    return llvm::is_contained({TokenKind::less, TokenKind::lessequal, TokenKind::greater,
                               TokenKind::greaterequal, TokenKind::equalequal, TokenKind::exclaimequal},
                              K);
  }
  static bool compare(TokenKind K, long A, long B) {
    switch (K) {
    case TokenKind::less:
      return A < B;
    case TokenKind::lessequal:
      return A <= B;
    case TokenKind::greater:
      return A > B;
    case TokenKind::greaterequal:
      return A >= B;
    case TokenKind::equalequal:
      return A == B;
    default:
      return A != B;
    }
  }
  Value unary() {
    if (accept(TokenKind::exclaim)) {
      Value A = unary();
      return A ? Value(!*A) : std::nullopt;
    }
    if (accept(TokenKind::l_paren)) {
      Value A = either();
      accept(TokenKind::r_paren);
      return A;
    }
    if (At >= End)
      return std::nullopt;
    size_t I = At++;
    if (is(I, TokenKind::numeric_constant)) {
      long N;
      return spelled(I).rtrim("uUlL").getAsInteger(0, N) ? std::nullopt : Value(N);
    }
    if (spelled(I) == "defined") {
      bool Parens = accept(TokenKind::l_paren);
      bool Ours = At < End && isMacro(At);
      ++At;
      if (Parens)
        accept(TokenKind::r_paren);
      return Ours ? Value(OnDevice) : std::nullopt;
    }
    if (isMacro(I))
      return OnDevice ? Test.DeviceValue : 0;
    if (accept(TokenKind::l_paren)) // a function-like macro
      for (int Depth = 1; Depth > 0 && At < End; ++At)
        Depth += is(At, TokenKind::l_paren) - is(At, TokenKind::r_paren);
    return std::nullopt;
  }

  // ---- statements ----

  /// What the host's branch declares is the device's, or nothing.
  bool hostLosesNothing(const std::vector<Directive> &Group) {
    std::optional<size_t> Branch = taken(Group, false);
    if (!Branch || *Branch == Group.size())
      return Branch.has_value();
    size_t Begin = Group[*Branch].Last + 1, Next = Group[*Branch + 1].Hash;
    return Begin == Next || llvm::any_of(llvm::seq(Begin, Next), [&](size_t I) {
             return is(I, TokenKind::raw_identifier) && Test.IsQualifier(spelled(I));
           });
  }

  /// Whether a run-time test may stand in the function.
  bool mayTest(const std::vector<Directive> &Group) const {
    return !E.functionAt(Tokens[Group.front().Hash].Offset)->Constant;
  }

  bool areStatements(const std::vector<Directive> &Group) const {
    size_t Before = previousCode(Group.front().Hash);
    if (Before == Tokens.size() ||
        !llvm::is_contained({TokenKind::semi, TokenKind::l_brace, TokenKind::r_brace, TokenKind::colon},
                            Tokens[Before].Kind))
      return false;
    for (size_t I = 0; I + 1 < Group.size(); ++I)
      if (!isSequence(Group[I].Last + 1, Group[I + 1].Hash, Group.back().Last + 1))
        return false;
    return true;
  }

  size_t previousCode(size_t I) const {
    while (I-- > 0)
      if (Tokens[I].Where == Place::Code)
        return I;
    return Tokens.size();
  }

  /// Whether [Begin, End) is a sequence of statements that declare nothing which is used from \p After on.
  bool isSequence(size_t Begin, size_t End, size_t After) const {
    int Depth = 0;
    bool Starts = true;
    size_t Last = Tokens.size();
    for (size_t I = Begin; I < End; ++I) {
      if (Tokens[I].Where != Place::Code)
        continue;
      if (Depth == 0 && Starts) {
        if (spelled(I) == "case" || spelled(I) == "default")
          return false;
        if (std::optional<llvm::StringRef> Name = declares(I, End); Name && usedFrom(After, *Name))
          return false;
      }
      TokenKind K = Tokens[I].Kind;
      Depth += K == TokenKind::l_brace || K == TokenKind::l_paren || K == TokenKind::l_square;
      Depth -= K == TokenKind::r_brace || K == TokenKind::r_paren || K == TokenKind::r_square;
      if (Depth < 0)
        return false;
      Starts = Depth == 0 && (K == TokenKind::semi || K == TokenKind::r_brace);
      Last = I;
    }
    return Depth == 0 && (Last == Tokens.size() || is(Last, TokenKind::semi) || is(Last, TokenKind::r_brace));
  }

  /// The (first) name that the statement beginning at \p I declares: `type name`, `const type *name`.
  std::optional<llvm::StringRef> declares(size_t I, size_t End) const {
    static const llvm::StringRef NoType[] = {"return", "throw", "goto",  "delete", "else",  "do",      "if",
                                             "for",    "while", "break", "switch", "using", "continue"};
    if (!is(I, TokenKind::raw_identifier) || llvm::is_contained(NoType, spelled(I)))
      return std::nullopt;
    int Angles = 0;
    size_t Name = Tokens.size(), Words = 0;
    for (; I < End; ++I) {
      TokenKind K = Tokens[I].Kind;
      Angles += K == TokenKind::less;
      Angles -= K == TokenKind::greater;
      if (K == TokenKind::raw_identifier && Angles == 0) {
        if (!(I > 0 && is(I - 1, TokenKind::coloncolon)))
          ++Words;
        Name = I;
      } else if (Angles == 0 && !llvm::is_contained({TokenKind::star, TokenKind::amp, TokenKind::ampamp,
                                                     TokenKind::coloncolon, TokenKind::greater},
                                                    K)) {
        break;
      }
    }
    bool Ends = I < End && llvm::is_contained({TokenKind::equal, TokenKind::semi, TokenKind::l_paren,
                                               TokenKind::l_square, TokenKind::comma, TokenKind::l_brace},
                                              Tokens[I].Kind);
    return Ends && Words > 1 && Name != Tokens.size() ? std::optional(spelled(Name)) : std::nullopt;
  }

  /// Whether \p Name stands anywhere in the rest of the block.
  bool usedFrom(size_t I, llvm::StringRef Name) const {
    for (int Depth = 0; I < Tokens.size() && Depth >= 0; ++I) {
      Depth += is(I, TokenKind::l_brace) - is(I, TokenKind::r_brace);
      if (is(I, TokenKind::raw_identifier) && spelled(I) == Name)
        return true;
    }
    return false;
  }

  // ---- values ----

  /// One branch that is a value: `T name = value;`, or what completes the expression before the directives.
  struct Alternative {
    size_t First = 0, Value = 0, Last = 0; ///< tokens; Last ends the value
    size_t Semi = 0;                       ///< behind it, or 0
  };

  std::optional<Alternative> alternative(size_t Begin, size_t End, bool Declares) const {
    std::vector<size_t> Code;
    for (size_t I = Begin; I < End; ++I)
      if (Tokens[I].Where == Place::Code)
        Code.push_back(I);
    Alternative A;
    if (!Code.empty() && is(Code.back(), TokenKind::semi)) {
      A.Semi = Code.back();
      Code.pop_back();
    }
    size_t First = 0; // of the value, in Code
    if (Declares) {
      if (!A.Semi || Code.empty() || !declares(Code.front(), End))
        return std::nullopt;
      while (First < Code.size() && !is(Code[First], TokenKind::equal)) {
        static const llvm::StringRef Once[] = {"static", "constexpr", "thread_local", "extern", "auto"};
        if (Tokens[Code[First]].Kind == TokenKind::l_square || llvm::is_contained(Once, spelled(Code[First])))
          return std::nullopt; // computed once, an array, or of the value's type
        ++First;
      }
      ++First;
    }
    if (First >= Code.size() || is(Code[First], TokenKind::l_brace))
      return std::nullopt;
    int Depth = 0;
    for (size_t K = First; K < Code.size(); ++K) {
      TokenKind Kind = Tokens[Code[K]].Kind;
      Depth += Kind == TokenKind::l_brace || Kind == TokenKind::l_paren || Kind == TokenKind::l_square;
      Depth -= Kind == TokenKind::r_brace || Kind == TokenKind::r_paren || Kind == TokenKind::r_square;
      if (Depth < 0 || Kind == TokenKind::semi ||
          (Depth == 0 && (Kind == TokenKind::comma || Kind == TokenKind::equal)))
        return std::nullopt;
    }
    A.First = Code.front();
    A.Value = Code[First];
    A.Last = Code.back();
    return Depth == 0 ? std::optional(A) : std::nullopt;
  }

  llvm::StringRef between(size_t First, size_t Last) const {
    return Text.slice(Tokens[First].Offset, Tokens[Last].end());
  }

  /// `T name = a;` or `T name = b;` becomes `T name = test ? a : b;`, and so do ends of expressions.
  void choose(const std::vector<Directive> &Group, SideBranch &Branch) {
    if (Group.size() != 3 || Group[1].Name != "else")
      return;
    size_t Before = previousCode(Group.front().Hash);
    if (Before == Tokens.size())
      return;
    bool Declares =
        llvm::is_contained({TokenKind::semi, TokenKind::l_brace, TokenKind::r_brace}, Tokens[Before].Kind);
    bool Continues =
        spelled(Before) == "return" ||
        llvm::is_contained({TokenKind::equal, TokenKind::plus, TokenKind::minus, TokenKind::slash,
                            TokenKind::plusequal, TokenKind::minusequal, TokenKind::starequal},
                           Tokens[Before].Kind);
    if (!Declares && !Continues)
      return;
    std::optional<Alternative> A = alternative(Group[0].Last + 1, Group[1].Hash, Declares),
                               B = alternative(Group[1].Last + 1, Group[2].Hash, Declares);
    std::optional<std::string> Condition = rendered(Group.front());
    if (!A || !B || !Condition || (A->Semi == 0) != (B->Semi == 0) ||
        (Declares && between(A->First, A->Value - 1) != between(B->First, B->Value - 1)))
      return;
    auto replace = [&](size_t First, size_t Last, std::string New) {
      Branch.Edits.push_back(
          {Tokens[First].Offset, Tokens[Last].end() - Tokens[First].Offset, std::move(New)});
      for (size_t I = First; I <= Last; ++I)
        Branch.Replaced.insert(I);
    };
    auto insert = [&](unsigned Offset, std::string New) {
      Branch.Edits.push_back({Offset, 0, std::move(New)});
    };
    auto drop = [&](const Directive &D) { // with its line, if it is alone there
      replace(D.Hash, D.Last, "");
      Edit &Line = Branch.Edits.back();
      size_t Begin = Text.take_front(Line.Offset).rfind('\n') + 1, End = Line.Offset + Line.Length;
      size_t Break = Text.find_first_not_of(" \t\r", End);
      if (Text.slice(Begin, Line.Offset).trim().empty() && Break != Text.npos && Text[Break] == '\n')
        Line = {static_cast<unsigned>(Begin), static_cast<unsigned>(Break + 1 - Begin), ""};
    };
    llvm::StringRef Open = Declares ? "" : "(", Close = Declares ? "" : ")";
    drop(Group[0]);
    insert(Tokens[A->Value].Offset, (Open + *Condition + " ? ").str());
    if (A->Semi)
      replace(A->Semi, A->Semi, "");
    drop(Group[1]);
    if (Declares)
      replace(B->First, B->Value - 1, ":");
    else
      insert(Tokens[B->Value].Offset, ": ");
    if (!Close.empty())
      insert(Tokens[B->Last].end(), Close.str());
    drop(Group[2]);
  }

  // ---- the new text ----

  void rewrite(const std::vector<Directive> &Group, SideBranch &Branch) {
    std::string Indent = indentation(Group);
    for (const Directive &D : Group) {
      std::string New;
      if (D.Name == "endif") {
        New = "}";
      } else if (D.Name == "else") {
        New = "} else {";
      } else {
        std::optional<std::string> Condition = rendered(D);
        if (!Condition) {
          Branch.Edits.clear();
          Branch.Replaced.clear();
          return;
        }
        New = (D.Name == "elif" ? "} else if (" : "if (") + *Condition + ") {";
      }
      unsigned Begin = Tokens[D.Hash].Offset;
      bool AtMargin = Begin == 0 || Text[Begin - 1] == '\n';
      Branch.Edits.push_back({Begin, Tokens[D.Last].end() - Begin, (AtMargin ? Indent : "") + New});
      for (size_t I = D.Hash; I <= D.Last; ++I)
        Branch.Replaced.insert(I);
    }
  }

  /// That of the statements around: of the first one inside, or else behind.
  std::string indentation(const std::vector<Directive> &Group) const {
    for (size_t I = Group.front().Last + 1; I < Tokens.size(); ++I)
      if (Tokens[I].StartOfLine && Tokens[I].Where == Place::Code) {
        llvm::StringRef Line = Text.take_front(Tokens[I].Offset);
        return Line.substr(Line.rfind('\n') + 1).str();
      }
    return "";
  }

  std::optional<std::string> rendered(const Directive &D) {
    if (D.Name == "ifdef" || D.Name == "ifndef")
      return (D.Name == "ifdef" ? "" : "!") + Test.Test;
    // Behind `defined(MACRO) &&` the new macro may be compared as it is.
    bool Guarded = llvm::none_of(llvm::seq(D.Hash, D.Last + 1), [&](size_t I) {
      return is(I, TokenKind::pipepipe) || is(I, TokenKind::exclaim);
    });
    bool SeenDefined = false;
    std::string Out;
    for (size_t I = D.Hash + 2; I <= D.Last; ++I) {
      std::string Piece = spelled(I).str();
      if (spelled(I) == "defined") {
        bool Parens = is(I + 1, TokenKind::l_paren);
        I += Parens ? 3 : 1;
        if (!isMacro(Parens ? I - 1 : I))
          return std::nullopt;
        SeenDefined = true;
        Piece = Test.Test;
      } else if (isMacro(I)) {
        if (I + 2 <= D.Last && isComparison(Tokens[I + 1].Kind) && is(I + 2, TokenKind::numeric_constant)) {
          long N = 0;
          if (spelled(I + 2).rtrim("uUlL").getAsInteger(0, N))
            return std::nullopt;
          bool OnHost = compare(Tokens[I + 1].Kind, 0, N);
          std::string Comparison = Test.NewMacro + " " + spelled(I + 1).str() + " " + spelled(I + 2).str();
          Piece = Guarded && SeenDefined ? Comparison
                  : OnHost               ? "!" + Test.Test + " || " + Comparison
                                         : Test.Test + " && " + Comparison;
          bool Alone = I == D.Hash + 2 && I + 2 == D.Last;
          bool InParens = is(I - 1, TokenKind::l_paren) && is(I + 3, TokenKind::r_paren);
          if (!Alone && !InParens && !(Guarded && SeenDefined))
            Piece = "(" + Piece + ")";
          I += 2;
        } else {
          Piece = Test.Test;
        }
      } else if (is(I, TokenKind::raw_identifier)) {
        return std::nullopt; // other macros
      }
      bool Tight = Out.empty() || Out.back() == '(' || Out.back() == '!' || Piece == ")";
      Out += (Tight ? "" : " ") + Piece;
    }
    return Out;
  }

  llvm::StringRef Text;
  const std::vector<Token> &Tokens;
  const FileEvidence &E;
  const SideTest &Test;
  std::vector<SideBranch> Out;
  size_t At = 0, End = 0; ///< of the condition that is evaluated
  bool OnDevice = false;
};

} // namespace

std::vector<SideBranch> findSideBranches(llvm::StringRef Text, const std::vector<Token> &Tokens,
                                         const FileEvidence &E, const SideTest &Test) {
  return Finder(Text, Tokens, E, Test).run();
}

} // namespace npuify
