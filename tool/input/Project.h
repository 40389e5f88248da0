// SPDX-License-Identifier: Apache-2.0
// The files of a run: what is given, what it includes, how each is parsed, and where each goes.
#pragma once

#include "Selection.h"
#include "parse/ParseSession.h"
#include "llvm/Support/Error.h"

namespace npuify {

enum class FileKind {
  Source, ///< C or C++ source or header, or kernel language
  Build,  ///< a build file
  Other,  ///< copied as it is
};

struct ProjectFile {
  std::string Path;   ///< absolute, links resolved
  std::string Rel;    ///< input path relative to the base, as reports name it
  std::string OutRel; ///< path below the output root
  FileKind Kind = FileKind::Other;
  bool KernelSource = false;             ///< a source (not a header) in kernel language
  BuildStage Stage = BuildStage::Always; ///< of a build file, where the globs leave part of the project out
  std::string Text;                      ///< contents (Source and Build)
};

struct ProjectInput {
  std::vector<std::string> Sources;          ///< as given: files and directories
  std::vector<std::string> FileLists;        ///< files that name further sources
  std::string Root;                          ///< --root, or empty
  std::string BuildDir;                      ///< -p, or empty
  std::string OutDir;                        ///< never read as input
  std::vector<std::string> Include, Exclude; ///< globs on Rel; empty: all
  std::vector<std::string> ClangArgs;        ///< for every file; -I and -fgpu-rdc matter here
};

struct Project {
  std::string Base;               ///< absolute; Rel is relative to it
  std::vector<ProjectFile> Files; ///< sorted by Rel
  std::vector<TranslationUnit> Units;
  bool RelocatableDeviceCode = false;
  std::vector<LeftAlone> Untouched; ///< sorted by Rel
  /// What each file includes, by path, as far as that can be told without parsing.
  std::map<std::string, std::set<std::string>> Includes;
  /// Spellings of includes, by the path of the file, for which no folder is known, only a file of that name.
  std::map<std::string, std::set<std::string>> FoundByName;
  const ProjectFile *byPath(llvm::StringRef Path) const;

  /// How the include of \p Spelling in \p From must be spelled in the output: nothing when it is no project
  /// file, the same spelling when it need not change. \p Resolved is the path Clang found, or empty.
  std::optional<std::string> includeTarget(const ProjectFile &From, const std::string &Resolved,
                                           llvm::StringRef Spelling) const;

  /// Where the output has what \p Spelling, a path relative to the build file \p From, names: a file or
  /// folder from outside the base, which lies below _deps there. Nothing when it keeps its place.
  std::optional<std::string> movedPath(const ProjectFile &From, llvm::StringRef Spelling) const;

private:
  friend class ProjectBuilder;
  std::map<std::string, size_t> Index; ///< by path
};

llvm::Expected<Project> loadProject(const ProjectInput &In, const RuleIndex &Rules);

} // namespace npuify
