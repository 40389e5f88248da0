// SPDX-License-Identifier: Apache-2.0
#include "Specialise.h"
#include "Builtins.h"
#include "SyncPoints.h"
#include "llvm/Analysis/AssumptionCache.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/OptimizationRemarkEmitter.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/Analysis/TargetTransformInfo.h"
#include "llvm/IR/ConstantRange.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/Scalar/ADCE.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/SCCP.h"
#include "llvm/Transforms/Scalar/SROA.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"
#include "llvm/Transforms/Utils/LCSSA.h"
#include "llvm/Transforms/Utils/LoopSimplify.h"
#include "llvm/Transforms/Utils/UnrollLoop.h"

using namespace llvm;

namespace npucc {
namespace {

constexpr unsigned MostTurns = 32;         // of a loop that is unrolled
constexpr unsigned MostSyncs = 48;         // places where threads wait, after unrolling a loop
constexpr unsigned LargestUnrolled = 3000; // instructions

void simplify(Function &F, FunctionAnalysisManager &FAM) {
  FunctionPassManager Passes;
  Passes.addPass(SCCPPass());
  Passes.addPass(SROAPass(SROAOptions::ModifyCFG));
  Passes.addPass(EarlyCSEPass(/*UseMemorySSA=*/true));
  Passes.addPass(InstCombinePass());
  Passes.addPass(SimplifyCFGPass());
  Passes.addPass(ADCEPass());
  Passes.run(F, FAM);
  FAM.invalidate(F, PreservedAnalyses::none());
}

/// Unrolls one innermost loop that qualifies.
bool unrollOne(Function &F, FunctionAnalysisManager &FAM) {
  FunctionPassManager Canonical;
  Canonical.addPass(LoopSimplifyPass());
  Canonical.addPass(LCSSAPass());
  Canonical.run(F, FAM);
  FAM.invalidate(F, PreservedAnalyses::none());
  auto &LI = FAM.getResult<LoopAnalysis>(F);
  auto &SE = FAM.getResult<ScalarEvolutionAnalysis>(F);
  for (Loop *L : LI.getLoopsInPreorder()) {
    if (!L->isInnermost())
      continue;
    unsigned Syncs = 0, Size = 0;
    for (BasicBlock *B : L->blocks())
      for (Instruction &I : *B) {
        Syncs += syncKindOf(I) != SyncKind::Entry;
        ++Size;
      }
    unsigned Turns = SE.getSmallConstantTripCount(L);
    if (!Syncs || !Turns || Turns > MostTurns || Syncs * Turns > MostSyncs ||
        Size * Turns > LargestUnrolled || countSyncs(F) + Syncs * (Turns - 1) > MostSyncPoints)
      continue;
    UnrollLoopOptions Options = {};
    Options.Count = Turns;
    Options.Force = true;
    auto &ORE = FAM.getResult<OptimizationRemarkEmitterAnalysis>(F);
    LoopUnrollResult Result =
        UnrollLoop(L, Options, &LI, &SE, &FAM.getResult<DominatorTreeAnalysis>(F),
                   &FAM.getResult<AssumptionAnalysis>(F), &FAM.getResult<TargetIRAnalysis>(F), &ORE,
                   /*PreserveLCSSA=*/true);
    FAM.invalidate(F, PreservedAnalyses::none());
    if (Result != LoopUnrollResult::Unmodified)
      return true;
  }
  return false;
}

} // namespace

void unrollWaitingLoops(Function &F, FunctionAnalysisManager &FAM) {
  bool Changed = false;
  while (unrollOne(F, FAM))
    Changed = true;
  if (Changed)
    simplify(F, FAM);
}

void assumeExtent(Function &F, BlockExtent Extent, FunctionAnalysisManager &FAM) {
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    Type *I32 = Type::getInt32Ty(F.getContext());
    Value *Known = nullptr;
    auto Below = [&](unsigned Limit) {
      if (Limit == 1)
        Known = ConstantInt::get(I32, 0);
      else
        cast<CallInst>(I).addRangeRetAttr(ConstantRange(APInt(32, 0), APInt(32, Limit)));
    };
    switch (builtinOf(&I)) {
    case Builtin::BlockDimX:
      Known = ConstantInt::get(I32, Extent.X);
      break;
    case Builtin::BlockDimY:
      Known = ConstantInt::get(I32, Extent.Y);
      break;
    case Builtin::BlockDimZ:
      Known = ConstantInt::get(I32, Extent.Z);
      break;
    case Builtin::Threads:
      Known = ConstantInt::get(I32, Extent.threads());
      break;
    case Builtin::ThreadX:
      Below(Extent.X);
      break;
    case Builtin::ThreadY:
      Below(Extent.Y);
      break;
    case Builtin::ThreadZ:
      Below(Extent.Z);
      break;
    case Builtin::ThreadIndex:
      Below(Extent.threads());
      break;
    default:
      break;
    }
    if (!Known)
      continue;
    I.replaceAllUsesWith(Known);
    I.eraseFromParent();
  }
  simplify(F, FAM);
  unrollWaitingLoops(F, FAM);
}

} // namespace npucc
