// SPDX-License-Identifier: Apache-2.0
// The forms of a launch, conversion of arguments, and what a launch refuses.
#include "test_support.h"

#include <atomic>
#include <memory>
#include <string>

namespace {

NPU_GLOBAL void store(int *to, double value, const char *text) { *to = int(value) + (text ? 100 : 0); }

TEST(Launch, ConvertsArgumentsLikeACall) {
  int result = 0;
  NPU_LAUNCH(store, (1, 1), &result, 7, nullptr);
  EXPECT_ALL_DONE();
  EXPECT_EQ(7, result);
  NPU_LAUNCH(store, (dim3(1), dim3(1, 1), 0, 0), &result, 8.9f, "text");
  EXPECT_ALL_DONE();
  EXPECT_EQ(108, result);
  NPU_LAUNCH(store, (1u, 1ul, 0), &result, {}, NULL);
  EXPECT_ALL_DONE();
  EXPECT_EQ(0, result);
}

template <class T, int N> NPU_GLOBAL void add(T *to, T value) { to[npu::threadIdx.x] += value + N; }
NPU_GLOBAL void overloaded(int *to) { *to = 1; }
[[maybe_unused]] NPU_GLOBAL void overloaded(float *to) { *to = 2; }

TEST(Launch, TemplatesOverloadsAndPointers) {
  float f[2] = {1, 2};
  NPU_LAUNCH((add<float, 4>), (1, 2), f, 0.5f);
  int i = 0;
  NPU_LAUNCH(static_cast<void (*)(int *)>(overloaded), (1, 1), &i);
  void (*const table[])(int *, int) = {add<int, 1>, add<int, 10>};
  int sums[2] = {};
  for (auto kernel : table)
    NPU_LAUNCH(kernel, (1, 2), sums, 100);
  EXPECT_ALL_DONE();
  EXPECT_EQ(5.5f, f[0]);
  EXPECT_EQ(6.5f, f[1]);
  EXPECT_EQ(1, i);
  EXPECT_EQ(211, sums[1]);
}

template <class T> void launch_dependent(T *to) { NPU_LAUNCH_DEDUCED(overloaded, (1, 1), to); }

TEST(Launch, DeducedCallee) {
  float f = 0;
  int i = 0;
  launch_dependent(&f);
  launch_dependent(&i);
  EXPECT_ALL_DONE();
  EXPECT_EQ(2, f);
  EXPECT_EQ(1, i);
}

// Counts the objects that are alive.
struct counted {
  static std::atomic<int> alive;
  explicit counted(int v) : value(std::make_shared<int>(v)) { ++alive; }
  counted(const counted &other) : value(other.value) { ++alive; }
  ~counted() { --alive; }
  std::shared_ptr<int> value;
};
std::atomic<int> counted::alive{0};

struct big {
  double values[400]; // larger than what an operation holds itself
};
struct alignas(64) aligned {
  int value;
};

NPU_GLOBAL void take(counted c, big b, aligned a, std::atomic<int> *sum) {
  EXPECT_EQ(0u, reinterpret_cast<uintptr_t>(&a) % 64);
  *sum += *c.value + int(b.values[399]) + a.value;
}

TEST(Launch, CopiesAndDestroysArguments) {
  std::atomic<int> sum{0};
  {
    counted c(5);
    auto b = std::make_unique<big>();
    b->values[399] = 20;
    NPU_LAUNCH(take, (3, 4), c, *b, aligned{300}, &sum);
  }
  EXPECT_ALL_DONE();
  EXPECT_EQ(12 * 325, sum);
  EXPECT_EQ(0, counted::alive);
}

TEST(Launch, ByAddressWithPointersToArguments) {
  int result = 0;
  int *to = &result;
  double value = 41;
  const char *text = nullptr;
  void *arguments[] = {&to, &value, &text};
  EXPECT_NPU_SUCCESS(npuLaunchKernel(store, dim3(1), dim3(1), arguments));
  EXPECT_ALL_DONE();
  EXPECT_EQ(41, result);
  value = 42;
  EXPECT_NPU_SUCCESS(npuLaunchKernel(npu::kernel_address(store), dim3(1), dim3(1), arguments, 0, nullptr));
  EXPECT_ALL_DONE();
  EXPECT_EQ(42, result);
}

NPU_GLOBAL void never_launched(int) {}

TEST(Launch, ByAddressOfAnUnknownKernelIsRefused) {
  int value = 1;
  void *arguments[] = {&value};
  EXPECT_EQ(npuErrorInvalidDeviceFunction, npuLaunchKernel(reinterpret_cast<const void *>(&never_launched),
                                                           dim3(1), dim3(1), arguments, 0, nullptr));
  EXPECT_EQ(npuErrorInvalidDeviceFunction, npuGetLastError());
}

NPU_GLOBAL void count(unsigned *n) { npu::atomicAdd(n, 1u); }

struct refused {
  dim3 grid, block;
  size_t shared;
  npuError_t error;
};

TEST(Launch, RefusesImpossibleConfigurations) {
  const refused cases[] = {
      {dim3(0), dim3(1), 0, npuErrorInvalidConfiguration},
      {dim3(1), dim3(0), 0, npuErrorInvalidConfiguration},
      {dim3(1), dim3(1025), 0, npuErrorInvalidConfiguration},
      {dim3(1), dim3(32, 33), 0, npuErrorInvalidConfiguration},
      {dim3(1), dim3(1, 1, 65), 0, npuErrorInvalidConfiguration},
      {dim3(1, 65536), dim3(1), 0, npuErrorInvalidConfiguration},
      {dim3(1), dim3(1), 48 * 1024 + 1, npuErrorInvalidValue},
  };
  unsigned n = 0;
  for (const refused &c : cases) {
    NPU_LAUNCH(count, (c.grid, c.block, c.shared), &n);
    EXPECT_EQ(c.error, npuPeekAtLastError());
    EXPECT_EQ(c.error, npuGetLastError());
    EXPECT_EQ(npuSuccess, npuGetLastError());
  }
  // The error is not sticky.
  NPU_LAUNCH(count, (dim3(3, 2, 2), dim3(4, 4, 64)), &n);
  EXPECT_ALL_DONE();
  EXPECT_EQ(12u * 1024, n);
}

NPU_GLOBAL void mark(unsigned char *seen) {
  const uint64_t i = npu::detail::block_index() * npu::blockDim.x + npu::threadIdx.x;
  ++seen[i];
}

TEST(Launch, EveryThreadRunsOnce) {
  for (unsigned blocks : {1u, 3u, 1000u, 65536u}) {
    std::vector<unsigned char> seen(size_t(blocks) * 3);
    NPU_LAUNCH(mark, (blocks, 3), seen.data());
    EXPECT_ALL_DONE();
    EXPECT_EQ(seen, std::vector<unsigned char>(seen.size(), 1));
  }
}

// It asks for x only, so that its compiled form is for lines; rows of threads run it too.
NPU_GLOBAL void count_by_x(unsigned *n) { npu::atomicAdd(&n[npu::threadIdx.x], 1u); }
TEST(Launch, BlocksOfRowsForAKernelThatAsksForX) {
  unsigned n[8] = {};
  const unsigned rows = unsigned(npu::launch_count() % 2 + 4); // not known when it is compiled
  NPU_LAUNCH(count_by_x, (3, dim3(8, rows, 2)), n);
  NPU_LAUNCH(count_by_x, (1, 8), n);
  EXPECT_ALL_DONE();
  for (unsigned counted : n)
    EXPECT_EQ(3 * rows * 2 + 1, counted);
}

TEST(Launch, BuiltInVariablesOutsideOfKernels) {
  EXPECT_FALSE(npu::in_kernel());
  EXPECT_EQ(0u, npu::threadIdx.x + npu::blockIdx.x);
  EXPECT_EQ(1u, npu::blockDim.x * npu::gridDim.x);
}

// A kernel launches kernels; it is complete when they are.
NPU_GLOBAL void child(unsigned *n, unsigned depth) {
  npu::atomicAdd(n, 1u);
  if (depth > 0 && npu::threadIdx.x == 0)
    NPU_LAUNCH(child, (2, 2), n, depth - 1);
}

TEST(Launch, KernelsLaunchKernels) {
  unsigned n = 0;
  NPU_LAUNCH(child, (1, 2), &n, 4u);
  EXPECT_ALL_DONE();
  EXPECT_EQ(2u * (1 + 2 + 4 + 8 + 16), n);
}

NPU_GLOBAL void waits_for_child(unsigned *n, unsigned *seen) {
  NPU_LAUNCH(count, (5, 7), n);
  npuDeviceSynchronize();
  *seen = *n;
}

TEST(Launch, AKernelWaitsForItsChild) {
  unsigned n = 0, seen = 0;
  NPU_LAUNCH(waits_for_child, (1, 1), &n, &seen);
  EXPECT_ALL_DONE();
  EXPECT_EQ(35u, seen);
}

} // namespace
