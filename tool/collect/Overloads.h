// SPDX-License-Identifier: Apache-2.0
// Builtins that the project overloads, where a call may mean either: using-declarations keep the choice open.
#pragma once

#include "FileFindings.h"

namespace npuify {

class Overloads {
public:
  explicit Overloads(FileFindings &Findings) : Findings(Findings), File(Findings.File) {}

  /// A builtin that the project overloads and calls so that either may be meant: its overload takes the name
  /// that the builtin gets, and a using-declaration brings both together. \returns false where \p Name is
  /// none, or keeps its last part.
  bool rename(size_t I, const std::string &Name, const Resolution &Res);
  /// The call at \p I stays unqualified, as the builtin of \p R and overloads of the project share their
  /// name.
  void leaveOpen(size_t I, const std::string &Name, const Rule &R);
  /// The using-declarations that all this asks for, once all names are walked: in bodies, and at the top of
  /// the file.
  void addBodyUsings();
  void addTopUsings();

private:
  FileFindings &Findings;
  const FileTokens &File;
  std::map<std::string, const Rule *> Open; ///< builtins that stay unqualified somewhere
  std::map<std::string, std::pair<const Rule *, std::string>> TopUsings; ///< of builtins the file overloads
};

} // namespace npuify
