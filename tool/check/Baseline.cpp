// SPDX-License-Identifier: Apache-2.0
#include "Baseline.h"
#include "report/Reporter.h"
#include "support/CheckedJson.h"
#include "support/ToolRules.h"
#include "llvm/Support/JSON.h"

namespace npuify {
namespace {

using Counts = std::map<std::string, std::map<std::string, unsigned>>;

/// Counts that baselines speak of: what is listed, but not remarks about the baseline itself.
Counts countListed(const FindingLog &Log) {
  Counts Out;
  for (const Finding &F : Log.Findings)
    if (isListed(Log, F) && F.RuleId != idOf(ToolRule::StaleBaseline))
      ++Out[F.File][F.RuleId];
  return Out;
}

unsigned countOf(const Counts &C, const std::string &File, const std::string &Rule) {
  auto F = C.find(File);
  if (F == C.end())
    return 0;
  auto R = F->second.find(Rule);
  return R == F->second.end() ? 0 : R->second;
}

} // namespace

llvm::Expected<Baseline> readBaseline(llvm::StringRef Text, llvm::StringRef Name) {
  auto Root = parseChecked(Text, Name, "npuify-baseline.schema.json");
  if (!Root)
    return Root.takeError();
  Baseline B;
  for (const JsonNode &File : Root->get("files")->Items)
    for (const JsonNode &Rule : File.Items)
      B.Files[File.Key][Rule.Key] = static_cast<unsigned>(Rule.Number);
  return B;
}

std::string writeBaseline(const Baseline &B) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  llvm::json::OStream J(OS, /*IndentSize=*/2);
  J.object([&] {
    J.attribute("schema", 1);
    J.attributeObject("files", [&] {
      for (const auto &[File, Rules] : B.Files)
        J.attributeObject(File, [&, &Rules = Rules] {
          for (const auto &[Rule, N] : Rules)
            J.attribute(Rule, N);
        });
    });
  });
  return OS.str() + "\n";
}

Baseline baselineOf(const FindingLog &Log, const Baseline &Old,
                    llvm::function_ref<bool(llvm::StringRef File)> Exists) {
  Baseline B;
  B.Files = countListed(Log);
  for (const auto &[File, Rules] : Old.Files)
    if (!Log.Files.count(File) && Exists(File))
      B.Files[File] = Rules;
  return B;
}

void applyBaseline(FindingLog &Log, const Baseline &B, llvm::StringRef Name,
                   llvm::function_ref<bool(llvm::StringRef File)> Exists) {
  Counts Now = countListed(Log);
  for (Finding &F : Log.Findings)
    if (isListed(Log, F) && countOf(Now, F.File, F.RuleId) <= countOf(B.Files, F.File, F.RuleId))
      F.Waived = Waiver::Baseline;
  for (const auto &[File, Rules] : B.Files) {
    if (!Log.Files.count(File) && Exists(File))
      continue; // not looked at this time
    for (const auto &[Rule, Accepted] : Rules) {
      unsigned There = countOf(Now, File, Rule);
      if (There >= Accepted)
        continue;
      Finding F = toolFinding(ToolRule::StaleBaseline, File + ": " + Rule + ", " + std::to_string(Accepted) +
                                                           " accepted, " + std::to_string(There) + " found");
      F.File = Name.str();
      F.Native = F.Applied = true;
      Log.Findings.push_back(std::move(F));
    }
  }
  Log.sort();
}

} // namespace npuify
