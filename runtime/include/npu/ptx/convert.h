// SPDX-License-Identifier: Apache-2.0
// Conversions: cvt_rzi<s32(f32)>(x) is cvt.rzi.s32.f32, the type in front made of the one in parentheses.
#ifndef NPU_PTX_CONVERT_H
#define NPU_PTX_CONVERT_H

#include "npu/intrinsics/convert.h"
#include "npu/ptx/floating.h"

namespace npu {
namespace ptx {
namespace detail {

template <class Signature> struct conversion;
template <class D, class S> struct conversion<D(S)> {
  using to = D;
  using from = S;
};
template <class Signature> using to = typename conversion<Signature>::to;
template <class Signature> using from = typename conversion<Signature>::from;

template <npu::detail::rounding M, class To, class From> inline To rounded(From x) {
  namespace d = npu::detail;
  if constexpr (is_small<From> && !std::is_same<To, From>::value) {
    return rounded<M, To>(static_cast<float>(x));
  } else if constexpr (is_small<To>) {
    if constexpr (is_integer<From>)
      return To(static_cast<float>(x));
    else
      return To(x);
  } else if constexpr (is_integer<To> && is_integer<From>) {
    return static_cast<To>(x);
  } else if constexpr (is_integer<To>) {
    return d::float_to_integer<M, To>(x);
  } else if constexpr (is_integer<From>) {
    return d::integer_to_float<M, To>(x);
  } else if constexpr (sizeof(To) < sizeof(From)) {
    return d::double_to_float<M, To>(x);
  } else {
    return static_cast<To>(x);
  }
}

} // namespace detail

// Integers, and floating-point numbers to wider ones.
template <class Signature> inline detail::to<Signature> cvt(detail::from<Signature> a) {
  return detail::rounded<npu::detail::rounding::nearest, detail::value<detail::to<Signature>>>(a.value());
}
// Integers that stay within the new type; floating-point numbers within [0, 1].
template <class Signature> inline detail::to<Signature> cvt_sat(detail::from<Signature> a) {
  using T = detail::value<detail::to<Signature>>;
  if constexpr (detail::is_integer<T>) {
    const npu::detail::int128 x = a.value(), low = std::numeric_limits<T>::min(),
                              high = std::numeric_limits<T>::max();
    return static_cast<T>(x < low ? low : x > high ? high : x);
  } else {
    return saturate<detail::to<Signature>>(cvt<Signature>(a));
  }
}
// With a rounding mode: to floating-point numbers (rn, rz, rm, rp), to integers or whole numbers (with i).
#define NPU_DETAIL_PTX_CVT(suffix, R)                                                                        \
  template <class Signature> inline detail::to<Signature> cvt_##suffix(detail::from<Signature> a) {          \
    return detail::rounded<R, detail::value<detail::to<Signature>>>(a.value());                              \
  }                                                                                                          \
  template <class Signature> inline detail::to<Signature> cvt_##suffix##i(detail::from<Signature> a) {       \
    if constexpr (std::is_same<detail::to<Signature>, detail::from<Signature>>::value)                       \
      return npu::detail::round_integral<R>(a.value());                                                      \
    else                                                                                                     \
      return detail::rounded<R, detail::value<detail::to<Signature>>>(a.value());                            \
  }
NPU_DETAIL_PTX_CVT(rn, npu::detail::rounding::nearest)
NPU_DETAIL_PTX_CVT(rz, npu::detail::rounding::zero)
NPU_DETAIL_PTX_CVT(rm, npu::detail::rounding::down)
NPU_DETAIL_PTX_CVT(rp, npu::detail::rounding::up)
#undef NPU_DETAIL_PTX_CVT

// Two numbers to a pair; the first becomes the upper half.
template <class R> inline R cvt_rn_pair(f32 upper, f32 lower) {
  using T = detail::value<R>;
  return T(decltype(T().x)(lower.value()), decltype(T().x)(upper.value()));
}
// tf32: a float whose lower 13 bits do not count; ties go away from zero.
inline b32 cvt_rna_tf32(f32 a) {
  const uint32_t bits = b32(a).value();
  return a.value() - a.value() != 0 ? bits : (bits + 0x1000u) & 0xffffe000u;
}

} // namespace ptx
} // namespace npu

#endif
