// SPDX-License-Identifier: Apache-2.0
// The graph: submission, readiness, completion.
#include "core/scheduler.h"

#include "npu/detail/block.h"

#include "core/error.h"
#include "cpu/futex.h"
#include "cpu/pool.h"

#include <algorithm>
#include <utility>

namespace npu::core {
namespace {

// Work below this is not worth waking a worker at once, which takes up to 50 us: a thread that synchronises,
// or the monitor soon after, sees to it.
constexpr uint64_t heavy_ps = 50'000'000,
                   heavy_threads = 4096; // threads: of a kernel whose time is not known
constexpr size_t heavy_bytes = 64 * 1024;

bool is_heavy(const operation &op) {
  if (op.kind != operation_kind::kernel)
    return op.bytes >= heavy_bytes;
  const uint64_t threads = op.blocks * op.task.threads;
  const uint64_t thread_ps = op.record->thread_time.load(std::memory_order_relaxed);
  return thread_ps ? threads >= heavy_ps / thread_ps : threads >= heavy_threads;
}

// A part of the operation (its own blocks, or a child) has ended. True if it was the last one.
bool end_part(operation &op) {
  // Only threads of the kernel add parts, so a single part is the caller's.
  if (op.parts.load(std::memory_order_acquire) != 1 && op.parts.fetch_sub(1, std::memory_order_acq_rel) != 1)
    return false;
  if (op.kind == operation_kind::kernel) {
    if (const int error = op.task.error.load(std::memory_order_relaxed);
        error && error != npuErrorCudartUnloading)
      set_sticky_error(npuError_t(error));
    if (op.signature->destroy)
      op.signature->destroy(op.payload);
    if (op.task.meeting) {
      op.task.meeting = nullptr;
      op.meeting.reset();
    }
  } else if (op.type->destroy) {
    op.type->destroy(op.payload);
  }
  free_payload(op);
  return true;
}

} // namespace

scheduler::scheduler() : size_(cpu::pool::get().size()) {
  legacy_.magic = NPUstream_st::alive;
  all_streams_.push_back(&legacy_);
}

// --- submission
// ---------------------------------------------------------------------------------------------------------

void scheduler::submit_after(operation *op, NPUstream_st &stream, operation *other) {
  cpu::pool &pool = cpu::pool::get();
  pool.ensure_started();
  lock_.lock();
  enqueue(op, stream, other);
  if (op->unmet == 0)
    start(*op);
  else
    lock_.unlock();
  if (__builtin_expect(pool.serial(), 0) && !in_kernel())
    drain();
}

void scheduler::link(operation *before, operation &op) {
  if (!before || before == &op || before->is_done())
    return;
  if (!before->successor)
    before->successor = &op;
  else
    before->more_successors.push_back(&op);
  ++op.unmet;
}

void scheduler::enqueue(operation *op, NPUstream_st &stream, operation *other) {
  op->sequence = ++submitted_;
  kernels_ += op->kind == operation_kind::kernel;
  op->stream = &stream;
  if (op->kind != operation_kind::marker)
    ++unfinished_;
  link(stream.tail, *op);
  link(other, *op);
  if (&stream == &legacy_) {
    // After everything in the blocking streams.
    auto idle = [&](NPUstream_st *s) {
      link(s->tail, *op);
      return !(s->listed = s->tail != nullptr);
    };
    busy_blocking_.erase(std::remove_if(busy_blocking_.begin(), busy_blocking_.end(), idle),
                         busy_blocking_.end());
  } else if (stream.blocking()) {
    link(legacy_.tail, *op);
    if (!stream.listed) {
      stream.listed = true;
      busy_blocking_.push_back(&stream);
    }
  }
  stream.tail = op;
}

void scheduler::start(operation &op) {
  aftermath after;
  make_ready(op, after);
  lock_.unlock();
  apply(after);
}

void scheduler::release_held(operation &op) {
  lock_.lock();
  if (--op.unmet == 0)
    start(op);
  else
    lock_.unlock();
}

void scheduler::make_ready(operation &op, aftermath &after) {
  if (op.kind == operation_kind::marker) {
    complete(op, after);
    return;
  }
  list_ready(op);
  after.added = true;
  if (op.all_blocks_at_once) {
    retain(op);
    after.all_at_once.push_back(&op);
  } else if (is_heavy(op)) {
    // Not the last one of several: the submitting thread will probably synchronise and help. Else the monitor
    // wakes it.
    const unsigned idle = size_ > active_ ? size_ - active_ : 0;
    after.workers = unsigned(std::min<uint64_t>(idle ? idle - 1 : 0, after.workers + op.blocks));
  }
  // Who sleeps until this operation is done may now run it.
  if (op.state.load(std::memory_order_relaxed) == operation::awaited)
    wake_waiters(op, operation::pending, after);
}

// Urgent streams first, else in order.
void scheduler::list_ready(operation &op) {
  operation *before = last_ready_;
  while (before && before->stream->priority > op.stream->priority)
    before = before->previous_ready;
  op.previous_ready = before;
  op.next_ready = before ? before->next_ready : first_ready_;
  (op.previous_ready ? op.previous_ready->next_ready : first_ready_) = &op;
  (op.next_ready ? op.next_ready->previous_ready : last_ready_) = &op;
  op.queued = true;
  op.stream->ready = &op;
}

void scheduler::unlist(operation &op) {
  if (!op.queued)
    return;
  op.queued = false;
  op.stream->ready = nullptr;
  (op.previous_ready ? op.previous_ready->next_ready : first_ready_) = op.next_ready;
  (op.next_ready ? op.next_ready->previous_ready : last_ready_) = op.previous_ready;
}

void scheduler::wake_waiters(operation &op, uint32_t new_state, aftermath &after) {
  const bool awaited = op.state.load(std::memory_order_relaxed) == operation::awaited;
  op.state.store(new_state, std::memory_order_release);
  if (awaited)
    after.changed.push_back(&op.state);
}

void scheduler::apply(const aftermath &after) {
  for (std::atomic<uint32_t> *state :
       after.changed) // memory of operations stays, so a late call does no harm
    cpu::futex_wake(*state);
  for (operation *op = after.released; op;) {
    operation *next = op->next_ready;
    release(*op);
    op = next;
  }
  if (!after.added)
    return;
  cpu::pool &pool = cpu::pool::get();
  for (operation *op : after.all_at_once) {
    pool.send_crew(*op, unsigned(op->blocks));
    release(*op);
  }
  if (after.workers)
    pool.wake(after.workers);
  pool.notice_work();
}

// --- completion
// ---------------------------------------------------------------------------------------------------------

void scheduler::leave(operation &op, bool crew, bool ended) {
  ended = ended && end_part(op);
  operation *parent = op.parent;
  aftermath after;
  {
    std::lock_guard<spin_lock> hold(lock_);
    if (!crew)
      --active_;
    --op.participants;
    if (ended) {
      --unfinished_;
      complete(op, after);
    } else if (op.participants == 0 && op.is_done()) {
      after.release(op);
    } else if (!op.has_unclaimed()) {
      unlist(op);
    }
    after.added |= first_ready_ && room();
  }
  apply(after);
  if (ended && parent)
    end_child(*parent);
}

// A kernel that a kernel launched is complete.
void scheduler::end_child(operation &parent) {
  if (!end_part(parent))
    return;
  operation *grandparent = parent.parent;
  aftermath after;
  {
    std::lock_guard<spin_lock> hold(lock_);
    --unfinished_;
    complete(parent, after);
  }
  apply(after);
  if (grandparent)
    end_child(*grandparent);
}

// Completes the operation and the markers that become ready by it; these are worked off one by one, so that
// long chains of markers do not recurse.
void scheduler::complete(operation &op, aftermath &after) {
  completing_.push_back(&op);
  if (completing_.size() > 1)
    return;
  for (size_t i = 0; i < completing_.size(); ++i) {
    operation &done = *completing_[i];
    unlist(done);
    if (done.stream && done.stream->tail == &done)
      done.stream->tail = nullptr;
    if (NPUstream_st *children = done.child_stream) {
      children->magic = 0;
      retired_.push_back(children);
    }
    if (done.timed)
      done.completed_at = cpu::now_ns();
    wake_waiters(done, operation::done, after);
    if (operation *successor = std::exchange(done.successor, nullptr)) {
      if (--successor->unmet == 0)
        make_ready(*successor, after);
      for (operation *other : done.more_successors)
        if (--other->unmet == 0)
          make_ready(*other, after);
      done.more_successors.clear();
    }
    if (done.participants == 0)
      after.release(done);
  }
  completing_.clear();
}

} // namespace npu::core
