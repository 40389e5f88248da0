// SPDX-License-Identifier: Apache-2.0
// The tokens of a file, and what they alone tell about a place in it. Places are indices of tokens.
#pragma once

#include "support/Tokens.h"
#include <optional>

namespace npuify {

/// A stretch of the text.
struct TextRange {
  unsigned Begin, End;
};

/// `name(a, b)`
struct CallTokens {
  std::vector<TextRange> Args;
  size_t Close; ///< the closing parenthesis
};

class FileTokens {
public:
  explicit FileTokens(llvm::StringRef Text) : Text(Text), Tokens(lex(Text)), Lines(Text) {}
  const llvm::StringRef Text;
  const std::vector<Token> Tokens;
  const LineTable Lines;

  llvm::StringRef text(const Token &T) const { return Text.substr(T.Offset, T.Length); }
  llvm::StringRef text(TextRange R) const { return Text.slice(R.Begin, R.End); }
  std::string newline() const { return Text.contains("\r\n") ? "\r\n" : "\n"; }
  /// The white space in front of the line of \p T.
  std::string indentation(const Token &T) const;

  bool is(size_t I, clang::tok::TokenKind K) const { return I < Tokens.size() && Tokens[I].Kind == K; }
  bool isName(size_t I, llvm::StringRef Name) const {
    return is(I, clang::tok::raw_identifier) && text(Tokens[I]) == Name;
  }
  /// `x.name`, `x->name`
  bool isMember(size_t I) const;
  /// The name at \p I with the qualifiers in front of it.
  std::string qualifiedName(size_t I) const;
  /// A parameter of the macro whose definition the token stands in.
  bool isMacroParameter(size_t I) const;
  /// True when some place of the file declares \p Name as a variable, parameter or function: `type name =`.
  /// Serves macro bodies and inactive branches, whose declarations no AST has.
  bool declaredHere(llvm::StringRef Name) const;
  /// Behind a directive, a semicolon or a brace.
  bool startsStatement(size_t I) const;
  /// `template void f<T>(T);`, of which Clang's tree keeps neither parameters nor arguments.
  bool inExplicitInstantiation(size_t I) const;
  /// The body of the function that is defined at its name \p I: `type name(...) {`; nothing at other places.
  std::optional<TextRange> definedAt(size_t I) const;
  /// The call whose callee's name is \p I.
  std::optional<CallTokens> callAt(size_t I) const;
  /// The first token of the expression that ends before \p End: `x`, `a.b(c)[0]`, `f<T>(x)`, `(x)`.
  size_t objectBegin(size_t End) const;

private:
  /// Whether an operand's name stands in front of token \p I.
  bool endsWithName(size_t I) const;
  /// The token that \p Close closes, or \p Close itself.
  size_t opening(size_t Close) const;
};

} // namespace npuify
