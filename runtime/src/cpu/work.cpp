// SPDX-License-Identifier: Apache-2.0
#include "cpu/work.h"

#include "core/error.h"
#include "core/scheduler.h"
#include "cpu/claimed_blocks.h"
#include "cpu/futex.h"
#include "cpu/pool.h"
#include "cpu/strict.h"

#include <algorithm>

namespace npu::cpu {
namespace {

using core::operation;

// Claiming costs a cache miss when many threads do it; a claim of this length hides it.
constexpr int64_t short_claim_ns = 20'000, long_claim_ns = 80'000;
constexpr uint64_t trifle_ns = 2'000;

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

// A block that another thread has claimed and not begun; that thread may be stuck.
bool steal(const operation &op, uint64_t &block) {
  participants &p = participants::get();
  std::lock_guard<std::mutex> hold(p.lock);
  for (participant *other : p.all)
    if (other->claimed.take_if(block, [&] { return other->op.load(std::memory_order_acquire) == &op; }))
      return true;
  return false;
}

// What the launches of this kernel to come are told by how long one takes; see is_heavy in scheduler.cpp.
void note_time(const operation &op, uint64_t blocks, int64_t elapsed) {
  std::atomic<uint32_t> &known = op.record->thread_time;
  const uint64_t before = known.load(std::memory_order_relaxed);
  const uint64_t now = uint64_t(std::max<int64_t>(1, elapsed)) * 1000 / (blocks * op.task.threads);
  // Smoothed, and written seldom: launches read this line.
  const uint64_t next = std::clamp<uint64_t>(before ? (3 * before + now) / 4 : now, 1, UINT32_MAX);
  if (next > before + before / 8 || next < before - before / 8)
    known.store(uint32_t(next), std::memory_order_relaxed);
}

// How many blocks to claim, after `ran` blocks of the last claim took `elapsed` nanoseconds.
uint64_t next_claim(const operation &op, uint64_t claim, uint64_t ran, int64_t elapsed) {
  if (elapsed < short_claim_ns)
    claim *= 2;
  else if (elapsed > long_claim_ns)
    claim /= 2;
  claim = std::max<uint64_t>(claim, op.task.joined_blocks);
  // A fair share of what is left, unless that is not worth a claim.
  const uint64_t left = op.blocks - std::min(op.blocks, op.next_block.load(std::memory_order_relaxed));
  const uint64_t share =
      std::max(left / (2 * pool::get().size()), trifle_ns * ran / uint64_t(std::max<int64_t>(1, elapsed)));
  claim = std::clamp<uint64_t>(std::min(claim, share), 1, claimed_blocks::most);
  return claim > op.task.joined_blocks ? claim - claim % op.task.joined_blocks : claim;
}

// True if the last block of the operation ended here.
bool run_kernel(operation &op, participant &me, bool crew) {
  // After a failure the device runs nothing more.
  int none = 0;
  if (const int failed = core::sticky_error(); __builtin_expect(failed, 0))
    op.task.error.compare_exchange_strong(none, failed);
  const bool single = op.blocks == 1; // claimed with the operation
  const bool one_by_one =
      single || crew || op.all_blocks_at_once || op.blocks >= claimed_blocks::most_in_grid;
  int64_t began = one_by_one ? 0 : now_ns();
  const uint64_t fair = op.blocks / (4 * pool::get().size());
  for (uint64_t claim = one_by_one ? 1 : std::clamp<uint64_t>(fair, 1, op.task.joined_blocks);;) {
    uint64_t block = single ? 0 : op.next_block.fetch_add(claim, std::memory_order_relaxed);
    uint64_t count = 1;
    if (block < op.blocks) {
      count = std::min(claim, op.blocks - block);
      // Nobody need take away what nobody waits for.
      if (!op.task.independent_blocks && count > 1) {
        me.claimed.set(block + 1, count - 1);
        count = 1;
      }
    } else if (!crew || !steal(op, block)) {
      return false;
    }
    const uint64_t ran = me.runner->run(op.task, block, count, me.claimed);
    if (single)
      return true;
    if (!one_by_one && (op.has_unclaimed() || !op.record->thread_time.load(std::memory_order_relaxed))) {
      const int64_t now = now_ns();
      note_time(op, ran, now - began);
      claim = next_claim(op, claim, ran, now - began);
      began = now;
    }
    if (op.finished_blocks.fetch_add(ran, std::memory_order_acq_rel) + ran == op.blocks) {
      if (op.stalled.load(std::memory_order_relaxed) && op.blocks <= max_crew)
        op.record->needs_all_blocks.store(true, std::memory_order_relaxed);
      return true;
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

void work_on(operation &op, bool crew) {
  participant &me = participant::mine();
  operation *outer = me.op.load(std::memory_order_relaxed); // a callback that waits for another stream
  me.op.store(&op, std::memory_order_release);
  bool ended = true;
  {
    const device_access access;
    if (op.kind == core::operation_kind::kernel)
      ended = run_kernel(op, me, crew);
    else
      op.type->run(op.payload);
  }
  me.op.store(outer, std::memory_order_release);
  core::scheduler::get().leave(op, crew, ended);
}

} // namespace npu::cpu
