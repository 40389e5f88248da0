// SPDX-License-Identifier: Apache-2.0
// Textures and surfaces in kernels: fetches through texture objects (npuCreateTextureObject) and texture
// references, reads and writes through surface objects and surface references. npu/runtime.hpp includes this
// file.
//
// Names, arguments and results are CUDA's. Linear filtering uses weights with 8 fractional bits, as
// documented for CUDA. Components that the texture lacks are 0. A fetch from a texture object of 0, or from a
// reference that is not bound, gives 0.
#ifndef NPU_TEXTURE_H
#define NPU_TEXTURE_H

#include "npu/detail/macros_aside.inc"

#include "npu/detail/block.h"
#include "npu/detail/texture_view.h"
#include "npu/runtime.h"

namespace npu {

// The part of a texture reference that does not depend on its type. Set its members before the texture is
// bound.
struct textureReference {
  int normalized;
  npuTextureFilterMode filterMode;
  npuTextureAddressMode addressMode[3];
  npuChannelFormatDesc channelDesc;
  int sRGB;
  unsigned int maxAnisotropy;
  npuTextureFilterMode mipmapFilterMode;
  float mipmapLevelBias, minMipmapLevelClamp, maxMipmapLevelClamp;

  npuTextureReadMode read_mode;      // of the reference's type
  mutable npuTextureObject_t object; // what it is bound to; 0: nothing
};

struct surfaceReference {
  npuChannelFormatDesc channelDesc;
  mutable npuSurfaceObject_t object; // what it is bound to; 0: nothing
};

// A texture reference (removed in CUDA 12): a variable of a kernel file.
template <class T, int Type = npuTextureType1D, npuTextureReadMode Mode = npuReadModeElementType>
struct texture : textureReference {
  texture(int norm = 0, npuTextureFilterMode filter = npuFilterModePoint,
          npuTextureAddressMode address = npuAddressModeClamp)
      : texture(norm, filter, address, npuCreateChannelDesc<T>()) {}
  texture(int norm, npuTextureFilterMode filter, npuTextureAddressMode address, npuChannelFormatDesc desc)
      : textureReference{norm, filter, {address, address, address}, desc, 0, 0, npuFilterModePoint, 0, 0, 0,
                         Mode, 0} {}
};

template <class T, int Type = npuSurfaceType1D> struct surface : surfaceReference {
  surface() : surfaceReference{npuCreateChannelDesc<T>(), 0} {}
};
template <int Type> struct surface<void, Type> : surfaceReference {
  surface() : surfaceReference{{0, 0, 0, 0, npuChannelFormatKindNone}, 0} {}
};

namespace detail {

inline const texture_view *view_of(npuTextureObject_t object) {
  return reinterpret_cast<const texture_view *>(static_cast<uintptr_t>(object));
}

// What a reference to elements of type T gives: T, or floats of its shape.
template <class T, npuTextureReadMode Mode> struct fetched {
  using type = T;
};
template <class T> struct fetched<T, npuReadModeNormalizedFloat> {
  static constexpr int n = channel_of<T>::components;
  using type = std::conditional_t<n == 1, float, std::conditional_t<n == 2, float2, float4>>;
};

// The element of type T that starts at byte x of a row; null where there is none and the access is to be
// dropped. Outside of the surface the mode decides: the nearest element, none, or the end of the kernel.
template <class T>
inline char *surface_element(const texture_view *s, int x, int y, int z, npuSurfaceBoundaryMode mode) {
  if (!s)
    abort_kernel(npuErrorInvalidSurface, "access to a surface that is not bound");
  const texel_grid &g = s->levels[0];
  const int width = g.width * s->components * s->component_bytes;
  const int last = width - int(sizeof(T));
  if (x < 0 || x > last || y < 0 || y >= g.height || z < 0 || z >= g.depth) {
    if (mode == npuBoundaryModeZero || last < 0)
      return nullptr;
    if (mode == npuBoundaryModeTrap)
      abort_kernel(npuErrorIllegalAddress, "surface access out of bounds");
    const auto clamp = [](int v, int most) { return v < 0 ? 0 : v > most ? most : v; };
    x = clamp(x, last) / int(sizeof(T)) * int(sizeof(T));
    y = clamp(y, g.height - 1);
    z = clamp(z, g.depth - 1);
  }
  return g.data + size_t(z) * g.slice_pitch + size_t(y) * g.row_pitch + size_t(x);
}

template <class T>
inline T surface_read(npuSurfaceObject_t s, int x, int y, int z, npuSurfaceBoundaryMode mode) {
  T value{};
  if (const char *p = surface_element<T>(view_of(s), x, y, z, mode))
    memcpy(&value, p, sizeof(T));
  return value;
}

template <class T>
inline void surface_write(const T &value, npuSurfaceObject_t s, int x, int y, int z,
                          npuSurfaceBoundaryMode mode) {
  if (char *p = surface_element<T>(view_of(s), x, y, z, mode))
    memcpy(p, &value, sizeof(T));
}

inline float length(float a, float b) { return __builtin_sqrtf(a * a + b * b); }
inline float length(float a, float b, float c) { return __builtin_sqrtf(a * a + b * b + c * c); }

// Gradients are given in coordinates; levels of detail count elements.
inline float scale_x(const texture_view *t) {
  return t && t->normalized_coords ? float(t->levels[0].width) : 1.0f;
}
inline float scale_y(const texture_view *t) {
  return t && t->normalized_coords ? float(t->levels[0].height) : 1.0f;
}
inline float scale_z(const texture_view *t) {
  return t && t->normalized_coords ? float(t->levels[0].depth) : 1.0f;
}

template <class T> inline T gather(const texture_view *t, float x, float y, int component) {
  if (!t)
    return T{};
  const texel_grid &g = t->levels[0];
  const linear_position px = linear_at(in_elements(*t, x, g.width)),
                        py = linear_at(in_elements(*t, y, g.height));
  const int offsets[4][2] = {{0, 1}, {1, 1}, {1, 0}, {0, 0}};
  float floats[4];
  uint32_t words[4];
  for (int i = 0; i < 4; ++i) {
    const int ix = addressed(px.i + offsets[i][0], g.width, t->address[0]);
    const int iy = addressed(py.i + offsets[i][1], g.height, t->address[1]);
    const bool inside = ix >= 0 && iy >= 0;
    words[i] = inside ? load_texel(*t, g, ix, iy, 0).word[component & 3]
                      : uint32_t(int32_t(t->border[component & 3]));
    floats[i] = inside ? component_value(*t, words[i], component) : t->border[component & 3];
  }
  if constexpr (element_of<T>::is_float)
    return element_of<T>::from_floats(floats);
  else
    return element_of<T>::from_words(words);
}

} // namespace detail

// One fetch function in its three forms: by object with a result, by object through a pointer, by reference.
// `expression` may use R, the result type, and `t`, the view.
#define NPU_DETAIL_FETCH(name, parameters, arguments, expression)                                            \
  template <class R> inline R name(npuTextureObject_t object, NPU_DETAIL_LIST parameters) {                  \
    const detail::texture_view *t = detail::view_of(object);                                                 \
    return expression;                                                                                       \
  }                                                                                                          \
  template <class R> inline void name(R *result, npuTextureObject_t object, NPU_DETAIL_LIST parameters) {    \
    *result = name<R>(object, NPU_DETAIL_LIST arguments);                                                    \
  }                                                                                                          \
  template <class T, int Type, npuTextureReadMode Mode>                                                      \
  inline typename detail::fetched<T, Mode>::type name(const texture<T, Type, Mode> &reference,               \
                                                      NPU_DETAIL_LIST parameters) {                          \
    return name<typename detail::fetched<T, Mode>::type>(reference.object, NPU_DETAIL_LIST arguments);       \
  }
#define NPU_DETAIL_LIST(...) __VA_ARGS__

NPU_DETAIL_FETCH(tex1Dfetch, (int x), (x), detail::fetch_index<R>(t, x))
NPU_DETAIL_FETCH(tex1D, (float x), (x), (detail::fetch<R>(t, {x, 0, 0, 1, 0})))
NPU_DETAIL_FETCH(tex1DLod, (float x, float level), (x, level), (detail::fetch<R>(t, {x, 0, 0, 1, 0}, level)))
NPU_DETAIL_FETCH(tex1DGrad, (float x, float dx, float dy), (x, dx, dy),
                 (detail::fetch<R>(t, {x, 0, 0, 1, 0},
                                   detail::level_of(t, __builtin_fabsf(dx) * detail::scale_x(t),
                                                    __builtin_fabsf(dy) * detail::scale_x(t)))))
NPU_DETAIL_FETCH(tex1DLayered, (float x, int layer), (x, layer), (detail::fetch<R>(t, {x, 0, 0, 1, layer})))
NPU_DETAIL_FETCH(tex1DLayeredLod, (float x, int layer, float level), (x, layer, level),
                 (detail::fetch<R>(t, {x, 0, 0, 1, layer}, level)))
NPU_DETAIL_FETCH(tex2D, (float x, float y), (x, y), (detail::fetch<R>(t, {x, y, 0, 2, 0})))
NPU_DETAIL_FETCH(tex2DLod, (float x, float y, float level), (x, y, level),
                 (detail::fetch<R>(t, {x, y, 0, 2, 0}, level)))
NPU_DETAIL_FETCH(
    tex2DGrad, (float x, float y, float2 dx, float2 dy), (x, y, dx, dy),
    (detail::fetch<R>(t, {x, y, 0, 2, 0},
                      detail::level_of(t, detail::length(dx.x *detail::scale_x(t), dx.y *detail::scale_y(t)),
                                       detail::length(dy.x *detail::scale_x(t), dy.y *detail::scale_y(t))))))
NPU_DETAIL_FETCH(tex2Dgather, (float x, float y, int component = 0), (x, y, component),
                 detail::gather<R>(t, x, y, component))
NPU_DETAIL_FETCH(tex2DLayered, (float x, float y, int layer), (x, y, layer),
                 (detail::fetch<R>(t, {x, y, 0, 2, layer})))
NPU_DETAIL_FETCH(tex2DLayeredLod, (float x, float y, int layer, float level), (x, y, layer, level),
                 (detail::fetch<R>(t, {x, y, 0, 2, layer}, level)))
NPU_DETAIL_FETCH(tex3D, (float x, float y, float z), (x, y, z), (detail::fetch<R>(t, {x, y, z, 3, 0})))
NPU_DETAIL_FETCH(tex3DLod, (float x, float y, float z, float level), (x, y, z, level),
                 (detail::fetch<R>(t, {x, y, z, 3, 0}, level)))
NPU_DETAIL_FETCH(
    tex3DGrad, (float x, float y, float z, float4 dx, float4 dy), (x, y, z, dx, dy),
    (detail::fetch<R>(t, {x, y, z, 3, 0},
                      detail::level_of(t,
                                       detail::length(dx.x *detail::scale_x(t), dx.y *detail::scale_y(t),
                                                      dx.z *detail::scale_z(t)),
                                       detail::length(dy.x *detail::scale_x(t), dy.y *detail::scale_y(t),
                                                      dy.z *detail::scale_z(t))))))
NPU_DETAIL_FETCH(texCubemap, (float x, float y, float z), (x, y, z),
                 detail::fetch<R>(t, detail::on_cube(x, y, z, 0)))
NPU_DETAIL_FETCH(texCubemapLod, (float x, float y, float z, float level), (x, y, z, level),
                 detail::fetch<R>(t, detail::on_cube(x, y, z, 0), level))
NPU_DETAIL_FETCH(texCubemapLayered, (float x, float y, float z, int layer), (x, y, z, layer),
                 detail::fetch<R>(t, detail::on_cube(x, y, z, layer)))
NPU_DETAIL_FETCH(texCubemapLayeredLod, (float x, float y, float z, int layer, float level),
                 (x, y, z, layer, level), detail::fetch<R>(t, detail::on_cube(x, y, z, layer), level))
#undef NPU_DETAIL_FETCH

// Reads and writes of a surface. x counts bytes, y rows, z slices; layers and faces are slices of the array.
#define NPU_DETAIL_SURFACE(name, parameters, position)                                                       \
  template <class T>                                                                                         \
  inline T name##read(npuSurfaceObject_t object, NPU_DETAIL_LIST parameters,                                 \
                      npuSurfaceBoundaryMode mode = npuBoundaryModeTrap) {                                   \
    return detail::surface_read<T>(object, NPU_DETAIL_LIST position, mode);                                  \
  }                                                                                                          \
  template <class T>                                                                                         \
  inline void name##read(T *data, npuSurfaceObject_t object, NPU_DETAIL_LIST parameters,                     \
                         npuSurfaceBoundaryMode mode = npuBoundaryModeTrap) {                                \
    *data = detail::surface_read<T>(object, NPU_DETAIL_LIST position, mode);                                 \
  }                                                                                                          \
  template <class T>                                                                                         \
  inline void name##write(T data, npuSurfaceObject_t object, NPU_DETAIL_LIST parameters,                     \
                          npuSurfaceBoundaryMode mode = npuBoundaryModeTrap) {                               \
    detail::surface_write<T>(data, object, NPU_DETAIL_LIST position, mode);                                  \
  }                                                                                                          \
  template <class T, class S, int Type>                                                                      \
  inline T name##read(const surface<S, Type> &reference, NPU_DETAIL_LIST parameters,                         \
                      npuSurfaceBoundaryMode mode = npuBoundaryModeTrap) {                                   \
    return detail::surface_read<T>(reference.object, NPU_DETAIL_LIST position, mode);                        \
  }                                                                                                          \
  template <class T, class S, int Type>                                                                      \
  inline void name##read(T *data, const surface<S, Type> &reference, NPU_DETAIL_LIST parameters,             \
                         npuSurfaceBoundaryMode mode = npuBoundaryModeTrap) {                                \
    *data = detail::surface_read<T>(reference.object, NPU_DETAIL_LIST position, mode);                       \
  }                                                                                                          \
  template <class T, class S, int Type>                                                                      \
  inline void name##write(T data, const surface<S, Type> &reference, NPU_DETAIL_LIST parameters,             \
                          npuSurfaceBoundaryMode mode = npuBoundaryModeTrap) {                               \
    detail::surface_write<T>(data, reference.object, NPU_DETAIL_LIST position, mode);                        \
  }

NPU_DETAIL_SURFACE(surf1D, (int x), (x, 0, 0))
NPU_DETAIL_SURFACE(surf2D, (int x, int y), (x, y, 0))
NPU_DETAIL_SURFACE(surf3D, (int x, int y, int z), (x, y, z))
NPU_DETAIL_SURFACE(surf1DLayered, (int x, int layer), (x, 0, layer))
NPU_DETAIL_SURFACE(surf2DLayered, (int x, int y, int layer), (x, y, layer))
NPU_DETAIL_SURFACE(surfCubemap, (int x, int y, int face), (x, y, face))
NPU_DETAIL_SURFACE(surfCubemapLayered, (int x, int y, int layerFace), (x, y, layerFace))
#undef NPU_DETAIL_SURFACE
#undef NPU_DETAIL_LIST

} // namespace npu

// --- binding texture and surface references (removed in CUDA 12)
// --------------------------------------------------------

// Binds memory or an array to a reference. A reference that was bound already first waits for the work that
// may use it. *offset, if given, is set to 0: any address can be bound. Errors are those of
// npuCreateTextureObject.
NPU_API npuError_t npuBindTexture(size_t *offset, const npu::textureReference *texref, const void *devPtr,
                                  const npuChannelFormatDesc *desc, size_t size = 0xffffffffu);
NPU_API npuError_t npuBindTexture2D(size_t *offset, const npu::textureReference *texref, const void *devPtr,
                                    const npuChannelFormatDesc *desc, size_t width, size_t height,
                                    size_t pitch);
NPU_API npuError_t npuBindTextureToArray(const npu::textureReference *texref, npuArray_const_t array,
                                         const npuChannelFormatDesc *desc);
NPU_API npuError_t npuBindTextureToMipmappedArray(const npu::textureReference *texref,
                                                  npuMipmappedArray_const_t mipmappedArray,
                                                  const npuChannelFormatDesc *desc);
NPU_API npuError_t npuUnbindTexture(const npu::textureReference *texref);
// npuErrorInvalidTextureBinding if the reference is not bound.
NPU_API npuError_t npuGetTextureAlignmentOffset(size_t *offset, const npu::textureReference *texref);
NPU_API npuError_t npuBindSurfaceToArray(const npu::surfaceReference *surfref, npuArray_const_t array,
                                         const npuChannelFormatDesc *desc);

template <class T, int D, npuTextureReadMode M>
inline npuError_t npuBindTexture(size_t *offset, const npu::texture<T, D, M> &tex, const void *devPtr,
                                 const npuChannelFormatDesc &desc, size_t size = 0xffffffffu) {
  return npuBindTexture(offset, &tex, devPtr, &desc, size);
}
template <class T, int D, npuTextureReadMode M>
inline npuError_t npuBindTexture(size_t *offset, const npu::texture<T, D, M> &tex, const void *devPtr,
                                 size_t size = 0xffffffffu) {
  return npuBindTexture(offset, &tex, devPtr, &tex.channelDesc, size);
}
template <class T, int D, npuTextureReadMode M>
inline npuError_t npuBindTexture2D(size_t *offset, const npu::texture<T, D, M> &tex, const void *devPtr,
                                   const npuChannelFormatDesc &desc, size_t width, size_t height,
                                   size_t pitch) {
  return npuBindTexture2D(offset, &tex, devPtr, &desc, width, height, pitch);
}
template <class T, int D, npuTextureReadMode M>
inline npuError_t npuBindTexture2D(size_t *offset, const npu::texture<T, D, M> &tex, const void *devPtr,
                                   size_t width, size_t height, size_t pitch) {
  return npuBindTexture2D(offset, &tex, devPtr, &tex.channelDesc, width, height, pitch);
}
template <class T, int D, npuTextureReadMode M>
inline npuError_t npuBindTextureToArray(const npu::texture<T, D, M> &tex, npuArray_const_t array,
                                        const npuChannelFormatDesc &desc) {
  return npuBindTextureToArray(&tex, array, &desc);
}
template <class T, int D, npuTextureReadMode M>
inline npuError_t npuBindTextureToArray(const npu::texture<T, D, M> &tex, npuArray_const_t array) {
  npuChannelFormatDesc desc;
  const npuError_t error = npuGetChannelDesc(&desc, array);
  return error == npuSuccess ? npuBindTextureToArray(&tex, array, &desc) : error;
}
template <class T, int D, npuTextureReadMode M>
inline npuError_t npuBindTextureToMipmappedArray(const npu::texture<T, D, M> &tex,
                                                 npuMipmappedArray_const_t array) {
  return npuBindTextureToMipmappedArray(&tex, array, &tex.channelDesc);
}
template <class T, int D, npuTextureReadMode M>
inline npuError_t npuUnbindTexture(const npu::texture<T, D, M> &tex) {
  return npuUnbindTexture(&tex);
}
template <class T, int D, npuTextureReadMode M>
inline npuError_t npuGetTextureAlignmentOffset(size_t *offset, const npu::texture<T, D, M> &tex) {
  return npuGetTextureAlignmentOffset(offset, &tex);
}
template <class T, int D>
inline npuError_t npuBindSurfaceToArray(const npu::surface<T, D> &surf, npuArray_const_t array,
                                        const npuChannelFormatDesc &desc) {
  return npuBindSurfaceToArray(&surf, array, &desc);
}
template <class T, int D>
inline npuError_t npuBindSurfaceToArray(const npu::surface<T, D> &surf, npuArray_const_t array) {
  return npuBindSurfaceToArray(&surf, array, &surf.channelDesc);
}

#include "npu/detail/macros_restored.inc"

#endif
