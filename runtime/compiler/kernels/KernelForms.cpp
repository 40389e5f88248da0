// SPDX-License-Identifier: Apache-2.0
#include "KernelForms.h"
#include "Axes.h"
#include "Broadcasts.h"
#include "Builtins.h"
#include "Choosers.h"
#include "Guards.h"
#include "Handovers.h"
#include "Interchange.h"
#include "JoinBlocks.h"
#include "JoinColumns.h"
#include "LaneLoops.h"
#include "LeavingLoops.h"
#include "Prepare.h"
#include "PrivateArrays.h"
#include "Races.h"
#include "RangeSplit.h"
#include "RuntimeNames.h"
#include "SharedAtomics.h"
#include "Specialise.h"
#include "SyncPoints.h"
#include "WideIndices.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/LICM.h"
#include "llvm/Transforms/Scalar/LoopPassManager.h"
#include "llvm/Transforms/Scalar/SROA.h"
#include "llvm/Transforms/Scalar/SimpleLoopUnswitch.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;

namespace npucc {
namespace {

cl::opt<bool> Dump("npu-dump-kernels", cl::desc("Print the prepared and the compiled form of each kernel"),
                   cl::Hidden);

constexpr unsigned MostExtents = 2;                                // of blocks that have forms of their own
constexpr unsigned ShortRow = 8;                                   // threads
constexpr BlockExtent UsualExtents[] = {{16, 16, 1}, {32, 32, 1}}; // of blocks with rows
constexpr unsigned LargeKernel =
    1500; // instructions: from here on compile time counts for more than a few turns
constexpr unsigned LargestUnswitched = 4000; // instructions: without it loops over lanes have no vectors

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
  explicit Compiler(FunctionAnalysisManager &FAM) : FAM(FAM) {}

  KernelForm compile(Function &Kernel) {
    KernelForm Result;
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
  FunctionAnalysisManager &FAM;

  Function *makeBlock(Function &P, LaunchExtents Extents, KernelForm &Result) {
    BlockFunctionOptions Options;
    bool MayEndKernel = false;
    inspectCalls(P, Options.WriteThreadIndex, MayEndKernel);
    if (!MayEndKernel)
      Result.Flags |= npu::detail::form_never_suspends;
    Options.Warps = usesWarps(P);
    const bool MayJoin = !MayEndKernel && !Options.WriteThreadIndex,
               Exchanged = !Options.Warps && !Options.WriteThreadIndex && gainsByExchangedAxes(P);
    if (Exchanged)
      exchangeAxes(P, Extents);
    Function *Line = copyOf(P);
    const std::optional<unsigned> Assumed = MayJoin ? joinBlocks(*Line) : std::nullopt;
    Options.Joined = Assumed.has_value();
    Result.JoinedExtent = Assumed.value_or(0);
    if (Exchanged && !Options.Joined &&
        (Extents.Known.empty() || any_of(Extents.Known, [](BlockExtent E) { return E.X < ShortRow; })))
      exchangeAxes(P, Extents); // back
    Options.JoinedRows = Options.Joined && readsRows(P);
    if (Options.Joined)
      Result.Flags |= !Options.JoinedRows   ? npu::detail::form_joins_blocks
                      : hasExchangedAxes(P) ? npu::detail::form_joins_along_y
                                            : npu::detail::form_joins_rows;
    Function *Block =
        makeForms(Options.JoinedRows ? *Line : P, Options.Joined ? *Line : P, Extents, Options, Result);
    FAM.clear(*Line, Line->getName());
    Line->eraseFromParent();
    return Block;
  }

  /// \p Line is the kernel as its blocks run if they are lines.
  Function *makeForms(Function &P, Function &Line, const LaunchExtents &Extents,
                      const BlockFunctionOptions &Options, KernelForm &Result) {
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
      Result.Flags |= npu::detail::form_lines_only;
    for (BlockExtent E : reverse(Known))
      Block = makeChooser(P, *makeFormFor(E.isLine() ? Line : P, E, Options), *Block, [&](IRBuilder<> &B) {
        Value *Same = B.CreateICmpEQ(loadBuiltin(B, Builtin::BlockDimX), B.getInt32(E.X));
        Same = B.CreateAnd(Same, B.CreateICmpEQ(loadBuiltin(B, Builtin::BlockDimY), B.getInt32(E.Y)));
        return B.CreateAnd(Same, B.CreateICmpEQ(loadBuiltin(B, Builtin::BlockDimZ), B.getInt32(E.Z)));
      });
    if (Function *Joined = Known.empty() ? nullptr : makeColumnForm(P, Known.front(), Options, Result))
      Block = makeChooser(P, *Joined, *Block, [](IRBuilder<> &B) {
        return B.CreateICmpNE(loadBuiltin(B, Builtin::Blocks), B.getInt32(1));
      });
    return Block;
  }

  /// The form for several blocks of \p Extent above each other, or nullptr.
  Function *makeColumnForm(Function &P, BlockExtent Extent, const BlockFunctionOptions &Options,
                           KernelForm &Result) {
    const unsigned Blocks = joinedInColumn(Extent);
    if (Blocks == 1 || isLarge(P) || Options.Joined || Options.Warps || Options.WriteThreadIndex ||
        !(Result.Flags & npu::detail::form_never_suspends) || hasExchangedAxes(P))
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
      return makeChooser(P, *makeForm(P, BlockShape::Rows, Options), *Any, [](IRBuilder<> &B) {
        return B.CreateICmpEQ(B.CreateAnd(loadBuiltin(B, Builtin::BlockDimX), 31), B.getInt32(0));
      });
    if (Rows)
      return Any;
    return makeChooser(P, *makeLineForm(Line, Options, Rare), *Any, [](IRBuilder<> &B) {
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
    return makeChooser(Line, *makeForm(Line, BlockShape::Line, Options), *Other, [](IRBuilder<> &B) {
      return B.CreateICmpEQ(B.CreateAnd(loadBuiltin(B, Builtin::BlockDimX), 31), B.getInt32(0));
    });
  }

  /// For launches that are not expected.
  Function *makeSmallForm(Function &P, BlockShape Shape, BlockFunctionOptions Options) {
    Options.Shape = Shape;
    Options.Joined &= Shape == BlockShape::Line || Options.JoinedRows;
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
    Options.Joined &= Shape == BlockShape::Line || Options.JoinedRows;
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
    Function *Whole = Options.Joined ? runLastApart(P, *Chooser, Check) : Chooser;
    Found.assume();
    FunctionPassManager Passes;
    Passes.addPass(SimplifyCFGPass());
    Passes.run(*Q, FAM);
    FAM.clear(*Q, Q->getName());
    finishChooser(*Chooser, *Choice, *makeStretchedForm(Q, Options), *General);
    return Whole;
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
};

} // namespace

KernelForm compileKernel(Function &Kernel, FunctionAnalysisManager &FAM) {
  return Compiler(FAM).compile(Kernel);
}

} // namespace npucc
