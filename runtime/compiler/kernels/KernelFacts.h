// SPDX-License-Identifier: Apache-2.0
// What the runtime tells about a kernel without running it.
#pragma once

#include "llvm/IR/Function.h"

namespace npucc {

struct KernelFacts {
  uint32_t StaticShared = 0; ///< bytes of the block-shared variables that it and what it calls use
  uint32_t MaxThreads = 0;   ///< of its launch bounds; 0: none
};

KernelFacts factsOf(llvm::Function &Kernel);

} // namespace npucc
