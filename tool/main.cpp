// SPDX-License-Identifier: Apache-2.0
// Parses the command line and runs the command.
#include "cli/Commands.h"
#include "llvm/Support/InitLLVM.h"

using namespace npuify;

static int run(const Options &O) {
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
