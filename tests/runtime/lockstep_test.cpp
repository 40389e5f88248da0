// SPDX-License-Identifier: Apache-2.0
// Lanes that work in lockstep on volatile shared memory, as kernels from before independent thread scheduling
// do (CUDA C++ Programming Guide, "Independent Thread Scheduling"). npucc makes the lockstep explicit; with
// other compilers there is none.
#include "device_test.h"

#include <vector>

namespace {

constexpr int threads = 256;

NPU_DEVICE void add_last_64(volatile int *s, int t) {
  s[t] += s[t + 32];
  s[t] += s[t + 16];
  s[t] += s[t + 8];
  s[t] += s[t + 4];
  s[t] += s[t + 2];
  s[t] += s[t + 1];
}

NPU_GLOBAL void reduce(const int *in, int *out) {
  static NPU_SHARED int s[threads];
  const int t = int(npu::threadIdx.x);
  s[t] = in[int(npu::blockIdx.x) * threads + t];
  npu::syncthreads();
  for (int k = threads / 2; k > 32; k /= 2) {
    if (t < k)
      s[t] += s[t + k];
    npu::syncthreads();
  }
  if (t < 32)
    add_last_64(s, t);
  if (t == 0)
    out[npu::blockIdx.x] = s[0];
}

// The same in the memory of the input.
NPU_GLOBAL void reduce_in_place(int *data, int *out) {
  int *mine = data + npu::blockIdx.x * npu::blockDim.x;
  const int t = int(npu::threadIdx.x);
  for (int k = threads / 2; k > 32; k /= 2) {
    if (t < k)
      mine[t] += mine[t + k];
    npu::syncthreads();
  }
  if (t < 32)
    add_last_64(mine, t);
  if (t == 0)
    out[npu::blockIdx.x] = mine[0];
}

// An inclusive scan of each warp; the lanes part at each step.
NPU_GLOBAL void scan(const int *in, int *out) {
  volatile int *s = static_cast<int *>(npu::detail::dynamic_shared());
  const int t = int(npu::threadIdx.x), lane = t & 31;
  s[t] = in[t];
  for (int d = 1; d < 32; d *= 2)
    if (lane >= d)
      s[t] = s[t] + s[t - d];
  out[t] = s[t];
}

// The same with fences instead of volatile memory: what they order, lanes in lockstep see.
NPU_GLOBAL void scan_with_fences(const int *in, int *out) {
  static NPU_SHARED int s[threads / 32 * 48]; // 16 zeros before each warp's part
  const int t = int(npu::threadIdx.x), lane = t & 31, at = t / 32 * 48 + 16 + lane;
  s[at - 16] = 0;
  for (int i = t; i < threads; i += threads) {
    s[at] = in[i];
    npu::threadfence_block();
    s[at] += s[at - 1];
    npu::threadfence_block();
    s[at] += s[at - 2];
    npu::threadfence_block();
    s[at] += s[at - 4];
    npu::threadfence_block();
    s[at] += s[at - 8];
    npu::threadfence_block();
    s[at] += s[at - 16];
    npu::threadfence_block();
    out[i] = s[at] + s[at - lane + 31];
  }
}

// Twice in a row: the second use overwrites what threads of other warps read as the result of the first.
NPU_DEVICE int block_sum(int v) {
  static NPU_SHARED int partial[32];
  const int t = int(npu::threadIdx.x);
  for (int o = 16; o > 0; o /= 2)
    v += npu::shfl_xor_sync(0xffffffff, v, o);
  if (t % 32 == 0)
    partial[t / 32] = v;
  npu::syncthreads();
  if (t == 0)
    for (int w = 1; w < int(npu::blockDim.x) / 32; ++w)
      partial[0] += partial[w];
  npu::syncthreads();
  return partial[0];
}
NPU_GLOBAL void sums_in_a_row(const int *in, int *out) {
  const int t = int(npu::threadIdx.x), sum = block_sum(in[t]);
  out[t] = block_sum(in[t] + sum);
}

// The lanes of one warp leave sums in a branch, and its first lane reads them all behind it.
NPU_GLOBAL void collect(const int *in, int *out) {
  NPU_DYNAMIC_SHARED(int, s);
  const int t = int(npu::threadIdx.x), lanes = 20;
  s[t] = in[t];
  npu::syncthreads();
  if (t < lanes) {
    int sum = 0;
    for (int i = t; i < threads; i += lanes)
      sum += s[i];
    s[t] = sum;
  }
  if (t == 0) {
    int total = 0;
    for (int i = 0; i < lanes; ++i)
      total += s[i];
    *out = total;
  }
}

// Lanes of one warp bring elements into another order, in place.
struct Item {
  int a, b, c;
};
NPU_GLOBAL void reorder(const int *ranks, int *out) {
  static NPU_SHARED Item items[threads];
  static NPU_SHARED int rank[threads];
  static NPU_SHARED short numbers[threads];
  const int t = int(npu::threadIdx.x);
  items[t] = {t, 10 * t, 100 * t};
  numbers[t] = short(t);
  rank[t] = ranks[t];
  npu::syncthreads();
  if (t < 16) {
    items[rank[t]] = items[t];
    numbers[t] = numbers[rank[t]];
  }
  npu::syncthreads();
  out[t] = items[t].a + items[t].b + items[t].c;
  out[threads + t] = numbers[t];
}

// Offsets that wrap around 32 bits: right in a GPU's window of shared memory.
NPU_GLOBAL void backwards(const int *in, int *out) {
  static NPU_SHARED int s[threads + 2];
  const unsigned t = npu::threadIdx.x;
  s[t + 1] = in[t];
  npu::syncthreads();
  const int *behind = s + threads + 1; // behind[~t] is the (t + 1)th from the end
  out[t] = behind[~t];
}

// A loop that ends by what one thread writes between barriers: it does not poll.
NPU_GLOBAL void by_leave_of_one(int *out) {
  volatile static NPU_SHARED int left;
  if (npu::threadIdx.x == 0)
    left = 5;
  npu::syncthreads();
  int turns = 0;
  while (left > 0) {
    ++turns;
    npu::syncthreads();
    if (npu::threadIdx.x == 7)
      left = left - 1;
    npu::syncthreads();
  }
  out[npu::threadIdx.x] = turns;
}

std::vector<int> numbers(int n) {
  std::vector<int> v(static_cast<size_t>(n));
  for (int i = 0; i < n; ++i)
    v[size_t(i)] = i * 7 % 13;
  return v;
}

TEST(Lockstep, LastStepsOfAReduction) {
  std::vector<int> in = numbers(4 * threads), out(4);
  NPU_LAUNCH(reduce, (4, threads), in.data(), out.data());
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  for (size_t b = 0; b < out.size(); ++b) {
    int sum = 0;
    for (size_t i = 0; i < threads; ++i)
      sum += in[b * threads + i];
    EXPECT_EQ(sum, out[b]) << b;
  }
}

TEST(Lockstep, ResultsAreReadBeforeTheNextUse) {
  std::vector<int> in = numbers(threads), out(threads);
  NPU_LAUNCH(sums_in_a_row, (1, threads), in.data(), out.data());
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  int sum = 0;
  for (int i : in)
    sum += i;
  for (int got : out)
    EXPECT_EQ(sum + threads * sum, got);
}

TEST(Lockstep, FencesBetweenTheSteps) {
  std::vector<int> in = numbers(threads), out(threads);
  NPU_LAUNCH(scan_with_fences, (1, threads), in.data(), out.data());
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  for (size_t warp = 0; warp < threads; warp += 32) {
    int total = 0, sum = 0;
    for (size_t i = warp; i < warp + 32; ++i)
      total += in[i];
    for (size_t i = warp; i < warp + 32; ++i) {
      sum += in[i];
      EXPECT_EQ(sum + total, out[i]) << i;
    }
  }
}

TEST(Lockstep, LastStepsOfAReductionInPlace) {
  std::vector<int> in = numbers(4 * threads), data = in, out(4);
  NPU_LAUNCH(reduce_in_place, (4, threads), data.data(), out.data());
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  for (size_t b = 0; b < out.size(); ++b) {
    int sum = 0;
    for (size_t i = 0; i < threads; ++i)
      sum += in[b * threads + i];
    EXPECT_EQ(sum, out[b]) << b;
  }
}

TEST(Lockstep, LanesMeetBehindABranch) {
  std::vector<int> in = numbers(threads);
  int out = 0, sum = 0;
  for (int i : in)
    sum += i;
  NPU_LAUNCH(collect, (1, threads, threads * sizeof(int)), in.data(), &out);
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  EXPECT_EQ(sum, out);
}

TEST(Lockstep, ElementsMovedInPlace) {
  std::vector<int> ranks(threads), out(2 * threads);
  for (int t = 0; t < threads; ++t)
    ranks[size_t(t)] = t < 16 ? (t * 5 + 3) % 16 : t;
  NPU_LAUNCH(reorder, (1, threads), ranks.data(), out.data());
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  for (size_t t = 0; t < threads; ++t) {
    EXPECT_EQ(111 * int(t), out[size_t(ranks[t])]) << t;
    EXPECT_EQ(ranks[t], out[threads + t]) << t;
  }
}

TEST(Lockstep, OffsetsThatWrapAround) {
  std::vector<int> in = numbers(threads), out(threads);
  NPU_LAUNCH(backwards, (1, threads), in.data(), out.data());
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  for (size_t t = 0; t < threads; ++t)
    ASSERT_EQ(in[threads - 1 - t], out[t]) << t;
}

TEST(Lockstep, LoopThatOneThreadEnds) {
  std::vector<int> out(threads);
  NPU_LAUNCH(by_leave_of_one, (1, threads), out.data());
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  for (size_t t = 0; t < threads; ++t)
    ASSERT_EQ(5, out[t]) << t;
}

TEST(Lockstep, ScanOfEachWarp) {
  std::vector<int> in = numbers(threads), out(threads);
  NPU_LAUNCH(scan, (1, threads, threads * sizeof(int)), in.data(), out.data());
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  int sum = 0;
  for (size_t i = 0; i < threads; ++i) {
    sum = i % 32 ? sum + in[i] : in[i];
    EXPECT_EQ(sum, out[i]) << i;
  }
}

} // namespace
