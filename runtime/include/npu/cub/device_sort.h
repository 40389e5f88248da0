// SPDX-License-Identifier: Apache-2.0
// The device-wide sorts: radix sorts by the bits [begin_bit, end_bit) of the keys, merge sorts by an order of
// the caller's, and both kinds per segment. All are stable.
#ifndef NPU_CUB_DEVICE_SORT_H
#define NPU_CUB_DEVICE_SORT_H

#include "npu/cub/device_base.h"
#include "npu/cub/radix.h"

namespace npu {
namespace cub {
namespace detail {

// Sorts n keys, and the values along with them where there are some (NullType: none).
template <class K, class KOut, class V, class VOut, class Less>
inline void sort_by(K keys, KOut keys_out, V values, VOut values_out, size_t n, Less less) {
  const std::vector<size_t> order = stable_order(keys, n, less);
  permute(order, keys, keys_out, static_cast<value_of<K> *>(nullptr));
  if constexpr (!std::is_same<V, NullType>::value)
    permute(order, values, values_out, static_cast<value_of<V> *>(nullptr));
}

inline NullType advance(NullType n, size_t) { return n; }
template <class It> inline It advance(It it, size_t n) { return it + n; }

// One radix sort, of the whole or of segments.
template <bool Descending, class K, class V> struct radix_sort {
  const K *keys;
  K *keys_out;
  std::conditional_t<std::is_same<V, NullType>::value, NullType, const V *> values;
  std::conditional_t<std::is_same<V, NullType>::value, NullType, V *> values_out;
  int begin_bit, end_bit;

  void operator()(size_t first, size_t last) const {
    sort_by(keys + first, keys_out + first, advance(values, first), advance(values_out, first), last - first,
            radix_less<K, Descending>{begin_bit, end_bit});
  }
};

// After a sort, that is in phase 2, the alternate buffer is the current one.
template <class T> void swap(void *temp, DoubleBuffer<T> &buffer) {
  if (temp != nullptr)
    buffer.selector ^= 1;
}

} // namespace detail

// The forms with a DoubleBuffer sort from the current into the alternate buffer, which becomes the current
// one.
struct DeviceRadixSort {
  template <class K, class N>
  static npuError_t SortKeys(void *temp, size_t &bytes, const K *in, K *out, N n, int begin_bit = 0,
                             int end_bit = sizeof(K) * 8, npuStream_t stream = nullptr, bool = false) {
    return whole<false, K, NullType>(temp, bytes, {in, out, {}, {}, begin_bit, end_bit}, n, stream);
  }
  template <class K, class N>
  static npuError_t SortKeysDescending(void *temp, size_t &bytes, const K *in, K *out, N n, int begin_bit = 0,
                                       int end_bit = sizeof(K) * 8, npuStream_t stream = nullptr,
                                       bool = false) {
    return whole<true, K, NullType>(temp, bytes, {in, out, {}, {}, begin_bit, end_bit}, n, stream);
  }
  template <class K, class V, class N>
  static npuError_t SortPairs(void *temp, size_t &bytes, const K *keys, K *keys_out, const V *values,
                              V *values_out, N n, int begin_bit = 0, int end_bit = sizeof(K) * 8,
                              npuStream_t stream = nullptr, bool = false) {
    return whole<false, K, V>(temp, bytes, {keys, keys_out, values, values_out, begin_bit, end_bit}, n,
                              stream);
  }
  template <class K, class V, class N>
  static npuError_t SortPairsDescending(void *temp, size_t &bytes, const K *keys, K *keys_out,
                                        const V *values, V *values_out, N n, int begin_bit = 0,
                                        int end_bit = sizeof(K) * 8, npuStream_t stream = nullptr,
                                        bool = false) {
    return whole<true, K, V>(temp, bytes, {keys, keys_out, values, values_out, begin_bit, end_bit}, n,
                             stream);
  }

  template <class K, class... A>
  static npuError_t SortKeys(void *temp, size_t &bytes, DoubleBuffer<K> &keys, A... arguments) {
    const npuError_t error = SortKeys(temp, bytes, keys.Current(), keys.Alternate(), arguments...);
    detail::swap(temp, keys);
    return error;
  }
  template <class K, class... A>
  static npuError_t SortKeysDescending(void *temp, size_t &bytes, DoubleBuffer<K> &keys, A... arguments) {
    const npuError_t error = SortKeysDescending(temp, bytes, keys.Current(), keys.Alternate(), arguments...);
    detail::swap(temp, keys);
    return error;
  }
  template <class K, class V, class... A>
  static npuError_t SortPairs(void *temp, size_t &bytes, DoubleBuffer<K> &keys, DoubleBuffer<V> &values,
                              A... arguments) {
    const npuError_t error = SortPairs(temp, bytes, keys.Current(), keys.Alternate(), values.Current(),
                                       values.Alternate(), arguments...);
    detail::swap(temp, keys), detail::swap(temp, values);
    return error;
  }
  template <class K, class V, class... A>
  static npuError_t SortPairsDescending(void *temp, size_t &bytes, DoubleBuffer<K> &keys,
                                        DoubleBuffer<V> &values, A... arguments) {
    const npuError_t error = SortPairsDescending(temp, bytes, keys.Current(), keys.Alternate(),
                                                 values.Current(), values.Alternate(), arguments...);
    detail::swap(temp, keys), detail::swap(temp, values);
    return error;
  }

private:
  template <bool Descending, class K, class V, class N>
  static npuError_t whole(void *temp, size_t &bytes, detail::radix_sort<Descending, K, V> sort, N n,
                          npuStream_t stream) {
    return detail::submit(temp, bytes, stream, [=]() { sort(0, static_cast<size_t>(n)); });
  }
};

// Segment s is [begin[s], end[s]) of the arrays; what lies in no segment is left alone in the output.
struct DeviceSegmentedRadixSort {
  template <class K, class Begin, class End>
  static npuError_t SortKeys(void *temp, size_t &bytes, const K *in, K *out, int, int segments, Begin begin,
                             End end, int begin_bit = 0, int end_bit = sizeof(K) * 8,
                             npuStream_t stream = nullptr, bool = false) {
    return each<false, K, NullType>(temp, bytes, {in, out, {}, {}, begin_bit, end_bit}, segments, begin, end,
                                    stream);
  }
  template <class K, class Begin, class End>
  static npuError_t SortKeysDescending(void *temp, size_t &bytes, const K *in, K *out, int, int segments,
                                       Begin begin, End end, int begin_bit = 0, int end_bit = sizeof(K) * 8,
                                       npuStream_t stream = nullptr, bool = false) {
    return each<true, K, NullType>(temp, bytes, {in, out, {}, {}, begin_bit, end_bit}, segments, begin, end,
                                   stream);
  }
  template <class K, class V, class Begin, class End>
  static npuError_t SortPairs(void *temp, size_t &bytes, const K *keys, K *keys_out, const V *values,
                              V *values_out, int, int segments, Begin begin, End end, int begin_bit = 0,
                              int end_bit = sizeof(K) * 8, npuStream_t stream = nullptr, bool = false) {
    return each<false, K, V>(temp, bytes, {keys, keys_out, values, values_out, begin_bit, end_bit}, segments,
                             begin, end, stream);
  }
  template <class K, class V, class Begin, class End>
  static npuError_t SortPairsDescending(void *temp, size_t &bytes, const K *keys, K *keys_out,
                                        const V *values, V *values_out, int, int segments, Begin begin,
                                        End end, int begin_bit = 0, int end_bit = sizeof(K) * 8,
                                        npuStream_t stream = nullptr, bool = false) {
    return each<true, K, V>(temp, bytes, {keys, keys_out, values, values_out, begin_bit, end_bit}, segments,
                            begin, end, stream);
  }

  // With a DoubleBuffer as above.
  template <class K, class... A>
  static npuError_t SortKeys(void *temp, size_t &bytes, DoubleBuffer<K> &keys, A... arguments) {
    const npuError_t error = SortKeys(temp, bytes, keys.Current(), keys.Alternate(), arguments...);
    detail::swap(temp, keys);
    return error;
  }
  template <class K, class... A>
  static npuError_t SortKeysDescending(void *temp, size_t &bytes, DoubleBuffer<K> &keys, A... arguments) {
    const npuError_t error = SortKeysDescending(temp, bytes, keys.Current(), keys.Alternate(), arguments...);
    detail::swap(temp, keys);
    return error;
  }
  template <class K, class V, class... A>
  static npuError_t SortPairs(void *temp, size_t &bytes, DoubleBuffer<K> &keys, DoubleBuffer<V> &values,
                              A... arguments) {
    const npuError_t error = SortPairs(temp, bytes, keys.Current(), keys.Alternate(), values.Current(),
                                       values.Alternate(), arguments...);
    detail::swap(temp, keys), detail::swap(temp, values);
    return error;
  }
  template <class K, class V, class... A>
  static npuError_t SortPairsDescending(void *temp, size_t &bytes, DoubleBuffer<K> &keys,
                                        DoubleBuffer<V> &values, A... arguments) {
    const npuError_t error = SortPairsDescending(temp, bytes, keys.Current(), keys.Alternate(),
                                                 values.Current(), values.Alternate(), arguments...);
    detail::swap(temp, keys), detail::swap(temp, values);
    return error;
  }

private:
  template <bool Descending, class K, class V, class Begin, class End>
  static npuError_t each(void *temp, size_t &bytes, detail::radix_sort<Descending, K, V> sort, int segments,
                         Begin begin, End end, npuStream_t stream) {
    return detail::submit(temp, bytes, stream, [=]() mutable {
      for (int s = 0; s < segments; ++s)
        if (begin[s] < end[s])
          sort(static_cast<size_t>(begin[s]), static_cast<size_t>(end[s]));
    });
  }
};

// The same without a choice of bits.
struct DeviceSegmentedSort {
  template <class K, class Begin, class End>
  static npuError_t SortKeys(void *temp, size_t &bytes, const K *in, K *out, int n, int segments, Begin begin,
                             End end, npuStream_t stream = nullptr, bool = false) {
    return DeviceSegmentedRadixSort::SortKeys(temp, bytes, in, out, n, segments, begin, end, 0, sizeof(K) * 8,
                                              stream);
  }
  template <class K, class Begin, class End>
  static npuError_t SortKeysDescending(void *temp, size_t &bytes, const K *in, K *out, int n, int segments,
                                       Begin begin, End end, npuStream_t stream = nullptr, bool = false) {
    return DeviceSegmentedRadixSort::SortKeysDescending(temp, bytes, in, out, n, segments, begin, end, 0,
                                                        sizeof(K) * 8, stream);
  }
  template <class K, class V, class Begin, class End>
  static npuError_t SortPairs(void *temp, size_t &bytes, const K *keys, K *keys_out, const V *values,
                              V *values_out, int n, int segments, Begin begin, End end,
                              npuStream_t stream = nullptr, bool = false) {
    return DeviceSegmentedRadixSort::SortPairs(temp, bytes, keys, keys_out, values, values_out, n, segments,
                                               begin, end, 0, sizeof(K) * 8, stream);
  }
  template <class K, class V, class Begin, class End>
  static npuError_t SortPairsDescending(void *temp, size_t &bytes, const K *keys, K *keys_out,
                                        const V *values, V *values_out, int n, int segments, Begin begin,
                                        End end, npuStream_t stream = nullptr, bool = false) {
    return DeviceSegmentedRadixSort::SortPairsDescending(temp, bytes, keys, keys_out, values, values_out, n,
                                                         segments, begin, end, 0, sizeof(K) * 8, stream);
  }

  // With a DoubleBuffer as above.
  template <class K, class... A>
  static npuError_t SortKeys(void *temp, size_t &bytes, DoubleBuffer<K> &keys, A... arguments) {
    const npuError_t error =
        SortKeys(temp, bytes, keys.Current(), keys.Alternate(), static_cast<A &&>(arguments)...);
    detail::swap(temp, keys);
    return error;
  }
  template <class K, class... A>
  static npuError_t SortKeysDescending(void *temp, size_t &bytes, DoubleBuffer<K> &keys, A... arguments) {
    const npuError_t error =
        SortKeysDescending(temp, bytes, keys.Current(), keys.Alternate(), static_cast<A &&>(arguments)...);
    detail::swap(temp, keys);
    return error;
  }
  template <class K, class V, class... A>
  static npuError_t SortPairs(void *temp, size_t &bytes, DoubleBuffer<K> &keys, DoubleBuffer<V> &values,
                              A... arguments) {
    const npuError_t error = SortPairs(temp, bytes, keys.Current(), keys.Alternate(), values.Current(),
                                       values.Alternate(), static_cast<A &&>(arguments)...);
    detail::swap(temp, keys), detail::swap(temp, values);
    return error;
  }
  template <class K, class V, class... A>
  static npuError_t SortPairsDescending(void *temp, size_t &bytes, DoubleBuffer<K> &keys,
                                        DoubleBuffer<V> &values, A... arguments) {
    const npuError_t error =
        SortPairsDescending(temp, bytes, keys.Current(), keys.Alternate(), values.Current(),
                            values.Alternate(), static_cast<A &&>(arguments)...);
    detail::swap(temp, keys), detail::swap(temp, values);
    return error;
  }
  // All are stable.
  template <class... A> static npuError_t StableSortKeys(void *temp, size_t &bytes, A &&...arguments) {
    return SortKeys(temp, bytes, static_cast<A &&>(arguments)...);
  }
  template <class... A> static npuError_t StableSortPairs(void *temp, size_t &bytes, A &&...arguments) {
    return SortPairs(temp, bytes, static_cast<A &&>(arguments)...);
  }
  template <class... A>
  static npuError_t StableSortKeysDescending(void *temp, size_t &bytes, A &&...arguments) {
    return SortKeysDescending(temp, bytes, static_cast<A &&>(arguments)...);
  }
  template <class... A>
  static npuError_t StableSortPairsDescending(void *temp, size_t &bytes, A &&...arguments) {
    return SortPairsDescending(temp, bytes, static_cast<A &&>(arguments)...);
  }
};

// By less(a, b), in place or into other arrays.
struct DeviceMergeSort {
  template <class K, class N, class Less>
  static npuError_t SortKeys(void *temp, size_t &bytes, K keys, N n, Less less, npuStream_t stream = nullptr,
                             bool = false) {
    return detail::submit(temp, bytes, stream, [=]() mutable {
      detail::sort_by(keys, keys, NullType(), NullType(), static_cast<size_t>(n), less);
    });
  }
  template <class K, class V, class N, class Less>
  static npuError_t SortPairs(void *temp, size_t &bytes, K keys, V values, N n, Less less,
                              npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() mutable {
      detail::sort_by(keys, keys, values, values, static_cast<size_t>(n), less);
    });
  }
  template <class K, class Out, class N, class Less>
  static npuError_t SortKeysCopy(void *temp, size_t &bytes, K keys, Out out, N n, Less less,
                                 npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() mutable {
      detail::sort_by(keys, out, NullType(), NullType(), static_cast<size_t>(n), less);
    });
  }
  template <class K, class V, class KOut, class VOut, class N, class Less>
  static npuError_t SortPairsCopy(void *temp, size_t &bytes, K keys, V values, KOut keys_out, VOut values_out,
                                  N n, Less less, npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() mutable {
      detail::sort_by(keys, keys_out, values, values_out, static_cast<size_t>(n), less);
    });
  }
  template <class... A> static npuError_t StableSortKeysCopy(void *temp, size_t &bytes, A... arguments) {
    return SortKeysCopy(temp, bytes, arguments...);
  }
  template <class... A> static npuError_t StableSortKeys(void *temp, size_t &bytes, A... arguments) {
    return SortKeys(temp, bytes, arguments...);
  }
  template <class... A> static npuError_t StableSortPairs(void *temp, size_t &bytes, A... arguments) {
    return SortPairs(temp, bytes, arguments...);
  }
};

} // namespace cub
} // namespace npu

#endif
