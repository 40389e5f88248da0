// SPDX-License-Identifier: Apache-2.0
// Atomic functions: old values, sums over blocks that run at the same time, locks between threads of one
// block.
#include "device_test.h"

#include <npu/bf16.h>
#include <npu/fp16.h>

#include <climits>

namespace {

// They work on the host too, which shows the single step.
TEST(DeviceAtomic, ReturnsTheOldValueAndStoresTheNew) {
  int i = 5;
  EXPECT_EQ(npu::atomicAdd(&i, -7), 5);
  EXPECT_EQ(npu::atomicSub(&i, 1), -2);
  EXPECT_EQ(npu::atomicExch(&i, 9), -3);
  EXPECT_EQ(npu::atomicMin(&i, 4), 9);
  EXPECT_EQ(npu::atomicMax(&i, 3), 4);
  EXPECT_EQ(npu::atomicCAS(&i, 4, 12), 4);
  EXPECT_EQ(npu::atomicCAS(&i, 4, 13), 12);
  EXPECT_EQ(npu::atomicAnd(&i, 10), 12);
  EXPECT_EQ(npu::atomicOr(&i, 3), 8);
  EXPECT_EQ(npu::atomicXor(&i, 1), 11);
  EXPECT_EQ(i, 10);
  unsigned u = 0;
  EXPECT_EQ(npu::atomicMin(&u, UINT_MAX), 0u);
  EXPECT_EQ(npu::atomicMax(&u, 1u << 31), 0u) << "compared as unsigned";
  EXPECT_EQ(npu::atomicDec(&u, 3), 1u << 31) << "above the limit: wraps to it";
  EXPECT_EQ(npu::atomicDec(&u, 3), 3u);
  EXPECT_EQ(npu::atomicInc(&u, 2), 2u);
  EXPECT_EQ(u, 0u);
  EXPECT_EQ(npu::atomicDec(&u, 3), 0u);
  EXPECT_EQ(npu::atomicInc(&u, 5), 3u);
  EXPECT_EQ(u, 4u);
  long long l = -5;
  EXPECT_EQ(npu::atomicMax(&l, -6ll), -5);
  EXPECT_EQ(npu::atomicMin(&l, LLONG_MIN), -5);
  EXPECT_EQ(l, LLONG_MIN);
  unsigned long long ull = ~0ull;
  EXPECT_EQ(npu::atomicAdd(&ull, 2ull), ~0ull);
  EXPECT_EQ(ull, 1ull);
  unsigned short s = 3;
  EXPECT_EQ(npu::atomicCAS(&s, static_cast<unsigned short>(3), static_cast<unsigned short>(4)), 3);
  EXPECT_EQ(s, 4);
  float f = 1;
  EXPECT_EQ(npu::atomicAdd(&f, 2), 1.0f);
  EXPECT_EQ(npu::atomicExch(&f, 7.0f), 3.0f);
  double d = 0.5;
  EXPECT_EQ(npu::atomicAdd_system(&d, 0.25), 0.5);
  EXPECT_EQ(d, 0.75);
  npu::half h = 1;
  EXPECT_EQ(static_cast<float>(npu::atomicAdd(&h, npu::half(2))), 1.0f);
  EXPECT_EQ(static_cast<float>(h), 3.0f);
  npu::bfloat162 p(1.0f, 2.0f);
  npu::atomicAdd(&p, p);
  EXPECT_EQ(npu::high2float(p), 4.0f);
  float4 v = make_float4(1, 2, 3, 4);
  EXPECT_EQ(npu::atomicAdd(&v, make_float4(10, 20, 30, 40)).z, 3.0f);
  EXPECT_EQ(v.w, 44.0f);
}

NPU_GLOBAL void count(int *i, unsigned long long *u, float *f, double *d, unsigned *largest,
                      unsigned *smallest) {
  const unsigned thread = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  npu::atomicAdd(i, 1);
  npu::atomicAdd(u, 1ull << 32);
  npu::atomicAdd(f, 1.0f);
  npu::atomicAdd(d, 0.5);
  npu::atomicMax(largest, thread);
  npu::atomicMin(smallest, thread + 3);
}

TEST(DeviceAtomic, CountsEveryThreadOfAllBlocks) {
  Buffer<int> i(1);
  Buffer<unsigned long long> u(1);
  Buffer<float> f(1);
  Buffer<double> d(1);
  Buffer<unsigned> extremes(2, 77);
  RUN_KERNEL(count, (64, 256), i.data(), u.data(), f.data(), d.data(), &extremes[0], &extremes[1]);
  EXPECT_EQ(i[0], 16384);
  EXPECT_EQ(u[0], 16384ull << 32);
  EXPECT_EQ(f[0], 16384.0f);
  EXPECT_EQ(d[0], 8192.0);
  EXPECT_EQ(extremes[0], 16383u);
  EXPECT_EQ(extremes[1], 3u);
}

// A lock that each thread of a block takes in turn: who waits must let the holder run. Built in the usual
// ways.
NPU_GLOBAL void locked_by_swap(int *lock, int *counter) {
  bool done = false;
  while (!done) {
    if (npu::atomicCAS(lock, 0, 1) == 0) {
      const int old = *counter;
      npu::nanosleep(1); // gives way while holding the lock
      *counter = old + 1;
      npu::threadfence();
      npu::atomicExch(lock, 0);
      done = true;
    }
  }
}
NPU_GLOBAL void locked_by_exchange(int *lock, int *counter) {
  while (npu::atomicExch(lock, 1) != 0) {
  }
  const int old = *counter;
  npu::nanosleep(1);
  *counter = old + 1;
  npu::atomicExch(lock, 0);
}

TEST(DeviceAtomic, LocksBetweenThreadsOfABlock) {
  for (auto kernel : {locked_by_swap, locked_by_exchange}) {
    Buffer<int> lock(1), counter(1);
    RUN_KERNEL(kernel, (3, 64), lock.data(), counter.data());
    EXPECT_EQ(counter[0], 192);
    EXPECT_EQ(lock[0], 0);
  }
}

// The first thread waits for a flag that the last one sets; it reads it by an atomic function that changes
// nothing.
NPU_GLOBAL void wait_for_flag(int *flag, int *seen, int kind) {
  if (npu::threadIdx.x == 0) {
    while (true) {
      const int value = kind == 0   ? npu::atomicAdd(flag, 0)
                        : kind == 1 ? npu::atomicOr(flag, 0)
                        : kind == 2 ? npu::atomicMax(flag, 0)
                                    : npu::ldcv(flag);
      if (value != 0)
        break;
    }
    *seen = 1;
  } else if (npu::threadIdx.x == npu::blockDim.x - 1) {
    npu::atomicExch(flag, 5);
  }
}

TEST(DeviceAtomic, PollingLetsTheOthersRun) {
  for (int kind = 0; kind < 4; ++kind) {
    Buffer<int> flag(1), seen(1);
    RUN_KERNEL(wait_for_flag, (1, 128), flag.data(), seen.data(), kind);
    EXPECT_EQ(seen[0], 1) << kind;
  }
}

// The classic histogram: shared memory first, then one addition per bin and block.
NPU_GLOBAL void histogram(const unsigned char *data, int n, unsigned *bins) {
  NPU_SHARED unsigned local[256];
  local[npu::threadIdx.x] = 0;
  npu::syncthreads();
  for (unsigned i = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x; i < static_cast<unsigned>(n);
       i += npu::blockDim.x * npu::gridDim.x)
    npu::atomicAdd_block(&local[data[i]], 1u);
  npu::syncthreads();
  npu::atomicAdd(&bins[npu::threadIdx.x], local[npu::threadIdx.x]);
}

TEST(DeviceAtomic, SharedHistogram) {
  const int n = 100000;
  Buffer<unsigned char> data(n);
  Buffer<unsigned> bins(256);
  unsigned want[256] = {};
  for (int i = 0; i < n; ++i)
    ++want[data[i] = static_cast<unsigned char>((i * 2654435761u) >> 13)];
  RUN_KERNEL(histogram, (8, 256), data.data(), n, bins.data());
  for (int b = 0; b < 256; ++b)
    EXPECT_EQ(bins[b], want[b]) << b;
}

} // namespace
