// SPDX-License-Identifier: Apache-2.0
#include "rules/NamePatterns.h"
#include "rules/Rule.h"
#include <gtest/gtest.h>

using namespace npuify;

namespace {

NamePatterns of(std::initializer_list<llvm::StringRef> Patterns) {
  NamePatterns P;
  for (llvm::StringRef Each : Patterns)
    P.add(Each);
  return P;
}

TEST(NamePatterns, WholeNamesOnly) {
  NamePatterns P = of({"foo[A-Z]\\w*", "__sync"});
  EXPECT_TRUE(P.matches("fooBar"));
  EXPECT_FALSE(P.matches("foobar"));
  EXPECT_FALSE(P.matches("xfooBar"));
  EXPECT_TRUE(P.matches("__sync"));
  EXPECT_FALSE(P.matches("__syncs"));
  EXPECT_FALSE(P.matches(""));
}

TEST(NamePatterns, AlternativesAreTakenApart) {
  NamePatterns P = of({"(tex|surf)[12]D\\w*", "a(b|c(d|e))|x[|)]y", "(p|q)?end"});
  for (const char *Name : {"tex1Dx", "surf2D", "ab", "acd", "ace", "x|y", "x)y", "pend", "qend", "end"})
    EXPECT_TRUE(P.matches(Name)) << Name;
  for (const char *Name : {"tex3D", "texsurf1D", "a", "ac", "xy", "rend"})
    EXPECT_FALSE(P.matches(Name)) << Name;
}

TEST(NamePatterns, LettersThatMayBeLeftOut) {
  NamePatterns P = of({"p?nccl\\w+", "ab*c", "de{0,1}f", "gh+"});
  for (const char *Name : {"ncclX", "pncclX", "ac", "abbc", "df", "def", "gh", "ghh"})
    EXPECT_TRUE(P.matches(Name)) << Name;
  EXPECT_FALSE(P.matches("g"));
}

TEST(NamePatterns, TheFirstPatternAnswers) {
  Rule First, Second;
  NamePatterns P;
  P.add("\\w+X", &First);
  P.add("aX", &Second);
  P.add("b", &Second);
  EXPECT_EQ(P.find("aX"), &First);
  EXPECT_EQ(P.find("b"), &Second);
  EXPECT_EQ(P.find("c"), nullptr);
}

} // namespace
