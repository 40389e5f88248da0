// SPDX-License-Identifier: Apache-2.0
// The threads of the CPU back end.
//
// Workers: one per processor; they take whatever is ready. Crew: threads beyond that, sent to one operation
// whose blocks must run at the same time or whose workers are stuck; they go away when idle. Monitor: one
// thread that wakes workers for small work that nobody waits for, and sends crew where nothing moves.
#ifndef NPU_CPU_POOL_H
#define NPU_CPU_POOL_H

#include "core/operation.h"

#include <stdint.h>

#include <atomic>
#include <mutex>
#include <vector>

namespace npu::cpu {

// Threads beyond the workers that one operation may get.
constexpr uint64_t max_crew = 1024;

class pool {
public:
  // Never destroyed.
  static pool &get() {
    static pool *p = new pool;
    return *p;
  }

  // Processors in use: NPU_CPU_THREADS, else those the process may run on.
  unsigned size() const { return size_; }
  // NPU_SERIAL=1: no workers; work runs at once on the thread that submits it, blocks in order.
  bool serial() const { return serial_; }

  // Starts workers and monitor on first use.
  void ensure_started() {
    if (__builtin_expect(!started_.load(std::memory_order_acquire), 0))
      start();
  }

  // Wakes up to `count` sleeping workers.
  void wake(unsigned count);
  // There is ready work: makes sure that some thread will look for it soon.
  void notice_work();
  // Sends up to `count` threads of the crew to an operation.
  void send_crew(core::operation &op, unsigned count);
  // Sends one thread of the crew to each ready operation that no thread works on.
  void staff_unattended();

  // Called by the scheduler, under its lock, for a worker that found nothing.
  void about_to_sleep() { sleeping_.fetch_add(1, std::memory_order_relaxed); }
  bool stopping() const { return stopping_.load(std::memory_order_relaxed); }

private:
  struct crew_member {
    std::atomic<uint32_t> called{0};
    core::operation *op = nullptr;
  };

  pool();
  void start();
  void stop();
  void worker();
  void crew(core::operation *op);
  void monitor();
  void find_stalls();

  unsigned size_;
  bool serial_;
  std::atomic<bool> started_{false};
  std::atomic<bool> stopping_{false};
  std::mutex start_lock_;

  std::atomic<unsigned> sleeping_{0};
  std::atomic<uint32_t> epoch_{0};        // changes with every wake
  std::atomic<uint32_t> monitor_away_{0}; // 1: rests until told of work

  std::mutex crew_lock_;
  std::vector<crew_member *> idle_crew_;
  unsigned crew_size_ = 0;
};

} // namespace npu::cpu

#endif
