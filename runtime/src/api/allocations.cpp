// SPDX-License-Identifier: Apache-2.0
// The allocation table: an ordered map under a readers-writer lock.
#include "api/allocations.h"

#include "api/device_heap.h"
#include "api/devices.h"
#include "api/shared_pages.h"
#include "cpu/strict.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <vector>

extern "C" {
__attribute__((weak)) void __asan_unpoison_memory_region(void const volatile *address, size_t size);
__attribute__((weak)) void __asan_poison_memory_region(void const volatile *address, size_t size);
}

namespace npu::api {

namespace {

constexpr size_t alignment = 256;
constexpr size_t huge_page = size_t(2) << 20;

bool under_asan() { return __asan_unpoison_memory_region; }

size_t page() {
  static const size_t bytes = size_t(sysconf(_SC_PAGESIZE));
  return bytes;
}
size_t whole_pages(size_t size) { return (size + page() - 1) / page() * page(); }

// Sizes are rounded up as a GPU's allocator does, so that a program which writes a little past the end, and
// gets away with it there, does not corrupt what comes next. Memory that does not fit on one page has pages
// of its own, so that these can be shared with another process. Under AddressSanitizer all has, and what is
// beyond the end is poisoned.
size_t padded(size_t size) {
  if (cpu::strict())
    return size; // each allocation has pages of its own there
  if (under_asan() || size > page())
    return whole_pages(size);
  return (size + 511) / 512 * 512;
}
// Of memory of a padded size: not across a boundary of pages.
size_t alignment_of(size_t padded) {
  if (padded >= 2 * huge_page)
    return huge_page;
  size_t align = alignment;
  while (align < padded && align < page())
    align *= 2;
  return align;
}

struct table {
  std::shared_mutex mutex;
  std::map<uintptr_t, allocation> by_address;
  size_t in_use[most_devices] = {};
  graph_memory of_graphs[most_devices] = {};

  // The caller holds the mutex.
  void count(const allocation &a) {
    in_use[a.device] += a.size;
    if (a.kind == memory_kind::graph) {
      graph_memory &g = of_graphs[a.device];
      g.used += a.size;
      g.most = std::max(g.most, g.used);
    }
  }
  void uncount(const allocation &a) {
    in_use[a.device] -= a.size;
    if (a.kind == memory_kind::graph)
      of_graphs[a.device].used -= a.size;
  }
};

table &allocations() {
  static table *t = new table; // never destroyed: objects with static storage may still free memory at exit
  return *t;
}

bool is_mapped(memory_kind kind) { return kind == memory_kind::opened || kind == memory_kind::imported; }
bool counts(memory_kind kind) {
  return kind != memory_kind::host && kind != memory_kind::registered && !is_mapped(kind);
}

device_heap &heap() {
  static device_heap *h =
      new device_heap(2 * device_memory()); // room for fragmentation, and for pinned memory
  return *h;
}

// Under AddressSanitizer its own allocator finds what reads or writes outside.
void *take(size_t size, size_t align, memory_kind kind) {
  if (cpu::strict())
    return cpu::allocate_guarded(size, alignment, kind == memory_kind::device);
  void *memory = nullptr;
  if (!under_asan())
    memory = heap().allocate(size, align);
  else if (posix_memalign(&memory, align, size) != 0)
    memory = nullptr;
  return memory;
}

void give_back(void *memory, size_t size) {
  if (cpu::strict())
    return cpu::free_guarded(memory, size);
  if (!under_asan())
    return heap().free(memory, size);
  __asan_unpoison_memory_region(memory, size);
  ::free(memory);
}

uintptr_t key(const void *address) { return reinterpret_cast<uintptr_t>(address); }

} // namespace

bool have_own_pages() { return under_asan() || cpu::strict(); }

void *allocate(size_t size, memory_kind kind, int device, unsigned flags, npuMemPool_t pool) {
  table &t = allocations();
  std::unique_lock lock(t.mutex);
  const size_t available = device_memory() - (counts(kind) ? t.in_use[device] : 0);
  if (size > available)
    return nullptr;
  const size_t taken = padded(size);
  void *memory = take(taken, alignment_of(taken), kind);
  if (!memory)
    return nullptr;
  if (size >= 2 * huge_page)
    madvise(memory, size, MADV_HUGEPAGE); // a hint: fewer page faults and TLB misses
  if (under_asan())
    __asan_poison_memory_region(static_cast<char *>(memory) + size, taken - size);
  const allocation &a =
      t.by_address[key(memory)] = {static_cast<char *>(memory), size, kind, device, flags, pool, taken};
  if (counts(kind))
    t.count(a);
  return memory;
}

void add_mapped(void *base, size_t size, memory_kind kind, int device, npuMemPool_t pool) {
  table &t = allocations();
  std::unique_lock lock(t.mutex);
  t.by_address[key(base)] = {static_cast<char *>(base), size, kind, device, 0, pool, 0};
}

allocation find(const void *address) {
  table &t = allocations();
  std::shared_lock lock(t.mutex);
  auto after = t.by_address.upper_bound(key(address));
  if (after == t.by_address.begin())
    return {};
  const allocation &a = std::prev(after)->second;
  const size_t offset = size_t(key(address) - key(a.base));
  return offset < a.size ? a : allocation{};
}

allocation remove(const void *base, unsigned kinds) {
  table &t = allocations();
  std::unique_lock lock(t.mutex);
  const auto found = t.by_address.find(key(base));
  if (found == t.by_address.end() || !(kinds & bit(found->second.kind)))
    return {};
  const allocation removed = found->second;
  t.by_address.erase(found);
  return removed;
}

void free_memory(const allocation &removed) {
  if (removed.kind == memory_kind::registered)
    return;
  if (counts(removed.kind)) {
    table &t = allocations();
    std::unique_lock lock(t.mutex);
    t.uncount(removed);
  }
  if (removed.pool)
    return_to_pool(removed);
  if (is_mapped(removed.kind))
    return unmap_shared(removed.base, removed.size);
  unshare(removed.base, removed.taken, have_own_pages());
  give_back(removed.base, removed.taken);
}

bool register_memory(void *base, size_t size, int device, unsigned flags) {
  table &t = allocations();
  std::unique_lock lock(t.mutex);
  const auto next = t.by_address.lower_bound(key(base));
  if (next != t.by_address.end() && next->first < key(base) + size)
    return false;
  if (next != t.by_address.begin()) {
    const allocation &previous = std::prev(next)->second;
    if (key(previous.base) + previous.size > key(base))
      return false;
  }
  t.by_address[key(base)] = {
      static_cast<char *>(base), size, memory_kind::registered, device, flags, nullptr, 0};
  return true;
}

void free_all(int device) {
  table &t = allocations();
  std::vector<allocation> removed;
  {
    std::unique_lock lock(t.mutex);
    for (auto i = t.by_address.begin(); i != t.by_address.end();) {
      if (i->second.device == device) {
        removed.push_back(i->second);
        i = t.by_address.erase(i);
      } else {
        ++i;
      }
    }
  }
  for (const allocation &a : removed)
    free_memory(a);
}

size_t memory_in_use(int device) {
  table &t = allocations();
  std::shared_lock lock(t.mutex);
  return t.in_use[device];
}

graph_memory graph_memory_in_use(int device) {
  table &t = allocations();
  std::shared_lock lock(t.mutex);
  return t.of_graphs[device];
}

void reset_most_graph_memory(int device) {
  table &t = allocations();
  std::unique_lock lock(t.mutex);
  t.of_graphs[device].most = t.of_graphs[device].used;
}

} // namespace npu::api
