// SPDX-License-Identifier: Apache-2.0
// DeviceHistogram, DeviceFor and DeviceSpmv.
#ifndef NPU_CUB_DEVICE_HISTOGRAM_H
#define NPU_CUB_DEVICE_HISTOGRAM_H

#include "npu/cub/device_base.h"

namespace npu {
namespace cub {

// `levels` bounds make levels - 1 bins, each from its lower bound up to but without its upper one. Samples
// outside of all bins are not counted. The histogram is set to 0 first.
struct DeviceHistogram {
  // Bins of equal width between `lower` and `upper`.
  template <class In, class Counter, class Level, class N>
  static npuError_t HistogramEven(void *temp, size_t &bytes, In samples, Counter *histogram, int levels,
                                  Level lower, Level upper, N n, npuStream_t stream = nullptr, bool = false) {
    return HistogramEven(temp, bytes, samples, histogram, levels, lower, upper, n, N(1), size_t(0), stream);
  }
  // The samples of `rows` rows, whose first samples are `row_stride` bytes apart.
  template <class In, class Counter, class Level, class N>
  static npuError_t HistogramEven(void *temp, size_t &bytes, In samples, Counter *histogram, int levels,
                                  Level lower, Level upper, N row_samples, N rows, size_t row_stride,
                                  npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() {
      const auto bin = [&](const auto &sample) { return even_bin(sample, levels, lower, upper); };
      tally<1>(samples, 0, histogram, levels, row_samples, rows, row_stride, bin);
    });
  }
  // Bins between the ascending bounds levels[0] to levels[count - 1].
  template <class In, class Counter, class Level, class N>
  static npuError_t HistogramRange(void *temp, size_t &bytes, In samples, Counter *histogram, int count,
                                   const Level *levels, N n, npuStream_t stream = nullptr, bool = false) {
    return HistogramRange(temp, bytes, samples, histogram, count, levels, n, N(1), size_t(0), stream);
  }
  template <class In, class Counter, class Level, class N>
  static npuError_t HistogramRange(void *temp, size_t &bytes, In samples, Counter *histogram, int count,
                                   const Level *levels, N row_samples, N rows, size_t row_stride,
                                   npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() {
      const auto bin = [&](const auto &sample) { return range_bin(sample, count, levels); };
      tally<1>(samples, 0, histogram, count, row_samples, rows, row_stride, bin);
    });
  }
  // The first Active of the Channels interleaved channels of n pixels, or of rows of them, each with its own
  // histogram.
  template <int Channels, int Active, class In, class Counter, class Level, class N>
  static npuError_t MultiHistogramEven(void *temp, size_t &bytes, In samples, Counter *histogram[Active],
                                       const int levels[Active], const Level lower[Active],
                                       const Level upper[Active], N n, npuStream_t stream = nullptr,
                                       bool = false) {
    return MultiHistogramEven<Channels, Active>(temp, bytes, samples, histogram, levels, lower, upper, n,
                                                N(1), size_t(0), stream);
  }
  template <int Channels, int Active, class In, class Counter, class Level, class N>
  static npuError_t MultiHistogramEven(void *temp, size_t &bytes, In samples, Counter *histogram[Active],
                                       const int levels[Active], const Level lower[Active],
                                       const Level upper[Active], N row_pixels, N rows, size_t row_stride,
                                       npuStream_t stream = nullptr, bool = false) {
    struct channel {
      Counter *histogram;
      int levels;
      Level lower, upper;
    };
    struct {
      channel at[Active];
    } all;
    for (int c = 0; c < Active; ++c)
      all.at[c] = {histogram[c], levels[c], lower[c], upper[c]};
    return detail::submit(temp, bytes, stream, [=]() {
      for (int c = 0; c < Active; ++c) {
        const channel &to = all.at[c];
        const auto bin = [&](const auto &sample) { return even_bin(sample, to.levels, to.lower, to.upper); };
        tally<Channels>(samples, c, to.histogram, to.levels, row_pixels, rows, row_stride, bin);
      }
    });
  }
  template <int Channels, int Active, class In, class Counter, class Level, class N>
  static npuError_t MultiHistogramRange(void *temp, size_t &bytes, In samples, Counter *histogram[Active],
                                        const int counts[Active], const Level *const levels[Active], N n,
                                        npuStream_t stream = nullptr, bool = false) {
    return MultiHistogramRange<Channels, Active>(temp, bytes, samples, histogram, counts, levels, n, N(1),
                                                 size_t(0), stream);
  }
  template <int Channels, int Active, class In, class Counter, class Level, class N>
  static npuError_t MultiHistogramRange(void *temp, size_t &bytes, In samples, Counter *histogram[Active],
                                        const int counts[Active], const Level *const levels[Active],
                                        N row_pixels, N rows, size_t row_stride, npuStream_t stream = nullptr,
                                        bool = false) {
    struct channel {
      Counter *histogram;
      int count;
      const Level *levels;
    };
    struct {
      channel at[Active];
    } all;
    for (int c = 0; c < Active; ++c)
      all.at[c] = {histogram[c], counts[c], levels[c]};
    return detail::submit(temp, bytes, stream, [=]() {
      for (int c = 0; c < Active; ++c) {
        const channel &to = all.at[c];
        const auto bin = [&](const auto &sample) { return range_bin(sample, to.count, to.levels); };
        tally<Channels>(samples, c, to.histogram, to.count, row_pixels, rows, row_stride, bin);
      }
    });
  }

private:
  // Counts one of the Channels interleaved channels.
  template <int Channels, class In, class Counter, class N, class Bin>
  static void tally(In samples, int channel, Counter *histogram, int levels, N row_pixels, N rows,
                    size_t row_stride, Bin bin_of) {
    for (int i = 0; i + 1 < levels; ++i)
      histogram[i] = 0;
    const size_t stride = row_stride / sizeof(detail::value_of<In>);
    for (N r = 0; r < rows; ++r)
      for (N i = 0; i < row_pixels; ++i) {
        const int bin = bin_of(samples[static_cast<size_t>(r) * stride + static_cast<size_t>(i) * Channels +
                                       static_cast<size_t>(channel)]);
        if (bin >= 0)
          ++histogram[bin];
      }
  }
  // The bin of a sample, -1 for none.
  template <class T, class Level>
  static int even_bin(const T &sample, int levels, const Level &lower, const Level &upper) {
    using C = std::common_type_t<T, Level>;
    const C s = static_cast<C>(sample), lo = static_cast<C>(lower), hi = static_cast<C>(upper);
    if (!(lo <= s && s < hi))
      return -1;
    if constexpr (std::is_integral<C>::value)
      return static_cast<int>(static_cast<unsigned __int128>(s - lo) * static_cast<unsigned>(levels - 1) /
                              static_cast<unsigned __int128>(hi - lo));
    else {
      const int bin = static_cast<int>((s - lo) * (static_cast<C>(levels - 1) / (hi - lo)));
      return bin < levels - 1 ? bin : levels - 2; // rounding may reach the upper bound
    }
  }
  template <class T, class Level> static int range_bin(const T &sample, int count, const Level *levels) {
    int low = 0, high = count; // the number of bounds at or below the sample is in [low, high]
    while (low < high) {
      const int middle = (low + high) / 2;
      if (sample < levels[middle])
        high = middle;
      else
        low = middle + 1;
    }
    return low == count ? -1 : low - 1;
  }
};

// op called for indices or elements.
struct DeviceFor {
  template <class N, class Op> static npuError_t Bulk(N n, Op op, npuStream_t stream = nullptr) {
    return run(stream, [=]() mutable {
      for (N i = 0; i < n; ++i)
        op(i);
    });
  }
  template <class It, class N, class Op>
  static npuError_t ForEachN(It first, N n, Op op, npuStream_t stream = nullptr) {
    return run(stream, [=]() mutable {
      for (N i = 0; i < n; ++i)
        op(first[i]);
    });
  }
  template <class It, class Op>
  static npuError_t ForEach(It first, It last, Op op, npuStream_t stream = nullptr) {
    return ForEachN(first, last - first, op, stream);
  }
  template <class N, class Op>
  static npuError_t Bulk(void *temp, size_t &bytes, N n, Op op, npuStream_t stream = nullptr) {
    return temp == nullptr ? (bytes = 1, npuSuccess) : Bulk(n, op, stream);
  }

private:
  template <class Body> static npuError_t run(npuStream_t stream, Body body) {
    size_t bytes = 1;
    return detail::submit(&bytes, bytes, stream, body);
  }
};

struct DeviceSpmv {
  // y = A x for a sparse matrix of rows x columns in CSR form.
  template <class T>
  static npuError_t CsrMV(void *temp, size_t &bytes, const T *values, const int *row_offsets,
                          const int *column_indices, const T *x, T *y, int rows, int, int,
                          npuStream_t stream = nullptr, bool = false) {
    return detail::submit(temp, bytes, stream, [=]() {
      for (int r = 0; r < rows; ++r) {
        T sum = T();
        for (int i = row_offsets[r]; i < row_offsets[r + 1]; ++i)
          sum += values[i] * x[column_indices[i]];
        y[r] = sum;
      }
    });
  }
};

} // namespace cub
} // namespace npu

#endif
