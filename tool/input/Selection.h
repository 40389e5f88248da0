// SPDX-License-Identifier: Apache-2.0
// Which files of a tree are looked at: --include and --exclude, and the folders that are left alone unasked.
#pragma once

#include "llvm/Support/Error.h"
#include "llvm/Support/GlobPattern.h"
#include <list>
#include <string>
#include <vector>

namespace npuify {

class Selection {
public:
  /// Globs are matched against the path relative to the base and against the file name; `**` crosses folders.
  static llvm::Expected<Selection> create(const std::vector<std::string> &Include,
                                          const std::vector<std::string> &Exclude);
  bool wants(llvm::StringRef Rel) const;
  /// An --include matches \p Rel.
  bool asksFor(llvm::StringRef Rel) const;

private:
  struct Globs {
    std::list<std::string> Texts; ///< patterns refer to their text
    std::vector<llvm::GlobPattern> Patterns;
    llvm::Error add(llvm::StringRef Option, llvm::StringRef Glob);
    bool match(llvm::StringRef Rel) const;
  };
  Globs Include, Exclude;
};

/// A folder whose files are not looked at.
struct LeftAlone {
  std::string Rel;    ///< relative to the base
  std::string Reason; ///< "third-party code", "a build tree"; empty: the folder is looked at
  bool Copied = true; ///< its files are part of the output as they are
};
LeftAlone judgeFolder(const std::string &Path);

/// The files and folders that a list names, one a line; relative ones are relative to the current folder.
/// Empty lines and lines that begin with '#' do not count. "-" is standard input.
llvm::Expected<std::vector<std::string>> readFileList(const std::string &Path);

} // namespace npuify
