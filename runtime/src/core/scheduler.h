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
  uint64_t id = 0;
  npu::core::operation *tail = nullptr; // the last operation submitted; holds a reference
  bool listed = false;                  // among the scheduler's busy blocking streams

  bool blocking() const { return !(flags & npuStreamNonBlocking); }
};

namespace npu::core {

class scheduler {
public:
  // Never destroyed.
  static scheduler &get();

  // Takes over the caller's reference. The stream must be resolved (see resolve).
  void submit(operation *op, NPUstream_st &stream);
  // As submit; the operation also waits for `other` and keeps no reference to it.
  void submit_after(operation *op, NPUstream_st &stream, operation *other);

  // A kernel or host operation has run all its blocks, or a part of it is complete. `leaver` tells that the
  // caller also leaves it (see leave) and what it is; returns true if that has been done on the way.
  enum class leaver { none, worker, crew };
  bool end_part(operation &op, leaver who = leaver::none);

  // Waits until the operation is done, helping with what it waits for. In a kernel it only yields.
  void wait(operation &op);
  // The same for the last operation of the stream.
  void wait(NPUstream_st &stream);
  // Waits for everything submitted so far.
  void wait_for_all();

  // The last operation of the stream with a reference, or null if nothing is pending.
  operation *pending_tail(NPUstream_st &stream);

  // For the pool. take: ready work for a worker, counted as participant and with a reference, or null. When
  // null, the worker has been counted as sleeping. take_part counts a thread of the crew, which was sent to
  // its work.
  operation *take_for_worker();
  void take_part(operation &op);
  // A participant has found no more blocks to claim. Crew: not counted by take_for_worker but by take_part.
  void leave(operation &op, leaver who);
  struct survey {
    uint64_t submitted;                  // operations so far
    unsigned unfinished;                 // kernels and host operations
    bool claimable;                      // ready work that no thread has claimed
    std::vector<operation *> unattended; // ready, without any participant; with references
  };
  survey look_around(bool list_unattended);

  NPUstream_st *new_stream(unsigned flags, int priority);
  void free_stream(NPUstream_st &stream);
  // The object of a handle, special ones included; null for an invalid handle. In a kernel: the stream of the
  // child kernels of the running one.
  NPUstream_st *resolve(npuStream_t handle);

private:
  struct wake_list {
    unsigned workers = 0;
    bool added = false;
    std::vector<operation *> all_at_once; // need a thread for each block
  };
  scheduler();
  void enqueue_locked(operation *op, NPUstream_st &stream, operation *other, wake_list &wake);
  static void link(operation *before, operation &after);
  void make_ready(operation &op, wake_list &wake);
  void complete_locked(wake_list &wake);
  void unlink_ready(operation &op);
  void leave_locked(operation &op, leaver who);
  operation *pick_help(const operation &target, bool everything);
  void help_or_sleep(operation &target, bool everything, unsigned &rounds);
  void apply(const wake_list &wake);
  void drain();

  spin_lock lock_;
  uint64_t submitted_ = 0;
  unsigned unfinished_ = 0;
  unsigned active_ = 0; // participants of all operations, the crew aside
  operation *first_ready_ = nullptr, *last_ready_ = nullptr;
  NPUstream_st legacy_;
  std::vector<NPUstream_st *> busy_blocking_;         // blocking streams that may have pending work
  std::vector<NPUstream_st *> all_streams_, retired_; // retired: destroyed, perhaps with pending work
  uint64_t next_id_ = 1;
  std::vector<operation *> completing_; // markers found ready while the lock is held
};

} // namespace npu::core

#endif
