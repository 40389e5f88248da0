// SPDX-License-Identifier: Apache-2.0
// Joins two developments of one text, as git does; git (or diff3, where there is no git) does the work.
#pragma once

#include "llvm/Support/Error.h"
#include <string>

namespace npuify {

struct MergedText {
  std::string Text;
  unsigned Conflicts = 0; ///< places with <<<<<<< and >>>>>>> marks
};

/// The places in \p Text that a merge marked and nobody settled.
unsigned countConflicts(llvm::StringRef Text);

/// An error when no program that merges is installed.
llvm::Expected<MergedText> mergeTexts(const std::string &Base, const std::string &Mine,
                                      const std::string &Theirs);

} // namespace npuify
