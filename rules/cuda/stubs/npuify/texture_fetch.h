// SPDX-License-Identifier: Apache-2.0
// Texture fetches, by texture object (T given explicitly) and by texture reference (T deduced).
#ifndef NPUIFY_TEXTURE_FETCH_H
#define NPUIFY_TEXTURE_FETCH_H

#include "../cuda_texture_types.h"

#ifdef __cplusplus
namespace npuify_stub {
// What a reference of element type T yields: T, or floats of its shape when normalised.
template <class T> struct Normalized {
  using type = float;
};
template <> struct Normalized<char2> {
  using type = float2;
};
template <> struct Normalized<uchar2> {
  using type = float2;
};
template <> struct Normalized<short2> {
  using type = float2;
};
template <> struct Normalized<ushort2> {
  using type = float2;
};
template <> struct Normalized<char4> {
  using type = float4;
};
template <> struct Normalized<uchar4> {
  using type = float4;
};
template <> struct Normalized<short4> {
  using type = float4;
};
template <> struct Normalized<ushort4> {
  using type = float4;
};
template <class T, cudaTextureReadMode M> struct Fetched {
  using type = T;
};
template <class T> struct Fetched<T, cudaReadModeNormalizedFloat> {
  using type = typename Normalized<T>::type;
};
} // namespace npuify_stub

// NPUIFY_FETCH(name, parameters) declares the object forms and the reference form.
#define NPUIFY_FETCH(NAME, ...)                                                                              \
  template <class T> T NAME(cudaTextureObject_t tex, __VA_ARGS__);                                           \
  template <class T> void NAME(T *result, cudaTextureObject_t tex, __VA_ARGS__);                             \
  template <class T, int D, cudaTextureReadMode M>                                                           \
  typename npuify_stub::Fetched<T, M>::type NAME(texture<T, D, M> tex, __VA_ARGS__);

NPUIFY_FETCH(tex1Dfetch, int x)
NPUIFY_FETCH(tex1D, float x)
NPUIFY_FETCH(tex1DLod, float x, float level)
NPUIFY_FETCH(tex1DGrad, float x, float dx, float dy)
NPUIFY_FETCH(tex1DLayered, float x, int layer)
NPUIFY_FETCH(tex1DLayeredLod, float x, int layer, float level)
NPUIFY_FETCH(tex2D, float x, float y)
NPUIFY_FETCH(tex2DLod, float x, float y, float level)
NPUIFY_FETCH(tex2DGrad, float x, float y, float2 dx, float2 dy)
NPUIFY_FETCH(tex2Dgather, float x, float y, int component = 0)
NPUIFY_FETCH(tex2DLayered, float x, float y, int layer)
NPUIFY_FETCH(tex2DLayeredLod, float x, float y, int layer, float level)
NPUIFY_FETCH(tex3D, float x, float y, float z)
NPUIFY_FETCH(tex3DLod, float x, float y, float z, float level)
NPUIFY_FETCH(tex3DGrad, float x, float y, float z, float4 dx, float4 dy)
NPUIFY_FETCH(texCubemap, float x, float y, float z)
NPUIFY_FETCH(texCubemapLod, float x, float y, float z, float level)
NPUIFY_FETCH(texCubemapLayered, float x, float y, float z, int layer)
NPUIFY_FETCH(texCubemapLayeredLod, float x, float y, float z, int layer, float level)
#undef NPUIFY_FETCH
#endif

#endif
