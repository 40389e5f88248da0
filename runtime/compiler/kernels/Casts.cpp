// SPDX-License-Identifier: Apache-2.0
#include "Casts.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace npucc {
namespace {

/// A GPU converts to 32 or 64 bits; smaller integers are the lower bits of that.
Value *saturated(CastInst &Cast) {
  IRBuilder<> B(&Cast);
  Value *X = Cast.getOperand(0);
  bool Signed = Cast.getOpcode() == Instruction::FPToSI;
  unsigned Wanted = Cast.getType()->getIntegerBitWidth(), Width = Wanted > 32 ? 64 : 32;
  Type *To = B.getIntNTy(Width);
  Value *Result =
      B.CreateIntrinsic(Signed ? Intrinsic::fptosi_sat : Intrinsic::fptoui_sat, {To, X->getType()}, {X});
  // No number gives 0 between types of 32 bits, and the top bit else.
  if (X->getType()->isDoubleTy() || Width == 64)
    Result = B.CreateSelect(B.CreateFCmpUNO(X, X), ConstantInt::get(To, APInt::getSignMask(Width)), Result);
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
