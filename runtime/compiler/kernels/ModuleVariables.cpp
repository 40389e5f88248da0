// SPDX-License-Identifier: Apache-2.0
#include "ModuleVariables.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;

namespace npucc {

static cl::opt<bool> IsModule("npu-module", cl::desc("Keep variables, which other programs look up by name"));

void keepModuleVariables(Module &M) {
  if (!IsModule)
    return;
  SmallVector<GlobalValue *, 16> Variables;
  for (GlobalVariable &V : M.globals())
    if (V.hasLocalLinkage() && V.hasInitializer() && !V.isConstant() && !V.isThreadLocal() &&
        (V.getName().starts_with("_ZL") || V.getName().starts_with("_ZN")))
      Variables.push_back(&V);
  appendToUsed(M, Variables);
}

} // namespace npucc
