// SPDX-License-Identifier: Apache-2.0
// File names in build files: sources that the migration renames, and files that lie elsewhere in the output.
#pragma once

#include "BuildMigration.h"
#include "BuildText.h"

namespace npuify {

/// A file name, or a part of one, and what it becomes.
struct NameEdit {
  unsigned Offset = 0, Length = 0;
  std::string Text;   ///< new spelling of these bytes
  std::string Symbol; ///< the name as people see it: "main.cu", "%.cu"
};

/// Names of renamed sources, and patterns over their suffix (%.cu, *.cu, .cu.o:, $(src:.cu=.o)). A suffix is
/// replaced everywhere or nowhere, so that names which the build file derives from each other still agree.
std::vector<NameEdit> renamedSources(const BuildText &Build,
                                     const std::map<std::string, std::string> &Suffixes,
                                     const std::map<std::string, std::string> &Renamed);

/// In a build file of \p Folder that builds the rest of the project as before: the paths of the sources that
/// moved, and no patterns.
std::vector<NameEdit> movedSources(const BuildText &Build, llvm::StringRef Folder,
                                   const std::map<std::string, std::string> &Suffixes,
                                   const std::map<std::string, std::string> &Renamed);

/// Paths that lead out of the project ("../common/x.h") to files that have another place in the output.
std::vector<NameEdit> movedPaths(const BuildText &Build, BuildSyntax Syntax,
                                 const std::function<std::optional<std::string>(llvm::StringRef)> &Moved);

} // namespace npuify
