// SPDX-License-Identifier: Apache-2.0
// The #include directives of a file: those that are there, those that nvcc makes unasked, and those that the
// new code needs.
#pragma once

#include "FileFindings.h"

namespace npuify {

/// The headers that kernel-language sources have unasked are included explicitly.
void addPrologue(FileFindings &Findings);

/// \p I is the first token of a directive. \returns the index of its last.
size_t walkInclude(FileFindings &Findings, size_t I);

/// The headers of what rules brought in.
void addNeededIncludes(FileFindings &Findings);

} // namespace npuify
