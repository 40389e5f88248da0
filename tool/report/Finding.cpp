// SPDX-License-Identifier: Apache-2.0
// The order of the FindingLog, and its counts.
#include "Reporter.h"
#include "support/Snippet.h"
#include "support/ToolRules.h"
#include "llvm/Support/JSON.h"
#include <algorithm>
#include <tuple>

namespace npuify {

llvm::StringRef toString(Evidence E) {
  switch (E) {
  case Evidence::Ast:
    return "ast";
  case Evidence::Preprocessor:
    return "preprocessor";
  case Evidence::Token:
    return "token";
  }
  return "";
}

std::optional<Evidence> parseEvidence(llvm::StringRef S) {
  for (Evidence E : {Evidence::Ast, Evidence::Preprocessor, Evidence::Token})
    if (toString(E) == S)
      return E;
  return std::nullopt;
}

static constexpr llvm::StringLiteral WaiverNames[] = {"none", "suppressed", "baseline", "unchanged"};

llvm::StringRef toString(Waiver W) { return WaiverNames[static_cast<size_t>(W)]; }

std::optional<Waiver> parseWaiver(llvm::StringRef S) {
  for (Waiver W : {Waiver::None, Waiver::Suppressed, Waiver::Baseline, Waiver::Unchanged})
    if (toString(W) == S)
      return W;
  return std::nullopt;
}

bool Finding::isUse() const {
  if (Line == 0 || Symbol.empty() || Remark)
    return false;
  // The tool's own remarks stand beside a use; only these two are the use itself.
  return !llvm::StringRef(RuleId).starts_with("NPU00") || RuleId == idOf(ToolRule::UnknownEntity) ||
         RuleId == idOf(ToolRule::UnknownHeader);
}

/// Reports are UTF-8; sources need not be. Byte for byte, so that columns stay.
static std::string printable(llvm::StringRef S) {
  std::string Out = S.str();
  if (!llvm::json::isUTF8(S))
    std::replace_if(Out.begin(), Out.end(), [](unsigned char C) { return C >= 0x80; }, '?');
  return Out;
}

void FindingLog::quoteSources(llvm::function_ref<llvm::StringRef(llvm::StringRef File)> TextOf) {
  std::set<std::string> Strange;
  for (Finding &F : Findings) {
    F.Symbol = printable(F.Symbol);
    F.Message = printable(F.Message);
    if (F.Line == 0)
      continue;
    llvm::StringRef Text = TextOf(F.File);
    std::string Line = printable(lineAround(Text, F.Offset));
    if (!F.SourceLine.empty() && F.SourceLine != Line)
      Strange.insert(F.File);
    else if (gravity(F) != RuleClass::Exact || F.isLeftover())
      F.SourceLine = Line;
    if (!Text.empty())
      Sources.try_emplace(F.File, Text.str());
  }
  for (const std::string &File : Strange)
    Sources.erase(File);
}

std::vector<std::string> FindingLog::judgedTargets() const {
  if (!Targets.empty())
    return Targets;
  std::vector<std::string> All;
  for (llvm::StringRef T : knownTargets())
    All.push_back(T.str());
  return All;
}

RuleClass FindingLog::gravity(const Finding &F) const {
  if (!F.Active) // nothing that is compiled needs it
    return std::min(F.Class, RuleClass::Near);
  RuleClass Worst = F.Class;
  for (const std::string &T : Targets)
    if (auto It = F.Targets.find(T); It != F.Targets.end()) {
      if (It->second.V == Verdict::No)
        Worst = std::max(Worst, RuleClass::Manual);
      else if (It->second.V == Verdict::Review && F.Remark)
        Worst = std::max(Worst, RuleClass::Near);
    }
  return Worst;
}

void FindingLog::sort() {
  auto Key = [](const Finding &F) { return std::tie(F.File, F.Offset, F.RuleId, F.Symbol); };
  std::stable_sort(Findings.begin(), Findings.end(),
                   [&](const Finding &A, const Finding &B) { return Key(A) < Key(B); });
}

Summary summarize(const FindingLog &Log) {
  Summary S;
  S.Files = static_cast<unsigned>(Log.Files.size());
  std::vector<std::string> Targets = Log.judgedTargets();
  for (llvm::StringRef Name : ruleClassNames())
    S.ByClass[*parseRuleClass(Name)] = 0;
  for (const std::string &T : Targets)
    for (llvm::StringRef Name : verdictNames())
      S.ByTarget[T][*parseVerdict(Name)] = 0;

  for (Waiver W : {Waiver::Suppressed, Waiver::Baseline, Waiver::Unchanged})
    S.ByWaiver[W] = 0;

  for (const Finding &F : Log.Findings) {
    ++S.ByClass[F.Class];
    if (F.Waived != Waiver::None)
      ++S.ByWaiver[F.Waived];
    S.Listed += isListed(Log, F);
    for (const std::string &T : Targets)
      if (auto It = F.Targets.find(T); It != F.Targets.end())
        ++S.ByTarget[T][It->second.V];
    if (!F.isUse())
      continue;
    ++S.Uses;
    S.Leftovers += F.isLeftover();
    S.ActiveLeftovers += F.isLeftover() && F.Active;
  }
  return S;
}

} // namespace npuify
