// SPDX-License-Identifier: Apache-2.0
// Work over several processors.
#ifndef NPU_FFT_IN_PARALLEL_H
#define NPU_FFT_IN_PARALLEL_H

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <thread>
#include <vector>

namespace npu::fft {

// How many threads are worth starting for so many items of so many points: one per processor (or
// NPU_CPU_THREADS), but each with work for far longer than it takes to start.
inline size_t threads_for(size_t items, size_t points_per_item) {
  static const size_t processors = [] {
    const char *text = std::getenv("NPU_CPU_THREADS");
    const long count = text ? std::atol(text) : 0;
    return count > 0 ? static_cast<size_t>(count) : std::max<size_t>(1, std::thread::hardware_concurrency());
  }();
  constexpr size_t points_per_thread = 1 << 16;
  return std::max<size_t>(1, std::min({processors, items, items * points_per_item / points_per_thread}));
}

// Calls work(thread, begin, end) for consecutive parts of 0 to items - 1.
template <class Work> void in_parallel(size_t threads, size_t items, const Work &work) {
  std::vector<std::thread> others;
  for (size_t t = 1; t < threads; ++t)
    others.emplace_back([&, t] { work(t, items * t / threads, items * (t + 1) / threads); });
  work(size_t{0}, size_t{0}, items / threads);
  for (std::thread &other : others)
    other.join();
}

} // namespace npu::fft

#endif
