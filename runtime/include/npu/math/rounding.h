// SPDX-License-Identifier: Apache-2.0
// Arithmetic with an explicit rounding direction: _rn to nearest (ties to even), _rz towards zero, _rd down,
// _ru up, for float (f...) and double (d..., and fma_r? for double). Every result is correctly rounded,
// subnormals included, and is never fused with a neighbouring operation.
//
// The nearest result is what the processor gives. The sign of its error is found by comparing it with the
// exact result, which a type of more than twice the precision holds; that decides whether the neighbour is
// the answer. No rounding mode is changed. (Like everything here this needs a compiler that keeps IEEE
// arithmetic: no -ffast-math.)
#ifndef NPU_MATH_ROUNDING_H
#define NPU_MATH_ROUNDING_H

#include "npu/intrinsics/convert.h"

#include <math.h>

namespace npu {
namespace detail {

// A type that holds every product of two F exactly.
template <class F> struct wider;
template <> struct wider<float> {
  using type = double;
};
template <> struct wider<double> {
#if defined(__SIZEOF_FLOAT128__)
  __extension__ typedef __float128 type;
#else
  typedef long double type; // binary128 on aarch64
#endif
};

// Keeps the compiler from fusing the operation that produced x with one that uses it.
template <class F> inline F unfused(F x) {
#if defined(__x86_64__) && defined(__FMA__)
  __asm__("" : "+x"(x));
#elif defined(__aarch64__)
  __asm__("" : "+w"(x));
#endif
  return x;
}

template <class W> inline int compare(W a, W b) { return a < b ? -1 : a > b; }

// Compares a + b with x, all of type W, as if a + b had been computed exactly (TwoSum: the rounded sum
// decides unless it equals x; then the rounding error of the sum does).
template <class W> inline int compare_sum(W a, W b, W x) {
  const W sum = a + b;
  if (sum != x)
    return compare(sum, x);
  const W from_b = sum - a;
  const W error = (a - (sum - from_b)) + (b - from_b);
  return compare(error, W(0));
}

template <class F> inline F nearest_fma(F a, F b, F c);
template <> inline float nearest_fma(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
template <> inline double nearest_fma(double a, double b, double c) { return __builtin_fma(a, b, c); }
template <class F> inline F nearest_sqrt(F a);
template <> inline float nearest_sqrt(float a) { return __builtin_sqrtf(a); }
template <> inline double nearest_sqrt(double a) { return __builtin_sqrt(a); }

// An exact zero sum of non-zero terms (or of zeros of opposite sign) is -0 when rounding down, +0 otherwise.
template <rounding R, class F> inline F directed_sum(F nearest, int side, bool cancels) {
  if (R == rounding::down && nearest == 0 && side == 0 && cancels)
    return -F(0);
  return direct<R>(nearest, side);
}

template <rounding R, class F> inline F add(F a, F b) {
  const F nearest = unfused(a + b);
  if (R == rounding::nearest)
    return nearest;
  using W = typename wider<F>::type;
  return directed_sum<R>(nearest, compare_sum<W>(a, b, nearest),
                         __builtin_signbit(a) != __builtin_signbit(b));
}

template <rounding R, class F> inline F multiply(F a, F b) {
  const F nearest = unfused(a * b);
  if (R == rounding::nearest)
    return nearest;
  using W = typename wider<F>::type;
  return direct<R>(nearest, compare<W>(W(a) * W(b), nearest));
}

template <rounding R, class F> inline F fused(F a, F b, F c) {
  const F nearest = nearest_fma(a, b, c);
  if (R == rounding::nearest)
    return nearest;
  using W = typename wider<F>::type;
  const W product = W(a) * W(b);
  const bool negative = __builtin_signbit(a) != __builtin_signbit(b);
  return directed_sum<R>(nearest, compare_sum<W>(product, c, nearest),
                         negative != bool(__builtin_signbit(c)));
}

template <rounding R, class F> inline F divide(F a, F b) {
  const F nearest = a / b;
  if (R == rounding::nearest || b == 0 || a - a != 0 || b - b != 0)
    return nearest;
  using W = typename wider<F>::type;
  // a / b against nearest is a against nearest * b, turned round when b is negative. An infinite quotient of
  // finite numbers overflowed: the exact one is nearer to zero.
  if (nearest - nearest != 0)
    return direct<R>(nearest, nearest > 0 ? -1 : 1);
  const int side = compare<W>(a, W(nearest) * W(b));
  return direct<R>(nearest, b < 0 ? -side : side);
}

template <rounding R, class F> inline F square_root(F a) {
  const F nearest = nearest_sqrt(a);
  if (R == rounding::nearest || nearest - nearest != 0)
    return nearest;
  using W = typename wider<F>::type;
  return direct<R>(nearest, compare<W>(a, W(nearest) * W(nearest)));
}

} // namespace detail

// Every function below takes and returns the type of its first letter; see the head of the file for the
// suffixes.
#define NPU_DETAIL_ROUNDED(suffix, R)                                                                        \
  inline float fadd_##suffix(float x, float y) { return detail::add<R>(x, y); }                              \
  inline float fsub_##suffix(float x, float y) { return detail::add<R>(x, -y); }                             \
  inline float fmul_##suffix(float x, float y) { return detail::multiply<R>(x, y); }                         \
  inline float fdiv_##suffix(float x, float y) { return detail::divide<R>(x, y); }                           \
  inline float frcp_##suffix(float x) { return detail::divide<R>(1.0f, x); }                                 \
  inline float fsqrt_##suffix(float x) { return detail::square_root<R>(x); }                                 \
  inline float fmaf_##suffix(float x, float y, float z) { return detail::fused<R>(x, y, z); }                \
  inline double dadd_##suffix(double x, double y) { return detail::add<R>(x, y); }                           \
  inline double dsub_##suffix(double x, double y) { return detail::add<R>(x, -y); }                          \
  inline double dmul_##suffix(double x, double y) { return detail::multiply<R>(x, y); }                      \
  inline double ddiv_##suffix(double x, double y) { return detail::divide<R>(x, y); }                        \
  inline double drcp_##suffix(double x) { return detail::divide<R>(1.0, x); }                                \
  inline double dsqrt_##suffix(double x) { return detail::square_root<R>(x); }                               \
  inline double fma_##suffix(double x, double y, double z) { return detail::fused<R>(x, y, z); }
NPU_DETAIL_ROUNDED(rn, detail::rounding::nearest)
NPU_DETAIL_ROUNDED(rz, detail::rounding::zero)
NPU_DETAIL_ROUNDED(rd, detail::rounding::down)
NPU_DETAIL_ROUNDED(ru, detail::rounding::up)
#undef NPU_DETAIL_ROUNDED

// 1 / sqrt(x), correctly rounded: the double result rounds to the right float for every float (tried on all
// significands of two neighbouring binades, which the others repeat).
inline float frsqrt_rn(float x) { return static_cast<float>(1.0 / __builtin_sqrt(static_cast<double>(x))); }

} // namespace npu

#endif
