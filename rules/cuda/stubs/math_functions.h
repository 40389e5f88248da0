// SPDX-License-Identifier: Apache-2.0
// Mathematical functions of the kernel language that the C and C++ libraries lack, and the fast or rounded
// intrinsics.
#ifndef NPUIFY_MATH_FUNCTIONS_H
#define NPUIFY_MATH_FUNCTIONS_H

#include <npuify/macros_aside.inc>

#ifdef __cplusplus
#include <math.h>
#include <stdlib.h>

// Reciprocals, roots and norms. F is the float form of NAME, which also overloads NAME itself.
#define NPUIFY_MATH1(NAME)                                                                                   \
  double NAME(double x);                                                                                     \
  float NAME(float x);                                                                                       \
  float NAME##f(float x);
NPUIFY_MATH1(rsqrt)
NPUIFY_MATH1(rcbrt)
NPUIFY_MATH1(sinpi)
NPUIFY_MATH1(cospi)
NPUIFY_MATH1(erfinv)
NPUIFY_MATH1(erfcinv)
NPUIFY_MATH1(erfcx)
NPUIFY_MATH1(normcdf)
NPUIFY_MATH1(normcdfinv)
NPUIFY_MATH1(cyl_bessel_i0)
NPUIFY_MATH1(cyl_bessel_i1)
#undef NPUIFY_MATH1
double rhypot(double x, double y);
float rhypot(float x, float y);
float rhypotf(float x, float y);
double norm3d(double a, double b, double c);
float norm3df(float a, float b, float c);
double rnorm3d(double a, double b, double c);
float rnorm3df(float a, float b, float c);
double norm4d(double a, double b, double c, double d);
float norm4df(float a, float b, float c, float d);
double rnorm4d(double a, double b, double c, double d);
float rnorm4df(float a, float b, float c, float d);
double norm(int dim, const double *p);
float normf(int dim, const float *p);
double rnorm(int dim, const double *p);
float rnormf(int dim, const float *p);
void sincos(float x, float *s, float *c);
void sincospi(double x, double *s, double *c);
void sincospi(float x, float *s, float *c);
void sincospif(float x, float *s, float *c);
float fdividef(float x, float y);
double fdivide(double x, double y);

// min and max for every mixture CUDA allows
#define NPUIFY_MINMAX(R, A, B)                                                                               \
  R min(A a, B b);                                                                                           \
  R max(A a, B b);
NPUIFY_MINMAX(int, int, int)
NPUIFY_MINMAX(unsigned int, unsigned int, unsigned int)
NPUIFY_MINMAX(unsigned int, int, unsigned int)
NPUIFY_MINMAX(unsigned int, unsigned int, int)
NPUIFY_MINMAX(long, long, long)
NPUIFY_MINMAX(unsigned long, unsigned long, unsigned long)
NPUIFY_MINMAX(unsigned long, long, unsigned long)
NPUIFY_MINMAX(unsigned long, unsigned long, long)
NPUIFY_MINMAX(long long, long long, long long)
NPUIFY_MINMAX(unsigned long long, unsigned long long, unsigned long long)
NPUIFY_MINMAX(unsigned long long, long long, unsigned long long)
NPUIFY_MINMAX(unsigned long long, unsigned long long, long long)
NPUIFY_MINMAX(float, float, float)
NPUIFY_MINMAX(double, double, double)
NPUIFY_MINMAX(double, float, double)
NPUIFY_MINMAX(double, double, float)
#undef NPUIFY_MINMAX
unsigned int umin(unsigned int a, unsigned int b);
unsigned int umax(unsigned int a, unsigned int b);
long long llmin(long long a, long long b);
long long llmax(long long a, long long b);
unsigned long long ullmin(unsigned long long a, unsigned long long b);
unsigned long long ullmax(unsigned long long a, unsigned long long b);

// Fast approximations
float __sinf(float x);
float __cosf(float x);
float __tanf(float x);
void __sincosf(float x, float *s, float *c);
float __expf(float x);
float __exp10f(float x);
float __logf(float x);
float __log2f(float x);
float __log10f(float x);
float __powf(float x, float y);
float __fdividef(float x, float y);
float __saturatef(float x);
float __tanhf(float x);

// Arithmetic with a rounding: nearest even, zero, up, down
#define NPUIFY_ROUND1(T, NAME)                                                                               \
  T NAME##_rn(T x);                                                                                          \
  T NAME##_rz(T x);                                                                                          \
  T NAME##_ru(T x);                                                                                          \
  T NAME##_rd(T x);
#define NPUIFY_ROUND2(T, NAME)                                                                               \
  T NAME##_rn(T x, T y);                                                                                     \
  T NAME##_rz(T x, T y);                                                                                     \
  T NAME##_ru(T x, T y);                                                                                     \
  T NAME##_rd(T x, T y);
#define NPUIFY_ROUND3(T, NAME)                                                                               \
  T NAME##_rn(T x, T y, T z);                                                                                \
  T NAME##_rz(T x, T y, T z);                                                                                \
  T NAME##_ru(T x, T y, T z);                                                                                \
  T NAME##_rd(T x, T y, T z);
NPUIFY_ROUND2(float, __fadd)
NPUIFY_ROUND2(float, __fsub)
NPUIFY_ROUND2(float, __fmul)
NPUIFY_ROUND2(float, __fdiv)
NPUIFY_ROUND3(float, __fmaf)
NPUIFY_ROUND1(float, __frcp)
NPUIFY_ROUND1(float, __fsqrt)
float __frsqrt_rn(float x);
NPUIFY_ROUND2(double, __dadd)
NPUIFY_ROUND2(double, __dsub)
NPUIFY_ROUND2(double, __dmul)
NPUIFY_ROUND2(double, __ddiv)
NPUIFY_ROUND3(double, __fma)
NPUIFY_ROUND1(double, __drcp)
NPUIFY_ROUND1(double, __dsqrt)
#undef NPUIFY_ROUND1
#undef NPUIFY_ROUND2
#undef NPUIFY_ROUND3
#endif

#include <npuify/macros_restored.inc>

#endif
