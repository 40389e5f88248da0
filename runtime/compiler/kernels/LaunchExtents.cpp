// SPDX-License-Identifier: Apache-2.0
#include "LaunchExtents.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Operator.h"
#include <optional>

using namespace llvm;

namespace npucc {
namespace {

constexpr unsigned MostThreads = 1024, MostHops = 8;

// Parts of mangled names (npu/detail/dim3.h, npu/launch.h, npu/runtime.h).
constexpr StringLiteral Dim3Constructor = "_ZN4dim3C", LaunchConfigConstructor = "13launch_configC",
                        LaunchKernel = "LaunchKernel";

StringRef calleeName(const CallBase &Call) {
  const Function *F = Call.getCalledFunction();
  return F ? F->getName() : "";
}

/// A constant, or a variable that only ever gets one.
std::optional<unsigned> constantOf(const Value *V, unsigned Hops = 0) {
  if (auto *C = dyn_cast<ConstantInt>(V))
    return unsigned(C->getZExtValue());
  if (Hops > MostHops)
    return std::nullopt;
  if (auto *Cast = dyn_cast<CastInst>(V))
    return constantOf(Cast->getOperand(0), Hops + 1);
  if (auto *O = dyn_cast<BinaryOperator>(V)) {
    std::optional<unsigned> L = constantOf(O->getOperand(0), Hops + 1),
                            R = constantOf(O->getOperand(1), Hops + 1);
    if (!L || !R)
      return std::nullopt;
    switch (O->getOpcode()) {
    case Instruction::Add:
      return *L + *R;
    case Instruction::Sub:
      return *L - *R;
    case Instruction::Mul:
      return *L * *R;
    case Instruction::SDiv:
    case Instruction::UDiv:
      return *R ? std::optional(*L / *R) : std::nullopt;
    default:
      return std::nullopt;
    }
  }
  auto *Load = dyn_cast<LoadInst>(V);
  if (!Load)
    return std::nullopt;
  const Value *Variable = Load->getPointerOperand();
  if (auto *G = dyn_cast<GlobalVariable>(Variable))
    return G->hasInitializer() ? constantOf(G->getInitializer(), Hops + 1) : std::nullopt;
  if (!isa<AllocaInst>(Variable))
    return std::nullopt;
  std::optional<unsigned> Known;
  for (const User *U : Variable->users())
    if (auto *Store = dyn_cast<StoreInst>(U); Store && Store->getPointerOperand() == Variable) {
      std::optional<unsigned> Stored = constantOf(Store->getValueOperand(), Hops + 1);
      if (!Stored || (Known && *Known != *Stored))
        return std::nullopt;
      Known = Stored;
    }
  return Known;
}

/// The variable that a parameter was copied from, if it is the address of one, or a load of it.
const Value *variableOf(const Value *V) {
  if (auto *Load = dyn_cast<LoadInst>(V))
    V = Load->getPointerOperand();
  V = V->stripInBoundsOffsets();
  return isa<AllocaInst>(V) || isa<GlobalVariable>(V) ? V : nullptr;
}

class Reader {
public:
  explicit Reader(Function &Kernel) : Kernel(Kernel) {}

  LaunchExtents read() {
    for (User *U : Kernel.users())
      readUse(*U);
    return std::move(Result);
  }

private:
  Function &Kernel;
  LaunchExtents Result;

  void readUse(User &U) {
    auto *Call = dyn_cast<CallBase>(&U);
    if (!Call) {
      // Other than the table of annotations, a kernel whose address is kept may be launched anyhow.
      if (!isa<Constant>(U))
        Result.Complete = false;
      return;
    }
    bool Found = false;
    if (calleeName(*Call).contains(LaunchKernel))
      Found = readBlockArgument(*Call, /*First=*/1);
    for (const Use &Argument : Call->args())
      if (const Value *Variable = isa<AllocaInst>(Argument.get()) ? Argument.get() : nullptr)
        for (const User *Other : Variable->users())
          if (auto *Make = dyn_cast<CallBase>(Other); Make && Make->arg_size() &&
                                                      Make->getArgOperand(0) == Variable &&
                                                      calleeName(*Make).contains(LaunchConfigConstructor))
            Found |= readBlockArgument(*Make, /*First=*/1);
    Result.Complete &= Found;
  }

  /// The block is the second of two dim3 from the argument \p First on. A dim3 is passed in as many arguments
  /// as the target's calling convention says, all loaded from one variable.
  bool readBlockArgument(const CallBase &Call, unsigned First) {
    const Value *Grid = nullptr;
    for (unsigned N = First; N < Call.arg_size(); ++N) {
      const Value *Variable = variableOf(Call.getArgOperand(N));
      if (!Grid)
        Grid = Variable;
      else if (Variable && Variable != Grid)
        return readVariable(*Variable);
    }
    return false;
  }

  bool add(BlockExtent E) {
    if (!E.X || !E.Y || !E.Z || E.X > MostThreads || E.Y > MostThreads || E.Z > 64 ||
        E.threads() > MostThreads)
      return false;
    if (!is_contained(Result.Known, E))
      Result.Known.push_back(E);
    return true;
  }

  /// What the dim3 \p Variable may hold.
  bool readVariable(const Value &Variable, unsigned Hops = 0) {
    if (Hops > MostHops)
      return false;
    bool Found = false;
    std::optional<BlockExtent> Made;
    std::optional<unsigned> Fields[3];
    for (const User *U : Variable.users()) {
      if (auto *Copy = dyn_cast<MemTransferInst>(U); Copy && Copy->getRawDest() == &Variable) {
        const Value *Source = variableOf(Copy->getRawSource());
        Found |= Source && readVariable(*Source, Hops + 1);
      } else if (auto *Call = dyn_cast<CallBase>(U); Call && Call->arg_size() == 4 &&
                                                     Call->getArgOperand(0) == &Variable &&
                                                     calleeName(*Call).starts_with(Dim3Constructor)) {
        std::optional<unsigned> X = constantOf(Call->getArgOperand(1)),
                                Y = constantOf(Call->getArgOperand(2)),
                                Z = constantOf(Call->getArgOperand(3));
        if (X && Y && Z)
          Made = BlockExtent{*X, *Y, *Z};
      } else if (auto *Store = dyn_cast<StoreInst>(U); Store && Store->getPointerOperand() == &Variable) {
        Fields[0] = constantOf(Store->getValueOperand());
      } else if (auto *Field = dyn_cast<GEPOperator>(U)) {
        APInt Offset(64, 0);
        if (Field->accumulateConstantOffset(Kernel.getDataLayout(), Offset) && Offset.ule(8))
          for (const User *V : Field->users())
            if (auto *FieldStore = dyn_cast<StoreInst>(V);
                FieldStore && FieldStore->getPointerOperand() == Field)
              Fields[Offset.getZExtValue() / 4] = constantOf(FieldStore->getValueOperand());
      }
    }
    if (Made) {
      BlockExtent E = {Fields[0].value_or(Made->X), Fields[1].value_or(Made->Y), Fields[2].value_or(Made->Z)};
      Found |= add(E);
    }
    return Found;
  }
};

} // namespace

LaunchExtents findLaunchExtents(Function &Kernel) { return Reader(Kernel).read(); }

} // namespace npucc
