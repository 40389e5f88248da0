// SPDX-License-Identifier: Apache-2.0
#include "BlockBuilder.h"
#include "GroupLayout.h"
#include "LanePattern.h"
#include "RuntimeNames.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/PatternMatch.h"
#include <numeric>

using namespace llvm::PatternMatch;

namespace npucc {

BasicBlock *BlockBuilder::fullEdge(unsigned End) {
  BasicBlock *&Edge = FullEdges[End];
  if (!Edge)
    Edge = block("all.at");
  return Edge;
}

void BlockBuilder::emitEdges() {
  for (auto [End, Edge] : FullEdges) {
    B.SetInsertPoint(Edge);
    if (End == ExitState) {
      if (Options.Warps)
        endWarp(ExitState, false);
      else
        B.CreateBr(Done);
      continue;
    }
    const SyncPoint &Point = Points[End];
    if (isBlockLevel(Point.Kind) && Options.Warps) {
      endWarp(End, true);
      continue;
    }
    if (Point.Kind == SyncKind::BarrierReduce) {
      Value *Votes = B.CreateCall(runtime(names::Votes, I64, {Ptr, I32}), {Predicates, threads()});
      B.CreateStore(Votes, votes());
    }
    if (publishesMask(Point.Kind))
      emitMaskCheck(End);
    emitExchange(End);
    B.CreateBr(Full[End]);
  }
}

Value *BlockBuilder::votes() {
  if (NeedsGroup)
    return groupField(layout::Votes);
  return OwnVotes ? OwnVotes : OwnVotes = variable(I64, "votes");
}

bool BlockBuilder::maskIsFull(unsigned Point) {
  auto *Mask = dyn_cast<ConstantInt>(publishOf(Point)->getArgOperand(1));
  return Mask && Mask->isMinusOne();
}

CallInst *BlockBuilder::publishOf(unsigned Point) {
  for (BasicBlock *Before : predecessors(Points[Point].Marker))
    for (Instruction &I : *Before)
      if (publishedPoint(I) == int(Point))
        return cast<CallInst>(&I);
  llvm_unreachable("a sync point publishes what it needs");
}

void BlockBuilder::emitMaskCheck(unsigned End) {
  if (maskIsFull(End))
    return;
  auto *Vector = FixedVectorType::get(I32, WarpSize);
  Value *Masks = B.CreateAlignedLoad(Vector, MasksSeen, Align(64));
  Value *Same = B.CreateAndReduce(B.CreateICmpEQ(Masks, Constant::getAllOnesValue(Vector)));
  BasicBlock *Differ = block("masks.differ"), *Part = block("masks.part"), *All = block("masks.full");
  B.CreateCondBr(Same, All, Differ);
  // Groups that make up the warp, such as tiles, meet at the same time.
  B.SetInsertPoint(Differ);
  B.CreateCondBr(B.CreateCall(runtime(names::MasksPartition, B.getInt1Ty(), {Ptr}), {MasksSeen}), All, Part);
  B.SetInsertPoint(Part);
  B.CreateMemSet(WarpStatesHere, B.getInt8(End), WarpSize, Align(1));
  B.CreateMemCpy(groupField(layout::Masks), Align(4), MasksSeen, Align(64), 4 * WarpSize);
  B.CreateMemCpy(groupField(layout::WordsPublished), Align(4), PublishedWords, Align(64), 4 * WarpSize);
  B.CreateMemCpy(groupField(layout::LongPublished), Align(8), PublishedLong, Align(64), 8 * WarpSize);
  B.CreateMemCpy(groupField(layout::VotesCast), Align(1), VotesCast, Align(64), WarpSize);
  clearRuns();
  B.CreateBr(Slow);
  B.SetInsertPoint(All);
}

ArrayRef<int> BlockBuilder::patternOf(unsigned Point) {
  auto [Known, IsNew] = Patterns.try_emplace(Point);
  if (IsNew)
    for (Instruction &I : instructions(P))
      if (auto *Call = dyn_cast<CallInst>(&I); Call && resultPoint(*Call) == int(Point))
        // One lane for all is a load that they share.
        if (Value *Source = Call->getArgOperand(1); !isa<Constant>(Source))
          Known->second = lanePattern(*Source, M.getDataLayout());
  return Known->second;
}

void BlockBuilder::emitShuffle(unsigned Point, Value *From, Align Aligned) {
  const bool IsLong = Points[Point].Kind == SyncKind::Shuffle64;
  auto *Vector = FixedVectorType::get(IsLong ? I64 : I32, WarpSize);
  Value *Words = B.CreateAlignedLoad(Vector, From, Aligned);
  if (ArrayRef<int> Pattern = patternOf(Point); !Pattern.empty())
    Words = B.CreateShuffleVector(Words, Pattern);
  B.CreateAlignedStore(Words, IsLong ? SeenLong : SeenWords, Align(64));
}

void BlockBuilder::gatherGoing(bool OfRunning) {
  auto *Vector = FixedVectorType::get(I32, WarpSize);
  Value *All = B.CreateAlignedLoad(Vector, Going, Align(64));
  if (OfRunning) {
    Value *Marks = B.CreateAlignedLoad(FixedVectorType::get(I8, WarpSize), WarpRuns, Align(1));
    Value *Runs = B.CreateTrunc(Marks, FixedVectorType::get(B.getInt1Ty(), WarpSize));
    SmallVector<uint32_t, WarpSize> Lanes(WarpSize); // the last warp may have fewer, and no marks behind them
    std::iota(Lanes.begin(), Lanes.end(), 0);
    Value *Exists =
        B.CreateICmpULT(ConstantDataVector::get(C, Lanes), B.CreateVectorSplat(WarpSize, WarpLanes));
    All = B.CreateSelect(B.CreateAnd(Runs, Exists), All, Constant::getNullValue(Vector));
  }
  B.CreateStore(B.CreateOrReduce(All), AnyGoing);
}

void BlockBuilder::emitExchange(unsigned Point) {
  switch (Points[Point].Kind) {
  case SyncKind::Step:
    if (Options.Warps)
      gatherGoing(/*OfRunning=*/false);
    break;
  case SyncKind::Shuffle32:
    emitShuffle(Point, PublishedWords, Align(64));
    break;
  case SyncKind::Shuffle64:
    emitShuffle(Point, PublishedLong, Align(64));
    break;
  case SyncKind::Ballot: {
    auto *Vector = FixedVectorType::get(I8, WarpSize);
    Value *Votes = B.CreateAlignedLoad(Vector, VotesCast, Align(64));
    Value *Bits = B.CreateICmpNE(Votes, Constant::getNullValue(Vector));
    B.CreateStore(B.CreateBitCast(Bits, I32), BallotResult);
    break;
  }
  case SyncKind::Rendezvous:
    B.CreateMemCpy(groupField(layout::Seen), Align(16), groupField(layout::Published), Align(16),
                   16 * WarpSize);
    B.CreateStore(B.getInt32(~0u), groupField(layout::SeenArrived));
    break;
  default:
    break;
  }
}

void BlockBuilder::emitSlow() {
  B.SetInsertPoint(Slow);
  Value *State = B.CreateCall(runtime(names::Resolve, I32, {Ptr}), {Group});
  BasicBlock *Rest = block("rest");
  SwitchInst *Go = B.CreateSwitch(State, Rest);
  for (unsigned S = 0; S < Points.size(); ++S) {
    Go->addCase(B.getInt32(S), Masked[S]);
    BasicBlock *Together = block("together");
    Go->addCase(B.getInt32(S + 256), Together);
    B.SetInsertPoint(Together);
    // Partial warps stay in the masked forms, which know their number of lanes.
    BasicBlock *To = block("together.full");
    if (Options.Warps) {
      B.CreateCondBr(B.CreateICmpEQ(WarpLanes, B.getInt32(WarpSize)), To, Masked[S]);
      B.SetInsertPoint(To);
      if (Points[S].Kind == SyncKind::Shuffle32)
        emitShuffle(S, groupField(layout::WordsSeen), Align(4));
      if (Points[S].Kind == SyncKind::Shuffle64)
        emitShuffle(S, groupField(layout::LongSeen), Align(8));
      if (Points[S].Kind == SyncKind::Ballot) {
        B.CreateStore(B.CreateLoad(I32, groupField(layout::Ballot)), BallotResult);
        if (!maskIsFull(S)) // each hears of its own part
          B.CreateMemCpy(MasksSeen, Align(64), groupField(layout::Masks), Align(4), 4 * WarpSize);
      }
      if (Points[S].Kind == SyncKind::Step)
        gatherGoing(/*OfRunning=*/false);
    } else {
      B.CreateBr(To);
      B.SetInsertPoint(To);
    }
    B.CreateBr(Full[S]);
  }
  B.SetInsertPoint(Rest);
  if (!Options.Warps) {
    B.CreateBr(Done);
    return;
  }
  BasicBlock *Ended = block("warp.ended"), *Waits = block("warp.waits");
  B.CreateCondBr(B.CreateICmpEQ(State, B.getInt32(-1)), Ended, Waits);
  B.SetInsertPoint(Ended);
  endWarp(ExitState, false);
  B.SetInsertPoint(Waits);
  endWarp(MixedState, true);
}

void BlockBuilder::clearRuns() {
  if (Options.Warps)
    B.CreateMemSet(WarpRuns, B.getInt8(0), WarpSize, Align(32));
  else
    B.CreateMemSet(Runs, B.getInt8(0), B.CreateZExt(threads(), I64), Align(64));
}

BasicBlock *BlockBuilder::parted(const Stretch &St) {
  IRBuilderBase::InsertPointGuard Guard(B);
  BasicBlock *Block = block("parted");
  B.SetInsertPoint(Block);
  clearRuns();
  bool Words = false, Long = false, Votes = false, Masks = false;
  for (unsigned E : St.Ends) {
    if (E == ExitState)
      continue;
    SyncKind K = Points[E].Kind;
    Words |= K == SyncKind::Shuffle32;
    Long |= K == SyncKind::Shuffle64;
    Votes |= K == SyncKind::Ballot;
    Masks |= publishesMask(K);
  }
  if (Masks && masksAreFull(St))
    B.CreateMemSet(groupField(layout::Masks), B.getInt8(0xff), 4 * WarpSize, Align(4));
  else if (Masks)
    B.CreateMemCpy(groupField(layout::Masks), Align(4), MasksSeen, Align(64), 4 * WarpSize);
  if (Words)
    B.CreateMemCpy(groupField(layout::WordsPublished), Align(4), PublishedWords, Align(64), 4 * WarpSize);
  if (Long)
    B.CreateMemCpy(groupField(layout::LongPublished), Align(8), PublishedLong, Align(64), 8 * WarpSize);
  if (Votes)
    B.CreateMemCpy(groupField(layout::VotesCast), Align(1), VotesCast, Align(64), WarpSize);
  B.CreateBr(Slow);
  return Block;
}

bool BlockBuilder::masksAreFull(const Stretch &St) {
  return all_of(
      St.Ends, [&](unsigned E) { return E == ExitState || !publishesMask(Points[E].Kind) || maskIsFull(E); });
}

void BlockBuilder::emitPublish(CallInst &Call, SyncKind Kind, bool IsFull, bool MasksNeeded,
                               LoopFrame &Frame) {
  const Lane &L = Frame.L;
  if (Kind == SyncKind::BarrierReduce) {
    Value *Vote = B.CreateZExt(Call.getArgOperand(1), I8);
    markParallel(B.CreateStore(Vote, B.CreateInBoundsGEP(I8, Predicates, L.Index64)), Frame);
    return;
  }
  if (Kind == SyncKind::Step) {
    markParallel(B.CreateStore(Call.getArgOperand(1), lanePlace(I32, Going, L)), Frame);
    return;
  }
  if (!publishesMask(Kind))
    return;
  auto Put = [&](Value *V, Value *Own, unsigned Offset) {
    markParallel(B.CreateStore(V, lanePlace(V->getType(), IsFull ? Own : groupField(Offset), L)), Frame);
  };
  if (MasksNeeded)
    Put(Call.getArgOperand(1), MasksSeen, layout::Masks);
  switch (Kind) {
  case SyncKind::Shuffle32:
    return Put(Call.getArgOperand(2), PublishedWords, layout::WordsPublished);
  case SyncKind::Shuffle64:
    return Put(Call.getArgOperand(2), PublishedLong, layout::LongPublished);
  case SyncKind::Ballot:
    return Put(B.CreateZExt(Call.getArgOperand(2), I8), VotesCast, layout::VotesCast);
  case SyncKind::Rendezvous: {
    Value *To = B.CreateInBoundsGEP(ArrayType::get(I8, 16), groupField(layout::Published), L.Number);
    Value *Size = B.CreateBinaryIntrinsic(Intrinsic::umin, Call.getArgOperand(3), B.getInt64(16));
    B.CreateMemCpy(To, Align(16), Call.getArgOperand(2), Align(1), Size);
    return;
  }
  default:
    return;
  }
}

Value *BlockBuilder::emitResult(CallInst &Call, SyncKind Kind, bool IsFull, LoopFrame &Frame) {
  const Lane &L = Frame.L;
  switch (Kind) {
  case SyncKind::BarrierReduce:
    return B.CreateLoad(Call.getType(), votes());
  case SyncKind::Shuffle32:
  case SyncKind::Shuffle64: {
    bool IsLong = Kind == SyncKind::Shuffle64;
    Value *Source = Call.getArgOperand(1);
    Type *T = Call.getType();
    if (IsFull) {
      auto Seen = [&](Value *From) {
        LoadInst *Load =
            B.CreateLoad(T, B.CreateInBoundsGEP(T, IsLong ? SeenLong : SeenWords, B.CreateSExt(From, I64)));
        markParallel(Load, Frame);
        return Load;
      };
      if (!patternOf(unsigned(resultPoint(Call))).empty())
        return Seen(B.CreateTrunc(L.Number, I32));
      // Two loads of neighbours and a choice are quicker than a load that depends on the choice.
      Value *Condition, *One, *Other, *Base;
      if (match(Source, m_Select(m_Value(Condition), m_Value(One), m_Value(Other))))
        return B.CreateSelect(Condition, Seen(One), Seen(Other));
      if (match(Source, m_c_Add(m_Select(m_Value(Condition), m_Value(One), m_Value(Other)), m_Value(Base))) ||
          match(Source, m_c_Or(m_Select(m_Value(Condition), m_Value(One), m_Value(Other)), m_Value(Base))))
        return B.CreateSelect(Condition, Seen(B.CreateAdd(Base, One, "", true, true)),
                              Seen(B.CreateAdd(Base, Other, "", true, true)));
      return Seen(Source);
    }
    Source = B.CreateAnd(Source, 31);
    Value *Array = groupField(IsLong ? layout::LongSeen : layout::WordsSeen);
    LoadInst *Other = B.CreateLoad(T, B.CreateInBoundsGEP(T, Array, B.CreateZExt(Source, I64)));
    Value *Arrived = B.CreateLShr(B.CreateLoad(I32, groupField(layout::Arrived)), Source);
    // Lanes that do not take part read as zero (block_api.cpp).
    return B.CreateSelect(B.CreateTrunc(Arrived, B.getInt1Ty()), Other, Constant::getNullValue(T));
  }
  case SyncKind::Ballot: {
    // Groups that met at the same time hear of themselves only.
    Value *All = B.CreateLoad(I32, IsFull ? BallotResult : groupField(layout::Ballot));
    if (maskIsFull(unsigned(resultPoint(Call))))
      return All;
    return B.CreateAnd(All,
                       B.CreateLoad(I32, lanePlace(I32, IsFull ? MasksSeen : groupField(layout::Masks), L)));
  }
  case SyncKind::Step:
    return B.CreateLoad(I32, AnyGoing);
  case SyncKind::Rendezvous:
    return groupField(layout::Seen);
  case SyncKind::Converge:
    return IsFull ? static_cast<Value *>(B.getInt32(~0u)) : B.CreateLoad(I32, groupField(layout::Arrived));
  default:
    llvm_unreachable("a sync point without a result");
  }
}

} // namespace npucc
