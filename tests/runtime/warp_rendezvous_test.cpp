// SPDX-License-Identifier: Apache-2.0
// The rendezvous of a warp's lanes: full and partial masks, lanes that have ended, divergence.
#include "test_support.h"

namespace {

using npu::detail::lane_index;
using npu::detail::warp_rendezvous;
using npu::detail::warp_view;

NPU_GLOBAL void sum_by_shuffle(const int *in, int *out) {
  int v = in[npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x];
  for (unsigned delta = 16; delta > 0; delta /= 2) {
    const warp_view &view = warp_rendezvous(0xffffffffu, v);
    v += lane_index() + delta < 32 ? view.get<int>(lane_index() + delta) : 0;
  }
  if (lane_index() == 0)
    out[npu::blockIdx.x * npu::detail::warps_per_block() + npu::detail::warp_index()] = v;
}

TEST(WarpRendezvous, FullMask) {
  for (unsigned threads : {32u, 64u, 1024u}) {
    std::vector<int> in(5 * threads), out(5 * threads / 32);
    for (size_t i = 0; i < in.size(); ++i)
      in[i] = int(i * 7 % 1001);
    NPU_LAUNCH(sum_by_shuffle, (5, threads), in.data(), out.data());
    EXPECT_ALL_DONE();
    for (size_t w = 0; w < out.size(); ++w) {
      int sum = 0;
      for (int lane = 0; lane < 32; ++lane)
        sum += in[w * 32 + size_t(lane)];
      ASSERT_EQ(sum, out[w]);
    }
  }
}

// Four groups with masks of their own go different numbers of rounds at the same time.
NPU_GLOBAL void groups(int *out) {
  const unsigned lane = lane_index(), group = lane % 4;
  const uint32_t mask = 0x11111111u << group;
  int v = int(lane);
  for (unsigned round = 0; round <= group; ++round) {
    const warp_view &view = warp_rendezvous(mask, v);
    EXPECT_EQ(mask, view.arrived);
    v = view.get<int>((lane + 4) % 32) + 1;
  }
  out[npu::threadIdx.x] = v;
}

TEST(WarpRendezvous, DisjointMasksAreIndependent) {
  std::vector<int> out(96);
  NPU_LAUNCH(groups, (1, 96), out.data());
  EXPECT_ALL_DONE();
  for (int t = 0; t < 96; ++t) {
    const int lane = t % 32, rounds = lane % 4 + 1;
    EXPECT_EQ((lane + 4 * rounds) % 32 + rounds, out[size_t(t)]);
  }
}

// A branch per half, then the whole warp again.
NPU_GLOBAL void halves_then_all(unsigned *out) {
  const unsigned lane = lane_index();
  unsigned v = lane;
  if (lane < 16) {
    for (int i = 0; i < 3; ++i)
      v = warp_rendezvous(0x0000ffffu, v).get<unsigned>(15 - lane);
  } else {
    v = warp_rendezvous(0xffff0000u, v).get<unsigned>(47 - lane);
  }
  out[npu::threadIdx.x] = warp_rendezvous(0xffffffffu, v).get<unsigned>(lane ^ 16);
}

TEST(WarpRendezvous, PartialMasksInDivergentBranches) {
  std::vector<unsigned> out(64);
  NPU_LAUNCH(halves_then_all, (1, 64), out.data());
  EXPECT_ALL_DONE();
  for (unsigned t = 0; t < 64; ++t) {
    const unsigned from = t % 32 ^ 16;
    EXPECT_EQ(from < 16 ? 15 - from : 47 - from, out[t]);
  }
}

NPU_GLOBAL void with_ended_lanes(uint32_t *arrived, int n) {
  if (int(npu::threadIdx.x) >= n)
    return;
  arrived[npu::threadIdx.x] = warp_rendezvous(0xffffffffu, 1).arrived;
}

TEST(WarpRendezvous, EndedLanesAreNotWaitedFor) {
  for (int n : {1, 5, 31, 32, 40, 63}) {
    std::vector<uint32_t> arrived(64);
    NPU_LAUNCH(with_ended_lanes, (1, 64), arrived.data(), n);
    EXPECT_ALL_DONE();
    for (int t = 0; t < n; ++t) {
      const int lanes = std::min(32, n - t / 32 * 32);
      EXPECT_EQ(lanes == 32 ? ~0u : (1u << lanes) - 1, arrived[size_t(t)]) << n << " " << t;
    }
  }
}

// A block that is not a multiple of 32.
TEST(WarpRendezvous, LastWarpMayBeShort) {
  std::vector<uint32_t> arrived(40);
  NPU_LAUNCH(with_ended_lanes, (1, 40), arrived.data(), 40);
  EXPECT_ALL_DONE();
  EXPECT_EQ(0xffu, arrived[39]);
}

// Pre-Volta code: the full mask in a branch that only some lanes take, the others wait at the block's
// barrier.
NPU_GLOBAL void full_mask_in_a_branch(int *out) {
  int v = int(npu::threadIdx.x);
  if (npu::threadIdx.x < 8) {
    for (unsigned delta = 4; delta > 0; delta /= 2) {
      const warp_view &view = warp_rendezvous(0xffffffffu, v);
      EXPECT_EQ(0xffu, view.arrived);
      v += lane_index() + delta < 8 ? view.get<int>(lane_index() + delta) : 0;
    }
  }
  npu::syncthreads();
  out[npu::threadIdx.x] = v;
}

TEST(WarpRendezvous, EndsWithTheActiveLanesWhenNothingElseCanRun) {
  std::vector<int> out(64);
  NPU_LAUNCH(full_mask_in_a_branch, (1, 64), out.data());
  EXPECT_ALL_DONE();
  EXPECT_EQ(28, out[0]);
  EXPECT_EQ(8, out[8]);
}

NPU_GLOBAL void wide_values(double *out) {
  struct pair {
    double a, b;
  };
  const pair mine{npu::threadIdx.x + 0.5, npu::threadIdx.x * 2.0};
  const pair other = warp_rendezvous(0xffffffffu, mine).get<pair>(31 - lane_index());
  out[npu::threadIdx.x] = other.a + other.b;
}

TEST(WarpRendezvous, SixteenBytes) {
  std::vector<double> out(32);
  NPU_LAUNCH(wide_values, (1, 32), out.data());
  EXPECT_ALL_DONE();
  for (int t = 0; t < 32; ++t)
    EXPECT_EQ((31 - t) * 3 + 0.5, out[size_t(t)]);
}

NPU_GLOBAL void converge(uint32_t *out) {
  static const char even = 0, odd = 0, all = 0;
  const unsigned t = npu::threadIdx.x;
  if (t % 2)
    out[t] = npu::detail::warp_converge(&odd);
  else if (t != 6)
    out[t] = npu::detail::warp_converge(&even);
  npu::syncwarp();
  out[64 + t] = npu::detail::warp_converge(&all);
}

TEST(WarpRendezvous, ConvergedLanes) {
  std::vector<uint32_t> out(128);
  NPU_LAUNCH(converge, (1, 64), out.data());
  EXPECT_ALL_DONE();
  EXPECT_EQ(0x55555555u & ~(1u << 6), out[0]);
  EXPECT_EQ(0x55555555u, out[32]);
  for (size_t t = 0; t < 64; ++t) {
    if (t % 2) {
      EXPECT_EQ(0xaaaaaaaau, out[t]);
    }
    EXPECT_EQ(0xffffffffu, out[64 + t]);
  }
}

// One lane polls for a flag that another lane of its warp sets.
NPU_GLOBAL void lane_waits_for_lane(int *flag) {
  if (npu::threadIdx.x == 0)
    while (npu::atomicAdd(flag, 0) == 0)
      npu::detail::yield();
  if (npu::threadIdx.x == 31)
    npu::atomicExch(flag, 1);
}

TEST(WarpRendezvous, AYieldingLaneLetsTheOthersRun) {
  int flag = 0;
  NPU_LAUNCH(lane_waits_for_lane, (1, 32), &flag);
  EXPECT_ALL_DONE();
}

} // namespace
