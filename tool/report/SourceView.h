// SPDX-License-Identifier: Apache-2.0
// A file before and after its migration, line by line, from the Edits of its findings.
#pragma once

#include "Finding.h"

namespace npuify {

/// Lines of the input that became other lines.
struct ChangedBlock {
  unsigned Line = 0, Count = 0; ///< first line (from 1) and number of lines of the input
  std::string After;            ///< what stands there in the output, without the last newline
};

/// The blocks of a file in order. \p Findings are the file's; only applied ones count.
std::vector<ChangedBlock> changedBlocks(llvm::StringRef Text, const std::vector<const Finding *> &Findings);

/// The column of \p F in UTF-16 units, from 1, as browsers and SARIF count.
unsigned utf16Column(llvm::StringRef Line, unsigned ByteColumn);

} // namespace npuify
