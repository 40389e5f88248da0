// SPDX-License-Identifier: Apache-2.0
// Loops that threads leave at different turns, such as iterations to convergence, searches and hashes.
#pragma once

#include "llvm/IR/Function.h"

namespace npucc {

/// Where it pays, the lanes of a warp take such a loop together until the last of them has left it: those
/// that have keep what they left it with. The loop over lanes then goes inside, where it is vectorised. For
/// prepared kernels, before sync points are split off.
void keepLeaversTogether(llvm::Function &F);

} // namespace npucc
