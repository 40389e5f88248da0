// SPDX-License-Identifier: Apache-2.0
// Kernels from before independent thread scheduling hand values from lane to lane of a warp through shared
// memory with no synchronisation between, in plain code that all lanes run together: one loop stores a
// column, the next one reads a row.
#pragma once

#include "llvm/IR/Function.h"

namespace npucc {

/// Lets the lanes wait for each other between storing to shared memory and reading what others have stored,
/// and between reading and storing there, where no other wait lies between and the places tell that threads
/// of a warp meet. \returns true if \p F, prepared, has such places.
bool meetInHandovers(llvm::Function &F);

} // namespace npucc
