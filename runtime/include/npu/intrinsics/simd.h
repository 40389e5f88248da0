// SPDX-License-Identifier: Apache-2.0
// SIMD within a word: an unsigned holds two 16-bit lanes (suffix 2) or four 8-bit lanes (suffix 4). Letters
// before the suffix: s signed lanes, u unsigned lanes, ss/us signed/unsigned with saturation; without a
// letter, modulo arithmetic. Also the max/min combinations of dynamic programming (viaddmax, vimax3, ...).
// All are exact.
#ifndef NPU_INTRINSICS_SIMD_H
#define NPU_INTRINSICS_SIMD_H

#include <stdint.h>

namespace npu {
namespace detail {

template <class Lane> inline int lane(unsigned word, int i) {
  return static_cast<Lane>(word >> (i * 8 * static_cast<int>(sizeof(Lane))));
}
template <class Lane> inline unsigned place(int value, int i) {
  constexpr int bits = 8 * static_cast<int>(sizeof(Lane));
  return (static_cast<unsigned>(value) & ((1u << bits) - 1)) << (i * bits);
}

// Op::apply on each lane, or each pair of lanes.
template <class Lane, class Op> inline unsigned map_lanes(unsigned a) {
  unsigned result = 0;
  for (int i = 0; i < static_cast<int>(4 / sizeof(Lane)); ++i)
    result |= place<Lane>(Op::template apply<Lane>(lane<Lane>(a, i)), i);
  return result;
}
template <class Lane, class Op> inline unsigned map_lanes(unsigned a, unsigned b) {
  unsigned result = 0;
  for (int i = 0; i < static_cast<int>(4 / sizeof(Lane)); ++i)
    result |= place<Lane>(Op::template apply<Lane>(lane<Lane>(a, i), lane<Lane>(b, i)), i);
  return result;
}
// The sum of Op::apply over all pairs of lanes.
template <class Lane, class Op> inline unsigned sum_lanes(unsigned a, unsigned b) {
  unsigned result = 0;
  for (int i = 0; i < static_cast<int>(4 / sizeof(Lane)); ++i)
    result += static_cast<unsigned>(Op::template apply<Lane>(lane<Lane>(a, i), lane<Lane>(b, i)));
  return result;
}

// The value of the lane type that is nearest to x.
template <class Lane> inline int saturate_lane(int x) {
  constexpr bool is_signed = static_cast<Lane>(-1) < 0;
  constexpr int range = 1 << (8 * static_cast<int>(sizeof(Lane)));
  constexpr int low = is_signed ? -range / 2 : 0, high = is_signed ? range / 2 - 1 : range - 1;
  return x < low ? low : x > high ? high : x;
}

#define NPU_DETAIL_LANE_OP1(name, expression)                                                                \
  struct name {                                                                                              \
    template <class Lane> static int apply(int a) { return expression; }                                     \
  };
#define NPU_DETAIL_LANE_OP2(name, expression)                                                                \
  struct name {                                                                                              \
    template <class Lane> static int apply(int a, int b) { return expression; }                              \
  };
NPU_DETAIL_LANE_OP1(lane_abs, a < 0 ? -a : a)
NPU_DETAIL_LANE_OP1(lane_abs_saturated, saturate_lane<Lane>(a < 0 ? -a : a))
NPU_DETAIL_LANE_OP1(lane_neg, -a)
NPU_DETAIL_LANE_OP1(lane_neg_saturated, saturate_lane<Lane>(-a))
NPU_DETAIL_LANE_OP2(lane_add, a + b)
NPU_DETAIL_LANE_OP2(lane_add_saturated, saturate_lane<Lane>(a + b))
NPU_DETAIL_LANE_OP2(lane_sub, a - b)
NPU_DETAIL_LANE_OP2(lane_sub_saturated, saturate_lane<Lane>(a - b))
NPU_DETAIL_LANE_OP2(lane_abs_difference, a < b ? b - a : a - b)
NPU_DETAIL_LANE_OP2(lane_average, a + b < 0 ? (a + b) >> 1 : (a + b + 1) >> 1)
NPU_DETAIL_LANE_OP2(lane_half_sum, (a + b) >> 1)
NPU_DETAIL_LANE_OP2(lane_max, a > b ? a : b)
NPU_DETAIL_LANE_OP2(lane_min, a < b ? a : b)
NPU_DETAIL_LANE_OP2(lane_eq, a == b)
NPU_DETAIL_LANE_OP2(lane_ne, a != b)
NPU_DETAIL_LANE_OP2(lane_ge, a >= b)
NPU_DETAIL_LANE_OP2(lane_gt, a > b)
NPU_DETAIL_LANE_OP2(lane_le, a <= b)
NPU_DETAIL_LANE_OP2(lane_lt, a < b)
#undef NPU_DETAIL_LANE_OP1
#undef NPU_DETAIL_LANE_OP2

// All bits of the lanes whose comparison holds.
template <class Op> struct lane_mask {
  template <class Lane> static int apply(int a, int b) { return -Op::template apply<Lane>(a, b); }
};

} // namespace detail

#define NPU_DETAIL_VECTOR1(name, kind, op)                                                                   \
  inline unsigned name##2(unsigned a) { return detail::map_lanes<kind##16_t, detail::op>(a); }               \
  inline unsigned name##4(unsigned a) { return detail::map_lanes<kind##8_t, detail::op>(a); }
#define NPU_DETAIL_VECTOR2(name, kind, op)                                                                   \
  inline unsigned name##2(unsigned a, unsigned b) {                                                          \
    return detail::map_lanes<kind##16_t, detail::op>(a, b);                                                  \
  }                                                                                                          \
  inline unsigned name##4(unsigned a, unsigned b) { return detail::map_lanes<kind##8_t, detail::op>(a, b); }

// Absolute value and negation; without saturation the most negative lane stays as it is.
NPU_DETAIL_VECTOR1(vabs, int, lane_abs)
NPU_DETAIL_VECTOR1(vabsss, int, lane_abs_saturated)
NPU_DETAIL_VECTOR1(vneg, int, lane_neg)
NPU_DETAIL_VECTOR1(vnegss, int, lane_neg_saturated)

NPU_DETAIL_VECTOR2(vadd, uint, lane_add)
NPU_DETAIL_VECTOR2(vaddss, int, lane_add_saturated)
NPU_DETAIL_VECTOR2(vaddus, uint, lane_add_saturated)
NPU_DETAIL_VECTOR2(vsub, uint, lane_sub)
NPU_DETAIL_VECTOR2(vsubss, int, lane_sub_saturated)
NPU_DETAIL_VECTOR2(vsubus, uint, lane_sub_saturated)
NPU_DETAIL_VECTOR2(vabsdiffs, int, lane_abs_difference)
NPU_DETAIL_VECTOR2(vabsdiffu, uint, lane_abs_difference)
NPU_DETAIL_VECTOR2(vmaxs, int, lane_max)
NPU_DETAIL_VECTOR2(vmaxu, uint, lane_max)
NPU_DETAIL_VECTOR2(vmins, int, lane_min)
NPU_DETAIL_VECTOR2(vminu, uint, lane_min)

// Averages: vavg rounds halves away from zero, vhadd down.
NPU_DETAIL_VECTOR2(vavgs, int, lane_average)
NPU_DETAIL_VECTOR2(vavgu, uint, lane_average)
NPU_DETAIL_VECTOR2(vhaddu, uint, lane_half_sum)

// Comparisons: vcmp gives all bits of the lane, vset gives 1.
#define NPU_DETAIL_COMPARE(suffix, kind, op)                                                                 \
  NPU_DETAIL_VECTOR2(vset##suffix, kind, op)                                                                 \
  NPU_DETAIL_VECTOR2(vcmp##suffix, kind, lane_mask<detail::op>)
NPU_DETAIL_COMPARE(eq, uint, lane_eq)
NPU_DETAIL_COMPARE(ne, uint, lane_ne)
NPU_DETAIL_COMPARE(ges, int, lane_ge)
NPU_DETAIL_COMPARE(geu, uint, lane_ge)
NPU_DETAIL_COMPARE(gts, int, lane_gt)
NPU_DETAIL_COMPARE(gtu, uint, lane_gt)
NPU_DETAIL_COMPARE(les, int, lane_le)
NPU_DETAIL_COMPARE(leu, uint, lane_le)
NPU_DETAIL_COMPARE(lts, int, lane_lt)
NPU_DETAIL_COMPARE(ltu, uint, lane_lt)
#undef NPU_DETAIL_COMPARE
#undef NPU_DETAIL_VECTOR1
#undef NPU_DETAIL_VECTOR2

// Sum of the absolute differences of all lanes.
inline unsigned vsads2(unsigned a, unsigned b) {
  return detail::sum_lanes<int16_t, detail::lane_abs_difference>(a, b);
}
inline unsigned vsadu2(unsigned a, unsigned b) {
  return detail::sum_lanes<uint16_t, detail::lane_abs_difference>(a, b);
}
inline unsigned vsads4(unsigned a, unsigned b) {
  return detail::sum_lanes<int8_t, detail::lane_abs_difference>(a, b);
}
inline unsigned vsadu4(unsigned a, unsigned b) {
  return detail::sum_lanes<uint8_t, detail::lane_abs_difference>(a, b);
}

// Dynamic programming. NAME is max or min:
//   viaddNAME(a, b, c) = NAME(a + b, c), the sum modulo 2^bits     viNAME3(a, b, c) = NAME(a, b, c)
//   viNAME_relu(a, b) = max(NAME(a, b), 0)     _relu elsewhere: the result is at least 0
//   vibNAME(a, b, &first) = NAME(a, b); first tells whether a was taken (a >= b for max, a <= b for min)
#define NPU_DETAIL_DYNAMIC(NAME, relation)                                                                   \
  inline int vi##NAME##_s32_relu(int a, int b) {                                                             \
    const int r = a relation b ? a : b;                                                                      \
    return r > 0 ? r : 0;                                                                                    \
  }                                                                                                          \
  inline int vi##NAME##3_s32(int a, int b, int c) {                                                          \
    const int r = a relation b ? a : b;                                                                      \
    return r relation c ? r : c;                                                                             \
  }                                                                                                          \
  inline int vi##NAME##3_s32_relu(int a, int b, int c) {                                                     \
    return vi##NAME##_s32_relu(a relation b ? a : b, c);                                                     \
  }                                                                                                          \
  inline unsigned vi##NAME##3_u32(unsigned a, unsigned b, unsigned c) {                                      \
    const unsigned r = a relation b ? a : b;                                                                 \
    return r relation c ? r : c;                                                                             \
  }                                                                                                          \
  inline int viadd##NAME##_s32(int a, int b, int c) {                                                        \
    const int sum = static_cast<int>(static_cast<unsigned>(a) + static_cast<unsigned>(b));                   \
    return sum relation c ? sum : c;                                                                         \
  }                                                                                                          \
  inline int viadd##NAME##_s32_relu(int a, int b, int c) {                                                   \
    const int r = viadd##NAME##_s32(a, b, c);                                                                \
    return r > 0 ? r : 0;                                                                                    \
  }                                                                                                          \
  inline unsigned viadd##NAME##_u32(unsigned a, unsigned b, unsigned c) {                                    \
    return a + b relation c ? a + b : c;                                                                     \
  }                                                                                                          \
  inline unsigned vi##NAME##_s16x2_relu(unsigned a, unsigned b) { return vmaxs2(v##NAME##s2(a, b), 0); }     \
  inline unsigned vi##NAME##3_s16x2(unsigned a, unsigned b, unsigned c) {                                    \
    return v##NAME##s2(v##NAME##s2(a, b), c);                                                                \
  }                                                                                                          \
  inline unsigned vi##NAME##3_s16x2_relu(unsigned a, unsigned b, unsigned c) {                               \
    return vmaxs2(vi##NAME##3_s16x2(a, b, c), 0);                                                            \
  }                                                                                                          \
  inline unsigned vi##NAME##3_u16x2(unsigned a, unsigned b, unsigned c) {                                    \
    return v##NAME##u2(v##NAME##u2(a, b), c);                                                                \
  }                                                                                                          \
  inline unsigned viadd##NAME##_s16x2(unsigned a, unsigned b, unsigned c) {                                  \
    return v##NAME##s2(vadd2(a, b), c);                                                                      \
  }                                                                                                          \
  inline unsigned viadd##NAME##_s16x2_relu(unsigned a, unsigned b, unsigned c) {                             \
    return vmaxs2(viadd##NAME##_s16x2(a, b, c), 0);                                                          \
  }                                                                                                          \
  inline unsigned viadd##NAME##_u16x2(unsigned a, unsigned b, unsigned c) {                                  \
    return v##NAME##u2(vadd2(a, b), c);                                                                      \
  }                                                                                                          \
  inline int vib##NAME##_s32(int a, int b, bool *first) {                                                    \
    *first = a relation## = b;                                                                               \
    return a relation b ? a : b;                                                                             \
  }                                                                                                          \
  inline unsigned vib##NAME##_u32(unsigned a, unsigned b, bool *first) {                                     \
    *first = a relation## = b;                                                                               \
    return a relation b ? a : b;                                                                             \
  }                                                                                                          \
  inline unsigned vib##NAME##_s16x2(unsigned a, unsigned b, bool *high_first, bool *low_first) {             \
    *high_first = detail::lane<int16_t>(a, 1) relation## = detail::lane<int16_t>(b, 1);                      \
    *low_first = detail::lane<int16_t>(a, 0) relation## = detail::lane<int16_t>(b, 0);                       \
    return v##NAME##s2(a, b);                                                                                \
  }                                                                                                          \
  inline unsigned vib##NAME##_u16x2(unsigned a, unsigned b, bool *high_first, bool *low_first) {             \
    *high_first = detail::lane<uint16_t>(a, 1) relation## = detail::lane<uint16_t>(b, 1);                    \
    *low_first = detail::lane<uint16_t>(a, 0) relation## = detail::lane<uint16_t>(b, 0);                     \
    return v##NAME##u2(a, b);                                                                                \
  }
NPU_DETAIL_DYNAMIC(max, >)
NPU_DETAIL_DYNAMIC(min, <)
#undef NPU_DETAIL_DYNAMIC

} // namespace npu

#endif
