// SPDX-License-Identifier: Apache-2.0
#include "Prepare.h"
#include "Builtins.h"
#include "RuntimeNames.h"
#include "SharedMemory.h"
#include "SyncPoints.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/AssumptionCache.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/Scalar/ADCE.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/LICM.h"
#include "llvm/Transforms/Scalar/LoopPassManager.h"
#include "llvm/Transforms/Scalar/SROA.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/FixIrreducible.h"
#include "llvm/Transforms/Utils/Local.h"
#include "llvm/Transforms/Utils/LowerSwitch.h"

using namespace llvm;

namespace npucc {
namespace {

constexpr size_t SmallestCalled = 800;    // instructions of functions that may stay calls
constexpr uint64_t LargestTile = 1 << 16; // elements that a block is taken to own at most
constexpr size_t LargestKernel =
    60000; // instructions after inlining: compile time grows with the copies made of them

/// A kernel cannot throw: CUDA has no exceptions in device code.
void dropUnwinding(Function &F) {
  SmallVector<InvokeInst *, 16> Invokes;
  for (Instruction &I : instructions(F))
    if (auto *II = dyn_cast<InvokeInst>(&I))
      Invokes.push_back(II);
  for (InvokeInst *II : Invokes)
    changeToCall(II);
  removeUnreachableBlocks(F);
}

/// Functions that need not be inlined: large with what they call, and without any part in the block (no
/// waiting, no thread index, no shared memory).
class StandsAlone {
public:
  /// Large ones, or those of the headers that say of themselves that they are to be called.
  bool mayStay(Function &F) { return look(F).Alone && look(F).Size > SmallestCalled; }
  bool isToStay(Function &F) {
    return F.hasFnAttribute(Attribute::NoInline) && F.onlyReadsMemory() && F.willReturn() && look(F).Alone;
  }

private:
  struct Answer {
    bool Alone = true;
    size_t Size = 0; ///< instructions, with those of callees
  };
  DenseMap<Function *, Answer> Known;

  Answer look(Function &F) {
    auto [It, New] = Known.try_emplace(&F);
    if (!New)
      return It->second; // a recursive function: so far as known
    Answer A;
    for (Instruction &I : instructions(F)) {
      ++A.Size;
      A.Alone &= syncKindOf(I) == SyncKind::Entry;
      if (auto *II = dyn_cast<IntrinsicInst>(&I))
        A.Alone &= II->getIntrinsicID() != Intrinsic::threadlocal_address;
      auto *Call = dyn_cast<CallBase>(&I);
      Function *Callee = Call ? Call->getCalledFunction() : nullptr;
      if (!Call || isa<IntrinsicInst>(Call))
        continue;
      A.Alone &= Callee != nullptr;
      if (Callee && !Callee->isDeclaration()) {
        Answer Inner = look(*Callee);
        A.Alone &= Inner.Alone;
        A.Size += Inner.Size;
      }
    }
    return Known[&F] = A;
  }
};

/// Inlines what has a body, recursion aside; with \p KeepCalls, what stands alone is called.
bool inlineEverything(Function &F, bool KeepCalls) {
  StandsAlone Alone;
  // The functions whose bodies each call came from, innermost first: a call of one of them is recursion.
  DenseMap<CallBase *, SmallVector<Function *, 4>> History;
  SmallVector<CallBase *, 64> Work;
  auto Collect = [&](Instruction &I) {
    if (auto *CB = dyn_cast<CallBase>(&I))
      Work.push_back(CB);
  };
  for (Instruction &I : instructions(F))
    Collect(I);
  size_t Size = F.getInstructionCount();
  while (!Work.empty()) {
    CallBase *CB = Work.pop_back_val();
    Function *Callee = CB->getCalledFunction();
    if (!Callee || Callee->isDeclaration() || Callee->isInterposable() ||
        Callee->getName() == names::SpinHint || Callee->hasFnAttribute(Attribute::OptimizeNone) ||
        Callee->isVarArg())
      continue;
    if (Alone.isToStay(*Callee) || (KeepCalls && Alone.mayStay(*Callee)))
      continue;
    SmallVector<Function *, 4> Path = History.lookup(CB);
    if (is_contained(Path, Callee))
      continue;
    Path.push_back(Callee);
    InlineFunctionInfo Info;
    if (!InlineFunction(*CB, Info).isSuccess())
      continue;
    Size += Callee->getInstructionCount();
    if (Size > LargestKernel)
      return false;
    for (CallBase *Inlined : Info.InlinedCallSites) {
      History[Inlined] = Path;
      Work.push_back(Inlined);
    }
  }
  dropUnwinding(F);
  return true;
}

/// Replaces a thread-local builtin variable by a local copy that starts with what \p Fields say; SROA takes
/// the copy apart, whatever shape the accesses have.
void replaceVariable(Function &F, StringRef Name, ArrayRef<std::pair<unsigned, Builtin>> Fields) {
  GlobalVariable *Variable = F.getParent()->getGlobalVariable(Name);
  if (!Variable)
    return;
  SmallVector<Instruction *, 16> Addresses;
  for (Instruction &I : instructions(F))
    if (auto *II = dyn_cast<IntrinsicInst>(&I))
      if (II->getIntrinsicID() == Intrinsic::threadlocal_address && II->getArgOperand(0) == Variable)
        Addresses.push_back(II);
  if (Addresses.empty())
    return;
  IRBuilder<> B(&*F.getEntryBlock().getFirstInsertionPt());
  AllocaInst *Copy = B.CreateAlloca(ArrayType::get(B.getInt64Ty(), 4), nullptr, Name);
  for (auto [Offset, What] : Fields) {
    Value *V = B.CreateCall(builtinFunction(*F.getParent(), What));
    B.CreateStore(V, B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), Copy, Offset));
  }
  if (Name == names::Now) // "in a kernel": any address but null
    B.CreateStore(Variable, Copy);
  for (Instruction *I : Addresses) {
    I->replaceAllUsesWith(Copy);
    I->eraseFromParent();
  }
}

void replaceBuiltins(Function &F) {
  using B = Builtin;
  replaceVariable(F, names::ThreadIdx, {{0, B::ThreadX}, {4, B::ThreadY}, {8, B::ThreadZ}});
  replaceVariable(F, names::BlockIdx, {{0, B::BlockX}, {4, B::BlockY}, {8, B::BlockZ}});
  replaceVariable(F, names::BlockDim, {{0, B::BlockDimX}, {4, B::BlockDimY}, {8, B::BlockDimZ}});
  replaceVariable(F, names::GridDim, {{0, B::GridDimX}, {4, B::GridDimY}, {8, B::GridDimZ}});
  replaceVariable(
      F, names::Now,
      {{8, B::DynamicShared}, {16, B::DynamicSharedSize}, {24, B::ThreadIndex}, {28, B::Threads}});
}

bool onlyRead(const Value *Pointer) {
  for (const User *U : Pointer->users()) {
    if (isa<LoadInst>(U))
      continue;
    if (isa<GetElementPtrInst>(U) && onlyRead(U))
      continue;
    auto *Copy = dyn_cast<MemTransferInst>(U);
    if (Copy && Copy->getRawDest() != Pointer)
      continue;
    if (auto *II = dyn_cast<IntrinsicInst>(U); II && II->isLifetimeStartOrEnd())
      continue;
    return false;
  }
  return true;
}

/// A parameter that lies in memory is each thread's own.
void copyParameters(Function &F) {
  for (Argument &A : F.args()) {
    if (!A.hasByValAttr() || onlyRead(&A))
      continue;
    IRBuilder<> B(&*F.getEntryBlock().getFirstInsertionPt());
    AllocaInst *Copy = B.CreateAlloca(A.getParamByValType());
    Copy->setAlignment(std::max(Copy->getAlign(), A.getParamAlign().valueOrOne()));
    A.replaceAllUsesWith(Copy);
    B.CreateMemCpy(Copy, Copy->getAlign(), &A, A.getParamAlign(),
                   F.getDataLayout().getTypeAllocSize(A.getParamByValType()));
  }
}

/// Whether \p V ends in addresses and comparisons, by way of signed arithmetic that does not overflow.
bool isIndex(const Value *V, unsigned Depth = 0) {
  return all_of(V->users(), [&](const User *U) {
    if (isa<SExtInst>(U) || isa<ZExtInst>(U) || isa<ICmpInst>(U))
      return true;
    auto *O = dyn_cast<OverflowingBinaryOperator>(U);
    return O && O->hasNoSignedWrap() && Depth < 4 && isIndex(O, Depth + 1);
  });
}

/// The index of a thread in its grid does not overflow: launches of more than 2^31 - 1 threads along an axis
/// run on fibers. Saying so lets addresses be recognised as consecutive.
void markGridIndices(Function &F) {
  using namespace PatternMatch;
  for (Instruction &I : instructions(F)) {
    auto IsProduct = [](Value *V) {
      Value *L, *R;
      if (!match(V, m_Mul(m_Value(L), m_Value(R))))
        return false;
      Builtin A = builtinOf(L), B = builtinOf(R);
      if (A > B)
        std::swap(A, B);
      return A >= Builtin::BlockX && A <= Builtin::BlockZ &&
             unsigned(B) - unsigned(A) == unsigned(Builtin::BlockDimX) - unsigned(Builtin::BlockX);
    };
    auto IsGridExtent = [](Instruction &I) {
      Value *L, *R;
      if (!match(&I, m_Mul(m_Value(L), m_Value(R))))
        return false;
      Builtin A = builtinOf(L), B = builtinOf(R);
      if (A > B)
        std::swap(A, B);
      return A >= Builtin::BlockDimX && A <= Builtin::BlockDimZ &&
             unsigned(B) - unsigned(A) == unsigned(Builtin::GridDimX) - unsigned(Builtin::BlockDimX);
    };
    // A multiple of the block's index by a constant, if it is used as an index only.
    auto IsScaled = [](Value *V) {
      Value *L;
      uint64_t Factor;
      return ((match(V, m_Mul(m_Value(L), m_ConstantInt(Factor))) && Factor <= LargestTile) ||
              (match(V, m_Shl(m_Value(L), m_ConstantInt(Factor))) && (1ull << Factor) <= LargestTile)) &&
             builtinOf(L) >= Builtin::BlockX && builtinOf(L) <= Builtin::BlockZ;
    };
    auto SetFlags = [](Value *V) {
      auto *O = cast<BinaryOperator>(V);
      O->setHasNoSignedWrap(true);
      O->setHasNoUnsignedWrap(true);
    };
    Value *L, *R;
    if (IsGridExtent(I))
      SetFlags(&I);
    if (!match(&I, m_Add(m_Value(L), m_Value(R))))
      continue;
    if (builtinOf(L) <= Builtin::ThreadZ)
      std::swap(L, R);
    if (builtinOf(R) <= Builtin::ThreadZ && (IsProduct(L) || (IsScaled(L) && isIndex(&I)))) {
      SetFlags(L);
      SetFlags(&I);
    }
  }
}

/// A copy of \p Kernel with its calls inlined, or null if that is too large.
Function *inlined(Function &Kernel, bool KeepCalls) {
  ValueToValueMapTy Map;
  Function *F = CloneFunction(&Kernel, Map);
  F->setName(Kernel.getName() + ".prepared");
  F->setLinkage(GlobalValue::InternalLinkage);
  F->setVisibility(GlobalValue::DefaultVisibility);
  F->setComdat(nullptr);
  F->setDSOLocal(true);
  dropUnwinding(*F);
  if (inlineEverything(*F, KeepCalls))
    return F;
  F->eraseFromParent();
  return nullptr;
}

} // namespace

void defineValues(Function &F) {
  for (BasicBlock &Block : F)
    for (PHINode &Phi : Block.phis())
      for (Use &Value : Phi.incoming_values())
        if (isa<UndefValue>(Value))
          Value.set(Constant::getNullValue(Phi.getType()));
}

Function *prepareKernel(Function &Kernel, FunctionAnalysisManager &FAM, std::string &Reason) {
  Function *F = inlined(Kernel, /*KeepCalls=*/false);
  if (!F)
    F = inlined(Kernel, /*KeepCalls=*/true);
  if (!F) {
    Reason = "the kernel is too large once its functions are inlined";
    return nullptr;
  }
  for (Argument &A : F->args()) // a launch hands over values
    A.addAttr(Attribute::NoUndef);
  copyParameters(*F);
  replaceBuiltins(*F);

  FunctionPassManager Simplify;
  Simplify.addPass(SROAPass(SROAOptions::ModifyCFG));
  Simplify.addPass(EarlyCSEPass(/*UseMemorySSA=*/true));
  Simplify.addPass(SimplifyCFGPass());
  Simplify.addPass(InstCombinePass());
  Simplify.addPass(SROAPass(SROAOptions::ModifyCFG));
  Simplify.addPass(EarlyCSEPass(/*UseMemorySSA=*/true));
  Simplify.addPass(SimplifyCFGPass());
  Simplify.addPass(InstCombinePass());
  Simplify.addPass(createFunctionToLoopPassAdaptor(LICMPass(LICMOptions()), /*UseMemorySSA=*/true));
  Simplify.addPass(ADCEPass());
  Simplify.addPass(LowerSwitchPass());
  Simplify.addPass(SharedIndicesPass());
  Simplify.run(*F, FAM);
  FAM.invalidate(*F, PreservedAnalyses::none());
  markGridIndices(*F);
  defineValues(*F);
  return F;
}

} // namespace npucc
