// SPDX-License-Identifier: Apache-2.0
// Driver API: copies and fills. Each becomes a box of bytes (api/copy.h) between memory and arrays.
#include "api/array.h"
#include "api/copy.h"
#include "api/driver_calls.h"

#include <algorithm>

using namespace npu;
using namespace npu::driver;

namespace {

constexpr bool waits = true, returns_at_once = false;

NPUresult start(const api::copy &c, npuMemcpyKind kind, NPUstream stream, bool wait) {
  return in_context([&] { return api::submit(c, kind, stream, wait); });
}

NPUresult flat(void *to, const void *from, size_t count, npuMemcpyKind kind, NPUstream stream, bool wait) {
  return start(api::flat_copy(to, from, count), kind, stream, wait);
}

// --- one dimension, with arrays

// The `count` bytes of an array from this offset on, which count through its rows. Null if they are not all
// in it.
char *part(NPUarray handle, size_t offset, size_t count) {
  const auto array = reinterpret_cast<npuArray_t>(handle);
  const bool inside = offset <= array->bytes() && count <= array->bytes() - offset;
  return inside ? array->data + offset : nullptr;
}

bool is_array(NPUarray handle) { return api::is_array(reinterpret_cast<npuArray_t>(handle)); }

NPUresult to_array(NPUarray array, size_t offset, const void *from, size_t count, npuMemcpyKind kind,
                   NPUstream stream, bool wait) {
  if (!is_array(array))
    return NPU_ERROR_INVALID_HANDLE;
  char *to = part(array, offset, count);
  return to ? flat(to, from, count, kind, stream, wait) : NPU_ERROR_INVALID_VALUE;
}

NPUresult from_array(void *to, NPUarray array, size_t offset, size_t count, npuMemcpyKind kind,
                     NPUstream stream, bool wait) {
  if (!is_array(array))
    return NPU_ERROR_INVALID_HANDLE;
  const char *from = part(array, offset, count);
  return from ? flat(to, from, count, kind, stream, wait) : NPU_ERROR_INVALID_VALUE;
}

// --- two and three dimensions

// One side of a copy, as NPU_MEMCPY3D describes it.
struct side {
  NPUmemorytype type;
  const void *host;
  NPUdeviceptr device;
  NPUarray array;
  size_t x, y, z;       // bytes, rows, slices
  size_t pitch, height; // of memory; 0 means packed
};

// Its address and layout.
NPUresult locate(const side &s, const api::box &size, char *&address, api::layout &layout) {
  switch (s.type) {
  case NPU_MEMORYTYPE_ARRAY: {
    if (!is_array(s.array))
      return NPU_ERROR_INVALID_HANDLE;
    const auto array = reinterpret_cast<npuArray_t>(s.array);
    if (s.x + size.width > array->width_bytes() || s.y + size.height > array->rows() ||
        s.z + size.depth > array->slices())
      return NPU_ERROR_INVALID_VALUE;
    address = array->data;
    layout = {array->row_pitch(), array->slice_pitch()};
    break;
  }
  case NPU_MEMORYTYPE_HOST:
    address = static_cast<char *>(const_cast<void *>(s.host));
    break;
  case NPU_MEMORYTYPE_DEVICE:
  case NPU_MEMORYTYPE_UNIFIED: // as device: the host's pointer is not looked at
    address = static_cast<char *>(pointer(s.device));
    break;
  default:
    return NPU_ERROR_INVALID_VALUE;
  }
  if (s.type != NPU_MEMORYTYPE_ARRAY) {
    const size_t pitch = s.pitch ? s.pitch : s.x + size.width, rows = s.height ? s.height : s.y + size.height;
    if (s.x + size.width > pitch || (size.depth > 1 && s.y + size.height > rows))
      return NPU_ERROR_INVALID_VALUE;
    layout = {pitch, pitch * rows};
  }
  if (!address)
    return NPU_ERROR_INVALID_VALUE;
  address += s.z * layout.slice + s.y * layout.pitch + s.x;
  return NPU_SUCCESS;
}

npuMemcpyKind kind_of(NPUmemorytype to, NPUmemorytype from) {
  if (to == NPU_MEMORYTYPE_UNIFIED || from == NPU_MEMORYTYPE_UNIFIED)
    return npuMemcpyDefault;
  if (to == NPU_MEMORYTYPE_HOST)
    return from == NPU_MEMORYTYPE_HOST ? npuMemcpyHostToHost : npuMemcpyDeviceToHost;
  return from == NPU_MEMORYTYPE_HOST ? npuMemcpyHostToDevice : npuMemcpyDeviceToDevice;
}

NPUresult copy_box(const side &to, const side &from, const api::box &size, NPUstream stream, bool wait) {
  api::copy c = {};
  c.size = size;
  char *target, *source;
  if (const NPUresult result = locate(to, size, target, c.to_layout); result != NPU_SUCCESS)
    return result;
  if (const NPUresult result = locate(from, size, source, c.from_layout); result != NPU_SUCCESS)
    return result;
  c.to = target;
  c.from = source;
  return start(c, kind_of(to.type, from.type), stream, wait);
}

NPUresult copy_2d(const NPU_MEMCPY2D *p, NPUstream stream, bool wait) {
  if (!p)
    return NPU_ERROR_INVALID_VALUE;
  const side to = {p->dstMemoryType, p->dstHost, p->dstDevice, p->dstArray, p->dstXInBytes, p->dstY, 0,
                   p->dstPitch,      0};
  const side from = {p->srcMemoryType, p->srcHost, p->srcDevice, p->srcArray, p->srcXInBytes, p->srcY, 0,
                     p->srcPitch,      0};
  return copy_box(to, from, {p->WidthInBytes, p->Height, 1}, stream, wait);
}

NPUresult copy_3d(const NPU_MEMCPY3D *p, NPUstream stream, bool wait) {
  if (!p || p->srcLOD != 0 || p->dstLOD != 0)
    return NPU_ERROR_INVALID_VALUE;
  const side to = {p->dstMemoryType, p->dstHost, p->dstDevice, p->dstArray, p->dstXInBytes,
                   p->dstY,          p->dstZ,    p->dstPitch,  p->dstHeight};
  const side from = {p->srcMemoryType, p->srcHost, p->srcDevice, p->srcArray, p->srcXInBytes,
                     p->srcY,          p->srcZ,    p->srcPitch,  p->srcHeight};
  return copy_box(to, from, {p->WidthInBytes, p->Height, p->Depth}, stream, wait);
}

// --- fills

// Rows of `width` elements. Address and pitch must be multiples of the element size.
template <class T>
NPUresult fill(NPUdeviceptr to, size_t pitch, T value, size_t width, size_t height, NPUstream stream) {
  const size_t bytes = width * sizeof(T);
  if (to % sizeof(T) != 0 || pitch % sizeof(T) != 0 || width > size_t(-1) / sizeof(T) ||
      (height > 1 && bytes > pitch))
    return NPU_ERROR_INVALID_VALUE;
  const api::fill f = {pointer(to), {std::max(pitch, bytes), 0}, unsigned(value), sizeof(T), {bytes, height}};
  return in_context([&] { return api::submit(f, stream); });
}

} // namespace

extern "C" {

NPUresult npudrvMemcpy(NPUdeviceptr dst, NPUdeviceptr src, size_t ByteCount) {
  return flat(pointer(dst), pointer(src), ByteCount, npuMemcpyDefault, nullptr, waits);
}

NPUresult npudrvMemcpyAsync(NPUdeviceptr dst, NPUdeviceptr src, size_t ByteCount, NPUstream hStream) {
  return flat(pointer(dst), pointer(src), ByteCount, npuMemcpyDefault, hStream, returns_at_once);
}

NPUresult npudrvMemcpyPeer(NPUdeviceptr dstDevice, NPUcontext dstContext, NPUdeviceptr srcDevice,
                           NPUcontext srcContext, size_t ByteCount) {
  for (NPUcontext context : {dstContext, srcContext})
    if (const NPUresult usable = check_context(context); usable != NPU_SUCCESS)
      return usable;
  return flat(pointer(dstDevice), pointer(srcDevice), ByteCount, npuMemcpyDeviceToDevice, nullptr, waits);
}

NPUresult npudrvMemcpyPeerAsync(NPUdeviceptr dstDevice, NPUcontext dstContext, NPUdeviceptr srcDevice,
                                NPUcontext srcContext, size_t ByteCount, NPUstream hStream) {
  for (NPUcontext context : {dstContext, srcContext})
    if (const NPUresult usable = check_context(context); usable != NPU_SUCCESS)
      return usable;
  return flat(pointer(dstDevice), pointer(srcDevice), ByteCount, npuMemcpyDeviceToDevice, hStream,
              returns_at_once);
}

NPUresult npudrvMemcpyHtoD(NPUdeviceptr dstDevice, const void *srcHost, size_t ByteCount) {
  return flat(pointer(dstDevice), srcHost, ByteCount, npuMemcpyHostToDevice, nullptr, waits);
}

NPUresult npudrvMemcpyDtoH(void *dstHost, NPUdeviceptr srcDevice, size_t ByteCount) {
  return flat(dstHost, pointer(srcDevice), ByteCount, npuMemcpyDeviceToHost, nullptr, waits);
}

NPUresult npudrvMemcpyDtoD(NPUdeviceptr dstDevice, NPUdeviceptr srcDevice, size_t ByteCount) {
  return flat(pointer(dstDevice), pointer(srcDevice), ByteCount, npuMemcpyDeviceToDevice, nullptr, waits);
}

NPUresult npudrvMemcpyHtoDAsync(NPUdeviceptr dstDevice, const void *srcHost, size_t ByteCount,
                                NPUstream hStream) {
  return flat(pointer(dstDevice), srcHost, ByteCount, npuMemcpyHostToDevice, hStream, returns_at_once);
}

NPUresult npudrvMemcpyDtoHAsync(void *dstHost, NPUdeviceptr srcDevice, size_t ByteCount, NPUstream hStream) {
  return flat(dstHost, pointer(srcDevice), ByteCount, npuMemcpyDeviceToHost, hStream, returns_at_once);
}

NPUresult npudrvMemcpyDtoDAsync(NPUdeviceptr dstDevice, NPUdeviceptr srcDevice, size_t ByteCount,
                                NPUstream hStream) {
  return flat(pointer(dstDevice), pointer(srcDevice), ByteCount, npuMemcpyDeviceToDevice, hStream,
              returns_at_once);
}

NPUresult npudrvMemcpyDtoA(NPUarray dstArray, size_t dstOffset, NPUdeviceptr srcDevice, size_t ByteCount) {
  return to_array(dstArray, dstOffset, pointer(srcDevice), ByteCount, npuMemcpyDeviceToDevice, nullptr,
                  waits);
}

NPUresult npudrvMemcpyAtoD(NPUdeviceptr dstDevice, NPUarray srcArray, size_t srcOffset, size_t ByteCount) {
  return from_array(pointer(dstDevice), srcArray, srcOffset, ByteCount, npuMemcpyDeviceToDevice, nullptr,
                    waits);
}

NPUresult npudrvMemcpyHtoA(NPUarray dstArray, size_t dstOffset, const void *srcHost, size_t ByteCount) {
  return to_array(dstArray, dstOffset, srcHost, ByteCount, npuMemcpyHostToDevice, nullptr, waits);
}

NPUresult npudrvMemcpyAtoH(void *dstHost, NPUarray srcArray, size_t srcOffset, size_t ByteCount) {
  return from_array(dstHost, srcArray, srcOffset, ByteCount, npuMemcpyDeviceToHost, nullptr, waits);
}

NPUresult npudrvMemcpyAtoA(NPUarray dstArray, size_t dstOffset, NPUarray srcArray, size_t srcOffset,
                           size_t ByteCount) {
  if (!is_array(srcArray))
    return NPU_ERROR_INVALID_HANDLE;
  const char *from = part(srcArray, srcOffset, ByteCount);
  if (!from)
    return NPU_ERROR_INVALID_VALUE;
  return to_array(dstArray, dstOffset, from, ByteCount, npuMemcpyDeviceToDevice, nullptr, waits);
}

NPUresult npudrvMemcpyHtoAAsync(NPUarray dstArray, size_t dstOffset, const void *srcHost, size_t ByteCount,
                                NPUstream hStream) {
  return to_array(dstArray, dstOffset, srcHost, ByteCount, npuMemcpyHostToDevice, hStream, returns_at_once);
}

NPUresult npudrvMemcpyAtoHAsync(void *dstHost, NPUarray srcArray, size_t srcOffset, size_t ByteCount,
                                NPUstream hStream) {
  return from_array(dstHost, srcArray, srcOffset, ByteCount, npuMemcpyDeviceToHost, hStream, returns_at_once);
}

NPUresult npudrvMemcpy2D(const NPU_MEMCPY2D *pCopy) { return copy_2d(pCopy, nullptr, waits); }
// Any pitch is fine with the other functions as well.
NPUresult npudrvMemcpy2DUnaligned(const NPU_MEMCPY2D *pCopy) { return copy_2d(pCopy, nullptr, waits); }
NPUresult npudrvMemcpy2DAsync(const NPU_MEMCPY2D *pCopy, NPUstream hStream) {
  return copy_2d(pCopy, hStream, returns_at_once);
}
NPUresult npudrvMemcpy3D(const NPU_MEMCPY3D *pCopy) { return copy_3d(pCopy, nullptr, waits); }
NPUresult npudrvMemcpy3DAsync(const NPU_MEMCPY3D *pCopy, NPUstream hStream) {
  return copy_3d(pCopy, hStream, returns_at_once);
}

NPUresult npudrvMemsetD8(NPUdeviceptr dstDevice, unsigned char uc, size_t N) {
  return fill(dstDevice, 0, uc, N, 1, nullptr);
}
NPUresult npudrvMemsetD16(NPUdeviceptr dstDevice, unsigned short us, size_t N) {
  return fill(dstDevice, 0, us, N, 1, nullptr);
}
NPUresult npudrvMemsetD32(NPUdeviceptr dstDevice, unsigned int ui, size_t N) {
  return fill(dstDevice, 0, ui, N, 1, nullptr);
}
NPUresult npudrvMemsetD2D8(NPUdeviceptr dstDevice, size_t dstPitch, unsigned char uc, size_t Width,
                           size_t Height) {
  return fill(dstDevice, dstPitch, uc, Width, Height, nullptr);
}
NPUresult npudrvMemsetD2D16(NPUdeviceptr dstDevice, size_t dstPitch, unsigned short us, size_t Width,
                            size_t Height) {
  return fill(dstDevice, dstPitch, us, Width, Height, nullptr);
}
NPUresult npudrvMemsetD2D32(NPUdeviceptr dstDevice, size_t dstPitch, unsigned int ui, size_t Width,
                            size_t Height) {
  return fill(dstDevice, dstPitch, ui, Width, Height, nullptr);
}
NPUresult npudrvMemsetD8Async(NPUdeviceptr dstDevice, unsigned char uc, size_t N, NPUstream hStream) {
  return fill(dstDevice, 0, uc, N, 1, hStream);
}
NPUresult npudrvMemsetD16Async(NPUdeviceptr dstDevice, unsigned short us, size_t N, NPUstream hStream) {
  return fill(dstDevice, 0, us, N, 1, hStream);
}
NPUresult npudrvMemsetD32Async(NPUdeviceptr dstDevice, unsigned int ui, size_t N, NPUstream hStream) {
  return fill(dstDevice, 0, ui, N, 1, hStream);
}
NPUresult npudrvMemsetD2D8Async(NPUdeviceptr dstDevice, size_t dstPitch, unsigned char uc, size_t Width,
                                size_t Height, NPUstream hStream) {
  return fill(dstDevice, dstPitch, uc, Width, Height, hStream);
}
NPUresult npudrvMemsetD2D16Async(NPUdeviceptr dstDevice, size_t dstPitch, unsigned short us, size_t Width,
                                 size_t Height, NPUstream hStream) {
  return fill(dstDevice, dstPitch, us, Width, Height, hStream);
}
NPUresult npudrvMemsetD2D32Async(NPUdeviceptr dstDevice, size_t dstPitch, unsigned int ui, size_t Width,
                                 size_t Height, NPUstream hStream) {
  return fill(dstDevice, dstPitch, ui, Width, Height, hStream);
}

} // extern "C"
