// SPDX-License-Identifier: Apache-2.0
// Blocks above each other often read the same: in a product of matrices by tiles, all blocks of a column read
// the same tiles of the right matrix. Several of them run as one block then, each a layer of it, so that what
// one has fetched the others find in the cache.
#pragma once

#include "LaunchExtents.h"
#include "llvm/IR/PassManager.h"

namespace npucc {

/// How many blocks of \p Extent make one.
unsigned joinedInColumn(BlockExtent Extent);

/// Makes blockIdx.y of \p F, whose blocks have one layer, that of the layer's block, and gives each layer its
/// shared memory. \returns false, with \p F unchanged, if its blocks have nothing in common or must not be
/// joined.
bool joinColumns(llvm::Function &F, unsigned Blocks, llvm::FunctionAnalysisManager &FAM);

} // namespace npucc
