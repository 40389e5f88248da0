// SPDX-License-Identifier: Apache-2.0
#include "Axes.h"
#include "Builtins.h"
#include "LoopAnalyses.h"
#include "SharedMemory.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace npucc {
namespace {

constexpr StringLiteral Exchanged = "npu.exchanged"; // attribute

constexpr unsigned TurnsOfLoops = 8, DeepestLoop = 3; // an estimate

Builtin exchanged(Builtin B) {
  switch (B) {
  case Builtin::ThreadX:
    return Builtin::ThreadY;
  case Builtin::BlockX:
    return Builtin::BlockY;
  case Builtin::BlockDimX:
    return Builtin::BlockDimY;
  case Builtin::GridDimX:
    return Builtin::GridDimY;
  case Builtin::ThreadY:
    return Builtin::ThreadX;
  case Builtin::BlockY:
    return Builtin::BlockX;
  case Builtin::BlockDimY:
    return Builtin::BlockDimX;
  case Builtin::GridDimY:
    return Builtin::GridDimX;
  default:
    return B;
  }
}

void exchange(Function &F) {
  for (Instruction &I : make_early_inc_range(instructions(F)))
    if (Builtin B = builtinOf(&I); B != Builtin::Count && exchanged(B) != B) {
      I.replaceAllUsesWith(callBuiltin(exchanged(B), &I));
      I.eraseFromParent();
    }
}

/// How often neighbouring threads touch global memory at places that are not near each other; a store counts
/// as two, since it fetches and writes back.
unsigned farAccesses(Function &F) {
  DominatorTree DT(F);
  LoopInfo LI(DT);
  Uniformity U(F);
  unsigned Count = 0;
  for (Instruction &I : instructions(F)) {
    const Value *Address = getLoadStorePointerOperand(&I);
    if (!Address || isa<AllocaInst>(getUnderlyingObject(Address)) ||
        isSharedMemory(Address, /*Maybe=*/true) || isNear(threadStride(Address, U)))
      continue;
    unsigned Turns = isa<StoreInst>(I) ? 2 : 1;
    for (unsigned Depth = std::min(LI.getLoopDepth(I.getParent()), DeepestLoop); Depth; --Depth)
      Turns *= TurnsOfLoops;
    Count += Turns;
  }
  return Count;
}

/// Whether threads know x and y, and nothing that depends on their order.
bool mayBeExchanged(Function &F) {
  bool X = false, Y = false;
  for (Instruction &I : instructions(F)) {
    const Builtin B = builtinOf(&I);
    X |= B == Builtin::ThreadX;
    Y |= B == Builtin::ThreadY;
    if (B == Builtin::ThreadIndex || B == Builtin::Lane)
      return false;
  }
  return X && Y;
}

} // namespace

bool gainsByExchangedAxes(Function &F) {
  if (!mayBeExchanged(F))
    return false;
  const unsigned Before = farAccesses(F);
  if (!Before)
    return false;
  exchange(F);
  const unsigned After = farAccesses(F);
  exchange(F);
  return After < Before;
}

void exchangeAxes(Function &F, LaunchExtents &Extents) {
  exchange(F);
  for (BlockExtent &E : Extents.Known)
    std::swap(E.X, E.Y);
  if (hasExchangedAxes(F))
    F.removeFnAttr(Exchanged);
  else
    F.addFnAttr(Exchanged);
}

bool hasExchangedAxes(const Function &F) { return F.hasFnAttribute(Exchanged); }

} // namespace npucc
