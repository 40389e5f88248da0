// SPDX-License-Identifier: Apache-2.0
// --verify: parses the rewritten units against the NPU headers, before anything is written.
#pragma once

#include "cache/Store.h"
#include "rules/RulePack.h"
#include <map>
#include <string>
#include <vector>

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

/// The errors of each unit, in order, through the cache. \p Texts is the whole output.
std::vector<std::vector<VerifyError>> verify(const OutputTexts &Texts, const std::vector<VerifyUnit> &Units,
                                             const std::string &RuntimeIncludeDir,
                                             const std::vector<RulePack> &Packs, unsigned Jobs,
                                             Store &Entries);

} // namespace npuify
