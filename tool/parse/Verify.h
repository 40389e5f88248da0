// SPDX-License-Identifier: Apache-2.0
// --verify: parses the rewritten units against the NPU headers, before anything is written.
#pragma once

#include "Preamble.h"

namespace npuify {

/// A text of the output, by its path below the output root.
using OutputTexts = std::map<std::string, std::string>;

struct VerifyUnit {
  std::string OutRel;
  std::vector<std::string> IncludeDirs; ///< absolute, or "//out/REL" for a folder of the output
  std::vector<std::string> Args;        ///< -D, -std
  bool Kernel = false;                  ///< begins with the packs' prologue
};

struct VerifyError {
  std::string OutRel; ///< empty when the error lies in a header outside the output
  unsigned Line = 0;
  std::string Message;
};

class Verifier {
public:
  Verifier(const OutputTexts &Texts, std::string RuntimeIncludeDir);
  /// Parses the headers of the packs' prologues once for all kernel units.
  void usePreamble(const std::vector<RulePack> &Packs, Store &Entries);
  /// The errors of one unit, in order. May be called from several threads.
  std::vector<VerifyError> errorsOf(const VerifyUnit &Unit) const;

private:
  std::vector<std::string> commandLine(bool IsC) const;
  std::string RuntimeIncludeDir;
  Preamble Shared;
};

} // namespace npuify
