// SPDX-License-Identifier: Apache-2.0
// What npucc says about itself.
#pragma once

namespace npucc {

const char *helpText();
const char *versionText();

} // namespace npucc
