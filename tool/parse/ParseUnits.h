// SPDX-License-Identifier: Apache-2.0
// Parses the units of a run: on several threads, with a shared preamble where it pays, and through the cache.
#pragma once

#include "ParseSession.h"
#include "cache/Store.h"
#include <functional>

namespace npuify {

struct ParseUnitsSettings {
  ParseOptions Options;
  unsigned Jobs = 1;
  /// Told about each unit when it is done: number done, number of all, the unit.
  std::function<void(size_t, size_t, const TranslationUnit &)> Progress;
};

/// The results in the order of the units, whatever the threads do.
std::vector<ParseResult> parseUnits(const std::vector<TranslationUnit> &Units, const RuleIndex &Rules,
                                    const ParseUnitsSettings &Settings, Store &Entries);

} // namespace npuify
