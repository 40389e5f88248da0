// SPDX-License-Identifier: Apache-2.0
// `npuify check --watch`.
#pragma once

#include "Options.h"

namespace npuify {

/// Checks, then checks again whenever a source, a rule pack or the configuration changes; ends only by a
/// signal or an error of usage.
int watch(const Options &O);

} // namespace npuify
