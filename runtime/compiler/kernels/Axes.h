// SPDX-License-Identifier: Apache-2.0
// Loops over threads go along x, whose neighbours should touch neighbouring memory. Programs that count rows
// along x (`row = blockIdx.x * blockDim.x + threadIdx.x`) have that along y instead, and gain by exchanging
// the two: no thread can tell.
#pragma once

#include "LaunchExtents.h"

namespace npucc {

/// Whether exchanging x and y in \p F, prepared, brings together what neighbours touch.
bool gainsByExchangedAxes(llvm::Function &F);

/// Exchanges x and y in all that \p F reads of its position, and in \p Extents. From then on Builtins.h reads
/// one for the other in \p F and in functions with its attributes; done twice, nothing has changed.
void exchangeAxes(llvm::Function &F, LaunchExtents &Extents);

/// Whether x and y are exchanged in \p F.
bool hasExchangedAxes(const llvm::Function &F);

} // namespace npucc
