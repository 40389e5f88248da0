// SPDX-License-Identifier: Apache-2.0
// Compilation at run time: with npucc where the test is told of one, and what happens without.
#include "driver_support.h"

#include <npu/rtc.h>

#include <stdlib.h>
#include <string.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace {

class Rtc : public ::testing::Test {
protected:
  void SetUp() override {
    ASSERT_DRV_SUCCESS(npudrvInit(0));
    ASSERT_DRV_SUCCESS(npudrvDevicePrimaryCtxRetain(&context, 0));
    ASSERT_DRV_SUCCESS(npudrvCtxSetCurrent(context));
  }
  void TearDown() override {
    if (program) {
      EXPECT_EQ(NPURTC_SUCCESS, npurtcDestroyProgram(&program));
    }
    EXPECT_EQ(nullptr, program);
  }
  void create(const char *text, const char *name = "kernels.cu") {
    ASSERT_EQ(NPURTC_SUCCESS, npurtcCreateProgram(&program, text, name, 0, nullptr, nullptr));
  }
  std::string log() {
    size_t size = 0;
    EXPECT_EQ(NPURTC_SUCCESS, npurtcGetProgramLogSize(program, &size));
    std::string text(size, '?');
    EXPECT_EQ(NPURTC_SUCCESS, npurtcGetProgramLog(program, text.data()));
    EXPECT_EQ('\0', text.back());
    return text;
  }

  NPUcontext context = nullptr;
  npurtcProgram program = nullptr;
};

TEST_F(Rtc, WithoutNpuccTheLogSaysSo) {
  setenv("NPU_RTC_COMPILER", "/nonexistent/npucc", 1);
  create("__global__ void k() {}");
  EXPECT_EQ(NPURTC_ERROR_BUILTIN_OPERATION_FAILURE, npurtcCompileProgram(program, 0, nullptr));
  unsetenv("NPU_RTC_COMPILER");
  EXPECT_NE(std::string::npos, log().find("npucc")) << log();
  size_t size;
  EXPECT_EQ(NPURTC_ERROR_INVALID_PROGRAM, npurtcGetPTXSize(program, &size));
}

TEST_F(Rtc, Misuse) {
  EXPECT_EQ(NPURTC_ERROR_INVALID_INPUT, npurtcCreateProgram(&program, nullptr, nullptr, 0, nullptr, nullptr));
  EXPECT_EQ(NPURTC_ERROR_INVALID_PROGRAM, npurtcCreateProgram(nullptr, "", nullptr, 0, nullptr, nullptr));
  EXPECT_EQ(NPURTC_ERROR_INVALID_INPUT, npurtcCreateProgram(&program, "", nullptr, 1, nullptr, nullptr));
  EXPECT_EQ(NPURTC_ERROR_INVALID_PROGRAM, npurtcDestroyProgram(&program));
  EXPECT_EQ(NPURTC_ERROR_INVALID_PROGRAM, npurtcDestroyProgram(nullptr));
  EXPECT_EQ(NPURTC_ERROR_INVALID_PROGRAM, npurtcCompileProgram(nullptr, 0, nullptr));
  create("__global__ void k() {}");
  const char *name = nullptr;
  EXPECT_EQ(NPURTC_ERROR_NO_LOWERED_NAMES_BEFORE_COMPILATION, npurtcGetLoweredName(program, "k", &name));
  const char *unknown = "--no-such-option";
  EXPECT_EQ(NPURTC_ERROR_INVALID_OPTION, npurtcCompileProgram(program, 1, &unknown));
  EXPECT_NE(std::string::npos, log().find(unknown));
  EXPECT_STREQ("NPURTC_ERROR_COMPILATION", npurtcGetErrorString(NPURTC_ERROR_COMPILATION));
  int major = 0, minor = 0;
  EXPECT_EQ(NPURTC_SUCCESS, npurtcVersion(&major, &minor));
  EXPECT_EQ(12, major);
  int count = 0;
  ASSERT_EQ(NPURTC_SUCCESS, npurtcGetNumSupportedArchs(&count));
  std::vector<int> architectures(size_t(count) + 1, -1);
  EXPECT_EQ(NPURTC_SUCCESS, npurtcGetSupportedArchs(architectures.data()));
  EXPECT_TRUE(std::is_sorted(architectures.begin(), architectures.end() - 1));
  EXPECT_EQ(80, architectures[size_t(count) - 1]);
  EXPECT_EQ(-1, architectures.back());
  EXPECT_EQ(NPURTC_ERROR_INVALID_INPUT, npurtcVersion(nullptr, nullptr));
  size_t size = 0;
  char text[8];
  EXPECT_EQ(NPURTC_ERROR_INVALID_PROGRAM, npurtcGetPTX(nullptr, text));
  EXPECT_EQ(NPURTC_ERROR_INVALID_PROGRAM, npurtcGetProgramLog(nullptr, text));
  EXPECT_EQ(NPURTC_ERROR_INVALID_PROGRAM, npurtcGetProgramLogSize(nullptr, &size));
  EXPECT_EQ(NPURTC_ERROR_INVALID_INPUT, npurtcGetNumSupportedArchs(nullptr));
  EXPECT_EQ(NPURTC_ERROR_INVALID_INPUT, npurtcGetSupportedArchs(nullptr));
}

#ifdef NPU_TEST_NPUCC
class RtcCompiled : public Rtc {
protected:
  void SetUp() override {
    Rtc::SetUp();
    setenv("NPU_RTC_COMPILER", NPU_TEST_NPUCC, 1);
  }
  NPUmodule load() {
    size_t size = 0;
    EXPECT_EQ(NPURTC_SUCCESS, npurtcGetPTXSize(program, &size));
    std::vector<char> image(size);
    EXPECT_EQ(NPURTC_SUCCESS, npurtcGetPTX(program, image.data()));
    EXPECT_EQ(size - 1, strlen(image.data())); // text
    // As CUBIN it is the library itself.
    size_t binary_size = 0;
    EXPECT_EQ(NPURTC_SUCCESS, npurtcGetCUBINSize(program, &binary_size));
    std::vector<char> binary(binary_size);
    EXPECT_EQ(NPURTC_SUCCESS, npurtcGetCUBIN(program, binary.data()));
    EXPECT_EQ(0, memcmp(binary.data(), "\177ELF", 4));
    EXPECT_EQ(NPURTC_ERROR_INVALID_INPUT, npurtcGetCUBIN(program, nullptr));
    NPUmodule module = nullptr;
    EXPECT_DRV_SUCCESS(npudrvModuleLoadDataEx(&module, image.data(), 0, nullptr, nullptr));
    return module;
  }
  void launch(NPUmodule module, const char *name, unsigned threads, std::vector<void *> arguments) {
    NPUfunction function = nullptr;
    ASSERT_DRV_SUCCESS(npudrvModuleGetFunction(&function, module, name));
    EXPECT_DRV_SUCCESS(
        npudrvLaunchKernel(function, 1, 1, 1, threads, 1, 1, 0, nullptr, arguments.data(), nullptr));
    EXPECT_DRV_SUCCESS(npudrvCtxSynchronize());
  }
};

TEST_F(RtcCompiled, HeadersBesideTheNamedSource) {
  const std::string folder = testing::TempDir() + "rtc_beside";
  std::filesystem::create_directories(folder);
  std::ofstream(folder + "/beside.h") << "#define BESIDE 41\n";
  const char *text = "#include \"beside.h\"\nextern \"C\" __global__ void k(int *p) { *p = BESIDE + 1; }\n";
  ASSERT_EQ(NPURTC_SUCCESS,
            npurtcCreateProgram(&program, text, (folder + "/k.cu").c_str(), 0, nullptr, nullptr));
  ASSERT_EQ(NPURTC_SUCCESS, npurtcCompileProgram(program, 0, nullptr)) << log();
  int result = 0, *pointer = &result;
  launch(load(), "k", 1, {&pointer});
  EXPECT_EQ(42, result);
  std::filesystem::remove_all(folder);
}

TEST_F(RtcCompiled, KernelsHeadersNamesAndVariables) {
  const char *text = R"(
#include "parts/scale.h"
extern "C" __global__ void saxpy(float a, const float *x, float *y) { y[threadIdx.x] += scaled(a, x[threadIdx.x]); }
template <typename T, int N> __global__ void fill(T *p) { p[threadIdx.x] = static_cast<T>(threadIdx.x * N); }
namespace inner {
__constant__ int factor;
__global__ void multiply(int *p) { p[threadIdx.x] *= factor; }
}
)";
  const char *header = "__device__ inline float scaled(float a, float x) { return a * x * FACTOR; }\n";
  const char *include = "parts/scale.h";
  ASSERT_EQ(NPURTC_SUCCESS, npurtcCreateProgram(&program, text, "saxpy.cu", 1, &header, &include));
  ASSERT_EQ(NPURTC_SUCCESS, npurtcAddNameExpression(program, "fill<double, 3>"));
  ASSERT_EQ(NPURTC_SUCCESS, npurtcAddNameExpression(program, "inner::multiply"));
  ASSERT_EQ(NPURTC_SUCCESS, npurtcAddNameExpression(program, "&inner::factor"));
  const char *options[] = {"-D", "FACTOR=2.0f", " --std=c++17", "--gpu-architecture=compute_80", "-rdc=true"};
  ASSERT_EQ(NPURTC_SUCCESS, npurtcCompileProgram(program, 5, options)) << log();
  EXPECT_EQ(NPURTC_ERROR_NO_NAME_EXPRESSIONS_AFTER_COMPILATION, npurtcAddNameExpression(program, "more"));
  const char *fill = nullptr, *multiply = nullptr, *factor = nullptr, *none = nullptr;
  ASSERT_EQ(NPURTC_SUCCESS, npurtcGetLoweredName(program, "fill<double, 3>", &fill));
  ASSERT_EQ(NPURTC_SUCCESS, npurtcGetLoweredName(program, "inner::multiply", &multiply));
  ASSERT_EQ(NPURTC_SUCCESS, npurtcGetLoweredName(program, "&inner::factor", &factor));
  EXPECT_STREQ("_Z4fillIdLi3EEvPT_", fill);
  EXPECT_EQ(NPURTC_ERROR_NAME_EXPRESSION_NOT_VALID, npurtcGetLoweredName(program, "other", &none));

  NPUmodule module = load();
  std::vector<float> x(8, 3), y(8, 1);
  float a = 2, *px = x.data(), *py = y.data();
  launch(module, "saxpy", 8, {&a, &px, &py});
  EXPECT_EQ(std::vector<float>(8, 13), y);
  double filled[4] = {}, *pf = filled;
  launch(module, fill, 4, {&pf});
  EXPECT_EQ(9, filled[3]);
  NPUdeviceptr variable = 0;
  size_t size = 0;
  ASSERT_DRV_SUCCESS(npudrvModuleGetGlobal(&variable, &size, module, factor));
  EXPECT_EQ(sizeof(int), size);
  *reinterpret_cast<int *>(variable) = 7;
  int numbers[2] = {1, 2}, *pn = numbers;
  launch(module, multiply, 2, {&pn});
  EXPECT_EQ(14, numbers[1]);
  EXPECT_DRV_SUCCESS(npudrvModuleUnload(module));
}

// Nothing in the module writes to them.
TEST_F(RtcCompiled, VariablesThatOnlyTheProgramSets) {
  const char *text = R"(
static __constant__ int a[4];
__constant__ int b;
__device__ int c;
namespace inner { __device__ int d; }
extern "C" __global__ void sum(int *p) { *p = a[threadIdx.x + 1] + b + c + inner::d; }
)";
  ASSERT_EQ(NPURTC_SUCCESS, npurtcCreateProgram(&program, text, "sum.cu", 0, nullptr, nullptr));
  ASSERT_EQ(NPURTC_SUCCESS, npurtcAddNameExpression(program, "&inner::d"));
  ASSERT_EQ(NPURTC_SUCCESS, npurtcCompileProgram(program, 0, nullptr)) << log();
  const char *lowered = nullptr;
  ASSERT_EQ(NPURTC_SUCCESS, npurtcGetLoweredName(program, "&inner::d", &lowered));
  NPUmodule module = load();
  int value = 1;
  for (const char *name : {"a", "b", "c", lowered}) {
    NPUdeviceptr variable = 0;
    size_t size = 0;
    ASSERT_DRV_SUCCESS(npudrvModuleGetGlobal(&variable, &size, module, name)) << name;
    EXPECT_DRV_SUCCESS(npudrvMemcpyHtoD(variable + (*name == 'a' ? 4 : 0), &value, sizeof value));
    value *= 10;
  }
  int result = 0, *pointer = &result;
  launch(module, "sum", 1, {&pointer});
  EXPECT_EQ(1111, result);
  EXPECT_DRV_SUCCESS(npudrvModuleUnload(module));
}

TEST_F(RtcCompiled, MessagesOfTheCompiler) {
  create("__global__ void k() {\n  undeclared = 1;\n}\n", "wrong.cu");
  EXPECT_EQ(NPURTC_ERROR_COMPILATION, npurtcCompileProgram(program, 0, nullptr));
  EXPECT_NE(std::string::npos, log().find("undeclared")) << log();
  EXPECT_NE(std::string::npos, log().find("wrong.cu:2")) << log();
  EXPECT_EQ(std::string::npos, log().find("npurtc-")) << log(); // no temporary paths
  size_t size;
  EXPECT_EQ(NPURTC_ERROR_INVALID_PROGRAM, npurtcGetCUBINSize(program, &size));
}

TEST_F(RtcCompiled, ANameThatIsNotThere) {
  create("__global__ void k() {}");
  ASSERT_EQ(NPURTC_SUCCESS, npurtcAddNameExpression(program, "missing<int>"));
  EXPECT_EQ(NPURTC_ERROR_COMPILATION, npurtcCompileProgram(program, 0, nullptr));
}

// The text of a program, as a module that can be linked with others; it has something that `name` names.
std::vector<char> relocatable(const char *text, const char *name, const char *option) {
  npurtcProgram program = nullptr;
  EXPECT_EQ(NPURTC_SUCCESS, npurtcCreateProgram(&program, text, nullptr, 0, nullptr, nullptr));
  EXPECT_EQ(NPURTC_SUCCESS, npurtcAddNameExpression(program, name));
  EXPECT_EQ(NPURTC_SUCCESS, npurtcCompileProgram(program, option ? 1 : 0, &option));
  const char *lowered = nullptr;
  EXPECT_EQ(NPURTC_SUCCESS, npurtcGetLoweredName(program, name, &lowered));
  EXPECT_NE(nullptr, strstr(lowered, name[0] == '&' ? name + 1 : name)) << lowered;
  size_t size = 0;
  EXPECT_EQ(NPURTC_SUCCESS, npurtcGetPTXSize(program, &size));
  std::vector<char> image(size);
  EXPECT_EQ(NPURTC_SUCCESS, npurtcGetPTX(program, image.data()));
  EXPECT_EQ(NPURTC_SUCCESS, npurtcDestroyProgram(&program));
  return image;
}

struct linker {
  NPUlinkState state = nullptr;
  char log[500] = "";
  void *image = nullptr;

  NPUresult link(std::vector<std::vector<char>> inputs) {
    NPUjit_option options[] = {NPU_JIT_ERROR_LOG_BUFFER, NPU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES};
    void *values[] = {log, reinterpret_cast<void *>(uintptr_t(sizeof log))};
    EXPECT_DRV_SUCCESS(npudrvLinkCreate(2, options, values, &state));
    for (std::vector<char> &input : inputs)
      EXPECT_DRV_SUCCESS(npudrvLinkAddData(state, NPU_JIT_INPUT_PTX, input.data(), input.size(), "input", 0,
                                           nullptr, nullptr));
    return npudrvLinkComplete(state, &image, nullptr);
  }
  ~linker() { EXPECT_DRV_SUCCESS(npudrvLinkDestroy(state)); }
};

// Functions and variables of one program in kernels of another.
TEST_F(RtcCompiled, ProgramsAreLinked) {
  const std::vector<char> uses = relocatable("extern __device__ int twice(int);\n"
                                             "__device__ int offset;\n"
                                             "extern \"C\" __global__ void apply(int *p) {\n"
                                             "  p[threadIdx.x] = twice(p[threadIdx.x]) + offset;\n"
                                             "}\n",
                                             "apply", "--relocatable-device-code=true");
  const std::vector<char> defines = relocatable("extern __device__ int offset;\n"
                                                "__device__ int twice(int x) { return 2 * x; }\n"
                                                "extern \"C\" __global__ void set() { offset = 100; }\n"
                                                "static __device__ int own;\n",
                                                "&offset", "-dc");
  linker both;
  ASSERT_EQ(NPU_SUCCESS, both.link({uses, defines})) << both.log;
  NPUmodule module = nullptr;
  ASSERT_DRV_SUCCESS(npudrvModuleLoadData(&module, both.image));
  int numbers[2] = {1, 2}, *p = numbers;
  launch(module, "set", 1, {});
  launch(module, "apply", 2, {&p});
  EXPECT_EQ(102, numbers[0]);
  EXPECT_EQ(104, numbers[1]);
  EXPECT_DRV_SUCCESS(npudrvModuleUnload(module));

  linker alone; // what is missing is named
  testing::internal::CaptureStderr();
  EXPECT_EQ(NPU_ERROR_INVALID_IMAGE, alone.link({uses, uses}));
  EXPECT_NE(nullptr, strstr(alone.log, "apply")) << alone.log; // twice
  linker whole;
  EXPECT_EQ(NPU_ERROR_NOT_SUPPORTED,
            whole.link({uses, relocatable("__device__ int offset;\n", "&offset", nullptr)}));
  EXPECT_NE(nullptr, strstr(whole.log, "-rdc=true")) << whole.log;
  EXPECT_NE("", testing::internal::GetCapturedStderr());
}
#endif

} // namespace
