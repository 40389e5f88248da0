// SPDX-License-Identifier: Apache-2.0
#include "cpu/pool.h"

#include "npu/runtime.h"

#include "core/scheduler.h"
#include "cpu/futex.h"
#include "cpu/spawn.h"
#include "cpu/work.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>

#include <algorithm>
#include <map>
#include <thread>

namespace npu::cpu {
namespace {

using core::operation;

constexpr int64_t us = 1000, ms = 1000 * us;
constexpr int64_t shortest_nap = 50 * us, longest_nap = 1 * ms; // of the monitor, while work is submitted
constexpr int64_t attention = 5 * ms;                           // after the last submission
constexpr int64_t stall_interval = 50 * ms;
constexpr int64_t crew_patience = 1000 * ms; // an idle thread of the crew ends after that

unsigned processors() {
  if (const char *text = getenv("NPU_CPU_THREADS")) {
    char *end;
    const unsigned long n = strtoul(text, &end, 10);
    if (*text && !*end && n >= 1 && n <= 4096)
      return unsigned(n);
    fprintf(stderr, "npu: NPU_CPU_THREADS=%s ignored: give a number from 1 to 4096\n", text);
  }
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0)
    return unsigned(std::max(1, CPU_COUNT(&set)));
  return std::max(1u, std::thread::hardware_concurrency());
}

bool set(const char *variable) {
  const char *text = getenv(variable);
  return text && *text && !(text[0] == '0' && !text[1]);
}

} // namespace

pool::pool() : size_(processors()), serial_(set("NPU_SERIAL")) {
  if (serial_)
    size_ = 1;
}

void pool::start() {
  std::lock_guard<std::mutex> hold(start_lock_);
  if (started_.load(std::memory_order_relaxed))
    return;
  atexit([] { get().stop(); });
  if (!serial_) {
    for (unsigned i = 0; i < size_; ++i)
      spawn("npu-worker", [this] { worker(); });
    spawn("npu-monitor", [this] { monitor(); });
  }
  started_.store(true, std::memory_order_release);
}

// At exit: unfinished work is given up, as CUDA does. Blocks that run get a moment to end, so that they do
// not read what static destructors take down. Threads that synchronise later still run what they wait for.
void pool::stop() {
  stopping_.store(true);
  const participant *me = &participant::mine();
  for (int64_t began = now_ns(); now_ns() - began < 200 * ms;) {
    bool busy = false;
    {
      std::lock_guard<std::mutex> listed(participants::get().lock);
      const auto hold = core::scheduler::get().hold();
      for (participant *p : participants::get().all) {
        operation *op = p->op.load(std::memory_order_acquire);
        if (p == me || !op)
          continue;
        busy = true;
        int none = 0;
        if (op->kind == core::operation_kind::kernel)
          op->task.error.compare_exchange_strong(none, npuErrorCudartUnloading);
      }
    }
    if (!busy)
      return;
    std::this_thread::sleep_for(std::chrono::microseconds(100));
  }
}

// --- workers
// --------------------------------------------------------------------------------------------------------------

void pool::worker() {
  for (;;) {
    const uint32_t epoch = epoch_.load(std::memory_order_acquire);
    if (operation *op = core::scheduler::get().take_for_worker()) {
      work_on(*op);
    } else {
      futex_wait(epoch_, epoch);
      sleeping_.fetch_sub(1, std::memory_order_relaxed);
    }
  }
}

void pool::wake(unsigned count) {
  const unsigned n = std::min(count, sleeping_.load(std::memory_order_relaxed));
  if (!n)
    return;
  epoch_.fetch_add(1, std::memory_order_release);
  futex_wake(epoch_, int(n));
}

void pool::notice_work() {
  if (monitor_away_.load(std::memory_order_relaxed) && monitor_away_.exchange(0))
    futex_wake(monitor_away_);
}

// --- crew
// -----------------------------------------------------------------------------------------------------------------

void pool::send_crew(operation &op, unsigned count) {
  for (unsigned i = 0; i < count; ++i) {
    std::lock_guard<std::mutex> hold(crew_lock_);
    if (!idle_crew_.empty()) {
      crew_member *member = idle_crew_.back();
      idle_crew_.pop_back();
      core::retain(op);
      member->op = &op;
      member->called.store(1, std::memory_order_release);
      futex_wake(member->called);
    } else if (crew_size_ < 2 * max_crew) {
      ++crew_size_;
      core::retain(op);
      spawn("npu-crew", [this, p = &op] { crew(p); });
    }
  }
}

void pool::crew(operation *op) {
  crew_member me;
  for (;;) {
    if (core::scheduler::get().take_part(*op))
      work_on(*op, true);
    core::release(*op);

    me.called.store(0, std::memory_order_relaxed);
    {
      std::lock_guard<std::mutex> hold(crew_lock_);
      idle_crew_.push_back(&me);
    }
    const int64_t until = now_ns() + crew_patience;
    for (int64_t now = now_ns(); !me.called.load(std::memory_order_acquire) && now < until; now = now_ns())
      futex_wait(me.called, 0, until - now);
    if (!me.called.load(std::memory_order_acquire)) {
      std::lock_guard<std::mutex> hold(crew_lock_);
      const auto place = std::find(idle_crew_.begin(), idle_crew_.end(), &me);
      if (place != idle_crew_.end()) {
        idle_crew_.erase(place);
        --crew_size_;
        return;
      }
    }
    // Called; perhaps at the last moment, then under the lock that was just held.
    op = me.op;
  }
}

void pool::staff_unattended() {
  for (operation *op : core::scheduler::get().look_around(true).unattended) {
    send_crew(*op, 1);
    core::release(*op);
  }
}

// --- monitor
// --------------------------------------------------------------------------------------------------------------

void pool::monitor() {
  uint64_t submitted = 0;
  int64_t last_submission = now_ns(), last_check = last_submission, nap = shortest_nap;
  for (;;) {
    int64_t now = now_ns();
    // Said before the look: who submits work after the look sees it.
    const bool rest = now - last_submission > attention;
    if (rest)
      monitor_away_.store(1);
    const core::scheduler::survey seen = core::scheduler::get().look_around(false);
    if (seen.submitted != submitted) {
      submitted = seen.submitted;
      last_submission = now;
    }
    if (seen.claimable && sleeping_.load(std::memory_order_relaxed)) {
      wake(size_);
      nap = shortest_nap;
    }
    if (now - last_check >= stall_interval) {
      last_check = now;
      find_stalls();
    }
    if (!rest) {
      futex_wait(monitor_away_, 0, nap); // never woken: a nap
      nap = std::min(2 * nap, longest_nap);
    } else {
      futex_wait(monitor_away_, 1, seen.unfinished ? stall_interval : -1);
      if (!monitor_away_.exchange(0)) { // told of work
        last_submission = now_ns();
        nap = shortest_nap;
      }
    }
  }
}

// An operation of which no block has made progress since the last look, although it has blocks that no thread
// runs: its blocks wait for those. It gets as many threads again.
void pool::find_stalls() {
  struct state {
    unsigned threads = 0;
    bool moved = false, waiting_blocks = false;
  };
  std::map<operation *, state> running;
  bool anything_moved = false;
  {
    std::lock_guard<std::mutex> listed(participants::get().lock);
    const auto hold = core::scheduler::get().hold();
    for (participant *p : participants::get().all) {
      operation *op = p->op.load(std::memory_order_acquire);
      const uint64_t pulse = p->runner->pulse();
      const bool moved = p->seen_op != op || p->seen_pulse != pulse;
      p->seen_op = op;
      p->seen_pulse = pulse;
      if (!op)
        continue;
      anything_moved |= moved;
      state &s = running[op];
      if (++s.threads == 1)
        core::retain(*op);
      s.moved |= moved;
      s.waiting_blocks |= !p->claimed.empty();
    }
  }
  for (auto &[op, s] : running) {
    // Blocks that never wait for others are only long.
    if (!s.moved && (s.waiting_blocks || op->has_unclaimed()) && op->kind == core::operation_kind::kernel &&
        !op->task.independent_blocks) {
      if (op->finished_blocks.load(std::memory_order_relaxed) == 0)
        op->stalled.store(true, std::memory_order_relaxed);
      send_crew(*op, s.threads);
    }
    core::release(*op);
  }
  if (!anything_moved)
    staff_unattended();
}

} // namespace npu::cpu
