// SPDX-License-Identifier: Apache-2.0
// A rule as text, JSON and Markdown; explain, query, rules list and the reference pages share it.
#pragma once

#include "rules/Rule.h"
#include "support/ToolRules.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace npuify {

/// The rules of the tool itself in the form of pack rules, so that they are shown in the same way.
std::vector<Rule> toolRulesAsRules();

/// "someMalloc", or "someMemset and 11 more".
std::string symbolsInShort(const Rule &R);
/// The same, with the name as code; titles of the tool's own rules are words.
std::string symbolsAsMarkdown(const Rule &R);
/// What becomes of \p Symbol: "npuMalloc", "stays as it is", "reported only", …
std::string outcome(const Rule &R, llvm::StringRef Symbol);

void printRule(const Rule &R, llvm::raw_ostream &OS);
void printRuleJson(const Rule &R, llvm::json::OStream &J);
void printRuleMarkdown(const Rule &R, llvm::raw_ostream &OS);

} // namespace npuify
