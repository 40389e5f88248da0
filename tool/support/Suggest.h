// SPDX-License-Identifier: Apache-2.0
// "Did you mean …?": near names by edit distance.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace npuify {

/// The names of \p Known nearest to \p Name, best first, at most \p Max; only those near enough to be a slip.
std::vector<std::string> nearNames(llvm::StringRef Name, llvm::ArrayRef<llvm::StringRef> Known,
                                   size_t Max = 3);

/// " (did you mean 'x'?)", or an empty string.
std::string didYouMean(llvm::StringRef Name, llvm::ArrayRef<llvm::StringRef> Known);

} // namespace npuify
