// SPDX-License-Identifier: Apache-2.0
// Kernels that fail: deadlocks are found, errors are sticky, npuDeviceReset recovers.
#include "test_support.h"

#include <thread>

namespace {

NPU_GLOBAL void increment(int *n) { npu::atomicAdd(n, 1); }

void expect_sticky(npuError_t error) {
  int n = 0;
  EXPECT_EQ(error, npuDeviceSynchronize());
  EXPECT_EQ(error, npuGetLastError());
  EXPECT_NPU_SUCCESS(npuGetLastError()); // it was read; every call gives it again
  NPU_LAUNCH(increment, (1, 1), &n);
  EXPECT_EQ(error, npuStreamSynchronize(nullptr));
  EXPECT_EQ(0, n);
  std::thread([&] {
    EXPECT_EQ(error, npuDeviceSynchronize());
    EXPECT_EQ(error, npuPeekAtLastError());
    npuStream_t stream;
    EXPECT_EQ(error, npuStreamCreate(&stream));
  }).join();
  EXPECT_NPU_SUCCESS(npuDeviceReset());
  npuGetLastError(); // the last error of this thread stays
  NPU_LAUNCH(increment, (3, 3), &n);
  EXPECT_ALL_DONE();
  EXPECT_EQ(9, n);
}

// Half of the threads wait at the block's barrier, the others at another one that wants all 64.
NPU_GLOBAL void divergent_barriers() {
  if (npu::threadIdx.x % 2)
    npu::syncthreads();
  else
    npu::detail::named_barrier(3, 64);
}

TEST(KernelError, DeadlockIsReported) {
  testing::internal::CaptureStderr();
  NPU_LAUNCH(divergent_barriers, (1, 64));
  EXPECT_EQ(npuErrorLaunchFailure, npuDeviceSynchronize());
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_NE(std::string::npos, text.find("deadlock")) << text;
  EXPECT_NE(std::string::npos, text.find("block (0,0,0)")) << text;
  EXPECT_NE(std::string::npos, text.find("32 threads wait at barrier 0, the first is thread (1,0,0)"))
      << text;
  EXPECT_NE(std::string::npos, text.find("named barrier 3, the first is thread (0,0,0)")) << text;
  expect_sticky(npuErrorLaunchFailure);
}

NPU_GLOBAL void trap_in_one_thread(int *started) {
  npu::atomicAdd(started, 1);
  npu::syncthreads();
  if (npu::blockIdx.x == 5 && npu::threadIdx.x == 17)
    npu::detail::abort_kernel(npuErrorAssert, "wrong on purpose");
  npu::syncthreads();
}

TEST(KernelError, AbortEndsTheKernel) {
  int started = 0;
  testing::internal::CaptureStderr();
  NPU_LAUNCH(trap_in_one_thread, (1000000, 32), &started);
  EXPECT_EQ(npuErrorAssert, npuDeviceSynchronize());
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_NE(std::string::npos, text.find("block (5,0,0), thread (17,0,0): wrong on purpose")) << text;
  EXPECT_LT(started, 1000000 * 32);
  expect_sticky(npuErrorAssert);
}

// A block that polls for something that the failed block would have done.
NPU_GLOBAL void one_fails_the_other_polls(int *flag) {
  if (npu::blockIdx.x == 1)
    npu::detail::abort_kernel(npuErrorLaunchFailure, nullptr);
  while (npu::atomicAdd(flag, 0) == 0)
    npu::detail::yield();
}

TEST(KernelError, PollingBlocksEndWithTheKernel) {
  int flag = 0;
  NPU_LAUNCH(one_fails_the_other_polls, (2, 1), &flag);
  EXPECT_EQ(npuErrorLaunchFailure, npuDeviceSynchronize());
  expect_sticky(npuErrorLaunchFailure);
}

NPU_GLOBAL void needs_cooperation() { npu::detail::grid_barrier(); }

TEST(KernelError, GridBarrierNeedsACooperativeLaunch) {
  NPU_LAUNCH(needs_cooperation, (1, 1));
  EXPECT_EQ(npuErrorLaunchFailure, npuDeviceSynchronize());
  expect_sticky(npuErrorLaunchFailure);
}

// Work behind the failed kernel completes without running.
TEST(KernelError, LaterKernelsDoNotRun) {
  int n = 0;
  npuStream_t s;
  ASSERT_NPU_SUCCESS(npuStreamCreate(&s));
  NPU_LAUNCH(needs_cooperation, (1, 1, 0, s));
  for (int i = 0; i < 10; ++i)
    NPU_LAUNCH(increment, (1, 1, 0, s), &n);
  EXPECT_EQ(npuErrorLaunchFailure, npuStreamSynchronize(s));
  EXPECT_EQ(0, n);
  expect_sticky(npuErrorLaunchFailure);
  npuStreamDestroy(s);
}

extern "C" NPU_DEVICE void __assertfail(const char *assertion, const char *file, unsigned line,
                                        const char *function, size_t character_size);
NPU_GLOBAL void own_assert(const int *n) {
  if (*n != 0)
    __assertfail("n is 0", __FILE__, __LINE__, __func__, sizeof(char));
}

TEST(KernelError, AssertionsOfThePrograms) {
  int n = 0;
  NPU_LAUNCH(own_assert, (1, 1), &n);
  EXPECT_EQ(npuSuccess, npuDeviceSynchronize());
  n = 1;
  testing::internal::CaptureStderr();
  NPU_LAUNCH(own_assert, (1, 1), &n);
  EXPECT_EQ(npuErrorAssert, npuDeviceSynchronize());
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_NE(std::string::npos, text.find("own_assert: Assertion `n is 0' failed")) << text;
  expect_sticky(npuErrorAssert);
}

TEST(KernelErrorDeathTest, BarrierOutsideOfAKernel) {
  EXPECT_DEATH(npu::syncthreads(), "called outside of a kernel");
}

} // namespace
