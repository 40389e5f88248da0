// SPDX-License-Identifier: Apache-2.0
#include "RulePages.h"
#include "DescribeRule.h"
#include "support/Markdown.h"
#include "llvm/ADT/Twine.h"

namespace npuify {
namespace {

/// "cuda/memory.rules.json" -> "cuda/memory"; of the tool's own rules "npuify".
std::string nameOf(llvm::StringRef RuleFile) {
  RuleFile.consume_back(".rules.json");
  return RuleFile.empty() ? "npuify" : RuleFile.str();
}

/// What becomes of the symbols, in a cell.
std::string becomes(const Rule &R) {
  if (R.File.empty() || R.Kind == RuleKind::Trait)
    return "";
  std::string To = outcome(R, R.Symbols.front());
  bool Words = R.Native || (R.Rewrite.empty() && !R.Rename.count(R.Symbols.front()));
  return Words ? To : markdownCell(markdownCode(To));
}

} // namespace

std::map<std::string, std::string> rulePages(const std::vector<RulePack> &Packs) {
  std::vector<Rule> OfTool = toolRulesAsRules();
  // In the order of the packs, the tool's own first.
  std::vector<std::pair<std::string, std::vector<const Rule *>>> Files = {{"npuify", {}}};
  for (const Rule &R : OfTool)
    Files.front().second.push_back(&R);
  for (const RulePack &Pack : Packs) {
    std::map<std::string, std::vector<const Rule *>> ByFile;
    for (const Rule &R : Pack.Rules)
      ByFile[nameOf(R.File)].push_back(&R);
    Files.insert(Files.end(), ByFile.begin(), ByFile.end());
  }

  std::map<std::string, std::string> Out;
  std::string Index = "# Rules\n\nA page per file of rules; each lists its rules, and each rule has a page. "
                      "`npuify explain ID` "
                      "shows the same in the terminal. What the classes and verdicts mean: "
                      "[the format of a rule pack](../../explanation/rule-format.md).\n\n"
                      "| rules | number | symbols |\n|---|---|---|\n";
  for (const auto &[Name, Rules] : Files) {
    std::string Up = llvm::StringRef(Name).contains('/') ? "../" : "";
    std::string Page = "# " + (Name == "npuify" ? "Findings of the tool itself" : "Rules: " + Name) +
                       "\n\n| rule | about | becomes | class | effort |\n|---|---|---|---|---|\n";
    size_t Symbols = 0;
    for (const Rule *R : Rules) {
      Page += "| [" + R->Id + "](" + Up + R->Id + ".md) | " + markdownCell(symbolsAsMarkdown(*R)) + " | " +
              becomes(*R) + " | " + toString(R->Class).str() + " | " + R->Effort + " |\n";
      Symbols += R->Symbols.size();
      llvm::raw_string_ostream OS(Out["rules/" + R->Id + ".md"]);
      printRuleMarkdown(*R, OS);
      OS << "Its neighbours: [" << Name << "](" << Name << ".md).\n";
    }
    Out["rules/" + Name + ".md"] = std::move(Page);
    Index += "| [" + Name + "](" + Name + ".md) | " + std::to_string(Rules.size()) + " | " +
             (Name == "npuify" ? "" : std::to_string(Symbols)) + " |\n";
  }
  Out["rules/index.md"] = std::move(Index);
  return Out;
}

} // namespace npuify
