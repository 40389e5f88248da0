// SPDX-License-Identifier: Apache-2.0
// Functions of a thread in its block: barriers, time, waiting, ending the kernel.
#ifndef NPU_INTRINSICS_BLOCK_H
#define NPU_INTRINSICS_BLOCK_H

#include "npu/detail/block.h"
#include "npu/runtime.h"

#include <stdio.h>
#include <time.h>

namespace npu {

// Waits until all threads of the block that have not ended are here. The other forms also tell every thread
// for how many threads the predicate was not zero, whether for all, whether for any.
inline void syncthreads() { detail::barrier(); }
inline int syncthreads_count(int predicate) {
  return static_cast<int>(detail::barrier_reduce(predicate != 0).true_);
}
inline int syncthreads_and(int predicate) {
  const detail::barrier_votes votes = detail::barrier_reduce(predicate != 0);
  return votes.true_ == votes.arrived;
}
inline int syncthreads_or(int predicate) { return detail::barrier_reduce(predicate != 0).true_ != 0; }

// Barrier `id` (0 to 15) of all threads of the block, or of `count` threads.
inline void barrier_sync(unsigned id) { detail::named_barrier(id, detail::now.threads); }
inline void barrier_sync_count(unsigned id, unsigned count) { detail::named_barrier(id, count); }

// A clock that never goes back, in nanoseconds: a device of 1 GHz. clock() holds its lower bits.
inline long long clock64() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}
// On the host clock() is the C library's.
inline clock_t clock() {
  return __builtin_expect(detail::in_kernel(), 1) ? static_cast<clock_t>(clock64()) : ::clock();
}
inline unsigned long long globaltimer() { return static_cast<unsigned long long>(clock64()); }

// Gives way to the block's other threads for about `ns` nanoseconds.
inline void nanosleep(unsigned ns) {
  const long long end = clock64() + ns;
  do
    detail::yield();
  while (clock64() < end);
}

// Ends the kernel with npuErrorLaunchFailure.
[[noreturn]] inline void trap() { detail::abort_kernel(npuErrorLaunchFailure, "trap"); }
// Ends the kernel with npuErrorAssert; reports like assert().
[[noreturn]] inline void assertfail(const char *message, const char *file, unsigned line,
                                    const char *function, size_t = 1) {
  char text[1024];
  snprintf(text, sizeof text, "%s:%u: %s: Assertion `%s' failed.", file, line, function, message);
  detail::abort_kernel(npuErrorAssert, text);
}

// For debuggers and profilers; without effect here.
inline void brkpt() {}
inline void prof_trigger(int) {}

// Tells the compiler that the condition holds.
inline void assume(bool condition) {
  if (!condition)
    __builtin_unreachable();
}

} // namespace npu

#endif
