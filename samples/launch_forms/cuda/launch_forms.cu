// SPDX-License-Identifier: Apache-2.0
// The many ways to name and launch a kernel: overloads, explicit and deduced templates, macros (also with
// pasted names), function pointers and tables of them, dependent code in class templates, cudaLaunchKernel;
// and device-side function pointers, device symbols and functors.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>
#include <vector>

#define N 1024

#define CHECK(call)                                                                                          \
  if ((call) != cudaSuccess) {                                                                               \
    printf("%s:%d: %s\n", __FILE__, __LINE__, cudaGetErrorString(cudaGetLastError()));                       \
    exit(1);                                                                                                 \
  }

// A launch in a multi-line macro, and one whose kernel's name is pasted together.
#define LAUNCH(kernel, count, ...)                                                                           \
  do {                                                                                                       \
    dim3 block(128);                                                                                         \
    dim3 grid(((count) + block.x - 1) / block.x);                                                            \
    kernel<<<grid, block>>>(__VA_ARGS__);                                                                    \
    CHECK(cudaGetLastError())                                                                                \
  } while (0)
#define LAUNCH_TYPED(name, type, ...) name##_##type<<<N / 256, 256>>>(__VA_ARGS__)

#define DEFINE_FILL(type)                                                                                    \
  __global__ void fill_##type(type *p, type value) { p[blockIdx.x * blockDim.x + threadIdx.x] = value; }
DEFINE_FILL(int)
DEFINE_FILL(float)

// Overloads: the argument types decide.
__global__ void add(int *p, int value) { p[blockIdx.x * blockDim.x + threadIdx.x] += value; }
__global__ void add(float *p, float value) { p[blockIdx.x * blockDim.x + threadIdx.x] += value; }

template <typename T, int Factor> __global__ void scale(T *p) {
  p[blockIdx.x * blockDim.x + threadIdx.x] *= static_cast<T>(Factor);
}

// Device symbols: a constant table, a device counter, a pointer held in device memory.
__constant__ int coefficients[4];
__device__ int touched;
__device__ int *hidden;

__global__ void useSymbols(int *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    p[i] += coefficients[i & 3];
    atomicAdd(&touched, 1);
    if (hidden != NULL)
      hidden[i] = p[i];
  }
}

// Device-side function pointers: the host fetches the address of a device function through a symbol.
typedef int (*Unary)(int);
__device__ int twice(int x) { return 2 * x; }
__device__ int square(int x) { return x * x; }
__device__ Unary twicePointer = twice;
__device__ Unary squarePointer = square;
__global__ void apply(int *p, Unary f) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  p[i] = f(p[i]);
}

// Dependent launches: which kernel runs is known only when the class template is instantiated.
template <typename Op> __global__ void mapKernel(int *p, Op op) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  p[i] = op(p[i]);
}
struct AddConstant {
  int value;
  __host__ __device__ int operator()(int x) const { return x + value; }
};
struct Negate {
  __host__ __device__ int operator()(int x) const { return -x; }
};
template <typename Op, int BlockSize = 128> class Mapper {
  Op op_;
  cudaStream_t stream_;

public:
  explicit Mapper(Op op, cudaStream_t stream = nullptr) : op_(op), stream_(stream) {}
  void run(int *p, int n) const { mapKernel<Op><<<n / BlockSize, BlockSize, 0, stream_>>>(p, op_); }
};
template <typename T> struct Scaler {
  static __host__ void launch(T *p) { scale<T, 3><<<N / 128, 128>>>(p); }
};

// The larger of two errors; one that is no number counts as infinite.
static double larger(double a, double b) { return b <= a ? a : b != b ? INFINITY : b; }

static int failures = 0;
template <typename T> void expect(const char *what, const T *device, T (*want)(int)) {
  std::vector<T> host(N);
  CHECK(cudaMemcpy(host.data(), device, N * sizeof(T), cudaMemcpyDeviceToHost));
  double maxError = 0;
  for (int i = 0; i < N; i++) {
    double error = double(host[i]) - double(want(i));
    if (error < 0)
      error = -error;
    maxError = larger(maxError, error);
  }
  printf("%-36s max error %g\n", what, maxError);
  failures += maxError != 0;
}

int main() {
  int *p, *copy;
  float *q;
  CHECK(cudaMalloc((void **)&p, N * sizeof(int)));
  CHECK(cudaMalloc((void **)&copy, N * sizeof(int)));
  CHECK(cudaMalloc((void **)&q, N * sizeof(float)));

  LAUNCH_TYPED(fill, int, p, 5);
  LAUNCH_TYPED(fill, float, q, 0.5f);
  expect<int>("pasted name, int", p, [](int) { return 5; });
  expect<float>("pasted name, float", q, [](int) { return 0.5f; });

  add<<<N / 128, 128>>>(p, 2);
  add<<<N / 128, 128>>>(q, 1.0f);
  expect<int>("overload for int", p, [](int) { return 7; });
  expect<float>("overload for float", q, [](int) { return 1.5f; });

  scale<int, 2><<<dim3(N / 64), dim3(64)>>>(p);
  LAUNCH((scale<float, 4>), N, q);
  expect<int>("explicit template", p, [](int) { return 14; });
  expect<float>("template with a comma, in a macro", q, [](int) { return 6.0f; });

  void (*pointer)(int *, int) = add; // resolves the overload
  pointer<<<N / 128, 128>>>(p, -4);
  expect<int>("function pointer", p, [](int) { return 10; });

  static void (*const table[])(float *) = {scale<float, 2>, scale<float, 5>};
  for (unsigned i = 0; i < sizeof(table) / sizeof(table[0]); i++)
    table[i]<<<4, N / 4>>>(q);
  expect<float>("table of pointers", q, [](int) { return 60.0f; });

  int value = 6;
  void *args[] = {(void *)&p, (void *)&value};
  CHECK(cudaLaunchKernel((const void *)pointer, dim3(N / 128, 1, 1), dim3(128, 1, 1), args, 0, 0));
  expect<int>("cudaLaunchKernel", p, [](int) { return 16; });

  const int table4[4] = {0, 10, 20, 30};
  int zero = 0;
  CHECK(cudaMemcpyToSymbol(coefficients, table4, sizeof(table4)));
  CHECK(cudaMemcpyToSymbol(touched, &zero, sizeof(int)));
  CHECK(cudaMemcpyToSymbol(hidden, &copy, sizeof(copy)));
  useSymbols<<<(N + 95) / 96, 96>>>(p, N);
  expect<int>("constants", p, [](int i) { return 16 + 10 * (i % 4); });
  expect<int>("pointer in a device symbol", copy, [](int i) { return 16 + 10 * (i % 4); });
  int count = 0, *address = nullptr;
  size_t size = 0;
  CHECK(cudaMemcpyFromSymbol(&count, touched, sizeof(count)));
  CHECK(cudaGetSymbolAddress((void **)&address, coefficients));
  CHECK(cudaGetSymbolSize(&size, coefficients));
  failures += count != N || size != sizeof(table4) || address == nullptr;
  printf("%-36s %d touched, %zu bytes\n", "symbols", count, size);

  Unary onDevice[2];
  CHECK(cudaMemcpyFromSymbol(&onDevice[0], twicePointer, sizeof(Unary)));
  CHECK(cudaMemcpyFromSymbol(&onDevice[1], squarePointer, sizeof(Unary)));
  apply<<<N / 128, 128>>>(p, onDevice[0]);
  apply<<<N / 128, 128>>>(p, onDevice[1]);
  expect<int>("device function pointers", p, [](int i) { return (32 + 20 * (i % 4)) * (32 + 20 * (i % 4)); });

  CHECK(cudaMemset(p, 0, N * sizeof(int)));
  Mapper<AddConstant>(AddConstant{41}).run(p, N);
  Mapper<Negate, 256>(Negate()).run(p, N);
  Scaler<int>::launch(p);
  mapKernel<<<N / 128, 128>>>(p, AddConstant{23});
  expect<int>("dependent launches and functors", p, [](int) { return -100; });

  cudaFuncAttributes attributes;
  CHECK(cudaFuncGetAttributes(&attributes, useSymbols));
  failures += attributes.maxThreadsPerBlock < 96;

  CHECK(cudaFree(p));
  CHECK(cudaFree(copy));
  CHECK(cudaFree(q));
  printf("%d failures\n%s\n", failures, failures ? "FAIL" : "PASS");
  return failures != 0;
}
