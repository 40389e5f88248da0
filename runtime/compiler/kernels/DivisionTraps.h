// SPDX-License-Identifier: Apache-2.0
// Divisions of integers by zero, and of the least number by -1: a GPU gives some number, a CPU ends the
// process.
#pragma once

#include "llvm/IR/PassManager.h"

namespace npucc {

/// Behind DivisionsPass, which leaves divisions of scalars as they are: these give some number too.
struct DivisionTrapsPass : llvm::PassInfoMixin<DivisionTrapsPass> {
  llvm::PreservedAnalyses run(llvm::Function &F, llvm::FunctionAnalysisManager &FAM);
};

} // namespace npucc
