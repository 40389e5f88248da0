// SPDX-License-Identifier: Apache-2.0
#include "cpu/work.h"

#include "core/error.h"
#include "core/scheduler.h"
#include "cpu/futex.h"
#include "cpu/pool.h"

#include <algorithm>

namespace npu::cpu {
namespace {

using core::operation;
using leaver = core::scheduler::leaver;

// Claiming costs a cache miss when many threads do it; a claim of this length hides it.
constexpr int64_t short_claim_ns = 20'000, long_claim_ns = 80'000;
constexpr uint64_t largest_claim = 0xffff;

__thread participant *this_thread = nullptr;

struct registration {
  ~registration() {
    participants &p = participants::get();
    std::lock_guard<std::mutex> hold(p.lock);
    p.all.erase(std::find(p.all.begin(), p.all.end(), this_thread));
    delete this_thread;
    this_thread = nullptr;
  }
};

void run_block(operation &op, block_runner &runner, uint64_t block) {
  if (!op.task.error.load(std::memory_order_relaxed))
    runner.run(op.task, block);
}

// A block that another thread has claimed and not begun; that thread may be stuck.
bool steal(const operation &op, uint64_t &block) {
  participants &p = participants::get();
  std::lock_guard<std::mutex> hold(p.lock);
  for (participant *other : p.all)
    if (other->op.load(std::memory_order_acquire) == &op && other->take_claimed(block))
      return true;
  return false;
}

// True if the calling thread has left the operation already.
bool run_kernel(operation &op, participant &me, bool crew) {
  block_runner &runner = *me.runner;
  // After a failure the device runs nothing more.
  int none = 0;
  if (const int failed = core::sticky_error())
    op.task.error.compare_exchange_strong(none, failed);
  const bool one_by_one = crew || op.all_blocks_at_once || op.blocks == 1;
  const unsigned threads = pool::get().size();
  int64_t began = one_by_one ? 0 : now_ns();
  for (uint64_t claim = 1;;) {
    uint64_t ran = 0;
    uint64_t block = op.next_block.fetch_add(claim, std::memory_order_relaxed);
    if (block < op.blocks) {
      const uint64_t count = std::min(claim, op.blocks - block);
      if (count > 1)
        me.claimed.store((block + 1) << 16 | (count - 1), std::memory_order_release);
      do {
        run_block(op, runner, block);
        ++ran;
      } while (count > 1 && me.take_claimed(block));
    } else if (crew && steal(op, block)) {
      run_block(op, runner, block);
      ran = 1;
    } else {
      return false;
    }
    if (op.finished_blocks.fetch_add(ran, std::memory_order_acq_rel) + ran == op.blocks) {
      if (op.stalled && op.blocks <= max_crew)
        op.record->needs_all_blocks.store(true, std::memory_order_relaxed);
      return core::scheduler::get().end_part(op, crew ? leaver::crew : leaver::worker);
    }
    if (!one_by_one) {
      const int64_t now = now_ns();
      const uint64_t left = op.blocks - std::min(op.blocks, op.next_block.load(std::memory_order_relaxed));
      if (now - began < short_claim_ns)
        claim *= 2;
      else if (now - began > long_claim_ns)
        claim = std::max<uint64_t>(1, claim / 2);
      claim = std::max<uint64_t>(1, std::min({claim, largest_claim, left / (2 * threads)}));
      began = now;
    }
  }
}

} // namespace

participants &participants::get() {
  static participants *p = new participants;
  return *p;
}

participant &participant::mine() {
  if (__builtin_expect(!this_thread, 0)) {
    // The runner is made first, so that it outlives the registration.
    block_runner &runner = block_runner::mine();
    static thread_local registration at_thread_end;
    (void)at_thread_end;
    this_thread = new participant;
    this_thread->runner = &runner;
    std::lock_guard<std::mutex> hold(participants::get().lock);
    participants::get().all.push_back(this_thread);
  }
  return *this_thread;
}

bool participant::take_claimed(uint64_t &block) {
  uint64_t now = claimed.load(std::memory_order_relaxed);
  do {
    if ((now & largest_claim) == 0)
      return false;
  } while (!claimed.compare_exchange_weak(now, now + (1 << 16) - 1, std::memory_order_acq_rel));
  block = now >> 16;
  return true;
}

void work_on(operation &op, bool crew) {
  participant &me = participant::mine();
  operation *outer = me.op.load(std::memory_order_relaxed); // a callback that waits for another stream
  me.op.store(&op, std::memory_order_release);
  const leaver who = crew ? leaver::crew : leaver::worker;
  bool left = false;
  if (op.kind == core::operation_kind::kernel) {
    left = run_kernel(op, me, crew);
  } else if (op.next_block.fetch_add(1, std::memory_order_relaxed) == 0) {
    op.type->run(op.payload);
    left = core::scheduler::get().end_part(op, who);
  }
  me.op.store(outer, std::memory_order_release);
  if (!left)
    core::scheduler::get().leave(op, who);
}

} // namespace npu::cpu
