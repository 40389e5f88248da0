// SPDX-License-Identifier: Apache-2.0
// Driver API: arrays, texture objects and surface objects. They are those of the host API under other types;
// only the descriptors differ.
#include "api/driver_texture.h"

#include "api/array.h"
#include "api/driver_calls.h"

#include <algorithm>

using namespace npu;
using namespace npu::driver;

namespace npu::driver {

bool to_host(NPUarray_format format, unsigned channels, npuChannelFormatDesc &desc) {
  int bits;
  switch (format) {
  case NPU_AD_FORMAT_UNSIGNED_INT8:
  case NPU_AD_FORMAT_SIGNED_INT8:
    bits = 8;
    break;
  case NPU_AD_FORMAT_UNSIGNED_INT16:
  case NPU_AD_FORMAT_SIGNED_INT16:
  case NPU_AD_FORMAT_HALF:
    bits = 16;
    break;
  case NPU_AD_FORMAT_UNSIGNED_INT32:
  case NPU_AD_FORMAT_SIGNED_INT32:
  case NPU_AD_FORMAT_FLOAT:
    bits = 32;
    break;
  default:
    return false;
  }
  if (channels != 1 && channels != 2 && channels != 4)
    return false;
  desc = {bits, channels > 1 ? bits : 0, channels > 2 ? bits : 0, channels > 2 ? bits : 0,
          npuChannelFormatKindFloat};
  if (format <= NPU_AD_FORMAT_UNSIGNED_INT32)
    desc.f = npuChannelFormatKindUnsigned;
  else if (format <= NPU_AD_FORMAT_SIGNED_INT32)
    desc.f = npuChannelFormatKindSigned;
  return true;
}

void from_host(const npuChannelFormatDesc &desc, NPUarray_format &format, unsigned &channels) {
  const int size = desc.x == 8 ? 0 : desc.x == 16 ? 1 : 2;
  switch (desc.f) {
  case npuChannelFormatKindSigned:
    format = NPUarray_format(NPU_AD_FORMAT_SIGNED_INT8 + size);
    break;
  case npuChannelFormatKindUnsigned:
    format = NPUarray_format(NPU_AD_FORMAT_UNSIGNED_INT8 + size);
    break;
  default:
    format = desc.x == 16 ? NPU_AD_FORMAT_HALF : NPU_AD_FORMAT_FLOAT;
  }
  channels = desc.w ? 4 : desc.y ? 2 : 1;
}

} // namespace npu::driver

namespace {

// Flags of NPU_TEXTURE_DESC beyond the named ones.
constexpr unsigned disable_trilinear = 0x20, seamless_cubemap = 0x40;
constexpr unsigned known_texture_flags = NPU_TRSF_READ_AS_INTEGER | NPU_TRSF_NORMALIZED_COORDINATES |
                                         NPU_TRSF_SRGB | disable_trilinear | seamless_cubemap;

npuArray_t host_type(NPUarray array) { return reinterpret_cast<npuArray_t>(array); }
npuMipmappedArray_t host_type(NPUmipmappedArray array) {
  return reinterpret_cast<npuMipmappedArray_t>(array);
}

NPUresult create(NPUarray *handle, const NPU_ARRAY3D_DESCRIPTOR &d) {
  npuChannelFormatDesc desc;
  if (!to_host(d.Format, d.NumChannels, desc))
    return NPU_ERROR_INVALID_VALUE;
  npuArray_t array = nullptr;
  const NPUresult result =
      in_context([&] { return npuMalloc3DArray(&array, &desc, {d.Width, d.Height, d.Depth}, d.Flags); });
  if (result == NPU_SUCCESS)
    *handle = reinterpret_cast<NPUarray>(array);
  return result;
}

// The host API's form of a resource, and the format of its elements.
NPUresult to_host(const NPU_RESOURCE_DESC &from, npuResourceDesc &to, npuChannelFormatDesc &format) {
  to = {};
  to.resType = npuResourceType(from.resType);
  switch (from.resType) {
  case NPU_RESOURCE_TYPE_ARRAY:
    to.res.array.array = host_type(from.res.array.hArray);
    if (!api::is_array(to.res.array.array))
      return NPU_ERROR_INVALID_HANDLE;
    format = to.res.array.array->desc;
    return NPU_SUCCESS;
  case NPU_RESOURCE_TYPE_MIPMAPPED_ARRAY:
    to.res.mipmap.mipmap = host_type(from.res.mipmap.hMipmappedArray);
    if (!api::is_mipmapped_array(to.res.mipmap.mipmap))
      return NPU_ERROR_INVALID_HANDLE;
    format = to.res.mipmap.mipmap->desc;
    return NPU_SUCCESS;
  case NPU_RESOURCE_TYPE_LINEAR:
    if (!driver::to_host(from.res.linear.format, from.res.linear.numChannels, format))
      return NPU_ERROR_INVALID_VALUE;
    to.res.linear = {pointer(from.res.linear.devPtr), format, from.res.linear.sizeInBytes};
    return NPU_SUCCESS;
  case NPU_RESOURCE_TYPE_PITCH2D:
    if (!driver::to_host(from.res.pitch2D.format, from.res.pitch2D.numChannels, format))
      return NPU_ERROR_INVALID_VALUE;
    to.res.pitch2D = {pointer(from.res.pitch2D.devPtr), format, from.res.pitch2D.width,
                      from.res.pitch2D.height, from.res.pitch2D.pitchInBytes};
    return NPU_SUCCESS;
  }
  return NPU_ERROR_INVALID_VALUE;
}

npuTextureDesc to_host(const NPU_TEXTURE_DESC &from, const npuChannelFormatDesc &format) {
  npuTextureDesc to = {};
  for (int i = 0; i < 3; ++i)
    to.addressMode[i] = npuTextureAddressMode(from.addressMode[i]);
  to.filterMode = npuTextureFilterMode(from.filterMode);
  // Integers of 8 and 16 bits become fractions unless asked for as they are; others never do.
  const bool fraction =
      format.f != npuChannelFormatKindFloat && format.x < 32 && !(from.flags & NPU_TRSF_READ_AS_INTEGER);
  to.readMode = fraction ? npuReadModeNormalizedFloat : npuReadModeElementType;
  to.sRGB = (from.flags & NPU_TRSF_SRGB) != 0;
  std::copy_n(from.borderColor, 4, to.borderColor);
  to.normalizedCoords = (from.flags & NPU_TRSF_NORMALIZED_COORDINATES) != 0;
  to.maxAnisotropy = from.maxAnisotropy;
  to.mipmapFilterMode = npuTextureFilterMode(from.mipmapFilterMode);
  to.mipmapLevelBias = from.mipmapLevelBias;
  to.minMipmapLevelClamp = from.minMipmapLevelClamp;
  to.maxMipmapLevelClamp = from.maxMipmapLevelClamp;
  to.disableTrilinearOptimization = (from.flags & disable_trilinear) != 0;
  to.seamlessCubemap = (from.flags & seamless_cubemap) != 0;
  return to;
}

} // namespace

extern "C" {

// --- arrays

NPUresult npudrvArrayCreate(NPUarray *pHandle, const NPU_ARRAY_DESCRIPTOR *pAllocateArray) {
  if (!pHandle || !pAllocateArray)
    return NPU_ERROR_INVALID_VALUE;
  const NPU_ARRAY_DESCRIPTOR &d = *pAllocateArray;
  return create(pHandle, {d.Width, d.Height, 0, d.Format, d.NumChannels, 0});
}

NPUresult npudrvArray3DCreate(NPUarray *pHandle, const NPU_ARRAY3D_DESCRIPTOR *pAllocateArray) {
  if (!pHandle || !pAllocateArray)
    return NPU_ERROR_INVALID_VALUE;
  return create(pHandle, *pAllocateArray);
}

NPUresult npudrvArrayGetDescriptor(NPU_ARRAY_DESCRIPTOR *pArrayDescriptor, NPUarray hArray) {
  if (!pArrayDescriptor)
    return NPU_ERROR_INVALID_VALUE;
  NPU_ARRAY3D_DESCRIPTOR full = {};
  const NPUresult result = npudrvArray3DGetDescriptor(&full, hArray);
  if (result == NPU_SUCCESS)
    *pArrayDescriptor = {full.Width, full.Height, full.Format, full.NumChannels};
  return result;
}

NPUresult npudrvArray3DGetDescriptor(NPU_ARRAY3D_DESCRIPTOR *pArrayDescriptor, NPUarray hArray) {
  if (!pArrayDescriptor)
    return NPU_ERROR_INVALID_VALUE;
  npuChannelFormatDesc desc = {};
  npuExtent extent = {};
  unsigned flags = 0;
  const NPUresult result =
      in_context([&] { return npuArrayGetInfo(&desc, &extent, &flags, host_type(hArray)); });
  if (result != NPU_SUCCESS)
    return result;
  *pArrayDescriptor = {extent.width, extent.height, extent.depth, NPU_AD_FORMAT_FLOAT, 1, flags};
  from_host(desc, pArrayDescriptor->Format, pArrayDescriptor->NumChannels);
  return NPU_SUCCESS;
}

NPUresult npudrvArrayDestroy(NPUarray hArray) {
  if (!hArray)
    return NPU_ERROR_INVALID_HANDLE;
  return in_context([&] { return npuFreeArray(host_type(hArray)); });
}

NPUresult npudrvMipmappedArrayCreate(NPUmipmappedArray *pHandle, const NPU_ARRAY3D_DESCRIPTOR *pDesc,
                                     unsigned int numMipmapLevels) {
  npuChannelFormatDesc desc;
  if (!pHandle || !pDesc || !to_host(pDesc->Format, pDesc->NumChannels, desc))
    return NPU_ERROR_INVALID_VALUE;
  npuMipmappedArray_t array = nullptr;
  const NPUresult result = in_context([&] {
    return npuMallocMipmappedArray(&array, &desc, {pDesc->Width, pDesc->Height, pDesc->Depth},
                                   numMipmapLevels, pDesc->Flags);
  });
  if (result == NPU_SUCCESS)
    *pHandle = reinterpret_cast<NPUmipmappedArray>(array);
  return result;
}

NPUresult npudrvMipmappedArrayGetLevel(NPUarray *pLevelArray, NPUmipmappedArray hMipmappedArray,
                                       unsigned int level) {
  return in_context([&] {
    return npuGetMipmappedArrayLevel(reinterpret_cast<npuArray_t *>(pLevelArray), host_type(hMipmappedArray),
                                     level);
  });
}

NPUresult npudrvMipmappedArrayDestroy(NPUmipmappedArray hMipmappedArray) {
  if (!hMipmappedArray)
    return NPU_ERROR_INVALID_HANDLE;
  return in_context([&] { return npuFreeMipmappedArray(host_type(hMipmappedArray)); });
}

// --- texture and surface objects

NPUresult npudrvTexObjectCreate(NPUtexObject *pTexObject, const NPU_RESOURCE_DESC *pResDesc,
                                const NPU_TEXTURE_DESC *pTexDesc,
                                const NPU_RESOURCE_VIEW_DESC *pResViewDesc) {
  if (!pTexObject || !pResDesc || !pTexDesc || pResDesc->flags != 0 || pTexDesc->flags & ~known_texture_flags)
    return NPU_ERROR_INVALID_VALUE;
  npuResourceDesc resource;
  npuChannelFormatDesc format;
  if (const NPUresult result = to_host(*pResDesc, resource, format); result != NPU_SUCCESS)
    return result;
  const npuTextureDesc texture = to_host(*pTexDesc, format);
  npuResourceViewDesc view = {};
  if (pResViewDesc)
    view = {npuResourceViewFormat(pResViewDesc->format),
            pResViewDesc->width,
            pResViewDesc->height,
            pResViewDesc->depth,
            pResViewDesc->firstMipmapLevel,
            pResViewDesc->lastMipmapLevel,
            pResViewDesc->firstLayer,
            pResViewDesc->lastLayer};
  return in_context([&] {
    return npuCreateTextureObject(pTexObject, &resource, &texture, pResViewDesc ? &view : nullptr);
  });
}

NPUresult npudrvTexObjectDestroy(NPUtexObject texObject) {
  return in_context([&] { return npuDestroyTextureObject(texObject); });
}

NPUresult npudrvSurfObjectCreate(NPUsurfObject *pSurfObject, const NPU_RESOURCE_DESC *pResDesc) {
  if (!pSurfObject || !pResDesc || pResDesc->flags != 0)
    return NPU_ERROR_INVALID_VALUE;
  npuResourceDesc resource;
  npuChannelFormatDesc format;
  if (const NPUresult result = to_host(*pResDesc, resource, format); result != NPU_SUCCESS)
    return result;
  return in_context([&] { return npuCreateSurfaceObject(pSurfObject, &resource); });
}

NPUresult npudrvSurfObjectDestroy(NPUsurfObject surfObject) {
  return in_context([&] { return npuDestroySurfaceObject(surfObject); });
}

} // extern "C"
