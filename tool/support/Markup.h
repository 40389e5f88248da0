// SPDX-License-Identifier: Apache-2.0
// Text inside XML and HTML.
#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>

namespace npuify {

/// \p S for element content and quoted attributes of XML and HTML: markup escaped, invalid UTF-8 and control
/// characters replaced.
std::string escapeMarkup(llvm::StringRef S);

} // namespace npuify
