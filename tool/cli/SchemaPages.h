// SPDX-License-Identifier: Apache-2.0
// The pages of the reference about the JSON files that npuify reads and writes, from their schemas.
#pragma once

#include <map>
#include <string>

namespace npuify {

/// Path below the reference folder ("schemas/report.md") -> contents, without the banner.
std::map<std::string, std::string> schemaPages();

} // namespace npuify
