// SPDX-License-Identifier: Apache-2.0
// The pipeline from sources to findings and rewritten texts; writes nothing.
//
//   Project -> TranslationUnit* -> parse -> EvidenceMap -> walkTokens -> Finding(+Change)* -> ChangeSet ->
//   output texts
#pragma once

#include "cache/Store.h"
#include "input/Shard.h"
#include "report/Finding.h"
#include "support/PhaseTimes.h"

namespace npuify {

/// A file's new text and the Edits that lead from the input to it.
struct OutputFile {
  std::string Text;
  std::vector<Edit> Edits;
};

struct Analysis {
  Project Input;
  FindingLog Log;
  /// By index in Input.Files: whether this run answers for the file (--shard).
  std::vector<char> Owned;
  /// By index in Input.Files; files that are neither source nor build files have none.
  std::map<size_t, OutputFile> Outputs;
};

struct AnalysisSettings {
  ProjectInput Input;
  std::vector<std::string> ClangArgs;
  std::vector<std::string> Targets;
  unsigned Jobs = 1;
  Shard Part;
  Store *Cache = nullptr; ///< where results of earlier runs come from and new ones go
  PhaseTimes *Times = nullptr;
  bool Verify = false; ///< parse the output against the NPU headers
  /// Told about each unit when it is done: number done, number of all, path relative to the base.
  std::function<void(size_t, size_t, const std::string &)> Progress;
};

/// Adds a finding for each file of the output that does not compile although its input could be analysed.
void verifyOutputs(Analysis &A, const AnalysisSettings &Settings, const RuleIndex &Rules);

llvm::Expected<Analysis> analyze(const AnalysisSettings &Settings, const RuleIndex &Rules);

} // namespace npuify
