// SPDX-License-Identifier: Apache-2.0
#include "WarpView.h"
#include "Builtins.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace npucc {
namespace {

constexpr unsigned WarpSize = 32, MostThreads = 1024;

/// \p I, which uses an index whose warp \p Warp is, in terms of the warp or the lane; null: neither.
Value *partOf(Instruction &I, Builtin Warp) {
  IRBuilder<> B(&I);
  const APInt *Number;
  if (match(&I, m_And(m_Value(), m_APInt(Number))))
    return *Number == WarpSize - 1 ? callBuiltin(Builtin::Lane, &I) : nullptr;
  if (match(&I, m_LShr(m_Value(), m_APInt(Number))))
    return Number->uge(5) ? B.CreateLShr(callBuiltin(Warp, &I), Number->getZExtValue() - 5) : nullptr;
  auto *Compare = dyn_cast<ICmpInst>(&I);
  if (!Compare || Compare->isEquality() || !match(Compare->getOperand(1), m_APInt(Number)) ||
      Number->ugt(MostThreads))
    return nullptr;
  // A bound between two warps.
  CmpInst::Predicate P = Compare->getUnsignedPredicate();
  uint64_t Bound = Number->getZExtValue() + (P == CmpInst::ICMP_ULE || P == CmpInst::ICMP_UGT);
  if (Bound % WarpSize)
    return nullptr;
  bool Below = P == CmpInst::ICMP_ULT || P == CmpInst::ICMP_ULE;
  return B.CreateICmp(Below ? CmpInst::ICMP_ULT : CmpInst::ICMP_UGE, callBuiltin(Warp, &I),
                      B.getInt32(uint32_t(Bound / WarpSize)));
}

} // namespace

void takeWarpView(Function &F, BlockShape Shape) {
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    Value *Same = nullptr;
    switch (builtinOf(&I)) {
    case Builtin::ThreadX:
      Same = Shape == BlockShape::Line ? callBuiltin(Builtin::ThreadIndex, &I) : nullptr;
      break;
    case Builtin::ThreadY:
    case Builtin::ThreadZ:
      Same = Shape == BlockShape::Line ? ConstantInt::get(I.getType(), 0) : nullptr;
      break;
    default:
      break;
    }
    if (Same) {
      I.replaceAllUsesWith(Same);
      I.eraseFromParent();
    }
  }
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    if (I.getNumOperands() == 0)
      continue;
    Builtin Index = builtinOf(I.getOperand(0));
    Value *Part = nullptr;
    if (Index == Builtin::ThreadIndex)
      Part = partOf(I, Builtin::Warp);
    else if (Index == Builtin::ThreadX && Shape == BlockShape::Rows)
      Part = partOf(I, Builtin::WarpInRow);
    if (Part) {
      I.replaceAllUsesWith(Part);
      I.eraseFromParent();
    }
  }
}

} // namespace npucc
