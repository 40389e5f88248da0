// SPDX-License-Identifier: Apache-2.0
// The module pass that gives kernels a compiled form: one function that runs a whole block.
#pragma once

#include "llvm/IR/PassManager.h"

namespace llvm {
class PassBuilder;
}

namespace npucc {

/// Adds the pass to the front of clang's pipeline. \p MayContract: whether the source's expressions may be
/// contracted, and its mathematics be taken from VectorMath.
void registerKernelPass(llvm::PassBuilder &PB, bool MayContract);

class KernelPass : public llvm::PassInfoMixin<KernelPass> {
public:
  explicit KernelPass(bool MayContract) : MayContract(MayContract) {}
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &AM);

private:
  bool MayContract;
};

} // namespace npucc
