// SPDX-License-Identifier: Apache-2.0
// Kernels whose threads know of x nothing but their index in the grid run several blocks as if they were one
// long line, or one with long rows: fewer calls, longer loops, and striding loops that touch longer pieces of
// memory in a row.
#pragma once

#include "llvm/IR/Function.h"
#include <optional>

namespace npucc {

/// blockIdx.x * blockDim.x + threadIdx.x, in any width.
bool isGridIndex(const llvm::User *U);

/// Puts \p F in terms of the thread's place in such a row (Builtin::LineX behind Builtin::LineFirst).
/// \returns how many threads along x it takes its blocks to have, 0 if it asks, or nothing, with \p F
/// unchanged, if its threads know more. Blocks of another extent must not be joined.
std::optional<unsigned> joinBlocks(llvm::Function &F);

} // namespace npucc
