// SPDX-License-Identifier: Apache-2.0
// The pages of the reference about rules: one per id, one per file of a pack, and an index.
#pragma once

#include "rules/RulePack.h"
#include <map>
#include <string>

namespace npuify {

/// Path below the reference folder ("rules/NPU1001.md") -> contents, without the banner.
std::map<std::string, std::string> rulePages(const std::vector<RulePack> &Packs);

} // namespace npuify
