// SPDX-License-Identifier: Apache-2.0
// Texture and surface references (removed in CUDA 12) and their binding functions.
#ifndef NPUIFY_CUDA_TEXTURE_TYPES_H
#define NPUIFY_CUDA_TEXTURE_TYPES_H

#include <npuify/macros_aside.inc>

#include "cuda_runtime_api.h"

#ifdef __cplusplus
template <class T, int Type = cudaTextureType1D, cudaTextureReadMode Mode = cudaReadModeElementType>
struct texture : textureReference {
  texture(int norm = 0, cudaTextureFilterMode fMode = cudaFilterModePoint,
          cudaTextureAddressMode aMode = cudaAddressModeClamp);
  texture(int norm, cudaTextureFilterMode fMode, cudaTextureAddressMode aMode, cudaChannelFormatDesc desc);
};
template <class T, int Type = cudaSurfaceType1D> struct surface : surfaceReference {
  surface();
};
template <int Type> struct surface<void, Type> : surfaceReference {
  surface();
};

template <class T, int D, cudaTextureReadMode M>
cudaError_t cudaBindTexture(size_t *offset, const texture<T, D, M> &tex, const void *devPtr,
                            const cudaChannelFormatDesc &desc, size_t size = 0xffffffffu);
template <class T, int D, cudaTextureReadMode M>
cudaError_t cudaBindTexture(size_t *offset, const texture<T, D, M> &tex, const void *devPtr,
                            size_t size = 0xffffffffu);
template <class T, int D, cudaTextureReadMode M>
cudaError_t cudaBindTexture2D(size_t *offset, const texture<T, D, M> &tex, const void *devPtr,
                              const cudaChannelFormatDesc &desc, size_t width, size_t height, size_t pitch);
template <class T, int D, cudaTextureReadMode M>
cudaError_t cudaBindTexture2D(size_t *offset, const texture<T, D, M> &tex, const void *devPtr, size_t width,
                              size_t height, size_t pitch);
template <class T, int D, cudaTextureReadMode M>
cudaError_t cudaBindTextureToArray(const texture<T, D, M> &tex, cudaArray_const_t array,
                                   const cudaChannelFormatDesc &desc);
template <class T, int D, cudaTextureReadMode M>
cudaError_t cudaBindTextureToArray(const texture<T, D, M> &tex, cudaArray_const_t array);
template <class T, int D, cudaTextureReadMode M>
cudaError_t cudaBindTextureToMipmappedArray(const texture<T, D, M> &tex, cudaMipmappedArray_const_t array);
template <class T, int D, cudaTextureReadMode M> cudaError_t cudaUnbindTexture(const texture<T, D, M> &tex);
template <class T, int D, cudaTextureReadMode M>
cudaError_t cudaGetTextureAlignmentOffset(size_t *offset, const texture<T, D, M> &tex);
template <class T, int D>
cudaError_t cudaBindSurfaceToArray(const surface<T, D> &surf, cudaArray_const_t array,
                                   const cudaChannelFormatDesc &desc);
template <class T, int D>
cudaError_t cudaBindSurfaceToArray(const surface<T, D> &surf, cudaArray_const_t array);
#endif

#include <npuify/macros_restored.inc>

#endif
