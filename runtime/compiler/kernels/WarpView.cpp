// SPDX-License-Identifier: Apache-2.0
#include "WarpView.h"
#include "Builtins.h"
#include "JoinBlocks.h"
#include "llvm/Analysis/ValueTracking.h"
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

/// The same of a thread's index behind \p First threads of whole warps, which \p I uses.
Value *partOfGrid(Instruction &I, Value &First) {
  IRBuilder<> B(&I);
  const APInt *Number;
  if (match(&I, m_And(m_Value(), m_APInt(Number))))
    return *Number == WarpSize - 1 ? B.CreateZExtOrTrunc(callBuiltin(Builtin::Lane, &I), I.getType())
                                   : nullptr;
  if (!match(&I, m_LShr(m_Value(), m_APInt(Number))) || Number->ult(5))
    return nullptr;
  Value *Warp = B.CreateZExtOrTrunc(callBuiltin(Builtin::Warp, &I), I.getType());
  return B.CreateLShr(B.CreateAdd(B.CreateLShr(&First, 5), Warp, "", true, true), Number->getZExtValue() - 5);
}

} // namespace

bool asksForWarpOfGrid(Function &F) {
  return any_of(instructions(F), [](Instruction &I) {
    const APInt *Number;
    return (match(&I, m_LShr(m_Value(), m_APInt(Number))) || match(&I, m_And(m_Value(), m_APInt(Number)))) &&
           isa<User>(I.getOperand(0)) && isGridIndex(cast<User>(I.getOperand(0)));
  });
}

void takeWarpView(Function &F, BlockShape Shape, bool WholeWarps) {
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
    case Builtin::BlockDimX:
      if (WholeWarps) { // says that its lower bits are 0
        IRBuilder<> B(I.getNextNode());
        Value *Warps = B.CreateLShr(&I, 5);
        I.replaceUsesWithIf(B.CreateShl(Warps, 5, "", true, true),
                            [&](Use &U) { return U.getUser() != Warps; });
      }
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
    else if (Value * First, *Thread;
             WholeWarps && match(I.getOperand(0), m_c_Add(m_Value(First), m_Value(Thread)))) {
      if (builtinOf(First) == Builtin::ThreadIndex)
        std::swap(First, Thread);
      if (builtinOf(Thread) == Builtin::ThreadIndex &&
          computeKnownBits(First, F.getDataLayout()).countMinTrailingZeros() >= 5)
        Part = partOfGrid(I, *First);
    }
    if (Part) {
      I.replaceAllUsesWith(Part);
      I.eraseFromParent();
    }
  }
}

} // namespace npucc
