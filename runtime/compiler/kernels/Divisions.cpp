// SPDX-License-Identifier: Apache-2.0
#include "Divisions.h"
#include "RangeSplit.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Transforms/Utils/LoopUtils.h"

using namespace llvm;

namespace npucc {
namespace {

/// Whether vectors of integers of \p Bits bits are converted to double and back.
bool converts(const Function &F, unsigned Bits) {
  return F.getFnAttribute("target-features").getValueAsString().contains(Bits <= 32 ? "+avx2" : "+avx512dq");
}

class Divider {
public:
  Divider(Function &F, LoopInfo &LI) : F(F), LI(LI), DL(F.getDataLayout()) {}

  bool run() {
    if (!converts(F, 32))
      return false;
    SmallVector<BinaryOperator *, 8> Found;
    for (Instruction &I : instructions(F))
      if (auto *Division = dyn_cast<BinaryOperator>(&I); Division && pays(*Division))
        Found.push_back(Division);
    for (BinaryOperator *Division : Found)
      replace(*Division);
    return !Found.empty();
  }

private:
  Function &F;
  LoopInfo &LI;
  const DataLayout &DL;

  Loop *lanesAround(const Instruction &I) const {
    Loop *L = LI.getLoopFor(I.getParent());
    while (L && !findOptionMDForLoop(L, LaneLoopProperty))
      L = L->getParentLoop();
    return L && L->getLoopPreheader() ? L : nullptr;
  }

  /// Whether \p V is below 2^32, and not negative if it is signed.
  bool isShort(const Value *V) const { return computeKnownBits(V, DL).countMaxActiveBits() <= 32; }

  bool pays(const BinaryOperator &I) const {
    if (!I.isIntDivRem() || !I.getType()->isIntegerTy() || isa<Constant>(I.getOperand(1)))
      return false;
    const Loop *Lanes = lanesAround(I);
    if (!Lanes)
      return false;
    switch (I.getType()->getIntegerBitWidth()) {
    case 8:
    case 16:
    case 32:
      return true;
    case 64: // slower than the instruction unless it is vectorised
      return (isShort(I.getOperand(0)) && isShort(I.getOperand(1))) ||
             (converts(F, 64) && Lanes->isInnermost());
    default:
      return false;
    }
  }

  void replace(BinaryOperator &I) {
    const bool Signed = I.getOpcode() == Instruction::SDiv || I.getOpcode() == Instruction::SRem;
    const bool Remainder = I.getOpcode() == Instruction::URem || I.getOpcode() == Instruction::SRem;
    Value *X = I.getOperand(0), *Y = I.getOperand(1);
    // What all lanes divide alike leaves their loop.
    Instruction *Place = &I;
    if (Loop *Lanes = lanesAround(I); Lanes->isLoopInvariant(X) && Lanes->isLoopInvariant(Y))
      Place = Lanes->getLoopPreheader()->getTerminator();
    IRBuilder<> B(Place);
    Value *Q = nullptr;
    if (I.getType()->getIntegerBitWidth() < 64) {
      Q = quotient32(B, X, Y, Signed);
    } else if (isShort(X) && isShort(Y)) {
      Q = B.CreateZExt(
          quotient32(B, B.CreateTrunc(X, B.getInt32Ty()), B.CreateTrunc(Y, B.getInt32Ty()), false),
          I.getType());
    } else if (Signed) {
      auto Magnitude = [&](IRBuilder<> &At, Value *V) {
        return At.CreateBinaryIntrinsic(Intrinsic::abs, V, At.getFalse());
      };
      IRBuilder<> Early(placeOf(Y, *Place));
      Q = quotient64(B, Magnitude(B, X), Magnitude(Early, Y));
      Value *Negative = B.CreateICmpSLT(B.CreateXor(X, Y), B.getInt64(0));
      Q = B.CreateSelect(Negative, B.CreateNeg(Q), Q);
    } else {
      Q = quotient64(B, X, Y);
    }
    Value *Result = Remainder ? B.CreateSub(X, B.CreateMul(Q, Y)) : Q;
    Result->takeName(&I);
    I.replaceAllUsesWith(Result);
    I.eraseFromParent();
  }

  /// Where what depends on \p V alone is computed for a use at \p Use: before the outermost loop in which \p
  /// V stays the same.
  Instruction *placeOf(const Value *V, Instruction &Use) const {
    Instruction *Place = &Use;
    for (Loop *L = LI.getLoopFor(Use.getParent()); L && L->isLoopInvariant(V) && L->getLoopPreheader();
         L = L->getParentLoop())
      Place = L->getLoopPreheader()->getTerminator();
    return Place;
  }

  /// Half a unit more (away from zero) is at least 1 / 2y away from the next whole quotient: 2^-33 of the
  /// quotient, and the rounding of double is 2^-52 in all.
  Value *quotient32(IRBuilder<> &B, Value *X, Value *Y, bool Signed) {
    Type *Double = B.getDoubleTy();
    auto ToDouble = [&](IRBuilder<> &At, Value *V) {
      return Signed ? At.CreateSIToFP(V, Double) : At.CreateUIToFP(V, Double);
    };
    Value *Half = ConstantFP::get(Double, 0.5), *Number = ToDouble(B, X);
    if (Signed)
      Half = B.CreateBinaryIntrinsic(Intrinsic::copysign, Half, Number);
    IRBuilder<> Early(placeOf(Y, *B.GetInsertPoint()));
    Value *Reciprocal = Early.CreateFDiv(ConstantFP::get(Double, 1), ToDouble(Early, Y));
    Value *Q = B.CreateFMul(B.CreateFAdd(Number, Half), Reciprocal);
    return Signed ? B.CreateFPToSI(Q, X->getType()) : B.CreateFPToUI(Q, X->getType());
  }

  /// Unsigned. A reciprocal that is 2^-50 too small gives quotients that are never too large and, after the
  /// division of what remains, at most one too small.
  Value *quotient64(IRBuilder<> &B, Value *X, Value *Y) {
    Type *Double = B.getDoubleTy();
    IRBuilder<> Early(placeOf(Y, *B.GetInsertPoint()));
    Value *Reciprocal = Early.CreateFDiv(ConstantFP::get(Double, 1 - 0x1p-50), Early.CreateUIToFP(Y, Double));
    auto Part = [&](Value *V) {
      return B.CreateFPToUI(B.CreateFMul(B.CreateUIToFP(V, Double), Reciprocal), X->getType());
    };
    Value *First = Part(X), *Rest = B.CreateSub(X, B.CreateMul(First, Y));
    Value *Second = Part(Rest), *Last = B.CreateSub(Rest, B.CreateMul(Second, Y));
    Value *OneMore = B.CreateZExt(B.CreateICmpUGE(Last, Y), X->getType());
    return B.CreateAdd(B.CreateAdd(First, Second), OneMore);
  }
};

} // namespace

bool hasVectorForm(const BinaryOperator &I) {
  const unsigned Bits = I.getType()->getScalarSizeInBits();
  return isa<Constant>(I.getOperand(1)) ? Bits <= 32 : Bits <= 64 && converts(*I.getFunction(), Bits);
}

PreservedAnalyses DivisionsPass::run(Function &F, FunctionAnalysisManager &FAM) {
  if (!Divider(F, FAM.getResult<LoopAnalysis>(F)).run())
    return PreservedAnalyses::all();
  PreservedAnalyses Kept;
  Kept.preserveSet<CFGAnalyses>();
  return Kept;
}

} // namespace npucc
