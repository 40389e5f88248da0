// SPDX-License-Identifier: Apache-2.0
// The blocks that a thread has claimed and not begun. Other threads may take them away one by one: the thread
// may be stuck in a block that waits for them.
#ifndef NPU_CPU_CLAIMED_BLOCKS_H
#define NPU_CPU_CLAIMED_BLOCKS_H

#include <stdint.h>

#include <atomic>

namespace npu::cpu {

class claimed_blocks {
public:
  static constexpr uint64_t most = (1 << 16) - 1;             // at a time
  static constexpr uint64_t most_in_grid = uint64_t(1) << 40; // larger grids are claimed block by block

  // By the owner, when nothing is left of the last claim.
  void set(uint64_t first, uint64_t count) {
    const uint64_t turn = ((word_.load(std::memory_order_relaxed) >> 16) + 1) & 0xff;
    word_.store(first << 24 | turn << 16 | count, std::memory_order_release);
  }
  bool empty() const { return (word_.load(std::memory_order_relaxed) & most) == 0; }

  // By the owner: takes one block from the front.
  bool take(uint64_t &block) {
    return take_if(block, [] { return true; });
  }
  // By others. `still` is asked between the look and the taking: it tells whether the owner still works on
  // the operation that is meant. The turn in the word makes the taking fail if the owner has since claimed
  // other blocks.
  template <class F> bool take_if(uint64_t &block, F still) {
    uint64_t word = word_.load(std::memory_order_acquire);
    do {
      if ((word & most) == 0 || !still())
        return false;
    } while (!word_.compare_exchange_weak(word, word + (1 << 24) - 1, std::memory_order_acq_rel,
                                          std::memory_order_acquire));
    block = word >> 24;
    return true;
  }

private:
  std::atomic<uint64_t> word_{0}; // first block: 40 bits, turn: 8, count: 16
};

} // namespace npu::cpu

#endif
