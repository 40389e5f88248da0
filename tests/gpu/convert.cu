// SPDX-License-Identifier: Apache-2.0
// nvcc: --extended-lambda
// Conversion and rounding intrinsics of float and double, bit patterns and arithmetic in all rounding modes.
#include "show.h"

constexpr int N = 4096;
__device__ inline float operand(int i, uint32_t salt) {
  const uint32_t special[16] = {0,           0x80000000u, 0x3f800000u, 0xbf800000u, 0x7f800000u, 0xff800000u,
                                0x7fc00000u, 1,           0x007fffffu, 0x00800000u, 0x7f7fffffu, 0x4f000000u,
                                0xcf000000u, 0x4effffffu, 0x3f000000u, 0x40200000u};
  uint32_t u = scramble(static_cast<uint32_t>(i) * 4 + salt);
  if (i < 256)
    u = salt == 1 ? special[i & 15] : special[i >> 4];
  if (i >= 256 && i % 2)
    u = (u & 0x807fffffu) | (100 + ((u >> 8) % 60)) << 23; // a middling exponent
  return __int_as_float(static_cast<int>(u));
}
__device__ inline double operand64(int i, uint32_t salt) {
  if (i < 256)
    return operand(i, salt);
  unsigned long long u =
      static_cast<unsigned long long>(scramble(i * 4 + salt)) << 32 | scramble(i * 4 + salt + 2);
  if (i % 2)
    u = (u & 0x800fffffffffffffull) | static_cast<unsigned long long>(990 + (u >> 8) % 100) << 52;
  return __longlong_as_double(static_cast<long long>(u));
}

__device__ inline unsigned long long pattern(float x) { return bits(x); }
__device__ inline unsigned long long pattern(double x) { return bits(x); }
__device__ inline unsigned long long pattern(int x) { return static_cast<unsigned>(x); }
__device__ inline unsigned long long pattern(unsigned x) { return x; }
__device__ inline unsigned long long pattern(long long x) { return static_cast<unsigned long long>(x); }
__device__ inline unsigned long long pattern(unsigned long long x) { return x; }

template <class F> __global__ void over(F f, unsigned long long *out) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < N)
    out[i] = pattern(f(i));
}
template <class F> void run(const char *name, F f) {
  static Buffer<unsigned long long> out(N);
  over<<<N / 256, 256>>>(f, out.device);
  must(cudaDeviceSynchronize());
  hashes(name, out.host(), 256);
}
// What is out of range or not a number is left out where its result is not defined.
#define F1(f) run(#f, [] __device__(int i) { return f(operand(i, 1)); })
#define F2(f) run(#f, [] __device__(int i) { return f(operand(i, 1), operand(i, 2)); })
#define F3(f) run(#f, [] __device__(int i) { return f(operand(i, 1), operand(i, 2), operand(i, 3)); })
#define D1(f) run(#f, [] __device__(int i) { return f(operand64(i, 1)); })
#define D2(f) run(#f, [] __device__(int i) { return f(operand64(i, 1), operand64(i, 2)); })
#define D3(f) run(#f, [] __device__(int i) { return f(operand64(i, 1), operand64(i, 2), operand64(i, 3)); })
#define I1(f) run(#f, [] __device__(int i) { return f(static_cast<int>(scramble(i))); })
#define U1(f) run(#f, [] __device__(int i) { return f(scramble(i)); })
#define L1(f)                                                                                                \
  run(#f, [] __device__(int i) { return f(static_cast<long long>(scramble(i)) << 32 | scramble(i + 9000)); })
#define UL1(f)                                                                                               \
  run(#f, [] __device__(int i) {                                                                             \
    return f(static_cast<unsigned long long>(scramble(i)) << 32 | scramble(i + 9000));                       \
  })

int main() {
  F1(__float2int_rn);
  F1(__float2int_rz);
  F1(__float2int_ru);
  F1(__float2int_rd);
  F1(__float2uint_rn);
  F1(__float2uint_rz);
  F1(__float2uint_ru);
  F1(__float2uint_rd);
  F1(__float2ll_rn);
  F1(__float2ll_rz);
  F1(__float2ll_ru);
  F1(__float2ll_rd);
  F1(__float2ull_rn);
  F1(__float2ull_rz);
  F1(__float2ull_ru);
  F1(__float2ull_rd);
  D1(__double2int_rn);
  D1(__double2int_rz);
  D1(__double2int_ru);
  D1(__double2int_rd);
  D1(__double2uint_rn);
  D1(__double2uint_rz);
  D1(__double2uint_ru);
  D1(__double2uint_rd);
  D1(__double2ll_rn);
  D1(__double2ll_rz);
  D1(__double2ll_ru);
  D1(__double2ll_rd);
  D1(__double2ull_rn);
  D1(__double2ull_rz);
  D1(__double2ull_ru);
  D1(__double2ull_rd);
  D1(__double2float_rn);
  D1(__double2float_rz);
  D1(__double2float_ru);
  D1(__double2float_rd);
  I1(__int2float_rn);
  I1(__int2float_rz);
  I1(__int2float_ru);
  I1(__int2float_rd);
  U1(__uint2float_rn);
  U1(__uint2float_rz);
  U1(__uint2float_ru);
  U1(__uint2float_rd);
  L1(__ll2float_rn);
  L1(__ll2float_rz);
  L1(__ll2float_ru);
  L1(__ll2float_rd);
  UL1(__ull2float_rn);
  UL1(__ull2float_rz);
  UL1(__ull2float_ru);
  UL1(__ull2float_rd);
  L1(__ll2double_rn);
  L1(__ll2double_rz);
  L1(__ll2double_ru);
  L1(__ll2double_rd);
  UL1(__ull2double_rn);
  UL1(__ull2double_rz);
  UL1(__ull2double_ru);
  UL1(__ull2double_rd);
  I1(__int2double_rn);
  U1(__uint2double_rn);
  F1(__float_as_int);
  F1(__float_as_uint);
  D1(__double_as_longlong);
  D1(__double2hiint);
  D1(__double2loint);
  run("__hiloint2double", [] __device__(int i) { return __hiloint2double(scramble(i), scramble(i + 7)); });
  F2(__fadd_rn);
  F2(__fadd_rz);
  F2(__fadd_ru);
  F2(__fadd_rd);
  F2(__fsub_rn);
  F2(__fsub_rz);
  F2(__fsub_ru);
  F2(__fsub_rd);
  F2(__fmul_rn);
  F2(__fmul_rz);
  F2(__fmul_ru);
  F2(__fmul_rd);
  F2(__fdiv_rn);
  F2(__fdiv_rz);
  F2(__fdiv_ru);
  F2(__fdiv_rd);
  F1(__frcp_rn);
  F1(__frcp_rz);
  F1(__frcp_ru);
  F1(__frcp_rd);
  F1(__fsqrt_rn);
  F1(__fsqrt_rz);
  F1(__fsqrt_ru);
  F1(__fsqrt_rd);
  F3(__fmaf_rn);
  F3(__fmaf_rz);
  F3(__fmaf_ru);
  F3(__fmaf_rd);
  F1(__frsqrt_rn);
  D2(__dadd_rn);
  D2(__dadd_rz);
  D2(__dadd_ru);
  D2(__dadd_rd);
  D2(__dsub_rn);
  D2(__dsub_rz);
  D2(__dsub_ru);
  D2(__dsub_rd);
  D2(__dmul_rn);
  D2(__dmul_rz);
  D2(__dmul_ru);
  D2(__dmul_rd);
  D2(__ddiv_rn);
  D2(__ddiv_rz);
  D2(__ddiv_ru);
  D2(__ddiv_rd);
  D1(__drcp_rn);
  D1(__drcp_rz);
  D1(__drcp_ru);
  D1(__drcp_rd);
  D1(__dsqrt_rn);
  D1(__dsqrt_rz);
  D1(__dsqrt_ru);
  D1(__dsqrt_rd);
  D3(__fma_rn);
  D3(__fma_rz);
  D3(__fma_ru);
  D3(__fma_rd);
  F1(__saturatef);
  // Exact functions of the math library.
  F1(floorf);
  F1(ceilf);
  F1(truncf);
  F1(rintf);
  F1(roundf);
  F1(nearbyintf);
  F1(fabsf);
  F2(copysignf);
  F2(fminf);
  F2(fmaxf);
  F2(fdimf);
  F2(nextafterf);
  F1(sqrtf);
  F2(fmodf);
  F2(remainderf);
  F1(logbf);
  run("ilogbf", [] __device__(int i) {
    float x = operand(i, 1);
    return x == x && x != 0 && fabsf(x) < INFINITY ? ilogbf(x) : 0;
  });
  run("ldexpf",
      [] __device__(int i) { return ldexpf(operand(i, 1), static_cast<int>(scramble(i) % 300) - 150); });
  run("scalbnf",
      [] __device__(int i) { return scalbnf(operand(i, 1), static_cast<int>(scramble(i) % 300) - 150); });
  run("frexpf", [] __device__(int i) {
    int e = 0;
    float x = operand(i, 1);
    float m = frexpf(x, &e);
    return isfinite(x) ? m + e * 2.0f : m;
  });
  run("modff", [] __device__(int i) {
    float w;
    float f = modff(operand(i, 1), &w);
    return static_cast<unsigned long long>(bits(f)) << 32 | bits(w);
  });
  run("remquof", [] __device__(int i) {
    int q = 0;
    float r = remquof(operand(i, 1), operand(i, 2), &q);
    return static_cast<unsigned long long>(bits(r)) << 32 | (r == r ? q & 7 : 0);
  });
  run("lrintf", [] __device__(int i) {
    float x = operand(i, 1);
    return static_cast<long long>(fabsf(x) < 1e9f ? lrintf(x) : 0);
  });
  run("llroundf", [] __device__(int i) {
    float x = operand(i, 1);
    return fabsf(x) < 1e9f ? llroundf(x) : 0;
  });
  run("classify", [] __device__(int i) {
    float x = operand(i, 1);
    return (isnan(x) ? 1 : 0) + (isinf(x) ? 2 : 0) + (isfinite(x) ? 4 : 0) + (signbit(x) ? 8 : 0);
  });
  D1(floor);
  D1(ceil);
  D1(trunc);
  D1(rint);
  D1(round);
  D1(sqrt);
  D2(copysign);
  D2(fmin);
  D2(fmax);
  D2(fmod);
  D2(remainder);
  D2(nextafter);
  D1(logb);
  D2(fdim);
  run("fma", [] __device__(int i) { return fma(operand64(i, 1), operand64(i, 2), operand64(i, 3)); });
  run("float division", [] __device__(int i) { return operand(i, 1) / operand(i, 2); });
  run("double division", [] __device__(int i) { return operand64(i, 1) / operand64(i, 2); });
  run("float to double to float",
      [] __device__(int i) { return static_cast<float>(static_cast<double>(operand(i, 1))); });
  run("int cast", [] __device__(int i) { return static_cast<int>(operand(i, 1)); });
  run("unsigned cast", [] __device__(int i) { return static_cast<unsigned>(operand(i, 1)); });
  run("long cast", [] __device__(int i) { return static_cast<long long>(operand64(i, 1)); });
  run("shift by 32 and more", [] __device__(int i) {
    unsigned s = 31 + (i & 31);
    return scramble(i) >> (s > 31 ? 31 : s);
  });
}
