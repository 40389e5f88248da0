// SPDX-License-Identifier: Apache-2.0
// Parses the command line and runs the command.
#include "cli/Commands.h"
#include "cli/ConfigFile.h"
#include "cli/Watch.h"
#include "llvm/Support/InitLLVM.h"

using namespace npuify;

/// Commands that serve a project heed its configuration.
static bool heedsConfig(Command C) {
  switch (C) {
  case Command::Migrate:
  case Command::Check:
  case Command::Report:
  case Command::Explain:
  case Command::Query:
  case Command::RulesList:
    return true;
  default:
    return false;
  }
}

static int run(Options O) {
  if (O.Cmd == Command::Check && O.Watch)
    return watch(O); // reads the configuration anew every time
  if (heedsConfig(O.Cmd))
    if (llvm::Error E = applyConfig(O))
      return fail(std::move(E));
  switch (O.Cmd) {
  case Command::Migrate:
    return runMigrate(O);
  case Command::Check:
    return runCheck(O);
  case Command::Report:
    return runReport(O);
  case Command::Intercept:
    return runIntercept(O);
  case Command::Compare:
    return runCompare(O);
  case Command::Explain:
    return runExplain(O);
  case Command::Query:
    return runQuery(O);
  case Command::RulesList:
    return runRulesList(O);
  case Command::RulesCheck:
    return runRulesCheck(O);
  case Command::RulesNew:
    return runRulesNew(O);
  case Command::Doctor:
    return runDoctor(O);
  case Command::Completions:
    return runCompletions(O);
  case Command::Man:
    return runMan(O);
  case Command::Docs:
    return runDocs(O);
  }
  return ExitError;
}

int main(int argc, char **argv) {
  llvm::InitLLVM Init(argc, argv);
  int Exit = ExitOk;
  auto O = parseOptions({argv + 1, argv + argc}, llvm::outs(), llvm::errs(), Exit);
  return O ? run(*O) : Exit;
}
