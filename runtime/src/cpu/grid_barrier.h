// SPDX-License-Identifier: Apache-2.0
// The barrier of the blocks of a cooperative launch.
#ifndef NPU_CPU_GRID_BARRIER_H
#define NPU_CPU_GRID_BARRIER_H

#include "cpu/futex.h"

#include <stdint.h>

#include <atomic>
#include <mutex>

namespace npu::cpu {

class grid_barrier {
public:
  explicit grid_barrier(uint64_t blocks) : members_(blocks) {}

  // Called by one thread of each block: waits until all blocks that have not left are here. False if `error`
  // was set meanwhile.
  bool wait(const std::atomic<int> &error) {
    uint32_t phase;
    {
      std::lock_guard<std::mutex> hold(mutex_);
      phase = phase_.load(std::memory_order_relaxed);
      ++arrived_;
      if (open_if_complete())
        return true;
    }
    for (unsigned spins = 0; phase_.load(std::memory_order_acquire) == phase; ++spins) {
      if (error.load(std::memory_order_relaxed))
        return false;
      if (spins < 200)
        pause();
      else // the timeout is for errors, which wake nobody
        futex_wait(phase_, phase, 20'000'000);
    }
    return true;
  }

  // A block has ended: the others no longer wait for it.
  void leave() {
    std::lock_guard<std::mutex> hold(mutex_);
    --members_;
    open_if_complete();
  }

private:
  bool open_if_complete() {
    if (arrived_ < members_ || arrived_ == 0)
      return false;
    arrived_ = 0;
    phase_.fetch_add(1, std::memory_order_release);
    futex_wake(phase_);
    return true;
  }

  std::mutex mutex_;
  uint64_t members_, arrived_ = 0;
  std::atomic<uint32_t> phase_{0};
};

} // namespace npu::cpu

#endif
