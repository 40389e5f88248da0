// SPDX-License-Identifier: Apache-2.0
// Encoding and decoding of the small floating-point formats (half, bfloat16, fp8) in portable integer
// arithmetic. Results are exactly rounded. NaN becomes the format's canonical NaN; float NaNs made from a
// small NaN are quiet.
#ifndef NPU_DETAIL_SMALL_FLOAT_CODEC_H
#define NPU_DETAIL_SMALL_FLOAT_CODEC_H

#include "npu/detail/bits.h"
#include "npu/intrinsics/convert.h"

#include <stdint.h>

namespace npu {
namespace detail {

// Says that a T has the bits of the small float F: a member type `type`, which is F, and bits(T). Specialised
// for the types of other libraries (npu/torch/half.h).
template <class F, class T> struct same_format {};

// binary16: bits of a float rounded to nearest even. After F. Giesen's float_to_half_fast3_rtne (public
// domain).
inline uint16_t half_bits_portable(float x) {
  const uint32_t bits = bit_cast<uint32_t>(x);
  const uint32_t magnitude = bits & 0x7fffffffu;
  uint32_t result;
  if (magnitude >= 0x47800000u) { // 65536 and above, infinity, NaN
    if (magnitude > 0x7f800000u)
      return 0x7fff;
    result = 0x7c00;
  } else if (magnitude < 0x38800000u) { // below 2^-14: let the adder align and round
    result = bit_cast<uint32_t>(bit_cast<float>(magnitude) + 0.5f) - 0x3f000000u;
  } else {
    const uint32_t odd = magnitude >> 13 & 1;
    result = (magnitude - 0x38000000u + 0xfff + odd) >> 13;
  }
  return static_cast<uint16_t>(result | (bits >> 16 & 0x8000u));
}

inline float half_value_portable(uint16_t h) {
  const uint32_t sign = static_cast<uint32_t>(h & 0x8000u) << 16;
  const uint32_t magnitude = h & 0x7fffu;
  if (magnitude >= 0x7c00u)
    return bit_cast<float>(sign | 0x7f800000u | (magnitude > 0x7c00u ? 0x400000u : 0u) |
                           (magnitude & 0x3ffu) << 13);
  // Read as a float the exponent is too small by 112; multiplying by 2^112 also normalises subnormals.
  return bit_cast<float>(sign | bit_cast<uint32_t>(bit_cast<float>(magnitude << 13) * 5.192296858534828e33f));
}

#if defined(__x86_64__) && defined(__F16C__)
typedef float float_x4 __attribute__((vector_size(16)));
typedef short short_x8 __attribute__((vector_size(16)));
inline uint16_t half_bits(float x) {
  const float_x4 v = {x, 0, 0, 0};
  return x == x ? static_cast<uint16_t>(__builtin_ia32_vcvtps2ph(v, 0)[0]) : uint16_t(0x7fff);
}
inline float half_value(uint16_t h) {
  const short_x8 v = {static_cast<short>(h), 0, 0, 0, 0, 0, 0, 0};
  return __builtin_ia32_vcvtph2ps(v)[0];
}
#elif defined(__aarch64__)
inline uint16_t half_bits(float x) {
  return x == x ? bit_cast<uint16_t>(static_cast<__fp16>(x)) : uint16_t(0x7fff);
}
inline float half_value(uint16_t h) { return static_cast<float>(bit_cast<__fp16>(h)); }
#else
inline uint16_t half_bits(float x) { return half_bits_portable(x); }
inline float half_value(uint16_t h) { return half_value_portable(h); }
#endif

// bfloat16 is the upper half of a float.
inline uint16_t bfloat16_bits(float x) {
  const uint32_t bits = bit_cast<uint32_t>(x);
  const uint32_t rounded = (bits + 0x7fffu + (bits >> 16 & 1)) >> 16;
  return x == x ? static_cast<uint16_t>(rounded) : uint16_t(0x7fff);
}
inline float bfloat16_value(uint16_t b) { return bit_cast<float>(static_cast<uint32_t>(b) << 16); }

// The two formats, as the templates below see them.
struct half_format {
  static uint16_t encode(float x) { return half_bits(x); }
  static float decode(uint16_t bits) { return half_value(bits); }
};
struct bfloat16_format {
  static uint16_t encode(float x) { return bfloat16_bits(x); }
  static float decode(uint16_t bits) { return bfloat16_value(bits); }
};

// The neighbour of a sign-magnitude pattern towards +infinity (up) or -infinity.
inline uint16_t step(uint16_t bits, bool up) {
  const bool negative = (bits & 0x8000u) != 0;
  if ((bits & 0x7fffu) == 0)
    return up ? 0x0001 : 0x8001;
  return static_cast<uint16_t>(negative == up ? bits - 1 : bits + 1);
}

template <class Format, rounding R> inline uint16_t encode(float x) {
  const uint16_t nearest = Format::encode(x);
  if (R == rounding::nearest)
    return nearest;
  const float got = Format::decode(nearest);
  if (got > x && (R == rounding::down || (R == rounding::zero && got > 0)))
    return step(nearest, false);
  if (got < x && (R == rounding::up || (R == rounding::zero && got < 0)))
    return step(nearest, true);
  return nearest;
}

// A float that rounds to any format of at most 22 significant bits as x itself does: x cut off, with the last
// bit set if anything was lost (rounding to odd). Values beyond the range of float become its largest number,
// which is beyond half's range and rounds to bfloat16 as anything larger does.
inline float sticky_float(double x) {
  const float nearest = static_cast<float>(x);
  const double got = nearest;
  if (got == x || x != x)
    return nearest;
  const float cut = direct<rounding::zero>(nearest, x < got ? -1 : 1);
  return bit_cast<float>(bit_cast<uint32_t>(cut) | 1u);
}

// The same for integers. Above 53 bits, which a double holds, the lower bits are folded into a sticky one
// first.
inline float sticky_float(unsigned long long x) {
  if (x >> 53 == 0)
    return sticky_float(static_cast<double>(x));
  return sticky_float(static_cast<double>(x >> 11 | ((x & 0x7ff) != 0)) * 2048.0);
}
inline float sticky_float(long long x) {
  return x < 0 ? -sticky_float(0ull - static_cast<unsigned long long>(x))
               : sticky_float(static_cast<unsigned long long>(x));
}
inline float sticky_float(unsigned x) { return sticky_float(static_cast<double>(x)); }
inline float sticky_float(int x) { return sticky_float(static_cast<double>(x)); }
inline float sticky_float(unsigned long x) { return sticky_float(static_cast<unsigned long long>(x)); }
inline float sticky_float(long x) { return sticky_float(static_cast<long long>(x)); }
inline float sticky_float(unsigned short x) { return x; }
inline float sticky_float(short x) { return x; }

// a * b + c of numbers with at most 11 significant bits, ready to be rounded once: the product is exact in
// double, the sum is cut with a sticky last bit.
inline float sticky_fma(float a, float b, float c) {
  const double product = static_cast<double>(a) * b;
  const double sum = product + c;
  const double from_c = sum - product;
  const double error = (product - (sum - from_c)) + (c - from_c);
  if (!(error < 0 || error > 0) || (bit_cast<uint64_t>(sum) & 1))
    return sticky_float(sum);
  return sticky_float((error > 0) == (sum > 0) ? bit_cast<double>(bit_cast<uint64_t>(sum) + 1)
                                               : bit_cast<double>(bit_cast<uint64_t>(sum) - 1));
}

} // namespace detail
} // namespace npu

#endif
