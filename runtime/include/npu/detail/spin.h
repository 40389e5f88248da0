// SPDX-License-Identifier: Apache-2.0
// When a thread that polls memory gives way to the others of its block.
#ifndef NPU_DETAIL_SPIN_H
#define NPU_DETAIL_SPIN_H

#include "npu/detail/block.h"

namespace npu {
namespace detail {

// What an access tells about waiting. A compare-and-swap that failed nearly always means it. An access that
// changed nothing, or a fence, may, so it takes more of them to be taken for a loop that waits.
enum class spin : unsigned { unchanged = 1, failed = 4 };

// Counts the signs of waiting on this OS thread and yields when they add up. Callable on the host.
inline void spin_hint(spin sign) {
  static thread_local unsigned signs = 0;
  signs += static_cast<unsigned>(sign);
  if (__builtin_expect(signs >= 16, 0)) {
    signs = 0;
    yield();
  }
}

} // namespace detail
} // namespace npu

#endif
