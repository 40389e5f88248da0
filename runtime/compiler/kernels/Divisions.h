// SPDX-License-Identifier: Apache-2.0
// Divisions of integers, which processors have no vector instruction for: an index taken apart into row and
// column would keep the whole loop over threads from being vectorised.
#pragma once

#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/PassManager.h"

namespace npucc {

/// Whether the division \p I, in a loop over lanes, can be done for several of them at once.
bool hasVectorForm(const llvm::BinaryOperator &I);

/// Before the vectoriser: in loops over lanes divisions by what is not constant become floating-point
/// arithmetic with the same result. A divisor's reciprocal is computed once where all lanes share it.
struct DivisionsPass : llvm::PassInfoMixin<DivisionsPass> {
  llvm::PreservedAnalyses run(llvm::Function &F, llvm::FunctionAnalysisManager &FAM);
};

} // namespace npucc
