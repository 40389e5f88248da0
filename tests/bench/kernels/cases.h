// SPDX-License-Identifier: Apache-2.0
// The cases of the comparison: the same work as NPU kernels and by hand with OpenMP, on the same data.
#pragma once

#include <stddef.h>

#include <vector>

struct Data {
  std::vector<float> a, b, c;       // a, b: input, c: output
  std::vector<unsigned char> bytes; // input of the histogram
  std::vector<unsigned> bins;       // its output, 256
  int n = 0;                        // elements, or rows and columns
};

struct Case {
  const char *name;
  double goal; // largest ratio of CPU times, NPU to OpenMP
  int inner;   // calls per measurement
  void (*fill)(Data &);
  void (*npu)(Data &);
  void (*openmp)(Data &);
  bool (*same)(const Data &npu, const Data &openmp);
};

namespace npu_side {
void vector_add(Data &), grid_stride(Data &), saxpy(Data &), matmul16(Data &), matmul32(Data &),
    tree_reduction(Data &), shuffle_reduction(Data &), histogram(Data &), stencil(Data &);
} // namespace npu_side

namespace openmp_side {
void vector_add(Data &), saxpy(Data &), matmul(Data &), reduction(Data &), histogram(Data &), stencil(Data &);
} // namespace openmp_side
