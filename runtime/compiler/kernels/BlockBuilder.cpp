// SPDX-License-Identifier: Apache-2.0
#include "BlockBuilder.h"
#include "GroupLayout.h"
#include "RuntimeNames.h"
#include "llvm/IR/Module.h"

namespace npucc {

Function *BlockBuilder::make() {
  F = Function::Create(P.getFunctionType(), GlobalValue::InternalLinkage, P.getName() + ".block", M);
  F->copyAttributesFrom(&P);
  F->removeFnAttr(Attribute::NoInline);
  F->setSubprogram(P.getSubprogram());
  for (auto [From, To] : zip(P.args(), F->args())) {
    To.setName(From.getName());
    Arguments[&From] = &To;
  }
  findNeeds();
  Entry = block("entry");
  B.SetInsertPoint(Entry);
  EntryEnd = B.CreateBr(block("start")); // everything of the entry goes before this
  Done = block("done");
  ReturnInst::Create(C, Done);
  emitEntry();
  for (unsigned S = 0; S < Points.size(); ++S) {
    Full.push_back(block("full"));
    Masked.push_back(NeedsResolve ? block("masked") : nullptr);
  }
  if (NeedsResolve)
    Slow = block("slow");
  if (Options.Warps)
    emitWarpLoop();
  else
    emitBlockStart();
  for (unsigned S = 0; S < Points.size(); ++S) {
    emitStretch(S, /*IsFull=*/true);
    if (NeedsResolve)
      emitStretch(S, /*IsFull=*/false);
  }
  if (NeedsResolve)
    emitSlow();
  emitEdges();
  return F;
}

AllocaInst *BlockBuilder::variable(Type *T, const Twine &Name, Align A) {
  IRBuilder<> EB(Entry, Entry->begin());
  AllocaInst *V = EB.CreateAlloca(T, nullptr, Name);
  if (T->isArrayTy())
    V->setAlignment(A);
  return V;
}

FunctionCallee BlockBuilder::runtime(StringRef Name, Type *Result, ArrayRef<Type *> Parameters) {
  FunctionCallee Callee = M.getOrInsertFunction(Name, FunctionType::get(Result, Parameters, false));
  if (auto *Fn = dyn_cast<Function>(Callee.getCallee()))
    Fn->setDoesNotThrow();
  return Callee;
}

void BlockBuilder::findNeeds() {
  for (const SyncPoint &Point : Points)
    HasVotes |= Point.Kind == SyncKind::BarrierReduce;
  for (const Stretch &S : Found.All)
    NeedsResolve |= !S.EndsTogether;
  if (Options.Warps) {
    // The last warp may have fewer lanes, and masks may name some only.
    NeedsResolve |= !Options.WholeWarps && (!Options.Extent || Options.Extent->threads() % WarpSize);
    for (unsigned N = 0; N < Points.size(); ++N)
      NeedsResolve |= publishesMask(Points[N].Kind) && !maskIsFull(N);
  }
  NeedsGroup = NeedsResolve || (Options.Warps && HasVotes);
  for (const SyncPoint &Point : Points)
    NeedsGroup |= Point.Kind == SyncKind::Rendezvous;
}

Value *BlockBuilder::threads() {
  if (!Options.Joined)
    return uniformBuiltin(Builtin::Threads);
  if (!JoinedThreads)
    JoinedThreads = IRBuilder<>(EntryEnd).CreateMul(uniformBuiltin(Builtin::Blocks),
                                                    uniformBuiltin(Builtin::Threads), "threads", true, true);
  return JoinedThreads;
}

Value *BlockBuilder::rowLength() {
  return uniformBuiltin(Options.Joined ? Builtin::LineLength : Builtin::BlockDimX);
}

Value *BlockBuilder::uniformBuiltin(Builtin What) {
  if (Value *Known = Uniform.lookup(unsigned(What)))
    return Known;
  return Uniform[unsigned(What)] = readBuiltin(What);
}

Value *BlockBuilder::readBuiltin(Builtin What) {
  if (Options.Extent) {
    switch (What) {
    case Builtin::BlockDimX:
      return B.getInt32(Options.Extent->X);
    case Builtin::BlockDimY:
      return B.getInt32(Options.Extent->Y);
    case Builtin::BlockDimZ:
      return B.getInt32(Options.Extent->Z);
    case Builtin::Threads:
      return B.getInt32(Options.Extent->threads());
    default:
      break;
    }
  }
  if (Options.Shape == BlockShape::Line && (What == Builtin::BlockDimY || What == Builtin::BlockDimZ))
    return B.getInt32(1);
  if (Options.Shape == BlockShape::Line && What == Builtin::Threads)
    return uniformBuiltin(Builtin::BlockDimX);
  if (What == Builtin::LineLength)
    return IRBuilder<>(EntryEnd).CreateMul(uniformBuiltin(Builtin::Blocks),
                                           uniformBuiltin(Builtin::BlockDimX), "length", true, true);
  IRBuilder<> EB(EntryEnd);
  return loadBuiltin(EB, What);
}

Value *BlockBuilder::sharedAddress(IntrinsicInst *I) {
  Value *&Known = SharedAddresses[I->getArgOperand(0)];
  if (!Known) {
    // Vector accesses want more alignment than the element type gives: none should touch two lines.
    if (auto *G = dyn_cast<GlobalVariable>(I->getArgOperand(0));
        G && !G->isDeclaration() && G->hasLocalLinkage())
      if (G->getValueType()->isArrayTy() && G->getAlign().valueOrOne() < 64)
        G->setAlignment(Align(64));
    Known = IRBuilder<>(EntryEnd).CreateThreadLocalAddress(I->getArgOperand(0));
  }
  return Known;
}

void BlockBuilder::emitEntry() {
  std::vector<ContextArray> Arrays;
  SlotMemory.resize(Found.Slots.size());
  SlotNew.resize(Found.Slots.size());
  IRBuilder<> EB(EntryEnd);
  Value *PerThread = nullptr, *PerWarp = nullptr;
  auto ThreadCount = [&] {
    return PerThread ? PerThread : PerThread = EB.CreateZExt(threads(), I64, "threads");
  };
  auto WarpCount = [&] {
    return PerWarp ? PerWarp
                   : PerWarp = EB.CreateLShr(EB.CreateAdd(ThreadCount(), EB.getInt64(31)), 5, "warps");
  };
  for (auto [N, S] : enumerate(Found.Slots)) {
    Type *T = S.Value->getType();
    if (auto *Variable = dyn_cast<AllocaInst>(S.Value)) {
      T = ArrayType::get(I8, sizeOf(*Variable));
      Arrays.push_back({T, ThreadCount(), &SlotMemory[N]});
    } else if (S.Kind == SlotKind::Shared) {
      SlotNew[N] = variable(T, S.Value->getName() + ".new");
      if (Options.Warps && S.AcrossBarrier)
        Arrays.push_back({T, WarpCount(), &SlotMemory[N]});
      else
        SlotMemory[N] = variable(T, S.Value->getName() + ".shared");
    } else if (Options.Warps && !S.AcrossBarrier) {
      SlotMemory[N] = variable(ArrayType::get(T, WarpSize), S.Value->getName() + ".lanes");
    } else {
      Arrays.push_back({T, ThreadCount(), &SlotMemory[N]});
    }
  }
  auto *Bytes = ArrayType::get(I8, Options.Joined ? MostJoinedThreads : MostThreads);
  if (NeedsResolve) {
    States = variable(Bytes, "states");
    Runs = variable(Bytes, "runs");
  }
  if (Options.Warps)
    WarpStates = variable(ArrayType::get(I8, MostThreads / WarpSize), "warp.states");
  if (HasVotes)
    Predicates = variable(Bytes, "predicates");
  if (!Arrays.empty()) {
    const DataLayout &DL = M.getDataLayout();
    std::vector<Value *> Offsets;
    Value *Offset = EB.getInt64(0);
    for (ContextArray &A : Arrays) {
      Offsets.push_back(Offset);
      Value *Bytes = EB.CreateNUWMul(A.Count, EB.getInt64(DL.getTypeAllocSize(A.T)));
      Bytes = EB.CreateAnd(EB.CreateNUWAdd(Bytes, EB.getInt64(63)), EB.getInt64(~63ull));
      Offset = EB.CreateNUWAdd(Offset, Bytes);
    }
    if (auto *Size = dyn_cast<ConstantInt>(Offset); Size && Size->getZExtValue() <= LargestFrame) {
      for (ContextArray &A : Arrays)
        *A.Result = variable(ArrayType::get(A.T, cast<ConstantInt>(A.Count)->getZExtValue()), "context");
    } else {
      CallInst *Context = EB.CreateCall(runtime(names::Context, Ptr, {I64}), {Offset}, "context");
      Context->addRetAttr(Attribute::NoAlias);
      Context->addRetAttr(Attribute::getWithAlignment(C, Align(64)));
      for (auto [A, At] : zip(Arrays, Offsets))
        *A.Result = EB.CreateInBoundsGEP(I8, Context, At);
    }
  }
  for (Instruction &I : P.getEntryBlock())
    if (auto *A = dyn_cast<AllocaInst>(&I);
        A && none_of(Found.Slots, [&](const Slot &S) { return S.Value == A; })) {
      AllocaInst *V = variable(A->getAllocatedType(), A->getName());
      V->setAlignment(A->getAlign());
      OwnVariables[A] = V;
    }
  if (HasVotes)
    EB.CreateMemSet(Predicates, EB.getInt8(2), ThreadCount(), Align(64));
  if (Options.Warps)
    EB.CreateMemSet(WarpStates, EB.getInt8(0), MostThreads / WarpSize, Align(64));
  if (NeedsGroup)
    emitGroup(EB);
  if (Options.Warps)
    emitWarpVariables(EB);
  Next = variable(I32, "next");
}

uint64_t BlockBuilder::sizeOf(const AllocaInst &A) const {
  std::optional<TypeSize> Size = A.getAllocationSize(M.getDataLayout());
  return alignTo(Size ? Size->getFixedValue() : 0, A.getAlign());
}

GlobalVariable *BlockBuilder::kindTable() {
  SmallVector<uint8_t, 16> Kinds;
  for (const SyncPoint &Point : Points)
    Kinds.push_back(uint8_t(Point.Kind));
  auto *Table = ConstantDataArray::get(C, Kinds);
  return new GlobalVariable(M, Table->getType(), true, GlobalValue::PrivateLinkage, Table,
                            F->getName() + ".kinds");
}

void BlockBuilder::emitGroup(IRBuilder<> &EB) {
  Group = variable(ArrayType::get(I8, layout::GroupSize), "group");
  auto Set = [&](unsigned Offset, Value *V) {
    EB.CreateStore(V, EB.CreateConstInBoundsGEP1_64(I8, Group, Offset));
  };
  if (NeedsResolve) {
    Set(layout::State, States);
    Set(layout::Run, Runs);
  }
  Set(layout::Kinds, kindTable());
  Set(layout::Predicates, HasVotes ? Predicates : Constant::getNullValue(Ptr));
  Set(layout::Lanes, threads());
  Set(layout::IsWarp, EB.getInt32(Options.Warps));
}

void BlockBuilder::emitWarpVariables(IRBuilder<> &EB) {
  PublishedWords = variable(ArrayType::get(I32, WarpSize), "words.published");
  PublishedLong = variable(ArrayType::get(I64, WarpSize), "long.published");
  // Room before and behind, so that a lane may look at one that does not exist before it chooses another.
  SeenWords =
      EB.CreateConstInBoundsGEP1_64(I32, variable(ArrayType::get(I32, 3 * WarpSize), "words.seen"), WarpSize);
  SeenLong =
      EB.CreateConstInBoundsGEP1_64(I64, variable(ArrayType::get(I64, 3 * WarpSize), "long.seen"), WarpSize);
  VotesCast = variable(ArrayType::get(I8, WarpSize), "votes");
  MasksSeen = variable(ArrayType::get(I32, WarpSize), "masks");
  BallotResult = variable(I32, "ballot");
  AnyLive = variable(I8, "live");
  Going = variable(ArrayType::get(I32, WarpSize), "going");
  AnyGoing = variable(I32, "going.any");
}

void BlockBuilder::emitBlockStart() {
  B.SetInsertPoint(cast<BranchInst>(EntryEnd)->getSuccessor(0));
  B.CreateBr(Full[0]);
}

void BlockBuilder::emitWarpLoop() {
  BasicBlock *Start = cast<BranchInst>(EntryEnd)->getSuccessor(0);
  BasicBlock *Phase = block("phase"), *Loop = block("warp"), *PhaseEnd = block("phase.end");
  NextWarp = block("warp.next");
  B.SetInsertPoint(Start);
  Value *Warps = B.CreateLShr(B.CreateAdd(threads(), B.getInt32(31)), 5);
  if (NeedsResolve)
    emitPartialWarp(Warps);
  B.CreateBr(Phase);

  B.SetInsertPoint(Phase);
  B.CreateStore(B.getInt8(0), AnyLive);
  B.CreateBr(Loop);

  B.SetInsertPoint(Loop);
  Warp = B.CreatePHI(I32, 2, "warp");
  Warp->addIncoming(B.getInt32(0), Phase);
  WarpFirst = B.CreateShl(Warp, 5, "first", true, true);
  Value *First64 = B.CreateZExt(WarpFirst, I64);
  WarpLanes =
      B.CreateBinaryIntrinsic(Intrinsic::umin, B.CreateSub(threads(), WarpFirst), B.getInt32(WarpSize));
  if (Options.Shape == BlockShape::Rows) {
    Value *DimX = uniformBuiltin(Builtin::BlockDimX), *DimY = uniformBuiltin(Builtin::BlockDimY);
    WarpX = B.CreateAnd(B.CreateURem(WarpFirst, DimX), ~31u, "x.first");
    Value *Row = B.CreateUDiv(WarpFirst, DimX);
    WarpY = B.CreateURem(Row, DimY);
    WarpZ = B.CreateUDiv(Row, DimY);
  }
  if (NeedsResolve) {
    WarpStatesHere = B.CreateInBoundsGEP(I8, States, First64);
    WarpRuns = B.CreateInBoundsGEP(I8, Runs, First64);
    B.CreateStore(WarpStatesHere, groupField(layout::State));
    B.CreateStore(WarpRuns, groupField(layout::Run));
  }
  if (NeedsGroup)
    B.CreateStore(WarpLanes, groupField(layout::Lanes));
  Value *State = B.CreateLoad(I8, B.CreateInBoundsGEP(I8, WarpStates, B.CreateZExt(Warp, I64)));
  SwitchInst *Resume = B.CreateSwitch(State, NextWarp);
  for (unsigned S = 0; S < Points.size(); ++S)
    if (isBlockLevel(Points[S].Kind))
      Resume->addCase(B.getInt8(S), Full[S]);
  if (NeedsResolve) {
    BasicBlock *Mixed = block("mixed");
    Resume->addCase(B.getInt8(MixedState), Mixed);
    B.SetInsertPoint(Mixed);
    B.CreateCall(runtime(names::OpenBarrier, Type::getVoidTy(C), {Ptr}), {Group});
    B.CreateBr(Slow);
  }

  B.SetInsertPoint(NextWarp);
  Value *After = B.CreateAdd(Warp, B.getInt32(1), "", true, true);
  Warp->addIncoming(After, NextWarp);
  B.CreateCondBr(B.CreateICmpULT(After, Warps), Loop, PhaseEnd);

  B.SetInsertPoint(PhaseEnd);
  if (HasVotes)
    B.CreateStore(B.CreateCall(runtime(names::Votes, I64, {Ptr, I32}), {Predicates, threads()}),
                  groupField(layout::Votes));
  B.CreateCondBr(B.CreateICmpEQ(B.CreateLoad(I8, AnyLive), B.getInt8(0)), Done, Phase);
}

void BlockBuilder::emitPartialWarp(Value *Warps) {
  Value *Rest = B.CreateAnd(threads(), 31);
  Value *LastState = B.CreateSelect(B.CreateICmpEQ(Rest, B.getInt32(0)), B.getInt8(0), B.getInt8(MixedState));
  Value *RestFirst = B.CreateZExt(B.CreateSub(threads(), Rest), I64);
  B.CreateMemSet(B.CreateInBoundsGEP(I8, States, RestFirst), B.getInt8(0), B.CreateZExt(Rest, I64), Align(1));
  B.CreateStore(LastState,
                B.CreateInBoundsGEP(I8, WarpStates, B.CreateZExt(B.CreateSub(Warps, B.getInt32(1)), I64)));
}

void BlockBuilder::endWarp(unsigned State, bool Live) {
  B.CreateStore(B.getInt8(State), B.CreateInBoundsGEP(I8, WarpStates, B.CreateZExt(Warp, I64)));
  if (Live)
    B.CreateStore(B.getInt8(1), AnyLive);
  B.CreateBr(NextWarp);
}

Function *makeBlockFunction(Function &Prepared, const std::vector<SyncPoint> &Points, const Stretches &Found,
                            BlockFunctionOptions Options) {
  return BlockBuilder(Prepared, Points, Found, Options).make();
}

} // namespace npucc
