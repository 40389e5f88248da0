// SPDX-License-Identifier: Apache-2.0
// Memory of operations: slabs, and free ones kept by each thread.
#include "core/operation.h"

#include <stddef.h>
#include <stdlib.h>

#include <algorithm>
#include <mutex>
#include <new>

namespace npu::core {
namespace {

constexpr unsigned slab = 32;
constexpr unsigned cache_limit = 1024;

// Free operations, linked by next_ready.
struct free_list {
  operation *first = nullptr;
  unsigned count = 0;

  void push(operation *op) {
    op->next_ready = first;
    first = op;
    ++count;
  }
  operation *pop() {
    operation *op = first;
    first = op->next_ready;
    --count;
    return op;
  }
};

// Never destroyed: threads may end after static destructors have run.
struct shared_list : free_list {
  std::mutex lock;
};
shared_list &shared() {
  static shared_list *l = new shared_list;
  return *l;
}

void move(free_list &from, free_list &to, unsigned count) {
  for (; count; --count)
    to.push(from.pop());
}

// Plain data, so that access is not preceded by a check for its initialisation.
__thread free_list mine;
enum : char { unused, in_use, ended };
__thread char my_state = unused;

struct return_at_thread_end {
  ~return_at_thread_end() {
    my_state = ended;
    std::lock_guard<std::mutex> hold(shared().lock);
    move(mine, shared(), mine.count);
  }
};

void start_use() {
  static thread_local return_at_thread_end at_thread_end;
  (void)at_thread_end;
  my_state = in_use;
}

void fill() {
  if (my_state == unused)
    start_use();
  std::lock_guard<std::mutex> hold(shared().lock);
  if (!shared().first) {
    auto *ops = static_cast<operation *>(aligned_alloc(alignof(operation), slab * sizeof(operation)));
    for (unsigned i = slab; i-- > 0;)
      shared().push(new (ops + i) operation);
  }
  move(shared(), mine, my_state == ended ? 1 : std::min(slab, shared().count));
}

// Keeps the thread's list short, and empty once nobody will return it.
void tidy() {
  if (my_state == unused)
    start_use();
  const unsigned keep = my_state == ended ? 0 : cache_limit / 2;
  if (mine.count <= keep)
    return;
  std::lock_guard<std::mutex> hold(shared().lock);
  move(mine, shared(), mine.count - keep);
}

} // namespace

operation::operation() {
  task.owner = this;
  task.name = [](const cpu::block_task &t) {
    return name_of(*static_cast<const operation *>(t.owner)->record);
  };
}

operation *new_operation(operation_kind kind) {
  if (__builtin_expect(!mine.first, 0))
    fill();
  operation *op = mine.pop();
  // The next one may have been away from the caches for as long as work is queued.
  if (const auto *next = reinterpret_cast<const char *>(mine.first))
    for (size_t at = 0; at < offsetof(operation, small_payload); at += 64)
      __builtin_prefetch(next + at, /*to write*/ 1);
  op->kind = kind;
  op->references.store(1, std::memory_order_relaxed);
  return op;
}

// Leaves everything as new_operation promises it.
void release(operation &op) {
  // Who holds the only reference is alone with it.
  if (op.references.load(std::memory_order_acquire) != 1 &&
      op.references.fetch_sub(1, std::memory_order_acq_rel) != 1)
    return;
  op.timed = op.all_blocks_at_once = false;
  op.stalled.store(false, std::memory_order_relaxed);
  op.state.store(operation::pending, std::memory_order_relaxed);
  op.stream = nullptr;
  op.blocks = 1;
  op.parts.store(1, std::memory_order_relaxed);
  op.parent = nullptr;
  op.child_stream = nullptr;
  op.next_block.store(0, std::memory_order_relaxed);
  op.finished_blocks.store(0, std::memory_order_relaxed);
  mine.push(&op);
  if (__builtin_expect(mine.count > cache_limit || my_state != in_use, 0))
    tidy();
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
