// SPDX-License-Identifier: Apache-2.0
// Casts of floating-point numbers to integers, as a GPU makes them.
#pragma once

#include "llvm/IR/Function.h"

namespace npucc {

/// What is out of range becomes the nearest integer there is, where C++ leaves the result open.
void saturateCasts(llvm::Function &F);

} // namespace npucc
