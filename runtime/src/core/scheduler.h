// SPDX-License-Identifier: Apache-2.0
// The graph of pending operations and the list of those that may run. One lock guards both; it is held for a
// few instructions per operation, never while one runs.
//
//   submit -> (all predecessors done) -> ready -> threads claim its blocks -> last block done -> complete ->
//   successors
//
// Threads that run operations: the workers, the crew (see cpu/pool.h) and threads that wait for an operation.
#ifndef NPU_CORE_SCHEDULER_H
#define NPU_CORE_SCHEDULER_H

#include "core/operation.h"
#include "core/spin_lock.h"

#include <stdint.h>

#include <mutex>
#include <vector>

struct NPUstream_st {
  static constexpr uint32_t alive = 0x53545231; // "STR1"

  uint32_t magic = 0;
  unsigned flags = 0;
  int priority = 0;
  bool listed = false; // among the scheduler's busy blocking streams
  uint64_t id = 0;
  npu::core::operation *tail = nullptr;  // the last operation submitted, unless it is done
  npu::core::operation *ready = nullptr; // its operation in the list of ready work

  bool blocking() const { return !(flags & npuStreamNonBlocking); }
};

namespace npu::core {

class scheduler {
public:
  // Never destroyed.
  static scheduler &get() {
    static scheduler *s = new scheduler;
    return *s;
  }

  // Takes over the caller's reference. The stream must be resolved (see resolve).
  void submit(operation *op, NPUstream_st &stream) { submit_after(op, stream, nullptr); }
  // As submit; the operation also waits for `other` and keeps no reference to it.
  void submit_after(operation *op, NPUstream_st &stream, operation *other);

  // As submit; the operation also waits until release_held was called for it.
  void submit_held(operation *op, NPUstream_st &stream) {
    op->unmet = 1;
    submit(op, stream);
  }
  void release_held(operation &op);

  // Waits until the operation is done, helping with what it waits for. In a kernel it only yields.
  void wait(operation &op);
  // Waits for everything submitted to the stream so far.
  void wait_for(NPUstream_st &stream);
  // Waits for everything submitted so far.
  void wait_for_all();

  // How many kernels have been submitted.
  uint64_t kernels() {
    std::lock_guard<spin_lock> hold(lock_);
    return kernels_;
  }

  // Whether the stream has pending work.
  bool busy(NPUstream_st &stream) {
    std::lock_guard<spin_lock> hold(lock_);
    return stream.tail != nullptr;
  }

  // For the pool: what threads that run operations call before and after.

  // Ready work for a worker, or null; then the worker has been counted as sleeping.
  operation *take_for_worker();
  // For a thread of the crew, which was sent to an operation and holds a reference. False if there is nothing
  // to do.
  bool take_part(operation &op);
  // Each claims the block of an operation that has only one; else see next_block.
  // A participant has found no more blocks to claim. crew: it had called take_part. ended: it has run the
  // last block.
  void leave(operation &op, bool crew, bool ended);
  struct survey {
    uint64_t submitted;                  // operations so far
    unsigned unfinished;                 // kernels and host operations
    bool claimable;                      // ready work that no thread has claimed
    std::vector<operation *> unattended; // ready, without any participant; with references
  };
  survey look_around(bool list_unattended);
  // While it is held no participant takes or leaves an operation, and none completes.
  std::unique_lock<spin_lock> hold() { return std::unique_lock<spin_lock>(lock_); }

  NPUstream_st *new_stream(unsigned flags, int priority);
  void free_stream(NPUstream_st &stream);
  // The object of a handle, special ones included; null for an invalid handle. In a kernel: the stream of the
  // child kernels of the running one.
  NPUstream_st *resolve(npuStream_t handle) {
    if (!in_kernel() &&
        (handle == npuStreamLegacy || (!handle && !null_is_per_thread_.load(std::memory_order_relaxed))))
      return &legacy_;
    return resolve_other(handle);
  }
  void make_null_stream_per_thread() { null_is_per_thread_ = true; }

private:
  // What remains to be done when the lock is not held any more.
  struct aftermath {
    unsigned workers = 0;                         // to wake
    bool added = false;                           // there is more ready work
    std::vector<operation *> all_at_once;         // need a thread for each block; with references
    std::vector<std::atomic<uint32_t> *> changed; // states that threads sleep on
    operation *released = nullptr; // the graph's references are to be given up; linked by next_ready
    void release(operation &op) {
      op.next_ready = released;
      released = &op;
    }
  };
  scheduler();
  void enqueue(operation *op, NPUstream_st &stream, operation *other);
  // The operation waits for nothing any more. Apart from submission: most operations join a queue.
  // Takes over the lock, which is held.
  __attribute__((noinline)) void start(operation &op);
  static void link(operation *before, operation &op);
  void make_ready(operation &op, aftermath &after);
  void list_ready(operation &op);
  void unlist(operation &op);
  void wake_waiters(operation &op, uint32_t new_state, aftermath &after);
  void complete(operation &op, aftermath &after);
  void end_child(operation &parent);
  void begin(operation &op);
  bool room() const;
  operation *pick_help(const operation &target, bool everything);
  void help_until_done(operation &target, bool everything, operation *work);
  void apply(const aftermath &after);
  __attribute__((noinline)) void drain();
  NPUstream_st *resolve_other(npuStream_t handle);
  NPUstream_st *stream_of_children();

  spin_lock lock_;
  unsigned size_;                        // of the pool
  uint64_t submitted_ = 0, kernels_ = 0; // so far
  unsigned unfinished_ = 0;
  unsigned active_ = 0; // participants of all operations, the crew aside
  operation *first_ready_ = nullptr, *last_ready_ = nullptr;
  NPUstream_st legacy_;
  std::atomic<bool> null_is_per_thread_{false};
  std::vector<NPUstream_st *> busy_blocking_;         // blocking streams that may have pending work
  std::vector<NPUstream_st *> all_streams_, retired_; // retired: destroyed, perhaps with pending work
  uint64_t next_id_ = 1;
  std::vector<operation *> completing_; // done, with successors to look after; only while the lock is held
};

} // namespace npu::core

#endif
