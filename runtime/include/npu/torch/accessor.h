// SPDX-License-Identifier: Apache-2.0
// What torch's own headers define for a CUDA compiler only: RestrictPtrTraits and the launch bounds.
#ifndef NPU_TORCH_ACCESSOR_H
#define NPU_TORCH_ACCESSOR_H

#include "npu/qualifiers.h"

#include <ATen/core/TensorAccessor.h>
#include <c10/macros/Macros.h>

#if !defined(__CUDACC__) && !defined(__HIPCC__)
namespace at {
template <typename T> struct RestrictPtrTraits {
  typedef T *__restrict__ PtrType;
};
} // namespace at
#endif

#ifndef C10_LAUNCH_BOUNDS_0
#define C10_MAX_THREADS_PER_BLOCK(threads) (threads)
#define C10_MIN_BLOCKS_PER_SM(threads, blocks) (blocks)
#define C10_LAUNCH_BOUNDS_0 NPU_LAUNCH_BOUNDS(256, 4)
#define C10_LAUNCH_BOUNDS_1(threads) NPU_LAUNCH_BOUNDS(threads)
#define C10_LAUNCH_BOUNDS_2(threads, blocks) NPU_LAUNCH_BOUNDS(threads, blocks)
#endif

#endif
