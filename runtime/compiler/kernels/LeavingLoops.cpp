// SPDX-License-Identifier: Apache-2.0
#include "LeavingLoops.h"
#include "Interchange.h"
#include "LoopAnalyses.h"
#include "RuntimeNames.h"
#include "SyncPoints.h"
#include "Uniformity.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/LoopSimplify.h"
#include "llvm/Transforms/Utils/LoopUtils.h"

using namespace llvm;

namespace npucc {
namespace {

constexpr unsigned LargestLoop = 1500; // instructions
constexpr unsigned FewTurns = 8;       // for which it does not pay
constexpr unsigned MostLoops = 4;      // each splits the kernel

/// An innermost loop which all threads of a warp enter together and leave one by one.
bool isCandidate(Loop &L, LoopAnalyses &A, Uniformity &U, const DividedParts &Parts) {
  if (!L.isInnermost() || !L.getLoopPreheader() || !L.getLoopLatch() || !L.hasDedicatedExits() ||
      Parts.contain(L) || isStridingLoop(L, A, U))
    return false;
  SmallVector<BasicBlock *, 4> Exiting;
  L.getExitingBlocks(Exiting);
  if (none_of(Exiting, [&](BasicBlock *B) { return U.branchesApart(*B); }))
    return false;
  unsigned Size = 0;
  for (BasicBlock *B : L.blocks()) {
    Size += B->size();
    if (any_of(*B, [](const Instruction &I) { return syncKindOf(I) != SyncKind::Entry; }))
      return false;
  }
  const unsigned Most = A.SE.getSmallConstantMaxTripCount(&L);
  return Size <= LargestLoop && (!Most || Most > FewTurns) && Balance(L, A.SE, U).gainsByVectors();
}

class Rewriter {
public:
  Rewriter(Loop &L, LoopAnalyses &A) : L(L), A(A), F(*L.getHeader()->getParent()), B(F.getContext()) {}

  void run() {
    formLCSSARecursively(L, A.DT, &A.LI, nullptr);
    BasicBlock *Header = L.getHeader(), *Preheader = L.getLoopPreheader(), *Latch = L.getLoopLatch();
    SmallVector<PHINode *, 8> Old;
    for (PHINode &Phi : Header->phis())
      Old.push_back(&Phi);
    SmallVector<BasicBlock *, 4> Exits;
    L.getUniqueExitBlocks(Exits);

    auto New = [&](const Twine &Name) { return BasicBlock::Create(F.getContext(), Name, &F, Header); };
    BasicBlock *Turn = New("turn"), *Take = New("take"), *Join = New("join"), *Out = New("out");

    // A turn begins with what the thread carries along, what it left with, and where it left, if it did.
    B.SetInsertPoint(Turn);
    Type *I32 = B.getInt32Ty();
    PHINode *Where = B.CreatePHI(I32, 2, "where"); // 0: not left yet
    Where->addIncoming(B.getInt32(0), Preheader);
    SmallVector<PHINode *, 8> Carried;
    for (PHINode *Phi : Old) {
      PHINode *P = B.CreatePHI(Phi->getType(), 2, Phi->getName());
      P->addIncoming(Phi->getIncomingValueForBlock(Preheader), Preheader);
      Carried.push_back(P);
    }
    SmallVector<std::pair<PHINode *, PHINode *>, 8> Results; // of the exits; as they are kept
    for (BasicBlock *Exit : Exits)
      for (PHINode &Phi : Exit->phis()) {
        PHINode *P = B.CreatePHI(Phi.getType(), 2, Phi.getName());
        P->addIncoming(Constant::getNullValue(Phi.getType()), Preheader);
        Results.push_back({&Phi, P});
      }
    Value *Going = B.CreateZExt(B.CreateICmpEQ(Where, B.getInt32(0)), I32);
    FunctionCallee AnyGoing = F.getParent()->getOrInsertFunction(names::AnyGoing, I32, I32);
    cast<Function>(AnyGoing.getCallee())->addFnAttr(Attribute::Convergent);
    cast<Function>(AnyGoing.getCallee())->addFnAttr(Attribute::NoUnwind);
    Value *Any = B.CreateCall(AnyGoing, {Going});
    B.CreateCondBr(B.CreateICmpNE(Any, B.getInt32(0)), Take, Out);
    B.SetInsertPoint(Take);
    B.CreateCondBr(B.CreateICmpEQ(Where, B.getInt32(0)), Header, Join);

    // The end of a turn: of one that goes on, of one that leaves, of one that has left.
    B.SetInsertPoint(Join);
    auto Merge = [&](PHINode *Of, Value *FromLatch) {
      PHINode *P = B.CreatePHI(Of->getType(), 4);
      P->addIncoming(FromLatch, Latch);
      P->addIncoming(Of, Take);
      Of->addIncoming(P, Join);
      return P;
    };
    PHINode *Leaves = Merge(Where, B.getInt32(0));
    SmallVector<PHINode *, 8> Carries, Keeps;
    for (auto [Phi, P] : zip(Old, Carried))
      Carries.push_back(Merge(P, Phi->getIncomingValueForBlock(Latch)));
    for (auto [Phi, P] : Results)
      Keeps.push_back(Merge(P, P));
    B.CreateBr(Turn);

    BasicBlock *Dispatch = Out;
    for (auto [N, Exit] : enumerate(Exits)) {
      BasicBlock *Leave = New("leave");
      SmallVector<BasicBlock *, 4> From(predecessors(Exit));
      B.SetInsertPoint(Leave);
      DenseMap<PHINode *, PHINode *> Values;
      for (PHINode &Phi : Exit->phis()) {
        PHINode *V = Values[&Phi] = B.CreatePHI(Phi.getType(), Phi.getNumIncomingValues());
        for (unsigned I = 0; I < Phi.getNumIncomingValues(); ++I)
          V->addIncoming(Phi.getIncomingValue(I), Phi.getIncomingBlock(I));
      }
      B.CreateBr(Join);
      for (BasicBlock *Block : From)
        Block->getTerminator()->replaceSuccessorWith(Exit, Leave);
      Leaves->addIncoming(B.getInt32(unsigned(N) + 1), Leave);
      for (auto [P, Carry] : zip(Carried, Carries))
        Carry->addIncoming(P, Leave);
      BasicBlock *Next = N + 1 < Exits.size() ? New("out") : nullptr;
      for (auto [Result, Keep] : zip(Results, Keeps)) {
        auto [Phi, P] = Result;
        bool Ours = Phi->getParent() == Exit;
        Keep->addIncoming(Ours ? Values[Phi] : P, Leave);
        if (!Ours)
          continue;
        while (Phi->getNumIncomingValues())
          Phi->removeIncomingValue(0u, false);
        Phi->addIncoming(P, Dispatch);
      }
      B.SetInsertPoint(Dispatch);
      if (Next)
        B.CreateCondBr(B.CreateICmpEQ(Where, B.getInt32(unsigned(N) + 1)), Exit, Next);
      else
        B.CreateBr(Exit);
      Dispatch = Next;
    }

    Preheader->getTerminator()->replaceSuccessorWith(Header, Turn);
    Instruction *Back = Latch->getTerminator();
    Back->replaceSuccessorWith(Header, Join);
    Back->setMetadata(LLVMContext::MD_loop, nullptr);
    for (auto [Phi, P] : zip(Old, Carried)) {
      Phi->replaceAllUsesWith(P);
      Phi->eraseFromParent();
    }
  }

private:
  Loop &L;
  LoopAnalyses &A;
  Function &F;
  IRBuilder<> B;
};

} // namespace

void keepLeaversTogether(Function &F) {
  for (unsigned Round = 0; Round < MostLoops; ++Round) {
    LoopAnalyses A(F);
    for (Loop *L : A.LI.getLoopsInPreorder())
      simplifyLoop(L, &A.DT, &A.LI, &A.SE, &A.AC, nullptr, false);
    Uniformity U(F);
    DividedParts Parts(F, U, /*EarlyEnds=*/false);
    auto Loops = A.LI.getLoopsInPreorder();
    auto *Found = find_if(Loops, [&](Loop *L) { return isCandidate(*L, A, U, Parts); });
    if (Found == Loops.end())
      return;
    Rewriter(**Found, A).run();
  }
}

} // namespace npucc
