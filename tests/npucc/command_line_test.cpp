// SPDX-License-Identifier: Apache-2.0
// What npucc makes of nvcc's options and of those of g++ and clang.
#include "Files.h"
#include "HostCompiler.h"
#include "Invocation.h"
#include "Toolkit.h"
#include <fstream>
#include <gtest/gtest.h>

using namespace npucc;

namespace {

/// Parses \p Args in a folder that holds the sources the tests name.
class CommandLine : public testing::Test {
protected:
  TemporaryFolder Temp;

  std::string file(const std::string &Name, const std::string &Text = "") {
    std::string Path = Temp.path() + "/" + Name;
    std::ofstream(Path) << Text;
    return Path;
  }

  Invocation parse(std::vector<std::string> Args) {
    Args.push_back(file("a.cu"));
    return parseCommandLine(Args);
  }
};

using Words = std::vector<std::string>;

TEST_F(CommandLine, TheNewestArchitectureTellsDeviceCodeWhatItMayUse) {
  EXPECT_EQ(parse({"-arch=sm_80"}).CompileArgs, (Words{"-DNPU_DEVICE_ARCH=800"}));
  EXPECT_EQ(parse({"-arch", "native"}).CompileArgs, Words());
  EXPECT_EQ(
      parse({"-gencode", "arch=compute_60,code=sm_60", "-gencode=arch=compute_75,code=[sm_75,compute_75]"})
          .CompileArgs,
      (Words{"-DNPU_DEVICE_ARCH=750"}));
  // No more than the device reports.
  EXPECT_EQ(parse({"-arch=sm_90a"}).CompileArgs, (Words{"-DNPU_DEVICE_ARCH=800"}));
}

TEST_F(CommandLine, OptionsOfTheGpuHaveNoEffect) {
  Invocation I = parse({"-arch=sm_70",
                        "-arch",
                        "sm_60",
                        "-gencode",
                        "arch=compute_70,code=sm_70",
                        "--generate-code=arch=compute_50,code=sm_50",
                        "-code=sm_70",
                        "--gpu-architecture",
                        "sm_52",
                        "-Xptxas",
                        "-v",
                        "--ptxas-options=-v",
                        "-maxrregcount=32",
                        "-maxrregcount",
                        "64",
                        "-lineinfo",
                        "--expt-relaxed-constexpr",
                        "-expt-extended-lambda",
                        "--extended-lambda",
                        "-ftz=true",
                        "-prec-div=false",
                        "-prec-sqrt",
                        "false",
                        "-Wno-deprecated-gpu-targets",
                        "-t",
                        "4",
                        "-t4",
                        "--threads=2",
                        "-cudart",
                        "shared",
                        "--cudart=static",
                        "-m64",
                        "-Xfatbin",
                        "-compress-all",
                        "-Xcudafe",
                        "--diag_suppress=20",
                        "-Werror",
                        "cross-execution-space-call",
                        "-Werror=all-warnings",
                        "--resource-usage",
                        "-rdc=true"});
  EXPECT_TRUE(I.CompileArgs.empty());
  EXPECT_EQ(I.What, Phase::Link);
  EXPECT_TRUE(I.Relocatable);
  ASSERT_EQ(I.Inputs.size(), 1u);
  EXPECT_EQ(I.Inputs[0].Lang, Language::Kernel);
  EXPECT_GE(I.Notes.size(), 20u);
}

TEST_F(CommandLine, HostCompilerOptionsPass) {
  Invocation I = parse({"-Wall", "-Werror", "-march=native", "-fPIC", "-g3", "-O2", "-Wno-unused", "-isystem",
                        "/x", "-include", "pre.h", "-MT", "t", "-pthread"});
  EXPECT_EQ(I.CompileArgs, (Words{"-Wall", "-Werror", "-march=native", "-fPIC", "-g3", "-O2", "-Wno-unused",
                                  "-isystem", "/x", "-include", "pre.h", "-MT", "t", "-pthread"}));
  EXPECT_EQ(I.LinkArgs, (Words{"-march=native", "-fPIC", "-O2", "-pthread"}));
  EXPECT_TRUE(I.Optimize);
}

TEST_F(CommandLine, OptionsForOtherToolsAreSplit) {
  Invocation I =
      parse({"-Xcompiler", "-Wall,-fopenmp", "--compiler-options=-O2 -DX=1", "-Xlinker", "-rpath,/opt/lib",
             "-Xcompiler=\"-DS=a,b\"", "-Xcompiler", "-Wl,-rpath,/opt/x", "-Xcompiler", "-export-dynamic"});
  EXPECT_EQ(I.CompileArgs, (Words{"-Wall", "-fopenmp", "-O2", "-DX=1", "-DS=a,b"}));
  EXPECT_TRUE(I.OpenMP);
  Words Link;
  for (const LinkItem &L : I.LinkItems)
    if (L.InputIndex < 0)
      Link.push_back(L.Argument);
  EXPECT_EQ(Link, (Words{"-Xlinker", "-rpath", "-Xlinker", "/opt/lib", "-Wl,-rpath,/opt/x", "-rdynamic"}));
}

TEST_F(CommandLine, ValuesComeInEveryForm) {
  Invocation I = parse({"-Iinc", "-I", "inc2", "--include-path=inc3", "-DA", "-D", "B=2", "--define-macro",
                        "C", "-UD", "-std=c++14", "-O", "3", "-o", "out"});
  EXPECT_EQ(I.IncludeDirs, (Words{"inc", "inc2", "inc3"}));
  EXPECT_EQ(I.Definitions, (Words{"-DA", "-DB=2", "-DC", "-UD"}));
  EXPECT_EQ(I.Standard, "c++14");
  EXPECT_EQ(I.Output, "out");
  EXPECT_NE(std::find(I.CompileArgs.begin(), I.CompileArgs.end(), "-O3"), I.CompileArgs.end());
  EXPECT_EQ(parse({"--std", "c++20"}).Standard, "c++20");
}

TEST_F(CommandLine, ToolkitLibrariesGiveWayOthersStay) {
  Invocation I = parse({"-lcudart", "-lcublas_static", "-l", "curand", "--library=cufft", "-lm", "-L/opt/lib",
                        "/opt/x/lib64/libcudart_static.a", "-lcustom"});
  Words Link;
  for (const LinkItem &L : I.LinkItems)
    if (L.InputIndex < 0)
      Link.push_back(L.Argument);
  EXPECT_EQ(Link, (Words{"-lm", "-L/opt/lib", "-lcustom"}));
  EXPECT_TRUE(isReplacedLibraryFile("/usr/lib/libcuda.so.1"));
  EXPECT_FALSE(isReplacedLibraryFile("/usr/lib/libcudatools.so"));
}

TEST_F(CommandLine, Phases) {
  EXPECT_EQ(parse({"-c"}).What, Phase::Compile);
  EXPECT_EQ(parse({"-dc"}).What, Phase::Compile);
  EXPECT_TRUE(parse({"-dc"}).Relocatable);
  EXPECT_FALSE(parse({"-c"}).Relocatable);
  EXPECT_EQ(parse({"--device-link"}).What, Phase::DeviceLink);
  EXPECT_EQ(parse({"-lib"}).What, Phase::Archive);
  EXPECT_EQ(parse({"-fatbin"}).ModuleSuffix, ".fatbin");
  EXPECT_EQ(parse({"-E"}).What, Phase::Preprocess);
  EXPECT_EQ(parse({"-M", "-c"}).What, Phase::Dependencies);
  EXPECT_TRUE(parse({"-MD", "-MF", "x.d", "-c"}).DependencyFile);
}

TEST_F(CommandLine, LanguageIsForcedUntilNone) {
  std::string Cpp = file("b.cpp"), C = file("c.c");
  Invocation I = parseCommandLine({"-x", "cu", Cpp, "-x", "none", C, "-xc++", C});
  ASSERT_EQ(I.Inputs.size(), 3u);
  EXPECT_EQ(I.Inputs[0].Lang, Language::Kernel);
  EXPECT_EQ(I.Inputs[1].Lang, Language::C);
  EXPECT_EQ(I.Inputs[2].Lang, Language::Cxx);
  EXPECT_THROW(parseCommandLine({"-x", "fortran", Cpp}), UsageError);
}

TEST_F(CommandLine, ResponseFiles) {
  std::string F = file("opts", "-DA='x y'\n-I \"a b\"  -O2\\\n -c");
  for (Words Args : {Words{"@" + F}, Words{"--options-file", F}, Words{"-optf", F}}) {
    Invocation I = parse(Args);
    EXPECT_EQ(I.Definitions, (Words{"-DA=x y"}));
    EXPECT_EQ(I.IncludeDirs, (Words{"a b"}));
    EXPECT_EQ(I.What, Phase::Compile);
  }
}

TEST_F(CommandLine, FastMathKeepsNaN) {
  Invocation I = parse({"--use_fast_math", "-fmad=false"});
  EXPECT_EQ(std::count(I.CompileArgs.begin(), I.CompileArgs.end(), "-ffast-math"), 0);
  EXPECT_EQ(I.CompileArgs.back(), "-ffp-contract=off");
}

TEST_F(CommandLine, MistakesAreNamed) {
  auto Message = [](const Words &Args) -> std::string {
    try {
      parseCommandLine(Args);
    } catch (const UsageError &E) {
      return E.what();
    }
    return "";
  };
  EXPECT_EQ(Message({}), "no input files");
  EXPECT_EQ(Message({"-c", "nowhere.cu"}), "nowhere.cu: no such file");
  EXPECT_EQ(Message({"-o"}), "the option -o needs a value after it");
  EXPECT_EQ(Message({"--options-file", "/nowhere/x"}).substr(0, 23), "cannot read /nowhere/x:");
  EXPECT_NE(Message({"-c", "-o", "x.o", file("a.cu"), file("b.cu")}).find("-odir"), std::string::npos);
}

TEST(Names, SourcesAndObjects) {
  EXPECT_EQ(stemOf("dir/main.npu.cpp"), "main");
  EXPECT_EQ(stemOf("main.cu"), "main");
  EXPECT_EQ(stemOf("a.b.cpp"), "a.b");
  EXPECT_EQ(languageOf("x.npu.cpp"), Language::Kernel);
  EXPECT_EQ(languageOf("x.cc"), Language::Cxx);
  EXPECT_EQ(languageOf("x.o"), std::nullopt);
  EXPECT_TRUE(isLinkInput("libx.so.1"));
}

TEST(Standard, AtLeastCxx17) {
  EXPECT_EQ(cxxStandard(""), "gnu++17");
  EXPECT_EQ(cxxStandard("c++11"), "c++17");
  EXPECT_EQ(cxxStandard("gnu++14"), "gnu++17");
  EXPECT_EQ(cxxStandard("c++20"), "c++20");
}

} // namespace
