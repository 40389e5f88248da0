// SPDX-License-Identifier: Apache-2.0
// Regular expressions as rule packs write them: POSIX extended, plus \w \d \s \b and their complements, which
// LLVM's engine lacks.
#pragma once

#include "llvm/Support/Error.h"
#include "llvm/Support/Regex.h"
#include <string>

namespace npuify {

/// \p Pattern in the syntax of llvm::Regex.
std::string toPosixPattern(llvm::StringRef Pattern);

/// Compiles a rule pack's pattern; the error is the reason without a place.
llvm::Expected<llvm::Regex> compilePattern(llvm::StringRef Pattern);

} // namespace npuify
