// SPDX-License-Identifier: Apache-2.0
// The commands npucc plans: one compilation per source, then what joins the objects.
#include "Driver.h"
#include "Files.h"
#include "IncludeScan.h"
#include "Launcher.h"
#include "Migration.h"
#include "ModuleKernels.h"
#include "Process.h"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

using namespace npucc;

namespace {

using Words = std::vector<std::string>;

class DriverTest : public testing::Test {
protected:
  TemporaryFolder Temp;
  Installation Inst;

  void SetUp() override {
    Inst.IncludeDir = "/npu/include";
    Inst.LibraryDir = "/npu/lib";
    Inst.Libraries = {"npu"};
    Inst.RulesDir = Temp.path() + "/rules";
    std::filesystem::create_directories(Inst.RulesDir + "/gpu/stubs");
    file("rules/gpu/stubs/gpu_runtime.h");
  }

  std::string file(const std::string &Name, const std::string &Text = "") {
    std::string Path = Temp.path() + "/" + Name;
    std::filesystem::create_directories(std::filesystem::path(Path).parent_path());
    std::ofstream(Path) << Text;
    return Path;
  }

  static bool has(const Words &W, const std::string &A) {
    return std::find(W.begin(), W.end(), A) != W.end();
  }
};

TEST_F(DriverTest, ObjectsAreNamedAsNvccNamesThem) {
  Invocation I = parseCommandLine({"-c", "-odir", "out", file("a.npu.cpp"), file("b.cu"), file("c.c")});
  auto Jobs = Driver(I, Inst, "g++").plan("/tmp/x");
  ASSERT_EQ(Jobs.size(), 3u);
  EXPECT_EQ(Jobs[0].Output, "out/a.o");
  EXPECT_EQ(Jobs[1].Output, "out/b.o");
  EXPECT_EQ(Jobs[2].Output, "out/c.o");
}

TEST_F(DriverTest, CxxThatIncludesTheKernelHeaderIsKernelLanguage) {
  file("device.h", "#include <npu/kernel.h>\n");
  std::string Kernels = file("a.cpp", "#include \"device.h\"\n"),
              Host = file("b.cpp", "#include <npu/runtime.hpp>\n");
  Invocation I = parseCommandLine({"-c", Kernels, Host});
  Inst.KernelCompiler = "/npu/bin/npucc-clang";
  Driver D(I, Inst, "g++");
  auto Jobs = D.plan("/t");
  EXPECT_EQ(D.compileCommand(Jobs[0], Kernels, {})[0], "/npu/bin/npucc-clang");
  EXPECT_EQ(D.compileCommand(Jobs[1], Host, {})[0], "g++");
}

TEST_F(DriverTest, RacesAreCheckedInKernelsOnly) {
  std::string Kernels = file("a.npu.cpp"), Host = file("b.cpp");
  Inst.KernelCompiler = "/npu/bin/npucc-clang";
  auto Asks = [&](const Words &Options, size_t Job, const std::string &For) {
    Words All = Options;
    All.insert(All.end(), {"-c", Kernels, Host});
    Invocation I = parseCommandLine(All);
    Driver D(I, Inst, "g++");
    Words Command = D.compileCommand(D.plan("/t")[Job], Job ? Host : Kernels, {});
    return std::find(Command.begin(), Command.end(), For) != Command.end();
  };
  EXPECT_TRUE(Asks({"-racecheck"}, 0, "-npu-racecheck"));
  EXPECT_TRUE(Asks({"--racecheck"}, 0, "-gline-tables-only")); // for the places
  EXPECT_FALSE(Asks({"-racecheck"}, 1, "-npu-racecheck"));
  EXPECT_FALSE(Asks({}, 0, "-npu-racecheck"));
}

TEST_F(DriverTest, HostKernelsAreNotCompiledToLoops) {
  std::string Kernels = file("a.npu.cpp");
  Inst.KernelCompiler = "/npu/bin/npucc-clang";
  for (bool Asked : {false, true}) {
    Invocation I = parseCommandLine(Asked ? Words{"-host-kernels", "-c", Kernels} : Words{"-c", Kernels});
    Driver D(I, Inst, "g++");
    EXPECT_EQ(D.compileCommand(D.plan("/t")[0], Kernels, {}).front(), Asked ? "g++" : "/npu/bin/npucc-clang");
  }
}

TEST_F(DriverTest, AsALauncherItTakesKernelsAndOptionsForNvcc) {
  std::string Kernels = file("a.npu.cpp"), Host = file("b.cpp");
  Words Tail = {"-DX=1", "-o", "a.o", "-c"};
  auto Command = [&](const std::string &Source, Words Before = {"/bin/ccache", "/bin/g++"}) {
    Before.insert(Before.end(), Tail.begin(), Tail.end());
    Before.push_back(Source);
    return Before;
  };
  EXPECT_EQ(takeOver("/bin/g++", Command(Kernels)),
            (Words{"-ccbin", "/bin/g++", "-DX=1", "-o", "a.o", "-c", Kernels}));
  EXPECT_TRUE(takeOver("/bin/g++", Command(Host)).empty());
  // Objects that only the project's compiler can link are its own.
  for (const char *Option : {"-flto", "-fopenmp"})
    EXPECT_EQ(takeOver("/bin/g++", Command(Kernels, {"/bin/g++", Option})),
              (Words{"-ccbin", "/bin/g++", "-host-kernels", Option, "-DX=1", "-o", "a.o", "-c", Kernels}));
  EXPECT_EQ(takeOver("/bin/clang++", Command(Kernels, {"/bin/clang++", "-fopenmp"})),
            (Words{"-ccbin", "/bin/clang++", "-fopenmp", "-DX=1", "-o", "a.o", "-c", Kernels}));
  // Options that the project's compiler does not know.
  for (const char *Option : {"-Xcompiler=-Wall", "--expt-relaxed-constexpr", "-use_fast_math", "-arch=sm_80"})
    EXPECT_EQ(takeOver("/bin/g++", Command(Host, {"/bin/g++", Option})),
              (Words{"-ccbin", "/bin/g++", Option, "-DX=1", "-o", "a.o", "-c", Host}));
  EXPECT_TRUE(takeOver("/bin/g++", Command(Host, {"/bin/g++", "-march=native", "-O3"})).empty());
  EXPECT_TRUE(takeOver("/bin/clang++", Command(Kernels)).empty());
  EXPECT_TRUE(takeOver("/bin/g++", {"/bin/g++", "a.o", "-o", "a"}).empty());
}

TEST_F(DriverTest, OpenMPLibraryOfOneCompilerIsLeftToTheOther) {
  Invocation I = parseCommandLine({"x.o", "-lgomp", "-lm", "-o", "prog"});
  EXPECT_TRUE(I.OpenMP);
  Words Link = Driver(I, Inst, "clang++").linkCommand({});
  EXPECT_TRUE(has(Link, "-fopenmp"));
  EXPECT_FALSE(has(Link, "-lgomp"));
}

TEST_F(DriverTest, NewStandardsReachTheMigration) {
  std::string A = file("a.cu");
  for (const char *Standard : {"c++20", "gnu++23", "c++2a", "c++17", "c++11"}) {
    Invocation I = parseCommandLine({std::string("-std=") + Standard, A});
    Words Command = Migration::command(I.Inputs[0], I, Inst, "/", "/out");
    EXPECT_EQ(has(Command, std::string("-std=") + Standard), Standard[Standard[0] == 'g' ? 5 : 3] == '2')
        << Standard;
  }
}

TEST_F(DriverTest, LinkKeepsTheOrderOfTheCommandLine) {
  std::string A = file("a.npu.cpp"), B = file("b.cpp");
  Invocation I = parseCommandLine({"-lfirst", A, "x.o", "-lsecond", B, "-o", "prog"});
  Driver D(I, Inst, "g++");
  Words Link = D.linkCommand(D.plan("/t"));
  Words Head(Link.begin(), Link.begin() + 6);
  EXPECT_EQ(Head, (Words{"g++", "-lfirst", "/t/0-a.o", "x.o", "-lsecond", "/t/1-b.o"}));
  EXPECT_TRUE(has(Link, "-lnpu"));
  EXPECT_TRUE(has(Link, "-Wl,-rpath,/npu/lib"));
  EXPECT_EQ(Link.back(), "prog");
}

TEST_F(DriverTest, EachLanguageGetsItsStandard) {
  Invocation I = parseCommandLine({"-std=c++14", file("a.npu.cpp"), file("b.c"), file("c.cpp")});
  Driver D(I, Inst, "g++");
  auto Jobs = D.plan("/t");
  Words Kernel = D.compileCommand(Jobs[0], "a.npu.cpp", {}), C = D.compileCommand(Jobs[1], "b.c", {}),
        Cxx = D.compileCommand(Jobs[2], "c.cpp", {});
  EXPECT_TRUE(has(Kernel, "-std=c++17"));
  EXPECT_TRUE(has(Kernel, "-fno-strict-aliasing"));
  EXPECT_TRUE(has(Cxx, "-std=c++17"));
  EXPECT_FALSE(has(Cxx, "-fno-strict-aliasing"));
  EXPECT_FALSE(has(C, "-std=c++17"));
  EXPECT_TRUE(has(C, "c"));
}

TEST_F(DriverTest, KernelsAreOptimisedUnlessTheyAreDebugged) {
  std::string A = file("a.npu.cpp");
  auto Optimises = [&](Words Args) {
    Args.push_back(A);
    Invocation I = parseCommandLine(Args);
    Driver D(I, Inst, "g++");
    return has(D.compileCommand(D.plan("/t")[0], A, {}), "-O3");
  };
  EXPECT_TRUE(Optimises({}));
  EXPECT_TRUE(Optimises({"-g"}));
  EXPECT_FALSE(Optimises({"-G"}));
  EXPECT_FALSE(Optimises({"-O0"}));
}

TEST_F(DriverTest, CudaIsToldFromItsIncludes) {
  file("inc/wrap.h", "#pragma once\n  #  include <gpu_runtime.h>\n");
  auto Needs = [&](const std::string &Name, const std::string &Text, Words Args = {}) {
    Args.push_back(file(Name, Text));
    Args.push_back("-I" + Temp.path() + "/inc");
    Invocation I = parseCommandLine(Args);
    return needsMigration(I.Inputs[0], I, Inst);
  };
  EXPECT_TRUE(Needs("a.cu", "int x;"));
  EXPECT_FALSE(Needs("b.npu.cpp", "int x;"));
  EXPECT_FALSE(Needs("c.cpp", "#include <vector>\n"));
  EXPECT_TRUE(Needs("d.cpp", "#include <gpu_runtime.h>\n"));
  EXPECT_TRUE(Needs("e.c", "#include \"wrap.h\"\n"));
  EXPECT_TRUE(Needs("f.cpp", "int x;", {"-x", "cu"}));
  EXPECT_FALSE(Needs("g.cpp", "#include <npu/kernel.h>\n", {"-x", "cu"}));
  EXPECT_FALSE(Needs("h.cu", "#include <npu/kernel.h>\n"));
}

TEST(ModuleKernels, DefinitionsAtNamespaceScope) {
  EXPECT_EQ(kernelsDefinedIn(R"(
    #define NPU_GLOBAL void macro(int) { \\
      }
    // NPU_GLOBAL void comment() {}
    extern "C" NPU_GLOBAL void plain(float *p, int (*f)(int)) { if (p) { f(1); } }
    extern "C" { NPU_GLOBAL void NPU_LAUNCH_BOUNDS(256, 2) bounded(int n) {} }
    NPU_GLOBAL void declared(int);
    const char *s = "NPU_GLOBAL void text() {}";
    namespace a::b { NPU_GLOBAL void inner() {} }
    namespace { NPU_GLOBAL void hidden() {} }
    template <class T> NPU_GLOBAL void generic(T *p) {}
    NPU_GLOBAL void twice(int) {}
    NPU_GLOBAL void twice(float) {}
    struct S { void member() {} };
    NPU_DEVICE int helper(int x) { return x; }
    NPU_GLOBAL
    void
    last(int n)
    {
    }
  )"),
            (Words{"plain", "bounded", "a::b::inner", "last"}));
}

TEST(Process, ExitCodesAndQuoting) {
  EXPECT_EQ(run({"sh", "-c", "exit 7"}), 7);
  EXPECT_EQ(run({"sh", "-c", "kill -9 $$"}), 137);
  EXPECT_THROW(run({"/nowhere/program"}), UsageError);
  TemporaryFolder Temp;
  std::string Out = Temp.path() + "/o";
  EXPECT_EQ(run({"printf", "%s|", "a b", "$HOME", "'\"", "*"}, Out), 0);
  EXPECT_EQ(readFile(Out), "a b|$HOME|'\"|*|");
  EXPECT_EQ(run({"sh", "-c", quoteCommand({"printf", "%s|", "a b", "it's", "$x"})}, Out), 0);
  EXPECT_EQ(readFile(Out), "a b|it's|$x|");
}

} // namespace
