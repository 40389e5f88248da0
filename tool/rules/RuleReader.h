// SPDX-License-Identifier: Apache-2.0
// Reads Rules from the JSON of one file and reports every mistake at its place.
#pragma once

#include "RuleDiagnostics.h"
#include "RulePack.h"
#include "support/Json.h"
#include "llvm/ADT/StringMap.h"

namespace npuify {

/// Where ids and symbols were first seen; shared by the packs that are loaded together.
struct RuleRegistry {
  llvm::StringMap<std::string> Ids; ///< id -> "cuda/memory.rules.json:12"
};

/// Reads one *.rules.json into \p Pack.
void readRules(const RuleFile &File, const JsonNode &Root, RulePack &Pack, RuleRegistry &Seen,
               RuleDiagnostics &Diags);
/// Reads pack.json into \p Pack.
void readPackInfo(const RuleFile &File, const JsonNode &Root, RulePack &Pack, RuleDiagnostics &Diags);

} // namespace npuify
