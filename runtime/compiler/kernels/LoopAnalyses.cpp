// SPDX-License-Identifier: Apache-2.0
#include "LoopAnalyses.h"
#include "Builtins.h"
#include "Divisions.h"
#include "Stretches.h"
#include "SyncPoints.h"
#include "VectorMath.h"
#include "llvm/Analysis/PostDominators.h"
#include "llvm/Analysis/ScalarEvolutionExpressions.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/Analysis/VectorUtils.h"
#include "llvm/IR/GetElementPtrTypeIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace npucc {

bool isThreadPart(const Value *V) {
  switch (builtinOf(V)) {
  case Builtin::ThreadX:
  case Builtin::ThreadIndex:
  case Builtin::Lane:
  case Builtin::LineX:
    return true;
  default:
    return false;
  }
}

constexpr int64_t Neighbours = 16; // bytes between accesses that share a cache line

namespace {

/// How far apart two neighbouring threads access memory, or two turns of a loop; none: unknown.
struct Strides {
  std::optional<int64_t> Thread, Turn;
};

/// Whether the thread's place along x has a part in \p V.
bool knowsX(const Value *V, SmallPtrSetImpl<const Value *> &Seen) {
  auto *I = dyn_cast<Instruction>(V);
  if (!I || !Seen.insert(V).second)
    return false;
  if (builtinOf(I) != Builtin::Count)
    return isThreadPart(I);
  if (I->mayWriteToMemory() || (isa<CallInst>(I) && !isa<IntrinsicInst>(I)))
    return true;
  return any_of(I->operands(), [&](const Value *O) { return knowsX(O, Seen); });
}

Strides stridesOf(Value *Address, const Loop &L, ScalarEvolution &SE, const Uniformity &U) {
  Strides S;
  const SCEV *Expression = SE.getSCEV(Address);
  S.Thread = threadStride(Address, U);
  if (auto *Rec = dyn_cast<SCEVAddRecExpr>(Expression); Rec && Rec->getLoop() == &L && Rec->isAffine()) {
    if (auto *C = dyn_cast<SCEVConstant>(Rec->getStepRecurrence(SE)))
      S.Turn = C->getAPInt().getSExtValue();
  } else if (SE.isLoopInvariant(Expression, &L)) {
    S.Turn = 0;
  }
  return S;
}

/// Whether the vectoriser takes \p I over threads.
bool vectorises(const Instruction &I) {
  if (auto *Call = dyn_cast<CallInst>(&I)) {
    if (builtinOf(Call) != Builtin::Count || hasVectorForm(*Call))
      return true;
    auto *II = dyn_cast<IntrinsicInst>(Call);
    return II && (isTriviallyVectorizable(II->getIntrinsicID()) || II->isAssumeLikeIntrinsic());
  }
  if (I.isIntDivRem())
    return hasVectorForm(cast<BinaryOperator>(I));
  return !I.isAtomic() && !I.isVolatile();
}

} // namespace

bool isNear(std::optional<int64_t> Stride) {
  return Stride && *Stride >= -Neighbours && *Stride <= Neighbours;
}

std::optional<int64_t> threadStride(const Value *V, const Uniformity &U, unsigned Depth) {
  if (isThreadPart(V))
    return 1;
  if (isa<Constant>(V) || isa<Argument>(V) || U.isUniform(V))
    return 0;
  auto *I = dyn_cast<Instruction>(V);
  if (!I || Depth > 12)
    return std::nullopt;
  if (SmallPtrSet<const Value *, 16> Seen; !knowsX(I, Seen))
    return 0;
  auto Of = [&](const Value *O) { return threadStride(O, U, Depth + 1); };
  if (isa<SExtInst>(I) || isa<ZExtInst>(I) || isa<TruncInst>(I))
    return Of(I->getOperand(0));
  const Value *L, *R;
  const APInt *C;
  if (match(I, m_Mul(m_Value(L), m_APInt(C))) && C->getSignificantBits() < 32) {
    std::optional<int64_t> S = Of(L);
    return S ? std::optional(*S * C->getSExtValue()) : std::nullopt;
  }
  if (match(I, m_Shl(m_Value(L), m_APInt(C))) && C->ult(31)) {
    std::optional<int64_t> S = Of(L);
    return S ? std::optional(*S << C->getZExtValue()) : std::nullopt;
  }
  bool Plus = match(I, m_AddLike(m_Value(L), m_Value(R)));
  if (Plus || match(I, m_Sub(m_Value(L), m_Value(R)))) {
    std::optional<int64_t> A = Of(L), B = Of(R);
    return A && B ? std::optional(Plus ? *A + *B : *A - *B) : std::nullopt;
  }
  if (auto *Phi = dyn_cast<PHINode>(I)) // moved on by the same for all
    return Of(Phi->getIncomingValue(0));
  if (auto *Gep = dyn_cast<GetElementPtrInst>(I)) {
    std::optional<int64_t> Total = Of(Gep->getPointerOperand());
    const DataLayout &DL = I->getDataLayout();
    for (auto It = gep_type_begin(Gep), End = gep_type_end(Gep); It != End && Total; ++It) {
      std::optional<int64_t> S = Of(It.getOperand());
      if (!S)
        return std::nullopt;
      if (*S)
        *Total += *S * int64_t(It.getSequentialElementStride(DL).getFixedValue());
    }
    return Total;
  }
  return std::nullopt;
}

DividedParts::DividedParts(Function &F, Uniformity &U, bool EarlyEnds) {
  PostDominatorTree PDT(F);
  for (BasicBlock &B : F) {
    if (!U.branchesApart(B))
      continue;
    if (!EarlyEnds && any_of(successors(&B), [](BasicBlock *Next) {
          return isa<ReturnInst>(Next->getTerminator()) && Next->sizeWithoutDebug() == 1;
        }))
      continue;
    auto *Node = PDT.getNode(&B);
    BasicBlock *Meet = Node && Node->getIDom() ? Node->getIDom()->getBlock() : nullptr;
    Part &P = Parts.emplace_back();
    P.Branch = &B;
    for (BasicBlock *Next : successors(&B))
      for (BasicBlock *Inside : reachable(Next, Meet, {}, false))
        P.Blocks.insert(Inside);
  }
}

bool DividedParts::contain(const Loop &L) const {
  return any_of(Parts,
                [&](const Part &P) { return !L.contains(P.Branch) && P.Blocks.contains(L.getHeader()); });
}

Balance::Balance(const Loop &L, ScalarEvolution &SE, const Uniformity &U) : U(U) {
  for (PHINode &Phi : L.getHeader()->phis())
    Carried += !U.isUniform(&Phi);
  for (BasicBlock *B : L.blocks())
    for (Instruction &I : *B)
      add(I, L, SE);
}

void Balance::add(Instruction &I, const Loop &L, ScalarEvolution &SE) {
  if (auto *Call = dyn_cast<CallInst>(&I); Call && !isa<IntrinsicInst>(Call) &&
                                           builtinOf(Call) == Builtin::Count && publishedPoint(I) < 0 &&
                                           !Call->doesNotAccessMemory())
    Calls = true;
  Vectorises &= vectorises(I);
  Value *Address = getLoadStorePointerOperand(&I);
  if (!Address) {
    auto *II = dyn_cast<IntrinsicInst>(&I);
    const bool Fused = II && II->getIntrinsicID() == Intrinsic::fmuladd;
    if (!isa<PHINode>(I) && !isa<GetElementPtrInst>(I) && !I.isTerminator() && !U.isUniform(&I))
      Work += Fused ? 2 : 1;
    return;
  }
  if (isa<AllocaInst>(getUnderlyingObject(Address))) { // each thread has its own
    ++Scattered;
    return;
  }
  Strides S = stridesOf(Address, L, SE, U);
  if (isNear(S.Thread) && *S.Thread != 0)
    ++Near;
  else if (isNear(S.Turn) && S.Thread != 0)
    --Near;
  else
    Scattered += S.Thread != 0;
}

} // namespace npucc
