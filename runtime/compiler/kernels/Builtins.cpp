// SPDX-License-Identifier: Apache-2.0
#include "Builtins.h"
#include "Axes.h"
#include "RuntimeNames.h"
#include "llvm/IR/ConstantRange.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace npucc {
namespace {

constexpr StringLiteral Prefix = "npu.builtin.";

/// One past the largest value, or 0 where the type is the only limit (CUDA C++ Programming Guide, technical
/// specifications per compute capability).
uint32_t limitOf(Builtin B) {
  switch (B) {
  case Builtin::ThreadX:
  case Builtin::ThreadY:
  case Builtin::ThreadIndex:
    return 1024;
  case Builtin::ThreadZ:
    return 64;
  case Builtin::Lane:
  case Builtin::Warp:
  case Builtin::WarpInRow:
    return 32;
  case Builtin::BlockDimX:
  case Builtin::BlockDimY:
  case Builtin::Threads:
    return 1025;
  case Builtin::Blocks: // detail::most_joined_threads
    return 4097;
  case Builtin::BlockDimZ:
    return 65;
  case Builtin::BlockX:
  case Builtin::LineX:
  case Builtin::LineFirst:
    return 0x7fffffff;
  case Builtin::GridDimX:
    return 0x80000000;
  case Builtin::BlockY:
  case Builtin::BlockZ:
    return 65535;
  case Builtin::GridDimY:
  case Builtin::GridDimZ:
    return 65536;
  default:
    return 0;
  }
}

} // namespace

Function *builtinFunction(Module &M, Builtin B) {
  std::string Name = (Prefix + Twine(unsigned(B))).str();
  if (Function *F = M.getFunction(Name))
    return F;
  LLVMContext &C = M.getContext();
  Type *T = B == Builtin::DynamicShared       ? static_cast<Type *>(PointerType::get(C, 0))
            : B == Builtin::DynamicSharedSize ? Type::getInt64Ty(C)
                                              : Type::getInt32Ty(C);
  auto *F = Function::Create(FunctionType::get(T, false), GlobalValue::ExternalLinkage, Name, M);
  F->setDoesNotAccessMemory();
  F->setDoesNotThrow();
  F->setWillReturn();
  F->setSpeculatable();
  if (uint32_t Limit = limitOf(B)) {
    bool Extent = (B >= Builtin::BlockDimX && B <= Builtin::Threads) || B == Builtin::Blocks;
    F->addRetAttr(Attribute::get(C, Attribute::Range, ConstantRange(APInt(32, Extent), APInt(32, Limit))));
  }
  return F;
}

CallInst *callBuiltin(Builtin B, Instruction *Before) {
  return CallInst::Create(builtinFunction(*Before->getModule(), B), "", Before->getIterator());
}

Builtin builtinOf(const Value *V) {
  auto *Call = dyn_cast<CallInst>(V);
  Function *F = Call ? Call->getCalledFunction() : nullptr;
  unsigned Number;
  if (!F || !F->getName().starts_with(Prefix) ||
      F->getName().drop_front(Prefix.size()).getAsInteger(10, Number))
    return Builtin::Count;
  return Builtin(Number);
}

Value *builtinAddress(IRBuilder<> &B, Builtin What) {
  static const StringRef Variables[] = {names::BlockIdx, names::BlockDim, names::GridDim};
  StringRef Variable = names::Now;
  unsigned Offset = 0;
  switch (What) {
  case Builtin::Threads:
    Offset = 28;
    break;
  case Builtin::Blocks:
    Offset = 32;
    break;
  case Builtin::DynamicShared:
    Offset = 8;
    break;
  case Builtin::DynamicSharedSize:
    Offset = 16;
    break;
  default:
    const unsigned N = unsigned(What) - unsigned(Builtin::BlockX);
    const bool Exchanged = N % 3 < 2 && hasExchangedAxes(*B.GetInsertBlock()->getParent());
    Variable = Variables[N / 3];
    Offset = (N % 3 ^ unsigned(Exchanged)) * 4;
    break;
  }
  GlobalVariable *G = threadLocalVariable(*B.GetInsertBlock()->getModule(), Variable);
  return B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), B.CreateThreadLocalAddress(G), Offset);
}

Value *loadBuiltin(IRBuilder<> &B, Builtin What) {
  if (What == Builtin::LineFirst)
    return B.CreateMul(loadBuiltin(B, Builtin::BlockX), loadBuiltin(B, Builtin::BlockDimX), "", true, true);
  if (What == Builtin::LineLength)
    return B.CreateMul(loadBuiltin(B, Builtin::Blocks), loadBuiltin(B, Builtin::BlockDimX), "", true, true);
  Module &M = *B.GetInsertBlock()->getModule();
  LLVMContext &C = M.getContext();
  LoadInst *Load = B.CreateLoad(builtinFunction(M, What)->getReturnType(), builtinAddress(B, What));
  MDBuilder MDB(C);
  if (Attribute Range = builtinFunction(M, What)->getRetAttribute(Attribute::Range); Range.isValid())
    Load->setMetadata(LLVMContext::MD_range,
                      MDB.createRange(Range.getRange().getLower(), Range.getRange().getUpper()));
  if (What == Builtin::DynamicShared)
    Load->setMetadata(LLVMContext::MD_align,
                      MDNode::get(C, MDB.createConstant(ConstantInt::get(B.getInt64Ty(), 128))));
  return Load;
}

GlobalVariable *threadLocalVariable(Module &M, StringRef Name) {
  if (GlobalVariable *G = M.getGlobalVariable(Name))
    return G;
  Type *T = ArrayType::get(Type::getInt32Ty(M.getContext()), 3);
  return new GlobalVariable(M, T, false, GlobalValue::ExternalLinkage, nullptr, Name, nullptr,
                            GlobalValue::InitialExecTLSModel);
}

} // namespace npucc
