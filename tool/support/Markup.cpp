// SPDX-License-Identifier: Apache-2.0
// Escapes text for XML and HTML.
#include "Markup.h"
#include "llvm/Support/JSON.h"

namespace npuify {

std::string escapeMarkup(llvm::StringRef S) {
  std::string Fixed;
  if (!llvm::json::isUTF8(S)) {
    Fixed = llvm::json::fixUTF8(S);
    S = Fixed;
  }
  std::string Out;
  for (char C : S)
    switch (C) {
    case '&':
      Out += "&amp;";
      break;
    case '<':
      Out += "&lt;";
      break;
    case '>':
      Out += "&gt;";
      break;
    case '"':
      Out += "&quot;";
      break;
    case '\'':
      Out += "&#39;";
      break;
    default:
      Out += static_cast<unsigned char>(C) < 0x20 && C != '\n' && C != '\t' ? ' ' : C;
    }
  return Out;
}

} // namespace npuify
