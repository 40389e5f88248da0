// SPDX-License-Identifier: Apache-2.0
// nvcc: -lnvrtc -lcuda
// Compilation at run time: programs, logs, names of template kernels, modules, launches.
#include "show.h"
#include <cuda.h>
#include <nvrtc.h>
#include <string>

static const char *source = R"(
#include "scale.h"
extern "C" __global__ void saxpy(float a, const float *x, float *y, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) y[i] = scaled(a, x[i]) + y[i];
}
template <typename T, int N> __global__ void fill(T *p) { p[threadIdx.x] = static_cast<T>(threadIdx.x * N); }
namespace inner {
__constant__ int factor;
__global__ void multiply(int *p) { p[threadIdx.x] *= factor; }
}
)";
static const char *header = "__device__ inline float scaled(float a, float x) { return a * x * FACTOR; }\n";

static void tell(const char *what, nvrtcResult r) { printf("%s: %d\n", what, r); }
static void need(CUresult r) {
  if (r != CUDA_SUCCESS)
    printf("driver error %d\n", r);
}

int main() {
  must(cudaFree(nullptr));
  for (int i = 0; i < 12; ++i)
    printf("%d %s\n", i,
           strstr(nvrtcGetErrorString(static_cast<nvrtcResult>(i)), "ERROR")
               ? strstr(nvrtcGetErrorString(static_cast<nvrtcResult>(i)), "ERROR")
               : "SUCCESS");
  int major = 0, minor = -1;
  tell("version", nvrtcVersion(&major, &minor));
  printf("at least 12 %d\n", major >= 12 && minor >= 0);
  nvrtcProgram p = nullptr;
  const char *headers[] = {header}, *names[] = {"scale.h"};
  tell("create", nvrtcCreateProgram(&p, source, "saxpy.cu", 1, headers, names));
  size_t size = 0;
  tell("add name", nvrtcAddNameExpression(p, "fill<double, 3>"));
  tell("add name", nvrtcAddNameExpression(p, "inner::multiply"));
  tell("add variable", nvrtcAddNameExpression(p, "&inner::factor"));
  const char *options[] = {"-DFACTOR=2.0f", "--std=c++17", "--gpu-architecture=compute_80"};
  tell("compile", nvrtcCompileProgram(p, 3, options));
  tell("log size", nvrtcGetProgramLogSize(p, &size));
  std::vector<char> log(size + 1);
  tell("log", nvrtcGetProgramLog(p, log.data()));
  tell("size", nvrtcGetPTXSize(p, &size));
  printf("some %d\n", size > 1);
  std::vector<char> code(size);
  tell("code", nvrtcGetPTX(p, code.data()));
  const char *fill = nullptr, *multiply = nullptr, *factor = nullptr, *none = nullptr;
  tell("name", nvrtcGetLoweredName(p, "fill<double, 3>", &fill));
  tell("name", nvrtcGetLoweredName(p, "inner::multiply", &multiply));
  tell("name", nvrtcGetLoweredName(p, "&inner::factor", &factor));
  tell("name that was not added", nvrtcGetLoweredName(p, "nothing", &none));
  std::string fill_name = fill ? fill : "", multiply_name = multiply ? multiply : "",
              factor_name = factor ? factor : "";
  tell("add name after compilation", nvrtcAddNameExpression(p, "other"));
  tell("destroy", nvrtcDestroyProgram(&p));
  printf("null %d\n", p == nullptr);

  CUmodule m = nullptr;
  need(cuModuleLoadDataEx(&m, code.data(), 0, nullptr, nullptr));
  CUfunction f = nullptr;
  need(cuModuleGetFunction(&f, m, "saxpy"));
  const int n = 1000;
  std::vector<float> hx(n, 3), hy(n, 1);
  Buffer<float> x(hx), y(hy);
  float a = 2;
  int count = n;
  float *px = x, *py = y;
  void *args[] = {&a, &px, &py, &count};
  need(cuLaunchKernel(f, 8, 1, 1, 128, 1, 1, 0, nullptr, args, nullptr));
  need(cuCtxSynchronize());
  printf("saxpy %g %g\n", y.host()[0], y.host()[n - 1]);
  need(cuModuleGetFunction(&f, m, fill_name.c_str()));
  Buffer<double> d(8);
  double *pd = d;
  void *dargs[] = {&pd};
  need(cuLaunchKernel(f, 1, 1, 1, 8, 1, 1, 0, nullptr, dargs, nullptr));
  need(cuCtxSynchronize());
  list("fill", d.host());
  CUdeviceptr global = 0;
  need(cuModuleGetGlobal(&global, &size, m, factor_name.c_str()));
  printf("variable of %zu bytes\n", size);
  int seven = 7;
  need(cuMemcpyHtoD(global, &seven, 4));
  need(cuModuleGetFunction(&f, m, multiply_name.c_str()));
  Buffer<int> i(std::vector<int>{1, 2, 3, 4});
  int *pi = i;
  void *iargs[] = {&pi};
  need(cuLaunchKernel(f, 1, 1, 1, 4, 1, 1, 0, nullptr, iargs, nullptr));
  need(cuCtxSynchronize());
  list("multiply", i.host());
  printf("missing function %d\n", cuModuleGetFunction(&f, m, "missing"));
  printf("missing variable %d\n", cuModuleGetGlobal(&global, &size, m, "missing"));
  need(cuModuleUnload(m));

  tell("create wrong",
       nvrtcCreateProgram(&p, "__global__ void k() { undeclared = 1; }", "wrong.cu", 0, nullptr, nullptr));
  tell("compile wrong", nvrtcCompileProgram(p, 0, nullptr));
  tell("log size", nvrtcGetProgramLogSize(p, &size));
  log.assign(size + 1, 0);
  tell("log", nvrtcGetProgramLog(p, log.data()));
  printf("names the variable %d\n", strstr(log.data(), "undeclared") != nullptr);
  tell("name before success", nvrtcGetLoweredName(p, "k", &none));
  tell("destroy", nvrtcDestroyProgram(&p));
  const char *unknown[] = {"--no-such-option"};
  tell("create", nvrtcCreateProgram(&p, "extern \"C\" __global__ void k() {}", nullptr, 0, nullptr, nullptr));
  tell("unknown option", nvrtcCompileProgram(p, 1, unknown));
  tell("destroy", nvrtcDestroyProgram(&p));
  tell("destroy null", nvrtcDestroyProgram(nullptr));
  tell("create from nothing", nvrtcCreateProgram(&p, nullptr, nullptr, 0, nullptr, nullptr));
  tell("create to nothing", nvrtcCreateProgram(nullptr, "", nullptr, 0, nullptr, nullptr));
}
