// SPDX-License-Identifier: Apache-2.0
#include "rand/distributions.h"

#include <math.h>

#include <algorithm>
#include <random>

namespace npu::libraries::rand {

void source::integers(uint32_t *out, size_t n) {
  if (bits)
    restarted().fill(out, n);
  else
    points(n, [&](size_t i, uint64_t x) { out[i] = static_cast<uint32_t>(x >> 32); });
}

void source::integers(uint64_t *out, size_t n) {
  points(n, [&](size_t i, uint64_t x) { out[i] = x; });
}

void source::uniform(float *out, size_t n) {
  if (bits)
    draw<1>(n, [&](size_t i, const uint32_t *x) { out[i] = detail::unit_float(x[0]); });
  else
    points(n, [&](size_t i, uint64_t x) { out[i] = detail::unit_float(static_cast<uint32_t>(x >> 32)); });
}

void source::uniform(double *out, size_t n) {
  if (bits)
    draw<2>(n, [&](size_t i, const uint32_t *x) { out[i] = detail::unit_double(x[0], x[1]); });
  else
    points(n, [&](size_t i, uint64_t x) { out[i] = fraction(x); });
}

void source::poisson(uint32_t *out, size_t n, double lambda) {
  if (!bits) { // by the inverse of the distribution
    points(n, [&](size_t i, uint64_t x) {
      const double u = fraction(x);
      double term = exp(-lambda), sum = term;
      uint32_t k = 0;
      if (lambda > 500) { // from where terms do not vanish
        k = static_cast<uint32_t>(std::max(0.0, lambda + sqrt(lambda) * inverse_normal(u) + 0.5));
        out[i] = k;
        return;
      }
      while (sum < u && term > 0) {
        term *= lambda / ++k;
        sum += term;
      }
      out[i] = k;
    });
    return;
  }
  struct numbers {
    using result_type [[maybe_unused]] = uint32_t;
    engine &from;
    uint32_t buffer[256];
    unsigned used = 256;
    static constexpr uint32_t min() { return 0; }
    static constexpr uint32_t max() { return UINT32_MAX; }
    uint32_t operator()() {
      if (used == 256) {
        from.fill(buffer, 256);
        used = 0;
      }
      return buffer[used++];
    }
  } random{restarted(), {}};
  std::poisson_distribution<uint32_t> distribution(lambda);
  for (size_t i = 0; i < n; ++i)
    out[i] = distribution(random);
}

// P. Acklam's rational approximation, and one step of Halley's method on it.
double inverse_normal(double p) {
  constexpr double a[] = {-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                          1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
  constexpr double b[] = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
                          6.680131188771972e+01, -1.328068155288572e+01};
  constexpr double c[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                          -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
  constexpr double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                          3.754408661907416e+00};
  p = std::clamp(p, 1e-300, 1 - 1e-16);
  const auto tail = [&](double q) {
    return (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
           ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
  };
  double x;
  if (p < 0.02425)
    x = tail(sqrt(-2 * log(p)));
  else if (p > 1 - 0.02425)
    x = -tail(sqrt(-2 * log1p(-p)));
  else {
    const double q = p - 0.5, r = q * q;
    x = (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q /
        (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1);
  }
  const double error = 0.5 * erfc(-x * M_SQRT1_2) - p, u = error * 2.5066282746310002 * exp(x * x / 2);
  return x - u / (1 + x * u / 2);
}

} // namespace npu::libraries::rand
