// SPDX-License-Identifier: Apache-2.0
#include "Score.h"
#include "Reporter.h"
#include "support/ToolRules.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include <algorithm>

namespace npuify {
namespace {

constexpr unsigned MaxSteps = 5;

/// Percent of \p Done in \p All, rounded down: 100 means all.
unsigned percent(uint64_t Done, uint64_t All) { return All ? static_cast<unsigned>(Done / All) : 100; }

/// Effort rows by rule. Waived findings cost nothing: somebody decided so.
std::vector<EffortRow> effortOf(const FindingLog &Log) {
  struct PerFile {
    unsigned Places = 0, Points = 0;
  };
  std::map<std::string, EffortRow> Rows;
  std::map<std::string, std::map<std::string, PerFile>> Files;
  for (const Finding &F : Log.Findings) {
    unsigned Points = pointsOf(Log, F);
    if (Points == 0 || F.Waived != Waiver::None)
      continue;
    EffortRow &Row = Rows[F.RuleId];
    if (Row.Places == 0) {
      Row.RuleId = F.RuleId;
      Row.Effort = F.Effort;
      Row.Symbol = F.Symbol;
    }
    ++Row.Places;
    Row.Class = std::max(Row.Class, Log.gravity(F));
    PerFile &In = Files[F.RuleId][F.File];
    ++In.Places;
    In.Points = std::max(In.Points, Points);
  }
  std::vector<EffortRow> Out;
  for (auto &[Rule, Row] : Rows) {
    for (const auto &[File, In] : Files[Rule]) {
      ++Row.Files;
      Row.Points += In.Points + (In.Points * (In.Places - 1) + FurtherPlaces - 1) / FurtherPlaces;
    }
    Out.push_back(std::move(Row));
  }
  std::stable_sort(Out.begin(), Out.end(),
                   [](const EffortRow &A, const EffortRow &B) { return A.Points > B.Points; });
  return Out;
}

/// What keeps the analysis from seeing everything comes first: it may explain the rest.
void stepsToSeeMore(const FindingLog &Log, std::vector<Step> &Out) {
  Step Headers, Parse;
  Headers.What = Step::Headers;
  Parse.What = Step::Parse;
  std::set<std::string> Names, HeaderFiles, ParseFiles;
  for (const Finding &F : Log.Findings) {
    if (F.Waived != Waiver::None)
      continue;
    if (F.RuleId == idOf(ToolRule::MissingHeader)) {
      Names.insert(F.Symbol);
      HeaderFiles.insert(F.File);
      ++Headers.Places;
    } else if (F.RuleId == idOf(ToolRule::ParseErrors) || F.RuleId == idOf(ToolRule::Unparsed)) {
      ParseFiles.insert(F.File);
      ++Parse.Places;
    }
  }
  Headers.Files = static_cast<unsigned>(HeaderFiles.size());
  Parse.Files = static_cast<unsigned>(ParseFiles.size());
  std::vector<std::string> First(Names.begin(), Names.end());
  if (First.size() > 3) {
    First.resize(3);
    First.push_back("…");
  }
  Headers.Text = llvm::join(First, ", ");
  if (Headers.Places)
    Out.push_back(Headers);
  else if (Parse.Places) // mostly the headers' fault
    Out.push_back(Parse);
}

std::vector<Step> stepsFor(const FindingLog &Log, std::vector<EffortRow> Effort) {
  std::vector<Step> Out;
  stepsToSeeMore(Log, Out);
  std::stable_sort(Effort.begin(), Effort.end(), [](const EffortRow &A, const EffortRow &B) {
    bool HardA = A.Class >= RuleClass::Manual, HardB = B.Class >= RuleClass::Manual;
    return HardA != HardB ? HardA : A.Points > B.Points;
  });
  std::map<std::string, std::string> Guidance;
  for (const Finding &F : Log.Findings)
    if (!F.Guidance.empty())
      Guidance.try_emplace(F.RuleId, F.Guidance.front());
  for (const EffortRow &Row : Effort)
    if (Out.size() < MaxSteps - 1) // the last one leads on
      Out.push_back({Row.Class >= RuleClass::Manual ? Step::Rule : Step::Review, Row.RuleId, Row.Symbol,
                     Guidance[Row.RuleId], Row.Places, Row.Files, Row.Points});
  for (Step::Kind Last : {Step::Build, Step::Target, Step::Gate})
    if (Out.size() < MaxSteps) {
      Out.emplace_back();
      Out.back().What = Last;
    }
  return Out;
}

} // namespace

llvm::StringRef toString(Outcome O) {
  switch (O) {
  case Outcome::Ready:
    return "ready";
  case Outcome::Review:
    return "review";
  case Outcome::Work:
    return "work";
  case Outcome::Redesign:
    return "redesign";
  }
  return "";
}

llvm::StringRef sentence(Outcome O) {
  switch (O) {
  case Outcome::Ready:
    return "Ready: everything carries over without a hand edit.";
  case Outcome::Review:
    return "To be reviewed: no hand edit is needed, but some places behave differently.";
  case Outcome::Work:
    return "Work needed: some places need a hand edit.";
  case Outcome::Redesign:
    return "Redesign needed: something has no counterpart.";
  }
  return "";
}

unsigned weightOf(RuleClass C) {
  switch (C) {
  case RuleClass::Exact:
    return 100;
  case RuleClass::Near:
    return 95;
  case RuleClass::Semantic:
    return 70;
  case RuleClass::Emulated:
    return 85;
  case RuleClass::Manual:
    return 20;
  case RuleClass::Blocked:
    return 0;
  }
  return 0;
}

unsigned weightOf(Verdict V) { return V == Verdict::Ok ? 100 : V == Verdict::Review ? 70 : 0; }

unsigned pointsOf(llvm::StringRef Effort) {
  return llvm::StringSwitch<unsigned>(Effort)
      .Case("minutes", 1)
      .Case("hours", 8)
      .Case("days", 40)
      .Case("redesign", 160)
      .Default(0);
}

unsigned pointsOf(const FindingLog &Log, const Finding &F) {
  RuleClass Class = Log.gravity(F);
  if (Class < RuleClass::Semantic)
    return 0;
  if (Class == RuleClass::Semantic || Class == RuleClass::Emulated)
    return 1;
  return std::max(pointsOf(F.Effort), 1u);
}

llvm::StringRef toString(Step::Kind K) {
  static constexpr llvm::StringLiteral Names[] = {"headers", "parse",  "rule", "review",
                                                  "build",   "target", "gate"};
  return Names[K];
}

std::string describe(const Step &S) {
  auto Places = [&] {
    return std::to_string(S.Places) + (S.Places == 1 ? " place" : " places") + " in " +
           std::to_string(S.Files) + (S.Files == 1 ? " file" : " files");
  };
  switch (S.What) {
  case Step::Headers:
    return "Pass the folders of the missing headers (" + S.Text +
           "): names they declare were judged by tokens only.";
  case Step::Parse:
    return "Give the project's -I and -D flags, or a compilation database with -p: " + Places() +
           " could not be analysed.";
  case Step::Rule:
    return "Change " + Places() + " of " + S.RuleId + " (" + S.Symbol + "): " + S.Text + ".";
  case Step::Review:
    return "Look at " + Places() + " of " + S.RuleId + " (" + S.Symbol + "): " + S.Text + ".";
  case Step::Build:
    return "Migrate, build and run your own tests on the CPU runtime.";
  case Step::Target:
    return "Judge for the device you mean to use: npuify check --target ascend950.";
  case Step::Gate:
    return "Guard what is reached: npuify check in CI, with a baseline where findings remain.";
  }
  return "";
}

Score scoreOf(const FindingLog &Log) {
  Score S;
  uint64_t Uses = 0, Done = 0;
  std::map<std::string, std::pair<uint64_t, uint64_t>> Targets; // done, judged
  for (const Finding &F : Log.Findings) {
    if (!F.Active)
      continue;
    RuleClass Class = Log.gravity(F);
    if (F.Waived == Waiver::None)
      S.Verdict = std::max(S.Verdict, Class == RuleClass::Blocked    ? Outcome::Redesign
                                      : Class == RuleClass::Manual   ? Outcome::Work
                                      : Class >= RuleClass::Semantic ? Outcome::Review
                                                                     : Outcome::Ready);
    if (F.isUse()) {
      ++Uses;
      Done += weightOf(F.isLeftover() ? std::max(Class, RuleClass::Manual) : Class);
    }
    for (const std::string &T : Log.judgedTargets())
      if (auto It = F.Targets.find(T); It != F.Targets.end()) {
        Targets[T].first += weightOf(It->second.V);
        ++Targets[T].second;
      }
  }
  S.Overall = percent(Done, Uses);
  for (const std::string &T : Log.judgedTargets())
    S.ByTarget[T] = percent(Targets[T].first, Targets[T].second);
  S.Effort = effortOf(Log);
  for (const EffortRow &Row : S.Effort)
    S.Points += Row.Points;
  S.Steps = stepsFor(Log, S.Effort);
  return S;
}

} // namespace npuify
