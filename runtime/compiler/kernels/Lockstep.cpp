// SPDX-License-Identifier: Apache-2.0
#include "Lockstep.h"
#include "Builtins.h"
#include "RuntimeNames.h"
#include "SyncPoints.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace npucc {
namespace {

bool isVolatile(const Instruction &I) {
  auto *Load = dyn_cast<LoadInst>(&I);
  auto *Store = dyn_cast<StoreInst>(&I);
  return (Load && Load->isVolatile()) || (Store && Store->isVolatile());
}

bool isShared(const Instruction &I) {
  SmallVector<const Value *, 4> Objects;
  getUnderlyingObjects(getLoadStorePointerOperand(&I), Objects, nullptr, 0);
  return any_of(Objects, [](const Value *O) {
    auto *Variable = dyn_cast<GlobalVariable>(O);
    return (Variable && Variable->isThreadLocal()) || builtinOf(O) == Builtin::DynamicShared;
  });
}

/// The volatile accesses of a kernel through which its lanes may exchange values: those to shared memory, and
/// those to other memory that is both written and read as volatile.
class Exchanges {
public:
  explicit Exchanges(Function &F) {
    for (Instruction &I : instructions(F))
      if (isVolatile(I) && !isShared(I))
        (isa<StoreInst>(I) ? Written : Read).insert(objectOf(I));
  }
  bool operator()(const Instruction &I) const {
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

void addLockstepOnFibers(Function &Kernel) {
  SetVector<Function *> Work;
  Work.insert(&Kernel);
  for (size_t N = 0; N < Work.size(); ++N) {
    for (Instruction &I : instructions(*Work[N]))
      if (auto *Call = dyn_cast<CallBase>(&I))
        if (Function *Callee = Call->getCalledFunction(); Callee && !Callee->isDeclaration())
          Work.insert(Callee);
    convergeAround(*Work[N], [](const Instruction &I) {
      return isVolatile(I) && !isa<AllocaInst>(getUnderlyingObject(getLoadStorePointerOperand(&I)));
    });
  }
}

} // namespace npucc
