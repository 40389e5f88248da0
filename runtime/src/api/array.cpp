// SPDX-License-Identifier: Apache-2.0
// Making, freeing and describing arrays.
#include "api/array.h"

#include "api/allocations.h"
#include "api/devices.h"
#include "core/error.h"
#include "core/stream.h"

#include <algorithm>
#include <mutex>
#include <unordered_set>

using namespace npu;
using core::report;

namespace {

std::mutex mutex;

std::unordered_set<const void *> &live_arrays() {
  static auto *set = new std::unordered_set<const void *>;
  return *set;
}
std::unordered_set<const void *> &live_mipmaps() {
  static auto *set = new std::unordered_set<const void *>;
  return *set;
}

constexpr unsigned known_flags = npuArrayLayered | npuArraySurfaceLoadStore | npuArrayCubemap |
                                 npuArrayTextureGather | npuArrayColorAttachment;

// The rules of npuMalloc3DArray about which dimensions an array has, and the limits in npuDeviceProp.
npuError_t check_extent(const npuExtent &e, unsigned flags, const npuDeviceProp &limits) {
  if (e.width == 0 || flags & ~known_flags)
    return npuErrorInvalidValue;
  const bool layered = flags & npuArrayLayered, cubemap = flags & npuArrayCubemap;
  if (cubemap && (e.width != e.height || (layered ? e.depth == 0 || e.depth % 6 != 0 : e.depth != 6)))
    return npuErrorInvalidValue;
  if (layered && e.depth == 0)
    return npuErrorInvalidValue;
  if (!layered && !cubemap && e.height == 0 && e.depth != 0)
    return npuErrorInvalidValue;
  if (flags & npuArrayTextureGather &&
      (e.height == 0 || e.depth != 0 || cubemap)) // two-dimensional ones only
    return npuErrorInvalidValue;
  const auto up_to = [](size_t value, int limit) { return value <= size_t(limit); };
  bool fits = true;
  if (layered && e.height == 0)
    fits = up_to(e.width, limits.maxTexture1DLayered[0]) && up_to(e.depth, limits.maxTexture1DLayered[1]);
  else if (layered || cubemap)
    fits = up_to(e.width, limits.maxTexture2DLayered[0]) && up_to(e.height, limits.maxTexture2DLayered[1]) &&
           up_to(e.depth, limits.maxTexture2DLayered[2]);
  else if (e.depth)
    fits = up_to(e.width, limits.maxTexture3D[0]) && up_to(e.height, limits.maxTexture3D[1]) &&
           up_to(e.depth, limits.maxTexture3D[2]);
  else if (e.height)
    fits = up_to(e.width, limits.maxTexture2D[0]) && up_to(e.height, limits.maxTexture2D[1]);
  else
    fits = up_to(e.width, limits.maxTexture1D);
  return fits ? npuSuccess : npuErrorInvalidValue;
}

npuError_t make_array(npuArray_t *result, const npuChannelFormatDesc &desc, const npuExtent &extent,
                      unsigned flags) {
  const int device = api::current_device();
  auto array = std::make_unique<npuArray>();
  *array = {desc, extent, flags, device, api::element_size(desc), nullptr};
  if (array->element == 0)
    return npuErrorInvalidChannelDescriptor;
  if (const npuError_t error = check_extent(extent, flags, api::properties(device)); error != npuSuccess)
    return error;
  array->data = static_cast<char *>(api::allocate(array->bytes(), api::memory_kind::array, device));
  if (!array->data)
    return npuErrorMemoryAllocation;
  std::lock_guard lock(mutex);
  live_arrays().insert(array.get());
  *result = array.release();
  return npuSuccess;
}

void destroy_array(npuArray_t array) {
  if (const api::allocation memory = api::remove(array->data, api::bit(api::memory_kind::array)))
    api::free_memory(memory);
  delete array;
}

} // namespace

namespace npu::api {

size_t element_size(const npuChannelFormatDesc &d) {
  const int bits = d.x;
  if (bits != 8 && bits != 16 && bits != 32)
    return 0;
  if (d.f == npuChannelFormatKindFloat
          ? bits == 8
          : d.f != npuChannelFormatKindSigned && d.f != npuChannelFormatKindUnsigned)
    return 0;
  // 1, 2 or 4 components, all alike
  if (d.y == 0)
    return d.z == 0 && d.w == 0 ? size_t(bits / 8) : 0;
  if (d.y != bits)
    return 0;
  if (d.z == 0)
    return d.w == 0 ? size_t(bits / 4) : 0;
  return d.z == bits && d.w == bits ? size_t(bits / 2) : 0;
}

bool is_array(npuArray_const_t array) {
  std::lock_guard lock(mutex);
  return live_arrays().count(array) != 0;
}

bool is_mipmapped_array(npuMipmappedArray_const_t array) {
  std::lock_guard lock(mutex);
  return live_mipmaps().count(array) != 0;
}

void free_arrays(int device) {
  std::lock_guard lock(mutex);
  auto &arrays = live_arrays();
  for (auto i = arrays.begin(); i != arrays.end();) {
    const auto array = static_cast<npuArray_t>(const_cast<void *>(*i));
    if (array->device == device) {
      destroy_array(array);
      i = arrays.erase(i);
    } else {
      ++i;
    }
  }
}

} // namespace npu::api

extern "C" {

npuError_t npuMallocArray(npuArray_t *array, const struct npuChannelFormatDesc *desc, size_t width,
                          size_t height, unsigned int flags) {
  if (!array || !desc || flags & (npuArrayLayered | npuArrayCubemap))
    return report(npuErrorInvalidValue);
  return report(make_array(array, *desc, {width, height, 0}, flags));
}

npuError_t npuMalloc3DArray(npuArray_t *array, const struct npuChannelFormatDesc *desc,
                            struct npuExtent extent, unsigned int flags) {
  if (!array || !desc)
    return report(npuErrorInvalidValue);
  return report(make_array(array, *desc, extent, flags));
}

npuError_t npuFreeArray(npuArray_t array) {
  if (!array)
    return npuSuccess;
  const npuError_t error = core::synchronize_device();
  {
    std::lock_guard lock(mutex);
    if (!live_arrays().erase(array))
      return report(npuErrorInvalidResourceHandle);
  }
  destroy_array(array);
  return report(error);
}

npuError_t npuMallocMipmappedArray(npuMipmappedArray_t *mipmappedArray,
                                   const struct npuChannelFormatDesc *desc, struct npuExtent extent,
                                   unsigned int numLevels, unsigned int flags) {
  if (!mipmappedArray || !desc)
    return report(npuErrorInvalidValue);
  const bool layers = flags & (npuArrayLayered | npuArrayCubemap);
  size_t largest = std::max(extent.width, extent.height);
  if (!layers)
    largest = std::max(largest, extent.depth);
  unsigned most = 1;
  for (; largest > 1; largest /= 2)
    ++most;
  auto mipmap = std::make_unique<npuMipmappedArray>();
  mipmap->desc = *desc;
  mipmap->extent = extent;
  mipmap->flags = flags;
  npuExtent level = extent;
  const auto halved = [](size_t n) { return n > 1 ? n / 2 : n; };
  for (unsigned i = 0; i < std::clamp(numLevels, 1u, most); ++i) {
    npuArray_t array = nullptr;
    const npuError_t error = make_array(&array, *desc, level, flags);
    if (error != npuSuccess) {
      for (npuArray_t made : mipmap->levels)
        npuFreeArray(made);
      return report(error);
    }
    mipmap->levels.push_back(array);
    level = {halved(level.width), halved(level.height), layers ? level.depth : halved(level.depth)};
  }
  std::lock_guard lock(mutex);
  live_mipmaps().insert(mipmap.get());
  *mipmappedArray = mipmap.release();
  return npuSuccess;
}

npuError_t npuGetMipmappedArrayLevel(npuArray_t *levelArray, npuMipmappedArray_const_t mipmappedArray,
                                     unsigned int level) {
  if (!levelArray)
    return report(npuErrorInvalidValue);
  if (!api::is_mipmapped_array(mipmappedArray))
    return report(npuErrorInvalidResourceHandle);
  if (level >= mipmappedArray->levels.size())
    return report(npuErrorInvalidValue);
  *levelArray = mipmappedArray->levels[level];
  return npuSuccess;
}

npuError_t npuFreeMipmappedArray(npuMipmappedArray_t mipmappedArray) {
  if (!mipmappedArray)
    return npuSuccess;
  {
    std::lock_guard lock(mutex);
    if (!live_mipmaps().erase(mipmappedArray))
      return report(npuErrorInvalidResourceHandle);
  }
  npuError_t result = npuSuccess;
  for (npuArray_t level : mipmappedArray->levels)
    if (const npuError_t error = npuFreeArray(level); error != npuSuccess)
      result = error;
  delete mipmappedArray;
  return report(result);
}

npuError_t npuArrayGetInfo(struct npuChannelFormatDesc *desc, struct npuExtent *extent, unsigned int *flags,
                           npuArray_t array) {
  if (!api::is_array(array))
    return report(npuErrorInvalidResourceHandle);
  if (desc)
    *desc = array->desc;
  if (extent)
    *extent = array->extent;
  if (flags)
    *flags = array->flags;
  return npuSuccess;
}

npuError_t npuGetChannelDesc(struct npuChannelFormatDesc *desc, npuArray_const_t array) {
  if (!desc)
    return report(npuErrorInvalidValue);
  if (!api::is_array(array))
    return report(npuErrorInvalidResourceHandle);
  *desc = array->desc;
  return npuSuccess;
}

struct npuChannelFormatDesc npuCreateChannelDesc(int x, int y, int z, int w, enum npuChannelFormatKind f) {
  return {x, y, z, w, f};
}

} // extern "C"
