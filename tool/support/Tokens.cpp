// SPDX-License-Identifier: Apache-2.0
#include "Tokens.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include <algorithm>

namespace npuify {

static const clang::LangOptions &langOpts() {
  static const clang::LangOptions Opts = [] {
    clang::LangOptions O;
    O.CPlusPlus = O.CPlusPlus11 = O.CPlusPlus14 = O.CPlusPlus17 = true;
    O.CUDA = O.GNUMode = O.LineComment = O.Bool = O.Digraphs = true;
    O.RawStringLiterals = true;
    return O;
  }();
  return Opts;
}

/// Formatters that do not know kernel launches write `<< <` and `>> >`, and nvcc takes it: nothing else in
/// C++ reads like that. Makes one token of each.
static void joinLaunches(std::vector<Token> &Tokens) {
  namespace tok = clang::tok;
  auto Is = [&](size_t I, tok::TokenKind K) { return I < Tokens.size() && Tokens[I].Kind == K; };
  auto Join = [&](size_t First, size_t Count, tok::TokenKind K) {
    Tokens[First].Kind = K;
    Tokens[First].Length = Tokens[First + Count - 1].end() - Tokens[First].Offset;
    Tokens.erase(Tokens.begin() + static_cast<long>(First) + 1,
                 Tokens.begin() + static_cast<long>(First + Count));
  };
  for (size_t I = 0; I < Tokens.size(); ++I) {
    if (Is(I, tok::lessless) && Is(I + 1, tok::less))
      Join(I, 2, tok::lesslessless);
    if (!Is(I, tok::lesslessless))
      continue;
    int Depth = 0;
    for (size_t J = I + 1; J < Tokens.size() && !Is(J, tok::semi) && Depth >= 0; ++J) {
      Depth += Is(J, tok::l_paren) + Is(J, tok::l_brace) - Is(J, tok::r_paren) - Is(J, tok::r_brace);
      if (Depth != 0)
        continue;
      if (Is(J, tok::greatergreatergreater))
        break;
      if (Is(J, tok::greatergreater) && Is(J + 1, tok::greater) && Is(J + 2, tok::l_paren)) {
        Join(J, 2, tok::greatergreatergreater);
        break;
      }
    }
  }
}

std::vector<Token> lex(llvm::StringRef Text) {
  // The lexer wants a terminating NUL, which a StringRef need not have.
  std::string Copy = Text.str();
  clang::Lexer L(clang::SourceLocation(), langOpts(), Copy.data(), Copy.data(), Copy.data() + Copy.size());
  std::vector<Token> Out;
  Out.reserve(Text.size() / 4);
  enum { None, Hash, Name, Rest } State = None;
  Place Where = Place::Code;
  unsigned MacroNameEnd = 0;
  int Parens = 0;
  clang::Token T;
  for (;;) {
    bool End = L.LexFromRawLexer(T);
    if (T.is(clang::tok::eof))
      break;
    Token N;
    N.Offset = static_cast<unsigned>(L.getBufferLocation() - Copy.data()) - T.getLength();
    N.Length = T.getLength();
    N.Kind = T.getKind();
    N.StartOfLine = T.isAtStartOfLine();
    if (N.StartOfLine) {
      State = T.is(clang::tok::hash) ? Hash : None;
      Where = State == Hash ? Place::Directive : Place::Code;
      N.Where = Where;
    } else if (State == Hash) {
      State = Name;
      llvm::StringRef S = llvm::StringRef(Copy).substr(N.Offset, N.Length);
      N.Where = Place::Directive;
      if (S == "include" || S == "include_next" || S == "import")
        Where = Place::Include;
      else if (S == "define")
        Where = Place::Define;
      else if (S == "if" || S == "elif" || S == "ifdef" || S == "ifndef" || S == "undef")
        Where = Place::Condition;
      else
        Where = Place::Directive;
      if (Where != Place::Define)
        State = Rest;
    } else if (State == Name) { // the name of the macro
      N.Where = Place::Define;
      MacroNameEnd = N.Offset + N.Length;
      Parens = 0;
      State = Rest;
      Where = Place::Define;
    } else if (State == Rest && Where == Place::Define) {
      bool Opens = N.Kind == clang::tok::l_paren && N.Offset == MacroNameEnd;
      if (Opens || Parens > 0) { // the parameter list
        N.Where = Place::Define;
        if (N.Kind == clang::tok::l_paren)
          ++Parens;
        if (N.Kind == clang::tok::r_paren && --Parens == 0)
          Where = Place::MacroBody;
      } else {
        Where = Place::MacroBody;
        N.Where = Where;
      }
    } else {
      N.Where = Where;
    }
    Out.push_back(N);
    if (End)
      break;
  }
  joinLaunches(Out);
  return Out;
}

std::vector<Token> lexComments(llvm::StringRef Text) {
  std::string Copy = Text.str();
  clang::Lexer L(clang::SourceLocation(), langOpts(), Copy.data(), Copy.data(), Copy.data() + Copy.size());
  L.SetCommentRetentionState(true);
  std::vector<Token> Out;
  clang::Token T;
  for (L.LexFromRawLexer(T); T.isNot(clang::tok::eof); L.LexFromRawLexer(T))
    if (T.is(clang::tok::comment)) {
      Token N;
      N.Offset = static_cast<unsigned>(L.getBufferLocation() - Copy.data()) - T.getLength();
      N.Length = T.getLength();
      N.Kind = T.getKind();
      Out.push_back(N);
    }
  return Out;
}

std::string spelling(llvm::StringRef Text, const Token &T) {
  llvm::StringRef Raw = Text.substr(T.Offset, T.Length);
  if (Raw.find('\\') == llvm::StringRef::npos)
    return Raw.str();
  std::string Out;
  for (size_t I = 0; I < Raw.size(); ++I) {
    if (Raw[I] == '\\') {
      size_t J = I + 1;
      while (J < Raw.size() && (Raw[J] == ' ' || Raw[J] == '\t' || Raw[J] == '\r'))
        ++J;
      if (J < Raw.size() && Raw[J] == '\n') {
        I = J;
        continue;
      }
    }
    Out += Raw[I];
  }
  return Out;
}

LineTable::LineTable(llvm::StringRef Text) : Starts{0} {
  for (size_t I = 0; I < Text.size(); ++I)
    if (Text[I] == '\n')
      Starts.push_back(static_cast<unsigned>(I + 1));
}

unsigned LineTable::line(unsigned Offset) const {
  return static_cast<unsigned>(std::upper_bound(Starts.begin(), Starts.end(), Offset) - Starts.begin());
}

unsigned LineTable::column(unsigned Offset) const { return Offset - Starts[line(Offset) - 1] + 1; }

} // namespace npuify
