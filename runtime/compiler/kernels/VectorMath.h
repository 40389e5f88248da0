// SPDX-License-Identifier: Apache-2.0
// Mathematical functions on vectors: where loops over threads call exp, sin, pow and their like, the
// vectoriser may call libnpu's forms for several lanes. They round within the bounds that CUDA documents, but
// not as the C library does, so they are for code that may be contracted; with -ffp-contract=off all paths
// agree bit for bit.
#pragma once

#include "llvm/IR/Instructions.h"
#include "llvm/IR/PassManager.h"

namespace npucc {

/// Without it no call in \p M has forms for several lanes.
void allowVectorMath(llvm::Module &M);

/// Whether \p Call has forms for several lanes on the machine that it is compiled for.
bool hasVectorForm(const llvm::CallInst &Call);

/// Before the vectoriser: says at each call which forms there are.
struct VectorMathPass : llvm::PassInfoMixin<VectorMathPass> {
  llvm::PreservedAnalyses run(llvm::Function &F, llvm::FunctionAnalysisManager &FAM);
};

} // namespace npucc
