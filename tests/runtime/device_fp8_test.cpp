// SPDX-License-Identifier: Apache-2.0
// fp8: all 256 values of both formats, the middles between neighbours, overflow.
#include <npu/fp8.h>

#include <gtest/gtest.h>

#include <cmath>

namespace {

TEST(DeviceFp8, DocumentedValues) {
  EXPECT_EQ(float(npu::fp8_e4m3(448.0f)), 448.0f);
  EXPECT_EQ(npu::fp8_e4m3(1.0f).__x, 0x38);
  EXPECT_EQ(npu::fp8_e5m2(1.0f).__x, 0x3c);
  EXPECT_EQ(npu::fp8_e4m3(std::ldexp(1.0, -9)).__x, 1) << "the smallest subnormal";
  EXPECT_EQ(npu::fp8_e5m2(std::ldexp(1.0, -16)).__x, 1);
  EXPECT_EQ(float(npu::fp8_e5m2(57344.0f)), 57344.0f);
  EXPECT_EQ(npu::fp8_e4m3(-0.0f).__x, 0x80);
}

TEST(DeviceFp8, EveryValueComesBack) {
  for (auto format : {npu::E4M3, npu::E5M2})
    for (unsigned bits = 0; bits < 256; ++bits) {
      const npu::half h = npu::cvt_fp8_to_halfraw(static_cast<unsigned char>(bits), format);
      const float x = h;
      const unsigned back = npu::cvt_float_to_fp8(x, npu::NOSAT, format);
      EXPECT_EQ(back, x != x ? 0x7fu : bits);
    }
}

TEST(DeviceFp8, MiddlesGoToTheEvenNeighbour) {
  for (auto format : {npu::E4M3, npu::E5M2})
    for (unsigned bits = 0; bits < (format == npu::E4M3 ? 0x7eu : 0x7bu); ++bits) {
      const double low = npu::detail::fp8_value(static_cast<unsigned char>(bits), format);
      const double high = npu::detail::fp8_value(static_cast<unsigned char>(bits + 1), format);
      ASSERT_LT(low, high);
      const double middle = (low + high) / 2;
      EXPECT_EQ(npu::cvt_double_to_fp8(middle, npu::NOSAT, format), bits % 2 ? bits + 1 : bits);
      EXPECT_EQ(npu::cvt_double_to_fp8(std::nextafter(middle, 0), npu::NOSAT, format), bits);
      EXPECT_EQ(npu::cvt_double_to_fp8(-std::nextafter(middle, 1e9), npu::NOSAT, format), (bits + 1) | 0x80);
    }
}

TEST(DeviceFp8, Overflow) {
  EXPECT_EQ(npu::cvt_float_to_fp8(464.0f, npu::NOSAT, npu::E4M3), 0x7e) << "a tie, to even";
  EXPECT_EQ(npu::cvt_float_to_fp8(465.0f, npu::NOSAT, npu::E4M3), 0x7f) << "NaN: there is no infinity";
  EXPECT_EQ(npu::cvt_float_to_fp8(-1e9f, npu::SATFINITE, npu::E4M3), 0xfe);
  EXPECT_EQ(npu::cvt_float_to_fp8(1e9f, npu::NOSAT, npu::E5M2), 0x7c);
  EXPECT_EQ(npu::cvt_float_to_fp8(-INFINITY, npu::SATFINITE, npu::E5M2), 0xfb);
  EXPECT_EQ(npu::cvt_float_to_fp8(NAN, npu::SATFINITE, npu::E5M2), 0x7f);
}

TEST(DeviceFp8, Vectors) {
  const npu::fp8x4_e5m2 v(make_float4(1.0f, -2.0f, 0.5f, 3.0f));
  EXPECT_EQ(float4(v).y, -2.0f);
  EXPECT_EQ(float4(v).w, 3.0f);
  const npu::half2 pair(npu::cvt_fp8x2_to_halfraw2(npu::fp8x2_e4m3(make_float2(1.5f, -6.0f)).__x, npu::E4M3));
  EXPECT_EQ(npu::high2float(pair), -6.0f);
  EXPECT_EQ(int(npu::fp8_e4m3(13)), 13);
}

} // namespace
