// SPDX-License-Identifier: Apache-2.0
// What kernels that are checked for races on shared memory (npucc -racecheck) tell the runtime. Programs do
// not use this header.
#ifndef NPU_DETAIL_RACES_H
#define NPU_DETAIL_RACES_H

#include "npu/detail/export.h"

#include <stddef.h>
#include <stdint.h>

namespace npu {
namespace detail {

enum race_access_flags : uint32_t {
  race_writes = 1,
  race_atomic = 2,    // of any order
  race_volatile = 4,  // may wait for others, or be what they wait for
  race_releases = 8,  // an atomic access orders what came before
  race_has_value = 16 // `value` holds the bytes that are written, of which there are 8 at most
};

// Shared memory of the running block lies here.
NPU_API void race_shared(const void *memory, size_t size);
// The running thread is about to access memory. `where` is the place in the source; it is kept.
NPU_API void race_access(const void *address, size_t size, uint32_t flags, uint64_t value, const char *where);
// A fence of the running thread.
NPU_API void race_fence();

} // namespace detail
} // namespace npu

#endif
