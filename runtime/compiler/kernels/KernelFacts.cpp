// SPDX-License-Identifier: Apache-2.0
#include "KernelFacts.h"
#include "Annotations.h"
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
  uint32_t Bound = 0;
  forEachAnnotation(*Kernel.getParent(), names::LaunchBoundsAnnotation,
                    [&](Constant *Annotated, Constant *Arguments) {
                      auto *First = Annotated == &Kernel && Arguments
                                        ? dyn_cast_or_null<ConstantInt>(Arguments->getAggregateElement(0u))
                                        : nullptr;
                      if (First)
                        Bound = static_cast<uint32_t>(First->getLimitedValue(UINT32_MAX));
                    });
  return Bound;
}

} // namespace

KernelFacts factsOf(Function &Kernel) { return {staticShared(Kernel), maxThreads(Kernel)}; }

} // namespace npucc
