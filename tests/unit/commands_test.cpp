// SPDX-License-Identifier: Apache-2.0
// The commands that look things up or write rules and pages, run on a small set of rules.
#include "TemporaryFolder.h"
#include "cli/Commands.h"
#include "report/JsonReport.h"
#include "llvm/Support/JSON.h"
#include <cstdlib>
#include <gtest/gtest.h>

using namespace npuify;

namespace {

const char *Rules = R"j({"rules": [
  {"id": "NPU1001", "kind": "function", "match": {"symbols": ["fooMalloc", "fooFree"]},
   "rename": {"from": "^foo", "to": "npu"}, "class": "exact",
   "examples": [{"before": "fooFree(p);", "after": "npuFree(p);"}]},
  {"id": "NPU1002", "kind": "namespace", "match": {"symbol": "groups"}, "rename": "npu::groups", "class": "near",
   "message": "fewer members", "guidance": ["look at the list"], "examples": [{"before": "groups::sync();"}]},
  {"id": "NPU4001", "kind": "function", "match": {"symbol": "fooIpc"}, "class": "blocked", "effort": "redesign",
   "message": "one process only", "guidance": ["use threads"], "examples": [{"before": "fooIpc();"}]}
]})j";

class CommandsTest : public testing::Test {
protected:
  TemporaryFolder Folder;
  std::string Out, Err;

  CommandsTest() {
    Folder.write("rules/base/pack.json", R"j({"name": "base", "entities": ["foo[A-Z]\\w*"]})j");
    Folder.write("rules/base/a.rules.json", Rules);
    std::ifstream Schema(NPUIFY_TEST_RULES "/npuify-rules.schema.json");
    std::ostringstream Text;
    Text << Schema.rdbuf();
    Folder.write("rules/npuify-rules.schema.json", Text.str());
    setenv("NPUIFY_RULES_DIR", Folder.path("rules").c_str(), 1);
  }
  ~CommandsTest() override { unsetenv("NPUIFY_RULES_DIR"); }

  int run(int (*Command)(const Options &), const Options &O) {
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    int Exit = Command(O);
    llvm::outs().flush();
    Out = testing::internal::GetCapturedStdout();
    Err = testing::internal::GetCapturedStderr();
    return Exit;
  }
  bool said(const std::string &Text) const { return Out.find(Text) != std::string::npos; }
  bool complained(const std::string &Text) const { return Err.find(Text) != std::string::npos; }

  static Options named(std::vector<std::string> Names) {
    Options O;
    O.Names = std::move(Names);
    return O;
  }
};

TEST_F(CommandsTest, ExplainShowsTheWholeRule) {
  EXPECT_EQ(run(runExplain, named({"NPU1001", "npu4001"})), ExitOk);
  EXPECT_TRUE(said("fooMalloc -> npuMalloc")) << Out;
  EXPECT_TRUE(said("before\n    fooFree(p);\n  after\n    npuFree(p);\n")) << Out;
  EXPECT_TRUE(said("effort   redesign")) << Out;
  EXPECT_TRUE(said("= help: use threads")) << Out;
  EXPECT_TRUE(said("base/a.rules.json:2")) << Out;
}

TEST_F(CommandsTest, ExplainKnowsTheToolsOwnRules) {
  EXPECT_EQ(run(runExplain, named({"NPU0001"})), ExitOk);
  EXPECT_TRUE(said("unknown entity")) << Out;
}

TEST_F(CommandsTest, ExplainAnswersAnUnknownIdWithNearOnes) {
  EXPECT_EQ(run(runExplain, named({"NPU1003"})), ExitError);
  EXPECT_TRUE(complained("there is no rule 'NPU1003'")) << Err;
  EXPECT_TRUE(complained("NPU1001")) << Err;
  EXPECT_EQ(Out, "");
}

TEST_F(CommandsTest, QueryFindsNamesOfBothSides) {
  EXPECT_EQ(run(runQuery, named({"fooMalloc", "npuFree", "groups::sync"})), ExitOk);
  EXPECT_TRUE(said("fooMalloc -> npuMalloc  [NPU1001, function, exact]\n")) << Out;
  EXPECT_TRUE(said("fooFree -> npuFree  [NPU1001")) << Out;
  EXPECT_TRUE(said("groups -> npu::groups  [NPU1002, namespace, near]\n  fewer members\n")) << Out;
}

TEST_F(CommandsTest, QuerySuggestsNearNames) {
  EXPECT_EQ(run(runQuery, named({"fooMallc"})), ExitFindings);
  EXPECT_TRUE(complained("no rule knows 'fooMallc', though it looks like")) << Err;
  EXPECT_TRUE(complained("did you mean fooMalloc?")) << Err;
  EXPECT_EQ(run(runQuery, named({"unrelated"})), ExitFindings);
  EXPECT_FALSE(complained("looks like")) << Err;
}

TEST_F(CommandsTest, ListFiltersAndWritesJson) {
  Options O;
  O.Class = "blocked";
  O.TextFormat = "json";
  EXPECT_EQ(run(runRulesList, O), ExitOk);
  auto Value = llvm::cantFail(llvm::json::parse(Out));
  ASSERT_EQ(Value.getAsArray()->size(), 1u);
  EXPECT_EQ(Value.getAsArray()->front().getAsObject()->getString("id"), "NPU4001");
}

TEST_F(CommandsTest, ANewRulePassesTheCheck) {
  for (const char *Rename : {"npuBar", ""}) {
    Options O = named({Folder.path("mine")});
    O.Symbol = std::string("fooBar") + (*Rename ? "" : "2");
    O.Rename = Rename;
    EXPECT_EQ(run(runRulesNew, O), ExitOk) << Err;
  }
  EXPECT_TRUE(said("wrote NPU9501")) << Out;
  EXPECT_EQ(run(runRulesCheck, named({Folder.path("mine")})), ExitOk) << Err;
  EXPECT_TRUE(said("ok: 2 packs, 5 rules, 6 symbols")) << Out;
  Options Again = named({Folder.path("mine")});
  Again.Symbol = "fooBar";
  EXPECT_EQ(run(runRulesNew, Again), ExitError);
  EXPECT_TRUE(complained("fooBar.rules.json: cannot be written")) << Err;
}

TEST_F(CommandsTest, CheckFailsOnABrokenPack) {
  Folder.write("mine/pack.json", "{\"name\": 3}");
  EXPECT_EQ(run(runRulesCheck, named({Folder.path("mine")})), ExitError);
  EXPECT_TRUE(complained("error: 'name' must be a string, not a number")) << Err;
  EXPECT_FALSE(complained("error: error:")) << Err;
}

TEST_F(CommandsTest, DocsKnowWhenTheyAreOutOfDate) {
  Options O = named({Folder.path("reference")}), Check = O;
  Check.CheckOnly = true;
  EXPECT_EQ(run(runDocs, Check), ExitFindings);
  EXPECT_EQ(run(runDocs, O), ExitOk);
  EXPECT_EQ(run(runDocs, Check), ExitOk) << Err;
  EXPECT_NE(Folder.read("reference/rules/NPU4001.md").find("# NPU4001: `fooIpc`"), std::string::npos);
  EXPECT_NE(Folder.read("reference/rules/base/a.md").find("[NPU4001](../NPU4001.md)"), std::string::npos);
  EXPECT_NE(Folder.read("reference/rules/index.md").find("[base/a](base/a.md)"), std::string::npos);
  EXPECT_NE(Folder.read("reference/schemas/report.md").find("| `summary` | [summary](#summary) | yes |"),
            std::string::npos);
  EXPECT_NE(Folder.read("reference/cli.md").find("`--fail-on CLASS`"), std::string::npos);

  std::string Page = Folder.read("reference/rules/base/a.md");
  Folder.write("reference/rules/base/a.md", Page + "x");
  EXPECT_EQ(run(runDocs, Check), ExitFindings);
  EXPECT_TRUE(complained("base/a.md: out of date")) << Err;

  Folder.write("reference/rules/base/gone.md", Page);
  Folder.write("reference/rules/notes.md", "of somebody\n");
  EXPECT_EQ(run(runDocs, O), ExitOk);
  EXPECT_FALSE(llvm::sys::fs::exists(Folder.path("reference/rules/base/gone.md")));
  EXPECT_TRUE(llvm::sys::fs::exists(Folder.path("reference/rules/notes.md")));
}

TEST_F(CommandsTest, ReportMergesAndJudges) {
  FindingLog Log;
  Log.Files = {"a.cu"};
  Finding F;
  F.RuleId = "NPU4001";
  F.Class = RuleClass::Blocked;
  F.Symbol = "fooIpc";
  F.File = "a.cu";
  F.Line = F.Column = 1;
  Log.Findings = {F};
  ASSERT_FALSE(writeReportFile(Log, {ReportFormat::Json, Folder.path("1.json")}));
  Log.Files = {"b.cu"};
  Log.Findings[0].File = "b.cu";
  ASSERT_FALSE(writeReportFile(Log, {ReportFormat::Json, Folder.path("2.json")}));

  Options O;
  O.Sources = {Folder.path("1.json"), Folder.path("2.json")};
  O.Format = ReportFormat::Concise;
  O.Outputs = {{ReportFormat::Json, Folder.path("all.json")}};
  EXPECT_EQ(run(runReport, O), ExitOk) << Err;
  EXPECT_TRUE(said("2 files, 2 uses")) << Out;
  EXPECT_EQ(llvm::cantFail(readJsonReport(Folder.read("all.json"), "")).Files.size(), 2u);
  O.FailOn = RuleClass::Manual;
  EXPECT_EQ(run(runReport, O), ExitFindings);
  O.Sources = {Folder.path("none.json")};
  EXPECT_EQ(run(runReport, O), ExitError);
  EXPECT_TRUE(complained("none.json: cannot be read")) << Err;
}

} // namespace
