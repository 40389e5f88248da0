// SPDX-License-Identifier: Apache-2.0
// --verify: parses the rewritten units against the NPU headers, before anything is written.
#pragma once

#include "ParseSession.h"

namespace npuify {

/// A text of the output, by its path below the output root.
using OutputTexts = std::map<std::string, std::string>;

struct VerifyUnit {
  std::string OutRel;
  std::vector<std::string> IncludeDirs; ///< absolute, or "//out/REL" for a folder of the output
  std::vector<std::string> Args;        ///< -D, -std
};

struct VerifyError {
  std::string OutRel; ///< empty when the error lies in a header outside the output
  unsigned Line = 0;
  std::string Message;
};

/// The errors of one unit, in order.
std::vector<VerifyError> verifyUnit(const VerifyUnit &Unit, const OutputTexts &Texts,
                                    const std::string &RuntimeIncludeDir);

} // namespace npuify
