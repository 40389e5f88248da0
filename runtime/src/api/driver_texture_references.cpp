// SPDX-License-Identifier: Apache-2.0
// Driver API: texture and surface references of modules (removed in CUDA 12). A handle is the address of the
// reference.
#include "api/array.h"
#include "api/driver_calls.h"
#include "api/driver_module.h"
#include "api/driver_texture.h"
#include "api/textures.h"
#include "npu/texture.h"

#include <mutex>
#include <unordered_map>

using namespace npu;
using namespace npu::driver;

namespace {

// What the driver API keeps of a reference beyond its members.
struct texture_state {
  npuResourceDesc resource = {};
  bool bound = false, own = false; // own: made by npudrvTexRefCreate
  unsigned flags = 0;
};

struct references {
  std::mutex mutex;
  std::unordered_map<NPUtexref, texture_state> textures;
  std::unordered_map<NPUsurfref, NPUarray> surfaces; // to what they are bound to
};
references &all() {
  static auto *r = new references; // never destroyed
  return *r;
}

textureReference *host_type(NPUtexref t) { return reinterpret_cast<textureReference *>(t); }
surfaceReference *host_type(NPUsurfref s) { return reinterpret_cast<surfaceReference *>(s); }

NPUresult bind(NPUtexref handle, const texture_state &state) {
  return run([&] { return api::bind_reference(host_type(handle), state.resource); });
}

// Calls change(reference, state) for a reference that is known; what it is bound to is sampled as the members
// say then.
template <class F> NPUresult with(NPUtexref handle, F change) {
  if (const NPUresult usable = check_context(); usable != NPU_SUCCESS)
    return usable;
  std::lock_guard lock(all().mutex);
  const auto found = all().textures.find(handle);
  if (found == all().textures.end())
    return NPU_ERROR_INVALID_HANDLE;
  return change(*host_type(handle), found->second);
}
template <class F> NPUresult set(NPUtexref handle, F change) {
  return with(handle, [&](textureReference &t, texture_state &state) {
    if (const NPUresult error = change(t, state); error != NPU_SUCCESS)
      return error;
    return state.bound ? bind(handle, state) : NPU_SUCCESS;
  });
}

NPUresult bind_to(NPUtexref handle, const npuResourceDesc &resource) {
  return with(handle, [&](textureReference &, texture_state &state) {
    texture_state bound = state;
    bound.resource = resource;
    bound.bound = true;
    const NPUresult error = bind(handle, bound);
    if (error == NPU_SUCCESS)
      state = bound;
    return error;
  });
}

} // namespace

extern "C" {

NPUresult npudrvModuleGetTexRef(NPUtexref *pTexRef, NPUmodule hmod, const char *name) {
  if (!pTexRef || !name)
    return NPU_ERROR_INVALID_VALUE;
  module_variable variable;
  if (const NPUresult error = find_variable(hmod, name, variable); error != NPU_SUCCESS)
    return error;
  if (variable.size != sizeof(textureReference))
    return NPU_ERROR_NOT_FOUND;
  *pTexRef = static_cast<NPUtexref>(variable.address);
  std::lock_guard lock(all().mutex);
  all().textures.emplace(*pTexRef, texture_state{});
  return NPU_SUCCESS;
}

NPUresult npudrvModuleGetSurfRef(NPUsurfref *pSurfRef, NPUmodule hmod, const char *name) {
  if (!pSurfRef || !name)
    return NPU_ERROR_INVALID_VALUE;
  module_variable variable;
  if (const NPUresult error = find_variable(hmod, name, variable); error != NPU_SUCCESS)
    return error;
  if (variable.size != sizeof(surfaceReference))
    return NPU_ERROR_NOT_FOUND;
  *pSurfRef = static_cast<NPUsurfref>(variable.address);
  std::lock_guard lock(all().mutex);
  all().surfaces.emplace(*pSurfRef, nullptr);
  return NPU_SUCCESS;
}

NPUresult npudrvTexRefCreate(NPUtexref *pTexRef) {
  if (!pTexRef)
    return NPU_ERROR_INVALID_VALUE;
  auto *t = new textureReference{};
  *pTexRef = reinterpret_cast<NPUtexref>(t);
  texture_state state;
  state.own = true;
  std::lock_guard lock(all().mutex);
  all().textures[*pTexRef] = state;
  return NPU_SUCCESS;
}

NPUresult npudrvTexRefDestroy(NPUtexref hTexRef) {
  std::lock_guard lock(all().mutex);
  const auto found = all().textures.find(hTexRef);
  if (found == all().textures.end() || !found->second.own)
    return NPU_ERROR_INVALID_HANDLE;
  const NPUresult error = run([&] { return npuUnbindTexture(host_type(hTexRef)); });
  all().textures.erase(found);
  delete host_type(hTexRef);
  return error;
}

NPUresult npudrvTexRefSetArray(NPUtexref hTexRef, NPUarray hArray, unsigned int Flags) {
  if (Flags != NPU_TRSA_OVERRIDE_FORMAT)
    return NPU_ERROR_INVALID_VALUE;
  npuResourceDesc r = {};
  r.resType = npuResourceTypeArray;
  r.res.array.array = reinterpret_cast<npuArray_t>(hArray);
  if (!api::is_array(r.res.array.array))
    return NPU_ERROR_INVALID_HANDLE;
  const NPUresult error = bind_to(hTexRef, r);
  if (error == NPU_SUCCESS)
    host_type(hTexRef)->channelDesc = r.res.array.array->desc;
  return error;
}

// The texture begins at the address, whatever its alignment.
NPUresult npudrvTexRefSetAddress(size_t *ByteOffset, NPUtexref hTexRef, NPUdeviceptr dptr, size_t bytes) {
  npuResourceDesc r = {};
  r.resType = npuResourceTypeLinear;
  r.res.linear.devPtr = pointer(dptr);
  r.res.linear.sizeInBytes = bytes;
  const NPUresult known = with(hTexRef, [&](textureReference &t, texture_state &) {
    r.res.linear.desc = t.channelDesc;
    return NPU_SUCCESS;
  });
  if (known != NPU_SUCCESS)
    return known;
  const NPUresult error = bind_to(hTexRef, r);
  if (error == NPU_SUCCESS && ByteOffset)
    *ByteOffset = 0;
  return error;
}

NPUresult npudrvTexRefSetAddress2D(NPUtexref hTexRef, const NPU_ARRAY_DESCRIPTOR *desc, NPUdeviceptr dptr,
                                   size_t Pitch) {
  npuChannelFormatDesc format;
  if (!desc || !to_host(desc->Format, desc->NumChannels, format))
    return NPU_ERROR_INVALID_VALUE;
  npuResourceDesc r = {};
  r.resType = npuResourceTypePitch2D;
  r.res.pitch2D = {pointer(dptr), format, desc->Width, desc->Height, Pitch};
  const NPUresult error = bind_to(hTexRef, r);
  if (error == NPU_SUCCESS)
    host_type(hTexRef)->channelDesc = format;
  return error;
}

// Counts for what is bound afterwards.
NPUresult npudrvTexRefSetFormat(NPUtexref hTexRef, NPUarray_format fmt, int NumPackedComponents) {
  npuChannelFormatDesc format;
  if (!to_host(fmt, unsigned(NumPackedComponents), format))
    return NPU_ERROR_INVALID_VALUE;
  return with(hTexRef, [&](textureReference &t, texture_state &) {
    t.channelDesc = format;
    return NPU_SUCCESS;
  });
}

NPUresult npudrvTexRefSetAddressMode(NPUtexref hTexRef, int dim, NPUaddress_mode am) {
  if (dim < 0 || dim > 2 || am < NPU_TR_ADDRESS_MODE_WRAP || am > NPU_TR_ADDRESS_MODE_BORDER)
    return NPU_ERROR_INVALID_VALUE;
  return set(hTexRef, [&](textureReference &t, texture_state &) {
    t.addressMode[dim] = npuTextureAddressMode(am);
    return NPU_SUCCESS;
  });
}

NPUresult npudrvTexRefSetFilterMode(NPUtexref hTexRef, NPUfilter_mode fm) {
  if (fm != NPU_TR_FILTER_MODE_POINT && fm != NPU_TR_FILTER_MODE_LINEAR)
    return NPU_ERROR_INVALID_VALUE;
  return set(hTexRef, [&](textureReference &t, texture_state &) {
    t.filterMode = npuTextureFilterMode(fm);
    return NPU_SUCCESS;
  });
}

// Whether integers are read as such is part of the reference's type in the kernel's source.
NPUresult npudrvTexRefSetFlags(NPUtexref hTexRef, unsigned int Flags) {
  if (Flags & ~unsigned(NPU_TRSF_READ_AS_INTEGER | NPU_TRSF_NORMALIZED_COORDINATES | NPU_TRSF_SRGB))
    return NPU_ERROR_INVALID_VALUE;
  return set(hTexRef, [&](textureReference &t, texture_state &state) {
    state.flags = Flags;
    t.normalized = (Flags & NPU_TRSF_NORMALIZED_COORDINATES) != 0;
    t.sRGB = (Flags & NPU_TRSF_SRGB) != 0;
    return NPU_SUCCESS;
  });
}

NPUresult npudrvTexRefGetAddress(NPUdeviceptr *pdptr, NPUtexref hTexRef) {
  return with(hTexRef, [&](textureReference &, texture_state &state) {
    if (!pdptr || !state.bound)
      return NPU_ERROR_INVALID_VALUE;
    if (state.resource.resType == npuResourceTypeLinear)
      *pdptr = number(state.resource.res.linear.devPtr);
    else if (state.resource.resType == npuResourceTypePitch2D)
      *pdptr = number(state.resource.res.pitch2D.devPtr);
    else
      return NPU_ERROR_INVALID_VALUE;
    return NPU_SUCCESS;
  });
}

NPUresult npudrvTexRefGetArray(NPUarray *phArray, NPUtexref hTexRef) {
  return with(hTexRef, [&](textureReference &, texture_state &state) {
    if (!phArray || !state.bound || state.resource.resType != npuResourceTypeArray)
      return NPU_ERROR_INVALID_VALUE;
    *phArray = reinterpret_cast<NPUarray>(state.resource.res.array.array);
    return NPU_SUCCESS;
  });
}

NPUresult npudrvTexRefGetAddressMode(NPUaddress_mode *pam, NPUtexref hTexRef, int dim) {
  if (!pam || dim < 0 || dim > 2)
    return NPU_ERROR_INVALID_VALUE;
  return with(hTexRef, [&](textureReference &t, texture_state &) {
    *pam = NPUaddress_mode(t.addressMode[dim]);
    return NPU_SUCCESS;
  });
}

NPUresult npudrvTexRefGetFilterMode(NPUfilter_mode *pfm, NPUtexref hTexRef) {
  if (!pfm)
    return NPU_ERROR_INVALID_VALUE;
  return with(hTexRef, [&](textureReference &t, texture_state &) {
    *pfm = NPUfilter_mode(t.filterMode);
    return NPU_SUCCESS;
  });
}

NPUresult npudrvTexRefGetFormat(NPUarray_format *pFormat, int *pNumChannels, NPUtexref hTexRef) {
  if (!pFormat || !pNumChannels)
    return NPU_ERROR_INVALID_VALUE;
  return with(hTexRef, [&](textureReference &t, texture_state &) {
    unsigned channels = 0;
    from_host(t.channelDesc, *pFormat, channels);
    *pNumChannels = int(channels);
    return NPU_SUCCESS;
  });
}

NPUresult npudrvTexRefGetFlags(unsigned int *pFlags, NPUtexref hTexRef) {
  if (!pFlags)
    return NPU_ERROR_INVALID_VALUE;
  return with(hTexRef, [&](textureReference &, texture_state &state) {
    *pFlags = state.flags;
    return NPU_SUCCESS;
  });
}

NPUresult npudrvSurfRefSetArray(NPUsurfref hSurfRef, NPUarray hArray, unsigned int Flags) {
  if (Flags != 0)
    return NPU_ERROR_INVALID_VALUE;
  const auto array = reinterpret_cast<npuArray_t>(hArray);
  std::lock_guard lock(all().mutex);
  const auto found = all().surfaces.find(hSurfRef);
  if (found == all().surfaces.end() || !api::is_array(array))
    return NPU_ERROR_INVALID_HANDLE;
  const NPUresult error =
      in_context([&] { return npuBindSurfaceToArray(host_type(hSurfRef), array, &array->desc); });
  if (error == NPU_SUCCESS)
    found->second = hArray;
  return error;
}

NPUresult npudrvSurfRefGetArray(NPUarray *phArray, NPUsurfref hSurfRef) {
  std::lock_guard lock(all().mutex);
  const auto found = all().surfaces.find(hSurfRef);
  if (found == all().surfaces.end())
    return NPU_ERROR_INVALID_HANDLE;
  if (!phArray || !found->second)
    return NPU_ERROR_INVALID_VALUE;
  *phArray = found->second;
  return NPU_SUCCESS;
}

} // extern "C"
