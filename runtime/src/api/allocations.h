// SPDX-License-Identifier: Apache-2.0
// The table of all memory the API has given out or been told about, by address.
#ifndef NPU_API_ALLOCATIONS_H
#define NPU_API_ALLOCATIONS_H

#include "npu/runtime.h"

#include <stddef.h>
#include <stdint.h>

namespace npu::api {

enum class memory_kind : uint8_t {
  device,     // npuMalloc and its family
  managed,    // npuMallocManaged
  host,       // npuHostAlloc, npuMallocHost
  registered, // npuHostRegister: the user's own memory
  array,      // the elements of an array; only copies to and from arrays touch it
  graph,      // of an allocation node; lives as long as the graph
  opened,     // another process's, of npuIpcOpenMemHandle
  imported,   // another process's, of npuMemPoolImportPointer
};

struct allocation {
  char *base = nullptr; // null: not found
  size_t size = 0;      // bytes as asked for
  memory_kind kind = memory_kind::device;
  int device = 0;
  unsigned flags = 0;          // of npuHostAlloc, npuHostRegister or npuMallocManaged
  npuMemPool_t pool = nullptr; // the pool it came from, if any
  size_t taken = 0;            // bytes of the heap

  explicit operator bool() const { return base != nullptr; }
  // The whole range [p, p + n) lies in this allocation.
  bool holds(const void *p, size_t n) const {
    const size_t offset = size_t(static_cast<const char *>(p) - base);
    return offset <= size && n <= size - offset;
  }
};

// New memory aligned to 256 bytes, on one page or on pages of its own. Null if the device's memory does not
// suffice.
void *allocate(size_t size, memory_kind kind, int device, unsigned flags = 0, npuMemPool_t pool = nullptr);
// Whether no two allocations lie on a page, however small: in the checking mode and under AddressSanitizer.
bool have_own_pages();
// Adds memory of another process that was mapped (see shared_pages.h).
void add_mapped(void *base, size_t size, memory_kind kind, int device, npuMemPool_t pool = nullptr);

// The allocation that holds this address.
allocation find(const void *address);

// True for the start of memory of an allocation node, which npuFree and npuFreeAsync accept and leave to the
// graph.
inline bool is_graph_memory(const void *base) {
  const allocation a = find(base);
  return a && a.base == base && a.kind == memory_kind::graph;
}

// Takes the allocation that starts here out of the table, if its kind is one of those in `kinds` (a set of
// bits, see bit()), and returns what it was. The memory itself stays until free_memory.
constexpr unsigned bit(memory_kind kind) { return 1u << unsigned(kind); }
allocation remove(const void *base, unsigned kinds);
void free_memory(const allocation &removed);
// Tells the pool that an allocation came from that it is being freed; part of free_memory.
void return_to_pool(const allocation &freed);

// Adds the user's own memory. False if part of it is in the table already.
bool register_memory(void *base, size_t size, int device, unsigned flags);

// Frees everything that belongs to a device; forgets what was registered there.
void free_all(int device);

// Bytes that a device has given out.
size_t memory_in_use(int device);

// Bytes of allocation nodes: now, and the most there have been since the last reset.
struct graph_memory {
  size_t used, most;
};
graph_memory graph_memory_in_use(int device);
void reset_most_graph_memory(int device);

// True if [p, p + n) lies in a data segment of the program or of a library: where static variables, thus
// symbols, live. writable: only segments that stay writable count.
bool is_static_data(const void *p, size_t n, bool writable);
// Device variables whose address the host asked for; is_known_variable is true for addresses inside of one.
void know_variable(const void *p, size_t n);
bool is_known_variable(const void *p);
// Managed variables, of which npucc tells.
bool is_managed_variable(const void *p);
// True if the address lies in the code of the program or of a library.
bool is_code(const void *p);

} // namespace npu::api

#endif
