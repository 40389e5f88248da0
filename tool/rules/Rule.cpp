// SPDX-License-Identifier: Apache-2.0
// Names of kinds, classes and verdicts, as rule files and reports spell them.
#include "Rule.h"

namespace npuify {

llvm::ArrayRef<llvm::StringRef> ruleKindNames() {
  static const llvm::StringRef Names[] = {
      "function", "method",    "type",   "member", "enum",  "macro",  "header", "attribute", "builtin",
      "variable", "namespace", "launch", "asm",    "build", "python", "trait",  "family"};
  return Names;
}

llvm::ArrayRef<llvm::StringRef> ruleClassNames() {
  static const llvm::StringRef Names[] = {"exact", "near", "semantic", "emulated", "manual", "blocked"};
  return Names;
}

llvm::ArrayRef<llvm::StringRef> verdictNames() {
  static const llvm::StringRef Names[] = {"ok", "review", "no"};
  return Names;
}

llvm::ArrayRef<llvm::StringRef> effortNames() {
  static const llvm::StringRef Names[] = {"minutes", "hours", "days", "redesign"};
  return Names;
}

llvm::ArrayRef<llvm::StringRef> knownTargets() {
  static const llvm::StringRef Names[] = {"cpu", "ascend950", "ascend910b", "ascend310b"};
  return Names;
}

namespace {
template <typename E> std::optional<E> parse(llvm::ArrayRef<llvm::StringRef> Names, llvm::StringRef S) {
  for (size_t I = 0; I < Names.size(); ++I)
    if (Names[I] == S)
      return static_cast<E>(I);
  return std::nullopt;
}
} // namespace

llvm::StringRef toString(RuleKind K) { return ruleKindNames()[static_cast<size_t>(K)]; }
llvm::StringRef toString(RuleClass C) { return ruleClassNames()[static_cast<size_t>(C)]; }
llvm::StringRef toString(Verdict V) { return verdictNames()[static_cast<size_t>(V)]; }
std::optional<RuleKind> parseRuleKind(llvm::StringRef S) { return parse<RuleKind>(ruleKindNames(), S); }
std::optional<RuleClass> parseRuleClass(llvm::StringRef S) { return parse<RuleClass>(ruleClassNames(), S); }
std::optional<Verdict> parseVerdict(llvm::StringRef S) { return parse<Verdict>(verdictNames(), S); }

} // namespace npuify
