// SPDX-License-Identifier: Apache-2.0
// The threads that run operations: those that wait for one and help, and the pool's.
#include "core/scheduler.h"

#include "npu/detail/block.h"

#include "cpu/futex.h"
#include "cpu/pool.h"
#include "cpu/work.h"

#include <algorithm>

namespace npu::core {

// A processor is free for one more thread.
bool scheduler::room() const { return active_ < size_; }

// Whoever begins an operation of one block has claimed it.
void scheduler::begin(operation &op) {
  ++op.participants;
  if (op.blocks == 1)
    op.next_block.store(1, std::memory_order_relaxed);
}

// --- waiting
// --------------------------------------------------------------------------------------------------------------

void scheduler::wait(operation &op) {
  if (in_kernel()) {
    // Its block stays on this OS thread; what it waits for needs another one.
    for (unsigned polls = 0; !op.is_done(); ++polls) {
      if (polls % 1024 == 0)
        cpu::pool::get().staff_unattended();
      detail::yield();
    }
    return;
  }
  operation *work;
  {
    std::lock_guard<spin_lock> hold(lock_);
    work = op.is_done() ? nullptr : pick_help(op, false);
  }
  help_until_done(op, false, work);
}

void scheduler::wait_for(NPUstream_st &stream) {
  operation *tail, *work = nullptr;
  {
    std::lock_guard<spin_lock> hold(lock_);
    tail = stream.tail;
    if (!tail)
      return;
    retain(*tail);
    if (!in_kernel())
      work = pick_help(*tail, false);
  }
  if (in_kernel())
    wait(*tail);
  else
    help_until_done(*tail, false, work);
  release(*tail);
}

void scheduler::wait_for_all() {
  operation *last = nullptr, *work;
  bool several = false;
  {
    std::lock_guard<spin_lock> hold(lock_);
    for (const std::vector<NPUstream_st *> *streams : {&all_streams_, &retired_})
      for (const NPUstream_st *stream : *streams)
        if (stream->tail) {
          several = last != nullptr;
          last = stream->tail;
        }
    if (!last)
      return;
    if (several) {
      // A marker behind the tails of all streams, in none of them.
      last = new_operation(operation_kind::marker);
      last->sequence = submitted_;
      for (const std::vector<NPUstream_st *> *streams : {&all_streams_, &retired_})
        for (const NPUstream_st *stream : *streams)
          link(stream->tail, *last);
    }
    retain(*last);
    work = pick_help(*last, several);
  }
  help_until_done(*last, several, work);
  release(*last);
}

// Work that `target` waits for, or that is the target.
operation *scheduler::pick_help(const operation &target, bool everything) {
  const auto take = [&](operation &op) {
    // More threads than processors only where nobody else has begun.
    if (op.sequence > target.sequence || !op.has_unclaimed() || (!room() && op.participants != 0))
      return false;
    begin(op);
    ++active_;
    return true;
  };
  const NPUstream_st *of_target = target.stream;
  if (of_target && of_target->ready && take(*of_target->ready))
    return of_target->ready;
  for (operation *op = first_ready_; op;) {
    operation *next = op->next_ready;
    const NPUstream_st *of_op = op->stream;
    if (!op->has_unclaimed())
      unlist(*op);
    else if ((everything || of_op == of_target || (of_target == &legacy_ && of_op->blocking()) ||
              (of_op == &legacy_ && of_target->blocking())) &&
             take(*op))
      return op;
    op = next;
  }
  return nullptr;
}

// Starts with `work`, if any: what pick_help returned.
void scheduler::help_until_done(operation &target, bool everything, operation *work) {
  for (unsigned rounds = 0;;) {
    if (work) {
      cpu::work_on(*work);
      rounds = 0;
    } else {
      // Others work on it. Soon done, or worth a sleep.
      for (unsigned spins = 0; spins < 1000 && !target.is_done(); ++spins)
        cpu::pause();
    }
    if (target.is_done())
      return;
    bool sleep = !work;
    {
      std::lock_guard<spin_lock> hold(lock_);
      if (target.is_done())
        return;
      work = pick_help(target, everything);
      sleep = sleep && !work;
      if (sleep)
        target.state.store(operation::awaited, std::memory_order_relaxed);
    }
    // Not for long, for there may be something to help with.
    if (sleep)
      cpu::futex_wait(target.state, operation::awaited, rounds++ < 10 ? 1'000'000 : 10'000'000);
  }
}

// Serial mode: everything that is ready runs here and now, in order.
void scheduler::drain() {
  for (;;) {
    operation *op;
    {
      std::lock_guard<spin_lock> hold(lock_);
      while (first_ready_ && !first_ready_->has_unclaimed())
        unlist(*first_ready_);
      op = first_ready_;
      if (!op)
        return;
      begin(*op);
      ++active_;
    }
    cpu::work_on(*op);
  }
}

// --- the pool's
// -----------------------------------------------------------------------------------------------------------

operation *scheduler::take_for_worker() {
  std::lock_guard<spin_lock> hold(lock_);
  if (room() && !cpu::pool::get().stopping())
    for (operation *op = first_ready_; op;) {
      operation *next = op->next_ready;
      if (op->has_unclaimed()) {
        begin(*op);
        ++active_;
        return op;
      }
      unlist(*op);
      op = next;
    }
  cpu::pool::get().about_to_sleep();
  return nullptr;
}

bool scheduler::take_part(operation &op) {
  std::lock_guard<spin_lock> hold(lock_);
  if (op.is_done() || (op.blocks == 1 && !op.has_unclaimed()))
    return false;
  begin(op);
  return true;
}

scheduler::survey scheduler::look_around(bool list_unattended) {
  survey s{};
  size_t unattended = 0;
  do {
    s.unattended.reserve(unattended); // not while the lock is held
    s.unattended.clear();
    unattended = 0;
    std::lock_guard<spin_lock> hold(lock_);
    s.submitted = submitted_;
    s.unfinished = unfinished_;
    for (operation *op = first_ready_; op; op = op->next_ready)
      if (op->has_unclaimed()) {
        s.claimable |= room();
        if (list_unattended && op->participants == 0 && ++unattended <= s.unattended.capacity())
          s.unattended.push_back(op);
      }
    if (unattended <= s.unattended.capacity())
      for (operation *op : s.unattended)
        retain(*op);
  } while (unattended > s.unattended.capacity());
  return s;
}

} // namespace npu::core
