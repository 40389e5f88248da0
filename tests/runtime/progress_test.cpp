// SPDX-License-Identifier: Apache-2.0
// Forward progress: blocks that wait for blocks, threads that wait for threads, kernels that wait for the
// host.
#include "test_support.h"

#include <chrono>
#include <thread>

namespace {

using clock = std::chrono::steady_clock;

// CUDA programs wait on volatile variables, which C++ calls a data race; the thread sanitizer is not to look.
#define WAITS_ON_VOLATILE __attribute__((no_sanitize("thread")))

// Each block waits for the one before it (decoupled look-back).
WAITS_ON_VOLATILE NPU_GLOBAL void chain(volatile int *sums) {
  if (npu::threadIdx.x != 0)
    return;
  const unsigned b = npu::blockIdx.x;
  int before = 0;
  if (b > 0)
    while ((before = sums[b - 1]) == 0)
      ;
  sums[b] = before + 1;
}

TEST(Progress, SpinWaitOnAnEarlierBlock) {
  constexpr int blocks = 300;
  std::vector<int> sums(blocks);
  NPU_LAUNCH(chain, (blocks, 32), sums.data());
  EXPECT_ALL_DONE();
  for (int b = 0; b < blocks; ++b)
    ASSERT_EQ(b + 1, sums[size_t(b)]);
}

// A barrier of all blocks, made of an atomic counter and a loop that reads a volatile variable.
WAITS_ON_VOLATILE NPU_DEVICE void wait_for_all_blocks(unsigned *arrived, unsigned goal) {
  npu::syncthreads();
  if (npu::threadIdx.x == 0) {
    npu::threadfence();
    npu::atomicAdd(arrived, 1u);
    while (*static_cast<volatile unsigned *>(arrived) < goal)
      ;
  }
  npu::syncthreads();
}

WAITS_ON_VOLATILE NPU_GLOBAL void rounds(unsigned *arrived, int *from, int *to) {
  const unsigned n = npu::gridDim.x * npu::blockDim.x,
                 i = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  for (unsigned round = 0; round < 3; ++round) {
    to[i] = from[(i + npu::blockDim.x) % n] + 1;
    wait_for_all_blocks(arrived, (round + 1) * npu::gridDim.x);
    int *other = from;
    from = to;
    to = other;
  }
}

void expect_rounds(unsigned blocks) {
  std::vector<int> a(blocks * 32), b(blocks * 32);
  for (size_t i = 0; i < a.size(); ++i)
    a[i] = int(i);
  unsigned arrived = 0;
  NPU_LAUNCH(rounds, (blocks, 32), &arrived, a.data(), b.data());
  EXPECT_ALL_DONE();
  for (size_t i = 0; i < b.size(); ++i)
    ASSERT_EQ(int((i + 96) % b.size()) + 3, b[i]);
}

// More blocks than processors. The first launch needs the monitor's help, the others get their threads at
// once.
TEST(Progress, HandWrittenGridBarrier) {
  for (int i = 0; i < 3; ++i)
    expect_rounds(12);
}

// Blocks that end quickly come first, so that threads claim many at once; then some wait for each other.
WAITS_ON_VOLATILE NPU_GLOBAL void late_meeting(unsigned *arrived, unsigned first) {
  if (npu::blockIdx.x < first)
    return;
  npu::atomicAdd(arrived, 1u);
  while (*static_cast<volatile unsigned *>(arrived) < npu::gridDim.x - first)
    ;
}

TEST(Progress, BlocksClaimedTogetherMayWaitForEachOther) {
  unsigned arrived = 0;
  NPU_LAUNCH(late_meeting, (200000, 1), &arrived, 200000u - 12);
  EXPECT_ALL_DONE();
  EXPECT_EQ(12u, arrived);
}

// A lock that every thread of every block takes: a compare-and-swap in a loop.
WAITS_ON_VOLATILE NPU_GLOBAL void locked_increment(int *lock, int *counter) {
  bool done = false;
  while (!done) {
    if (npu::atomicCAS(lock, 0, 1) == 0) {
      const int before = *counter;
      npu::detail::yield(); // in the middle of the critical section
      *counter = before + 1;
      npu::threadfence();
      npu::atomicExch(lock, 0);
      done = true;
    }
  }
}

TEST(Progress, SpinLockBetweenAllThreads) {
  int lock = 0, counter = 0;
  NPU_LAUNCH(locked_increment, (8, 64), &lock, &counter);
  EXPECT_ALL_DONE();
  EXPECT_EQ(512, counter);
}

// The first thread of a block waits for the last one, in the ways that programs poll.
enum class poll { atomic_read, exchange, compare_and_swap, volatile_and_sleep, volatile_and_fence };
WAITS_ON_VOLATILE NPU_GLOBAL void wait_for_last_thread(poll how, int *flag, int *seen) {
  if (npu::threadIdx.x == npu::blockDim.x - 1)
    npu::atomicExch(flag, 1);
  if (npu::threadIdx.x != 0)
    return;
  switch (how) {
  case poll::atomic_read:
    while (npu::atomicAdd(flag, 0) == 0)
      ;
    break;
  case poll::exchange:
    while (npu::atomicExch(flag, 0) == 0)
      ;
    break;
  case poll::compare_and_swap:
    while (npu::atomicCAS(flag, 1, 2) != 1)
      ;
    break;
  case poll::volatile_and_sleep:
    while (*static_cast<volatile int *>(flag) == 0)
      npu::nanosleep(100);
    break;
  case poll::volatile_and_fence:
    while (*static_cast<volatile int *>(flag) == 0)
      npu::threadfence();
    break;
  }
  *seen = 1;
}

TEST(Progress, SpinWaitOnALaterThreadOfTheBlock) {
  for (poll how : {poll::atomic_read, poll::exchange, poll::compare_and_swap, poll::volatile_and_sleep,
                   poll::volatile_and_fence})
    for (unsigned threads : {2u, 32u, 100u}) {
      int flag = 0, seen = 0;
      NPU_LAUNCH(wait_for_last_thread, (1, threads), how, &flag, &seen);
      EXPECT_ALL_DONE();
      EXPECT_EQ(1, seen) << int(how);
    }
}

WAITS_ON_VOLATILE NPU_GLOBAL void wait_for_flag(volatile int *flag, int *done) {
  while (*flag == 0)
    ;
  *done = 1;
}
WAITS_ON_VOLATILE NPU_GLOBAL void set_flag(volatile int *flag) { *flag = 1; }

TEST(Progress, KernelsWaitForTheHost) {
  int flag = 0, done = 0;
  NPU_LAUNCH(wait_for_flag, (1, 1), &flag, &done);
  EXPECT_EQ(npuErrorNotReady, npuStreamQuery(nullptr));
  npuGetLastError();
  __atomic_store_n(&flag, 1, __ATOMIC_RELAXED);
  EXPECT_ALL_DONE();
  EXPECT_EQ(1, done);
}

// The kernel and the host take turns.
WAITS_ON_VOLATILE NPU_GLOBAL void answer(volatile int *from_host, volatile int *to_host, int rounds) {
  for (int i = 1; i <= rounds; ++i) {
    while (*from_host < i)
      npu::nanosleep(100);
    *to_host = i;
  }
}

TEST(Progress, AKernelAndTheHostTakeTurns) {
  constexpr int rounds = 20;
  int to_kernel = 0, to_host = 0;
  NPU_LAUNCH(answer, (1, 1), &to_kernel, &to_host, rounds);
  for (int i = 1; i <= rounds; ++i) {
    __atomic_store_n(&to_kernel, i, __ATOMIC_RELAXED);
    while (__atomic_load_n(&to_host, __ATOMIC_RELAXED) < i)
      std::this_thread::yield();
  }
  EXPECT_ALL_DONE();
}

// Blocks on every worker wait for kernels that they have launched.
NPU_GLOBAL void add_one(int *n) { npu::atomicAdd(n, 1); }
NPU_GLOBAL void waiting_parents(int *n, int *seen, int depth) {
  NPU_LAUNCH(add_one, (2, 3), n);
  if (depth > 0)
    NPU_LAUNCH(waiting_parents, (2, 1), n, seen, depth - 1);
  npuDeviceSynchronize();
  npu::atomicAdd(seen, npu::atomicAdd(n, 0) >= 6);
}

TEST(Progress, ParentsOnEveryWorkerWaitForTheirChildren) {
  int n = 0, seen = 0;
  NPU_LAUNCH(waiting_parents, (12, 1), &n, &seen, 1);
  EXPECT_ALL_DONE();
  EXPECT_EQ((12 + 24) * 6, n);
  EXPECT_EQ(12 + 24, seen);
}

// As many kernels as it takes to occupy every worker wait for one that is launched last.
TEST(Progress, KernelsWaitForKernelsInOtherStreams) {
  constexpr int waiting = 12;
  int flag = 0;
  std::vector<int> done(waiting);
  std::vector<npuStream_t> streams(waiting + 1);
  for (npuStream_t &s : streams)
    ASSERT_NPU_SUCCESS(npuStreamCreateWithFlags(&s, npuStreamNonBlocking));
  for (size_t i = 0; i < waiting; ++i)
    NPU_LAUNCH(wait_for_flag, (1, 1, 0, streams[i]), &flag, &done[i]);
  NPU_LAUNCH(set_flag, (1, 1, 0, streams[waiting]), &flag);
  EXPECT_ALL_DONE();
  EXPECT_EQ(std::vector<int>(waiting, 1), done);
  for (npuStream_t s : streams)
    npuStreamDestroy(s);
}

// Nobody synchronises, yet the kernel runs.
TEST(Progress, WorkStartsWithoutASynchronisingThread) {
  for (int i = 0; i < 3; ++i) {
    int flag = 0;
    NPU_LAUNCH(set_flag, (1, 1), &flag);
    const auto began = clock::now();
    while (!__atomic_load_n(&flag, __ATOMIC_RELAXED) && clock::now() - began < std::chrono::seconds(10))
      std::this_thread::yield();
    EXPECT_EQ(1, flag);
    EXPECT_ALL_DONE();
    std::this_thread::sleep_for(std::chrono::milliseconds(20)); // everyone goes to sleep
  }
}

// Cooperative launch: grid barriers, with threads that return early.
NPU_GLOBAL void cooperative(int *from, int *to) {
  const unsigned n = npu::gridDim.x * npu::blockDim.x,
                 i = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  EXPECT_TRUE(npu::detail::grid_is_cooperative());
  for (unsigned round = 0; round < 4; ++round) {
    to[i] = from[(i + npu::blockDim.x) % n] + 1;
    npu::detail::grid_barrier();
    int *other = from;
    from = to;
    to = other;
  }
}

TEST(Progress, CooperativeGrid) {
  constexpr unsigned blocks = 6, threads = 64;
  std::vector<int> a(blocks * threads), b(blocks * threads);
  int *from = a.data(), *to = b.data();
  void *arguments[] = {&from, &to};
  for (int repeat = 0; repeat < 3; ++repeat) {
    for (size_t i = 0; i < a.size(); ++i)
      a[i] = int(i);
    EXPECT_NPU_SUCCESS(npuLaunchCooperativeKernel(cooperative, dim3(blocks), dim3(threads), arguments));
    EXPECT_ALL_DONE();
    for (size_t i = 0; i < a.size(); ++i)
      ASSERT_EQ(int((i + 4 * threads) % a.size()) + 4, a[i]);
  }
}

TEST(Progress, CooperativeGridsHaveALimit) {
  int *none = nullptr;
  void *arguments[] = {&none, &none};
  EXPECT_EQ(npuErrorCooperativeLaunchTooLarge,
            npuLaunchCooperativeKernel(cooperative, dim3(1000000), dim3(64), arguments));
  npuGetLastError();
}

} // namespace
