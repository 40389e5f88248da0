// SPDX-License-Identifier: Apache-2.0
#include "SharedMemory.h"
#include "Builtins.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace npucc {
namespace {

bool isSharedObject(const Value *O) {
  if (builtinOf(O) == Builtin::DynamicShared)
    return true;
  auto *G = dyn_cast<GlobalVariable>(O);
  return G && G->isThreadLocal();
}

} // namespace

bool isSharedMemory(const Value *Address, bool Maybe) {
  SmallVector<const Value *, 4> Objects;
  getUnderlyingObjects(Address, Objects, nullptr, 0);
  return Maybe ? any_of(Objects, isSharedObject) : all_of(Objects, isSharedObject);
}

PreservedAnalyses SharedIndicesPass::run(Function &F, FunctionAnalysisManager &) {
  bool Changed = false;
  for (Instruction &I : instructions(F)) {
    auto *Address = dyn_cast<GetElementPtrInst>(&I);
    if (!Address)
      continue;
    for (Use &Index : Address->indices()) {
      auto *Wide = dyn_cast<ZExtInst>(Index);
      if (!Wide || Wide->hasNonNeg() || !Wide->getOperand(0)->getType()->isIntegerTy(32) ||
          !isSharedMemory(Address))
        continue;
      Index = IRBuilder<>(Address).CreateSExt(Wide->getOperand(0), Wide->getType());
      Changed = true;
    }
  }
  return Changed ? PreservedAnalyses::none() : PreservedAnalyses::all();
}

} // namespace npucc
