// SPDX-License-Identifier: Apache-2.0
// Warp instructions whose operands differ from those of the functions in npu/warp.h, and barriers.
#ifndef NPU_PTX_WARP_H
#define NPU_PTX_WARP_H

#include "npu/ptx/types.h"
#include "npu/warp.h"

namespace npu {
namespace ptx {

// shfl: `c` packs the segment mask (bits 8 to 12) and the bound of the segment (bits 0 to 4). `valid` tells
// whether the source lane lies within the bound; else the value is the own one.
namespace detail {
struct lanes {
  unsigned self, first, last;
  explicit lanes(uint32_t c)
      : self(npu::detail::lane_index()), first(self & (c >> 8 & 31u)), last(first | (c & ~(c >> 8) & 31u)) {}
};
inline b32 shuffle(b32 a, unsigned source, bool in_range, unsigned self, unsigned mask, pred *valid) {
  if (valid)
    *valid = in_range;
  return npu::detail::shuffle(mask, a.value(), in_range ? source : self);
}
} // namespace detail
inline b32 shfl_up(b32 a, u32 b, u32 c, u32 mask, pred *valid = nullptr) {
  const detail::lanes at(c.value());
  const int source = static_cast<int>(at.self) - static_cast<int>(b.value() & 31u);
  return detail::shuffle(a, static_cast<unsigned>(source), source >= static_cast<int>(at.last), at.self,
                         mask.value(), valid);
}
inline b32 shfl_down(b32 a, u32 b, u32 c, u32 mask, pred *valid = nullptr) {
  const detail::lanes at(c.value());
  const unsigned source = at.self + (b.value() & 31u);
  return detail::shuffle(a, source, source <= at.last, at.self, mask.value(), valid);
}
inline b32 shfl_bfly(b32 a, u32 b, u32 c, u32 mask, pred *valid = nullptr) {
  const detail::lanes at(c.value());
  const unsigned source = at.self ^ (b.value() & 31u);
  return detail::shuffle(a, source, source <= at.last, at.self, mask.value(), valid);
}
inline b32 shfl_idx(b32 a, u32 b, u32 c, u32 mask, pred *valid = nullptr) {
  const detail::lanes at(c.value());
  const unsigned source = at.first | (b.value() & ~(c.value() >> 8) & 31u);
  return detail::shuffle(a, source, source <= at.last, at.self, mask.value(), valid);
}

template <class R> inline b32 match_any(R a, u32 mask) {
  return npu::match_any_sync(mask.value(), a.value());
}
template <class R> inline b32 match_all(R a, u32 mask, pred *same) {
  int all;
  const unsigned lanes = npu::match_all_sync(mask.value(), a.value(), &all);
  *same = all != 0;
  return lanes;
}

// redux.sync: sums of signed numbers wrap as those of unsigned ones do.
#define NPU_DETAIL_PTX_REDUX(name)                                                                           \
  template <class R> inline R redux_##name(R a, u32 mask) {                                                  \
    return static_cast<typename R::value_type>(npu::reduce_##name##_sync(mask.value(), a.value()));          \
  }
NPU_DETAIL_PTX_REDUX(add)
NPU_DETAIL_PTX_REDUX(min)
NPU_DETAIL_PTX_REDUX(max)
NPU_DETAIL_PTX_REDUX(and)
NPU_DETAIL_PTX_REDUX(or)
NPU_DETAIL_PTX_REDUX(xor)
#undef NPU_DETAIL_PTX_REDUX

// One lane of the mask is chosen, the lowest.
inline u32 elect(u32 mask, pred *chosen) {
  npu::syncwarp(mask.value());
  const unsigned leader = static_cast<unsigned>(__builtin_ctz(mask.value()));
  *chosen = npu::detail::lane_index() == leader;
  return leader;
}

inline void bar_arrive(unsigned id, unsigned count) { npu::detail::named_barrier_arrive(id, count); }

// Dependent grids start when the grid before them has ended, so there is nothing to wait for or to signal.
inline void griddepcontrol_wait() {}
inline void griddepcontrol_launch_dependents() {}
// The number of registers is no matter.
inline void setmaxnreg(unsigned) {}

} // namespace ptx
} // namespace npu

#endif
