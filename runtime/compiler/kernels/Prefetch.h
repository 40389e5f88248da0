// SPDX-License-Identifier: Apache-2.0
// Fetches what the next turn of a loop reads, or a block to come. All threads of a block take a turn
// together, so each turn of a loop over tiles, or of a grid-stride loop, reads a few rows in new places,
// where the processor's own prefetchers have nothing to go by.
#pragma once

#include "llvm/IR/PassManager.h"

namespace npucc {

/// Behind the vectoriser, in functions that run a block.
struct PrefetchPass : llvm::PassInfoMixin<PrefetchPass> {
  llvm::PreservedAnalyses run(llvm::Function &F, llvm::FunctionAnalysisManager &FAM);
};

} // namespace npucc
