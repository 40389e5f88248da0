// SPDX-License-Identifier: Apache-2.0
// A build file cut into the pieces that rules look at.
#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace npuify {

enum class BuildSyntax {
  Make,
  Shell, ///< like the recipes of a makefile
  CMake,
  Script, ///< Meson and Bazel: calls in the manner of Python
};

BuildSyntax buildSyntaxOf(llvm::StringRef FileName);
/// Whether a file of this name is one of Meson or Bazel.
bool isScriptBuildFile(llvm::StringRef FileName);
bool isShellScript(llvm::StringRef FileName);

/// A line of a makefile or shell script without its comment, a CMake command from its name to its closing
/// parenthesis, or the lines of a script up to where all parentheses are closed.
struct BuildPiece {
  unsigned Offset = 0;
  unsigned Length = 0;
};

/// A build file made ready for matching: comments are blanked and CMake command names are lower case, while
/// every byte keeps its offset.
struct BuildText {
  std::string Masked;
  std::vector<BuildPiece> Pieces;
  llvm::StringRef piece(size_t I) const {
    return llvm::StringRef(Masked).substr(Pieces[I].Offset, Pieces[I].Length);
  }
};

BuildText readBuildText(llvm::StringRef Text, BuildSyntax Syntax);

} // namespace npuify
