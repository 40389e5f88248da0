// SPDX-License-Identifier: Apache-2.0
// Memory of operations: slabs, and a small cache of free ones per thread.
#include "core/operation.h"

#include <stdlib.h>

#include <mutex>
#include <new>

namespace npu::core {
namespace {

constexpr size_t slab = 32;
constexpr size_t cache_limit = 128;

// Never destroyed: threads may end after static destructors have run.
struct shared_pool {
  std::mutex lock;
  std::vector<operation *> free;
};
shared_pool &pool() {
  static shared_pool *p = new shared_pool;
  return *p;
}

struct cache {
  std::vector<operation *> free;
  bool alive = true;
  ~cache() {
    alive = false;
    std::lock_guard<std::mutex> hold(pool().lock);
    pool().free.insert(pool().free.end(), free.begin(), free.end());
    free.clear();
  }

  void fill() {
    std::lock_guard<std::mutex> hold(pool().lock);
    if (pool().free.empty()) {
      auto *ops = static_cast<operation *>(aligned_alloc(alignof(operation), slab * sizeof(operation)));
      for (size_t i = 0; i < slab; ++i)
        pool().free.push_back(new (ops + i) operation);
    }
    const size_t n = std::min(slab, pool().free.size());
    free.assign(pool().free.end() - long(n), pool().free.end());
    pool().free.resize(pool().free.size() - n);
  }
  void spill() {
    std::lock_guard<std::mutex> hold(pool().lock);
    const size_t keep = cache_limit / 2;
    pool().free.insert(pool().free.end(), free.begin() + keep, free.end());
    free.resize(keep);
  }
};
thread_local cache mine;

} // namespace

operation *new_operation(operation_kind kind) {
  operation *op;
  if (mine.alive) {
    if (mine.free.empty())
      mine.fill();
    op = mine.free.back();
    mine.free.pop_back();
  } else {
    // In a destructor of the ending thread: its cache is gone.
    op = new operation;
  }
  op->kind = kind;
  op->timed = false;
  op->state.store(operation::pending, std::memory_order_relaxed);
  op->stream = nullptr;
  op->unmet = 0;
  op->participants = 0;
  op->parts.store(1, std::memory_order_relaxed);
  op->parent = nullptr;
  op->child_stream = nullptr;
  op->blocks = 1;
  op->next_block.store(0, std::memory_order_relaxed);
  op->finished_blocks.store(0, std::memory_order_relaxed);
  op->record = nullptr;
  op->signature = nullptr;
  op->all_blocks_at_once = op->stalled = false;
  op->type = nullptr;
  op->bytes = 0;
  op->payload = nullptr;
  op->references.store(1, std::memory_order_release);
  return op;
}

bool try_retain(operation &op) {
  unsigned count = op.references.load(std::memory_order_relaxed);
  while (count)
    if (op.references.compare_exchange_weak(count, count + 1, std::memory_order_acquire))
      return true;
  return false;
}

void release(operation &op) {
  if (op.references.fetch_sub(1, std::memory_order_acq_rel) != 1)
    return;
  if (!mine.alive) {
    std::lock_guard<std::mutex> hold(pool().lock);
    pool().free.push_back(&op);
    return;
  }
  mine.free.push_back(&op);
  if (mine.free.size() > cache_limit)
    mine.spill();
}

void *allocate_payload(operation &op, size_t size, size_t align) {
  if (size <= sizeof(op.small_payload) && align <= 16)
    return op.payload = op.small_payload;
  const size_t a = align < 16 ? 16 : align;
  return op.payload = aligned_alloc(a, (size + a - 1) / a * a);
}

void free_payload(operation &op) {
  if (op.payload != op.small_payload)
    free(op.payload);
  op.payload = nullptr;
}

} // namespace npu::core
