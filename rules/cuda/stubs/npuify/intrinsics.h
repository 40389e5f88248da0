// SPDX-License-Identifier: Apache-2.0
// Integer, bit, conversion, cache-hinted and timing intrinsics.
#ifndef NPUIFY_INTRINSICS_H
#define NPUIFY_INTRINSICS_H

#include "../vector_types.h"
#include "each_type.h"
#include <stddef.h>

// Bits
int __clz(int x);
int __clzll(long long x);
int __popc(unsigned int x);
int __popcll(unsigned long long x);
int __ffs(int x);
int __ffsll(long long x);
unsigned int __brev(unsigned int x);
unsigned long long __brevll(unsigned long long x);
unsigned int __byte_perm(unsigned int x, unsigned int y, unsigned int s);
unsigned int __funnelshift_l(unsigned int lo, unsigned int hi, unsigned int shift);
unsigned int __funnelshift_lc(unsigned int lo, unsigned int hi, unsigned int shift);
unsigned int __funnelshift_r(unsigned int lo, unsigned int hi, unsigned int shift);
unsigned int __funnelshift_rc(unsigned int lo, unsigned int hi, unsigned int shift);

// Integer arithmetic
int __mul24(int x, int y);
unsigned int __umul24(unsigned int x, unsigned int y);
int __mulhi(int x, int y);
unsigned int __umulhi(unsigned int x, unsigned int y);
long long __mul64hi(long long x, long long y);
unsigned long long __umul64hi(unsigned long long x, unsigned long long y);
unsigned int __sad(int x, int y, unsigned int z);
unsigned int __usad(unsigned int x, unsigned int y, unsigned int z);
int __hadd(int x, int y);
int __rhadd(int x, int y);
unsigned int __uhadd(unsigned int x, unsigned int y);
unsigned int __urhadd(unsigned int x, unsigned int y);
int __dp4a(int a, int b, int c);
unsigned int __dp4a(unsigned int a, unsigned int b, unsigned int c);
int __dp4a(char4 a, char4 b, int c);
unsigned int __dp4a(uchar4 a, uchar4 b, unsigned int c);
int __dp2a_lo(int a, int b, int c);
unsigned int __dp2a_lo(unsigned int a, unsigned int b, unsigned int c);
int __dp2a_lo(short2 a, char4 b, int c);
unsigned int __dp2a_lo(ushort2 a, uchar4 b, unsigned int c);
int __dp2a_hi(int a, int b, int c);
unsigned int __dp2a_hi(unsigned int a, unsigned int b, unsigned int c);
int __dp2a_hi(short2 a, char4 b, int c);
unsigned int __dp2a_hi(ushort2 a, uchar4 b, unsigned int c);

// Reinterpreting bits
int __float_as_int(float x);
unsigned int __float_as_uint(float x);
float __int_as_float(int x);
float __uint_as_float(unsigned int x);
long long __double_as_longlong(double x);
double __longlong_as_double(long long x);
int __double2hiint(double x);
int __double2loint(double x);
double __hiloint2double(int hi, int lo);

// Conversions; the suffix is the rounding: nearest even, zero, up, down
#define NPUIFY_ROUNDED(R, NAME, T)                                                                           \
  R NAME##_rn(T x);                                                                                          \
  R NAME##_rz(T x);                                                                                          \
  R NAME##_ru(T x);                                                                                          \
  R NAME##_rd(T x);
NPUIFY_ROUNDED(int, __float2int, float)
NPUIFY_ROUNDED(unsigned int, __float2uint, float)
NPUIFY_ROUNDED(long long, __float2ll, float)
NPUIFY_ROUNDED(unsigned long long, __float2ull, float)
NPUIFY_ROUNDED(int, __double2int, double)
NPUIFY_ROUNDED(unsigned int, __double2uint, double)
NPUIFY_ROUNDED(long long, __double2ll, double)
NPUIFY_ROUNDED(unsigned long long, __double2ull, double)
NPUIFY_ROUNDED(float, __double2float, double)
NPUIFY_ROUNDED(float, __int2float, int)
NPUIFY_ROUNDED(float, __uint2float, unsigned int)
NPUIFY_ROUNDED(float, __ll2float, long long)
NPUIFY_ROUNDED(float, __ull2float, unsigned long long)
NPUIFY_ROUNDED(double, __ll2double, long long)
NPUIFY_ROUNDED(double, __ull2double, unsigned long long)
#undef NPUIFY_ROUNDED
double __int2double_rn(int x);
double __uint2double_rn(unsigned int x);

// Loads and stores with a cache hint
template <class T> T __ldg(const T *address);
template <class T> T __ldcg(const T *address);
template <class T> T __ldca(const T *address);
template <class T> T __ldcs(const T *address);
template <class T> T __ldlu(const T *address);
template <class T> T __ldcv(const T *address);
template <class T> void __stwb(T *address, T value);
template <class T> void __stcg(T *address, T value);
template <class T> void __stcs(T *address, T value);
template <class T> void __stwt(T *address, T value);

// Address spaces
unsigned int __isGlobal(const void *ptr);
unsigned int __isShared(const void *ptr);
unsigned int __isConstant(const void *ptr);
unsigned int __isLocal(const void *ptr);
unsigned int __isGridConstant(const void *ptr);
size_t __cvta_generic_to_global(const void *ptr);
size_t __cvta_generic_to_shared(const void *ptr);
size_t __cvta_generic_to_constant(const void *ptr);
size_t __cvta_generic_to_local(const void *ptr);
void *__cvta_global_to_generic(size_t address);
void *__cvta_shared_to_generic(size_t address);
void *__cvta_constant_to_generic(size_t address);
void *__cvta_local_to_generic(size_t address);

// Time and control
long long clock64();
void __nanosleep(unsigned int ns);
void __trap();
void __brkpt();
void __prof_trigger(int counter);
void __nv_assume(bool condition);

#endif
