// SPDX-License-Identifier: Apache-2.0
// `npuify explain` and `npuify query`.
#include "Commands.h"
#include "DescribeRule.h"
#include "rules/RuleIndex.h"
#include "rules/Tested.h"
#include "support/Pattern.h"
#include "support/Suggest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>

namespace npuify {
namespace {

std::vector<const Rule *> allRules(const std::vector<RulePack> &Packs) {
  std::vector<const Rule *> Out;
  for (const RulePack &Pack : Packs)
    for (const Rule &R : Pack.Rules)
      Out.push_back(&R);
  return Out;
}

llvm::StringRef lastComponent(llvm::StringRef Symbol) {
  size_t Colons = Symbol.rfind("::");
  return Colons == llvm::StringRef::npos ? Symbol : Symbol.drop_front(Colons + 2);
}

void complain(llvm::StringRef Message, const std::vector<std::string> &Near) {
  llvm::errs() << "error: " << Message << '\n';
  if (!Near.empty())
    llvm::errs() << "  = help: did you mean " << llvm::join(Near, ", ") << "?\n";
}

void print(const std::vector<const Rule *> &Rules, bool Json) {
  if (Json) {
    llvm::json::OStream J(llvm::outs(), /*IndentSize=*/1);
    J.array([&] {
      for (const Rule *R : Rules)
        printRuleJson(*R, J);
    });
    llvm::outs() << '\n';
    return;
  }
  for (size_t I = 0; I < Rules.size(); ++I) {
    llvm::outs() << (I ? "\n" : "");
    printRule(*Rules[I], llvm::outs());
  }
}

/// Rules that match \p Name, cover it, or produce it, the nearest relation first.
std::vector<const Rule *> rulesAbout(llvm::StringRef Name, const std::vector<const Rule *> &All,
                                     const RuleIndex &Index) {
  std::vector<const Rule *> Exact, Made, ByLast;
  for (const Rule *R : All) {
    if (llvm::is_contained(R->Symbols, Name))
      Exact.push_back(R);
    else if (R->Kind == RuleKind::Asm &&
             llvm::Regex("^(" + toPosixPattern(R->Symbols.front()) + ")$").match(Name))
      (R->Rewrite.empty() ? ByLast : Exact).push_back(R); // what only reports stands in for the rest
    else if (llvm::any_of(R->Rename, [&](const auto &E) { return E.second == Name; }))
      Made.push_back(R);
    else if (llvm::any_of(R->Symbols,
                          [&](llvm::StringRef S) { return S.contains("::") && lastComponent(S) == Name; }))
      ByLast.push_back(R);
  }
  if (Exact.empty())
    if (const Rule *R = Index.coveringNamespace(Name))
      Exact.push_back(R);
  if (Exact.empty() && Made.empty() && ByLast.empty())
    if (const Rule *R = Index.family(Name))
      Exact.push_back(R);
  for (auto *More : {&Made, &ByLast})
    Exact.insert(Exact.end(), More->begin(), More->end());
  return Exact;
}

/// Line per rule: what becomes of the name, where a family lists hundreds.
void printAnswer(llvm::StringRef Name, const Rule &R, llvm::raw_ostream &OS) {
  llvm::StringRef Symbol = Name;
  if (!llvm::is_contained(R.Symbols, Name) && R.Kind != RuleKind::Family)
    for (const std::string &S : R.Symbols)
      if (auto It = R.Rename.find(S); lastComponent(S) == Name ||
                                      (It != R.Rename.end() && Name == It->second) ||
                                      Name.starts_with(S + "::"))
        Symbol = S;
  OS << Symbol << " -> " << outcome(R, Symbol) << "  [" << R.Id << ", " << toString(R.Kind) << ", "
     << toString(R.Class) << "]\n";
  if (!R.Message.empty())
    OS << "  " << R.Message << '\n';
  for (llvm::StringRef T : knownTargets())
    if (auto It = R.Targets.find(T.str()); It != R.Targets.end()) {
      OS << "  " << T << ": " << toString(It->second.V)
         << (T == "cpu" && testedOnCpu(R, Symbol) ? " (verified)" : " (from documentation)");
      if (!It->second.Reason.empty())
        OS << ", " << It->second.Reason;
      OS << '\n';
    }
  for (const std::string &G : R.Guidance)
    OS << "  = help: " << G << '\n';
  if (!R.Examples.empty()) {
    OS << "  example: " << llvm::StringRef(R.Examples.front().Before).split('\n').first << '\n';
    if (!R.Examples.front().After.empty())
      OS << "       ->  " << llvm::StringRef(R.Examples.front().After).split('\n').first << '\n';
  }
}

} // namespace

int runExplain(const Options &O) {
  auto Packs = loadPacks(O);
  if (!Packs)
    return fail(Packs.takeError());
  std::vector<Rule> OfTool = toolRulesAsRules();
  std::vector<const Rule *> All = allRules(*Packs), Found;
  for (const Rule &R : OfTool)
    All.push_back(&R);
  std::vector<llvm::StringRef> Ids;
  for (const Rule *R : All)
    Ids.push_back(R->Id);
  for (const std::string &Id : O.Names) {
    std::string Upper = llvm::StringRef(Id).upper();
    auto It = llvm::find_if(All, [&](const Rule *R) { return R->Id == Upper; });
    if (It == All.end()) {
      complain("there is no rule '" + Id + "'", nearNames(Upper, Ids));
      return ExitError;
    }
    Found.push_back(*It);
  }
  print(Found, O.TextFormat == "json");
  return ExitOk;
}

int runQuery(const Options &O) {
  auto Packs = loadPacks(O);
  if (!Packs)
    return fail(Packs.takeError());
  RuleIndex Index(*Packs);
  std::vector<const Rule *> All = allRules(*Packs), Answers;
  std::vector<llvm::StringRef> Names;
  for (const Rule *R : All)
    if (R->Kind != RuleKind::Asm && R->Kind != RuleKind::Build && R->Kind != RuleKind::Trait &&
        R->Kind != RuleKind::Family)
      Names.insert(Names.end(), R->Symbols.begin(), R->Symbols.end());

  bool AllFound = true, Json = O.TextFormat == "json";
  for (const std::string &Name : O.Names) {
    std::vector<const Rule *> Rules = rulesAbout(Name, All, Index);
    if (Rules.empty()) {
      AllFound = false;
      complain(
          "no rule knows '" + Name + "'" +
              (Index.looksLikeEntity(Name) ? ", though it looks like a name of an API that is migrated" : ""),
          nearNames(Name, Names));
    }
    if (!Json)
      for (const Rule *R : Rules)
        printAnswer(Name, *R, llvm::outs());
    Answers.insert(Answers.end(), Rules.begin(), Rules.end());
  }
  if (Json)
    print(Answers, true);
  return AllFound ? ExitOk : ExitFindings;
}

} // namespace npuify
