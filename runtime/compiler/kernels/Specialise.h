// SPDX-License-Identifier: Apache-2.0
// What a prepared kernel becomes where more is known about its launch or its loops.
#pragma once

#include "LaunchExtents.h"
#include "llvm/IR/PassManager.h"

namespace npucc {

/// \p F as it is in blocks of \p Extent.
void assumeExtent(llvm::Function &F, BlockExtent Extent, llvm::FunctionAnalysisManager &FAM);

/// Unrolls loops in which threads wait and whose number of turns is a small constant: each turn then knows
/// its own distances, such as those of a reduction.
void unrollWaitingLoops(llvm::Function &F, llvm::FunctionAnalysisManager &FAM);

/// Unrolls short loops inside of others in which no thread waits: the loop over threads can then go inside of
/// those others.
void unrollShortLoops(llvm::Function &F, llvm::FunctionAnalysisManager &FAM);

} // namespace npucc
