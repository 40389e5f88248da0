// SPDX-License-Identifier: Apache-2.0
// A lock for sections of a few dozen instructions: taken with one atomic exchange, released with a plain
// store.
#ifndef NPU_CORE_SPIN_LOCK_H
#define NPU_CORE_SPIN_LOCK_H

#include "cpu/futex.h"

#include <sched.h>

#include <atomic>

namespace npu::core {

class spin_lock {
public:
  void lock() {
    for (unsigned tries = 0; taken_.exchange(true, std::memory_order_acquire); ++tries)
      for (unsigned polls = 0; taken_.load(std::memory_order_relaxed); ++polls) {
        if (polls < 64 && tries < 8)
          cpu::pause();
        else // the holder may have been preempted
          sched_yield();
      }
  }
  void unlock() { taken_.store(false, std::memory_order_release); }

private:
  std::atomic<bool> taken_{false};
};

} // namespace npu::core

#endif
