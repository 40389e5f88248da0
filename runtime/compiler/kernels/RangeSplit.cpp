// SPDX-License-Identifier: Apache-2.0
#include "RangeSplit.h"
#include "llvm/Analysis/InstructionSimplify.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/Analysis/ScalarEvolutionExpressions.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/Local.h"
#include "llvm/Transforms/Utils/LoopSimplify.h"
#include "llvm/Transforms/Utils/LoopUtils.h"
#include "llvm/Transforms/Utils/ScalarEvolutionExpander.h"
#include "llvm/Transforms/Utils/ValueMapper.h"

using namespace llvm;

namespace npucc {
namespace {

constexpr unsigned LargestBody = 400;    // instructions of a loop that is split
constexpr unsigned LargestResult = 2400; // instructions that splitting may add to a function
constexpr unsigned MostRounds = 32;

/// A loop over lanes from Low to the bound in its latch.
struct LaneLoop {
  Loop *L = nullptr;
  PHINode *Lane = nullptr;
  Value *Low = nullptr, *High = nullptr;
  BranchInst *Back = nullptr;
  BinaryOperator *Step = nullptr;
};

bool asLaneLoop(Loop &L, LaneLoop &Out) {
  if (!findOptionMDForLoop(&L, LaneLoopProperty))
    return false;
  BasicBlock *Preheader = L.getLoopPreheader(), *Latch = L.getLoopLatch();
  if (!Preheader || !Latch || !L.getExitBlock() || L.getExitingBlock() != Latch)
    return false;
  Out.L = &L;
  Out.Back = dyn_cast<BranchInst>(Latch->getTerminator());
  unsigned Phis = 0;
  for (PHINode &Phi : L.getHeader()->phis()) {
    ++Phis;
    Out.Lane = &Phi;
  }
  if (Phis != 1 || !Out.Lane->getType()->isIntegerTy(32))
    return false;
  Out.Low = Out.Lane->getIncomingValueForBlock(Preheader);
  Out.Step = dyn_cast<BinaryOperator>(Out.Lane->getIncomingValueForBlock(Latch));
  auto *One = Out.Step ? dyn_cast<ConstantInt>(Out.Step->getOperand(1)) : nullptr;
  auto *Compare = dyn_cast<ICmpInst>(Out.Back->getCondition());
  if (!One || !One->isOne() || Out.Step->getOpcode() != Instruction::Add ||
      Out.Step->getOperand(0) != Out.Lane || !Compare || !L.isLoopInvariant(Compare->getOperand(1)))
    return false;
  Out.High = Compare->getOperand(1);
  CmpInst::Predicate P = Compare->getPredicate(); // for another turn
  if (Out.Back->getSuccessor(0) != L.getHeader())
    P = CmpInst::getInversePredicate(P);
  auto *Constant = dyn_cast<ConstantInt>(Out.High);
  if (Compare->getOperand(0) == Out.Lane && Constant) {
    // lane < 31 or lane != 31 for lane + 1 < 32, and lane == 0 for lane + 1 < 2.
    bool OfTwo = P == CmpInst::ICMP_EQ && Constant->isZero();
    if (P != CmpInst::ICMP_ULT && P != CmpInst::ICMP_NE && !OfTwo)
      return false;
    Out.High = ConstantInt::get(Out.High->getType(), OfTwo ? 2 : Constant->getZExtValue() + 1);
  } else if (Compare->getOperand(0) != Out.Step || P != CmpInst::ICMP_ULT) {
    return false;
  }
  // Nothing is used behind the loop.
  for (BasicBlock *B : L.blocks())
    for (Instruction &I : *B)
      for (User *U : I.users())
        if (!L.contains(cast<Instruction>(U)))
          return false;
  return true;
}

/// Whether a branch of the loop depends on \p C, alone or as a part of a logical expression.
bool decidesBranch(const Value *C, const Loop &L, unsigned Depth = 0) {
  for (const User *U : C->users()) {
    if (isa<BranchInst>(U))
      return true;
    if (Depth < 4 && U->getType()->isIntegerTy(1) && (isa<BinaryOperator>(U) || isa<SelectInst>(U)) &&
        decidesBranch(U, L, Depth + 1))
      return true;
  }
  return false;
}

/// A condition whose truth changes at computable lanes: false or true up to Cuts[0], then the other (up to
/// Cuts[1], then the first again).
struct Change {
  ICmpInst *Condition = nullptr;
  Value *Invariant = nullptr;
  const SCEVAddRecExpr *Index = nullptr;
  CmpInst::Predicate Predicate = CmpInst::BAD_ICMP_PREDICATE;
};

bool findChange(const LaneLoop &Lanes, ScalarEvolution &SE, Change &Out) {
  Loop &L = *Lanes.L;
  for (BasicBlock *B : L.blocks())
    for (Instruction &I : *B) {
      auto *C = dyn_cast<ICmpInst>(&I);
      if (!C || C == Lanes.Back->getCondition() || !C->getOperand(0)->getType()->isIntegerTy() ||
          !decidesBranch(C, L))
        continue;
      for (bool Swap : {false, true}) {
        Value *Index = C->getOperand(Swap), *Invariant = C->getOperand(!Swap);
        if (!L.isLoopInvariant(Invariant))
          continue;
        auto *Rec = dyn_cast<SCEVAddRecExpr>(SE.getSCEV(Index));
        if (!Rec || Rec->getLoop() != &L || !Rec->isAffine() || !Rec->getStepRecurrence(SE)->isOne() ||
            Rec->getType()->getIntegerBitWidth() > 32)
          continue;
        CmpInst::Predicate P = Swap ? C->getSwappedPredicate() : C->getPredicate();
        bool Known = CmpInst::isSigned(P)     ? Rec->hasNoSignedWrap()
                     : CmpInst::isUnsigned(P) ? Rec->hasNoUnsignedWrap()
                                              : Rec->hasNoSignedWrap() || Rec->hasNoUnsignedWrap();
        if (!Known)
          continue;
        Out = {C, Invariant, Rec, P};
        return true;
      }
    }
  return false;
}

/// A branch on a condition that is the same in all turns.
BranchInst *findInvariantBranch(const LaneLoop &Lanes) {
  for (BasicBlock *B : Lanes.L->blocks()) {
    auto *Branch = dyn_cast<BranchInst>(B->getTerminator());
    if (Branch && Branch != Lanes.Back && Branch->isConditional() && !isa<Constant>(Branch->getCondition()) &&
        Lanes.L->isLoopInvariant(Branch->getCondition()))
      return Branch;
  }
  return nullptr;
}

class Splitter {
public:
  Splitter(Function &F, FunctionAnalysisManager &FAM) : F(F), FAM(FAM) {}

  void run() {
    unsigned Added = 0;
    for (unsigned Round = 0; Round < MostRounds; ++Round) {
      FunctionPassManager Simplify;
      Simplify.addPass(LoopSimplifyPass());
      Simplify.run(F, FAM);
      FAM.invalidate(F, PreservedAnalyses::none());
      auto &LI = FAM.getResult<LoopAnalysis>(F);
      auto &SE = FAM.getResult<ScalarEvolutionAnalysis>(F);
      bool Changed = false;
      for (Loop *L : LI.getLoopsInPreorder()) {
        LaneLoop Lanes;
        Change At;
        unsigned Size = 0;
        for (BasicBlock *B : L->blocks())
          Size += B->size();
        if (Size > LargestBody || Added + 2 * Size > LargestResult || !asLaneLoop(*L, Lanes))
          continue;
        if (BranchInst *Branch = findInvariantBranch(Lanes)) {
          unswitch(Lanes, *Branch);
          Added += Size;
        } else if (findChange(Lanes, SE, At)) {
          Added += split(Lanes, At, SE) * Size;
        } else {
          continue;
        }
        // What no longer happens must not ask for further parts.
        for (BasicBlock &Block : F)
          ConstantFoldTerminator(&Block, /*DeleteDeadConditions=*/true);
        removeUnreachableBlocks(F);
        FAM.invalidate(F, PreservedAnalyses::none());
        Changed = true;
        break;
      }
      if (!Changed)
        return;
    }
  }

private:
  Function &F;
  FunctionAnalysisManager &FAM;

  /// Two loops instead of one, and the condition is asked before.
  void unswitch(LaneLoop &Lanes, BranchInst &Branch) {
    BasicBlock *Preheader = Lanes.L->getLoopPreheader(), *Exit = Lanes.L->getExitBlock();
    Value *Condition = Branch.getCondition();
    BasicBlock *Yes = BasicBlock::Create(F.getContext(), "part", &F, Lanes.L->getHeader()),
               *No = BasicBlock::Create(F.getContext(), "part", &F, Lanes.L->getHeader());
    Preheader->getTerminator()->eraseFromParent();
    IRBuilder<> B(Preheader);
    // Undefined where no thread asks.
    B.CreateCondBr(isGuaranteedNotToBeUndefOrPoison(Condition) ? Condition : B.CreateFreeze(Condition), Yes,
                   No);
    copyLoop(Lanes, &Branch, Yes, Exit, Lanes.Low, Lanes.High, true);
    restrictLoop(Lanes, &Branch, No, Lanes.Low, false);
  }

  /// \p Condition, a comparison or the condition of a branch, is \p Truth; so are logical expressions
  /// decided.
  static void decide(Instruction &Condition, bool Truth) {
    Constant *C = ConstantInt::getBool(Condition.getContext(), Truth);
    if (auto *Branch = dyn_cast<BranchInst>(&Condition))
      return Branch->setCondition(C);
    SmallVector<std::pair<Instruction *, Value *>, 4> Known = {{&Condition, C}};
    while (!Known.empty()) {
      auto [I, V] = Known.pop_back_val();
      SmallVector<Instruction *, 4> Users;
      for (User *U : I->users())
        if (isa<BinaryOperator>(U) || isa<SelectInst>(U))
          Users.push_back(cast<Instruction>(U));
      I->replaceAllUsesWith(V);
      for (Instruction *U : Users)
        if (Value *Simpler = simplifyInstruction(U, U->getDataLayout()))
          Known.push_back({U, Simpler});
    }
  }

  /// \returns how many copies were made.
  unsigned split(LaneLoop &Lanes, const Change &At, ScalarEvolution &SE) {
    Loop &L = *Lanes.L;
    BasicBlock *Preheader = L.getLoopPreheader(), *Exit = L.getExitBlock();
    IRBuilder<> B(Preheader->getTerminator());
    SCEVExpander Expander(SE, F.getDataLayout(), "split");
    Value *Start =
        Expander.expandCodeFor(At.Index->getStart(), At.Index->getType(), Preheader->getTerminator());
    Type *I64 = B.getInt64Ty();
    bool Signed =
        CmpInst::isSigned(At.Predicate) || (CmpInst::isEquality(At.Predicate) && At.Index->hasNoSignedWrap());
    auto Wide = [&](Value *V) { return Signed ? B.CreateSExt(V, I64) : B.CreateZExt(V, I64); };
    Value *Low = B.CreateZExt(Lanes.Low, I64), *High = B.CreateZExt(Lanes.High, I64);
    // The first lane whose index is not below the invariant.
    Value *Reached = B.CreateAdd(Low, B.CreateSub(Wide(At.Invariant), Wide(Start)));
    auto Cut = [&](bool After) {
      Value *V = After ? B.CreateAdd(Reached, B.getInt64(1)) : Reached;
      V = B.CreateBinaryIntrinsic(Intrinsic::smax, V, Low);
      V = B.CreateBinaryIntrinsic(Intrinsic::smin, V, High);
      return B.CreateTrunc(V, Lanes.Low->getType(), "cut", true);
    };
    SmallVector<Value *, 4> Bounds = {Lanes.Low};
    bool FirstIsTrue = false;
    switch (At.Predicate) {
    case CmpInst::ICMP_SLT:
    case CmpInst::ICMP_ULT:
      Bounds.push_back(Cut(false));
      FirstIsTrue = true;
      break;
    case CmpInst::ICMP_SLE:
    case CmpInst::ICMP_ULE:
      Bounds.push_back(Cut(true));
      FirstIsTrue = true;
      break;
    case CmpInst::ICMP_SGT:
    case CmpInst::ICMP_UGT:
      Bounds.push_back(Cut(true));
      break;
    case CmpInst::ICMP_SGE:
    case CmpInst::ICMP_UGE:
      Bounds.push_back(Cut(false));
      break;
    default:
      Bounds.push_back(Cut(false));
      Bounds.push_back(Cut(true));
      FirstIsTrue = At.Predicate == CmpInst::ICMP_NE;
      break;
    }
    Bounds.push_back(Lanes.High);

    unsigned Parts = unsigned(Bounds.size()) - 1;
    bool Truth = FirstIsTrue;
    BasicBlock *From = Preheader;
    From->getTerminator()->eraseFromParent();
    for (unsigned N = 0; N < Parts; ++N, Truth = !Truth) {
      bool Last = N + 1 == Parts;
      BasicBlock *Enter = BasicBlock::Create(F.getContext(), "part", &F, L.getHeader());
      BasicBlock *Next = Last ? Exit : BasicBlock::Create(F.getContext(), "part.next", &F, L.getHeader());
      B.SetInsertPoint(From);
      B.CreateCondBr(B.CreateICmpULT(Bounds[N], Bounds[N + 1]), Enter, Next);
      B.SetInsertPoint(Enter);
      if (!Last)
        copyLoop(Lanes, At.Condition, Enter, Next, Bounds[N], Bounds[N + 1], Truth);
      else
        restrictLoop(Lanes, At.Condition, Enter, Bounds[N], Truth);
      From = Next;
    }
    return Parts - 1;
  }

  void copyLoop(LaneLoop &Lanes, Instruction *Condition, BasicBlock *Enter, BasicBlock *Next, Value *Low,
                Value *High, bool Truth) {
    Loop &L = *Lanes.L;
    ValueToValueMapTy Map;
    SmallVector<BasicBlock *, 16> Copies;
    for (BasicBlock *Block : L.blocks()) {
      BasicBlock *Copy = CloneBasicBlock(Block, Map, "", &F);
      Map[Block] = Copy;
      Copies.push_back(Copy);
    }
    for (BasicBlock *Copy : Copies)
      for (Instruction &I : *Copy)
        RemapInstruction(&I, Map, RF_NoModuleLevelChanges | RF_IgnoreMissingLocals);
    BranchInst::Create(cast<BasicBlock>(&*Map[L.getHeader()]), Enter);
    auto *Lane = cast<PHINode>(&*Map[Lanes.Lane]);
    int Outside = Lane->getIncomingValue(0) == &*Map[Lanes.Step] ? 1 : 0;
    Lane->setIncomingBlock(unsigned(Outside), Enter);
    Lane->setIncomingValue(unsigned(Outside), Low);
    finish(cast<BranchInst>(&*Map[Lanes.Back]), cast<Instruction>(&*Map[Condition]), &*Map[Lanes.Step], High,
           Lane->getParent(), Next, Truth);
  }

  void restrictLoop(LaneLoop &Lanes, Instruction *Condition, BasicBlock *Enter, Value *Low, bool Truth) {
    BranchInst::Create(Lanes.L->getHeader(), Enter);
    int Outside = Lanes.Lane->getIncomingValue(0) == Lanes.Step ? 1 : 0;
    Lanes.Lane->setIncomingBlock(unsigned(Outside), Enter);
    Lanes.Lane->setIncomingValue(unsigned(Outside), Low);
    decide(*Condition, Truth);
  }

  void finish(BranchInst *Back, Instruction *Condition, Value *Step, Value *High, BasicBlock *Header,
              BasicBlock *Exit, bool Truth) {
    decide(*Condition, Truth);
    IRBuilder<> B(Back);
    BranchInst *New = B.CreateCondBr(B.CreateICmpULT(Step, High), Header, Exit);
    // A loop's identity is its own.
    MDNode *Old = Back->getMetadata(LLVMContext::MD_loop);
    SmallVector<Metadata *, 4> Properties(Old->operands());
    MDNode *Id = MDNode::getDistinct(F.getContext(), Properties);
    Id->replaceOperandWith(0, Id);
    New->setMetadata(LLVMContext::MD_loop, Id);
    Back->eraseFromParent();
  }
};

} // namespace

void splitRanges(Function &F, FunctionAnalysisManager &FAM) { Splitter(F, FAM).run(); }

} // namespace npucc
