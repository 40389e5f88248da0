// SPDX-License-Identifier: Apache-2.0
// Instructions that serve integers and floating-point numbers alike, and the floating-point ones.
//
// f32 and f64 are exact as PTX says them, in every rounding mode (rn, rz, rm = down, rp = up). half and
// bfloat16 are computed in float and rounded once. The approximations (.approx, .full) are those of the C
// library, closer than the device's.
#ifndef NPU_PTX_FLOATING_H
#define NPU_PTX_FLOATING_H

#include "npu/math/fast.h"
#include "npu/math/functions.h"
#include "npu/math/rounding.h"
#include "npu/ptx/integer.h"

#include <math.h>
#include <string.h>

namespace npu {
namespace ptx {
namespace detail {

// Applies an operation to numbers in the type they are computed in, pairs half by half.
template <class T, class F> inline T each(F f, T a) {
  if constexpr (is_pair<T>)
    return T(each(f, a.x), each(f, a.y));
  else if constexpr (is_small<T>)
    return T(f(static_cast<float>(a)));
  else
    return f(a);
}
template <class T, class F> inline T each(F f, T a, T b) {
  if constexpr (is_pair<T>)
    return T(each(f, a.x, b.x), each(f, a.y, b.y));
  else if constexpr (is_small<T>)
    return T(f(static_cast<float>(a), static_cast<float>(b)));
  else
    return f(a, b);
}
template <class T> inline T fused(T a, T b, T c) {
  if constexpr (is_pair<T>)
    return T(fused(a.x, b.x, c.x), fused(a.y, b.y, c.y));
  else if constexpr (is_small<T>)
    return T(npu::detail::sticky_fma(static_cast<float>(a), static_cast<float>(b), static_cast<float>(c)));
  else
    return npu::detail::nearest_fma(a, b, c);
}

// Subnormal numbers become zeros of their sign.
inline float flush(float x) { return fabsf(x) < 1.17549435e-38f ? copysignf(0.0f, x) : x; }
template <class T> inline T flush(T x) { return x; }

} // namespace detail

// x without subnormal numbers: what .ftz does to operands and results.
template <class R> inline R ftz(R x) { return detail::flush(x.value()); }

// --- both kinds ---

#define NPU_DETAIL_PTX_SUM(name, operation)                                                                  \
  template <class R> inline R name(R a, R b) {                                                               \
    using T = detail::value<R>;                                                                              \
    if constexpr (detail::is_integer<T>)                                                                     \
      return static_cast<T>(static_cast<detail::bits<R>>(a.value())                                          \
                                operation static_cast<detail::bits<R>>(b.value()));                          \
    else                                                                                                     \
      return detail::each([](auto x, auto y) { return npu::detail::unfused(x operation y); }, a.value(),     \
                          b.value());                                                                        \
  }
NPU_DETAIL_PTX_SUM(add, +)
NPU_DETAIL_PTX_SUM(sub, -)
NPU_DETAIL_PTX_SUM(mul, *)
#undef NPU_DETAIL_PTX_SUM

template <class R> inline R neg(R a) {
  using T = detail::value<R>;
  if constexpr (detail::is_integer<T>)
    return static_cast<T>(0 - static_cast<detail::bits<R>>(a.value()));
  else
    return detail::each([](auto x) { return -x; }, a.value());
}
template <class R> inline R abs(R a) {
  using T = detail::value<R>;
  if constexpr (detail::is_integer<T>)
    return a.value() < 0 ? neg<R>(a) : a;
  else
    return detail::each([](auto x) { return static_cast<decltype(x)>(__builtin_fabs(x)); }, a.value());
}
namespace detail {
// What instructions give that make a NaN.
inline float canonical_nan(float) {
  const uint32_t bits = 0x7fffffff;
  float nan;
  memcpy(&nan, &bits, sizeof nan);
  return nan;
}
inline double canonical_nan(double) { return __builtin_nan(""); }
} // namespace detail

// Of a number and a NaN the number; with NaN in the name a NaN.
template <class R> inline R min(R a, R b) {
  if constexpr (detail::is_integer<detail::value<R>>)
    return b.value() < a.value() ? b : a;
  else
    return detail::each(
        [](auto x, auto y) {
          return x != x ? y : y != y ? x : x < y || (x == y && __builtin_signbit(x)) ? x : y;
        },
        a.value(), b.value());
}
template <class R> inline R max(R a, R b) {
  if constexpr (detail::is_integer<detail::value<R>>)
    return b.value() > a.value() ? b : a;
  else
    return detail::each(
        [](auto x, auto y) {
          return x != x ? y : y != y ? x : x > y || (x == y && !__builtin_signbit(x)) ? x : y;
        },
        a.value(), b.value());
}
template <class R> inline R min_NaN(R a, R b) {
  return detail::each(
      [](auto x, auto y) {
        return x != x || y != y                            ? detail::canonical_nan(x)
               : x < y || (x == y && __builtin_signbit(x)) ? x
                                                           : y;
      },
      a.value(), b.value());
}
template <class R> inline R max_NaN(R a, R b) {
  return detail::each(
      [](auto x, auto y) {
        return x != x || y != y                             ? detail::canonical_nan(x)
               : x > y || (x == y && !__builtin_signbit(x)) ? x
                                                            : y;
      },
      a.value(), b.value());
}
// Negative results become 0.
template <class R> inline R min_relu(R a, R b) {
  return max<R>(min<R>(a, b), R(static_cast<detail::value<R>>(0)));
}
template <class R> inline R max_relu(R a, R b) {
  return max<R>(max<R>(a, b), R(static_cast<detail::value<R>>(0)));
}

// --- floating point ---

// a * b + c, rounded once.
template <class R> inline R fma(R a, R b, R c) { return detail::fused(a.value(), b.value(), c.value()); }
template <class R> inline R fma_relu(R a, R b, R c) {
  return max<R>(fma<R>(a, b, c), R(static_cast<detail::value<R>>(0)));
}
// 0 to 1; NaN gives 0.
template <class R> inline R saturate(R a) {
  return detail::each([](auto x) { return x >= 0 ? x < 1 ? x : decltype(x)(1) : decltype(x)(0); }, a.value());
}

#define NPU_DETAIL_PTX_ROUNDED(suffix, R_)                                                                   \
  template <class R> inline R add_##suffix(R a, R b) { return npu::detail::add<R_>(a.value(), b.value()); }  \
  template <class R> inline R sub_##suffix(R a, R b) { return npu::detail::add<R_>(a.value(), -b.value()); } \
  template <class R> inline R mul_##suffix(R a, R b) {                                                       \
    return npu::detail::multiply<R_>(a.value(), b.value());                                                  \
  }                                                                                                          \
  template <class R> inline R fma_##suffix(R a, R b, R c) {                                                  \
    return npu::detail::fused<R_>(a.value(), b.value(), c.value());                                          \
  }                                                                                                          \
  template <class R> inline R div_##suffix(R a, R b) {                                                       \
    return npu::detail::divide<R_>(a.value(), b.value());                                                    \
  }                                                                                                          \
  template <class R> inline R rcp_##suffix(R a) {                                                            \
    return npu::detail::divide<R_>(detail::value<R>(1), a.value());                                          \
  }                                                                                                          \
  template <class R> inline R sqrt_##suffix(R a) { return npu::detail::square_root<R_>(a.value()); }
NPU_DETAIL_PTX_ROUNDED(rn, npu::detail::rounding::nearest)
NPU_DETAIL_PTX_ROUNDED(rz, npu::detail::rounding::zero)
NPU_DETAIL_PTX_ROUNDED(rm, npu::detail::rounding::down)
NPU_DETAIL_PTX_ROUNDED(rp, npu::detail::rounding::up)
#undef NPU_DETAIL_PTX_ROUNDED

#define NPU_DETAIL_PTX_FUNCTION(name, expression)                                                            \
  template <class R> inline R name(R a) {                                                                    \
    return detail::each([](auto x) { return expression; }, a.value());                                       \
  }
NPU_DETAIL_PTX_FUNCTION(rcp, 1 / x)
NPU_DETAIL_PTX_FUNCTION(sqrt, npu::detail::nearest_sqrt(x))
NPU_DETAIL_PTX_FUNCTION(rsqrt, 1 / npu::detail::nearest_sqrt(x))
NPU_DETAIL_PTX_FUNCTION(ex2, ::exp2f(x))
NPU_DETAIL_PTX_FUNCTION(lg2, ::log2f(x))
NPU_DETAIL_PTX_FUNCTION(sin, ::sinf(x))
NPU_DETAIL_PTX_FUNCTION(cos, ::cosf(x))
NPU_DETAIL_PTX_FUNCTION(tanh, ::tanhf(x))
#undef NPU_DETAIL_PTX_FUNCTION

// b with the sign of a.
template <class R> inline R copysign(R a, R b) {
  return detail::each([](auto x, auto y) { return static_cast<decltype(x)>(__builtin_copysign(x, y)); },
                      b.value(), a.value());
}

template <class R> inline pred testp_finite(R a) { return __builtin_isfinite(a.value()); }
template <class R> inline pred testp_infinite(R a) { return __builtin_isinf(a.value()); }
template <class R> inline pred testp_number(R a) { return !__builtin_isnan(a.value()); }
template <class R> inline pred testp_notanumber(R a) { return __builtin_isnan(a.value()); }
template <class R> inline pred testp_normal(R a) { return __builtin_isnormal(a.value()); }
template <class R> inline pred testp_subnormal(R a) {
  return a.value() != 0 && __builtin_isfinite(a.value()) && !__builtin_isnormal(a.value());
}

// --- comparisons ---

// Those that end in u are true for a NaN, too. lo, ls, hi and hs are the unsigned ones.
namespace detail {
template <class R> inline auto comparable(R a) {
  if constexpr (is_small<value<R>>)
    return static_cast<float>(a.value());
  else
    return a.value();
}
template <class T> inline bool unordered(T a, T b) { return a != a || b != b; }
} // namespace detail
#define NPU_DETAIL_PTX_COMPARE(name, expression)                                                             \
  template <class R> inline pred setp_##name(R a, R b) {                                                     \
    const auto x = detail::comparable(a), y = detail::comparable(b);                                         \
    return expression;                                                                                       \
  }
NPU_DETAIL_PTX_COMPARE(eq, x == y)
NPU_DETAIL_PTX_COMPARE(ne, x != y && !detail::unordered(x, y))
NPU_DETAIL_PTX_COMPARE(lt, x < y)
NPU_DETAIL_PTX_COMPARE(le, x <= y)
NPU_DETAIL_PTX_COMPARE(gt, x > y)
NPU_DETAIL_PTX_COMPARE(ge, x >= y)
NPU_DETAIL_PTX_COMPARE(lo, x < y)
NPU_DETAIL_PTX_COMPARE(ls, x <= y)
NPU_DETAIL_PTX_COMPARE(hi, x > y)
NPU_DETAIL_PTX_COMPARE(hs, x >= y)
NPU_DETAIL_PTX_COMPARE(equ, x == y || detail::unordered(x, y))
NPU_DETAIL_PTX_COMPARE(neu, x != y)
NPU_DETAIL_PTX_COMPARE(ltu, !(x >= y))
NPU_DETAIL_PTX_COMPARE(leu, !(x > y))
NPU_DETAIL_PTX_COMPARE(gtu, !(x <= y))
NPU_DETAIL_PTX_COMPARE(geu, !(x < y))
NPU_DETAIL_PTX_COMPARE(num, !detail::unordered(x, y))
NPU_DETAIL_PTX_COMPARE(nan, detail::unordered(x, y))
#undef NPU_DETAIL_PTX_COMPARE

} // namespace ptx
} // namespace npu

#endif
