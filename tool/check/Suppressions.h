// SPDX-License-Identifier: Apache-2.0
// Suppressions in comments: `npuify-ignore[NPU1234, NPU2000]: reason`. A comment with code before it on its
// line speaks of that line, one that stands alone of the next line with code; `npuify-ignore-file[…]: reason`
// speaks of the whole file.
#pragma once

#include "report/Finding.h"

namespace npuify {

struct Suppression {
  unsigned Offset = 0, Length = 0; ///< of the marker in the text
  unsigned Line = 0;               ///< the line it speaks of; 0: the whole file
  std::vector<std::string> Ids;
  std::string Reason;
  std::string Problem; ///< why it suppresses nothing; empty when it is well formed
};

/// \p HashComments: a build file or script, whose comments begin with '#'.
std::vector<Suppression> findSuppressions(llvm::StringRef Text, bool HashComments);

/// Waives the findings of file \p Rel that its comments suppress, and adds findings for comments that are
/// malformed or suppress nothing.
void applySuppressions(llvm::StringRef Text, bool HashComments, llvm::StringRef Rel,
                       std::vector<Finding> &Findings);

} // namespace npuify
