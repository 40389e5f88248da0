// SPDX-License-Identifier: Apache-2.0
// Makes the function that runs a block (LaneLoops.h says what it is). Its parts are in files of their own:
// BlockBuilder.cpp the function's memory and the order of warps, LaneLoops.cpp the loops over threads,
// StretchBody.cpp what is inside of them, LaneExchange.cpp the way from one stretch to the next and what
// lanes see of each other.
#pragma once

#include "Builtins.h"
#include "LaneLoops.h"
#include "npu/detail/kernel_form.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/IntrinsicInst.h"

namespace npucc {

using namespace llvm;

constexpr unsigned WarpSize = 32, MostThreads = 1024, MixedState = 254;
constexpr unsigned MostJoinedThreads = npu::detail::most_joined_threads;
constexpr uint64_t LargestFrame =
    16 << 10; // bytes of context that lie on the stack: fibers have little of it

class BlockBuilder {
public:
  BlockBuilder(Function &P, const std::vector<SyncPoint> &Points, const Stretches &Found,
               BlockFunctionOptions Options)
      : P(P), M(*P.getParent()), C(P.getContext()), Points(Points), Found(Found), Options(Options), B(C),
        I8(Type::getInt8Ty(C)), I32(Type::getInt32Ty(C)), I64(Type::getInt64Ty(C)),
        Ptr(PointerType::get(C, 0)) {}

  Function *make();

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
  Value *JoinedThreads = nullptr;
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
             *BallotResult = nullptr, *MasksSeen = nullptr, *AnyLive = nullptr, *Going = nullptr,
             *AnyGoing = nullptr;

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

  AllocaInst *variable(Type *T, const Twine &Name, Align A = Align(64));
  FunctionCallee runtime(StringRef Name, Type *Result, ArrayRef<Type *> Parameters);
  Value *groupField(unsigned Offset) { return B.CreateConstInBoundsGEP1_64(I8, Group, Offset); }

  // --- what the function needs

  void findNeeds();

  // --- entry

  Value *uniformBuiltin(Builtin What);
  Value *readBuiltin(Builtin What);
  GlobalVariable *threadLocal(StringRef Name) { return threadLocalVariable(M, Name); }

  Value *sharedAddress(IntrinsicInst *I);

  /// Of the block, or of the blocks that are joined.
  Value *threads();
  Value *rowLength();

  /// Memory of the block: arrays of one element per thread (or warp), one after the other.
  struct ContextArray {
    Type *T;
    Value *Count;
    Value **Result;
  };

  void emitEntry();
  uint64_t sizeOf(const AllocaInst &A) const;

  /// The kinds of the sync points as a table that libnpu reads.
  GlobalVariable *kindTable();
  void emitGroup(IRBuilder<> &EB);
  void emitWarpVariables(IRBuilder<> &EB);

  // --- groups

  void emitBlockStart();
  void emitWarpLoop();

  /// A warp that is not full starts lane by lane.
  void emitPartialWarp(Value *Warps);

  /// The running warp rests until the next phase.
  void endWarp(unsigned State, bool Live);

  // --- from one stretch to the next

  /// Where the group goes when all its threads have come to \p End.
  BasicBlock *fullEdge(unsigned End);
  void emitEdges();

  AllocaInst *OwnVotes = nullptr;
  Value *votes();
  static bool publishesMask(SyncKind K) { return K >= SyncKind::Rendezvous && K <= SyncKind::Ballot; }

  bool maskIsFull(unsigned Point);
  CallInst *publishOf(unsigned Point);

  /// Operations that name lanes which are not all here go the slow way.
  void emitMaskCheck(unsigned End);
  /// Which lane each lane reads from at a shuffle, if that is the same in all warps; else empty.
  ArrayRef<int> patternOf(unsigned Point);
  DenseMap<unsigned, SmallVector<int, 32>> Patterns;
  /// What the lanes published lies in \p From; what they see goes where they look for it.
  void emitShuffle(unsigned Point, Value *From, Align Aligned);

  /// All lanes of a warp have published: what they see.
  void emitExchange(unsigned Point);
  /// Whether some lane goes on, of the warp or of those that run now.
  void gatherGoing(bool OfRunning);

  /// The threads have parted, and each has said where it waits.
  void emitSlow();

  /// Before libnpu decides for the first time who runs.
  void clearRuns();

  // --- stretches

  struct LoopFrame {
    BasicBlock *Body = nullptr, *Latch = nullptr, *After = nullptr, *InnerHeader = nullptr;
    Lane L;
    MDNode *Accesses = nullptr;
  };

  PHINode *counter(BasicBlock *Header, BasicBlock *From, const Twine &Name);
  void closeLoop(PHINode *N, BasicBlock *Latch, Value *Count, BasicBlock *After, MDNode *LoopId,
                 unsigned Step = 1);

  /// The properties of a loop over threads: of \p Rows rows at a time, with \p Size instructions.
  MDNode *loopId(MDNode *Accesses, bool Vectorize, unsigned Rows, unsigned Size);
  bool hasWideRegisters(); ///< of 512 bits
  /// How many elements of rows that go together a vector takes.
  unsigned rowVector();

  /// Loops over rows and planes stay as they are.
  MDNode *outerLoopId();

  /// Loops over the threads of the group around a body that is still to come.
  /// With \p Rows, the body is for that many rows at a time.
  LoopFrame openLaneLoops(BasicBlock *From, bool IsFull, unsigned Rows, unsigned Size);
  void nextRow(Lane &L);

  /// How many rows of the block share a turn of the loop over a row: what they all load, such as a tile of a
  /// matrix, is then loaded once for them.
  unsigned rowsAtOnce(const Stretch &St);
  static bool inLoop(BasicBlock &Block, const Stretch &St);

  /// Whether \p V is computed from the builtin, or may be.
  static bool dependsOn(const Value *V, Builtin What);
  void emitStretch(unsigned S, bool IsFull);

  /// What the lanes published in the full form goes where libnpu looks for it.
  BasicBlock *parted(const Stretch &St);

  /// Whether every operation that ends the stretch names all lanes; then nobody need write masks down.
  bool masksAreFull(const Stretch &St);
  Value *sharedSlot(unsigned N);
  Value *slotOf(unsigned N, const Lane &L);
  void writeThreadIndex(const Lane &L);
  void cloneStretch(unsigned S, bool IsFull, LoopFrame &Frame, bool Ask);
  BasicBlock *ExitStub = nullptr;

  /// \p Copy is defined in this stretch, but some uses are reached without it; there \p Loaded holds.
  void mergeWithLoaded(Instruction &Copy, Instruction &Loaded, BasicBlock *Prologue);
  void markParallel(Instruction *I, LoopFrame &Frame);

  /// Accesses of memory that no other thread uses at the same time, other than a variable which the threads
  /// use one after the other.
  bool isParallelAccess(Instruction &I);
  bool isIndependent(const Value *Address);
  void finishInstruction(Instruction &I, bool IsFull, bool MasksNeeded, LoopFrame &Frame);
  Value *lanePlace(Type *T, Value *Array, const Lane &L) { return B.CreateInBoundsGEP(T, Array, L.Number); }

  void emitPublish(CallInst &Call, SyncKind Kind, bool IsFull, bool MasksNeeded, LoopFrame &Frame);
  Value *emitResult(CallInst &Call, SyncKind Kind, bool IsFull, LoopFrame &Frame);
};

} // namespace npucc
