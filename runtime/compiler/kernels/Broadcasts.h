// SPDX-License-Identifier: Apache-2.0
// Threads that read a result from shared memory behind a barrier, which the next use of that memory
// overwrites with no barrier between: `sum = block_sum(a); ... square = block_sum(b);` where block_sum ends
// with `return shared[0]`. On a GPU all warps have read long before one of them writes again. Here the first
// warp would run ahead.
#pragma once

#include "llvm/IR/Function.h"

namespace npucc {

/// Lets the threads of the block wait for each other behind such reads.
void waitBehindBroadcasts(llvm::Function &F);

} // namespace npucc
