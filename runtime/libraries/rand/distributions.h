// SPDX-License-Identifier: Apache-2.0
// From bits to distributions.
#ifndef NPU_LIBRARIES_RAND_DISTRIBUTIONS_H
#define NPU_LIBRARIES_RAND_DISTRIBUTIONS_H

#include "rand/generator.h"

#include "npu/rand_kernel.h"

#include <algorithm>
#include <vector>

namespace npu::libraries::rand {

// Where the normal distribution reaches p, 0 < p < 1.
double inverse_normal(double p);

inline double source::fraction(uint64_t x) const {
  return wide ? double(x >> 11) * 0x1p-53 + 0x1p-54 : double(x >> 32) * 0x1p-32 + 0x1p-33;
}

inline engine &source::restarted() {
  if (!started)
    bits->restart(seed, offset);
  started = true;
  return *bits;
}

// use(i, numbers), i from 0 to n - 1, with Each numbers.
template <unsigned Each, class F> void source::draw(size_t n, F use) {
  constexpr size_t at_once = 1024;
  uint32_t numbers[at_once * Each];
  engine &from = restarted();
  for (size_t i = 0; i < n; i += at_once) {
    const size_t count = std::min(at_once, n - i);
    from.fill(numbers, count * Each);
    for (size_t k = 0; k < count; ++k)
      use(i + k, numbers + k * Each);
  }
}

template <class F> void source::points(size_t n, F use) {
  const size_t each = n / dimensions;
  std::vector<uint64_t> x(each);
  for (unsigned d = 0; d < dimensions; ++d) {
    sobol_points(d, offset, x.data(), each, scrambled);
    for (size_t i = 0; i < each; ++i)
      use(d * each + i, x[i]);
  }
  offset += each;
}

template <class T, class F> void source::normal(T *out, size_t n, F finish) {
  if (!bits)
    points(n, [&](size_t i, uint64_t x) { out[i] = finish(static_cast<T>(inverse_normal(fraction(x)))); });
  else if constexpr (sizeof(T) == 4)
    draw<2>(n / 2, [&](size_t i, const uint32_t *x) {
      const float2 z = detail::box_muller(x[0], x[1]);
      out[2 * i] = finish(z.x);
      out[2 * i + 1] = finish(z.y);
    });
  else
    draw<4>(n / 2, [&](size_t i, const uint32_t *x) {
      const double2 z = detail::box_muller_double(x[0], x[1], x[2], x[3]);
      out[2 * i] = finish(z.x);
      out[2 * i + 1] = finish(z.y);
    });
}

} // namespace npu::libraries::rand

#endif
