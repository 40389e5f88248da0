// SPDX-License-Identifier: Apache-2.0
// Cooperative groups: ranks and sizes of all kinds, shuffles, votes, reduce, scan, partitions, copies, grid
// barriers.
#include "show.h"
#include <cooperative_groups.h>
#include <cooperative_groups/memcpy_async.h>
#include <cooperative_groups/reduce.h>
#include <cooperative_groups/scan.h>
namespace cg = cooperative_groups;

__global__ void ranks(unsigned *out) {
  cg::thread_block b = cg::this_thread_block();
  cg::grid_group g = cg::this_grid();
  unsigned i = static_cast<unsigned>(g.thread_rank());
  unsigned *o = out + i * 8;
  o[0] = b.thread_rank(), o[1] = b.size(), o[2] = b.num_threads(), o[3] = static_cast<unsigned>(g.size());
  o[4] = b.group_index().x * 10 + b.group_index().y, o[5] = b.thread_index().x * 100 + b.thread_index().y;
  o[6] = b.dim_threads().y, o[7] = static_cast<unsigned>(g.block_rank() * 100 + g.num_blocks());
}

template <unsigned W> __device__ void tile(int *&o, int lane) {
  cg::thread_block_tile<W> t = cg::tiled_partition<W>(cg::this_thread_block());
  auto put = [&](int v) { o[lane] = v, o += 64; };
  put(t.thread_rank());
  put(t.size());
  put(t.meta_group_rank() * 100 + t.meta_group_size());
  put(t.shfl(lane, 1));
  put(t.shfl_up(lane, 1));
  put(t.shfl_down(lane, 2));
  put(t.shfl_xor(lane, 1));
  put(t.any(lane == 3));
  put(t.all(lane < 64));
  put(t.ballot(lane % 3 == 0));
  put(t.match_any(lane % 4));
  put(cg::reduce(t, lane, cg::plus<int>()));
  put(cg::reduce(t, lane ^ 5, cg::less<int>()));
  put(cg::reduce(t, lane ^ 5, cg::greater<int>()));
  put(cg::reduce(t, lane, cg::bit_xor<int>()));
  put(cg::inclusive_scan(t, lane, cg::plus<int>()));
  put(cg::exclusive_scan(t, lane, cg::plus<int>()));
  put(cg::inclusive_scan(t, lane ^ 3, cg::greater<int>()));
  t.sync();
}
__global__ void tiles(int *out) {
  int lane = threadIdx.x;
  tile<32>(out, lane);
  tile<16>(out, lane);
  tile<8>(out, lane);
  tile<4>(out, lane);
  tile<2>(out, lane);
}
__global__ void coalesced(int *out) {
  int lane = threadIdx.x;
  int *o = out;
  auto put = [&](int v) { o[lane] = v, o += 32; };
  if (lane % 3 == 1) {
    cg::coalesced_group g = cg::coalesced_threads();
    put(g.thread_rank());
    put(g.size());
    put(g.shfl(lane, 2));
    put(g.shfl_up(lane, 1));
    put(g.shfl_down(lane, 1));
    put(g.ballot(lane & 1));
    put(g.any(lane == 4));
    put(g.all(lane < 30));
    put(cg::reduce(g, lane, cg::plus<int>()));
    put(cg::inclusive_scan(g, lane));
    put(cg::exclusive_scan(g, lane));
    g.sync();
  }
  o = out + 11 * 32;
  cg::thread_block_tile<32> w = cg::tiled_partition<32>(cg::this_thread_block());
  auto l = cg::labeled_partition(w, lane % 5);
  put(l.thread_rank());
  put(l.size());
  put(cg::reduce(l, lane, cg::plus<int>()));
  auto b = cg::binary_partition(w, lane > 10);
  put(b.thread_rank());
  put(b.size());
  put(cg::reduce(b, lane, cg::plus<int>()));
  auto dynamic = cg::tiled_partition(cg::this_thread_block(), 8);
  put(dynamic.thread_rank() * 100 + dynamic.size());
}
__global__ void wide(int *out) {
  __shared__ cg::block_tile_memory<256> memory;
  auto b = cg::this_thread_block(memory);
  auto t = cg::tiled_partition<64>(b);
  int i = threadIdx.x;
  out[i] = t.thread_rank();
  out[256 + i] = cg::reduce(t, i, cg::plus<int>());
  out[512 + i] = t.shfl(i, 40);
  out[768 + i] = t.any(i == 130);
}
__global__ void copies(const int *in, int *out, int n) {
  __shared__ int s[256];
  auto b = cg::this_thread_block();
  cg::memcpy_async(b, s, in, sizeof(int) * n);
  cg::wait(b);
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    out[i] = s[n - 1 - i];
}
__global__ void grid(int *data, int rounds) {
  cg::grid_group g = cg::this_grid();
  unsigned long long i = g.thread_rank(), n = g.size();
  for (int r = 0; r < rounds; ++r) {
    int left = data[(r & 1) * n + (i + n - 1) % n];
    data[((r + 1) & 1) * n + i] = left + 1;
    g.sync();
  }
}
__global__ void invoke(int *out) {
  auto b = cg::this_thread_block();
  cg::invoke_one(b, [&] { atomicAdd(out, 1); });
  auto t = cg::tiled_partition<32>(b);
  int v = cg::invoke_one_broadcast(t, [&] { return 7; });
  atomicAdd(out + 1, v);
}

int main() {
  Buffer<unsigned> r(2 * 2 * 6 * 8);
  ranks<<<dim3(2, 2), dim3(3, 2)>>>(r);
  auto rv = r.host();
  for (int i = 0; i < 24; ++i)
    list("ranks", std::vector<unsigned>(rv.begin() + i * 8, rv.begin() + i * 8 + 8));
  Buffer<int> t(5 * 18 * 64), c(18 * 32), w(4 * 256), in(std::vector<int>(200, 4)), o(200), one(2);
  tiles<<<1, 64>>>(t);
  auto v = t.host();
  for (int i = 0; i < 90; ++i)
    list(i % 18 ? "" : "tile", std::vector<int>(v.begin() + i * 64, v.begin() + i * 64 + 64));
  coalesced<<<1, 32>>>(c);
  v = c.host();
  for (int i = 0; i < 18; ++i)
    list("coalesced", std::vector<int>(v.begin() + i * 32, v.begin() + i * 32 + 32));
  wide<<<1, 256>>>(w);
  hashes("wide", w.host(), 64);
  std::vector<int> seq(200);
  for (int i = 0; i < 200; ++i)
    seq[i] = i * i;
  Buffer<int> src(seq);
  copies<<<1, 64>>>(src, o, 200);
  hashes("copied", o.host(), 50);
  Buffer<int> g(2 * 4 * 64);
  int rounds = 20;
  int *gp = g.device;
  void *args[] = {&gp, &rounds};
  show("cooperative", cudaLaunchCooperativeKernel(reinterpret_cast<const void *>(grid), dim3(4), dim3(64),
                                                  args, 0, nullptr));
  must(cudaDeviceSynchronize());
  hashes("grid", g.host(), 64);
  show("too many blocks", cudaLaunchCooperativeKernel(reinterpret_cast<const void *>(grid), dim3(1 << 20),
                                                      dim3(1024), args, 0, nullptr));
  invoke<<<1, 64>>>(one);
  list("invoke", one.host());
}
