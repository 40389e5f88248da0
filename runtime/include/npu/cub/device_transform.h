// SPDX-License-Identifier: Apache-2.0
// DeviceAdjacentDifference, and copies of many ranges at once.
#ifndef NPU_CUB_DEVICE_TRANSFORM_H
#define NPU_CUB_DEVICE_TRANSFORM_H

#include "npu/cub/device_base.h"

#include <string.h>

namespace npu {
namespace cub {

// What op makes of each item and its left (right) neighbour; the item without one is kept.
struct DeviceAdjacentDifference {
  template <class In, class Out, class N, class Op = Difference, class = detail::if_count<N>>
  static npuError_t SubtractLeftCopy(void *temp, size_t &bytes, In in, Out out, N n, Op op = {},
                                     npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() mutable {
      // The input's left neighbour is kept aside: in and out may be the same.
      detail::value_of<In> left{};
      for (N i = 0; i < n; ++i) {
        const detail::value_of<In> item = in[i];
        if (i == 0)
          out[i] = item;
        else
          out[i] = op(item, left);
        left = item;
      }
    });
  }
  template <class It, class N, class Op = Difference, class = detail::if_count<N>>
  static npuError_t SubtractLeft(void *temp, size_t &bytes, It it, N n, Op op = {},
                                 npuStream_t stream = nullptr, bool = false) {
    return SubtractLeftCopy(temp, bytes, it, it, n, op, stream);
  }
  template <class In, class Out, class N, class Op = Difference, class = detail::if_count<N>>
  static npuError_t SubtractRightCopy(void *temp, size_t &bytes, In in, Out out, N n, Op op = {},
                                      npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() mutable {
      for (N i = 0; i < n; ++i) {
        const detail::value_of<In> item = in[i];
        if (i + 1 == n)
          out[i] = item;
        else
          out[i] = op(item, detail::value_of<In>(in[i + 1]));
      }
    });
  }
  template <class It, class N, class Op = Difference, class = detail::if_count<N>>
  static npuError_t SubtractRight(void *temp, size_t &bytes, It it, N n, Op op = {},
                                  npuStream_t stream = nullptr, bool = false) {
    return SubtractRightCopy(temp, bytes, it, it, n, op, stream);
  }
};

// Range i goes from from[i] to to[i]: sizes[i] items, or bytes. The ranges of the output do not overlap.
struct DeviceCopy {
  template <class From, class To, class Sizes>
  static npuError_t Batched(void *temp, size_t &bytes, From from, To to, Sizes sizes, unsigned ranges,
                            npuStream_t stream = nullptr) {
    return detail::submit(temp, bytes, stream, [=]() mutable {
      for (unsigned r = 0; r < ranges; ++r) {
        auto source = from[r];
        auto target = to[r];
        const auto size = sizes[r];
        for (std::decay_t<decltype(size)> i = 0; i < size; ++i)
          target[i] = source[i];
      }
    });
  }
};
struct DeviceMemcpy {
  template <class From, class To, class Sizes>
  static npuError_t Batched(void *temp, size_t &bytes, From from, To to, Sizes sizes, unsigned ranges,
                            npuStream_t stream = nullptr) {
    return detail::submit(temp, bytes, stream, [=]() mutable {
      for (unsigned r = 0; r < ranges; ++r)
        memcpy(to[r], from[r], static_cast<size_t>(sizes[r]));
    });
  }
};

} // namespace cub
} // namespace npu

#endif
