// SPDX-License-Identifier: Apache-2.0
// Arrays: what textures and surfaces read. Elements lie row by row, slice by slice (or layer by layer),
// without gaps.
#ifndef NPU_API_ARRAY_H
#define NPU_API_ARRAY_H

#include "npu/runtime.h"

#include <stddef.h>

#include <memory>
#include <vector>

struct npuArray {
  npuChannelFormatDesc desc;
  npuExtent extent; // as asked for: height and depth 0 where the array has no such dimension; depth counts
                    // layers too
  unsigned flags;
  int device;
  size_t element; // bytes
  char *data;

  size_t width_bytes() const { return extent.width * element; }
  size_t rows() const { return extent.height ? extent.height : 1; }
  size_t slices() const { return extent.depth ? extent.depth : 1; }
  size_t row_pitch() const { return width_bytes(); }
  size_t slice_pitch() const { return width_bytes() * rows(); }
  size_t bytes() const { return slice_pitch() * slices(); }
};

struct npuMipmappedArray {
  npuChannelFormatDesc desc;
  npuExtent extent;
  unsigned flags;
  std::vector<npuArray_t> levels; // each half the size of the one before
};

namespace npu::api {

// Bytes of an element; 0 if arrays cannot hold such elements.
size_t element_size(const npuChannelFormatDesc &desc);

// False for a pointer that no function made, or that was freed.
bool is_array(npuArray_const_t array);
bool is_mipmapped_array(npuMipmappedArray_const_t array);

// Frees the arrays of a device.
void free_arrays(int device);

} // namespace npu::api

#endif
