// SPDX-License-Identifier: Apache-2.0
// Which values of a prepared kernel are the same for all threads of a block: LLVM's uniformity analysis, with
// the sources of divergence of this dialect.
#pragma once

#include "llvm/Analysis/UniformityAnalysis.h"
#include "llvm/IR/PassManager.h"

namespace npucc {

class Uniformity {
public:
  explicit Uniformity(llvm::Function &F);

  bool isUniform(const llvm::Value *V) const { return Info->isUniform(V); }
  /// False where a value that is uniform inside of a loop is used after threads have left it at different
  /// turns.
  bool isUniformUse(const llvm::Use &U) const { return !Info->isDivergentUse(U); }
  bool branchesApart(const llvm::BasicBlock &B) { return Info->hasDivergentTerminator(B); }

private:
  llvm::FunctionAnalysisManager Analyses; ///< its own: the target of the build knows no divergence
  llvm::UniformityInfo *Info;
};

} // namespace npucc
