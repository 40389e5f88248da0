// SPDX-License-Identifier: Apache-2.0
#include "Interchange.h"
#include "Builtins.h"
#include "LoopAnalyses.h"
#include "Stretches.h"
#include "Uniformity.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/LoopSimplify.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace npucc {
namespace {

constexpr unsigned LargestStep = 600; // instructions of a loop whose turns become steps
// Shorter ones LLVM unrolls: turns if constant, and instructions in all.
constexpr unsigned ShortLoop = 64, LargestShort = 400, LargestUnrolled = 1000;

class StrideAligner {
public:
  StrideAligner(Function &F, LoopAnalyses &A, Uniformity &U) : F(F), A(A), U(U) {}

  /// \returns true if the function changed, or with \p OnlyAsk if it would.
  bool align(Loop &L, bool OnlyAsk = false) {
    BasicBlock *Header = L.getHeader(), *Latch = L.getLoopLatch(), *Preheader = L.getLoopPreheader();
    if (!Latch || !Preheader || L.getExitingBlock() != Header || !L.getExitBlock())
      return false;
    auto *Branch = dyn_cast<BranchInst>(Header->getTerminator());
    if (!Branch || !Branch->isConditional() || !U.branchesApart(*Header))
      return false;
    auto *Compare = dyn_cast<ICmpInst>(Branch->getCondition());
    if (!Compare || !Compare->hasOneUse())
      return false;
    // Staying in the loop on index < bound.
    CmpInst::Predicate P = Compare->getPredicate();
    Value *Index = Compare->getOperand(0), *Bound = Compare->getOperand(1);
    if (L.contains(Branch->getSuccessor(1)))
      P = CmpInst::getInversePredicate(P);
    if (P == CmpInst::ICMP_SGT || P == CmpInst::ICMP_UGT || P == CmpInst::ICMP_SGE ||
        P == CmpInst::ICMP_UGE) {
      std::swap(Index, Bound);
      P = CmpInst::getSwappedPredicate(P);
    }
    if (P != CmpInst::ICMP_SLT && P != CmpInst::ICMP_ULT && P != CmpInst::ICMP_SLE && P != CmpInst::ICMP_ULE)
      return false;
    Value *Widened = Index; // size_t i compared as it is; int i may be widened first
    while (isa<SExtInst>(Widened) || isa<ZExtInst>(Widened))
      Widened = cast<Instruction>(Widened)->getOperand(0);
    // The index of this turn, or (i = first + step; ...) of the next one.
    auto *Phi = dyn_cast<PHINode>(Widened);
    if (!Phi)
      for (PHINode &Candidate : Header->phis())
        if (Candidate.getIncomingValueForBlock(Latch) == Widened)
          Phi = &Candidate;
    if (!Phi || Phi->getParent() != Header || !L.isLoopInvariant(Bound) || !U.isUniform(Bound))
      return false;
    Value *Next = Phi->getIncomingValueForBlock(Latch), *Start = Phi->getIncomingValueForBlock(Preheader),
          *Stride;
    if (!match(Next, m_c_Add(m_Specific(Phi), m_Value(Stride))) || !L.isLoopInvariant(Stride) ||
        !U.isUniform(Stride) || !isKnownPositive(Stride, SimplifyQuery(F.getDataLayout())))
      return false;
    bool AsksNext = Widened == Next;
    // The index is not used behind the loop.
    for (Value *V : {static_cast<Value *>(Phi), Next})
      for (User *User : V->users())
        if (!L.contains(cast<Instruction>(User)))
          return false;
    SmallVector<Value *, 4> Terms;
    Value *Thread = nullptr;
    if (!splitOffThread(Start, Thread, Terms) || !Thread)
      return false;
    // As a number without sign a start below zero is a large one, and some threads may begin behind it.
    bool MayBeginBelow = CmpInst::isUnsigned(P) && !neverWraps(Start);
    if (MayBeginBelow && (AsksNext || isa<SExtInst>(Index)))
      return false;
    if (OnlyAsk)
      return true;
    IRBuilder<> B(Preheader->getTerminator());
    Value *First = ConstantInt::get(Start->getType(), 0);
    for (Value *Term : Terms)
      First = B.CreateAdd(First, Term);
    rewrite(L, *Branch, *Compare, *Phi, Next, Stride, First, Thread, Bound, P, Index, AsksNext,
            MayBeginBelow);
    return true;
  }

private:
  Function &F;
  LoopAnalyses &A;
  Uniformity &U;

  /// Takes a sum apart: the thread's part (once), and terms that are the same for all threads.
  bool splitOffThread(Value *V, Value *&Thread, SmallVectorImpl<Value *> &Terms) {
    Value *X, *Y, *Part = V;
    if (isa<SExtInst>(V) || isa<ZExtInst>(V))
      Part = cast<Instruction>(V)->getOperand(0);
    if (isThreadPart(Part)) {
      if (Thread)
        return false;
      Thread = V;
      return true;
    }
    if (U.isUniform(V)) {
      Terms.push_back(V);
      return true;
    }
    return match(V, m_AddLike(m_Value(X), m_Value(Y))) && splitOffThread(X, Thread, Terms) &&
           splitOffThread(Y, Thread, Terms);
  }

  /// Whether the sum \p V, as splitOffThread takes it apart, is known not to wrap around without sign.
  bool neverWraps(Value *V) {
    Value *X, *Y;
    if (U.isUniform(V) || !match(V, m_AddLike(m_Value(X), m_Value(Y))))
      return true;
    auto *Add = dyn_cast<OverflowingBinaryOperator>(V);
    auto IsNotNegative = [&](Value *Term) {
      return computeKnownBits(Term, F.getDataLayout()).isNonNegative();
    };
    return (!Add || Add->hasNoUnsignedWrap() || (IsNotNegative(X) && IsNotNegative(Y))) && neverWraps(X) &&
           neverWraps(Y);
  }

  void rewrite(Loop &L, BranchInst &Branch, ICmpInst &Compare, PHINode &Phi, Value *Next, Value *Stride,
               Value *First, Value *Thread, Value *Bound, CmpInst::Predicate P, Value *Index, bool AsksNext,
               bool MayBeginBelow) {
    BasicBlock *Header = L.getHeader(), *Latch = L.getLoopLatch(), *Preheader = L.getLoopPreheader(),
               *Exit = L.getExitBlock();
    BasicBlock *Body = Branch.getSuccessor(L.contains(Branch.getSuccessor(0)) ? 0 : 1);
    // The first thread's index counts; each thread adds its own part.
    IRBuilder<> B(Header, Header->begin());
    PHINode *Base = B.CreatePHI(Phi.getType(), 2, Phi.getName() + ".first");
    B.SetInsertPoint(Header, Header->getFirstInsertionPt());
    // A loop whose index wraps around as it is compared would not end.
    bool Signed = CmpInst::isSigned(P), Unsigned = !Signed && !MayBeginBelow;
    Value *Own = B.CreateAdd(Base, Thread, Phi.getName(), Unsigned, Signed);
    Value *NextBase = B.CreateAdd(Base, Stride, "", Unsigned, Signed);
    Value *OwnNext = B.CreateAdd(Own, Stride, "", Unsigned, Signed);
    Next->replaceAllUsesWith(OwnNext);
    Base->addIncoming(First, Preheader);
    Base->addIncoming(NextBase, Latch);
    Phi.replaceAllUsesWith(Own);
    Phi.eraseFromParent();
    // While the first thread has work; the guard for each.
    B.SetInsertPoint(&Branch);
    auto Widen = [&](Value *V) {
      if (V->getType() == Bound->getType())
        return V;
      return isa<SExtInst>(Index) ? B.CreateSExt(V, Bound->getType()) : B.CreateZExt(V, Bound->getType());
    };
    Value *Leader = AsksNext ? NextBase : Base;
    Value *Mine = nullptr;
    if (MayBeginBelow) { // then the threads below zero have no work, and the one that begins at zero leads
      B.SetInsertPoint(Preheader->getTerminator());
      Value *Zero = Constant::getNullValue(First->getType());
      Value *Works = B.CreateICmp(P, Widen(First), Bound);
      Value *IsBelow = B.CreateAnd(B.CreateICmpSLT(First, Zero), B.CreateNot(Works));
      Value *Below = B.CreateSelect(IsBelow, B.CreateNeg(First), Zero, "below");
      B.SetInsertPoint(&Branch);
      Leader = B.CreateAdd(Leader, Below);
      Mine = B.CreateICmpUGE(Thread, Below);
    }
    Value *Any = B.CreateICmp(P, Widen(Leader), Bound, "any");
    Value *Has = B.CreateICmp(P, Widen(AsksNext ? OwnNext : Own), Bound, "mine");
    Mine = Mine ? B.CreateAnd(Mine, Has) : Has;
    Compare.replaceAllUsesWith(UndefValue::get(Compare.getType()));
    BasicBlock *Guard = SplitBlock(Header, &Branch, &A.DT, &A.LI);
    Header->getTerminator()->eraseFromParent();
    BranchInst::Create(Guard, Exit, Any, Header);
    for (PHINode &Out : Exit->phis())
      Out.replaceIncomingBlockWith(Guard, Header);
    Branch.eraseFromParent();
    // A latch of its own, where turns without work join.
    BasicBlock *Join = SplitBlock(Latch, Latch->getTerminator(), &A.DT, &A.LI);
    BranchInst::Create(Body, Join, Mine, Guard);
    for (PHINode &Carried : Header->phis()) {
      if (&Carried == Base)
        continue;
      Value *FromBody = Carried.getIncomingValueForBlock(Join);
      PHINode *Merged = PHINode::Create(Carried.getType(), 2, "", Join->begin());
      Merged->addIncoming(FromBody, Latch);
      Merged->addIncoming(&Carried, Guard);
      Carried.setIncomingValueForBlock(Join, Merged);
    }
    if (Compare.use_empty())
      Compare.eraseFromParent();
  }
};

unsigned sizeOf(const Loop &L) {
  unsigned Size = 0;
  for (BasicBlock *B : L.blocks())
    Size += B->size();
  return Size;
}

bool isShort(const Loop &L, unsigned Largest, ScalarEvolution &SE) {
  unsigned Turns = SE.getSmallConstantTripCount(&L);
  return Turns && Turns <= ShortLoop && sizeOf(L) * Turns <= Largest;
}

} // namespace

void alignStridingLoops(Function &F) {
  // One at a time: the analyses are made anew.
  for (unsigned Round = 0; Round < 16; ++Round) {
    LoopAnalyses A(F);
    for (Loop *L : A.LI.getLoopsInPreorder())
      simplifyLoop(L, &A.DT, &A.LI, &A.SE, &A.AC, nullptr, false);
    Uniformity U(F);
    bool Changed = false;
    for (Loop *L : A.LI.getLoopsInPreorder())
      if (StrideAligner(F, A, U).align(*L)) {
        Changed = true;
        break;
      }
    if (!Changed)
      return;
  }
}

bool isStridingLoop(Loop &L, LoopAnalyses &A, Uniformity &U) {
  return StrideAligner(*L.getHeader()->getParent(), A, U).align(L, /*OnlyAsk=*/true);
}

void addSteps(Function &F, std::vector<SyncPoint> &Points) {
  SmallVector<Instruction *, 8> Places;
  {
    LoopAnalyses A(F);
    Uniformity U(F);
    DividedParts Divided(F, U);
    SmallPtrSet<const BasicBlock *, 16> Markers;
    for (const SyncPoint &P : Points)
      if (P.Marker)
        Markers.insert(P.Marker);
    for (Loop *L : A.LI.getLoopsInPreorder()) {
      auto Waits = [&](const Loop *Waiting) {
        return any_of(Waiting->blocks(), [&](BasicBlock *B) { return Markers.contains(B); });
      };
      // Behind an inner loop, of each thread's own or with barriers, the decision whether all take another
      // turn would lie deep in the loop over lanes, and what comes next with it.
      bool Parts = Waits(L) && any_of(L->getSubLoops(), [&](Loop *Inner) {
                     return Waits(Inner) || !isShort(*Inner, LargestUnrolled, A.SE);
                   });
      if (!Parts && (!L->isInnermost() || Waits(L)))
        continue;
      if (Divided.contain(*L))
        continue;
      SmallVector<BasicBlock *, 4> Exiting;
      L->getExitingBlocks(Exiting);
      if (any_of(Exiting, [&](BasicBlock *B) { return U.branchesApart(*B); }))
        continue;
      if (Parts ||
          (sizeOf(*L) <= LargestStep && !isShort(*L, LargestShort, A.SE) && Balance(*L, A.SE, U).gains()))
        Places.push_back(&*L->getHeader()->getFirstInsertionPt());
    }
  }
  for (Instruction *Place : Places)
    if (Points.size() < MostSyncPoints)
      addSyncPoint(Points, SyncKind::Step, Place);
}

} // namespace npucc
