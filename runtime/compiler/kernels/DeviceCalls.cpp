// SPDX-License-Identifier: Apache-2.0
#include "DeviceCalls.h"
#include "RuntimeNames.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace npucc {
namespace {

enum class HeapCall { Malloc, New, Free };

struct HeapFunction {
  StringLiteral Library, Runtime;
  HeapCall Kind;
};
const HeapFunction HeapFunctions[] = {
    {"malloc", names::Malloc, HeapCall::Malloc},
    {"free", names::Free, HeapCall::Free},
    {"_Znwm", names::New, HeapCall::New},
    {"_Znam", names::NewArray, HeapCall::New},
    {"_ZdlPv", names::Delete, HeapCall::Free},
    {"_ZdaPv", names::DeleteArray, HeapCall::Free},
    {"_ZdlPvm", names::Delete, HeapCall::Free}, // the size says nothing new
    {"_ZdaPvm", names::DeleteArray, HeapCall::Free},
};

FunctionCallee declare(Module &M, const HeapFunction &H) {
  LLVMContext &C = M.getContext();
  Type *Pointer = PointerType::get(C, 0);
  const bool Frees = H.Kind == HeapCall::Free;
  FunctionCallee Callee = Frees
                              ? M.getOrInsertFunction(H.Runtime, Type::getVoidTy(C), Pointer)
                              : M.getOrInsertFunction(H.Runtime, Pointer, M.getDataLayout().getIntPtrType(C));
  auto *F = cast<Function>(Callee.getCallee());
  // What lets pairs without a use between them go, as with the library's own.
  F->addFnAttr("alloc-family", H.Library.starts_with("_Z") ? "npu_new" : "npu_malloc");
  const AllocFnKind Kind = Frees ? AllocFnKind::Free : AllocFnKind::Alloc | AllocFnKind::Uninitialized;
  F->addFnAttr(Attribute::get(C, Attribute::AllocKind, static_cast<uint64_t>(Kind)));
  if (H.Kind != HeapCall::New) // which throws on the host
    F->setDoesNotThrow();
  if (Frees) {
    F->addParamAttr(0, Attribute::AllocatedPointer);
    return Callee;
  }
  F->addFnAttr(Attribute::getWithAllocSizeArgs(C, 0, std::nullopt));
  F->addRetAttr(Attribute::NoAlias);
  return Callee;
}

void redirect(CallBase &Call, FunctionCallee Callee) {
  IRBuilder<> B(&Call);
  Value *Argument = Call.getArgOperand(0);
  CallBase *New;
  if (auto *Invoke = dyn_cast<InvokeInst>(&Call))
    New = B.CreateInvoke(Callee, Invoke->getNormalDest(), Invoke->getUnwindDest(), {Argument});
  else
    New = B.CreateCall(Callee, {Argument});
  New->takeName(&Call);
  Call.replaceAllUsesWith(New);
  Call.eraseFromParent();
}

} // namespace

void redirectHeap(Module &M) {
  for (const HeapFunction &H : HeapFunctions) {
    Function *F = M.getFunction(H.Library);
    if (!F || !F->isDeclaration()) // a program may replace the operators
      continue;
    for (User *U : make_early_inc_range(F->users()))
      if (auto *Call = dyn_cast<CallBase>(U); Call && Call->getCalledFunction() == F)
        redirect(*Call, declare(M, H));
  }
}

void countPrintedArguments(Function &F) {
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    auto *Call = dyn_cast<CallInst>(&I);
    const Function *Callee = Call ? Call->getCalledFunction() : nullptr;
    if (!Callee || Callee->getName() != "printf" || Call->use_empty())
      continue;
    IRBuilder<> B(Call->getNextNode());
    Value *Failed = B.CreateICmpSLT(Call, ConstantInt::get(Call->getType(), 0));
    Value *Result = B.CreateSelect(Failed, Call, ConstantInt::get(Call->getType(), Call->arg_size() - 1));
    Call->replaceUsesWithIf(Result, [&](Use &U) { return U.getUser() != Failed && U.getUser() != Result; });
  }
}

} // namespace npucc
