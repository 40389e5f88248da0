// SPDX-License-Identifier: Apache-2.0
// Stores by vectors of which no lane stores. Where a page is missing or was never written, as behind the end
// of an array, the processor takes hundreds of cycles to find that nothing is to be done.
#pragma once

#include "llvm/IR/PassManager.h"

namespace npucc {

/// After the vectoriser: masked stores are passed by where their mask is empty.
struct MaskedStoresPass : llvm::PassInfoMixin<MaskedStoresPass> {
  llvm::PreservedAnalyses run(llvm::Function &F, llvm::FunctionAnalysisManager &FAM);
};

} // namespace npucc
