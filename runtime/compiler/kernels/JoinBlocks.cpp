// SPDX-License-Identifier: Apache-2.0
#include "JoinBlocks.h"
#include "Builtins.h"
#include "SyncPoints.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace npucc {
namespace {

Value *stripExtension(Value *V) {
  return isa<ZExtInst>(V) || isa<SExtInst>(V) ? cast<CastInst>(V)->getOperand(0) : V;
}

bool isProductOfBlock(Value *V) {
  Value *L, *R;
  if (!match(stripExtension(V), m_Mul(m_Value(L), m_Value(R))))
    return false;
  Builtin A = builtinOf(stripExtension(L)), B = builtinOf(stripExtension(R));
  return (A == Builtin::BlockX && B == Builtin::BlockDimX) ||
         (A == Builtin::BlockDimX && B == Builtin::BlockX);
}

} // namespace

bool isGridIndex(const User *U) {
  Value *L, *R;
  return match(U, m_Add(m_Value(L), m_Value(R))) &&
         ((isProductOfBlock(L) && builtinOf(stripExtension(R)) == Builtin::ThreadX) ||
          (isProductOfBlock(R) && builtinOf(stripExtension(L)) == Builtin::ThreadX));
}

namespace {

bool onlyInGridIndices(const Value *V) {
  return all_of(V->users(), [](const User *U) {
    if (isGridIndex(U))
      return true;
    return (isa<ZExtInst>(U) || isa<SExtInst>(U) || U->hasOneUse()) &&
           (isa<CastInst>(U) || match(U, m_Mul(m_Value(), m_Value()))) && onlyInGridIndices(U);
  });
}

} // namespace

bool joinBlocks(Function &F) {
  SmallVector<Instruction *, 4> Indices;
  for (Instruction &I : instructions(F)) {
    if (syncKindOf(I) != SyncKind::Entry)
      return false;
    if (auto *II = dyn_cast<IntrinsicInst>(&I); II && II->getIntrinsicID() == Intrinsic::threadlocal_address)
      return false; // shared memory
    switch (builtinOf(&I)) {
    case Builtin::ThreadX:
    case Builtin::BlockX:
      if (!onlyInGridIndices(&I))
        return false;
      break;
    case Builtin::ThreadIndex:
    case Builtin::Lane:
    case Builtin::DynamicShared:
      return false;
    default:
      break;
    }
    if (isGridIndex(&I))
      Indices.push_back(&I);
  }
  for (Instruction *I : Indices) {
    IRBuilder<> B(I);
    Value *Index =
        B.CreateAdd(callBuiltin(Builtin::LineFirst, I), callBuiltin(Builtin::LineX, I), "", true, true);
    I->replaceAllUsesWith(B.CreateZExtOrTrunc(Index, I->getType()));
  }
  return !Indices.empty();
}

} // namespace npucc
