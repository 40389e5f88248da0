// SPDX-License-Identifier: Apache-2.0
#include "JoinColumns.h"
#include "Builtins.h"
#include "SharedMemory.h"
#include "Steps.h"
#include "SyncPoints.h"
#include "Uniformity.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/ConstantRange.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace npucc {
namespace {

constexpr unsigned MostColumnThreads = 512; // more want too much of the first cache

/// What a value is computed from.
class Origins {
public:
  explicit Origins(const Value &V) {
    All.insert(&V);
    for (size_t N = 0; N < All.size(); ++N)
      if (auto *I = dyn_cast<Instruction>(All[N]))
        All.insert(I->op_begin(), I->op_end());
  }

  bool include(function_ref<bool(const Value &)> Is) const {
    return any_of(All, [&](const Value *V) { return Is(*V); });
  }

private:
  SmallSetVector<const Value *, 16> All;
};

/// Whether \p V may differ between the blocks of a column where it is the same for all threads of each.
bool differsInColumn(const Value &V) {
  return Origins(V).include([](const Value &Part) {
    auto *Load = dyn_cast<LoadInst>(&Part);
    return builtinOf(&Part) == Builtin::BlockY ||
           (Load && isSharedMemory(Load->getPointerOperand(), /*Maybe=*/true));
  });
}

/// Whether the blocks of a column take each branch together that the threads of a block do.
bool branchesTogether(Function &F) {
  Uniformity U(F);
  return all_of(F, [&](BasicBlock &B) {
    Instruction *End = B.getTerminator();
    return End->getNumSuccessors() < 2 || U.branchesApart(B) || !differsInColumn(*End->getOperand(0));
  });
}

/// Whether each turn of a loop with barriers reads something that is the same for all blocks of a column, and
/// far from what it read before.
bool readsTheSame(Function &F, FunctionAnalysisManager &FAM) {
  auto &LI = FAM.getResult<LoopAnalysis>(F);
  auto &SE = FAM.getResult<ScalarEvolutionAnalysis>(F);
  for (Instruction &I : instructions(F)) {
    if (syncKindOf(I) != SyncKind::Barrier)
      continue;
    Loop *L = LI.getLoopFor(I.getParent());
    for (BasicBlock *B : L ? L->blocks() : ArrayRef<BasicBlock *>())
      for (Instruction &Other : *B)
        if (auto *Load = dyn_cast<LoadInst>(&Other);
            Load && !isSharedMemory(Load->getPointerOperand(), /*Maybe=*/true) &&
            !differsInColumn(*Load->getPointerOperand())) {
          const SCEV *Step = stepOf(SE.getSCEV(Load->getPointerOperand()), {L, nullptr}, SE);
          if (Step && !isNear(*Step))
            return true;
        }
  }
  return false;
}

/// Whether \p F asks for nothing that is the block's as a whole.
bool mayBeJoined(Function &F) {
  return all_of(instructions(F), [](const Instruction &I) {
    switch (builtinOf(&I)) {
    case Builtin::ThreadZ:
    case Builtin::ThreadIndex:
    case Builtin::Lane:
    case Builtin::DynamicShared:
      return false;
    default:
      const SyncKind Kind = syncKindOf(I);
      return Kind == SyncKind::Entry || Kind == SyncKind::Barrier;
    }
  });
}

/// As many of \p Shared as there are blocks.
GlobalVariable *layersOf(GlobalVariable &Shared, unsigned Blocks) {
  Module &M = *Shared.getParent();
  Type *T = ArrayType::get(Shared.getValueType(), Blocks);
  auto *Layers = new GlobalVariable(M, T, false, GlobalValue::InternalLinkage, UndefValue::get(T),
                                    Shared.getName() + ".layers", nullptr, Shared.getThreadLocalMode());
  Layers->setAlignment(Shared.getAlign());
  return Layers;
}

} // namespace

unsigned joinedInColumn(BlockExtent Extent) {
  return Extent.Y > 1 && Extent.Z == 1 ? std::max(1u, MostColumnThreads / Extent.threads()) : 1;
}

bool joinColumns(Function &F, unsigned Blocks, FunctionAnalysisManager &FAM) {
  if (!mayBeJoined(F) || !readsTheSame(F, FAM) || !branchesTogether(F))
    return false;
  DenseMap<GlobalVariable *, GlobalVariable *> Layers;
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    auto *II = dyn_cast<IntrinsicInst>(&I);
    const bool IsShared = II && II->getIntrinsicID() == Intrinsic::threadlocal_address;
    if (!IsShared && builtinOf(&I) != Builtin::BlockY)
      continue;
    Instruction *Next = I.getNextNode();
    CallInst *Layer = callBuiltin(Builtin::ThreadZ, Next);
    Layer->addRangeRetAttr(ConstantRange(APInt(32, 0), APInt(32, Blocks)));
    IRBuilder<> B(Next);
    Value *OfLayer;
    if (IsShared) {
      auto *Shared = cast<GlobalVariable>(II->getArgOperand(0));
      GlobalVariable *&All = Layers[Shared];
      if (!All)
        All = layersOf(*Shared, Blocks);
      OfLayer = B.CreateInBoundsGEP(All->getValueType(), B.CreateThreadLocalAddress(All),
                                    {B.getInt64(0), B.CreateZExt(Layer, B.getInt64Ty())});
    } else {
      OfLayer = B.CreateAdd(callBuiltin(Builtin::BlockY, Next), Layer, "", true, true);
    }
    I.replaceAllUsesWith(OfLayer);
    I.eraseFromParent();
  }
  return true;
}

} // namespace npucc
