// SPDX-License-Identifier: Apache-2.0
// The heap of kernels: the process's own, with the limit of npuLimitMallocHeapSize on what kernels take of
// it. All devices share one.
#ifndef NPU_CPU_HEAP_H
#define NPU_CPU_HEAP_H

#include <stddef.h>
#include <stdint.h>

namespace npu::cpu {

constexpr size_t default_heap = size_t(8) << 20; // bytes

// False, and nothing is changed, when a kernel has used the heap.
bool set_heap_limit(size_t bytes);
// As at the start of the process. No kernel may run.
void reset_heap();

// What an OS thread has taken of the limit and not used, so that threads seldom meet at the counter.
class heap_share {
public:
  heap_share() = default;
  heap_share(const heap_share &) = delete;
  ~heap_share();

  // False if that much is not left.
  bool take(int64_t bytes) {
    if (__builtin_expect(bytes > left_, 0))
      return take_more(bytes);
    left_ -= bytes;
    return true;
  }
  void give(int64_t bytes) {
    left_ += bytes;
    if (__builtin_expect(left_ > 2 * piece, 0))
      give_back();
  }

private:
  static constexpr int64_t piece = 4096;
  bool take_more(int64_t bytes);
  void give_back();

  int64_t left_ = 0;
  unsigned life_ = 0; // of the heap, which begins with each reset
};

} // namespace npu::cpu

#endif
