// SPDX-License-Identifier: Apache-2.0
// SIMD within a word, lane by lane against plain arithmetic.
#include <npu/intrinsics/simd.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <random>

namespace {

// Calls check(a, b) on many pairs of words, edge lanes included.
template <class Check> void for_pairs(Check check) {
  std::mt19937 random(5);
  const unsigned edges[] = {0, 0x80808080u, 0x7f7f7f7fu, 0xffffffffu, 0x80007fffu, 0x0001ff80u, 0x01010101u};
  for (unsigned a : edges)
    for (unsigned b : edges)
      check(a, b);
  for (int i = 0; i < 300; ++i)
    check(static_cast<unsigned>(random()), static_cast<unsigned>(random()));
}

// The word whose lanes are op(lane of a, lane of b), cut to the lane.
template <class Lane, class Op> unsigned lanes(unsigned a, unsigned b, Op op) {
  unsigned result = 0;
  constexpr int bits = 8 * sizeof(Lane);
  for (int at = 0; at < 32; at += bits) {
    const int x = static_cast<Lane>(a >> at), y = static_cast<Lane>(b >> at);
    result |= (static_cast<unsigned>(op(x, y)) & ((1u << bits) - 1)) << at;
  }
  return result;
}
template <class Lane, class Op> unsigned sum(unsigned a, unsigned b, Op op) {
  unsigned result = 0;
  for (int at = 0; at < 32; at += 8 * static_cast<int>(sizeof(Lane)))
    result += static_cast<unsigned>(op(static_cast<Lane>(a >> at), static_cast<Lane>(b >> at)));
  return result;
}

#define EXPECT_LANES(name, kind, expression)                                                                 \
  for_pairs([](unsigned a, unsigned b) {                                                                     \
    EXPECT_EQ(npu::name##2(a, b), (lanes<kind##16_t>(a, b, [](int x, int y) { return expression; })))        \
        << std::hex << a << " " << b;                                                                        \
    EXPECT_EQ(npu::name##4(a, b), (lanes<kind##8_t>(a, b, [](int x, int y) { return expression; })))         \
        << std::hex << a << " " << b;                                                                        \
  })
#define EXPECT_LANES1(name, kind, expression)                                                                \
  for_pairs([](unsigned a, unsigned) {                                                                       \
    EXPECT_EQ(npu::name##2(a), (lanes<kind##16_t>(a, a, [](int x, int) { return expression; })));            \
    EXPECT_EQ(npu::name##4(a), (lanes<kind##8_t>(a, a, [](int x, int) { return expression; })));             \
  })

TEST(DeviceSimd, Arithmetic) {
  EXPECT_LANES(vadd, uint, x + y);
  EXPECT_LANES(vsub, uint, x - y);
  EXPECT_LANES(vabsdiffs, int, std::abs(x - y));
  EXPECT_LANES(vabsdiffu, uint, std::abs(x - y));
  EXPECT_LANES(vmaxs, int, std::max(x, y));
  EXPECT_LANES(vmaxu, uint, std::max(x, y));
  EXPECT_LANES(vmins, int, std::min(x, y));
  EXPECT_LANES(vminu, uint, std::min(x, y));
  EXPECT_LANES(vavgu, uint, (x + y + 1) / 2);
  EXPECT_LANES(vhaddu, uint, (x + y) / 2);
  EXPECT_LANES1(vabs, int, std::abs(x));
  EXPECT_LANES1(vneg, int, -x);
  EXPECT_EQ(npu::vavgs4(0xfffe00ffu, 0xff010101u), 0xffff0100u) << "-1, -0.5, 0.5, 0: halves away from zero";
}

TEST(DeviceSimd, Saturation) {
  EXPECT_EQ(npu::vaddss4(0x7f80407fu, 0x01ff4001u), 0x7f807f7fu);
  EXPECT_EQ(npu::vsubss4(0x80007f00u, 0x0100ff80u), 0x80007f7fu);
  EXPECT_EQ(npu::vaddus4(0xff80017fu, 0x01800101u), 0xffff0280u);
  EXPECT_EQ(npu::vsubus4(0x01800100u, 0x027f0101u), 0x00010000u);
  EXPECT_EQ(npu::vaddss2(0x7fff8000u, 0x0001ffffu), 0x7fff8000u);
  EXPECT_EQ(npu::vsubss2(0x80007fffu, 0x0001ffffu), 0x80007fffu);
  EXPECT_EQ(npu::vaddus2(0xffff0001u, 0x00010001u), 0xffff0002u);
  EXPECT_EQ(npu::vsubus2(0x00010003u, 0x00020001u), 0x00000002u);
  EXPECT_EQ(npu::vabsss4(0x80ff7f00u), 0x7f017f00u);
  EXPECT_EQ(npu::vnegss2(0x80000001u), 0x7fffffffu);
}

TEST(DeviceSimd, Comparisons) {
#define EXPECT_COMPARISON(suffix, kind, op)                                                                  \
  EXPECT_LANES(vset##suffix, kind, x op y);                                                                  \
  EXPECT_LANES(vcmp##suffix, kind, x op y ? -1 : 0)
  EXPECT_COMPARISON(eq, uint, ==);
  EXPECT_COMPARISON(ne, uint, !=);
  EXPECT_COMPARISON(ges, int, >=);
  EXPECT_COMPARISON(geu, uint, >=);
  EXPECT_COMPARISON(gts, int, >);
  EXPECT_COMPARISON(gtu, uint, >);
  EXPECT_COMPARISON(les, int, <=);
  EXPECT_COMPARISON(leu, uint, <=);
  EXPECT_COMPARISON(lts, int, <);
  EXPECT_COMPARISON(ltu, uint, <);
#undef EXPECT_COMPARISON
}

TEST(DeviceSimd, SumsOfDifferences) {
  for_pairs([](unsigned a, unsigned b) {
    const auto difference = [](int x, int y) { return std::abs(x - y); };
    EXPECT_EQ(npu::vsads2(a, b), sum<std::int16_t>(a, b, difference));
    EXPECT_EQ(npu::vsadu2(a, b), sum<std::uint16_t>(a, b, difference));
    EXPECT_EQ(npu::vsads4(a, b), sum<std::int8_t>(a, b, difference));
    EXPECT_EQ(npu::vsadu4(a, b), sum<std::uint8_t>(a, b, difference));
  });
}

TEST(DeviceSimd, DynamicProgramming) {
  EXPECT_EQ(npu::viaddmax_s32(3, -5, -1), -1);
  EXPECT_EQ(npu::viaddmax_s32_relu(3, -5, -1), 0);
  EXPECT_EQ(npu::viaddmin_u32(3u, 5u, 7u), 7u);
  EXPECT_EQ(npu::vimax3_s32(1, 9, 4), 9);
  EXPECT_EQ(npu::vimin3_s32_relu(1, -9, 4), 0);
  EXPECT_EQ(npu::vimax3_u16x2(0x00010005u, 0x00030002u, 0x00020004u), 0x00030005u);
  EXPECT_EQ(npu::viaddmax_s16x2_relu(0xffff0001u, 0x00000001u, 0xfffe0001u), 0x00000002u);
  bool first = false, high = false, low = false;
  EXPECT_EQ(npu::vibmax_s32(4, 4, &first), 4);
  EXPECT_TRUE(first);
  EXPECT_EQ(npu::vibmin_s32(5, 4, &first), 4);
  EXPECT_FALSE(first);
  EXPECT_EQ(npu::vibmax_s16x2(0x0001ffffu, 0x00020000u, &high, &low), 0x00020000u);
  EXPECT_FALSE(high);
  EXPECT_FALSE(low);
  EXPECT_EQ(npu::vibmax_u16x2(0x0001ffffu, 0x00020000u, &high, &low), 0x0002ffffu);
  EXPECT_TRUE(low);
}

} // namespace
