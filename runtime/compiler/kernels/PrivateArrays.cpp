// SPDX-License-Identifier: Apache-2.0
#include "PrivateArrays.h"
#include "SyncPoints.h"
#include "Unrolling.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/ScalarEvolutionExpressions.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace npucc {
namespace {

constexpr unsigned MostTurns = 64 + 1;   // of a loop that is unrolled, with the one that only leaves it
constexpr uint64_t LargestArray = 512;   // bytes
constexpr unsigned LargestKernel = 6000; // instructions, unrolled

using Loops = SetVector<Loop *>;

/// Adds the loops whose turns \p Index depends on. \returns false if it depends on anything else.
bool addLoops(const SCEV *Index, Loops &Indexing) {
  return !SCEVExprContains(Index, [&](const SCEV *Part) {
    auto *Rec = dyn_cast<SCEVAddRecExpr>(Part);
    if (Rec)
      Indexing.insert(const_cast<Loop *>(Rec->getLoop()));
    return isa<SCEVUnknown>(Part) || isa<SCEVCouldNotCompute>(Part);
  });
}

/// The same for all accesses by way of \p Pointer, which must be loads and stores of elements.
bool addLoopsOfUsers(Value &Pointer, ScalarEvolution &SE, Loops &Indexing) {
  for (User *U : Pointer.users()) {
    if (auto *Gep = dyn_cast<GetElementPtrInst>(U)) {
      if (Gep->getPointerOperand() != &Pointer || !addLoopsOfUsers(*Gep, SE, Indexing) ||
          !all_of(Gep->indices(), [&](Use &Index) { return addLoops(SE.getSCEV(Index), Indexing); }))
        return false;
      continue;
    }
    if (auto *Load = dyn_cast<LoadInst>(U); Load && Load->isSimple())
      continue;
    if (auto *Store = dyn_cast<StoreInst>(U);
        Store && Store->isSimple() && Store->getPointerOperand() == &Pointer)
      continue;
    if (auto *II = dyn_cast<IntrinsicInst>(U); II && (II->isLifetimeStartOrEnd() || isa<MemSetInst>(II)))
      continue;
    return false;
  }
  return true;
}

/// The size of \p L when all of \p Unrolled are, times the turns of those around it.
unsigned unrolledSize(Loop &L, const Loops &Unrolled, ScalarEvolution &SE) {
  unsigned Size = sizeOf(L);
  for (Loop *Inner : L.getSubLoops())
    Size += unrolledSize(*Inner, Unrolled, SE) - sizeOf(*Inner);
  return Unrolled.contains(&L) ? Size * SE.getSmallConstantTripCount(&L) : Size;
}

/// Whether \p Indexing can be unrolled, and is not too much together.
bool areUnrollable(const Loops &Indexing, LoopInfo &LI, ScalarEvolution &SE) {
  for (Loop *L : Indexing) {
    const unsigned Turns = SE.getSmallConstantTripCount(L);
    if (!Turns || Turns > MostTurns || !L->getLoopLatch() ||
        !all_of(L->getSubLoops(), [&](Loop *Inner) { return Indexing.contains(Inner); }) ||
        unrolledSize(*L, Indexing, SE) > LargestUnrolled)
      return false;
    for (BasicBlock *B : L->blocks())
      for (Instruction &I : *B)
        if (syncKindOf(I) != SyncKind::Entry)
          return false;
  }
  unsigned Size = 0;
  for (Loop *L : LI)
    Size += unrolledSize(*L, Indexing, SE);
  return Size <= LargestKernel;
}

/// Headers of the loops to unroll for the arrays of \p F.
SmallPtrSet<BasicBlock *, 16> findIndexingLoops(Function &F, FunctionAnalysisManager &FAM) {
  auto &LI = FAM.getResult<LoopAnalysis>(F);
  auto &SE = FAM.getResult<ScalarEvolutionAnalysis>(F);
  Loops Chosen;
  for (Instruction &I : instructions(F)) {
    auto *Array = dyn_cast<AllocaInst>(&I);
    if (!Array || !Array->getAllocatedType()->isArrayTy() ||
        F.getDataLayout().getTypeAllocSize(Array->getAllocatedType()) > LargestArray)
      continue;
    Loops Indexing;
    if (!addLoopsOfUsers(*Array, SE, Indexing))
      continue;
    Indexing.insert(Chosen.begin(), Chosen.end());
    if (areUnrollable(Indexing, LI, SE))
      Chosen = std::move(Indexing);
  }
  SmallPtrSet<BasicBlock *, 16> Headers;
  for (Loop *L : Chosen)
    Headers.insert(L->getHeader());
  return Headers;
}

} // namespace

void dissolvePrivateArrays(Function &F, FunctionAnalysisManager &FAM) {
  const SmallPtrSet<BasicBlock *, 16> Headers = findIndexingLoops(F, FAM);
  bool Changed = false;
  if (!Headers.empty())
    while (unrollOne(F, FAM, [&](Loop &L, unsigned) { return Headers.contains(L.getHeader()); }))
      Changed = true;
  if (Changed)
    simplifyUnrolled(F, FAM);
}

} // namespace npucc
