// SPDX-License-Identifier: Apache-2.0
// Functions of the C and C++ libraries that mean something else in device code.
#pragma once

#include "llvm/IR/Module.h"

namespace npucc {

/// Memory comes from the heap of kernels, which has a limit. The functions ask where they are called, so that
/// all code of a source can take them: what a host function allocates, another source may free.
void redirectHeap(llvm::Module &M);

/// printf in device code returns the number of its arguments.
void countPrintedArguments(llvm::Function &F);

} // namespace npucc
