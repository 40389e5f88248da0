// SPDX-License-Identifier: Apache-2.0
// The command line as plain data.
#pragma once

#include "input/Shard.h"
#include "report/Reporter.h"
#include "rules/RulePack.h"
#include "support/OutputCompare.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace npuify {

enum class Command {
  Migrate,
  Check,
  Report,
  Intercept,
  Compare,
  Explain,
  Query,
  RulesList,
  RulesCheck,
  RulesNew,
  Doctor,
  Completions,
  Man,
  Docs
};

enum class ColorMode { Auto, Always, Never };

/// Exit codes of every command (DESIGN §9).
enum ExitCode { ExitOk = 0, ExitFindings = 1, ExitError = 2 };

struct Options {
  Command Cmd = Command::Check;

  // migrate, check
  std::vector<std::string> Sources;          ///< files and folders, as given; report: the logs
  std::vector<std::string> FileLists;        ///< --files-from and @LIST
  std::string OutDir;                        ///< -o
  std::string BuildDir;                      ///< -p: folder of compile_commands.json
  std::string Root;                          ///< --root
  std::vector<std::string> Include, Exclude; ///< globs
  bool Diff = false;
  bool InPlace = false;
  bool Verify = false;
  unsigned Jobs = 0;                     ///< 0: one per core
  Shard Part;                            ///< --shard
  std::string Timings;                   ///< --timings
  bool NoCache = false;                  ///< --no-cache
  std::string CacheDir;                  ///< --cache-dir; empty: the user's
  unsigned CudaArch = DefaultDeviceArch; ///< compute capability times 100: 700, 890, …
  std::vector<std::string> ClangArgs;    ///< after "--"

  // intercept, compare
  std::vector<std::string> Program;      ///< after "--"
  std::vector<std::string> IgnoredLines; ///< --ignore
  Tolerances Tolerance;                  ///< --rtol, --atol
  unsigned TimeLimit = 0;                ///< --time-limit; 0: none

  // check
  std::string Baseline; ///< file; empty: none
  bool UpdateBaseline = false;
  std::string ChangedSince; ///< revision
  bool Watch = false;

  // configuration
  std::string ConfigFile; ///< --config; empty: .npuify.json is looked for
  bool NoConfig = false;
  std::set<std::string> Given; ///< long names of the options that the command line holds
  struct Ignore {
    std::vector<std::string> Rules, Files;
    std::string Reason;
  };
  std::vector<Ignore> Ignored; ///< from the configuration

  // findings
  std::vector<std::string> RuleDirs; ///< --rules
  std::vector<std::string> Targets;  ///< --target; empty: all known ones
  std::optional<RuleClass> FailOn;   ///< exit code 1 at this class or worse; none: never
  ReportFormat Format = ReportFormat::Full;
  std::vector<ReportOutput> Outputs;
  ColorMode Color = ColorMode::Auto;

  // explain, query, rules, docs
  std::vector<std::string> Names; ///< ids, symbols or folders
  std::string TextFormat;         ///< "text", "json", "markdown"
  std::string Kind, Class;        ///< rules list: filters; rules new: of the new rule
  std::string Symbol, Rename;     ///< rules new
  bool CheckOnly = false;         ///< docs: compare, write nothing
};

/// Parses the command line (without the program's name). Help and version go to \p Out, complaints with place
/// and remedy to \p Err. \returns nothing when the program should end now with \p Exit.
std::optional<Options> parseOptions(std::vector<std::string> Args, llvm::raw_ostream &Out,
                                    llvm::raw_ostream &Err, int &Exit);

/// "7.0", "70", "sm_70", "compute_70" and "700" as 700.
std::optional<unsigned> parseArch(llvm::StringRef S);

/// Reference page of all commands and options, from the same definition that parses them.
std::string commandLineMarkdown();

/// Whether to colour what goes to \p OS: the option, then NO_COLOR, then whether it is a terminal.
bool useColor(ColorMode Mode, llvm::raw_fd_ostream &OS);

} // namespace npuify
