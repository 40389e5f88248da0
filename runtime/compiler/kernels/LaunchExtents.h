// SPDX-License-Identifier: Apache-2.0
// The extents of blocks with which a module launches a kernel, as far as they are constants. They are a guess
// at what will happen, good enough to make a form for them; the form is taken where blockDim says so.
#pragma once

#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Function.h"

namespace npucc {

struct BlockExtent {
  unsigned X = 1, Y = 1, Z = 1;

  unsigned threads() const { return X * Y * Z; }
  bool isLine() const { return Y == 1 && Z == 1; }
  bool operator==(const BlockExtent &O) const { return X == O.X && Y == O.Y && Z == O.Z; }
};

struct LaunchExtents {
  llvm::SmallVector<BlockExtent, 2> Known; ///< each once, in the order of the launches
  bool Complete = true;                    ///< no launch with other extents was seen
};

/// Reads the launches of \p Kernel, NPU_LAUNCH and npuLaunchKernel, before any optimisation.
LaunchExtents findLaunchExtents(llvm::Function &Kernel);

} // namespace npucc
