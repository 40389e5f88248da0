// SPDX-License-Identifier: Apache-2.0
// The types of PTX registers.
//
// An operand of inline assembly is a register of bits: an instruction for 32-bit words takes a float as its
// bits and gives a float its bits back, and an instruction for floats may be given an unsigned that holds
// one. So registers convert from and to every scalar type by bits, except that integers convert to integers
// and floating-point numbers to floating-point numbers by value.
#ifndef NPU_PTX_TYPES_H
#define NPU_PTX_TYPES_H

#include "npu/bf16.h"
#include "npu/detail/bits.h"
#include "npu/fp16.h"

#include <stdint.h>

#include <type_traits>

namespace npu {
namespace ptx {
namespace detail {

template <class T> constexpr bool is_integer = std::is_integral<T>::value || std::is_enum<T>::value;

template <class To, class From> inline To convert(From from) {
  if constexpr (std::is_same<To, From>::value || (is_integer<To> && is_integer<From>) ||
                (std::is_floating_point<To>::value && std::is_floating_point<From>::value)) {
    return static_cast<To>(from);
  } else if constexpr (is_integer<From> && sizeof(To) < sizeof(From)) { // a literal that holds bits
    static_assert(sizeof(To) == 2, "the operand is wider than the register");
    return npu::detail::bit_cast<To>(static_cast<uint16_t>(from));
  } else {
    static_assert(sizeof(To) == sizeof(From), "the operand and the register differ in size");
    return npu::detail::bit_cast<To>(from);
  }
}

} // namespace detail

template <class T> class reg {
public:
  using value_type = T;
  reg() = default;
  reg(T value) : value_(value) {}
  template <class A,
            class = typename std::enable_if<std::is_scalar<A>::value && !std::is_same<A, T>::value>::type>
  reg(A a) : value_(detail::convert<T>(a)) {}
  template <class U, class = typename std::enable_if<!std::is_same<U, T>::value>::type>
  reg(reg<U> other) : value_(detail::convert<T>(other.value())) {}

  template <class X,
            class = typename std::enable_if<std::is_scalar<X>::value || std::is_same<X, T>::value>::type>
  operator X() const {
    return detail::convert<X>(value_);
  }
  T value() const { return value_; }

private:
  T value_;
};

using b8 = reg<uint8_t>;
using u8 = reg<uint8_t>;
using s8 = reg<int8_t>;
using b16 = reg<uint16_t>;
using u16 = reg<uint16_t>;
using s16 = reg<int16_t>;
using b32 = reg<uint32_t>;
using u32 = reg<uint32_t>;
using s32 = reg<int32_t>;
using b64 = reg<uint64_t>;
using u64 = reg<uint64_t>;
using s64 = reg<int64_t>;
using f32 = reg<float>;
using f64 = reg<double>;
using f16 = reg<half>;
using f16x2 = reg<half2>;
using bf16 = reg<bfloat16>;
using bf16x2 = reg<bfloat162>;
using pred = bool;

// The numbers that the assembly's literals 0f3f800000 and 0d3ff0000000000000 write as bits.
inline float float_of(uint32_t bits) { return npu::detail::bit_cast<float>(bits); }
inline double double_of(uint64_t bits) { return npu::detail::bit_cast<double>(bits); }

namespace detail {

// The value types of registers, and their unsigned counterparts, in which arithmetic wraps.
template <class R> using value = typename R::value_type;
template <class R> using bits = typename std::make_unsigned<value<R>>::type;
template <class R> constexpr int width = 8 * static_cast<int>(sizeof(value<R>));
// Holds every sum and product of two values of R.
template <class R>
using wide = typename std::conditional<
    std::is_signed<value<R>>::value,
    typename std::conditional<width<R> == 64, npu::detail::int128, int64_t>::type,
    typename std::conditional<width<R> == 64, npu::detail::uint128, uint64_t>::type>::type;

template <class T>
constexpr bool is_pair = std::is_same<T, half2>::value || std::is_same<T, bfloat162>::value;
template <class T> constexpr bool is_small = std::is_same<T, half>::value || std::is_same<T, bfloat16>::value;

} // namespace detail
} // namespace ptx
} // namespace npu

#endif
