// SPDX-License-Identifier: Apache-2.0
// Device memory for tensors, in the order of streams.
#ifndef NPU_TORCH_SRC_ALLOCATOR_H
#define NPU_TORCH_SRC_ALLOCATOR_H

#include "npu/torch/stream.h"

#include <c10/core/Allocator.h>

namespace npu {
namespace torch {

struct MemoryStatistics {
  int64_t allocated = 0, peak = 0; // bytes
};
NPU_API MemoryStatistics memory_statistics(c10::DeviceIndex device);
NPU_API void reset_peak_memory(c10::DeviceIndex device);

// Memory of `device` that is tagged as memory of `tag`: the device itself, or the host for a host operator
// that works on the device's behalf.
c10::DataPtr allocate_on(c10::DeviceIndex device, c10::Device tag, size_t bytes);
// The same memory with another tag. It must have come from allocate_on.
c10::DataPtr retagged(c10::DataPtr memory, c10::Device tag);
bool is_device_memory(const c10::DataPtr &memory);
// The memory is not reused before the work that `stream` holds now is done.
void record_use(const c10::DataPtr &memory, Stream stream);

// While one lives, what the calling thread allocates for the host is memory of `device`: results of host
// operators then are device memory without a copy.
class DeviceMemoryForHost {
public:
  explicit DeviceMemoryForHost(c10::DeviceIndex device);
  ~DeviceMemoryForHost();
  DeviceMemoryForHost(const DeviceMemoryForHost &) = delete;
  DeviceMemoryForHost &operator=(const DeviceMemoryForHost &) = delete;

private:
  c10::DeviceIndex before_;
};

// The allocator that such storages grow with: device memory tagged as the host's. Only for use under
// DeviceMemoryForHost.
c10::Allocator *host_allocator();

} // namespace torch
} // namespace npu

#endif
