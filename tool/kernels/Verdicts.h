// SPDX-License-Identifier: Apache-2.0
// From facts and rules to findings, and to one verdict per kernel and target.
#pragma once

#include "collect/Evidence.h"
#include "report/Finding.h"
#include "rules/RuleIndex.h"

namespace npuify {

class KernelJudge {
public:
  KernelJudge(const EvidenceMap &Evidence, const RuleIndex &Index);

  /// The findings about kernels and launches in one file.
  std::vector<Finding> findings(const FileEvidence &E, llvm::StringRef Text, llvm::StringRef Rel) const;

  /// Fills in Log.Kernels from the log's findings: those inside a kernel or a function it calls, and those
  /// about it.
  /// \p RelOf gives the path of a file as the log names it, or an empty string.
  void judge(FindingLog &Log, llvm::function_ref<std::string(llvm::StringRef Path)> RelOf) const;

private:
  const EvidenceMap &Evidence;
  const RuleIndex &Index;
  /// Names whose "review" a trait answers: the analysis looked at what the review asks.
  llvm::StringSet<> Settled;

  const Rule *ruleFor(const TraitFact &F) const;
  const DeviceFunction *functionAt(const FunctionRef &Ref) const;
  std::set<FunctionRef> reachable(const FunctionRef &Kernel) const;
};

} // namespace npuify
