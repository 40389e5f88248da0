// SPDX-License-Identifier: Apache-2.0
#include "collect/SharedMemory.h"
#include "edit/ChangeSet.h"
#include <gtest/gtest.h>

using namespace npuify;

static const char *Template = "DYN(${type}, ${name})";

static size_t qualifier(const std::string &Text, const std::vector<Token> &Tokens) {
  for (size_t I = 0; I < Tokens.size(); ++I)
    if (Text.substr(Tokens[I].Offset, Tokens[I].Length) == "SHARED")
      return I;
  return Tokens.size();
}

static std::string inPlace(const std::string &Text) {
  std::vector<Token> Tokens = lex(Text);
  auto D = findDynamicShared(Text, Tokens, qualifier(Text, Tokens));
  if (!D)
    return "none";
  ChangeSet S;
  S.add({"R", D->inPlace(Template)});
  S.merge();
  return S.apply(Text);
}

TEST(DynamicShared, InPlace) {
  EXPECT_EQ(inPlace("{ extern SHARED float s[]; }"), "{ DYN(float, s); }");
  EXPECT_EQ(inPlace("{ SHARED extern unsigned char s[]; }"), "{ DYN(unsigned char, s); }");
  EXPECT_EQ(inPlace("extern SHARED align(16) char s[];"), "DYN(char, s);");
  EXPECT_EQ(inPlace("extern align(16) SHARED char s[];"), "DYN(char, s);");
  EXPECT_EQ(inPlace("extern volatile SHARED T s[];"), "DYN(volatile T, s);");
  EXPECT_EQ(inPlace("extern SHARED float s[][33];"), "DYN(float[33], s);");
}

TEST(DynamicShared, Rendered) {
  std::string Text = "extern SHARED align(8) half s[];";
  std::vector<Token> Tokens = lex(Text);
  auto D = findDynamicShared(Text, Tokens, qualifier(Text, Tokens));
  ASSERT_TRUE(D);
  EXPECT_EQ(D->rendered(Template, [](llvm::StringRef T) { return "npu::" + T.str(); }), "DYN(npu::half, s);");
}

TEST(DynamicShared, OtherDeclarationsAreNone) {
  EXPECT_EQ(inPlace("SHARED float s[32];"), "none");
  EXPECT_EQ(inPlace("extern SHARED float a[], b[];"), "none");
  EXPECT_EQ(inPlace("x; SHARED float s[32]; extern float t[];"), "none");
}
