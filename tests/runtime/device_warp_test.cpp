// SPDX-License-Identifier: Apache-2.0
// Warp functions: every lane's result, full and partial masks, widths, sources out of range, the forms
// without mask.
#include "device_test.h"

#include <vector>

#include <algorithm>

#include <npu/bf16.h>
#include <npu/fp16.h>

namespace {

constexpr unsigned full = 0xffffffffu;

// --- shuffles: out[lane] = the lane whose value arrived, for a value of 100 + lane
// -------------------------------------

NPU_GLOBAL void shuffles(int *out, int width, int argument) {
  const int lane = static_cast<int>(npu::threadIdx.x);
  out[lane] = npu::shfl_sync(full, 100 + lane, argument, width);
  out[32 + lane] = npu::shfl_up_sync(full, 100 + lane, static_cast<unsigned>(argument), width);
  out[64 + lane] = npu::shfl_down_sync(full, 100 + lane, static_cast<unsigned>(argument), width);
  out[96 + lane] = npu::shfl_xor_sync(full, 100 + lane, argument, width);
}

TEST(DeviceWarp, ShufflesFollowTheDocumentedLaneRules) {
  for (int width : {2, 4, 8, 16, 32})
    for (int argument : {0, 1, 2, 3, 5, 7, 15, 16, 31, 33}) {
      Buffer<int> out(128);
      RUN_KERNEL(shuffles, (1, 32), out.data(), width, argument);
      for (int lane = 0; lane < 32; ++lane) {
        SCOPED_TRACE(testing::Message() << "width " << width << " argument " << argument << " lane " << lane);
        const int start = lane / width * width, end = start + width;
        EXPECT_EQ(out[lane], 100 + start + argument % width);
        EXPECT_EQ(out[32 + lane], 100 + (lane - argument >= start ? lane - argument : lane));
        EXPECT_EQ(out[64 + lane], 100 + (lane + argument < end ? lane + argument : lane));
        const int partner = lane ^ argument;
        EXPECT_EQ(out[96 + lane], 100 + (partner < end ? partner : lane));
      }
    }
}

template <class T> NPU_GLOBAL void shuffle_type(T *values) {
  values[npu::threadIdx.x] = npu::shfl_xor_sync(full, values[npu::threadIdx.x], 1);
}
template <class T, class Make> void expect_shuffled(Make make) {
  Buffer<T> values(64);
  for (int i = 0; i < 64; ++i)
    values[i] = make(i);
  RUN_KERNEL(shuffle_type<T>, (1, 64), values.data());
  for (int i = 0; i < 64; ++i) {
    const T want = make(i ^ 1), got = values[i];
    EXPECT_EQ(memcmp(&want, &got, sizeof(T)), 0) << i;
  }
}

TEST(DeviceWarp, ShufflesEveryType) {
  expect_shuffled<unsigned>([](int i) { return 7u * i; });
  expect_shuffled<long>([](int i) { return -5000000000l * i; });
  expect_shuffled<unsigned long long>([](int i) { return 5000000000ull * i; });
  expect_shuffled<float>([](int i) { return 0.5f * i; });
  expect_shuffled<double>([](int i) { return 0.1 * i; });
  expect_shuffled<npu::half>([](int i) { return npu::half(i); });
  expect_shuffled<npu::half2>([](int i) { return npu::make_half2(i, i + 1); });
  expect_shuffled<npu::bfloat16>([](int i) { return npu::bfloat16(i); });
  expect_shuffled<float4>([](int i) { return make_float4(i, i + 1, i + 2, i + 3); });
  struct Large { // more than a lane publishes at once
    double v[5];
  };
  expect_shuffled<Large>([](int i) { return Large{{1.0 * i, 2.0 * i, 3.0 * i, 4.0 * i, 5.0 * i}}; });
}

NPU_GLOBAL void warp_sum(const float *in, float *out) {
  const unsigned i = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  float v = in[i];
  for (int offset = npu::warpSize / 2; offset > 0; offset /= 2)
    v += npu::shfl_down_sync(full, v, static_cast<unsigned>(offset));
  if (npu::threadIdx.x % 32 == 0)
    out[i / 32] = v;
}

TEST(DeviceWarp, ReducesByShuffles) {
  Buffer<float> in(4 * 128), out(16);
  for (size_t i = 0; i < in.size(); ++i)
    in[i] = static_cast<float>(i);
  RUN_KERNEL(warp_sum, (4, 128), in.data(), out.data());
  for (int w = 0; w < 16; ++w)
    EXPECT_EQ(out[w], 32.0f * (32 * w) + 31 * 16);
}

// --- votes
// ------------------------------------------------------------------------------------------------------------

NPU_GLOBAL void votes(unsigned *out) {
  const unsigned lane = npu::threadIdx.x;
  out[lane] = npu::ballot_sync(full, lane % 3 == 0);
  out[32 + lane] = static_cast<unsigned>(npu::any_sync(full, lane == 7)) | npu::any_sync(full, 0) << 1 |
                   npu::all_sync(full, 2) << 2 | npu::all_sync(full, lane != 7) << 3 |
                   npu::uni_sync(full, 0) << 4 | npu::uni_sync(full, lane == 0) << 5;
}

TEST(DeviceWarp, Votes) {
  Buffer<unsigned> out(64);
  RUN_KERNEL(votes, (1, 32), out.data());
  for (int lane = 0; lane < 32; ++lane) {
    EXPECT_EQ(out[lane], 0x49249249u);
    EXPECT_EQ(out[32 + lane], 0x15u);
  }
}

// The two halves of the warp vote in different branches, each under its own mask.
NPU_GLOBAL void divergent_votes(unsigned *out) {
  const unsigned lane = npu::threadIdx.x;
  if (lane % 2)
    out[lane] = npu::ballot_sync(0xaaaaaaaau, lane < 16);
  else
    out[lane] = npu::ballot_sync(0x55555555u, lane >= 16);
}

TEST(DeviceWarp, PartialMasksMeetIndependently) {
  Buffer<unsigned> out(32);
  RUN_KERNEL(divergent_votes, (1, 32), out.data());
  for (int lane = 0; lane < 32; ++lane)
    EXPECT_EQ(out[lane], lane % 2 ? 0x0000aaaau : 0x55550000u);
}

// Lanes that have returned do not hold the others up, though the mask names them.
NPU_GLOBAL void early_return(unsigned *out) {
  if (npu::threadIdx.x >= 20)
    return;
  out[npu::threadIdx.x] = npu::ballot_sync(full, 1);
}

TEST(DeviceWarp, EndedLanesDoNotCount) {
  Buffer<unsigned> out(32);
  RUN_KERNEL(early_return, (1, 32), out.data());
  for (int lane = 0; lane < 20; ++lane)
    EXPECT_EQ(out[lane], 0x000fffffu);
}

// --- matches and reductions
// ---------------------------------------------------------------------------------------------

NPU_GLOBAL void matches(unsigned *out, int *predicates) {
  const unsigned lane = npu::threadIdx.x;
  out[lane] = npu::match_any_sync(full, lane % 4);
  out[32 + lane] = npu::match_all_sync(full, 2.5, &predicates[lane]);
  out[64 + lane] = npu::match_all_sync(full, lane / 31, &predicates[32 + lane]);
}

TEST(DeviceWarp, Matches) {
  Buffer<unsigned> out(96);
  Buffer<int> predicates(64, -1);
  RUN_KERNEL(matches, (1, 32), out.data(), predicates.data());
  for (int lane = 0; lane < 32; ++lane) {
    EXPECT_EQ(out[lane], 0x11111111u << lane % 4);
    EXPECT_EQ(out[32 + lane], full);
    EXPECT_EQ(predicates[lane], 1);
    EXPECT_EQ(out[64 + lane], 0u);
    EXPECT_EQ(predicates[32 + lane], 0);
  }
}

NPU_GLOBAL void reductions(int *out) {
  const int lane = static_cast<int>(npu::threadIdx.x);
  if (lane >= 16)
    return;
  const unsigned mask = 0xffff;
  int *const mine = out + 8 * lane;
  mine[0] = npu::reduce_add_sync(mask, lane - 3);
  mine[1] = npu::reduce_min_sync(mask, lane - 3);
  mine[2] = npu::reduce_max_sync(mask, -lane);
  mine[3] = static_cast<int>(npu::reduce_max_sync(mask, static_cast<unsigned>(-lane)));
  mine[4] = static_cast<int>(npu::reduce_and_sync(mask, 0xf0u | static_cast<unsigned>(lane)));
  mine[5] = static_cast<int>(npu::reduce_or_sync(mask, 1u << lane));
  mine[6] = static_cast<int>(npu::reduce_xor_sync(mask, static_cast<unsigned>(lane) | 0x100u));
}

TEST(DeviceWarp, Reductions) {
  Buffer<int> out(8 * 16);
  RUN_KERNEL(reductions, (1, 32), out.data());
  for (int lane = 0; lane < 16; ++lane) {
    const int *mine = out.data() + 8 * lane;
    EXPECT_EQ(mine[0], 120 - 48);
    EXPECT_EQ(mine[1], -3);
    EXPECT_EQ(mine[2], 0);
    EXPECT_EQ(mine[3], -1);
    EXPECT_EQ(mine[4], 0xf0);
    EXPECT_EQ(mine[5], 0xffff);
    EXPECT_EQ(mine[6], 0);
  }
}

// --- the lanes that are here
// ----------------------------------------------------------------------------------------------

NPU_GLOBAL void active_lanes(unsigned *out) {
  const unsigned lane = npu::threadIdx.x;
  out[lane] = npu::activemask();
  if (lane < 8)
    out[32 + lane] = npu::activemask();
  else
    out[32 + lane] = npu::activemask();
}

TEST(DeviceWarp, ActiveMask) {
  Buffer<unsigned> out(64);
  RUN_KERNEL(active_lanes, (1, 32), out.data());
  for (int lane = 0; lane < 32; ++lane) {
    EXPECT_EQ(out[lane], full);
    EXPECT_EQ(out[32 + lane], lane < 8 ? 0x000000ffu : 0xffffff00u);
  }
}

// Atomic functions that change nothing count as signs of waiting, but these lanes are on their way.
NPU_GLOBAL void active_after_atomics(unsigned *least, unsigned *out) {
  const unsigned t = npu::threadIdx.x;
  for (int turn = 0; turn < 3; ++turn)
    npu::atomicMin(least, t);
  out[t] = npu::activemask();
}

TEST(DeviceWarp, ActiveMaskBehindAtomicsThatChangeNothing) {
  Buffer<unsigned> least(1), out(128);
  RUN_KERNEL(active_after_atomics, (1, 128), least.data(), out.data());
  for (int t = 0; t < 128; ++t)
    EXPECT_EQ(out[t], full) << t;
}

// Code for CUDA 8: no masks, shuffles and votes in divergent branches.
NPU_GLOBAL void without_masks(int *out) {
  const int lane = static_cast<int>(npu::threadIdx.x);
  int v = lane;
  for (int offset = 16; offset > 0; offset >>= 1)
    v += npu::shfl_down(v, static_cast<unsigned>(offset));
  out[lane] = v;
  if (lane < 16)
    out[32 + lane] = static_cast<int>(npu::ballot(lane % 2));
  else
    out[32 + lane] = npu::shfl(lane, 20) + 1000 * npu::any(lane == 31) + 2000 * npu::all(lane == 31);
}

TEST(DeviceWarp, FormsWithoutMaskTakeTheLanesThatAreHere) {
  Buffer<int> out(64);
  RUN_KERNEL(without_masks, (1, 32), out.data());
  EXPECT_EQ(out[0], 496);
  for (int lane = 0; lane < 32; ++lane)
    EXPECT_EQ(out[32 + lane], lane < 16 ? 0xaaaa : 1020);
}

NPU_GLOBAL void lane_masks(unsigned *out) {
  const unsigned lane = npu::threadIdx.x % 32;
  out[npu::threadIdx.x] = (npu::lanemask_lt() == (1u << lane) - 1) + (npu::lanemask_eq() == 1u << lane) +
                          (npu::lanemask_le() == (2u << lane) - 1) +
                          (npu::lanemask_gt() == ~((2u << lane) - 1)) +
                          (npu::lanemask_ge() == ~((1u << lane) - 1));
}

TEST(DeviceWarp, LaneMasks) {
  Buffer<unsigned> out(64);
  RUN_KERNEL(lane_masks, (1, 64), out.data());
  for (int i = 0; i < 64; ++i)
    EXPECT_EQ(out[i], 5u) << i;
}

// Lanes from `lanes` on do not take part, or the block ends before them.
NPU_GLOBAL void sum_of_few(int lanes, int *sum, long long *wide) {
  int value = int(npu::threadIdx.x) + 1;
  long long long_value = value;
  const unsigned mask = npu::ballot_sync(0xffffffffu, int(npu::threadIdx.x) < lanes);
  if (int(npu::threadIdx.x) < lanes)
    for (unsigned distance = 16; distance > 0; distance /= 2) {
      value += npu::shfl_down_sync(mask, value, distance);
      long_value += npu::shfl_down_sync(mask, long_value, distance);
    }
  if (npu::threadIdx.x == 0) {
    *sum = value;
    *wide = long_value;
  }
}

TEST(DeviceWarp, LanesThatDoNotTakePartReadAsZero) {
  for (int threads : {1, 2, 7, 31, 32})
    for (int lanes : {1, 2, 8, 32}) {
      int sum = 0;
      long long wide = 0;
      NPU_LAUNCH(sum_of_few, (1, threads), lanes, &sum, &wide);
      ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
      const int n = std::min(threads, lanes);
      EXPECT_EQ(n * (n + 1) / 2, sum) << threads << " " << lanes;
      EXPECT_EQ(n * (n + 1) / 2, wide) << threads << " " << lanes;
    }
}

// More places to wait than a compiled form can number, once its loops are unrolled.
NPU_GLOBAL void many_exchanges(unsigned *values) {
  unsigned v = npu::threadIdx.x;
#define NPU_TEST_EXCHANGES(salt)                                                                             \
  for (int i = 0; i < 31; ++i)                                                                               \
    v = v * 3 + npu::shfl_xor_sync(0xffffffffu, v, (i * salt) & 31);
  NPU_TEST_EXCHANGES(1)
  NPU_TEST_EXCHANGES(3)
  NPU_TEST_EXCHANGES(5)
  NPU_TEST_EXCHANGES(7)
  NPU_TEST_EXCHANGES(9)
  NPU_TEST_EXCHANGES(11)
  NPU_TEST_EXCHANGES(13)
  NPU_TEST_EXCHANGES(15)
  NPU_TEST_EXCHANGES(17)
#undef NPU_TEST_EXCHANGES
  values[npu::threadIdx.x] = v;
}

TEST(DeviceWarp, MorePlacesToWaitThanAFormCanNumber) {
  for (unsigned threads : {20u, 32u}) {
    unsigned values[32] = {}, expected[32] = {};
    NPU_LAUNCH(many_exchanges, (1, threads), values);
    ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
    for (unsigned lane = 0; lane < threads; ++lane)
      expected[lane] = lane;
    for (unsigned salt = 1; salt <= 17; salt += 2)
      for (unsigned i = 0; i < 31; ++i) {
        unsigned before[32];
        std::copy(expected, expected + 32, before);
        for (unsigned lane = 0; lane < threads; ++lane)
          expected[lane] = before[lane] * 3 + before[lane ^ ((i * salt) & 31)];
      }
    for (unsigned lane = 0; lane < threads; ++lane)
      EXPECT_EQ(expected[lane], values[lane]) << lane << " of " << threads;
  }
}

// Half of each warp waits in a loop while the other half runs through it; then groups of eight vote.
NPU_GLOBAL void part_of_warp_in_a_loop(int turns, int *sums, unsigned *votes) {
  const int t = int(npu::threadIdx.x);
  int sum = 0;
  for (int k = 0; k < turns; ++k)
    if ((t & 31) < 16)
      sum += npu::shfl_xor_sync(0xffffu, t, 3) + k;
  sums[t] = sum;
  votes[t] = npu::ballot_sync(255u << (t & 24), sum >= 0);
}
TEST(DeviceWarp, PartOfAWarpInALoop) {
  for (int threads : {64, 48}) {
    Buffer<int> sums(64);
    Buffer<unsigned> votes(64);
    NPU_LAUNCH(part_of_warp_in_a_loop, (1, threads), 3, sums.data(), votes.data());
    ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
    for (int t = 0; t < threads; ++t) {
      EXPECT_EQ((t & 31) < 16 ? 3 * (t ^ 3) + 3 : 0, sums[size_t(t)]) << t;
      EXPECT_EQ(255u << (t & 24), votes[size_t(t)]) << t;
    }
  }
}

// One lane adds for all and hands on what was there: the others' variable holds nothing before.
NPU_GLOBAL void one_lane_adds(int *total, int *place) {
  const unsigned t = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x, lane = npu::threadIdx.x % 32;
  const unsigned keep = npu::ballot_sync(0xffffffffu, t % 3 == 0);
  int base;
  if (lane == 0)
    base = npu::atomicAdd(total, npu::popc(keep));
  base = npu::shfl_sync(0xffffffffu, base, 0);
  if (t % 3 == 0)
    place[base + npu::popc(keep & ((1u << lane) - 1))] = static_cast<int>(t);
}

TEST(DeviceWarp, VariablesThatOneLaneSets) {
  Buffer<int> total(1), place(128);
  RUN_KERNEL(one_lane_adds, (2, 64), total.data(), place.data());
  ASSERT_EQ(total[0], 43);
  std::sort(place.data(), place.data() + 43);
  for (int i = 0; i < 43; ++i)
    EXPECT_EQ(place[i], 3 * i);
}

// A warp for each row, by the warp's number in the grid; blocks may end within a warp.
NPU_GLOBAL void sum_rows(const int *in, int *sums, int *warps, int width, int rows) {
  const int thread = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  const int row = thread / npu::warpSize, lane = thread % 32;
  if (row >= rows)
    return;
  int sum = 0;
  for (int i = lane; i < width; i += 32)
    sum += in[row * width + i];
  npu::atomicAdd(&sums[row], sum);
  if (npu::blockDim.x % 32 == 0) {
    for (int apart = 16; apart > 0; apart /= 2)
      sum += npu::shfl_down_sync(0xffffffff, sum, apart);
    if (lane == 0)
      warps[row] = sum;
  }
}
TEST(DeviceWarp, EachHasARowOfTheGrid) {
  constexpr int Rows = 37, Width = 75;
  int *in = nullptr, *sums = nullptr, *warps = nullptr;
  ASSERT_EQ(npuSuccess, npuMallocManaged(&in, Rows * Width * sizeof(int)));
  ASSERT_EQ(npuSuccess, npuMallocManaged(&sums, Rows * sizeof(int)));
  ASSERT_EQ(npuSuccess, npuMallocManaged(&warps, Rows * sizeof(int)));
  std::vector<int> expected(Rows);
  for (int i = 0; i < Rows * Width; ++i)
    expected[size_t(i / Width)] += in[i] = i * 7 % 31;
  for (int threads : {32, 96, 256, 40, 100, 1}) {
    for (int r = 0; r < Rows; ++r)
      sums[r] = warps[r] = 0;
    NPU_LAUNCH(sum_rows, (unsigned(Rows * 32 + threads - 1) / unsigned(threads), threads), in, sums, warps,
               Width, Rows);
    ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
    EXPECT_EQ(expected, std::vector<int>(sums, sums + Rows)) << threads;
    if (threads % 32 == 0) {
      EXPECT_EQ(expected, std::vector<int>(warps, warps + Rows)) << threads;
    }
  }
  for (int *memory : {in, sums, warps})
    npuFree(memory);
}

} // namespace
