// SPDX-License-Identifier: Apache-2.0
// Makefiles and CMake files: the rules of kind build, the new names of sources, and the new places of files
// that lay outside the project.
#pragma once

#include "report/Finding.h"
#include "rules/RuleIndex.h"
#include <functional>

namespace npuify {

/// What became of the project's files, as one build file sees them.
struct ProjectNames {
  /// Files that got a new name: from the input path to the output path, both relative to the project.
  std::map<std::string, std::string> Renamed;
  /// A path, spelled relative to the build file's folder, that is found elsewhere in the output: its new
  /// spelling. May be empty.
  std::function<std::optional<std::string>(llvm::StringRef)> Moved;
  /// Border and Behind: part of the project is built as before. Behind is the build file that does it: there
  /// only names of sources change.
  BuildStage Stage = BuildStage::Always;
};

/// The findings of one build file, in order of their places. \p RelPath is its path relative to the project;
/// its name decides the syntax and which rules apply. Within a place the first rule wins: those of later
/// packs first, within a pack in the order of the files.
std::vector<Finding> migrateBuildFile(llvm::StringRef RelPath, llvm::StringRef Text, const RuleIndex &Rules,
                                      const ProjectNames &Names);

} // namespace npuify
