// SPDX-License-Identifier: Apache-2.0
// What Python sources that build C++ extensions give the compiler: python_build.py and its answers.
#pragma once

#include "input/BuildFlags.h"
#include "llvm/ADT/ArrayRef.h"

namespace npuify {

struct PythonSource {
  llvm::StringRef Text;
  std::string Directory; ///< absolute
};

/// Whether a source holds words that only those use: a cheap question before the parser's answer.
bool mayBuildExtensions(llvm::StringRef Text);

/// The flags of \p Sources, in the same order; empty ones where Python cannot read them or is not there.
std::vector<BuildFlags> readPythonBuildFlags(llvm::ArrayRef<PythonSource> Sources);

} // namespace npuify
