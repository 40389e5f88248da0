// SPDX-License-Identifier: Apache-2.0
#include "LaneLoops.h"
#include "Builtins.h"
#include "GroupLayout.h"
#include "RangeSplit.h"
#include "RuntimeNames.h"
#include "SharedAtomics.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/SSAUpdater.h"
#include "llvm/Transforms/Utils/ValueMapper.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace npucc {
namespace {

constexpr unsigned WarpSize = 32, MostThreads = 1024, MixedState = 254;
constexpr unsigned VectorWidth = 8;          // elements
constexpr unsigned MostJoinedThreads = 4096; // detail::most_joined_threads
constexpr uint64_t LargestFrame =
    16 << 10; // bytes of context that lie on the stack: fibers have little of it

class Builder {
public:
  Builder(Function &P, const std::vector<SyncPoint> &Points, const Stretches &Found,
          BlockFunctionOptions Options)
      : P(P), M(*P.getParent()), C(P.getContext()), Points(Points), Found(Found), Options(Options), B(C),
        I8(Type::getInt8Ty(C)), I32(Type::getInt32Ty(C)), I64(Type::getInt64Ty(C)),
        Ptr(PointerType::get(C, 0)) {}

  Function *make() {
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
    EmitEdges();
    return F;
  }

private:
  Function &P;
  Module &M;
  LLVMContext &C;
  const std::vector<SyncPoint> &Points;
  const Stretches &Found;
  BlockFunctionOptions Options;
  IRBuilder<> B;
  Type *I8, *I32, *I64;
  PointerType *Ptr;

  Function *F = nullptr;
  DenseMap<Value *, Value *> Arguments;
  BasicBlock *Entry = nullptr, *Done = nullptr, *Slow = nullptr;
  Instruction *EntryEnd = nullptr;
  DenseMap<unsigned, Value *> Uniform; ///< builtins that are the same for the block
  DenseMap<Value *, Value *> SharedAddresses;
  std::vector<BasicBlock *> Full, Masked; ///< where a stretch starts
  DenseMap<unsigned, BasicBlock *> FullEdges;

  bool NeedsResolve = false, HasVotes = false, NeedsGroup = false;
  std::vector<Value *> SlotMemory;                    ///< per slot: the array, or the variable that is read
  std::vector<AllocaInst *> SlotNew;                  ///< per Shared slot: the variable that is written
  DenseMap<const AllocaInst *, Value *> OwnVariables; ///< variables of one stretch
  AllocaInst *Next = nullptr;                         ///< of a stretch that ends together, where
  Value *Group = nullptr;
  Value *States = nullptr, *Runs = nullptr, *Predicates = nullptr,
        *WarpStates = nullptr; ///< arrays per thread, per warp
  Value *SeenWords = nullptr, *SeenLong = nullptr;
  AllocaInst *PublishedWords = nullptr, *PublishedLong = nullptr, *VotesCast = nullptr,
             *BallotResult = nullptr, *MasksSeen = nullptr, *AnyLive = nullptr;

  // The warp that runs.
  PHINode *Warp = nullptr;
  Value *WarpFirst = nullptr, *WarpX = nullptr, *WarpY = nullptr, *WarpZ = nullptr, *WarpLanes = nullptr,
        *WarpStatesHere = nullptr, *WarpRuns = nullptr;
  BasicBlock *NextWarp = nullptr;

  struct Lane {
    Value *X = nullptr, *Y = nullptr, *Z = nullptr;
    Value *Index = nullptr;   ///< i32, of the thread in its block
    Value *Index64 = nullptr; ///< the same
    Value *Number = nullptr;  ///< i64, of the lane in its group
  };

  BasicBlock *block(const Twine &Name) { return BasicBlock::Create(C, Name, F); }

  AllocaInst *variable(Type *T, const Twine &Name, Align A = Align(64)) {
    IRBuilder<> EB(Entry, Entry->begin());
    AllocaInst *V = EB.CreateAlloca(T, nullptr, Name);
    if (T->isArrayTy())
      V->setAlignment(A);
    return V;
  }

  FunctionCallee runtime(StringRef Name, Type *Result, ArrayRef<Type *> Parameters) {
    FunctionCallee Callee = M.getOrInsertFunction(Name, FunctionType::get(Result, Parameters, false));
    if (auto *Fn = dyn_cast<Function>(Callee.getCallee()))
      Fn->setDoesNotThrow();
    return Callee;
  }

  Value *groupField(unsigned Offset) { return B.CreateConstInBoundsGEP1_64(I8, Group, Offset); }

  // --- what the function needs

  void findNeeds() {
    for (const SyncPoint &Point : Points)
      HasVotes |= Point.Kind == SyncKind::BarrierReduce;
    for (const Stretch &S : Found.All)
      NeedsResolve |= !S.EndsTogether;
    if (Options.Warps) {
      // The last warp may have fewer lanes, and masks may name some only.
      NeedsResolve |= !Options.Extent || Options.Extent->threads() % WarpSize;
      for (unsigned N = 0; N < Points.size(); ++N)
        NeedsResolve |= publishesMask(Points[N].Kind) && !maskIsFull(N);
    }
    NeedsGroup = NeedsResolve || (Options.Warps && HasVotes);
    for (const SyncPoint &Point : Points)
      NeedsGroup |= Point.Kind == SyncKind::Rendezvous;
  }

  // --- entry

  Value *uniformBuiltin(Builtin What) {
    if (Value *Known = Uniform.lookup(unsigned(What)))
      return Known;
    return Uniform[unsigned(What)] = readBuiltin(What);
  }

  Value *readBuiltin(Builtin What) {
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
    IRBuilder<> EB(EntryEnd);
    return loadBuiltin(EB, What);
  }

  GlobalVariable *threadLocal(StringRef Name) { return threadLocalVariable(M, Name); }

  Value *sharedAddress(IntrinsicInst *I) {
    Value *&Known = SharedAddresses[I->getArgOperand(0)];
    if (!Known) {
      // Vector accesses want more alignment than the element type gives.
      if (auto *G = dyn_cast<GlobalVariable>(I->getArgOperand(0));
          G && !G->isDeclaration() && G->hasLocalLinkage())
        if (G->getValueType()->isArrayTy() && G->getAlign().valueOrOne() < 32)
          G->setAlignment(Align(32));
      Known = IRBuilder<>(EntryEnd).CreateThreadLocalAddress(I->getArgOperand(0));
    }
    return Known;
  }

  /// Of the block, or of the line of joined blocks.
  Value *threads() { return uniformBuiltin(Options.Joined ? Builtin::LineLength : Builtin::Threads); }

  /// Memory of the block: arrays of one element per thread (or warp), one after the other.
  struct ContextArray {
    Type *T;
    Value *Count;
    Value **Result;
  };

  void emitEntry() {
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

  uint64_t sizeOf(const AllocaInst &A) const {
    std::optional<TypeSize> Size = A.getAllocationSize(M.getDataLayout());
    return alignTo(Size ? Size->getFixedValue() : 0, A.getAlign());
  }

  /// The kinds of the sync points as a table that libnpu reads.
  GlobalVariable *kindTable() {
    SmallVector<uint8_t, 16> Kinds;
    for (const SyncPoint &Point : Points)
      Kinds.push_back(uint8_t(Point.Kind));
    auto *Table = ConstantDataArray::get(C, Kinds);
    return new GlobalVariable(M, Table->getType(), true, GlobalValue::PrivateLinkage, Table,
                              F->getName() + ".kinds");
  }

  void emitGroup(IRBuilder<> &EB) {
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

  void emitWarpVariables(IRBuilder<> &EB) {
    PublishedWords = variable(ArrayType::get(I32, WarpSize), "words.published");
    PublishedLong = variable(ArrayType::get(I64, WarpSize), "long.published");
    // Room before and behind, so that a lane may look at one that does not exist before it chooses another.
    SeenWords = EB.CreateConstInBoundsGEP1_64(I32, variable(ArrayType::get(I32, 3 * WarpSize), "words.seen"),
                                              WarpSize);
    SeenLong = EB.CreateConstInBoundsGEP1_64(I64, variable(ArrayType::get(I64, 3 * WarpSize), "long.seen"),
                                             WarpSize);
    VotesCast = variable(ArrayType::get(I8, WarpSize), "votes");
    MasksSeen = variable(ArrayType::get(I32, WarpSize), "masks");
    BallotResult = variable(I32, "ballot");
    AnyLive = variable(I8, "live");
  }

  // --- groups

  void emitBlockStart() {
    B.SetInsertPoint(cast<BranchInst>(EntryEnd)->getSuccessor(0));
    B.CreateBr(Full[0]);
  }

  void emitWarpLoop() {
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

  /// A warp that is not full starts lane by lane.
  void emitPartialWarp(Value *Warps) {
    Value *Rest = B.CreateAnd(threads(), 31);
    Value *LastState =
        B.CreateSelect(B.CreateICmpEQ(Rest, B.getInt32(0)), B.getInt8(0), B.getInt8(MixedState));
    Value *RestFirst = B.CreateZExt(B.CreateSub(threads(), Rest), I64);
    B.CreateMemSet(B.CreateInBoundsGEP(I8, States, RestFirst), B.getInt8(0), B.CreateZExt(Rest, I64),
                   Align(1));
    B.CreateStore(LastState,
                  B.CreateInBoundsGEP(I8, WarpStates, B.CreateZExt(B.CreateSub(Warps, B.getInt32(1)), I64)));
  }

  /// The running warp rests until the next phase.
  void endWarp(unsigned State, bool Live) {
    B.CreateStore(B.getInt8(State), B.CreateInBoundsGEP(I8, WarpStates, B.CreateZExt(Warp, I64)));
    if (Live)
      B.CreateStore(B.getInt8(1), AnyLive);
    B.CreateBr(NextWarp);
  }

  // --- from one stretch to the next

  /// Where the group goes when all its threads have come to \p End.
  BasicBlock *fullEdge(unsigned End) {
    BasicBlock *&Edge = FullEdges[End];
    if (!Edge)
      Edge = block("all.at");
    return Edge;
  }

  void EmitEdges() {
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
      emitExchange(Point.Kind);
      B.CreateBr(Full[End]);
    }
  }

  AllocaInst *OwnVotes = nullptr;
  Value *votes() {
    if (NeedsGroup)
      return groupField(layout::Votes);
    return OwnVotes ? OwnVotes : OwnVotes = variable(I64, "votes");
  }

  static bool publishesMask(SyncKind K) { return K >= SyncKind::Rendezvous && K <= SyncKind::Ballot; }

  bool maskIsFull(unsigned Point) {
    auto *Mask = dyn_cast<ConstantInt>(publishOf(Point)->getArgOperand(1));
    return Mask && Mask->isMinusOne();
  }

  CallInst *publishOf(unsigned Point) {
    for (BasicBlock *Before : predecessors(Points[Point].Marker))
      for (Instruction &I : *Before)
        if (publishedPoint(I) == int(Point))
          return cast<CallInst>(&I);
    llvm_unreachable("a sync point publishes what it needs");
  }

  /// Operations that name lanes which are not all here go the slow way.
  void emitMaskCheck(unsigned End) {
    if (maskIsFull(End))
      return;
    auto *Vector = FixedVectorType::get(I32, WarpSize);
    Value *Masks = B.CreateAlignedLoad(Vector, MasksSeen, Align(64));
    Value *Same = B.CreateAndReduce(B.CreateICmpEQ(Masks, Constant::getAllOnesValue(Vector)));
    BasicBlock *Differ = block("masks.differ"), *Part = block("masks.part"), *All = block("masks.full");
    B.CreateCondBr(Same, All, Differ);
    // Groups that make up the warp, such as tiles, meet at the same time.
    B.SetInsertPoint(Differ);
    B.CreateCondBr(B.CreateCall(runtime(names::MasksPartition, B.getInt1Ty(), {Ptr}), {MasksSeen}), All,
                   Part);
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

  void copyVector(Type *Element, Value *To, Value *From) {
    auto *Vector = FixedVectorType::get(Element, WarpSize);
    B.CreateAlignedStore(B.CreateAlignedLoad(Vector, From, Align(64)), To, Align(64));
  }

  /// All lanes of a warp have published: what they see.
  void emitExchange(SyncKind Kind) {
    switch (Kind) {
    case SyncKind::Shuffle32:
      copyVector(I32, SeenWords, PublishedWords);
      break;
    case SyncKind::Shuffle64:
      copyVector(I64, SeenLong, PublishedLong);
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

  /// The threads have parted, and each has said where it waits.
  void emitSlow() {
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
          B.CreateMemCpy(SeenWords, Align(64), groupField(layout::WordsSeen), Align(4), 4 * WarpSize);
        if (Points[S].Kind == SyncKind::Shuffle64)
          B.CreateMemCpy(SeenLong, Align(64), groupField(layout::LongSeen), Align(8), 8 * WarpSize);
        if (Points[S].Kind == SyncKind::Ballot)
          B.CreateStore(B.CreateLoad(I32, groupField(layout::Ballot)), BallotResult);
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

  /// Before libnpu decides for the first time who runs.
  void clearRuns() {
    if (Options.Warps)
      B.CreateMemSet(WarpRuns, B.getInt8(0), WarpSize, Align(32));
    else
      B.CreateMemSet(Runs, B.getInt8(0), B.CreateZExt(threads(), I64), Align(64));
  }

  // --- stretches

  struct LoopFrame {
    BasicBlock *Body = nullptr, *Latch = nullptr, *After = nullptr, *InnerHeader = nullptr;
    Lane L;
    MDNode *Accesses = nullptr;
  };

  PHINode *counter(BasicBlock *Header, BasicBlock *From, const Twine &Name) {
    B.SetInsertPoint(Header);
    PHINode *N = B.CreatePHI(I32, 2, Name);
    N->addIncoming(B.getInt32(0), From);
    return N;
  }

  void closeLoop(PHINode *N, BasicBlock *Latch, Value *Count, BasicBlock *After, MDNode *LoopId,
                 unsigned Step = 1) {
    B.SetInsertPoint(Latch);
    Value *Next = B.CreateAdd(N, B.getInt32(Step), "", true, true);
    N->addIncoming(Next, Latch);
    BranchInst *Back = B.CreateCondBr(B.CreateICmpULT(Next, Count), N->getParent(), After);
    if (LoopId)
      Back->setMetadata(LLVMContext::MD_loop, LoopId);
  }

  /// \p Lanes, if not 0: a constant number of turns, all of which become one.
  MDNode *loopId(MDNode *Accesses, bool Vectorize, unsigned Lanes = 0) {
    SmallVector<Metadata *, 4> Properties = {nullptr};
    auto Property = [&](StringRef Name, Metadata *V = nullptr) {
      SmallVector<Metadata *, 2> Operands = {MDString::get(C, Name)};
      if (V)
        Operands.push_back(V);
      Properties.push_back(MDNode::get(C, Operands));
    };
    if (Accesses)
      Property("llvm.loop.parallel_accesses", Accesses);
    if (Vectorize)
      Property(LaneLoopProperty);
    if (Vectorize && Lanes > VectorWidth && Lanes <= WarpSize && Lanes % VectorWidth == 0) {
      auto Number = [&](unsigned N) { return ConstantAsMetadata::get(B.getInt32(N)); };
      Property("llvm.loop.vectorize.width", Number(VectorWidth));
      Property("llvm.loop.interleave.count", Number(Lanes / VectorWidth));
    }
    if (!Vectorize)
      Property("llvm.loop.vectorize.enable", ConstantAsMetadata::get(ConstantInt::getFalse(C)));
    if (!Vectorize)
      Property("llvm.loop.unroll.disable");
    MDNode *Id = MDNode::getDistinct(C, Properties);
    Id->replaceOperandWith(0, Id);
    return Id;
  }

  /// Loops over rows and planes stay as they are.
  MDNode *outerLoopId() {
    MDNode *Id =
        MDNode::getDistinct(C, {nullptr, MDNode::get(C, MDString::get(C, "llvm.loop.unroll.disable"))});
    Id->replaceOperandWith(0, Id);
    return Id;
  }

  /// Loops over the threads of the group around a body that is still to come.
  /// With \p Rows, the body is for that many rows at a time.
  LoopFrame openLaneLoops(BasicBlock *From, bool IsFull, unsigned Rows) {
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
                loopId(Frame.Accesses, IsFull));
      return Frame;
    }
    Value *DimX = uniformBuiltin(Options.Joined ? Builtin::LineLength : Builtin::BlockDimX);
    if (Options.Shape == BlockShape::Line) {
      B.SetInsertPoint(From);
      B.CreateBr(Frame.Body);
      PHINode *X = counter(Frame.Body, From, "x");
      L.X = L.Index = X;
      L.Y = L.Z = B.getInt32(0);
      L.Number = L.Index64 = B.CreateZExt(X, I64);
      IRBuilderBase::InsertPointGuard Guard(B);
      closeLoop(X, Frame.Latch, DimX, Frame.After, loopId(Frame.Accesses, IsFull));
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
    closeLoop(X, Frame.Latch, DimX, LatchY, loopId(Frame.Accesses, IsFull, Rows > 1 ? Options.Extent->X : 0));
    closeLoop(Y, LatchY, DimY, LatchZ, outerLoopId(), Rows);
    closeLoop(Z, LatchZ, DimZ, Frame.After, outerLoopId());
    return Frame;
  }

  void nextRow(Lane &L) {
    L.Y = B.CreateAdd(L.Y, B.getInt32(1), "y", true, true);
    L.Index = B.CreateAdd(L.Index, B.getInt32(Options.Extent->X), "t", true, true);
    L.Number = L.Index64 = B.CreateZExt(L.Index, I64);
  }

  /// How many rows of the block share a turn of the loop over a row: what they all load, such as a tile of a
  /// matrix, is then loaded once for them.
  unsigned rowsAtOnce(const Stretch &St) {
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

  static bool inLoop(BasicBlock &Block, const Stretch &St) {
    return any_of(successors(&Block), [&](BasicBlock *Next) {
      return St.Blocks.contains(Next) && reachable(Next, nullptr, {}, false).contains(&Block);
    });
  }

  /// Whether \p V is computed from the builtin, or may be.
  static bool dependsOn(const Value *V, Builtin What) {
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

  void emitStretch(unsigned S, bool IsFull) {
    const Stretch &St = Found.All[S];
    BasicBlock *From = IsFull ? Full[S] : Masked[S];
    SmallVector<unsigned, 8> Written; // Shared slots
    for (auto [N, Sl] : enumerate(Found.Slots))
      if (Sl.Kind == SlotKind::Shared && St.Blocks.contains(Sl.Value->getParent()))
        Written.push_back(unsigned(N));
    B.SetInsertPoint(From);
    for (unsigned N : Written)
      B.CreateStore(B.CreateLoad(SlotNew[N]->getAllocatedType(), sharedSlot(N)), SlotNew[N]);
    unsigned Rows = IsFull ? rowsAtOnce(St) : 1;
    LoopFrame Frame = openLaneLoops(From, IsFull, Rows);
    B.SetInsertPoint(Frame.Body);
    if (!IsFull) {
      BasicBlock *Run = block("lane.run");
      Value *Mark =
          B.CreateLoad(I8, B.CreateInBoundsGEP(I8, Options.Warps ? WarpRuns : Runs, Frame.L.Number));
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

  /// What the lanes published in the full form goes where libnpu looks for it.
  BasicBlock *parted(const Stretch &St) {
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

  /// Whether every operation that ends the stretch names all lanes; then nobody need write masks down.
  bool masksAreFull(const Stretch &St) {
    return all_of(St.Ends, [&](unsigned E) {
      return E == ExitState || !publishesMask(Points[E].Kind) || maskIsFull(E);
    });
  }

  Value *sharedSlot(unsigned N) {
    if (Options.Warps && Found.Slots[N].AcrossBarrier)
      return B.CreateInBoundsGEP(SlotNew[N]->getAllocatedType(), SlotMemory[N], B.CreateZExt(Warp, I64));
    return SlotMemory[N];
  }

  Value *slotOf(unsigned N, const Lane &L) {
    const Slot &S = Found.Slots[N];
    if (S.Kind == SlotKind::Shared)
      return sharedSlot(N);
    if (auto *Variable = dyn_cast<AllocaInst>(S.Value))
      return B.CreateInBoundsGEP(ArrayType::get(I8, sizeOf(*Variable)), SlotMemory[N], L.Index64);
    bool PerLane = Options.Warps && !S.AcrossBarrier;
    return B.CreateInBoundsGEP(S.Value->getType(), SlotMemory[N], PerLane ? L.Number : L.Index64);
  }

  void writeThreadIndex(const Lane &L) {
    Value *Index = B.CreateThreadLocalAddress(threadLocal(names::ThreadIdx));
    B.CreateStore(L.X, Index);
    B.CreateStore(L.Y, B.CreateConstInBoundsGEP1_64(I8, Index, 4));
    B.CreateStore(L.Z, B.CreateConstInBoundsGEP1_64(I8, Index, 8));
    Value *Now = B.CreateThreadLocalAddress(threadLocal(names::Now));
    B.CreateStore(L.Index, B.CreateConstInBoundsGEP1_64(I8, Now, 24));
  }

  void cloneStretch(unsigned S, bool IsFull, LoopFrame &Frame, bool Ask) {
    const Stretch &St = Found.All[S];
    const Lane &L = Frame.L;
    ValueToValueMapTy Map;
    for (auto [From, To] : Arguments)
      Map[From] = To;
    BasicBlock *Prologue = B.GetInsertBlock();
    for (auto [From, To] : OwnVariables)
      Map[From] = To;

    // Values of other stretches.
    DenseMap<unsigned, Instruction *> Loaded;
    auto IsUsed = [&](const Instruction &V) {
      return any_of(V.users(), [&](const User *U) {
        return St.Blocks.contains(const_cast<BasicBlock *>(cast<Instruction>(U)->getParent()));
      });
    };
    for (auto [N, Sl] : enumerate(Found.Slots)) {
      if (!IsUsed(*Sl.Value))
        continue;
      if (isa<AllocaInst>(Sl.Value)) {
        Map[Sl.Value] = slotOf(unsigned(N), L);
        continue;
      }
      LoadInst *Load = B.CreateLoad(Sl.Value->getType(), slotOf(unsigned(N), L), Sl.Value->getName());
      markParallel(Load, Frame);
      Loaded[unsigned(N)] = Load;
      if (!St.Blocks.contains(Sl.Value->getParent()))
        Map[Sl.Value] = Load;
    }

    // Ends.
    for (unsigned E : St.Ends) {
      BasicBlock *Stub = block("end");
      IRBuilder<> EB(Stub);
      if (Ask) {
        Value *Place = EB.CreateInBoundsGEP(I8, Options.Warps ? WarpStatesHere : States, L.Number);
        markParallel(EB.CreateStore(EB.getInt8(uint8_t(E)), Place), Frame);
      } else if (St.Ends.size() > 1) {
        EB.CreateStore(EB.getInt32(E), Next);
      }
      EB.CreateBr(Frame.Latch);
      if (E != ExitState)
        Map[Points[E].Marker] = Stub;
      else
        ExitStub = Stub;
    }

    SmallVector<BasicBlock *, 16> Clones;
    for (BasicBlock *From : St.Blocks) {
      BasicBlock *Clone = CloneBasicBlock(From, Map, "", F);
      Map[From] = Clone;
      Clones.push_back(Clone);
    }
    for (auto [From, Clone] : zip(St.Blocks, Clones)) {
      for (PHINode &Phi : Clone->phis())
        for (unsigned N = Phi.getNumIncomingValues(); N-- > 0;)
          if (BasicBlock *In = Phi.getIncomingBlock(N); !St.Blocks.contains(In))
            Phi.removeIncomingValue(N, false);
      for (Instruction &I : make_early_inc_range(*Clone)) {
        I.dropDbgRecords();
        if (isa<DbgInfoIntrinsic>(I)) {
          I.eraseFromParent();
          continue;
        }
        if (auto *II = dyn_cast<IntrinsicInst>(&I);
            II && (II->isLifetimeStartOrEnd() ||
                   II->getIntrinsicID() == Intrinsic::experimental_noalias_scope_decl)) {
          I.eraseFromParent();
          continue;
        }
        if (isa<ReturnInst>(I)) {
          BranchInst::Create(ExitStub, I.getIterator());
          I.eraseFromParent();
          continue;
        }
        RemapInstruction(&I, Map, RF_NoModuleLevelChanges | RF_IgnoreMissingLocals);
      }
    }
    B.CreateBr(Clones.front());

    // Values that this stretch makes for others, or for its own next run.
    for (auto [N, Sl] : enumerate(Found.Slots)) {
      if (isa<AllocaInst>(Sl.Value) || !St.Blocks.contains(Sl.Value->getParent()))
        continue;
      auto *Copy = cast<Instruction>(&*Map[Sl.Value]);
      if (Instruction *Load = Loaded.lookup(unsigned(N)))
        mergeWithLoaded(*Copy, *Load, Prologue);
      B.SetInsertPoint(isa<PHINode>(Copy) ? &*Copy->getParent()->getFirstInsertionPt() : Copy->getNextNode());
      StoreInst *Store =
          B.CreateStore(Copy, Sl.Kind == SlotKind::Shared ? SlotNew[N] : slotOf(unsigned(N), L));
      markParallel(Store, Frame);
    }

    bool MasksNeeded = !IsFull || !masksAreFull(St);
    for (BasicBlock *Clone : Clones)
      for (Instruction &I : make_early_inc_range(*Clone))
        finishInstruction(I, IsFull, MasksNeeded, Frame);
  }
  BasicBlock *ExitStub = nullptr;

  /// \p Copy is defined in this stretch, but some uses are reached without it; there \p Loaded holds.
  void mergeWithLoaded(Instruction &Copy, Instruction &Loaded, BasicBlock *Prologue) {
    SSAUpdater Updater;
    Updater.Initialize(Copy.getType(), Copy.getName());
    Updater.AddAvailableValue(Prologue, &Loaded);
    Updater.AddAvailableValue(Copy.getParent(), &Copy);
    SmallVector<Use *, 8> Uses;
    for (Use &U : Copy.uses()) {
      auto *I = cast<Instruction>(U.getUser());
      if (isa<PHINode>(I) || I->getParent() != Copy.getParent())
        Uses.push_back(&U);
    }
    for (Use *U : Uses)
      Updater.RewriteUse(*U);
  }

  void markParallel(Instruction *I, LoopFrame &Frame) {
    if (Frame.Accesses)
      I->setMetadata(LLVMContext::MD_access_group, Frame.Accesses);
  }

  /// Accesses of memory that no other thread uses at the same time, other than a variable which the threads
  /// use one after the other.
  bool isParallelAccess(Instruction &I) {
    if (I.getMetadata(OrderedAccess))
      return false;
    const Value *Address = getLoadStorePointerOperand(&I);
    if (!Address)
      if (auto *Intrinsic = dyn_cast<MemIntrinsic>(&I))
        return isIndependent(Intrinsic->getRawDest()) &&
               (!isa<MemTransferInst>(I) || isIndependent(cast<MemTransferInst>(I).getRawSource()));
    return Address && isIndependent(Address);
  }
  bool isIndependent(const Value *Address) {
    SmallVector<const Value *, 4> Objects;
    getUnderlyingObjects(Address, Objects, nullptr, 0);
    return none_of(Objects,
                   [&](const Value *O) { return isa<AllocaInst>(O) && !is_contained(SlotMemory, O); });
  }

  void finishInstruction(Instruction &I, bool IsFull, bool MasksNeeded, LoopFrame &Frame) {
    const Lane &L = Frame.L;
    B.SetInsertPoint(&I);
    auto ReplaceBy = [&](Value *V) {
      I.replaceAllUsesWith(V);
      I.eraseFromParent();
    };
    if (Builtin What = builtinOf(&I); What != Builtin::Count) {
      switch (What) {
      case Builtin::ThreadX:
      case Builtin::LineX:
        return ReplaceBy(L.X);
      case Builtin::ThreadY:
        return ReplaceBy(L.Y);
      case Builtin::ThreadZ:
        return ReplaceBy(L.Z);
      case Builtin::ThreadIndex:
        return ReplaceBy(L.Index);
      case Builtin::Lane:
        return ReplaceBy(B.CreateTrunc(L.Number, I32));
      case Builtin::Warp:
        return ReplaceBy(Warp);
      case Builtin::WarpInRow:
        return ReplaceBy(B.CreateLShr(WarpX, 5));
      default:
        return ReplaceBy(uniformBuiltin(What));
      }
    }
    if (int Point = publishedPoint(I); Point >= 0) {
      emitPublish(cast<CallInst>(I), Points[unsigned(Point)].Kind, IsFull, MasksNeeded, Frame);
      I.eraseFromParent();
      return;
    }
    if (int Point = resultPoint(I); Point >= 0)
      return ReplaceBy(emitResult(cast<CallInst>(I), Points[unsigned(Point)].Kind, IsFull, Frame));
    if (auto *II = dyn_cast<IntrinsicInst>(&I); II && II->getIntrinsicID() == Intrinsic::threadlocal_address)
      return ReplaceBy(sharedAddress(II));
    if (auto *Call = dyn_cast<CallInst>(&I); Call && Call->getCalledFunction()) {
      StringRef Name = Call->getCalledFunction()->getName();
      if (Name == names::SpinHint) { // no thread of a compiled block waits for another one
        I.eraseFromParent();
        return;
      }
      if (Name == names::WarpLive)
        return ReplaceBy(IsFull ? static_cast<Value *>(B.getInt32(~0u))
                                : B.CreateLoad(I32, groupField(layout::Live)));
    }
    if (Frame.Accesses && I.mayReadOrWriteMemory() && isParallelAccess(I))
      markParallel(&I, Frame);
  }

  Value *lanePlace(Type *T, Value *Array, const Lane &L) { return B.CreateInBoundsGEP(T, Array, L.Number); }

  void emitPublish(CallInst &Call, SyncKind Kind, bool IsFull, bool MasksNeeded, LoopFrame &Frame) {
    const Lane &L = Frame.L;
    if (Kind == SyncKind::BarrierReduce) {
      Value *Vote = B.CreateZExt(Call.getArgOperand(1), I8);
      markParallel(B.CreateStore(Vote, B.CreateInBoundsGEP(I8, Predicates, L.Index64)), Frame);
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

  Value *emitResult(CallInst &Call, SyncKind Kind, bool IsFull, LoopFrame &Frame) {
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
        // Two loads of neighbours and a choice are quicker than a load that depends on the choice.
        Value *Condition, *One, *Other, *Base;
        if (match(Source, m_Select(m_Value(Condition), m_Value(One), m_Value(Other))))
          return B.CreateSelect(Condition, Seen(One), Seen(Other));
        if (match(Source,
                  m_c_Add(m_Select(m_Value(Condition), m_Value(One), m_Value(Other)), m_Value(Base))) ||
            match(Source, m_c_Or(m_Select(m_Value(Condition), m_Value(One), m_Value(Other)), m_Value(Base))))
          return B.CreateSelect(Condition, Seen(B.CreateAdd(Base, One, "", true, true)),
                                Seen(B.CreateAdd(Base, Other, "", true, true)));
        return Seen(Source);
      }
      Source = B.CreateAnd(Source, 31);
      Value *Array = groupField(IsLong ? layout::LongSeen : layout::WordsSeen);
      LoadInst *Other = B.CreateLoad(T, B.CreateInBoundsGEP(T, Array, B.CreateZExt(Source, I64)));
      Value *Arrived = B.CreateLShr(B.CreateLoad(I32, groupField(layout::Arrived)), Source);
      Value *Own = B.CreateLoad(
          T, lanePlace(T, groupField(IsLong ? layout::LongPublished : layout::WordsPublished), L));
      return B.CreateSelect(B.CreateTrunc(Arrived, B.getInt1Ty()), Other, Own);
    }
    case SyncKind::Ballot: {
      // Groups that met at the same time hear of themselves only.
      Value *All = B.CreateLoad(I32, IsFull ? BallotResult : groupField(layout::Ballot));
      if (maskIsFull(unsigned(resultPoint(Call))))
        return All;
      return B.CreateAnd(
          All, B.CreateLoad(I32, lanePlace(I32, IsFull ? MasksSeen : groupField(layout::Masks), L)));
    }
    case SyncKind::Rendezvous:
      return groupField(layout::Seen);
    case SyncKind::Converge:
      return IsFull ? static_cast<Value *>(B.getInt32(~0u)) : B.CreateLoad(I32, groupField(layout::Arrived));
    default:
      llvm_unreachable("a sync point without a result");
    }
  }
};

} // namespace

Function *makeBlockFunction(Function &Prepared, const std::vector<SyncPoint> &Points, const Stretches &Found,
                            BlockFunctionOptions Options) {
  return Builder(Prepared, Points, Found, Options).make();
}

} // namespace npucc
