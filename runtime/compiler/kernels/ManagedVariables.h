// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/IR/Module.h"

namespace npucc {

/// Makes the addresses of variables that NPU_MANAGED marks known before main.
void registerManagedVariables(llvm::Module &M);

} // namespace npucc
