// SPDX-License-Identifier: Apache-2.0
// The commands; each returns the exit code of the program.
#pragma once

#include "Options.h"
#include "rules/RulePack.h"

namespace npuify {

int runMigrate(const Options &O);
int runCheck(const Options &O);
int runReport(const Options &O);
int runIntercept(const Options &O);
int runCompare(const Options &O);
int runExplain(const Options &O);
int runQuery(const Options &O);
int runRulesList(const Options &O);
int runRulesCheck(const Options &O);
int runRulesNew(const Options &O);
int runDoctor(const Options &O);
int runCompletions(const Options &O);
int runMan(const Options &O);
int runDocs(const Options &O);

// What commands share.

/// The built-in packs and those of --rules.
llvm::Expected<std::vector<RulePack>> loadPacks(const Options &O);

/// Writes the report to standard output and to the files of --output.
llvm::Error writeReports(const FindingLog &Log, const Options &O);

/// Waives what the configuration ignores, what the baseline accepts and what did not change
/// (--changed-since). Files of the log are relative to \p Base. Writes the baseline when it is to be updated.
llvm::Error applyWaivers(FindingLog &Log, const Options &O, llvm::StringRef Base);

/// What --fail-on makes of the findings.
int exitCodeFor(const FindingLog &Log, const Options &O);

/// Prints an error on standard error; messages that come with their own "error:" are left as they are.
int fail(llvm::Error E);

} // namespace npuify
