// SPDX-License-Identifier: Apache-2.0
// Arithmetic with a rounding direction, against the processor's rounding modes, bit by bit.
#include <npu/math/rounding.h>

#include <gtest/gtest.h>

#include <cfenv>
#include <cmath>
#include <cstring>
#include <random>
#include <vector>

namespace {

template <class F> bool same(F a, F b) { return (a != a && b != b) || std::memcmp(&a, &b, sizeof(F)) == 0; }

template <class F, class Compute> F under(int mode, Compute compute) {
  const int old = std::fegetround();
  std::fesetround(mode);
  const volatile F result = compute(); // stored before the mode changes back
  std::fesetround(old);
  return result;
}

// Numbers of all magnitudes, subnormals, powers of two and specials.
template <class F> std::vector<F> operands(unsigned seed, int count) {
  using Limits = std::numeric_limits<F>;
  std::vector<F> result = {0,
                           -F(0),
                           1,
                           -1,
                           3,
                           Limits::min(),
                           -Limits::min(),
                           Limits::max(),
                           -Limits::max(),
                           Limits::denorm_min(),
                           -Limits::denorm_min(),
                           Limits::infinity(),
                           -Limits::infinity(),
                           Limits::quiet_NaN(),
                           F(0.1),
                           F(1) + Limits::epsilon(),
                           F(1) - Limits::epsilon()};
  std::mt19937_64 random(seed);
  for (int i = 0; i < count; ++i) {
    const int span = i % 2 ? 40 : 2 * Limits::max_exponent; // half of them near each other
    const F significand = static_cast<F>(static_cast<double>(static_cast<std::int64_t>(random())));
    result.push_back(std::ldexp(significand, static_cast<int>(random() % span) - span / 2 - 63));
  }
  return result;
}

#define EXPECT_ROUNDED(F, call, expression)                                                                  \
  EXPECT_TRUE(same<F>(call(rn), under<F>(FE_TONEAREST, [&]() -> F { return expression; })));                 \
  EXPECT_TRUE(same<F>(call(rz), under<F>(FE_TOWARDZERO, [&]() -> F { return expression; })));                \
  EXPECT_TRUE(same<F>(call(rd), under<F>(FE_DOWNWARD, [&]() -> F { return expression; })));                  \
  EXPECT_TRUE(same<F>(call(ru), under<F>(FE_UPWARD, [&]() -> F { return expression; })))

TEST(DeviceRounding, Float) {
  const std::vector<float> xs = operands<float>(1, 120);
  for (float x : xs)
    for (float y : xs) {
      SCOPED_TRACE(testing::Message() << std::hexfloat << x << " " << y);
      volatile float a = x, b = y; // the compiler must not compute under the usual rounding mode
#define ADD(d) npu::fadd_##d(x, y)
#define SUB(d) npu::fsub_##d(x, y)
#define MUL(d) npu::fmul_##d(x, y)
#define DIV(d) npu::fdiv_##d(x, y)
      EXPECT_ROUNDED(float, ADD, a + b);
      EXPECT_ROUNDED(float, SUB, a - b);
      EXPECT_ROUNDED(float, MUL, a *b);
      EXPECT_ROUNDED(float, DIV, a / b);
#undef ADD
#undef SUB
#undef MUL
#undef DIV
    }
  for (float x : xs) {
    SCOPED_TRACE(testing::Message() << std::hexfloat << x);
    volatile float a = x;
#define SQRT(d) npu::fsqrt_##d(x)
#define RCP(d) npu::frcp_##d(x)
    EXPECT_ROUNDED(float, SQRT, std::sqrt(a));
    EXPECT_ROUNDED(float, RCP, 1.0f / a);
#undef SQRT
#undef RCP
  }
}

TEST(DeviceRounding, Double) {
  const std::vector<double> xs = operands<double>(2, 100);
  for (double x : xs)
    for (double y : xs) {
      SCOPED_TRACE(testing::Message() << std::hexfloat << x << " " << y);
      volatile double a = x, b = y;
#define ADD(d) npu::dadd_##d(x, y)
#define SUB(d) npu::dsub_##d(x, y)
#define MUL(d) npu::dmul_##d(x, y)
#define DIV(d) npu::ddiv_##d(x, y)
      EXPECT_ROUNDED(double, ADD, a + b);
      EXPECT_ROUNDED(double, SUB, a - b);
      EXPECT_ROUNDED(double, MUL, a *b);
      EXPECT_ROUNDED(double, DIV, a / b);
#undef ADD
#undef SUB
#undef MUL
#undef DIV
    }
  for (double x : xs) {
    SCOPED_TRACE(testing::Message() << std::hexfloat << x);
    volatile double a = x;
#define SQRT(d) npu::dsqrt_##d(x)
#define RCP(d) npu::drcp_##d(x)
    EXPECT_ROUNDED(double, SQRT, std::sqrt(a));
    EXPECT_ROUNDED(double, RCP, 1.0 / a);
#undef SQRT
#undef RCP
  }
}

// The processor's own fused multiply-add is not everywhere; the exact value of x * y + z in a wider type is.
TEST(DeviceRounding, FusedMultiplyAdd) {
  std::mt19937 random(4);
  int checked = 0;
  for (int i = 0; i < 20000; ++i) {
    const auto pick = [&] {
      return std::ldexp(static_cast<float>(static_cast<int>(random())), int(random() % 20) - 40);
    };
    const float x = pick(), y = pick(), z = i % 3 ? pick() : -x * y;
    // 80-bit arithmetic holds the product exactly and the sum in nearly all cases; skip the others.
    const long double sum = static_cast<long double>(x) * y + z;
    if (sum - static_cast<long double>(x) * y != z || sum - z != static_cast<long double>(x) * y)
      continue;
    ++checked;
    const float rn = npu::fmaf_rn(x, y, z), rz = npu::fmaf_rz(x, y, z);
    const float rd = npu::fmaf_rd(x, y, z), ru = npu::fmaf_ru(x, y, z);
    EXPECT_LE(static_cast<long double>(rd), sum);
    EXPECT_GE(static_cast<long double>(ru), sum);
    EXPECT_TRUE(ru == rd ? rd == sum : ru == std::nextafter(rd, INFINITY)) << rd << " " << ru;
    EXPECT_EQ(rz, sum > 0 ? rd : ru);
    EXPECT_EQ(rn, static_cast<float>(sum));
  }
  EXPECT_GT(checked, 1000);
  EXPECT_EQ(npu::fma_rd(1.0 + 0x1p-30, 1.0 - 0x1p-30, -1.0), -0x1p-60) << "exact";
  EXPECT_EQ(npu::fma_ru(0x1p-600, 0x1p-600, 0.0), 0x1p-1074);
  EXPECT_EQ(npu::fma_rd(-0x1p-600, 0x1p-600, 1.0), 1.0 - 0x1p-53);
  EXPECT_TRUE(std::signbit(npu::fmaf_rd(1.0f, 1.0f, -1.0f))) << "an exact zero is -0 when rounding down";
}

TEST(DeviceRounding, ReciprocalSquareRoot) {
  for (float x : {1.0f, 2.0f, 3.0f, 1e-40f, 1e38f, 0x1.7431c6p+1f})
    EXPECT_EQ(npu::frsqrt_rn(x), static_cast<float>(1.0L / std::sqrt(static_cast<long double>(x))));
  EXPECT_EQ(npu::frsqrt_rn(0.0f), std::numeric_limits<float>::infinity());
}

} // namespace
