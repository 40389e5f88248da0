// SPDX-License-Identifier: Apache-2.0
// The annotations that the qualifiers of the dialect leave.
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/IR/Module.h"

namespace npucc {

/// Calls \p Use with what carries the annotation \p Name, and with the annotation's further arguments (null
/// if it has none).
void forEachAnnotation(llvm::Module &M, llvm::StringRef Name,
                       llvm::function_ref<void(llvm::Constant *, llvm::Constant *)> Use);

} // namespace npucc
