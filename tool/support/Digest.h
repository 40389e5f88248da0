// SPDX-License-Identifier: Apache-2.0
// Names that stand for contents.
#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>

namespace npuify {

/// 40 hexadecimal digits that stand for \p Bytes.
std::string digestOf(llvm::StringRef Bytes);

} // namespace npuify
