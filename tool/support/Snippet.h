// SPDX-License-Identifier: Apache-2.0
// Messages in rustc's style: headline, place, source line, caret.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <vector>

namespace npuify {

struct Snippet {
  std::string Severity; ///< "error", "warning", "note"
  std::string Code;     ///< "NPU4007"; may be empty
  std::string Message;
  std::string File;
  unsigned Line = 0, Column = 0;        ///< 1-based bytes; Line 0: the whole file
  unsigned Length = 1;                  ///< bytes to underline, at least 1
  std::string SourceLine;               ///< without newline; empty: no source is shown
  std::vector<std::string> Notes, Help; ///< lines below
};

void printSnippet(const Snippet &S, bool Color, llvm::raw_ostream &OS);

/// The place of a byte offset in a text, and the line it stands on.
struct TextPlace {
  unsigned Line = 1, Column = 1;
  llvm::StringRef LineText;
};
/// The line of \p Text that holds byte \p Offset, without its end.
llvm::StringRef lineAround(llvm::StringRef Text, unsigned Offset);
TextPlace placeOf(llvm::StringRef Text, unsigned Offset);

} // namespace npuify
