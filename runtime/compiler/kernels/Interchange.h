// SPDX-License-Identifier: Apache-2.0
// Loops that all threads of a block take together: the loop over threads goes inside of them, so that the
// threads touch neighbouring memory one after the other, which vectorises and suits caches.
#pragma once

#include "LoopAnalyses.h"
#include "SyncPoints.h"

namespace npucc {

/// Makes loops that stride over a range (`for (i = thread; i < n; i += step)`) end at the same turn for all
/// threads: while the first thread has work, and the others' turns are guarded by `i < n`. Before sync points
/// are split off.
void alignStridingLoops(llvm::Function &F);

/// Whether \p L is such a loop.
bool isStridingLoop(llvm::Loop &L, LoopAnalyses &A, Uniformity &U);

/// Adds a sync point of kind Step to each turn of the loops that all threads take together and that gain by
/// it.
void addSteps(llvm::Function &F, std::vector<SyncPoint> &Points);

} // namespace npucc
