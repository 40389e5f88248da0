// SPDX-License-Identifier: Apache-2.0
// The tokens of a file as its bytes stand there: no macro expansion, no includes, every branch. The same view
// serves active and inactive code.
#pragma once

#include "clang/Basic/TokenKinds.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace npuify {

/// Where a token stands with respect to the preprocessor.
enum class Place : uint8_t {
  Code,
  Include,   ///< in an #include directive
  Define,    ///< the name and parameters of a #define
  MacroBody, ///< the replacement list of a #define
  Condition, ///< in #if, #elif, #ifdef, #ifndef, #undef
  Directive, ///< any other directive, and the directive names themselves
};

struct Token {
  unsigned Offset = 0;
  unsigned Length = 0;
  clang::tok::TokenKind Kind = clang::tok::unknown;
  Place Where = Place::Code;
  bool StartOfLine = false;
  unsigned end() const { return Offset + Length; }
};

/// Lexes \p Text as CUDA C++ (so that <<< and >>> are tokens). Comments and white space are left out.
std::vector<Token> lex(llvm::StringRef Text);

/// The comments of \p Text, each as one token.
std::vector<Token> lexComments(llvm::StringRef Text);

/// The spelling of an identifier without escaped newlines.
std::string spelling(llvm::StringRef Text, const Token &T);

/// Line and column (1-based, in bytes) of offsets.
class LineTable {
public:
  explicit LineTable(llvm::StringRef Text);
  unsigned line(unsigned Offset) const;
  unsigned column(unsigned Offset) const;

private:
  std::vector<unsigned> Starts;
};

} // namespace npuify
