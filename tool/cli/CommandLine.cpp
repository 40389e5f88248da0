// SPDX-License-Identifier: Apache-2.0
// Commands and options.
#include "CommandLine.h"
#include "support/Suggest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace npuify {
namespace {

std::string commaList(llvm::ArrayRef<llvm::StringRef> Names) { return llvm::join(Names, ", "); }

constexpr llvm::StringLiteral WordsPrefix = "words:";

/// Accepts the words of \p Names; \p What says what they are.
CLI::Validator wordOf(std::string What, std::vector<llvm::StringRef> Names) {
  // The name carries the words for completions; help does not show it.
  return CLI::Validator(
             [What, Names](std::string &S) -> std::string {
               if (llvm::is_contained(Names, S))
                 return "";
               return "no such " + What + " '" + S + "'" + didYouMean(S, Names) +
                      "; valid: " + commaList(Names);
             },
             "")
      .name(WordsPrefix.str() + llvm::join(Names, " "));
}

std::vector<llvm::StringRef> with(llvm::ArrayRef<llvm::StringRef> Names, llvm::StringRef Extra) {
  std::vector<llvm::StringRef> Out(Names.begin(), Names.end());
  Out.push_back(Extra);
  return Out;
}

/// Help with the descriptions broken into lines.
class HelpFormatter : public CLI::Formatter {
public:
  std::string make_option_desc(const CLI::Option *O) const override {
    constexpr size_t Width = 72;
    std::string Out;
    size_t Column = 0;
    llvm::StringRef Rest = O->get_description();
    while (!Rest.empty()) {
      auto [Word, Next] = Rest.split(' ');
      if (Column != 0)
        Out += Column + Word.size() > Width ? '\n' : ' ';
      Column = Out.empty() || Out.back() == '\n' ? Word.size() : Column + 1 + Word.size();
      Out += Word;
      Rest = Next;
    }
    return Out;
  }
};

} // namespace

std::vector<std::string> CommandLine::wordsOf(const CLI::Option &O) {
  std::vector<std::string> Out;
  llvm::StringRef Name;
  try { // CLI11 answers by an exception when there is none
    Name = const_cast<CLI::Option &>(O).get_validator(0)->get_name();
  } catch (const CLI::OptionNotFound &) {
    return Out;
  }
  if (!Name.consume_front(WordsPrefix))
    return Out;
  llvm::SmallVector<llvm::StringRef> Words;
  Name.split(Words, ' ');
  for (llvm::StringRef W : Words)
    Out.push_back(W.str());
  return Out;
}

CommandLine::CommandLine() : App("Moves CUDA C++ onto the portable NPU runtime API.", "npuify") {
  App.set_help_flag("-h,--help", "Print help and exit");
  App.set_version_flag("--version", "npuify " NPUIFY_VERSION);
  App.allow_extras();
  App.formatter(std::make_shared<HelpFormatter>()); // commands take it over
  App.footer(
      "Exit codes: 0 nothing at or above --fail-on, 1 findings at or above it, 2 usage, configuration or "
      "internal error.\nnpuify COMMAND --help describes a command.");
  addRun();
  addPrograms();
  addLookups();
  addRules();
}

CLI::App *CommandLine::command(CLI::App &Parent, const std::string &Name, const std::string &Text,
                               Command C) {
  CLI::App *Sub = Parent.add_subcommand(Name, Text);
  Sub->allow_extras();
  Sub->set_help_flag("-h,--help", "Print help and exit");
  Sub->parse_complete_callback([this, C] { Opts.Cmd = C; });
  return Sub;
}

void CommandLine::ruleOption(CLI::App &Sub) {
  Sub.add_option("--rules", Opts.RuleDirs, "Folder of a rule pack of your own, or of several (repeatable)")
      ->type_name("DIR")
      ->allow_extra_args(false);
}

void CommandLine::colorOption(CLI::App &Sub) {
  Sub.add_option("--color", Color, "Colours: auto, always, never; auto heeds NO_COLOR")
      ->type_name("WHEN")
      ->check(wordOf("colour mode", {"auto", "always", "never"}));
}

void CommandLine::findingOptions(CLI::App &Sub) {
  Sub.add_option("--target", Opts.Targets,
                 "Judge for this target only (repeatable): " + commaList(knownTargets()) +
                     "; all when left out")
      ->type_name("NAME")
      ->allow_extra_args(false)
      ->check(wordOf("target", knownTargets().vec()));
  Sub.add_option("--fail-on", FailOn,
                 "Exit with 1 when a finding is of this class or worse: " + commaList(ruleClassNames()) +
                     ", never; default: manual for check, never otherwise")
      ->type_name("CLASS")
      ->check(wordOf("class", with(ruleClassNames(), "never")));
  Sub.add_option("--format", Format,
                 "Format of the report on standard output: " + commaList(reportFormatNames()))
      ->type_name("FORMAT")
      ->check(wordOf("format", reportFormatNames().vec()));
  Sub.add_option("--output", Outputs,
                 "Write a report to a file as well, as in sarif=npuify.sarif (repeatable)")
      ->type_name("FORMAT=FILE")
      ->allow_extra_args(false);
  colorOption(Sub);
}

void CommandLine::addRun() {
  auto Common = [this](CLI::App &Sub) {
    Sub.add_option("SRC", Opts.Sources, "Source files and folders; @FILE stands for those that FILE lists");
    Sub.add_option("--files-from", Opts.FileLists, "Sources one a line; - reads standard input (repeatable)")
        ->type_name("FILE")
        ->allow_extra_args(false);
    Sub.add_option("-p", Opts.BuildDir, "Build folder with compile_commands.json")->type_name("BUILD_DIR");
    Sub.add_option(
           "--root", Opts.Root,
           "Folder that paths are relative to; default: the version-control root, else the common parent")
        ->type_name("DIR");
    ruleOption(Sub);
    Sub.add_option("--include", Opts.Include,
                   "Look only at files that match the glob; the others are copied as they are (repeatable)")
        ->type_name("GLOB")
        ->allow_extra_args(false);
    Sub.add_option("--exclude", Opts.Exclude, "Copy files that match the glob as they are (repeatable)")
        ->type_name("GLOB")
        ->allow_extra_args(false);
    Sub.add_option("--cuda-arch", CudaArch,
                   "Compute capability the sources are read for, as in 7.0, 70 or sm_70")
        ->type_name("ARCH");
    Sub.add_option("-j,--jobs", Opts.Jobs, "Number of parallel jobs; default: one per core")
        ->type_name("N")
        ->check(CLI::Range(1u, 1024u));
    Sub.add_option("--shard", Part,
                   "Answer for the K-th of N parts only; npuify report --merge joins the reports")
        ->type_name("K/N");
    Sub.add_option("--cache-dir", Opts.CacheDir,
                   "Folder of what earlier runs found out; default: npuify in XDG_CACHE_HOME or ~/.cache")
        ->type_name("DIR");
    Sub.add_flag("--no-cache", Opts.NoCache, "Analyse everything anew and keep nothing");
    Sub.add_option("--timings", Opts.Timings, "Write CPU time and memory of each phase, as JSON")
        ->type_name("FILE");
    Sub.add_option("--config", Opts.ConfigFile,
                   "Configuration file; default: .npuify.json in the folder of SRC or above it")
        ->type_name("FILE");
    Sub.add_flag("--no-config", Opts.NoConfig, "Look for no configuration file");
    findingOptions(Sub);
    Sub.footer("What follows -- goes to the Clang parser: npuify migrate src -o out -- -Iinclude -DFAST=1");
  };

  CLI::App *Migrate = command(App, "migrate", "Rewrite CUDA sources and their build files", Command::Migrate);
  Common(*Migrate);
  Migrate->add_option("-o,--out", Opts.OutDir, "Folder the migrated tree is written to")->type_name("OUT");
  Migrate->add_flag("--diff", Opts.Diff, "Print a unified diff and write nothing");
  Migrate->add_flag("--in-place", Opts.InPlace, "Change the sources themselves, keeping a backup");
  Migrate->add_flag("--verify", Opts.Verify, "Parse the result against the NPU headers as well");

  CLI::App *Check =
      command(App, "check", "Report how well the sources carry over; write no sources", Command::Check);
  Common(*Check);
  auto Accepted = [this](CLI::App &Sub) {
    Sub.add_option("--baseline", Opts.Baseline,
                   "Accept the findings that this file counts, as long as there are not more")
        ->type_name("FILE");
  };
  Accepted(*Check);
  Check->add_flag("--update-baseline", Opts.UpdateBaseline,
                  "Write the findings of this run to the baseline (default: .npuify-baseline.json)");
  Check
      ->add_option("--changed-since", Opts.ChangedSince,
                   "Hold only findings in lines that changed since this git revision against the run")
      ->type_name("REV");
  Check->add_flag("--watch", Opts.Watch, "Check again whenever a source changes; end with Ctrl-C");

  CLI::App *Report =
      command(App, "report", "Render JSON reports again, merged when there are several", Command::Report);
  Report->add_option("LOG", Opts.Sources, "Reports in the json format");
  Report->add_flag("--merge", "Join the reports of shards into one; the same when left out");
  Report
      ->add_option("--root", Opts.Root,
                   "Folder that paths in the reports are relative to, for the sources in the HTML report; "
                   "default: here")
      ->type_name("DIR");
  findingOptions(*Report);
  Accepted(*Report);
}

void CommandLine::addPrograms() {
  CLI::App *Intercept =
      command(App, "intercept", "Run a build and write compile_commands.json of the compilers it calls",
              Command::Intercept);
  Intercept->add_option("-o,--out", Opts.OutDir, "File to write; default: compile_commands.json")
      ->type_name("FILE");
  Intercept->footer("The build command follows --: npuify intercept -- make -j4");

  CLI::App *Compare =
      command(App, "compare", "Compare what a program prints with what was recorded, numbers with tolerances",
              Command::Compare);
  Compare->add_option("EXPECTED", Opts.Names,
                      "The recorded output; a second file stands for a program's output");
  Compare
      ->add_option("--rtol", Opts.Tolerance.Relative, "Deviation allowed in relation to the expected number")
      ->type_name("R")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
  Compare->add_option("--atol", Opts.Tolerance.Absolute, "Deviation allowed in any case")
      ->type_name("A")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
  Compare->add_option("--ignore", Opts.IgnoredLines, "Leave out lines that match the expression (repeatable)")
      ->type_name("REGEX")
      ->allow_extra_args(false);
  Compare->add_option("--time-limit", Opts.TimeLimit, "Seconds after which the program is stopped")
      ->type_name("SECONDS");
  Compare->footer("The program follows --: npuify compare gpu.txt --ignore 'time|GB/s' -- ./main 1024");
}

void CommandLine::addLookups() {
  auto TextFormat = [this](CLI::App &Sub, std::vector<llvm::StringRef> Names) {
    Sub.add_option("--format", Opts.TextFormat, "Format: " + commaList(Names))
        ->type_name("FORMAT")
        ->check(wordOf("format", Names));
    ruleOption(Sub);
  };
  CLI::App *Explain = command(App, "explain", "Show what a rule does and why", Command::Explain);
  Explain->add_option("ID", Opts.Names, "Rule ids, as in NPU1001");
  TextFormat(*Explain, {"text", "json"});

  CLI::App *Query = command(App, "query", "Show what becomes of a name", Command::Query);
  Query->add_option("NAME", Opts.Names, "Names of the source or of the result");
  TextFormat(*Query, {"text", "json"});

  CLI::App *Doctor = command(App, "doctor", "Check that everything npuify needs is there", Command::Doctor);
  colorOption(*Doctor);
  ruleOption(*Doctor);

  CLI::App *Completions =
      command(App, "completions", "Print completions for a shell: bash, zsh, fish", Command::Completions);
  Completions->add_option("SHELL", Opts.Names, "Shell: bash, zsh, fish")
      ->check(wordOf("shell", {"bash", "zsh", "fish"}));
  command(App, "man", "Print the manual page", Command::Man);

  CLI::App *Docs = command(App, "docs", "Write the reference pages of rules and command line", Command::Docs);
  Docs->group(""); // for those who work on npuify
  Docs->add_option("DIR", Opts.Names, "Folder to write to");
  Docs->add_flag("--check", Opts.CheckOnly, "Write nothing; exit with 1 when a page is out of date");
  ruleOption(*Docs);
}

void CommandLine::addRules() {
  CLI::App *Rules = App.add_subcommand("rules", "List, check and write rules");
  Rules->allow_extras();
  Rules->set_help_flag("-h,--help", "Print help and exit");

  CLI::App *List = command(*Rules, "list", "List the rules of all packs", Command::RulesList);
  List->add_option("--kind", Opts.Kind, "Only rules of this kind: " + commaList(ruleKindNames()))
      ->type_name("KIND")
      ->check(wordOf("kind", ruleKindNames().vec()));
  List->add_option("--class", Opts.Class, "Only rules of this class: " + commaList(ruleClassNames()))
      ->type_name("CLASS")
      ->check(wordOf("class", ruleClassNames().vec()));
  List->add_option("--format", Opts.TextFormat, "Format: text, json, markdown")
      ->type_name("FORMAT")
      ->check(wordOf("format", {"text", "json", "markdown"}));
  ruleOption(*List);

  CLI::App *Check =
      command(*Rules, "check", "Check rule packs: shape, ids, patterns, schema", Command::RulesCheck);
  Check->add_option("DIR", Opts.Names, "Rule packs to check together with the built-in ones");

  CLI::App *New = command(*Rules, "new", "Start a rule in a pack of your own", Command::RulesNew);
  New->add_option("DIR", Opts.Names, "Folder of the pack; made when it is not there");
  New->add_option("--symbol", Opts.Symbol, "Name the rule is for")->type_name("NAME");
  New->add_option("--rename", Opts.Rename, "What it becomes; without it the rule only reports")
      ->type_name("NAME");
  New->add_option("--kind", Opts.Kind, "Kind: " + commaList(ruleKindNames()) + "; default: function")
      ->type_name("KIND")
      ->check(wordOf("kind", ruleKindNames().vec()));
  ruleOption(*New);
}

void CommandLine::parse(std::vector<std::string> Args) {
  // CLI11 takes the arguments last one first. What follows "--" is Clang's, not a list of sources.
  auto Separator = std::find(Args.begin(), Args.end(), "--");
  if (Separator != Args.end()) {
    Opts.ClangArgs.assign(Separator + 1, Args.end());
    Args.erase(Separator, Args.end());
  }
  std::reverse(Args.begin(), Args.end());
  App.parse(std::move(Args));
}

} // namespace npuify
