// SPDX-License-Identifier: Apache-2.0
#include "Guards.h"
#include "Builtins.h"
#include "SyncPoints.h"
#include "Uniformity.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace npucc {
namespace {

/// Whether every thread begins with loading \p V, a value that no thread of the kernel changes.
bool isLoadedFirst(const Value *V, const Uniformity &U, unsigned Depth = 0) {
  if (isa<Argument>(V) || isa<Constant>(V))
    return true;
  auto *I = dyn_cast<Instruction>(V);
  if (!I || !I->getParent()->isEntryBlock() || !U.isUniform(I) || Depth > 6)
    return false;
  return (isa<LoadInst>(I) || isa<GetElementPtrInst>(I) || isa<CastInst>(I)) &&
         all_of(I->operands(), [&](const Value *O) { return isLoadedFirst(O, U, Depth + 1); });
}

/// How a value changes along the threads' coordinates.
struct Growth {
  bool Grows = false; ///< or stays the same
  bool Signed = true,
       Unsigned = true; ///< never wraps around when it is read as a number with or without sign
};

/// \returns nothing where it is not known. Only expressions that cannot overflow, of arguments, builtins and
/// what is loaded at the start, so that the last thread shows the largest.
std::optional<Growth> growth(const Value *V, const Uniformity &U, unsigned Depth = 0) {
  if (isa<Constant>(V) || isa<Argument>(V))
    return Growth();
  if (Builtin B = builtinOf(V); B != Builtin::Count) {
    if (B == Builtin::Lane)
      return std::nullopt;
    return Growth{isPerThread(B)};
  }
  auto *I = dyn_cast<Instruction>(V);
  if (!I || Depth > 10)
    return std::nullopt;
  if (isa<LoadInst>(I))
    return isLoadedFirst(I, U) ? std::optional(Growth()) : std::nullopt;
  auto Of = [&](const Value *O) { return growth(O, U, Depth + 1); };
  auto Known = [](Growth G) { return G.Signed || G.Unsigned ? std::optional(G) : std::nullopt; };
  // What is computed of growing values grows if it does not overflow.
  auto Computed = [&](bool Signed, bool Unsigned) {
    auto *O = dyn_cast<OverflowingBinaryOperator>(I);
    const bool Disjoint = match(I, m_DisjointOr(m_Value(), m_Value()));
    return Known({true, Signed && (Disjoint || (O && O->hasNoSignedWrap())),
                  Unsigned && (Disjoint || (O && O->hasNoUnsignedWrap()))});
  };
  const Value *L, *R;
  const APInt *C;
  if (isa<SExtInst>(I) || isa<ZExtInst>(I)) {
    std::optional<Growth> A = Of(I->getOperand(0));
    if (!A || !A->Grows)
      return A;
    if (isa<SExtInst>(I))
      return Known({true, A->Signed, A->Signed && A->Unsigned});
    const bool Same = A->Unsigned || I->hasNonNeg();
    return Known({true, Same, Same});
  }
  if (match(I, m_AddLike(m_Value(L), m_Value(R)))) {
    std::optional<Growth> A = Of(L), B = Of(R);
    if (!A || !B)
      return std::nullopt;
    return A->Grows || B->Grows ? Computed(A->Signed && B->Signed, A->Unsigned && B->Unsigned) : Growth();
  }
  if ((match(I, m_Mul(m_Value(L), m_APInt(C))) && C->isStrictlyPositive()) ||
      match(I, m_Shl(m_Value(L), m_APInt(C)))) {
    std::optional<Growth> A = Of(L);
    return A && A->Grows ? Computed(A->Signed, A->Unsigned) : A;
  }
  if (isa<BinaryOperator>(I) && !I->isIntDivRem()) {
    std::optional<Growth> A = Of(I->getOperand(0)), B = Of(I->getOperand(1));
    return A && B && !A->Grows && !B->Grows ? std::optional(Growth()) : std::nullopt;
  }
  return std::nullopt;
}

/// Whether nothing happens between the start of \p B and the end of the kernel.
bool leadsToEnd(BasicBlock *B, unsigned Depth = 0) {
  for (Instruction &I : *B) {
    if (isa<ReturnInst>(I))
      return true;
    if (I.mayHaveSideEffects() || Depth > 4)
      return false;
  }
  BasicBlock *Next = B->getSingleSuccessor();
  return Next && leadsToEnd(Next, Depth + 1);
}

/// Values as the first or the last thread of a block sees them, in a function with the kernel's arguments.
class Copies {
public:
  Copies(IRBuilder<> &B, Function &F, std::optional<BlockExtent> Extent, bool OfLast)
      : B(B), F(F), Extent(Extent), OfLast(OfLast) {}

  Value *of(Value *V) {
    if (auto *A = dyn_cast<Argument>(V))
      return F.getArg(A->getArgNo());
    auto *I = dyn_cast<Instruction>(V);
    if (!I)
      return V;
    if (Value *Known = Done.lookup(V))
      return Known;
    Value *Copy;
    if (Builtin What = builtinOf(I); What != Builtin::Count) {
      Copy = !isPerThread(What) ? loadBuiltin(B, What) : OfLast ? last(What) : B.getInt32(0);
    } else {
      Instruction *Clone = I->clone();
      for (Use &O : Clone->operands())
        O.set(of(O.get()));
      Copy = B.Insert(Clone);
    }
    return Done[V] = Copy;
  }

private:
  IRBuilder<> &B;
  Function &F;
  std::optional<BlockExtent> Extent;
  bool OfLast;
  DenseMap<Value *, Value *> Done;

  Value *last(Builtin What) {
    auto Below = [&](Builtin Dimension, unsigned BlockExtent::*Known) {
      return B.CreateSub(Extent ? B.getInt32((*Extent).*Known) : loadBuiltin(B, Dimension), B.getInt32(1));
    };
    switch (What) {
    case Builtin::ThreadX:
      return Below(Builtin::BlockDimX, &BlockExtent::X);
    case Builtin::ThreadY:
      return Below(Builtin::BlockDimY, &BlockExtent::Y);
    case Builtin::ThreadZ:
      return Below(Builtin::BlockDimZ, &BlockExtent::Z);
    default:
      return B.CreateSub(loadBuiltin(B, What == Builtin::LineX ? Builtin::LineLength : Builtin::Threads),
                         B.getInt32(1));
    }
  }
};

} // namespace

bool Guards::collect(Value *Condition, bool Stay, const Uniformity &U, SmallVectorImpl<Test> &Into) {
  Value *L, *R;
  // Both must hold to stay: `a && b`, or to leave `a || b` fails.
  if (Stay ? match(Condition, m_LogicalAnd(m_Value(L), m_Value(R)))
           : match(Condition, m_LogicalOr(m_Value(L), m_Value(R))))
    return collect(L, Stay, U, Into) && collect(R, Stay, U, Into);
  auto *Compare = dyn_cast<ICmpInst>(Condition);
  if (!Compare || Compare->isEquality() || !Compare->getOperand(0)->getType()->isIntegerTy())
    return false;
  Value *Left = Compare->getOperand(0), *Right = Compare->getOperand(1);
  std::optional<Growth> A = growth(Left, U), B = growth(Right, U);
  if (!A || !B || (A->Grows && B->Grows))
    return false;
  CmpInst::Predicate P = Stay ? Compare->getPredicate() : Compare->getInversePredicate();
  if (A->Grows || B->Grows) {
    const Growth &G = A->Grows ? *A : *B;
    Value *Growing = A->Grows ? Left : Right;
    if (Compare->isSigned() && !G.Signed)
      return false;
    // As a number without sign it grows if the first one is not negative.
    if (!Compare->isSigned() && !G.Unsigned)
      Into.push_back({Growing, Constant::getNullValue(Growing->getType()), CmpInst::ICMP_SGE, false});
  }
  // What must stay small is largest for the last thread, what must stay large smallest for the first one.
  const bool Less = ICmpInst::isLT(P) || ICmpInst::isLE(P);
  Into.push_back({Left, Right, P, Less ? !B->Grows : B->Grows});
  return true;
}

Guards Guards::find(Function &F) {
  Guards G;
  DominatorTree DT(F);
  LoopInfo LI(DT);
  Uniformity U(F);
  for (BasicBlock &B : F) {
    auto *Br = dyn_cast<BranchInst>(B.getTerminator());
    if (!Br || !Br->isConditional() || LI.getLoopFor(&B) || !U.branchesApart(B))
      continue;
    bool FirstEnds = leadsToEnd(Br->getSuccessor(0)), SecondEnds = leadsToEnd(Br->getSuccessor(1));
    if (FirstEnds == SecondEnds)
      continue;
    SmallVector<Test, 4> Tests;
    if (!G.collect(Br->getCondition(), SecondEnds, U, Tests))
      continue;
    G.Branches.push_back({Br, SecondEnds});
    G.Tests.append(Tests);
  }
  return G;
}

void Guards::assume() {
  for (Branch &B : Branches)
    B.Instruction->setCondition(ConstantInt::getBool(B.Instruction->getContext(), B.Stay));
}

Value *Guards::emitCheck(IRBuilder<> &B, Function &F, std::optional<BlockExtent> Extent) const {
  Value *All = B.getTrue();
  Copies First(B, F, Extent, /*OfLast=*/false), Last(B, F, Extent, /*OfLast=*/true);
  for (const Test &T : Tests) {
    Copies &At = T.AtLast ? Last : First;
    All = B.CreateAnd(All, B.CreateICmp(T.Predicate, At.of(T.Left), At.of(T.Right)));
  }
  return All;
}

} // namespace npucc
