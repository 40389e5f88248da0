// SPDX-License-Identifier: Apache-2.0
// Indices of arrays are mostly sums of 32 bits that do not overflow. Widened term by term, the thread's own
// part stands alone, and what neighbouring threads touch shows as consecutive without a test at run time,
// which each row of a block would make anew.
#pragma once

#include "llvm/IR/Function.h"

namespace npucc {

/// Widens the terms of such indices instead of their sums.
void widenIndices(llvm::Function &F);

} // namespace npucc
