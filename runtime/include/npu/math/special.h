// SPDX-License-Identifier: Apache-2.0
// Special functions: inverse error functions, scaled complementary error function, normal distribution,
// modified and ordinary Bessel functions. Suffix f: float. The float versions compute in double and round
// once. Errors of the double versions, against 80-bit references in the tests: at most 6 ulp for erfinv,
// erfcinv, normcdf, normcdfinv, erfcx and cyl_bessel_i0/i1 (CUDA documents 5 to 8). The ordinary Bessel
// functions are the C library's.
#ifndef NPU_MATH_SPECIAL_H
#define NPU_MATH_SPECIAL_H

#include <math.h>

namespace npu {

namespace detail {
constexpr double two_over_sqrt_pi = 1.1283791670955125739;
constexpr double half_sqrt_pi = 0.88622692545275801365;
} // namespace detail

// exp(x^2) erfc(x). Grows beyond all bounds below -26.6, decreases like 1 / (x sqrt(pi)) above.
inline double erfcx(double x) {
  if (x < 25) {
    const double square = x * x, rest = __builtin_fma(x, x, -square);
    const double scale = ::exp(square);
    return scale > 1e308 ? 2 * scale : scale * ::erfc(x) * (1 + rest);
  }
  // The asymptotic series; its eighth term is below 1e-18 from here on.
  const double r = 0.5 / x / x;
  double sum = 1;
  for (int k = 7; k >= 1; --k)
    sum = 1 - (2 * k - 1) * r * sum;
  return detail::two_over_sqrt_pi / 2 / x * sum;
}

namespace detail {

// The inverse of erf to about 7 digits; w = -log((1 - y)(1 + y)) at most 18.
// M. Giles, "Approximating the erfinv function", GPU Computing Gems, 2010.
inline double inverse_erf_start(double y, double w) {
  static const double central[] = {2.81022636e-08,  3.43273939e-07, -3.5233877e-06,
                                   -4.39150654e-06, 0.00021858087,  -0.00125372503,
                                   -0.00417768164,  0.246640727,    1.50140941};
  static const double tail[] = {-0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773,
                                -0.0076224613,   0.00943887047,  1.00167406,    2.83297682};
  const double *c = w < 5 ? central : tail;
  const double t = w < 5 ? w - 2.5 : ::sqrt(w) - 3;
  double p = c[0];
  for (int i = 1; i < 9; ++i)
    p = p * t + c[i];
  return p * y;
}

// One step of Halley's method for erf(x) = y, given the residual erf(x) - y.
inline double inverse_erf_step(double x, double residual) {
  const double u = residual / (two_over_sqrt_pi * ::exp(-x * x));
  return x - u / (1 + x * u);
}

// The x with erf(x) = y for |y| <= 1/2.
inline double inverse_erf_central(double y) {
  double x = inverse_erf_start(y, -::log((1 - y) * (1 + y)));
  for (int i = 0; i < 2; ++i)
    x = inverse_erf_step(x, ::erf(x) - y);
  return x;
}

// The x with erfc(x) = q for 0 < q <= 1/2, subnormal q included.
inline double inverse_erfc_tail(double q) {
  if (q > 1e-7) {
    double x = inverse_erf_start(1 - q, -::log(q * (2 - q)));
    for (int i = 0; i < 2; ++i)
      x = inverse_erf_step(x, q - ::erfc(x));
    return x;
  }
  // erfc(x) is about exp(-x^2) / (x sqrt(pi)). Newton's method on the ratio erfc(x) / q, which stays accurate
  // where erfc itself underflows.
  const double log_q = ::log(q);
  double x = ::sqrt(-log_q);
  for (int i = 0; i < 3; ++i)
    x = ::sqrt(-log_q - ::log(2 * half_sqrt_pi * x));
  for (int i = 0; i < 4; ++i) {
    const double scaled = erfcx(x);
    const double square = x * x, rest = __builtin_fma(x, x, -square);
    x += (scaled * ::exp(-square - log_q - rest) - 1) * scaled * half_sqrt_pi;
  }
  return x;
}

// Sum of the power series of the modified Bessel function I_order, without its factor (x/2)^order. All terms
// are positive; they are added in long double because up to fifty of them carry an error each.
inline double bessel_i_series(double x, int order) {
  const long double t = static_cast<long double>(x) * x / 4;
  long double term = 1, sum = 1;
  for (int k = 1; term > 1e-19L * sum; ++k) {
    term *= t / (k * static_cast<long double>(k + order));
    sum += term;
  }
  return static_cast<double>(sum);
}

// The asymptotic expansion of I_order for x >= 20, where its smallest term is below exp(-2 x).
inline double bessel_i_asymptotic(double x, int order) {
  const long double mu = 4 * order * order;
  long double term = 1, sum = 1;
  for (int k = 1; k < 40 && (term > 1e-19L || term < -1e-19L); ++k) {
    const long double odd = 2 * k - 1;
    term *= (odd * odd - mu) / (8 * static_cast<long double>(x) * k);
    sum += term;
  }
  const double half = ::exp(x / 2); // exp(x) alone would overflow too early
  return half * static_cast<double>(sum / ::sqrtl(6.283185307179586477L * x)) * half;
}

} // namespace detail

// The x with erf(x) = y. y = 1 and -1 give infinities, |y| > 1 NaN.
inline double erfinv(double y) {
  const double magnitude = ::fabs(y);
  if (!(magnitude < 1))
    return magnitude == 1 ? ::copysign(__builtin_inf(), y) : __builtin_nan("");
  return magnitude <= 0.5 ? detail::inverse_erf_central(y)
                          : ::copysign(detail::inverse_erfc_tail(1 - magnitude), y);
}

// The x with erfc(x) = y. y = 0 and 2 give infinities, values outside [0, 2] NaN.
inline double erfcinv(double y) {
  if (!(y > 0 && y < 2))
    return y == 0 ? __builtin_inf() : y == 2 ? -__builtin_inf() : __builtin_nan("");
  if (y >= 0.5 && y <= 1.5)
    return detail::inverse_erf_central(1 - y);
  return y < 1 ? detail::inverse_erfc_tail(y) : -detail::inverse_erfc_tail(2 - y);
}

// The standard normal distribution function erfc(-x / sqrt(2)) / 2 and its inverse.
inline double normcdf(double x) {
  if (::fabs(x) > 40)
    return x > 0 ? 1.0 : 0.0;
  const double scale = -0.70710678118654752440, scale_rest = 4.833646656726457e-17;
  const double z = x * scale, rest = __builtin_fma(x, scale, -z) + x * scale_rest;
  return 0.5 * (::erfc(z) - rest * detail::two_over_sqrt_pi * ::exp(-z * z));
}
inline double normcdfinv(double p) { return -1.4142135623730950488 * erfcinv(2 * p); }

// Modified Bessel functions of the first kind, orders 0 and 1.
inline double cyl_bessel_i0(double x) {
  const double magnitude = ::fabs(x);
  return magnitude < 20 ? detail::bessel_i_series(x, 0) : detail::bessel_i_asymptotic(magnitude, 0);
}
inline double cyl_bessel_i1(double x) {
  const double magnitude = ::fabs(x);
  return magnitude < 20 ? x / 2 * detail::bessel_i_series(x, 1)
                        : ::copysign(detail::bessel_i_asymptotic(magnitude, 1), x);
}

// Bessel functions of the first (j) and second (y) kind, orders 0, 1 and n.
inline double j0(double x) { return ::j0(x); }
inline double j1(double x) { return ::j1(x); }
inline double jn(int n, double x) { return ::jn(n, x); }
inline double y0(double x) { return ::y0(x); }
inline double y1(double x) { return ::y1(x); }
inline double yn(int n, double x) { return ::yn(n, x); }
inline float jnf(int n, float x) { return static_cast<float>(::jn(n, static_cast<double>(x))); }
inline float ynf(int n, float x) { return static_cast<float>(::yn(n, static_cast<double>(x))); }

// The float versions, under their own name and, where CUDA overloads it, under the name of the double
// version.
#define NPU_DETAIL_FLOAT_VERSION(name)                                                                       \
  inline float name##f(float x) { return static_cast<float>(name(static_cast<double>(x))); }
#define NPU_DETAIL_FLOAT_OVERLOAD(name)                                                                      \
  NPU_DETAIL_FLOAT_VERSION(name)                                                                             \
  inline float name(float x) { return name##f(x); }
NPU_DETAIL_FLOAT_VERSION(j0)
NPU_DETAIL_FLOAT_VERSION(j1)
NPU_DETAIL_FLOAT_VERSION(y0)
NPU_DETAIL_FLOAT_VERSION(y1)
NPU_DETAIL_FLOAT_OVERLOAD(erfcx)
NPU_DETAIL_FLOAT_OVERLOAD(erfinv)
NPU_DETAIL_FLOAT_OVERLOAD(erfcinv)
NPU_DETAIL_FLOAT_OVERLOAD(normcdf)
NPU_DETAIL_FLOAT_OVERLOAD(normcdfinv)
NPU_DETAIL_FLOAT_OVERLOAD(cyl_bessel_i0)
NPU_DETAIL_FLOAT_OVERLOAD(cyl_bessel_i1)
#undef NPU_DETAIL_FLOAT_OVERLOAD
#undef NPU_DETAIL_FLOAT_VERSION

} // namespace npu

#endif
