// SPDX-License-Identifier: Apache-2.0
#include "Stretches.h"
#include "Builtins.h"
#include "llvm/Analysis/PostDominators.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace npucc {
namespace {

constexpr unsigned CheapNodes = 24; // instructions of an expression that is computed again rather than kept

unsigned markerNumber(const BasicBlock *B, const std::vector<SyncPoint> &Points) {
  for (unsigned N = 1; N < Points.size(); ++N)
    if (Points[N].Marker == B)
      return N;
  return 0;
}

/// The block in which \p U needs its value.
BasicBlock *blockOfUse(const Use &U) {
  auto *User = cast<Instruction>(U.getUser());
  if (auto *Phi = dyn_cast<PHINode>(User))
    return Phi->getIncomingBlock(U);
  return User->getParent();
}

/// \p U, if given, tells which values are the same for all threads: those are kept once, not computed again.
bool isCheap(const Value *V, unsigned &Budget, const Uniformity *U) {
  auto *I = dyn_cast<Instruction>(V);
  if (!I)
    return true;
  if (U && I->getType()->isIntegerTy() && builtinOf(I) == Builtin::Count && U->isUniform(I))
    return true;
  if (Budget == 0)
    return false;
  --Budget;
  if (builtinOf(I) != Builtin::Count)
    return true;
  if (auto *II = dyn_cast<IntrinsicInst>(I)) {
    switch (II->getIntrinsicID()) {
    case Intrinsic::threadlocal_address:
      return true;
    case Intrinsic::smin:
    case Intrinsic::smax:
    case Intrinsic::umin:
    case Intrinsic::umax:
      break;
    default:
      return false;
    }
  } else if (auto *BO = dyn_cast<BinaryOperator>(I)) {
    if (!BO->getType()->isIntegerTy())
      return false;
    if (BO->isIntDivRem()) {
      auto *C = dyn_cast<ConstantInt>(BO->getOperand(1));
      if (!C || C->isZero() || C->isMinusOne())
        return false;
    }
  } else if (isa<CastInst>(I)) {
    if (!(I->getType()->isIntOrPtrTy() && I->getOperand(0)->getType()->isIntOrPtrTy()))
      return false;
  } else if (!isa<GetElementPtrInst>(I) && !isa<ICmpInst>(I) && !isa<SelectInst>(I) && !isa<FreezeInst>(I)) {
    return false;
  }
  return all_of(I->operands(), [&](const Value *O) { return isa<Function>(O) || isCheap(O, Budget, U); });
}

Value *computeAgain(Value *V, Instruction *Before, const Uniformity &U, DenseMap<Value *, Value *> &Done) {
  auto *I = dyn_cast<Instruction>(V);
  unsigned Budget = CheapNodes;
  if (!I || !(isCheap(I, Budget, nullptr) || !U.isUniform(I)))
    return V;
  if (Value *Known = Done.lookup(V))
    return Known;
  Instruction *Copy = I->clone();
  for (Use &O : Copy->operands())
    O.set(computeAgain(O.get(), Before, U, Done));
  Copy->insertBefore(Before);
  Copy->setName(I->getName());
  return Done[V] = Copy;
}

class Finder {
public:
  Finder(Function &F, const std::vector<SyncPoint> &Points) : F(F), Points(Points) {}

  Stretches find() {
    for (unsigned S = 0; S < Points.size(); ++S)
      Result.All.push_back(stretchFrom(Points[S].Resume));
    computeCheapAgain();
    Uniformity U(F);
    findEnds(U);
    findSlots(U);
    return std::move(Result);
  }

private:
  Function &F;
  const std::vector<SyncPoint> &Points;
  Stretches Result;

  Stretch stretchFrom(BasicBlock *Start) {
    Stretch S;
    S.Blocks = reachable(Start, nullptr, Points, true);
    S.Ends = endsOf(S.Blocks);
    return S;
  }

  SmallSet<unsigned, 4> endsOf(const SetVector<BasicBlock *> &Blocks) const {
    SmallSet<unsigned, 4> Ends;
    for (BasicBlock *B : Blocks) {
      if (isa<ReturnInst>(B->getTerminator()))
        Ends.insert(ExitState);
      for (BasicBlock *Next : successors(B))
        if (unsigned N = markerNumber(Next, Points))
          Ends.insert(N);
    }
    return Ends;
  }

  /// The uses of \p I that some stretch reaches without passing its definition. With \p Barriers only those
  /// that a thread reaches from a barrier in that way.
  SmallVector<Use *, 4> crossingUses(Instruction &I, bool Barriers) {
    SmallVector<Use *, 4> Crossing;
    if (all_of(I.uses(), [&](const Use &U) { return blockOfUse(U) == I.getParent(); }))
      return Crossing;
    SmallPtrSet<BasicBlock *, 16> Reached;
    for (unsigned S = 1; S < Points.size(); ++S) {
      if (Barriers && !isBlockLevel(Points[S].Kind))
        continue;
      if (Points[S].Resume == I.getParent())
        continue;
      for (BasicBlock *B : reachable(Points[S].Resume, I.getParent(), Points, !Barriers))
        Reached.insert(B);
    }
    for (Use &U : I.uses())
      if (blockOfUse(U) != I.getParent() && Reached.contains(blockOfUse(U)))
        Crossing.push_back(&U);
    return Crossing;
  }

  void computeCheapAgain() {
    if (Points.size() == 1)
      return;
    Uniformity U(F);
    SmallVector<Instruction *, 64> Cheap;
    for (Instruction &I : instructions(F)) {
      unsigned Budget = CheapNodes, Alone = CheapNodes;
      if (!I.use_empty() && !isa<AllocaInst>(I) && !isa<PHINode>(I) &&
          (U.isUniform(&I) ? isCheap(&I, Alone, nullptr) : isCheap(&I, Budget, &U)))
        Cheap.push_back(&I);
    }
    compareAgain();
    struct Copies {
      Instruction *Before = nullptr;
      DenseMap<Value *, Value *> Done;
    };
    DenseMap<BasicBlock *, Copies> All;
    for (Instruction *I : Cheap)
      for (Use *Use : crossingUses(*I, false)) {
        Copies &Here = All[blockOfUse(*Use)];
        if (!Here.Before)
          Here.Before = &*blockOfUse(*Use)->getFirstInsertionPt();
        Use->set(computeAgain(I, Here.Before, U, Here.Done));
      }
  }

  /// Comparisons of what is kept anyway: a bit for each thread is slow to keep.
  void compareAgain() {
    SmallVector<ICmpInst *, 8> Compares;
    for (Instruction &I : instructions(F)) {
      auto *C = dyn_cast<ICmpInst>(&I);
      auto *Operand = C ? dyn_cast<Instruction>(C->getOperand(0)) : nullptr;
      if (Operand && isa<Constant>(C->getOperand(1)) && !crossingUses(*Operand, false).empty())
        Compares.push_back(C);
    }
    for (ICmpInst *C : Compares)
      for (Use *Use : crossingUses(*C, false)) {
        auto *User = cast<Instruction>(Use->getUser());
        Instruction *Copy = C->clone();
        Copy->insertBefore(isa<PHINode>(User) ? blockOfUse(*Use)->getTerminator() : User);
        Use->set(Copy);
      }
  }

  /// Whether all ways on from \p B meet again before a thread waits or ends.
  bool meetsAgain(BasicBlock &B, const PostDominatorTree &Ways) const {
    const DomTreeNode *Meeting = Ways.getNode(&B)->getIDom();
    return Meeting && Meeting->getBlock() && all_of(successors(&B), [&](BasicBlock *Next) {
             return !markerNumber(Next, Points) &&
                    endsOf(reachable(Next, Meeting->getBlock(), Points, true)).empty();
           });
  }

  void findEnds(Uniformity &U) {
    PostDominatorTree Ways(F);
    for (Stretch &S : Result.All) {
      if (S.Ends.size() < 2)
        continue;
      for (BasicBlock *B : S.Blocks) {
        if (!U.branchesApart(*B) || meetsAgain(*B, Ways))
          continue;
        SmallSet<unsigned, 4> Ends;
        for (BasicBlock *Next : successors(B)) {
          if (unsigned N = markerNumber(Next, Points))
            Ends.insert(N);
          else
            for (unsigned E : endsOf(reachable(Next, nullptr, Points, true)))
              Ends.insert(E);
        }
        if (Ends.size() < 2)
          continue;
        S.EndsTogether = false;
        // Threads that have ended need nothing any more; a loop's own step is taken by all that are still in
        // it.
        unsigned Waiting = 0;
        for (unsigned E : Ends)
          Waiting += E != ExitState && Points[E].Kind != SyncKind::Step;
        // Nor may some run ahead in a loop while others wait in it.
        bool RunsAhead = any_of(successors(B), [&](BasicBlock *Next) {
          return !markerNumber(Next, Points) && reachable(Next, nullptr, Points, true).contains(B);
        });
        if (Waiting > 1 || RunsAhead)
          Result.Scattered = true;
      }
    }
  }

  void findSlots(Uniformity &U) {
    for (Instruction &I : instructions(F)) {
      Slot S;
      S.Value = &I;
      if (auto *Variable = dyn_cast<AllocaInst>(&I)) {
        S.AcrossBarrier = true;
        if (liesInOneRun(*Variable))
          continue;
        Result.Slots.push_back(S);
        continue;
      }
      SmallVector<Use *, 4> Crossing = crossingUses(I, false);
      if (Crossing.empty())
        continue;
      S.AcrossBarrier = !crossingUses(I, true).empty();
      if (!Result.Scattered && U.isUniform(&I) &&
          all_of(Crossing, [&](Use *Use) { return U.isUniformUse(*Use); }))
        S.Kind = SlotKind::Shared;
      Result.Slots.push_back(S);
    }
  }

  /// Whether a variable is dead whenever its thread waits.
  bool liesInOneRun(const AllocaInst &A) {
    if (Points.size() == 1)
      return true;
    SmallPtrSet<const BasicBlock *, 8> Users;
    SmallVector<const Value *, 16> Work = {&A};
    SmallPtrSet<const Value *, 16> Seen;
    while (!Work.empty()) {
      const Value *V = Work.pop_back_val();
      if (!Seen.insert(V).second)
        continue;
      for (const Use &U : V->uses()) {
        auto *I = cast<Instruction>(U.getUser());
        if (auto *II = dyn_cast<IntrinsicInst>(I); II && II->isLifetimeStartOrEnd())
          continue;
        if (isa<StoreInst>(I) && U.getOperandNo() == 0) // its address is kept
          return false;
        Users.insert(I->getParent());
        if (isa<PHINode>(I))
          Users.insert(cast<PHINode>(I)->getIncomingBlock(U));
        if (I->getType()->isPointerTy() || isa<PtrToIntInst>(I))
          Work.push_back(I);
      }
    }
    // All uses in one stretch that does not come back to itself.
    unsigned Holders = 0;
    for (unsigned S = 0; S < Points.size(); ++S) {
      if (none_of(Users, [&](const BasicBlock *B) {
            return Result.All[S].Blocks.contains(const_cast<BasicBlock *>(B));
          }))
        continue;
      if (++Holders > 1)
        return false;
      BasicBlock *Start = Points[S].Resume;
      for (unsigned E : Result.All[S].Ends)
        if (E != ExitState && reachable(Points[E].Resume, nullptr, Points, false).contains(Start))
          return false;
    }
    return true;
  }
};

} // namespace

SetVector<BasicBlock *> reachable(BasicBlock *Start, const BasicBlock *Avoid,
                                  const std::vector<SyncPoint> &Points, bool StopAtMarkers) {
  SetVector<BasicBlock *> Reached;
  if (Start == Avoid)
    return Reached;
  Reached.insert(Start);
  for (size_t N = 0; N < Reached.size(); ++N)
    for (BasicBlock *Next : successors(Reached[N]))
      if (Next != Avoid && !(StopAtMarkers && markerNumber(Next, Points)))
        Reached.insert(Next);
  return Reached;
}

Stretches findStretches(Function &F, const std::vector<SyncPoint> &Points) {
  return Finder(F, Points).find();
}

} // namespace npucc
