// SPDX-License-Identifier: Apache-2.0
// What keeps a kernel on fibers.
#include "RuntimeNames.h"
#include "SharedMemory.h"
#include "SyncPoints.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace npucc {
namespace {

/// Functions with unknown bodies that never wait for another thread of the block.
bool isHarmless(const Function &F) {
  StringRef Name = F.getName();
  static const StringSet<> Known = {"printf",
                                    "puts",
                                    "putchar",
                                    "vprintf",
                                    "fprintf",
                                    "fwrite",
                                    "fputc",
                                    "fflush",
                                    "malloc",
                                    "free",
                                    "calloc",
                                    "memcpy",
                                    "memset",
                                    "memmove",
                                    "memcmp",
                                    "strlen",
                                    "__assert_fail",
                                    "__assertfail",
                                    "clock_gettime",
                                    "clock",
                                    "_Znwm",
                                    "_Znam",
                                    "_ZdlPv",
                                    "_ZdaPv",
                                    "_ZdlPvm",
                                    "_ZdaPvm",
                                    "abort",
                                    "exit",
                                    "snprintf",
                                    "__cxa_pure_virtual",
                                    "strcmp",
                                    "time",
                                    "__cxa_guard_acquire",
                                    "__cxa_guard_release",
                                    "rand",
                                    "isalpha",
                                    "isdigit",
                                    "toupper",
                                    "tolower",
                                    "strcpy",
                                    "strncmp"};
  if (Known.contains(Name) || F.doesNotAccessMemory())
    return true;
  if (Name.starts_with("npu") || Name.starts_with("_Z")) {
    std::string Readable = demangle(Name.str());
    StringRef R = Readable;
    if (Name == names::WarpLive || Name == names::Yield || Name == names::GridBarrier ||
        Name == names::NamedBarrier || Name == names::NamedBarrierArrive)
      return false;
    return R.starts_with("npu"); // the host API and what its headers call
  }
  // The C library's mathematics.
  TargetLibraryInfoImpl Impl(Triple(F.getParent()->getTargetTriple()));
  TargetLibraryInfo TLI(Impl);
  LibFunc Func;
  return TLI.getLibFunc(F, Func) && TLI.has(Func);
}

bool mayWait(const Function &F, SmallPtrSetImpl<const Function *> &Seen, std::string &Reason) {
  if (!Seen.insert(&F).second)
    return false;
  for (const Instruction &I : instructions(F)) {
    auto *Call = dyn_cast<CallBase>(&I);
    if (!Call || isa<IntrinsicInst>(Call) || Call->isInlineAsm())
      continue;
    const Function *Callee = Call->getCalledFunction();
    if (Callee && Callee->getName() == names::SpinHint)
      continue;
    if (!Callee) {
      Reason = "it calls a function through a pointer";
      return true;
    }
    if (syncKindOf(I) != SyncKind::Entry) {
      Reason = "a recursive function of it waits for other threads";
      return true;
    }
    if (Callee->isDeclaration() ? !isHarmless(*Callee) : mayWait(*Callee, Seen, Reason)) {
      if (Reason.empty())
        Reason = "it calls " + demangle(Callee->getName().str()) + ", which may wait for other threads";
      return true;
    }
  }
  return false;
}

/// Whether \p V can only change when memory does that other threads write: the ways to wait by polling.
bool isPoll(const Value *V, const Loop &L) {
  if (auto *Load = dyn_cast<LoadInst>(V))
    return Load->isVolatile() || Load->isAtomic();
  if (auto *X = dyn_cast<AtomicCmpXchgInst>(V)) {
    // An update retried from the value that was found makes progress, and so does a search that moves on;
    // waiting for a given value in one place does not.
    return L.isLoopInvariant(X->getCompareOperand()) && L.isLoopInvariant(X->getPointerOperand());
  }
  if (auto *RMW = dyn_cast<AtomicRMWInst>(V)) {
    if (!L.isLoopInvariant(RMW->getPointerOperand()))
      return false;
    if (RMW->getOperation() == AtomicRMWInst::Xchg)
      return true;
    auto *C = dyn_cast<ConstantInt>(RMW->getValOperand());
    return C && (C->isZero() || C->isMinusOne()) && RMW->getOperation() != AtomicRMWInst::Add;
  }
  if (auto *Call = dyn_cast<CallInst>(V))
    return Call->isInlineAsm() ||
           (Call->getCalledFunction() && Call->getCalledFunction()->getName() == "clock_gettime");
  return false;
}

/// \p Waits: each turn waits for the threads of the block, which write shared memory meanwhile.
bool dependsOnPoll(const Value *V, const Loop &L, bool Waits, SmallPtrSetImpl<const Value *> &Seen) {
  auto *I = dyn_cast<Instruction>(V);
  if (!I || !L.contains(I) || !Seen.insert(I).second)
    return false;
  const Value *Address = getLoadStorePointerOperand(I);
  if (isPoll(I, L) && !(Waits && Address && isSharedMemory(Address)))
    return true;
  return any_of(I->operands(), [&](const Value *O) { return dependsOnPoll(O, L, Waits, Seen); });
}

/// Whether each turn of \p L has a barrier.
bool waitsInEachTurn(const Loop &L, const DominatorTree &DT) {
  SmallVector<BasicBlock *, 4> Latches;
  L.getLoopLatches(Latches);
  return any_of(L.blocks(), [&](const BasicBlock *B) {
    return all_of(Latches, [&](const BasicBlock *Latch) { return DT.dominates(B, Latch); }) &&
           any_of(*B, [](const Instruction &I) {
             return syncKindOf(I) == SyncKind::Barrier || syncKindOf(I) == SyncKind::BarrierReduce;
           });
  });
}

bool pollsIn(const Loop &L, const DominatorTree &DT) {
  SmallVector<BasicBlock *, 4> Exiting;
  L.getExitingBlocks(Exiting);
  const bool Waits = waitsInEachTurn(L, DT);
  for (BasicBlock *B : Exiting) {
    SmallPtrSet<const Value *, 16> Seen;
    auto *Branch = dyn_cast<BranchInst>(B->getTerminator());
    if (Branch && Branch->isConditional() && dependsOnPoll(Branch->getCondition(), L, Waits, Seen))
      return true;
  }
  return any_of(L.getSubLoops(), [&](const Loop *Inner) { return pollsIn(*Inner, DT); });
}

} // namespace

std::string whyNotCompiled(Function &F) {
  for (Instruction &I : instructions(F)) {
    if (isa<IndirectBrInst>(I) || isa<CallBrInst>(I))
      return "it jumps to computed labels";
    auto *Call = dyn_cast<CallBase>(&I);
    const Function *Callee = Call ? Call->getCalledFunction() : nullptr;
    if (!Callee)
      continue;
    StringRef Name = Callee->getName();
    if (Name == names::NamedBarrier || Name == names::NamedBarrierArrive)
      return "it uses named barriers";
    if (Name == names::GridBarrier)
      return "it waits for the whole grid";
    if (Name == names::Yield)
      return "it gives way to other threads while it polls";
  }
  if (countSyncs(F) > MostSyncPoints)
    return "it has more than " + std::to_string(MostSyncPoints) + " places where threads wait";
  SmallPtrSet<const Function *, 16> Seen;
  std::string Reason;
  for (Instruction &I : instructions(F)) {
    auto *Call = dyn_cast<CallBase>(&I);
    if (!Call || isa<IntrinsicInst>(Call) || Call->isInlineAsm() || syncKindOf(I) != SyncKind::Entry)
      continue;
    const Function *Callee = Call->getCalledFunction();
    if (!Callee)
      return "it calls a function through a pointer";
    if (Callee->getName() == names::SpinHint || Callee->getName() == names::WarpLive ||
        Callee->getName().starts_with("npu.builtin."))
      continue;
    if (Callee->isDeclaration() ? !isHarmless(*Callee) : mayWait(*Callee, Seen, Reason))
      return !Reason.empty()
                 ? Reason
                 : "it calls " + demangle(Callee->getName().str()) + ", which may wait for other threads";
  }
  DominatorTree DT(F);
  LoopInfo LI(DT);
  for (const Loop *L : LI)
    if (pollsIn(*L, DT))
      return "it waits in a loop for memory that other threads write";
  return "";
}

} // namespace npucc
