// SPDX-License-Identifier: Apache-2.0
// Kernels from before independent thread scheduling let the lanes of a warp work on volatile memory, or on
// shared memory with fences between, in lockstep, with no synchronisation between them (the last steps of
// reductions, mostly; in shared memory, mostly). Each such store becomes a place where the lanes that are
// there together wait for each other, before it and after it. So does the end of a branch behind which lanes
// read what others have stored in it, and the middle of `s[rank[lane]] = s[lane]`.
#pragma once

#include "llvm/IR/Function.h"

namespace npucc {

/// Whether \p F, prepared, stores to memory through which lanes may exchange values without waiting.
bool reliesOnLockstep(llvm::Function &F);

/// Makes the lockstep of \p F, prepared, explicit; its shared memory is then volatile no more.
void addLockstep(llvm::Function &F);

/// Lanes that have parted meet again behind the branch, and programs rely on it: what some of them stored to
/// shared memory in the branch, others read behind it, with no synchronisation between. Lets the lanes wait
/// for each other there. \returns true if \p F, prepared, has such places.
bool meetBehindBranches(llvm::Function &F);

/// Lanes that bring the elements of an array in shared memory into another order read all of them before they
/// store one. Lets the lanes wait for each other there. \returns true if \p F, prepared, has such places.
bool meetInMoves(llvm::Function &F);

/// What a kernel relies on: its volatile stores, what comes behind branches, what is moved in place.
struct LockstepKinds {
  bool Stores = false, Branches = false, Moves = false;
  bool any() const { return Stores || Branches || Moves; }
};

/// All of it for the functions that \p Kernel's threads run on fibers, itself included. There it is not known
/// which memory a pointer leads to: every store counts, but for those to local variables.
void addLockstepOnFibers(llvm::Function &Kernel, LockstepKinds Kinds);

} // namespace npucc
