// SPDX-License-Identifier: Apache-2.0
// What the last run wrote into an output folder, kept there: the common ancestor that a three-way merge of
// the user's edits with a new migration needs.
#pragma once

#include "llvm/ADT/StringRef.h"
#include <map>
#include <string>

namespace npuify {

/// The folder below the output root that is npuify's own; never read as input.
constexpr llvm::StringLiteral StateFolder = ".npuify";

struct WrittenFile {
  std::string Digest;
  std::string Text; ///< of sources and build files; empty for what is only copied
};

struct OutputState {
  /// By path below the output root.
  std::map<std::string, WrittenFile> Files;

  /// The state of \p OutDir; empty when there is none, or none that this version can read.
  static OutputState read(llvm::StringRef OutDir);
  /// The bytes of the file at path(), relative to the output root.
  std::string bytes() const;
  static std::string path();
};

} // namespace npuify
