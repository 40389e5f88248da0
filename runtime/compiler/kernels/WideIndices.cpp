// SPDX-License-Identifier: Apache-2.0
#include "WideIndices.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace npucc {
namespace {

constexpr unsigned MostSums = 4; // within each other

/// \p V as a signed value of type \p Wide.
Value *widen(Value *V, Type *Wide, IRBuilder<> &B, unsigned Depth = 0) {
  auto *Sum = dyn_cast<OverflowingBinaryOperator>(V);
  if (!Sum || !Sum->hasNoSignedWrap() || Depth == MostSums ||
      (Sum->getOpcode() != Instruction::Add && Sum->getOpcode() != Instruction::Sub))
    return B.CreateSExt(V, Wide);
  Value *L = widen(Sum->getOperand(0), Wide, B, Depth + 1),
        *R = widen(Sum->getOperand(1), Wide, B, Depth + 1);
  return Sum->getOpcode() == Instruction::Add ? B.CreateNSWAdd(L, R) : B.CreateNSWSub(L, R);
}

bool isSignExtension(const Instruction &I) {
  return isa<SExtInst>(I) || (isa<ZExtInst>(I) && cast<ZExtInst>(I).hasNonNeg());
}

} // namespace

void widenIndices(Function &F) {
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    if (!isSignExtension(I) || none_of(I.users(), [](const User *U) { return isa<GetElementPtrInst>(U); }))
      continue;
    IRBuilder<> B(&I);
    I.replaceAllUsesWith(widen(I.getOperand(0), I.getType(), B));
    I.eraseFromParent();
  }
}

} // namespace npucc
