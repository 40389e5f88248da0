// SPDX-License-Identifier: Apache-2.0
// What only kernel language has: launches, addresses of kernels, dynamic shared memory, and conditions that
// tell device from host. LaunchRewrite, SharedMemory and SideBranches find the new text; here it becomes
// findings.
#pragma once

#include "FileFindings.h"

namespace npuify {

/// \p I is the launch operator.
void addLaunch(FileFindings &Findings, size_t I);

/// A kernel that is cast to a pointer at \p T, if there is one.
void addKernelPointer(FileFindings &Findings, const Token &T);

/// \p I is a memory space qualifier. \returns false where it declares no dynamic shared memory.
bool addDynamicShared(FileFindings &Findings, size_t I, const Rule &R, Evidence Ev);

/// Conditions on a macro that only the device defines, where a rule says how to ask at run time.
void addSideBranches(FileFindings &Findings);

} // namespace npuify
