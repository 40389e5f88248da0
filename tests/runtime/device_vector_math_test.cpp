// SPDX-License-Identifier: Apache-2.0
// The mathematics of kernels on whole rows of threads, where a compiled form calls functions for several
// lanes: errors in ulp against long double, and special values.
#include "device_test.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

namespace {

constexpr int Rows = 64, Threads = 256;

template <class T> T from_bits(uint64_t bits) {
  using Bits = std::conditional_t<sizeof(T) == 4, uint32_t, uint64_t>;
  const Bits narrow = static_cast<Bits>(bits);
  T value;
  memcpy(&value, &narrow, sizeof(T));
  return value;
}

// Special values, numbers of moderate size, and any bits.
template <class T> std::vector<T> operands(unsigned seed) {
  using Limits = std::numeric_limits<T>;
  std::vector<T> values = {T(0),
                           T(-0.0),
                           T(1),
                           T(-1),
                           T(2),
                           T(0.5),
                           T(-3),
                           Limits::infinity(),
                           -Limits::infinity(),
                           Limits::quiet_NaN(),
                           Limits::max(),
                           Limits::lowest(),
                           Limits::min(),
                           Limits::denorm_min(),
                           T(88.8),
                           T(-104),
                           T(709.9),
                           T(-745.2)};
  std::mt19937_64 random(seed);
  while (values.size() < size_t(Rows) * Threads) {
    values.push_back(T(std::ldexp(double(random() >> 11), -53) * 80 - 40));
    values.push_back(T(std::ldexp(double(random() >> 11), -53) * 2 - 1));
    values.push_back(from_bits<T>(random()));
  }
  values.resize(size_t(Rows) * Threads);
  // Every special value meets every other.
  for (size_t i = 0; seed == 1 && i < 18 * 18; ++i)
    values[i] = values[i < 18 ? i : i % 18];
  for (size_t i = 18 * 18; seed == 2 && i-- > 0;)
    values[i] = values[i / 18];
  return values;
}

template <class F, class T> NPU_GLOBAL void apply(const T *a, const T *b, T *out) {
  const int i = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  out[i] = F::of(a[i], b[i]);
}

template <class T> bool same(T a, T b) {
  return std::isnan(a) ? std::isnan(b) : a == b && std::signbit(a) == std::signbit(b);
}

/// Distance in units in the last place of T.
template <class T> double distance(T got, long double want) {
  if (std::isinf(got) && std::fabs(want) > (1 - 2e-9L) * std::numeric_limits<T>::max() &&
      std::signbit(got) == std::signbit(want))
    return 0; // pow in double overflows that early
  if (!std::isfinite(got) || !std::isfinite(static_cast<T>(want)))
    return same(got, static_cast<T>(want)) ? 0 : HUGE_VAL;
  const T near = std::fabs(static_cast<T>(want));
  const T next = std::nextafter(near, T(0)) == near ? std::numeric_limits<T>::denorm_min()
                                                    : near - std::nextafter(near, T(0));
  return double(std::fabs(static_cast<long double>(got) - want) / static_cast<long double>(next));
}

template <class F, class T> void check(double bound) {
  const std::vector<T> a = operands<T>(1), b = operands<T>(2);
  const size_t bytes = a.size() * sizeof(T);
  T *in[2], *out;
  ASSERT_EQ(npuSuccess, npuMalloc(&in[0], bytes));
  ASSERT_EQ(npuSuccess, npuMalloc(&in[1], bytes));
  ASSERT_EQ(npuSuccess, npuMalloc(&out, bytes));
  ASSERT_EQ(npuSuccess, npuMemcpy(in[0], a.data(), bytes, npuMemcpyHostToDevice));
  ASSERT_EQ(npuSuccess, npuMemcpy(in[1], b.data(), bytes, npuMemcpyHostToDevice));
  NPU_LAUNCH((apply<F, T>), (Rows, Threads), in[0], in[1], out);
  std::vector<T> got(a.size());
  ASSERT_EQ(npuSuccess, npuMemcpy(got.data(), out, bytes, npuMemcpyDeviceToHost));
  double worst = 0;
  size_t at = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    const double d = distance(got[i], F::exact(a[i], b[i]));
    if (d > worst) {
      worst = d;
      at = i;
    }
  }
  EXPECT_LE(worst, bound) << F::name << (sizeof(T) == 4 ? "f" : "") << "(" << a[at] << ", " << b[at]
                          << ") = " << got[at];
  npuFree(in[0]);
  npuFree(in[1]);
  npuFree(out);
}

// The functions as kernels call them, float and double, with CUDA's documented bounds or those of the C
// library.
#define ONE(function, float_bound, double_bound)                                                             \
  struct of_##function {                                                                                     \
    static constexpr const char *name = #function;                                                           \
    static float of(float x, float) { return ::function##f(x); }                                             \
    static double of(double x, double) { return ::function(x); }                                             \
    static long double exact(long double x, long double) { return ::function##l(x); }                        \
  };                                                                                                         \
  TEST(DeviceVectorMath, function) {                                                                         \
    check<of_##function, float>(float_bound);                                                                \
    check<of_##function, double>(double_bound);                                                              \
  }
#define TWO(function, float_bound, double_bound)                                                             \
  struct of_##function {                                                                                     \
    static constexpr const char *name = #function;                                                           \
    static float of(float x, float y) { return ::function##f(x, y); }                                        \
    static double of(double x, double y) { return ::function(x, y); }                                        \
    static long double exact(long double x, long double y) { return ::function##l(x, y); }                   \
  };                                                                                                         \
  TEST(DeviceVectorMath, function) {                                                                         \
    check<of_##function, float>(float_bound);                                                                \
    check<of_##function, double>(double_bound);                                                              \
  }

ONE(exp, 2, 1)
ONE(exp2, 2, 1)
ONE(exp10, 2, 2)
ONE(expm1, 1, 1)
ONE(log, 1, 1)
ONE(log2, 1, 1)
ONE(log10, 2, 2)
ONE(sin, 2, 2)
ONE(cos, 2, 2)
ONE(tan, 4, 2)
ONE(asin, 2, 2)
ONE(acos, 2, 2)
ONE(atan, 2, 2)
ONE(tanh, 2, 3)
ONE(atanh, 3, 2)
ONE(cbrt, 1, 4)
ONE(erf, 2, 2)
ONE(erfc, 4, 5)
TWO(pow, 4, 2)
TWO(atan2, 3, 2)
TWO(hypot, 3, 2)

// The same operands give the same results in all lanes of whole rows.
struct wave {
  static float of(float x, float) { return sinf(x) * expf(-x * x); }
};
TEST(DeviceVectorMath, AgreesAcrossLanes) {
  float *in, *out;
  ASSERT_EQ(npuSuccess, npuMalloc(&in, Rows * Threads * sizeof(float)));
  ASSERT_EQ(npuSuccess, npuMalloc(&out, Rows * Threads * sizeof(float)));
  const std::vector<float> a(size_t(Rows) * Threads, 0.7f);
  ASSERT_EQ(npuSuccess, npuMemcpy(in, a.data(), a.size() * sizeof(float), npuMemcpyHostToDevice));
  NPU_LAUNCH((apply<wave, float>), (Rows, Threads), in, in, out);
  std::vector<float> got(a.size());
  ASSERT_EQ(npuSuccess, npuMemcpy(got.data(), out, got.size() * sizeof(float), npuMemcpyDeviceToHost));
  for (float value : got)
    ASSERT_EQ(got[0], value);
  npuFree(in);
  npuFree(out);
}

} // namespace
