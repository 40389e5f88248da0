// SPDX-License-Identifier: Apache-2.0
// `npuify rules list`, `rules check` and `rules new`.
#include "Commands.h"
#include "DescribeRule.h"
#include "rules/SchemaCheck.h"
#include "support/Install.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include <set>

namespace npuify {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

llvm::Error writeText(llvm::StringRef Path, llvm::StringRef Text) {
  std::error_code EC;
  llvm::raw_fd_ostream OS(Path, EC, fs::CD_CreateNew);
  if (EC)
    return llvm::createStringError(EC, Path + ": cannot be written: " + EC.message());
  OS << Text;
  return llvm::Error::success();
}

/// Ids from NPU9500 on are for packs of users; built-in packs stay below.
std::string freeId(const std::vector<RulePack> &Packs) {
  std::set<std::string> Used;
  for (const RulePack &Pack : Packs)
    for (const Rule &R : Pack.Rules)
      Used.insert(R.Id);
  for (unsigned N = 9500; N < 10000; ++N)
    if (std::string Id = "NPU" + std::to_string(N); !Used.count(Id))
      return Id;
  return "";
}

std::string newRule(const Options &O, llvm::StringRef Id) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  llvm::json::OStream J(OS, /*IndentSize=*/2);
  std::string Kind = O.Kind.empty() ? "function" : O.Kind;
  J.object([&] {
    J.attributeArray("rules", [&] {
      J.object([&] {
        J.attribute("id", Id);
        J.attribute("kind", Kind);
        J.attributeObject("match", [&] {
          J.attribute("symbol", O.Symbol);
          if (Kind == "build")
            J.attributeArray("files", [&] { J.value("Makefile"); });
        });
        if (!O.Rename.empty()) {
          J.attribute("rename", O.Rename);
          J.attribute("class", "exact");
        } else {
          J.attribute("class", "manual");
          J.attribute("effort", "hours");
          J.attribute("message", "'" + O.Symbol + "' has no counterpart in the NPU API");
          J.attributeArray("guidance", [&] { J.value("replace the use by hand"); });
        }
        J.attributeArray("examples", [&] {
          J.object([&] {
            llvm::StringRef Call = Kind == "function" || Kind == "builtin" ? "();" : "";
            J.attribute("before", O.Symbol + Call.str());
            if (!O.Rename.empty())
              J.attribute("after", O.Rename + Call.str());
          });
        });
      });
    });
  });
  return OS.str() + "\n";
}

} // namespace

int runRulesList(const Options &O) {
  auto Packs = loadPacks(O);
  if (!Packs)
    return fail(Packs.takeError());
  std::vector<const Rule *> Chosen;
  for (const RulePack &Pack : *Packs)
    for (const Rule &R : Pack.Rules)
      if ((O.Kind.empty() || toString(R.Kind) == O.Kind) && (O.Class.empty() || toString(R.Class) == O.Class))
        Chosen.push_back(&R);
  llvm::raw_ostream &OS = llvm::outs();
  if (O.TextFormat == "json") {
    llvm::json::OStream J(OS, /*IndentSize=*/1);
    J.array([&] {
      for (const Rule *R : Chosen)
        printRuleJson(*R, J);
    });
    OS << '\n';
  } else if (O.TextFormat == "markdown") {
    for (const Rule *R : Chosen)
      printRuleMarkdown(*R, OS);
  } else {
    for (const Rule *R : Chosen)
      OS << llvm::format("%-8s %-9s %-9s ", R->Id.c_str(), toString(R->Kind).str().c_str(),
                         toString(R->Class).str().c_str())
         << symbolsInShort(*R) << " -> " << outcome(*R, R->Symbols.front()) << '\n';
  }
  return ExitOk;
}

int runRulesCheck(const Options &O) {
  Options With = O;
  With.RuleDirs.insert(With.RuleDirs.end(), O.Names.begin(), O.Names.end());
  auto Packs = loadPacks(With);
  if (!Packs)
    return fail(Packs.takeError());
  size_t Rules = 0, Symbols = 0;
  for (const RulePack &Pack : *Packs) {
    if (llvm::Error E = checkAgainstSchema(Pack, builtinRulesDir()))
      return fail(std::move(E));
    Rules += Pack.Rules.size();
    for (const Rule &R : Pack.Rules)
      Symbols += R.Symbols.size();
  }
  llvm::outs() << "ok: " << Packs->size() << (Packs->size() == 1 ? " pack, " : " packs, ") << Rules
               << " rules, " << Symbols << " symbols\n";
  return ExitOk;
}

int runRulesNew(const Options &O) {
  llvm::StringRef Directory = O.Names.front();
  llvm::SmallString<128> Info(Directory), File(Directory);
  path::append(Info, "pack.json");
  std::string Stem;
  for (char C : O.Symbol)
    Stem += llvm::isAlnum(C) || C == '_' ? C : '_';
  path::append(File, Stem + ".rules.json");

  Options With = O;
  if (fs::exists(Info))
    With.RuleDirs.push_back(Directory.str());
  auto Packs = loadPacks(With);
  if (!Packs)
    return fail(Packs.takeError());
  std::string Id = freeId(*Packs);
  if (Id.empty())
    return fail(
        llvm::createStringError(llvm::inconvertibleErrorCode(), "all ids from NPU9500 to NPU9999 are used"));
  if (std::error_code EC = fs::create_directories(Directory))
    return fail(llvm::createStringError(EC, Directory + ": cannot be made: " + EC.message()));
  if (!fs::exists(Info)) {
    llvm::SmallString<128> Absolute(Directory);
    fs::make_absolute(Absolute);
    path::remove_dots(Absolute, /*remove_dot_dot=*/true);
    std::string Name = path::filename(llvm::StringRef(Absolute).rtrim('/')).str();
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    OS << llvm::formatv("{0:2}\n", llvm::json::Value(llvm::json::Object{{"name", Name}}));
    if (llvm::Error E = writeText(Info, OS.str()))
      return fail(std::move(E));
  }
  if (llvm::Error E = writeText(File, newRule(O, Id)))
    return fail(std::move(E));
  llvm::outs() << "wrote " << Id << " to " << File << "\nnext: complete its example, then npuify rules check "
               << Directory << '\n';
  return ExitOk;
}

} // namespace npuify
