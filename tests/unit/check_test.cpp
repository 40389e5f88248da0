// SPDX-License-Identifier: Apache-2.0
// Suppressions, baselines, changed lines, score, and the source view: the parts of the check by themselves.
#include "check/Baseline.h"
#include "check/ChangedLines.h"
#include "check/Suppressions.h"
#include "report/Reporter.h"
#include "report/Score.h"
#include "report/SourceView.h"
#include "support/Embedded.h"
#include "support/JsonSchema.h"
#include <gtest/gtest.h>

using namespace npuify;

namespace {

Finding finding(const char *Rule, RuleClass Class, const char *File, unsigned Line) {
  Finding F;
  F.RuleId = Rule;
  F.Class = Class;
  F.Symbol = "foo";
  F.File = File;
  F.Line = Line;
  F.Column = 1;
  F.Applied = true;
  return F;
}

TEST(Suppressions, SpeakOfTheirLineTheNextCodeOrTheFile) {
  const char *Text = "int a; // npuify-ignore[NPU1001]: one\n"
                     "/* npuify-ignore[NPU1002, NPU1003]: two */\n"
                     "\n"
                     "// prose\n"
                     "int b;\n"
                     "  // npuify-ignore-file[NPU1004]: all of it\n";
  std::vector<Suppression> S = findSuppressions(Text, false);
  ASSERT_EQ(S.size(), 3u);
  EXPECT_EQ(S[0].Line, 1u);
  EXPECT_EQ(S[0].Reason, "one");
  EXPECT_EQ(S[1].Line, 5u);
  EXPECT_EQ(S[1].Ids, (std::vector<std::string>{"NPU1002", "NPU1003"}));
  EXPECT_EQ(S[1].Reason, "two");
  EXPECT_EQ(S[2].Line, 0u);
}

TEST(Suppressions, HashCommentsOfBuildFiles) {
  std::vector<Suppression> S = findSuppressions(
      "X = '# npuify-ignore[NPU1001]: no'\nNVCC = nvcc # npuify-ignore[NPU9091]: kept\n", true);
  ASSERT_EQ(S.size(), 1u);
  EXPECT_EQ(S[0].Line, 2u);
}

TEST(Suppressions, AnEmptyFileAndACommentAtItsEnd) {
  EXPECT_TRUE(findSuppressions("", false).empty());
  EXPECT_EQ(findSuppressions("// npuify-ignore[NPU1001]: x", false).size(), 1u);
  EXPECT_FALSE(findSuppressions("// npuify-ignore", false)[0].Problem.empty());
}

TEST(Baseline, AcceptsAsManyAsItCounts) {
  FindingLog Log;
  Log.Files = {"a.cu"};
  Log.Findings = {finding("NPU1200", RuleClass::Near, "a.cu", 1),
                  finding("NPU1200", RuleClass::Near, "a.cu", 2)};
  auto There = [](llvm::StringRef) { return true; };
  Baseline B = baselineOf(Log, {}, There);
  EXPECT_EQ(B.Files.at("a.cu").at("NPU1200"), 2u);
  auto Again = llvm::cantFail(readBaseline(writeBaseline(B), "b.json"));
  EXPECT_EQ(Again.Files, B.Files);
  applyBaseline(Log, B, "b.json", There);
  EXPECT_EQ(summarize(Log).ByWaiver.at(Waiver::Baseline), 2u);
  EXPECT_EQ(summarize(Log).Listed, 0u);

  Log.Findings.push_back(finding("NPU1200", RuleClass::Near, "a.cu", 3));
  for (Finding &F : Log.Findings)
    F.Waived = Waiver::None;
  applyBaseline(Log, B, "b.json", There);
  EXPECT_EQ(summarize(Log).Listed, 3u);
}

TEST(ChangedLines, ReadsHunks) {
  ChangedLines L =
      ChangedLines::parse("diff --git a.cu a.cu\n--- a.cu\n+++ a.cu\n@@ -3,0 +4,2 @@ f\n+++ x;\n+y;\n"
                          "@@ -9 +11 @@\n-a\n+b\n@@ -20,2 +21,0 @@\n-gone\n-gone\n"
                          "diff --git b c d\n--- b c\t\n+++ b c\t\n@@ -1 +1 @@\n-a\n+b\n",
                          "/top");
  for (unsigned In : {4u, 5u, 11u, 0u})
    EXPECT_TRUE(L.contains("/top/a.cu", In)) << In;
  for (unsigned Outside : {3u, 6u, 10u, 12u, 21u})
    EXPECT_FALSE(L.contains("/top/a.cu", Outside)) << Outside;
  EXPECT_TRUE(L.contains("/top/b c", 1));
  EXPECT_FALSE(L.contains("/top/x;", 0));
}

TEST(Score, FollowsItsFormula) {
  FindingLog Log;
  Log.Files = {"a.cu"};
  for (unsigned I = 0; I < 9; ++I)
    Log.Findings.push_back(finding("NPU1001", RuleClass::Exact, "a.cu", I + 1));
  EXPECT_EQ(scoreOf(Log).Overall, 100u);
  EXPECT_EQ(scoreOf(Log).Verdict, Outcome::Ready);
  Finding Hard = finding("NPU4000", RuleClass::Manual, "a.cu", 20);
  Hard.Effort = "hours";
  Hard.Applied = false;
  Log.Findings.push_back(Hard);
  Score S = scoreOf(Log);
  EXPECT_EQ(S.Overall, 92u); // (9 * 100 + 20) / 10
  EXPECT_EQ(S.Verdict, Outcome::Work);
  EXPECT_EQ(S.Points, 8u);
  Hard.Line = 21;
  Log.Findings.push_back(Hard);
  EXPECT_EQ(scoreOf(Log).Points, 9u); // 8 and a tenth of it, rounded up
  EXPECT_EQ(scoreOf(Log).Steps.front().RuleId, "NPU4000");
  for (Finding &F : Log.Findings)
    F.Waived = F.Class == RuleClass::Manual ? Waiver::Suppressed : Waiver::None;
  EXPECT_EQ(scoreOf(Log).Points, 0u);
  EXPECT_EQ(scoreOf(Log).Verdict, Outcome::Ready);
}

TEST(SourceView, BlocksOfChangedLines) {
  llvm::StringRef Text = "one\ntwo\nthree\nfour";
  Finding A = finding("NPU1001", RuleClass::Exact, "a.cu", 1);
  A.Ch.Edits = {{0, 0, "#include <x>\n"}, {4, 3, "TWO"}};
  Finding B = finding("NPU1002", RuleClass::Exact, "a.cu", 4);
  B.Ch.Edits = {{14, 4, "FOUR"}};
  std::vector<ChangedBlock> Blocks = changedBlocks(Text, {&A, &B});
  ASSERT_EQ(Blocks.size(), 3u);
  EXPECT_EQ(Blocks[0].After, "#include <x>\none");
  EXPECT_EQ(Blocks[1].Line, 2u);
  EXPECT_EQ(Blocks[1].After, "TWO");
  EXPECT_EQ(Blocks[2].After, "FOUR");
  B.Applied = false;
  EXPECT_EQ(changedBlocks(Text, {&A, &B}).size(), 2u);
}

TEST(JsonReport, KeepsItsSchema) {
  FindingLog Log;
  Log.Version = "1";
  Log.Files = {"a.cu"};
  Log.Findings = {finding("NPU1001", RuleClass::Near, "a.cu", 1)};
  Log.Findings[0].Waived = Waiver::Suppressed;
  Log.Findings[0].WaiverReason = "so";
  Log.Findings[0].Targets = {{"cpu", {Verdict::No, "why"}}};
  Log.Kernels.push_back({"k", "a.cu", 3, 1, {{"cpu", {Verdict::Review, {"NPU7001"}}}}});
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  makeReporter(ReportFormat::Json)->write(Log, OS);
  JsonError Error;
  auto Root = parseJson(OS.str(), Error);
  ASSERT_TRUE(Root) << Error.Message;
  auto Violation = llvm::cantFail(checkJsonSchema(Text, *Root, embedded("npuify-report.schema.json")));
  EXPECT_FALSE(Violation) << Violation->Message << " at " << Text.substr(Violation->Offset, 80);
}

} // namespace
