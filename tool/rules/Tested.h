// SPDX-License-Identifier: Apache-2.0
// Which verdicts rest on more than documentation: the build lists the names that the runtime's tests use, and
// a verdict on the CPU is verified when what the name becomes is among them.
#pragma once

#include "Rule.h"

namespace npuify {

/// Whether the runtime's tests use what \p Symbol becomes by \p R.
bool testedOnCpu(const Rule &R, llvm::StringRef Symbol);

} // namespace npuify
