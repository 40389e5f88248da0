// SPDX-License-Identifier: Apache-2.0
#include "Casts.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include <cmath>

using namespace llvm;

namespace npucc {
namespace {

/// A GPU converts to 32 or 64 bits; smaller integers are the lower bits of that. LLVM's intrinsics for it
/// have no vector form on most processors, what follows has.
Value *saturated(CastInst &Cast) {
  IRBuilder<> B(&Cast);
  Value *X = Cast.getOperand(0);
  Type *From = X->getType();
  const bool Signed = Cast.getOpcode() == Instruction::FPToSI;
  const unsigned Width = Cast.getType()->getIntegerBitWidth() > 32 ? 64 : 32;
  Type *To = B.getIntNTy(Width);
  const APInt Least = Signed ? APInt::getSignedMinValue(Width) : APInt::getZero(Width),
              Most = Signed ? APInt::getSignedMaxValue(Width) : APInt::getMaxValue(Width);
  const double Beyond = std::ldexp(1.0, int(Width) - Signed);
  // In range, or any value, which one of the choices below replaces.
  Value *Result = B.CreateFreeze(Signed ? B.CreateFPToSI(X, To) : B.CreateFPToUI(X, To));
  Result = B.CreateSelect(B.CreateFCmpOLT(X, ConstantFP::get(From, Signed ? -Beyond : 0.0)),
                          ConstantInt::get(To, Least), Result);
  Result =
      B.CreateSelect(B.CreateFCmpOGE(X, ConstantFP::get(From, Beyond)), ConstantInt::get(To, Most), Result);
  // No number gives 0 between types of 32 bits, and the top bit else.
  const bool Wide = From->isDoubleTy() || Width == 64;
  Result =
      B.CreateSelect(B.CreateFCmpUNO(X, X),
                     ConstantInt::get(To, Wide ? APInt::getSignMask(Width) : APInt::getZero(Width)), Result);
  return B.CreateTrunc(Result, Cast.getType());
}

} // namespace

void saturateCasts(Function &F) {
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    auto *Cast = dyn_cast<CastInst>(&I);
    if (!Cast || (!isa<FPToSIInst>(Cast) && !isa<FPToUIInst>(Cast)) || !Cast->getType()->isIntegerTy() ||
        Cast->getType()->getIntegerBitWidth() > 64 || isa<Constant>(Cast->getOperand(0)))
      continue;
    if (!Cast->getOperand(0)->getType()->isFloatTy() && !Cast->getOperand(0)->getType()->isDoubleTy())
      continue;
    Value *Result = saturated(*Cast);
    Cast->replaceAllUsesWith(Result);
    Cast->eraseFromParent();
  }
}

} // namespace npucc
