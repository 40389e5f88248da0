// SPDX-License-Identifier: Apache-2.0
#include "Prefetch.h"
#include "Axes.h"
#include "RangeSplit.h"
#include "RuntimeNames.h"
#include "Steps.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/Analysis/ScalarEvolutionExpressions.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Dominators.h"
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
constexpr unsigned BlocksAhead = 3;   // a block is often shorter than a line is on its way

/// Where a turn of a loop, or a block, reads at most LargestRead bytes on end: at once, or the beginning of a
/// row.
struct Read {
  Instruction *Before = nullptr; ///< where the turn comes by
  const SCEV *Place = nullptr;
  Value *Address = nullptr; ///< Place, where the code has it
  uint64_t Bytes = 0;
  Loop *Turns = nullptr; ///< nullptr: the block
};

struct Line {
  Read From;
  uint64_t Offset = 0; ///< bytes behind its beginning
  const SCEV *Place = nullptr;
  const SCEV *Distance = nullptr; ///< to what is fetched
};

/// The innermost loop around \p Block that is not a loop over threads.
Loop *turnsAround(const BasicBlock &Block, const LoopInfo &LI) {
  Loop *L = LI.getLoopFor(&Block);
  while (L && (findOptionMDForLoop(L, LaneLoopProperty) || findOptionMDForLoop(L, RowLoopProperty) ||
               findOptionMDForLoop(L, "llvm.loop.isvectorized")))
    L = L->getParentLoop();
  return L;
}

/// Where \p F reads blockIdx.x: once for each of its forms.
SmallVector<const SCEV *, 4> blockIndices(Function &F, ScalarEvolution &SE) {
  SmallVector<const SCEV *, 4> Found;
  for (Instruction &I : instructions(F))
    if (auto *Load = dyn_cast<LoadInst>(&I))
      if (auto *Address = dyn_cast<IntrinsicInst>(Load->getPointerOperand()))
        if (Address->getIntrinsicID() == Intrinsic::threadlocal_address &&
            Address->getArgOperand(0)->getName() == names::BlockIdx)
          Found.push_back(SE.getSCEV(Load));
  return Found;
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

/// What \p I reads within a turn, or nothing.
std::optional<Read> readIn(Instruction &I, const LoopInfo &LI, ScalarEvolution &SE) {
  Loop *L = turnsAround(*I.getParent(), LI);
  auto [Address, Bytes] = readBy(I, I.getDataLayout());
  if (!Address || !isGlobalMemory(Address))
    return {};
  const SCEV *Place = SE.getSCEV(Address);
  const std::optional<Read> AtOnce = Bytes < SmallestRead || Bytes > LargestRead
                                         ? std::nullopt
                                         : std::optional<Read>({&I, Place, Address, Bytes, L});
  auto *Rec = dyn_cast<SCEVAddRecExpr>(Place);
  if (!Rec || Rec->getLoop() == L)
    return AtOnce;
  auto *Step = dyn_cast<SCEVConstant>(Rec->getStepRecurrence(SE));
  if (!Step || !isNear(*Step))
    return AtOnce;
  // A row in a loop over its threads.
  BasicBlock *Preheader = Rec->getLoop()->getLoopPreheader();
  if (!Preheader || turnsAround(*Preheader, LI) != L || !Step->getAPInt().isStrictlyPositive())
    return {};
  const uint64_t Turns = SE.getSmallConstantMaxTripCount(Rec->getLoop()),
                 Length = Turns ? Turns * Step->getAPInt().getZExtValue() : LargestRead;
  if (Length < SmallestRead)
    return {};
  return Read{Preheader->getTerminator(), Rec->getStart(), nullptr, std::min(Length, LargestRead), L};
}

} // namespace

PreservedAnalyses PrefetchPass::run(Function &F, FunctionAnalysisManager &FAM) {
  auto &LI = FAM.getResult<LoopAnalysis>(F);
  auto &SE = FAM.getResult<ScalarEvolutionAnalysis>(F);
  auto &DT = FAM.getResult<DominatorTreeAnalysis>(F);
  SCEVExpander Expander(SE, F.getDataLayout(), "prefetch");
  SmallVector<const SCEV *, 4> Blocks;
  if (!hasExchangedAxes(F)) // where blocks are numbered along x
    Blocks = blockIndices(F, SE);
  SmallVector<Line, 16> Lines;
  for (Instruction &I : instructions(F)) {
    const std::optional<Read> R = readIn(I, LI, SE);
    if (!R)
      continue;
    auto *Block = find_if(Blocks, [&](const SCEV *B) { return SE.hasOperand(R->Place, B); });
    if (R->Turns ? !R->Turns->getLoopPreheader() : Block == Blocks.end())
      continue;
    Instruction *Ahead = R->Turns ? R->Turns->getLoopPreheader()->getTerminator() : R->Before;
    const SCEV *Step = stepOf(R->Place, {R->Turns, R->Turns ? nullptr : *Block}, SE);
    if (!Step || isNear(*Step) || !Expander.isSafeToExpandAt(Step, Ahead) ||
        (!R->Address && !Expander.isSafeToExpandAt(R->Place, R->Before)))
      continue;
    const SCEV *Distance =
        R->Turns ? Step : SE.getMulExpr(Step, SE.getConstant(Step->getType(), BlocksAhead));
    // Up to the last byte: rows seldom begin where lines do.
    for (uint64_t Offset = 0; Offset < R->Bytes + LineBytes - 1; Offset += LineBytes) {
      Offset = std::min(Offset, R->Bytes - 1);
      const SCEV *There = SE.getAddExpr(R->Place, SE.getConstant(R->Place->getType(), Offset));
      if (none_of(Lines, [&](const Line &Other) {
            auto *Apart = dyn_cast<SCEVConstant>(SE.getMinusSCEV(There, Other.Place));
            return Other.From.Turns == R->Turns && DT.dominates(Other.From.Before, R->Before) && Apart &&
                   Apart->getAPInt().abs().ult(LineBytes - 1);
          }))
        Lines.push_back({*R, Offset, There, Distance});
    }
  }
  for (const Line &N : Lines) {
    const Read &From = N.From;
    Value *Distance = Expander.expandCodeFor(
        N.Distance, nullptr, From.Turns ? From.Turns->getLoopPreheader()->getTerminator() : From.Before);
    Value *Begin = From.Address ? From.Address : Expander.expandCodeFor(From.Place, nullptr, From.Before);
    IRBuilder<> B(From.Before);
    Value *Next = B.CreatePtrAdd(Begin, B.CreateSExtOrTrunc(Distance, B.getInt64Ty()));
    Next = B.CreatePtrAdd(Next, B.getInt64(N.Offset));
    B.CreateIntrinsic(Intrinsic::prefetch, {Next->getType()},
                      {Next, B.getInt32(0), B.getInt32(2), B.getInt32(1)});
  }
  return Lines.empty() ? PreservedAnalyses::all() : PreservedAnalyses::none();
}

} // namespace npucc
