// SPDX-License-Identifier: Apache-2.0
// Checks that tensors are on one npu device: the counterparts of checkSameGPU and checkAllSameGPU.
#ifndef NPU_TORCH_SAME_DEVICE_H
#define NPU_TORCH_SAME_DEVICE_H

#include "npu/torch/device.h"

#include <ATen/TensorUtils.h>
#include <ATen/core/Tensor.h>

namespace npu {
namespace torch {

inline void checkSameNPU(at::CheckedFrom caller, const at::TensorArg &a, const at::TensorArg &b) {
  for (const at::TensorArg *argument : {&a, &b})
    TORCH_CHECK(is_npu(**argument), "expected ", *argument,
                " to be on an npu device (while checking arguments for ", caller, ")");
  TORCH_CHECK(a->get_device() == b->get_device(), "expected ", a, " and ", b,
              " to be on the same npu device, but they are on ", a->get_device(), " and ", b->get_device(),
              " (while checking arguments for ", caller, ")");
}

// Whether all are on the current npu device.
inline bool check_device(at::ArrayRef<at::Tensor> tensors) {
  for (const at::Tensor &tensor : tensors)
    if (!is_npu(tensor) || tensor.get_device() != current_device())
      return false;
  return true;
}

// Undefined tensors are passed over.
inline void checkAllSameNPU(at::CheckedFrom caller, at::ArrayRef<at::TensorArg> tensors) {
  const at::TensorArg *first = nullptr;
  for (const at::TensorArg &argument : tensors) {
    if (!argument->defined())
      continue;
    if (!first)
      first = &argument;
    checkSameNPU(caller, *first, argument);
  }
}

} // namespace torch
} // namespace npu

#endif
