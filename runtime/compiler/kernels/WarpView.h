// SPDX-License-Identifier: Apache-2.0
// A kernel as its warps see it: which parts of an index are the same for all lanes.
#pragma once

#include "llvm/IR/Function.h"

namespace npucc {

/// How the threads of a block lie.
enum class BlockShape {
  Any,
  Rows, ///< blockDim.x is a multiple of 32
  Line, ///< blockDim.y and blockDim.z are 1
};

/// Splits what \p F computes from thread indices into the warp's part and the lane's, as far as \p Shape lets
/// it, and with \p WholeWarps, where blockDim.x is a multiple of 32 in a line, indices in the grid too.
void takeWarpView(llvm::Function &F, BlockShape Shape, bool WholeWarps);

/// Whether \p F asks for the warp, or the lane, of an index in the grid.
bool asksForWarpOfGrid(llvm::Function &F);

} // namespace npucc
