// SPDX-License-Identifier: Apache-2.0
// Runs the blocks of kernels on one OS thread: the threads of a block as fibers that take turns.
//
// All threads of a block are run by one fiber, one after the other, as plain calls, until a thread has to
// wait. It then keeps its fiber, and another fiber goes on with the threads that have not started. So a
// kernel without barriers costs a call per thread, and no kernel costs more fibers than threads that wait at
// the same time.
#ifndef NPU_CPU_BLOCK_RUNNER_H
#define NPU_CPU_BLOCK_RUNNER_H

#include "npu/detail/block.h"
#include "npu/detail/signature.h"

#include "cpu/claimed_blocks.h"
#include "cpu/fiber.h"
#include "cpu/grid_barrier.h"
#include "cpu/heap.h"
#include "cpu/races.h"
#include "cpu/stacks.h"
#include "cpu/warp.h"

#include <setjmp.h>
#include <stdint.h>

#include <atomic>
#include <memory>
#include <vector>

namespace npu::cpu {

constexpr unsigned largest_block = 1024; // threads
constexpr unsigned named_barriers = 32;  // the program's 16, and one for each tile of several warps

// One launch of a kernel, as its blocks see it.
struct block_task {
  detail::kernel_function function = nullptr;
  void (*call)(detail::kernel_function, const void *arguments) = nullptr;
  const void *arguments = nullptr;
  dim3 grid, block;
  unsigned threads = 0;                              // per block
  bool whole_block = false;                          // `function` runs a whole block per call
  bool on_fiber = true;                              // else `function` never waits for other threads
  bool independent_blocks = false;                   // no block waits for another one
  unsigned joined_blocks = 1;                        // of a row, or a column, that a call may run
  bool in_columns = false;                           // numbered in bands of joined_blocks rows
  bool all_or_one = false;                           // a call runs joined_blocks blocks, or one
  size_t shared = 0;                                 // bytes of dynamic shared memory
  grid_barrier *meeting = nullptr;                   // of a cooperative launch
  std::atomic<int> error{0};                         // npuError_t; once set, blocks end early and none starts
  const char *(*name)(const block_task &) = nullptr; // for messages
  void *owner = nullptr;                             // for the caller
};

class block_runner {
public:
  // The calling OS thread's, made on first use, freed when the thread ends.
  static block_runner &mine();
  // The one that runs the calling kernel thread; must only be called in kernels.
  static block_runner &running() { return *static_cast<block_runner *>(detail::now.block); }

  ~block_runner();

  // Runs `count` blocks from `block` on and then those in `more` until none is left. A block ends early, and
  // none is begun, when the task has an error. Returns how many there were. Not in a kernel.
  uint64_t run(block_task &task, uint64_t block, uint64_t count, claimed_blocks &more);

  const block_task &task() const { return *task_; }
  // Whether a fiber's stack lies here.
  bool is_on_stack(const void *p) const { return stacks_ && stacks_->holds(p); }

  // Changes whenever the block that runs here makes progress: a thread starts, a barrier opens. Any thread
  // may read it.
  uint64_t pulse() const {
    return pulse_.load(std::memory_order_relaxed) + started_.load(std::memory_order_relaxed);
  }

  // The operations of detail/block.h, called by the block's threads.
  detail::barrier_votes barrier(bool predicate, bool whole_grid);
  void named_barrier(unsigned id, unsigned count, bool wait);
  const detail::warp_view &rendezvous(uint32_t mask, const void *value, size_t size);
  uint32_t converge(const void *site);
  uint32_t warp_live();
  void yield();
  heap_share &heap() { return heap_; }
  // What the kernel's accesses are checked by; made when a kernel first asks.
  race_checker &races() {
    if (!races_)
      races_ = std::make_unique<race_checker>();
    return *races_;
  }
  [[noreturn]] void abort(int error, const char *message);

private:
  struct block_barrier {
    unsigned arrived = 0, true_ = 0;
    bool whole_grid = false;
    detail::barrier_votes result{};
    fiber_queue waiting;
  };
  struct counted_barrier {
    unsigned arrived = 0, needed = 0;
    uint32_t warps = 0; // of the threads that have arrived; known while races are checked
    fiber_queue waiting;
  };

  block_runner();
  static void fiber_entry();
  void fiber_loop();
  void run_threads();
  void join_blocks();
  bool run_whole_blocks();
  void enter(block_task &task);
  void leave();
  void start_block(uint64_t block);
  void place_in_band(uint64_t block);
  bool next_block();

  // The first wait in a block: from here on threads are counted one by one.
  void engage();
  void end_thread();
  void set_started(unsigned n) { started_.store(n, std::memory_order_relaxed); }
  bool all_started() const { return started_.load(std::memory_order_relaxed) == to_start_; }
  bool block_ended() const { return all_started() && (!engaged_ || live_ == 0); }
  void beat() {
    pulse_.store(pulse_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    yields_in_vain_ = 0;
  }

  // Every thread has polled a few times: what they wait for is elsewhere.
  bool polls_in_vain() const { return yields_in_vain_ > 16 + 2 * live_; }

  fiber *take_fiber();
  fiber *new_fiber();
  void switch_to(fiber *to);
  void suspend();
  fiber *pick();
  fiber *pick_other();
  fiber *unblock();
  [[noreturn]] void leave_block();
  void reset_fibers();

  void open_barrier();
  void open_named(counted_barrier &barrier);
  unsigned needed_now(const counted_barrier &barrier) const;
  warp_state &my_warp() { return warps_[detail::now.thread / 32]; }
  void give_up_view();
  void open_slot(warp_state &warp, warp_slot *slot);
  void report_deadlock() const;

  // The blocks.
  block_task *task_ = nullptr;
  uint64_t next_own_ = 0, end_own_ = 0; // blocks that nobody takes away
  claimed_blocks *more_ = nullptr;      // blocks that others may take away
  uint64_t ran_ = 0;                    // blocks, since run was called

  // The block.
  uint64_t block_ = 0;
  std::atomic<unsigned> started_{0}; // threads (calls, for whole-block functions)
  unsigned to_start_ = 0;
  bool engaged_ = false;
  bool aborted_ = false;
  unsigned live_ = 0;           // threads that have not ended; once engaged
  unsigned yields_in_vain_ = 0; // since a thread last made progress
  std::atomic<uint64_t> pulse_{0};

  // Its fibers.
  fiber *current_ = nullptr;
  fiber native_;              // stands for the OS thread's own stack
  jmp_buf native_escape_;     // out of a block that runs on that stack
  fiber *previous_ = nullptr; // what control came from, for the sanitizers
  fiber_queue ready_;
  fiber_queue leaders_;   // first arrivals at warp_converge: run when their warp has nothing else to do
  fiber_queue yielded_;   // run when nothing else can
  fiber *idle_ = nullptr; // fibers without a thread, last used first

  // What they wait for.
  block_barrier barrier_;
  counted_barrier named_[named_barriers];
  unsigned named_in_use_ = 0; // bit per barrier that has arrivals
  warp_state warps_[largest_block / 32];
  warp_slots slots_;

  std::unique_ptr<race_checker> races_;

  // Memory.
  std::unique_ptr<stack_pool> stacks_;
  std::vector<fiber *> fibers_;
  void *shared_ = nullptr;
  size_t shared_size_ = 0;
  heap_share heap_;
};

} // namespace npu::cpu

#endif
