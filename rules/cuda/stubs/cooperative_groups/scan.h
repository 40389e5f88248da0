// SPDX-License-Identifier: Apache-2.0
// Scans over a group.
#ifndef NPUIFY_COOPERATIVE_GROUPS_SCAN_H
#define NPUIFY_COOPERATIVE_GROUPS_SCAN_H

#include <npuify/macros_aside.inc>

#include "reduce.h"

#ifdef __cplusplus
#pragma clang force_cuda_host_device begin
namespace cooperative_groups {
template <class Group, class T> T inclusive_scan(const Group &group, T value);
template <class Group, class T, class Op> T inclusive_scan(const Group &group, T value, Op &&op);
template <class Group, class T> T exclusive_scan(const Group &group, T value);
template <class Group, class T, class Op> T exclusive_scan(const Group &group, T value, Op &&op);
} // namespace cooperative_groups
#pragma clang force_cuda_host_device end
#endif

#include <npuify/macros_restored.inc>

#endif
