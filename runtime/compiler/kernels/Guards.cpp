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

/// Whether \p V grows with the thread's coordinates (1), shrinks (-1), does not depend on them (0), or
/// neither is known. Only expressions that cannot overflow, of arguments, builtins and what is loaded at the
/// start, so that the last thread shows the largest.
std::optional<int> growth(const Value *V, const Uniformity &U, unsigned Depth = 0) {
  if (isa<Constant>(V) || isa<Argument>(V))
    return 0;
  if (Builtin B = builtinOf(V); B != Builtin::Count)
    return isPerThread(B) ? (B == Builtin::Lane ? std::nullopt : std::optional(1)) : std::optional(0);
  auto *I = dyn_cast<Instruction>(V);
  if (!I || Depth > 10)
    return std::nullopt;
  if (isa<LoadInst>(I))
    return isLoadedFirst(I, U) ? std::optional(0) : std::nullopt;
  auto Of = [&](const Value *O) { return growth(O, U, Depth + 1); };
  auto Exact = [&] {
    auto *O = dyn_cast<OverflowingBinaryOperator>(I);
    return O && (O->hasNoSignedWrap() || O->hasNoUnsignedWrap());
  };
  const Value *L, *R;
  const APInt *C;
  if (isa<SExtInst>(I) || isa<ZExtInst>(I))
    return Of(I->getOperand(0));
  if (match(I, m_AddLike(m_Value(L), m_Value(R)))) {
    std::optional<int> A = Of(L), B = Of(R);
    if (!A || !B || (*A && *B && *A != *B) ||
        ((*A || *B) && !Exact() && !match(I, m_DisjointOr(m_Value(), m_Value()))))
      return std::nullopt;
    return *A ? A : B;
  }
  if ((match(I, m_Mul(m_Value(L), m_APInt(C))) && C->isStrictlyPositive()) ||
      match(I, m_Shl(m_Value(L), m_APInt(C)))) {
    std::optional<int> A = Of(L);
    return A && (*A == 0 || Exact()) ? A : std::nullopt;
  }
  if (isa<BinaryOperator>(I) && !I->isIntDivRem()) {
    std::optional<int> A = Of(I->getOperand(0)), B = Of(I->getOperand(1));
    return A && B && !*A && !*B ? std::optional(0) : std::nullopt;
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
  std::optional<int> A = growth(Compare->getOperand(0), U), B = growth(Compare->getOperand(1), U);
  if (!A || !B)
    return false;
  CmpInst::Predicate P = Stay ? Compare->getPredicate() : Compare->getInversePredicate();
  // What must stay small must not shrink, and so on.
  int Difference = *A - *B; // of left minus right, along the threads
  bool Less =
      P == CmpInst::ICMP_SLT || P == CmpInst::ICMP_SLE || P == CmpInst::ICMP_ULT || P == CmpInst::ICMP_ULE;
  if (*A && *B)
    return false;
  Into.push_back({Compare, !Stay, Less ? Difference >= 0 : Difference < 0});
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
    Value *L = At.of(T.Comparison->getOperand(0)), *R = At.of(T.Comparison->getOperand(1));
    Value *Holds = B.CreateICmp(T.Comparison->getPredicate(), L, R);
    All = B.CreateAnd(All, T.Negated ? B.CreateNot(Holds) : Holds);
  }
  return All;
}

} // namespace npucc
