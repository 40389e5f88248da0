// SPDX-License-Identifier: Apache-2.0
// The lines that differ from a revision, as git tells: a pull request answers for its own lines only.
#pragma once

#include "report/Finding.h"
#include "llvm/Support/Error.h"

namespace npuify {

class ChangedLines {
public:
  /// What the working tree of the repository around \p Folder changes since it left \p Revision: against
  /// their common ancestor, untracked files included.
  static llvm::Expected<ChangedLines> since(llvm::StringRef Revision, llvm::StringRef Folder);
  /// From the output of `git diff -U0` without prefixes; paths are below \p Top.
  static ChangedLines parse(llvm::StringRef Diff, llvm::StringRef Top);

  /// \p Path is absolute; \p Line 0 asks for any line.
  bool contains(llvm::StringRef Path, unsigned Line) const;

private:
  std::map<std::string, std::vector<std::pair<unsigned, unsigned>>> Files; ///< first and last line
};

/// Waives the findings in lines that did not change. \p PathOf gives the absolute path of a file of the log.
void waiveUnchanged(FindingLog &Log, const ChangedLines &Lines,
                    llvm::function_ref<std::string(llvm::StringRef File)> PathOf);

} // namespace npuify
