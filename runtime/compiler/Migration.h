// SPDX-License-Identifier: Apache-2.0
// Migrates one CUDA source into a private folder, so that npucc compiles untouched projects.
#pragma once

#include "Installation.h"
#include "Invocation.h"

namespace npucc {

class Migration {
public:
  /// Runs npuify on \p In; everything it writes goes below \p Folder. Throws UsageError when npuify is
  /// missing or does not accept the file.
  Migration(const Input &In, const Invocation &I, const Installation &Inst, const std::string &Folder);

  /// The migrated source.
  const std::string &source() const { return Source; }
  /// Include options that put the migrated copies of the project's headers before the originals.
  const std::vector<std::string> &includeArgs() const { return IncludeArgs; }
  /// Rewrites a dependency file: the paths of migrated copies become those of the originals.
  void restorePaths(const std::string &DependencyFile) const;
  /// The lines of npuify's report that tell of something it could not do; they explain why a compilation
  /// fails.
  std::string problems() const;
  /// The command that npuify is run with.
  static std::vector<std::string> command(const Input &In, const Invocation &I, const Installation &Inst,
                                          const std::string &Root, const std::string &Folder);
  /// The folder that holds the source and the project's include folders.
  static std::string rootOf(const Input &In, const Invocation &I);

private:
  std::string Root, Out, Source, ReportFile;
  std::vector<std::string> IncludeArgs;

  std::string originalOf(std::string Path) const;
  std::string report() const;
  void restoreLines() const;
};

/// \p Migrated with #line directives that give every line the number of the line of \p Original it came from.
std::string withLineDirectives(const std::string &Original, const std::string &Migrated,
                               const std::string &Name);

} // namespace npucc
