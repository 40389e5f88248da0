// SPDX-License-Identifier: Apache-2.0
// Text inside Markdown.
#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>

namespace npuify {

/// \p S in a table: it must not end the cell or the row.
inline std::string markdownCell(llvm::StringRef S) {
  std::string Out;
  for (char C : S)
    Out += C == '|' ? "\\|" : C == '\n' ? " " : std::string(1, C);
  return Out;
}

/// \p S as inline code: the fence must be longer than any run of backticks inside.
inline std::string markdownCode(llvm::StringRef S) {
  return S.contains('`') ? "`` " + S.str() + " ``" : "`" + S.str() + "`";
}

} // namespace npuify
