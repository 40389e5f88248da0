// SPDX-License-Identifier: Apache-2.0
// Transforms of one line of complex or real points, of any length; not normalised.
#ifndef NPU_FFT_DFT_H
#define NPU_FFT_DFT_H

#include "bluestein_dft.h"

#include <variant>

namespace npu::fft {

template <class T> class complex_dft {
public:
  using complex = std::complex<T>;

  explicit complex_dft(size_t length) : algorithm(choose(length)) {}

  // `to` and `from` are different memory.
  void operator()(complex *to, const complex *from, bool inverse) {
    std::visit([&](auto &dft) { dft(to, from, inverse); }, algorithm);
  }

private:
  using any = std::variant<smooth_dft<T>, bluestein_dft<T>>;

  // Eigen spends p operations per point on a prime factor p, Bluestein's algorithm about as many as on 60.
  static any choose(size_t length) {
    size_t rest = length;
    for (size_t p = 2; p <= 61; ++p)
      while (rest % p == 0)
        rest /= p;
    if (rest == 1)
      return smooth_dft<T>(length);
    return bluestein_dft<T>(length);
  }

  any algorithm;
};

// n real points and the first n / 2 + 1 points of their transform. An even number of real points is taken for
// half as many complex ones, whose transform holds that of the even and that of the odd points.
template <class T> class real_dft {
public:
  using complex = std::complex<T>;

  explicit real_dft(size_t length)
      : length(length), half(length / 2), even(length % 2 == 0), dft(even ? half : length),
        packed(even ? half : length), unpacked(even ? 0 : length) {
    if (even)
      for (size_t k = 0; k <= half / 2; ++k)
        roots.push_back(root<T>(k, length));
  }

  void operator()(complex *to, const T *from, bool) {
    if (!even) {
      std::copy(from, from + length, packed.begin());
      dft(unpacked.data(), packed.data(), false);
      std::copy_n(unpacked.begin(), half + 1, to);
      return;
    }
    dft(to, reinterpret_cast<const complex *>(from), false);
    const complex sum = to[0];
    for (size_t k = 1; k <= half / 2; ++k) {
      const complex a = to[k], b = std::conj(to[half - k]);
      const complex evens = (a + b) * T(0.5), difference = (a - b) * T(0.5);
      const complex odds = complex(difference.imag(), -difference.real()) * roots[k];
      to[k] = evens + odds;
      to[half - k] = std::conj(evens - odds);
    }
    to[0] = sum.real() + sum.imag();
    to[half] = sum.real() - sum.imag();
  }

  // The imaginary parts of the first and, of an even number of points, the last point do not count.
  void operator()(T *to, const complex *from, bool) {
    if (!even) {
      packed[0] = from[0].real();
      for (size_t k = 1; k <= half; ++k) {
        packed[k] = from[k];
        packed[length - k] = std::conj(from[k]);
      }
      dft(unpacked.data(), packed.data(), true);
      for (size_t k = 0; k < length; ++k)
        to[k] = unpacked[k].real();
      return;
    }
    packed[0] = {from[0].real() + from[half].real(), from[0].real() - from[half].real()};
    for (size_t k = 1; k <= half / 2; ++k) {
      const complex a = from[k], b = std::conj(from[half - k]);
      const complex evens = a + b, odds = (a - b) * std::conj(roots[k]);
      packed[k] = evens + complex(-odds.imag(), odds.real());
      packed[half - k] = std::conj(evens) + complex(odds.imag(), odds.real());
    }
    dft(reinterpret_cast<complex *>(to), packed.data(), true);
  }

private:
  size_t length, half;
  bool even;
  complex_dft<T> dft;
  std::vector<complex> packed, unpacked, roots;
};

} // namespace npu::fft

#endif
