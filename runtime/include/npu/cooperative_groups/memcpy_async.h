// SPDX-License-Identifier: Apache-2.0
// memcpy_async: a copy made by all threads of a group together. Each thread has copied its share when the
// call returns; the whole is there for all threads after wait or wait_prior.
#ifndef NPU_COOPERATIVE_GROUPS_MEMCPY_ASYNC_H
#define NPU_COOPERATIVE_GROUPS_MEMCPY_ASYNC_H

#include "npu/detail/macros_aside.inc"

#include "npu/cooperative_groups.h"

#include <stddef.h>
#include <string.h>

namespace npu {

// A size in bytes that is known to be a multiple of N, as are the addresses. (CUDA: cuda::aligned_size_t.)
template <size_t TileSize> struct aligned_size_t {
  static constexpr size_t align = TileSize;
  size_t value;
  constexpr explicit aligned_size_t(size_t bytes) : value(bytes) {}
  constexpr operator size_t() const { return value; }
};

namespace cooperative_groups {
namespace detail {

// The calling thread's share: pieces of 16 bytes, dealt out in turn.
template <class Group> inline void copy_share(const Group &group, void *to, const void *from, size_t bytes) {
  const size_t threads = static_cast<size_t>(group.size());
  for (size_t at = 16 * static_cast<size_t>(group.thread_rank()); at < bytes; at += 16 * threads)
    memcpy(static_cast<char *>(to) + at, static_cast<const char *>(from) + at,
           bytes - at < 16 ? bytes - at : 16);
}

} // namespace detail

// Copies `bytes` bytes. All threads of the group pass the same arguments.
template <class Group, class To, class From, class Size>
inline void memcpy_async(const Group &group, To *to, const From *from, const Size &bytes) {
  detail::copy_share(group, to, from, static_cast<size_t>(bytes));
}
// Copies as many elements as both sides have: their counts are given.
template <class Group, class To, class ToCount, class From, class FromCount>
inline void memcpy_async(const Group &group, To *to, const ToCount &to_count, const From *from,
                         const FromCount &from_count) {
  const size_t a = static_cast<size_t>(to_count) * sizeof(To),
               b = static_cast<size_t>(from_count) * sizeof(From);
  detail::copy_share(group, to, from, a < b ? a : b);
}

// Waits until the group's copies are complete; wait_prior may leave the last N of them out (it waits for
// all).
template <class Group> inline void wait(const Group &group) { group.sync(); }
template <unsigned TileSize, class Group> inline void wait_prior(const Group &group) { group.sync(); }

} // namespace cooperative_groups
} // namespace npu

#include "npu/detail/macros_restored.inc"

#endif
