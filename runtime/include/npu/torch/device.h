// SPDX-License-Identifier: Apache-2.0
// The npu device of torch: its type, which tensors live there, its number and its properties.
#ifndef NPU_TORCH_DEVICE_H
#define NPU_TORCH_DEVICE_H

#include "npu/runtime.h"
#include "npu/torch/check.h"

#include <ATen/core/TensorBase.h>
#include <c10/core/Device.h>
#include <c10/core/TensorOptions.h>

#include <mutex>
#include <vector>

namespace npu {
namespace torch {

constexpr c10::DeviceType kNPU = c10::DeviceType::PrivateUse1;

// Whether a tensor, a device, options or a legacy type are of the npu device. An undefined tensor is not.
inline bool is_npu(c10::Device device) { return device.type() == kNPU; }
inline bool is_npu(const at::TensorBase &tensor) { return tensor.defined() && is_npu(tensor.device()); }
inline bool is_npu(const c10::TensorOptions &options) { return is_npu(options.device()); }
template <class LegacyType> auto is_npu(const LegacyType &type) -> decltype(type.device_type(), bool()) {
  return type.device_type() == kNPU;
}

// Options for tensors of the device: what at::CUDA(type) was good for.
inline c10::TensorOptions options_of(c10::ScalarType type) {
  return c10::TensorOptions().device(kNPU).dtype(type);
}

inline c10::DeviceIndex device_count() noexcept {
  int count = 0;
  return npuGetDeviceCount(&count) == npuSuccess ? static_cast<c10::DeviceIndex>(count) : 0;
}
inline int64_t getNumNPUs() { return device_count(); }
inline bool is_available() { return device_count() > 0; }

inline c10::DeviceIndex current_device() {
  int device = 0;
  NPU_TORCH_CHECK(npuGetDevice(&device));
  return static_cast<c10::DeviceIndex>(device);
}
inline void set_device(c10::DeviceIndex device) { NPU_TORCH_CHECK(npuSetDevice(device)); }
inline void device_synchronize() { NPU_TORCH_CHECK(npuDeviceSynchronize()); }
inline void stream_synchronize(npuStream_t stream) { NPU_TORCH_CHECK(npuStreamSynchronize(stream)); }
inline void memcpy_and_sync(void *dst, const void *src, int64_t bytes, npuMemcpyKind kind,
                            npuStream_t stream) {
  NPU_TORCH_CHECK(npuMemcpyAsync(dst, src, static_cast<size_t>(bytes), kind, stream));
  stream_synchronize(stream);
}

// Properties of a device, of the current one by default. The pointer stays valid.
inline npuDeviceProp *deviceProperties(int64_t device = -1) {
  static std::vector<npuDeviceProp> all = [] {
    std::vector<npuDeviceProp> properties(static_cast<size_t>(device_count()));
    for (size_t i = 0; i < properties.size(); ++i)
      NPU_TORCH_CHECK(npuGetDeviceProperties(&properties[i], static_cast<int>(i)));
    return properties;
  }();
  const size_t index = static_cast<size_t>(device < 0 ? current_device() : device);
  TORCH_CHECK(index < all.size(), "there is no npu device ", index);
  return &all[index];
}
inline npuDeviceProp *getCurrentDeviceProperties() { return deviceProperties(); }
inline npuDeviceProp *getDeviceProperties(int64_t device) { return deviceProperties(device); }
inline int warp_size() { return deviceProperties()->warpSize; }
inline bool canDeviceAccessPeer(int64_t device, int64_t peer) {
  int can = 0;
  NPU_TORCH_CHECK(npuDeviceCanAccessPeer(&can, static_cast<int>(device), static_cast<int>(peer)));
  return can != 0;
}

} // namespace torch
} // namespace npu

#endif
