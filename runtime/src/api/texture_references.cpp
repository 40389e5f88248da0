// SPDX-License-Identifier: Apache-2.0
// Binding texture and surface references: each binding makes an object that the reference holds until the
// next one.
#include "api/allocations.h"
#include "api/array.h"
#include "api/devices.h"
#include "api/textures.h"
#include "core/error.h"
#include "core/stream.h"
#include "npu/texture.h"

#include <algorithm>

using namespace npu;
using core::report;

namespace {

npuTextureDesc sampling_of(const textureReference &t) {
  npuTextureDesc d = {};
  std::copy(std::begin(t.addressMode), std::end(t.addressMode), d.addressMode);
  d.filterMode = t.filterMode;
  d.readMode = t.read_mode;
  d.sRGB = t.sRGB;
  d.normalizedCoords = t.normalized;
  d.maxAnisotropy = t.maxAnisotropy;
  d.mipmapFilterMode = t.mipmapFilterMode;
  d.mipmapLevelBias = t.mipmapLevelBias;
  d.minMipmapLevelClamp = t.minMipmapLevelClamp;
  d.maxMipmapLevelClamp = t.maxMipmapLevelClamp;
  return d;
}

// Kernels read the reference when they run, so those that use the old binding must end before it changes.
npuError_t unbind(const textureReference &t) {
  if (t.object == 0)
    return npuSuccess;
  const npuError_t error = core::synchronize_device();
  npuDestroyTextureObject(t.object);
  t.object = 0;
  return error;
}

} // namespace

npuError_t api::bind_reference(const textureReference *t, const npuResourceDesc &resource) {
  if (!t)
    return npuErrorInvalidTexture;
  npuTextureObject_t object = 0;
  const npuTextureDesc sampling = sampling_of(*t);
  if (const npuError_t error = npuCreateTextureObject(&object, &resource, &sampling, nullptr);
      error != npuSuccess)
    return error;
  const npuError_t error = unbind(*t);
  t->object = object;
  return error;
}

npuError_t npuBindTexture(size_t *offset, const textureReference *texref, const void *devPtr,
                          const npuChannelFormatDesc *desc, size_t size) {
  if (!texref || !desc || !devPtr)
    return report(npuErrorInvalidValue);
  const size_t element = api::element_size(*desc);
  if (element == 0)
    return report(npuErrorInvalidChannelDescriptor);
  // The default size means: as much as there is.
  if (const api::allocation a = api::find(devPtr))
    size = std::min(size, size_t(a.base + a.size - static_cast<const char *>(devPtr)));
  size = std::min(size, size_t(api::properties(0).maxTexture1DLinear) * element);
  npuResourceDesc r = {};
  r.resType = npuResourceTypeLinear;
  r.res.linear.devPtr = const_cast<void *>(devPtr);
  r.res.linear.desc = *desc;
  r.res.linear.sizeInBytes = size;
  if (offset)
    *offset = 0;
  return report(api::bind_reference(texref, r));
}

npuError_t npuBindTexture2D(size_t *offset, const textureReference *texref, const void *devPtr,
                            const npuChannelFormatDesc *desc, size_t width, size_t height, size_t pitch) {
  if (!texref || !desc || !devPtr)
    return report(npuErrorInvalidValue);
  npuResourceDesc r = {};
  r.resType = npuResourceTypePitch2D;
  r.res.pitch2D.devPtr = const_cast<void *>(devPtr);
  r.res.pitch2D.desc = *desc;
  r.res.pitch2D.width = width;
  r.res.pitch2D.height = height;
  r.res.pitch2D.pitchInBytes = pitch;
  if (offset)
    *offset = 0;
  return report(api::bind_reference(texref, r));
}

npuError_t npuBindTextureToArray(const textureReference *texref, npuArray_const_t array,
                                 const npuChannelFormatDesc *desc) {
  if (!desc)
    return report(npuErrorInvalidValue);
  npuResourceDesc r = {};
  r.resType = npuResourceTypeArray;
  r.res.array.array = const_cast<npuArray_t>(array);
  return report(api::bind_reference(texref, r));
}

npuError_t npuBindTextureToMipmappedArray(const textureReference *texref,
                                          npuMipmappedArray_const_t mipmappedArray,
                                          const npuChannelFormatDesc *desc) {
  if (!desc)
    return report(npuErrorInvalidValue);
  npuResourceDesc r = {};
  r.resType = npuResourceTypeMipmappedArray;
  r.res.mipmap.mipmap = const_cast<npuMipmappedArray_t>(mipmappedArray);
  return report(api::bind_reference(texref, r));
}

npuError_t npuUnbindTexture(const textureReference *texref) {
  return report(texref ? unbind(*texref) : npuErrorInvalidTexture);
}

npuError_t npuGetTextureAlignmentOffset(size_t *offset, const textureReference *texref) {
  if (!offset || !texref)
    return report(npuErrorInvalidValue);
  if (texref->object == 0)
    return report(npuErrorInvalidTextureBinding);
  *offset = 0;
  return npuSuccess;
}

npuError_t npuBindSurfaceToArray(const surfaceReference *surfref, npuArray_const_t array,
                                 const npuChannelFormatDesc *desc) {
  if (!surfref)
    return report(npuErrorInvalidSurface);
  if (!desc)
    return report(npuErrorInvalidValue);
  npuResourceDesc r = {};
  r.resType = npuResourceTypeArray;
  r.res.array.array = const_cast<npuArray_t>(array);
  npuSurfaceObject_t object = 0;
  if (const npuError_t error = npuCreateSurfaceObject(&object, &r); error != npuSuccess)
    return error;
  npuError_t error = npuSuccess;
  if (surfref->object) {
    error = core::synchronize_device();
    npuDestroySurfaceObject(surfref->object);
  }
  surfref->object = object;
  return report(error);
}
