// SPDX-License-Identifier: Apache-2.0
// Splits loops over threads where a guard such as `if (i < n)` changes its answer, so that no iteration asks.
#pragma once

#include "llvm/IR/PassManager.h"

namespace npucc {

/// The property in the metadata of loops over the threads of a group.
constexpr const char *LaneLoopProperty = "npu.lanes";
/// The same for loops over rows of threads.
constexpr const char *RowLoopProperty = "npu.rows";

/// Splits the lane loops of \p F at conditions that compare an index of the thread with a value that is the
/// same for all threads.
void splitRanges(llvm::Function &F, llvm::FunctionAnalysisManager &FAM);

} // namespace npucc
