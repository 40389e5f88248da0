// SPDX-License-Identifier: Apache-2.0
// Functions of the C library in kernels, which npucc makes do what CUDA documents: printf counts its
// arguments, malloc and new have a limit.
#include "test_support.h"

#include <algorithm>

namespace {

NPU_GLOBAL void print(int *results, const char *text) {
  results[0] = printf("none\n");
  results[1] = printf("%d %s %f\n", 1, text, 2.0f);
  results[2] = printf("%%\n") + printf("%c", '\n');
  printf("nobody asks %d\n", 4);
}

TEST(DeviceCalls, PrintfReturnsTheNumberOfItsArguments) {
  int results[3] = {-1, -1, -1};
  testing::internal::CaptureStdout();
  NPU_LAUNCH(print, (1, 1), results, "text");
  EXPECT_ALL_DONE();
  fflush(stdout);
  EXPECT_EQ("none\n1 text 2.000000\n%\n\nnobody asks 4\n", testing::internal::GetCapturedStdout());
  EXPECT_EQ(0, results[0]);
  EXPECT_EQ(3, results[1]);
  EXPECT_EQ(1, results[2]);
  EXPECT_EQ(5, printf("host\n"));
}

struct counted {
  int a[1000];
  NPU_DEVICE counted() { a[0] = 1; }
};

NPU_GLOBAL void allocate(void **out, size_t bytes) { out[npu::threadIdx.x] = malloc(bytes); }
NPU_GLOBAL void release(void **out) { free(out[npu::threadIdx.x]); }
NPU_GLOBAL void make(counted **out, size_t n) {
  if (npu::threadIdx.x % 2)
    out[npu::threadIdx.x] = new counted[n];
  else
    out[npu::threadIdx.x] = new counted;
}
NPU_GLOBAL void destroy(counted **out) {
  if (npu::threadIdx.x % 2)
    delete[] out[npu::threadIdx.x];
  else
    delete out[npu::threadIdx.x];
}

template <class T> size_t given(const std::vector<T *> &out) {
  return size_t(std::count_if(out.begin(), out.end(), [](T *p) { return p != nullptr; }));
}

class DeviceHeap : public testing::Test {
protected:
  void SetUp() override { ASSERT_NPU_SUCCESS(npuDeviceReset()); }
  void TearDown() override { EXPECT_NPU_SUCCESS(npuDeviceReset()); }
};

TEST_F(DeviceHeap, HoldsEightMegabytes) {
  std::vector<void *> out(100);
  for (int round = 0; round < 3; ++round) {
    NPU_LAUNCH(allocate, (1, 100), out.data(), size_t(100'000));
    EXPECT_ALL_DONE();
    EXPECT_EQ(83u, given(out));
    NPU_LAUNCH(release, (1, 100), out.data());
    EXPECT_ALL_DONE();
  }
  NPU_LAUNCH(allocate, (1, 1), out.data(), size_t(8) << 20);
  EXPECT_ALL_DONE();
  EXPECT_EQ(nullptr, out[0]);
  NPU_LAUNCH(allocate, (1, 1), out.data(), ~size_t(0));
  EXPECT_ALL_DONE();
  EXPECT_EQ(nullptr, out[0]);
}

TEST_F(DeviceHeap, HoldsWhatTheProgramSays) {
  EXPECT_NPU_SUCCESS(npuDeviceSetLimit(npuLimitMallocHeapSize, 30'000'000));
  std::vector<void *> out(10);
  NPU_LAUNCH(allocate, (1, 10), out.data(), size_t(4'000'000));
  EXPECT_ALL_DONE();
  EXPECT_EQ(7u, given(out));
  // Once it is used it stays as it is.
  EXPECT_EQ(npuErrorInvalidValue, npuDeviceSetLimit(npuLimitMallocHeapSize, 40'000'000));
  EXPECT_EQ(npuErrorInvalidValue, npuGetLastError());
  size_t limit = 0;
  EXPECT_NPU_SUCCESS(npuDeviceGetLimit(&limit, npuLimitMallocHeapSize));
  EXPECT_EQ(30'000'000u, limit);
  NPU_LAUNCH(release, (1, 10), out.data());
  EXPECT_ALL_DONE();
  EXPECT_NPU_SUCCESS(npuDeviceReset());
  EXPECT_NPU_SUCCESS(npuDeviceGetLimit(&limit, npuLimitMallocHeapSize));
  EXPECT_EQ(size_t(8) << 20, limit);
  EXPECT_NPU_SUCCESS(npuDeviceSetLimit(npuLimitMallocHeapSize, ~size_t(0)));
  NPU_LAUNCH(allocate, (1, 10), out.data(), size_t(4'000'000));
  EXPECT_ALL_DONE();
  EXPECT_EQ(10u, given(out));
  NPU_LAUNCH(release, (1, 10), out.data());
  EXPECT_ALL_DONE();
}

TEST_F(DeviceHeap, NewGivesNullBeyondIt) {
  std::vector<counted *> out(64);
  for (int round = 0; round < 3; ++round) {
    NPU_LAUNCH(make, (1, 64), out.data(), size_t(100));
    EXPECT_ALL_DONE();
    const size_t n = given(out); // of 32 arrays of 400 KB and 32 single ones
    EXPECT_GE(n, 20u);
    EXPECT_LT(n, 64u);
    for (const counted *c : out)
      EXPECT_TRUE(!c || c->a[0] == 1);
    NPU_LAUNCH(destroy, (1, 64), out.data());
    EXPECT_ALL_DONE();
  }
}

// Outside of kernels memory is the process's, without a limit.
TEST_F(DeviceHeap, TheHostHasItsOwn) {
  std::vector<std::vector<char>> all;
  for (int i = 0; i < 20; ++i)
    all.emplace_back(size_t(1) << 20);
  void *p = malloc(size_t(20) << 20);
  EXPECT_NE(nullptr, p);
  free(p);
  std::vector<void *> out(1);
  NPU_LAUNCH(allocate, (1, 1), out.data(), size_t(4) << 20);
  EXPECT_ALL_DONE();
  EXPECT_NE(nullptr, out[0]);
  NPU_LAUNCH(release, (1, 1), out.data());
  EXPECT_ALL_DONE();
}

} // namespace
