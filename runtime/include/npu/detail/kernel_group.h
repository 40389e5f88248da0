// SPDX-License-Identifier: Apache-2.0
// What compiled kernels and libnpu share: npucc emits accesses to these structures and calls of these
// functions; programs do not use this header.
//
// A compiled kernel runs the threads of a group (the whole block, or a warp) as loops over lanes, from one
// sync point to the next. While all lanes go the same way nothing here is needed. Where they part, each
// lane's state says where it waits, and kernel_resolve decides which lanes go on.
#ifndef NPU_DETAIL_KERNEL_GROUP_H
#define NPU_DETAIL_KERNEL_GROUP_H

#include "npu/detail/block.h"
#include "npu/detail/export.h"

#include <stddef.h>
#include <stdint.h>

namespace npu {
namespace detail {

// What a lane waits for, by the number of its sync point (kernel_group::kinds).
enum class sync_kind : uint8_t {
  entry,
  barrier,
  barrier_reduce,
  rendezvous,
  syncwarp,
  shuffle32,
  shuffle64,
  ballot,
  converge,
  step,
};
constexpr uint8_t exit_state = 255; // of a lane that has ended

// The values that the lanes of a warp publish, and the copies that others read.
template <class T> struct exchanged {
  T published[32], seen[32];
};

// Accessed by generated code: the order and types of the members are fixed by kernel_form_version.
struct kernel_group {
  uint8_t *state;         // per lane: the sync point where it waits, or exit_state
  uint8_t *run;           // per lane: 1 if it goes on now, else 0 (libnpu keeps other bits here)
  const sync_kind *kinds; // per sync point
  uint8_t *predicates;    // per thread of the block: barrier_reduce
  uint32_t lanes;
  uint32_t is_warp;       // 0: the group is the whole block
  uint64_t votes;         // of the last barrier_reduce: arrived, and those with true in the upper half
  uint32_t arrived;       // warp: the lanes of the last operation
  uint32_t live;          // warp: the lanes that have not ended
  uint32_t ballot;        // warp: result of the last ballot
  uint32_t masks[32];     // warp: as published
  uint8_t votes_cast[32]; // warp: predicates as published by ballot
  exchanged<uint32_t> words;
  exchanged<uint64_t> long_words;
  warp_view published, seen;
};

// Memory for the values that live across barriers, aligned to 64. Valid until the block ends; one per block.
NPU_API void *kernel_context(size_t bytes);
bool is_in_kernel_context(const void *p); // libnpu's own

// The state that all lanes have, or -1.
NPU_API int kernel_uniform_state(const uint8_t *states, uint32_t lanes);

// Whether the masks of the 32 lanes of a warp split it into groups: every lane is in its own mask, and all
// lanes of a mask name the same one.
NPU_API bool kernel_masks_partition(const uint32_t *masks);

// Counts the predicates of the threads that arrived (0 or 1) and clears them all (to 2). In the lower half
// how many arrived, in the upper half how many were true.
NPU_API uint64_t kernel_votes(uint8_t *predicates, uint32_t threads);

// Decides who goes on where the lanes of a group wait at different places. Returns the sync point at which
// the lanes marked in `run` go on, plus 256 if these are all lanes of the group; -1 when all have ended; -2
// (warps only) when all that have not ended wait at a barrier of the block.
NPU_API int kernel_resolve(kernel_group *group);

// The barrier of the block has opened: all lanes of a warp that have not ended go on (by kernel_resolve).
NPU_API void kernel_open_barrier(kernel_group *group);

} // namespace detail
} // namespace npu

#endif
