// SPDX-License-Identifier: Apache-2.0
#include "InlineAsm.h"
#include "llvm/ADT/StringExtras.h"

namespace npuify {

using clang::tok::TokenKind;

namespace {

/// The characters that a string literal stands for, as far as assembly text needs them.
std::string unescape(llvm::StringRef Literal) {
  if (Literal.consume_front("R\"")) {
    llvm::StringRef Inside = Literal.drop_front(Literal.find('(') + 1);
    return Inside.take_front(Inside.rfind(')')).str();
  }
  Literal = Literal.drop_front().drop_back();
  std::string Out;
  for (size_t I = 0; I < Literal.size(); ++I) {
    if (Literal[I] != '\\' || I + 1 == Literal.size()) {
      Out += Literal[I];
      continue;
    }
    char C = Literal[++I];
    if (C == '\r' && I + 1 < Literal.size() && Literal[I + 1] == '\n')
      ++I;
    else if (C != '\n')
      Out += C == 'n' || C == 'r' ? '\n' : C == 't' ? '\t' : C;
  }
  return Out;
}

bool isString(llvm::StringRef Text, const Token &T) {
  return T.Kind == TokenKind::string_literal &&
         (Text[T.Offset] == '"' || Text.substr(T.Offset).starts_with("R\""));
}

} // namespace

std::optional<AsmStatement> parseAsmStatement(llvm::StringRef Text, const std::vector<Token> &Tokens,
                                              size_t Keyword) {
  auto Is = [&](size_t I, TokenKind K) { return I < Tokens.size() && Tokens[I].Kind == K; };
  auto Spelling = [&](size_t I) { return Text.substr(Tokens[I].Offset, Tokens[I].Length); };
  /// From an opening bracket to the one that closes it; the end of the tokens when there is none.
  auto Closing = [&](size_t I) {
    int Depth = 0;
    for (; I < Tokens.size(); ++I) {
      TokenKind K = Tokens[I].Kind;
      Depth += K == TokenKind::l_paren || K == TokenKind::l_square || K == TokenKind::l_brace;
      Depth -= K == TokenKind::r_paren || K == TokenKind::r_square || K == TokenKind::r_brace;
      if (Depth == 0)
        break;
    }
    return I;
  };

  AsmStatement S;
  S.FirstToken = Keyword;
  size_t I = Keyword + 1;
  while (Is(I, TokenKind::raw_identifier) && Spelling(I).contains("volatile"))
    ++I;
  if (!Is(I, TokenKind::l_paren))
    return std::nullopt;
  S.LastToken = Closing(I);
  if (S.LastToken == Tokens.size() || Tokens[S.LastToken].Where != Tokens[Keyword].Where)
    return std::nullopt;

  for (++I; I < S.LastToken && !Is(I, TokenKind::colon) && !Is(I, TokenKind::coloncolon); ++I) {
    if (isString(Text, Tokens[I]))
      S.Code += unescape(Spelling(I));
    else
      S.Complete = false;
  }
  S.HasOperands = I < S.LastToken;

  for (int Section = 0; I < S.LastToken; ++I) {
    if (Is(I, TokenKind::colon) || Is(I, TokenKind::coloncolon)) {
      Section += Is(I, TokenKind::colon) ? 1 : 2;
      continue;
    }
    if (Section > 2)
      break; // clobbers
    AsmOperand O;
    if (Is(I, TokenKind::l_square) && Is(I + 1, TokenKind::raw_identifier) &&
        Is(I + 2, TokenKind::r_square)) {
      O.Name = Spelling(I + 1).str();
      I += 3;
    }
    if (Is(I, TokenKind::comma))
      continue; // between operands; compilers also take none
    if (!Is(I, TokenKind::string_literal) || !Is(I + 1, TokenKind::l_paren)) {
      S.Complete = false;
      return S;
    }
    O.Constraint = unescape(Spelling(I));
    O.FirstToken = I + 2;
    I = Closing(I + 1);
    O.LastToken = I - 1;
    S.Operands.push_back(std::move(O));
  }
  return S;
}

// ------------------------------------------------------------------------------------------------ the text

namespace {

std::string withoutComments(llvm::StringRef Code) {
  std::string Out;
  while (!Code.empty()) {
    if (Code.starts_with("//"))
      Code = Code.drop_front(std::min(Code.size(), Code.find('\n')));
    else if (Code.starts_with("/*"))
      Code = Code.drop_front(std::min(Code.size(), Code.find("*/", 2) + 2));
    else {
      Out += Code.front();
      Code = Code.drop_front();
    }
  }
  return Out;
}

/// Splits at \p Separator outside of brackets; the parts are trimmed.
std::vector<std::string> partsOf(llvm::StringRef Text, char Separator) {
  std::vector<std::string> Out;
  int Depth = 0;
  size_t Begin = 0;
  for (size_t I = 0; I <= Text.size(); ++I) {
    if (I == Text.size() || (Text[I] == Separator && Depth == 0)) {
      Out.push_back(Text.slice(Begin, I).trim().str());
      Begin = I + 1;
      continue;
    }
    Depth += Text[I] == '[' || Text[I] == '{' || Text[I] == '(';
    Depth -= Text[I] == ']' || Text[I] == '}' || Text[I] == ')';
  }
  if (Out.size() == 1 && Out[0].empty())
    Out.clear();
  return Out;
}

AsmArgument argument(llvm::StringRef Text) {
  AsmArgument A;
  if (Text.consume_front("[")) {
    Text.consume_back("]");
    A.Kind = AsmArgument::Address;
    // The base is one register; the sign belongs to the offset.
    size_t Sign = Text.trim().find_first_of("+-", 1);
    Text = Text.trim();
    A.Parts.push_back(Text.take_front(Sign).trim().str());
    if (Sign != llvm::StringRef::npos) {
      llvm::StringRef Offset = Text.substr(Sign);
      Offset.consume_front("+");
      A.Parts.push_back(Offset.trim().str());
    }
  } else if (Text.consume_front("{")) {
    Text.consume_back("}");
    A.Kind = AsmArgument::Vector;
    A.Parts = partsOf(Text, ',');
  } else if (std::vector<std::string> Halves = partsOf(Text, '|');
             Halves.size() == 2 && !Text.contains("||") && !llvm::isDigit(Text.front())) {
    A.Kind = AsmArgument::Pair;
    A.Parts = std::move(Halves);
  } else {
    A.Parts.push_back(Text.str());
  }
  return A;
}

AsmLine line(llvm::StringRef Text) {
  AsmLine L;
  if (Text.consume_front("@")) {
    size_t End = Text.find_first_of(" \t\n");
    L.Guard = Text.take_front(End).str();
    Text = Text.substr(End).ltrim();
  }
  size_t End = Text.find_first_of(" \t\n[{");
  L.Name = Text.take_front(End).str();
  std::vector<std::string> Rest =
      partsOf(End == llvm::StringRef::npos ? llvm::StringRef() : Text.substr(End), ',');
  if (L.Name == ".reg") {
    L.Kind = AsmLine::Register;
    llvm::StringRef First = Rest.empty() ? llvm::StringRef() : llvm::StringRef(Rest[0]);
    size_t Space = First.find_first_of(" \t\n");
    L.Name = First.take_front(Space).str();
    if (!Rest.empty())
      Rest[0] = First.drop_front(L.Name.size()).trim().str();
    L.Registers = std::move(Rest);
    return L;
  }
  if (L.Name.empty() || L.Name.back() == ':' || L.Name.front() == '.')
    L.Kind = AsmLine::Other; // labels, directives
  for (const std::string &A : Rest) {
    if (A.empty())
      L.Kind = AsmLine::Other;
    else
      L.Arguments.push_back(argument(A));
  }
  return L;
}

} // namespace

std::vector<AsmLine> parseAsmText(llvm::StringRef Code, bool HasOperands) {
  std::string Plain = withoutComments(Code);
  if (HasOperands)
    for (size_t I = 0; (I = Plain.find("%%", I)) != std::string::npos; ++I)
      Plain.erase(I, 1);
  std::vector<AsmLine> Out;
  std::string Statement;
  int Depth = 0; // of brackets inside a statement
  auto Flush = [&] {
    if (llvm::StringRef S = llvm::StringRef(Statement).trim(); !S.empty())
      Out.push_back(line(S));
    Statement.clear();
    Depth = 0;
  };
  for (size_t I = 0; I < Plain.size(); ++I) {
    char C = Plain[I];
    bool Begins = llvm::StringRef(Statement).trim().empty();
    if (C == ';' || (Begins && (C == '{' || C == '}')) || (C == '}' && Depth == 0)) {
      Flush(); // of a scope only the braces' places matter
      continue;
    }
    Depth += C == '{' || C == '[';
    Depth -= C == '}' || C == ']';
    Statement += C;
    // A label, unlike the two colons in the name of an instruction.
    llvm::StringRef S = llvm::StringRef(Statement).ltrim();
    if (C == ':' && S.find_first_of(" \t\n:") == S.size() - 1 && Plain.substr(I + 1, 1) != ":")
      Flush();
  }
  Flush();
  return Out;
}

} // namespace npuify
