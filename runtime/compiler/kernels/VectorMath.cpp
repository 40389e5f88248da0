// SPDX-License-Identifier: Apache-2.0
#include "VectorMath.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/VFABIDemangler.h"

using namespace llvm;

namespace npucc {
namespace {

constexpr StringLiteral AllowedFlag = "npu.vector.math"; // of the module

/// The function of C that \p Call stands for, without its suffix, or nothing.
StringRef functionOf(const CallInst &Call) {
#ifdef NPU_VECTOR_MATH
  const Function *Callee = Call.getCalledFunction();
  Type *Type = Call.getType();
  if (!Callee || !Callee->isDeclaration() || !(Type->isFloatTy() || Type->isDoubleTy()) ||
      !Call.doesNotAccessMemory() || !Call.getModule()->getModuleFlag(AllowedFlag))
    return {};
  StringRef Name = Callee->getName();
  if (Callee->isIntrinsic()) {
    if (!Name.consume_front("llvm.") || !Name.consume_back(Type->isFloatTy() ? ".f32" : ".f64"))
      return {};
  } else if (Type->isFloatTy() && !Name.consume_back("f")) {
    return {};
  }
  return StringSwitch<StringRef>(Name)
#define FUNCTION(name, error, arguments) .Case(#name, Call.arg_size() == arguments ? #name : "")
#include "../../src/cpu/vector_math.def"
#undef FUNCTION
      .Default({});
#else
  return {};
#endif
}

/// How many elements of \p Type the registers of \p F hold, smallest first.
SmallVector<unsigned, 3> lanesOf(const Function &F, const Type &Type) {
  const StringRef Features = F.getFnAttribute("target-features").getValueAsString();
  SmallVector<unsigned, 3> Lanes;
#if defined(__x86_64__)
  const unsigned Bits = Features.contains("+avx512f")                             ? 512
                        : Features.contains("+avx2") && Features.contains("+fma") ? 256
                                                                                  : 0;
#else
  const unsigned Bits = Features.contains("+neon") ? 128 : 0;
#endif
  for (unsigned Width = 128; Width <= Bits; Width *= 2)
    Lanes.push_back(Width / Type.getPrimitiveSizeInBits());
  return Lanes;
}

} // namespace

void allowVectorMath(Module &M) { M.addModuleFlag(Module::Max, AllowedFlag, 1); }

bool hasVectorForm(const CallInst &Call) {
  return !functionOf(Call).empty() && !lanesOf(*Call.getFunction(), *Call.getType()).empty();
}

PreservedAnalyses VectorMathPass::run(Function &F, FunctionAnalysisManager &) {
  Module &M = *F.getParent();
  for (Instruction &I : instructions(F)) {
    auto *Call = dyn_cast<CallInst>(&I);
    const StringRef Name = Call ? functionOf(*Call) : "";
    if (Name.empty())
      continue;
    // Lanes that do not ask for it may compute along.
    Call->getCalledFunction()->addFnAttr(Attribute::Speculatable);
    SmallVector<std::string, 3> Forms;
    for (unsigned Lanes : lanesOf(F, *Call->getType())) {
      const std::string Vector =
          ("npu_vector_" + Name + (Call->getType()->isFloatTy() ? "_f" : "_d") + Twine(Lanes)).str();
      auto *Type = VectorType::get(Call->getType(), ElementCount::getFixed(Lanes));
      M.getOrInsertFunction(
          Vector, FunctionType::get(Type, SmallVector<llvm::Type *, 2>(Call->arg_size(), Type), false));
      Forms.push_back(("_ZGV_LLVM_N" + Twine(Lanes) + std::string(Call->arg_size(), 'v') + "_" +
                       Call->getCalledFunction()->getName() + "(" + Vector + ")")
                          .str());
    }
    VFABI::setVectorVariantNames(Call, Forms);
  }
  return PreservedAnalyses::all();
}

} // namespace npucc
