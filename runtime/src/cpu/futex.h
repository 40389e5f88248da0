// SPDX-License-Identifier: Apache-2.0
// Waiting for a 32-bit word to change (Linux futex).
#ifndef NPU_CPU_FUTEX_H
#define NPU_CPU_FUTEX_H

#include <limits.h>
#include <linux/futex.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <atomic>

namespace npu::cpu {

// Returns when woken, when the word does not hold `expected`, after `nanoseconds` (negative: never), or for
// no reason.
inline void futex_wait(std::atomic<uint32_t> &word, uint32_t expected, int64_t nanoseconds = -1) {
  timespec timeout{time_t(nanoseconds / 1000000000), long(nanoseconds % 1000000000)};
  syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, expected, nanoseconds < 0 ? nullptr : &timeout, nullptr, 0);
}

inline void futex_wake(std::atomic<uint32_t> &word, int count = INT_MAX) {
  syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, count, nullptr, nullptr, 0);
}

inline void pause() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

// Nanoseconds of a clock that never goes back.
inline int64_t now_ns() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return int64_t(t.tv_sec) * 1000000000 + t.tv_nsec;
}

} // namespace npu::cpu

#endif
