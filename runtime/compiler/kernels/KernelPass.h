// SPDX-License-Identifier: Apache-2.0
// The module pass that gives kernels a compiled form: one function that runs a whole block.
#pragma once

#include "llvm/IR/PassManager.h"

namespace llvm {
class PassBuilder;
}

namespace npucc {

/// Adds the pass to the front of clang's pipeline.
void registerKernelPass(llvm::PassBuilder &PB);

class KernelPass : public llvm::PassInfoMixin<KernelPass> {
public:
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &AM);
};

} // namespace npucc
