// SPDX-License-Identifier: Apache-2.0
// A Finding: one use of a CUDA entity met by a Rule, or by none. The FindingLog holds all findings of a run;
// every report and every rewrite comes from it (DESIGN, invariant 4).
#pragma once

#include "../edit/Change.h"
#include "../edit/LineMap.h"
#include "../kernels/Facts.h"
#include "../rules/Rule.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace npuify {

/// What a Use rests on, best first.
enum class Evidence { Ast, Preprocessor, Token };
llvm::StringRef toString(Evidence E);
std::optional<Evidence> parseEvidence(llvm::StringRef S);

/// Why a finding is not held against the run although it is there.
enum class Waiver {
  None,
  Suppressed, ///< by a comment in the source or an entry of the configuration
  Baseline,   ///< known before: the baseline holds it
  Unchanged,  ///< stands in a line that --changed-since leaves out
};
llvm::StringRef toString(Waiver W);
std::optional<Waiver> parseWaiver(llvm::StringRef S);

struct Finding {
  std::string RuleId; ///< "NPU1001"; rules of the tool itself: NPU0001 … NPU0099
  RuleClass Class = RuleClass::Exact;
  std::string Symbol;
  std::string File;                ///< relative to the project root, '/' separated
  unsigned Line = 0, Column = 0;   ///< 1-based; 0 when the finding concerns the whole file
  unsigned Offset = 0, Length = 0; ///< the spelling in the input
  Evidence Ev = Evidence::Token;
  bool Native = false; ///< stays as it is, rightly
  /// Compiled in some translation unit; false in branches that the preprocessor skips everywhere.
  bool Active = true;
  bool Applied = false; ///< the change (or, for native rules, nothing) was applied
  std::string Message;
  std::vector<std::string> Guidance;
  std::string Effort;
  std::map<std::string, TargetVerdict> Targets;
  bool Tested = false; ///< the verdict on the CPU was verified by tests; all others come from documentation
  Change Ch;           ///< may be empty
  /// The source line as it stood in the input, without newline; reports quote it. May be empty.
  std::string SourceLine;
  bool Remark = false; ///< about a kernel or a call; the uses of entities there have findings of their own
  FunctionRef Owner;   ///< the kernel or device function a remark is about; not in reports
  Waiver Waived = Waiver::None;
  std::string WaiverReason; ///< of a suppression

  /// A place where the source uses an entity, not a remark about a whole file or a run.
  bool isUse() const;
  /// A use that stays what it was in the output although it should not.
  bool isLeftover() const { return isUse() && !Applied && !Native; }
};

/// What each target makes of one kernel.
struct KernelSummary {
  std::string Name, File;
  unsigned Offset = 0, Line = 0; ///< of its name
  struct PerTarget {
    Verdict V = Verdict::Ok;
    std::set<std::string> Rules; ///< ids of the rules that decide, unless it is ok
  };
  std::map<std::string, PerTarget> Targets;
};

/// Where the lines of an input stand in the output.
struct OutputLines {
  std::string File, Output; ///< relative to the project and to the output
  std::vector<LineShift> Lines;
};

struct FindingLog {
  std::string Version;                ///< of the tool
  std::vector<std::string> Targets;   ///< the targets asked for ("cpu"); empty: all known ones
  std::set<std::string> Files;        ///< every file looked at
  std::vector<Finding> Findings;      ///< sorted by file, offset, rule, symbol
  std::vector<KernelSummary> Kernels; ///< sorted by file and offset
  std::vector<OutputLines> Outputs;   ///< of files that got a new name or other lines; sorted by file
  /// Input texts of files that have findings, where they are at hand; the HTML report shows them.
  std::map<std::string, std::string> Sources;
  void sort();
  /// The targets asked for, or all known ones.
  std::vector<std::string> judgedTargets() const;
  /// How bad \p F is for this run: its class, or manual when a target that was asked for by name cannot take
  /// it.
  RuleClass gravity(const Finding &F) const;
  /// Fills in SourceLine of the findings that reports quote, and Sources. \p TextOf gives the input text of a
  /// file. A text that is not the one that was analysed is not taken.
  void quoteSources(llvm::function_ref<llvm::StringRef(llvm::StringRef File)> TextOf);
};

/// Counts derived from the log; the only place where anything is counted.
struct Summary {
  /// Files looked at; uses of entities; uses left as they were although they are not native.
  unsigned Files = 0, Uses = 0, Leftovers = 0;
  unsigned ActiveLeftovers = 0; ///< those of the leftovers that are compiled
  /// Findings that reports list: neither routine nor waived.
  unsigned Listed = 0;
  /// Findings that are waived, by the reason; every waiver but none is a key.
  std::map<Waiver, unsigned> ByWaiver;
  /// All findings, those about whole files included; every class is a key.
  std::map<RuleClass, unsigned> ByClass;
  /// target -> verdict -> number of findings that have a verdict; every verdict is a key
  std::map<std::string, std::map<Verdict, unsigned>> ByTarget;
};
Summary summarize(const FindingLog &Log);

} // namespace npuify
