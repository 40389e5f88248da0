// SPDX-License-Identifier: Apache-2.0
// Integer intrinsics against plain definitions in wider arithmetic, over edge cases and random words.
#include <npu/intrinsics/integer.h>

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <random>
#include <vector>

namespace {

std::vector<unsigned> words() {
  std::vector<unsigned> result = {0,          1,          2,          3,          0x7f,
                                  0x80,       0xff,       0x7fff,     0x8000,     0xffff,
                                  0x7fffff,   0x800000,   0xffffff,   0x7fffffff, 0x80000000,
                                  0x80000001, 0xfffffffe, 0xffffffff, 0xdeadbeef};
  std::mt19937 random(1);
  for (int i = 0; i < 40; ++i)
    result.push_back(static_cast<unsigned>(random()));
  return result;
}
int as_int(unsigned x) { return static_cast<int>(x); }

TEST(DeviceInteger, CountsBits) {
  for (unsigned x : words()) {
    int leading = 0, ones = 0, first = 0;
    unsigned reversed = 0;
    while (leading < 32 && !(x >> (31 - leading) & 1))
      ++leading;
    for (int i = 0; i < 32; ++i) {
      ones += x >> i & 1;
      reversed |= (x >> i & 1) << (31 - i);
      if (first == 0 && (x >> i & 1))
        first = i + 1;
    }
    EXPECT_EQ(npu::clz(as_int(x)), leading);
    EXPECT_EQ(npu::popc(x), ones);
    EXPECT_EQ(npu::ffs(as_int(x)), first);
    EXPECT_EQ(npu::brev(x), reversed);
    const unsigned long long wide = static_cast<unsigned long long>(x) << 32;
    EXPECT_EQ(npu::clzll(static_cast<long long>(wide)), x ? leading : 64);
    EXPECT_EQ(npu::popcll(wide | x), 2 * ones);
    EXPECT_EQ(npu::ffsll(static_cast<long long>(wide)), x ? first + 32 : 0);
    EXPECT_EQ(npu::brevll(wide), reversed);
  }
}

TEST(DeviceInteger, FindsTheNthSetBit) {
  EXPECT_EQ(npu::fns(0xf0u, 0, 1), 4u);
  EXPECT_EQ(npu::fns(0xf0u, 0, 4), 7u);
  EXPECT_EQ(npu::fns(0xf0u, 0, 5), 0xffffffffu);
  EXPECT_EQ(npu::fns(0xf0u, 31, -1), 7u);
  EXPECT_EQ(npu::fns(0xf0u, 5, 0), 5u);
  EXPECT_EQ(npu::fns(0xf0u, 3, 0), 0xffffffffu);
}

TEST(DeviceInteger, PermutesBytes) {
  EXPECT_EQ(npu::byte_perm(0x33221100u, 0x77665544u, 0x3210), 0x33221100u);
  EXPECT_EQ(npu::byte_perm(0x33221100u, 0x77665544u, 0x0123), 0x00112233u);
  EXPECT_EQ(npu::byte_perm(0x33221100u, 0x77665544u, 0x7531), 0x77553311u);
  EXPECT_EQ(npu::byte_perm(0x33221100u, 0x77665544u, 0x7531 | 0x8888), 0x77553311u)
      << "a selector has three bits";
  EXPECT_EQ(npu::byte_perm(0x00008001u, 0, 0x9898), 0x80018001u) << "only three bits of a selector count";
}

TEST(DeviceInteger, ShiftsThroughAFunnel) {
  for (unsigned s : {0u, 1u, 5u, 31u}) {
    const std::uint64_t pair = 0x89abcdef01234567ull;
    EXPECT_EQ(npu::funnelshift_l(0x01234567u, 0x89abcdefu, s), static_cast<unsigned>(pair << s >> 32));
    EXPECT_EQ(npu::funnelshift_r(0x01234567u, 0x89abcdefu, s), static_cast<unsigned>(pair >> s));
  }
  EXPECT_EQ(npu::funnelshift_l(1, 2, 32), 2u) << "modulo 32";
  EXPECT_EQ(npu::funnelshift_lc(1, 2, 40), 1u) << "clamped to 32";
  EXPECT_EQ(npu::funnelshift_r(1, 2, 32), 1u);
  EXPECT_EQ(npu::funnelshift_rc(1, 2, 40), 2u);
}

TEST(DeviceInteger, Multiplies) {
  for (unsigned x : words())
    for (unsigned y : words()) {
      const auto low24 = [](unsigned v) {
        return static_cast<std::int64_t>(static_cast<std::int32_t>(v << 8)) >> 8;
      };
      EXPECT_EQ(npu::mul24(as_int(x), as_int(y)), static_cast<int>(low24(x) * low24(y)));
      EXPECT_EQ(npu::umul24(x, y), static_cast<unsigned>(std::uint64_t(x & 0xffffff) * (y & 0xffffff)));
      EXPECT_EQ(npu::mulhi(as_int(x), as_int(y)),
                static_cast<int>(std::int64_t(as_int(x)) * as_int(y) >> 32));
      EXPECT_EQ(npu::umulhi(x, y), static_cast<unsigned>(std::uint64_t(x) * y >> 32));
    }
  EXPECT_EQ(npu::umul64hi(~0ull, ~0ull), ~0ull - 1);
  EXPECT_EQ(npu::umul64hi(1ull << 63, 6), 3ull);
  EXPECT_EQ(npu::mul64hi(-1, 1), -1);
  EXPECT_EQ(npu::mul64hi(INT64_MIN, INT64_MIN), 1ll << 62);
}

TEST(DeviceInteger, AveragesAndDifferences) {
  for (unsigned x : words())
    for (unsigned y : words()) {
      const std::int64_t a = as_int(x), b = as_int(y);
      EXPECT_EQ(npu::hadd(as_int(x), as_int(y)), static_cast<int>((a + b) >> 1));
      EXPECT_EQ(npu::rhadd(as_int(x), as_int(y)), static_cast<int>((a + b + 1) >> 1));
      EXPECT_EQ(npu::uhadd(x, y), static_cast<unsigned>((std::uint64_t(x) + y) >> 1));
      EXPECT_EQ(npu::urhadd(x, y), static_cast<unsigned>((std::uint64_t(x) + y + 1) >> 1));
      EXPECT_EQ(npu::sad(as_int(x), as_int(y), 7), static_cast<unsigned>(std::llabs(a - b) + 7));
      EXPECT_EQ(npu::usad(x, y, 7), static_cast<unsigned>((x > y ? x - y : y - x) + 7));
    }
}

TEST(DeviceInteger, DotProductsOfPackedValues) {
  EXPECT_EQ(npu::dp4a(static_cast<int>(0xff02fe01), 0x04030201, 10), 10 + 1 * 1 + -2 * 2 + 2 * 3 + -1 * 4);
  EXPECT_EQ(npu::dp4a(0xff02fe01u, 0x04030201u, 10u), 10u + 1 * 1 + 254 * 2 + 2 * 3 + 255 * 4);
  EXPECT_EQ(npu::dp2a_lo(static_cast<int>(0xfffe0003), 0x04030201, 5), 5 + 3 * 1 + -2 * 2);
  EXPECT_EQ(npu::dp2a_hi(static_cast<int>(0xfffe0003), 0x04030201, 5), 5 + 3 * 3 + -2 * 4);
  EXPECT_EQ(npu::dp2a_lo(0xfffe0003u, 0x04030201u, 5u), 5u + 3 * 1 + 0xfffeu * 2);
  EXPECT_EQ(npu::dp2a_hi(0xfffe0003u, 0x04030201u, 5u), 5u + 3 * 3 + 0xfffeu * 4);
  EXPECT_EQ(npu::dp4a(make_char4(1, -2, 2, -1), make_char4(1, 2, 3, 4), 10), 10 + 1 - 4 + 6 - 4);
  EXPECT_EQ(npu::dp2a_hi(make_short2(3, -2), make_char4(1, 2, 3, 4), 5), 5 + 9 - 8);
}

} // namespace
