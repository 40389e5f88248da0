// SPDX-License-Identifier: Apache-2.0
// Every text that the tool itself puts into findings has its Chinese in the table of the rules.
#include "collect/TokenWalk.h"
#include "support/Obstacles.h"
#include "support/ToolRules.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include <gtest/gtest.h>

using namespace npuify;

namespace {

class Translations : public testing::Test {
protected:
  void SetUp() override {
    auto Buffer = llvm::MemoryBuffer::getFile(NPUIFY_TEST_RULES "/translations.zh.json");
    ASSERT_TRUE(Buffer);
    auto Parsed = llvm::json::parse((*Buffer)->getBuffer());
    ASSERT_TRUE(bool(Parsed)) << llvm::toString(Parsed.takeError());
    Table = *Parsed->getAsObject();
  }
  /// A name in a text is {s} in the table.
  bool has(std::string Text) const {
    if (size_t P = Text.find('%'); P != std::string::npos)
      Text.replace(P, 1, "{s}");
    return Text.empty() || Table.getString(Text);
  }
  llvm::json::Object Table;
};

TEST_F(Translations, HaveTheRulesOfTheTool) {
  for (const ToolRuleInfo &I : toolRules()) {
    EXPECT_TRUE(has(I.Message)) << I.Message;
    EXPECT_TRUE(has(I.Guidance)) << I.Guidance;
  }
}

TEST_F(Translations, HaveTheObstacles) {
  for (const ObstacleInfo &I : obstacles()) {
    EXPECT_TRUE(has(I.Message)) << I.Message;
    EXPECT_TRUE(has(I.Guidance)) << I.Guidance;
  }
}

TEST_F(Translations, HaveWhatIsSaidOfParseErrors) {
  FileEvidence E;
  E.Parsed = true;
  E.Errors = 2;
  E.FirstError = "why";
  const std::vector<RulePack> NoPacks;
  RuleIndex Index(NoPacks);
  llvm::StringSet<> Macros;
  std::set<std::string> Open;
  LibraryUse Libraries(Index, {});
  WalkContext Ctx{Index, Macros, "a.cu", false, nullptr, Open, Libraries};
  std::vector<Finding> Found = walkTokens("int x;\n", &E, Ctx);
  ASSERT_EQ(Found.size(), 1u);
  std::string Text =
      "{n} place(s) of this file could not be analysed (first: {s}); rules were applied to its tokens";
  EXPECT_TRUE(Table.getString(Text));
  Text.replace(Text.find("{n}"), 3, "2");
  Text.replace(Text.find("{s}"), 3, "why");
  EXPECT_EQ(Found[0].Message, Text);
}

/// What the walk makes of a place must be what the table has, the name filled in.
TEST(Obstacles, NameWhatTheyAreAbout) {
  Finding F;
  blame(F, Obstacle::AsmForm, "foo.bar");
  EXPECT_EQ(F.Message, "inline assembly: 'foo.bar' has no rule in this form");
  EXPECT_EQ(F.Class, RuleClass::Manual);
  EXPECT_EQ(F.Guidance, std::vector<std::string>{"write what the instructions compute in C++"});
}

} // namespace
