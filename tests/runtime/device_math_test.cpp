// SPDX-License-Identifier: Apache-2.0
// The functions that CUDA adds to the C library: overloads, special values, and errors in ulp against long
// double.
#include <npu/math.h>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <type_traits>

namespace {

using Wide = long double;
constexpr double inf = std::numeric_limits<double>::infinity();
constexpr Wide pi = 3.14159265358979323846264338327950288L;
constexpr Wide slope_of_erf = 1.12837916709551257389615890312154517L; // 2 / sqrt(pi)

// The largest distance of f(x) from exact(x), in units in the last place of F, over 4000 x drawn from [low,
// high].
template <class F, class Function, class Exact> double worst_ulp(F low, F high, Function f, Exact exact) {
  std::mt19937_64 random(6);
  std::uniform_real_distribution<F> draw(low, high);
  double worst = 0;
  for (int i = 0; i < 4000; ++i) {
    const F x = draw(random), got = f(x);
    const Wide want = exact(Wide(x));
    const F near = std::fabs(static_cast<F>(want));
    const Wide ulp = Wide(std::nextafter(near, std::numeric_limits<F>::infinity())) - near;
    worst = std::max(worst, static_cast<double>(std::fabs(Wide(got) - want) / ulp));
  }
  return worst;
}

TEST(DeviceMath, MinAndMaxFollowTheOverloadsOfCuda) {
  static_assert(std::is_same<decltype(npu::min(1, 2)), int>::value, "");
  static_assert(std::is_same<decltype(npu::min(1, 2u)), unsigned>::value, "");
  static_assert(std::is_same<decltype(npu::max(1l, 2ul)), unsigned long>::value, "");
  static_assert(std::is_same<decltype(npu::max(1ll, 2ll)), long long>::value, "");
  static_assert(std::is_same<decltype(npu::max(1.f, 2.f)), float>::value, "");
  static_assert(std::is_same<decltype(npu::max(1.f, 2.)), double>::value, "");
  static_assert(std::is_same<decltype(npu::min(short(1), short(2))), int>::value, "");
  EXPECT_EQ(npu::min(-1, 2u), 2u) << "compared as unsigned";
  EXPECT_EQ(npu::max(-1, 2), 2);
  EXPECT_EQ(npu::max(NAN, 1.0f), 1.0f) << "a NaN loses";
  EXPECT_EQ(npu::min(1.0, static_cast<double>(NAN)), 1.0);
  struct Key {
    int k;
    bool operator<(const Key &other) const { return k < other.k; }
  };
  EXPECT_EQ(npu::max(Key{1}, Key{2}).k, 2);
}

TEST(DeviceMath, RootsAndNorms) {
  EXPECT_LE(worst_ulp(
                1e-3, 1e9, [](double x) { return npu::rsqrt(x); }, [](Wide x) { return 1 / std::sqrt(x); }),
            2);
  EXPECT_LE(worst_ulp(1e-3f, 1e9f, npu::rsqrtf, [](Wide x) { return 1 / std::sqrt(x); }), 2);
  EXPECT_LE(worst_ulp(
                -1e9, 1e9, [](double x) { return npu::rcbrt(x); }, [](Wide x) { return 1 / std::cbrt(x); }),
            2);
  EXPECT_LE(worst_ulp(
                1.0, 1e307, [](double x) { return npu::norm3d(x, 2 * x, 0.5 * x); },
                [](Wide x) { return x * std::sqrt(5.25L); }),
            2);
  EXPECT_LE(worst_ulp(
                1e-300, 1e-290, [](double x) { return npu::rhypot(x, 2 * x); },
                [](Wide x) { return 1 / (x * std::sqrt(5.0L)); }),
            2);
  EXPECT_EQ(npu::norm4d(1.0, 1.0, 1.0, 1.0), 2.0);
  EXPECT_EQ(npu::norm3df(3e30f, 0.0f, 4e30f), 5e30f);
  const float v[] = {2, 3, 6};
  EXPECT_EQ(npu::normf(3, v), 7.0f);
  EXPECT_EQ(npu::rnormf(3, v), 1.0f / 7.0f);
  EXPECT_EQ(npu::norm3d(inf, NAN, 1.0), inf);
  EXPECT_EQ(npu::rnorm3d(0.0, 0.0, 0.0), inf);
  EXPECT_EQ(npu::rsqrt(0.0), inf);
}

TEST(DeviceMath, MultiplesOfPi) {
  EXPECT_LE(worst_ulp(
                -0.25, 0.25, [](double x) { return npu::sinpi(x); }, [](Wide x) { return std::sin(pi * x); }),
            2);
  EXPECT_LE(worst_ulp(
                -0.4, 0.4, [](double x) { return npu::cospi(x); }, [](Wide x) { return std::cos(pi * x); }),
            3);
  EXPECT_LE(worst_ulp(5.6f, 6.4f, npu::sinpif, [](Wide x) { return std::sin(pi * (x - 6)); }), 1);
  EXPECT_EQ(npu::sinpi(1e15 + 0.5), 1.0);
  EXPECT_EQ(npu::sinpi(3.0), 0.0);
  EXPECT_EQ(npu::cospi(2.5), 0.0);
  EXPECT_EQ(npu::cospif(3.0f), -1.0f);
  EXPECT_TRUE(std::isnan(npu::sinpi(inf)));
  double s, c;
  npu::sincospi(1.0 / 6, &s, &c);
  EXPECT_NEAR(s, 0.5, 1e-16);
  EXPECT_NEAR(c, std::sqrt(0.75), 2e-16);
}

TEST(DeviceMath, InverseErrorFunctions) {
  // One step of Newton's method in long double makes the reference out of the result.
  const auto exact_inverse = [](Wide y) {
    Wide x = npu::erfinv(static_cast<double>(y));
    for (int i = 0; i < 3; ++i)
      x -= (std::erf(x) - y) / (slope_of_erf * std::exp(-x * x));
    return x;
  };
  const auto exact_complement = [](Wide y) {
    Wide x = npu::erfcinv(static_cast<double>(y));
    for (int i = 0; i < 3; ++i)
      x += (std::erfc(x) - y) / (slope_of_erf * std::exp(-x * x));
    return x;
  };
  EXPECT_LE(worst_ulp(-0.99, 0.99, [](double y) { return npu::erfinv(y); }, exact_inverse), 6);
  EXPECT_LE(worst_ulp(0.0, 1.5, [](double y) { return npu::erfcinv(y); }, exact_complement), 6);
  EXPECT_LE(worst_ulp(1e-300, 1e-290, [](double y) { return npu::erfcinv(y); }, exact_complement), 6);
  EXPECT_EQ(npu::erfinv(1.0), inf);
  EXPECT_EQ(npu::erfcinv(2.0), -inf);
  EXPECT_TRUE(std::isnan(npu::erfinv(1.5)));
  EXPECT_FLOAT_EQ(npu::erfinvf(0.5f), 0.47693628f);
  EXPECT_NEAR(npu::normcdfinv(0.975), 1.9599639845400545, 1e-15);
  EXPECT_NEAR(npu::normcdfinv(1e-300), -37.0471, 1e-4);
}

TEST(DeviceMath, NormalDistributionAndScaledErrorFunction) {
  const auto exact = [](Wide x) { return std::erfc(-x * std::sqrt(0.5L)) / 2; };
  EXPECT_LE(worst_ulp(-37.0, 8.0, [](double x) { return npu::normcdf(x); }, exact), 6);
  EXPECT_LE(worst_ulp(-5.0f, 5.0f, npu::normcdff, exact), 1);
  EXPECT_EQ(npu::normcdf(-inf), 0.0);
  EXPECT_EQ(npu::normcdf(inf), 1.0);
  EXPECT_LE(worst_ulp(
                -26.0, 30.0, [](double x) { return npu::erfcx(x); },
                [](Wide x) { return std::exp(x * x) * std::erfc(x); }),
            6);
  EXPECT_NEAR(npu::erfcx(1e6) * 1e6, 0.56418958354747419, 1e-15);
}

TEST(DeviceMath, ModifiedBesselFunctions) {
  const auto series = [](int order) {
    return [order](Wide x) {
      Wide term = order ? x / 2 : 1, sum = term;
      for (int k = 1; k < 2000; ++k) {
        term *= x * x / 4 / (Wide(k) * (k + order));
        sum += term;
      }
      return sum;
    };
  };
  EXPECT_LE(worst_ulp(-100.0, 700.0, [](double x) { return npu::cyl_bessel_i0(x); }, series(0)), 6);
  EXPECT_LE(worst_ulp(-30.0, 30.0, [](double x) { return npu::cyl_bessel_i1(x); }, series(1)), 6);
  EXPECT_EQ(npu::cyl_bessel_i0f(0.0f), 1.0f);
  EXPECT_TRUE(std::isfinite(npu::cyl_bessel_i0(713.0))) << "exp(713) is not";
}

TEST(DeviceMath, Clamping) {
  EXPECT_EQ(npu::saturatef(-1.0f), 0.0f);
  EXPECT_EQ(npu::saturatef(0.25f), 0.25f);
  EXPECT_EQ(npu::saturatef(7.0f), 1.0f);
  EXPECT_EQ(npu::saturatef(NAN), 0.0f);
  EXPECT_EQ(npu::fdividef(1.0f, 4.0f), 0.25f);
  EXPECT_EQ(npu::exp10(3.0), 1000.0);
  EXPECT_EQ(npu::fast_exp10f(-2.0f), 0.01f);
}

} // namespace
