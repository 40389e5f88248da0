// SPDX-License-Identifier: Apache-2.0
// Copies between memory and arrays in one and two dimensions. Offsets and widths are in bytes.
#include "api/array.h"
#include "api/copy.h"
#include "core/error.h"

#include <algorithm>

using namespace npu;
using core::report;

namespace {

// The position of byte (x, row) in an array; null with an error if the rectangle from there leaves it.
npuError_t locate(npuArray_const_t array, size_t x, size_t row, size_t width, size_t height, char **address) {
  if (!api::is_array(array))
    return npuErrorInvalidResourceHandle;
  if (x + width > array->width_bytes() || row + height > array->rows())
    return npuErrorInvalidValue;
  *address = array->data + row * array->row_pitch() + x;
  return npuSuccess;
}

npuError_t to_array(npuArray_t dst, size_t x, size_t row, const void *src, size_t pitch, size_t width,
                    size_t height, npuMemcpyKind kind, npuStream_t stream, bool wait) {
  char *to;
  if (const npuError_t error = locate(dst, x, row, width, height, &to); error != npuSuccess)
    return error;
  if (height > 1 && width > pitch) // a single row has no pitch
    return npuErrorInvalidPitchValue;
  return api::submit(api::copy{to, {dst->row_pitch(), 0}, src, {pitch, 0}, {width, height}}, kind, stream,
                     wait);
}

npuError_t from_array(void *dst, size_t pitch, npuArray_const_t src, size_t x, size_t row, size_t width,
                      size_t height, npuMemcpyKind kind, npuStream_t stream, bool wait) {
  char *from;
  if (const npuError_t error = locate(src, x, row, width, height, &from); error != npuSuccess)
    return error;
  if (height > 1 && width > pitch)
    return npuErrorInvalidPitchValue;
  return api::submit(api::copy{dst, {pitch, 0}, from, {src->row_pitch(), 0}, {width, height}}, kind, stream,
                     wait);
}

// The older copies take `count` bytes that run on from row to row. Rows have no gaps, so one copy does it.
npuError_t locate_run(npuArray_const_t array, size_t x, size_t row, size_t count, char **address) {
  if (!api::is_array(array))
    return npuErrorInvalidResourceHandle;
  const size_t offset = row * array->row_pitch() + x;
  if (x >= array->width_bytes() || row >= array->rows() || offset + count > array->slice_pitch())
    return npuErrorInvalidValue;
  *address = array->data + offset;
  return npuSuccess;
}

npuError_t run_to_array(npuArray_t dst, size_t x, size_t row, const void *src, size_t count,
                        npuMemcpyKind kind, npuStream_t stream, bool wait) {
  char *to;
  if (const npuError_t error = locate_run(dst, x, row, count, &to); error != npuSuccess)
    return error;
  return api::submit(api::flat_copy(to, src, count), kind, stream, wait);
}

npuError_t run_from_array(void *dst, npuArray_const_t src, size_t x, size_t row, size_t count,
                          npuMemcpyKind kind, npuStream_t stream, bool wait) {
  char *from;
  if (const npuError_t error = locate_run(src, x, row, count, &from); error != npuSuccess)
    return error;
  return api::submit(api::flat_copy(dst, from, count), kind, stream, wait);
}

} // namespace

extern "C" {

npuError_t npuMemcpy2DToArray(npuArray_t dst, size_t wOffset, size_t hOffset, const void *src, size_t spitch,
                              size_t width, size_t height, enum npuMemcpyKind kind) {
  return report(to_array(dst, wOffset, hOffset, src, spitch, width, height, kind, nullptr, true));
}

npuError_t npuMemcpy2DToArrayAsync(npuArray_t dst, size_t wOffset, size_t hOffset, const void *src,
                                   size_t spitch, size_t width, size_t height, enum npuMemcpyKind kind,
                                   npuStream_t stream) {
  return report(to_array(dst, wOffset, hOffset, src, spitch, width, height, kind, stream, false));
}

npuError_t npuMemcpy2DFromArray(void *dst, size_t dpitch, npuArray_const_t src, size_t wOffset,
                                size_t hOffset, size_t width, size_t height, enum npuMemcpyKind kind) {
  return report(from_array(dst, dpitch, src, wOffset, hOffset, width, height, kind, nullptr, true));
}

npuError_t npuMemcpy2DFromArrayAsync(void *dst, size_t dpitch, npuArray_const_t src, size_t wOffset,
                                     size_t hOffset, size_t width, size_t height, enum npuMemcpyKind kind,
                                     npuStream_t stream) {
  return report(from_array(dst, dpitch, src, wOffset, hOffset, width, height, kind, stream, false));
}

npuError_t npuMemcpy2DArrayToArray(npuArray_t dst, size_t wOffsetDst, size_t hOffsetDst, npuArray_const_t src,
                                   size_t wOffsetSrc, size_t hOffsetSrc, size_t width, size_t height,
                                   enum npuMemcpyKind kind) {
  char *from;
  if (const npuError_t error = locate(src, wOffsetSrc, hOffsetSrc, width, height, &from); error != npuSuccess)
    return report(error);
  return report(
      to_array(dst, wOffsetDst, hOffsetDst, from, src->row_pitch(), width, height, kind, nullptr, true));
}

npuError_t npuMemcpyToArray(npuArray_t dst, size_t wOffset, size_t hOffset, const void *src, size_t count,
                            enum npuMemcpyKind kind) {
  return report(run_to_array(dst, wOffset, hOffset, src, count, kind, nullptr, true));
}

npuError_t npuMemcpyToArrayAsync(npuArray_t dst, size_t wOffset, size_t hOffset, const void *src,
                                 size_t count, enum npuMemcpyKind kind, npuStream_t stream) {
  return report(run_to_array(dst, wOffset, hOffset, src, count, kind, stream, false));
}

npuError_t npuMemcpyFromArray(void *dst, npuArray_const_t src, size_t wOffset, size_t hOffset, size_t count,
                              enum npuMemcpyKind kind) {
  return report(run_from_array(dst, src, wOffset, hOffset, count, kind, nullptr, true));
}

npuError_t npuMemcpyFromArrayAsync(void *dst, npuArray_const_t src, size_t wOffset, size_t hOffset,
                                   size_t count, enum npuMemcpyKind kind, npuStream_t stream) {
  return report(run_from_array(dst, src, wOffset, hOffset, count, kind, stream, false));
}

npuError_t npuMemcpyArrayToArray(npuArray_t dst, size_t wOffsetDst, size_t hOffsetDst, npuArray_const_t src,
                                 size_t wOffsetSrc, size_t hOffsetSrc, size_t count,
                                 enum npuMemcpyKind kind) {
  char *from;
  if (const npuError_t error = locate_run(src, wOffsetSrc, hOffsetSrc, count, &from); error != npuSuccess)
    return report(error);
  return report(run_to_array(dst, wOffsetDst, hOffsetDst, from, count, kind, nullptr, true));
}

} // extern "C"
