// SPDX-License-Identifier: Apache-2.0
#include "FileTokens.h"
#include "llvm/ADT/STLExtras.h"

namespace npuify {

using clang::tok::TokenKind;

std::string FileTokens::indentation(const Token &T) const {
  llvm::StringRef Line = Text.take_front(T.Offset);
  Line = Line.substr(Line.rfind('\n') + 1);
  return Line.take_while([](char C) { return C == ' ' || C == '\t'; }).str();
}

bool FileTokens::isMember(size_t I) const {
  return I > 0 && (is(I - 1, TokenKind::period) || is(I - 1, TokenKind::arrow));
}

std::string FileTokens::qualifiedName(size_t I) const {
  std::string Out = spelling(Text, Tokens[I]);
  for (; I >= 2 && is(I - 1, TokenKind::coloncolon) && is(I - 2, TokenKind::raw_identifier); I -= 2)
    Out = spelling(Text, Tokens[I - 2]) + "::" + Out;
  return Out;
}

bool FileTokens::isMacroParameter(size_t I) const {
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

bool FileTokens::declaredHere(llvm::StringRef Name) const {
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
                                              "do", "typename", "struct", "enum", "union", "class", "sizeof",
                                              "define"},
                                             Type))
      return true;
  }
  return false;
}

bool FileTokens::startsStatement(size_t I) const {
  return I == 0 || Tokens[I - 1].Where != Place::Code || is(I - 1, TokenKind::semi) ||
         is(I - 1, TokenKind::l_brace) || is(I - 1, TokenKind::r_brace);
}

bool FileTokens::inExplicitInstantiation(size_t I) const {
  while (!startsStatement(I))
    --I;
  I += isName(I, "extern");
  return isName(I, "template") && !is(I + 1, TokenKind::less);
}

std::optional<TextRange> FileTokens::definedAt(size_t I) const {
  size_t Before = I;
  while (Before > 0 && (is(Before - 1, TokenKind::star) || is(Before - 1, TokenKind::amp)))
    --Before;
  if (!endsWithName(Before) && !(Before > 0 && is(Before - 1, TokenKind::greater)))
    return std::nullopt;
  std::optional<CallTokens> C = callAt(I);
  if (!C || !is(C->Close + 1, TokenKind::l_brace))
    return std::nullopt;
  int Depth = 0;
  for (size_t J = C->Close + 1; J < Tokens.size(); ++J) {
    Depth += is(J, TokenKind::l_brace) - is(J, TokenKind::r_brace);
    if (Depth == 0)
      return TextRange{Tokens[C->Close + 1].Offset, Tokens[J].end()};
  }
  return std::nullopt;
}

std::optional<CallTokens> FileTokens::callAt(size_t I) const {
  if (!is(I + 1, TokenKind::l_paren))
    return std::nullopt;
  CallTokens C;
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

size_t FileTokens::objectBegin(size_t End) const {
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

bool FileTokens::endsWithName(size_t I) const {
  return I > 0 && is(I - 1, TokenKind::raw_identifier) &&
         !llvm::is_contained<llvm::StringRef>({"return", "else", "case", "co_return", "throw", "not", "and",
                                               "or", "if", "while", "switch", "sizeof", "delete", "new"},
                                              text(Tokens[I - 1]));
}

size_t FileTokens::opening(size_t Close) const {
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

} // namespace npuify
