// SPDX-License-Identifier: Apache-2.0
#include "BlockBuilder.h"
#include "RangeSplit.h"
#include "RuntimeNames.h"
#include "VectorMath.h"
#include "llvm/IR/Module.h"

namespace npucc {

constexpr unsigned UnrolledSize = 1000; // instructions up to which LLVM may unroll a loop of known length

PHINode *BlockBuilder::counter(BasicBlock *Header, BasicBlock *From, const Twine &Name) {
  B.SetInsertPoint(Header);
  PHINode *N = B.CreatePHI(I32, 2, Name);
  N->addIncoming(B.getInt32(0), From);
  return N;
}

void BlockBuilder::closeLoop(PHINode *N, BasicBlock *Latch, Value *Count, BasicBlock *After, MDNode *LoopId,
                             unsigned Step) {
  B.SetInsertPoint(Latch);
  Value *Next = B.CreateAdd(N, B.getInt32(Step), "", true, true);
  N->addIncoming(Next, Latch);
  BranchInst *Back = B.CreateCondBr(B.CreateICmpULT(Next, Count), N->getParent(), After);
  if (LoopId)
    Back->setMetadata(LLVMContext::MD_loop, LoopId);
}

MDNode *BlockBuilder::loopId(MDNode *Accesses, bool Vectorize, unsigned Rows, unsigned Size) {
  SmallVector<Metadata *, 4> Properties = {nullptr};
  auto Node = [&](StringRef Name, ArrayRef<Metadata *> Values) {
    SmallVector<Metadata *, 4> Operands = {MDString::get(C, Name)};
    Operands.append(Values.begin(), Values.end());
    return MDNode::get(C, Operands);
  };
  auto Property = [&](StringRef Name, ArrayRef<Metadata *> Values = {}) {
    Properties.push_back(Node(Name, Values));
  };
  if (Accesses)
    Property("llvm.loop.parallel_accesses", Accesses);
  if (Vectorize)
    Property(LaneLoopProperty);
  auto Number = [&](unsigned N) -> Metadata * { return ConstantAsMetadata::get(B.getInt32(N)); };
  unsigned Lanes = Options.Warps ? WarpSize : Options.Extent && !Options.Joined ? Options.Extent->X : 0;
  unsigned Width = rowVector();
  if (Vectorize && Rows > 1 && Lanes <= WarpSize && Lanes % Width == 0) {
    Property("llvm.loop.vectorize.width", Number(Width));
    Property("llvm.loop.interleave.count", Number(Lanes / Width));
  } else if (Vectorize && !Lanes && Options.Shape == BlockShape::Any && !Options.Joined) {
    // Rows are mostly short.
    Property("llvm.loop.vectorize.width", Number(Width));
    Property("llvm.loop.interleave.count", Number(1));
  }
  if (!Vectorize) {
    Property("llvm.loop.vectorize.enable", ConstantAsMetadata::get(ConstantInt::getFalse(C)));
    Property("llvm.loop.unroll.disable");
  } else if (Lanes) {
    // LLVM's first unroller would leave nothing to the vectoriser, which then has to be told to interleave.
    Property("llvm.loop.unroll.disable");
    if (Rows == 1 && Lanes * Size <= UnrolledSize)
      Property("llvm.loop.interleave.count", Number(std::clamp(Lanes / Width, 1u, 4u)));
    Property("llvm.loop.vectorize.followup_vectorized",
             {Node(LaneLoopProperty, {}),
              Node("llvm.loop.isvectorized", {ConstantAsMetadata::get(B.getInt32(1))})});
  }
  MDNode *Id = MDNode::getDistinct(C, Properties);
  Id->replaceOperandWith(0, Id);
  return Id;
}

bool BlockBuilder::hasWideRegisters() {
  return F->getFnAttribute("target-features").getValueAsString().contains("+avx512f");
}

unsigned BlockBuilder::rowVector() {
  return hasWideRegisters() && Options.Extent && Options.Extent->X % 16 == 0 ? 16 : 8;
}

MDNode *BlockBuilder::outerLoopId() {
  MDNode *Id = MDNode::getDistinct(C, {nullptr, MDNode::get(C, MDString::get(C, RowLoopProperty)),
                                       MDNode::get(C, MDString::get(C, "llvm.loop.unroll.disable"))});
  Id->replaceOperandWith(0, Id);
  return Id;
}

BlockBuilder::LoopFrame BlockBuilder::openLaneLoops(BasicBlock *From, bool IsFull, unsigned Rows,
                                                    unsigned Size) {
  LoopFrame Frame;
  Frame.Accesses = IsFull ? MDNode::getDistinct(C, {}) : nullptr;
  Frame.Body = block("lane");
  Frame.Latch = block("lane.next");
  Frame.After = block("lanes.end");
  Lane &L = Frame.L;
  if (Options.Warps) {
    B.SetInsertPoint(From);
    B.CreateBr(Frame.Body);
    PHINode *N = counter(Frame.Body, From, "lane");
    L.Index = B.CreateAdd(WarpFirst, N, "t", true, true);
    L.Index64 = B.CreateZExt(L.Index, I64);
    L.Number = B.CreateZExt(N, I64);
    if (Options.Shape == BlockShape::Line) {
      L.X = L.Index;
      L.Y = L.Z = B.getInt32(0);
    } else if (Options.Shape == BlockShape::Rows) {
      L.X = B.CreateAdd(WarpX, N, "x", true, true);
      L.Y = WarpY;
      L.Z = WarpZ;
    } else {
      Value *DimX = uniformBuiltin(Builtin::BlockDimX), *DimY = uniformBuiltin(Builtin::BlockDimY);
      L.X = B.CreateURem(L.Index, DimX, "x");
      Value *Row = B.CreateUDiv(L.Index, DimX);
      L.Y = B.CreateURem(Row, DimY, "y");
      L.Z = B.CreateUDiv(Row, DimY, "z");
    }
    IRBuilderBase::InsertPointGuard Guard(B);
    closeLoop(N, Frame.Latch, IsFull ? B.getInt32(WarpSize) : WarpLanes, Frame.After,
              loopId(Frame.Accesses, IsFull, Rows, Size));
    return Frame;
  }
  Value *DimX = rowLength();
  if (Options.Shape == BlockShape::Line) {
    B.SetInsertPoint(From);
    B.CreateBr(Frame.Body);
    PHINode *X = counter(Frame.Body, From, "x");
    L.X = L.Index = X;
    L.Y = L.Z = B.getInt32(0);
    L.Number = L.Index64 = B.CreateZExt(X, I64);
    IRBuilderBase::InsertPointGuard Guard(B);
    closeLoop(X, Frame.Latch, DimX, Frame.After, loopId(Frame.Accesses, IsFull, Rows, Size));
    return Frame;
  }
  Value *DimY = uniformBuiltin(Builtin::BlockDimY), *DimZ = uniformBuiltin(Builtin::BlockDimZ);
  BasicBlock *HeadZ = block("z"), *HeadY = block("y"), *LatchY = block("y.next"), *LatchZ = block("z.next");
  B.SetInsertPoint(From);
  B.CreateBr(HeadZ);
  PHINode *Z = counter(HeadZ, From, "z");
  Value *Plane = B.CreateMul(Z, DimY, "", true, true);
  B.CreateBr(HeadY);
  PHINode *Y = counter(HeadY, HeadZ, "y");
  Value *Row = B.CreateMul(B.CreateAdd(Plane, Y, "", true, true), DimX, "row", true, true);
  B.CreateBr(Frame.Body);
  PHINode *X = counter(Frame.Body, HeadY, "x");
  L.X = X;
  L.Y = Y;
  L.Z = Z;
  L.Index = B.CreateAdd(Row, X, "t", true, true);
  L.Number = L.Index64 = B.CreateZExt(L.Index, I64);
  IRBuilderBase::InsertPointGuard Guard(B);
  closeLoop(X, Frame.Latch, DimX, LatchY, loopId(Frame.Accesses, IsFull, Rows, Size));
  closeLoop(Y, LatchY, DimY, LatchZ, outerLoopId(), Rows);
  closeLoop(Z, LatchZ, DimZ, Frame.After, outerLoopId());
  return Frame;
}

void BlockBuilder::nextRow(Lane &L) {
  L.Y = B.CreateAdd(L.Y, B.getInt32(1), "y", true, true);
  L.Index = B.CreateAdd(L.Index, rowLength(), "t", true, true);
  L.Number = L.Index64 = B.CreateZExt(L.Index, I64);
}

unsigned BlockBuilder::rowsAtOnce(const Stretch &St) {
  constexpr unsigned Rows = 4, LargestBody = 120; // instructions
  if (!Options.Extent || Options.Warps || Options.Shape == BlockShape::Line || Options.Extent->Y % Rows ||
      !St.EndsTogether)
    return 1;
  unsigned Size = 0;
  bool Shares = false;
  for (BasicBlock *Block : St.Blocks)
    for (Instruction &I : *Block) {
      ++Size;
      auto *Load = dyn_cast<LoadInst>(&I);
      Shares |= Load && inLoop(*Block, St) && dependsOn(Load->getPointerOperand(), Builtin::ThreadX) &&
                !dependsOn(Load->getPointerOperand(), Builtin::ThreadY);
    }
  return Shares && Size <= LargestBody ? Rows : 1;
}

bool BlockBuilder::inLoop(BasicBlock &Block, const Stretch &St) {
  return any_of(successors(&Block), [&](BasicBlock *Next) {
    return St.Blocks.contains(Next) && reachable(Next, nullptr, {}, false).contains(&Block);
  });
}

bool BlockBuilder::dependsOn(const Value *V, Builtin What) {
  SmallPtrSet<const Value *, 16> Seen;
  SmallVector<const Value *, 16> Work = {V};
  while (!Work.empty()) {
    auto *I = dyn_cast<Instruction>(Work.pop_back_val());
    if (!I || !Seen.insert(I).second)
      continue;
    if (builtinOf(I) == What || builtinOf(I) == Builtin::ThreadIndex || isa<LoadInst>(I))
      return true;
    Work.append(I->op_begin(), I->op_end());
  }
  return false;
}

void BlockBuilder::emitStretch(unsigned S, bool IsFull) {
  const Stretch &St = Found.All[S];
  BasicBlock *From = IsFull ? Full[S] : Masked[S];
  SmallVector<unsigned, 8> Written; // Shared slots
  for (auto [N, Sl] : enumerate(Found.Slots))
    if (Sl.Kind == SlotKind::Shared && St.Blocks.contains(Sl.Value->getParent()))
      Written.push_back(unsigned(N));
  B.SetInsertPoint(From);
  for (unsigned N : Written)
    B.CreateStore(B.CreateLoad(SlotNew[N]->getAllocatedType(), sharedSlot(N)), SlotNew[N]);
  if (!IsFull && Options.Warps && Points[S].Kind == SyncKind::Step)
    gatherGoing(/*OfRunning=*/true);
  unsigned Rows = IsFull ? rowsAtOnce(St) : 1;
  unsigned Size = 0;
  bool Calculates = false;
  for (BasicBlock *Block : St.Blocks) {
    Size += unsigned(Block->size());
    Calculates |= any_of(*Block, [](Instruction &I) {
      auto *Call = dyn_cast<CallInst>(&I);
      return (Call && hasVectorForm(*Call)) || (I.isIntDivRem() && !isa<Constant>(I.getOperand(1)));
    });
  }
  // clang's default is 256 bits; such code gains by the whole register.
  if ((Rows > 1 && rowVector() == 16) || (Calculates && hasWideRegisters()))
    F->addFnAttr("prefer-vector-width", "512");
  LoopFrame Frame = openLaneLoops(From, IsFull, Rows, Size);
  B.SetInsertPoint(Frame.Body);
  if (!IsFull) {
    BasicBlock *Run = block("lane.run");
    Value *Mark = B.CreateLoad(I8, B.CreateInBoundsGEP(I8, Options.Warps ? WarpRuns : Runs, Frame.L.Number));
    B.CreateCondBr(B.CreateICmpNE(B.CreateAnd(Mark, 1), B.getInt8(0)), Run, Frame.Latch);
    B.SetInsertPoint(Run);
  }
  bool Ask = !IsFull || !St.EndsTogether;
  for (BasicBlock *Latch = Frame.Latch; Rows > 0; --Rows) {
    Frame.Latch = Rows > 1 ? block("row") : Latch;
    if (Options.WriteThreadIndex)
      writeThreadIndex(Frame.L);
    cloneStretch(S, IsFull, Frame, Ask);
    if (Rows > 1) {
      B.SetInsertPoint(Frame.Latch);
      nextRow(Frame.L);
    }
  }

  B.SetInsertPoint(Frame.After);
  for (unsigned N : Written)
    B.CreateStore(B.CreateLoad(SlotNew[N]->getAllocatedType(), SlotNew[N]), sharedSlot(N));
  if (!IsFull) {
    B.CreateBr(Slow);
  } else if (St.Ends.empty()) {
    B.CreateUnreachable(); // every path ends the kernel
  } else if (St.Ends.size() == 1) {
    B.CreateBr(fullEdge(*St.Ends.begin()));
  } else {
    Value *Where = St.EndsTogether ? static_cast<Value *>(B.CreateLoad(I32, Next))
                                   : B.CreateCall(runtime(names::UniformState, I32, {Ptr, I32}),
                                                  {Options.Warps ? WarpStatesHere : States,
                                                   Options.Warps ? B.getInt32(WarpSize) : threads()});
    SmallVector<unsigned, 4> Ends(St.Ends.begin(), St.Ends.end());
    sort(Ends);
    BasicBlock *Default = St.EndsTogether ? fullEdge(Ends.front()) : parted(St);
    SwitchInst *Go = B.CreateSwitch(Where, Default);
    for (unsigned E : Ends)
      if (!St.EndsTogether || E != Ends.front())
        Go->addCase(B.getInt32(E), fullEdge(E));
  }
}

} // namespace npucc
