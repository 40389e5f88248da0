// SPDX-License-Identifier: Apache-2.0
// Device memory, copies and fills in one dimension, and questions about pointers.
#include "api/allocations.h"
#include "api/capture.h"
#include "api/copy.h"
#include "api/devices.h"
#include "api/resources.h"
#include "core/error.h"
#include "core/stream.h"

#include <unistd.h>

#include <algorithm>

using namespace npu;
using core::report;

extern "C" {

npuError_t npuMalloc(void **devPtr, size_t size) {
  if (!devPtr)
    return report(npuErrorInvalidValue);
  if (npuError_t error; api::unsafe_in_capture(error))
    return report(error);
  if (const npuError_t error = core::sticky_error(); error != npuSuccess)
    return report(error);
  *devPtr = nullptr;
  if (size == 0)
    return npuSuccess;
  *devPtr = api::allocate(size, api::memory_kind::device, api::current_device());
  return report(*devPtr ? npuSuccess : npuErrorMemoryAllocation);
}

npuError_t npuFree(void *devPtr) {
  if (!devPtr)
    return report(core::sticky_error());
  if (npuError_t error; api::unsafe_in_capture(error))
    return report(error);
  if (api::in_host_function())
    return report(npuErrorNotPermitted);
  const npuError_t error = core::synchronize_device();
  if (api::is_graph_memory(devPtr)) // the graph keeps it, for its next launch
    return report(error);
  const api::allocation removed =
      api::remove(devPtr, api::bit(api::memory_kind::device) | api::bit(api::memory_kind::managed) |
                              api::bit(api::memory_kind::imported));
  if (!removed)
    return report(error != npuSuccess ? error : npuErrorInvalidValue);
  api::free_memory(removed);
  return report(error);
}

npuError_t npuMemGetInfo(size_t *free, size_t *total) {
  if (!free || !total)
    return report(npuErrorInvalidValue);
  *total = api::device_memory();
  *free = *total - std::min(*total, api::memory_in_use(api::current_device()));
  return npuSuccess;
}

npuError_t npuMemcpy(void *dst, const void *src, size_t count, enum npuMemcpyKind kind) {
  return report(api::submit(api::flat_copy(dst, src, count), kind, nullptr, true));
}

npuError_t npuMemcpyAsync(void *dst, const void *src, size_t count, enum npuMemcpyKind kind,
                          npuStream_t stream) {
  return report(api::submit(api::flat_copy(dst, src, count), kind, stream, false));
}

npuError_t npuMemcpyPeer(void *dst, int dstDevice, const void *src, int srcDevice, size_t count) {
  if (!api::is_device(dstDevice) || !api::is_device(srcDevice))
    return report(npuErrorInvalidDevice);
  return report(api::submit(api::flat_copy(dst, src, count), npuMemcpyDeviceToDevice, nullptr, true));
}

npuError_t npuMemcpyPeerAsync(void *dst, int dstDevice, const void *src, int srcDevice, size_t count,
                              npuStream_t stream) {
  if (!api::is_device(dstDevice) || !api::is_device(srcDevice))
    return report(npuErrorInvalidDevice);
  return report(api::submit(api::flat_copy(dst, src, count), npuMemcpyDeviceToDevice, stream, false));
}

npuError_t npuMemset(void *devPtr, int value, size_t count) {
  return npuMemsetAsync(devPtr, value, count, nullptr);
}

npuError_t npuMemsetAsync(void *devPtr, int value, size_t count, npuStream_t stream) {
  return report(api::submit(api::fill{devPtr, {count, count}, unsigned(value), 1, {count}}, stream));
}

npuError_t npuPointerGetAttributes(struct npuPointerAttributes *attributes, const void *ptr) {
  if (!attributes)
    return report(npuErrorInvalidValue);
  *attributes = {};
  void *address = const_cast<void *>(ptr);
  const api::allocation a = api::find(ptr);
  if (!a && api::is_managed_variable(ptr)) {
    attributes->type = npuMemoryTypeManaged;
    attributes->memoryType = npuMemoryTypeDevice;
    attributes->isManaged = 1;
    attributes->devicePointer = attributes->hostPointer = address;
    return npuSuccess;
  }
  if (!a && api::is_known_variable(ptr)) {
    attributes->type = attributes->memoryType = npuMemoryTypeDevice;
    attributes->devicePointer = address;
    return npuSuccess;
  }
  if (!a) {
    attributes->type = npuMemoryTypeUnregistered;
    attributes->device = npuInvalidDeviceId;
    attributes->hostPointer = address;
    return npuSuccess;
  }
  attributes->device = a.device;
  attributes->devicePointer = address;
  attributes->hostPointer = address;
  switch (a.kind) {
  case api::memory_kind::device:
  case api::memory_kind::array:
  case api::memory_kind::graph:
  case api::memory_kind::opened:
  case api::memory_kind::imported:
    attributes->type = attributes->memoryType = npuMemoryTypeDevice;
    attributes->hostPointer = nullptr;
    break;
  case api::memory_kind::managed:
    attributes->type = npuMemoryTypeManaged;
    attributes->memoryType = npuMemoryTypeDevice;
    attributes->isManaged = 1;
    break;
  case api::memory_kind::host:
  case api::memory_kind::registered:
    attributes->type = attributes->memoryType = npuMemoryTypeHost;
    break;
  }
  return npuSuccess;
}

} // extern "C"
