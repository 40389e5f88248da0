// SPDX-License-Identifier: Apache-2.0
// PTX instructions of a warp, addresses of shared memory, atomics and waiting, in kernels.
#include "device_test.h"

#include <npu/ptx.h>

#include <cmath>

namespace {

using namespace npu::ptx;

// What the PTX manual says about shfl, on the lanes' values.
struct shuffled {
  int lane;
  bool valid;
};
shuffled documented_shuffle(char mode, int lane, int b, int c) {
  const int segment = c >> 8 & 31, bound = c & 31, by = b & 31;
  const int last = (lane & segment) | (bound & ~segment), first = lane & segment;
  int source = lane;
  bool valid = false;
  if (mode == 'u')
    valid = (source = lane - by) >= last;
  else if (mode == 'd')
    valid = (source = lane + by) <= last;
  else if (mode == 'b')
    valid = (source = lane ^ by) <= last;
  else
    valid = (source = first | (by & ~segment)) <= last;
  return {valid ? source : lane, valid};
}

NPU_GLOBAL void shuffles(int *out, int b, int c) {
  const int lane = static_cast<int>(laneid());
  bool valid[4];
  int value[4];
  value[0] = shfl_up(100 + lane, b, c, -1, &valid[0]);
  value[1] = shfl_down(100 + lane, b, c, -1, &valid[1]);
  value[2] = shfl_bfly(100 + lane, b, c, -1, &valid[2]);
  value[3] = shfl_idx(100 + lane, b, c, -1, &valid[3]);
  for (int i = 0; i < 4; ++i)
    out[4 * lane + i] = 2 * value[i] + valid[i];
}

TEST(DevicePtxWarp, Shuffles) {
  Buffer<int> out(128);
  for (int c : {0x1f, 0, 0x1c1f, 0x1800 | 0x1f, 0x1000, 0x0f})
    for (int b : {0, 1, 2, 7, 16, 31, 33}) {
      RUN_KERNEL(shuffles, (1, 32), out.data(), b, c);
      for (int lane = 0; lane < 32; ++lane)
        for (int i = 0; i < 4; ++i) {
          const shuffled want = documented_shuffle("udbi"[i], lane, b, c);
          ASSERT_EQ(out[static_cast<size_t>(4 * lane + i)], 2 * (100 + want.lane) + want.valid)
              << "udbi"[i] << " lane " << lane << " b " << b << " c " << c;
        }
    }
}

NPU_GLOBAL void votes(unsigned *out) {
  const unsigned lane = laneid();
  bool same;
  out[4 * lane] = match_any<b32>(lane / 8, 0xffffffff);
  out[4 * lane + 1] = match_all<b64>(5ull, 0xffffffff, &same);
  out[4 * lane + 1] += same;
  out[4 * lane + 2] = redux_add<s32>(lane, 0xffffffff);
  bool chosen;
  elect(0xffffffff, &chosen);
  out[4 * lane + 3] = chosen;
}
TEST(DevicePtxWarp, MatchesAndReductions) {
  Buffer<unsigned> out(128);
  RUN_KERNEL(votes, (1, 32), out.data());
  for (unsigned lane = 0; lane < 32; ++lane) {
    EXPECT_EQ(out[4 * lane], 0xffu << (lane / 8 * 8));
    EXPECT_EQ(out[4 * lane + 1], 0u) << "all lanes, and one for the predicate";
    EXPECT_EQ(out[4 * lane + 2], 496u);
    EXPECT_EQ(out[4 * lane + 3], lane == 0);
  }
}

// Shared memory by 32-bit addresses: static and dynamic arrays, sums of addresses, and back.
NPU_GLOBAL void shared_addresses(int *bad) {
  alignas(16) NPU_SHARED int fixed[256];
  NPU_DYNAMIC_SHARED(int, dynamic);
  const unsigned t = npu::threadIdx.x;
  unsigned a = static_cast<unsigned>(npu::cvta_generic_to_shared(fixed)),
           b = static_cast<unsigned>(npu::cvta_generic_to_shared(&dynamic[t]));
  st<u32>(shared(a + 4 * t), 1000 * npu::blockIdx.x + t);
  st<u32>(shared(b), 7 * t);
  npu::syncthreads();
  int x, y;
  x = ld<u32>(shared(a, 4 * ((t + 1) % 256)));
  y = ld<u32>(shared(b - 4 * t + 4 * ((t + 3) % 256)));
  if (fixed[t] != static_cast<int>(1000 * npu::blockIdx.x + t) ||
      x != static_cast<int>(1000 * npu::blockIdx.x + (t + 1) % 256) ||
      y != static_cast<int>(7 * ((t + 3) % 256)) || npu::cvta_shared_to_generic(b) != &dynamic[t] ||
      a % 16 != 0)
    npu::atomicAdd(bad, 1);
}
TEST(DevicePtxWarp, SharedAddressesFit32Bits) {
  Buffer<int> bad(1, 0);
  RUN_KERNEL(shared_addresses, (64, 256, 1024), bad.data());
  EXPECT_EQ(bad[0], 0);
}

// ldmatrix, stmatrix.
NPU_GLOBAL void matrices(uint16_t *out, unsigned *registers) {
  alignas(16) NPU_SHARED uint16_t tile[4][8][8];
  alignas(16) NPU_SHARED uint16_t copy[4][8][8];
  const unsigned lane = laneid();
  for (unsigned i = lane; i < 256; i += 32)
    tile[i / 64][i / 8 % 8][i % 8] = static_cast<uint16_t>(i);
  npu::syncwarp();
  const unsigned row = static_cast<unsigned>(npu::cvta_generic_to_shared(tile[lane / 8][lane % 8]));
  const unsigned to = static_cast<unsigned>(npu::cvta_generic_to_shared(copy[lane / 8][lane % 8]));
  unsigned r0, r1, r2, r3;
  ldmatrix(shared(row), r0, r1, r2, r3);
  registers[2 * lane] = r1;
  stmatrix_trans(shared(to), r0, r1, r2, r3);
  for (unsigned i = lane; i < 256; i += 32)
    out[i] = copy[i / 64][i / 8 % 8][i % 8];
  ldmatrix_trans(shared(row), r0, r1);
  registers[2 * lane + 1] = r1;
}
TEST(DevicePtxWarp, MatricesOfHalves) {
  Buffer<uint16_t> out(256);
  Buffer<unsigned> registers(64);
  RUN_KERNEL(matrices, (1, 32), out.data(), registers.data());
  for (unsigned m = 0; m < 4; ++m)
    for (unsigned r = 0; r < 8; ++r)
      for (unsigned c = 0; c < 8; ++c)
        EXPECT_EQ(out[64 * m + 8 * r + c], 64 * m + 8 * c + r) << "stored transposed";
  for (unsigned lane = 0; lane < 32; ++lane) {
    const unsigned r = lane / 4, c = lane % 4 * 2;
    EXPECT_EQ(registers[2 * lane], (64 + 8 * r + c) | (64 + 8 * r + c + 1) << 16);
    EXPECT_EQ(registers[2 * lane + 1], (64 + 8 * c + r) | (64 + 8 * (c + 1) + r) << 16);
  }
}

// mma: the operands are spread over the lanes as the tables of the PTX manual say, the product is checked
// whole.
template <class T> struct Problem {
  T a[16][32], b[32][8], c[16][8], d[16][8];
};

NPU_GLOBAL void mma_f16(Problem<float> *p) {
  const unsigned lane = laneid(), group = lane >> 2, member = lane & 3;
  unsigned a[4], b[2];
  auto half_at = [](float x) { return static_cast<unsigned>(npu::half(x).bits); };
  for (unsigned i = 0; i < 8; ++i) { // a0..a7
    const unsigned row = (i < 2 || (i >= 4 && i < 6)) ? group : group + 8,
                   column = member * 2 + (i & 1) + (i >= 4 ? 8 : 0);
    (i & 1 ? a[i / 2] : a[i / 2] = 0) |= half_at(p->a[row][column]) << (16 * (i & 1));
  }
  for (unsigned i = 0; i < 4; ++i) { // b0..b3
    const unsigned row = member * 2 + (i & 1) + (i >= 2 ? 8 : 0);
    (i & 1 ? b[i / 2] : b[i / 2] = 0) |= half_at(p->b[row][group]) << (16 * (i & 1));
  }
  float c[4], d[4];
  for (unsigned i = 0; i < 4; ++i)
    c[i] = p->c[i < 2 ? group : group + 8][member * 2 + (i & 1)];
  (mma_m16n8k16<f32(f16, f16, f32)>(regs(d[0], d[1], d[2], d[3]), values(a[0], a[1], a[2], a[3]),
                                    values(b[0], b[1]), values(c[0], c[1], c[2], c[3])));
  for (unsigned i = 0; i < 4; ++i)
    p->d[i < 2 ? group : group + 8][member * 2 + (i & 1)] = d[i];
}
NPU_GLOBAL void mma_tf32(Problem<float> *p) {
  const unsigned lane = laneid(), group = lane >> 2, member = lane & 3;
  float a[4], b[2], c[4], d[4];
  for (unsigned i = 0; i < 4; ++i)
    a[i] = p->a[i % 2 ? group + 8 : group][i < 2 ? member : member + 4];
  for (unsigned i = 0; i < 2; ++i)
    b[i] = p->b[i ? member + 4 : member][group];
  for (unsigned i = 0; i < 4; ++i)
    c[i] = p->c[i < 2 ? group : group + 8][member * 2 + (i & 1)];
  (mma_m16n8k8<f32(tf32, tf32, f32)>(regs(d[0], d[1], d[2], d[3]), values(a[0], a[1], a[2], a[3]),
                                     values(b[0], b[1]), values(c[0], c[1], c[2], c[3])));
  for (unsigned i = 0; i < 4; ++i)
    p->d[i < 2 ? group : group + 8][member * 2 + (i & 1)] = d[i];
}
NPU_GLOBAL void mma_s8(Problem<int> *p) {
  const unsigned lane = laneid(), group = lane >> 2, member = lane & 3;
  unsigned a[4] = {}, b[2] = {};
  for (unsigned i = 0; i < 16; ++i) {
    const unsigned row = (i < 4 || (i >= 8 && i < 12)) ? group : group + 8,
                   column = member * 4 + (i & 3) + (i >= 8 ? 16 : 0);
    a[i / 4] |= (static_cast<unsigned>(p->a[row][column]) & 0xff) << (8 * (i & 3));
  }
  for (unsigned i = 0; i < 8; ++i)
    b[i / 4] |= (static_cast<unsigned>(p->b[member * 4 + (i & 3) + (i >= 4 ? 16 : 0)][group]) & 0xff)
                << (8 * (i & 3));
  int c[4], d[4];
  for (unsigned i = 0; i < 4; ++i)
    c[i] = p->c[i < 2 ? group : group + 8][member * 2 + (i & 1)];
  (mma_m16n8k32<s32(s8, s8, s32)>(regs(d[0], d[1], d[2], d[3]), values(a[0], a[1], a[2], a[3]),
                                  values(b[0], b[1]), values(c[0], c[1], c[2], c[3])));
  for (unsigned i = 0; i < 4; ++i)
    p->d[i < 2 ? group : group + 8][member * 2 + (i & 1)] = d[i];
}
NPU_GLOBAL void mma_f64(Problem<double> *p) {
  const unsigned lane = laneid(), group = lane >> 2, member = lane & 3;
  double d0, d1;
  (mma_m8n8k4<f64(f64, f64, f64)>(regs(d0, d1), values(p->a[group][member]), values(p->b[member][group]),
                                  values(p->c[group][2 * member], p->c[group][2 * member + 1])));
  p->d[group][2 * member] = d0;
  p->d[group][2 * member + 1] = d1;
}

template <class T> void check_product(void (*kernel)(Problem<T> *), int rows, int depth) {
  Buffer<Problem<T>> problem(1);
  Problem<T> &p = problem[0];
  for (int k = 0; k < depth; ++k) {
    for (int i = 0; i < rows; ++i)
      p.a[i][k] = static_cast<T>((i * 7 + k * 3) % 13 - 6);
    for (int j = 0; j < 8; ++j)
      p.b[k][j] = static_cast<T>((k * 5 + j * 11) % 17 - 8);
  }
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < 8; ++j)
      p.c[i][j] = static_cast<T>(100 * i + j);
  RUN_KERNEL(kernel, (1, 32), problem.data());
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < 8; ++j) {
      T want = p.c[i][j];
      for (int k = 0; k < depth; ++k)
        want += p.a[i][k] * p.b[k][j];
      ASSERT_EQ(p.d[i][j], want) << i << ' ' << j;
    }
}
TEST(DevicePtxWarp, MatrixProducts) {
  check_product(mma_f16, 16, 16);
  check_product(mma_tf32, 16, 8);
  check_product(mma_s8, 16, 32);
  check_product(mma_f64, 8, 4);
}

NPU_GLOBAL void contended(unsigned *sum, float *most, unsigned *lock, unsigned *guarded) {
  atom_add<u32>(global(sum), 1);
  atom_max<f32>(global(most), static_cast<float>(npu::threadIdx.x));
  for (bool done = false; !done;) {
    unsigned old;
    old = atom_cas<b32>(generic(lock), 0, 1);
    if (old == 0) {
      *guarded += 1;
      atom_exch<b32>(lock, 0);
      done = true;
    }
  }
}
TEST(DevicePtxWarp, AtomicsUnderContention) {
  Buffer<unsigned> words(3, 0);
  Buffer<float> most(1, -1);
  RUN_KERNEL(contended, (32, 128), &words[0], &most[0], &words[1], &words[2]);
  EXPECT_EQ(words[0], 32u * 128);
  EXPECT_EQ(words[2], 32u * 128);
  EXPECT_EQ(most[0], 127.0f);
}

// A thread that polls with ld.acquire must let the thread run that it waits for.
NPU_GLOBAL void waits(unsigned *flag, unsigned *data) {
  if (npu::threadIdx.x == 0) {
    unsigned seen = 0;
    while (seen == 0)
      seen = ld_volatile<u32>(global(flag));
    data[1] = data[0];
  } else if (npu::threadIdx.x == 63) {
    data[0] = 42;
    st_volatile<u32>(global(flag), 1);
  }
}
TEST(DevicePtxWarp, PollingGivesWay) {
  Buffer<unsigned> flag(1, 0), data(2, 0);
  RUN_KERNEL(waits, (1, 64), flag.data(), data.data());
  EXPECT_EQ(data[1], 42u);
}

} // namespace
