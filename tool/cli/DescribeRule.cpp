// SPDX-License-Identifier: Apache-2.0
// A rule for people and for programs.
#include "DescribeRule.h"
#include "rules/Tested.h"
#include "support/Markdown.h"
#include "llvm/ADT/STLExtras.h"

namespace npuify {
namespace {

using llvm::json::OStream;

/// The message without the marks for what a finding fills in.
std::string wording(const Rule &R) {
  std::string Out = R.Message;
  for (llvm::StringRef Mark : {"${subject}", "${value}"})
    for (size_t P; (P = Out.find(Mark)) != std::string::npos;)
      Out.replace(P, Mark.size(), "…");
  return Out;
}

/// What the verdict of \p R on \p Target rests on.
std::string basis(const Rule &R, llvm::StringRef Target) {
  size_t Tested = Target == "cpu" && !R.File.empty()
                      ? llvm::count_if(R.Symbols, [&](llvm::StringRef S) { return testedOnCpu(R, S); })
                      : 0;
  if (Tested == 0)
    return "from documentation";
  return Tested == R.Symbols.size() ? "verified"
                                    : "verified for " + std::to_string(Tested) + " of " +
                                          std::to_string(R.Symbols.size()) + " names";
}

/// Calls \p Each with a target, its verdict, what that rests on and the reason.
template <class F> void verdicts(const Rule &R, F Each) {
  for (llvm::StringRef T : knownTargets())
    if (auto It = R.Targets.find(T.str()); It != R.Targets.end())
      Each(T, toString(It->second.V), basis(R, T), It->second.Reason);
}

/// The outcome all symbols share, or an empty string when each has its own.
std::string sharedOutcome(const Rule &R) {
  std::string Shared = R.Symbols.empty() ? "" : outcome(R, R.Symbols.front());
  for (const std::string &S : R.Symbols)
    if (outcome(R, S) != Shared)
      return "";
  return Shared;
}

void indented(llvm::StringRef Text, llvm::StringRef Indent, llvm::raw_ostream &OS) {
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    OS << Indent << Line << '\n';
    Text = Rest;
  }
}

} // namespace

std::vector<Rule> toolRulesAsRules() {
  std::vector<Rule> Out;
  for (const ToolRuleInfo &I : toolRules()) {
    Rule R;
    R.Id = idOf(I.Id);
    R.Pack = "npuify";
    R.Class = I.Class;
    R.Effort = I.Effort;
    R.Symbols = {I.Title};
    R.Message = I.Message;
    for (size_t P; (P = R.Message.find('%')) != std::string::npos;)
      R.Message.replace(P, 1, "…");
    if (*I.Guidance)
      R.Guidance = {I.Guidance};
    Out.push_back(std::move(R));
  }
  return Out;
}

std::string symbolsInShort(const Rule &R) {
  if (R.Symbols.empty())
    return "";
  std::string Out = R.Symbols.front();
  if (R.Symbols.size() > 1)
    Out += " and " + std::to_string(R.Symbols.size() - 1) + " more";
  return Out;
}

std::string symbolsAsMarkdown(const Rule &R) {
  if (R.File.empty() || R.Symbols.empty())
    return symbolsInShort(R);
  std::string First = R.Symbols.front();
  return markdownCode(First) + symbolsInShort(R).substr(First.size());
}

std::string outcome(const Rule &R, llvm::StringRef Symbol) {
  if (R.Native)
    return "stays as it is";
  if (!R.Rewrite.empty())
    return R.Rewrite;
  auto It = R.Rename.find(Symbol.str());
  return It != R.Rename.end() ? It->second : "reported only";
}

void printRule(const Rule &R, llvm::raw_ostream &OS) {
  bool OfTool = R.File.empty();
  OS << R.Id << "  " << symbolsInShort(R) << '\n';
  OS << "  class    " << toString(R.Class) << '\n';
  if (!OfTool) {
    OS << "  kind     " << toString(R.Kind) << '\n';
    if (std::string Shared = sharedOutcome(R); !Shared.empty())
      OS << "  becomes  " << Shared << '\n';
  }
  if (!R.Effort.empty())
    OS << "  effort   " << R.Effort << '\n';
  verdicts(R, [&, Label = "targets "](llvm::StringRef T, llvm::StringRef V, const std::string &Basis,
                                      const std::string &Reason) mutable {
    OS << "  " << Label << ' ' << T << ": " << V << " (" << Basis << ')' << (Reason.empty() ? "" : ", ")
       << Reason << '\n';
    Label = "        ";
  });
  if (!OfTool)
    OS << "  from     " << R.File << ':' << R.Line << '\n';
  if (!R.Message.empty()) {
    OS << '\n';
    indented(wording(R), "  ", OS);
  }
  for (const std::string &G : R.Guidance)
    OS << "  = help: " << G << '\n';
  if (R.Symbols.size() > 1) {
    OS << "\n  covers\n";
    for (const std::string &S : R.Symbols)
      OS << "    " << S << (sharedOutcome(R).empty() ? " -> " + outcome(R, S) : "") << '\n';
  }
  for (const RuleExample &E : R.Examples) {
    OS << "\n  before\n";
    indented(E.Before, "    ", OS);
    if (!E.After.empty()) {
      OS << "  after\n";
      indented(E.After, "    ", OS);
    }
  }
}

void printRuleJson(const Rule &R, OStream &J) {
  auto Strings = [&](const char *Key, const std::vector<std::string> &Items) {
    J.attributeArray(Key, [&] {
      for (const std::string &I : Items)
        J.value(I);
    });
  };
  J.object([&] {
    J.attribute("id", R.Id);
    J.attribute("pack", R.Pack);
    J.attribute("file", R.File);
    J.attribute("line", R.Line);
    J.attribute("kind", R.File.empty() ? "tool" : toString(R.Kind));
    J.attribute("class", toString(R.Class));
    J.attribute("effort", R.Effort);
    J.attribute("native", R.Native);
    Strings("symbols", R.Symbols);
    Strings("params", R.Params);
    J.attributeObject("rename", [&] {
      for (const auto &[From, To] : R.Rename)
        J.attribute(From, To);
    });
    J.attribute("rewrite", R.Rewrite);
    J.attribute("include", R.Include);
    J.attributeObject("targets", [&] {
      for (const auto &[T, V] : R.Targets)
        J.attribute(T, toString(V.V));
    });
    J.attributeObject("reasons", [&] {
      for (const auto &[T, V] : R.Targets)
        if (!V.Reason.empty())
          J.attribute(T, V.Reason);
    });
    J.attribute("message", R.Message);
    Strings("guidance", R.Guidance);
    J.attributeArray("examples", [&] {
      for (const RuleExample &E : R.Examples)
        J.object([&] {
          J.attribute("before", E.Before);
          if (!E.After.empty())
            J.attribute("after", E.After);
        });
    });
  });
}

void printRuleMarkdown(const Rule &R, llvm::raw_ostream &OS) {
  bool OfTool = R.File.empty();
  OS << "# " << R.Id << ": " << symbolsAsMarkdown(R) << "\n\n";
  if (!R.Message.empty())
    OS << wording(R) << "\n\n";
  for (const std::string &G : R.Guidance)
    OS << "- " << G << '\n';
  if (!R.Guidance.empty())
    OS << '\n';
  OS << "Class **" << toString(R.Class) << "**";
  if (!OfTool)
    OS << ", kind " << toString(R.Kind);
  if (!R.Effort.empty())
    OS << ", effort of one place: " << R.Effort;
  if (!OfTool)
    OS << "; from `rules/" << R.File << '`';
  OS << ".\n\n";
  if (!R.Targets.empty()) {
    OS << "| target | verdict | rests on | reason |\n|---|---|---|---|\n";
    verdicts(R,
             [&](llvm::StringRef T, llvm::StringRef V, const std::string &Basis, const std::string &Reason) {
               OS << "| " << T << " | " << V << " | " << Basis << " | " << markdownCell(Reason) << " |\n";
             });
    OS << '\n';
  }
  std::string Shared = OfTool ? "" : sharedOutcome(R);
  auto Code = [](llvm::StringRef S) { return markdownCell(markdownCode(S)); };
  if (R.Symbols.size() > 1) {
    OS << (Shared.empty() ? "| symbol | becomes |\n|---|---|\n" : "| symbol |\n|---|\n");
    for (const std::string &S : R.Symbols)
      OS << "| " << Code(S) << (Shared.empty() ? " | " + Code(outcome(R, S)) : "") << " |\n";
    OS << '\n';
  }
  if (Shared == "reported only" || Shared == "stays as it is")
    OS << "The source " << (R.Native ? "stays as it is.\n\n" : "is reported, not changed.\n\n");
  const char *Language = R.Kind == RuleKind::Build ? "text" : R.Kind == RuleKind::Python ? "python" : "cpp";
  auto Block = [&](llvm::StringRef Text) {
    OS << "```" << Language << '\n' << Text.rtrim('\n') << "\n```\n\n";
  };
  if (!R.Examples.empty())
    OS << "## Examples\n\n";
  for (const RuleExample &E : R.Examples) {
    Block(E.Before);
    if (!E.After.empty()) {
      OS << "becomes\n\n";
      Block(E.After);
    }
  }
}

} // namespace npuify
