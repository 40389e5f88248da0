// SPDX-License-Identifier: Apache-2.0
// Lines of a migrated copy carry the numbers of the original.
#include "Migration.h"
#include <gtest/gtest.h>
#include <map>
#include <sstream>

using namespace npucc;

namespace {

/// The number the compiler gives to each line that starts with "mark", by its text.
std::map<std::string, unsigned> numbers(const std::string &Text) {
  std::map<std::string, unsigned> Out;
  std::istringstream In(Text);
  unsigned Number = 1;
  for (std::string Line; std::getline(In, Line);) {
    if (Line.compare(0, 6, "#line ") == 0) {
      Number = static_cast<unsigned>(std::stoul(Line.substr(6)));
      continue;
    }
    if (Line.compare(0, 4, "mark") == 0)
      Out[Line] = Number;
    ++Number;
  }
  return Out;
}

void expectSameNumbers(const std::string &Original, const std::string &Migrated) {
  auto Want = numbers(Original), Got = numbers(withLineDirectives(Original, Migrated, "x.cu"));
  for (const auto &[Line, Number] : Got)
    if (Want.count(Line)) {
      EXPECT_EQ(Number, Want[Line]) << Line;
    }
}

TEST(LineDirectives, PrologueIsNotCounted) {
  expectSameNumbers("mark1\nmark2\nold\nmark3\n", "#include <p>\nmark1\nmark2\nnew\nmark3\n");
}

TEST(LineDirectives, LinesComeAndGo) {
  expectSameNumbers("mark1\na\nb\nc\nmark2\nd\nmark3\n", "mark1\nabc\nmark2\nd1\nd2\nd3\nmark3\n");
  expectSameNumbers("mark1\n\n\nmark2\n{\n}\nmark3\n", "p\nq\nmark1\n\nmark2\n{\n}\n\nmark3\n");
}

TEST(LineDirectives, NotWithinAContinuedLine) {
  std::string Out =
      withLineDirectives("#define A \\\n  b \\\n  c\nmark\n", "p\n#define A \\\n  c\nmark\n", "x.cu");
  EXPECT_EQ(Out.find("\\\n#line"), std::string::npos);
  EXPECT_EQ(numbers(Out)["mark"], 4u);
}

TEST(LineDirectives, UnchangedTextNeedsOnlyOne) {
  EXPECT_EQ(withLineDirectives("a\nb\n", "a\nb\n", "q\"x.cu"), "#line 1 \"q\\\"x.cu\"\na\nb\n");
}

} // namespace
