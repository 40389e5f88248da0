// SPDX-License-Identifier: Apache-2.0
// The coverage tables of the reference: every name that a pack knows, what becomes of it, how well, and where
// it runs.
#pragma once

#include "rules/RulePack.h"
#include <map>
#include <string>

namespace npuify {

/// Path below the reference folder ("coverage/cuda.md") -> contents, without the banner.
std::map<std::string, std::string> coveragePages(const std::vector<RulePack> &Packs);

} // namespace npuify
