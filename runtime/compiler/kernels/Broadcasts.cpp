// SPDX-License-Identifier: Apache-2.0
#include "Broadcasts.h"
#include "SharedMemory.h"
#include "SyncPoints.h"
#include "Uniformity.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace npucc {
namespace {

bool isBarrier(const Instruction &I) {
  SyncKind K = syncKindOf(I);
  return K == SyncKind::Barrier || K == SyncKind::BarrierReduce;
}

/// Whether what \p Load read is stored to again before the next barrier.
bool isOverwritten(LoadInst &Load) {
  const Value *Object = getUnderlyingObject(Load.getPointerOperand());
  // \returns true if the search ends there; in \p Found, why.
  bool Found = false;
  auto Ends = [&](Instruction &I) {
    auto *Store = dyn_cast<StoreInst>(&I);
    Found |= Store && getUnderlyingObject(Store->getPointerOperand()) == Object;
    return Found || isBarrier(I);
  };
  SetVector<BasicBlock *> Work;
  bool Ended = false;
  for (Instruction *I = Load.getNextNode(); I && !Ended; I = I->getNextNode())
    Ended = Ends(*I);
  if (!Ended)
    Work.insert(succ_begin(Load.getParent()), succ_end(Load.getParent()));
  for (size_t N = 0; N < Work.size() && !Found; ++N)
    if (none_of(*Work[N], Ends))
      Work.insert(succ_begin(Work[N]), succ_end(Work[N]));
  return Found;
}

} // namespace

void waitBehindBroadcasts(Function &F) {
  Uniformity U(F);
  for (BasicBlock &Block : F) {
    CallInst *Barrier = nullptr; // that the threads have just left
    LoadInst *Last = nullptr;
    auto Close = [&] {
      if (Last)
        CallInst::Create(Barrier->getFunctionType(), Barrier->getCalledOperand(), "",
                         Last->getNextNode()->getIterator())
            ->setAttributes(Barrier->getAttributes());
      Barrier = nullptr;
      Last = nullptr;
    };
    for (Instruction &I : make_early_inc_range(Block)) {
      if (syncKindOf(I) == SyncKind::Barrier) {
        Close();
        Barrier = cast<CallInst>(&I);
        continue;
      }
      auto *Load = dyn_cast<LoadInst>(&I);
      if (Barrier && Load && isSharedMemory(Load->getPointerOperand()) &&
          U.isUniform(Load->getPointerOperand()) && isOverwritten(*Load))
        Last = Load;
      else if (I.mayHaveSideEffects())
        Close();
    }
    Close();
  }
}

} // namespace npucc
