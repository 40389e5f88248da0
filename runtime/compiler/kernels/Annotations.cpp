// SPDX-License-Identifier: Apache-2.0
#include "Annotations.h"
#include "llvm/IR/Constants.h"

using namespace llvm;

namespace npucc {

void forEachAnnotation(Module &M, StringRef Name, function_ref<void(Constant *, Constant *)> Use) {
  GlobalVariable *Annotations = M.getGlobalVariable("llvm.global.annotations");
  if (!Annotations || !Annotations->hasInitializer())
    return;
  for (llvm::Use &Entry : cast<ConstantArray>(Annotations->getInitializer())->operands()) {
    auto *Fields = cast<ConstantStruct>(Entry.get());
    auto *Text = dyn_cast<GlobalVariable>(Fields->getOperand(1)->stripPointerCasts());
    auto *Data =
        Text && Text->hasInitializer() ? dyn_cast<ConstantDataArray>(Text->getInitializer()) : nullptr;
    if (!Data || !Data->isCString() || Data->getAsCString() != Name)
      continue;
    Constant *Arguments = nullptr;
    if (Fields->getNumOperands() > 4)
      if (auto *G = dyn_cast<GlobalVariable>(Fields->getOperand(4)->stripPointerCasts()))
        Arguments = G->hasInitializer() ? G->getInitializer() : nullptr;
    Use(Fields->getOperand(0)->stripPointerCasts(), Arguments);
  }
}

} // namespace npucc
