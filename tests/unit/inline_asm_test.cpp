// SPDX-License-Identifier: Apache-2.0
// Inline assembly: finding the parts of a statement, splitting its text, and what the rewriter adds to the
// rules: guards, registers, the order of evaluation. The rules here are made up.
#include "TemporaryFolder.h"
#include "collect/AsmRewrite.h"
#include <gtest/gtest.h>

using namespace npuify;

namespace {

AsmStatement statement(const std::string &Source) {
  static std::string Text; // tokens refer to it
  Text = Source;
  std::vector<Token> Tokens = lex(Text);
  auto S = parseAsmStatement(Text, Tokens, 0);
  EXPECT_TRUE(S.has_value()) << Source;
  return S.value_or(AsmStatement());
}

TEST(InlineAsm, FindsTheParts) {
  AsmStatement S = statement(
      "asm volatile(\"a %0;\\n\"\n \"b %1;\" : [x] \"=r\"(f(a, b)) : \"n\"(3), \"l\"(p) : \"memory\")");
  EXPECT_EQ(S.Code, "a %0;\nb %1;");
  EXPECT_TRUE(S.Complete);
  EXPECT_TRUE(S.HasOperands);
  ASSERT_EQ(S.Operands.size(), 3u);
  EXPECT_EQ(S.Operands[0].Name, "x");
  EXPECT_TRUE(S.Operands[0].written());
  EXPECT_EQ(S.Operands[1].Constraint, "n");
  EXPECT_FALSE(S.Operands[2].written());
}

TEST(InlineAsm, TakesWhatCompilersTake) {
  EXPECT_EQ(statement("asm(\"x %0;\" ::\"r\"(a) \"l\"(b))").Operands.size(), 2u)
      << "no comma between operands";
  EXPECT_FALSE(statement("asm(\"x;\")").HasOperands);
  EXPECT_EQ(statement("asm(R\"(x\ny)\")").Code, "x\ny");
  EXPECT_FALSE(statement("asm(\"x\" TYPE \" %0;\" : \"=r\"(a))").Complete);
  EXPECT_FALSE(statement("asm(\"x %0;\" : OUT(a))").Complete);
  std::string Text = "asm goto";
  EXPECT_FALSE(parseAsmStatement(Text, lex(Text), 0).has_value());
}

TEST(InlineAsm, SplitsTheText) {
  auto Lines =
      parseAsmText("{ .reg .b32 r<4>, q; @!p op.a::b r0, [%1+16], {%2,%3}, p|q; /* no */ L: end; }", true);
  ASSERT_EQ(Lines.size(), 4u);
  EXPECT_EQ(Lines[0].Kind, AsmLine::Register);
  EXPECT_EQ(Lines[0].Name, ".b32");
  EXPECT_EQ(Lines[0].Registers, (std::vector<std::string>{"r<4>", "q"}));
  EXPECT_EQ(Lines[1].Guard, "!p");
  EXPECT_EQ(Lines[1].Name, "op.a::b");
  ASSERT_EQ(Lines[1].Arguments.size(), 4u);
  EXPECT_EQ(Lines[1].Arguments[1].Kind, AsmArgument::Address);
  EXPECT_EQ(Lines[1].Arguments[1].Parts, (std::vector<std::string>{"%1", "16"}));
  EXPECT_EQ(Lines[1].Arguments[2].Kind, AsmArgument::Vector);
  EXPECT_EQ(Lines[1].Arguments[3].Kind, AsmArgument::Pair);
  EXPECT_EQ(Lines[2].Kind, AsmLine::Other) << "a label";
  EXPECT_EQ(Lines[3].Name, "end");
  EXPECT_EQ(parseAsmText("mov x, %%id;", true)[0].Arguments[1].Parts[0], "%id");
  EXPECT_EQ(parseAsmText("mov x, [p-4];", false)[0].Arguments[1].Parts[1], "-4");
}

class AsmRules : public testing::Test {
protected:
  void SetUp() override {
    Folder.write("p/pack.json", R"({"name": "p"})");
    Folder.write("p/a.rules.json", R"json({"rules": [
      {"id": "NPU9001", "kind": "asm", "match": {"symbol": "(add|sub)\\.(u32|f32)", "params": ["d", "a", "b"]},
       "rewrite": "${d} = x::\\1<\\2>(${a}, ${b})", "class": "exact", "examples": [{"before": "x"}]},
      {"id": "NPU9002", "kind": "asm", "match": {"symbol": "ld", "params": ["{d}", "[a]"]},
       "rewrite": "ld(${a}; ${d})", "class": "exact", "examples": [{"before": "x"}]},
      {"id": "NPU9003", "kind": "asm", "match": {"symbol": "copy", "params": ["a", "n?"]},
       "rewrite": "copy(${a}, ${n?})", "class": "exact", "examples": [{"before": "x"}]},
      {"id": "NPU9004", "kind": "asm", "match": {"symbol": "bar", "params": ["0"]},
       "rewrite": "all()", "class": "exact", "examples": [{"before": "x"}]},
      {"id": "NPU9005", "kind": "asm", "match": {"symbol": "%lane"}, "rewrite": "lane()", "class": "exact",
       "examples": [{"before": "x"}]},
      {"id": "NPU9006", "kind": "asm", "match": {"symbol": "\\.(u32|pred)"}, "rewrite": "x::\\1", "class": "exact",
       "examples": [{"before": "x"}]},
      {"id": "NPU9007", "kind": "asm", "match": {"symbol": ".*\\.old"}, "class": "manual", "effort": "hours",
       "message": "m", "guidance": ["g"], "examples": [{"before": "x"}]}]})json");
    Packs = llvm::cantFail(loadRulePacks(Folder.path(), {}));
  }
  AsmRewrite rewrite(const std::string &Source, const std::vector<std::string> &Expressions = {}) {
    return rewriteAsm(statement(Source), Expressions, RuleIndex(Packs), " ");
  }
  std::string text(const std::string &Source, const std::vector<std::string> &Expressions = {}) {
    return rewrite(Source, Expressions).Text;
  }
  TemporaryFolder Folder;
  std::vector<RulePack> Packs;
};

TEST_F(AsmRules, OneInstructionIsOneExpression) {
  EXPECT_EQ(text("asm(\"add.u32 %0, %1, 4+1;\" : \"=r\"(y) : \"r\"(x))", {"y", "f(x)"}),
            "y = x::add<u32>(f(x), (4+1))");
  EXPECT_EQ(text("asm(\"sub.f32 %[d], %[a], -1.5e-3;\" : [d] \"=f\"(y) : [a] \"f\"(x))", {"y", "x"}),
            "y = x::sub<f32>(x, -1.5e-3)");
  EXPECT_EQ(text("asm(\"add.u32 %0, %%lane, %1;\" : \"=r\"(y) : \"r\"(x))", {"y", "a, b"}),
            "y = x::add<u32>(lane(), (a, b))");
}

TEST_F(AsmRules, ShapesOfOperands) {
  EXPECT_EQ(text("asm(\"ld {%0, %1}, [%2+8];\" : \"=r\"(a), \"=r\"(b) : \"l\"(p))", {"a", "b", "p"}),
            "ld(p, 8; a, b)");
  EXPECT_EQ(text("asm(\"ld %0, [%1];\" : \"=r\"(a) : \"l\"(p))", {"a", "p"}), "")
      << "the rule wants a vector";
  EXPECT_EQ(text("asm(\"copy %0, 4;\" :: \"r\"(a))", {"a"}), "copy(a, 4)");
  EXPECT_EQ(text("asm(\"copy %0;\" :: \"r\"(a))", {"a"}), "copy(a)");
  EXPECT_EQ(text("asm(\"bar 0;\")"), "all()");
  EXPECT_EQ(text("asm(\"bar 1;\")"), "");
}

TEST_F(AsmRules, InputsAreReadBeforeOutputsAreWritten) {
  EXPECT_EQ(text("asm(\"add.u32 %0, %1, 1; add.u32 %0, %0, %2;\" : \"=r\"(y) : \"r\"(x), \"r\"(z))",
                 {"y", "x", "z"}),
            "do { const auto ptx_in2 = z; y = x::add<u32>(x, 1); y = x::add<u32>(y, ptx_in2); } while (0)");
  EXPECT_EQ(text("asm(\"add.u32 %0, %1, %1;\" : \"=r\"(y) : \"r\"(x))", {"y", "next()"}),
            "do { const auto ptx_in1 = next(); y = x::add<u32>(ptx_in1, ptx_in1); } while (0)")
      << "an effect happens once";
}

TEST_F(AsmRules, RegistersAndGuards) {
  EXPECT_EQ(text("asm(\"{ .reg .u32 t<9>; .reg .pred p; add.u32 t3, %1, 1; @!p add.u32 %0, t3, 2; }\" : "
                 "\"+r\"(y) : \"r\"(x))",
                 {"y", "x"}),
            "do { x::pred ptx_p; x::u32 ptx_t3; ptx_t3 = x::add<u32>(x, 1); if (!ptx_p) y = "
            "x::add<u32>(ptx_t3, 2); } while (0)");
  EXPECT_EQ(text("asm(\"{ .reg .v9 t; add.u32 %0, 1, 1; }\" : \"+r\"(y))", {"y"}), "")
      << "a type that no rule knows";
  EXPECT_EQ(text("asm(\"add.u32 %0, t, 1;\" : \"+r\"(y))", {"y"}), "") << "a register that nobody declared";
}

TEST_F(AsmRules, WholeOrNotAtAll) {
  AsmRewrite R = rewrite("asm(\"add.u32 %0, 1, 1; mul.old %0, 1;\" : \"=r\"(y))", {"y"});
  EXPECT_EQ(R.Text, "");
  ASSERT_EQ(R.Uses.size(), 1u);
  EXPECT_EQ(R.Uses[0].Name, "mul.old");
  EXPECT_EQ(R.Uses[0].R->Id, "NPU9007");
  R = rewrite("asm(\"add.u32 %0, 1, 1; other %0;\" : \"=r\"(y))", {"y"});
  ASSERT_EQ(R.Uses.size(), 1u) << "one known instruction makes the text ours";
  EXPECT_EQ(R.Uses[0].Name, "other");
  EXPECT_TRUE(rewrite("asm(\"rdtsc\" : \"=a\"(x))", {"x"}).Uses.empty()) << "another processor's assembly";
  EXPECT_TRUE(rewrite("asm(\"\" ::: \"memory\")").Uses.empty());
}

} // namespace
