// SPDX-License-Identifier: Apache-2.0
// Unified diffs for --diff. The Edits say what differs, so nothing needs to be compared.
#pragma once

#include "Change.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace npuify {

/// Prints what \p Edits (in ascending order) make of \p Text as a unified diff with three lines of context.
void printDiff(llvm::raw_ostream &OS, llvm::StringRef OldName, llvm::StringRef NewName, llvm::StringRef Text,
               const std::vector<Edit> &Edits);

} // namespace npuify
