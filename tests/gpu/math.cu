// SPDX-License-Identifier: Apache-2.0
// nvcc: --extended-lambda
// The math library: exact results at special values, and that elsewhere the error keeps the documented bound,
// measured against the host's double (for float) or long double (for double).
#include "show.h"

constexpr int N = 1 << 14;
template <class T> T ulp(T x);
template <> float ulp(float x) {
  x = fabsf(x);
  return x < 1.17549435e-38f ? 1.40129846e-45f : std::nextafter(x, INFINITY) - x;
}
template <> double ulp(double x) {
  x = fabs(x);
  return x < 2.2250738585072014e-308 ? 4.9406564584124654e-324 : std::nextafter(x, double(INFINITY)) - x;
}
template <class T, class F> __global__ void over(F f, const T *x, const T *y, int n, T *out) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    out[i] = f(x[i], y[i]);
}

/// Prints the results at the special values, and whether the error over [low, high] is within `bound` ulps.
template <class T, class W, class F, class G>
void check(const char *name, F f, G exact, double low, double high, double bound, bool binary = false) {
  std::vector<T> x, y;
  const T inf = T(INFINITY);
  const T special[] = {T(0), T(-0.0), T(1), T(-1), inf, -inf, T(NAN), T(0.5), T(2), T(-2)};
  for (T a : special)
    for (T b : special) {
      if (!binary && b != 1)
        continue;
      x.push_back(a), y.push_back(b);
    }
  const size_t specials = x.size();
  for (int i = 0; i < N; ++i) {
    double u = scramble(i) / 4294967296.0, v = scramble(i + N) / 4294967296.0;
    x.push_back(T(low > 0 && high / low > 1000 ? low * pow(high / low, u) : low + (high - low) * u));
    y.push_back(T(-4 + 8 * v));
  }
  Buffer<T> dx(x), dy(y), out(x.size());
  over<<<16, 256>>>(f, dx.device, dy.device, static_cast<int>(x.size()), out.device);
  std::vector<T> r = out.host();
  printf("%s:", label(name).c_str());
  for (size_t i = 0; i < specials; ++i) {
    W e = exact(W(x[i]), W(y[i]));
    // What is exact is printed, signs of zeros as well; the rest as six digits.
    if (r[i] == 0 && std::signbit(r[i]))
      printf(" -0");
    else if (r[i] != r[i])
      printf(" nan");
    else
      printf(" %.5g", double(r[i]));
    (void)e;
  }
  double worst = 0;
  for (size_t i = specials; i < x.size(); ++i) {
    W e = exact(W(x[i]), W(y[i]));
    T rounded = T(e);
    if (std::isnan(rounded) || std::isinf(rounded)) {
      if (!(std::isnan(rounded) ? std::isnan(r[i]) : r[i] == rounded))
        worst = 1e30;
      continue;
    }
    double error = double(fabs(double(W(r[i]) - e))) / double(ulp(rounded));
    if (!(error <= worst))
      worst = error;
  }
  printf(" | within %g ulp: %s\n", bound,
         worst <= bound + 0.51 ? "yes" : "no"); // the rounding of the measure itself
  if (worst > bound + 0.51)
    fprintf(stderr, "%s: %g ulp\n", name, worst);
}
#define F1(f, e, low, high, bound)                                                                           \
  check<float, double>(                                                                                      \
      #f, [] __device__(float x, float) { return f(x); }, [](double x, double) { return host_##e(x); }, low, \
      high, bound)
#define F2(f, e, low, high, bound)                                                                           \
  check<float, double>(                                                                                      \
      #f, [] __device__(float x, float y) { return f(x, y); },                                               \
      [](double x, double y) { return host_##e(x, y); }, low, high, bound, true)
#define D1(f, e, low, high, bound)                                                                           \
  check<double, long double>(                                                                                \
      #f, [] __device__(double x, double) { return f(x); },                                                  \
      [](long double x, long double) { return host_##e(x); }, low, high, bound)
#define D2(f, e, low, high, bound)                                                                           \
  check<double, long double>(                                                                                \
      #f, [] __device__(double x, double y) { return f(x, y); },                                             \
      [](long double x, long double y) { return host_##e(x, y); }, low, high, bound, true)
// The references; overloads, so that float's are computed in double and double's in long double.
#define BOTH1(name, e)                                                                                       \
  static double host_of_##name(double x) { return e; }                                                       \
  static long double host_of_##name(long double x) { return e; }
BOTH1(sine, std::sin(x))
BOTH1(cosine, std::cos(x))
BOTH1(tangent, std::tan(x))
BOTH1(arcsine, std::asin(x))
BOTH1(arccosine, std::acos(x))
BOTH1(arctangent, std::atan(x))
BOTH1(hsine, std::sinh(x))
BOTH1(hcosine, std::cosh(x))
BOTH1(htangent, std::tanh(x))
BOTH1(archsine, std::asinh(x))
BOTH1(archcosine, std::acosh(x))
BOTH1(archtangent, std::atanh(x))
BOTH1(power_of_e, std::exp(x))
BOTH1(power_of_2, std::exp2(x))
BOTH1(power_of_e_less_1, std::expm1(x))
BOTH1(natural, std::log(x))
BOTH1(binary, std::log2(x))
BOTH1(decimal, std::log10(x))
BOTH1(natural_of_1_more, std::log1p(x))
BOTH1(cube_root, std::cbrt(x))
BOTH1(error, std::erf(x))
BOTH1(coerror, std::erfc(x))
BOTH1(gamma_function, std::tgamma(x))
BOTH1(log_gamma, std::lgamma(x))
BOTH1(power_of_10, std::pow(decltype(x)(10), x))
BOTH1(reciprocal_root, 1 / std::sqrt(x))
BOTH1(reciprocal_cube_root, 1 / std::cbrt(x))
static double host_of_angle(double x, double y) { return std::atan2(x, y); }
static long double host_of_angle(long double x, long double y) { return std::atan2(x, y); }
static double host_of_power(double x, double y) { return std::pow(x, y); }
static long double host_of_power(long double x, long double y) { return std::pow(x, y); }
static double host_of_length(double x, double y) { return std::hypot(x, y); }
static long double host_of_length(long double x, long double y) { return std::hypot(x, y); }
static const long double pi = 3.141592653589793238462643383279502884L;
static double host_of_sine_of_turns(double x) {
  long double r = std::fmod(static_cast<long double>(x), 2.0L);
  return std::fmod(r, 1.0L) == 0 ? std::copysign(0.0, x) : static_cast<double>(std::sin(pi * r));
}
static double host_of_cosine_of_turns(double x) {
  long double r = std::fabs(std::fmod(static_cast<long double>(x), 2.0L));
  return std::fmod(r, 1.0L) == 0.5L ? 0.0 : static_cast<double>(std::cos(pi * r));
}
static double host_of_normal(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }
static double host_of_scaled_coerror(double x) { return std::exp(x * x) * std::erfc(x); }

int main() {
  // Bounds of the CUDA programming guide's tables (full range).
  F1(sinf, of_sine, -100000, 100000, 2);
  F1(cosf, of_cosine, -100000, 100000, 2);
  F1(tanf, of_tangent, -1000, 1000, 4);
  F1(sinpif, of_sine_of_turns, -20, 20, 1);
  F1(cospif, of_cosine_of_turns, -20, 20, 1);
  F1(asinf, of_arcsine, -1, 1, 2);
  F1(acosf, of_arccosine, -1, 1, 2);
  F1(atanf, of_arctangent, -100, 100, 2);
  F1(sinhf, of_hsine, -80, 80, 3);
  F1(coshf, of_hcosine, -80, 80, 2);
  F1(tanhf, of_htangent, -10, 10, 2);
  F1(asinhf, of_archsine, -1000, 1000, 3);
  F1(acoshf, of_archcosine, 1, 1000, 4);
  F1(atanhf, of_archtangent, -0.999, 0.999, 3);
  F1(expf, of_power_of_e, -100, 90, 2);
  F1(exp2f, of_power_of_2, -150, 130, 2);
  F1(exp10f, of_power_of_10, -45, 39, 2);
  F1(expm1f, of_power_of_e_less_1, -20, 80, 1);
  F1(logf, of_natural, 1e-38, 1e38, 1);
  F1(log2f, of_binary, 1e-38, 1e38, 1);
  F1(log10f, of_decimal, 1e-38, 1e38, 2);
  F1(log1pf, of_natural_of_1_more, -0.99, 1000, 1);
  F1(cbrtf, of_cube_root, -1000, 1000, 1);
  F1(rcbrtf, of_reciprocal_cube_root, 0.001, 1000, 1);
  F1(rsqrtf, of_reciprocal_root, 1e-38, 1e38, 2);
  F1(erff, of_error, -5, 5, 2);
  F1(erfcf, of_coerror, -3, 9, 4);
  F1(erfcxf, of_scaled_coerror, -3, 5, 4);
  F1(tgammaf, of_gamma_function, 0.1, 30, 5);
  F1(lgammaf, of_log_gamma, 3, 1000, 6);
  F1(normcdff, of_normal, -5, 5, 5);
  F2(atan2f, of_angle, -10, 10, 3);
  F2(powf, of_power, 0.001, 100, 4);
  F2(hypotf, of_length, -1000, 1000, 3);
  D1(sin, of_sine, -100000, 100000, 2);
  D1(cos, of_cosine, -100000, 100000, 2);
  D1(tan, of_tangent, -1000, 1000, 2);
  D1(asin, of_arcsine, -1, 1, 2);
  D1(acos, of_arccosine, -1, 1, 2);
  D1(atan, of_arctangent, -100, 100, 2);
  D1(sinh, of_hsine, -700, 700, 2);
  D1(cosh, of_hcosine, -700, 700, 1);
  D1(tanh, of_htangent, -10, 10, 1);
  D1(asinh, of_archsine, -1000, 1000, 3);
  D1(acosh, of_archcosine, 1, 1000, 3);
  D1(atanh, of_archtangent, -0.999, 0.999, 2);
  D1(exp, of_power_of_e, -700, 700, 1);
  D1(exp2, of_power_of_2, -1000, 1000, 1);
  D1(exp10, of_power_of_10, -300, 300, 1);
  D1(expm1, of_power_of_e_less_1, -20, 700, 1);
  D1(log, of_natural, 1e-300, 1e300, 1);
  D1(log2, of_binary, 1e-300, 1e300, 1);
  D1(log10, of_decimal, 1e-300, 1e300, 1);
  D1(log1p, of_natural_of_1_more, -0.99, 1000, 1);
  D1(cbrt, of_cube_root, -1000, 1000, 1);
  D1(rcbrt, of_reciprocal_cube_root, 0.001, 1000, 1);
  D1(rsqrt, of_reciprocal_root, 1e-300, 1e300, 1);
  D1(erf, of_error, -5, 5, 2);
  D1(erfc, of_coerror, -3, 20, 5);
  D1(tgamma, of_gamma_function, 0.1, 100, 10);
  D1(lgamma, of_log_gamma, 3, 1000, 4);
  D2(atan2, of_angle, -10, 10, 2);
  D2(pow, of_power, 0.001, 100, 2);
  D2(hypot, of_length, -1000, 1000, 2);
}
