// SPDX-License-Identifier: Apache-2.0
// cuda/cmath: arithmetic of sizes.
#ifndef NPU_LIBCU_CMATH_H
#define NPU_LIBCU_CMATH_H

#include "npu/detail/macros_aside.inc"

#include "npu/libcu/std.h"

namespace npu {
namespace libcu {

/// a / b, rounded up. Neither is negative, here and below.
template <class T, class U> constexpr ::std::common_type_t<T, U> ceil_div(T a, U b) {
  using C = ::std::common_type_t<T, U>;
  return static_cast<C>(static_cast<C>(a) / static_cast<C>(b) + (static_cast<C>(a) % static_cast<C>(b) != 0));
}
/// The multiple of b next to a.
template <class T, class U> constexpr ::std::common_type_t<T, U> round_up(T a, U b) {
  using C = ::std::common_type_t<T, U>;
  return static_cast<C>(ceil_div(a, b) * static_cast<C>(b));
}
template <class T, class U> constexpr ::std::common_type_t<T, U> round_down(T a, U b) {
  using C = ::std::common_type_t<T, U>;
  return static_cast<C>(static_cast<C>(a) / static_cast<C>(b) * static_cast<C>(b));
}
template <class T> constexpr bool is_power_of_two(T value) { return value > 0 && (value & (value - 1)) == 0; }
/// The logarithm of a positive number, rounded down.
template <class T> constexpr int ilog2(T value) {
  return 63 - __builtin_clzll(static_cast<unsigned long long>(value));
}

} // namespace libcu
} // namespace npu

#include "npu/detail/macros_restored.inc"

#endif
