// SPDX-License-Identifier: Apache-2.0
// cuda/functional: function objects, and lambdas that say what they return.
#ifndef NPU_LIBCU_FUNCTIONAL_H
#define NPU_LIBCU_FUNCTIONAL_H

#include "npu/detail/macros_aside.inc"

#include "npu/libcu/std.h"

namespace npu {
namespace libcu {

namespace detail {
template <class Result, class Function> struct function_returning : Function {
  using result_type = Result;
  constexpr explicit function_returning(Function function) : Function(static_cast<Function &&>(function)) {}
};
} // namespace detail

/// A class' object that is called as \p function is; compilers for devices cannot ask an extended lambda what
/// it returns.
template <class Result, class Function>
constexpr detail::function_returning<Result, Function> proclaim_return_type(Function function) {
  return detail::function_returning<Result, Function>(static_cast<Function &&>(function));
}

template <class T = void> struct maximum {
  constexpr T operator()(const T &a, const T &b) const { return a < b ? b : a; }
};
template <> struct maximum<void> {
  template <class T, class U> constexpr auto operator()(const T &a, const U &b) const {
    return a < b ? b : a;
  }
};
template <class T = void> struct minimum {
  constexpr T operator()(const T &a, const T &b) const { return b < a ? b : a; }
};
template <> struct minimum<void> {
  template <class T, class U> constexpr auto operator()(const T &a, const U &b) const {
    return b < a ? b : a;
  }
};

} // namespace libcu
} // namespace npu

#include "npu/detail/macros_restored.inc"

#endif
