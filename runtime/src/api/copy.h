// SPDX-License-Identifier: Apache-2.0
// All copies and fills of the API end here: a box of bytes, checked, then run in stream order.
#ifndef NPU_API_COPY_H
#define NPU_API_COPY_H

#include "npu/runtime.h"

#include <stddef.h>

namespace npu::api {

// Where a box lies in memory: rows of bytes, in slices.
struct layout {
  size_t pitch = 0; // bytes from row to row
  size_t slice = 0; // bytes from slice to slice
};

struct box {
  size_t width;      // bytes
  size_t height = 1; // rows
  size_t depth = 1;  // slices

  size_t bytes() const { return width * height * depth; }
  bool empty() const { return width == 0 || height == 0 || depth == 0; }
  // From the first byte to behind the last one.
  size_t span(const layout &l) const {
    return empty() ? 0 : (depth - 1) * l.slice + (height - 1) * l.pitch + width;
  }
};

struct copy {
  void *to;
  layout to_layout;
  const void *from;
  layout from_layout;
  box size;
};

// A copy of `count` bytes in a row.
inline copy flat_copy(void *to, const void *from, size_t count) {
  return {to, {count, count}, from, {count, count}, {count}};
}

struct fill {
  void *to;
  layout to_layout;
  unsigned value;        // its lowest element_size bytes are stored
  unsigned element_size; // 1, 2 or 4; the width of the box is a multiple
  box size;
};

void run(const copy &c);
void run(const fill &f);

// npuErrorInvalidMemcpyDirection or npuErrorInvalidValue for what npuMemcpy refuses.
npuError_t check(const copy &c, npuMemcpyKind kind);
npuError_t check(const fill &f);

// Checks, then runs in stream order. Waits for the end if `wait` is set, and where the host memory of a copy
// is not page-locked, because its owner may use it again as soon as the call returns.
npuError_t submit(const copy &c, npuMemcpyKind kind, npuStream_t stream, bool wait);
npuError_t submit(const fill &f, npuStream_t stream);

} // namespace npu::api

#endif
