// SPDX-License-Identifier: Apache-2.0
// uint3 and dim3, the types of indices and extents; C and C++. Both lie in the global namespace (see
// docs/explanation/dialect.md). npu/vector_types.h includes this file.
#ifndef NPU_DETAIL_DIM3_H
#define NPU_DETAIL_DIM3_H

struct uint3 {
  unsigned int x, y, z;
};

// Extents in threads or blocks; what is left out is 1.
struct dim3 {
  unsigned int x, y, z;
#ifdef __cplusplus
  constexpr dim3(unsigned int x_ = 1, unsigned int y_ = 1, unsigned int z_ = 1) : x(x_), y(y_), z(z_) {}
  constexpr dim3(uint3 v) : x(v.x), y(v.y), z(v.z) {}
  constexpr operator uint3() const { return {x, y, z}; }
#endif
};

#ifndef __cplusplus
typedef struct uint3 uint3;
typedef struct dim3 dim3;
#endif

#endif
