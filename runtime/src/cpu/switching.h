// SPDX-License-Identifier: Apache-2.0
// The hot part of block_runner: which fiber runs next, and the switch to it.
#ifndef NPU_CPU_SWITCHING_H
#define NPU_CPU_SWITCHING_H

#include "cpu/block_runner.h"
#include "cpu/context.h"

namespace npu::cpu {

inline void block_runner::switch_to(fiber *to) {
  fiber *from = current_;
  current_ = to;
  if (__builtin_expect(sanitizer_present(), 0)) {
    previous_ = from;
    before_switch(from->sanitizer, to->sanitizer);
    npu_switch_context(&from->saved, to->saved);
    after_switch(current_->sanitizer, previous_->sanitizer);
  } else {
    npu_switch_context(&from->saved, to->saved);
  }
}

inline fiber *block_runner::pick() { return ready_.empty() ? pick_other() : ready_.pop(); }

// The calling thread is in a queue; runs others until it is taken out of it and its turn comes.
inline void block_runner::suspend() {
  fiber *self = current_;
  self->thread = detail::now.thread;
  self->position = threadIdx;
  fiber *to = pick();
  if (to != self)
    switch_to(to);
  detail::now.thread = self->thread;
  threadIdx = self->position;
}

} // namespace npu::cpu

#endif
