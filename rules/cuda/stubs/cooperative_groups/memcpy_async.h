// SPDX-License-Identifier: Apache-2.0
// Asynchronous copies to shared memory by a group.
#ifndef NPUIFY_COOPERATIVE_GROUPS_MEMCPY_ASYNC_H
#define NPUIFY_COOPERATIVE_GROUPS_MEMCPY_ASYNC_H

#include <npuify/macros_aside.inc>

#include "../cooperative_groups.h"
#include <stddef.h>

#ifdef __cplusplus
#pragma clang force_cuda_host_device begin
namespace cooperative_groups {
template <class Group, class T> void memcpy_async(const Group &group, T *dst, const T *src, size_t bytes);
template <class Group, class T, class Shape>
void memcpy_async(const Group &group, T *dst, const T *src, const Shape &shape);
template <class Group, class T, class DstLayout, class SrcLayout>
void memcpy_async(const Group &group, T *dst, const DstLayout &dstLayout, const T *src,
                  const SrcLayout &srcLayout);
template <class Group> void wait(const Group &group);
template <unsigned int Stage, class Group> void wait_prior(const Group &group);
} // namespace cooperative_groups
#pragma clang force_cuda_host_device end
#endif

#include <npuify/macros_restored.inc>

#endif
