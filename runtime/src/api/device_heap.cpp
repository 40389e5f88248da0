// SPDX-License-Identifier: Apache-2.0
#include "api/device_heap.h"

#include <stdint.h>
#include <sys/mman.h>

#include <iterator>

namespace npu::api {

namespace {
// Room before the first and behind the last allocation.
constexpr size_t margin = size_t(2) << 20;
constexpr size_t page = 4096;
// Smaller ranges are likely to be taken again soon; giving their pages back would cost more than it frees.
constexpr size_t worth_returning = size_t(1) << 20;
} // namespace

device_heap::device_heap(size_t capacity) : capacity_(capacity + 2 * margin) {
  void *memory =
      mmap(nullptr, capacity_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) {
    capacity_ = 0; // an address space limit: every allocation fails
    return;
  }
  base_ = static_cast<char *>(memory);
  gaps_[margin] = capacity;
}

void *device_heap::allocate(size_t size, size_t alignment) {
  std::lock_guard lock(mutex_);
  const uintptr_t base = reinterpret_cast<uintptr_t>(base_);
  for (auto gap = gaps_.begin(); gap != gaps_.end(); ++gap) {
    const size_t begin = gap->first, end = begin + gap->second;
    const size_t at = ((base + begin + alignment - 1) & ~(alignment - 1)) - base;
    if (at > end || end - at < size)
      continue;
    if (at == begin)
      gaps_.erase(gap);
    else
      gap->second = at - begin;
    if (at + size < end)
      gaps_[at + size] = end - (at + size);
    return base_ + at;
  }
  return nullptr;
}

void device_heap::free(void *memory, size_t size) {
  std::lock_guard lock(mutex_);
  size_t begin = static_cast<size_t>(static_cast<char *>(memory) - base_), end = begin + size;
  const size_t first_page = (begin + page - 1) & ~(page - 1), last_page = end & ~(page - 1);
  if (size >= worth_returning && last_page > first_page)
    madvise(base_ + first_page, last_page - first_page, MADV_DONTNEED);
  auto next = gaps_.lower_bound(begin);
  if (next != gaps_.begin()) {
    auto previous = std::prev(next);
    if (previous->first + previous->second == begin) {
      begin = previous->first;
      gaps_.erase(previous);
    }
  }
  if (next != gaps_.end() && next->first == end) {
    end += next->second;
    gaps_.erase(next);
  }
  gaps_[begin] = end - begin;
}

} // namespace npu::api
