// SPDX-License-Identifier: Apache-2.0
// What PyTorch's CUDA headers give a C++ extension, for the npu device (npu_torch): streams, guards, events,
// checks, the allocator, generators, launch helpers, and the parts of torch's own headers that only a CUDA
// compiler sees.
//
// Names are those of at::cuda and c10::cuda, in namespace npu::torch and without the word CUDA. Extensions
// link libnpu_torch and libnpu (npu_torch.utils.cpp_extension does it). Tried with torch 1.13; torch 2.x is
// provided for and unverified.
#ifndef NPU_TORCH_H
#define NPU_TORCH_H

#include "npu/torch/accessor.h"
#include "npu/torch/allocator.h"
#include "npu/torch/atomic.h"
#include "npu/torch/check.h"
#include "npu/torch/device.h"
#include "npu/torch/event.h"
#include "npu/torch/generator.h"
#include "npu/torch/guard.h"
#include "npu/torch/half.h"
#include "npu/torch/kernel.h"
#include "npu/torch/math.h"
#include "npu/torch/same_device.h"
#include "npu/torch/stream.h"
#include "npu/torch/tensor_info.h"

#endif
