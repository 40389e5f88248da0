// SPDX-License-Identifier: Apache-2.0
#include "Uniformity.h"
#include "Builtins.h"
#include "SyncPoints.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/PostDominators.h"
#include "llvm/Analysis/TargetTransformInfo.h"
#include "llvm/Analysis/TargetTransformInfoImpl.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/PassInstrumentation.h"

using namespace llvm;

namespace npucc {
namespace {

/// The objects that the kernel writes to. Between two sync points a thread may see what another one wrote
/// there, so even loads of one address may give different values. Threads of well-behaved kernels do not
/// look; some do.
class WrittenObjects {
public:
  explicit WrittenObjects(Function &F) {
    for (Instruction &I : instructions(F)) {
      const Value *Address = nullptr;
      if (auto *Store = dyn_cast<StoreInst>(&I))
        Address = Store->getPointerOperand();
      else if (auto *RMW = dyn_cast<AtomicRMWInst>(&I))
        Address = RMW->getPointerOperand();
      else if (auto *X = dyn_cast<AtomicCmpXchgInst>(&I))
        Address = X->getPointerOperand();
      else if (auto *Memory = dyn_cast<MemIntrinsic>(&I))
        Address = Memory->getRawDest();
      if (Address)
        forEachObject(Address, [&](const Value *O) {
          Objects.insert(O);
          return false;
        });
    }
  }
  bool mayHold(const Value *Address) const {
    return forEachObject(Address, [&](const Value *O) { return Objects.contains(O); });
  }

private:
  SmallPtrSet<const Value *, 8> Objects; ///< null stands for all that are not known

  static bool forEachObject(const Value *Address, function_ref<bool(const Value *)> Test) {
    SmallVector<const Value *, 4> Roots;
    getUnderlyingObjects(Address, Roots, nullptr, 0);
    return any_of(Roots, [&](const Value *O) {
      bool Known = isa<Argument>(O) || isa<GlobalVariable>(O) || isa<AllocaInst>(O);
      if (builtinOf(O) == Builtin::DynamicShared)
        return Test(cast<CallInst>(O)->getCalledFunction()); // one object, however often it is asked for
      return Test(Known ? O : nullptr);
    });
  }
};

using Phis = SmallPtrSet<const PHINode *, 8>;

class LaneTTI : public TargetTransformInfoImplCRTPBase<LaneTTI> {
public:
  LaneTTI(const DataLayout &DL, const WrittenObjects &Written, const Phis &Joins)
      : TargetTransformInfoImplCRTPBase(DL), Written(&Written), Joins(&Joins) {}
  bool hasBranchDivergence(const Function * = nullptr) const { return true; }
  bool isAlwaysUniform(const Value *V) const {
    auto *I = dyn_cast<Instruction>(V);
    return I && isVoteOfAll(*I);
  }
  bool isSourceOfDivergence(const Value *V) const {
    if (isa<AllocaInst>(V)) // each thread's own
      return true;
    if (auto *Phi = dyn_cast<PHINode>(V))
      return Joins->contains(Phi);
    if (auto *Load = dyn_cast<LoadInst>(V))
      return Load->isVolatile() || Load->isAtomic() || Written->mayHold(Load->getPointerOperand());
    if (isa<AtomicRMWInst>(V) || isa<AtomicCmpXchgInst>(V) || isa<VAArgInst>(V))
      return true;
    auto *Call = dyn_cast<CallBase>(V);
    if (!Call)
      return false;
    if (Builtin B = builtinOf(Call); B != Builtin::Count)
      return isPerThread(B);
    return !(isa<IntrinsicInst>(Call) && !Call->mayHaveSideEffects() && !Call->mayReadFromMemory()) &&
           !(isa<IntrinsicInst>(Call) &&
             cast<IntrinsicInst>(Call)->getIntrinsicID() == Intrinsic::threadlocal_address);
  }

private:
  const WrittenObjects *Written;
  const Phis *Joins;
};

/// Where threads that part at the end of \p B meet: blocks that they reach by ways with nothing in common.
/// \p Order is that of the function's blocks, reverse post-order.
SmallVector<BasicBlock *, 4> joinsOf(BasicBlock &B, ArrayRef<BasicBlock *> Order,
                                     const PostDominatorTree &Ways) {
  const DomTreeNode *Last = Ways.getNode(&B)->getIDom();
  const BasicBlock *Meeting = Last ? Last->getBlock() : nullptr;
  SmallPtrSet<const BasicBlock *, 16> Between;
  SmallVector<const BasicBlock *, 16> Work(successors(&B));
  while (!Work.empty()) {
    const BasicBlock *Here = Work.pop_back_val();
    if (Here != &B && Between.insert(Here).second && Here != Meeting)
      Work.append(succ_begin(Here), succ_end(Here));
  }
  // The last place at which the threads that come to a block have met, or by which they left B.
  DenseMap<const BasicBlock *, const BasicBlock *> Met;
  SmallSetVector<BasicBlock *, 4> Joins;
  bool Changed = true;
  for (unsigned Round = 0; Changed && Round < 8; ++Round) {
    Changed = false;
    Joins.clear();
    for (BasicBlock *Here : Order) {
      if (!Between.contains(Here))
        continue;
      SmallPtrSet<const BasicBlock *, 4> Before;
      for (const BasicBlock *From : predecessors(Here))
        if (From == &B)
          Before.insert(Here);
        else if (From != Meeting)
          Before.insert(Met.lookup(From));
      Before.erase(nullptr);
      if (Before.size() > 1)
        Joins.insert(Here);
      const BasicBlock *Now = Before.empty() ? nullptr : Before.size() > 1 ? Here : *Before.begin();
      Changed |= std::exchange(Met[Here], Now) != Now;
    }
  }
  return Joins.takeVector();
}

/// The phis that differ because threads came by different ways. LLVM 19's analysis misses those behind loops
/// that are left at their head. \returns whether there are some that \p Info does not know.
bool addMissedJoins(Function &F, UniformityInfo &Info, Phis &Into) {
  ReversePostOrderTraversal<Function *> FromEntry(&F);
  const SmallVector<BasicBlock *, 32> Order(FromEntry.begin(), FromEntry.end());
  const PostDominatorTree Ways(F);
  bool Missed = false;
  for (BasicBlock *B : Order) {
    if (!Info.hasDivergentTerminator(*B))
      continue;
    for (BasicBlock *Join : joinsOf(*B, Order, Ways))
      for (PHINode &Phi : Join->phis())
        Missed |= Info.isUniform(&Phi) && !Phi.hasConstantOrUndefValue() && Into.insert(&Phi).second;
  }
  return Missed;
}

} // namespace

Uniformity::Uniformity(Function &F) {
  WrittenObjects Written(F);
  Phis Joins;
  Analyses.registerPass([] { return PassInstrumentationAnalysis(); });
  Analyses.registerPass([] { return DominatorTreeAnalysis(); });
  Analyses.registerPass([] { return CycleAnalysis(); });
  Analyses.registerPass([&] {
    return TargetIRAnalysis(
        [&](const Function &F) { return TargetTransformInfo(LaneTTI(F.getDataLayout(), Written, Joins)); });
  });
  Analyses.registerPass([] { return UniformityInfoAnalysis(); });
  do {
    Analyses.clear(F, F.getName());
    Info = &Analyses.getResult<UniformityInfoAnalysis>(F);
  } while (addMissedJoins(F, *Info, Joins));
}

} // namespace npucc
