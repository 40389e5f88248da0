// SPDX-License-Identifier: Apache-2.0
// Conversions between the arithmetic types with an explicit rounding direction, and reinterpretation of bits.
//
// The suffix names the direction: _rn to nearest, ties to even; _rz towards zero; _rd down; _ru up. All
// results are exactly rounded. A floating-point value that is out of the range of the integer result
// saturates; NaN gives 0 for float to a 32-bit integer and 1 << (bits - 1) when either side has 64 bits, as
// the hardware documents.
#ifndef NPU_INTRINSICS_CONVERT_H
#define NPU_INTRINSICS_CONVERT_H

#include "npu/detail/bits.h"

#include <limits.h>
#include <math.h>

namespace npu {
namespace detail {

enum class rounding { nearest, zero, down, up };

// Rounds to an integral value that is still a floating-point number.
template <rounding R> inline float round_integral(float x) {
  return R == rounding::nearest ? __builtin_rintf(x)
         : R == rounding::zero  ? __builtin_truncf(x)
         : R == rounding::down  ? __builtin_floorf(x)
                                : __builtin_ceilf(x);
}
template <rounding R> inline double round_integral(double x) {
  return R == rounding::nearest ? __builtin_rint(x)
         : R == rounding::zero  ? __builtin_trunc(x)
         : R == rounding::down  ? __builtin_floor(x)
                                : __builtin_ceil(x);
}

template <rounding R, class Int, class F> inline Int float_to_integer(F x) {
  constexpr int bits = static_cast<int>(sizeof(Int) * CHAR_BIT);
  constexpr bool is_signed = static_cast<Int>(-1) < static_cast<Int>(0);
  constexpr Int min = is_signed ? static_cast<Int>(static_cast<uint64_t>(1) << (bits - 1)) : 0;
  constexpr Int max = static_cast<Int>(~min);
  // 2^bits, or 2^(bits-1): the first value above the range, exact in F.
  constexpr F above = static_cast<F>(static_cast<uint64_t>(1) << (is_signed ? bits - 2 : bits - 1)) * 2;
  const F rounded = round_integral<R>(x);
  if (rounded != rounded)
    return bits == 64 || sizeof(F) == 8 ? static_cast<Int>(static_cast<uint64_t>(1) << (bits - 1)) : 0;
  if (rounded >= above)
    return max;
  if (rounded <= static_cast<F>(min))
    return min;
  return static_cast<Int>(rounded);
}

// Moves `nearest`, the value of F nearest to some exact x, in the direction R when it lies on the wrong side
// of x. side: less than, equal to or greater than 0 as x is less than, equal to or greater than `nearest`.
template <rounding R, class F> inline F direct(F nearest, int side) {
  if (side == 0 || R == rounding::nearest)
    return nearest;
  const bool lower = R == rounding::down || (R == rounding::zero && nearest > 0);
  const bool upper = R == rounding::up || (R == rounding::zero && nearest < 0);
  if (lower && side < 0)
    return next_down(nearest);
  if (upper && side > 0)
    return next_up(nearest);
  return nearest;
}

template <rounding R, class F, class Int> inline F integer_to_float(Int x) {
  const F nearest = static_cast<F>(x);
  if (R == rounding::nearest)
    return nearest;
  const int128 exact = static_cast<int128>(x), got = static_cast<int128>(nearest);
  return direct<R>(nearest, exact < got ? -1 : exact > got);
}

template <rounding R, class F> inline F double_to_float(double x) {
  const F nearest = static_cast<float>(x);
  const double got = nearest;
  return direct<R>(nearest, x < got ? -1 : x > got);
}

} // namespace detail

// The four directions of one conversion.
#define NPU_DETAIL_CONVERT(name, To, From, function)                                                         \
  inline To name##_rn(From x) { return detail::function<detail::rounding::nearest, To>(x); }                 \
  inline To name##_rz(From x) { return detail::function<detail::rounding::zero, To>(x); }                    \
  inline To name##_rd(From x) { return detail::function<detail::rounding::down, To>(x); }                    \
  inline To name##_ru(From x) { return detail::function<detail::rounding::up, To>(x); }
NPU_DETAIL_CONVERT(float2int, int, float, float_to_integer)
NPU_DETAIL_CONVERT(float2uint, unsigned, float, float_to_integer)
NPU_DETAIL_CONVERT(float2ll, long long, float, float_to_integer)
NPU_DETAIL_CONVERT(float2ull, unsigned long long, float, float_to_integer)
NPU_DETAIL_CONVERT(double2int, int, double, float_to_integer)
NPU_DETAIL_CONVERT(double2uint, unsigned, double, float_to_integer)
NPU_DETAIL_CONVERT(double2ll, long long, double, float_to_integer)
NPU_DETAIL_CONVERT(double2ull, unsigned long long, double, float_to_integer)
NPU_DETAIL_CONVERT(int2float, float, int, integer_to_float)
NPU_DETAIL_CONVERT(uint2float, float, unsigned, integer_to_float)
NPU_DETAIL_CONVERT(ll2float, float, long long, integer_to_float)
NPU_DETAIL_CONVERT(ull2float, float, unsigned long long, integer_to_float)
NPU_DETAIL_CONVERT(ll2double, double, long long, integer_to_float)
NPU_DETAIL_CONVERT(ull2double, double, unsigned long long, integer_to_float)
NPU_DETAIL_CONVERT(double2float, float, double, double_to_float)
#undef NPU_DETAIL_CONVERT

// Exact: a double holds every 32-bit integer.
inline double int2double_rn(int x) { return x; }
inline double uint2double_rn(unsigned x) { return x; }

// The same bits, read as the other type.
inline int float_as_int(float x) { return detail::bit_cast<int>(x); }
inline unsigned float_as_uint(float x) { return detail::bit_cast<unsigned>(x); }
inline float int_as_float(int x) { return detail::bit_cast<float>(x); }
inline float uint_as_float(unsigned x) { return detail::bit_cast<float>(x); }
inline long long double_as_longlong(double x) { return detail::bit_cast<long long>(x); }
inline double longlong_as_double(long long x) { return detail::bit_cast<double>(x); }

// The upper and lower 32 bits of a double, and the double made of them.
inline int double2hiint(double x) { return static_cast<int>(detail::bit_cast<uint64_t>(x) >> 32); }
inline int double2loint(double x) { return static_cast<int>(detail::bit_cast<uint64_t>(x)); }
inline double hiloint2double(int hi, int lo) {
  return detail::bit_cast<double>(static_cast<uint64_t>(static_cast<uint32_t>(hi)) << 32 |
                                  static_cast<uint32_t>(lo));
}

} // namespace npu

#endif
