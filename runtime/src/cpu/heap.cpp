// SPDX-License-Identifier: Apache-2.0
#include "cpu/heap.h"

#include "npu/detail/kernel_heap.h"

#include "npu/detail/block.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>

#include <algorithm>
#include <atomic>
#include <new>

namespace npu {
namespace cpu {
namespace {

std::atomic<size_t> limit{default_heap};
// Below zero when kernels free what others allocated.
alignas(64) std::atomic<int64_t> in_use{0};
std::atomic<bool> used{false};

} // namespace

bool set_heap_limit(size_t bytes) {
  if (used.load())
    return false;
  limit.store(std::min<size_t>(bytes, INT64_MAX));
  return true;
}

void reset_heap() {
  limit.store(default_heap);
  in_use.store(0);
  used.store(false);
}

} // namespace cpu

namespace detail {
namespace {

int64_t size_of(void *p) { return static_cast<int64_t>(malloc_usable_size(p)); }

// What the allocation takes is known once it is made.
void *counted(void *p, void (*release)(void *)) {
  if (!cpu::used.load(std::memory_order_relaxed))
    cpu::used.store(true);
  if (!p)
    return nullptr;
  const int64_t size = size_of(p);
  if (cpu::in_use.fetch_add(size, std::memory_order_relaxed) + size <=
      static_cast<int64_t>(cpu::limit.load(std::memory_order_relaxed)))
    return p;
  cpu::in_use.fetch_sub(size, std::memory_order_relaxed);
  release(p);
  return nullptr;
}

void give_back(void *p) {
  if (p)
    cpu::in_use.fetch_sub(size_of(p), std::memory_order_relaxed);
}

bool too_large(size_t size) { return size > cpu::limit.load(std::memory_order_relaxed); }

} // namespace

void *kernel_malloc(size_t size) {
  if (!in_kernel())
    return malloc(size);
  return counted(too_large(size) ? nullptr : malloc(size), free);
}

void kernel_free(void *p) {
  if (in_kernel())
    give_back(p);
  free(p);
}

void *kernel_new(size_t size) {
  if (!in_kernel())
    return ::operator new(size);
  return counted(too_large(size) ? nullptr : ::operator new(size, std::nothrow),
                 [](void *p) { ::operator delete(p); });
}

void *kernel_new_array(size_t size) {
  if (!in_kernel())
    return ::operator new[](size);
  return counted(too_large(size) ? nullptr : ::operator new[](size, std::nothrow),
                 [](void *p) { ::operator delete[](p); });
}

void kernel_delete(void *p) {
  if (in_kernel())
    give_back(p);
  ::operator delete(p);
}

void kernel_delete_array(void *p) {
  if (in_kernel())
    give_back(p);
  ::operator delete[](p);
}

} // namespace detail
} // namespace npu
