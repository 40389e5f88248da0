// SPDX-License-Identifier: Apache-2.0
// The order of the FindingLog, and its counts.
#include "Finding.h"
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

void FindingLog::sort() {
  auto Key = [](const Finding &F) { return std::tie(F.File, F.Offset, F.RuleId, F.Symbol); };
  std::stable_sort(Findings.begin(), Findings.end(),
                   [&](const Finding &A, const Finding &B) { return Key(A) < Key(B); });
}

Summary summarize(const FindingLog &Log) {
  Summary S;
  S.Files = static_cast<unsigned>(Log.Files.size());
  std::vector<std::string> Targets = Log.Targets;
  if (Targets.empty())
    for (llvm::StringRef T : knownTargets())
      Targets.push_back(T.str());
  for (llvm::StringRef Name : ruleClassNames())
    S.ByClass[*parseRuleClass(Name)] = 0;
  for (const std::string &T : Targets)
    for (llvm::StringRef Name : verdictNames())
      S.ByTarget[T][*parseVerdict(Name)] = 0;

  for (const Finding &F : Log.Findings) {
    ++S.ByClass[F.Class];
    for (const std::string &T : Targets)
      if (auto It = F.Targets.find(T); It != F.Targets.end())
        ++S.ByTarget[T][It->second.V];
    if (!F.isUse())
      continue;
    ++S.Uses;
    S.Leftovers += F.isLeftover();
  }
  return S;
}

} // namespace npuify
