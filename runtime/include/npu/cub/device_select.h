// SPDX-License-Identifier: Apache-2.0
// DeviceSelect, DevicePartition and DeviceRunLengthEncode: elements that are kept in their order. The number
// of what was kept is written to *count. Output in place is allowed where in == out.
#ifndef NPU_CUB_DEVICE_SELECT_H
#define NPU_CUB_DEVICE_SELECT_H

#include "npu/cub/device_base.h"

namespace npu {
namespace cub {

struct DeviceSelect {
  template <class In, class Flags, class Out, class Count, class N, class = detail::if_count<N>>
  static npuError_t Flagged(void *temp, size_t &bytes, In in, Flags flags, Out out, Count count, N n,
                            npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() {
      N kept = 0;
      for (N i = 0; i < n; ++i)
        if (flags[i])
          out[kept++] = in[i];
      *count = kept;
    });
  }
  template <class It, class Flags, class Count, class N, class = detail::if_count<N>>
  static npuError_t Flagged(void *temp, size_t &bytes, It data, Flags flags, Count count, N n,
                            npuStream_t stream = nullptr) {
    return Flagged(temp, bytes, data, flags, data, count, n, stream);
  }
  template <class In, class Out, class Count, class N, class Predicate, class = detail::if_count<N>>
  static npuError_t If(void *temp, size_t &bytes, In in, Out out, Count count, N n, Predicate select,
                       npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() mutable {
      N kept = 0;
      for (N i = 0; i < n; ++i)
        if (select(in[i]))
          out[kept++] = in[i];
      *count = kept;
    });
  }
  template <class It, class Count, class N, class Predicate, class = detail::if_count<N>>
  static npuError_t If(void *temp, size_t &bytes, It data, Count count, N n, Predicate select,
                       npuStream_t stream = nullptr) {
    return If(temp, bytes, data, data, count, n, select, stream);
  }
  // The first of each run of equal elements.
  template <class In, class Out, class Count, class N>
  static npuError_t Unique(void *temp, size_t &bytes, In in, Out out, Count count, N n,
                           npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() {
      N kept = 0;
      for (N i = 0; i < n;) {
        const detail::value_of<In> first = in[i];
        for (++i; i < n && in[i] == first;)
          ++i;
        out[kept++] = first;
      }
      *count = kept;
    });
  }
  template <class Keys, class Values, class KeysOut, class ValuesOut, class Count, class N>
  static npuError_t UniqueByKey(void *temp, size_t &bytes, Keys keys, Values values, KeysOut keys_out,
                                ValuesOut values_out, Count count, N n, npuStream_t stream = nullptr,
                                bool = false) {
    return detail::submit(temp, bytes, stream, [=]() {
      N kept = 0;
      for (N i = 0; i < n;) {
        const detail::value_of<Keys> first = keys[i];
        values_out[kept] = values[i];
        for (++i; i < n && keys[i] == first;)
          ++i;
        keys_out[kept++] = first;
      }
      *count = kept;
    });
  }
};

// What is selected comes first, what is not at the end in reverse order.
struct DevicePartition {
  template <class In, class Flags, class Out, class Count, class N>
  static npuError_t Flagged(void *temp, size_t &bytes, In in, Flags flags, Out out, Count count, N n,
                            npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream,
                          [=]() { part(in, out, count, n, [&](N i) { return bool(flags[i]); }); });
  }
  template <class In, class Out, class Count, class N, class Predicate>
  static npuError_t If(void *temp, size_t &bytes, In in, Out out, Count count, N n, Predicate select,
                       npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() mutable {
      part(in, out, count, n, [&](N i) { return bool(select(in[i])); });
    });
  }
  // In three: what select_first takes, what select_second takes of the rest, and what then is left. counts[0]
  // and counts[1] are the sizes of the first two.
  template <class In, class First, class Second, class Rest, class Counts, class N, class SelectFirst,
            class SelectSecond>
  static npuError_t If(void *temp, size_t &bytes, In in, First first, Second second, Rest rest, Counts counts,
                       N n, SelectFirst select_first, SelectSecond select_second,
                       npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() mutable {
      N firsts = 0, seconds = 0, rests = 0;
      for (N i = 0; i < n; ++i)
        if (select_first(in[i]))
          first[firsts++] = in[i];
        else if (select_second(in[i]))
          second[seconds++] = in[i];
        else
          rest[rests++] = in[i];
      counts[0] = firsts;
      counts[1] = seconds;
    });
  }

private:
  template <class In, class Out, class Count, class N, class Selected>
  static void part(In in, Out out, Count count, N n, Selected selected) {
    N front = 0, back = n;
    for (N i = 0; i < n; ++i)
      if (selected(i))
        out[front++] = in[i];
      else
        out[--back] = in[i];
    *count = front;
  }
};

struct DeviceRunLengthEncode {
  // The value and the length of each run.
  template <class In, class Values, class Lengths, class Count, class N>
  static npuError_t Encode(void *temp, size_t &bytes, In in, Values values, Lengths lengths, Count count, N n,
                           npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() {
      N runs = 0;
      for (N i = 0; i < n; ++runs) {
        const N begin = i;
        const detail::value_of<In> first = in[i];
        for (++i; i < n && in[i] == first;)
          ++i;
        values[runs] = first;
        lengths[runs] = i - begin;
      }
      *count = runs;
    });
  }
  // The offset and the length of each run of at least two elements.
  template <class In, class Offsets, class Lengths, class Count, class N>
  static npuError_t NonTrivialRuns(void *temp, size_t &bytes, In in, Offsets offsets, Lengths lengths,
                                   Count count, N n, npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() {
      N runs = 0;
      for (N i = 0; i < n;) {
        const N begin = i;
        const detail::value_of<In> first = in[i];
        for (++i; i < n && in[i] == first;)
          ++i;
        if (i - begin < 2)
          continue;
        offsets[runs] = begin;
        lengths[runs++] = i - begin;
      }
      *count = runs;
    });
  }
};

} // namespace cub
} // namespace npu

#endif
