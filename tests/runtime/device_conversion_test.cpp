// SPDX-License-Identifier: Apache-2.0
// Conversions with a rounding direction, against the processor's rounding modes.
#include <npu/intrinsics/convert.h>

#include <gtest/gtest.h>

#include <cfenv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

namespace {

// The value of make() under the processor's rounding mode.
template <class Make> auto under(int mode, Make make) {
  const int old = std::fegetround();
  std::fesetround(mode);
  volatile auto result = make(); // stored before the mode changes back
  std::fesetround(old);
  return +result;
}

TEST(DeviceConversion, FloatToIntegerRounds) {
  EXPECT_EQ(npu::float2int_rn(2.5f), 2);
  EXPECT_EQ(npu::float2int_rn(3.5f), 4);
  EXPECT_EQ(npu::float2int_rz(-2.9f), -2);
  EXPECT_EQ(npu::float2int_rd(-2.1f), -3);
  EXPECT_EQ(npu::float2int_ru(-2.9f), -2);
  EXPECT_EQ(npu::float2int_ru(2.1f), 3);
  EXPECT_EQ(npu::double2ll_rn(4503599627370497.5), 4503599627370498ll);
  EXPECT_EQ(npu::double2uint_rd(4294967295.9), 4294967295u);
  EXPECT_EQ(npu::float2ull_ru(0.25f), 1ull);
  EXPECT_EQ(npu::double2ull_rz(18446744073709549568.0), 18446744073709549568ull);
}

TEST(DeviceConversion, FloatToIntegerSaturates) {
  const float inf = std::numeric_limits<float>::infinity();
  EXPECT_EQ(npu::float2int_rz(1e20f), INT_MAX);
  EXPECT_EQ(npu::float2int_rz(-inf), INT_MIN);
  EXPECT_EQ(npu::float2uint_rz(-1.0f), 0u);
  EXPECT_EQ(npu::float2uint_rz(4294967296.0f), UINT_MAX);
  EXPECT_EQ(npu::double2int_rn(2147483647.5), INT_MAX);
  EXPECT_EQ(npu::float2ll_rz(inf), LLONG_MAX);
  EXPECT_EQ(npu::float2ull_rz(inf), ULLONG_MAX);
  EXPECT_EQ(npu::double2ll_rd(-1e300), LLONG_MIN);
}

TEST(DeviceConversion, NaNToInteger) {
  const float nan = std::nanf("");
  EXPECT_EQ(npu::float2int_rn(nan), 0);
  EXPECT_EQ(npu::float2uint_rn(nan), 0u);
  EXPECT_EQ(npu::float2ll_rn(nan), LLONG_MIN);
  EXPECT_EQ(npu::double2int_rn(nan), INT_MIN);
  EXPECT_EQ(npu::double2uint_rn(nan), 0x80000000u);
  EXPECT_EQ(npu::double2ull_rn(nan), 1ull << 63);
}

TEST(DeviceConversion, IntegerToFloatRounds) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 2000; ++i) {
    const long long x = static_cast<long long>(random()) >> (random() % 64);
    const unsigned long long u = static_cast<unsigned long long>(x);
    const int n = static_cast<int>(x);
    const volatile long long vx = x;
    const volatile unsigned long long vu = u;
    const volatile int vn = n;
#define EXPECT_DIRECTION(suffix, mode)                                                                       \
  EXPECT_EQ(npu::ll2float_##suffix(x), under(mode, [&] { return static_cast<float>(vx); })) << x;            \
  EXPECT_EQ(npu::ll2double_##suffix(x), under(mode, [&] { return static_cast<double>(vx); })) << x;          \
  EXPECT_EQ(npu::int2float_##suffix(n), under(mode, [&] { return static_cast<float>(vn); })) << n;
    EXPECT_DIRECTION(rn, FE_TONEAREST)
    EXPECT_DIRECTION(rz, FE_TOWARDZERO)
    EXPECT_DIRECTION(rd, FE_DOWNWARD)
    EXPECT_DIRECTION(ru, FE_UPWARD)
#undef EXPECT_DIRECTION
    // The compiler's own conversion of unsigned integers halves them first, which is only right to nearest.
    EXPECT_EQ(npu::ull2float_rn(u), static_cast<float>(vu));
    EXPECT_LE(static_cast<long double>(npu::ull2double_rd(u)), static_cast<long double>(u));
    EXPECT_GE(static_cast<long double>(npu::ull2double_ru(u)), static_cast<long double>(u));
  }
  EXPECT_EQ(npu::ull2float_rz(~0ull), 18446742974197923840.0f);
  EXPECT_EQ(npu::ull2float_ru(~0ull), 18446744073709551616.0f);
  EXPECT_EQ(npu::uint2float_rd(16777217u), 16777216.0f);
  EXPECT_EQ(npu::uint2float_ru(16777217u), 16777218.0f);
}

TEST(DeviceConversion, DoubleToFloatRounds) {
  std::mt19937_64 random(3);
  std::vector<double> values = {0.0,          -0.0, 1e-46, -1e-46, 1e300, -1e300, 3.4028235677973366e38,
                                1.1754943e-38};
  for (int i = 0; i < 2000; ++i)
    values.push_back(
        std::ldexp(static_cast<double>(random()) - 9e18, static_cast<int>(random() % 300) - 220));
  for (double x : values) {
    const volatile double vx = x;
    EXPECT_EQ(npu::double2float_rn(x), under(FE_TONEAREST, [&] { return static_cast<float>(vx); })) << x;
    EXPECT_EQ(npu::double2float_rz(x), under(FE_TOWARDZERO, [&] { return static_cast<float>(vx); })) << x;
    EXPECT_EQ(npu::double2float_rd(x), under(FE_DOWNWARD, [&] { return static_cast<float>(vx); })) << x;
    EXPECT_EQ(npu::double2float_ru(x), under(FE_UPWARD, [&] { return static_cast<float>(vx); })) << x;
  }
}

TEST(DeviceConversion, ReinterpretsBits) {
  EXPECT_EQ(npu::float_as_int(-1.0f), static_cast<int>(0xbf800000));
  EXPECT_EQ(npu::uint_as_float(0x40490fdbu), 3.14159274f);
  EXPECT_EQ(npu::double_as_longlong(1.0), 0x3ff0000000000000ll);
  EXPECT_EQ(npu::longlong_as_double(0x4000000000000000ll), 2.0);
  EXPECT_EQ(npu::double2hiint(1.0), 0x3ff00000);
  EXPECT_EQ(npu::double2loint(1.0 + 0x1p-52), 1);
  EXPECT_EQ(npu::hiloint2double(0x3ff00000, -1), 1.0 + 4294967295 * 0x1p-52);
}

} // namespace
