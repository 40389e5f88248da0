// SPDX-License-Identifier: Apache-2.0
// Scans: the values of the threads of a tile or coalesced group combined in the order of their ranks.
#ifndef NPU_COOPERATIVE_GROUPS_SCAN_H
#define NPU_COOPERATIVE_GROUPS_SCAN_H

#include "npu/detail/macros_aside.inc"

#include "npu/cooperative_groups.h"
#include "npu/cooperative_groups/operators.h"

namespace npu {
namespace cooperative_groups {

// op over the values of the threads up to and including the calling one.
template <class Group, class T, class Op>
inline T inclusive_scan(const Group &group, const T &value, Op &&op) {
  detail::gathered<T> values(group, value);
  T result = values[0];
  for (unsigned i = 1; i <= values.rank(); ++i)
    result = op(result, values[i]);
  return result;
}
template <class Group, class T> inline T inclusive_scan(const Group &group, const T &value) {
  return inclusive_scan(group, value, plus<T>());
}

// op over the values of the threads below the calling one; T() for the first thread.
template <class Group, class T, class Op>
inline T exclusive_scan(const Group &group, const T &value, Op &&op) {
  detail::gathered<T> values(group, value);
  if (values.rank() == 0)
    return T();
  T result = values[0];
  for (unsigned i = 1; i < values.rank(); ++i)
    result = op(result, values[i]);
  return result;
}
template <class Group, class T> inline T exclusive_scan(const Group &group, const T &value) {
  return exclusive_scan(group, value, plus<T>());
}

} // namespace cooperative_groups
} // namespace npu

#include "npu/detail/macros_restored.inc"

#endif
