// SPDX-License-Identifier: Apache-2.0
// The command line: what it means, and what each mistake is answered with.
#include "cli/Options.h"
#include <gtest/gtest.h>

using namespace npuify;

namespace {

struct Outcome {
  std::optional<Options> Opts;
  int Exit = -1;
  std::string Out, Err;
};

Outcome parse(std::vector<std::string> Args) {
  Outcome R;
  llvm::raw_string_ostream Out(R.Out), Err(R.Err);
  R.Opts = parseOptions(std::move(Args), Out, Err, R.Exit);
  return R;
}

TEST(Options, Migrate) {
  Outcome R =
      parse({"migrate",  "a.cu",      "b",           "-o",        "out",     "-p",         "build",
             "--root",   ".",         "-j4",         "--rules",   "r1",      "--rules=r2", "--target",
             "cpu",      "--target",  "ascend950",   "--include", "*.cu",    "--exclude",  "x*",
             "--verify", "--fail-on", "semantic",    "--format",  "concise", "--output",   "sarif=a.sarif",
             "--output", "json=-",    "--cuda-arch", "sm_80",     "--color", "never",      "--",
             "-Ix",      "--",        "-DY"});
  ASSERT_TRUE(R.Opts) << R.Err;
  const Options &O = *R.Opts;
  EXPECT_EQ(O.Cmd, Command::Migrate);
  EXPECT_EQ(O.Sources, (std::vector<std::string>{"a.cu", "b"}));
  EXPECT_EQ(O.OutDir, "out");
  EXPECT_EQ(O.BuildDir, "build");
  EXPECT_EQ(O.Root, ".");
  EXPECT_EQ(O.Jobs, 4u);
  EXPECT_EQ(O.RuleDirs, (std::vector<std::string>{"r1", "r2"}));
  EXPECT_EQ(O.Targets, (std::vector<std::string>{"cpu", "ascend950"}));
  EXPECT_EQ(O.Include, std::vector<std::string>{"*.cu"});
  EXPECT_EQ(O.Exclude, std::vector<std::string>{"x*"});
  EXPECT_TRUE(O.Verify);
  EXPECT_EQ(O.FailOn, RuleClass::Semantic);
  EXPECT_EQ(O.Format, ReportFormat::Concise);
  ASSERT_EQ(O.Outputs.size(), 2u);
  EXPECT_EQ(O.Outputs[0].Format, ReportFormat::Sarif);
  EXPECT_EQ(O.Outputs[0].File, "a.sarif");
  EXPECT_EQ(O.CudaArch, 800u);
  EXPECT_EQ(O.Color, ColorMode::Never);
  EXPECT_EQ(O.ClangArgs, (std::vector<std::string>{"-Ix", "--", "-DY"}));
}

TEST(Options, FailOnDependsOnTheCommand) {
  EXPECT_EQ(parse({"check", "a"}).Opts->FailOn, RuleClass::Manual);
  EXPECT_EQ(parse({"check", "a", "--fail-on", "never"}).Opts->FailOn, std::nullopt);
  EXPECT_EQ(parse({"migrate", "a", "-o", "b"}).Opts->FailOn, std::nullopt);
  EXPECT_EQ(parse({"migrate", "a", "-o", "b", "--fail-on", "exact"}).Opts->FailOn, RuleClass::Exact);
}

TEST(Options, AcceptsEverySpellingOfAnArchitecture) {
  for (const char *S : {"7.5", "75", "sm_75", "compute_75", "750"})
    EXPECT_EQ(parse({"check", "a", "--cuda-arch", S}).Opts->CudaArch, 750u) << S;
  EXPECT_EQ(parse({"check", "a", "--cuda-arch", "sm_90a"}).Opts->CudaArch, 900u);
  EXPECT_EQ(parse({"check", "a", "--cuda-arch", "10.0"}).Opts->CudaArch, 1000u);
  EXPECT_EQ(parse({"check", "a"}).Opts->CudaArch, 700u);
}

TEST(Options, OtherCommands) {
  EXPECT_EQ(parse({"report", "a.json", "b.json"}).Opts->Sources.size(), 2u);
  EXPECT_EQ(parse({"explain", "NPU1001"}).Opts->Names, std::vector<std::string>{"NPU1001"});
  EXPECT_EQ(parse({"rules", "list", "--kind", "type"}).Opts->Cmd, Command::RulesList);
  EXPECT_EQ(parse({"rules", "check"}).Opts->Cmd, Command::RulesCheck);
  EXPECT_EQ(parse({"rules", "new", "d", "--symbol", "x"}).Opts->Symbol, "x");
  EXPECT_EQ(parse({"doctor"}).Opts->Cmd, Command::Doctor);
}

TEST(Options, HelpAndVersionGoToStandardOutput) {
  for (std::vector<std::string> Args :
       {std::vector<std::string>{}, {"--help"}, {"migrate", "--help"}, {"rules", "list", "-h"}}) {
    Outcome R = parse(Args);
    EXPECT_FALSE(R.Opts);
    EXPECT_EQ(R.Exit, ExitOk);
    EXPECT_NE(R.Out.find("Usage:"), std::string::npos);
    EXPECT_EQ(R.Err, "");
  }
  EXPECT_EQ(parse({"--version"}).Out, "npuify " NPUIFY_VERSION "\n");
}

struct Mistake {
  std::vector<std::string> Args;
  const char *Message, *Help;
};
class OptionsMistake : public testing::TestWithParam<Mistake> {};

TEST_P(OptionsMistake, GetsPlaceAndRemedy) {
  Outcome R = parse(GetParam().Args);
  EXPECT_FALSE(R.Opts);
  EXPECT_EQ(R.Exit, ExitError);
  EXPECT_EQ(R.Out, "");
  EXPECT_NE(R.Err.find(GetParam().Message), std::string::npos) << R.Err;
  EXPECT_NE(R.Err.find(GetParam().Help), std::string::npos) << R.Err;
  EXPECT_NE(R.Err.find("= help: "), std::string::npos) << R.Err;
}

INSTANTIATE_TEST_SUITE_P(
    All, OptionsMistake,
    testing::Values(
        Mistake{{"migrat", "x"}, "unknown command 'migrat' (did you mean 'migrate'?)", "commands: migrate"},
        Mistake{{"check", "x", "--fromat", "json"},
                "unknown option '--fromat' (did you mean '--format'?)",
                "--help"},
        Mistake{
            {"check", "x", "--frmat=json"}, "unknown option '--frmat' (did you mean '--format'?)", "--help"},
        Mistake{{"check", "x", "-x"}, "unknown option '-x'", "npuify check --help"},
        Mistake{{"--rules", "x", "check", "y"}, "stands before the command", "options follow the command"},
        Mistake{{"check", "x", "--target", "gpu"},
                "no such target 'gpu'",
                "valid: cpu, ascend950, ascend910b, ascend310b"},
        Mistake{{"check", "x", "--fail-on", "semantc"}, "(did you mean 'semantic'?)", "valid: exact"},
        Mistake{
            {"check", "x", "--format", "jsn"}, "no such format 'jsn' (did you mean 'json'?)", "valid: full"},
        Mistake{{"check", "x", "--output", "jsn=a"}, "no such format 'jsn'", "write FORMAT=FILE"},
        Mistake{{"check", "x", "--output", "json"}, "names no file", "json=report.json"},
        Mistake{
            {"check", "x", "--cuda-arch", "volta"}, "no such compute capability 'volta'", "7.0, 70 or sm_70"},
        Mistake{{"check", "x", "-j", "0"}, "--jobs", "npuify check --help"},
        Mistake{{"check", "x", "-j", "many"}, "--jobs", "npuify check --help"},
        Mistake{{"check"}, "no sources are given", "npuify check SRC..."},
        Mistake{{"migrate", "a"}, "where should the result go?", "give -o OUT"},
        Mistake{{"migrate", "a", "-o", "b", "--in-place"}, "exclude each other", "drop one"},
        Mistake{{"migrate", "a", "--diff", "--in-place"}, "exclude each other", "drop one"},
        Mistake{{"migrate", "a", "-o"}, "--out", "npuify migrate --help"},
        Mistake{{"rules"}, "a command is missing", "list, check, new"},
        Mistake{{"rules", "lst"}, "unknown command 'lst' (did you mean 'list'?)", "list, check, new"},
        Mistake{{"rules", "list", "x"}, "unexpected argument 'x'", "npuify rules list --help"},
        Mistake{{"rules", "new", "d"}, "needs a folder and a symbol", "--symbol"},
        Mistake{{"explain"}, "no rule id is given", "npuify explain NPU1001"},
        Mistake{{"query"}, "no name is given", "npuify query"},
        Mistake{{"report"}, "no report is given", "npuify-report.json"},
        Mistake{{"doctor", "--", "-I."}, "takes nothing after --", "drop what follows --"}));

} // namespace
