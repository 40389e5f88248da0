// SPDX-License-Identifier: Apache-2.0
// Stacks for fibers.
#ifndef NPU_CPU_STACKS_H
#define NPU_CPU_STACKS_H

#include <stddef.h>

#include <vector>

namespace npu::cpu {

// Bytes per stack that new stack_pools use; npuLimitStackSize. Rounded up to pages; at least 64 KB.
size_t stack_size();
void set_stack_size(size_t bytes);

struct stack_range {
  char *bottom; // lowest usable address; the page below it faults
  char *top;    // aligned to 64
};

// Hands out stacks of one size, all freed together. The memory is reserved in large pieces and touched by use
// only. The tops are coloured: they lie at different offsets in their pages, or the hot ends of all stacks
// would compete for the same cache sets. Not thread-safe.
class stack_pool {
public:
  explicit stack_pool(size_t size) : size_(size) {}
  stack_pool(const stack_pool &) = delete;
  stack_pool &operator=(const stack_pool &) = delete;
  ~stack_pool();

  stack_range take();
  bool holds(const void *p) const;
  size_t size() const { return size_; }

private:
  struct piece {
    char *begin;
    size_t bytes;
  };
  void grow();

  size_t size_;
  std::vector<piece> pieces_;
  char *next_ = nullptr; // guard page of the next stack
  size_t left_ = 0;      // stacks left in the last piece
  unsigned taken_ = 0;
};

} // namespace npu::cpu

#endif
