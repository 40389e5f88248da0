// SPDX-License-Identifier: Apache-2.0
// Inline assembly of the device, with what its operands hold. That of the host's processor stays.
#pragma once

#include "FileFindings.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace npuify {

/// Whether \p Name begins a statement of inline assembly.
bool isAsmKeyword(llvm::StringRef Name);

/// \p I is the keyword. \p Step deals with the token it is given, as the walk does, and returns the last one
/// of what was dealt with; so does this function.
size_t walkAssembly(FileFindings &Findings, size_t I, llvm::function_ref<size_t(size_t)> Step);

} // namespace npuify
