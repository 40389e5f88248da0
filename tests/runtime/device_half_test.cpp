// SPDX-License-Identifier: Apache-2.0
// half and bfloat16: conversions over all values and rounding directions, arithmetic against exact results,
// functions.
#include <npu/bf16.h>
#include <npu/fp16.h>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <type_traits>

// Functions of a program, at global scope as in many of them: two are named as builtins without their
// underscores, one comes behind the template that calls it.
inline npu::half2 hmul2(npu::half2 a, npu::half2 b) { return npu::hadd2(a, b); }
inline npu::bfloat16 habs(npu::bfloat16 x) { return x; }
namespace elsewhere {
struct Other {};
[[maybe_unused]] Other operator*(Other a, Other) { return a; } // hides the operators of outer namespaces
template <class T> T scaled(T x) { return twice(x) * 3.0f; }
} // namespace elsewhere
inline npu::half2 twice(npu::half2 x) { return x + x; }
inline npu::half2 operator*(npu::half2 a, float b) { return a * npu::half2(b, b); }

namespace {

using npu::bfloat16;
using npu::half;
using npu::half2;

// What the two formats are, written down independently of the code under test.
struct HalfFormat {
  using Type = half;
  static constexpr int fraction = 10, bias = 15;
  static Type from_bits(unsigned bits) { return npu::ushort_as_half(static_cast<std::uint16_t>(bits)); }
};
struct Bfloat16Format {
  using Type = bfloat16;
  static constexpr int fraction = 7, bias = 127;
  static Type from_bits(unsigned bits) { return npu::ushort_as_bfloat16(static_cast<std::uint16_t>(bits)); }
};
template <class Format> bool is_nan(unsigned bits) {
  return (bits & 0x7fff) > (0x7fffu >> Format::fraction << Format::fraction);
}
template <class Format> double value(unsigned bits) {
  const int exponent = static_cast<int>(bits >> Format::fraction) & (2 * Format::bias + 1);
  const double fraction = bits & ((1u << Format::fraction) - 1);
  double magnitude;
  if (exponent == 2 * Format::bias + 1)
    magnitude = fraction == 0 ? INFINITY : NAN;
  else
    magnitude = std::ldexp(exponent ? fraction + (1 << Format::fraction) : fraction,
                           (exponent ? exponent : 1) - Format::bias - Format::fraction);
  return bits & 0x8000 ? -magnitude : magnitude;
}

template <class Format> struct DeviceSmallFloat : testing::Test {};
using Formats = testing::Types<HalfFormat, Bfloat16Format>;
TYPED_TEST_SUITE(DeviceSmallFloat, Formats);

TYPED_TEST(DeviceSmallFloat, EveryValueSurvivesTheWayThroughFloat) {
  for (unsigned bits = 0; bits < 0x10000; ++bits) {
    const auto x = TypeParam::from_bits(bits);
    const float f = x;
    if (is_nan<TypeParam>(bits)) {
      EXPECT_TRUE(f != f);
      EXPECT_EQ(decltype(x)(f).bits, 0x7fff) << "the canonical NaN";
    } else {
      ASSERT_EQ(static_cast<double>(f), value<TypeParam>(bits)) << bits;
      ASSERT_EQ(std::signbit(f), bits >= 0x8000);
      ASSERT_EQ(decltype(x)(f).bits, bits);
      ASSERT_EQ(decltype(x)(static_cast<double>(f)).bits, bits);
    }
  }
}

// Between each two neighbours: just above the lower, the middle, just below the upper, in double precision.
TYPED_TEST(DeviceSmallFloat, RoundsToNearestEvenFromDoubleAndFloat) {
  using T = typename TypeParam::Type;
  const unsigned top = 0x7fffu >> TypeParam::fraction << TypeParam::fraction; // infinity
  for (unsigned bits = 0; bits < top; ++bits) {
    const double low = value<TypeParam>(bits);
    // Past the largest number the grid goes on as if there were another.
    const double high =
        bits + 1 < top ? value<TypeParam>(bits + 1) : low + (low - value<TypeParam>(bits - 1));
    const double middle = low + (high - low) / 2;
    const unsigned even = bits % 2 == 0 ? bits : bits + 1;
    ASSERT_EQ(T(middle).bits, even);
    ASSERT_EQ(T(std::nextafter(middle, 0.0)).bits, bits);
    ASSERT_EQ(T(std::nextafter(middle, INFINITY)).bits, bits + 1);
    ASSERT_EQ(T(-middle).bits, even | 0x8000);
    const float m = static_cast<float>(middle);
    if (m == middle) {
      ASSERT_EQ(T(m).bits, even);
      if (m >= std::numeric_limits<float>::min()) {
        ASSERT_EQ(T(std::nextafter(m, 0.0f)).bits, bits);
        ASSERT_EQ(T(std::nextafter(m, INFINITY)).bits, bits + 1);
      }
    }
  }
}

TEST(DeviceHalf, RoundsInAllDirections) {
  std::mt19937 random(7);
  for (int i = 0; i < 20000; ++i) {
    const float x =
        std::ldexp(static_cast<float>(static_cast<int>(random())), static_cast<int>(random() % 60) - 60);
    const float rd = npu::float2half_rd(x), ru = npu::float2half_ru(x), rz = npu::float2half_rz(x);
    ASSERT_LE(rd, x);
    ASSERT_GE(ru, x);
    ASSERT_EQ(rz, x > 0 ? rd : ru);
    if (rd == x) {
      ASSERT_EQ(ru, x);
    } else {
      const unsigned up = npu::half_as_ushort(npu::float2half_ru(x)),
                     down = npu::half_as_ushort(npu::float2half_rd(x));
      ASSERT_EQ(x > 0 ? up - down : down - up, 1u) << "neighbours";
    }
  }
  EXPECT_EQ(npu::half2float(npu::float2half_rz(1e6f)), 65504.0f);
  EXPECT_EQ(npu::half2float(npu::float2half_ru(1e6f)), INFINITY);
  EXPECT_EQ(npu::half_as_ushort(npu::float2half_ru(1e-30f)), 1);
  EXPECT_EQ(npu::half_as_ushort(npu::float2half_rd(-1e-30f)), 0x8001);
  EXPECT_EQ(npu::bfloat162float(npu::float2bfloat16_rz(1.0f + 0x1.fp-8f)), 1.0f);
  EXPECT_EQ(npu::bfloat162float(npu::float2bfloat16_ru(1.0f + 0x1p-20f)), 1.0f + 0x1p-7f);
}

TEST(DeviceHalf, ConvertsIntegers) {
  EXPECT_EQ(npu::half2int_rn(half(2.5f)), 2);
  EXPECT_EQ(npu::half2int_ru(half(2.5f)), 3);
  EXPECT_EQ(npu::half2short_rz(half(60000.0f)), 32767) << "saturates";
  EXPECT_EQ(npu::half2uint_rz(half(-3.0f)), 0u);
  EXPECT_EQ(npu::half2ll_rd(half(-2.5f)), -3);
  EXPECT_EQ(npu::half2int_rz(npu::ushort_as_half(0x7e00)), 0) << "NaN";
  EXPECT_EQ(npu::half2float(npu::int2half_rn(2049)), 2048.0f);
  EXPECT_EQ(npu::half2float(npu::int2half_ru(2049)), 2050.0f);
  EXPECT_EQ(npu::half2float(npu::int2half_rz(-2051)), -2050.0f);
  EXPECT_EQ(npu::half2float(npu::ull2half_rz(~0ull)), 65504.0f);
  EXPECT_EQ(npu::half2float(npu::ull2half_rn(~0ull)), INFINITY);
  // 2^62 + 1 lies above the middle of two bfloat16 only by its last bit.
  EXPECT_EQ(npu::bfloat162float(npu::ll2bfloat16_rn((1ll << 62) + (1ll << 54) + 1)), 0x1.02p62f);
  EXPECT_EQ(npu::bfloat162float(npu::ll2bfloat16_rn((1ll << 62) + (1ll << 54))), 0x1p62f);
  EXPECT_EQ(npu::bfloat162float(npu::ll2bfloat16_rn(-(1ll << 62) - (1ll << 54) - 1)), -0x1.02p62f);
}

// Products of 11 bits and their sums with a third operand, exact in 80 bits where no term is out of sight.
TYPED_TEST(DeviceSmallFloat, ArithmeticIsExactlyRounded) {
  using T = typename TypeParam::Type;
  std::mt19937 random(8);
  int checked = 0;
  for (int i = 0; i < 200000; ++i) {
    const T a = TypeParam::from_bits(random() & 0xffff), b = TypeParam::from_bits(random() & 0xffff);
    // Every other time the third operand is near the product, so that cancellation and ties occur.
    const T c = i % 2
                    ? TypeParam::from_bits(random() & 0xffff)
                    : TypeParam::from_bits((T(static_cast<float>(a) * static_cast<float>(b)).bits ^ 0x8000u) +
                                           (random() & 3));
    const double x = static_cast<float>(a), y = static_cast<float>(b), z = static_cast<float>(c);
    if (x != x || y != y || z != z || x - x != 0 || y - y != 0 || z - z != 0)
      continue;
    ASSERT_EQ((a * b).bits, T(x * y).bits);
    if (x + z - x == z) { // exact
      ASSERT_EQ((a + c).bits, T(x + z).bits);
      ASSERT_EQ((a - T(-c)).bits, T(x + z).bits);
    }
    const double product = x * y;
    if (product + z - product == z && product + z - z == product) {
      ++checked;
      ASSERT_EQ(npu::hfma(a, b, c).bits, T(product + z).bits) << a.bits << " " << b.bits << " " << c.bits;
    }
  }
  EXPECT_GT(checked, 10000);
}

TEST(DeviceHalf, FusedMultiplyAddSeesATermFarBelowTheOther) {
  // 2048 + 1 is a tie; the tiny third operand breaks it.
  const half tiny = npu::ushort_as_half(1);
  EXPECT_EQ(npu::half2float(npu::hfma(half(2049.0f), half(1.0f), tiny)), 2048.0f)
      << "2049 is not a half: it is 2048";
  EXPECT_EQ(npu::half2float(npu::hfma(half(683.0f), half(3.0f), tiny)), 2050.0f);
  EXPECT_EQ(npu::half2float(npu::hfma(half(683.0f), half(3.0f), -tiny)), 2048.0f);
  EXPECT_EQ(npu::half2float(npu::hfma(half(683.0f), half(3.0f), half(0.0f))), 2048.0f) << "tie to even";
}

TEST(DeviceHalf, ConvertsImplicitlyAsInCuda) {
  half h = 1.0f;
  half from_int = 3, from_double = 2.5, from_long = 7ull;
  float f = h;
  h = 2;
  h = 2.5;
  h = npu::float2half(2.0f);
  f = static_cast<float>(h);
  EXPECT_EQ(f, 2.0f);
  EXPECT_EQ(static_cast<int>(from_double), 2);
  EXPECT_EQ(static_cast<double>(from_int), 3.0);
  EXPECT_EQ(static_cast<unsigned long long>(from_long), 7ull);
  EXPECT_TRUE(h ? true : false);
  h += from_int;
  ++h;
  EXPECT_EQ(static_cast<float>(-h), -6.0f);
  EXPECT_TRUE(from_double < from_int);
  static_assert(std::is_trivially_copyable<half>::value &&
                    std::is_trivially_default_constructible<half>::value,
                "half may stand in shared memory and unions");
  static_assert(sizeof(half) == 2 && sizeof(npu::half2) == 4 && alignof(npu::half2) == 4, "");
}

TEST(DeviceHalf, AProgramsFunctionsAreFoundFirst) {
  const half2 two(half(1.0f), half(2.0f));
  EXPECT_EQ(npu::low2float(hmul2(two, two)), 2.0f);
  EXPECT_EQ(float(habs(bfloat16(-1.0f))), -1.0f);
  EXPECT_EQ(npu::high2float(elsewhere::scaled(two)), 12.0f);
}

TEST(DeviceHalf, ComparesAndSelects) {
  const half nan = npu::ushort_as_half(0x7e00), one = 1, two = 2, zero = 0, minus_zero = -zero;
  EXPECT_TRUE(npu::hlt(one, two));
  EXPECT_FALSE(npu::hlt(one, nan));
  EXPECT_TRUE(npu::hltu(one, nan));
  EXPECT_FALSE(npu::hne(one, nan));
  EXPECT_TRUE(npu::hneu(one, nan));
  EXPECT_TRUE(one != nan);
  EXPECT_TRUE(npu::heq(zero, minus_zero));
  EXPECT_EQ(npu::hmax(nan, one).bits, one.bits);
  EXPECT_EQ(npu::hmax_nan(nan, one).bits, 0x7fff);
  EXPECT_EQ(npu::hmax(minus_zero, zero).bits, zero.bits);
  EXPECT_EQ(npu::hmin(zero, minus_zero).bits, minus_zero.bits);
  EXPECT_EQ(npu::hisinf(npu::ushort_as_half(0xfc00)), -1);
  EXPECT_TRUE(npu::hisnan(nan));
}

TEST(DeviceHalf, ClampsResults) {
  const half nan = npu::ushort_as_half(0x7e00);
  EXPECT_EQ(static_cast<float>(npu::hadd_sat(half(0.75f), half(0.75f))), 1.0f);
  EXPECT_EQ(static_cast<float>(npu::hsub_sat(half(0.25f), half(0.75f))), 0.0f);
  EXPECT_EQ(static_cast<float>(npu::hmul_sat(nan, half(1.0f))), 0.0f);
  EXPECT_EQ(static_cast<float>(npu::hfma_relu(half(-1.0f), half(2.0f), half(1.0f))), 0.0f);
}

TEST(DeviceHalf, Functions) {
  EXPECT_EQ(static_cast<float>(npu::hsqrt(half(2.0f))), 1.4140625f);
  EXPECT_EQ(static_cast<float>(npu::hrsqrt(half(4.0f))), 0.5f);
  EXPECT_EQ(static_cast<float>(npu::hrcp(half(3.0f))), 0.33325195f);
  EXPECT_EQ(static_cast<float>(npu::hexp(half(1.0f))), 2.71875f);
  EXPECT_EQ(static_cast<float>(npu::hexp2(half(-3.0f))), 0.125f);
  EXPECT_EQ(static_cast<float>(npu::hlog2(half(8.0f))), 3.0f);
  EXPECT_EQ(static_cast<float>(npu::hlog10(half(1000.0f))), 3.0f);
  EXPECT_EQ(static_cast<float>(npu::hrint(half(2.5f))), 2.0f);
  EXPECT_EQ(static_cast<float>(npu::hfloor(half(-2.5f))), -3.0f);
  EXPECT_EQ(static_cast<float>(npu::htrunc(half(-2.5f))), -2.0f);
  EXPECT_EQ(static_cast<float>(npu::hceil(bfloat16(2.5f))), 3.0f);
}

TEST(DeviceHalf, Pairs) {
  const npu::half2 a = npu::make_half2(1.0f, 2.0f), b = npu::floats2half2_rn(3.0f, 4.0f);
  EXPECT_EQ(npu::low2float(npu::hadd2(a, b)), 4.0f);
  EXPECT_EQ(npu::high2float(a * b), 8.0f);
  EXPECT_EQ(npu::half22float2(npu::hfma2(a, b, a)).y, 10.0f);
  EXPECT_EQ(npu::low2float(npu::lowhigh2highlow(a)), 2.0f);
  EXPECT_EQ(npu::high2float(npu::lows2half2(a, b)), 3.0f);
  EXPECT_EQ(npu::low2float(npu::highs2half2(a, b)), 2.0f);
  EXPECT_EQ(npu::high2float(npu::half2half2(half(5))), 5.0f);
  EXPECT_EQ(npu::hgt2_mask(npu::make_half2(2, 1), npu::make_half2(1, 2)), 0x0000ffffu);
  EXPECT_TRUE(npu::hbeq2(a, a));
  EXPECT_FALSE(a == npu::make_half2(1.0f, 3.0f));
  EXPECT_EQ(npu::low2float(npu::hlt2(a, b)), 1.0f);
  const npu::half2 product = npu::hcmadd(a, b, npu::half2(0, 0)); // (1 + 2i)(3 + 4i)
  EXPECT_EQ(npu::low2float(product), -5.0f);
  EXPECT_EQ(npu::high2float(product), 10.0f);
  EXPECT_EQ(npu::bfloat1622float2(npu::float22bfloat162_rn(make_float2(1.5f, -2.0f))).y, -2.0f);
}

TEST(DeviceHalf, TheTwoTypesConvertByValue) {
  EXPECT_EQ(float(static_cast<npu::half>(npu::bfloat16(1.5f))), 1.5f);
  EXPECT_EQ(float(static_cast<npu::bfloat16>(npu::half(-3.0f))), -3.0f);
  EXPECT_TRUE(std::isinf(float(npu::half(npu::bfloat16(1e30f))))) << "beyond the largest half";
}

} // namespace
