// SPDX-License-Identifier: Apache-2.0
// Semaphores and latches as objects.
#ifndef NPU_LIBCU_SEMAPHORE_H
#define NPU_LIBCU_SEMAPHORE_H

#include "npu/detail/macros_aside.inc"

#include "npu/libcu/atomic.h"

#include <chrono>
#include <stddef.h>

namespace npu {
namespace libcu {

template <thread_scope Scope = thread_scope_system, ptrdiff_t LeastMax = 0x7fffffff>
class counting_semaphore {
public:
  static constexpr ptrdiff_t(max)() { return LeastMax; }
  constexpr explicit counting_semaphore(ptrdiff_t count = 0) : count_(count) {}
  counting_semaphore(const counting_semaphore &) = delete;
  counting_semaphore &operator=(const counting_semaphore &) = delete;

  void release(ptrdiff_t update = 1) { __atomic_add_fetch(&count_, update, __ATOMIC_ACQ_REL); }
  bool try_acquire() {
    ptrdiff_t count = __atomic_load_n(&count_, __ATOMIC_ACQUIRE);
    while (count > 0)
      if (__atomic_compare_exchange_n(&count_, &count, count - 1, true, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
        return true;
    npu::detail::yield();
    return false;
  }
  void acquire() {
    while (!try_acquire()) {
    }
  }
  template <class Clock, class Duration>
  bool try_acquire_until(const ::std::chrono::time_point<Clock, Duration> &end) {
    while (!try_acquire())
      if (Clock::now() >= end)
        return false;
    return true;
  }
  template <class Rep, class Period>
  bool try_acquire_for(const ::std::chrono::duration<Rep, Period> &duration) {
    return try_acquire_until(::std::chrono::steady_clock::now() + duration);
  }

private:
  ptrdiff_t count_;
};
template <thread_scope Scope = thread_scope_system> using binary_semaphore = counting_semaphore<Scope, 1>;

/// Lets those go on that wait, once it has been counted down to 0.
template <thread_scope Scope = thread_scope_system> class latch {
public:
  constexpr explicit latch(ptrdiff_t expected) : missing_(expected) {}
  latch(const latch &) = delete;
  latch &operator=(const latch &) = delete;

  void count_down(ptrdiff_t update = 1) { __atomic_sub_fetch(&missing_, update, __ATOMIC_ACQ_REL); }
  bool try_wait() const {
    const bool over = __atomic_load_n(&missing_, __ATOMIC_ACQUIRE) == 0;
    if (!over)
      npu::detail::yield();
    return over;
  }
  void wait() const {
    while (!try_wait()) {
    }
  }
  void arrive_and_wait(ptrdiff_t update = 1) {
    count_down(update);
    wait();
  }

private:
  ptrdiff_t missing_;
};

} // namespace libcu
} // namespace npu

#include "npu/detail/macros_restored.inc"

#endif
