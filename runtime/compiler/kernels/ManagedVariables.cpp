// SPDX-License-Identifier: Apache-2.0
#include "ManagedVariables.h"
#include "Annotations.h"
#include "RuntimeNames.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;

namespace npucc {

void registerManagedVariables(Module &M) {
  SetVector<GlobalVariable *> Variables;
  forEachAnnotation(M, names::ManagedAnnotation, [&](Constant *Annotated, Constant *) {
    if (auto *V = dyn_cast<GlobalVariable>(Annotated); V && !V->isDeclaration())
      Variables.insert(V);
  });
  if (Variables.empty())
    return;
  LLVMContext &C = M.getContext();
  auto *Register = Function::Create(FunctionType::get(Type::getVoidTy(C), false),
                                    GlobalValue::InternalLinkage, "npu.register.managed", M);
  IRBuilder<> B(BasicBlock::Create(C, "", Register));
  IntegerType *Size = M.getDataLayout().getIntPtrType(C);
  FunctionCallee Call =
      M.getOrInsertFunction(names::RegisterManaged, B.getVoidTy(), PointerType::get(C, 0), Size);
  for (GlobalVariable *V : Variables)
    B.CreateCall(Call, {V, ConstantInt::get(Size, M.getDataLayout().getTypeAllocSize(V->getValueType()))});
  B.CreateRetVoid();
  appendToGlobalCtors(M, Register, 65535);
}

} // namespace npucc
