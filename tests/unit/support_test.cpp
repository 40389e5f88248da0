// SPDX-License-Identifier: Apache-2.0
// Json, Pattern, Snippet, Suggest and Markup.
#include "support/Json.h"
#include "support/Markup.h"
#include "support/Pattern.h"
#include "support/Snippet.h"
#include "support/Suggest.h"
#include <gtest/gtest.h>

using namespace npuify;

TEST(Json, KnowsThePlaceOfEveryValue) {
  llvm::StringRef Text = "{ \"a\" : 12,\n\"b\":[true , \"x\",-1.5], \"c\":{\"d\":null}}";
  JsonError Error;
  auto Root = parseJson(Text, Error);
  ASSERT_TRUE(Root);
  auto At = [&](unsigned Offset) { return Text.substr(Offset); };
  EXPECT_TRUE(At(Root->get("a")->KeyOffset).starts_with("\"a\""));
  EXPECT_TRUE(At(Root->get("a")->Offset).starts_with("12"));
  const JsonNode *B = Root->get("b");
  EXPECT_TRUE(At(B->KeyOffset).starts_with("\"b\""));
  EXPECT_TRUE(At(B->Offset).starts_with("[true"));
  EXPECT_TRUE(At(B->Items[0].Offset).starts_with("true"));
  EXPECT_TRUE(At(B->Items[1].Offset).starts_with("\"x\""));
  EXPECT_TRUE(At(B->Items[2].Offset).starts_with("-1.5"));
  EXPECT_EQ(B->Items[2].Number, -1.5);
  EXPECT_TRUE(At(Root->get("c")->KeyOffset).starts_with("\"c\""));
  EXPECT_TRUE(At(Root->get("c")->get("d")->Offset).starts_with("null"));
}

TEST(Json, RefusesRepeatedKeysAndBadSyntax) {
  JsonError Error;
  EXPECT_FALSE(parseJson("{\"a\":1, \"a\":2}", Error));
  EXPECT_EQ(Error.Offset, 8u);
  EXPECT_FALSE(parseJson("{\"a\":1,}", Error));
  EXPECT_EQ(Error.Offset, 7u);
  EXPECT_FALSE(parseJson("", Error));
  EXPECT_FALSE(parseJson("[1] x", Error));
}

TEST(Pattern, KnowsClassesAndWordBoundaries) {
  auto Matches = [](const char *Pattern, const char *Text) {
    return llvm::cantFail(compilePattern(Pattern)).match(Text);
  };
  EXPECT_TRUE(Matches("^cuda[A-Z_]\\w*$", "cudaMalloc_v2"));
  EXPECT_FALSE(Matches("^\\w+$", "a-b"));
  EXPECT_TRUE(Matches("^[\\w.]+$", "a.b_1"));
  EXPECT_TRUE(Matches("^\\d+\\s\\d$", "12 3"));
  EXPECT_TRUE(Matches("^\\D+$", "ab"));
  EXPECT_FALSE(Matches("^\\D+$", "a1"));
  EXPECT_TRUE(Matches("\\bnvcc\\b", "CC = nvcc -O2"));
  EXPECT_FALSE(Matches("\\bnvcc\\b", "CC = mynvcc -O2"));
  EXPECT_FALSE(Matches("\\bnvcc\\b", "CC = nvcc2 -O2"));
  EXPECT_TRUE(Matches("^[]x]+$", "]x"));
  EXPECT_TRUE(Matches("^[a\\]\\-\\.]+$", "]-.a"));
  EXPECT_FALSE(Matches("^[a\\]\\-\\.]+$", "\\"));
  EXPECT_TRUE(Matches("^\\t[^\\n]$", "\tx"));
  EXPECT_TRUE(Matches("a\\.b", "a.b"));
  EXPECT_FALSE(Matches("a\\.b", "axb"));
  EXPECT_FALSE(static_cast<bool>(llvm::expectedToOptional(compilePattern("a("))));
}

static std::string printed(const Snippet &S) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  printSnippet(S, false, OS);
  return OS.str();
}

TEST(Snippet, LooksLikeRustc) {
  Snippet S;
  S.Severity = "error";
  S.Code = "NPU4007";
  S.Message = "no counterpart";
  S.File = "a.cu";
  S.Line = 12;
  S.Column = 4;
  S.Length = 3;
  S.SourceLine = "\tx foo();";
  S.Notes = {"n"};
  S.Help = {"h"};
  EXPECT_EQ(printed(S), "error[NPU4007]: no counterpart\n"
                        "  --> a.cu:12:4\n"
                        "   |\n"
                        "12 |  x foo();\n"
                        "   |    ^^^\n"
                        "   = note: n\n"
                        "   = help: h\n");
}

TEST(Snippet, CountsUtf8AsOneCellAndCutsLongLines) {
  Snippet S;
  S.Severity = "note";
  S.Message = "m";
  S.File = "f";
  S.Line = 1;
  S.SourceLine = "\xC3\xA9 x";
  S.Column = 4;
  EXPECT_NE(printed(S).find("\n  |   ^\n"), std::string::npos) << printed(S);
  S.SourceLine = std::string(5000, 'a') + "!" + std::string(5000, 'b');
  S.Column = 5001;
  std::string Text = printed(S);
  EXPECT_LT(Text.size(), 600u);
  EXPECT_NE(Text.find("a!b"), std::string::npos);
}

TEST(Snippet, FindsLinesWithAnyLineEnd) {
  TextPlace P = placeOf("one\r\ntwo\r\n", 6);
  EXPECT_EQ(P.Line, 2u);
  EXPECT_EQ(P.Column, 2u);
  EXPECT_EQ(P.LineText, "two");
  EXPECT_EQ(placeOf("", 0).Line, 1u);
  EXPECT_EQ(placeOf("ab", 99).Column, 3u);
}

TEST(Suggest, OffersOnlyNearNames) {
  EXPECT_EQ(didYouMean("fromat", {"format", "output"}), " (did you mean 'format'?)");
  EXPECT_EQ(didYouMean("xyz", {"format", "output"}), "");
  EXPECT_EQ(nearNames("cudaMallc", {"cudaMalloc", "cudaFree", "cudaMalloc3D"}, 2),
            (std::vector<std::string>{"cudaMalloc", "cudaMalloc3D"}));
}

TEST(Markup, EscapesAndRepairs) {
  EXPECT_EQ(escapeMarkup("a<b>&\"'\x01"), "a&lt;b&gt;&amp;&quot;&#39; ");
  EXPECT_EQ(escapeMarkup("\xFF"), "\xEF\xBF\xBD");
}
