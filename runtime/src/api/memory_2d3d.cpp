// SPDX-License-Identifier: Apache-2.0
// Pitched memory: allocation, copies and fills in two and three dimensions between memory and arrays.
#include "api/copy_3d.h"

#include "api/allocations.h"
#include "api/array.h"
#include "api/capture.h"
#include "api/devices.h"
#include "core/error.h"

#include <string.h>

using namespace npu;
using core::report;

namespace {

constexpr size_t pitch_alignment = 512; // bytes

npuError_t copy_2d(void *dst, size_t dpitch, const void *src, size_t spitch, size_t width, size_t height,
                   npuMemcpyKind kind, npuStream_t stream, bool wait) {
  const size_t most = api::properties(0).memPitch;
  if (dpitch > most || spitch > most)
    return npuErrorInvalidValue;
  if (height > 1 && (width > dpitch || width > spitch)) // a single row has no pitch
    return npuErrorInvalidPitchValue;
  return api::submit(api::copy{dst, {dpitch, 0}, src, {spitch, 0}, {width, height}}, kind, stream, wait);
}

npuError_t copy_3d(const npuMemcpy3DParms *p, npuStream_t stream, bool wait) {
  if (!p)
    return npuErrorInvalidValue;
  if (p->extent.width == 0 || p->extent.height == 0 || p->extent.depth == 0)
    return npuSuccess; // whatever the rest says
  api::copy c;
  npuMemcpyKind kind = p->kind;
  if (const npuError_t error = api::resolve(*p, c, kind); error != npuSuccess)
    return error;
  return api::submit(c, kind, stream, wait);
}

npuError_t copy_3d_peer(const npuMemcpy3DPeerParms *p, npuStream_t stream, bool wait) {
  if (!p)
    return npuErrorInvalidValue;
  if (!api::is_device(p->srcDevice) || !api::is_device(p->dstDevice))
    return npuErrorInvalidDevice;
  npuMemcpy3DParms parms = {p->srcArray, p->srcPos, p->srcPtr, p->dstArray,
                            p->dstPos,   p->dstPtr, p->extent, npuMemcpyDeviceToDevice};
  return copy_3d(&parms, stream, wait);
}

npuError_t fill_2d(void *devPtr, size_t pitch, int value, size_t width, size_t height, npuStream_t stream) {
  if (width > pitch)
    return npuErrorInvalidValue;
  return api::submit(api::fill{devPtr, {pitch, 0}, unsigned(value), 1, {width, height}}, stream);
}

npuError_t fill_3d(const npuPitchedPtr &p, int value, const npuExtent &extent, npuStream_t stream) {
  if (extent.width > p.pitch)
    return npuErrorInvalidValue;
  if (extent.height > p.ysize && extent.depth > 1)
    return npuErrorInvalidValue;
  return api::submit(api::fill{p.ptr,
                               {p.pitch, p.pitch * p.ysize},
                               unsigned(value),
                               1,
                               {extent.width, extent.height, extent.depth}},
                     stream);
}

npuError_t malloc_pitched(void **pointer, size_t *pitch, size_t width, size_t rows) {
  *pointer = nullptr;
  if (npuError_t error; api::unsafe_in_capture(error))
    return error;
  *pitch = (width + pitch_alignment - 1) / pitch_alignment * pitch_alignment;
  if (width > api::properties(0).memPitch)
    return npuErrorMemoryAllocation;
  if (width == 0 || rows == 0)
    return npuSuccess;
  if (rows > size_t(-1) / *pitch)
    return npuErrorMemoryAllocation;
  *pointer = api::allocate(*pitch * rows, api::memory_kind::device, api::current_device());
  return *pointer ? npuSuccess : npuErrorMemoryAllocation;
}

} // namespace

namespace npu::api {

// Where one side of a 3-D copy lies.
struct side {
  char *address = nullptr;
  layout at;
  size_t element = 0; // bytes; 0: memory, not an array
};

static npuError_t resolve_side(npuArray_const_t array, const npuPos &pos, const npuPitchedPtr &pointer,
                               const npuExtent &extent, size_t unit, side &s) {
  if (array) {
    if (!is_array(array))
      return npuErrorInvalidResourceHandle;
    if (pos.x + extent.width > array->extent.width || pos.y + extent.height > array->rows() ||
        pos.z + extent.depth > array->slices())
      return npuErrorInvalidValue;
    s.at = {array->row_pitch(), array->slice_pitch()};
    s.address = array->data + pos.z * s.at.slice + pos.y * s.at.pitch + pos.x * array->element;
    return npuSuccess;
  }
  if (!pointer.ptr)
    return npuErrorInvalidValue;
  // Without an array on either side, extents and positions count bytes, else elements; xsize always counts
  // bytes.
  const size_t offset = pos.x * unit, width = extent.width * unit;
  if (pointer.pitch != 0 && offset + width > pointer.pitch)
    return npuErrorInvalidPitchValue;
  if (extent.depth > 1 && pos.y + extent.height > pointer.ysize)
    return npuErrorInvalidValue;
  s.at = {pointer.pitch, pointer.pitch * pointer.ysize};
  s.address = static_cast<char *>(pointer.ptr) + pos.z * s.at.slice + pos.y * s.at.pitch + offset;
  return npuSuccess;
}

npuError_t resolve(const npuMemcpy3DParms &p, copy &c, npuMemcpyKind &kind) {
  if (kind < npuMemcpyHostToHost || kind > npuMemcpyDefault)
    return npuErrorInvalidMemcpyDirection;
  if ((p.srcArray && p.srcPtr.ptr) || (p.dstArray && p.dstPtr.ptr))
    return npuErrorInvalidValue;
  size_t unit = 1;
  if (p.srcArray && is_array(p.srcArray))
    unit = p.srcArray->element;
  if (p.dstArray && is_array(p.dstArray)) {
    if (unit != 1 && unit != p.dstArray->element)
      return npuErrorInvalidValue;
    unit = p.dstArray->element;
  }
  side from, to;
  if (const npuError_t error = resolve_side(p.srcArray, p.srcPos, p.srcPtr, p.extent, unit, from);
      error != npuSuccess)
    return error;
  if (const npuError_t error = resolve_side(p.dstArray, p.dstPos, p.dstPtr, p.extent, unit, to);
      error != npuSuccess)
    return error;
  c = {to.address, to.at, from.address, from.at, {p.extent.width * unit, p.extent.height, p.extent.depth}};
  return npuSuccess;
}

} // namespace npu::api

extern "C" {

npuError_t npuMallocPitch(void **devPtr, size_t *pitch, size_t width, size_t height) {
  if (!devPtr || !pitch)
    return report(npuErrorInvalidValue);
  return report(malloc_pitched(devPtr, pitch, width, height));
}

npuError_t npuMalloc3D(struct npuPitchedPtr *pitchedDevPtr, struct npuExtent extent) {
  if (!pitchedDevPtr)
    return report(npuErrorInvalidValue);
  pitchedDevPtr->xsize = extent.width;
  pitchedDevPtr->ysize = extent.height;
  return report(
      malloc_pitched(&pitchedDevPtr->ptr, &pitchedDevPtr->pitch, extent.width, extent.height * extent.depth));
}

npuError_t npuMemcpy2D(void *dst, size_t dpitch, const void *src, size_t spitch, size_t width, size_t height,
                       enum npuMemcpyKind kind) {
  return report(copy_2d(dst, dpitch, src, spitch, width, height, kind, nullptr, true));
}

npuError_t npuMemcpy2DAsync(void *dst, size_t dpitch, const void *src, size_t spitch, size_t width,
                            size_t height, enum npuMemcpyKind kind, npuStream_t stream) {
  return report(copy_2d(dst, dpitch, src, spitch, width, height, kind, stream, false));
}

npuError_t npuMemcpy3D(const struct npuMemcpy3DParms *p) { return report(copy_3d(p, nullptr, true)); }

npuError_t npuMemcpy3DAsync(const struct npuMemcpy3DParms *p, npuStream_t stream) {
  return report(copy_3d(p, stream, false));
}

npuError_t npuMemcpy3DPeer(const struct npuMemcpy3DPeerParms *p) {
  return report(copy_3d_peer(p, nullptr, true));
}

npuError_t npuMemcpy3DPeerAsync(const struct npuMemcpy3DPeerParms *p, npuStream_t stream) {
  return report(copy_3d_peer(p, stream, false));
}

npuError_t npuMemset2D(void *devPtr, size_t pitch, int value, size_t width, size_t height) {
  return report(fill_2d(devPtr, pitch, value, width, height, nullptr));
}

npuError_t npuMemset2DAsync(void *devPtr, size_t pitch, int value, size_t width, size_t height,
                            npuStream_t stream) {
  return report(fill_2d(devPtr, pitch, value, width, height, stream));
}

npuError_t npuMemset3D(struct npuPitchedPtr pitchedDevPtr, int value, struct npuExtent extent) {
  return report(fill_3d(pitchedDevPtr, value, extent, nullptr));
}

npuError_t npuMemset3DAsync(struct npuPitchedPtr pitchedDevPtr, int value, struct npuExtent extent,
                            npuStream_t stream) {
  return report(fill_3d(pitchedDevPtr, value, extent, stream));
}

} // extern "C"
