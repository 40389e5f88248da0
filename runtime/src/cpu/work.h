// SPDX-License-Identifier: Apache-2.0
// What a thread does with an operation: claim blocks and run them until none is left.
#ifndef NPU_CPU_WORK_H
#define NPU_CPU_WORK_H

#include "core/operation.h"
#include "cpu/claimed_blocks.h"

#include <stdint.h>

#include <atomic>
#include <mutex>
#include <vector>

namespace npu::cpu {

// An OS thread that works on operations, as others see it.
struct alignas(64) participant {
  std::atomic<core::operation *> op{nullptr}; // what it works on
  claimed_blocks claimed;
  block_runner *runner = nullptr;

  // The monitor's memory of its last look.
  core::operation *seen_op = nullptr;
  uint64_t seen_pulse = 0;

  // The calling thread's, made on first use.
  static participant &mine();
};

// All participants of the process.
struct participants {
  std::mutex lock; // taken before the scheduler's
  std::vector<participant *> all;
  static participants &get();
};

// Runs blocks of the operation until none can be claimed, completes the operation if the last one ends here,
// and stops being a participant (the caller has been counted as one). Not in a kernel.
void work_on(core::operation &op, bool crew = false);

} // namespace npu::cpu

#endif
