// SPDX-License-Identifier: Apache-2.0
#include "BlockBuilder.h"
#include "GroupLayout.h"
#include "RuntimeNames.h"
#include "SharedAtomics.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/SSAUpdater.h"
#include "llvm/Transforms/Utils/ValueMapper.h"

namespace npucc {

Value *BlockBuilder::sharedSlot(unsigned N) {
  if (Options.Warps && Found.Slots[N].AcrossBarrier)
    return B.CreateInBoundsGEP(SlotNew[N]->getAllocatedType(), SlotMemory[N], B.CreateZExt(Warp, I64));
  return SlotMemory[N];
}

Value *BlockBuilder::slotOf(unsigned N, const Lane &L) {
  const Slot &S = Found.Slots[N];
  if (S.Kind == SlotKind::Shared)
    return sharedSlot(N);
  if (auto *Variable = dyn_cast<AllocaInst>(S.Value))
    return B.CreateInBoundsGEP(ArrayType::get(I8, sizeOf(*Variable)), SlotMemory[N], L.Index64);
  bool PerLane = Options.Warps && !S.AcrossBarrier;
  return B.CreateInBoundsGEP(S.Value->getType(), SlotMemory[N], PerLane ? L.Number : L.Index64);
}

void BlockBuilder::writeThreadIndex(const Lane &L) {
  Value *Index = B.CreateThreadLocalAddress(threadLocal(names::ThreadIdx));
  B.CreateStore(L.X, Index);
  B.CreateStore(L.Y, B.CreateConstInBoundsGEP1_64(I8, Index, 4));
  B.CreateStore(L.Z, B.CreateConstInBoundsGEP1_64(I8, Index, 8));
  Value *Now = B.CreateThreadLocalAddress(threadLocal(names::Now));
  B.CreateStore(L.Index, B.CreateConstInBoundsGEP1_64(I8, Now, 24));
}

void BlockBuilder::cloneStretch(unsigned S, bool IsFull, LoopFrame &Frame, bool Ask) {
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
    StoreInst *Store = B.CreateStore(Copy, Sl.Kind == SlotKind::Shared ? SlotNew[N] : slotOf(unsigned(N), L));
    markParallel(Store, Frame);
  }

  bool MasksNeeded = !IsFull || !masksAreFull(St);
  for (BasicBlock *Clone : Clones)
    for (Instruction &I : make_early_inc_range(*Clone))
      finishInstruction(I, IsFull, MasksNeeded, Frame);
}

void BlockBuilder::mergeWithLoaded(Instruction &Copy, Instruction &Loaded, BasicBlock *Prologue) {
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

void BlockBuilder::markParallel(Instruction *I, LoopFrame &Frame) {
  if (Frame.Accesses)
    I->setMetadata(LLVMContext::MD_access_group, Frame.Accesses);
}

bool BlockBuilder::isParallelAccess(Instruction &I) {
  if (I.getMetadata(OrderedAccess))
    return false;
  const Value *Address = getLoadStorePointerOperand(&I);
  if (!Address)
    if (auto *Intrinsic = dyn_cast<MemIntrinsic>(&I))
      return isIndependent(Intrinsic->getRawDest()) &&
             (!isa<MemTransferInst>(I) || isIndependent(cast<MemTransferInst>(I).getRawSource()));
  return Address && isIndependent(Address);
}

bool BlockBuilder::isIndependent(const Value *Address) {
  SmallVector<const Value *, 4> Objects;
  getUnderlyingObjects(Address, Objects, nullptr, 0);
  return none_of(Objects, [&](const Value *O) { return isa<AllocaInst>(O) && !is_contained(SlotMemory, O); });
}

void BlockBuilder::finishInstruction(Instruction &I, bool IsFull, bool MasksNeeded, LoopFrame &Frame) {
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

} // namespace npucc
