// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/IR/Module.h"

namespace npucc {

/// Keeps variables at namespace scope as they are, though static, where the module is one that programs load:
/// they find the variables by name and write to them.
void keepModuleVariables(llvm::Module &M);

} // namespace npucc
