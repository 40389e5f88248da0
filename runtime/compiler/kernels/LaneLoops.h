// SPDX-License-Identifier: Apache-2.0
// Makes the function that runs a whole block of a kernel: each stretch of code between sync points becomes a
// loop over the threads of a group.
//
// The group is the whole block where the kernel has barriers only, and a warp where it has operations of
// warps. Each stretch exists twice. In the full form all threads of the group run it, one after the other, in
// a loop that the vectoriser can take; in the masked form only those that are marked. The full forms follow
// each other as the kernel's own control flow says. Where the threads of a group part, libnpu decides which
// stretch is next and who runs it (npu/detail/kernel_group.h), until they are together again.
#pragma once

#include "LaunchExtents.h"
#include "Stretches.h"
#include "WarpView.h"
#include <optional>

namespace npucc {

struct BlockFunctionOptions {
  BlockShape Shape = BlockShape::Any;
  std::optional<BlockExtent> Extent; ///< where it is known
  /// A call runs several blocks, which are joined along x.
  bool Joined = false;
  bool JoinedRows = false; ///< whatever their shape; else lines only
  /// Groups are warps.
  bool Warps = false;
  /// The block is a line of them, the last one as long as the others.
  bool WholeWarps = false;
  /// Code that is not inlined reads threadIdx: it is written for each thread.
  bool WriteThreadIndex = false;
};

llvm::Function *makeBlockFunction(llvm::Function &Prepared, const std::vector<SyncPoint> &Points,
                                  const Stretches &Found, BlockFunctionOptions Options);

} // namespace npucc
