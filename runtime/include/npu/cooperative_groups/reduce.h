// SPDX-License-Identifier: Apache-2.0
// reduce: one value from those of all threads of a tile or coalesced group.
#ifndef NPU_COOPERATIVE_GROUPS_REDUCE_H
#define NPU_COOPERATIVE_GROUPS_REDUCE_H

#include "npu/detail/macros_aside.inc"

#include "npu/cooperative_groups.h"
#include "npu/cooperative_groups/operators.h"

namespace npu {
namespace cooperative_groups {

// op applied to the values of all threads; each thread gets the result. op is associative and commutative.
// The values are combined as a tree, halves against each other, so sums of floating-point numbers are the
// same in every thread and every run.
template <class Group, class T, class Op> inline T reduce(const Group &group, const T &value, Op &&op) {
  detail::gathered<T> values(group, value);
  for (unsigned n = values.count(); n > 1; n = (n + 1) / 2)
    for (unsigned i = 0; i < n / 2; ++i)
      values[i] = op(values[i], values[i + (n + 1) / 2]);
  return values[0];
}

// The same for a tile of several warps: first in each warp, then over the warps in their order.
template <unsigned TileSize, class Parent, class T, class Op>
inline std::enable_if_t<(TileSize > 32), T> reduce(const thread_block_tile<TileSize, Parent> &tile,
                                                   const T &value, Op &&op) {
  return tile.combine_warps(reduce(thread_block_tile<32>(0, 1), value, op), op);
}

} // namespace cooperative_groups
} // namespace npu

#include "npu/detail/macros_restored.inc"

#endif
