// SPDX-License-Identifier: Apache-2.0
// Fibers: the suspended threads of a block, and queues of them.
#ifndef NPU_CPU_FIBER_H
#define NPU_CPU_FIBER_H

#include "npu/detail/dim3.h"

#include "cpu/sanitizer.h"

#include <stdint.h>

namespace npu::cpu {

struct warp_slot;

// A stack and the thread it runs. Lies at the top of its own stack.
struct fiber {
  void *saved = nullptr;     // stack pointer while it does not run
  fiber *next = nullptr;     // in the one queue it is in
  unsigned thread = 0;       // linear index of its thread, while suspended
  uint3 position{};          // threadIdx of its thread, while suspended
  warp_slot *held = nullptr; // the rendezvous whose view the thread may still read
  sanitizer_stack sanitizer;
};

// First in, first out.
class fiber_queue {
public:
  bool empty() const { return !head_; }
  fiber *front() const { return head_; }
  void push(fiber *f) {
    f->next = nullptr;
    if (head_)
      tail_->next = f;
    else
      head_ = f;
    tail_ = f;
  }
  fiber *pop() {
    fiber *f = head_;
    head_ = f->next;
    return f;
  }
  // Appends all of `other` and empties it.
  void take(fiber_queue &other) {
    if (other.empty())
      return;
    if (head_)
      tail_->next = other.head_;
    else
      head_ = other.head_;
    tail_ = other.tail_;
    other.head_ = nullptr;
  }
  void clear() { head_ = nullptr; }

private:
  fiber *head_ = nullptr;
  fiber *tail_ = nullptr;
};

} // namespace npu::cpu

#endif
