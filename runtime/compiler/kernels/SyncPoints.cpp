// SPDX-License-Identifier: Apache-2.0
#include "SyncPoints.h"
#include "RuntimeNames.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;

namespace npucc {
namespace {

constexpr StringLiteral PublishName = "npu.publish", ResultName = "npu.result",
                        UniformResultName = "npu.result.uniform"; // the same for all threads of the group

int pointOf(const Instruction &I, StringRef Prefix) {
  auto *Call = dyn_cast<CallInst>(&I);
  if (!Call || !Call->getCalledFunction() || !Call->getCalledFunction()->getName().starts_with(Prefix))
    return -1;
  return int(cast<ConstantInt>(Call->getArgOperand(0))->getZExtValue());
}

CallInst *placeholder(StringRef Name, Type *Result, unsigned Point, ArrayRef<Value *> Operands,
                      Instruction *Before) {
  IRBuilder<> B(Before);
  SmallVector<Value *, 4> Arguments = {B.getInt32(Point)};
  SmallVector<Type *, 4> Types = {B.getInt32Ty()};
  for (Value *V : Operands) {
    Arguments.push_back(V);
    Types.push_back(V->getType());
  }
  // Each has a declaration of its own: the types differ.
  auto *F = Function::Create(FunctionType::get(Result, Types, false), GlobalValue::ExternalLinkage, Name,
                             Before->getModule());
  return B.CreateCall(F, Arguments);
}

} // namespace

SyncKind syncKindOf(const Instruction &I) {
  auto *Call = dyn_cast<CallInst>(&I);
  const Function *F = Call ? Call->getCalledFunction() : nullptr;
  if (!F)
    return SyncKind::Entry;
  return StringSwitch<SyncKind>(F->getName())
      .Case(names::Barrier, SyncKind::Barrier)
      .Case(names::BarrierReduce, SyncKind::BarrierReduce)
      .Case(names::WarpRendezvous, SyncKind::Rendezvous)
      .Case(names::SyncWarp, SyncKind::SyncWarp)
      .Case(names::WarpShuffle32, SyncKind::Shuffle32)
      .Case(names::WarpShuffle64, SyncKind::Shuffle64)
      .Case(names::WarpBallot, SyncKind::Ballot)
      .Case(names::WarpConverge, SyncKind::Converge)
      .Case(names::AnyGoing, SyncKind::Step)
      .Default(SyncKind::Entry);
}

bool isVoteOfAll(const Instruction &I) {
  if (syncKindOf(I) == SyncKind::Ballot) {
    auto *Mask = dyn_cast<ConstantInt>(cast<CallInst>(I).getArgOperand(0));
    return Mask && Mask->isMinusOne();
  }
  return syncKindOf(I) == SyncKind::Step || pointOf(I, UniformResultName) >= 0;
}

unsigned countSyncs(const Function &F) {
  return unsigned(
      count_if(instructions(F), [](const Instruction &I) { return syncKindOf(I) != SyncKind::Entry; }));
}

int publishedPoint(const Instruction &I) { return pointOf(I, PublishName); }
int resultPoint(const Instruction &I) { return pointOf(I, ResultName); }

unsigned addSyncPoint(std::vector<SyncPoint> &Points, SyncKind Kind, Instruction *Before) {
  BasicBlock *Block = Before->getParent();
  SyncPoint P;
  P.Kind = Kind;
  P.Marker = SplitBlock(Block, Before);
  P.Resume = SplitBlock(P.Marker, &P.Marker->front());
  P.Marker->setName("sync");
  P.Resume->setName("resume");
  Points.push_back(P);
  return unsigned(Points.size()) - 1;
}

std::vector<SyncPoint> splitAtSyncPoints(Function &F) {
  std::vector<SyncPoint> Points(1);
  // The entry's allocas stay in a block of their own, outside of every stretch.
  BasicBlock *Entry = &F.getEntryBlock();
  Instruction *First = &*Entry->getFirstNonPHIOrDbgOrAlloca();
  for (Instruction &I : make_early_inc_range(make_range(First->getIterator(), Entry->end())))
    if (isa<AllocaInst>(I))
      I.moveBefore(First);
  Points[0].Resume = SplitBlock(Entry, First);
  SmallVector<CallInst *, 16> Calls;
  for (Instruction &I : instructions(F))
    if (syncKindOf(I) != SyncKind::Entry)
      Calls.push_back(cast<CallInst>(&I));
  for (CallInst *Call : Calls) {
    SyncKind Kind = syncKindOf(*Call);
    unsigned Number = addSyncPoint(Points, Kind, Call);
    SyncPoint &P = Points.back();
    SmallVector<Value *, 4> Operands(Call->args());
    if (Kind == SyncKind::Converge)
      Operands.clear();
    SmallVector<Value *, 1> After;
    if (Kind == SyncKind::Shuffle32 || Kind == SyncKind::Shuffle64) {
      After = {Operands.pop_back_val()}; // the source lane
    }
    placeholder(PublishName, Type::getVoidTy(F.getContext()), Number, Operands,
                P.Marker->getSinglePredecessor()->getTerminator());
    if (!Call->getType()->isVoidTy()) {
      CallInst *Result = placeholder(isVoteOfAll(*Call) ? UniformResultName : ResultName, Call->getType(),
                                     Number, After, Call);
      Result->takeName(Call);
      Call->replaceAllUsesWith(Result);
    }
    Call->eraseFromParent();
  }
  return Points;
}

} // namespace npucc
