// SPDX-License-Identifier: Apache-2.0
// Where npucc's headers, libraries and rule packs are: beside the executable when installed, in the build and
// source trees when run from a build folder.
#pragma once

#include <string>
#include <vector>

namespace npucc {

struct Installation {
  std::string IncludeDir;             ///< holds npu/runtime.hpp
  std::string LibraryDir;             ///< holds libnpu.so
  std::vector<std::string> Libraries; ///< "npu", and every other libnpu*.so beside it
  std::string Migrator;               ///< path of npuify, or empty
  std::string KernelCompiler;         ///< path of npucc-clang, or empty
  std::string RulesDir;               ///< folder of the rule packs, or empty

  /// Looks around \p Executable (absolute). Throws UsageError when the headers or the library are missing.
  static Installation find(const std::string &Executable);

  /// True when \p Include, as written in an include directive, is a header of an API that the rule packs
  /// migrate.
  bool isForeignHeader(const std::string &Include) const;

  std::vector<std::string> compileFlags() const;
  /// \p WithLanguage: also the C++ library, for a link that a C compiler drives.
  std::vector<std::string> linkFlags(bool WithLanguage) const;
};

/// The path of the running executable.
std::string ownPath();

} // namespace npucc
