// SPDX-License-Identifier: Apache-2.0
// Which lane each lane of a warp reads from, where that is the same in all warps: lane ^ 16, or the next
// lane.
#pragma once

#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Value.h"

namespace npucc {

/// \p Source for each lane, if it depends on nothing but the lane and names lanes only; else empty.
llvm::SmallVector<int, 32> lanePattern(llvm::Value &Source, const llvm::DataLayout &DL);

} // namespace npucc
