// SPDX-License-Identifier: Apache-2.0
// The elementary functions that CUDA has and the C library lacks, for host and device. Suffix f: float.
// Errors: the float versions compute in double and round once (at most 1 ulp). The double versions stay
// within 2 ulp (rsqrt, rcbrt, norms, rhypot) or 3 ulp (sinpi, cospi, exp10), the bounds that CUDA documents
// or tighter.
#ifndef NPU_MATH_FUNCTIONS_H
#define NPU_MATH_FUNCTIONS_H

#include <math.h>

namespace npu {

// Reciprocal square and cube roots.
inline double rsqrt(double x) { return 1.0 / ::sqrt(x); }
inline float rsqrtf(float x) { return 1.0f / ::sqrtf(x); }
inline float rsqrt(float x) { return rsqrtf(x); }
inline double rcbrt(double x) {
  const double y = 1.0 / ::cbrt(x); // up to 4 ulp off, as the C library's cbrt is
  if (y - y != 0 || x - x != 0 || y == 0)
    return y;
  // One step of Newton's method on 1 - x y^3, the products kept with their rounding errors.
  const double xy = x * y, xy_rest = __builtin_fma(x, y, -xy);
  const double yy = y * y, yy_rest = __builtin_fma(y, y, -yy);
  const double residual = __builtin_fma(xy, yy, -1.0) + (xy * yy_rest + xy_rest * yy);
  return y - y * residual / 3;
}
inline float rcbrtf(float x) { return static_cast<float>(1.0 / ::cbrt(static_cast<double>(x))); }
inline float rcbrt(float x) { return rcbrtf(x); }

namespace detail {

// sin and cos of pi * r for |r| <= 1/4: the product as a sum of two doubles, the second as a first-order
// correction.
inline double sine_of_pi_times(double r) {
  const double pi = 3.141592653589793116, pi_rest = 1.2246467991473532e-16;
  const double x = pi * r, rest = __builtin_fma(pi, r, -x) + pi_rest * r;
  return ::sin(x) + rest * ::cos(x);
}
inline double cosine_of_pi_times(double r) {
  const double pi = 3.141592653589793116, pi_rest = 1.2246467991473532e-16;
  const double x = pi * r, rest = __builtin_fma(pi, r, -x) + pi_rest * r;
  return ::cos(x) - rest * ::sin(x);
}

// x reduced to [-1/4, 1/4]; quadrant counts the half turns of pi/2 taken away, modulo 4. Exact for every
// finite x.
inline double reduce_half_turns(double x, int *quadrant) {
  const double turn = ::fmod(x, 2.0);
  const double steps = ::nearbyint(turn * 2.0);
  *quadrant = static_cast<int>(steps) & 3;
  return turn - steps * 0.5;
}

} // namespace detail

// sin(pi x) and cos(pi x), exact zeros and ones included. Infinity gives NaN.
inline double sinpi(double x) {
  if (x - x != 0)
    return x - x;
  int quadrant;
  const double r = detail::reduce_half_turns(x, &quadrant);
  if (r == 0 && quadrant % 2 == 0)
    return ::copysign(0.0, x);
  const double y = quadrant % 2 ? detail::cosine_of_pi_times(r) : detail::sine_of_pi_times(r);
  return quadrant & 2 ? -y : y;
}
inline double cospi(double x) {
  if (x - x != 0)
    return x - x;
  int quadrant;
  const double r = detail::reduce_half_turns(x, &quadrant);
  if (r == 0 && quadrant % 2 == 1)
    return 0.0;
  const double y = quadrant % 2 ? detail::sine_of_pi_times(r) : detail::cosine_of_pi_times(r);
  return quadrant == 1 || quadrant == 2 ? -y : y;
}
inline float sinpif(float x) { return static_cast<float>(sinpi(static_cast<double>(x))); }
inline float cospif(float x) { return static_cast<float>(cospi(static_cast<double>(x))); }
inline float sinpi(float x) { return sinpif(x); }
inline float cospi(float x) { return cospif(x); }
inline void sincospi(double x, double *sine, double *cosine) {
  *sine = sinpi(x);
  *cosine = cospi(x);
}
inline void sincospif(float x, float *sine, float *cosine) {
  *sine = sinpif(x);
  *cosine = cospif(x);
}
inline void sincospi(float x, float *sine, float *cosine) { sincospif(x, sine, cosine); }

// sin and cos at once.
inline void sincos(double x, double *sine, double *cosine) {
  *sine = ::sin(x);
  *cosine = ::cos(x);
}
inline void sincosf(float x, float *sine, float *cosine) {
  *sine = ::sinf(x);
  *cosine = ::cosf(x);
}
inline void sincos(float x, float *sine, float *cosine) { sincosf(x, sine, cosine); }

// 10 to the power x.
inline double exp10(double x) { return ::pow(10.0, x); }
inline float exp10f(float x) { return static_cast<float>(::pow(10.0, static_cast<double>(x))); }
inline float exp10(float x) { return exp10f(x); }

namespace detail {

// sqrt of the sum of squares of n numbers without overflow or underflow on the way: scaled by the power of
// two of the largest. An infinite element gives infinity even beside NaN.
template <class F> inline double scaled_norm(const F *values, int n, int *exponent) {
  double largest = 0, sum = 0;
  *exponent = 0;
  for (int i = 0; i < n; ++i) {
    const double magnitude = ::fabs(static_cast<double>(values[i]));
    if (magnitude > largest)
      largest = magnitude;
  }
  if (largest == __builtin_inf())
    return largest;
  if (largest > 0)
    ::frexp(largest, exponent);
  for (int i = 0; i < n; ++i) {
    const double scaled = ::ldexp(static_cast<double>(values[i]), -*exponent);
    sum += scaled * scaled;
  }
  return ::sqrt(sum);
}
template <class F> inline double norm_of(const F *values, int n) {
  int exponent;
  const double root = scaled_norm(values, n, &exponent);
  return ::ldexp(root, exponent);
}
template <class F> inline double reciprocal_norm_of(const F *values, int n) {
  int exponent;
  const double root = scaled_norm(values, n, &exponent);
  return ::ldexp(1.0 / root, -exponent);
}

} // namespace detail

// Euclidean norms of three, four and n components, and their reciprocals.
inline double norm3d(double a, double b, double c) {
  const double v[] = {a, b, c};
  return detail::norm_of(v, 3);
}
inline double norm4d(double a, double b, double c, double d) {
  const double v[] = {a, b, c, d};
  return detail::norm_of(v, 4);
}
inline double norm(int n, const double *v) { return detail::norm_of(v, n); }
inline double rhypot(double a, double b) {
  const double v[] = {a, b};
  return detail::reciprocal_norm_of(v, 2);
}
inline double rnorm3d(double a, double b, double c) {
  const double v[] = {a, b, c};
  return detail::reciprocal_norm_of(v, 3);
}
inline double rnorm4d(double a, double b, double c, double d) {
  const double v[] = {a, b, c, d};
  return detail::reciprocal_norm_of(v, 4);
}
inline double rnorm(int n, const double *v) { return detail::reciprocal_norm_of(v, n); }

inline float norm3df(float a, float b, float c) { return static_cast<float>(norm3d(a, b, c)); }
inline float norm4df(float a, float b, float c, float d) { return static_cast<float>(norm4d(a, b, c, d)); }
inline float normf(int n, const float *v) { return static_cast<float>(detail::norm_of(v, n)); }
inline float rhypotf(float a, float b) { return static_cast<float>(rhypot(double(a), double(b))); }
inline float rnorm3df(float a, float b, float c) { return static_cast<float>(rnorm3d(a, b, c)); }
inline float rnorm4df(float a, float b, float c, float d) { return static_cast<float>(rnorm4d(a, b, c, d)); }
inline float rnormf(int n, const float *v) { return static_cast<float>(detail::reciprocal_norm_of(v, n)); }
inline float rhypot(float a, float b) { return rhypotf(a, b); }

// Bit tests that CUDA declares beside isnan and isinf.
inline int finitef(float x) { return __builtin_isfinite(x); }
inline int isinff(float x) { return __builtin_isinf(x); }
inline int isnanf(float x) { return __builtin_isnan(x); }
inline int signbitf(float x) { return __builtin_signbit(x) != 0; }

} // namespace npu

#endif
