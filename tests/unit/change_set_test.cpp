// SPDX-License-Identifier: Apache-2.0
#include "edit/ChangeSet.h"
#include <gtest/gtest.h>

using namespace npuify;

static std::string applied(ChangeSet &S, llvm::StringRef Text) {
  S.merge();
  return S.apply(Text);
}

TEST(ChangeSet, AppliesEditsInTextOrder) {
  ChangeSet S;
  S.add({"R2", {{4, 1, "C"}}});
  S.add({"R1", {{0, 1, "A"}, {2, 1, "BB"}}});
  EXPECT_EQ(applied(S, "a b c"), "A BB C");
  EXPECT_TRUE(S.conflicts().empty());
}

TEST(ChangeSet, OverlappingChangesAreBothLeftOutWhole) {
  ChangeSet S;
  S.add({"R1", {{0, 3, "X"}, {8, 1, "!"}}});
  S.add({"R2", {{2, 2, "Y"}}});
  S.add({"R3", {{5, 1, "Z"}}});
  EXPECT_EQ(applied(S, "abcdefghi"), "abcdeZghi");
  EXPECT_EQ(S.conflicts(), (std::vector<size_t>{0, 1}));
}

TEST(ChangeSet, AnInsertionInsideAReplacementIsAConflict) {
  ChangeSet S;
  S.add({"R1", {{0, 4, "X"}}});
  S.add({"R2", {{2, 0, "Y"}}});
  EXPECT_EQ(applied(S, "abcdef"), "abcdef");
  EXPECT_EQ(S.conflicts().size(), 2u);
}

TEST(ChangeSet, InsertionsComeBeforeAReplacementAtTheSamePlace) {
  ChangeSet S;
  S.add({"R1", {{0, 3, "new"}}});
  S.add({"R2", {{0, 0, "<"}}});
  S.add({"R3", {{3, 0, ">"}}});
  EXPECT_EQ(applied(S, "old;"), "<new>;");
}

TEST(ChangeSet, TheSameReplacementTwiceIsOne) {
  ChangeSet S;
  S.add({"R1", {{0, 3, "new"}}});
  S.add({"R1", {{0, 3, "new"}}});
  EXPECT_EQ(applied(S, "old"), "new");
  EXPECT_TRUE(S.conflicts().empty());
}

TEST(CheckLexes, AcceptsAnEditThatKeepsItsNeighbours) {
  EXPECT_EQ(checkLexes("int a = b;", "int a = npu::b;", {{8, 1, "npu::b"}}), "");
}

TEST(CheckLexes, RejectsFusedTokens) {
  EXPECT_NE(checkLexes("a b;", "ab;", {{1, 1, ""}}), "");
  EXPECT_NE(checkLexes("f(x);", "f\"(x);", {{1, 0, "\""}}), "");
}
