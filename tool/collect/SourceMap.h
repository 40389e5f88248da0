// SPDX-License-Identifier: Apache-2.0
// From Clang's source locations to the FileEvidence of project files.
#pragma once

#include "Evidence.h"
#include "clang/Basic/SourceManager.h"

namespace npuify {

class SourceMap {
public:
  SourceMap(EvidenceMap &Out, const std::set<std::string> &ProjectFiles) : Out(Out), Project(ProjectFiles) {}
  bool attached() const { return SM != nullptr; }
  void attach(const clang::SourceManager &Manager) { SM = &Manager; }

  /// The evidence of the project file in which \p Loc (a file location) stands, and its offset; null
  /// elsewhere.
  FileEvidence *at(clang::SourceLocation Loc, unsigned &Offset);
  /// The same for where the characters at \p Loc are spelled: in the file, a macro argument or a macro body.
  /// Null for pasted tokens.
  FileEvidence *spelled(clang::SourceLocation Loc, unsigned &Offset);
  Origin originOf(clang::SourceLocation DeclLoc);
  /// Whether \p DeclLoc stands in a header outside the project.
  bool isForeign(clang::SourceLocation DeclLoc);
  /// The pack whose declarations hold \p DeclLoc; empty for other places.
  llvm::StringRef packOf(clang::SourceLocation DeclLoc);
  const clang::SourceManager &manager() const { return *SM; }
  EvidenceMap &evidence() { return Out; }

private:
  struct Entry {
    FileEvidence *File = nullptr;
    Origin From = Origin::System;
  };
  const Entry &entry(clang::FileID Id);
  EvidenceMap &Out;
  const std::set<std::string> &Project;
  const clang::SourceManager *SM = nullptr;
  std::map<clang::FileID, Entry> Cache;
};

} // namespace npuify
