// SPDX-License-Identifier: Apache-2.0
// Arrays, texture objects and surface objects. npu/runtime.h includes this file. Arrays hold elements of 1, 2
// or 4 components of 8, 16 or 32 bits; offsets and widths of the *ToArray and *FromArray copies are in bytes,
// extents of arrays in elements. Kernels read and write them with the functions of npu/texture.h.
#ifndef NPU_ARRAY_API_H
#define NPU_ARRAY_API_H

#include "npu/detail/api.h"
#include "npu/graph_types.h"
#include "npu/texture_types.h"

NPU_API_BEGIN

// Arrays
npuError_t npuMallocArray(npuArray_t *array, const struct npuChannelFormatDesc *desc, size_t width,
                          size_t height NPU_DEFAULT(0), unsigned int flags NPU_DEFAULT(0));
npuError_t npuMalloc3DArray(npuArray_t *array, const struct npuChannelFormatDesc *desc,
                            struct npuExtent extent, unsigned int flags NPU_DEFAULT(0));
npuError_t npuMallocMipmappedArray(npuMipmappedArray_t *mipmappedArray,
                                   const struct npuChannelFormatDesc *desc, struct npuExtent extent,
                                   unsigned int numLevels, unsigned int flags NPU_DEFAULT(0));
npuError_t npuGetMipmappedArrayLevel(npuArray_t *levelArray, npuMipmappedArray_const_t mipmappedArray,
                                     unsigned int level);
npuError_t npuFreeArray(npuArray_t array);
npuError_t npuFreeMipmappedArray(npuMipmappedArray_t mipmappedArray);
npuError_t npuArrayGetInfo(struct npuChannelFormatDesc *desc, struct npuExtent *extent, unsigned int *flags,
                           npuArray_t array);
npuError_t npuGetChannelDesc(struct npuChannelFormatDesc *desc, npuArray_const_t array);
npuError_t npuMemcpyToArray(npuArray_t dst, size_t wOffset, size_t hOffset, const void *src, size_t count,
                            enum npuMemcpyKind kind);
npuError_t npuMemcpyFromArray(void *dst, npuArray_const_t src, size_t wOffset, size_t hOffset, size_t count,
                              enum npuMemcpyKind kind);
npuError_t npuMemcpyArrayToArray(npuArray_t dst, size_t wOffsetDst, size_t hOffsetDst, npuArray_const_t src,
                                 size_t wOffsetSrc, size_t hOffsetSrc, size_t count,
                                 enum npuMemcpyKind kind NPU_DEFAULT(npuMemcpyDeviceToDevice));
npuError_t npuMemcpyToArrayAsync(npuArray_t dst, size_t wOffset, size_t hOffset, const void *src,
                                 size_t count, enum npuMemcpyKind kind, npuStream_t stream NPU_DEFAULT(0));
npuError_t npuMemcpyFromArrayAsync(void *dst, npuArray_const_t src, size_t wOffset, size_t hOffset,
                                   size_t count, enum npuMemcpyKind kind, npuStream_t stream NPU_DEFAULT(0));
npuError_t npuMemcpy2DToArray(npuArray_t dst, size_t wOffset, size_t hOffset, const void *src, size_t spitch,
                              size_t width, size_t height, enum npuMemcpyKind kind);
npuError_t npuMemcpy2DFromArray(void *dst, size_t dpitch, npuArray_const_t src, size_t wOffset,
                                size_t hOffset, size_t width, size_t height, enum npuMemcpyKind kind);
npuError_t npuMemcpy2DArrayToArray(npuArray_t dst, size_t wOffsetDst, size_t hOffsetDst, npuArray_const_t src,
                                   size_t wOffsetSrc, size_t hOffsetSrc, size_t width, size_t height,
                                   enum npuMemcpyKind kind NPU_DEFAULT(npuMemcpyDeviceToDevice));
npuError_t npuMemcpy2DToArrayAsync(npuArray_t dst, size_t wOffset, size_t hOffset, const void *src,
                                   size_t spitch, size_t width, size_t height, enum npuMemcpyKind kind,
                                   npuStream_t stream NPU_DEFAULT(0));
npuError_t npuMemcpy2DFromArrayAsync(void *dst, size_t dpitch, npuArray_const_t src, size_t wOffset,
                                     size_t hOffset, size_t width, size_t height, enum npuMemcpyKind kind,
                                     npuStream_t stream NPU_DEFAULT(0));

// Texture and surface objects
npuError_t npuCreateTextureObject(npuTextureObject_t *pTexObject, const struct npuResourceDesc *pResDesc,
                                  const struct npuTextureDesc *pTexDesc,
                                  const struct npuResourceViewDesc *pResViewDesc);
npuError_t npuDestroyTextureObject(npuTextureObject_t texObject);
npuError_t npuGetTextureObjectResourceDesc(struct npuResourceDesc *pResDesc, npuTextureObject_t texObject);
npuError_t npuGetTextureObjectTextureDesc(struct npuTextureDesc *pTexDesc, npuTextureObject_t texObject);
npuError_t npuGetTextureObjectResourceViewDesc(struct npuResourceViewDesc *pResViewDesc,
                                               npuTextureObject_t texObject);
npuError_t npuCreateSurfaceObject(npuSurfaceObject_t *pSurfObject, const struct npuResourceDesc *pResDesc);
npuError_t npuDestroySurfaceObject(npuSurfaceObject_t surfObject);
npuError_t npuGetSurfaceObjectResourceDesc(struct npuResourceDesc *pResDesc, npuSurfaceObject_t surfObject);

struct npuChannelFormatDesc npuCreateChannelDesc(int x, int y, int z, int w, enum npuChannelFormatKind f);

NPU_API_END

#endif
