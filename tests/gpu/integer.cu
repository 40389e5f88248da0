// SPDX-License-Identifier: Apache-2.0
// nvcc: --extended-lambda
// Integer and SIMD-in-word intrinsics over many operands; hashes of 256 results each.
#include "show.h"

constexpr int N = 2048;
__device__ inline uint32_t operand(int i, uint32_t salt) {
  const uint32_t special[16] = {0,           1,           0xffffffffu, 0x80000000u, 0x7fffffffu, 0x80808080u,
                                0x7f7f7f7fu, 0x01010101u, 0xff00ff00u, 0x00ff00ffu, 0x80008000u, 0x7fff7fffu,
                                31,          32,          33,          0xfffffffeu};
  if (i < 256)
    return salt == 1 ? special[i & 15] : salt == 2 ? special[i >> 4] : scramble(i + salt);
  uint32_t x = scramble(static_cast<uint32_t>(i) * 4 + salt);
  return i % 5 == 0 ? x & 0x3f : x;
}

template <class F> __global__ void over(F f, unsigned long long *out) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= N)
    return;
  out[i] = static_cast<unsigned long long>(f(operand(i, 1), operand(i, 2), operand(i, 3)));
}

template <class F> void run(const char *name, F f) {
  static Buffer<unsigned long long> out(N);
  over<<<N / 256, 256>>>(f, out.device);
  must(cudaDeviceSynchronize());
  hashes(name, out.host(), 256);
}
#define L(x, y) (static_cast<unsigned long long>(x) << 32 | (y))

int main() {
  run("popc", [] __device__(uint32_t x, uint32_t, uint32_t) { return __popc(x); });
#define ONE(f)                                                                                               \
  run(#f, [] __device__(uint32_t x, uint32_t y, uint32_t z) { return static_cast<uint32_t>(f(x)); })
#define TWO(f)                                                                                               \
  run(#f, [] __device__(uint32_t x, uint32_t y, uint32_t z) { return static_cast<uint32_t>(f(x, y)); })
#define THREE(f)                                                                                             \
  run(#f, [] __device__(uint32_t x, uint32_t y, uint32_t z) { return static_cast<uint32_t>(f(x, y, z)); })
#define WIDE1(f)                                                                                             \
  run(#f, [] __device__(uint32_t x, uint32_t y, uint32_t z) {                                                \
    return static_cast<unsigned long long>(f(L(x, y)));                                                      \
  })
#define WIDE2(f)                                                                                             \
  run(#f, [] __device__(uint32_t x, uint32_t y, uint32_t z) {                                                \
    return static_cast<unsigned long long>(f(L(x, y), L(y, z)));                                             \
  })
  ONE(__clz);
  ONE(__ffs);
  ONE(__brev);
  WIDE1(__popcll);
  WIDE1(__clzll);
  WIDE1(__ffsll);
  WIDE1(__brevll);
  WIDE2(__mul64hi);
  WIDE2(__umul64hi);
  TWO(__mulhi);
  TWO(__umulhi);
  TWO(__mul24);
  TWO(__umul24);
  TWO(__hadd);
  TWO(__rhadd);
  TWO(__uhadd);
  TWO(__urhadd);
  THREE(__sad);
  THREE(__usad);
  THREE(__byte_perm);
  THREE(__funnelshift_l);
  THREE(__funnelshift_r);
  THREE(__funnelshift_lc);
  THREE(__funnelshift_rc);
  THREE(__dp4a);
  THREE(__dp2a_lo);
  THREE(__dp2a_hi);
  run("dp4a signed", [] __device__(uint32_t x, uint32_t y, uint32_t z) {
    return static_cast<uint32_t>(__dp4a(static_cast<int>(x), static_cast<int>(y), static_cast<int>(z)));
  });
  run("dp2a_lo signed", [] __device__(uint32_t x, uint32_t y, uint32_t z) {
    return static_cast<uint32_t>(__dp2a_lo(static_cast<int>(x), static_cast<int>(y), static_cast<int>(z)));
  });
  run("dp2a_hi signed", [] __device__(uint32_t x, uint32_t y, uint32_t z) {
    return static_cast<uint32_t>(__dp2a_hi(static_cast<int>(x), static_cast<int>(y), static_cast<int>(z)));
  });
  run("fns", [] __device__(uint32_t x, uint32_t y, uint32_t z) {
    return __fns(x, y & 31, static_cast<int>(z & 15) - 7);
  });
  ONE(__vabs2);
  ONE(__vabs4);
  ONE(__vabsss2);
  ONE(__vabsss4);
  ONE(__vneg2);
  ONE(__vneg4);
  ONE(__vnegss2);
  ONE(__vnegss4);
  TWO(__vadd2);
  TWO(__vadd4);
  TWO(__vaddss2);
  TWO(__vaddss4);
  TWO(__vaddus2);
  TWO(__vaddus4);
  TWO(__vsub2);
  TWO(__vsub4);
  TWO(__vsubss2);
  TWO(__vsubss4);
  TWO(__vsubus2);
  TWO(__vsubus4);
  TWO(__vabsdiffs2);
  TWO(__vabsdiffs4);
  TWO(__vabsdiffu2);
  TWO(__vabsdiffu4);
  TWO(__vavgs2);
  TWO(__vavgs4);
  TWO(__vavgu2);
  TWO(__vavgu4);
  TWO(__vhaddu2);
  TWO(__vhaddu4);
  TWO(__vsads2);
  TWO(__vsads4);
  TWO(__vsadu2);
  TWO(__vsadu4);
  TWO(__vmaxs2);
  TWO(__vmaxs4);
  TWO(__vmaxu2);
  TWO(__vmaxu4);
  TWO(__vmins2);
  TWO(__vmins4);
  TWO(__vminu2);
  TWO(__vminu4);
  TWO(__vcmpeq2);
  TWO(__vcmpeq4);
  TWO(__vseteq2);
  TWO(__vseteq4);
  TWO(__vcmpne2);
  TWO(__vcmpne4);
  TWO(__vsetne2);
  TWO(__vsetne4);
  TWO(__vcmpges2);
  TWO(__vcmpges4);
  TWO(__vsetges2);
  TWO(__vsetges4);
  TWO(__vcmpgeu2);
  TWO(__vcmpgeu4);
  TWO(__vsetgeu2);
  TWO(__vsetgeu4);
  TWO(__vcmpgts2);
  TWO(__vcmpgts4);
  TWO(__vsetgts2);
  TWO(__vsetgts4);
  TWO(__vcmpgtu2);
  TWO(__vcmpgtu4);
  TWO(__vsetgtu2);
  TWO(__vsetgtu4);
  TWO(__vcmples2);
  TWO(__vcmples4);
  TWO(__vsetles2);
  TWO(__vsetles4);
  TWO(__vcmpleu2);
  TWO(__vcmpleu4);
  TWO(__vsetleu2);
  TWO(__vsetleu4);
  TWO(__vcmplts2);
  TWO(__vcmplts4);
  TWO(__vsetlts2);
  TWO(__vsetlts4);
  TWO(__vcmpltu2);
  TWO(__vcmpltu4);
  TWO(__vsetltu2);
  TWO(__vsetltu4);
}
