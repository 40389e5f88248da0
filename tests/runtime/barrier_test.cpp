// SPDX-License-Identifier: Apache-2.0
// Barriers of a block.
#include "test_support.h"

#include <numeric>

namespace {

NPU_GLOBAL void reverse(const int *in, int *out) {
  NPU_SHARED int tile[1024];
  const unsigned t = npu::threadIdx.x, n = npu::blockDim.x, base = npu::blockIdx.x * n;
  tile[t] = in[base + t];
  npu::syncthreads();
  out[base + t] = tile[n - 1 - t];
}

TEST(Barrier, ThreadsSeeWhatOthersWroteBefore) {
  for (unsigned threads : {1u, 2u, 31u, 32u, 33u, 256u, 1024u}) {
    const unsigned blocks = 7;
    std::vector<int> in(blocks * threads), out(in.size(), -1);
    std::iota(in.begin(), in.end(), 0);
    NPU_LAUNCH(reverse, (blocks, threads), in.data(), out.data());
    EXPECT_ALL_DONE();
    for (unsigned b = 0; b < blocks; ++b)
      for (unsigned t = 0; t < threads; ++t)
        ASSERT_EQ(in[b * threads + threads - 1 - t], out[b * threads + t]) << threads << " threads";
  }
}

// A tree reduction: a barrier in a uniform loop.
NPU_GLOBAL void tree_sum(const int *in, int *out) {
  NPU_SHARED int partial[1024];
  const unsigned t = npu::threadIdx.x;
  partial[t] = in[npu::blockIdx.x * npu::blockDim.x + t];
  npu::syncthreads();
  for (unsigned stride = npu::blockDim.x / 2; stride > 0; stride /= 2) {
    if (t < stride)
      partial[t] += partial[t + stride];
    npu::syncthreads();
  }
  if (t == 0)
    out[npu::blockIdx.x] = partial[0];
}

TEST(Barrier, InAUniformLoop) {
  const unsigned blocks = 50, threads = 256;
  std::vector<int> in(blocks * threads), out(blocks);
  for (size_t i = 0; i < in.size(); ++i)
    in[i] = int(i % 97);
  NPU_LAUNCH(tree_sum, (blocks, threads), in.data(), out.data());
  EXPECT_ALL_DONE();
  for (unsigned b = 0; b < blocks; ++b)
    EXPECT_EQ(std::accumulate(&in[b * threads], &in[b * threads] + threads, 0), out[b]);
}

// Threads beyond `n` leave at once; the barrier waits for the rest only.
NPU_GLOBAL void early_return(int *out, int n) {
  NPU_SHARED int tile[128];
  const int t = int(npu::threadIdx.x);
  if (t >= n)
    return;
  tile[t] = t + 1;
  npu::syncthreads();
  out[t] = tile[n - 1 - t];
  if (t % 2)
    return;
  npu::syncthreads();
  tile[t] = -t;
  npu::syncthreads();
  out[t] += tile[(t + 2) % ((n + 1) / 2 * 2)];
}

TEST(Barrier, ThreadsThatReturnedAreNotWaitedFor) {
  for (int n : {1, 2, 31, 64, 127, 128}) {
    std::vector<int> out(128, 99);
    NPU_LAUNCH(early_return, (1, 128), out.data(), n);
    EXPECT_ALL_DONE();
    for (int t = 0; t < 128; ++t) {
      int expected = 99;
      if (t < n)
        expected = n - t;
      if (t < n && t % 2 == 0)
        expected -= (t + 2) % ((n + 1) / 2 * 2);
      ASSERT_EQ(expected, out[t]) << "n " << n << ", thread " << t;
    }
  }
}

// The threads with low indices leave while the others already wait.
NPU_GLOBAL void late_return(int *out) {
  const unsigned t = npu::threadIdx.x;
  if (t < 10) {
    npu::syncwarp(0x3ff);
    return;
  }
  npu::syncthreads();
  out[t] = 1;
}

TEST(Barrier, OpensWhenTheLastThreadNotWaitingReturns) {
  std::vector<int> out(64);
  NPU_LAUNCH(late_return, (1, 64), out.data());
  EXPECT_ALL_DONE();
  for (int t = 0; t < 64; ++t)
    EXPECT_EQ(t >= 10, out[t]);
}

NPU_GLOBAL void votes(int *count, int *all, int *any, int limit) {
  const int t = int(npu::threadIdx.x);
  for (int round = 0; round < 3; ++round) {
    count[round * 96 + t] = npu::syncthreads_count(t < limit + round);
    all[round * 96 + t] = npu::syncthreads_and(t < limit + round);
    any[round * 96 + t] = npu::syncthreads_or(t >= 96 - round);
  }
}

TEST(Barrier, CountsPredicates) {
  std::vector<int> count(3 * 96), all(3 * 96), any(3 * 96);
  NPU_LAUNCH(votes, (1, 96), count.data(), all.data(), any.data(), 94);
  EXPECT_ALL_DONE();
  for (int i = 0; i < 3 * 96; ++i) {
    EXPECT_EQ(94 + i / 96, count[i]);
    EXPECT_EQ(i / 96 == 2, all[i]);
    EXPECT_EQ(i / 96 > 0, any[i]);
  }
}

// Barriers deep in nested calls, with values in registers and on the stack across them.
NPU_NOINLINE NPU_DEVICE double nested(int depth, double *tile) {
  const unsigned t = npu::threadIdx.x, n = npu::blockDim.x;
  double local[8];
  for (int i = 0; i < 8; ++i)
    local[i] = depth * 10 + i;
  if (depth > 0)
    local[depth % 8] += nested(depth - 1, tile);
  tile[t] = local[depth % 8];
  npu::syncthreads();
  const double neighbour = tile[(t + 1) % n];
  npu::syncthreads();
  double sum = neighbour;
  for (double v : local)
    sum += v;
  return sum;
}

NPU_GLOBAL void calls(double *out) {
  NPU_SHARED double tile[64];
  out[npu::threadIdx.x] = nested(12, tile) + npu::threadIdx.x;
}

TEST(Barrier, InNestedFunctions) {
  // Every thread computes the same value, so one thread alone computes it too.
  std::vector<double> one(1), many(64);
  NPU_LAUNCH(calls, (1, 1), one.data());
  NPU_LAUNCH(calls, (1, 64), many.data());
  EXPECT_ALL_DONE();
  EXPECT_GT(one[0], 1000.0);
  for (int t = 0; t < 64; ++t)
    EXPECT_EQ(one[0] + t, many[t]);
}

// A producer and a consumer half, with two named barriers.
NPU_GLOBAL void pipeline(int *out, int rounds) {
  NPU_SHARED int slot[32];
  const unsigned lane = npu::threadIdx.x % 32;
  const bool produces = npu::threadIdx.x < 32;
  for (int i = 0; i < rounds; ++i) {
    if (produces) {
      slot[lane] = i * 100 + int(lane);
      npu::detail::named_barrier_arrive(1, 64); // full
      npu::detail::named_barrier(2, 64);        // empty
    } else {
      npu::detail::named_barrier(1, 64);
      out[lane] += slot[31 - lane];
      npu::detail::named_barrier_arrive(2, 64);
    }
  }
}

TEST(Barrier, NamedBarriersWithCounts) {
  std::vector<int> out(32);
  NPU_LAUNCH(pipeline, (1, 64), out.data(), 5);
  EXPECT_ALL_DONE();
  for (int lane = 0; lane < 32; ++lane)
    EXPECT_EQ(1000 + 5 * (31 - lane), out[lane]);
}

NPU_GLOBAL void indices(uint3 *thread, unsigned *extent) {
  const unsigned before = npu::detail::thread_index();
  npu::syncthreads();
  EXPECT_EQ(before, npu::detail::thread_index());
  const uint64_t at = npu::detail::block_index() * npu::detail::now.threads + npu::detail::thread_index();
  thread[at] = npu::threadIdx;
  extent[at] = npu::blockDim.x + 100 * npu::gridDim.y;
}

TEST(Barrier, IndicesSurviveSwitches) {
  const dim3 grid(2, 3, 2), block(5, 3, 4);
  std::vector<uint3> thread(12 * 60);
  std::vector<unsigned> extent(12 * 60);
  NPU_LAUNCH(indices, (grid, block), thread.data(), extent.data());
  EXPECT_ALL_DONE();
  for (unsigned i = 0; i < thread.size(); ++i) {
    const unsigned t = i % 60;
    EXPECT_EQ(t % 5, thread[i].x);
    EXPECT_EQ(t / 5 % 3, thread[i].y);
    EXPECT_EQ(t / 15, thread[i].z);
    EXPECT_EQ(305u, extent[i]);
  }
}

} // namespace
