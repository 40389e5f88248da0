// SPDX-License-Identifier: Apache-2.0
// Operators on 16-bit floating-point numbers, many of which the host has no kernel for and a GPU has.
#ifndef NPU_TORCH_SRC_HALF_PRECISION_H
#define NPU_TORCH_SRC_HALF_PRECISION_H

#include <ATen/core/dispatch/Dispatcher.h>

namespace npu {
namespace torch {

// Calls an operator with arguments of the host. Where the host's kernel is not made for the arguments' 16-bit
// type, it computes in float, and what it gives is rounded to that type.
void call_on_host(const c10::OperatorHandle &op, ::torch::jit::Stack *stack);

} // namespace torch
} // namespace npu

#endif
