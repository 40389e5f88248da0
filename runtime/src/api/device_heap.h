// SPDX-License-Identifier: Apache-2.0
// Device memory as one mapping of its own, as on a GPU: an address a little outside an allocation is still
// readable (programs that read a tile past the end of an array work there, so they must here), and it never
// hits the C heap.
#ifndef NPU_API_DEVICE_HEAP_H
#define NPU_API_DEVICE_HEAP_H

#include <stddef.h>

#include <map>
#include <mutex>

namespace npu::api {

// First fit over one reserved range of addresses; pages are taken from the system when touched. Safe from any
// thread.
class device_heap {
public:
  // Reserves `capacity` bytes of addresses; nothing is committed.
  explicit device_heap(size_t capacity);

  // `alignment` is a power of two. Null when no gap is large enough.
  void *allocate(size_t size, size_t alignment);
  // Gives the range back, whole pages to the system too.
  void free(void *memory, size_t size);
  bool contains(const void *address) const { return address >= base_ && address < base_ + capacity_; }

private:
  char *base_ = nullptr;
  size_t capacity_ = 0;
  std::mutex mutex_;
  std::map<size_t, size_t> gaps_; // offset -> size; no two touch
};

} // namespace npu::api

#endif
