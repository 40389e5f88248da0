// SPDX-License-Identifier: Apache-2.0
// Surface reads and writes, by surface object and by surface reference.
#ifndef NPUIFY_SURFACE_ACCESS_H
#define NPUIFY_SURFACE_ACCESS_H

#include "../cuda_texture_types.h"

#ifdef __cplusplus
#define NPUIFY_SURFACE(NAME, ...)                                                                            \
  template <class T>                                                                                         \
  T NAME##read(cudaSurfaceObject_t surf, __VA_ARGS__, cudaSurfaceBoundaryMode = cudaBoundaryModeTrap);       \
  template <class T>                                                                                         \
  void NAME##read(T *data, cudaSurfaceObject_t surf, __VA_ARGS__,                                            \
                  cudaSurfaceBoundaryMode = cudaBoundaryModeTrap);                                           \
  template <class T>                                                                                         \
  void NAME##write(T data, cudaSurfaceObject_t surf, __VA_ARGS__,                                            \
                   cudaSurfaceBoundaryMode = cudaBoundaryModeTrap);                                          \
  template <class T, class S, int D>                                                                         \
  T NAME##read(surface<S, D> surf, __VA_ARGS__, cudaSurfaceBoundaryMode = cudaBoundaryModeTrap);             \
  template <class T, class S, int D>                                                                         \
  void NAME##read(T *data, surface<S, D> surf, __VA_ARGS__, cudaSurfaceBoundaryMode = cudaBoundaryModeTrap); \
  template <class T, class S, int D>                                                                         \
  void NAME##write(T data, surface<S, D> surf, __VA_ARGS__, cudaSurfaceBoundaryMode = cudaBoundaryModeTrap);

NPUIFY_SURFACE(surf1D, int x)
NPUIFY_SURFACE(surf2D, int x, int y)
NPUIFY_SURFACE(surf3D, int x, int y, int z)
NPUIFY_SURFACE(surf1DLayered, int x, int layer)
NPUIFY_SURFACE(surf2DLayered, int x, int y, int layer)
NPUIFY_SURFACE(surfCubemap, int x, int y, int face)
NPUIFY_SURFACE(surfCubemapLayered, int x, int y, int layerFace)
#undef NPUIFY_SURFACE
#endif

#endif
