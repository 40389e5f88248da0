// SPDX-License-Identifier: Apache-2.0
#include "Unrolling.h"
#include "llvm/Analysis/AssumptionCache.h"
#include "llvm/Analysis/OptimizationRemarkEmitter.h"
#include "llvm/Analysis/TargetTransformInfo.h"
#include "llvm/IR/Dominators.h"
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

unsigned sizeOf(const Loop &L) {
  unsigned Size = 0;
  for (BasicBlock *B : L.blocks())
    Size += unsigned(B->size());
  return Size;
}

bool unrollOne(Function &F, FunctionAnalysisManager &FAM,
               function_ref<bool(Loop &L, unsigned Turns)> Wanted) {
  FunctionPassManager Canonical;
  Canonical.addPass(LoopSimplifyPass());
  Canonical.addPass(LCSSAPass());
  Canonical.run(F, FAM);
  FAM.invalidate(F, PreservedAnalyses::none());
  auto &LI = FAM.getResult<LoopAnalysis>(F);
  auto &SE = FAM.getResult<ScalarEvolutionAnalysis>(F);
  for (Loop *L : LI.getLoopsInPreorder()) {
    const unsigned Turns = L->isInnermost() ? SE.getSmallConstantTripCount(L) : 0;
    if (!Turns || sizeOf(*L) * Turns > LargestUnrolled || !Wanted(*L, Turns))
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

void simplifyUnrolled(Function &F, FunctionAnalysisManager &FAM) {
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

} // namespace npucc
