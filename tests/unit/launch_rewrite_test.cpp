// SPDX-License-Identifier: Apache-2.0
#include "collect/LaunchRewrite.h"
#include "edit/ChangeSet.h"
#include <gtest/gtest.h>

using namespace npuify;

static std::string rewritten(const std::string &Text, const LaunchSite *Site = nullptr) {
  std::vector<Token> Tokens = lex(Text);
  for (size_t I = 0; I < Tokens.size(); ++I)
    if (Tokens[I].Kind == clang::tok::lesslessless) {
      ChangeSet S;
      S.add({"R", rewriteLaunch(Text, Tokens, I, Site, "LAUNCH")});
      S.merge();
      return S.apply(Text);
    }
  return "no launch";
}

TEST(LaunchRewrite, PlainForms) {
  EXPECT_EQ(rewritten("k<<<g, b>>>(x, y);"), "LAUNCH(k, (g, b), x, y);");
  EXPECT_EQ(rewritten("k<<<g, b>>>();"), "LAUNCH(k, (g, b));");
  EXPECT_EQ(rewritten("a; k <<< g, b, 0, s >>> (x);"), "a; LAUNCH(k, (g, b, 0, s), x);");
  EXPECT_EQ(rewritten("ns::k<<<dim3(1, 2), {3, 4}>>>({1, 2});"),
            "LAUNCH(ns::k, (dim3(1, 2), {3, 4}), {1, 2});");
  EXPECT_EQ(rewritten("::k<<<g, b>>>(x);"), "LAUNCH(::k, (g, b), x);");
}

TEST(LaunchRewrite, TemplateArgumentsWithCommasArePutInParentheses) {
  EXPECT_EQ(rewritten("k<4><<<g, b>>>(x);"), "LAUNCH(k<4>, (g, b), x);");
  EXPECT_EQ(rewritten("k<float, 4><<<g, b>>>(x);"), "LAUNCH((k<float, 4>), (g, b), x);");
  EXPECT_EQ(rewritten("k<A<int>><<<g, b>>>(x);"), "LAUNCH(k<A<int>>, (g, b), x);");
}

TEST(LaunchRewrite, PointersMembersAndMacros) {
  EXPECT_EQ(rewritten("(*p)<<<g, b>>>(x);"), "LAUNCH((*p), (g, b), x);");
  EXPECT_EQ(rewritten("t->k[i]<<<g, b>>>(x);"), "LAUNCH(t->k[i], (g, b), x);");
  EXPECT_EQ(rewritten("#define RUN(k, ...) k<<<g, b>>>(__VA_ARGS__)\n"),
            "#define RUN(k, ...) LAUNCH(k, (g, b), __VA_ARGS__)\n");
  EXPECT_EQ(rewritten("#define RUN(n) n##_kernel<<<g, b>>>(x)\n"),
            "#define RUN(n) LAUNCH(n##_kernel, (g, b), x)\n");
}

TEST(LaunchRewrite, ArgumentsFromAMacro) {
  EXPECT_EQ(rewritten("#define RUN(args) k<<<g, b>>> args\n"),
            "#define RUN(args) LAUNCH_CONFIGURED(k, (g, b)) args\n");
}

TEST(LaunchRewrite, LinesAndCommentsStay) {
  EXPECT_EQ(rewritten("k\n  <<<g, b>>>\n  (x);"), "LAUNCH(k\n  , (g, b), x);");
  EXPECT_EQ(rewritten("k /* why */ <<<g, b>>>(x);"), "LAUNCH(k /* why */ , (g, b), x);");
}

TEST(LaunchRewrite, TheCalleeIsSpelledAsResolved) {
  LaunchSite S;
  S.Form = CalleeForm::Suffix;
  S.Text = "<float, 4>";
  EXPECT_EQ(rewritten("k<<<g, b>>>(x);", &S), "LAUNCH((k<float, 4>), (g, b), x);");
  S.Form = CalleeForm::Cast;
  S.Text = "void (*)(int)";
  EXPECT_EQ(rewritten("k<<<g, b>>>(x);", &S), "LAUNCH(static_cast<void (*)(int)>(k), (g, b), x);");
  S.Form = CalleeForm::Deduced;
  EXPECT_EQ(rewritten("k<<<g, b>>>(x);", &S), "LAUNCH_DEDUCED(k, (g, b), x);");
}

TEST(LaunchRewrite, WhatIsNotInOnePieceIsLeftAlone) {
  EXPECT_EQ(rewritten("#define CFG <<<g, b>>>\n"), "#define CFG <<<g, b>>>\n");
  EXPECT_EQ(rewritten("k<<<g, b;"), "k<<<g, b;");
}

// Formatters that do not know the operators take them apart; nvcc takes them all the same.
TEST(LaunchRewrite, OperatorsTakenApart) {
  EXPECT_EQ(rewritten("k << <g, b >> > (x);"), "LAUNCH(k, (g, b), x);");
  EXPECT_EQ(rewritten("k<2> << < (n >> 1) + 1, b >> >(x, V<W<int>> ());"),
            "LAUNCH(k<2>, ((n >> 1) + 1, b), x, V<W<int>> ());");
  EXPECT_EQ(rewritten("a << b; c < d; V<V<int> > v;"), "no launch");
}
