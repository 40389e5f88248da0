// SPDX-License-Identifier: Apache-2.0
// Cooperative groups: ranks and sizes, shuffles and votes of tiles, partitions, reductions, scans, copies,
// the grid.
#include "device_test.h"

#include <npu/cooperative_groups/memcpy_async.h>
#include <npu/cooperative_groups/reduce.h>
#include <npu/cooperative_groups/scan.h>

namespace {

namespace cg = npu::cooperative_groups;

// --- the block
// --------------------------------------------------------------------------------------------------------

NPU_GLOBAL void block_group(int *out) {
  const cg::thread_block block = cg::this_thread_block();
  NPU_SHARED int turn;
  if (block.thread_rank() == 0)
    turn = 5;
  block.sync();
  const dim3 index = block.thread_index(), of = block.dim_threads();
  const bool linear = block.thread_rank() == index.x + of.x * (index.y + of.y * index.z);
  const bool sizes =
      block.size() == 24 && block.num_threads() == 24 && block.group_index().x == npu::blockIdx.x;
  const auto token = block.barrier_arrive();
  block.barrier_wait(token);
  out[block.group_index().x * block.size() + block.thread_rank()] = linear && sizes ? turn : -1;
}

TEST(DeviceCooperativeGroups, Block) {
  Buffer<int> out(2 * 24);
  RUN_KERNEL(block_group, (2, dim3(4, 3, 2)), out.data());
  for (size_t i = 0; i < out.size(); ++i)
    EXPECT_EQ(out[i], 5);
}

// A function written for any group, as in CUDA's samples.
template <class Group> NPU_DEVICE int sum_in_shared(const Group &group, int *scratch, int value) {
  const int rank = static_cast<int>(group.thread_rank());
  for (int i = static_cast<int>(group.size()) / 2; i > 0; i /= 2) {
    scratch[rank] = value;
    group.sync();
    if (rank < i)
      value += scratch[rank + i];
    group.sync();
  }
  return value;
}

NPU_GLOBAL void sum_by_groups(int *out) {
  NPU_SHARED int scratch[64];
  const cg::thread_block block = cg::this_thread_block();
  const cg::thread_group half_warp = cg::tiled_partition(block, 16);
  const int rank = static_cast<int>(block.thread_rank());
  const int of_block = sum_in_shared<cg::thread_group>(block, scratch, rank);
  block.sync();
  const int of_part = sum_in_shared(half_warp, scratch + rank / 16 * 16, rank);
  if (rank == 0)
    out[0] = of_block;
  if (half_warp.thread_rank() == 0)
    out[1 + rank / 16] = of_part;
}

TEST(DeviceCooperativeGroups, ThreadGroupHoldsAnyGroup) {
  Buffer<int> out(5);
  RUN_KERNEL(sum_by_groups, (1, 64), out.data());
  EXPECT_EQ(out[0], 63 * 32);
  for (int part = 0; part < 4; ++part)
    EXPECT_EQ(out[1 + part], 16 * 16 * part + 120);
}

// --- tiles
// ------------------------------------------------------------------------------------------------------------

template <unsigned N> NPU_GLOBAL void tiles(int *out) {
  const cg::thread_block block = cg::this_thread_block();
  const cg::thread_block_tile<N> tile = cg::tiled_partition<N>(block);
  static_assert(cg::thread_block_tile<N>::size() == N, "");
  const int thread = static_cast<int>(npu::threadIdx.x), rank = static_cast<int>(tile.thread_rank());
  int *const mine = out + 8 * thread;
  mine[0] = rank;
  mine[1] = static_cast<int>(tile.meta_group_rank() * 100 + tile.meta_group_size());
  mine[2] = tile.shfl(thread, 1) + 1000 * tile.shfl_xor(rank, 1);
  mine[3] = tile.shfl_down(thread, 1) * 1000 + tile.shfl_up(thread, 1);
  mine[4] = static_cast<int>(tile.ballot(rank % 2 == 0));
  mine[5] = tile.any(rank == 1) * 2 + tile.all(rank == 1);
  mine[6] = static_cast<int>(tile.match_any(rank / 2));
  int same = 0;
  mine[7] = static_cast<int>(tile.match_all(3, same)) & -same;
}

template <unsigned N> void expect_tiles() {
  Buffer<int> out(8 * 96);
  RUN_KERNEL(tiles<N>, (1, 96), out.data());
  const unsigned all = 0xffffffffu >> (32 - N);
  for (int thread = 0; thread < 96; ++thread) {
    SCOPED_TRACE(testing::Message() << "tile of " << N << ", thread " << thread);
    const int *mine = out.data() + 8 * thread;
    const int n = static_cast<int>(N), rank = thread % n, first = thread - rank;
    EXPECT_EQ(mine[0], rank);
    EXPECT_EQ(mine[1], thread / n * 100 + 96 / n);
    EXPECT_EQ(mine[2], first + 1 + 1000 * (rank ^ 1));
    EXPECT_EQ(mine[3], (rank + 1 < n ? thread + 1 : thread) * 1000 + (rank > 0 ? thread - 1 : thread));
    EXPECT_EQ(static_cast<unsigned>(mine[4]), 0x55555555u & all);
    EXPECT_EQ(mine[5], 2);
    EXPECT_EQ(static_cast<unsigned>(mine[6]), 3u << rank / 2 * 2);
    EXPECT_EQ(static_cast<unsigned>(mine[7]), all);
  }
}

TEST(DeviceCooperativeGroups, Tiles) {
  expect_tiles<4>();
  expect_tiles<16>();
  expect_tiles<32>();
}

NPU_GLOBAL void tile_of_tile(int *out) {
  const auto warp = cg::tiled_partition<32>(cg::this_thread_block());
  const auto quad = cg::tiled_partition<4>(warp);
  out[npu::threadIdx.x] = static_cast<int>(100 * quad.meta_group_rank() + quad.meta_group_size()) +
                          1000 * quad.shfl(static_cast<int>(warp.thread_rank()), 3);
}

// Each tile of 64 sums, votes and passes on its last value; the tiles do not wait for each other.
NPU_GLOBAL void multi_warp_tiles(int *sums, int *votes, int *last) {
  NPU_SHARED cg::block_tile_memory<256> scratch;
  const auto block = cg::this_thread_block(scratch);
  const auto tile = cg::tiled_partition<64>(block);
  const int t = int(npu::threadIdx.x);
  for (unsigned turn = 0; turn <= tile.meta_group_rank(); ++turn) // as many barriers as the tile's rank says
    sums[t] = cg::reduce(tile, t, cg::plus<int>());
  votes[t] = tile.any(t == 70) + 2 * tile.all(t >= 64);
  last[t] = tile.shfl(t, tile.size() - 1);
}

TEST(DeviceCooperativeGroups, TilesOfSeveralWarps) {
  constexpr int threads = 256;
  std::vector<int> sums(threads), votes(threads), last(threads);
  NPU_LAUNCH(multi_warp_tiles, (1, threads), sums.data(), votes.data(), last.data());
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  for (int t = 0; t < threads; ++t) {
    const int tile = t / 64;
    EXPECT_EQ(64 * 64 * tile + 63 * 32, sums[size_t(t)]) << t;
    EXPECT_EQ((tile == 1) + 2 * (tile >= 1), votes[size_t(t)]) << t;
    EXPECT_EQ(tile * 64 + 63, last[size_t(t)]) << t;
  }
}

TEST(DeviceCooperativeGroups, TileOfATile) {
  Buffer<int> out(64);
  RUN_KERNEL(tile_of_tile, (1, 64), out.data());
  for (int i = 0; i < 64; ++i)
    EXPECT_EQ(out[i], 100 * (i % 32 / 4) + 8 + 1000 * (i % 32 / 4 * 4 + 3));
}

// --- coalesced groups
// ---------------------------------------------------------------------------------------------------

// The classic aggregated increment: one atomic addition for all threads that are here.
NPU_GLOBAL void aggregated_increment(int *counter, int *places) {
  const int thread = static_cast<int>(npu::threadIdx.x);
  if (thread % 3 == 1) {
    const cg::coalesced_group here = cg::coalesced_threads();
    int base = 0;
    if (here.thread_rank() == 0)
      base = npu::atomicAdd(counter, static_cast<int>(here.size()));
    places[thread] = here.shfl(base, 0) + static_cast<int>(here.thread_rank());
  }
}

TEST(DeviceCooperativeGroups, CoalescedThreadsAggregate) {
  Buffer<int> counter(1), places(128, -1);
  RUN_KERNEL(aggregated_increment, (1, 128), counter.data(), places.data());
  EXPECT_EQ(counter[0], 43);
  bool taken[43] = {};
  for (int i = 0; i < 128; ++i)
    if (i % 3 == 1) {
      ASSERT_GE(places[i], 0);
      ASSERT_LT(places[i], 43);
      EXPECT_FALSE(taken[places[i]]);
      taken[places[i]] = true;
    }
}

#ifdef __clang__ // which tells columns
// clang-format off
NPU_GLOBAL void two_on_a_line(int *out) {
  if (npu::threadIdx.x % 2 == 0) { out[npu::threadIdx.x] = int(cg::coalesced_threads().size()); } out[32 + npu::threadIdx.x] = int(cg::coalesced_threads().size());
}
// clang-format on

TEST(DeviceCooperativeGroups, PlacesOnOneLineDiffer) {
  Buffer<int> out(64);
  RUN_KERNEL(two_on_a_line, (1, 32), out.data());
  for (int i = 0; i < 32; i += 2)
    EXPECT_EQ(out[i], 16);
}
#endif

NPU_GLOBAL void coalesced_members(int *out) {
  const int lane = static_cast<int>(npu::threadIdx.x);
  if (lane % 2 == 0)
    return;
  const cg::coalesced_group odd = cg::coalesced_threads();
  int *const mine = out + 8 * lane;
  mine[0] = odd.shfl_up(lane, 2);
  mine[1] = odd.shfl_down(lane, 2);
  mine[2] = static_cast<int>(odd.ballot(lane < 8));
  mine[3] = odd.all(lane % 2) * 2 + odd.any(lane == 0);
  const cg::coalesced_group four = cg::tiled_partition(odd, 4);
  mine[4] = static_cast<int>(four.size() * 100 + four.meta_group_rank() * 10 + four.meta_group_size());
  mine[5] = four.shfl(lane, 0);
  mine[6] = static_cast<int>(odd.match_any(lane / 4));
}

TEST(DeviceCooperativeGroups, CoalescedGroupCountsByRank) {
  Buffer<int> out(8 * 32);
  RUN_KERNEL(coalesced_members, (1, 32), out.data());
  for (int lane = 1; lane < 32; lane += 2) {
    SCOPED_TRACE(lane);
    const int *mine = out.data() + 8 * lane;
    EXPECT_EQ(mine[0], lane >= 5 ? lane - 4 : lane);
    EXPECT_EQ(mine[1], lane < 28 ? lane + 4 : lane);
    EXPECT_EQ(mine[2], 0xf);
    EXPECT_EQ(mine[3], 2);
    EXPECT_EQ(mine[4], 400 + lane / 8 * 10 + 4);
    EXPECT_EQ(mine[5], lane / 8 * 8 + 1);
    EXPECT_EQ(mine[6], 3 << lane / 4 * 2);
  }
}

NPU_GLOBAL void partitions(int *out) {
  const auto warp = cg::tiled_partition<32>(cg::this_thread_block());
  const int lane = static_cast<int>(warp.thread_rank());
  const cg::coalesced_group same = cg::labeled_partition(warp, lane % 3);
  const cg::coalesced_group side = cg::binary_partition(warp, lane < 10);
  int *const mine = out + 4 * lane;
  mine[0] = static_cast<int>(same.meta_group_rank() * 1000 + same.meta_group_size() * 100 + same.size());
  mine[1] = static_cast<int>(same.thread_rank());
  mine[2] = static_cast<int>(side.meta_group_rank() * 1000 + side.meta_group_size() * 100 + side.size());
  int calls = 0;
  cg::invoke_one(side, [&] { calls = 1; });
  mine[3] = calls + 10 * cg::invoke_one_broadcast(side, [&] { return lane; });
}

TEST(DeviceCooperativeGroups, Partitions) {
  Buffer<int> out(4 * 32);
  RUN_KERNEL(partitions, (1, 32), out.data());
  for (int lane = 0; lane < 32; ++lane) {
    SCOPED_TRACE(lane);
    const int *mine = out.data() + 4 * lane;
    EXPECT_EQ(mine[0], lane % 3 * 1000 + 300 + (lane % 3 == 2 ? 10 : 11));
    EXPECT_EQ(mine[1], lane / 3);
    EXPECT_EQ(mine[2], lane < 10 ? 1210 : 222);
    EXPECT_EQ(mine[3], lane < 10 ? (lane == 0) : (lane == 10) + 100);
  }
}

// --- reduce, scan, copy
// -------------------------------------------------------------------------------------------------

struct Pair { // larger than what a lane publishes at once
  double sum, count, largest;
};

NPU_GLOBAL void reduce_and_scan(int *out, double *sums) {
  const auto tile = cg::tiled_partition<16>(cg::this_thread_block());
  const int thread = static_cast<int>(npu::threadIdx.x), rank = static_cast<int>(tile.thread_rank());
  int *const mine = out + 8 * thread;
  mine[0] = cg::reduce(tile, thread, cg::plus<int>());
  mine[1] = cg::reduce(tile, -thread, cg::less<int>());
  mine[2] = cg::reduce(tile, thread, cg::greater<int>());
  mine[3] = cg::reduce(tile, 1 << rank, cg::bit_or<int>()) ^ cg::reduce(tile, rank | 64, cg::bit_and<int>());
  mine[4] = cg::inclusive_scan(tile, rank);
  mine[5] = cg::exclusive_scan(tile, rank + 1);
  mine[6] = cg::inclusive_scan(tile, rank ^ 5, cg::greater<int>());
  const Pair all = cg::reduce(tile, Pair{1.0 * thread, 1, 1.0 * thread}, [](const Pair &a, const Pair &b) {
    return Pair{a.sum + b.sum, a.count + b.count, a.largest > b.largest ? a.largest : b.largest};
  });
  sums[thread] = all.sum * 1000 + all.count * 100 + all.largest;
  if (rank % 2) {
    const cg::coalesced_group odd = cg::coalesced_threads();
    mine[7] = cg::reduce(odd, rank, cg::plus<int>()) * 100 + cg::exclusive_scan(odd, 1);
  }
}

TEST(DeviceCooperativeGroups, ReduceAndScan) {
  Buffer<int> out(8 * 32);
  Buffer<double> sums(32);
  RUN_KERNEL(reduce_and_scan, (1, 32), out.data(), sums.data());
  for (int thread = 0; thread < 32; ++thread) {
    SCOPED_TRACE(thread);
    const int *mine = out.data() + 8 * thread;
    const int rank = thread % 16, first = thread - rank;
    EXPECT_EQ(mine[0], 16 * first + 120);
    EXPECT_EQ(mine[1], -(first + 15));
    EXPECT_EQ(mine[2], first + 15);
    EXPECT_EQ(mine[3], 0xffff ^ 64);
    EXPECT_EQ(mine[4], rank * (rank + 1) / 2);
    EXPECT_EQ(mine[5], rank * (rank + 1) / 2);
    int largest = 0;
    for (int i = 0; i <= rank; ++i)
      largest = largest > (i ^ 5) ? largest : i ^ 5;
    EXPECT_EQ(mine[6], largest);
    EXPECT_EQ(sums[thread], (16 * first + 120) * 1000 + 1600 + first + 15);
    // Two tiles share a warp, so the lanes that are here may be those of both.
    if (rank % 2 == 1) {
      EXPECT_EQ(mine[7], mine[7] / 100 == 64 ? 6400 + rank / 2 : 12800 + thread / 2);
    }
  }
}

NPU_GLOBAL void copies(const int *in, int *out) {
  NPU_SHARED int stage[100];
  const cg::thread_block block = cg::this_thread_block();
  cg::memcpy_async(block, stage, in, sizeof(int) * 70);
  cg::memcpy_async(block, stage + 70, 50, in + 70, 30); // elements: the smaller count
  cg::wait(block);
  for (unsigned i = block.thread_rank(); i < 100; i += block.size())
    out[i] = stage[99 - i];
}

TEST(DeviceCooperativeGroups, CopiesTogether) {
  Buffer<int> in(100), out(100);
  for (int i = 0; i < 100; ++i)
    in[i] = i * i;
  RUN_KERNEL(copies, (1, 48), in.data(), out.data());
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(out[i], (99 - i) * (99 - i));
}

// --- the grid
// -----------------------------------------------------------------------------------------------------------

NPU_GLOBAL void grid_steps(int *values, int n, int *valid) {
  const cg::grid_group grid = cg::this_grid();
  if (grid.thread_rank() == 0)
    *valid =
        grid.is_valid() && grid.num_blocks() == npu::gridDim.x && grid.size() == static_cast<unsigned>(n);
  const int i = static_cast<int>(grid.thread_rank());
  for (int step = 0; step < 5; ++step) {
    const int next = values[(i + 1) % n] + 1;
    grid.sync();
    values[i] = next;
    grid.sync();
  }
}

TEST(DeviceCooperativeGroups, GridSynchronises) {
  int n = 4 * 32;
  Buffer<int> values(static_cast<size_t>(n)), valid(1);
  for (int i = 0; i < n; ++i)
    values[i] = 10 * i;
  int *p = values.data(), *v = valid.data();
  void *arguments[] = {&p, &n, &v};
  ASSERT_EQ(npuLaunchCooperativeKernel(grid_steps, dim3(4), dim3(32), arguments), npuSuccess);
  ASSERT_EQ(npuDeviceSynchronize(), npuSuccess);
  EXPECT_EQ(valid[0], 1);
  for (int i = 0; i < n; ++i)
    EXPECT_EQ(values[i], 10 * ((i + 5) % n) + 5);
}

} // namespace
