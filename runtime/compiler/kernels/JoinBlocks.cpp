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

constexpr unsigned MostThreads = 1024, AsksForExtent = ~0u;

/// How many threads \p V takes the blocks before this one to have each, 0 if it is not their number.
unsigned threadsPerBlockBefore(Value *V) {
  Value *L, *R;
  const APInt *C;
  V = stripExtension(V);
  if (match(V, m_Mul(m_Value(L), m_APInt(C))) && builtinOf(stripExtension(L)) == Builtin::BlockX)
    return C->ult(MostThreads + 1) ? unsigned(C->getZExtValue()) : 0;
  if (match(V, m_Shl(m_Value(L), m_APInt(C))) && builtinOf(stripExtension(L)) == Builtin::BlockX)
    return C->ule(Log2_32(MostThreads)) ? 1u << C->getZExtValue() : 0;
  if (!match(V, m_Mul(m_Value(L), m_Value(R))))
    return 0;
  Builtin A = builtinOf(stripExtension(L)), B = builtinOf(stripExtension(R));
  return (A == Builtin::BlockX && B == Builtin::BlockDimX) ||
                 (A == Builtin::BlockDimX && B == Builtin::BlockX)
             ? AsksForExtent
             : 0;
}

/// The product in an index in the grid, or nullptr.
Value *productIn(const User *U) {
  Value *L, *R;
  if (!match(U, m_Add(m_Value(L), m_Value(R))))
    return nullptr;
  if (builtinOf(stripExtension(L)) == Builtin::ThreadX)
    std::swap(L, R);
  return builtinOf(stripExtension(R)) == Builtin::ThreadX && threadsPerBlockBefore(L) ? L : nullptr;
}

bool onlyInGridIndices(const Value *V) {
  return all_of(V->users(), [](const User *U) {
    if (productIn(U))
      return true;
    return (isa<ZExtInst>(U) || isa<SExtInst>(U) || U->hasOneUse()) &&
           (isa<CastInst>(U) || match(U, m_Mul(m_Value(), m_Value())) ||
            match(U, m_Shl(m_Value(), m_Value()))) &&
           onlyInGridIndices(U);
  });
}

} // namespace

bool isGridIndex(const User *U) {
  Value *Product = productIn(U);
  return Product && threadsPerBlockBefore(Product) == AsksForExtent;
}

std::optional<unsigned> joinBlocks(Function &F) {
  SmallVector<std::pair<Instruction *, Value *>, 4> Indices;
  unsigned Extent = 0;
  for (Instruction &I : instructions(F)) {
    if (syncKindOf(I) != SyncKind::Entry)
      return std::nullopt;
    if (auto *II = dyn_cast<IntrinsicInst>(&I); II && II->getIntrinsicID() == Intrinsic::threadlocal_address)
      return std::nullopt; // shared memory
    switch (builtinOf(&I)) {
    case Builtin::ThreadX:
    case Builtin::BlockX:
      if (!onlyInGridIndices(&I))
        return std::nullopt;
      break;
    case Builtin::ThreadIndex:
    case Builtin::Lane:
    case Builtin::DynamicShared:
      return std::nullopt;
    default:
      break;
    }
    if (Value *Product = productIn(&I)) {
      const unsigned Threads = threadsPerBlockBefore(Product);
      if (Threads != AsksForExtent && Extent && Threads != Extent)
        return std::nullopt;
      if (Threads != AsksForExtent)
        Extent = Threads;
      Indices.push_back({&I, Threads == AsksForExtent ? nullptr : Product});
    }
  }
  if (Indices.empty())
    return std::nullopt;
  for (auto [I, Product] : Indices) {
    IRBuilder<> B(I);
    Value *First =
        Product ? B.CreateZExtOrTrunc(Product, B.getInt32Ty()) : callBuiltin(Builtin::LineFirst, I);
    Value *Index = B.CreateAdd(First, callBuiltin(Builtin::LineX, I), "", true, true);
    I->replaceAllUsesWith(B.CreateZExtOrTrunc(Index, I->getType()));
  }
  return Extent;
}

} // namespace npucc
