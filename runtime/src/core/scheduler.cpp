// SPDX-License-Identifier: Apache-2.0
#include "core/scheduler.h"

#include "npu/detail/block.h"

#include "core/error.h"
#include "cpu/futex.h"
#include "cpu/pool.h"
#include "cpu/work.h"

#include <algorithm>

namespace npu::core {
namespace {

// Work below this is not worth waking a worker at once: a thread that synchronises, or the monitor within
// microseconds, sees to it.
constexpr uint64_t heavy_threads = 4096;
constexpr size_t heavy_bytes = 64 * 1024;

bool is_heavy(const operation &op) {
  return op.kind == operation_kind::kernel ? op.blocks * op.task.threads >= heavy_threads
                                           : op.bytes >= heavy_bytes;
}

} // namespace

scheduler &scheduler::get() {
  static scheduler *s = new scheduler;
  return *s;
}

scheduler::scheduler() {
  legacy_.magic = NPUstream_st::alive;
  all_streams_.push_back(&legacy_);
}

// --- submission
// ---------------------------------------------------------------------------------------------------------

void scheduler::submit(operation *op, NPUstream_st &stream) { submit_after(op, stream, nullptr); }

void scheduler::submit_after(operation *op, NPUstream_st &stream, operation *other) {
  cpu::pool::get().ensure_started();
  wake_list wake;
  {
    std::lock_guard<spin_lock> hold(lock_);
    enqueue_locked(op, stream, other, wake);
  }
  apply(wake);
  if (cpu::pool::get().serial() && !in_kernel())
    drain();
}

void scheduler::link(operation *before, operation &after) {
  if (!before || before->is_done() || before == &after)
    return;
  before->successors.push_back(&after);
  ++after.unmet;
}

void scheduler::enqueue_locked(operation *op, NPUstream_st &stream, operation *other, wake_list &wake) {
  op->sequence = ++submitted_;
  op->stream = &stream;
  if (op->kind != operation_kind::marker)
    ++unfinished_;
  link(stream.tail, *op);
  link(other, *op);
  if (&stream == &legacy_) {
    // After everything in the blocking streams.
    auto still_busy = [&](NPUstream_st *s) {
      const bool busy = s->tail && !s->tail->is_done();
      if (busy)
        link(s->tail, *op);
      else
        s->listed = false;
      return busy;
    };
    busy_blocking_.erase(std::remove_if(busy_blocking_.begin(), busy_blocking_.end(),
                                        [&](NPUstream_st *s) { return !still_busy(s); }),
                         busy_blocking_.end());
  } else if (stream.blocking()) {
    link(legacy_.tail, *op);
    if (!stream.listed) {
      stream.listed = true;
      busy_blocking_.push_back(&stream);
    }
  }
  operation *old = stream.tail;
  stream.tail = op;
  retain(*op);
  if (old)
    release(*old);
  if (op->unmet == 0)
    make_ready(*op, wake);
}

void scheduler::make_ready(operation &op, wake_list &wake) {
  if (op.kind == operation_kind::marker) {
    // complete_locked works these off one by one, so that long chains of markers do not recurse.
    completing_.push_back(&op);
    if (completing_.size() == 1)
      complete_locked(wake);
    return;
  }
  // Urgent streams first, else in order.
  operation *after = last_ready_;
  while (after && after->stream->priority > op.stream->priority)
    after = after->previous_ready;
  op.previous_ready = after;
  op.next_ready = after ? after->next_ready : first_ready_;
  (op.previous_ready ? op.previous_ready->next_ready : first_ready_) = &op;
  (op.next_ready ? op.next_ready->previous_ready : last_ready_) = &op;
  op.queued = true;

  wake.added = true;
  if (op.all_blocks_at_once) {
    retain(op);
    wake.all_at_once.push_back(&op);
  } else if (is_heavy(op)) {
    const unsigned room = cpu::pool::get().size() > active_ ? cpu::pool::get().size() - active_ : 0;
    wake.workers = std::min<uint64_t>(room, wake.workers + op.blocks);
  }
  // Who sleeps until this operation is done may now run it.
  uint32_t was = operation::awaited;
  if (op.state.compare_exchange_strong(was, operation::pending))
    cpu::futex_wake(op.state);
}

void scheduler::unlink_ready(operation &op) {
  if (!op.queued)
    return;
  op.queued = false;
  (op.previous_ready ? op.previous_ready->next_ready : first_ready_) = op.next_ready;
  (op.next_ready ? op.next_ready->previous_ready : last_ready_) = op.previous_ready;
}

void scheduler::apply(const wake_list &wake) {
  if (!wake.added)
    return;
  cpu::pool &pool = cpu::pool::get();
  for (operation *op : wake.all_at_once) {
    pool.send_crew(*op, unsigned(op->blocks));
    release(*op);
  }
  if (wake.workers)
    pool.wake(wake.workers);
  pool.notice_work();
}

// --- completion
// ---------------------------------------------------------------------------------------------------------

bool scheduler::end_part(operation &op, leaver who) {
  if (op.parts.fetch_sub(1, std::memory_order_acq_rel) != 1)
    return false;
  if (op.kind == operation_kind::kernel) {
    if (const int error = op.task.error.load(); error && error != npuErrorCudartUnloading)
      set_sticky_error(npuError_t(error));
    if (op.signature->destroy)
      op.signature->destroy(op.payload);
    op.task.meeting = nullptr;
    op.meeting.reset();
  } else if (op.type->destroy) {
    op.type->destroy(op.payload);
  }
  free_payload(op);
  operation *parent = op.parent;
  wake_list wake;
  {
    std::lock_guard<spin_lock> hold(lock_);
    --unfinished_;
    if (who != leaver::none) {
      leave_locked(op, who);
      wake.added = first_ready_ != nullptr; // there is room for another thread
    }
    unlink_ready(op);
    if (NPUstream_st *children = op.child_stream) {
      children->magic = 0;
      retired_.push_back(children);
    }
    completing_.push_back(&op);
    complete_locked(wake);
  }
  apply(wake);
  if (parent)
    end_part(*parent);
  return who != leaver::none;
}

// Completes what is in completing_, and the markers that become ready by it.
void scheduler::complete_locked(wake_list &wake) {
  for (size_t i = 0; i < completing_.size(); ++i) {
    operation &op = *completing_[i];
    if (op.timed)
      op.completed_at = cpu::now_ns();
    if (op.state.exchange(operation::done, std::memory_order_acq_rel) == operation::awaited)
      cpu::futex_wake(op.state);
    for (operation *successor : op.successors)
      if (--successor->unmet == 0)
        make_ready(*successor, wake);
    op.successors.clear();
    release(op);
  }
  completing_.clear();
}

// --- waiting
// --------------------------------------------------------------------------------------------------------------

operation *scheduler::pending_tail(NPUstream_st &stream) {
  std::lock_guard<spin_lock> hold(lock_);
  if (!stream.tail || stream.tail->is_done())
    return nullptr;
  retain(*stream.tail);
  return stream.tail;
}

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
  for (unsigned rounds = 0; !op.is_done();)
    help_or_sleep(op, false, rounds);
}

void scheduler::wait(NPUstream_st &stream) {
  operation *tail, *help = nullptr;
  {
    std::lock_guard<spin_lock> hold(lock_);
    tail = stream.tail;
    if (!tail || tail->is_done())
      return;
    retain(*tail);
    if (!in_kernel())
      help = pick_help(*tail, false);
  }
  if (help) {
    cpu::work_on(*help);
    release(*help);
  }
  wait(*tail);
  release(*tail);
}

void scheduler::wait_for_all() {
  // A marker behind the tails of all streams, in none of them.
  operation *all = new_operation(operation_kind::marker);
  retain(*all);
  wake_list wake;
  {
    std::lock_guard<spin_lock> hold(lock_);
    all->sequence = submitted_;
    for (NPUstream_st *stream : all_streams_)
      link(stream->tail, *all);
    for (NPUstream_st *stream : retired_)
      link(stream->tail, *all);
    if (all->unmet == 0)
      make_ready(*all, wake);
  }
  for (unsigned rounds = 0; !all->is_done();)
    help_or_sleep(*all, true, rounds);
  release(*all);
}

// Work that `target` waits for, or that is the target.
operation *scheduler::pick_help(const operation &target, bool everything) {
  for (operation *op = first_ready_; op;) {
    operation *next = op->next_ready;
    if (!op->has_unclaimed()) {
      unlink_ready(*op);
    } else if (op->sequence <= target.sequence) {
      const NPUstream_st *of_target = target.stream, *of_op = op->stream;
      const bool needed = everything || of_op == of_target || (of_target == &legacy_ && of_op->blocking()) ||
                          (of_op == &legacy_ && of_target->blocking());
      // More threads than processors only where nobody else has begun.
      if (needed && (active_ < cpu::pool::get().size() || op->participants == 0)) {
        ++active_;
        ++op->participants;
        retain(*op);
        return op;
      }
    }
    op = next;
  }
  return nullptr;
}

void scheduler::help_or_sleep(operation &target, bool everything, unsigned &rounds) {
  operation *op;
  {
    std::lock_guard<spin_lock> hold(lock_);
    op = pick_help(target, everything);
  }
  if (op) {
    cpu::work_on(*op);
    release(*op);
    rounds = 0;
    return;
  }
  // Others work on it. Soon done, or worth a sleep; wake up now and then, for there may be something to help
  // with.
  for (unsigned spins = 0; spins < 1000; ++spins) {
    if (target.is_done())
      return;
    cpu::pause();
  }
  uint32_t expected = operation::pending;
  if (target.state.compare_exchange_strong(expected, operation::awaited) || expected == operation::awaited)
    cpu::futex_wait(target.state, operation::awaited, rounds < 10 ? 1'000'000 : 10'000'000);
  ++rounds;
}

// --- for the pool
// -------------------------------------------------------------------------------------------------------

operation *scheduler::take_for_worker() {
  std::lock_guard<spin_lock> hold(lock_);
  if (active_ < cpu::pool::get().size() && !cpu::pool::get().stopping())
    for (operation *op = first_ready_; op;) {
      operation *next = op->next_ready;
      if (op->has_unclaimed()) {
        ++active_;
        ++op->participants;
        retain(*op);
        return op;
      }
      unlink_ready(*op);
      op = next;
    }
  cpu::pool::get().about_to_sleep();
  return nullptr;
}

void scheduler::take_part(operation &op) {
  std::lock_guard<spin_lock> hold(lock_);
  ++op.participants;
}

void scheduler::leave_locked(operation &op, leaver who) {
  if (who == leaver::worker)
    --active_;
  --op.participants;
}

void scheduler::leave(operation &op, leaver who) {
  bool more = false;
  {
    std::lock_guard<spin_lock> hold(lock_);
    leave_locked(op, who);
    if (!op.has_unclaimed())
      unlink_ready(op);
    more = first_ready_ && active_ < cpu::pool::get().size();
  }
  if (more)
    cpu::pool::get().notice_work();
}

scheduler::survey scheduler::look_around(bool list_unattended) {
  std::lock_guard<spin_lock> hold(lock_);
  survey s{submitted_, unfinished_, false, {}};
  for (operation *op = first_ready_; op; op = op->next_ready)
    if (op->has_unclaimed()) {
      s.claimable |= active_ < cpu::pool::get().size();
      if (list_unattended && op->participants == 0) {
        retain(*op);
        s.unattended.push_back(op);
      }
    }
  return s;
}

// Serial mode: everything that is ready runs here and now, in order.
void scheduler::drain() {
  for (;;) {
    operation *op;
    {
      std::lock_guard<spin_lock> hold(lock_);
      while (first_ready_ && !first_ready_->has_unclaimed())
        unlink_ready(*first_ready_);
      op = first_ready_;
      if (!op)
        return;
      ++active_;
      ++op->participants;
      retain(*op);
    }
    cpu::work_on(*op);
    release(*op);
  }
}

// --- streams
// --------------------------------------------------------------------------------------------------------------

NPUstream_st *scheduler::new_stream(unsigned flags, int priority) {
  std::lock_guard<spin_lock> hold(lock_);
  NPUstream_st *stream = nullptr;
  for (size_t i = 0; i < retired_.size() && !stream; ++i)
    if (!retired_[i]->tail || retired_[i]->tail->is_done()) {
      stream = retired_[i];
      retired_.erase(retired_.begin() + long(i));
    }
  if (!stream) {
    stream = new NPUstream_st;
  } else {
    if (stream->tail)
      release(*stream->tail);
    stream->tail = nullptr;
    if (stream->listed)
      busy_blocking_.erase(std::find(busy_blocking_.begin(), busy_blocking_.end(), stream));
    stream->listed = false;
  }
  stream->magic = NPUstream_st::alive;
  stream->flags = flags;
  stream->priority = priority;
  stream->id = next_id_++;
  all_streams_.push_back(stream);
  return stream;
}

void scheduler::free_stream(NPUstream_st &stream) {
  std::lock_guard<spin_lock> hold(lock_);
  stream.magic = 0;
  all_streams_.erase(std::find(all_streams_.begin(), all_streams_.end(), &stream));
  retired_.push_back(&stream);
}

NPUstream_st *scheduler::resolve(npuStream_t handle) {
  if (in_kernel()) {
    // All child kernels of a kernel form one stream: more order than CUDA asks for, never less.
    auto &parent = *static_cast<operation *>(cpu::block_runner::running().task().owner);
    {
      std::lock_guard<spin_lock> hold(lock_);
      if (parent.child_stream)
        return parent.child_stream;
    }
    NPUstream_st *children = new_stream(npuStreamNonBlocking, 0);
    std::lock_guard<spin_lock> hold(lock_);
    all_streams_.erase(std::find(all_streams_.begin(), all_streams_.end(), children));
    if (parent.child_stream)
      retired_.push_back(children);
    else
      parent.child_stream = children;
    return parent.child_stream;
  }
  if (!handle || handle == npuStreamLegacy)
    return &legacy_;
  if (handle == npuStreamPerThread) {
    struct own_stream {
      NPUstream_st *stream = scheduler::get().new_stream(npuStreamDefault, 0);
      ~own_stream() { scheduler::get().free_stream(*stream); }
    };
    static thread_local own_stream own;
    return own.stream;
  }
  return handle->magic == NPUstream_st::alive ? handle : nullptr;
}

} // namespace npu::core
