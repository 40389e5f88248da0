// SPDX-License-Identifier: Apache-2.0
// Kernels from before independent thread scheduling let the lanes of a warp work on volatile memory in lockstep,
// with no synchronisation between them (the last steps of reductions, mostly; in shared memory, mostly). Each
// volatile store becomes a place where the lanes that are there together wait for each other, before it and
// after it.
#pragma once

#include "llvm/IR/Function.h"

namespace npucc {

/// Whether \p F, prepared, stores to volatile memory through which lanes may exchange values.
bool reliesOnLockstep(llvm::Function &F);

/// Makes the lockstep of \p F, prepared, explicit; its shared memory is then volatile no more.
void addLockstep(llvm::Function &F);

/// The same for the functions that \p Kernel's threads run on fibers, itself included. There it is not known
/// which memory a pointer leads to: every volatile store counts, but for those to local variables.
void addLockstepOnFibers(llvm::Function &Kernel);

} // namespace npucc
