// SPDX-License-Identifier: Apache-2.0
// Build files: every rule's examples, file names, comments, and whole files in the styles that projects use.
#include "build_files/BuildMigration.h"
#include "edit/ChangeSet.h"
#include "llvm/Support/GlobPattern.h"
#include <gtest/gtest.h>

using namespace npuify;

namespace {

const std::vector<RulePack> &packs() {
  static const std::vector<RulePack> Packs = [] {
    auto P = loadRulePacks(NPUIFY_TEST_RULES, {});
    EXPECT_TRUE(static_cast<bool>(P)) << llvm::toString(P.takeError());
    return P ? std::move(*P) : std::vector<RulePack>();
  }();
  return Packs;
}

const RuleIndex &rules() {
  static const RuleIndex Index(packs());
  return Index;
}

ProjectNames someNames() {
  ProjectNames N;
  N.Renamed = {{"src/main.cu", "src/main.npu.cpp"},
               {"k.cu", "k.npu.cpp"},
               {"util.cuh", "util.npu.hpp"},
               {"solver.cu", "solver.npu.cpp"},
               {"solver/solve.cu", "solver/solve.npu.cpp"}};
  N.Moved = [](llvm::StringRef P) -> std::optional<std::string> {
    if (P == "../shared/io.cpp")
      return "_deps/shared/io.cpp";
    return std::nullopt;
  };
  return N;
}

std::string migrated(llvm::StringRef Name, llvm::StringRef Text, BuildStage Stage = BuildStage::Always) {
  ChangeSet Changes;
  ProjectNames Names = someNames();
  Names.Stage = Stage;
  for (const Finding &F : migrateBuildFile(Name, Text, rules(), Names))
    if (!F.Ch.empty())
      Changes.add(F.Ch);
  Changes.merge();
  EXPECT_TRUE(Changes.conflicts().empty());
  return Changes.apply(Text);
}

bool hasFinding(llvm::StringRef Name, llvm::StringRef Text, llvm::StringRef Id,
                BuildStage Stage = BuildStage::Always) {
  ProjectNames Names = someNames();
  Names.Stage = Stage;
  for (const Finding &F : migrateBuildFile(Name, Text, rules(), Names))
    if (F.RuleId == Id)
      return true;
  return false;
}

/// A file name that the globs of the rule accept.
std::string fileFor(const Rule &R) {
  std::string Name = R.FileGlobs.front();
  while (Name.find('*') != std::string::npos)
    Name.erase(Name.find('*'), 1);
  return Name.front() == '.' ? "x" + Name : Name;
}

TEST(BuildFiles, EveryRuleDoesWhatItsExamplesSay) {
  for (const Rule *R : rules().ofKind(RuleKind::Build))
    for (const RuleExample &E : R->Examples) {
      SCOPED_TRACE(R->Id + ": " + E.Before);
      EXPECT_TRUE(hasFinding(fileFor(*R), E.Before, R->Id, R->Stage));
      EXPECT_EQ(migrated(fileFor(*R), E.Before, R->Stage), E.After.empty() ? E.Before : E.After);
    }
}

TEST(BuildFiles, MigratingTwiceChangesNothingMore) {
  for (const Rule *R : rules().ofKind(RuleKind::Build))
    for (const RuleExample &E : R->Examples) {
      std::string Once = migrated(fileFor(*R), E.Before, R->Stage);
      EXPECT_EQ(migrated(fileFor(*R), Once, R->Stage), Once) << R->Id;
    }
}

TEST(BuildFiles, FindingsKnowTheirPlace) {
  auto Found = migrateBuildFile("src/Makefile", "all: main\n\nCC = nvcc\n", rules(), someNames());
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found[0].File, "src/Makefile");
  EXPECT_EQ(Found[0].Line, 3u);
  EXPECT_EQ(Found[0].Column, 6u);
  EXPECT_EQ(Found[0].Symbol, "nvcc");
  EXPECT_TRUE(Found[0].Applied);
}

TEST(BuildFiles, NamesAndPatternsOfRenamedSources) {
  EXPECT_EQ(migrated("Makefile", "source = main.cu k.cu\nobj = $(source:.cu=.o)\n"),
            "source = main.npu.cpp k.npu.cpp\nobj = $(source:.npu.cpp=.o)\n");
  EXPECT_EQ(migrated("Makefile", "%.o: %.cu util.cuh\n"), "%.o: %.npu.cpp util.npu.hpp\n");
  EXPECT_EQ(migrated("Makefile", ".SUFFIXES: .cu .o\n.cu.o:\n"), ".SUFFIXES: .npu.cpp .o\n.npu.cpp.o:\n");
  EXPECT_EQ(migrated("Makefile", "%: %.cu\n\tnvcc -o $@ $@.cu $(DIR)/$*.cu\n"),
            "%: %.npu.cpp\n\tnpucc -o $@ $@.npu.cpp $(DIR)/$*.npu.cpp\n");
  EXPECT_EQ(migrated("Makefile", "%.cu.o: %.cu\nobj = main.cu.o\n"),
            "%.npu.cpp.o: %.npu.cpp\nobj = main.npu.cpp.o\n");
  EXPECT_EQ(migrated("CMakeLists.txt", "file(GLOB SRC \"src/*.cu\" src/*.cuh)\n"),
            "file(GLOB SRC \"src/*.npu.cpp\" src/*.npu.hpp)\n");
  EXPECT_EQ(migrated("Makefile", "x = main.cuda a.custom\n"), "x = main.cuda a.custom\n");
}

TEST(BuildFiles, SourceThatIsNotPartOfTheRunIsReported) {
  EXPECT_EQ(migrated("Makefile", "src = other.cu\n"), "src = other.cu\n");
  EXPECT_TRUE(hasFinding("Makefile", "src = other.cu\n", "NPU9092"));
}

TEST(BuildFiles, FilesThatMovedAreFollowed) {
  EXPECT_EQ(migrated("Makefile", "source = k.cu ../shared/io.cpp ../else/io.cpp\n"),
            "source = k.npu.cpp _deps/shared/io.cpp ../else/io.cpp\n");
  EXPECT_EQ(migrated("CMakeLists.txt", "add_executable(a ${CMAKE_CURRENT_LIST_DIR}/../shared/io.cpp)"),
            "add_executable(a ${CMAKE_CURRENT_LIST_DIR}/_deps/shared/io.cpp)");
}

TEST(BuildFiles, CommentsAndMessagesStay) {
  EXPECT_EQ(migrated("Makefile", "# CC = nvcc \\\n  nvcc main.cu\nall: # nvcc\n\techo '#' nvcc # nvcc\n"),
            "# CC = nvcc \\\n  nvcc main.cu\nall: # nvcc\n\techo '#' npucc # nvcc\n");
  std::string CMake =
      "# enable_language(CUDA)\n#[[ find_package(CUDA) ]]\nmessage(STATUS \"no main.cu for nvcc (yet)\")\n";
  EXPECT_EQ(migrated("CMakeLists.txt", CMake), CMake);
}

TEST(BuildFiles, HostCompilersStay) {
  EXPECT_EQ(migrated("Makefile", "CC = gcc\nCXX = g++\nNVCC = nvcc\n"),
            "CC = gcc\nCXX = g++\nNVCC = npucc\n");
  EXPECT_EQ(
      migrated("Makefile",
               "a.out: main.o\n\tgcc main.o \\\n\t-L/usr/local/cuda/lib64 \\\n\t-lcuda -lcudart \\\n\t-lm\n"),
      "a.out: main.o\n\tgcc main.o \\\n\t \\\n\t$(shell npucc --libs) \\\n\t-lm\n");
}

TEST(BuildFiles, CMakeCommandsSpanLinesAndComeInAnyCase) {
  EXPECT_EQ(migrated("CMakeLists.txt", "if(GPU)\n  ENABLE_LANGUAGE( CUDA )\nendif()\n"),
            "if(GPU)\n  find_package(npu REQUIRED)\n  link_libraries(npu::runtime)\nendif()\n");
  EXPECT_EQ(migrated("CMakeLists.txt",
                     "project(x # name\n  LANGUAGES CXX\n  CUDA)\nadd_executable(x\n  main.cu)\n"),
            "project(x # name\n  LANGUAGES CXX)\nfind_package(npu REQUIRED)\nlink_libraries(npu::runtime)\n"
            "add_executable(x\n  main.npu.cpp)\n");
}

TEST(BuildFiles, FilesWithoutCudaAreLeftAlone) {
  std::string Make = "CC = gcc\nall: a.o b.o\n\t$(CC) -L../lib -o x $^ -lm\n";
  EXPECT_TRUE(migrateBuildFile("Makefile", Make, rules(), someNames()).empty());
  EXPECT_TRUE(
      migrateBuildFile("CMakeLists.txt", "project(x CXX)\nadd_executable(x a.cpp)", rules(), someNames())
          .empty());
}

TEST(BuildFiles, ScriptsAreReadStatementByStatement) {
  EXPECT_EQ(migrated("meson.build", "# main.cu\nproject('a',\n  'cpp', 'cuda')\nexecutable('a', 'main.cu', "
                                    "dependencies: dependency('cuda'))\n"),
            "# main.cu\nproject('a',\n  'cpp', 'cuda')\nexecutable('a', 'main.npu.cpp', "
            "dependencies: dependency('npu', method: 'cmake', modules: ['npu::runtime']))\n");
  EXPECT_TRUE(hasFinding("meson.build", "project('a',\n  'cpp',\n  'cuda')\n", "NPU9300"));
  EXPECT_FALSE(hasFinding("meson.build", "project('a', 'cpp') # 'cuda'\nx = '# (' + 'cuda'\n", "NPU9300"));
  EXPECT_TRUE(
      hasFinding("BUILD.bazel", "cuda_library(\n    name = \"k\",\n    srcs = [\"k.cu\"],\n)\n", "NPU9321"));
  EXPECT_EQ(migrated("BUILD", "cc_library(name = \"k\", srcs = [\"k.cu\"])\n"),
            "cc_library(name = \"k\", srcs = [\"k.npu.cpp\"])\n");
  std::string Plain = "project('x', 'cpp')\nexecutable('x', 'a.cpp')\n";
  EXPECT_TRUE(migrateBuildFile("meson.build", Plain, rules(), someNames()).empty());
}

TEST(BuildFiles, ShellScriptsThatCallTheCompiler) {
  EXPECT_EQ(
      migrated("build.sh", "#!/bin/bash\n# nvcc main.cu\n[ $# -eq 1 ] && nvcc -o main main.cu # main.cu\n"),
      "#!/bin/bash\n# nvcc main.cu\n[ $# -eq 1 ] && npucc -o main main.npu.cpp # main.cu\n");
  EXPECT_EQ(migrated("build.sh", "for f in *.cu; do\n  $CUDA_HOME/bin/nvcc ${f%.cu}.cu -o ${f%.cu}\ndone\n"),
            "for f in *.npu.cpp; do\n  npucc ${f%.npu.cpp}.npu.cpp -o ${f%.npu.cpp}\ndone\n");
  EXPECT_EQ(migrated("build.sh", "g++ -I$CUDA_HOME/include a.cpp -L$CUDA_HOME/lib64 -lcudart -lm\n"),
            "g++ $(npucc --cflags) a.cpp  $(npucc --libs) -lm\n");
  std::string Plain = "#!/bin/sh\nmake && ./main -lm\n";
  EXPECT_TRUE(migrateBuildFile("run.sh", Plain, rules(), someNames()).empty());
}

TEST(BuildFiles, BehindTheBorderOnlyNamesOfMovedSourcesChange) {
  std::string Make =
      "NVCC = nvcc\nSRC = main.cu other/solve.cu solver/solve.cu $(TOP)/solver/solve.cu\n%.o: %.cu\n";
  EXPECT_EQ(migrated("Makefile", Make, BuildStage::Behind),
            "NVCC = nvcc\nSRC = main.cu other/solve.cu solver/solve.npu.cpp $(TOP)/solver/solve.npu.cpp\n"
            "%.o: %.cu\n");
  EXPECT_TRUE(hasFinding("Makefile", Make, "NPU9242", BuildStage::Behind));
  std::string Unmoved = "project(x LANGUAGES CXX CUDA)\nadd_executable(x main.cu)\n";
  EXPECT_EQ(migrated("CMakeLists.txt", Unmoved, BuildStage::Behind), Unmoved);
}

TEST(BuildFiles, BrokenTextDoesNoHarm) {
  for (llvm::StringRef Text : {"project(", "set(A \"x", "#[[", "a(b(c)", "\\", "(", "\t", "$(wildcard",
                               "x: \\", "'''", "'\\", "f('"})
    for (llvm::StringRef Name : {"Makefile", "CMakeLists.txt", "meson.build", "BUILD", "x.sh"})
      EXPECT_EQ(migrated(Name, Text), Text.str());
}

} // namespace
