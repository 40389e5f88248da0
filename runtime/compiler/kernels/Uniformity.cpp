// SPDX-License-Identifier: Apache-2.0
#include "Uniformity.h"
#include "Builtins.h"
#include "SyncPoints.h"
#include "llvm/Analysis/TargetTransformInfo.h"
#include "llvm/Analysis/TargetTransformInfoImpl.h"
#include "llvm/Analysis/ValueTracking.h"
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

class LaneTTI : public TargetTransformInfoImplCRTPBase<LaneTTI> {
public:
  LaneTTI(const DataLayout &DL, const WrittenObjects &Written)
      : TargetTransformInfoImplCRTPBase(DL), Written(&Written) {}
  bool hasBranchDivergence(const Function * = nullptr) const { return true; }
  bool isAlwaysUniform(const Value *V) const {
    auto *I = dyn_cast<Instruction>(V);
    return I && isVoteOfAll(*I);
  }
  bool isSourceOfDivergence(const Value *V) const {
    if (isa<AllocaInst>(V)) // each thread's own
      return true;
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
};

} // namespace

Uniformity::Uniformity(Function &F) {
  WrittenObjects Written(F);
  Analyses.registerPass([] { return PassInstrumentationAnalysis(); });
  Analyses.registerPass([] { return DominatorTreeAnalysis(); });
  Analyses.registerPass([] { return CycleAnalysis(); });
  Analyses.registerPass([&Written] {
    return TargetIRAnalysis(
        [&Written](const Function &F) { return TargetTransformInfo(LaneTTI(F.getDataLayout(), Written)); });
  });
  Analyses.registerPass([] { return UniformityInfoAnalysis(); });
  Info = &Analyses.getResult<UniformityInfoAnalysis>(F);
}

} // namespace npucc
