// SPDX-License-Identifier: Apache-2.0
// bfloat16.
#ifndef NPUIFY_CUDA_BF16_H
#define NPUIFY_CUDA_BF16_H

#include <npuify/macros_aside.inc>
#define __CUDA_BF16_H__ // programs test the SDK's own guard

#include "cuda_fp16.h"

typedef struct __attribute__((aligned(2))) {
  unsigned short x;
} __nv_bfloat16_raw;
typedef struct __attribute__((aligned(4))) {
  unsigned short x, y;
} __nv_bfloat162_raw;

#ifdef __cplusplus
#pragma clang force_cuda_host_device begin
struct __attribute__((aligned(2))) __nv_bfloat16 {
  __nv_bfloat16() = default;
  constexpr __nv_bfloat16(const __nv_bfloat16_raw &r) : __x(r.x) {}
  __nv_bfloat16 &operator=(const __nv_bfloat16_raw &r);
  operator __nv_bfloat16_raw() const;
  __nv_bfloat16(float f);
  __nv_bfloat16(double f);
  __nv_bfloat16(const __half &f);
  __nv_bfloat16(short v);
  __nv_bfloat16(unsigned short v);
  __nv_bfloat16(int v);
  __nv_bfloat16(unsigned int v);
  __nv_bfloat16(long v);
  __nv_bfloat16(unsigned long v);
  __nv_bfloat16(long long v);
  __nv_bfloat16(unsigned long long v);
  __nv_bfloat16 &operator=(float f);
  __nv_bfloat16 &operator=(double f);
  __nv_bfloat16 &operator=(short v);
  __nv_bfloat16 &operator=(unsigned short v);
  __nv_bfloat16 &operator=(int v);
  __nv_bfloat16 &operator=(unsigned int v);
  __nv_bfloat16 &operator=(long long v);
  __nv_bfloat16 &operator=(unsigned long long v);
  operator float() const;
  operator bool() const;
  operator signed char() const;
  operator unsigned char() const;
  operator char() const;
  operator short() const;
  operator unsigned short() const;
  operator int() const;
  operator unsigned int() const;
  operator long() const;
  operator unsigned long() const;
  operator long long() const;
  operator unsigned long long() const;

protected:
  unsigned short __x;
};
struct __attribute__((aligned(4))) __nv_bfloat162 {
  __nv_bfloat16 x, y;
  __nv_bfloat162() = default;
  constexpr __nv_bfloat162(const __nv_bfloat16 &a, const __nv_bfloat16 &b) : x(a), y(b) {}
  __nv_bfloat162(const __nv_bfloat162_raw &r);
  __nv_bfloat162 &operator=(const __nv_bfloat162_raw &r);
  operator __nv_bfloat162_raw() const;
};
typedef __nv_bfloat16 nv_bfloat16;
typedef __nv_bfloat162 nv_bfloat162;

#define NPUIFY_H __nv_bfloat16
#define NPUIFY_H2 __nv_bfloat162
#include "npuify/half_functions.inc"
#undef NPUIFY_H
#undef NPUIFY_H2

// Conversions
__nv_bfloat16 __float2bfloat16(float a);
__nv_bfloat16 __float2bfloat16_rn(float a);
__nv_bfloat16 __float2bfloat16_rz(float a);
__nv_bfloat16 __float2bfloat16_rd(float a);
__nv_bfloat16 __float2bfloat16_ru(float a);
__nv_bfloat16 __double2bfloat16(double a);
float __bfloat162float(__nv_bfloat16 a);
__nv_bfloat162 __float2bfloat162_rn(float a);
__nv_bfloat162 __floats2bfloat162_rn(float a, float b);
__nv_bfloat162 __float22bfloat162_rn(float2 a);
float2 __bfloat1622float2(__nv_bfloat162 a);
float __low2float(__nv_bfloat162 a);
float __high2float(__nv_bfloat162 a);
__nv_bfloat16 __low2bfloat16(__nv_bfloat162 a);
__nv_bfloat16 __high2bfloat16(__nv_bfloat162 a);
__nv_bfloat162 __bfloat162bfloat162(__nv_bfloat16 a);
__nv_bfloat162 __halves2bfloat162(__nv_bfloat16 a, __nv_bfloat16 b);
__nv_bfloat162 make_bfloat162(__nv_bfloat16 a, __nv_bfloat16 b);
__nv_bfloat162 __low2bfloat162(__nv_bfloat162 a);
__nv_bfloat162 __high2bfloat162(__nv_bfloat162 a);
__nv_bfloat162 __lows2bfloat162(__nv_bfloat162 a, __nv_bfloat162 b);
__nv_bfloat162 __highs2bfloat162(__nv_bfloat162 a, __nv_bfloat162 b);
__nv_bfloat162 __lowhigh2highlow(__nv_bfloat162 a);
short __bfloat16_as_short(__nv_bfloat16 a);
unsigned short __bfloat16_as_ushort(__nv_bfloat16 a);
__nv_bfloat16 __short_as_bfloat16(short a);
__nv_bfloat16 __ushort_as_bfloat16(unsigned short a);
#define NPUIFY_CONVERT(NAME, T)                                                                              \
  T __bfloat162##NAME##_rn(__nv_bfloat16 a);                                                                 \
  T __bfloat162##NAME##_rz(__nv_bfloat16 a);                                                                 \
  T __bfloat162##NAME##_rd(__nv_bfloat16 a);                                                                 \
  T __bfloat162##NAME##_ru(__nv_bfloat16 a);                                                                 \
  __nv_bfloat16 __##NAME##2bfloat16_rn(T a);                                                                 \
  __nv_bfloat16 __##NAME##2bfloat16_rz(T a);                                                                 \
  __nv_bfloat16 __##NAME##2bfloat16_rd(T a);                                                                 \
  __nv_bfloat16 __##NAME##2bfloat16_ru(T a);
NPUIFY_CONVERT(short, short)
NPUIFY_CONVERT(ushort, unsigned short)
NPUIFY_CONVERT(int, int)
NPUIFY_CONVERT(uint, unsigned int)
NPUIFY_CONVERT(ll, long long)
NPUIFY_CONVERT(ull, unsigned long long)
#undef NPUIFY_CONVERT
signed char __bfloat162char_rz(__nv_bfloat16 a);
unsigned char __bfloat162uchar_rz(__nv_bfloat16 a);
#pragma clang force_cuda_host_device end
#endif

#include <npuify/macros_restored.inc>

#endif
