// SPDX-License-Identifier: Apache-2.0
#include "cpu/heap.h"

#include "npu/detail/kernel_heap.h"

#include "cpu/block_runner.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>

#include <algorithm>
#include <atomic>
#include <new>

namespace npu {
namespace cpu {
namespace {

std::atomic<int64_t> limit{default_heap};
std::atomic<int64_t> taken{0}; // below zero when kernels free what others allocated
std::atomic<unsigned> life{1};
std::atomic<bool> used{false};

bool take_of_limit(int64_t bytes) {
  if (taken.fetch_add(bytes, std::memory_order_relaxed) + bytes <= limit.load(std::memory_order_relaxed))
    return true;
  taken.fetch_sub(bytes, std::memory_order_relaxed);
  return false;
}

} // namespace

bool set_heap_limit(size_t bytes) {
  if (used.load())
    return false;
  limit.store(int64_t(std::min<size_t>(bytes, INT64_MAX / 2)));
  return true;
}

void reset_heap() {
  limit.store(default_heap);
  taken.store(0);
  life.fetch_add(1);
  used.store(false);
}

heap_share::~heap_share() {
  if (life_ == life.load())
    taken.fetch_sub(left_, std::memory_order_relaxed);
}

bool heap_share::take_more(int64_t bytes) {
  if (const unsigned now = life.load(); life_ != now) {
    life_ = now;
    left_ = 0;
    used.store(true);
  }
  const int64_t missing = bytes - left_;
  if (take_of_limit(missing + piece))
    left_ += missing + piece;
  else if (take_of_limit(missing))
    left_ += missing;
  else
    return false;
  left_ -= bytes;
  return true;
}

void heap_share::give_back() {
  if (life_ == life.load())
    taken.fetch_sub(left_ - piece, std::memory_order_relaxed);
  left_ = piece;
}

} // namespace cpu

namespace detail {
namespace {

cpu::heap_share &share() { return cpu::block_runner::running().heap(); }
int64_t size_of(void *p) { return static_cast<int64_t>(malloc_usable_size(p)); }

// What an allocation takes is known once it is made.
void *counted(void *p, void (*release)(void *)) {
  if (!p || share().take(size_of(p)))
    return p;
  release(p);
  return nullptr;
}

void give_back(void *p) {
  if (p)
    share().give(size_of(p));
}

bool too_large(size_t size) { return size > size_t(cpu::limit.load(std::memory_order_relaxed)); }

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
