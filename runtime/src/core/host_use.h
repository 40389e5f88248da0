// SPDX-License-Identifier: Apache-2.0
// Whether the host API has been used. Its calls initialise the driver API, and make the primary context of a
// device the calling thread's when the thread has none.
#ifndef NPU_CORE_HOST_USE_H
#define NPU_CORE_HOST_USE_H

#include <atomic>

namespace npu::core {

extern __thread bool host_api_used;          // by this thread, since it last gave its context up
extern std::atomic<bool> driver_initialised; // in this process

inline void use_host_api() {
  if (__builtin_expect(host_api_used, 1))
    return;
  host_api_used = true;
  driver_initialised.store(true, std::memory_order_relaxed);
}

} // namespace npu::core

#endif
