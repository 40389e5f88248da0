// SPDX-License-Identifier: Apache-2.0
#include "Uniformity.h"
#include "Builtins.h"
#include "SyncPoints.h"
#include "llvm/Analysis/TargetTransformInfo.h"
#include "llvm/Analysis/TargetTransformInfoImpl.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/PassInstrumentation.h"

using namespace llvm;

namespace npucc {
namespace {

class LaneTTI : public TargetTransformInfoImplCRTPBase<LaneTTI> {
public:
  explicit LaneTTI(const DataLayout &DL) : TargetTransformInfoImplCRTPBase(DL) {}
  bool hasBranchDivergence(const Function * = nullptr) const { return true; }
  bool isAlwaysUniform(const Value *) const { return false; }
  bool isSourceOfDivergence(const Value *V) const {
    if (isa<AllocaInst>(V)) // each thread's own
      return true;
    if (auto *Load = dyn_cast<LoadInst>(V))
      return Load->isVolatile() || Load->isAtomic();
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
};

} // namespace

Uniformity::Uniformity(Function &F) {
  Analyses.registerPass([] { return PassInstrumentationAnalysis(); });
  Analyses.registerPass([] { return DominatorTreeAnalysis(); });
  Analyses.registerPass([] { return CycleAnalysis(); });
  Analyses.registerPass([] {
    return TargetIRAnalysis(
        [](const Function &F) { return TargetTransformInfo(LaneTTI(F.getDataLayout())); });
  });
  Analyses.registerPass([] { return UniformityInfoAnalysis(); });
  Info = &Analyses.getResult<UniformityInfoAnalysis>(F);
}

} // namespace npucc
