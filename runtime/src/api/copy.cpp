// SPDX-License-Identifier: Apache-2.0
// Checking and running copies and fills.
#include "api/copy.h"

#include "api/allocations.h"
#include "api/capture.h"
#include "api/resources.h"
#include "core/blocking.h"
#include "core/stream.h"

#include <string.h>

#include <memory>

namespace npu::api {

namespace {

// Copies from pageable host memory of up to this size take the bytes along, as CUDA does, and need not wait.
constexpr size_t largest_staged_copy = 64 << 10;

// Memory that devices can reach: allocations of this API and variables of the program, to their end, and what
// may be Thrust's.
bool is_device_range(const void *p, size_t n) {
  if (const allocation a = find(p))
    return a.holds(p, n);
  return is_static_data(p, n, false) || (p && core::any_memory_is_device());
}

// Any memory; what the API allocated must not be left.
bool is_host_range(const void *p, size_t n) {
  const allocation a = find(p);
  return p && (!a || a.holds(p, n));
}

bool is_pageable(const void *p) { return !find(p); }

bool contiguous(const box &size, const layout &l) {
  return (size.height == 1 || l.pitch == size.width) &&
         (size.depth == 1 || l.slice == size.width * size.height);
}

template <class T> void fill_row(char *row, size_t bytes, unsigned value) {
  T *elements = reinterpret_cast<T *>(row);
  for (size_t i = 0; i < bytes / sizeof(T); ++i)
    elements[i] = T(value);
}

} // namespace

void run(const copy &c) {
  if (contiguous(c.size, c.to_layout) && contiguous(c.size, c.from_layout)) {
    memmove(c.to, c.from, c.size.bytes());
    return;
  }
  for (size_t z = 0; z < c.size.depth; ++z)
    for (size_t y = 0; y < c.size.height; ++y)
      memmove(static_cast<char *>(c.to) + z * c.to_layout.slice + y * c.to_layout.pitch,
              static_cast<const char *>(c.from) + z * c.from_layout.slice + y * c.from_layout.pitch,
              c.size.width);
}

void run(const fill &f) {
  for (size_t z = 0; z < f.size.depth; ++z)
    for (size_t y = 0; y < f.size.height; ++y) {
      char *row = static_cast<char *>(f.to) + z * f.to_layout.slice + y * f.to_layout.pitch;
      if (f.element_size == 4)
        fill_row<unsigned>(row, f.size.width, f.value);
      else if (f.element_size == 2)
        fill_row<unsigned short>(row, f.size.width, f.value);
      else
        memset(row, int(f.value & 0xff), f.size.width);
    }
}

npuError_t check(const copy &c, npuMemcpyKind kind) {
  if (kind < npuMemcpyHostToHost || kind > npuMemcpyDefault)
    return npuErrorInvalidMemcpyDirection;
  if (c.size.empty())
    return npuSuccess;
  const size_t to = c.size.span(c.to_layout), from = c.size.span(c.from_layout);
  const bool to_device = kind == npuMemcpyHostToDevice || kind == npuMemcpyDeviceToDevice;
  const bool from_device = kind == npuMemcpyDeviceToHost || kind == npuMemcpyDeviceToDevice;
  const bool fits = (to_device ? is_device_range(c.to, to) : is_host_range(c.to, to)) &&
                    (from_device ? is_device_range(c.from, from) : is_host_range(c.from, from));
  return fits ? npuSuccess : npuErrorInvalidValue;
}

npuError_t check(const fill &f) {
  if (f.element_size != 1 && f.element_size != 2 && f.element_size != 4)
    return npuErrorInvalidValue;
  if (f.size.empty())
    return npuSuccess;
  return is_device_range(f.to, f.size.span(f.to_layout)) ? npuSuccess : npuErrorInvalidValue;
}

npuError_t submit(const copy &c, npuMemcpyKind kind, npuStream_t stream, bool wait) {
  if (!core::is_valid(stream))
    return npuErrorInvalidResourceHandle;
  if (const npuError_t error = check(c, kind); error != npuSuccess)
    return error;
  if (wait && in_host_function())
    return npuErrorNotPermitted;
  if (npuError_t result; wait ? refused_by_capture(stream, result) : capture_copy(stream, c, kind, result))
    return result;
  if (c.size.empty()) {
    if (wait)
      return core::synchronize(stream);
    return npuSuccess;
  }

  const size_t bytes = c.size.bytes();
  const bool from_pageable =
      kind != npuMemcpyDeviceToHost && kind != npuMemcpyDeviceToDevice && is_pageable(c.from);
  const bool to_pageable =
      kind != npuMemcpyHostToDevice && kind != npuMemcpyDeviceToDevice && is_pageable(c.to);
  if (!wait && from_pageable && !to_pageable && bytes <= largest_staged_copy) {
    std::shared_ptr<char[]> staged(new char[bytes]);
    const layout packed = {c.size.width, c.size.width * c.size.height};
    run(copy{staged.get(), packed, c.from, c.from_layout, c.size});
    const copy from_staged = {c.to, c.to_layout, staged.get(), packed, c.size};
    return core::enqueue(stream, [staged, from_staged] { run(from_staged); }, bytes);
  }
  const auto operation = [c] { run(c); };
  if (wait || from_pageable || to_pageable)
    return core::run_synchronously(stream, operation, bytes);
  return core::enqueue(stream, operation, bytes);
}

npuError_t submit(const fill &f, npuStream_t stream) {
  if (!core::is_valid(stream))
    return npuErrorInvalidResourceHandle;
  if (const npuError_t error = check(f); error != npuSuccess)
    return error;
  if (npuError_t result; capture_fill(stream, f, result))
    return result;
  if (f.size.empty())
    return npuSuccess;
  return core::enqueue(stream, [f] { run(f); }, f.size.bytes());
}

} // namespace npu::api
