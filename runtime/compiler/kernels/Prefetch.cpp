// SPDX-License-Identifier: Apache-2.0
#include "Prefetch.h"
#include "RangeSplit.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/Analysis/ScalarEvolutionExpressions.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/Transforms/Utils/LoopUtils.h"
#include "llvm/Transforms/Utils/ScalarEvolutionExpander.h"

using namespace llvm;

namespace npucc {
namespace {

constexpr uint64_t SmallestRead = 32; // bytes: what the vectoriser made of the loads of a row
constexpr uint64_t LargestRead = 256; // bytes: behind that the processor has noticed
constexpr uint64_t LineBytes = 64;    // of a cache
constexpr int64_t NearStep = 2048;    // bytes: nearer ones the processor fetches by itself

struct Line {
  Instruction *Reader = nullptr;
  Value *Address = nullptr;
  uint64_t Offset = 0;         ///< bytes behind Address
  const SCEV *Place = nullptr; ///< both together
  const SCEV *Step = nullptr;  ///< to where the next turn reads
  Loop *Turns = nullptr;
};

/// The innermost loop around \p Block that is not a loop over threads.
Loop *turnsAround(const BasicBlock &Block, const LoopInfo &LI) {
  Loop *L = LI.getLoopFor(&Block);
  while (L && (findOptionMDForLoop(L, LaneLoopProperty) || findOptionMDForLoop(L, RowLoopProperty) ||
               findOptionMDForLoop(L, "llvm.loop.isvectorized")))
    L = L->getParentLoop();
  return L;
}

/// By how much \p S moves in a turn of \p L, or nullptr. Conversions are taken not to overflow: a wrong line
/// costs time only.
const SCEV *stepOf(const SCEV *S, const Loop &L, ScalarEvolution &SE) {
  if (SE.isLoopInvariant(S, &L))
    return SE.getZero(S->getType()->isPointerTy() ? SE.getEffectiveSCEVType(S->getType()) : S->getType());
  if (auto *Rec = dyn_cast<SCEVAddRecExpr>(S)) {
    if (Rec->getLoop() != &L)
      return L.contains(Rec->getLoop()) ? stepOf(Rec->getStart(), L, SE) : nullptr;
    return Rec->isAffine() ? Rec->getStepRecurrence(SE) : nullptr;
  }
  if (auto *Cast = dyn_cast<SCEVIntegralCastExpr>(S)) {
    const SCEV *Step = stepOf(Cast->getOperand(), L, SE);
    return Step ? SE.getTruncateOrSignExtend(Step, S->getType()) : nullptr;
  }
  const SCEV *Result = nullptr;
  if (auto *Sum = dyn_cast<SCEVAddExpr>(S)) {
    for (const SCEV *Operand : Sum->operands()) {
      const SCEV *Step = stepOf(Operand, L, SE);
      if (!Step)
        return nullptr;
      Result = Result ? SE.getAddExpr(Result, Step) : Step;
    }
  } else if (auto *Product = dyn_cast<SCEVMulExpr>(S)) {
    const SCEV *Factor = SE.getOne(S->getType());
    for (const SCEV *Operand : Product->operands()) {
      if (SE.isLoopInvariant(Operand, &L))
        Factor = SE.getMulExpr(Factor, Operand);
      else if (Result || !(Result = stepOf(Operand, L, SE)))
        return nullptr;
    }
    Result = SE.getMulExpr(Factor, Result);
  }
  return Result;
}

/// Whether a turn of \p L goes on to read what follows behind \p Place.
bool readsOn(const SCEV *Place, const Loop &L, ScalarEvolution &SE) {
  auto *Rec = dyn_cast<SCEVAddRecExpr>(Place);
  auto *Step = Rec && Rec->getLoop() != &L ? dyn_cast<SCEVConstant>(Rec->getStepRecurrence(SE)) : nullptr;
  return Step && Step->getAPInt().abs().ult(NearStep);
}

/// The address and the number of the bytes that \p I reads.
std::pair<Value *, uint64_t> readBy(Instruction &I, const DataLayout &DL) {
  if (auto *Load = dyn_cast<LoadInst>(&I))
    return {Load->getPointerOperand(), DL.getTypeStoreSize(Load->getType()).getKnownMinValue()};
  if (auto *Copy = dyn_cast<MemTransferInst>(&I))
    if (auto *Length = dyn_cast<ConstantInt>(Copy->getLength()))
      return {Copy->getRawSource(), Length->getZExtValue()};
  return {};
}

bool isGlobalMemory(const Value *Address) {
  SmallVector<const Value *, 4> Objects;
  getUnderlyingObjects(Address, Objects, nullptr, 0);
  return all_of(Objects, [](const Value *O) { return isa<Argument>(O) || isa<LoadInst>(O); });
}

} // namespace

PreservedAnalyses PrefetchPass::run(Function &F, FunctionAnalysisManager &FAM) {
  auto &LI = FAM.getResult<LoopAnalysis>(F);
  auto &SE = FAM.getResult<ScalarEvolutionAnalysis>(F);
  const DataLayout &DL = F.getDataLayout();
  SCEVExpander Expander(SE, DL, "prefetch");
  SmallVector<Line, 16> Lines;
  for (Instruction &I : instructions(F)) {
    Loop *L = turnsAround(*I.getParent(), LI);
    auto [Address, Bytes] = L ? readBy(I, DL) : std::pair<Value *, uint64_t>();
    if (!Address || Bytes < SmallestRead || Bytes > LargestRead || !isGlobalMemory(Address))
      continue;
    const SCEV *Place = SE.getSCEV(Address), *Step = stepOf(Place, *L, SE);
    auto *Constant = dyn_cast_or_null<SCEVConstant>(Step);
    if (!Step || readsOn(Place, *L, SE) || !L->getLoopPreheader() ||
        (Constant && Constant->getAPInt().abs().ult(NearStep)) ||
        !Expander.isSafeToExpandAt(Step, L->getLoopPreheader()->getTerminator()))
      continue;
    // Up to the last byte: rows seldom begin where lines do.
    for (uint64_t Offset = 0; Offset < Bytes + LineBytes - 1; Offset += LineBytes) {
      Offset = std::min(Offset, Bytes - 1);
      const SCEV *There = SE.getAddExpr(Place, SE.getConstant(Place->getType(), Offset));
      if (none_of(Lines, [&](const Line &Other) {
            auto *Apart = dyn_cast<SCEVConstant>(SE.getMinusSCEV(There, Other.Place));
            return Other.Turns == L && Apart && Apart->getAPInt().abs().ult(LineBytes - 1);
          }))
        Lines.push_back({&I, Address, Offset, There, Step, L});
    }
  }
  for (const Line &N : Lines) {
    Value *Distance = Expander.expandCodeFor(N.Step, nullptr, N.Turns->getLoopPreheader()->getTerminator());
    IRBuilder<> B(N.Reader);
    Value *Next = B.CreatePtrAdd(N.Address, B.CreateSExtOrTrunc(Distance, B.getInt64Ty()));
    Next = B.CreatePtrAdd(Next, B.getInt64(N.Offset));
    B.CreateIntrinsic(Intrinsic::prefetch, {Next->getType()},
                      {Next, B.getInt32(0), B.getInt32(3), B.getInt32(1)});
  }
  return Lines.empty() ? PreservedAnalyses::all() : PreservedAnalyses::none();
}

} // namespace npucc
