// SPDX-License-Identifier: Apache-2.0
#include "LanePattern.h"
#include "Builtins.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Analysis/ConstantFolding.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace npucc {
namespace {

constexpr unsigned Lanes = 32, LargestExpression = 32; // instructions

/// The values of an expression in one lane.
class InLane {
public:
  InLane(unsigned Lane, const DataLayout &DL) : Lane(Lane), DL(DL) {}

  /// \returns nullptr if \p V depends on more than the lane.
  Constant *valueOf(Value *V) {
    if (auto *C = dyn_cast<Constant>(V))
      return C;
    if (builtinOf(V) == Builtin::Lane)
      return ConstantInt::get(V->getType(), Lane);
    auto *I = dyn_cast<Instruction>(V);
    if (!I || !(isa<BinaryOperator, CmpInst, SelectInst, CastInst>(I)))
      return nullptr;
    if (auto Known = Values.find(I); Known != Values.end())
      return Known->second;
    if (Values.size() >= LargestExpression)
      return nullptr;
    SmallVector<Constant *, 3> Operands;
    for (Value *Operand : I->operands()) {
      Operands.push_back(valueOf(Operand));
      if (!Operands.back())
        return nullptr;
    }
    return Values[I] = ConstantFoldInstOperands(I, Operands, DL);
  }

private:
  unsigned Lane;
  const DataLayout &DL;
  DenseMap<Instruction *, Constant *> Values;
};

} // namespace

SmallVector<int, 32> lanePattern(Value &Source, const DataLayout &DL) {
  SmallVector<int, 32> Pattern;
  for (unsigned Lane = 0; Lane < Lanes; ++Lane) {
    auto *From = dyn_cast_or_null<ConstantInt>(InLane(Lane, DL).valueOf(&Source));
    if (!From || From->getValue().uge(Lanes))
      return {};
    Pattern.push_back(int(From->getZExtValue()));
  }
  return Pattern;
}

} // namespace npucc
