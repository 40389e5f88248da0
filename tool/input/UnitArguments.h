// SPDX-License-Identifier: Apache-2.0
// From a compiler's command line, as a compilation database holds it, to what Clang needs to know of it.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace npuify {

struct UnitArguments {
  std::vector<std::string> IncludeDirs; ///< absolute, in order
  std::vector<std::string> Others;      ///< -D, -U, -std=, -include
  bool Kernel = false;                  ///< -x cu: kernel language whatever the suffix
  bool Relocatable = false;             ///< device code of several units is linked
};

/// \p Arguments without the compiler; relative folders are relative to \p Directory. Options that take a word
/// may have it attached, after '=', or as the next argument, in the spellings of gcc, clang and nvcc.
UnitArguments readUnitArguments(llvm::ArrayRef<std::string> Arguments, llvm::StringRef Directory);

} // namespace npuify
