// SPDX-License-Identifier: Apache-2.0
#include "CoveragePages.h"
#include "DescribeRule.h"
#include "support/Markdown.h"
#include "llvm/ADT/StringExtras.h"

namespace npuify {
namespace {

using Counts = std::map<RuleClass, size_t>;

std::string code(llvm::StringRef S) { return markdownCell(markdownCode(S)); }

/// Names of an API. Patterns of build files, properties of kernels and whole families are none.
bool isListed(const Rule &R) {
  return R.Kind != RuleKind::Build && R.Kind != RuleKind::Trait && R.Kind != RuleKind::Family;
}

std::string becomes(const Rule &R, llvm::StringRef Symbol) {
  std::string Out = outcome(R, Symbol);
  bool Words = R.Native || (R.Rewrite.empty() && !R.Rename.count(Symbol.str()));
  return Words ? Out : code(Out);
}

/// The page of a rule, as seen from the coverage folder.
std::string ruleLink(const Rule &R) { return "[" + R.Id + "](../rules/" + R.Id + ".md)"; }

std::string tableHead() {
  std::string Head = "| name | kind | becomes | class |", Rule = "|---|---|---|---|";
  for (llvm::StringRef T : knownTargets()) {
    Head += " " + T.str() + " |";
    Rule += "---|";
  }
  return Head + " rule |\n" + Rule + "---|\n";
}

std::string row(const Rule &R, llvm::StringRef Symbol) {
  std::string Out = "| " + code(Symbol) + " | " + toString(R.Kind).str() + " | " + becomes(R, Symbol) +
                    " | " + toString(R.Class).str() + " |";
  for (llvm::StringRef T : knownTargets()) {
    auto It = R.Targets.find(T.str());
    Out += " " + (It == R.Targets.end() ? "" : toString(It->second.V).str()) + " |";
  }
  return Out + " " + ruleLink(R) + " |\n";
}

} // namespace

std::map<std::string, std::string> coveragePages(const std::vector<RulePack> &Packs) {
  std::map<std::string, std::string> Out;
  std::string Index =
      "# Coverage\n\nEvery name that the rules know, by pack; the pages list them one by one. What the "
      "classes and verdicts mean: [the format of a rule pack](../../explanation/rule-format.md).\n\n"
      "| pack | names |";
  std::string Line = "|---|---|";
  for (llvm::StringRef C : ruleClassNames()) {
    Index += " " + C.str() + " |";
    Line += "---|";
  }
  Index += "\n" + Line + "\n";
  for (const RulePack &Pack : Packs) {
    // By name, so that a page reads like an index of the API.
    std::multimap<std::string, std::pair<const Rule *, std::string>> Rows, Assembly;
    Counts ByClass;
    for (const Rule &R : Pack.Rules)
      for (const std::string &Symbol : R.Symbols)
        if (isListed(R)) {
          (R.Kind == RuleKind::Asm ? Assembly : Rows)
              .insert({llvm::StringRef(Symbol).ltrim('_').lower(), {&R, Symbol}});
          ++ByClass[R.Class];
        }
    if (Rows.empty())
      continue;
    std::string Page =
        "# Coverage: " + Pack.Name + "\n\n" + Pack.Description +
        (llvm::StringRef(Pack.Description).ends_with(".") || Pack.Description.empty() ? "" : ".") + "\n\n" +
        tableHead();
    for (const auto &[Key, Entry] : Rows)
      Page += row(*Entry.first, Entry.second);
    if (!Assembly.empty())
      Page += "\n## Inline assembly\n\nInstructions, special registers, types and literals, as regular "
              "expressions.\n\n" +
              tableHead();
    for (const auto &[Key, Entry] : Assembly)
      Page += row(*Entry.first, Entry.second);
    Out["coverage/" + Pack.Name + ".md"] = Page;
    Index += "| [" + Pack.Name + "](" + Pack.Name + ".md) | " +
             std::to_string(Rows.size() + Assembly.size()) + " |";
    for (size_t C = 0; C < ruleClassNames().size(); ++C)
      Index += " " + std::to_string(ByClass[static_cast<RuleClass>(C)]) + " |";
    Index += "\n";
  }
  Out["coverage/index.md"] = Index;
  return Out;
}

} // namespace npuify
