// SPDX-License-Identifier: Apache-2.0
// Brings a kernel into the form that the analyses want: one function without calls of device functions, in
// SSA form, its built-in variables read by pure functions (Builtins.h).
#pragma once

#include "llvm/IR/Function.h"
#include "llvm/IR/PassManager.h"
#include <string>

namespace npucc {

/// A private copy of \p Kernel in that form; null with \p Reason when it grows too large.
llvm::Function *prepareKernel(llvm::Function &Kernel, llvm::FunctionAnalysisManager &FAM,
                              std::string &Reason);

/// A variable that only some threads have set is no longer undefined for the others: such a value would count
/// as the same for all threads.
void defineValues(llvm::Function &F);

} // namespace npucc
