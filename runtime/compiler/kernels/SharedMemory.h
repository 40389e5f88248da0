// SPDX-License-Identifier: Apache-2.0
// What is known of a block's shared memory.
#pragma once

#include "llvm/IR/PassManager.h"
#include "llvm/IR/Value.h"

namespace npucc {

/// Whether all objects, or with \p Maybe some object, that \p Address may lead to are shared memory.
bool isSharedMemory(const llvm::Value *Address, bool Maybe = false);

/// Shared memory is a window of 32 bits on a GPU, in which unsigned offsets wrap around: base[~i] is right
/// there, and far away with 64-bit addresses. An unsigned 32-bit index of shared memory therefore counts as
/// signed; for those that point into it that is the same.
struct SharedIndicesPass : llvm::PassInfoMixin<SharedIndicesPass> {
  llvm::PreservedAnalyses run(llvm::Function &F, llvm::FunctionAnalysisManager &FAM);
};

} // namespace npucc
