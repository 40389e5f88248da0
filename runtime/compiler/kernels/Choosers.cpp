// SPDX-License-Identifier: Apache-2.0
#include "Choosers.h"
#include "Builtins.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace npucc {
namespace {

SmallVector<AttributeSet, 8> parameterAttributes(Function &F) {
  SmallVector<AttributeSet, 8> Sets;
  for (unsigned N = 0; N < F.arg_size(); ++N)
    Sets.push_back(F.getAttributes().getParamAttrs(N));
  return Sets;
}

/// Calls \p Form with the arguments of the function that calls it.
void callForm(IRBuilder<> &B, Function &Form) {
  Function &F = *B.GetInsertBlock()->getParent();
  SmallVector<Value *, 8> Arguments;
  for (Argument &A : F.args())
    Arguments.push_back(&A);
  CallInst *Call = B.CreateCall(&Form, Arguments);
  Call->setAttributes(AttributeList::get(F.getContext(), {}, {}, parameterAttributes(F)));
}

} // namespace

std::pair<Function *, BranchInst *> startChooser(Function &P,
                                                 function_ref<Value *(IRBuilder<> &, Function &)> Condition) {
  auto *F = Function::Create(P.getFunctionType(), GlobalValue::InternalLinkage, P.getName() + ".block",
                             *P.getParent());
  F->copyAttributesFrom(&P);
  F->addFnAttr(BlockFunction);
  LLVMContext &C = P.getContext();
  IRBuilder<> B(BasicBlock::Create(C, "entry", F));
  Value *Holds = Condition(B, *F);
  return {F, B.CreateCondBr(Holds, BasicBlock::Create(C, "special", F), BasicBlock::Create(C, "general", F))};
}

void finishChooser(Function &F, BranchInst &Choice, Function &Special, Function &General) {
  // They are inlined.
  for (Function *Callee : {&Special, &General})
    if (Attribute Width = Callee->getFnAttribute("prefer-vector-width"); Width.isValid())
      F.addFnAttr(Width);
  for (auto [Block, Callee] :
       {std::pair{Choice.getSuccessor(0), &Special}, {Choice.getSuccessor(1), &General}}) {
    IRBuilder<> B(Block);
    callForm(B, *Callee);
    B.CreateRetVoid();
  }
}

Function *makeChooser(Function &P, Function &Special, Function &General,
                      function_ref<Value *(IRBuilder<> &)> Condition) {
  auto [F, Choice] = startChooser(P, [&](IRBuilder<> &B, Function &) { return Condition(B); });
  finishChooser(*F, *Choice, Special, General);
  return F;
}

Function *runLastApart(Function &P, Function &Form, function_ref<Value *(IRBuilder<> &, Function &)> Check) {
  Value *Blocks = nullptr;
  auto [F, Choice] = startChooser(P, [&](IRBuilder<> &B, Function &F) {
    Blocks = loadBuiltin(B, Builtin::Blocks);
    return B.CreateOr(B.CreateICmpEQ(Blocks, B.getInt32(1)), Check(B, F));
  });
  IRBuilder<> B(Choice->getSuccessor(0));
  callForm(B, Form);
  B.CreateRetVoid();
  B.SetInsertPoint(Choice->getSuccessor(1));
  Value *First = loadBuiltin(B, Builtin::BlockX), *Others = B.CreateSub(Blocks, B.getInt32(1));
  B.CreateStore(Others, builtinAddress(B, Builtin::Blocks));
  callForm(B, Form);
  B.CreateStore(B.CreateAdd(First, Others), builtinAddress(B, Builtin::BlockX));
  B.CreateStore(B.getInt32(1), builtinAddress(B, Builtin::Blocks));
  callForm(B, Form);
  B.CreateStore(First, builtinAddress(B, Builtin::BlockX));
  B.CreateRetVoid();
  return F;
}

} // namespace npucc
