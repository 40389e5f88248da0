// SPDX-License-Identifier: Apache-2.0
// Pipelines: stages that producers fill by copies and consumers take in the same order.
#ifndef NPU_LIBCU_PIPELINE_H
#define NPU_LIBCU_PIPELINE_H

#include "npu/detail/macros_aside.inc"

#include "npu/libcu/barrier.h"

#include <stddef.h>

namespace npu {
namespace libcu {

enum class pipeline_role { producer, consumer };

// Shared by the threads of a group; in shared memory. `Stages` may be filled ahead.
template <thread_scope Scope, unsigned char Stages> struct pipeline_shared_state {
  barrier<Scope> full[Stages], empty[Stages];
  size_t producers;
};

// One thread's view of a pipeline. A pipeline of thread_scope_thread has no shared state: its copies are
// complete when they return, and nothing waits.
template <thread_scope Scope> class pipeline {
public:
  pipeline() = default;
  pipeline(barrier<Scope> *full, barrier<Scope> *empty, unsigned stages, bool produces, bool consumes)
      : full_(full), empty_(empty), stages_(stages), produces_(produces), consumes_(consumes) {}

  // Waits until the next stage is free.
  void producer_acquire() {
    if (stages_ != 0 && produces_ && filled_ >= stages_)
      empty_[filled_ % stages_].wait_parity((filled_ / stages_ - 1) % 2 != 0);
  }
  // The stage is filled.
  void producer_commit() {
    if (stages_ != 0 && produces_)
      full_[filled_ % stages_].arrive();
    ++filled_;
  }
  // Waits until the oldest stage that was not taken is filled by all producers.
  void consumer_wait() { wait_for(taken_); }
  // The stage is free again.
  void consumer_release() {
    if (stages_ != 0 && consumes_)
      empty_[taken_ % stages_].arrive();
    ++taken_;
  }
  bool quit() { return true; }

  // Waits until all stages but the last `ahead` that this thread filled are complete.
  void wait_prior(size_t ahead) {
    for (size_t stage = taken_; stage + ahead < filled_; ++stage)
      wait_for(stage);
  }

private:
  void wait_for(size_t stage) {
    if (stages_ != 0 && consumes_)
      full_[stage % stages_].wait_parity(stage / stages_ % 2 != 0);
  }

  barrier<Scope> *full_ = nullptr, *empty_ = nullptr;
  unsigned stages_ = 0;
  bool produces_ = true, consumes_ = true;
  size_t filled_ = 0, taken_ = 0;
};

inline pipeline<thread_scope_thread> make_pipeline() { return {}; }

namespace detail {
template <class Group, thread_scope Scope, unsigned char Stages>
inline void init_pipeline(const Group &group, pipeline_shared_state<Scope, Stages> *state, size_t producers,
                          size_t consumers) {
  if (group.thread_rank() == 0)
    for (unsigned i = 0; i < Stages; ++i) {
      init(&state->full[i], static_cast<ptrdiff_t>(producers));
      init(&state->empty[i], static_cast<ptrdiff_t>(consumers));
    }
  group.sync();
}
} // namespace detail

// All threads of the group call these with the same state. Every thread fills and takes; or the first
// `producers` threads fill and the others take; or each thread says what it does.
template <class Group, thread_scope Scope, unsigned char Stages>
inline pipeline<Scope> make_pipeline(const Group &group, pipeline_shared_state<Scope, Stages> *state) {
  const size_t threads = static_cast<size_t>(group.size());
  detail::init_pipeline(group, state, threads, threads);
  return {state->full, state->empty, Stages, true, true};
}
template <class Group, thread_scope Scope, unsigned char Stages>
inline pipeline<Scope> make_pipeline(const Group &group, pipeline_shared_state<Scope, Stages> *state,
                                     size_t producers) {
  const bool produces = static_cast<size_t>(group.thread_rank()) < producers;
  detail::init_pipeline(group, state, producers, static_cast<size_t>(group.size()) - producers);
  return {state->full, state->empty, Stages, produces, !produces};
}
template <class Group, thread_scope Scope, unsigned char Stages>
inline pipeline<Scope> make_pipeline(const Group &group, pipeline_shared_state<Scope, Stages> *state,
                                     pipeline_role role) {
  const bool produces = role == pipeline_role::producer;
  if (group.thread_rank() == 0)
    state->producers = 0;
  group.sync();
  __atomic_add_fetch(&state->producers, produces ? 1 : 0, __ATOMIC_ACQ_REL);
  group.sync();
  detail::init_pipeline(group, state, state->producers, static_cast<size_t>(group.size()) - state->producers);
  return {state->full, state->empty, Stages, produces, !produces};
}

template <unsigned Ahead, thread_scope Scope> inline void pipeline_consumer_wait_prior(pipeline<Scope> &p) {
  p.wait_prior(Ahead);
}

template <class Size, thread_scope Scope>
inline void memcpy_async(void *to, const void *from, const Size &bytes, pipeline<Scope> &) {
  __builtin_memcpy(to, from, static_cast<size_t>(bytes));
}
template <class Group, class Size, thread_scope Scope>
inline void memcpy_async(const Group &group, void *to, const void *from, const Size &bytes,
                         pipeline<Scope> &) {
  cooperative_groups::detail::copy_share(group, to, from, static_cast<size_t>(bytes));
}

} // namespace libcu
} // namespace npu

#include "npu/detail/macros_restored.inc"

#endif
