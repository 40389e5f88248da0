// SPDX-License-Identifier: Apache-2.0
// DeviceScan: prefix sums and scans of n elements in order; out may be in.
#ifndef NPU_CUB_DEVICE_SCAN_H
#define NPU_CUB_DEVICE_SCAN_H

#include "npu/cub/device_base.h"

namespace npu {
namespace cub {

struct DeviceScan {
  // out[i] = op over `initial` and in[0, i).
  template <class In, class Out, class Op, class T, class N, class = detail::if_count<N>>
  static npuError_t ExclusiveScan(void *temp, size_t &bytes, In in, Out out, Op op, T initial, N n,
                                  npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() mutable {
      using A = std::decay_t<decltype(op(initial, in[0]))>;
      A running = initial;
      for (N i = 0; i < n; ++i) {
        const A next = op(running, in[i]);
        out[i] = running;
        running = next;
      }
    });
  }
  // out[i] = op over in[0, i].
  template <class In, class Out, class Op, class N, class = detail::if_count<N>>
  static npuError_t InclusiveScan(void *temp, size_t &bytes, In in, Out out, Op op, N n,
                                  npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() mutable {
      using V = detail::value_of<In>;
      using A = std::decay_t<decltype(op(V(in[0]), in[0]))>;
      if (n <= 0)
        return;
      A running = in[0];
      out[0] = running;
      for (N i = 1; i < n; ++i)
        out[i] = running = op(running, in[i]);
    });
  }
  template <class In, class Out, class N, class = detail::if_count<N>>
  static npuError_t ExclusiveSum(void *temp, size_t &bytes, In in, Out out, N n, npuStream_t stream = nullptr,
                                 bool = false) {
    return ExclusiveScan(temp, bytes, in, out, cub::Sum(), detail::output_value<Out, In>(), n, stream);
  }
  template <class In, class Out, class N, class = detail::if_count<N>>
  static npuError_t InclusiveSum(void *temp, size_t &bytes, In in, Out out, N n, npuStream_t stream = nullptr,
                                 bool = false) {
    return InclusiveScan(temp, bytes, in, out, cub::Sum(), n, stream);
  }
  // In place.
  template <class It, class N, class = detail::if_count<N>>
  static npuError_t ExclusiveSum(void *temp, size_t &bytes, It data, N n, npuStream_t stream = nullptr) {
    return ExclusiveSum(temp, bytes, data, data, n, stream);
  }
  template <class It, class N, class = detail::if_count<N>>
  static npuError_t InclusiveSum(void *temp, size_t &bytes, It data, N n, npuStream_t stream = nullptr) {
    return InclusiveSum(temp, bytes, data, data, n, stream);
  }

  // The same, starting anew where equal(previous key, key) is false.
  template <class Keys, class In, class Out, class Op, class T, class N, class Equal = Equality>
  static npuError_t ExclusiveScanByKey(void *temp, size_t &bytes, Keys keys, In in, Out out, Op op, T initial,
                                       N n, Equal equal = Equal(), npuStream_t stream = nullptr) {
    return detail::submit(temp, bytes, stream, [=]() mutable {
      using A = std::decay_t<decltype(op(initial, in[0]))>;
      A running = initial;
      for (N i = 0; i < n; ++i) {
        if (i > 0 && !equal(keys[i - 1], keys[i]))
          running = initial;
        const A next = op(running, in[i]);
        out[i] = running;
        running = next;
      }
    });
  }
  template <class Keys, class In, class Out, class Op, class N, class Equal = Equality>
  static npuError_t InclusiveScanByKey(void *temp, size_t &bytes, Keys keys, In in, Out out, Op op, N n,
                                       Equal equal = Equal(), npuStream_t stream = nullptr) {
    return detail::submit(temp, bytes, stream, [=]() mutable {
      using V = detail::value_of<In>;
      std::decay_t<decltype(op(V(in[0]), in[0]))> running{};
      for (N i = 0; i < n; ++i) {
        if (i == 0 || !equal(keys[i - 1], keys[i]))
          running = in[i];
        else
          running = op(running, in[i]);
        out[i] = running;
      }
    });
  }
  template <class Keys, class In, class Out, class N, class Equal = Equality>
  static npuError_t ExclusiveSumByKey(void *temp, size_t &bytes, Keys keys, In in, Out out, N n,
                                      Equal equal = Equal(), npuStream_t stream = nullptr) {
    return ExclusiveScanByKey(temp, bytes, keys, in, out, cub::Sum(), detail::output_value<Out, In>(), n,
                              equal, stream);
  }
  template <class Keys, class In, class Out, class N, class Equal = Equality>
  static npuError_t InclusiveSumByKey(void *temp, size_t &bytes, Keys keys, In in, Out out, N n,
                                      Equal equal = Equal(), npuStream_t stream = nullptr) {
    return InclusiveScanByKey(temp, bytes, keys, in, out, cub::Sum(), n, equal, stream);
  }
};

} // namespace cub
} // namespace npu

#endif
