// SPDX-License-Identifier: Apache-2.0
// Runs a script of ours with the python3 of this machine.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace npuify {

/// What \p Script answers to \p Request, which it reads from its standard input.
llvm::Expected<std::string> runPython(llvm::StringRef Script, llvm::StringRef Request);

} // namespace npuify
