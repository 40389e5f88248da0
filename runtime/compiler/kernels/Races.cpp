// SPDX-License-Identifier: Apache-2.0
#include "Races.h"
#include "RuntimeNames.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/CommandLine.h"

using namespace llvm;

namespace npucc {
namespace {

cl::opt<bool> Check("npu-racecheck", cl::desc("Tell the runtime of accesses to shared memory"));

// npu/detail/races.h
constexpr unsigned Writes = 1, Atomic = 2, Volatile = 4, Releases = 8, HasValue = 16;

/// The runtime's own variables: threadIdx and the like.
bool isOfRuntime(const GlobalValue &G) {
  return G.getName().starts_with("_ZN3npu") || G.getName().starts_with("_ZZN3npu");
}

/// What a launch hands over: the host knows no address of shared memory.
bool isOfHost(const Value *Object) {
  if (auto *A = dyn_cast<Argument>(Object))
    return A->getParent()->hasFnAttribute(names::KernelAnnotation);
  auto *Load = dyn_cast<LoadInst>(Object); // from a structure
  auto *A = Load ? dyn_cast<Argument>(getUnderlyingObject(Load->getPointerOperand())) : nullptr;
  return A && A->hasByValAttr() && isOfHost(A);
}

bool mayBeShared(const Value *Address) {
  SmallVector<const Value *, 4> Objects;
  getUnderlyingObjects(Address, Objects, nullptr, 0);
  return any_of(Objects, [](const Value *O) {
    if (auto *G = dyn_cast<GlobalVariable>(O))
      return G->isThreadLocal() && !isOfRuntime(*G);
    return !isa<AllocaInst>(O) && !isa<Constant>(O) && !isOfHost(O);
  });
}

bool isOfHeaders(const DILocation &L) { return L.getFilename().contains("include/npu/"); }

class Checker {
public:
  explicit Checker(Module &M) : M(M), C(M.getContext()), Layout(M.getDataLayout()) {
    Type *Void = Type::getVoidTy(C), *Pointer = PointerType::get(C, 0), *Word = Type::getInt64Ty(C);
    Size = Layout.getIntPtrType(C);
    Shared = M.getOrInsertFunction(names::RaceShared, Void, Pointer, Size);
    Access =
        M.getOrInsertFunction(names::RaceAccess, Void, Pointer, Size, Type::getInt32Ty(C), Word, Pointer);
    Fence = M.getOrInsertFunction(names::RaceFence, Void);
  }

  void check(Function &F) {
    for (Instruction &I : make_early_inc_range(instructions(F))) {
      if (auto *Load = dyn_cast<LoadInst>(&I))
        accesses(I, Load->getPointerOperand(), Load->getType(), flags(*Load));
      else if (auto *Store = dyn_cast<StoreInst>(&I))
        stores(*Store);
      else if (auto *RMW = dyn_cast<AtomicRMWInst>(&I))
        accesses(I, RMW->getPointerOperand(), RMW->getType(),
                 Writes | Atomic | (isReleaseOrStronger(RMW->getOrdering()) ? Releases : 0));
      else if (auto *X = dyn_cast<AtomicCmpXchgInst>(&I))
        accesses(I, X->getPointerOperand(), X->getNewValOperand()->getType(),
                 Writes | Atomic | (isReleaseOrStronger(X->getSuccessOrdering()) ? Releases : 0));
      else if (isa<FenceInst>(I))
        IRBuilder<>(&I).CreateCall(Fence);
      else if (auto *Bytes = dyn_cast<AnyMemIntrinsic>(&I))
        copies(*Bytes);
      else if (auto *Intrinsic = dyn_cast<IntrinsicInst>(&I))
        if (Intrinsic->getIntrinsicID() == Intrinsic::threadlocal_address)
          announces(*Intrinsic);
    }
  }

private:
  Module &M;
  LLVMContext &C;
  const DataLayout &Layout;
  IntegerType *Size;
  FunctionCallee Shared, Access, Fence;
  StringMap<Constant *> Places;

  template <class T> static unsigned flags(const T &I) {
    return (I.isAtomic() ? Atomic : 0) | (I.isVolatile() ? Volatile : 0);
  }

  /// What the user wrote, where that is known: the line that calls into the runtime's headers.
  Constant *placeOf(const Instruction &I) {
    const DILocation *L = I.getDebugLoc();
    while (L && L->getInlinedAt() && isOfHeaders(*L))
      L = L->getInlinedAt();
    std::string Text =
        L ? (L->getFilename() + ":" + Twine(L->getLine())).str() : I.getFunction()->getName().str();
    Constant *&Place = Places[Text];
    if (!Place)
      Place = IRBuilder<>(C).CreateGlobalStringPtr(Text, "", 0, &M);
    return Place;
  }

  void tell(Instruction &I, Value *Address, Value *Bytes, unsigned Flags, Value *Written = nullptr) {
    // Others are ordered by atomic and volatile accesses wherever they are.
    if (!(Flags & (Atomic | Volatile)) && !mayBeShared(Address))
      return;
    IRBuilder<> B(&I);
    B.CreateCall(Access, {Address, Bytes, B.getInt32(Flags), Written ? Written : B.getInt64(0), placeOf(I)});
  }

  void accesses(Instruction &I, Value *Address, Type *T, unsigned Flags) {
    if (auto *G = dyn_cast<GlobalVariable>(getUnderlyingObject(Address)); G && isOfRuntime(*G))
      return;
    tell(I, Address, ConstantInt::get(Size, Layout.getTypeStoreSize(T)), Flags);
  }

  void stores(StoreInst &Store) {
    unsigned Flags = Writes | flags(Store);
    if (Store.isAtomic() && isReleaseOrStronger(Store.getOrdering()))
      Flags |= Releases;
    Value *V = Store.getValueOperand();
    const uint64_t Bits = Layout.getTypeSizeInBits(V->getType()).getFixedValue();
    if (Bits > 64 || Bits % 8 || !V->getType()->isSingleValueType()) {
      accesses(Store, Store.getPointerOperand(), V->getType(), Flags);
      return;
    }
    if (auto *G = dyn_cast<GlobalVariable>(getUnderlyingObject(Store.getPointerOperand()));
        G && isOfRuntime(*G))
      return;
    IRBuilder<> B(&Store);
    V = B.CreateBitOrPointerCast(V, B.getIntNTy(static_cast<unsigned>(Bits)));
    tell(Store, Store.getPointerOperand(), ConstantInt::get(Size, Bits / 8), Flags | HasValue,
         B.CreateZExt(V, B.getInt64Ty()));
  }

  void copies(AnyMemIntrinsic &I) {
    Value *Bytes = IRBuilder<>(&I).CreateZExtOrTrunc(I.getLength(), Size);
    if (auto *Transfer = dyn_cast<AnyMemTransferInst>(&I))
      tell(I, Transfer->getRawSource(), Bytes, 0);
    tell(I, I.getRawDest(), Bytes, Writes);
  }

  void announces(IntrinsicInst &Address) {
    auto *G = dyn_cast<GlobalVariable>(Address.getArgOperand(0));
    if (!G || isOfRuntime(*G))
      return;
    IRBuilder<> B(Address.getNextNode());
    B.CreateCall(Shared, {&Address, ConstantInt::get(Size, Layout.getTypeAllocSize(G->getValueType()))});
  }
};

struct KeepAccessesPass : PassInfoMixin<KeepAccessesPass> {
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &) {
    for (Function &F : M)
      if (!F.isDeclaration())
        F.addFnAttr(Attribute::SanitizeThread);
    return PreservedAnalyses::all();
  }
  static bool isRequired() { return true; } // without optimisation too
};

struct RaceCheckPass : PassInfoMixin<RaceCheckPass> {
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &) {
    Checker Whole(M);
    for (Function &F : M)
      if (!F.isDeclaration())
        Whole.check(F);
    return PreservedAnalyses::none();
  }
  static bool isRequired() { return true; }
};

} // namespace

bool checksRaces() { return Check; }

void registerRaceCheck(PassBuilder &PB) {
  PB.registerPipelineStartEPCallback(
      [](ModulePassManager &MPM, OptimizationLevel) { MPM.addPass(KeepAccessesPass()); });
  PB.registerOptimizerLastEPCallback(
      [](ModulePassManager &MPM, OptimizationLevel) { MPM.addPass(RaceCheckPass()); });
}

} // namespace npucc
