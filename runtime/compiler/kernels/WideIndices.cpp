// SPDX-License-Identifier: Apache-2.0
#include "WideIndices.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace npucc {
namespace {

constexpr unsigned MostSums = 4; // within each other

/// \p V as a signed value of type \p Wide.
Value *widen(Value *V, Type *Wide, IRBuilder<> &B, unsigned Depth = 0) {
  auto *I = dyn_cast<BinaryOperator>(V);
  if (!I || Depth == MostSums)
    return B.CreateSExt(V, Wide);
  auto Part = [&](unsigned N) { return widen(I->getOperand(N), Wide, B, Depth + 1); };
  if (match(I, m_NSWAddLike(m_Value(), m_Value())))
    return B.CreateNSWAdd(Part(0), Part(1));
  if (match(I, m_NSWSub(m_Value(), m_Value())))
    return B.CreateNSWSub(Part(0), Part(1));
  return B.CreateSExt(V, Wide);
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
