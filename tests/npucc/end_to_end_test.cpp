// SPDX-License-Identifier: Apache-2.0
// Runs npucc: compiles, links and runs programs with this build's runtime.
#include "Files.h"
#include "Process.h"
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

using namespace npucc;
namespace fs = std::filesystem;

namespace {

using Words = std::vector<std::string>;

const char *const Program = R"(#include <cstdio>
__global__ void fill(int *p) { p[threadIdx.x] = 3 * threadIdx.x + VALUE; }
int main(int argc, char **argv) {
  int *d, h[4];
  if (cudaMalloc(&d, sizeof h) != cudaSuccess)
    return 1;
  fill<<<1, 4>>>(d);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  cudaFree(d);
  std::printf("%d %d %s\n", h[0], h[3], argc > 1 ? argv[1] : "");
  return h[3];
}
)";

/// A private folder, with a blank in its name, that npucc runs in.
class Npucc : public testing::Test {
protected:
  TemporaryFolder Temp;
  fs::path Back = fs::current_path();

  void SetUp() override {
    fs::create_directory(Temp.path() + "/a b");
    fs::current_path(Temp.path() + "/a b");
  }
  void TearDown() override { fs::current_path(Back); }

  static void file(const std::string &Name, const std::string &Text) {
    if (fs::path(Name).has_parent_path())
      fs::create_directories(fs::path(Name).parent_path());
    std::ofstream(Name) << Text;
  }

  static int npucc(Words Args) {
    Args.insert(Args.begin(), NPUCC_TEST_BINARY);
    return run(Args, "log", /*ErrorsToo=*/true);
  }
  static std::string log() { return readFile("log"); }
  static bool canMigrate() {
    return isRegularFile((fs::path(NPUCC_TEST_BINARY).parent_path() / "npuify").string());
  }
};

TEST_F(Npucc, CompilesAndLinksHostSources) {
  file(
      "main.cpp",
      "#include <cstdio>\nextern \"C\" int f(void);\nint main() { std::printf(\"%d\", f()); return f(); }\n");
  file("f.c", "int f(void) { int class = 5; return class; }\n");
  EXPECT_EQ(npucc({"main.cpp", "f.c", "-o", "the program"}), 0) << log();
  EXPECT_EQ(run({"./the program"}, "log"), 5);
  EXPECT_EQ(npucc({"-dc", "main.cpp", "f.c"}), 0);
  EXPECT_EQ(npucc({"-dlink", "main.o", "f.o", "-o", "link.o"}), 0);
  EXPECT_EQ(npucc({"-lib", "f.o", "-o", "libf.a"}), 0);
  EXPECT_EQ(npucc({"main.o", "link.o", "libf.a", "-run"}), 5) << log();
}

// Lanes wait where one stores behind a branch what another one reads, but not for elements of their own.
TEST_F(Npucc, TellsWhereLanesWaitForEachOther) {
  file("waits.npu.cpp", R"(#include <npu/kernel.h>
struct Stack { int depth, value[8]; };
NPU_GLOBAL void own(const int *in, int *out) {
  NPU_SHARED Stack stack[32];
  const int t = npu::threadIdx.x;
  stack[t].depth = 0;
  for (int k = 0; k < in[t]; ++k) {
    if ((in[k] + t) & 1)
      stack[t].value[stack[t].depth++ & 7] = in[k];
    out[t] += stack[t].value[in[k] & 7];
  }
}
NPU_GLOBAL void others(const int *in, int *out) {
  NPU_SHARED int value[32];
  const int t = npu::threadIdx.x;
  value[t] = 0;
  for (int k = 0; k < in[t]; ++k) {
    if ((in[k] + t) & 1)
      value[t] = in[k];
    out[t] += value[in[k] & 31];
  }
}
NPU_GLOBAL void reordered(const int *in, int *out) {
  NPU_SHARED int value[32];
  const int t = npu::threadIdx.x, to = in[t] & 31;
  value[t] = in[t + 32];
  npu::syncthreads();
  value[to] = value[t];
  npu::syncthreads();
  out[t] = value[t];
}
)");
  ASSERT_EQ(npucc({"-O2", "-Rnpu", "-c", "waits.npu.cpp", "-o", "waits.o"}), 0) << log();
  const std::string Log = log();
  const size_t Own = Log.find("kernel 'own("), Others = Log.find("kernel 'others(");
  if (Own == std::string::npos || Others == std::string::npos)
    GTEST_SKIP() << "npucc has no kernel compiler here";
  const std::string Waits = "compiled; its lanes wait for each other";
  EXPECT_EQ(Log.find(Waits, Own), Log.find(Waits, Others)) << Log;
  EXPECT_NE(Log.find(Waits, Others), std::string::npos) << Log;
  EXPECT_NE(Log.find("kernel 'reordered(int const*, int*)': " + Waits + " where they reorder"),
            std::string::npos)
      << Log;
}

TEST_F(Npucc, LetsPassWhatNvccAndGccLetPass) {
  file("loose.npu.cpp", R"(#include <npu/kernel.h>
#define NAME "grid"
struct Checked { int get() const throw(int) { return 1; } };
NPU_GLOBAL void fill(int *p) { p[npu::blockIdx.x * 4 + npu::threadIdx.x] = 1; }
static int filled;
int launch(size_t n) {
  dim3 grid{n / 4}, block{4};
  int *d;
  if (npuMalloc((void **)&d, n * sizeof(int)) != npuSuccess)
    return 1;
  NPU_LAUNCH(fill, (grid, block), d);
  npuMemcpy(&filled, d + n - 1, sizeof(int), npuMemcpyDeviceToHost);
  printf("of the "NAME" %u\n", grid.x);
}
int main(int argc, char **) {
  bool twice = false;
  twice++;
  unsigned mask[] = {-1};
  launch(8 * argc);
  return filled + Checked().get() + twice + (mask[0] == ~0u);
}
)");
  EXPECT_EQ(npucc({"loose.npu.cpp", "-run"}), 4) << log();
  file("old.c", "f() { return g(); }\ng() { return 7; }\nint main() { return f(); }\n");
  EXPECT_EQ(npucc({"old.c", "-run"}), 7) << log();
}

TEST_F(Npucc, FailsAsTheCompilerDoes) {
  file("bad.cpp", "int main() { return nothing; }\n");
  EXPECT_EQ(npucc({"bad.cpp"}), 1);
  EXPECT_NE(log().find("bad.cpp:1:"), std::string::npos);
  EXPECT_FALSE(fs::exists("a.out"));
  EXPECT_EQ(npucc({"-c", "nowhere.cu"}), 2);
}

TEST_F(Npucc, AnswersAsNvccDoes) {
  EXPECT_EQ(npucc({"--version"}), 0);
  EXPECT_NE(log().find("compilation tools, release 12.2, V12.2"), std::string::npos);
  EXPECT_EQ(npucc({"--libs"}), 0);
  EXPECT_NE(log().find("-lnpu"), std::string::npos);
}

TEST_F(Npucc, CompilesCuda) {
  if (!canMigrate())
    GTEST_SKIP() << "npuify is not built";
  file("src/p.cu", Program);
  for (const char *Host : {"g++", "clang++-19"}) {
    if (findProgram(Host).empty())
      continue;
    ASSERT_EQ(npucc({"-ccbin", Host, "-arch=sm_70", "-DVALUE=8", "src/p.cu", "-o", "p", "-lcudart"}), 0)
        << log();
    EXPECT_EQ(run({"./p", "x"}, "log"), 17);
    EXPECT_EQ(log(), "8 17 x\n");
  }
}

TEST_F(Npucc, CudaProblemsAreShownAtTheOriginalLine) {
  if (!canMigrate())
    GTEST_SKIP() << "npuify is not built";
  file("inc/h.cuh",
       "#pragma once\n#include <cuda_runtime.h>\n__device__ inline int f() {\n  return oops;\n}\n");
  file("p.cu", "// first\n\n#include \"h.cuh\"\n__global__ void k(int *p) { *p = f(); }\nint x = y;\n");
  EXPECT_EQ(npucc({"-Iinc", "-c", "p.cu"}), 1);
  EXPECT_NE(log().find("inc/h.cuh:4:"), std::string::npos) << log();
  EXPECT_NE(log().find("p.cu:5:"), std::string::npos) << log();
}

TEST_F(Npucc, DependenciesNameTheOriginals) {
  if (!canMigrate())
    GTEST_SKIP() << "npuify is not built";
  file("inc/h.cuh", "#include <cuda_runtime.h>\n");
  file("p.cu", "#include \"h.cuh\"\n__global__ void k() {}\n");
  ASSERT_EQ(npucc({"-Iinc", "-MD", "-c", "p.cu"}), 0) << log();
  std::string Text = readFile("p.d");
  EXPECT_EQ(Text.compare(0, 5, "p.o: "), 0) << Text;
  EXPECT_NE(Text.find("/p.cu"), std::string::npos) << Text;
  EXPECT_NE(Text.find("/inc/h.cuh"), std::string::npos) << Text;
  EXPECT_EQ(Text.find("h.npu.hpp"), std::string::npos) << Text;
}

} // namespace
