// SPDX-License-Identifier: Apache-2.0
#include "support/OutputCompare.h"
#include <gtest/gtest.h>

using namespace npuify;

namespace {

OutputComparison compare(const char *Expected, const char *Actual, Tolerances T = {},
                         const char *Ignore = nullptr) {
  std::vector<llvm::Regex> Patterns;
  if (Ignore)
    Patterns.emplace_back(Ignore);
  return compareOutputs(Expected, Actual, T, Patterns);
}

size_t differences(const char *Expected, const char *Actual, Tolerances T = {},
                   const char *Ignore = nullptr) {
  return compare(Expected, Actual, T, Ignore).Differences.size();
}

TEST(OutputCompare, NumbersMayDeviate) {
  EXPECT_EQ(differences("sum 1.0000001\n", "sum 1.0000002\n"), 0u);
  EXPECT_EQ(differences("sum 1.0\n", "sum 1.1\n"), 1u);
  EXPECT_EQ(differences("sum 1.0\n", "sum 1.1\n", {0.2, 0}), 0u);
  EXPECT_EQ(differences("err 1e-9\n", "err -3.5E-9\n"), 0u) << "small in any case";
  EXPECT_EQ(differences("x 1000000\n", "x 1e6\n"), 0u);
}

TEST(OutputCompare, IntegersAndWordsMayNot) {
  EXPECT_EQ(differences("n 1000000\n", "n 1000001\n", {0.1, 0.1}), 1u);
  EXPECT_EQ(differences("kernel2 PASS\n", "kernel3 PASS\n", {10, 10}), 1u)
      << "a digit in a word is no number";
  EXPECT_EQ(differences("PASS\n", "FAIL\n"), 1u);
  EXPECT_EQ(differences("0x7f00\n", "0x7f01\n", {1, 1}), 1u);
}

TEST(OutputCompare, NotANumberAndInfinity) {
  EXPECT_EQ(differences("nan -inf\n", "NaN -inf\n"), 0u);
  EXPECT_EQ(differences("nan\n", "1.0\n"), 1u);
  EXPECT_EQ(differences("inf\n", "-inf\n"), 1u);
  EXPECT_EQ(differences("inf\n", "1e30\n"), 1u);
  EXPECT_EQ(differences("-0.0\n", "0.0\n"), 0u);
}

TEST(OutputCompare, WhiteSpaceIsEqual) {
  EXPECT_EQ(differences("a   1.5\t b\r\n", "a 1.5 b\n\n"), 0u);
  EXPECT_EQ(differences("ab 1\n", "a b 1\n"), 1u);
}

TEST(OutputCompare, LinesMissingTooManyAndIgnored) {
  EXPECT_EQ(differences("a\nb\n", "a\n"), 1u);
  EXPECT_EQ(differences("a\n", "a\nb\n"), 1u);
  EXPECT_EQ(differences("a\ntime 3 ms\nb\n", "time 4 ms\na\nb\ntime 5 ms\n", {}, "^time"), 0u);
  OutputComparison C = compare("a\ntime 3\nb 1.0\n", "a\nb 2.0\n", {}, "^time");
  ASSERT_EQ(C.Differences.size(), 1u);
  EXPECT_EQ(C.Differences[0].Line, 3u) << "lines are those of the file";
}

TEST(OutputCompare, TellsTheLargestDeviation) {
  OutputComparison C = compare("1.0 2.0\n", "1.000001 2.0\n");
  EXPECT_EQ(C.Numbers, 2u);
  EXPECT_NEAR(C.LargestRelative, 1e-6, 1e-9);
}

} // namespace
