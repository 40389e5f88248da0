// SPDX-License-Identifier: Apache-2.0
// Sharing of buffers and textures with OpenGL, for the driver API.
#ifndef NPUIFY_CUDA_GL_H
#define NPUIFY_CUDA_GL_H

#include <npuify/macros_aside.inc>

#include "cuda.h"

#ifdef __cplusplus
extern "C" {
#endif
CUresult cuGraphicsGLRegisterBuffer(CUgraphicsResource *resource, unsigned int buffer, unsigned int flags);
CUresult cuGraphicsGLRegisterImage(CUgraphicsResource *resource, unsigned int image, unsigned int target,
                                   unsigned int flags);
CUresult cuGLCtxCreate(CUcontext *pctx, unsigned int flags, CUdevice device);
#ifdef __cplusplus
}
#endif

#include <npuify/macros_restored.inc>

#endif
