// SPDX-License-Identifier: Apache-2.0
// CachingDeviceAllocator and the macros of npu::cub.
#ifndef NPU_CUB_ALLOCATOR_H
#define NPU_CUB_ALLOCATOR_H

#include "npu/runtime.hpp"

#include <stdio.h>
#include <stdlib.h>

namespace npu {
namespace cub {

// Device memory through the runtime; nothing is kept back, so the parameters of the cache have no effect.
struct CachingDeviceAllocator {
  CachingDeviceAllocator(bool = false, bool = false) {}
  CachingDeviceAllocator(unsigned, unsigned, unsigned, size_t, bool = false, bool = false) {}
  // In bytes. Errors are those of npuMalloc and npuFree; freeing waits for the stream the memory was for.
  npuError_t DeviceAllocate(void **memory, size_t bytes, npuStream_t = nullptr) {
    return npuMalloc(memory, bytes);
  }
  npuError_t DeviceAllocate(int, void **memory, size_t bytes, npuStream_t = nullptr) {
    return npuMalloc(memory, bytes);
  }
  npuError_t DeviceFree(void *memory) { return npuFree(memory); }
  npuError_t DeviceFree(int, void *memory) { return npuFree(memory); }
  npuError_t FreeAllCached() { return npuSuccess; }
};

namespace detail {
// Reports an error to stderr and gives it back.
inline npuError_t debug(npuError_t error, const char *file, int line) {
  if (error != npuSuccess)
    fprintf(stderr, "error %d [%s, %d]: %s\n", static_cast<int>(error), file, line, npuGetErrorString(error));
  return error;
}
} // namespace detail

} // namespace cub
} // namespace npu

#define NPU_CUB_VERSION 200000
#define NPU_CUB_ARCH 700
#define NPU_CUB_MIN(a, b) (((b) < (a)) ? (b) : (a))
#define NPU_CUB_MAX(a, b) (((a) < (b)) ? (b) : (a))
#define NPU_CUB_QUOTIENT_FLOOR(n, d) ((n) / (d))
#define NPU_CUB_QUOTIENT_CEILING(n, d) (((n) + (d) - 1) / (d))
#define NPU_CUB_ROUND_UP_NEAREST(n, d) (NPU_CUB_QUOTIENT_CEILING(n, d) * (d))
#define NPU_CUB_ROUND_DOWN_NEAREST(n, d) (((n) / (d)) * (d))
#define NPU_CUB_RUNTIME_FUNCTION
// The error of a call, reported; the second form ends the process with it.
#define NPU_CUB_DEBUG(e) ::npu::cub::detail::debug((e), __FILE__, __LINE__)
#define NPU_CUB_DEBUG_EXIT(e)                                                                                \
  do {                                                                                                       \
    if (NPU_CUB_DEBUG(e) != npuSuccess)                                                                      \
      exit(1);                                                                                               \
  } while (0)

#endif
