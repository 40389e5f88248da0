// SPDX-License-Identifier: Apache-2.0
// Loads the packs; asks the compiler's preprocessor what headers declare.
#include "BuiltinRules.h"
#include "support/Tokens.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Program.h"
#include <fstream>
#include <gtest/gtest.h>

using namespace npuify;

const std::vector<RulePack> &builtinPacks() {
  static const std::vector<RulePack> Packs = llvm::cantFail(loadRulePacks(NPUIFY_TEST_RULES, {}));
  return Packs;
}

const RuleIndex &builtinIndex() {
  static const RuleIndex Index(builtinPacks());
  return Index;
}

std::vector<std::string> identifiersOf(llvm::StringRef Text) {
  std::vector<std::string> Out;
  for (const Token &T : lex(Text)) {
    std::string Name = spelling(Text, T);
    if (!Name.empty() && (llvm::isAlpha(Name[0]) || Name[0] == '_'))
      Out.push_back(std::move(Name));
  }
  return Out;
}

llvm::StringSet<> declaredNames(const std::string &Folder, const std::vector<std::string> &Names,
                                const std::vector<std::string> &Definitions) {
  std::string Input, Output;
  llvm::SmallString<128> In, Out;
  EXPECT_FALSE(llvm::sys::fs::createTemporaryFile("npuify", "cpp", In));
  EXPECT_FALSE(llvm::sys::fs::createTemporaryFile("npuify", "i", Out));
  for (const std::string &Name : Names)
    Input += "#include \"" + Name + "\"\n";
  std::ofstream(In.c_str()) << Input;

  std::vector<std::string> Args = {NPUIFY_TEST_CXX, "-std=c++17", "-x", "c++", "-E", "-dD", "-I", Folder};
  for (const RulePack &Pack : builtinPacks()) // a pack's declarations may build on another's
    if (!Pack.Stubs.empty())
      Args.insert(Args.end(), {"-I", Pack.Directory + "/stubs"});
  for (const std::string &D : Definitions)
    Args.push_back("-D" + D);
  Args.insert(Args.end(), {In.str().str(), "-o", Out.str().str()});
  std::vector<llvm::StringRef> Refs(Args.begin(), Args.end());
  EXPECT_EQ(llvm::sys::ExecuteAndWait(Args[0], Refs), 0) << "the preprocessor failed";

  llvm::StringSet<> Declared;
  bool Ours = false;
  std::ifstream Lines(Out.c_str());
  for (std::string Line; std::getline(Lines, Line);) {
    llvm::StringRef L = Line;
    if (L.consume_front("# ")) // a line marker: # 12 "file" flags
      Ours = L.split('"').second.starts_with(Folder);
    else if (Ours && L.consume_front("#define "))
      Declared.insert(L.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; }));
    else if (Ours && !L.starts_with("#"))
      for (const std::string &Name : identifiersOf(L))
        Declared.insert(Name);
  }
  llvm::sys::fs::remove(In);
  llvm::sys::fs::remove(Out);
  return Declared;
}
