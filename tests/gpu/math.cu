// SPDX-License-Identifier: Apache-2.0
// nvcc: --extended-lambda
// The math library: exact results at special values, and that elsewhere the error keeps the documented bound, measured
// against the host's double (for float) or long double (for double).
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
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) out[i] = f(x[i], y[i]);
}

/// Prints the results at the special values, and whether the error over [low, high] is within `bound` ulps.
template <class T, class W, class F, class G>
void check(const char *name, F f, G exact, double low, double high, double bound, bool binary = false) {
  std::vector<T> x, y;
  const T inf = T(INFINITY);
  const T special[] = {T(0), T(-0.0), T(1), T(-1), inf, -inf, T(NAN), T(0.5), T(2), T(-2)};
  for (T a : special)
    for (T b : special) {
      if (!binary && b != 1) continue;
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
      if (!(std::isnan(rounded) ? std::isnan(r[i]) : r[i] == rounded)) worst = 1e30;
      continue;
    }
    double error = double(fabs(double(W(r[i]) - e))) / double(ulp(rounded));
    if (!(error <= worst)) worst = error;
  }
  printf(" | within %g ulp: %s\n", bound, worst <= bound + 0.51 ? "yes" : "no"); // the rounding of the measure itself
  if (worst > bound + 0.51) fprintf(stderr, "%s: %g ulp\n", name, worst);
}
#define F1(f, low, high, bound) check<float, double>(#f, [] __device__(float x, float) { return f(x); }, [](double x, double) { return std_##f(x); }, low, high, bound)
#define F2(f, low, high, bound) check<float, double>(#f, [] __device__(float x, float y) { return f(x, y); }, [](double x, double y) { return std_##f(x, y); }, low, high, bound, true)
#define D1(f, low, high, bound) check<double, long double>(#f, [] __device__(double x, double) { return f(x); }, [](long double x, long double) { return std_##f(x); }, low, high, bound)
#define D2(f, low, high, bound) check<double, long double>(#f, [] __device__(double x, double y) { return f(x, y); }, [](long double x, long double y) { return std_##f(x, y); }, low, high, bound, true)
#define BOTH1(F) static double std_##F##f(double x) { return std::F(x); } static long double std_##F(long double x) { return std::F(x); }
#define BOTH2(F) static double std_##F##f(double x, double y) { return std::F(x, y); } static long double std_##F(long double x, long double y) { return std::F(x, y); }
BOTH1(sin) BOTH1(cos) BOTH1(tan) BOTH1(asin) BOTH1(acos) BOTH1(atan) BOTH1(sinh) BOTH1(cosh) BOTH1(tanh) BOTH1(asinh)
BOTH1(acosh) BOTH1(atanh) BOTH1(exp) BOTH1(exp2) BOTH1(expm1) BOTH1(log) BOTH1(log2) BOTH1(log10) BOTH1(log1p) BOTH1(cbrt)
BOTH1(erf) BOTH1(erfc) BOTH1(tgamma) BOTH1(lgamma) BOTH2(atan2) BOTH2(pow) BOTH2(hypot)
static double std_exp10f(double x) { return std::pow(10.0, x); }
static long double std_exp10(long double x) { return std::pow(10.0L, x); }
static double std_rsqrtf(double x) { return 1 / std::sqrt(x); }
static long double std_rsqrt(long double x) { return 1 / std::sqrt(x); }
static double std_rcbrtf(double x) { return 1 / std::cbrt(x); }
static long double std_rcbrt(long double x) { return 1 / std::cbrt(x); }
static const long double pi = 3.141592653589793238462643383279502884L;
template <class T> T turns(T x, bool cosine) { // exact reduction: x modulo 2, then to an eighth of a turn
  T r = std::fmod(x, T(2));
  if (cosine) return std::fmod(std::fabs(r), T(1)) == T(0.5) ? T(0) : std::cos(T(pi) * r);
  return std::fmod(r, T(1)) == 0 ? std::copysign(T(0), x) : std::sin(T(pi) * r);
}
static double std_sinpif(double x) { return static_cast<double>(turns<long double>(x, false)); }
static double std_cospif(double x) { return static_cast<double>(turns<long double>(x, true)); }
static double std_normcdff(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }
static double std_erfcxf(double x) { return std::exp(x * x) * std::erfc(x); }
static double std_j0f(double x) { return ::j0(x); }
static double std_j1f(double x) { return ::j1(x); }

int main() {
  // Bounds of the CUDA programming guide's tables (full range).
  F1(sinf, -100000, 100000, 2);
  F1(cosf, -100000, 100000, 2);
  F1(tanf, -1000, 1000, 4);
  F1(sinpif, -20, 20, 1);
  F1(cospif, -20, 20, 1);
  F1(asinf, -1, 1, 2);
  F1(acosf, -1, 1, 2);
  F1(atanf, -100, 100, 2);
  F1(sinhf, -80, 80, 3);
  F1(coshf, -80, 80, 2);
  F1(tanhf, -10, 10, 2);
  F1(asinhf, -1000, 1000, 3);
  F1(acoshf, 1, 1000, 4);
  F1(atanhf, -0.999, 0.999, 3);
  F1(expf, -100, 90, 2);
  F1(exp2f, -150, 130, 2);
  F1(exp10f, -45, 39, 2);
  F1(expm1f, -20, 80, 1);
  F1(logf, 1e-38, 1e38, 1);
  F1(log2f, 1e-38, 1e38, 1);
  F1(log10f, 1e-38, 1e38, 2);
  F1(log1pf, -0.99, 1000, 1);
  F1(cbrtf, -1000, 1000, 1);
  F1(rcbrtf, 0.001, 1000, 1);
  F1(rsqrtf, 1e-38, 1e38, 2);
  F1(erff, -5, 5, 2);
  F1(erfcf, -3, 9, 4);
  F1(erfcxf, -3, 5, 4);
  F1(tgammaf, 0.1, 30, 5);
  F1(lgammaf, 3, 1000, 6);
  F1(normcdff, -5, 5, 5);
  F2(atan2f, -10, 10, 3);
  F2(powf, 0.001, 100, 4);
  F2(hypotf, -1000, 1000, 3);
  D1(sin, -100000, 100000, 2);
  D1(cos, -100000, 100000, 2);
  D1(tan, -1000, 1000, 2);
  D1(asin, -1, 1, 2);
  D1(acos, -1, 1, 2);
  D1(atan, -100, 100, 2);
  D1(sinh, -700, 700, 2);
  D1(cosh, -700, 700, 1);
  D1(tanh, -10, 10, 1);
  D1(asinh, -1000, 1000, 3);
  D1(acosh, 1, 1000, 3);
  D1(atanh, -0.999, 0.999, 2);
  D1(exp, -700, 700, 1);
  D1(exp2, -1000, 1000, 1);
  D1(exp10, -300, 300, 1);
  D1(expm1, -20, 700, 1);
  D1(log, 1e-300, 1e300, 1);
  D1(log2, 1e-300, 1e300, 1);
  D1(log10, 1e-300, 1e300, 1);
  D1(log1p, -0.99, 1000, 1);
  D1(cbrt, -1000, 1000, 1);
  D1(rcbrt, 0.001, 1000, 1);
  D1(rsqrt, 1e-300, 1e300, 1);
  D1(erf, -5, 5, 2);
  D1(erfc, -3, 20, 5);
  D1(tgamma, 0.1, 100, 10);
  D1(lgamma, 3, 1000, 4);
  D2(atan2, -10, 10, 2);
  D2(pow, 0.001, 100, 2);
  D2(hypot, -1000, 1000, 2);
}
