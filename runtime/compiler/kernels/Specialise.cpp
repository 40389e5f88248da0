// SPDX-License-Identifier: Apache-2.0
#include "Specialise.h"
#include "Builtins.h"
#include "SyncPoints.h"
#include "Unrolling.h"
#include "llvm/IR/ConstantRange.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace npucc {
namespace {

constexpr unsigned MostTurns = 32; // of a loop that is unrolled
constexpr unsigned MostSyncs = 48; // places where threads wait, after unrolling a loop

/// Whether threads wait in \p L, but not too often.
bool isWaitingLoop(const Loop &L, unsigned Turns) {
  unsigned Syncs = 0;
  for (BasicBlock *B : L.blocks())
    for (Instruction &I : *B)
      Syncs += syncKindOf(I) != SyncKind::Entry;
  return Syncs && Turns <= MostTurns && Syncs * Turns <= MostSyncs &&
         countSyncs(*L.getHeader()->getParent()) + Syncs * (Turns - 1) <= MostSyncPoints;
}

} // namespace

void unrollWaitingLoops(Function &F, FunctionAnalysisManager &FAM) {
  bool Changed = false;
  while (unrollOne(F, FAM, isWaitingLoop))
    Changed = true;
  if (Changed)
    simplifyUnrolled(F, FAM);
}

void assumeExtent(Function &F, BlockExtent Extent, FunctionAnalysisManager &FAM) {
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    Type *I32 = Type::getInt32Ty(F.getContext());
    Value *Known = nullptr;
    auto Below = [&](unsigned Limit) {
      if (Limit == 1)
        Known = ConstantInt::get(I32, 0);
      else
        cast<CallInst>(I).addRangeRetAttr(ConstantRange(APInt(32, 0), APInt(32, Limit)));
    };
    switch (builtinOf(&I)) {
    case Builtin::BlockDimX:
      Known = ConstantInt::get(I32, Extent.X);
      break;
    case Builtin::BlockDimY:
      Known = ConstantInt::get(I32, Extent.Y);
      break;
    case Builtin::BlockDimZ:
      Known = ConstantInt::get(I32, Extent.Z);
      break;
    case Builtin::Threads:
      Known = ConstantInt::get(I32, Extent.threads());
      break;
    case Builtin::ThreadX:
      Below(Extent.X);
      break;
    case Builtin::ThreadY:
      Below(Extent.Y);
      break;
    case Builtin::ThreadZ:
      Below(Extent.Z);
      break;
    case Builtin::ThreadIndex:
      Below(Extent.threads());
      break;
    default:
      break;
    }
    if (!Known)
      continue;
    I.replaceAllUsesWith(Known);
    I.eraseFromParent();
  }
  simplifyUnrolled(F, FAM);
  unrollWaitingLoops(F, FAM);
}

} // namespace npucc
