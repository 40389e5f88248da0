// SPDX-License-Identifier: Apache-2.0
// The pipeline from sources to findings and rewritten texts; writes nothing.
//
//   Project -> TranslationUnit* -> parse -> EvidenceMap -> walkTokens -> Finding(+Change)* -> ChangeSet ->
//   output texts
#pragma once

#include "input/Project.h"
#include "report/Finding.h"

namespace npuify {

struct Analysis {
  Project Input;
  FindingLog Log;
  /// Rewritten texts by index in Input.Files; files that are not source or build files have none.
  std::map<size_t, std::string> Outputs;
};

struct AnalysisSettings {
  ProjectInput Input;
  std::vector<std::string> ClangArgs;
  std::vector<std::string> Targets;
  unsigned Jobs = 1;
  /// Told about each unit when it is done: number done, number of all, path relative to the base.
  std::function<void(size_t, size_t, const std::string &)> Progress;
};

llvm::Expected<Analysis> analyze(const AnalysisSettings &Settings, const RuleIndex &Rules);

} // namespace npuify
