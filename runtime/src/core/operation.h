// SPDX-License-Identifier: Apache-2.0
// Operations: the nodes of the graph of pending work. A kernel launch, a host operation (copy, callback) or a
// marker (event, join of streams).
#ifndef NPU_CORE_OPERATION_H
#define NPU_CORE_OPERATION_H

#include "core/kernels.h"
#include "core/stream.h"
#include "cpu/block_runner.h"

#include <stdint.h>

#include <atomic>
#include <optional>
#include <vector>

namespace npu::core {

enum class operation_kind : uint8_t { kernel, host, marker };

// A launch writes the first lines only.
struct alignas(64) operation {
  // Values of `state`: a futex word.
  static constexpr uint32_t pending = 0, awaited = 1, done = 2; // awaited: pending, and a thread sleeps on it

  operation();

  operation_kind kind = operation_kind::marker;
  bool timed = false;  // record when it completes
  bool queued = false; // in the list of ready work
  bool all_blocks_at_once = false;
  std::atomic<bool> stalled{false}; // the monitor gave it threads before its first block had ended
  // One of the graph, until the operation is done and no thread works on it any more; one of each other
  // holder.
  std::atomic<unsigned> references{0};
  std::atomic<uint32_t> state{pending}; // written under the scheduler's lock

  // The graph; guarded by the scheduler's lock.
  unsigned participants = 0; // threads that work on it
  unsigned unmet = 0;        // operations it waits for
  uint64_t sequence = 0;     // order of submission
  NPUstream_st *stream = nullptr;
  operation *successor = nullptr; // an operation that waits for it; mostly there is one
  operation *next_ready = nullptr, *previous_ready = nullptr;

  // What is to be done: `blocks` calls, handed out in order.
  uint64_t blocks = 1;

  // Work that belongs to it: itself and the kernels that its threads launch. Complete when none is left.
  std::atomic<unsigned> parts{1};
  operation *parent = nullptr;

  // A kernel.
  cpu::block_task task;
  kernel_record *record = nullptr;
  const detail::kernel_signature *signature = nullptr;

  // Its arguments or payload.
  void *payload = nullptr;
  alignas(16) unsigned char small_payload[256];

  // A host operation.
  const operation_type *type = nullptr;
  size_t bytes = 0; // of memory it touches

  alignas(64) std::atomic<uint64_t> next_block{0};
  std::atomic<uint64_t> finished_blocks{0};

  // What few operations have.
  std::vector<operation *> more_successors;
  std::optional<cpu::grid_barrier> meeting;
  NPUstream_st *child_stream = nullptr;
  int64_t completed_at = 0; // nanoseconds; valid once done, if timed

  bool is_done() const { return state.load(std::memory_order_acquire) == done; }
  bool has_unclaimed() const { return next_block.load(std::memory_order_relaxed) < blocks; }
};

// A fresh operation with one reference.
operation *new_operation(operation_kind kind);
inline void retain(operation &op) { op.references.fetch_add(1, std::memory_order_relaxed); }
// Gives a reference up. With the last one the operation is kept for reuse; its payload must have been
// destroyed.
void release(operation &op);

// Room for the payload: inside the operation if it fits.
void *allocate_payload(operation &op, size_t size, size_t align);
void free_payload(operation &op);

} // namespace npu::core

#endif
