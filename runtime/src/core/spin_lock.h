// SPDX-License-Identifier: Apache-2.0
// A lock for sections of a few dozen instructions: one atomic operation to take it, none to give it back.
#ifndef NPU_CORE_SPIN_LOCK_H
#define NPU_CORE_SPIN_LOCK_H

#include "cpu/futex.h"

#include <sched.h>

#include <atomic>

namespace npu::core {

// Meets the requirements of std::lock_guard. The holder does nothing that may take long: who waits does not
// sleep.
class spin_lock {
public:
  void lock() {
    if (__builtin_expect(!try_lock(), 0))
      wait();
  }
  bool try_lock() { return !held_.exchange(true, std::memory_order_acquire); }
  void unlock() { held_.store(false, std::memory_order_release); }

private:
  __attribute__((noinline)) void wait() {
    do {
      // Beyond this the holder has probably lost its processor.
      for (unsigned spins = 0; held_.load(std::memory_order_relaxed); ++spins)
        spins < 100 ? cpu::pause() : void(sched_yield());
    } while (!try_lock());
  }

  std::atomic<bool> held_{false};
};

} // namespace npu::core

#endif
