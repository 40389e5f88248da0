// SPDX-License-Identifier: Apache-2.0
#include "KernelFacts.h"
#include "RuntimeNames.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace npucc {
namespace {

/// Block-shared variables are thread-local ones; the runtime's headers have others of that kind.
bool isShared(const GlobalVariable &G) {
  return G.isThreadLocal() && !G.isDeclaration() && !G.getName().starts_with("_ZN3npu") &&
         !G.getName().starts_with("_ZZN3npu");
}

uint32_t staticShared(Function &Kernel) {
  SetVector<Function *> Reached;
  SetVector<GlobalVariable *> Shared;
  Reached.insert(&Kernel);
  for (size_t N = 0; N < Reached.size(); ++N)
    for (Instruction &I : instructions(*Reached[N]))
      for (Value *Operand : I.operands()) {
        Value *V = Operand->stripInBoundsConstantOffsets();
        if (auto *F = dyn_cast<Function>(V); F && !F->isDeclaration())
          Reached.insert(F);
        else if (auto *G = dyn_cast<GlobalVariable>(V); G && isShared(*G))
          Shared.insert(G);
      }
  const DataLayout &Layout = Kernel.getParent()->getDataLayout();
  uint64_t Bytes = 0;
  for (GlobalVariable *G : Shared)
    Bytes = alignTo(Bytes, Layout.getABITypeAlign(G->getValueType())) +
            Layout.getTypeAllocSize(G->getValueType());
  return static_cast<uint32_t>(std::min<uint64_t>(Bytes, UINT32_MAX));
}

/// The first argument of NPU_LAUNCH_BOUNDS, which leaves an annotation.
uint32_t maxThreads(Function &Kernel) {
  GlobalVariable *Annotations = Kernel.getParent()->getGlobalVariable("llvm.global.annotations");
  if (!Annotations || !Annotations->hasInitializer())
    return 0;
  for (Use &Entry : cast<ConstantArray>(Annotations->getInitializer())->operands()) {
    auto *Fields = cast<ConstantStruct>(Entry.get());
    auto *Text = dyn_cast<GlobalVariable>(Fields->getOperand(1)->stripPointerCasts());
    auto *Data =
        Text && Text->hasInitializer() ? dyn_cast<ConstantDataArray>(Text->getInitializer()) : nullptr;
    if (Fields->getOperand(0)->stripPointerCasts() != &Kernel || Fields->getNumOperands() < 5 || !Data ||
        !Data->isCString() || Data->getAsCString() != names::LaunchBoundsAnnotation)
      continue;
    auto *Arguments = dyn_cast<GlobalVariable>(Fields->getOperand(4)->stripPointerCasts());
    if (!Arguments || !Arguments->hasInitializer())
      continue;
    if (auto *First = dyn_cast_or_null<ConstantInt>(Arguments->getInitializer()->getAggregateElement(0u)))
      return static_cast<uint32_t>(First->getLimitedValue(UINT32_MAX));
  }
  return 0;
}

} // namespace

KernelFacts factsOf(Function &Kernel) { return {staticShared(Kernel), maxThreads(Kernel)}; }

} // namespace npucc
