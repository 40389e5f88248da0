// SPDX-License-Identifier: Apache-2.0
// Video instructions on whole words: vadd, vsub, vabsdiff, vmin, vmax, vshl, vshr, and on the two halves or
// the four bytes of words: vadd2, ..., vavrg4. vadd<s32(u32, s32)> is vadd.s32.u32.s32.
#ifndef NPU_PTX_VIDEO_H
#define NPU_PTX_VIDEO_H

#include "npu/ptx/integer.h"

namespace npu {
namespace ptx {
namespace detail {

template <class Signature> struct video;
template <class D, class A, class B> struct video<D(A, B)> {
  using to = D;
  using a = A;
  using b = B;
};
template <class Signature> using video_to = typename video<Signature>::to;
template <class Signature> using video_a = typename video<Signature>::a;
template <class Signature> using video_b = typename video<Signature>::b;

inline int64_t average(int64_t a, int64_t b) { // rounded away from zero
  const int64_t sum = a + b;
  return (sum + (sum >= 0)) >> 1;
}

template <class D> inline int64_t clamp_to(int64_t x) {
  const int64_t low = std::numeric_limits<value<D>>::min(), high = std::numeric_limits<value<D>>::max();
  return x < low ? low : x > high ? high : x;
}

// Part `i` of a word, of Bits bits.
template <class R, int Bits> inline int64_t lane(u32 word, int i) {
  const uint32_t part = word.value() >> (Bits * i) & ((1u << Bits) - 1);
  return std::is_signed<value<R>>::value && part >> (Bits - 1)
             ? static_cast<int64_t>(part) - (int64_t(1) << Bits)
             : static_cast<int64_t>(part);
}
template <class D, int Bits> inline int64_t clamp_lane(int64_t x) {
  constexpr bool is_signed = std::is_signed<value<D>>::value;
  const int64_t low = is_signed ? -(int64_t(1) << (Bits - 1)) : 0;
  const int64_t high = (int64_t(1) << (is_signed ? Bits - 1 : Bits)) - 1;
  return x < low ? low : x > high ? high : x;
}
enum class lanes_as { wrapped, saturated, added };

// Without `added` every lane becomes one of the result; with it the sum of all of them, and c, is the result.
template <class Signature, int Bits, lanes_as As, class F>
inline video_to<Signature> lanes_of(F f, u32 a, u32 b, u32 c) {
  uint32_t result = As == lanes_as::added ? c.value() : 0;
  for (int i = 0; i < 32 / Bits; ++i) {
    const int64_t one = f(lane<video_a<Signature>, Bits>(a, i), lane<video_b<Signature>, Bits>(b, i));
    if (As == lanes_as::added)
      result += static_cast<uint32_t>(one);
    else
      result |= (static_cast<uint32_t>(As == lanes_as::saturated ? clamp_lane<video_to<Signature>, Bits>(one)
                                                                 : one) &
                 ((1u << Bits) - 1))
                << (Bits * i);
  }
  return static_cast<value<video_to<Signature>>>(result);
}

} // namespace detail

// The second operation of vadd.add and its like: sum, smaller, larger of the result and c.
template <class R> inline R video_add(R a, R c) { return detail::wrapped_sum<R>(a.value(), c.value()); }
template <class R> inline R video_min(R a, R c) { return a.value() < c.value() ? a : c; }
template <class R> inline R video_max(R a, R c) { return a.value() > c.value() ? a : c; }

#define NPU_DETAIL_PTX_VIDEO(name, expression)                                                               \
  namespace detail {                                                                                         \
  inline int64_t video_##name(int64_t x, int64_t y) { return expression; }                                   \
  }                                                                                                          \
  template <class S> inline detail::video_to<S> v##name(detail::video_a<S> a, detail::video_b<S> b) {        \
    return static_cast<detail::value<detail::video_to<S>>>(detail::video_##name(a.value(), b.value()));      \
  }                                                                                                          \
  template <class S> inline detail::video_to<S> v##name##_sat(detail::video_a<S> a, detail::video_b<S> b) {  \
    return static_cast<detail::value<detail::video_to<S>>>(                                                  \
        detail::clamp_to<detail::video_to<S>>(detail::video_##name(a.value(), b.value())));                  \
  }                                                                                                          \
  NPU_DETAIL_PTX_VIDEO_LANES(name, 2, 16)                                                                    \
  NPU_DETAIL_PTX_VIDEO_LANES(name, 4, 8)
// c is merged in where lanes are masked out, which whole words have none of.
#define NPU_DETAIL_PTX_VIDEO_LANES(name, count, bits)                                                        \
  template <class S> inline detail::video_to<S> v##name##count(u32 a, u32 b, u32 c) {                        \
    return detail::lanes_of<S, bits, detail::lanes_as::wrapped>(detail::video_##name, a, b, c);              \
  }                                                                                                          \
  template <class S> inline detail::video_to<S> v##name##count##_sat(u32 a, u32 b, u32 c) {                  \
    return detail::lanes_of<S, bits, detail::lanes_as::saturated>(detail::video_##name, a, b, c);            \
  }                                                                                                          \
  template <class S> inline detail::video_to<S> v##name##count##_add(u32 a, u32 b, u32 c) {                  \
    return detail::lanes_of<S, bits, detail::lanes_as::added>(detail::video_##name, a, b, c);                \
  }
NPU_DETAIL_PTX_VIDEO(add, x + y)
NPU_DETAIL_PTX_VIDEO(sub, x - y)
NPU_DETAIL_PTX_VIDEO(absdiff, x < y ? y - x : x - y)
NPU_DETAIL_PTX_VIDEO(min, x < y ? x : y)
NPU_DETAIL_PTX_VIDEO(max, x > y ? x : y)
NPU_DETAIL_PTX_VIDEO(avrg, average(x, y))
#undef NPU_DETAIL_PTX_VIDEO
#undef NPU_DETAIL_PTX_VIDEO_LANES

// Shifts, by at most 32 (clamp) or modulo 32 (wrap).
#define NPU_DETAIL_PTX_VIDEO_SHIFT(name, mode, amount, expression)                                           \
  template <class S> inline detail::video_to<S> name##_##mode(detail::video_a<S> a, u32 b) {                 \
    const uint32_t by = amount;                                                                              \
    const int64_t x = a.value();                                                                             \
    return static_cast<detail::value<detail::video_to<S>>>(expression);                                      \
  }
NPU_DETAIL_PTX_VIDEO_SHIFT(vshl, clamp, b.value() > 32 ? 32 : b.value(), static_cast<uint64_t>(x) << by)
NPU_DETAIL_PTX_VIDEO_SHIFT(vshl, wrap, b.value() & 31u, static_cast<uint64_t>(x) << by)
NPU_DETAIL_PTX_VIDEO_SHIFT(vshr, clamp, b.value() > 32 ? 32 : b.value(), x >> by)
NPU_DETAIL_PTX_VIDEO_SHIFT(vshr, wrap, b.value() & 31u, x >> by)
#undef NPU_DETAIL_PTX_VIDEO_SHIFT

} // namespace ptx
} // namespace npu

#endif
