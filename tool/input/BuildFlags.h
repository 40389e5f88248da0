// SPDX-License-Identifier: Apache-2.0
// The include folders and definitions a build file gives its sources, read without running it. A compilation
// database is better; this serves projects that have none.
#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace npuify {

/// Shell scripts aside, which only their contents tell.
bool isBuildFileName(llvm::StringRef FileName);

struct BuildFlags {
  std::vector<std::string> IncludeDirs;                        ///< absolute, existing
  std::vector<std::string> Definitions;                        ///< "NAME" or "NAME=value"
  std::vector<std::string> HostDefinitions, KernelDefinitions; ///< for sources of one language only
  std::string Standard;          ///< "gnu++20" where sources need more than the parser's own standard
  bool AsKernelLanguage = false; ///< sources of any suffix are compiled with -x cu
  /// Existing files outside the build file's own folder that it builds, depends on or includes, absolute.
  std::vector<std::string> Sources;
};

BuildFlags readBuildFlags(llvm::StringRef Text, llvm::StringRef Directory);

/// True when the build links device code of several translation units (nvcc -rdc=true and its spellings in
/// CMake).
bool usesRelocatableDeviceCode(llvm::StringRef BuildFileText);

} // namespace npuify
