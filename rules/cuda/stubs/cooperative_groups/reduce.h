// SPDX-License-Identifier: Apache-2.0
// Reductions over a group.
#ifndef NPUIFY_COOPERATIVE_GROUPS_REDUCE_H
#define NPUIFY_COOPERATIVE_GROUPS_REDUCE_H

#include <npuify/macros_aside.inc>

#include "../cooperative_groups.h"

#ifdef __cplusplus
#pragma clang force_cuda_host_device begin
namespace cooperative_groups {
#define NPUIFY_OPERATOR(NAME)                                                                                \
  template <class T = void> struct NAME {                                                                    \
    T operator()(T a, T b) const;                                                                            \
  };                                                                                                         \
  template <> struct NAME<void> {                                                                            \
    template <class T> T operator()(T a, T b) const;                                                         \
  };
NPUIFY_OPERATOR(plus)
NPUIFY_OPERATOR(less)
NPUIFY_OPERATOR(greater)
NPUIFY_OPERATOR(bit_and)
NPUIFY_OPERATOR(bit_or)
NPUIFY_OPERATOR(bit_xor)
#undef NPUIFY_OPERATOR

template <class Group, class T, class Op> T reduce(const Group &group, T value, Op &&op);
template <class Group, class T> T reduce(const Group &group, T value);
template <class Group, class Dst, class T, class Op>
void reduce_update_async(const Group &group, Dst &destination, T &&value, Op &&op);
template <class Group, class Dst, class T, class Op>
void reduce_store_async(const Group &group, Dst *destination, T &&value, Op &&op);
} // namespace cooperative_groups
#pragma clang force_cuda_host_device end
#endif

#include <npuify/macros_restored.inc>

#endif
