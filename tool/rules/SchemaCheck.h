// SPDX-License-Identifier: Apache-2.0
// Checks a loaded pack's files against npuify-rules.schema.json, the published description of the format. The
// loader itself accepts nothing that the schema forbids; this keeps the two from drifting apart.
#pragma once

#include "RulePack.h"

namespace npuify {

/// \p RulesDir holds the schema. The error shows the place of each violation.
llvm::Error checkAgainstSchema(const RulePack &Pack, llvm::StringRef RulesDir);

} // namespace npuify
