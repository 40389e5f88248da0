// SPDX-License-Identifier: Apache-2.0
#include "MaskedStores.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;

namespace npucc {

PreservedAnalyses MaskedStoresPass::run(Function &F, FunctionAnalysisManager &) {
  constexpr unsigned MaskOperand = 3;
  SmallVector<IntrinsicInst *, 8> Stores;
  for (Instruction &I : instructions(F))
    if (auto *Store = dyn_cast<IntrinsicInst>(&I); Store &&
                                                   Store->getIntrinsicID() == Intrinsic::masked_store &&
                                                   !isa<Constant>(Store->getArgOperand(MaskOperand)))
      Stores.push_back(Store);
  for (IntrinsicInst *Store : Stores) {
    IRBuilder<> B(Store);
    Value *Any = B.CreateOrReduce(Store->getArgOperand(MaskOperand));
    Store->moveBefore(SplitBlockAndInsertIfThen(Any, Store, /*Unreachable=*/false));
  }
  return Stores.empty() ? PreservedAnalyses::all() : PreservedAnalyses::none();
}

} // namespace npucc
