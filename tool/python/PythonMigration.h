// SPDX-License-Identifier: Apache-2.0
// Python sources: rules of kind `python` on what Python's parser says, and the new names of the project's
// files.
#pragma once

#include "PythonRules.h"
#include "build_files/BuildMigration.h"

namespace npuify {

std::vector<Finding> migratePython(llvm::StringRef RelPath, llvm::StringRef Text, const PythonFacts &Facts,
                                   const PythonRules &Rules, const RuleIndex &Index,
                                   const ProjectNames &Names);

} // namespace npuify
