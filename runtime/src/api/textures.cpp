// SPDX-License-Identifier: Apache-2.0
// Texture and surface objects: checks of their descriptors, and the views that kernels read through. The
// handle of an object is the address of its view.
#include "api/textures.h"

#include "api/allocations.h"
#include "api/array.h"
#include "api/devices.h"
#include "api/resources.h"
#include "core/error.h"
#include "core/stream.h"
#include "npu/detail/texture_view.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

using namespace npu;
using core::report;

namespace {

struct object {
  detail::texture_view view; // first: the handle points here
  std::vector<detail::texel_grid> levels;
  int device;
  bool is_surface;
  npuResourceDesc resource;
  npuTextureDesc texture;
  npuResourceViewDesc view_desc;
};

std::mutex mutex;

using table = std::unordered_map<unsigned long long, std::unique_ptr<object>>;
table &objects() {
  static auto *t = new table;
  return *t;
}

// The caller holds the mutex. Null if there is no such object.
object *find_object(unsigned long long handle, bool is_surface) {
  const auto found = objects().find(handle);
  return found != objects().end() && found->second->is_surface == is_surface ? found->second.get() : nullptr;
}

detail::texel_grid grid_of(const npuArray &array) {
  return {array.data,          int(array.extent.width), int(array.rows()),
          int(array.slices()), array.row_pitch(),       array.slice_pitch()};
}

void set_format(detail::texture_view &view, const npuChannelFormatDesc &desc) {
  view.components = (unsigned char)(desc.w ? 4 : desc.y ? 2 : 1);
  view.component_bytes = (unsigned char)(desc.x / 8);
  view.kind = desc.f;
}

// Fills in the levels and the element format from the resource.
npuError_t set_resource(object &o, const npuResourceDesc &r) {
  const npuDeviceProp &limits = api::properties(api::current_device());
  npuChannelFormatDesc desc = {};
  switch (r.resType) {
  case npuResourceTypeArray:
    if (!api::is_array(r.res.array.array))
      return npuErrorInvalidResourceHandle;
    desc = r.res.array.array->desc;
    o.levels.push_back(grid_of(*r.res.array.array));
    break;
  case npuResourceTypeMipmappedArray:
    if (!api::is_mipmapped_array(r.res.mipmap.mipmap))
      return npuErrorInvalidResourceHandle;
    desc = r.res.mipmap.mipmap->desc;
    for (npuArray_t level : r.res.mipmap.mipmap->levels)
      o.levels.push_back(grid_of(*level));
    break;
  case npuResourceTypeLinear: {
    desc = r.res.linear.desc;
    const size_t element = api::element_size(desc);
    if (element == 0)
      return npuErrorInvalidChannelDescriptor;
    const size_t count = r.res.linear.sizeInBytes / element;
    if (!r.res.linear.devPtr || count == 0 || count > size_t(limits.maxTexture1DLinear))
      return npuErrorInvalidValue;
    const api::allocation a = api::find(r.res.linear.devPtr);
    if (a ? !a.holds(r.res.linear.devPtr, r.res.linear.sizeInBytes)
          : !api::is_static_data(r.res.linear.devPtr, r.res.linear.sizeInBytes, false))
      return npuErrorInvalidValue;
    o.levels.push_back({static_cast<char *>(r.res.linear.devPtr), int(count), 1, 1, 0, 0});
    break;
  }
  case npuResourceTypePitch2D: {
    desc = r.res.pitch2D.desc;
    const size_t element = api::element_size(desc);
    if (element == 0)
      return npuErrorInvalidChannelDescriptor;
    const auto &p = r.res.pitch2D;
    if (!p.devPtr || p.width == 0 || p.height == 0 || p.width > size_t(limits.maxTexture2DLinear[0]) ||
        p.height > size_t(limits.maxTexture2DLinear[1]))
      return npuErrorInvalidValue;
    if (p.width * element > p.pitchInBytes || p.pitchInBytes > size_t(limits.maxTexture2DLinear[2]) ||
        p.pitchInBytes % size_t(limits.texturePitchAlignment) != 0)
      return npuErrorInvalidValue;
    const size_t span = (p.height - 1) * p.pitchInBytes + p.width * element;
    const api::allocation a = api::find(p.devPtr);
    if (a ? !a.holds(p.devPtr, span) : !api::is_static_data(p.devPtr, span, false))
      return npuErrorInvalidValue;
    o.levels.push_back({static_cast<char *>(p.devPtr), int(p.width), int(p.height), 1, p.pitchInBytes, 0});
    break;
  }
  default:
    return npuErrorInvalidValue;
  }
  set_format(o.view, desc);
  o.resource = r;
  o.view.levels = o.levels.data();
  o.view.level_count = int(o.levels.size());
  return npuSuccess;
}

// The elements of a view's format, which are as large as those of the resource; compressed blocks are
// refused.
npuError_t read_as(object &o, const npuResourceViewDesc &d) {
  if (d.format >= npuResViewFormatUnsignedBlockCompressed1 &&
      d.format <= npuResViewFormatUnsignedBlockCompressed7)
    return npuErrorNotSupported;
  if (d.format < npuResViewFormatUnsignedChar1 || d.format > npuResViewFormatFloat4)
    return npuErrorInvalidValue;
  // The formats come in threes: of one, two and four components.
  struct component {
    int bits;
    npuChannelFormatKind kind;
  };
  constexpr component components[] = {{8, npuChannelFormatKindUnsigned},  {8, npuChannelFormatKindSigned},
                                      {16, npuChannelFormatKindUnsigned}, {16, npuChannelFormatKindSigned},
                                      {32, npuChannelFormatKindUnsigned}, {32, npuChannelFormatKindSigned},
                                      {16, npuChannelFormatKindFloat},    {32, npuChannelFormatKindFloat}};
  const int index = int(d.format) - int(npuResViewFormatUnsignedChar1), channels = 1 << index % 3;
  const component &c = components[index / 3];
  if (channels * c.bits / 8 != o.view.components * o.view.component_bytes)
    return npuErrorInvalidValue;
  const auto is = [](size_t given, int extent) {
    return given == size_t(extent) || (given == 0 && extent == 1);
  };
  const detail::texel_grid &first = o.levels.front();
  if (!is(d.width, first.width) || !is(d.height, first.height) || !is(d.depth, first.depth))
    return npuErrorInvalidValue;
  set_format(o.view, {c.bits, channels > 1 ? c.bits : 0, channels > 2 ? c.bits : 0, channels > 2 ? c.bits : 0,
                      c.kind});
  return npuSuccess;
}

// Narrows the levels and layers to those of the resource view.
npuError_t set_view(object &o, const npuResourceViewDesc &d) {
  if (d.format != npuResViewFormatNone)
    if (const npuError_t error = read_as(o, d); error != npuSuccess)
      return error;
  if (d.firstMipmapLevel > d.lastMipmapLevel || d.lastMipmapLevel >= o.levels.size() ||
      d.firstLayer > d.lastLayer)
    return npuErrorInvalidValue;
  o.levels.assign(o.levels.begin() + d.firstMipmapLevel, o.levels.begin() + d.lastMipmapLevel + 1);
  for (detail::texel_grid &g : o.levels) {
    if (d.lastLayer >= unsigned(g.depth))
      return npuErrorInvalidValue;
    if (d.firstLayer || d.lastLayer) {
      g.data += d.firstLayer * g.slice_pitch;
      g.depth = int(d.lastLayer - d.firstLayer + 1);
    }
  }
  o.view.levels = o.levels.data();
  o.view.level_count = int(o.levels.size());
  o.view_desc = d;
  return npuSuccess;
}

npuError_t set_sampling(object &o, const npuTextureDesc &d) {
  detail::texture_view &v = o.view;
  for (npuTextureAddressMode mode : d.addressMode)
    if (mode < npuAddressModeWrap || mode > npuAddressModeBorder)
      return npuErrorInvalidValue;
  const bool integers = v.kind != npuChannelFormatKindFloat;
  if (d.readMode == npuReadModeNormalizedFloat && (!integers || v.component_bytes == 4))
    return npuErrorInvalidNormSetting;
  if (d.filterMode == npuFilterModeLinear && integers && d.readMode == npuReadModeElementType)
    return npuErrorInvalidFilterSetting;
  if (d.sRGB && (v.component_bytes != 1 || d.readMode != npuReadModeNormalizedFloat))
    return npuErrorInvalidValue;
  v.normalized_read = d.readMode == npuReadModeNormalizedFloat;
  v.normalized_coords = d.normalizedCoords != 0;
  v.linear = d.filterMode == npuFilterModeLinear;
  v.linear_levels = d.mipmapFilterMode == npuFilterModeLinear;
  v.srgb = d.sRGB != 0;
  for (int i = 0; i < 3; ++i) {
    const bool needs_normalized =
        d.addressMode[i] == npuAddressModeWrap || d.addressMode[i] == npuAddressModeMirror;
    v.address[i] = needs_normalized && !v.normalized_coords ? npuAddressModeClamp : d.addressMode[i];
  }
  std::copy(std::begin(d.borderColor), std::end(d.borderColor), v.border);
  if (v.normalized_read) // the colour lies in the range of the elements, too
    for (float &c : v.border)
      c = std::clamp(c, v.kind == npuChannelFormatKindSigned ? -1.0f : 0.0f, 1.0f);
  v.level_bias = d.mipmapLevelBias;
  v.least_level = d.minMipmapLevelClamp;
  v.greatest_level = d.maxMipmapLevelClamp;
  o.texture = d;
  return npuSuccess;
}

unsigned long long keep(std::unique_ptr<object> o) {
  const auto handle = static_cast<unsigned long long>(reinterpret_cast<uintptr_t>(&o->view));
  std::lock_guard lock(mutex);
  objects()[handle] = std::move(o);
  return handle;
}

// Objects that are destroyed. Kernels launched before may still read through them, as on a GPU.
std::vector<std::unique_ptr<object>> &retired() {
  static auto *r = new std::vector<std::unique_ptr<object>>;
  return *r;
}

npuError_t destroy(unsigned long long handle, bool is_surface) {
  constexpr size_t most = 64;
  std::vector<std::unique_ptr<object>> unused;
  {
    std::lock_guard lock(mutex);
    if (!find_object(handle, is_surface))
      return report(npuErrorInvalidValue);
    retired().push_back(std::move(objects()[handle]));
    objects().erase(handle);
    if (retired().size() >= most && !api::in_host_function())
      unused.swap(retired());
  }
  if (!unused.empty())
    (void)core::synchronize_device();
  return npuSuccess;
}

} // namespace

void api::free_textures(int device) {
  std::lock_guard lock(mutex);
  retired().erase(
      std::remove_if(retired().begin(), retired().end(), [&](const auto &o) { return o->device == device; }),
      retired().end());
  for (auto i = objects().begin(); i != objects().end();)
    i = i->second->device == device ? objects().erase(i) : std::next(i);
}

extern "C" {

npuError_t npuCreateTextureObject(npuTextureObject_t *pTexObject, const struct npuResourceDesc *pResDesc,
                                  const struct npuTextureDesc *pTexDesc,
                                  const struct npuResourceViewDesc *pResViewDesc) {
  if (!pTexObject || !pResDesc || !pTexDesc)
    return report(npuErrorInvalidValue);
  auto o = std::make_unique<object>();
  o->device = api::current_device();
  o->is_surface = false;
  if (const npuError_t error = set_resource(*o, *pResDesc); error != npuSuccess)
    return report(error);
  if (pResViewDesc)
    if (const npuError_t error = set_view(*o, *pResViewDesc); error != npuSuccess)
      return report(error);
  if (const npuError_t error = set_sampling(*o, *pTexDesc); error != npuSuccess)
    return report(error);
  *pTexObject = keep(std::move(o));
  return npuSuccess;
}

npuError_t npuDestroyTextureObject(npuTextureObject_t texObject) {
  return texObject == 0 ? npuSuccess : destroy(texObject, false);
}

npuError_t npuGetTextureObjectResourceDesc(struct npuResourceDesc *pResDesc, npuTextureObject_t texObject) {
  std::lock_guard lock(mutex);
  const object *o = find_object(texObject, false);
  if (!pResDesc || !o)
    return report(npuErrorInvalidValue);
  *pResDesc = o->resource;
  return npuSuccess;
}

npuError_t npuGetTextureObjectTextureDesc(struct npuTextureDesc *pTexDesc, npuTextureObject_t texObject) {
  std::lock_guard lock(mutex);
  const object *o = find_object(texObject, false);
  if (!pTexDesc || !o)
    return report(npuErrorInvalidValue);
  *pTexDesc = o->texture;
  return npuSuccess;
}

npuError_t npuGetTextureObjectResourceViewDesc(struct npuResourceViewDesc *pResViewDesc,
                                               npuTextureObject_t texObject) {
  std::lock_guard lock(mutex);
  const object *o = find_object(texObject, false);
  if (!pResViewDesc || !o)
    return report(npuErrorInvalidValue);
  *pResViewDesc = o->view_desc;
  return npuSuccess;
}

npuError_t npuCreateSurfaceObject(npuSurfaceObject_t *pSurfObject, const struct npuResourceDesc *pResDesc) {
  if (!pSurfObject || !pResDesc || pResDesc->resType != npuResourceTypeArray)
    return report(npuErrorInvalidValue);
  auto o = std::make_unique<object>();
  o->device = api::current_device();
  o->is_surface = true;
  if (const npuError_t error = set_resource(*o, *pResDesc); error != npuSuccess)
    return report(error);
  *pSurfObject = keep(std::move(o));
  return npuSuccess;
}

npuError_t npuDestroySurfaceObject(npuSurfaceObject_t surfObject) {
  return surfObject == 0 ? npuSuccess : destroy(surfObject, true);
}

npuError_t npuGetSurfaceObjectResourceDesc(struct npuResourceDesc *pResDesc, npuSurfaceObject_t surfObject) {
  std::lock_guard lock(mutex);
  const object *o = find_object(surfObject, true);
  if (!pResDesc || !o)
    return report(npuErrorInvalidValue);
  *pResDesc = o->resource;
  return npuSuccess;
}

} // extern "C"
