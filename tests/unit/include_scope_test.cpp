// SPDX-License-Identifier: Apache-2.0
#include "input/IncludeScope.h"
#include <gtest/gtest.h>

using namespace npuify;

namespace {

using Names = std::set<std::string>;

TEST(IncludeScope, FollowsIncludesBothWays) {
  IncludeScope::Edges Edges = {
      {"a.cu", {"a.h", "common.h"}}, {"b.cu", {"b.h", "common.h"}}, {"b.h", {"deep.h"}}};
  IncludeScope Scope(Edges);
  EXPECT_EQ(Scope.of("a.cu"), (Names{"a.cu", "a.h", "common.h"}));
  EXPECT_EQ(Scope.of("a.h"), (Names{"a.cu", "a.h", "common.h"}));
  EXPECT_EQ(Scope.of("deep.h"), (Names{"b.cu", "b.h", "common.h", "deep.h"}));
  EXPECT_EQ(Scope.of("common.h"), (Names{"a.cu", "a.h", "b.cu", "b.h", "common.h", "deep.h"}));
  EXPECT_EQ(Scope.of("alone.cu"), (Names{"alone.cu"}));
}

TEST(IncludeScope, CirclesEnd) {
  IncludeScope::Edges Edges = {{"a.h", {"b.h"}}, {"b.h", {"a.h"}}};
  EXPECT_EQ(IncludeScope(Edges).of("a.h"), (Names{"a.h", "b.h"}));
}

} // namespace
