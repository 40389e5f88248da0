// SPDX-License-Identifier: Apache-2.0
// Representations: reinterpretation of bits, 128-bit integers, neighbouring floating-point numbers.
#ifndef NPU_DETAIL_BITS_H
#define NPU_DETAIL_BITS_H

#include <stdint.h>

namespace npu {
namespace detail {

__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

// The object representation of `from` read as a To of the same size.
template <class To, class From> inline To bit_cast(const From &from) {
  static_assert(sizeof(To) == sizeof(From), "bit_cast needs types of the same size");
  To to;
  __builtin_memcpy(&to, &from, sizeof(To));
  return to;
}

// The unsigned integer of the same size as a floating-point type.
template <class F> struct bits_of;
template <> struct bits_of<float> {
  using type = uint32_t;
};
template <> struct bits_of<double> {
  using type = uint64_t;
};

// The neighbour of x above it: -0 and +0 go to the smallest positive number, the largest finite number to
// infinity; +infinity and NaN stay.
template <class F> inline F next_up(F x) {
  using U = typename bits_of<F>::type;
  if (!(x < static_cast<F>(__builtin_inf())))
    return x;
  if (x == 0)
    return bit_cast<F>(U(1));
  const U bits = bit_cast<U>(x);
  return bit_cast<F>(x > 0 ? U(bits + 1) : U(bits - 1));
}

template <class F> inline F next_down(F x) { return -next_up(-x); }

} // namespace detail
} // namespace npu

#endif
