// SPDX-License-Identifier: Apache-2.0
#include "Steps.h"
#include "llvm/Analysis/ScalarEvolutionExpressions.h"

using namespace llvm;

namespace npucc {
namespace {

constexpr uint64_t NearStep = 2048;

} // namespace

const SCEV *stepOf(const SCEV *S, const Progress &P, ScalarEvolution &SE) {
  if (P.Turns ? SE.isLoopInvariant(S, P.Turns) : !SE.hasOperand(S, P.Block))
    return SE.getZero(SE.getEffectiveSCEVType(S->getType()));
  if (S == P.Block)
    return SE.getOne(S->getType());
  if (auto *Rec = dyn_cast<SCEVAddRecExpr>(S)) {
    if (Rec->getLoop() != P.Turns)
      return !P.Turns || P.Turns->contains(Rec->getLoop()) ? stepOf(Rec->getStart(), P, SE) : nullptr;
    return Rec->isAffine() ? Rec->getStepRecurrence(SE) : nullptr;
  }
  if (auto *Cast = dyn_cast<SCEVIntegralCastExpr>(S)) {
    const SCEV *Step = stepOf(Cast->getOperand(), P, SE);
    return Step ? SE.getTruncateOrSignExtend(Step, S->getType()) : nullptr;
  }
  const SCEV *Result = nullptr;
  if (auto *Sum = dyn_cast<SCEVAddExpr>(S)) {
    for (const SCEV *Operand : Sum->operands()) {
      const SCEV *Step = stepOf(Operand, P, SE);
      if (!Step)
        return nullptr;
      Result = Result ? SE.getAddExpr(Result, Step) : Step;
    }
  } else if (auto *Product = dyn_cast<SCEVMulExpr>(S)) {
    const SCEV *Factor = SE.getOne(S->getType());
    for (const SCEV *Operand : Product->operands()) {
      if (P.Turns ? SE.isLoopInvariant(Operand, P.Turns) : !SE.hasOperand(Operand, P.Block))
        Factor = SE.getMulExpr(Factor, Operand);
      else if (Result || !(Result = stepOf(Operand, P, SE)))
        return nullptr;
    }
    Result = SE.getMulExpr(Factor, Result);
  }
  return Result;
}

bool isNear(const SCEV &Step) {
  auto *Constant = dyn_cast<SCEVConstant>(&Step);
  return Constant && Constant->getAPInt().abs().ult(NearStep);
}

} // namespace npucc
