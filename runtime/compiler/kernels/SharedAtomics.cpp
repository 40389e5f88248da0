// SPDX-License-Identifier: Apache-2.0
#include "SharedAtomics.h"
#include "SharedMemory.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Transforms/Utils/LowerAtomic.h"

using namespace llvm;

namespace npucc {
namespace {

/// Threads may meet here: no loop over them may be vectorised across these accesses.
void keepInOrder(Instruction *I) { I->setMetadata(OrderedAccess, MDNode::get(I->getContext(), {})); }

void lower(AtomicRMWInst &RMW) {
  IRBuilder<> B(&RMW);
  LoadInst *Old = B.CreateAlignedLoad(RMW.getType(), RMW.getPointerOperand(), RMW.getAlign());
  Value *New = buildAtomicRMWValue(RMW.getOperation(), B, Old, RMW.getValOperand());
  StoreInst *Store = B.CreateAlignedStore(New, RMW.getPointerOperand(), RMW.getAlign());
  keepInOrder(Old);
  keepInOrder(Store);
  RMW.replaceAllUsesWith(Old);
  RMW.eraseFromParent();
}

void lower(AtomicCmpXchgInst &X) {
  IRBuilder<> B(&X);
  LoadInst *Old = B.CreateAlignedLoad(X.getCompareOperand()->getType(), X.getPointerOperand(), X.getAlign());
  Value *Equal = B.CreateICmpEQ(Old, X.getCompareOperand());
  StoreInst *Store = B.CreateAlignedStore(B.CreateSelect(Equal, X.getNewValOperand(), Old),
                                          X.getPointerOperand(), X.getAlign());
  keepInOrder(Old);
  keepInOrder(Store);
  Value *Result = B.CreateInsertValue(PoisonValue::get(X.getType()), Old, 0);
  X.replaceAllUsesWith(B.CreateInsertValue(Result, Equal, 1));
  X.eraseFromParent();
}

} // namespace

void makeSharedAtomicsPlain(Function &F) {
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    if (auto *RMW = dyn_cast<AtomicRMWInst>(&I); RMW && isSharedMemory(RMW->getPointerOperand())) {
      lower(*RMW);
    } else if (auto *X = dyn_cast<AtomicCmpXchgInst>(&I); X && isSharedMemory(X->getPointerOperand())) {
      lower(*X);
    } else if (auto *Load = dyn_cast<LoadInst>(&I);
               Load && Load->isAtomic() && isSharedMemory(Load->getPointerOperand())) {
      Load->setAtomic(AtomicOrdering::NotAtomic);
      keepInOrder(Load);
    } else if (auto *Store = dyn_cast<StoreInst>(&I);
               Store && Store->isAtomic() && isSharedMemory(Store->getPointerOperand())) {
      Store->setAtomic(AtomicOrdering::NotAtomic);
      keepInOrder(Store);
    }
  }
}

} // namespace npucc
