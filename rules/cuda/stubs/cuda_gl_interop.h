// SPDX-License-Identifier: Apache-2.0
// Sharing of buffers and textures with OpenGL.
#ifndef NPUIFY_CUDA_GL_INTEROP_H
#define NPUIFY_CUDA_GL_INTEROP_H

#include <npuify/macros_aside.inc>

#include "cuda_runtime_api.h"

#ifdef __cplusplus
extern "C" {
#endif
enum cudaGLDeviceList {
  cudaGLDeviceListAll = 1,
  cudaGLDeviceListCurrentFrame = 2,
  cudaGLDeviceListNextFrame = 3
};
enum cudaGLMapFlags { cudaGLMapFlagsNone = 0, cudaGLMapFlagsReadOnly = 1, cudaGLMapFlagsWriteDiscard = 2 };
cudaError_t cudaGLGetDevices(unsigned int *count, int *devices, unsigned int size,
                             enum cudaGLDeviceList list);
cudaError_t cudaGraphicsGLRegisterImage(struct cudaGraphicsResource **resource, unsigned int image,
                                        unsigned int target, unsigned int flags);
cudaError_t cudaGraphicsGLRegisterBuffer(struct cudaGraphicsResource **resource, unsigned int buffer,
                                         unsigned int flags);
cudaError_t cudaGLSetGLDevice(int device);
cudaError_t cudaGLRegisterBufferObject(unsigned int bufObj);
cudaError_t cudaGLMapBufferObject(void **devPtr, unsigned int bufObj);
cudaError_t cudaGLUnmapBufferObject(unsigned int bufObj);
cudaError_t cudaGLUnregisterBufferObject(unsigned int bufObj);
#ifdef __cplusplus
}
template <class T> cudaError_t cudaGLMapBufferObject(T **devPtr, unsigned int bufObj);
#endif

#include <npuify/macros_restored.inc>

#endif
