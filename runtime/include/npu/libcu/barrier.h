// SPDX-License-Identifier: Apache-2.0
// A barrier that is an object: threads arrive, and those that wait go on when the expected number has
// arrived.
#ifndef NPU_LIBCU_BARRIER_H
#define NPU_LIBCU_BARRIER_H

#include "npu/detail/macros_aside.inc"

#include "npu/cooperative_groups/memcpy_async.h"
#include "npu/libcu/atomic.h"

#include <stddef.h>

namespace npu {
namespace libcu {

using npu::aligned_size_t;

// Lies in shared memory, where no constructor runs: one thread calls init(&barrier, count) before the others
// use it.
template <thread_scope Scope = thread_scope_system> class barrier {
public:
  // The phase that a thread arrived in.
  using arrival_token = unsigned;

  barrier() = default;
  explicit barrier(ptrdiff_t expected) { reset(expected); }
  barrier(const barrier &) = delete;
  barrier &operator=(const barrier &) = delete;

  // Counts `count` arrivals in this phase. The last expected one ends it.
  arrival_token arrive(ptrdiff_t count = 1) {
    const unsigned phase = __atomic_load_n(&phase_, __ATOMIC_ACQUIRE);
    if (__atomic_sub_fetch(&missing_, count, __ATOMIC_ACQ_REL) == 0)
      complete(phase);
    return phase;
  }
  void wait(arrival_token phase) const {
    while (__atomic_load_n(&phase_, __ATOMIC_ACQUIRE) == phase)
      npu::detail::yield();
  }
  // Whether the phase of this parity (0 for the first one) is over.
  bool try_wait_parity(bool parity) const {
    const bool over = (__atomic_load_n(&phase_, __ATOMIC_ACQUIRE) & 1) != static_cast<unsigned>(parity);
    if (!over)
      npu::detail::yield();
    return over;
  }
  void wait_parity(bool parity) const {
    while (!try_wait_parity(parity)) {
    }
  }
  void arrive_and_wait() { wait(arrive()); }
  // Arrives, and is not expected any more from the next phase on.
  void arrive_and_drop() {
    __atomic_sub_fetch(&expected_, 1, __ATOMIC_ACQ_REL);
    arrive();
  }
  void reset(ptrdiff_t expected) {
    expected_ = missing_ = expected;
    phase_ = 0;
  }

private:
  void complete(unsigned phase) {
    __atomic_store_n(&missing_, __atomic_load_n(&expected_, __ATOMIC_ACQUIRE), __ATOMIC_RELAXED);
    __atomic_store_n(&phase_, phase + 1, __ATOMIC_RELEASE);
  }

  ptrdiff_t expected_, missing_;
  unsigned phase_;
};

template <thread_scope Scope> inline void init(barrier<Scope> *b, ptrdiff_t expected) { b->reset(expected); }

// Copies by one thread, or by all threads of a group together. A copy is made at once, before its thread
// arrives.
template <class Size, thread_scope Scope>
inline void memcpy_async(void *to, const void *from, const Size &bytes, barrier<Scope> &) {
  __builtin_memcpy(to, from, static_cast<size_t>(bytes));
}
template <class Group, class Size, thread_scope Scope>
inline void memcpy_async(const Group &group, void *to, const void *from, const Size &bytes,
                         barrier<Scope> &) {
  cooperative_groups::detail::copy_share(group, to, from, static_cast<size_t>(bytes));
}

} // namespace libcu
} // namespace npu

#include "npu/detail/macros_restored.inc"

#endif
