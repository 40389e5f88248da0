// SPDX-License-Identifier: Apache-2.0
#include "KernelPass.h"
#include "Annotations.h"
#include "Casts.h"
#include "Choosers.h"
#include "DeviceCalls.h"
#include "DivisionTraps.h"
#include "Divisions.h"
#include "KernelForms.h"
#include "ManagedVariables.h"
#include "MaskedStores.h"
#include "ModuleVariables.h"
#include "Prefetch.h"
#include "RuntimeNames.h"
#include "SharedMemory.h"
#include "VectorMath.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Transforms/Utils/LowerSwitch.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;

namespace npucc {
namespace {

cl::opt<bool> Remarks("npu-remarks", cl::desc("Tell for each kernel whether it is compiled, and why not"));
constexpr StringLiteral DeviceCode = "npu.device"; // attribute of kernels and what kernels may call

/// Whether \p Kernel is nothing but a part of other kernels here: the instance of a template whose launch
/// passes by a kernel of its own (npu::detail::call_deduced). Another source that launches it has its own
/// copy.
bool isOnlyCalled(const Function &Kernel, const GlobalVariable *Annotations) {
  if (!Kernel.isDiscardableIfUnused())
    return false;
  bool Called = false;
  for (const Use &U : Kernel.uses()) {
    if (auto *Call = dyn_cast<CallBase>(U.getUser()); Call && Call->isCallee(&U))
      Called = true;
    else if (!isa<Constant>(U.getUser()) || !all_of(U.getUser()->users(), [&](const User *Whole) {
               return Whole->hasOneUser() && *Whole->user_begin() == Annotations;
             }))
      return false;
  }
  return Called;
}

/// The functions that NPU_GLOBAL marks.
SetVector<Function *> findKernels(Module &M) {
  SetVector<Function *> Kernels;
  GlobalVariable *Annotations = M.getGlobalVariable("llvm.global.annotations");
  forEachAnnotation(M, names::KernelAnnotation, [&](Constant *Annotated, Constant *) {
    if (auto *F = dyn_cast<Function>(Annotated); F && !F->isDeclaration() && !isOnlyCalled(*F, Annotations))
      Kernels.insert(F);
  });
  return Kernels;
}

/// Calls after which threads may go on together only where all have come.
void markSynchronising(Module &M) {
  for (Function &F : M)
    for (StringRef Name :
         {names::Barrier, names::BarrierReduce, names::WarpRendezvous, names::SyncWarp, names::WarpShuffle32,
          names::WarpShuffle64, names::WarpBallot, names::WarpConverge})
      if (F.getName() == Name) {
        F.addFnAttr(Attribute::Convergent);
        F.addFnAttr(Attribute::NoUnwind);
      }
}

/// The runtime's own functions know the range of what they cast.
bool isOfRuntime(const Function &F) {
  return F.getName().starts_with("_ZN3npu") || F.getName().starts_with("_ZNK3npu");
}

/// What clang freezes since only some lanes have set it (NPU_DETAIL_MAYBE_UNSET); to the passes it would be
/// one more value that they know nothing of. Nothing behind clang takes arguments to be set here.
void dropFreezes(Function &F) {
  for (Instruction &I : make_early_inc_range(instructions(F)))
    if (isa<FreezeInst>(I)) {
      I.replaceAllUsesWith(I.getOperand(0));
      I.eraseFromParent();
    }
}

/// Undefined behaviour of C++ that programs rely on. Overflow of signed integers in host code wraps around,
/// as programs that were only ever built by nvcc with gcc have come to expect; kernels keep the promise,
/// since indices live on it. In kernels casts to integers saturate, divisions give some number for each
/// divisor, and printf returns what CUDA says.
void defineArithmetic(Module &M, const SetVector<Function *> &Kernels) {
  SetVector<Function *> Device(Kernels.begin(), Kernels.end());
  for (size_t N = 0; N < Device.size(); ++N)
    for (Instruction &I : instructions(*Device[N]))
      for (Value *Operand : I.operands())
        if (auto *F = dyn_cast<Function>(Operand->stripPointerCasts()); F && !F->isDeclaration())
          Device.insert(F);
  for (Function *F : Device) {
    F->addFnAttr(DeviceCode);
    dropFreezes(*F);
    if (!isOfRuntime(*F)) {
      saturateCasts(*F);
      countPrintedArguments(*F);
    }
  }
  for (Function &F : M)
    if (!Device.contains(&F))
      for (Instruction &I : instructions(F))
        if (isa<OverflowingBinaryOperator>(I))
          I.setHasNoSignedWrap(false);
}

/// Makes the forms known before main.
void registerForms(Module &M, ArrayRef<KernelForm> Forms) {
  LLVMContext &C = M.getContext();
  Type *I32 = Type::getInt32Ty(C);
  PointerType *Ptr = PointerType::get(C, 0);
  auto *Register = Function::Create(FunctionType::get(Type::getVoidTy(C), false),
                                    GlobalValue::InternalLinkage, "npu.register", M);
  IRBuilder<> B(BasicBlock::Create(C, "", Register));
  FunctionCallee Call = M.getOrInsertFunction(names::RegisterForm, B.getVoidTy(), Ptr);
  auto *FormType = StructType::get(C, {Ptr, Ptr, Ptr, Ptr, I32, I32, I32, I32, I32, I32, I32, I32});
  auto *Null = ConstantPointerNull::get(Ptr);
  for (const KernelForm &F : Forms) {
    Constant *Reason = F.Block ? static_cast<Constant *>(Null) : B.CreateGlobalStringPtr(F.Reason, "", 0, &M);
    Constant *Name = B.CreateGlobalStringPtr(demangle(F.Kernel->getName().str()), "", 0, &M);
    auto *Value = ConstantStruct::get(
        FormType, F.Kernel, F.Block ? static_cast<Constant *>(F.Block) : Null, Name, Reason,
        B.getInt32(F.Flags), B.getInt32(npu::detail::kernel_form_version), B.getInt32(F.Facts.StaticShared),
        B.getInt32(F.Facts.MaxThreads), B.getInt32(F.Column.X), B.getInt32(F.Column.Y),
        B.getInt32(F.Column.Z), B.getInt32(F.JoinedExtent));
    auto *Global = new GlobalVariable(M, FormType, true, GlobalValue::PrivateLinkage, Value, "npu.form");
    B.CreateCall(Call, {Global});
  }
  B.CreateRetVoid();
  appendToGlobalCtors(M, Register, 65535);
}

void remarkOn(const KernelForm &F) {
  errs() << "npucc: kernel '" << demangle(F.Kernel->getName().str())
         << "': " << (F.Block ? "compiled" : "fibers: " + F.Reason);
  for (auto [Is, What] : {std::pair(F.Lockstep.Branches, "behind branches"),
                          std::pair(F.Lockstep.Handovers, "between storing to shared memory and reading it"),
                          std::pair(F.Lockstep.Moves, "where they reorder the elements of a shared array")})
    if (Is)
      errs() << "; its lanes wait for each other " << What << ", where its source has no __syncwarp";
  errs() << "\n";
}

} // namespace

PreservedAnalyses KernelPass::run(Module &M, ModuleAnalysisManager &AM) {
  redirectHeap(M);
  keepModuleVariables(M);
  registerManagedVariables(M);
  SetVector<Function *> Kernels = findKernels(M);
  if (Kernels.empty())
    return PreservedAnalyses::none();
  FunctionAnalysisManager &FAM = AM.getResult<FunctionAnalysisManagerModuleProxy>(M).getManager();
  if (MayContract)
    allowVectorMath(M);
  markSynchronising(M);
  defineArithmetic(M, Kernels);
  std::vector<KernelForm> Forms;
  for (Function *K : Kernels) {
    K->addFnAttr(names::KernelAnnotation);
    KernelForm F = compileKernel(*K, FAM);
    if (Remarks)
      remarkOn(F);
    Forms.push_back(std::move(F));
  }
  for (const KernelForm &F : Forms)
    if (F.Lockstep.any())
      addLockstepOnFibers(*F.Kernel, F.Lockstep);
  registerForms(M, Forms);
  for (Function &F : make_early_inc_range(M))
    if (F.isDeclaration() && F.use_empty() && F.getName().starts_with("npu."))
      F.eraseFromParent();
  return PreservedAnalyses::none();
}

/// A pass on functions with an attribute, and no others.
template <class Pass, const StringLiteral &Attribute>
struct InThose : PassInfoMixin<InThose<Pass, Attribute>> {
  PreservedAnalyses run(Function &F, FunctionAnalysisManager &FAM) {
    return F.hasFnAttribute(Attribute) ? Pass().run(F, FAM) : PreservedAnalyses::all();
  }
};
template <class Pass> using InBlocks = InThose<Pass, BlockFunction>;
template <class Pass> using OnDevice = InThose<Pass, DeviceCode>;

void registerKernelPass(PassBuilder &PB, bool MayContract) {
  PB.registerPeepholeEPCallback(
      [](FunctionPassManager &FPM, OptimizationLevel) { FPM.addPass(SharedIndicesPass()); });
  PB.registerOptimizerLastEPCallback([](ModulePassManager &MPM, OptimizationLevel) {
    MPM.addPass(createModuleToFunctionPassAdaptor(InBlocks<PrefetchPass>()));
    MPM.addPass(createModuleToFunctionPassAdaptor(InBlocks<MaskedStoresPass>()));
  });
  PB.registerVectorizerStartEPCallback([](FunctionPassManager &FPM, OptimizationLevel) {
    // The vectoriser takes branches, not switches, which the passes before it make of them.
    FPM.addPass(InBlocks<LowerSwitchPass>());
    FPM.addPass(InBlocks<VectorMathPass>());
    FPM.addPass(InBlocks<DivisionsPass>());
    FPM.addPass(OnDevice<DivisionTrapsPass>());
  });
  PB.registerPipelineStartEPCallback(
      [MayContract](ModulePassManager &MPM, OptimizationLevel) { MPM.addPass(KernelPass(MayContract)); });
}

} // namespace npucc
