// SPDX-License-Identifier: Apache-2.0
// The device's allocator: the counterpart of CUDACachingAllocator. Memory that is freed may be used again by
// later work of the stream it was allocated on.
#ifndef NPU_TORCH_ALLOCATOR_H
#define NPU_TORCH_ALLOCATOR_H

#include "npu/torch/guard.h"

#include <c10/core/Allocator.h>

#include <cstddef>

namespace npu {
namespace torch {
namespace CachingAllocator {

inline c10::Allocator *get() { return c10::GetAllocator(kNPU); }
inline void *raw_alloc(size_t bytes) { return get()->raw_allocate(bytes); }
inline void *raw_alloc_with_stream(size_t bytes, npuStream_t stream) {
  StreamGuard guard(getStreamFromExternal(stream, -1));
  return raw_alloc(bytes);
}
inline void raw_delete(void *pointer) { get()->raw_deallocate(pointer); }
// The memory is in use by `stream` too: it is not used again before the work that is there now is done.
inline void recordStream(const c10::DataPtr &memory, Stream stream) {
  detail::guard_of_device().recordDataPtrOnStream(memory, stream.unwrap());
}
// Nothing is kept back that could be given back.
inline void emptyCache() {}

} // namespace CachingAllocator

// What programs of the time before ATen hand around; nothing takes it.
struct State;

inline c10::Allocator *getDeviceAllocator() { return CachingAllocator::get(); }

// For thrust::npu::par(allocator).
class ThrustAllocator {
public:
  typedef char value_type;
  char *allocate(std::ptrdiff_t size) {
    return static_cast<char *>(CachingAllocator::raw_alloc(static_cast<size_t>(size)));
  }
  void deallocate(char *pointer, size_t) { CachingAllocator::raw_delete(pointer); }
};

} // namespace torch
} // namespace npu

#endif
