// SPDX-License-Identifier: Apache-2.0
#include "DivisionTraps.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Analysis/SimplifyQuery.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace npucc {
namespace {

class Guard {
public:
  explicit Guard(Function &F) : F(F), DL(F.getDataLayout()) {}

  bool run() {
    SmallVector<BinaryOperator *, 8> Found;
    for (Instruction &I : instructions(F))
      if (auto *Division = dyn_cast<BinaryOperator>(&I); Division && Division->isIntDivRem() &&
                                                         I.getType()->isIntegerTy() &&
                                                         !isa<Constant>(I.getOperand(1)))
        Found.push_back(Division);
    return count_if(Found, [&](BinaryOperator *Division) { return makeSafe(*Division); }) != 0;
  }

private:
  /// What divides instead: 1 where the divisor is zero or, for divisions of the least number, -1.
  struct Divisor {
    Value *Safe = nullptr, *IsReplaced = nullptr;
  };

  Function &F;
  const DataLayout &DL;
  DenseMap<Value *, Divisor> Divisors[2]; // a quotient and its remainder stay together

  /// \returns whether it was not.
  bool makeSafe(BinaryOperator &I) {
    Value *X = I.getOperand(0), *Y = I.getOperand(1);
    const bool Signed = I.getOpcode() == Instruction::SDiv || I.getOpcode() == Instruction::SRem;
    // What holds in this place in particular is not asked for: a division itself would say that its divisor
    // is not zero.
    const bool MayOverflow =
        Signed && !computeKnownBits(Y, DL).isNonNegative() && ComputeNumSignBits(X, DL) == 1;
    if (!MayOverflow && isKnownNonZero(Y, DL))
      return false;
    const Divisor D = divisor(Y, MayOverflow);
    I.setOperand(1, D.Safe);
    if (MayOverflow && I.getOpcode() == Instruction::SDiv) {
      IRBuilder<> B(I.getNextNode());
      auto *Quotient = cast<SelectInst>(B.CreateSelect(D.IsReplaced, B.CreateNeg(X), &I));
      I.replaceUsesWithIf(Quotient, [&](Use &U) { return U.getUser() != Quotient; });
    }
    return true;
  }

  Divisor divisor(Value *Y, bool MayOverflow) {
    Divisor &D = Divisors[MayOverflow][Y];
    if (D.Safe)
      return D;
    std::optional<BasicBlock::iterator> After;
    if (auto *I = dyn_cast<Instruction>(Y))
      After = I->getInsertionPointAfterDef();
    IRBuilder<> B(&*After.value_or(F.getEntryBlock().getFirstNonPHIOrDbgOrAlloca()));
    Constant *One = ConstantInt::get(Y->getType(), 1);
    D.IsReplaced = MayOverflow ? B.CreateICmpULT(B.CreateAdd(Y, One), ConstantInt::get(Y->getType(), 2))
                               : B.CreateICmpEQ(Y, ConstantInt::get(Y->getType(), 0));
    D.Safe = B.CreateSelect(D.IsReplaced, One, Y);
    return D;
  }
};

} // namespace

PreservedAnalyses DivisionTrapsPass::run(Function &F, FunctionAnalysisManager &) {
  if (!Guard(F).run())
    return PreservedAnalyses::all();
  PreservedAnalyses Kept;
  Kept.preserveSet<CFGAnalyses>();
  return Kept;
}

} // namespace npucc
