// SPDX-License-Identifier: Apache-2.0
// PTX instructions of one thread, against the definitions of the PTX manual written bit by bit, or in wider
// arithmetic.
#include <npu/ptx.h>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace {

using namespace npu::ptx;

std::vector<uint64_t> words() {
  std::vector<uint64_t> result = {0,          1,
                                  2,          31,
                                  32,         33,
                                  63,         64,
                                  0x7f,       0x80,
                                  0xff,       0x100,
                                  0x7fff,     0x8000,
                                  0xffff,     0x7fffffff,
                                  0x80000000, 0xffffffff,
                                  ~0ull,      1ull << 63,
                                  ~0ull >> 1, 0xdeadbeefcafef00d};
  std::mt19937_64 random(1);
  for (int i = 0; i < 20; ++i)
    result.push_back(random());
  return result;
}

TEST(DevicePtx, RegistersConvertByBits) {
  float f;
  f = mov<b32>(0x3f800000);
  EXPECT_EQ(f, 1.0f);
  unsigned bits;
  bits = add<f32>(1.0, 2.0f);
  EXPECT_EQ(bits, 0x40400000u) << "an unsigned that is given a float gets its bits";
  EXPECT_EQ(static_cast<float>(add<f32>(bits, 1.0)), 4.0f)
      << "an unsigned in a float instruction is its bits";
  int narrow;
  narrow = ld<s8>("\xff");
  EXPECT_EQ(narrow, -1);
  narrow = ld<u8>("\xff");
  EXPECT_EQ(narrow, 255);
  const int *p = &narrow;
  const int *q;
  q = add<u64>(p, 4);
  EXPECT_EQ(q, p + 1) << "pointers are numbers of bytes";
  unsigned short h;
  h = add<f16>(0x3c00, 0x4000);
  EXPECT_EQ(h, 0x4200) << "halves as literals of bits";
}

template <class R> uint64_t documented_bfe(uint64_t a, unsigned position, unsigned length, int msb) {
  const unsigned pos = position & 0xff, len = length & 0xff;
  unsigned sign = 0;
  if (std::is_signed<typename R::value_type>::value && len != 0)
    sign = a >> std::min<int>(static_cast<int>(pos + len) - 1, msb) & 1;
  uint64_t d = 0;
  for (int i = 0; i <= msb; ++i)
    d |= static_cast<uint64_t>(i < static_cast<int>(len) && static_cast<int>(pos) + i <= msb
                                   ? a >> (static_cast<int>(pos) + i) & 1
                                   : sign)
         << i;
  return d;
}
uint64_t documented_bfi(uint64_t a, uint64_t b, unsigned position, unsigned length, int msb) {
  const int pos = position & 0xff, len = length & 0xff;
  for (int i = 0; i < len && pos + i <= msb; ++i)
    b = (b & ~(1ull << (pos + i))) | (a >> i & 1) << (pos + i);
  return b;
}

TEST(DevicePtx, BitFields) {
  for (uint64_t a : words())
    for (unsigned pos : {0u, 1u, 7u, 31u, 32u, 40u, 63u, 64u, 255u, 256u})
      for (unsigned len : {0u, 1u, 5u, 31u, 32u, 33u, 63u, 64u, 255u, 257u}) {
        const uint32_t low = static_cast<uint32_t>(a);
        ASSERT_EQ(bfe<u32>(low, pos, len).value(), documented_bfe<u32>(low, pos, len, 31))
            << a << ' ' << pos << ' ' << len;
        ASSERT_EQ(static_cast<uint32_t>(bfe<s32>(low, pos, len).value()),
                  documented_bfe<s32>(low, pos, len, 31))
            << a << ' ' << pos << ' ' << len;
        ASSERT_EQ(bfe<u64>(a, pos, len).value(), documented_bfe<u64>(a, pos, len, 63));
        ASSERT_EQ(static_cast<uint64_t>(bfe<s64>(a, pos, len).value()), documented_bfe<s64>(a, pos, len, 63));
        ASSERT_EQ(bfi<b32>(low, 0x12345678, pos, len).value(), documented_bfi(low, 0x12345678, pos, len, 31));
        ASSERT_EQ(bfi<b64>(a, ~a, pos, len).value(), documented_bfi(a, ~a, pos, len, 63));
      }
}

TEST(DevicePtx, CountsBits) {
  EXPECT_EQ(popc<b64>(0xf0f0ull << 40).value(), 8u);
  EXPECT_EQ(clz<b32>(1).value(), 31u);
  EXPECT_EQ(clz<b64>(0).value(), 64u);
  EXPECT_EQ(brev<b32>(1).value(), 0x80000000u);
  EXPECT_EQ(brev<b64>(1).value(), 1ull << 63);
  EXPECT_EQ(bfind<u32>(0x80000000).value(), 31u);
  EXPECT_EQ(bfind<s32>(-1).value(), 0xffffffffu) << "all bits are sign";
  EXPECT_EQ(bfind<s32>(-5).value(), 2u);
  EXPECT_EQ(bfind<u64>(0).value(), 0xffffffffu);
  EXPECT_EQ(bfind<s64>(1ll << 40).value(), 40u);
  EXPECT_EQ(bfind_shiftamt<u32>(0x00800000).value(), 8u);
}

TEST(DevicePtx, LogicOfThreeWordsByItsTable) {
  for (unsigned table = 0; table < 256; ++table)
    for (unsigned row = 0; row < 8; ++row)
      ASSERT_EQ(lop3(row & 4 ? ~0u : 0u, row & 2 ? ~0u : 0u, row & 1 ? ~0u : 0u, table).value(),
                table >> row & 1 ? ~0u : 0u);
  EXPECT_EQ(lop3(0xf0f0f0f0, 0xcccccccc, 0xaaaaaaaa, 0xe8).value(), 0xe8e8e8e8u) << "majority";
}

TEST(DevicePtx, PermutesBytes) {
  const unsigned a = 0x33221100, b = 0x77665544;
  EXPECT_EQ(prmt(a, b, 0x7531).value(), 0x77553311u);
  EXPECT_EQ(prmt(b32(0x00008001u), b, 0x9898).value(), 0xff00ff00u)
      << "the top bit of a selector replicates the sign";
  EXPECT_EQ(prmt_f4e(a, b, 1).value(), 0x44332211u);
  EXPECT_EQ(prmt_b4e(a, b, 0).value(), 0x55667700u);
  EXPECT_EQ(prmt_rc8(a, b, 2).value(), 0x22222222u);
  EXPECT_EQ(prmt_ecl(a, b, 1).value(), 0x33221111u);
  EXPECT_EQ(prmt_ecr(a, b, 1).value(), 0x11111100u);
  EXPECT_EQ(prmt_rc16(a, b, 1).value(), 0x33223322u);
}

TEST(DevicePtx, Shifts) {
  EXPECT_EQ(shl<b32>(1, 32).value(), 0u);
  EXPECT_EQ(shl<b32>(1, 31).value(), 0x80000000u);
  EXPECT_EQ(shr<s32>(-8, 1).value(), -4);
  EXPECT_EQ(shr<s32>(-8, 99).value(), -1);
  EXPECT_EQ(shr<u64>(~0ull, 64).value(), 0u);
  EXPECT_EQ(shr<b16>(0x8000, 15).value(), 1);
  EXPECT_EQ(shf_l_wrap(0x80000000, 1, 33).value(), 3u);
  EXPECT_EQ(shf_r_clamp(1, 7, 40).value(), 7u);
}

template <class R, class Wide> void check_products() {
  using T = typename R::value_type;
  using U = typename std::make_unsigned<T>::type;
  const int width = 8 * static_cast<int>(sizeof(T));
  for (uint64_t x : words())
    for (uint64_t y : words()) {
      const T a = static_cast<T>(x), b = static_cast<T>(y), c = static_cast<T>(x ^ y);
      const Wide product = static_cast<Wide>(a) * static_cast<Wide>(b);
      ASSERT_EQ(mul_lo<R>(a, b).value(), static_cast<T>(product));
      ASSERT_EQ(mul_hi<R>(a, b).value(), static_cast<T>(product >> width));
      ASSERT_EQ(mad_lo<R>(a, b, c).value(), static_cast<T>(static_cast<U>(product) + static_cast<U>(c)));
      ASSERT_EQ(mad_hi<R>(a, b, c).value(),
                static_cast<T>(static_cast<U>(product >> width) + static_cast<U>(c)));
      ASSERT_EQ(sad<R>(a, b, c).value(),
                static_cast<T>(static_cast<U>(c) + (a > b ? static_cast<U>(a) - static_cast<U>(b)
                                                          : static_cast<U>(b) - static_cast<U>(a))));
    }
}
TEST(DevicePtx, Products) {
  check_products<s16, int64_t>();
  check_products<u16, uint64_t>();
  check_products<s32, int64_t>();
  check_products<u32, uint64_t>();
  check_products<s64, npu::detail::int128>();
  check_products<u64, npu::detail::uint128>();
  EXPECT_EQ(mul_wide<s16>(-30000, 30000).value(), -900000000);
  EXPECT_EQ(mad_wide<u32>(~0u, ~0u, ~0ull).value(), static_cast<uint64_t>(~0u) * ~0u + ~0ull);
  EXPECT_EQ(mul24_lo<s32>(0x00ffffff, 2).value(), -2) << "bit 23 is the sign";
  EXPECT_EQ(mul24_hi<u32>(0xffffff, 0xffffff).value(), 0xfffffe00u);
  EXPECT_EQ(add_sat<s32>(std::numeric_limits<int>::max(), 1).value(), std::numeric_limits<int>::max());
  EXPECT_EQ(sub_sat<s32>(std::numeric_limits<int>::min(), 1).value(), std::numeric_limits<int>::min());
  EXPECT_EQ(div<s32>(-7, 2).value(), -3);
  EXPECT_EQ(div<s32>(std::numeric_limits<int>::min(), -1).value(), std::numeric_limits<int>::min());
  EXPECT_EQ((dp4a<u32, s32>(0x01ff02fe, 0xff01ff01, 10).value()), 10 + 254 - 2 + 255 - 1);
  EXPECT_EQ((dp2a_hi<s32, u32>(0xffff0003, 0x05070000, 1).value()), 1 + 3 * 7 - 5);
}

TEST(DevicePtx, CarriesAcrossStatements) {
  for (uint64_t x : words())
    for (uint64_t y : words()) {
      const npu::detail::uint128 a = static_cast<npu::detail::uint128>(x) << 64 | y,
                                 b = static_cast<npu::detail::uint128>(y) << 64 | ~x;
      const npu::detail::uint128 sum = a + b, difference = a - b;
      uint64_t low, high;
      low = add_cc<u64>(static_cast<uint64_t>(a), static_cast<uint64_t>(b));
      high = addc<u64>(static_cast<uint64_t>(a >> 64), static_cast<uint64_t>(b >> 64));
      ASSERT_EQ(low, static_cast<uint64_t>(sum));
      ASSERT_EQ(high, static_cast<uint64_t>(sum >> 64));
      low = sub_cc<u64>(static_cast<uint64_t>(a), static_cast<uint64_t>(b));
      high = subc<u64>(static_cast<uint64_t>(a >> 64), static_cast<uint64_t>(b >> 64));
      ASSERT_EQ(low, static_cast<uint64_t>(difference));
      ASSERT_EQ(high, static_cast<uint64_t>(difference >> 64));
      // 64 x 64 bits by words of 32, as big-number code does it.
      const uint32_t a0 = static_cast<uint32_t>(x), a1 = static_cast<uint32_t>(x >> 32),
                     b0 = static_cast<uint32_t>(y), b1 = static_cast<uint32_t>(y >> 32);
      uint32_t r0, r1, r2, r3;
      r0 = mul_lo<u32>(a0, b0);
      r1 = mul_hi<u32>(a0, b0);
      r1 = mad_lo_cc<u32>(a0, b1, r1);
      r2 = madc_hi<u32>(a0, b1, 0);
      r1 = mad_lo_cc<u32>(a1, b0, r1);
      r2 = madc_hi_cc<u32>(a1, b0, r2);
      r3 = addc<u32>(0, 0);
      r2 = mad_lo_cc<u32>(a1, b1, r2);
      r3 = madc_hi<u32>(a1, b1, r3);
      const npu::detail::uint128 product = static_cast<npu::detail::uint128>(x) * y;
      ASSERT_EQ((static_cast<uint64_t>(r1) << 32 | r0), static_cast<uint64_t>(product));
      ASSERT_EQ((static_cast<uint64_t>(r3) << 32 | r2), static_cast<uint64_t>(product >> 64));
    }
}

TEST(DevicePtx, PacksAndUnpacks) {
  EXPECT_EQ(pack<b64>(1, 2).value(), 0x200000001ull);
  EXPECT_EQ(pack<b32>(1, 2).value(), 0x20001u);
  EXPECT_EQ(pack<b64>(1.0f, 0).value(), 0x3f800000ull) << "floats as bits";
  float low, high;
  unpack<b64>(0x400000003f800000ull, low, high);
  EXPECT_EQ(low, 1.0f);
  EXPECT_EQ(high, 2.0f);
  unsigned short a, b, c, d;
  unpack<b64>(0x4444333322221111ull, a, b, c, d);
  EXPECT_EQ(a, 0x1111);
  EXPECT_EQ(d, 0x4444);
}

TEST(DevicePtx, FloatingPoint) {
  EXPECT_EQ(add_rz<f32>(1.0f, 1e-20f).value(), 1.0f);
  EXPECT_EQ(add_rp<f32>(1.0f, 1e-20f).value(), std::nextafter(1.0f, 2.0f));
  EXPECT_EQ(add_rm<f64>(1.0, -1e-30).value(), std::nextafter(1.0, 0.0));
  EXPECT_EQ(fma<f32>(3.0f, 1.0f / 3, -1.0f).value(), std::fmaf(3.0f, 1.0f / 3, -1.0f));
  const float tiny = 1e-40f, nan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(ftz(mul<f32>(ftz<f32>(tiny), ftz<f32>(2.0f))).value(), 0.0f);
  EXPECT_TRUE(std::signbit(ftz<f32>(-tiny).value()));
  EXPECT_EQ(min<f32>(nan, 2.0f).value(), 2.0f);
  EXPECT_EQ(max<f32>(1.0f, nan).value(), 1.0f);
  EXPECT_TRUE(std::isnan(max_NaN<f32>(1.0f, nan).value()));
  EXPECT_TRUE(std::signbit(min<f32>(0.0f, -0.0f).value()));
  EXPECT_FALSE(std::signbit(max<f32>(-0.0f, 0.0f).value()));
  EXPECT_EQ(saturate<f32>(nan).value(), 0.0f);
  EXPECT_EQ(copysign<f32>(-1.0f, 2.0f).value(), -2.0f) << "the sign is the first operand's";
  EXPECT_EQ(ex2<f32>(3.0f).value(), 8.0f);
  EXPECT_EQ(lg2<f32>(8.0f).value(), 3.0f);
  EXPECT_NEAR(tanh<f32>(0.5f).value(), std::tanh(0.5), 1e-6);
  unsigned pair;
  pair = fma<f16x2>(0x3c003c00u, 0x40004400u, 0x3c003c00u); // 1 * {4, 2} + 1
  EXPECT_EQ(pair, 0x42004500u);
  pair = max<bf16x2>(0x3f80bf80u, 0x00000000u); // {-1, 1} and 0
  EXPECT_EQ(pair, 0x3f800000u);
  EXPECT_TRUE(testp_subnormal<f32>(tiny));
  EXPECT_FALSE(testp_normal<f32>(0.0f));
}

TEST(DevicePtx, Comparisons) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_FALSE(setp_lt<f32>(nan, 1.0f));
  EXPECT_TRUE(setp_ltu<f32>(nan, 1.0f));
  EXPECT_FALSE(setp_ne<f32>(nan, 1.0f));
  EXPECT_TRUE(setp_neu<f32>(nan, 1.0f));
  EXPECT_TRUE(setp_nan<f32>(nan, 1.0f));
  EXPECT_TRUE(setp_lt<s32>(-1, 0));
  EXPECT_FALSE(setp_lo<u32>(-1, 0));
  EXPECT_TRUE(setp_gt<f16>(0x4000, 0x3c00));
}

TEST(DevicePtx, Conversions) {
  EXPECT_EQ(cvt_rzi<s32(f32)>(-2.9f).value(), -2);
  EXPECT_EQ(cvt_rni<s32(f32)>(2.5f).value(), 2);
  EXPECT_EQ(cvt_rpi<s32(f64)>(2.1).value(), 3);
  EXPECT_EQ(cvt_rzi<u32(f32)>(-5.0f).value(), 0u) << "out of range saturates";
  EXPECT_EQ(cvt_rzi<s32(f32)>(1e20f).value(), std::numeric_limits<int>::max());
  EXPECT_EQ(cvt_rmi<f32(f32)>(-2.1f).value(), -3.0f);
  EXPECT_EQ(cvt_rz<f32(s32)>(0x7fffffff).value(), 2147483520.0f);
  EXPECT_EQ(cvt<s64(s32)>(-1).value(), -1);
  EXPECT_EQ(cvt<u64(u32)>(-1).value(), 0xffffffffull);
  EXPECT_EQ(cvt<s32(s8)>(0xff).value(), -1);
  EXPECT_EQ(cvt_sat<u8(s32)>(300).value(), 255);
  EXPECT_EQ(cvt_sat<u8(s32)>(-3).value(), 0);
  unsigned short h;
  h = cvt_rn<f16(f32)>(1.0f);
  EXPECT_EQ(h, 0x3c00);
  EXPECT_EQ(cvt<f32(f16)>(0x4000).value(), 2.0f);
  unsigned pair;
  pair = cvt_rn_pair<f16x2>(1.0f, 2.0f);
  EXPECT_EQ(pair, 0x3c004000u) << "the first operand is the upper half";
  EXPECT_EQ(cvt_rna_tf32(1.0f + 1.0f / 2048).value(), 0x3f802000u) << "ties go away from zero";
}

TEST(DevicePtx, Video) {
  EXPECT_EQ((vadd<s32(u32, s32)>(0x80000000, -1).value()), 0x7fffffff);
  EXPECT_EQ((vadd_sat<s32(u32, s32)>(0xffffffff, 1).value()), std::numeric_limits<int>::max());
  EXPECT_EQ((vabsdiff<u32(s32, s32)>(-5, 7).value()), 12u);
  EXPECT_EQ((vabsdiff4_add<u32(u32, u32)>(0x10203040, 0x11223344, 100).value()), 100u + 1 + 2 + 3 + 4);
  EXPECT_EQ((vadd4_sat<u32(u32, u32)>(0xff010203, 0x02030405, 0).value()), 0xff040608u);
  EXPECT_EQ((vsub2<s32(s32, s32)>(0x00010001, 0x00020000, 0).value()), static_cast<int>(0xffff0001));
  EXPECT_EQ((vavrg4<s32(s32, s32)>(0x000000fe, 0x000000ff, 0).value()), 0xfe) << "-1.5 goes away from zero";
  EXPECT_EQ((vshr_clamp<u32(u32, u32)>(0xff00, 40).value()), 0u);
  EXPECT_EQ((vshr_wrap<u32(u32, u32)>(0xff00, 40).value()), 0xffu);
}

TEST(DevicePtx, VectorsInMemory) {
  alignas(16) unsigned memory[4] = {1, 2, 3, 4};
  unsigned a, b, c, d;
  ld<u32>(global(memory), a, b, c, d);
  EXPECT_EQ(a + 10 * b + 100 * c + 1000 * d, 4321u);
  st<u32>(global(memory, 8), 7, 8);
  EXPECT_EQ(memory[2], 7u);
  EXPECT_EQ(memory[3], 8u);
  const unsigned *p = memory;
  unsigned long long next;
  ld<u64>(p, next, p); // the address is read before it is overwritten
  EXPECT_EQ(next, 0x200000001ull);
  unsigned char zeros[16];
  cp_async(zeros, memory, 16, 4);
  EXPECT_EQ(zeros[0], 1);
  for (int i = 4; i < 16; ++i)
    EXPECT_EQ(zeros[i], 0) << "what lies beyond the source is zero";
}

TEST(DevicePtx, MasksAndExtension) {
  using namespace npu::ptx;
  for (unsigned from : {0u, 1u, 5u, 31u, 32u, 33u, 0x80000001u})
    for (unsigned count : {0u, 1u, 4u, 27u, 31u, 32u, 40u, 0xffffffffu}) {
      uint32_t clamped = 0, wrapped = 0;
      for (unsigned bit = 0; bit < 32; ++bit) {
        clamped |= uint32_t(bit >= from && bit - from < count) << bit;
        wrapped |= uint32_t(bit >= (from & 31) && bit - (from & 31) < (count & 31)) << bit;
      }
      EXPECT_EQ(clamped, bmsk_clamp(from, count).value()) << from << ' ' << count;
      EXPECT_EQ(wrapped, bmsk_wrap(from, count).value()) << from << ' ' << count;
    }
  EXPECT_EQ(0x5u, szext_clamp<u32>(0xfffffff5u, 4u).value());
  EXPECT_EQ(5, szext_clamp<s32>(0x75, 4u).value());
  EXPECT_EQ(-3, szext_clamp<s32>(0x7d, 4u).value());
  EXPECT_EQ(0, szext_clamp<s32>(-1, 0u).value());
  EXPECT_EQ(0x12345678u, szext_clamp<u32>(0x12345678u, 32u).value());
  EXPECT_EQ(0x8u, szext_wrap<u32>(0x12345678u, 36u).value());
  EXPECT_EQ(-8, szext_wrap<s32>(0x12345678, 36u).value());
}

} // namespace
