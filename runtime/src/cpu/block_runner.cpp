// SPDX-License-Identifier: Apache-2.0
// The life of a block: its fibers, the start and end of its threads, and what happens when it cannot go on.
#include "cpu/block_runner.h"

#include "npu/runtime.h"

#include "cpu/strict.h"
#include "cpu/switching.h"

#include <stdio.h>
#include <stdlib.h>

#include <algorithm>
#include <new>

namespace npu {

NPU_API_TLS uint3 threadIdx{0, 0, 0};
NPU_API_TLS uint3 blockIdx{0, 0, 0};
NPU_API_TLS dim3 blockDim;
NPU_API_TLS dim3 gridDim;
namespace detail {
NPU_API_TLS running now{};
}

namespace cpu {
namespace {

constexpr size_t shared_alignment = 128;
constexpr size_t usual_shared = 48 * 1024;

__thread block_runner *this_thread = nullptr;

// Frees the runner when its OS thread ends. What runs later on that thread (destructors) gets a new one.
struct reaper {
  ~reaper() {
    delete this_thread;
    this_thread = nullptr;
  }
};

} // namespace

block_runner &block_runner::mine() {
  if (__builtin_expect(!this_thread, 0)) {
    static thread_local reaper at_thread_end;
    (void)at_thread_end;
    this_thread = new block_runner;
    watch_faults();
  }
  return *this_thread;
}

block_runner::block_runner() { native_.sanitizer.adopt_current_thread(); }

block_runner::~block_runner() {
  for (fiber *f : fibers_)
    f->sanitizer.destroy();
  free(shared_);
}

// --- blocks and threads
// -------------------------------------------------------------------------------------------------

uint64_t block_runner::run(block_task &task, uint64_t block, uint64_t count, claimed_blocks &more) {
  enter(task);
  next_own_ = block + 1;
  end_own_ = block + count;
  more_ = &more;
  ran_ = 0;
  bool begun = !task.error.load(std::memory_order_relaxed);
  if (begun)
    start_block(block);
  else
    begun = next_block();
  while (begun) {
    current_ = &native_;
    if (!task.on_fiber)
      run_whole_blocks();
    else
      switch_to(take_fiber());
    // Back here all blocks have ended, or one has failed.
    if (!aborted_)
      break;
    aborted_ = false;
    reset_fibers();
    begun = next_block();
  }
  leave();
  return ran_;
}

void block_runner::enter(block_task &task) {
  if (__builtin_expect(!stacks_ || stacks_->size() != stack_size(), 0))
    reset_fibers();
  if (__builtin_expect(shared_size_ < task.shared || !shared_, 0)) {
    free(shared_);
    shared_size_ =
        (std::max(task.shared, usual_shared) + shared_alignment - 1) / shared_alignment * shared_alignment;
    shared_ = aligned_alloc(shared_alignment, shared_size_);
  }
  task_ = &task;
  to_start_ = task.whole_block ? 1 : task.threads;
  detail::now = {this, shared_, task.shared, 0, task.threads, 1};
  blockDim = task.block;
  gridDim = task.grid;
}

void block_runner::leave() {
  // The thread sanitizer has room for 8128 threads and fibers, so idle ones are not kept.
  if (__builtin_expect(__tsan_switch_to_fiber != nullptr, 0) && fibers_.size() > largest_block / 4)
    reset_fibers();
  task_ = nullptr;
  detail::now = {};
  threadIdx = {0, 0, 0};
  blockIdx = {0, 0, 0};
  blockDim = dim3();
  gridDim = dim3();
}

void block_runner::start_block(uint64_t block) {
  const dim3 grid = task_->grid;
  if (task_->in_columns) {
    place_in_band(block);
  } else if (ran_ && block == block_ + 1 && blockIdx.x + 1 < grid.x) {
    ++blockIdx.x;
  } else {
    const uint64_t row = block / grid.x;
    blockIdx.x = unsigned(block - row * grid.x);
    blockIdx.y = unsigned(row % grid.y);
    blockIdx.z = unsigned(row / grid.y);
  }
  block_ = block;
  if (__builtin_expect(named_in_use_, 0)) { // arrivals that nobody waited for
    for (counted_barrier &b : named_)
      b.arrived = b.warps = 0;
    named_in_use_ = 0;
  }
  if (__builtin_expect(races_ != nullptr, 0))
    races_->start_block();
  engaged_ = false;
  set_started(0);
  beat();
}

// Column by column in bands of joined_blocks rows, the last of which may have fewer.
void block_runner::place_in_band(uint64_t block) {
  const dim3 grid = task_->grid;
  const uint64_t layer = uint64_t(grid.x) * grid.y, whole = uint64_t(grid.x) * task_->joined_blocks;
  const uint64_t in_layer = block % layer, in_band = in_layer % whole,
                 first = in_layer / whole * task_->joined_blocks,
                 rows = std::min<uint64_t>(task_->joined_blocks, grid.y - first);
  blockIdx = {unsigned(in_band / rows), unsigned(first + in_band % rows), unsigned(block / layer)};
}

// A block has ended or was left out. True if another one was started in its place.
bool block_runner::next_block() {
  uint64_t block;
  if (__builtin_expect(races_ != nullptr, 0))
    races_->end_block(*task_);
  do {
    ++ran_;
    if (task_->meeting)
      task_->meeting->leave();
    if (next_own_ < end_own_)
      block = next_own_++;
    else if (!more_->take(block))
      return false;
  } while (task_->error.load(std::memory_order_relaxed));
  start_block(block);
  return true;
}

// The next call runs further blocks of the row, or of the column within its band, too.
void block_runner::join_blocks() {
  const block_task &task = *task_;
  const unsigned in_band = task.in_columns ? blockIdx.y % task.joined_blocks : 0;
  uint64_t more = std::min<uint64_t>(
      {end_own_ - next_own_, task.in_columns ? task.grid.y - 1 - blockIdx.y : task.grid.x - 1 - blockIdx.x,
       task.joined_blocks - 1 - in_band});
  if (task.all_or_one && more < task.joined_blocks - 1)
    more = 0;
  detail::now.blocks = unsigned(more) + 1;
  next_own_ += more;
  ran_ += more;
}

// On the OS thread's own stack. False if a block failed.
bool block_runner::run_whole_blocks() {
  if (_setjmp(native_escape_))
    return false;
  const block_task &task = *task_;
  do {
    set_started(1);
    detail::now.thread = 0;
    threadIdx = {0, 0, 0};
    if (task.joined_blocks > 1)
      join_blocks();
    task.call(task.function, task.arguments);
    if (__builtin_expect(engaged_, 0))
      end_thread();
  } while (next_block());
  return true;
}

void block_runner::run_threads() {
  const block_task &task = *task_;
  for (;;) {
    // Derived from the index, not counted on: other fibers may have started threads since the last round.
    const unsigned t = started_.load(std::memory_order_relaxed);
    if (t >= to_start_)
      return;
    set_started(t + 1);
    detail::now.thread = t;
    if (t < task.block.x) {
      threadIdx = {t, 0, 0};
    } else {
      const unsigned row = t / task.block.x;
      threadIdx = {t - row * task.block.x, row % task.block.y, row / task.block.y};
    }
    task.call(task.function, task.arguments);
    if (engaged_)
      end_thread();
  }
}

// The body of every fiber.
void block_runner::fiber_loop() {
  for (;;) {
    run_threads();
    fiber *to = &native_;
    if (!block_ended())
      to = pick();
    else if (next_block())
      continue;
    current_->next = idle_;
    idle_ = current_;
    switch_to(to);
  }
}

void block_runner::fiber_entry() {
  block_runner &self = running();
  if (sanitizer_present())
    after_switch(self.current_->sanitizer, self.previous_->sanitizer);
  self.fiber_loop();
}

void block_runner::engage() {
  engaged_ = true;
  // Until now each thread ended before the next started.
  const unsigned ended = task_->whole_block ? 0 : detail::now.thread;
  live_ = to_start_ - ended;
  for (unsigned first = 0; first < to_start_; first += 32) {
    const unsigned lanes = std::min(32u, to_start_ - first);
    uint32_t live = lanes == 32 ? ~0u : (1u << lanes) - 1;
    if (ended >= first + 32)
      live = 0;
    else if (ended > first)
      live &= ~0u << (ended - first);
    warps_[first / 32].live = live;
    warps_[first / 32].yielded = 0;
    warps_[first / 32].pending = nullptr;
  }
}

// Nobody waits for a thread that has ended.
void block_runner::end_thread() {
  beat();
  give_up_view();
  --live_;
  warp_state &warp = my_warp();
  warp.live &= ~(1u << detail::now.thread % 32);
  for (warp_slot *slot = warp.pending; slot;) {
    warp_slot *next = slot->next;
    if (!slot->site && !(slot->mask & warp.live & ~slot->view.arrived))
      open_slot(warp, slot);
    slot = next;
  }
  if (barrier_.arrived && barrier_.arrived == live_)
    open_barrier();
  for (unsigned in_use = named_in_use_; in_use; in_use &= in_use - 1) {
    counted_barrier &b = named_[__builtin_ctz(in_use)];
    if (b.arrived >= needed_now(b))
      open_named(b);
  }
}

// --- fibers
// ---------------------------------------------------------------------------------------------------------------

fiber *block_runner::take_fiber() {
  if (fiber *f = idle_) {
    idle_ = f->next;
    return f;
  }
  return new_fiber();
}

fiber *block_runner::new_fiber() {
  const stack_range stack = stacks_->take();
  char *place = stack.top - (sizeof(fiber) + 63) / 64 * 64;
  fiber *f = new (place) fiber;
  f->saved = make_context(place, fiber_entry);
  f->sanitizer.bottom = stack.bottom;
  f->sanitizer.size = size_t(place - stack.bottom);
  f->sanitizer.create();
  fibers_.push_back(f);
  return f;
}

// Drops all fibers with whatever is on their stacks.
void block_runner::reset_fibers() {
  for (fiber *f : fibers_)
    f->sanitizer.destroy();
  fibers_.clear();
  idle_ = nullptr;
  for (fiber_queue *queue : {&ready_, &leaders_, &yielded_, &barrier_.waiting})
    queue->clear();
  barrier_.arrived = barrier_.true_ = 0;
  barrier_.whole_grid = false;
  for (counted_barrier &b : named_) {
    b.arrived = 0;
    b.waiting.clear();
  }
  named_in_use_ = 0;
  slots_ = warp_slots();
  stacks_ = std::make_unique<stack_pool>(stack_size());
}

// Nothing is ready: in this order, a first arrival at warp_converge whose warp has no thread left to start, a
// thread that has not started, one that polls. Lanes that gave way may have been on their way to that place:
// an atomic function that changed nothing is enough.
fiber *block_runner::pick_other() {
  if (!leaders_.empty()) {
    const unsigned warp = leaders_.front()->thread / 32;
    if ((all_started() || started_ / 32 != warp) && (!warps_[warp].yielded || polls_in_vain()))
      return leaders_.pop();
  }
  if (!all_started())
    return take_fiber();
  if (!yielded_.empty())
    return yielded_.pop();
  return unblock();
}

// All threads wait. Rendezvous that still miss lanes go on without them, the oldest first; else it is a
// deadlock.
fiber *block_runner::unblock() {
  for (unsigned first = 0; first < to_start_; first += 32) {
    warp_state &warp = warps_[first / 32];
    if (warp_slot *oldest = warp.pending) {
      while (oldest->next)
        oldest = oldest->next;
      open_slot(warp, oldest);
      return ready_.pop();
    }
  }
  report_deadlock();
  int none = 0;
  task_->error.compare_exchange_strong(none, npuErrorLaunchFailure);
  leave_block();
}

// --- failure
// ----------------------------------------------------------------------------------------------------------------

void block_runner::leave_block() {
  aborted_ = true;
  if (current_ == &native_)
    longjmp(native_escape_, 1);
  switch_to(&native_);
  __builtin_unreachable();
}

void block_runner::abort(int error, const char *message) {
  int none = 0;
  const bool first = task_->error.compare_exchange_strong(none, error);
  if (first && message)
    fprintf(stderr, "npu: kernel '%s', block (%u,%u,%u), thread (%u,%u,%u): %s\n", task_->name(*task_),
            blockIdx.x, blockIdx.y, blockIdx.z, threadIdx.x, threadIdx.y, threadIdx.z, message);
  leave_block();
}

void block_runner::report_deadlock() const {
  fprintf(
      stderr,
      "npu: kernel '%s', block (%u,%u,%u): deadlock, every thread waits for another one (%u of %u ended)\n",
      task_->name(*task_), blockIdx.x, blockIdx.y, blockIdx.z, to_start_ - live_, to_start_);
  const auto describe = [](const fiber_queue &waiting, const char *what, unsigned id) {
    unsigned count = 0;
    for (const fiber *f = waiting.front(); f; f = f->next)
      ++count;
    if (!count)
      return;
    const uint3 at = waiting.front()->position;
    fprintf(stderr, "npu:   %u thread%s at %s %u, the first is thread (%u,%u,%u)\n", count,
            count == 1 ? " waits" : "s wait", what, id, at.x, at.y, at.z);
  };
  describe(barrier_.waiting, "barrier", 0);
  for (unsigned id = 0; id < named_barriers; ++id)
    describe(named_[id].waiting, "named barrier", id);
}

} // namespace cpu
} // namespace npu
