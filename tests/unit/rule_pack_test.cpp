// SPDX-License-Identifier: Apache-2.0
// Loading of rule packs: what is read, and what each mistake is answered with.
#include "TemporaryFolder.h"
#include "rules/RulePack.h"
#include "rules/SchemaCheck.h"
#include <gtest/gtest.h>

using namespace npuify;

namespace {

const char *GoodRule = R"j({"id": "NPU9001", "kind": "function", "match": {"symbol": "fooMalloc"},
  "rename": "npuMalloc", "class": "exact",
  "examples": [{"before": "fooMalloc(&p, n);", "after": "npuMalloc(&p, n);"}]})j";

std::string rulesFile(const std::string &Rules) { return "{\"rules\": [\n" + Rules + "\n]}\n"; }

class RulePackTest : public testing::Test {
protected:
  TemporaryFolder Folder;

  RulePackTest() { Folder.write("mine/pack.json", "{\"name\": \"mine\"}"); }

  /// The messages for a pack with these rules; empty when it loads.
  std::string problems(const std::string &Rules) {
    Folder.write("mine/a.rules.json", rulesFile(Rules));
    auto Pack = loadRulePack(Folder.path("mine"));
    return Pack ? "" : llvm::toString(Pack.takeError());
  }

  /// A rule with one member replaced or, when \p Value is empty, left out.
  static std::string with(const std::string &Key, const std::string &Value) {
    std::map<std::string, std::string> Members = {
        {"id", "\"NPU9001\""}, {"kind", "\"function\""}, {"match", "{\"symbol\": \"foo\"}"},
        {"rename", "\"bar\""}, {"class", "\"exact\""},   {"examples", "[{\"before\": \"foo();\"}]"}};
    Members[Key] = Value;
    std::string Out;
    for (const auto &[K, V] : Members)
      if (!V.empty())
        Out += (Out.empty() ? "" : ", ") + ("\"" + K + "\": ") + V;
    return "{" + Out + "}";
  }
};

TEST_F(RulePackTest, ReadsWhatIsForAscendAndForArguments) {
  Folder.write("mine/pack.json", R"j({"name": "mine", "folders": {"lib": "npuify/lib.h"}})j");
  Folder.write("mine/stubs/npuify/lib.h", "int a;\n");
  Folder.write("mine/a.rules.json", rulesFile(R"j(
    {"id": "NPU9003", "kind": "macro", "match": {"symbol": "FOO", "params": ["a"], "arguments": {"a": "x|y"}},
     "rewrite": "BAR(${a})", "ascend": {"rename": "BAZ", "include": "baz.h"}, "class": "exact",
     "examples": [{"before": "FOO(x)", "after": "BAR(x)"}]},
    {"id": "NPU9004", "kind": "python", "match": {"symbol": "\"x.*\"", "where": ["kw:x"], "along": true},
     "rename": "y", "class": "exact", "examples": [{"before": "f(x=1)"}]})j"));
  std::vector<RulePack> Packs;
  Packs.push_back(llvm::cantFail(loadRulePack(Folder.path("mine"))));
  EXPECT_EQ(Packs[0].Folders.at("lib"), "npuify/lib.h");
  const Rule &R = Packs[0].Rules[0];
  EXPECT_EQ(R.Arguments.at("a"), "x|y");
  EXPECT_EQ(R.Rewrite, "BAR(${a})");
  EXPECT_EQ(Packs[0].Rules[1].Where, std::vector<std::string>{"kw:x"});
  EXPECT_TRUE(Packs[0].Rules[1].Along);
  emitForAscend(Packs);
  EXPECT_EQ(R.Rewrite, "");
  EXPECT_EQ(R.Rename.at("FOO"), "BAZ");
  EXPECT_EQ(R.Include, "baz.h");
}

TEST_F(RulePackTest, RefusesWrongArgumentsAndStrings) {
  EXPECT_NE(problems(with("match", R"j({"symbol": "foo", "params": ["a"], "arguments": {"b": "x"}})j"))
                .find("not among 'params'"),
            std::string::npos);
  EXPECT_NE(problems(with("match", R"j({"symbol": "foo", "where": ["x"]})j")).find("kind python"),
            std::string::npos);
  EXPECT_NE(problems(with("ascend", R"j({"rename": "a", "class": "exact"})j")).find("unknown key 'class'"),
            std::string::npos);
  Folder.write("mine/pack.json", R"j({"name": "mine", "folders": {"lib": "lib.h"}})j");
  EXPECT_NE(problems(with("id", "\"NPU9001\"")).find("not in stubs/"), std::string::npos);
}

TEST_F(RulePackTest, ReadsEveryField) {
  Folder.write("mine/pack.json", R"j({"name": "mine", "description": "d", "preinclude": ["a.h"],
    "definitions": ["X=1"], "source_suffixes": {".cu": ".npu.cpp"}, "entities": ["foo\\w*"]})j");
  Folder.write("mine/stubs/a.h", "int a;\n");
  Folder.write("mine/stubs/sub/b.h", "int b;\n");
  Folder.write("mine/standins/c.h", "int c;\n");
  Folder.write("mine/a.rules.json", rulesFile(R"j(
    {"id": "NPU9002", "kind": "function", "match": {"symbol": "fooBind", "params": ["a", "b?"]},
     "rewrite": "bar(${b}, ${a})", "class": "near", "effort": "minutes", "message": "m", "guidance": ["g", "h"],
     "targets": {"ascend950": "ok", "ascend310b": {"verdict": "no", "reason": "r"}},
     "examples": [{"before": "x", "after": "y"}]})j"));
  RulePack Pack = llvm::cantFail(loadRulePack(Folder.path("mine")));
  EXPECT_EQ(Pack.Name, "mine");
  EXPECT_EQ(Pack.Preinclude, std::vector<std::string>{"a.h"});
  EXPECT_EQ(Pack.Definitions, std::vector<std::string>{"X=1"});
  EXPECT_EQ(Pack.SourceSuffixes.at(".cu"), ".npu.cpp");
  ASSERT_EQ(Pack.Stubs.size(), 2u);
  EXPECT_EQ(Pack.Stubs[1].Name, "sub/b.h");
  EXPECT_EQ(Pack.Stubs[1].Text, "int b;\n");
  ASSERT_EQ(Pack.StandIns.size(), 1u);
  EXPECT_EQ(Pack.StandIns[0].Name, "c.h");
  ASSERT_EQ(Pack.Rules.size(), 1u);
  const Rule &R = Pack.Rules[0];
  EXPECT_EQ(R.Id, "NPU9002");
  EXPECT_EQ(R.Pack, "mine");
  EXPECT_EQ(R.File, "mine/a.rules.json");
  EXPECT_EQ(R.Line, 3u);
  EXPECT_EQ(R.Params, (std::vector<std::string>{"a", "b?"}));
  EXPECT_EQ(R.Rewrite, "bar(${b}, ${a})");
  EXPECT_EQ(R.Class, RuleClass::Near);
  EXPECT_EQ(R.Effort, "minutes");
  EXPECT_EQ(R.Guidance, (std::vector<std::string>{"g", "h"}));
  EXPECT_EQ(R.Examples[0].After, "y");
  EXPECT_EQ(R.Targets.at("ascend950").V, Verdict::Ok);
  EXPECT_EQ(R.Targets.at("ascend310b").V, Verdict::No);
  EXPECT_EQ(R.Targets.at("ascend310b").Reason, "r");
  EXPECT_EQ(R.Targets.at("ascend910b").V, Verdict::Review);
  EXPECT_EQ(R.Targets.at("cpu").V, Verdict::Ok);
}

TEST_F(RulePackTest, DefinitionsKnowTheArchitecture) {
  Folder.write("mine/pack.json", R"j({"name": "mine", "definitions": ["ARCH=${arch}", "X=1"]})j");
  EXPECT_EQ(llvm::cantFail(loadRulePack(Folder.path("mine"))).Definitions,
            (std::vector<std::string>{"ARCH=700", "X=1"}));
  EXPECT_EQ(llvm::cantFail(loadRulePack(Folder.path("mine"), 890)).Definitions[0], "ARCH=890");
}

TEST_F(RulePackTest, RenamesFamiliesByPatternAndTable) {
  EXPECT_EQ(problems(R"j({"id": "NPU9001", "kind": "function", "match": {"symbols": ["fooA", "fooB"]},
    "rename": {"from": "^foo(.)", "to": "npu\\1\\1"}, "class": "exact", "examples": [{"before": "x"}]
},
    {"id": "NPU9002", "kind": "enum", "rename": {"table": {"FOO_X": "NPU_X"}}, "class": "exact",
     "examples": [{"before": "x"}]})j"),
            "");
  RulePack Pack = llvm::cantFail(loadRulePack(Folder.path("mine")));
  EXPECT_EQ(Pack.Rules[0].Rename.at("fooA"), "npuAA");
  EXPECT_EQ(Pack.Rules[0].Rename.at("fooB"), "npuBB");
  EXPECT_EQ(Pack.Rules[1].Symbols, std::vector<std::string>{"FOO_X"});
  EXPECT_EQ(Pack.Rules[1].Rename.at("FOO_X"), "NPU_X");
}

TEST_F(RulePackTest, NativeRulesKeepTheName) {
  std::string Rule = with("native", "true");
  EXPECT_NE(problems(Rule), ""); // it has a rename as well
  Rule.replace(Rule.find(", \"rename\": \"bar\""), sizeof(", \"rename\": \"bar\"") - 1, "");
  EXPECT_EQ(problems(Rule), "");
  EXPECT_EQ(llvm::cantFail(loadRulePack(Folder.path("mine"))).Rules[0].Rename.at("foo"), "foo");
}

TEST_F(RulePackTest, ShowsLineAndCaret) {
  std::string Text = problems("  {\"id\": \"NPU9001\",\n   \"renam\": \"x\"}");
  EXPECT_NE(Text.find("error: unknown key 'renam' (did you mean 'rename'?)\n --> " + Folder.path("mine") +
                      "/a.rules.json:3:4\n  |\n3 |    \"renam\": \"x\"}\n  |    ^\n"),
            std::string::npos)
      << Text;
}

TEST_F(RulePackTest, ListsEveryProblemOfEveryFile) {
  Folder.write("mine/b.rules.json", rulesFile(with("kind", "\"functoin\"")));
  std::string Text = problems(with("class", "\"exat\""));
  EXPECT_NE(Text.find("unknown class 'exat' (did you mean 'exact'?)"), std::string::npos) << Text;
  EXPECT_NE(Text.find("unknown kind 'functoin' (did you mean 'function'?)"), std::string::npos) << Text;
}

TEST_F(RulePackTest, ReportsBrokenJsonAtItsPlace) {
  Folder.write("mine/a.rules.json", "{\"rules\": [\n  {\"id\": }\n]}\n");
  auto Pack = loadRulePack(Folder.path("mine"));
  std::string Text = llvm::toString(Pack.takeError());
  EXPECT_NE(Text.find("a.rules.json:2:10\n"), std::string::npos) << Text;
}

TEST_F(RulePackTest, ReportsMissingFolderAndPack) {
  EXPECT_NE(llvm::toString(loadRulePacks(Folder.path("nowhere"), {}).takeError()).find("no such folder"),
            std::string::npos);
  Folder.write("empty/readme", "");
  EXPECT_NE(llvm::toString(loadRulePacks(Folder.path("empty"), {}).takeError()).find("holds no rule pack"),
            std::string::npos);
}

TEST_F(RulePackTest, IdsAreUniqueOverAllPacks) {
  Folder.write("mine/a.rules.json", rulesFile(GoodRule));
  Folder.write("other/pack.json", "{\"name\": \"other\"}");
  Folder.write("other/b.rules.json", rulesFile(GoodRule));
  std::string Text = llvm::toString(loadRulePacks(Folder.path("mine"), {Folder.path("other")}).takeError());
  EXPECT_NE(Text.find("the id NPU9001 is already used at mine/a.rules.json:2"), std::string::npos) << Text;
  EXPECT_NE(Text.find("other/b.rules.json:2:8"), std::string::npos) << Text;
}

/// Mistakes that both the loader and the published schema must refuse, and what the loader says.
struct Mistake {
  const char *Key, *Value, *Message;
  bool InSchema;
};
class RulePackMistake : public RulePackTest, public testing::WithParamInterface<Mistake> {};

TEST_P(RulePackMistake, IsRefused) {
  const Mistake &M = GetParam();
  std::string Text = problems(with(M.Key, M.Value));
  EXPECT_NE(Text.find(M.Message), std::string::npos) << Text;
  EXPECT_NE(Text.find("a.rules.json:2:"), std::string::npos) << Text;
  RulePack Pack;
  Pack.Directory = Folder.path("mine");
  std::string Schema = llvm::toString(checkAgainstSchema(Pack, NPUIFY_TEST_RULES));
  EXPECT_EQ(!Schema.empty(), M.InSchema) << Schema;
}

INSTANTIATE_TEST_SUITE_P(
    All, RulePackMistake,
    testing::Values(
        Mistake{"id", "", "missing key 'id'", true}, Mistake{"id", "\"NPU12\"", "is no rule id", true},
        Mistake{"id", "\"NPU0042\"", "reserved", true}, Mistake{"id", "7", "must be a string", true},
        Mistake{"kind", "", "missing key 'kind'", true}, Mistake{"match", "", "missing key 'match'", true},
        Mistake{"match", "{}", "needs 'symbol' or 'symbols'", true},
        Mistake{"match", "{\"symbol\": \"a\", \"symbols\": [\"b\"]}", "exclude each other", true},
        Mistake{"match", "{\"symbols\": []}", "must not be empty", true},
        Mistake{"match", "{\"symbols\": [\"a\", \"a\"]}", "stands twice", true},
        Mistake{"match", "{\"symbol\": \"a\", \"params\": [\"x?\", \"y\"]}", "must be optional too", false},
        Mistake{"rename", "{\"from\": \"^(\", \"to\": \"x\"}", "does not compile", false},
        Mistake{"rename", "{\"from\": \"^x\", \"to\": \"y\"}", "does not match the symbol 'foo'", false},
        Mistake{"rename", "{\"from\": \"^f\"}", "needs 'from' and 'to'", true},
        Mistake{"rename", "{\"table\": {\"other\": \"x\"}}", "has no new name", false},
        Mistake{"rewrite", "\"x\"", "exclude each other", true},
        Mistake{"class", "", "missing key 'class'", true},
        Mistake{"class", "\"near\"", "missing key 'message'", true},
        Mistake{"class", "\"blocked\"", "missing key 'effort'", true},
        Mistake{"effort", "\"weeks\"", "unknown effort", true},
        Mistake{"targets", "{\"gpu\": \"ok\"}", "unknown key 'gpu' (did you mean 'cpu'?)", true},
        Mistake{"targets", "{\"cpu\": \"no\"}", "needs a reason", true},
        Mistake{"examples", "", "missing key 'examples'", true},
        Mistake{"examples", "[]", "at least one example", true},
        Mistake{"examples", "[{\"after\": \"x\"}]", "missing key 'before'", true},
        Mistake{"colour", "1", "unknown key 'colour'", true}));

TEST_F(RulePackTest, RewritePlaceholdersMustBeDeclared) {
  std::string Text =
      problems(R"j({"id": "NPU9001", "kind": "function", "match": {"symbol": "f", "params": ["a"]},
    "rewrite": "g(${b})", "class": "exact", "examples": [{"before": "x"}]})j");
  EXPECT_NE(Text.find("'${b}' is not among 'params'"), std::string::npos) << Text;
}

TEST_F(RulePackTest, PreincludesMustBeStubs) {
  Folder.write("mine/pack.json", R"j({"name": "mine", "preinclude": ["gone.h"]})j");
  EXPECT_NE(problems(GoodRule).find("'preinclude' names 'gone.h'"), std::string::npos);
}

} // namespace
