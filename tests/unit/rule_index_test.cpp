// SPDX-License-Identifier: Apache-2.0
#include "rules/RuleIndex.h"
#include <gtest/gtest.h>

using namespace npuify;

namespace {

Rule rule(const char *Id, RuleKind Kind, std::vector<std::string> Symbols) {
  Rule R;
  R.Id = Id;
  R.Kind = Kind;
  R.Symbols = std::move(Symbols);
  return R;
}

class RuleIndexTest : public testing::Test {
protected:
  std::vector<RulePack> Packs;
  RuleIndexTest() {
    RulePack A, B;
    A.Name = "builtin";
    A.Rules = {rule("NPU1001", RuleKind::Function, {"fooMalloc", "fooFree"}),
               rule("NPU1002", RuleKind::Header, {"foo.h"}),
               rule("NPU1003", RuleKind::Namespace, {"groups"}),
               rule("NPU1004", RuleKind::Type, {"groups::tile"}),
               rule("NPU1005", RuleKind::Launch, {"<<<>>>"}),
               rule("NPU1006", RuleKind::Asm, {"mov.*"}),
               rule("NPU1007", RuleKind::Macro, {"fooMalloc"})};
    A.Rules.push_back(rule("NPU1008", RuleKind::Family, {"bazel?_\\w+|Baz[A-Z]\\w*|bazlib(/.+|\\.h)"}));
    A.EntityPatterns = {"foo[A-Z]\\w*", "__sync"};
    B.Name = "user";
    B.Rules = {rule("NPU9001", RuleKind::Function, {"fooFree"})};
    B.EntityPatterns = {"bar\\d+"};
    Packs = {A, B};
  }
  static std::string id(const Rule *R) { return R ? R->Id : ""; }
};

TEST_F(RuleIndexTest, FindsByKindAndSymbol) {
  RuleIndex I(Packs);
  EXPECT_EQ(id(I.find({RuleKind::Function}, "fooMalloc")), "NPU1001");
  EXPECT_EQ(id(I.find({RuleKind::Macro}, "fooMalloc")), "NPU1007");
  EXPECT_EQ(id(I.find({RuleKind::Type}, "fooMalloc")), "");
  EXPECT_EQ(id(I.find({RuleKind::Header}, "foo.h")), "NPU1002");
  EXPECT_EQ(id(I.findName("groups::tile")), "NPU1004");
  EXPECT_EQ(id(I.findName("foo.h")), "");
  EXPECT_EQ(id(I.findName("mov.*")), "");
  EXPECT_EQ(id(I.byId("NPU1006")), "NPU1006");
  EXPECT_EQ(id(I.launchRule()), "NPU1005");
  EXPECT_EQ(I.ofKind(RuleKind::Function).size(), 2u);
}

TEST_F(RuleIndexTest, FamiliesSpeakForNamesAndHeaders) {
  RuleIndex I(Packs);
  for (const char *Name : {"baze_x", "bazel_x", "BazInit", "bazlib.h", "bazlib/more.h"})
    EXPECT_EQ(id(I.family(Name)), "NPU1008") << Name;
  for (const char *Name : {"baz_x", "bazel_", "Bazinit", "xBazInit", "bazlib"})
    EXPECT_EQ(id(I.family(Name)), "") << Name;
  EXPECT_TRUE(I.looksLikeEntity("BazInit"));
  EXPECT_EQ(id(I.findName("BazInit")), "");
}

TEST_F(RuleIndexTest, LaterPacksWin) {
  RuleIndex I(Packs);
  EXPECT_EQ(id(I.find({RuleKind::Function}, "fooFree")), "NPU9001");
}

TEST_F(RuleIndexTest, NamespacesCoverTheirMembers) {
  RuleIndex I(Packs);
  EXPECT_EQ(id(I.coveringNamespace("groups::inner::reduce")), "NPU1003");
  EXPECT_EQ(id(I.coveringNamespace("other::reduce")), "");
  EXPECT_EQ(id(I.coveringNamespace("groups")), "");
}

TEST_F(RuleIndexTest, FiltersIdentifiers) {
  RuleIndex I(Packs);
  EXPECT_TRUE(I.mayMatch("tile"));
  EXPECT_TRUE(I.mayMatch("fooFree"));
  EXPECT_FALSE(I.mayMatch("foo.h"));
  EXPECT_FALSE(I.mayMatch("fooFre"));
}

TEST_F(RuleIndexTest, EntitiesAreWholeIdentifiersOfAnyPack) {
  RuleIndex I(Packs);
  EXPECT_TRUE(I.looksLikeEntity("fooUnknown"));
  EXPECT_TRUE(I.looksLikeEntity("__sync"));
  EXPECT_TRUE(I.looksLikeEntity("bar12"));
  EXPECT_FALSE(I.looksLikeEntity("foounknown"));
  EXPECT_FALSE(I.looksLikeEntity("my_fooUnknown"));
  EXPECT_FALSE(I.looksLikeEntity("__syncX"));
  EXPECT_FALSE(RuleIndex({}).looksLikeEntity("fooUnknown"));
}

} // namespace
