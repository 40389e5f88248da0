// SPDX-License-Identifier: Apache-2.0
// What a plan transforms, and where its points lie.
#ifndef NPU_FFT_LAYOUT_H
#define NPU_FFT_LAYOUT_H

#include "npu/library_types.h"

#include <array>
#include <cstddef>

namespace npu::fft {

enum class form { complex_to_complex, real_to_complex, complex_to_real };

// Strides in elements, of the three dimensions and from transform to transform.
struct places {
  std::array<ptrdiff_t, 3> dimension;
  ptrdiff_t batch;
};

struct layout {
  form of;
  npuDataType real;             // the type of real numbers in memory
  std::array<size_t, 3> points; // of real data where there is any; 1 in the first where the rank is lower
  size_t batch;
  bool basic; // without the advanced layout: the places follow from whether the transform is in place
  places from, to;

  // As many points as there are of complex data.
  std::array<size_t, 3> complex_points() const {
    std::array<size_t, 3> n = points;
    if (of != form::complex_to_complex)
      n[2] = n[2] / 2 + 1;
    return n;
  }
};

// Points behind each other in row-major order.
inline places dense(const std::array<size_t, 3> &points) {
  const auto n = [&](size_t d) { return static_cast<ptrdiff_t>(points[d]); };
  return {{n(1) * n(2), n(2), 1}, n(0) * n(1) * n(2)};
}

// The places in the basic layout.
inline void place_basic(layout &plan, bool in_place) {
  std::array<size_t, 3> real = plan.points;
  if (in_place && plan.of != form::complex_to_complex)
    real[2] = 2 * plan.complex_points()[2];
  plan.from = dense(plan.of == form::real_to_complex ? real : plan.complex_points());
  plan.to = dense(plan.of == form::complex_to_real ? real : plan.complex_points());
}

} // namespace npu::fft

#endif
