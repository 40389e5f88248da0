// SPDX-License-Identifier: Apache-2.0
// Runs torch's operators for the host on tensors of the device, without copies: the device's memory is host
// memory.
#ifndef NPU_TORCH_SRC_HOST_VIEW_H
#define NPU_TORCH_SRC_HOST_VIEW_H

#include "allocator.h"

#include <ATen/core/LegacyTypeDispatch.h>
#include <ATen/core/Tensor.h>
#include <c10/util/SmallVector.h>

namespace npu {
namespace torch {

// One operator's run on the host. Tensors of the device go in as views of their memory that are tensors of
// the host; what comes out becomes tensors of the device again. While it lives, memory that the host
// allocates in this thread is memory of the device.
class HostRun {
public:
  // Waits for the work of the current stream of `device`, which may write what the operator reads.
  explicit HostRun(c10::DeviceIndex device);

  // `tensor` as a tensor of the host, if it is one of the device.
  at::Tensor on_host(const at::Tensor &tensor);
  // The tensor that a result stands for: an argument itself, a view of one, or a new tensor of the device.
  at::Tensor on_device(const at::Tensor &result);
  // Carries over to the arguments what the operator has done to shapes and storages, not only to elements.
  void update_arguments();

private:
  struct Argument {
    at::Tensor device, host;
    void *memory; // of the host view when it was made
  };
  c10::Storage host_storage(const c10::Storage &device);
  c10::Storage device_storage(const c10::Storage &host);
  at::Tensor with_storage(const at::Tensor &like, c10::Storage storage) const;

  c10::DeviceIndex device_;
  at::AutoDispatchBelowADInplaceOrView below_autograd_;
  DeviceMemoryForHost allocations_;
  c10::SmallVector<Argument, 8> arguments_;
  c10::SmallVector<std::pair<c10::Storage, c10::Storage>, 8>
      storages_; // of the device, and its view on the host
};

// The device of the first of these tensors that is on one; else the current device.
c10::DeviceIndex device_of_first(at::ArrayRef<at::Tensor> tensors);

} // namespace torch
} // namespace npu

#endif
