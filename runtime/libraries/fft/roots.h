// SPDX-License-Identifier: Apache-2.0
// Roots of unity, rounded once.
#ifndef NPU_FFT_ROOTS_H
#define NPU_FFT_ROOTS_H

#include <cmath>
#include <complex>
#include <cstddef>

namespace npu::fft {

// exp(-2 pi i k / n)
template <class T> std::complex<T> root(size_t k, size_t n) {
  constexpr long double turn = 6.283185307179586476925286766559005768L;
  const double angle = static_cast<double>(turn * static_cast<long double>(k) / static_cast<long double>(n));
  return {static_cast<T>(std::cos(angle)), static_cast<T>(-std::sin(angle))};
}

} // namespace npu::fft

#endif
