// SPDX-License-Identifier: Apache-2.0
// Transforms of any length, by Bluestein's algorithm: a convolution, which is made by transforms of a smooth
// length.
#ifndef NPU_FFT_BLUESTEIN_DFT_H
#define NPU_FFT_BLUESTEIN_DFT_H

#include "smooth_dft.h"

namespace npu::fft {

template <class T> class bluestein_dft {
public:
  using complex = std::complex<T>;

  explicit bluestein_dft(size_t length)
      : length(length), padded(smooth_at_least(2 * length - 1)), dft(padded), chirp(length), filter(padded),
        work(padded), spectrum(padded) {
    for (size_t k = 0; k < length; ++k)
      chirp[k] = root<T>(k * k % (2 * length), 2 * length);
    work[0] = std::conj(chirp[0]);
    for (size_t k = 1; k < length; ++k)
      work[k] = work[padded - k] = std::conj(chirp[k]);
    dft(filter.data(), work.data(), false);
    for (complex &f : filter)
      f /= static_cast<T>(padded);
  }

  void operator()(complex *to, const complex *from, bool inverse) {
    for (size_t k = 0; k < length; ++k)
      work[k] = (inverse ? std::conj(from[k]) : from[k]) * chirp[k];
    std::fill(work.begin() + static_cast<ptrdiff_t>(length), work.end(), complex());
    dft(spectrum.data(), work.data(), false);
    for (size_t k = 0; k < padded; ++k)
      spectrum[k] *= filter[k];
    dft(work.data(), spectrum.data(), true);
    for (size_t k = 0; k < length; ++k) {
      const complex x = work[k] * chirp[k];
      to[k] = inverse ? std::conj(x) : x;
    }
  }

private:
  static size_t smooth_at_least(size_t n) {
    size_t best = 1;
    while (best < n)
      best *= 2;
    for (size_t odd : {3, 5})
      for (size_t m = odd; m < best; m *= 2)
        if (m >= n)
          best = m;
    return best;
  }

  size_t length, padded;
  smooth_dft<T> dft;
  std::vector<complex> chirp, filter, work, spectrum;
};

} // namespace npu::fft

#endif
