// SPDX-License-Identifier: Apache-2.0
// What a report makes of its findings: one verdict, a score, effort in points and the next steps. The weights
// and points are published: every report shows them, and docs/explanation/score.md says why they are what
// they are.
#pragma once

#include "Finding.h"

namespace npuify {

enum class Outcome {
  Ready,   ///< everything carries over
  Review,  ///< compiles; some places behave differently
  Work,    ///< some places need a hand edit
  Redesign ///< something has no counterpart
};
llvm::StringRef toString(Outcome O);
/// The outcome in words.
llvm::StringRef sentence(Outcome O);

/// Share of a use of this class that counts as done, in percent.
unsigned weightOf(RuleClass C);
unsigned weightOf(Verdict V);
/// Points for a finding: those of its rule's effort; 1 for something to be looked at.
unsigned pointsOf(const FindingLog &Log, const Finding &F);
/// Points of each kind of effort, as in rules: minutes, hours, days, redesign.
unsigned pointsOf(llvm::StringRef Effort);
/// Every further place of a rule in the same file costs this part of the first.
constexpr unsigned FurtherPlaces = 10;

/// Effort that one rule causes.
struct EffortRow {
  std::string RuleId, Effort, Symbol; ///< Symbol: of the first finding
  unsigned Places = 0, Files = 0, Points = 0;
  RuleClass Class = RuleClass::Exact; ///< the worst gravity
};

struct Step {
  enum Kind { Headers, Parse, Rule, Review, Build, Target, Gate } What = Build;
  std::string RuleId, Symbol, Text; ///< Text: guidance, or the names of headers
  unsigned Places = 0, Files = 0, Points = 0;
};
llvm::StringRef toString(Step::Kind K);
/// The step in words.
std::string describe(const Step &S);

struct Score {
  Outcome Verdict = Outcome::Ready;
  unsigned Overall = 100;                   ///< 0 to 100
  std::map<std::string, unsigned> ByTarget; ///< 0 to 100
  unsigned Points = 0;
  std::vector<EffortRow> Effort; ///< most points first
  std::vector<Step> Steps;       ///< at most five
};
Score scoreOf(const FindingLog &Log);

} // namespace npuify
