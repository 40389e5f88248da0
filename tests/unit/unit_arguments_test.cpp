// SPDX-License-Identifier: Apache-2.0
// What is taken from the command lines of a compilation database.
#include "input/CommandRecorder.h"
#include "input/UnitArguments.h"
#include "llvm/Support/JSON.h"
#include <gtest/gtest.h>

using namespace npuify;

namespace {

using Words = std::vector<std::string>;

TEST(UnitArguments, TakeTheSpellingsOfEveryCompiler) {
  UnitArguments A = readUnitArguments(Words{"-Ia",
                                            "-I",
                                            "/b",
                                            "-I=c",
                                            "--include-path",
                                            "d",
                                            "--include-path=e",
                                            "-isystem",
                                            "f",
                                            "-DX",
                                            "-D",
                                            "Y=1",
                                            "--define-macro=Z",
                                            "-UX",
                                            "--std=c++14",
                                            "-std",
                                            "c++17",
                                            "-O2",
                                            "-c",
                                            "main.cu",
                                            "-o",
                                            "main.o"},
                                      "/p");
  EXPECT_EQ(A.IncludeDirs, (Words{"/p/a", "/b", "/p/c", "/p/d", "/p/e", "/p/f"}));
  EXPECT_EQ(A.Others, (Words{"-DX", "-DY=1", "-DZ", "-UX", "-std=c++14", "-std=c++17"}));
  EXPECT_FALSE(A.Kernel);
  EXPECT_FALSE(A.Relocatable);
}

TEST(UnitArguments, KnowKernelLanguageAndRelocatableCode) {
  EXPECT_TRUE(readUnitArguments(Words{"-x", "cu"}, "/").Kernel);
  EXPECT_TRUE(readUnitArguments(Words{"-xcuda"}, "/").Kernel);
  EXPECT_FALSE(readUnitArguments(Words{"-x", "c++"}, "/").Kernel);
  EXPECT_TRUE(readUnitArguments(Words{"-dc"}, "/").Relocatable);
  EXPECT_TRUE(readUnitArguments(Words{"-rdc=true"}, "/").Relocatable);
  EXPECT_TRUE(readUnitArguments(Words{"-rdc", "true"}, "/").Relocatable);
  EXPECT_FALSE(readUnitArguments(Words{"-rdc=false"}, "/").Relocatable);
}

TEST(UnitArguments, AnOptionAtTheEndHasNoWord) {
  EXPECT_TRUE(readUnitArguments(Words{"-I"}, "/").IncludeDirs.empty());
}

TEST(CompilationDatabase, HasAnEntryForEachSource) {
  std::string Text = compilationDatabase({{"/p", {"g++", "-c", "b.cpp", "-o", "b.o"}},
                                          {"/p", {"nvcc", "a.cu", "c.cu", "-o", "app"}},
                                          {"/p", {"g++", "b.o", "-o", "app"}},
                                          {"/p", {"g++", "-MM", "b.cpp"}},
                                          {"/p", {"g++", "-c", "b.cpp", "-o", "b.o"}}});
  auto Value = llvm::cantFail(llvm::json::parse(Text));
  Words Files;
  for (const llvm::json::Value &E : *Value.getAsArray())
    Files.push_back(E.getAsObject()->getString("file")->str());
  EXPECT_EQ(Files, (Words{"a.cu", "b.cpp", "c.cu"}));
  const llvm::json::Object &B = *(*Value.getAsArray())[1].getAsObject();
  EXPECT_EQ(B.getString("directory"), "/p");
  EXPECT_EQ(B.getString("output"), "b.o");
  EXPECT_EQ(B.getArray("arguments")->size(), 5u);
}

} // namespace
