// SPDX-License-Identifier: Apache-2.0
// Buffers of OpenGL for kernels, see npu/graphics_api.h. OpenGL itself is the program's: the runtime calls
// the library that the program has loaded, in the context that is current.
#ifndef NPU_GL_INTEROP_H
#define NPU_GL_INTEROP_H

// Programs count on OpenGL's names; one that loads them otherwise has included its own header before.
#if defined(__has_include) && !defined(__gl_h_) && !defined(__gles2_gl2_h_) && !defined(__gles2_gl3_h_)
#if __has_include(<GL/gl.h>)
#include <GL/gl.h>
#endif
#endif

#include "npu/detail/macros_aside.inc"

#ifdef __cplusplus
#include "npu/runtime.hpp"
#else
#include "npu/runtime.h"
#endif

enum npuGLDeviceList {
  npuGLDeviceListAll = 1,
  npuGLDeviceListCurrentFrame = 2,
  npuGLDeviceListNextFrame = 3
};
enum npuGLMapFlags { npuGLMapFlagsNone = 0, npuGLMapFlagsReadOnly = 1, npuGLMapFlagsWriteDiscard = 2 };

NPU_API_BEGIN

// npuErrorInvalidGraphicsContext where no OpenGL is loaded or no buffer of that name is known to it.
npuError_t npuGraphicsGLRegisterBuffer(struct npuGraphicsResource **resource, unsigned int buffer,
                                       unsigned int flags);
// npuErrorNotSupported.
npuError_t npuGraphicsGLRegisterImage(struct npuGraphicsResource **resource, unsigned int image,
                                      unsigned int target, unsigned int flags);
// The current device.
npuError_t npuGLGetDevices(unsigned int *count, int *devices, unsigned int size, enum npuGLDeviceList list);
npuError_t npuGLSetGLDevice(int device);

// The same by the buffer's name.
npuError_t npuGLRegisterBufferObject(unsigned int buffer);
npuError_t npuGLMapBufferObject(void **devPtr, unsigned int buffer);
npuError_t npuGLUnmapBufferObject(unsigned int buffer);
npuError_t npuGLUnregisterBufferObject(unsigned int buffer);

NPU_API_END

#ifdef __cplusplus
template <class T> inline npuError_t npuGLMapBufferObject(T **devPtr, unsigned int buffer) {
  return npuGLMapBufferObject(npu::detail::untyped(devPtr), buffer);
}
#endif

#include "npu/detail/macros_restored.inc"

#endif
