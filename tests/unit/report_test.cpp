// SPDX-License-Identifier: Apache-2.0
// The FindingLog, its counts, and every report made of it.
#include "TemporaryFolder.h"
#include "report/JsonReport.h"
#include "report/Reporter.h"
#include "support/ToolRules.h"
#include "llvm/Support/JSON.h"
#include <gtest/gtest.h>

using namespace npuify;

namespace {

Finding finding(const char *Rule, RuleClass Class, const char *Symbol, const char *File, unsigned Line,
                bool Applied) {
  Finding F;
  F.RuleId = F.Ch.RuleId = Rule;
  F.Class = Class;
  F.Symbol = Symbol;
  F.File = File;
  F.Line = Line;
  F.Column = 3;
  F.Offset = Line * 10;
  F.Length = static_cast<unsigned>(F.Symbol.size());
  F.Applied = Applied;
  F.Targets = {{"cpu", {Verdict::Ok, ""}}, {"ascend950", {Verdict::Review, ""}}};
  return F;
}

FindingLog sample() {
  FindingLog Log;
  Log.Version = "1.2";
  Log.Files = {"a.cu", "b.cu", "plain.cpp"};
  Finding Exact = finding("NPU1001", RuleClass::Exact, "fooMalloc", "a.cu", 5, true);
  Exact.Ch.Edits = {{50, 9, "npuMalloc"}};
  Finding Near = finding("NPU1200", RuleClass::Near, "fooBind", "a.cu", 7, true);
  Near.Message = "argument order differs";
  Near.Guidance = {"check the order"};
  Finding Blocked = finding("NPU4007", RuleClass::Blocked, "fooIpc", "b.cu", 2, false);
  Blocked.Message = "fooIpc has no counterpart";
  Blocked.Effort = "redesign";
  Blocked.Targets["cpu"] = {Verdict::No, "one process"};
  Blocked.SourceLine = "  fooIpc(\"<&\xC3\xA9>\");";
  Finding Native = finding("NPU1003", RuleClass::Exact, "float4", "b.cu", 9, true);
  Native.Native = true;
  Finding Missing = toolFinding(ToolRule::MissingHeader, "gone.h");
  Missing.File = "a.cu";
  Missing.Line = 1;
  Missing.Column = 1;
  Finding Unknown = toolFinding(ToolRule::UnknownEntity, "fooNew");
  Unknown.File = "a.cu";
  Unknown.Line = 6;
  Unknown.Column = 2;
  Unknown.Offset = 60;
  Log.Findings = {Native, Blocked, Unknown, Near, Exact, Missing};
  Log.sort();
  return Log;
}

std::string render(const FindingLog &Log, ReportFormat Format) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  makeReporter(Format)->write(Log, OS);
  return OS.str();
}

size_t count(llvm::StringRef Text, llvm::StringRef Part) { return Text.count(Part); }

TEST(FindingLog, SortsByFileOffsetRuleSymbol) {
  std::string Order;
  for (const Finding &F : sample().Findings)
    Order += F.Symbol + " ";
  EXPECT_EQ(Order, "gone.h fooMalloc fooNew fooBind fooIpc float4 ");
}

TEST(Summary, CountsUsesClassesTargetsAndLeftovers) {
  Summary S = summarize(sample());
  EXPECT_EQ(S.Files, 3u);
  EXPECT_EQ(S.Uses, 5u);      // the missing header is no use of an entity
  EXPECT_EQ(S.Leftovers, 2u); // fooIpc and fooNew; float4 is native
  EXPECT_EQ(S.ByClass.at(RuleClass::Exact), 2u);
  EXPECT_EQ(S.ByClass.at(RuleClass::Near), 2u);
  EXPECT_EQ(S.ByClass.at(RuleClass::Semantic), 0u);
  EXPECT_EQ(S.ByClass.at(RuleClass::Manual), 1u);
  EXPECT_EQ(S.ByClass.at(RuleClass::Blocked), 1u);
  EXPECT_EQ(S.ByTarget.at("cpu").at(Verdict::Ok), 3u);
  EXPECT_EQ(S.ByTarget.at("cpu").at(Verdict::No), 1u);
  EXPECT_EQ(S.ByTarget.at("ascend950").at(Verdict::Review), 4u);
  EXPECT_EQ(S.ByTarget.at("ascend310b").at(Verdict::Ok), 0u);
}

TEST(Summary, OnlyTheTargetsAskedFor) {
  FindingLog Log = sample();
  Log.Targets = {"cpu"};
  EXPECT_EQ(summarize(Log).ByTarget.size(), 1u);
}

TEST(Gravity, ATargetAskedForThatCannotTakeItIsAnError) {
  FindingLog Log;
  Log.Findings = {finding("NPU1001", RuleClass::Exact, "foo", "a.cu", 1, true)};
  Log.Findings[0].Targets["ascend310b"] = {Verdict::No, "no SIMT"};
  EXPECT_FALSE(anyAtOrAbove(Log, RuleClass::Near));
  EXPECT_TRUE(isRoutine(Log, Log.Findings[0]));
  Log.Targets = {"ascend310b"};
  EXPECT_TRUE(anyAtOrAbove(Log, RuleClass::Manual));
  EXPECT_FALSE(anyAtOrAbove(Log, RuleClass::Blocked));
  std::string Text = render(Log, ReportFormat::Full);
  EXPECT_NE(Text.find("error[NPU1001]"), std::string::npos) << Text;
  EXPECT_NE(Text.find("= note: ascend310b: no, no SIMT"), std::string::npos) << Text;
}

TEST(QuoteSources, FillsInTheLinesThatReportsShow) {
  FindingLog Log = sample();
  std::string Text = "0123456789\n" + std::string(60, 'x');
  Log.quoteSources(
      [&](llvm::StringRef File) { return File == "a.cu" ? llvm::StringRef(Text) : llvm::StringRef(); });
  EXPECT_EQ(Log.Findings[1].SourceLine, ""); // exact and applied
  EXPECT_EQ(Log.Findings[3].SourceLine, std::string(60, 'x'));
}

// DESIGN, invariant 4: the counts agree everywhere.
TEST(Reports, ListTheSameFindings) {
  FindingLog Log = sample();
  size_t Told = 0;
  for (const Finding &F : Log.Findings)
    Told += !isRoutine(Log, F);
  EXPECT_EQ(Told, 4u);
  std::string Full = render(Log, ReportFormat::Full), Line = summaryLine(summarize(Log));
  EXPECT_EQ(count(Full, "--> "), Told);
  EXPECT_NE(Full.find(Line), std::string::npos);
  std::string Concise = render(Log, ReportFormat::Concise);
  EXPECT_EQ(count(Concise, "\n"), Told + 1);
  EXPECT_NE(Concise.find(Line), std::string::npos);
  EXPECT_EQ(count(render(Log, ReportFormat::Github), "\n"), Told);
  EXPECT_NE(render(Log, ReportFormat::Html).find("\"listed\":4"), std::string::npos);
  auto Sarif = llvm::cantFail(llvm::json::parse(render(Log, ReportFormat::Sarif)));
  const llvm::json::Object &Run = *Sarif.getAsObject()->getArray("runs")->front().getAsObject();
  EXPECT_EQ(Run.getArray("results")->size(), Told);
  std::string Junit = render(Log, ReportFormat::Junit);
  EXPECT_EQ(count(Junit, "<testcase"), Log.Files.size());
  EXPECT_NE(Junit.find("tests=\"3\" failures=\"2\""), std::string::npos) << Junit;
  EXPECT_EQ(count(Junit, "[NPU"), Told);
}

TEST(FullReport, IsInRustcStyle) {
  std::string Text = render(sample(), ReportFormat::Full);
  EXPECT_NE(
      Text.find(
          "error[NPU4007]: fooIpc has no counterpart\n --> b.cu:2:3\n  |\n2 |   fooIpc(\"<&\xC3\xA9>\");\n"
          "  |   ^^^^^^\n  = note: effort: redesign\n"),
      std::string::npos)
      << Text;
  EXPECT_NE(Text.find("note[NPU1200]: 'fooBind': argument order differs"), std::string::npos) << Text;
  EXPECT_NE(Text.find("3 files, 5 uses; findings: 2 exact, 2 near, 1 manual, 1 blocked; 2 left in place"),
            std::string::npos)
      << Text;
  EXPECT_EQ(Text.find("fooMalloc"), std::string::npos);
  EXPECT_EQ(Text.find('\033'), std::string::npos);
}

TEST(JsonReport, HoldsTheContract) {
  auto Value = llvm::cantFail(llvm::json::parse(render(sample(), ReportFormat::Json)));
  const llvm::json::Object &Root = *Value.getAsObject();
  EXPECT_EQ(Root.getInteger("schema"), 1);
  EXPECT_EQ(Root.getObject("tool")->getString("name"), "npuify");
  const llvm::json::Object &Summary = *Root.getObject("summary");
  EXPECT_EQ(Summary.getInteger("files"), 3);
  EXPECT_EQ(Summary.getInteger("uses"), 5);
  EXPECT_EQ(Summary.getInteger("leftovers"), 2);
  EXPECT_EQ(Summary.getObject("by_class")->getInteger("blocked"), 1);
  EXPECT_EQ(Summary.getObject("by_target")->getObject("cpu")->getInteger("no"), 1);
  const llvm::json::Array &Findings = *Root.getArray("findings");
  ASSERT_EQ(Findings.size(), 6u);
  const llvm::json::Object &F = *Findings[4].getAsObject();
  EXPECT_EQ(F.getString("rule"), "NPU4007");
  EXPECT_EQ(F.getString("class"), "blocked");
  EXPECT_EQ(F.getString("symbol"), "fooIpc");
  EXPECT_EQ(F.getString("file"), "b.cu");
  EXPECT_EQ(F.getInteger("line"), 2);
  EXPECT_EQ(F.getInteger("column"), 3);
  EXPECT_EQ(F.getString("evidence"), "token");
  EXPECT_EQ(F.getBoolean("applied"), false);
  EXPECT_EQ(F.getString("message"), "fooIpc has no counterpart");
  EXPECT_EQ(F.getObject("targets")->getString("cpu"), "no");
  EXPECT_EQ(F.getObject("reasons")->getString("cpu"), "one process");
}

TEST(JsonReport, ReadBackItGivesTheSameBytes) {
  std::string Text = render(sample(), ReportFormat::Json);
  FindingLog Log = llvm::cantFail(readJsonReport(Text, "x.json"));
  EXPECT_EQ(render(Log, ReportFormat::Json), Text);
}

TEST(JsonReport, SurvivesBytesThatAreNotUtf8) {
  FindingLog Log = sample();
  Log.Findings[0].SourceLine = Log.Findings[0].Symbol = "\xFF\xFE";
  Log.Findings[0].Ch.Edits = {{0, 1, "\xC3"}};
  for (ReportFormat Format : {ReportFormat::Json, ReportFormat::Sarif}) {
    auto Value = llvm::json::parse(render(Log, Format));
    EXPECT_TRUE(static_cast<bool>(Value)) << llvm::toString(Value.takeError());
  }
}

TEST(JsonReport, RefusesOtherFilesWithAReason) {
  for (auto [Text, Why] : {std::pair<const char *, const char *>{"{", "Expected"},
                           {"[]", "expected object"},
                           {"{\"schema\": 2, \"findings\": []}", "reads schema 1"},
                           {"{\"schema\": 1}", "findings"},
                           {"{\"schema\": 1, \"findings\": [{\"rule\": 3}]}", "findings[0].rule"}}) {
    std::string Message = llvm::toString(readJsonReport(Text, "x.json").takeError());
    EXPECT_NE(Message.find(Why), std::string::npos) << Message;
    EXPECT_NE(Message.find("x.json"), std::string::npos) << Message;
  }
}

TEST(JsonReport, MergesShards) {
  FindingLog A = sample(), B = sample();
  B.Files = {"c.cu"};
  B.Findings.resize(2);
  B.Findings[1].Applied = false;
  B.Findings[0].File = "c.cu";
  FindingLog Both = mergeLogs({A, B});
  EXPECT_EQ(Both.Files.size(), 4u);
  EXPECT_EQ(Both.Findings.size(), 7u);
  EXPECT_EQ(summarize(Both).Leftovers, 3u); // where the shards disagree, the change counts as missing
  FindingLog Again = mergeLogs({B, A});
  EXPECT_EQ(render(Both, ReportFormat::Json), render(Again, ReportFormat::Json));
}

TEST(SarifReport, HasStableFingerprintsAndRelativeUris) {
  FindingLog Log = sample();
  Log.Findings[4].File = "dir with space/b.cu";
  std::string Before = render(Log, ReportFormat::Sarif);
  EXPECT_NE(Before.find("\"uri\": \"dir%20with%20space/b.cu\""), std::string::npos) << Before;
  auto Fingerprint = [](llvm::StringRef Text) {
    return Text.split("\"npuify/v1\": ").second.split('\n').first.str();
  };
  for (Finding &F : Log.Findings)
    F.Line += 100;
  EXPECT_EQ(Fingerprint(Before), Fingerprint(render(Log, ReportFormat::Sarif)));
  EXPECT_NE(Fingerprint(Before), "");
}

TEST(GithubReport, EscapesItsProperties) {
  FindingLog Log;
  Log.Findings = {finding("NPU4001", RuleClass::Manual, "foo", "a,b.cu", 3, false)};
  Log.Findings[0].Message = "100% of foo";
  EXPECT_EQ(render(Log, ReportFormat::Github),
            "::error file=a%2Cb.cu,line=3,col=3,title=NPU4001::100%25 of foo\n");
}

TEST(HtmlReport, EscapesSourceAndNamesTheVerdict) {
  std::string Page = render(sample(), ReportFormat::Html);
  // What stands in a script element may hold no markup.
  EXPECT_NE(Page.find("fooIpc has no counterpart"), std::string::npos);
  EXPECT_EQ(Page.find("{{"), std::string::npos);
  EXPECT_NE(Page.find("\"verdict\":\"redesign\""), std::string::npos);
  EXPECT_NE(render(FindingLog(), ReportFormat::Html).find("\"verdict\":\"ready\""), std::string::npos);
  FindingLog Log = sample();
  Log.Sources["b.cu"] = "</script><script>alert(1)</script>\n";
  Page = render(Log, ReportFormat::Html);
  EXPECT_EQ(Page.find("<script>alert"), std::string::npos);
  EXPECT_NE(Page.find("\\u003c/script>"), std::string::npos);
}

TEST(ReportFiles, AreWrittenWhole) {
  TemporaryFolder Folder;
  ASSERT_FALSE(writeReportFile(sample(), {ReportFormat::Json, Folder.path("r.json")}));
  EXPECT_EQ(Folder.read("r.json"), render(sample(), ReportFormat::Json));
  llvm::Error E = writeReportFile(sample(), {ReportFormat::Json, Folder.path("no/such/r.json")});
  EXPECT_TRUE(static_cast<bool>(E));
  llvm::consumeError(std::move(E));
}

} // namespace
