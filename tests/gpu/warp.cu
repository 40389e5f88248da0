// SPDX-License-Identifier: Apache-2.0
// Warp operations: shuffles with widths and partial masks, votes, match, reduce, block-wide counts.
#include "show.h"

__global__ void shuffles(int *out) {
  int lane = threadIdx.x & 31, n = 0;
  auto put = [&](int v) { out[(n++) * 32 + lane] = v; };
  int v = lane * 3 + 1;
  for (int width = 2; width <= 32; width *= 2) {
    put(__shfl_sync(~0u, v, 3, width));
    put(__shfl_sync(~0u, v, lane + 5, width));
    put(__shfl_sync(~0u, v, -1, width));
    put(__shfl_up_sync(~0u, v, 1, width));
    put(__shfl_up_sync(~0u, v, 5, width));
    put(__shfl_down_sync(~0u, v, 1, width));
    put(__shfl_down_sync(~0u, v, 7, width));
    put(__shfl_xor_sync(~0u, v, 1, width));
    put(__shfl_xor_sync(~0u, v, 12, width));
    put(__shfl_xor_sync(~0u, v, 31, width));
  }
}
__global__ void partial(int *out) {
  int lane = threadIdx.x & 31;
  out[lane] = -1, out[32 + lane] = -1, out[64 + lane] = -1, out[96 + lane] = -1;
  if (lane % 3 == 0) {
    unsigned mask = 0x49249249u; // every third lane
    out[lane] = __shfl_sync(mask, lane * 10, 9);
    out[32 + lane] = __shfl_xor_sync(mask, lane * 10, 0);
    out[64 + lane] = static_cast<int>(__ballot_sync(mask, lane & 1));
    out[96 + lane] = static_cast<int>(__activemask());
  } else {
    unsigned mask = ~0x49249249u;
    out[lane] = __shfl_sync(mask, lane * 100, 4);
    out[64 + lane] = static_cast<int>(__ballot_sync(mask, lane & 1));
  }
}
__global__ void types(unsigned long long *out) {
  int lane = threadIdx.x & 31, n = 0;
  auto put = [&](unsigned long long v) { out[(n++) * 32 + lane] = v; };
  put(bits(__shfl_xor_sync(~0u, lane * 1.5f, 3)));
  put(bits(__shfl_xor_sync(~0u, lane * 1.25, 3)));
  put(__shfl_down_sync(~0u, 0x100000000ull * lane + 7, 2));
  put(static_cast<unsigned long long>(__shfl_up_sync(~0u, -1ll * lane, 2)));
  put(__shfl_sync(~0u, static_cast<unsigned>(lane) << 28, 17));
}
__global__ void votes(unsigned *out) {
  int lane = threadIdx.x & 31, n = 0;
  auto put = [&](unsigned v) { out[(n++) * 32 + lane] = v; };
  put(__ballot_sync(~0u, lane % 3 == 0));
  put(__all_sync(~0u, lane < 32));
  put(__all_sync(~0u, lane < 31) != 0);
  put(__any_sync(~0u, lane == 31) != 0);
  put(__any_sync(~0u, lane == 32));
  put(__match_any_sync(~0u, lane / 5));
  put(__match_any_sync(~0u, static_cast<unsigned long long>(lane % 4) << 40));
  put(__match_any_sync(~0u, lane < 7 ? 1.5f : 2.5f));
  int all = 9;
  put(__match_all_sync(~0u, 77, &all));
  put(all != 0);
  put(__match_all_sync(~0u, lane, &all));
  put(all != 0);
  put(__reduce_add_sync(~0u, static_cast<unsigned>(lane)));
  put(static_cast<unsigned>(__reduce_add_sync(~0u, -lane)));
  put(static_cast<unsigned>(__reduce_min_sync(~0u, 5 - lane)));
  put(static_cast<unsigned>(__reduce_max_sync(~0u, 5 - lane)));
  put(__reduce_min_sync(~0u, static_cast<unsigned>(lane - 3)));
  put(__reduce_max_sync(~0u, static_cast<unsigned>(lane - 3)));
  put(__reduce_and_sync(~0u, 0xfff0u | lane));
  put(__reduce_or_sync(~0u, 1u << lane));
  put(__reduce_xor_sync(~0u, scramble(lane)));
  unsigned odd = 0xaaaaaaaau;
  if (lane & 1) {
    put(__reduce_add_sync(odd, static_cast<unsigned>(lane)));
    put(__match_any_sync(odd, lane / 8));
    put(__all_sync(odd, lane & 1) != 0);
  } else {
    put(__reduce_add_sync(~odd, static_cast<unsigned>(lane)));
    put(__match_any_sync(~odd, lane / 8));
    put(__any_sync(~odd, lane & 1));
  }
  __syncwarp();
}
__global__ void block(int *out) {
  int t = threadIdx.x;
  int c = __syncthreads_count(t % 7 == 0), a = __syncthreads_and(t < 200) != 0,
      o = __syncthreads_or(t == 150) != 0;
  int a2 = __syncthreads_and(t < 100) != 0, o2 = __syncthreads_or(t > 1000) != 0;
  if (t == 0)
    out[0] = c, out[1] = a, out[2] = o, out[3] = a2, out[4] = o2;
}
__global__ void divergent(int *out) { // lanes leave; the rest goes on with the mask of those that are left
  int lane = threadIdx.x & 31;
  if (lane >= 20)
    return;
  unsigned mask = 0xfffffu;
  int v = lane;
  for (int d = 16; d; d /= 2) {
    int w = __shfl_down_sync(mask, v, d);
    if (lane + d < 20)
      v += w;
  }
  if (lane == 0)
    *out = v;
}

int main() {
  Buffer<int> i(50 * 32), p(4 * 32), b(5), d(1);
  Buffer<unsigned long long> t(5 * 32);
  Buffer<unsigned> u(24 * 32);
  shuffles<<<1, 32>>>(i);
  auto v = i.host();
  for (int r = 0; r < 50; ++r)
    list("shuffle", std::vector<int>(v.begin() + r * 32, v.begin() + r * 32 + 32));
  partial<<<1, 32>>>(p);
  v = p.host();
  for (int r = 0; r < 3; ++r)
    list("partial", std::vector<int>(v.begin() + r * 32, v.begin() + r * 32 + 32));
  types<<<1, 32>>>(t);
  auto w = t.host();
  for (int r = 0; r < 5; ++r)
    list("types", std::vector<unsigned long long>(w.begin() + r * 32, w.begin() + r * 32 + 32));
  votes<<<1, 32>>>(u);
  auto x = u.host();
  for (int r = 0; r < 24; ++r)
    list("vote", std::vector<unsigned>(x.begin() + r * 32, x.begin() + r * 32 + 32));
  block<<<1, 200>>>(b);
  list("block", b.host());
  divergent<<<1, 32>>>(d);
  list("divergent", d.host());
}
