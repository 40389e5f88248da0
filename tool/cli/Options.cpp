// SPDX-License-Identifier: Apache-2.0
// From the command line to Options, with complaints that name the place and a remedy.
#include "Options.h"
#include "CommandLine.h"
#include "support/Suggest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"

namespace npuify {

bool useColor(ColorMode Mode, llvm::raw_fd_ostream &OS) {
  if (Mode != ColorMode::Auto)
    return Mode == ColorMode::Always;
  auto NoColor = llvm::sys::Process::GetEnv("NO_COLOR");
  return (!NoColor || NoColor->empty()) && OS.is_displayed();
}

std::optional<unsigned> parseArch(llvm::StringRef S) {
  if (!S.consume_front("sm_"))
    S.consume_front("compute_");
  S.consume_back("a");
  unsigned Major = 0, Minor = 0, N = 0;
  if (auto [A, B] = S.split('.'); !B.empty()) {
    if (A.getAsInteger(10, Major) || B.getAsInteger(10, Minor) || Minor > 9)
      return std::nullopt;
    N = Major * 100 + Minor * 10;
  } else if (S.getAsInteger(10, N))
    return std::nullopt;
  else if (N < 200)
    N *= 10;
  return N >= 200 && N < 2000 && N % 10 == 0 ? std::optional<unsigned>(N) : std::nullopt;
}

namespace {

/// A mistake on the command line.
struct UsageError {
  std::string Message;
  std::string Help;
};

std::string commaList(llvm::ArrayRef<llvm::StringRef> Names) { return llvm::join(Names, ", "); }

/// The innermost command that was given.
CLI::App &selected(CLI::App &App) {
  CLI::App *At = &App;
  while (!At->get_subcommands().empty())
    At = At->get_subcommands().front();
  return *At;
}

/// "npuify rules list"
std::string fullName(CLI::App &App) {
  return App.get_parent() ? fullName(*App.get_parent()) + " " + App.get_name() : App.get_name();
}

/// Commands and arguments that nothing took.
std::optional<UsageError> checkRemaining(CLI::App &App) {
  CLI::App &Sub = selected(App);
  std::vector<std::string> Rest = App.remaining(/*recurse=*/true);
  if (&Sub != &App)
    for (const std::string &Arg : App.remaining())
      return UsageError{"'" + Arg + "' stands before the command",
                        "options follow the command: " + fullName(Sub) + " --help"};
  std::vector<llvm::StringRef> Commands;
  auto Subs = Sub.get_subcommands([](CLI::App *A) { return !A->get_group().empty(); });
  for (CLI::App *A : Subs)
    Commands.push_back(A->get_name());
  // Before the options: those of a misspelt command are unknown as well.
  if (!Commands.empty() && !Rest.empty() && Rest.front()[0] != '-')
    return UsageError{"unknown command '" + Rest.front() + "'" + didYouMean(Rest.front(), Commands),
                      "commands: " + commaList(Commands)};
  for (const std::string &Arg : Rest) {
    if (Arg.size() < 2 || Arg[0] != '-')
      continue;
    llvm::StringRef Name = llvm::StringRef(Arg).split('=').first;
    std::vector<std::string> Flags;
    for (const CLI::Option *O : Sub.get_options())
      for (const std::string &L : O->get_lnames())
        Flags.push_back("--" + L);
    std::vector<llvm::StringRef> Known(Flags.begin(), Flags.end());
    return UsageError{"unknown option '" + Name.str() + "'" + didYouMean(Name, Known),
                      "options of this command: " + fullName(Sub) + " --help"};
  }
  if (Commands.empty()) {
    if (Rest.empty())
      return std::nullopt;
    return UsageError{"unexpected argument '" + Rest.front() + "'", "usage: " + fullName(Sub) + " --help"};
  }
  if (Rest.empty())
    return UsageError{"a command is missing", "commands: " + commaList(Commands)};
  return UsageError{"unexpected argument '" + Rest.front() + "'", "commands: " + commaList(Commands)};
}

/// "2/5"
std::optional<Shard> parseShard(llvm::StringRef S) {
  Shard Out;
  auto [Number, Count] = S.split('/');
  if (Number.getAsInteger(10, Out.Number) || Count.getAsInteger(10, Out.Count) || Out.Number < 1 ||
      Out.Number > Out.Count)
    return std::nullopt;
  return Out;
}

std::optional<UsageError> convert(CommandLine &Line) {
  Options &O = Line.Opts;
  O.Format = *parseReportFormat(Line.Format);
  O.Color = Line.Color == "always"  ? ColorMode::Always
            : Line.Color == "never" ? ColorMode::Never
                                    : ColorMode::Auto;
  if (Line.FailOn.empty() && O.Cmd == Command::Check)
    O.FailOn = RuleClass::Manual;
  else if (!Line.FailOn.empty())
    O.FailOn = parseRuleClass(Line.FailOn); // "never": none
  if (!Line.CudaArch.empty()) {
    auto Arch = parseArch(Line.CudaArch);
    if (!Arch)
      return UsageError{"--cuda-arch: no such compute capability '" + Line.CudaArch + "'",
                        "write it as 7.0, 70 or sm_70"};
    O.CudaArch = *Arch;
  }
  if (O.Cmd == Command::Intercept || O.Cmd == Command::Compare)
    O.Program = std::exchange(O.ClangArgs, {});
  if (O.Cmd == Command::Migrate || O.Cmd == Command::Check)
    llvm::erase_if(O.Sources, [&](const std::string &S) {
      if (S.size() > 1 && S[0] == '@' && !llvm::sys::fs::exists(S))
        O.FileLists.push_back(S.substr(1));
      return S.size() > 1 && S[0] == '@' && !llvm::sys::fs::exists(S);
    });
  if (!Line.Part.empty()) {
    auto Part = parseShard(Line.Part);
    if (!Part)
      return UsageError{"--shard: '" + Line.Part + "' is no part", "write K/N with K from 1 to N, as in 2/5"};
    O.Part = *Part;
  }
  for (const std::string &Text : Line.Outputs) {
    auto [Format, File] = llvm::StringRef(Text).split('=');
    auto F = parseReportFormat(Format);
    if (!F)
      return UsageError{"--output: no such format '" + Format.str() + "'" +
                            didYouMean(Format, reportFormatNames()),
                        "write FORMAT=FILE; formats: " + commaList(reportFormatNames())};
    if (File.empty())
      return UsageError{"--output: '" + Text + "' names no file",
                        "write FORMAT=FILE, as in " + Format.str() + "=report." + Format.str()};
    O.Outputs.push_back({*F, File.str()});
  }
  return std::nullopt;
}

/// What each command cannot do without.
std::optional<UsageError> checkRequired(const Options &O) {
  switch (O.Cmd) {
  case Command::Migrate:
    if (O.Sources.empty() && O.FileLists.empty())
      return UsageError{"no sources are given", "npuify migrate SRC... -o OUT"};
    if (O.InPlace && O.Diff)
      return UsageError{"--diff and --in-place exclude each other", "drop one of them"};
    if (O.InPlace && !O.OutDir.empty())
      return UsageError{"-o and --in-place exclude each other", "drop one of them"};
    if (O.Verify && O.Part.Count > 1)
      return UsageError{"--verify needs the whole project, --shard gives a part of it",
                        "verify in a run without --shard; with the shards' --cache-dir it parses little"};
    if (O.OutDir.empty() && !O.InPlace && !O.Diff)
      return UsageError{"where should the result go?", "give -o OUT, --in-place or --diff"};
    return std::nullopt;
  case Command::Check:
    if (O.Sources.empty() && O.FileLists.empty())
      return UsageError{"no sources are given", "npuify check SRC..."};
    if (O.Watch && (O.UpdateBaseline || !O.ChangedSince.empty()))
      return UsageError{"--watch goes with neither --update-baseline nor --changed-since",
                        "drop one of them"};
    if (O.UpdateBaseline && !O.ChangedSince.empty())
      return UsageError{"--update-baseline needs all findings, --changed-since leaves some out",
                        "drop one of them"};
    return std::nullopt;
  case Command::Report:
    if (O.Sources.empty())
      return UsageError{"no report is given", "npuify report OUT/npuify-report.json"};
    return std::nullopt;
  case Command::Intercept:
    if (O.Program.empty())
      return UsageError{"no build command is given", "npuify intercept -- make"};
    return std::nullopt;
  case Command::Compare:
    if (O.Names.empty() || O.Names.size() + !O.Program.empty() != 2)
      return UsageError{"one recorded output and one program, or two outputs, are compared",
                        "npuify compare expected.txt -- ./program"};
    return std::nullopt;
  case Command::Explain:
    if (O.Names.empty())
      return UsageError{"no rule id is given", "npuify explain NPU1001; ids: npuify rules list"};
    return std::nullopt;
  case Command::Query:
    if (O.Names.empty())
      return UsageError{"no name is given", "npuify query NAME"};
    return std::nullopt;
  case Command::RulesNew:
    if (O.Names.size() != 1 || O.Symbol.empty())
      return UsageError{"a new rule needs a folder and a symbol",
                        "npuify rules new my-rules --symbol OLD_NAME --rename NEW_NAME"};
    return std::nullopt;
  case Command::Completions:
    if (O.Names.size() != 1)
      return UsageError{"which shell?", "npuify completions bash, zsh or fish"};
    return std::nullopt;
  case Command::Docs:
    if (O.Names.size() != 1)
      return UsageError{"the folder of the reference pages is missing", "npuify docs docs/reference"};
    return std::nullopt;
  default:
    return std::nullopt;
  }
}

/// Whether something may follow "--".
bool takesMore(Command C) {
  return llvm::is_contained({Command::Migrate, Command::Check, Command::Intercept, Command::Compare}, C);
}

} // namespace

std::optional<Options> parseOptions(std::vector<std::string> Args, llvm::raw_ostream &Out,
                                    llvm::raw_ostream &Err, int &Exit) {
  CommandLine Line;
  std::optional<UsageError> Problem;
  Exit = ExitOk;
  if (Args.empty()) {
    Out << Line.app().help();
    return std::nullopt;
  }
  bool HasClangArgs = llvm::is_contained(Args, "--");
  try {
    Line.parse(std::move(Args));
    for (const CLI::Option *Option : selected(Line.app()).get_options())
      if (Option->count())
        for (const auto *Names : {&Option->get_lnames(), &Option->get_snames()})
          Line.Opts.Given.insert(Names->begin(), Names->end());
    Problem = checkRemaining(Line.app());
    if (!Problem)
      Problem = convert(Line);
    if (!Problem)
      Problem = checkRequired(Line.Opts);
    if (!Problem && HasClangArgs && !takesMore(Line.Opts.Cmd))
      Problem = UsageError{"this command takes nothing after --", "drop what follows --"};
  } catch (const CLI::CallForHelp &) {
    CLI::App &Sub = selected(Line.app());
    Out << Sub.help(Sub.get_parent() ? fullName(*Sub.get_parent()) : "");
    return std::nullopt;
  } catch (const CLI::CallForVersion &E) {
    Out << E.what() << '\n';
    return std::nullopt;
  } catch (const CLI::ParseError &E) {
    Problem = UsageError{E.what(), "options of this command: " + fullName(selected(Line.app())) + " --help"};
  }
  if (!Problem)
    return std::move(Line.Opts);
  Err << "error: " << fullName(selected(Line.app())) << ": " << Problem->Message << '\n';
  Err << "  = help: " << Problem->Help << '\n';
  Exit = ExitError;
  return std::nullopt;
}

} // namespace npuify
