// SPDX-License-Identifier: Apache-2.0
#include "KernelPass.h"
#include "Annotations.h"
#include "Axes.h"
#include "Broadcasts.h"
#include "Builtins.h"
#include "Casts.h"
#include "DeviceCalls.h"
#include "DivisionTraps.h"
#include "Divisions.h"
#include "Guards.h"
#include "Handovers.h"
#include "Interchange.h"
#include "JoinBlocks.h"
#include "JoinColumns.h"
#include "KernelFacts.h"
#include "LaneLoops.h"
#include "LaunchExtents.h"
#include "LeavingLoops.h"
#include "Lockstep.h"
#include "ManagedVariables.h"
#include "MaskedStores.h"
#include "ModuleVariables.h"
#include "Prefetch.h"
#include "Prepare.h"
#include "PrivateArrays.h"
#include "Races.h"
#include "RangeSplit.h"
#include "RuntimeNames.h"
#include "SharedAtomics.h"
#include "SharedMemory.h"
#include "Specialise.h"
#include "SyncPoints.h"
#include "VectorMath.h"
#include "WideIndices.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/OptimizationRemarkEmitter.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/LICM.h"
#include "llvm/Transforms/Scalar/LoopPassManager.h"
#include "llvm/Transforms/Scalar/SROA.h"
#include "llvm/Transforms/Scalar/SimpleLoopUnswitch.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/Local.h"
#include "llvm/Transforms/Utils/LowerSwitch.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;

namespace npucc {
namespace {

cl::opt<bool> Remarks("npu-remarks", cl::desc("Tell for each kernel whether it is compiled, and why not"));
cl::opt<bool> Dump("npu-dump-kernels", cl::desc("Print the prepared and the compiled form of each kernel"),
                   cl::Hidden);

constexpr StringLiteral BlockFunction = "npu.block"; // attribute of the functions that run a block
constexpr StringLiteral DeviceCode = "npu.device";   // of these, kernels and what kernels may call
constexpr unsigned MostExtents = 2;                  // of blocks that have forms of their own
constexpr unsigned ShortRow = 8;                     // threads
constexpr BlockExtent UsualExtents[] = {{16, 16, 1}, {32, 32, 1}}; // of blocks with rows
constexpr unsigned LargeKernel =
    1500; // instructions: from here on compile time counts for more than a few turns
constexpr unsigned LargestUnswitched = 4000; // instructions: without it loops over lanes have no vectors
constexpr unsigned NeverSuspends = 1, SetsThreadIndex = 2, JoinsBlocks = 4, IndependentBlocks = 8,
                   LinesOnly = 16, JoinsRows = 32, JoinsAlongY = 64,
                   FormVersion = 5; // npu/detail/kernel_form.h

struct Form {
  Function *Kernel = nullptr;
  Function *Block = nullptr;
  KernelFacts Facts;
  std::string Reason;
  LockstepKinds Lockstep;                               ///< on fibers too
  unsigned Flags = SetsThreadIndex | IndependentBlocks; // those that poll stay on fibers
  BlockExtent Column = {0, 0, 0};                       ///< of blocks that run Z at once, if any do
};

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

bool usesWarps(Function &F) {
  return any_of(instructions(F), [](Instruction &I) {
    auto *Call = dyn_cast<CallInst>(&I);
    return !isBlockLevel(syncKindOf(I)) ||
           (Call && Call->getCalledFunction() && Call->getCalledFunction()->getName() == names::WarpLive);
  });
}

/// Calls that remain: of functions with a body, which may read threadIdx, and of others, which may end the
/// kernel.
void inspectCalls(Function &F, bool &ReadsThreadIndex, bool &MayEndKernel) {
  for (Instruction &I : instructions(F)) {
    auto *Call = dyn_cast<CallBase>(&I);
    const Function *Callee = Call ? Call->getCalledFunction() : nullptr;
    if (!Callee || isa<IntrinsicInst>(Call) || builtinOf(Call) != Builtin::Count ||
        syncKindOf(I) != SyncKind::Entry || Callee->getName() == names::SpinHint ||
        Callee->getName() == names::WarpLive)
      continue;
    if (Callee->onlyReadsMemory() && Callee->willReturn())
      continue;
    ReadsThreadIndex |= !Callee->isDeclaration() || !Callee->doesNotAccessMemory();
    MayEndKernel |= !Callee->doesNotAccessMemory();
  }
}

class Compiler {
public:
  Compiler(Module &M, FunctionAnalysisManager &FAM) : M(M), FAM(FAM) {}

  Form compile(Function &Kernel) {
    Form Result;
    Result.Kernel = &Kernel;
    Result.Facts = factsOf(Kernel);
    Function *P = prepareKernel(Kernel, FAM, Result.Reason);
    if (!P)
      return Result;
    Result.Reason = whyNotCompiled(*P); // while polls are still volatile
    if (reliesOnLockstep(*P)) {
      Result.Lockstep.Stores = true;
      addLockstep(*P);
      if (Result.Reason.empty())
        Result.Reason = whyNotCompiled(*P);
    }
    if (Result.Reason.empty()) {
      Result.Lockstep.Branches = meetBehindBranches(*P);
      Result.Lockstep.Moves = meetInMoves(*P);
      Result.Lockstep.Handovers = !Result.Lockstep.Stores && meetInHandovers(*P);
      Result.Reason = whyNotCompiled(*P);
    }
    if (checksRaces())
      Result.Reason = "it is checked for races";
    if (Result.Reason.empty()) {
      waitBehindBroadcasts(*P);
      makeSharedAtomicsPlain(*P);
      unrollWaitingLoops(*P, FAM);
      dissolvePrivateArrays(*P, FAM);
      unrollShortLoops(*P, FAM);
      keepLeaversTogether(*P);
      Result.Block = makeBlock(*P, findLaunchExtents(Kernel), Result);
      Kernel.addFnAttr(Attribute::OptimizeForSize); // from now on the exception
    }
    FAM.clear(*P, P->getName());
    P->eraseFromParent();
    return Result;
  }

private:
  Module &M;
  FunctionAnalysisManager &FAM;

  Function *makeBlock(Function &P, LaunchExtents Extents, Form &Result) {
    BlockFunctionOptions Options;
    bool MayEndKernel = false;
    inspectCalls(P, Options.WriteThreadIndex, MayEndKernel);
    if (!MayEndKernel)
      Result.Flags |= NeverSuspends;
    Options.Warps = usesWarps(P);
    const bool MayJoin = !MayEndKernel && !Options.WriteThreadIndex,
               Exchanged = !Options.Warps && !Options.WriteThreadIndex && gainsByExchangedAxes(P);
    if (Exchanged)
      exchangeAxes(P, Extents);
    Function *Line = copyOf(P);
    Options.Joined = MayJoin && joinBlocks(*Line);
    if (Exchanged && !Options.Joined &&
        (Extents.Known.empty() || any_of(Extents.Known, [](BlockExtent E) { return E.X < ShortRow; })))
      exchangeAxes(P, Extents); // back
    if (Options.Joined)
      Result.Flags |= !readsRows(P) ? JoinsBlocks : hasExchangedAxes(P) ? JoinsAlongY : JoinsRows;
    Function *Block = makeForms(Options.Joined && readsRows(P) ? *Line : P, Options.Joined ? *Line : P,
                                Extents, Options, Result);
    FAM.clear(*Line, Line->getName());
    Line->eraseFromParent();
    return Block;
  }

  /// \p Line is the kernel as its blocks run if they are lines.
  Function *makeForms(Function &P, Function &Line, const LaunchExtents &Extents,
                      const BlockFunctionOptions &Options, Form &Result) {
    const bool Rows = readsRows(P);
    ArrayRef<BlockExtent> Known = Extents.Known;
    if (Known.empty() && Rows && !Options.Warps && !Options.Joined)
      Known = UsualExtents;
    Known = Known.take_front(isLarge(P) ? 1 : MostExtents);
    bool Complete = Extents.Complete && !Known.empty() && Known.size() == Extents.Known.size();
    // Where all launches are known, any other one may be slow.
    const bool OnlyLines = !Rows && all_of(Known, [](BlockExtent E) { return E.isLine(); });
    Function *Block = OnlyLines ? makeLineForm(Line, Options, /*Rare=*/Complete)
                                : makeShapedForms(P, Line, Options, /*Rare=*/Complete);
    if (OnlyLines)
      Result.Flags |= LinesOnly;
    for (BlockExtent E : reverse(Known))
      Block = chooser(P, *makeFormFor(E.isLine() ? Line : P, E, Options), *Block, [&](IRBuilder<> &B) {
        Value *Same = B.CreateICmpEQ(loadBuiltin(B, Builtin::BlockDimX), B.getInt32(E.X));
        Same = B.CreateAnd(Same, B.CreateICmpEQ(loadBuiltin(B, Builtin::BlockDimY), B.getInt32(E.Y)));
        return B.CreateAnd(Same, B.CreateICmpEQ(loadBuiltin(B, Builtin::BlockDimZ), B.getInt32(E.Z)));
      });
    if (Function *Joined = Known.empty() ? nullptr : makeColumnForm(P, Known.front(), Options, Result))
      Block = chooser(P, *Joined, *Block, [](IRBuilder<> &B) {
        return B.CreateICmpNE(loadBuiltin(B, Builtin::Blocks), B.getInt32(1));
      });
    return Block;
  }

  /// The form for several blocks of \p Extent above each other, or nullptr.
  Function *makeColumnForm(Function &P, BlockExtent Extent, const BlockFunctionOptions &Options,
                           Form &Result) {
    const unsigned Blocks = joinedInColumn(Extent);
    if (Blocks == 1 || Options.Joined || Options.Warps || Options.WriteThreadIndex || hasExchangedAxes(P))
      return nullptr;
    Function *Q = copyOf(P);
    assumeExtent(*Q, Extent, FAM);
    Function *Joined = nullptr;
    if (joinColumns(*Q, Blocks, FAM)) {
      Extent.Z = Blocks;
      Result.Column = Extent;
      Joined = makeFormOf(*Q, Extent, Options);
    }
    FAM.clear(*Q, Q->getName());
    Q->eraseFromParent();
    return Joined;
  }

  /// Most blocks are lines, and most others have rows of whole warps.
  Function *makeShapedForms(Function &P, Function &Line, const BlockFunctionOptions &Options, bool Rare) {
    bool Rows = readsRows(P);
    Function *Any =
        Rare || !Rows ? makeSmallForm(P, BlockShape::Any, Options) : makeForm(P, BlockShape::Any, Options);
    if (Rare && !Options.Joined)
      return Any;
    if (Options.Warps && Rows)
      return chooser(P, *makeForm(P, BlockShape::Rows, Options), *Any, [](IRBuilder<> &B) {
        return B.CreateICmpEQ(B.CreateAnd(loadBuiltin(B, Builtin::BlockDimX), 31), B.getInt32(0));
      });
    if (Rows)
      return Any;
    return chooser(P, *makeLineForm(Line, Options, Rare), *Any, [](IRBuilder<> &B) {
      return B.CreateICmpEQ(loadBuiltin(B, Builtin::Threads), loadBuiltin(B, Builtin::BlockDimX));
    });
  }

  Function *makeLineForm(Function &Line, BlockFunctionOptions Options, bool Rare) {
    if (Rare)
      return makeSmallForm(Line, BlockShape::Line, Options);
    if (!Options.Warps || !asksForWarpOfGrid(Line))
      return makeForm(Line, BlockShape::Line, Options);
    Function *Other = makeSmallForm(Line, BlockShape::Line, Options);
    Options.WholeWarps = true;
    return chooser(Line, *makeForm(Line, BlockShape::Line, Options), *Other, [](IRBuilder<> &B) {
      return B.CreateICmpEQ(B.CreateAnd(loadBuiltin(B, Builtin::BlockDimX), 31), B.getInt32(0));
    });
  }

  /// For launches that are not expected.
  Function *makeSmallForm(Function &P, BlockShape Shape, BlockFunctionOptions Options) {
    Options.Shape = Shape;
    Options.Joined &= Shape == BlockShape::Line || readsRows(P);
    Function *Form = makeStretchedForm(copyOf(P), Options);
    Form->addFnAttr(Attribute::OptimizeForSize);
    return Form;
  }

  /// The form for blocks of \p Extent.
  Function *makeFormFor(Function &P, BlockExtent Extent, const BlockFunctionOptions &Options) {
    Function *Q = copyOf(P);
    assumeExtent(*Q, Extent, FAM);
    Function *Form = makeFormOf(*Q, Extent, Options);
    FAM.clear(*Q, Q->getName());
    Q->eraseFromParent();
    return Form;
  }

  Function *makeFormOf(Function &Q, BlockExtent Extent, BlockFunctionOptions Options) {
    Options.Extent = Extent;
    Options.WholeWarps = Options.Warps && Extent.isLine() && Extent.X % 32 == 0;
    return makeForm(Q,
                    Extent.isLine() ? BlockShape::Line
                    : Extent.X % 32 ? BlockShape::Any
                                    : BlockShape::Rows,
                    Options);
  }

  /// The form for blocks of a shape: one for blocks whose threads all have work, if that can be told, and one
  /// for all.
  Function *makeForm(Function &P, BlockShape Shape, BlockFunctionOptions Options) {
    Options.Shape = Shape;
    Options.Joined &= Shape == BlockShape::Line || readsRows(P);
    Function *General = makeStretchedForm(copyOf(P), Options);
    if (isLarge(P))
      return General;
    Function *Q = copyOf(P);
    Guards Found = Guards::find(*Q);
    if (Found.empty()) {
      Q->eraseFromParent();
      return General;
    }
    // The tests are read from the copy before its guards go.
    auto Check = [&](IRBuilder<> &B, Function &F) { return Found.emitCheck(B, F, Options.Extent); };
    auto [Chooser, Choice] = startChooser(P, Check);
    Function *Whole = Options.Joined ? lastApart(P, *Chooser, Check) : Chooser;
    Found.assume();
    FunctionPassManager Passes;
    Passes.addPass(SimplifyCFGPass());
    Passes.run(*Q, FAM);
    FAM.clear(*Q, Q->getName());
    finishChooser(*Chooser, *Choice, *makeStretchedForm(Q, Options), *General);
    return Whole;
  }

  /// Calls \p Form, which runs joined blocks; where \p Check fails, once for all but the last of them and
  /// once for that one, since often it alone has too little work.
  Function *lastApart(Function &P, Function &Form, function_ref<Value *(IRBuilder<> &, Function &)> Check) {
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

  static Function *copyOf(Function &P) {
    ValueToValueMapTy Map;
    Function *Q = CloneFunction(&P, Map);
    Q->setName(P.getName());
    return Q;
  }

  /// Consumes \p Q.
  Function *makeStretchedForm(Function *Q, BlockFunctionOptions Options) {
    defineValues(*Q); // after what has been simplified since
    if (Options.Warps)
      takeWarpView(*Q, Options.Shape, Options.WholeWarps);
    alignStridingLoops(*Q);
    widenIndices(*Q);
    std::vector<SyncPoint> Points = splitAtSyncPoints(*Q);
    addSteps(*Q, Points);
    Stretches Found = findStretches(*Q, Points);
    if (Dump)
      Q->print(errs());
    Function *Block = makeBlockFunction(*Q, Points, Found, Options);
    Block->addFnAttr(BlockFunction);
    Q->eraseFromParent();
    finish(*Block);
    return Block;
  }

  static bool isLarge(Function &P) { return P.getInstructionCount() >= LargeKernel; }

  /// Whether the kernel asks for more of its position than x.
  static bool readsRows(Function &F) {
    return any_of(instructions(F), [](Instruction &I) {
      Builtin B = builtinOf(&I);
      return B == Builtin::ThreadY || B == Builtin::ThreadZ;
    });
  }

  void finish(Function &F) {
    if (Dump)
      F.print(errs());
    if (verifyFunction(F, &errs()))
      report_fatal_error("npucc made a wrong kernel of " + F.getName());
    simplify(F);
    splitRanges(F, FAM);
    if (Dump)
      F.print(errs());
    assert(!verifyFunction(F, &errs()));
  }

  /// What the lane loops keep in variables becomes values, and what is the same in all turns leaves them.
  void simplify(Function &F) {
    FunctionPassManager Passes;
    Passes.addPass(SROAPass(SROAOptions::ModifyCFG));
    Passes.addPass(EarlyCSEPass(/*UseMemorySSA=*/true));
    Passes.addPass(InstCombinePass());
    Passes.addPass(SimplifyCFGPass());
    LoopPassManager Loops;
    Loops.addPass(LICMPass(LICMOptions()));
    Loops.addPass(SimpleLoopUnswitchPass(/*NonTrivial=*/F.getInstructionCount() < LargestUnswitched));
    Passes.addPass(createFunctionToLoopPassAdaptor(std::move(Loops), /*UseMemorySSA=*/true));
    Passes.addPass(InstCombinePass());
    Passes.addPass(SimplifyCFGPass());
    Passes.run(F, FAM);
    FAM.invalidate(F, PreservedAnalyses::none());
  }

  /// Calls \p Special where \p Condition holds, else \p General.
  Function *chooser(Function &P, Function &Special, Function &General,
                    function_ref<Value *(IRBuilder<> &)> Condition) {
    auto [F, Choice] = startChooser(P, [&](IRBuilder<> &B, Function &) { return Condition(B); });
    finishChooser(*F, *Choice, Special, General);
    return F;
  }

  std::pair<Function *, BranchInst *>
  startChooser(Function &P, function_ref<Value *(IRBuilder<> &, Function &)> Condition) {
    auto *F = Function::Create(P.getFunctionType(), GlobalValue::InternalLinkage, P.getName() + ".block", M);
    F->copyAttributesFrom(&P);
    F->addFnAttr(BlockFunction);
    LLVMContext &C = M.getContext();
    IRBuilder<> B(BasicBlock::Create(C, "entry", F));
    Value *Holds = Condition(B, *F);
    return {F,
            B.CreateCondBr(Holds, BasicBlock::Create(C, "special", F), BasicBlock::Create(C, "general", F))};
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

  /// Calls \p Form with the arguments of the function that calls it.
  void callForm(IRBuilder<> &B, Function &Form) {
    Function &F = *B.GetInsertBlock()->getParent();
    SmallVector<Value *, 8> Arguments;
    for (Argument &A : F.args())
      Arguments.push_back(&A);
    CallInst *Call = B.CreateCall(&Form, Arguments);
    Call->setAttributes(AttributeList::get(M.getContext(), {}, {}, parameterAttributes(F)));
  }

  SmallVector<AttributeSet, 8> parameterAttributes(Function &F) {
    SmallVector<AttributeSet, 8> Sets;
    for (unsigned N = 0; N < F.arg_size(); ++N)
      Sets.push_back(F.getAttributes().getParamAttrs(N));
    return Sets;
  }
};

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
void registerForms(Module &M, ArrayRef<Form> Forms) {
  LLVMContext &C = M.getContext();
  Type *I32 = Type::getInt32Ty(C);
  PointerType *Ptr = PointerType::get(C, 0);
  auto *Register = Function::Create(FunctionType::get(Type::getVoidTy(C), false),
                                    GlobalValue::InternalLinkage, "npu.register", M);
  IRBuilder<> B(BasicBlock::Create(C, "", Register));
  FunctionCallee Call = M.getOrInsertFunction(names::RegisterForm, B.getVoidTy(), Ptr);
  auto *FormType = StructType::get(C, {Ptr, Ptr, Ptr, Ptr, I32, I32, I32, I32, I32, I32, I32});
  auto *Null = ConstantPointerNull::get(Ptr);
  for (const Form &F : Forms) {
    Constant *Reason = F.Block ? static_cast<Constant *>(Null) : B.CreateGlobalStringPtr(F.Reason, "", 0, &M);
    Constant *Name = B.CreateGlobalStringPtr(demangle(F.Kernel->getName().str()), "", 0, &M);
    auto *Value = ConstantStruct::get(FormType, F.Kernel, F.Block ? static_cast<Constant *>(F.Block) : Null,
                                      Name, Reason, B.getInt32(F.Flags), B.getInt32(FormVersion),
                                      B.getInt32(F.Facts.StaticShared), B.getInt32(F.Facts.MaxThreads),
                                      B.getInt32(F.Column.X), B.getInt32(F.Column.Y), B.getInt32(F.Column.Z));
    auto *Global = new GlobalVariable(M, FormType, true, GlobalValue::PrivateLinkage, Value, "npu.form");
    B.CreateCall(Call, {Global});
  }
  B.CreateRetVoid();
  appendToGlobalCtors(M, Register, 65535);
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
  std::vector<Form> Forms;
  for (Function *K : Kernels) {
    K->addFnAttr(names::KernelAnnotation);
    Form F = Compiler(M, FAM).compile(*K);
    if (Remarks) {
      std::string Name = demangle(K->getName().str());
      errs() << "npucc: kernel '" << Name << "': " << (F.Block ? "compiled" : "fibers: " + F.Reason)
             << (F.Lockstep.Branches
                     ? "; its lanes wait for each other behind branches, where its source has no __syncwarp"
                     : "")
             << (F.Lockstep.Handovers
                     ? "; its lanes wait for each other between storing to shared memory and "
                       "reading it, where its source has no __syncwarp"
                     : "")
             << "\n";
    }
    Forms.push_back(std::move(F));
  }
  for (const Form &F : Forms)
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
