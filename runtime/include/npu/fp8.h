// SPDX-License-Identifier: Apache-2.0
// The 8-bit floating-point formats, for host and device.
//   E4M3: 4 exponent bits (bias 7), 3 fraction bits, largest number 448, no infinity; NaN is 0x7f or 0xff
//   E5M2: 5 exponent bits (bias 15), 2 fraction bits, largest number 57344, infinity and NaN as in IEEE 754
// Conversions to them round to nearest even. Beyond the largest number SATFINITE gives the largest number,
// NOSAT gives infinity (E5M2) or NaN (E4M3); NaN becomes 0x7f. The types saturate.
#ifndef NPU_FP8_H
#define NPU_FP8_H

#include "npu/detail/macros_aside.inc"

#include "npu/bf16.h"
#include "npu/fp16.h"
#include "npu/vector_types.h"

#include <math.h>

#include <type_traits>

namespace npu {

// One, two and four values; the first in the lowest byte.
typedef unsigned char fp8_storage_t;
typedef unsigned short fp8x2_storage_t;
typedef unsigned int fp8x4_storage_t;

enum saturation_t { NOSAT, SATFINITE };
enum fp8_interpretation_t { E4M3, E5M2 };

namespace detail {

// The arithmetic of float does the work: it scales and rounds as the smaller formats need it.
inline fp8_storage_t fp8_bits(float x, saturation_t saturate, fp8_interpretation_t format) {
  const unsigned fraction = format == E4M3 ? 3 : 2, bias = format == E4M3 ? 7 : 15, cut = 23 - fraction;
  const unsigned largest = format == E4M3 ? 0x7e : 0x7b, beyond = format == E4M3 ? 0x7f : 0x7c;
  const uint32_t bits = bit_cast<uint32_t>(x), sign = bits >> 24 & 0x80, magnitude = bits & 0x7fffffffu;
  // Added to a number below the normal ones, this leaves as many bits of it as they have.
  const float unit = format == E4M3 ? 0x1p14f : 0x1p7f;
  const uint32_t subnormal = bit_cast<uint32_t>(bit_cast<float>(magnitude) + unit) - bit_cast<uint32_t>(unit);
  const uint32_t normal =
      ((magnitude + (1u << (cut - 1)) - 1 + (magnitude >> cut & 1)) >> cut) - ((127 - bias) << fraction);
  uint32_t result = magnitude < (128 - bias) << 23 ? subnormal : normal;
  if (result > largest)
    result = saturate == SATFINITE ? largest : beyond;
  return static_cast<fp8_storage_t>(magnitude > 0x7f800000u ? 0x7f : sign | result);
}

inline float fp8_value(fp8_storage_t x, fp8_interpretation_t format) {
  const uint32_t magnitude = x & 0x7fu, sign = uint32_t(x & 0x80u) << 24;
  // The exponent's field begins as far below float's as the biases differ; the factor puts it right.
  const float finite = format == E4M3 ? bit_cast<float>(magnitude << 20) * 0x1p120f
                                      : bit_cast<float>(magnitude << 21) * 0x1p112f;
  const bool is_nan = format == E4M3 ? magnitude == 0x7f : magnitude > 0x7c,
             is_infinite = format == E5M2 && magnitude == 0x7c;
  const uint32_t bits = is_nan ? 0x7fc00000u : is_infinite ? 0x7f800000u : bit_cast<uint32_t>(finite);
  return bit_cast<float>(bits | sign);
}

} // namespace detail

inline fp8_storage_t cvt_double_to_fp8(double x, saturation_t saturate, fp8_interpretation_t format) {
  return detail::fp8_bits(detail::sticky_float(x), saturate, format);
}

// Conversions of one value and of pairs. Every fp8 number is a half.
inline fp8_storage_t cvt_float_to_fp8(float x, saturation_t saturate, fp8_interpretation_t format) {
  return detail::fp8_bits(x, saturate, format);
}
inline fp8_storage_t cvt_halfraw_to_fp8(half_raw x, saturation_t saturate, fp8_interpretation_t format) {
  return detail::fp8_bits(detail::half_value(x.x), saturate, format);
}
inline fp8_storage_t cvt_bfloat16raw_to_fp8(bfloat16_raw x, saturation_t saturate,
                                            fp8_interpretation_t format) {
  return detail::fp8_bits(detail::bfloat16_value(x.x), saturate, format);
}
#define NPU_DETAIL_FP8_PAIR(name, Pair, scalar)                                                              \
  inline fp8x2_storage_t name(Pair v, saturation_t saturate, fp8_interpretation_t format) {                  \
    return static_cast<fp8x2_storage_t>(scalar(v.x, saturate, format) | scalar(v.y, saturate, format) << 8); \
  }
NPU_DETAIL_FP8_PAIR(cvt_double2_to_fp8x2, double2, cvt_double_to_fp8)
NPU_DETAIL_FP8_PAIR(cvt_float2_to_fp8x2, float2, cvt_float_to_fp8)
#undef NPU_DETAIL_FP8_PAIR
inline fp8x2_storage_t cvt_halfraw2_to_fp8x2(half2_raw v, saturation_t saturate,
                                             fp8_interpretation_t format) {
  return cvt_float2_to_fp8x2(make_float2(detail::half_value(v.x), detail::half_value(v.y)), saturate, format);
}
inline fp8x2_storage_t cvt_bfloat16raw2_to_fp8x2(bfloat162_raw v, saturation_t saturate,
                                                 fp8_interpretation_t format) {
  return cvt_float2_to_fp8x2(make_float2(detail::bfloat16_value(v.x), detail::bfloat16_value(v.y)), saturate,
                             format);
}
inline half_raw cvt_fp8_to_halfraw(fp8_storage_t x, fp8_interpretation_t format) {
  return half(detail::fp8_value(x, format));
}
inline half2_raw cvt_fp8x2_to_halfraw2(fp8x2_storage_t x, fp8_interpretation_t format) {
  return half2_raw{cvt_fp8_to_halfraw(static_cast<fp8_storage_t>(x), format).x,
                   cvt_fp8_to_halfraw(static_cast<fp8_storage_t>(x >> 8), format).x};
}

namespace detail {

// One number. __x holds its bits, as in CUDA, where programs read it. All conversions are explicit.
template <fp8_interpretation_t Format> struct fp8 {
  fp8_storage_t __x;

  fp8() = default;
  explicit fp8(double x) : __x(cvt_double_to_fp8(x, SATFINITE, Format)) {}
  explicit fp8(float x) : __x(fp8_bits(x, SATFINITE, Format)) {}
  explicit fp8(half x) : fp8(value(x)) {}
  explicit fp8(bfloat16 x) : fp8(value(x)) {}
  template <class Int, class = typename std::enable_if<std::is_integral<Int>::value>::type>
  explicit fp8(Int x) : fp8(static_cast<double>(x)) {}

  explicit operator float() const { return fp8_value(__x, Format); }
  explicit operator double() const { return fp8_value(__x, Format); }
  explicit operator half() const { return half(fp8_value(__x, Format)); }
  explicit operator bfloat16() const { return bfloat16(fp8_value(__x, Format)); }
  explicit operator bool() const { return (__x & 0x7f) != 0; }
  // Towards zero, saturating.
  template <class Int, class = typename std::enable_if<std::is_integral<Int>::value>::type>
  explicit operator Int() const {
    return float_to_integer<rounding::zero, Int>(fp8_value(__x, Format));
  }
};

// Two and four numbers.
template <fp8_interpretation_t Format> struct fp8x2 {
  fp8x2_storage_t __x;

  fp8x2() = default;
  explicit fp8x2(float2 v) : __x(cvt_float2_to_fp8x2(v, SATFINITE, Format)) {}
  explicit fp8x2(double2 v) : __x(cvt_double2_to_fp8x2(v, SATFINITE, Format)) {}
  explicit fp8x2(half2 v) : __x(cvt_halfraw2_to_fp8x2(v, SATFINITE, Format)) {}
  explicit fp8x2(bfloat162 v) : __x(cvt_bfloat16raw2_to_fp8x2(v, SATFINITE, Format)) {}
  explicit operator float2() const {
    return make_float2(fp8_value(static_cast<fp8_storage_t>(__x), Format),
                       fp8_value(static_cast<fp8_storage_t>(__x >> 8), Format));
  }
  explicit operator half2() const { return half2(cvt_fp8x2_to_halfraw2(__x, Format)); }
};
template <fp8_interpretation_t Format> struct fp8x4 {
  fp8x4_storage_t __x;

  fp8x4() = default;
  explicit fp8x4(float4 v)
      : fp8x4(fp8x2<Format>(make_float2(v.x, v.y)), fp8x2<Format>(make_float2(v.z, v.w))) {}
  explicit fp8x4(half2 low, half2 high) : fp8x4(fp8x2<Format>(low), fp8x2<Format>(high)) {}
  explicit fp8x4(bfloat162 low, bfloat162 high) : fp8x4(fp8x2<Format>(low), fp8x2<Format>(high)) {}
  explicit operator float4() const {
    const auto part = [this](int i) { return fp8_value(static_cast<fp8_storage_t>(__x >> 8 * i), Format); };
    return make_float4(part(0), part(1), part(2), part(3));
  }

private:
  fp8x4(fp8x2<Format> low, fp8x2<Format> high)
      : __x(low.__x | static_cast<fp8x4_storage_t>(high.__x) << 16) {}
};

} // namespace detail

using fp8_e4m3 = detail::fp8<E4M3>;
using fp8_e5m2 = detail::fp8<E5M2>;
using fp8x2_e4m3 = detail::fp8x2<E4M3>;
using fp8x2_e5m2 = detail::fp8x2<E5M2>;
using fp8x4_e4m3 = detail::fp8x4<E4M3>;
using fp8x4_e5m2 = detail::fp8x4<E5M2>;

} // namespace npu

#include "npu/detail/macros_restored.inc"

#endif
