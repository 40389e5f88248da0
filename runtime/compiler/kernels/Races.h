// SPDX-License-Identifier: Apache-2.0
// npucc -racecheck: tells the runtime of each access to memory that threads of a block may share
// (npu/detail/races.h).
#pragma once

#include "llvm/Passes/PassBuilder.h"

namespace npucc {

/// Whether this compilation checks for races. Kernels then stay on fibers.
bool checksRaces();

/// Registers the passes: at the start of the pipeline one that keeps accesses from being made that the source
/// does not make, at its end the one that adds the calls.
void registerRaceCheck(llvm::PassBuilder &PB);

} // namespace npucc
