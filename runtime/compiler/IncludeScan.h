// SPDX-License-Identifier: Apache-2.0
// Which sources must be migrated before they can be compiled, told from their include directives alone.
#pragma once

#include "Installation.h"
#include "Invocation.h"

namespace npucc {

/// True for kernel language that is still CUDA, and for a host source that reaches a header of a foreign API
/// through its includes. Sources that include npu headers are migrated already.
bool needsMigration(const Input &In, const Invocation &I, const Installation &Inst);

/// True for kernel language, and for C++ that reaches npu/kernel.h through its includes.
bool holdsKernels(const Input &In, const Invocation &I);

} // namespace npucc
