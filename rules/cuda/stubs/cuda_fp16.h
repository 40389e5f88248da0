// SPDX-License-Identifier: Apache-2.0
// Half precision.
#ifndef NPUIFY_CUDA_FP16_H
#define NPUIFY_CUDA_FP16_H

#include <npuify/macros_aside.inc>
#define __CUDA_FP16_H__ // programs test the SDK's own guard

#include "vector_types.h"

typedef struct __attribute__((aligned(2))) {
  unsigned short x;
} __half_raw;
typedef struct __attribute__((aligned(4))) {
  unsigned short x, y;
} __half2_raw;

#ifdef __cplusplus
#pragma clang force_cuda_host_device begin
struct __attribute__((aligned(2))) __half {
  __half() = default;
  constexpr __half(const __half_raw &r) : __x(r.x) {}
  __half &operator=(const __half_raw &r);
  operator __half_raw() const;
  __half(float f);
  __half(double f);
  __half(short v);
  __half(unsigned short v);
  __half(int v);
  __half(unsigned int v);
  __half(long v);
  __half(unsigned long v);
  __half(long long v);
  __half(unsigned long long v);
  __half &operator=(float f);
  __half &operator=(double f);
  __half &operator=(short v);
  __half &operator=(unsigned short v);
  __half &operator=(int v);
  __half &operator=(unsigned int v);
  __half &operator=(long long v);
  __half &operator=(unsigned long long v);
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
struct __attribute__((aligned(4))) __half2 {
  __half x, y;
  __half2() = default;
  constexpr __half2(const __half &a, const __half &b) : x(a), y(b) {}
  __half2(const __half2_raw &r);
  __half2 &operator=(const __half2_raw &r);
  operator __half2_raw() const;
};
typedef __half half;
typedef __half2 half2;
typedef __half nv_half;
typedef __half2 nv_half2;
typedef __half __nv_half;
typedef __half2 __nv_half2;
typedef __half_raw __nv_half_raw;
typedef __half2_raw __nv_half2_raw;

#define NPUIFY_H __half
#define NPUIFY_H2 __half2
#include "npuify/half_functions.inc"
#undef NPUIFY_H
#undef NPUIFY_H2

// Conversions
__half __float2half(float a);
__half __float2half_rn(float a);
__half __float2half_rz(float a);
__half __float2half_rd(float a);
__half __float2half_ru(float a);
__half __double2half(double a);
float __half2float(__half a);
__half2 __float2half2_rn(float a);
__half2 __floats2half2_rn(float a, float b);
__half2 __float22half2_rn(float2 a);
float2 __half22float2(__half2 a);
float __low2float(__half2 a);
float __high2float(__half2 a);
__half __low2half(__half2 a);
__half __high2half(__half2 a);
__half2 __half2half2(__half a);
__half2 __halves2half2(__half a, __half b);
__half2 make_half2(__half a, __half b);
__half2 __low2half2(__half2 a);
__half2 __high2half2(__half2 a);
__half2 __lows2half2(__half2 a, __half2 b);
__half2 __highs2half2(__half2 a, __half2 b);
__half2 __lowhigh2highlow(__half2 a);
short __half_as_short(__half a);
unsigned short __half_as_ushort(__half a);
__half __short_as_half(short a);
__half __ushort_as_half(unsigned short a);
#define NPUIFY_CONVERT(NAME, T)                                                                              \
  T __half2##NAME##_rn(__half a);                                                                            \
  T __half2##NAME##_rz(__half a);                                                                            \
  T __half2##NAME##_rd(__half a);                                                                            \
  T __half2##NAME##_ru(__half a);                                                                            \
  __half __##NAME##2half_rn(T a);                                                                            \
  __half __##NAME##2half_rz(T a);                                                                            \
  __half __##NAME##2half_rd(T a);                                                                            \
  __half __##NAME##2half_ru(T a);
NPUIFY_CONVERT(short, short)
NPUIFY_CONVERT(ushort, unsigned short)
NPUIFY_CONVERT(int, int)
NPUIFY_CONVERT(uint, unsigned int)
NPUIFY_CONVERT(ll, long long)
NPUIFY_CONVERT(ull, unsigned long long)
#undef NPUIFY_CONVERT
signed char __half2char_rz(__half a);
unsigned char __half2uchar_rz(__half a);
#pragma clang force_cuda_host_device end
#else
typedef __half_raw __half;
typedef __half2_raw __half2;
#endif

#include <npuify/macros_restored.inc>

#endif
