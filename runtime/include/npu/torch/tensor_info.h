// SPDX-License-Identifier: Apache-2.0
// TensorInfo and IndexToOffset: torch's own headers, which need no CUDA but use its qualifiers.
#ifndef NPU_TORCH_TENSOR_INFO_H
#define NPU_TORCH_TENSOR_INFO_H

#include "npu/torch/device.h"

#pragma push_macro("__host__")
#pragma push_macro("__device__")
#undef __host__
#undef __device__
#define __host__
#define __device__
#include <ATen/cuda/detail/IndexUtils.cuh>
#pragma pop_macro("__host__")
#pragma pop_macro("__device__")

#include <algorithm>
#include <numeric>
#include <vector>

namespace npu {
namespace torch {

using at::cuda::detail::canUse32BitIndexMath;
using at::cuda::detail::getTensorInfo;
using at::cuda::detail::IndexToOffset;
using at::cuda::detail::TensorInfo;

// Whether two indices may name the same element; never false if they do.
inline bool maybeOverlappingIndices(const at::TensorBase &tensor) {
  std::vector<int64_t> dims;
  for (int64_t d = 0; d < tensor.dim(); ++d)
    if (tensor.size(d) > 1)
      dims.push_back(d);
  std::sort(dims.begin(), dims.end(),
            [&](int64_t a, int64_t b) { return tensor.stride(a) < tensor.stride(b); });
  int64_t reach = 0; // of the dimensions that are stepped over faster
  for (int64_t d : dims) {
    if (tensor.stride(d) <= reach)
      return true;
    reach += tensor.stride(d) * (tensor.size(d) - 1);
  }
  return false;
}

} // namespace torch
} // namespace npu

#endif
