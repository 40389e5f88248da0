// SPDX-License-Identifier: Apache-2.0
// Buffers that are shared with a graphics API; npu/runtime.h includes this file, npu/gl_interop.h registers
// those of OpenGL. The device has no graphics side: a mapped buffer is a copy in device memory, which is made
// when the buffer is mapped and written back when it is unmapped. Textures and render buffers cannot be
// registered.
#ifndef NPU_GRAPHICS_API_H
#define NPU_GRAPHICS_API_H

#include "npu/detail/api.h"
#include "npu/memory_types.h"
#include "npu/stream_types.h"

enum npuGraphicsRegisterFlags {
  npuGraphicsRegisterFlagsNone = 0,
  npuGraphicsRegisterFlagsReadOnly = 1,     // kernels do not write: nothing is written back
  npuGraphicsRegisterFlagsWriteDiscard = 2, // kernels write all of it: nothing is read
  npuGraphicsRegisterFlagsSurfaceLoadStore = 4,
  npuGraphicsRegisterFlagsTextureGather = 8
};
enum npuGraphicsMapFlags {
  npuGraphicsMapFlagsNone = 0,
  npuGraphicsMapFlagsReadOnly = 1,
  npuGraphicsMapFlagsWriteDiscard = 2
};
enum npuGraphicsCubeFace {
  npuGraphicsCubeFacePositiveX = 0,
  npuGraphicsCubeFaceNegativeX = 1,
  npuGraphicsCubeFacePositiveY = 2,
  npuGraphicsCubeFaceNegativeY = 3,
  npuGraphicsCubeFacePositiveZ = 4,
  npuGraphicsCubeFaceNegativeZ = 5
};
struct npuGraphicsResource;
typedef struct npuGraphicsResource *npuGraphicsResource_t;

NPU_API_BEGIN

npuError_t npuGraphicsUnregisterResource(npuGraphicsResource_t resource);
npuError_t npuGraphicsResourceSetMapFlags(npuGraphicsResource_t resource, unsigned int flags);
// Both need the graphics API's context on the calling thread. Unmapping waits for the work in the stream.
npuError_t npuGraphicsMapResources(int count, npuGraphicsResource_t *resources,
                                   npuStream_t stream NPU_DEFAULT(0));
npuError_t npuGraphicsUnmapResources(int count, npuGraphicsResource_t *resources,
                                     npuStream_t stream NPU_DEFAULT(0));
npuError_t npuGraphicsResourceGetMappedPointer(void **devPtr, size_t *size, npuGraphicsResource_t resource);
// npuErrorNotMappedAsArray: all resources are buffers.
npuError_t npuGraphicsSubResourceGetMappedArray(npuArray_t *array, npuGraphicsResource_t resource,
                                                unsigned int arrayIndex, unsigned int mipLevel);
npuError_t npuGraphicsResourceGetMappedMipmappedArray(npuMipmappedArray_t *mipmappedArray,
                                                      npuGraphicsResource_t resource);

NPU_API_END

#endif
