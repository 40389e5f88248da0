// SPDX-License-Identifier: Apache-2.0
// Transforms whose length has small prime factors only.
#ifndef NPU_FFT_SMOOTH_DFT_H
#define NPU_FFT_SMOOTH_DFT_H

#include "roots.h"

#include <algorithm>
#include <unsupported/Eigen/FFT>
#include <vector>

namespace npu::fft {

// Lines that are copied together where their points lie next to each other: a line of the cache of complex
// numbers.
inline constexpr size_t lines_together = 8;

// Short transforms are Eigen's. Long ones, of which Eigen's recursion reads each point from another page, are
// made of short ones of the columns and then of the rows of a matrix (Bailey's four steps).
template <class T> class smooth_dft {
public:
  using complex = std::complex<T>;

  explicit smooth_dft(size_t length) : length(length) {
    short_dft.SetFlag(Eigen::FFT<T>::Unscaled);
    if (length <= longest_short)
      return;
    for (size_t d = 2; d * d <= length; ++d)
      if (length % d == 0)
        rows = d;
    columns = length / rows;
    while (size_t{1} << 2 * fine_bits < length)
      ++fine_bits;
    for (size_t k = 0; k < size_t{1} << fine_bits; ++k)
      fine.push_back(root<T>(k, length));
    for (size_t k = 0; k < length; k += size_t{1} << fine_bits)
      coarse.push_back(root<T>(k, length));
  }

  // `to` and `from` are different memory.
  void operator()(complex *to, const complex *from, bool inverse) {
    if (length == 1)
      *to = *from;
    else if (rows == 1)
      shorter(to, from, length, inverse);
    else if (inverse)
      four_steps<true>(to, from);
    else
      four_steps<false>(to, from);
  }

private:
  static constexpr size_t longest_short = 1 << 13;

  void shorter(complex *to, const complex *from, size_t points, bool inverse) {
    if (inverse)
      short_dft.inv(to, from, static_cast<Eigen::Index>(points));
    else
      short_dft.fwd(to, from, static_cast<Eigen::Index>(points));
  }

  template <bool inverse> void four_steps(complex *to, const complex *from) {
    middle.resize(length);
    before.resize(lines_together * columns);
    after.resize(lines_together * columns);
    for (size_t first = 0; first < columns; first += lines_together) {
      const size_t count = std::min(lines_together, columns - first);
      for (size_t i = 0; i < rows; ++i)
        for (size_t l = 0; l < count; ++l)
          before[l * rows + i] = from[i * columns + first + l];
      for (size_t l = 0; l < count; ++l)
        shorter(&after[l * rows], &before[l * rows], rows, inverse);
      for (size_t i = 0; i < rows; ++i)
        for (size_t l = 0; l < count; ++l) {
          const size_t k = i * (first + l);
          const complex twiddle = coarse[k >> fine_bits] * fine[k & ((size_t{1} << fine_bits) - 1)];
          middle[i * columns + first + l] = after[l * rows + i] * (inverse ? std::conj(twiddle) : twiddle);
        }
    }
    for (size_t first = 0; first < rows; first += lines_together) {
      const size_t count = std::min(lines_together, rows - first);
      for (size_t l = 0; l < count; ++l)
        shorter(&after[l * columns], &middle[(first + l) * columns], columns, inverse);
      for (size_t i = 0; i < columns; ++i)
        for (size_t l = 0; l < count; ++l)
          to[i * rows + first + l] = after[l * columns + i];
    }
  }

  size_t length, rows = 1, columns = 1;
  unsigned fine_bits = 0; // the k-th root is the product of a coarse and a fine one
  std::vector<complex> coarse, fine;
  std::vector<complex> before, middle, after;
  Eigen::FFT<T> short_dft;
};

} // namespace npu::fft

#endif
