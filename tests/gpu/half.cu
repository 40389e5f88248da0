// SPDX-License-Identifier: Apache-2.0
// nvcc: --extended-lambda
// Half precision and bfloat16: conversions over all patterns, arithmetic, comparisons; hashes of 1024
// results.
#include "show.h"
#include <cuda_bf16.h>
#include <cuda_fp16.h>

constexpr int N = 65536;
template <class T> __device__ inline T from(unsigned short u) {
  T t;
  memcpy(&t, &u, 2);
  return t;
}
template <class T> __device__ inline bool nan(T x) {
  float f = static_cast<float>(x);
  return f != f;
}
__device__ inline unsigned long long pattern(__half x) { return nan(x) ? 0x7fffu : __half_as_ushort(x); }
__device__ inline unsigned long long pattern(__nv_bfloat16 x) {
  return nan(x) ? 0x7fffu : __bfloat16_as_ushort(x);
}
__device__ inline unsigned long long pattern(float x) { return bits(x); }
__device__ inline unsigned long long pattern(double x) { return bits(x); }
__device__ inline unsigned long long pattern(int x) { return static_cast<unsigned>(x); }
__device__ inline unsigned long long pattern(unsigned x) { return x; }
__device__ inline unsigned long long pattern(short x) { return static_cast<unsigned short>(x); }
__device__ inline unsigned long long pattern(unsigned short x) { return x; }
__device__ inline unsigned long long pattern(bool x) { return x; }
__device__ inline unsigned long long pattern(long long x) { return static_cast<unsigned long long>(x); }
__device__ inline unsigned long long pattern(unsigned long long x) { return x; }
__device__ inline unsigned long long pattern(__half2 x) {
  return pattern(__low2half(x)) << 16 | pattern(__high2half(x));
}
__device__ inline unsigned long long pattern(__nv_bfloat162 x) {
  return pattern(__low2bfloat16(x)) << 16 | pattern(__high2bfloat16(x));
}

/// The i-th operand: the first 4096 are pairs of special values, the rest scattered.
template <class T> __device__ inline T operand(int i, int which) {
  const unsigned short half_specials[] = {0,     0x8000, 0x3c00, 0xbc00, 0x7c00, 0xfc00, 0x7e00, 1,
                                          0x3ff, 0x400,  0x7bff, 0xfbff, 0x3800, 0x4248, 0x6400, 0x8001};
  if (i < 256) {
    unsigned short u = half_specials[which == 1 ? i & 15 : i >> 4];
    if (sizeof(T) == 2)
      return static_cast<T>(static_cast<float>(from<__half>(u)));
  }
  return from<T>(static_cast<unsigned short>(scramble(i * 3 + which)));
}
template <class F> __global__ void over(F f, int n, unsigned long long *out) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    out[i] = pattern(f(i));
}
template <class F> void run(const char *name, F f, int n = 8192) {
  static Buffer<unsigned long long> out(N);
  over<<<64, 256>>>(f, n, out.device);
  must(cudaDeviceSynchronize());
  auto v = out.host();
  v.resize(n);
  hashes(name, v, n / 16);
}
#define EACH(e)                                                                                              \
  run(                                                                                                       \
      #e,                                                                                                    \
      [] __device__(int i) {                                                                                 \
        auto x = from<__half>(static_cast<unsigned short>(i));                                               \
        return e;                                                                                            \
      },                                                                                                     \
      N)
#define BEACH(e)                                                                                             \
  run(                                                                                                       \
      #e,                                                                                                    \
      [] __device__(int i) {                                                                                 \
        auto x = from<__nv_bfloat16>(static_cast<unsigned short>(i));                                        \
        return e;                                                                                            \
      },                                                                                                     \
      N)
#define H(f) run(#f, [] __device__(int i) { return f(operand<__half>(i, 1), operand<__half>(i, 2)); })
#define B(f)                                                                                                 \
  run("bf16 " #f,                                                                                            \
      [] __device__(int i) { return f(operand<__nv_bfloat16>(i, 1), operand<__nv_bfloat16>(i, 2)); })
#define HB(f)                                                                                                \
  H(f);                                                                                                      \
  B(f)
#define H2(f)                                                                                                \
  run(#f, [] __device__(int i) {                                                                             \
    return f(__halves2half2(operand<__half>(i, 1), operand<__half>(i, 2)),                                   \
             __halves2half2(operand<__half>(i, 3), operand<__half>(i, 4)));                                  \
  })
#define B2(f)                                                                                                \
  run("bf16 " #f, [] __device__(int i) {                                                                     \
    return f(__halves2bfloat162(operand<__nv_bfloat16>(i, 1), operand<__nv_bfloat16>(i, 2)),                 \
             __halves2bfloat162(operand<__nv_bfloat16>(i, 3), operand<__nv_bfloat16>(i, 4)));                \
  })
#define HB2(f)                                                                                               \
  H2(f);                                                                                                     \
  B2(f)
#define FROM(f)                                                                                              \
  run(#f, [] __device__(int i) {                                                                             \
    uint32_t u = scramble(i);                                                                                \
    u = i & 1 ? (u & 0x80ffffffu) | (0x38000000u + ((u >> 3) & 0x0f000000u)) : u;                            \
    return f(__uint_as_float(u));                                                                            \
  })
#define FROMD(f)                                                                                             \
  run(#f, [] __device__(int i) {                                                                             \
    uint32_t u = scramble(i);                                                                                \
    u = i & 1 ? (u & 0x80ffffffu) | 0x3f000000u : u;                                                         \
    return f(static_cast<double>(__uint_as_float(u)) * (1 + 1e-9));                                          \
  })
#define FROMI(f, T)                                                                                          \
  run(#f, [] __device__(int i) { return f(static_cast<T>(i & 1 ? scramble(i) : scramble(i) >> (i % 31))); })

int main() {
  EACH(__half2float(x));
  BEACH(__bfloat162float(x));
  FROM(__float2half);
  FROM(__float2half_rn);
  FROM(__float2half_rz);
  FROM(__float2half_ru);
  FROM(__float2half_rd);
  FROM(__float2bfloat16);
  FROM(__float2bfloat16_rn);
  FROM(__float2bfloat16_rz);
  FROM(__float2bfloat16_ru);
  FROM(__float2bfloat16_rd);
  FROMD(__double2half);
  FROMD(__double2bfloat16);
  FROMI(__int2half_rn, int);
  FROMI(__int2half_rz, int);
  FROMI(__int2half_ru, int);
  FROMI(__int2half_rd, int);
  FROMI(__uint2half_rn, unsigned);
  FROMI(__uint2half_rz, unsigned);
  FROMI(__uint2half_ru, unsigned);
  FROMI(__uint2half_rd, unsigned);
  FROMI(__short2half_rn, short);
  FROMI(__short2half_rz, short);
  FROMI(__short2half_ru, short);
  FROMI(__short2half_rd, short);
  FROMI(__ushort2half_rn, unsigned short);
  FROMI(__ushort2half_rz, unsigned short);
  FROMI(__ushort2half_ru, unsigned short);
  FROMI(__ushort2half_rd, unsigned short);
  FROMI(__ll2half_rn, long long);
  FROMI(__ll2half_rz, long long);
  FROMI(__ll2half_ru, long long);
  FROMI(__ll2half_rd, long long);
  FROMI(__ull2half_rn, unsigned long long);
  FROMI(__ull2half_rz, unsigned long long);
  FROMI(__ull2half_ru, unsigned long long);
  FROMI(__ull2half_rd, unsigned long long);
  FROMI(__int2bfloat16_rn, int);
  FROMI(__int2bfloat16_rz, int);
  FROMI(__int2bfloat16_ru, int);
  FROMI(__int2bfloat16_rd, int);
  FROMI(__uint2bfloat16_rn, unsigned);
  FROMI(__uint2bfloat16_rz, unsigned);
  FROMI(__uint2bfloat16_ru, unsigned);
  FROMI(__uint2bfloat16_rd, unsigned);
  EACH(__half2int_rn(x));
  EACH(__half2int_rz(x));
  EACH(__half2int_ru(x));
  EACH(__half2int_rd(x));
  EACH(__half2uint_rn(x));
  EACH(__half2uint_rz(x));
  EACH(__half2uint_ru(x));
  EACH(__half2uint_rd(x));
  EACH(__half2short_rn(x));
  EACH(__half2short_rz(x));
  EACH(__half2short_ru(x));
  EACH(__half2short_rd(x));
  EACH(__half2ushort_rn(x));
  EACH(__half2ushort_rz(x));
  EACH(__half2ushort_ru(x));
  EACH(__half2ushort_rd(x));
  EACH(__half2ll_rn(x));
  EACH(__half2ll_rz(x));
  EACH(__half2ll_ru(x));
  EACH(__half2ll_rd(x));
  EACH(__half2ull_rn(x));
  EACH(__half2ull_rz(x));
  EACH(__half2ull_ru(x));
  EACH(__half2ull_rd(x));
  BEACH(__bfloat162int_rn(x));
  BEACH(__bfloat162int_rz(x));
  BEACH(__bfloat162int_ru(x));
  BEACH(__bfloat162int_rd(x));
  BEACH(__bfloat162uint_rn(x));
  BEACH(__bfloat162uint_rz(x));
  BEACH(__bfloat162uint_ru(x));
  BEACH(__bfloat162uint_rd(x));
  EACH(htrunc(x));
  EACH(hceil(x));
  EACH(hfloor(x));
  EACH(hrint(x));
  EACH(__hneg(x));
  EACH(__habs(x));
  EACH(hsqrt(x));
  EACH(__hisnan(x));
  EACH(__hisinf(x));
  BEACH(htrunc(x));
  BEACH(hceil(x));
  BEACH(hfloor(x));
  BEACH(hrint(x));
  BEACH(__hneg(x));
  BEACH(__habs(x));
  BEACH(hsqrt(x));
  BEACH(__hisnan(x));
  BEACH(__hisinf(x));
  HB(__hadd);
  HB(__hsub);
  HB(__hmul);
  HB(__hadd_sat);
  HB(__hsub_sat);
  HB(__hmul_sat);
  H(__hdiv);
  HB(__hmax);
  HB(__hmin);
  HB(__hmax_nan);
  HB(__hmin_nan);
  HB(__heq);
  HB(__hne);
  HB(__hlt);
  HB(__hle);
  HB(__hgt);
  HB(__hge);
  HB(__hequ);
  HB(__hneu);
  HB(__hltu);
  HB(__hleu);
  HB(__hgtu);
  HB(__hgeu);
  HB2(__hadd2);
  HB2(__hsub2);
  HB2(__hmul2);
  HB2(__hmax2);
  HB2(__hmin2);
  HB2(__heq2);
  HB2(__hlt2);
  HB2(__hbeq2);
  HB2(__hbne2);
  HB2(__hblt2);
  HB2(__heq2_mask);
  HB2(__hltu2_mask);
  run("__hfma", [] __device__(int i) {
    return __hfma(operand<__half>(i, 1), operand<__half>(i, 2), operand<__half>(i, 3));
  });
  run("__hfma_sat", [] __device__(int i) {
    return __hfma_sat(operand<__half>(i, 1), operand<__half>(i, 2), operand<__half>(i, 3));
  });
  run("__hfma_relu", [] __device__(int i) {
    return __hfma_relu(operand<__half>(i, 1), operand<__half>(i, 2), operand<__half>(i, 3));
  });
  run("bf16 __hfma", [] __device__(int i) {
    return __hfma(operand<__nv_bfloat16>(i, 1), operand<__nv_bfloat16>(i, 2), operand<__nv_bfloat16>(i, 3));
  });
  run("swap", [] __device__(int i) {
    return __lowhigh2highlow(__halves2half2(operand<__half>(i, 1), operand<__half>(i, 2)));
  });
  run("lows", [] __device__(int i) {
    auto a = __halves2half2(operand<__half>(i, 1), operand<__half>(i, 2));
    return __lows2half2(a, __high2half2(a));
  });
  run("float2 to half2",
      [] __device__(int i) { return __float22half2_rn(make_float2(scramble(i) * 1e-6f, i * 0.37f)); });
  run("floats to half2", [] __device__(int i) { return __floats2half2_rn(scramble(i) * 1e-6f, i * 0.37f); });
  run("floats to bf162",
      [] __device__(int i) { return __floats2bfloat162_rn(scramble(i) * 1e-6f, i * 0.37f); });
}
