// SPDX-License-Identifier: Apache-2.0
// The cases of the comparison: the same work as NPU kernels and by hand with OpenMP, on the same data.
#pragma once

#include <npu/runtime.h>
#include <stddef.h>

#include <new>
#include <vector>

/// Device memory, as programs have it; both sides work on it.
template <class T> struct DeviceAllocator {
  using value_type = T;
  DeviceAllocator() = default;
  template <class U> DeviceAllocator(const DeviceAllocator<U> &) {}
  T *allocate(size_t n) {
    void *memory = nullptr;
    if (npuMalloc(&memory, n * sizeof(T)) != npuSuccess)
      throw std::bad_alloc();
    return static_cast<T *>(memory);
  }
  void deallocate(T *memory, size_t) { npuFree(memory); }
  bool operator==(const DeviceAllocator &) const { return true; }
  bool operator!=(const DeviceAllocator &) const { return false; }
};
template <class T> using DeviceVector = std::vector<T, DeviceAllocator<T>>;

struct Data {
  DeviceVector<float> a, b, c;       // a, b: input, c: output
  DeviceVector<unsigned char> bytes; // input of the histogram
  DeviceVector<unsigned> bins;       // its output, 256
  int n = 0;                         // elements, or rows and columns
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
    tree_reduction(Data &), shuffle_reduction(Data &), histogram(Data &), stencil(Data &), body_sums(Data &),
    escape_times(Data &), softmax(Data &), layer_norm(Data &), attention(Data &), int8_matmul(Data &),
    plain_matmul(Data &), register_matmul(Data &), row_products(Data &), elimination(Data &), grey(Data &),
    blur(Data &);
} // namespace npu_side

namespace openmp_side {
void vector_add(Data &), saxpy(Data &), matmul(Data &), reduction(Data &), histogram(Data &), stencil(Data &),
    body_sums(Data &), escape_times(Data &), softmax(Data &), layer_norm(Data &), attention(Data &),
    int8_matmul(Data &), row_products(Data &), elimination(Data &), grey(Data &), blur(Data &);
} // namespace openmp_side
