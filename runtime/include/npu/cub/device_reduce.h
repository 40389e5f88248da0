// SPDX-License-Identifier: Apache-2.0
// DeviceReduce and DeviceSegmentedReduce. The operators are associative; neighbours are combined first, so
// rounding errors grow with the logarithm of the count.
#ifndef NPU_CUB_DEVICE_REDUCE_H
#define NPU_CUB_DEVICE_REDUCE_H

#include "npu/cub/device_base.h"
#include "npu/cub/iterators.h"

namespace npu {
namespace cub {
namespace detail {

// op over in[first, last), which is not empty.
template <class T, class In, class Op> T reduce_range(In in, long long first, long long last, Op &op) {
  if (last - first > 64) {
    const long long middle = first + (last - first) / 2;
    const T left = reduce_range<T>(in, first, middle, op);
    const T right = reduce_range<T>(in, middle, last, op);
    return op(left, right);
  }
  T result = static_cast<T>(in[first]);
  for (long long i = first + 1; i < last; ++i)
    result = op(result, static_cast<T>(in[i]));
  return result;
}

// The pair of the first smallest (largest) value of in[first, last) and its index counted from `first`;
// (1, limit) if there is none.
template <class Pair, class In, class Before>
Pair first_extreme(In in, long long first, long long last, Before before,
                   std::remove_cv_t<decltype(Pair::value)> limit) {
  Pair best;
  best.key = 1;
  best.value = limit;
  for (long long i = first; i < last; ++i)
    if (i == first || before(in[i], best.value)) {
      best.key = static_cast<decltype(best.key)>(i - first);
      best.value = in[i];
    }
  return best;
}
struct smaller {
  template <class A, class B> bool operator()(const A &a, const B &b) const { return a < b; }
};
struct larger {
  template <class A, class B> bool operator()(const A &a, const B &b) const { return b < a; }
};

} // namespace detail

struct DeviceReduce {
  // *out = op over `initial` and in[0, n).
  template <class In, class Out, class N, class Op, class T>
  static npuError_t Reduce(void *temp, size_t &bytes, In in, Out out, N n, Op op, T initial,
                           npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() mutable {
      using A = std::decay_t<decltype(op(initial, in[0]))>;
      *out = n > 0 ? A(op(initial, detail::reduce_range<A>(in, 0, n, op))) : A(initial);
    });
  }
  template <class In, class Out, class N>
  static npuError_t Sum(void *temp, size_t &bytes, In in, Out out, N n, npuStream_t stream = nullptr,
                        bool = false) {
    return Reduce(temp, bytes, in, out, n, cub::Sum(), detail::output_value<Out, In>(), stream);
  }
  // Of nothing: the largest (smallest) value of the type.
  template <class In, class Out, class N>
  static npuError_t Min(void *temp, size_t &bytes, In in, Out out, N n, npuStream_t stream = nullptr,
                        bool = false) {
    using T = detail::value_of<In>;
    return detail::submit(temp, bytes, stream, [=]() {
      cub::Min op;
      *out = n > 0 ? detail::reduce_range<T>(in, 0, n, op) : std::numeric_limits<T>::max();
    });
  }
  template <class In, class Out, class N>
  static npuError_t Max(void *temp, size_t &bytes, In in, Out out, N n, npuStream_t stream = nullptr,
                        bool = false) {
    using T = detail::value_of<In>;
    return detail::submit(temp, bytes, stream, [=]() {
      cub::Max op;
      *out = n > 0 ? detail::reduce_range<T>(in, 0, n, op) : std::numeric_limits<T>::lowest();
    });
  }
  // *out is a KeyValuePair of the index and the value of the first smallest (largest) element; of nothing the
  // pair of 1 and the largest (smallest) value of the type.
  template <class In, class Out, class N>
  static npuError_t ArgMin(void *temp, size_t &bytes, In in, Out out, N n, npuStream_t stream = nullptr,
                           bool = false) {
    return detail::submit(temp, bytes, stream, [=]() {
      *out = detail::first_extreme<detail::value_of<Out>>(in, 0, n, detail::smaller(),
                                                          std::numeric_limits<detail::value_of<In>>::max());
    });
  }
  template <class In, class Out, class N>
  static npuError_t ArgMax(void *temp, size_t &bytes, In in, Out out, N n, npuStream_t stream = nullptr,
                           bool = false) {
    return detail::submit(temp, bytes, stream, [=]() {
      *out = detail::first_extreme<detail::value_of<Out>>(
          in, 0, n, detail::larger(), std::numeric_limits<detail::value_of<In>>::lowest());
    });
  }
  // *out = op over `initial` and transform(x) for each x of in[0, n).
  template <class In, class Out, class N, class Op, class F, class T>
  static npuError_t TransformReduce(void *temp, size_t &bytes, In in, Out out, N n, Op op, F transform,
                                    T initial, npuStream_t stream = nullptr, bool = false) {
    using R = std::decay_t<decltype(transform(in[0]))>;
    return Reduce(temp, bytes, TransformInputIterator<R, F, In>(in, transform), out, n, op, initial, stream);
  }
  // One key and one value per run of equal keys; *runs = their number.
  template <class Keys, class KeysOut, class Values, class ValuesOut, class Runs, class Op, class N>
  static npuError_t ReduceByKey(void *temp, size_t &bytes, Keys keys, KeysOut unique, Values values,
                                ValuesOut aggregates, Runs runs, Op op, N n, npuStream_t stream = nullptr,
                                bool = false) {
    return detail::submit(temp, bytes, stream, [=]() mutable {
      using T = detail::output_value<ValuesOut, Values>;
      N count = 0;
      for (N i = 0; i < n; ++count) {
        const detail::value_of<Keys> key = keys[i];
        T sum = static_cast<T>(values[i]);
        for (++i; i < n && keys[i] == key; ++i)
          sum = op(sum, static_cast<T>(values[i]));
        unique[count] = key;
        aggregates[count] = sum;
      }
      *runs = count;
    });
  }
};

// The same per segment s: in[begin[s], end[s]) gives out[s].
struct DeviceSegmentedReduce {
  template <class In, class Out, class Begin, class End, class Op, class T>
  static npuError_t Reduce(void *temp, size_t &bytes, In in, Out out, int segments, Begin begin, End end,
                           Op op, T initial, npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() mutable {
      using A = std::decay_t<decltype(op(initial, in[0]))>;
      for (int s = 0; s < segments; ++s)
        out[s] = begin[s] < end[s] ? A(op(initial, detail::reduce_range<A>(in, begin[s], end[s], op)))
                                   : A(initial);
    });
  }
  template <class In, class Out, class Begin, class End>
  static npuError_t Sum(void *temp, size_t &bytes, In in, Out out, int segments, Begin begin, End end,
                        npuStream_t stream = nullptr, bool = false) {
    return Reduce(temp, bytes, in, out, segments, begin, end, cub::Sum(), detail::output_value<Out, In>(),
                  stream);
  }
  template <class In, class Out, class Begin, class End>
  static npuError_t Min(void *temp, size_t &bytes, In in, Out out, int segments, Begin begin, End end,
                        npuStream_t stream = nullptr, bool = false) {
    return Reduce(temp, bytes, in, out, segments, begin, end, cub::Min(),
                  std::numeric_limits<detail::value_of<In>>::max(), stream);
  }
  template <class In, class Out, class Begin, class End>
  static npuError_t Max(void *temp, size_t &bytes, In in, Out out, int segments, Begin begin, End end,
                        npuStream_t stream = nullptr, bool = false) {
    return Reduce(temp, bytes, in, out, segments, begin, end, cub::Max(),
                  std::numeric_limits<detail::value_of<In>>::lowest(), stream);
  }
  template <class In, class Out, class Begin, class End>
  static npuError_t ArgMin(void *temp, size_t &bytes, In in, Out out, int segments, Begin begin, End end,
                           npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() {
      for (int s = 0; s < segments; ++s)
        out[s] = detail::first_extreme<detail::value_of<Out>>(
            in, begin[s], end[s], detail::smaller(), std::numeric_limits<detail::value_of<In>>::max());
    });
  }
  template <class In, class Out, class Begin, class End>
  static npuError_t ArgMax(void *temp, size_t &bytes, In in, Out out, int segments, Begin begin, End end,
                           npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() {
      for (int s = 0; s < segments; ++s)
        out[s] = detail::first_extreme<detail::value_of<Out>>(
            in, begin[s], end[s], detail::larger(), std::numeric_limits<detail::value_of<In>>::lowest());
    });
  }
};

} // namespace cub
} // namespace npu

#endif
