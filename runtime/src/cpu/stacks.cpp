// SPDX-License-Identifier: Apache-2.0
#include "cpu/stacks.h"

#include "cpu/sanitizer.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>

namespace npu::cpu {
namespace {

// CUDA sizes a thread's local memory at compile time; here arrays on the stack share one limit. Address space
// is cheap and untouched pages cost nothing, so the default leaves room for local arrays of many KB.
constexpr size_t default_size = 256 * 1024;
constexpr size_t smallest_size = 64 * 1024;

std::atomic<size_t> chosen_size{default_size};

size_t page() {
  static const size_t bytes = size_t(sysconf(_SC_PAGESIZE));
  return bytes;
}

} // namespace

size_t stack_size() {
  // The address sanitizer surrounds local arrays with red zones and keeps variables apart.
  const size_t factor = __sanitizer_start_switch_fiber ? 4 : 1;
  return chosen_size.load(std::memory_order_relaxed) * factor;
}

void set_stack_size(size_t bytes) {
  const size_t size = std::max(bytes, smallest_size);
  chosen_size.store((size + page() - 1) / page() * page(), std::memory_order_relaxed);
}

stack_pool::~stack_pool() {
  for (const piece &p : pieces_)
    munmap(p.begin, p.bytes);
}

void stack_pool::grow() {
  // Most kernels need one stack, those with barriers as many as a block has threads: 1, 4, 16, 64, 64, …
  const size_t count = std::min<size_t>(64, size_t(1) << (2 * pieces_.size()));
  const size_t bytes = count * (page() + size_);
  void *p = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (p == MAP_FAILED) {
    fprintf(stderr, "npu: cannot reserve %zu bytes for the stacks of a block's threads\n", bytes);
    abort();
  }
  pieces_.push_back({static_cast<char *>(p), bytes});
  next_ = static_cast<char *>(p);
  left_ = count;
}

bool stack_pool::holds(const void *p) const {
  return std::any_of(pieces_.begin(), pieces_.end(),
                     [p](const piece &piece) { return p >= piece.begin && p < piece.begin + piece.bytes; });
}

stack_range stack_pool::take() {
  if (left_ == 0)
    grow();
  // The number of mappings a process may have is limited; a stack without a guard beats none.
  (void)mprotect(next_, page(), PROT_NONE);
  stack_range range{next_ + page(), next_ + page() + size_};
  next_ += page() + size_;
  --left_;
  // 16 colours, 3 cache lines apart and spread over half a page.
  range.top -= (taken_++ % 16) * 192;
  return range;
}

} // namespace npu::cpu
