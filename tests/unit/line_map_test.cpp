// SPDX-License-Identifier: Apache-2.0
#include "edit/LineMap.h"
#include <gtest/gtest.h>

using namespace npuify;

namespace {

using Shifts = std::vector<LineShift>;

TEST(LineMap, NoEditsNoShift) {
  EXPECT_EQ(lineShifts("a\nb\n", {}), (Shifts{{1, 1}}));
  EXPECT_EQ(lineShifts("", {}), (Shifts{{1, 1}}));
}

TEST(LineMap, EditsWithinALineMoveNothing) {
  EXPECT_EQ(lineShifts("a\nb\n", {{0, 1, "xyz"}, {2, 1, ""}}), (Shifts{{1, 1}}));
}

TEST(LineMap, WhatStandsBeforeTheFirstWordMovesTheLine) {
  EXPECT_EQ(lineShifts("// c\n  a\nb\n", {{7, 0, "#include <x>\n"}}), (Shifts{{1, 1}, {2, 3}}));
  EXPECT_EQ(lineShifts("a\nb\n", {{0, 0, "#include <x>\n"}}), (Shifts{{1, 2}}));
  EXPECT_EQ(lineShifts("a b\nc\n", {{2, 1, "b\nb"}}), (Shifts{{1, 1}, {2, 3}}));
}

TEST(LineMap, LinesThatAnEditJoinsFallTogether) {
  EXPECT_EQ(lineShifts("a(\n1,\n2)\nb\n", {{0, 8, "f()"}}), (Shifts{{1, 1}, {2, 1}, {3, 1}}));
}

} // namespace
