// SPDX-License-Identifier: Apache-2.0
// What a program asks a plan for, and whether there is such a transform.
#ifndef NPU_FFT_REQUEST_H
#define NPU_FFT_REQUEST_H

#include "layout.h"
#include "npu/fft.h"

#include <array>

namespace npu::fft {

// One side of the advanced layout; without `embed`, the basic one.
struct side {
  const long long *embed;
  long long stride, dist;
};

struct request {
  int rank;
  const long long *n;
  side from, to;
  npuDataType from_type, to_type;
  long long batch;
};

npufftResult understand(const request &asked, layout &result);

// The types of a transform by name; false for none.
bool types_of(npufftType type, npuDataType &from, npuDataType &to);

// Whether data of this type can be transformed in that type: its own precision, real or complex.
bool executes(npuDataType data, npuDataType execution);

// int to long long, for dimensions given as int.
struct wide {
  wide(const int *values, int rank) : given(values != nullptr) {
    for (int i = 0; given && i < rank && i < 3; ++i)
      value[static_cast<size_t>(i)] = values[i];
  }
  const long long *get() const { return given ? value.data() : nullptr; }

private:
  bool given;
  std::array<long long, 3> value{};
};

} // namespace npu::fft

#endif
