// SPDX-License-Identifier: Apache-2.0
// Arrays of a thread's own that GPU compilers keep in registers: `float sum[8][8]` with loops of known length
// over it. Their elements become values, which are laid out so that those of neighbouring threads are
// neighbours.
#pragma once

#include "llvm/IR/PassManager.h"

namespace npucc {

/// Unrolls the loops that index such arrays, where that makes all indices constants at a reasonable size.
void dissolvePrivateArrays(llvm::Function &F, llvm::FunctionAnalysisManager &FAM);

} // namespace npucc
