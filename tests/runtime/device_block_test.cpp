// SPDX-License-Identifier: Apache-2.0
// Functions of a thread in its block: counting barriers, shared memory, clocks, and the ways a kernel ends
// itself.
#undef NDEBUG // asserts are what is tested
#include "device_test.h"

namespace {

NPU_GLOBAL void counting_barriers(int *out) {
  const int thread = static_cast<int>(npu::threadIdx.x);
  if (thread >= 90) // ended threads do not count
    return;
  int *const mine = out + 4 * thread;
  mine[0] = npu::syncthreads_count(thread % 3 == 0);
  mine[1] = npu::syncthreads_and(thread < 90);
  mine[2] = npu::syncthreads_and(thread < 89) * 2 + npu::syncthreads_or(thread == 89);
  mine[3] = npu::syncthreads_or(0);
}

TEST(DeviceBlock, BarriersThatCount) {
  Buffer<int> out(4 * 100, -1);
  RUN_KERNEL(counting_barriers, (1, 100), out.data());
  for (int thread = 0; thread < 90; ++thread) {
    EXPECT_EQ(out[4 * thread], 30);
    EXPECT_EQ(out[4 * thread + 1], 1);
    EXPECT_EQ(out[4 * thread + 2], 1);
    EXPECT_EQ(out[4 * thread + 3], 0);
  }
}

// Dynamic shared memory as the array of CUDA: its name decays, its address is the block's, element types may
// be arrays.
template <class T> NPU_DEVICE T *first_element(T (&array)[]) { return array; }
NPU_GLOBAL void dynamic_shared(int *out) {
  NPU_DYNAMIC_SHARED(int, values);
  NPU_DYNAMIC_SHARED(int[4], rows);
  const unsigned thread = npu::threadIdx.x;
  values[thread] = static_cast<int>(thread) + 1000 * static_cast<int>(npu::blockIdx.x);
  npu::syncthreads();
  const unsigned other = npu::blockDim.x - 1 - thread;
  out[npu::blockIdx.x * npu::blockDim.x + thread] =
      values[other] == rows[other / 4][other % 4] && &values[0] == first_element(values) ? values[other] : -1;
}

TEST(DeviceBlock, DynamicSharedMemory) {
  Buffer<int> out(4 * 64);
  RUN_KERNEL(dynamic_shared, (4, 64, 64 * sizeof(int)), out.data());
  for (int block = 0; block < 4; ++block)
    for (int thread = 0; thread < 64; ++thread)
      EXPECT_EQ(out[64 * block + thread], 1000 * block + 63 - thread);
}

NPU_GLOBAL void static_shared(float *out) {
  NPU_SHARED float tile[32][33];
  const unsigned x = npu::threadIdx.x, y = npu::threadIdx.y;
  tile[y][x] = out[y * 32 + x];
  npu::syncthreads();
  out[y * 32 + x] = tile[x][y];
}

TEST(DeviceBlock, StaticSharedMemoryTransposesATile) {
  Buffer<float> tile(32 * 32);
  for (int i = 0; i < 1024; ++i)
    tile[i] = static_cast<float>(i);
  RUN_KERNEL(static_shared, (1, dim3(32, 32)), tile.data());
  for (int i = 0; i < 1024; ++i)
    EXPECT_EQ(tile[i], static_cast<float>(i % 32 * 32 + i / 32));
}

NPU_GLOBAL void tick(long long *out) {
  const long long before = npu::clock64();
  npu::nanosleep(20000);
  out[0] = npu::clock64() - before;
}

// In functions of both sides clock() is each side's own.
TEST(DeviceBlock, TheHostsClockIsTheLibrarys) {
  const clock_t before = ::clock();
  const clock_t seen = npu::clock();
  EXPECT_GE(seen, before);
  EXPECT_LE(seen, ::clock());
}

TEST(DeviceBlock, SleepsByTheClock) {
  Buffer<long long> elapsed(1);
  RUN_KERNEL(tick, (1, 1), elapsed.data());
  EXPECT_GE(elapsed[0], 20000);
}

NPU_GLOBAL void named_barriers(int *out) {
  NPU_SHARED int stage;
  const unsigned thread = npu::threadIdx.x;
  if (thread == 0)
    stage = 0;
  npu::syncthreads();
  if (thread < 32) { // one warp passes a barrier of its own
    npu::barrier_sync_count(1, 32);
    if (thread == 31)
      stage = 7;
    npu::barrier_sync_count(1, 32);
    out[thread] = stage;
  }
  npu::barrier_sync(2);
  if (thread >= 32)
    out[thread] = stage + 1;
}

TEST(DeviceBlock, NamedBarriers) {
  Buffer<int> out(64);
  RUN_KERNEL(named_barriers, (1, 64), out.data());
  for (int i = 0; i < 64; ++i)
    EXPECT_EQ(out[i], i < 32 ? 7 : 8);
}

NPU_GLOBAL void traps() {
  if (npu::threadIdx.x == 3)
    npu::trap();
}
NPU_GLOBAL void asserts(int limit) { assert(static_cast<int>(npu::threadIdx.x) < limit); }
NPU_GLOBAL void fails_assertion() { npu::assertfail("x > 0", "file.cu", 12, "kernel"); }

// Each ends the kernel and stays with the process, so each runs in a process of its own.
template <class... P, class... A> void expect_sticky(npuError_t error, void (*kernel)(P...), A... arguments) {
  NPU_LAUNCH(kernel, (1, 32), arguments...);
  const bool reported = npuDeviceSynchronize() == error && npuDeviceSynchronize() == error;
  exit(reported ? 0 : 1);
}

TEST(DeviceBlockDeathTest, TrapAndFailedAssertionAreStickyErrors) {
  EXPECT_EXIT(expect_sticky(npuErrorLaunchFailure, traps), testing::ExitedWithCode(0), "trap");
  EXPECT_EXIT(expect_sticky(npuErrorAssert, fails_assertion), testing::ExitedWithCode(0),
              "file.cu:12: kernel: Assertion `x > 0' failed");
  EXPECT_EXIT(expect_sticky(npuErrorAssert, asserts, 31), testing::ExitedWithCode(0),
              "asserts.int.: Assertion `.*threadIdx.x. < limit' failed");
  EXPECT_EXIT(expect_sticky(npuSuccess, asserts, 32), testing::ExitedWithCode(0), "");
  EXPECT_DEATH(assert(1 == 2), "Assertion `1 == 2' failed") << "on the host it ends the process";
}

} // namespace
