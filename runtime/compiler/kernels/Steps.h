// SPDX-License-Identifier: Apache-2.0
// By how far what a thread reads moves from turn to turn, or from block to block.
#pragma once

#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"

namespace npucc {

/// What moves the places that a thread reads: the turns of a loop, or the blocks, which a worker runs in
/// order.
struct Progress {
  llvm::Loop *Turns = nullptr;
  const llvm::SCEV *Block = nullptr; ///< blockIdx.x
};

/// By how much \p S moves in a step of \p P, or nullptr. Conversions are taken not to overflow: for estimates
/// only.
const llvm::SCEV *stepOf(const llvm::SCEV *S, const Progress &P, llvm::ScalarEvolution &SE);

/// Whether \p Step, in bytes, is so short that the processor fetches what comes next by itself.
bool isNear(const llvm::SCEV &Step);

} // namespace npucc
