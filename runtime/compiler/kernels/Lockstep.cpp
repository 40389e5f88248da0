// SPDX-License-Identifier: Apache-2.0
#include "Lockstep.h"
#include "Builtins.h"
#include "RuntimeNames.h"
#include "SharedMemory.h"
#include "Stretches.h"
#include "SyncPoints.h"
#include "Uniformity.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/PostDominators.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace npucc {
namespace {

bool isVolatile(const Instruction &I) {
  auto *Load = dyn_cast<LoadInst>(&I);
  auto *Store = dyn_cast<StoreInst>(&I);
  return (Load && Load->isVolatile()) || (Store && Store->isVolatile());
}

bool isShared(const Instruction &I) { return isSharedMemory(getLoadStorePointerOperand(&I), /*Maybe=*/true); }

/// Whether what follows \p Store is a fence: `s[lane] += s[lane - 1]; __threadfence_block();`.
bool isFenced(const StoreInst &Store) {
  for (const Instruction *I = Store.getNextNode(); I; I = I->getNextNode()) {
    if (!I->mayReadOrWriteMemory())
      continue;
    auto *Call = dyn_cast<CallInst>(I);
    const Function *Callee = Call ? Call->getCalledFunction() : nullptr;
    if (Callee && !Callee->isDeclaration()) // not inlined yet
      I = &Callee->front().front();
    return isa<FenceInst>(I);
  }
  return false;
}

/// The accesses of a kernel through which its lanes may exchange values without waiting: volatile ones to
/// shared memory, and to other memory that is both written and read as volatile; and where stores to shared
/// memory are followed by fences, all to shared memory but the other stores.
class Exchanges {
public:
  explicit Exchanges(Function &F) {
    for (Instruction &I : instructions(F)) {
      if (isVolatile(I) && !isShared(I))
        (isa<StoreInst>(I) ? Written : Read).insert(objectOf(I));
      auto *Store = dyn_cast<StoreInst>(&I);
      Fenced |= Store && isFenced(*Store) && isShared(I);
    }
  }
  bool operator()(const Instruction &I) const {
    auto *Store = dyn_cast<StoreInst>(&I);
    if (Fenced && !isVolatile(I) && (isa<LoadInst>(I) || (Store && isFenced(*Store))))
      return isShared(I);
    if (!isVolatile(I))
      return false;
    const Value *Object = objectOf(I);
    return isShared(I) || (!isa<AllocaInst>(Object) && Written.contains(Object) && Read.contains(Object));
  }

private:
  static const Value *objectOf(const Instruction &I) {
    return getUnderlyingObject(getLoadStorePointerOperand(&I), 0);
  }
  SmallPtrSet<const Value *, 4> Written, Read;
  bool Fenced = false;
};

void convergeBefore(Instruction &I) {
  Module &M = *I.getModule();
  IRBuilder<> B(&I);
  FunctionCallee Converge = M.getOrInsertFunction(names::WarpConverge, B.getInt32Ty(), B.getPtrTy());
  auto *F = cast<Function>(Converge.getCallee());
  F->addFnAttr(Attribute::Convergent);
  F->addFnAttr(Attribute::NoUnwind);
  auto *Site =
      new GlobalVariable(M, B.getInt8Ty(), true, GlobalValue::PrivateLinkage, B.getInt8(0), "npu.site");
  B.CreateCall(Converge, {Site});
}

/// Lets the lanes wait for each other around the stores that \p Counts, unless they just have.
void convergeAround(Function &F, function_ref<bool(const Instruction &)> Counts) {
  for (BasicBlock &Block : F) {
    bool Together = false;
    for (Instruction &I : make_early_inc_range(Block)) {
      if (syncKindOf(I) != SyncKind::Entry)
        Together = true;
      if (!Counts(I))
        continue;
      if (!isa<StoreInst>(I)) {
        Together = false;
        continue;
      }
      if (!Together)
        convergeBefore(I);
      convergeBefore(*I.getNextNode());
      Together = true;
    }
  }
}

/// Whether \p I tells threads of a block apart. By x those of a line: others run on fibers, unless the kernel
/// asks for more.
bool isOwnIndex(const Value *I) {
  while (isa<ZExtInst>(I) || isa<SExtInst>(I))
    I = cast<Instruction>(I)->getOperand(0);
  const Builtin What = builtinOf(I);
  return What == Builtin::ThreadIndex || What == Builtin::LineX ||
         (What == Builtin::ThreadX &&
          none_of(instructions(*cast<Instruction>(I)->getFunction()), [](const Instruction &Other) {
            return builtinOf(&Other) == Builtin::ThreadY || builtinOf(&Other) == Builtin::ThreadZ;
          }));
}

/// Whether \p Address is the thread's own place in an array.
bool isOwnPlace(const Value *Address) {
  auto *Part = dyn_cast<GEPOperator>(Address);
  if (!Part)
    return false;
  if (Part->hasAllConstantIndices())
    return isOwnPlace(Part->getPointerOperand());
  return count_if(Part->indices(), [](const Use &Index) { return !isa<Constant>(Index); }) == 1 &&
         any_of(Part->indices(), [](const Use &Index) { return isOwnIndex(Index); });
}

/// Whether memory tells where \p Address is.
bool isToldPlace(const Value *Address) {
  SetVector<const Value *> Work;
  Work.insert(Address);
  for (size_t N = 0; N < Work.size() && N < 32; ++N) {
    if (isa<LoadInst>(Work[N]))
      return true;
    if (isa<GEPOperator>(Work[N]) || isa<CastInst>(Work[N]) || isa<BinaryOperator>(Work[N]))
      for (const Use &Operand : cast<User>(Work[N])->operands())
        Work.insert(Operand);
  }
  return false;
}

/// Where \p I, which moves a value from memory to memory, takes it from, or nullptr.
const Value *sourceOf(const Instruction &I) {
  if (auto *Copy = dyn_cast<MemCpyInst>(&I))
    return isa<ConstantInt>(Copy->getLength()) ? Copy->getSource() : nullptr;
  auto *Store = dyn_cast<StoreInst>(&I);
  auto *Load = Store ? dyn_cast<LoadInst>(Store->getValueOperand()) : nullptr;
  if (!Load || Load->getParent() != I.getParent())
    return nullptr;
  for (const Instruction *Between = Load; Between != &I; Between = Between->getNextNode())
    if (syncKindOf(*Between) != SyncKind::Entry)
      return nullptr;
  return Load->getPointerOperand();
}

const Value *destinationOf(const Instruction &I) {
  auto *Copy = dyn_cast<MemCpyInst>(&I);
  return Copy ? Copy->getDest() : getLoadStorePointerOperand(&I);
}

/// Lets the lanes wait for each other where each has read what it moves and none has stored it yet.
bool convergeInMoves(Function &F, function_ref<bool(const Value *From, const Value *To)> Counts) {
  SmallVector<Instruction *, 8> Moves;
  for (Instruction &I : instructions(F))
    if (const Value *From = sourceOf(I); From && Counts(From, destinationOf(I)))
      Moves.push_back(&I);
  for (Instruction *I : Moves) {
    if (auto *Copy = dyn_cast<MemCpyInst>(I)) {
      IRBuilder<> Early(&F.getEntryBlock(), F.getEntryBlock().begin());
      const Align A = std::max(Copy->getDestAlign().valueOrOne(), Copy->getSourceAlign().valueOrOne());
      AllocaInst *Own = Early.CreateAlloca(
          ArrayType::get(Early.getInt8Ty(), cast<ConstantInt>(Copy->getLength())->getZExtValue()));
      Own->setAlignment(A);
      IRBuilder<>(Copy).CreateMemCpy(Own, A, Copy->getSource(), Copy->getSourceAlign(), Copy->getLength());
      Copy->setSource(Own);
      Copy->setSourceAlignment(A);
    }
    convergeBefore(*I);
  }
  return !Moves.empty();
}

/// The type of the elements if \p Address lies in the thread's own element of an array in shared memory, as
/// `stacks[threadIdx.x].top` does, or nullptr.
Type *ownElement(const Value *Address) {
  auto *Part = dyn_cast<GEPOperator>(Address);
  if (!Part || isa<GEPOperator>(Part->getPointerOperand()))
    return Part ? ownElement(Part->getPointerOperand()) : nullptr;
  auto *Array = dyn_cast<ArrayType>(Part->getSourceElementType());
  auto *First = dyn_cast<ConstantInt>(Part->getOperand(1));
  auto *Object = dyn_cast<IntrinsicInst>(Part->getPointerOperand());
  return Array && First && First->isZero() && Part->isInBounds() && Part->getNumIndices() > 1 && Object &&
                 Object->getIntrinsicID() == Intrinsic::threadlocal_address && isOwnIndex(Part->getOperand(2))
             ? Array->getElementType()
             : nullptr;
}

/// Whether two addresses may be the same for different threads, but not for each thread by itself.
bool mayMeet(const Value *Store, const Value *Load) {
  if (Store == Load || getUnderlyingObject(Store) != getUnderlyingObject(Load))
    return false;
  if (Type *Element = ownElement(Store); Element && Element == ownElement(Load))
    return false;
  auto *A = dyn_cast<Instruction>(Store), *B = dyn_cast<Instruction>(Load);
  return !A || !B || !A->isIdenticalTo(B);
}

/// Whether, from \p Start on and up to where threads wait, one of \p Stores is read by another thread than
/// the one that stored.
bool readsFromOthers(BasicBlock &Start, ArrayRef<StoreInst *> Stores) {
  SetVector<BasicBlock *> Work;
  Work.insert(&Start);
  for (size_t N = 0; N < Work.size(); ++N) {
    bool Waits = false;
    for (Instruction &I : *Work[N]) {
      Waits = syncKindOf(I) != SyncKind::Entry;
      if (Waits)
        break;
      auto *Load = dyn_cast<LoadInst>(&I);
      if (Load && any_of(Stores, [&](StoreInst *S) {
            return mayMeet(S->getPointerOperand(), Load->getPointerOperand());
          }))
        return true;
    }
    if (!Waits)
      Work.insert(succ_begin(Work[N]), succ_end(Work[N]));
  }
  return false;
}

/// Lets lanes wait for each other where they meet behind a branch that \p Parts them, if a store in it \p
/// Counts and
/// \p Matters to what follows.
bool meetBehind(Function &F, function_ref<bool(BasicBlock &)> Parts,
                function_ref<bool(const StoreInst &)> Counts,
                function_ref<bool(BasicBlock &, ArrayRef<StoreInst *>)> Matters) {
  PostDominatorTree PDT(F);
  SetVector<Instruction *> Places;
  for (BasicBlock &Block : F) {
    auto *Node = Parts(Block) ? PDT.getNode(&Block) : nullptr;
    BasicBlock *Meet = Node && Node->getIDom() ? Node->getIDom()->getBlock() : nullptr;
    if (!Meet)
      continue;
    SmallVector<StoreInst *, 8> Stores;
    for (BasicBlock *Next : successors(&Block))
      for (BasicBlock *Inside : reachable(Next, Meet, {}, false))
        for (Instruction &I : *Inside)
          if (auto *Store = dyn_cast<StoreInst>(&I); Store && Counts(*Store))
            Stores.push_back(Store);
    if (!Stores.empty() && Matters(*Meet, Stores))
      Places.insert(&*Meet->getFirstInsertionPt());
  }
  for (Instruction *Place : Places)
    convergeBefore(*Place);
  return !Places.empty();
}

} // namespace

bool reliesOnLockstep(Function &F) {
  Exchanges Counts(F);
  return any_of(instructions(F), [&](Instruction &I) { return isa<StoreInst>(I) && Counts(I); });
}

void addLockstep(Function &F) {
  convergeAround(F, Exchanges(F));
  for (Instruction &I : instructions(F)) {
    if (!isVolatile(I) || !isShared(I))
      continue; // other blocks may look at other memory
    if (auto *Load = dyn_cast<LoadInst>(&I))
      Load->setVolatile(false);
    else
      cast<StoreInst>(I).setVolatile(false);
  }
}

bool meetBehindBranches(Function &F) {
  Uniformity U(F);
  return meetBehind(
      F, [&](BasicBlock &Branch) { return U.branchesApart(Branch); },
      [](const StoreInst &S) { return isSharedMemory(S.getPointerOperand()); }, readsFromOthers);
}

bool meetInMoves(Function &F) {
  return convergeInMoves(F, [](const Value *From, const Value *To) {
    return isSharedMemory(From) && getUnderlyingObject(From) == getUnderlyingObject(To) &&
           ((isOwnPlace(From) && isToldPlace(To)) || (isToldPlace(From) && isOwnPlace(To)));
  });
}

void addLockstepOnFibers(Function &Kernel, LockstepKinds Kinds) {
  SetVector<Function *> Work;
  Work.insert(&Kernel);
  auto IsLocalPlace = [](const Value *Address) { return isa<AllocaInst>(getUnderlyingObject(Address)); };
  auto IsLocal = [&](const Instruction &I) { return IsLocalPlace(getLoadStorePointerOperand(&I)); };
  for (size_t N = 0; N < Work.size(); ++N) {
    for (Instruction &I : instructions(*Work[N]))
      if (auto *Call = dyn_cast<CallBase>(&I))
        if (Function *Callee = Call->getCalledFunction(); Callee && !Callee->isDeclaration())
          Work.insert(Callee);
    if (Kinds.Branches)
      meetBehind(
          *Work[N], [](BasicBlock &Branch) { return succ_size(&Branch) > 1; },
          [&](const StoreInst &S) { return !IsLocal(S); },
          [](BasicBlock &, ArrayRef<StoreInst *>) { return true; });
    if (Kinds.Moves)
      convergeInMoves(*Work[N], [&](const Value *From, const Value *To) {
        return !IsLocalPlace(From) && !IsLocalPlace(To);
      });
    if (Kinds.Stores)
      convergeAround(*Work[N], [&](const Instruction &I) {
        auto *Store = dyn_cast<StoreInst>(&I);
        return (isVolatile(I) || isa<LoadInst>(I) || (Store && isFenced(*Store))) && !IsLocal(I);
      });
  }
}

} // namespace npucc
