// SPDX-License-Identifier: Apache-2.0
// Atomic accesses of a block's shared memory: only the OS thread that runs the block touches it, one thread
// of the block after the other, so they need no lock.
#pragma once

#include "llvm/IR/Function.h"

namespace npucc {

/// The metadata of accesses that were atomic.
constexpr const char *OrderedAccess = "npu.ordered";

void makeSharedAtomicsPlain(llvm::Function &F);

} // namespace npucc
