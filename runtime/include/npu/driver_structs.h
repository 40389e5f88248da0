// SPDX-License-Identifier: Apache-2.0
// Handles and structures of the driver API. C and C++. Sizes, offsets and pitches are in bytes unless stated
// otherwise.
#ifndef NPU_DRIVER_STRUCTS_H
#define NPU_DRIVER_STRUCTS_H

#include "npu/driver_enums.h"
#include "npu/runtime.h"

#include <stddef.h>

typedef int NPUdevice;
typedef int NPUdevice_v1;
typedef unsigned long long NPUdeviceptr;
typedef NPUdeviceptr NPUdeviceptr_v2;
typedef unsigned int NPUdeviceptr_v1;
typedef struct NPUctx_st *NPUcontext;
typedef struct NPUmod_st *NPUmodule;
typedef struct NPUtexref_st *NPUtexref;
typedef struct NPUsurfref_st *NPUsurfref;
typedef struct NPUlinkState_st *NPUlinkState;
typedef struct NPUfunc_st *NPUfunction;
typedef struct NPUlib_st *NPUlibrary;
typedef struct NPUkern_st *NPUkernel;
typedef struct NPUarray_st *NPUarray;
typedef struct NPUmipmappedArray_st *NPUmipmappedArray;
typedef struct NPUevent_st *NPUevent;
typedef struct NPUstream_st *NPUstream;
typedef struct NPUmemPoolHandle_st *NPUmemoryPool;
typedef struct NPUgraph_st *NPUgraph;
typedef struct NPUgraphNode_st *NPUgraphNode;
typedef struct NPUgraphExec_st *NPUgraphExec;
typedef struct NPUuserObject_st *NPUuserObject;
typedef unsigned long long NPUtexObject;
typedef unsigned long long NPUsurfObject;
typedef unsigned long long NPUmemGenericAllocationHandle;

typedef void (*NPUhostFn)(void *userData);
typedef void (*NPUstreamCallback)(NPUstream hStream, NPUresult status, void *userData);
typedef size_t (*NPUoccupancyB2DSize)(int blockSize);

typedef struct NPUipcMemHandle_st {
  char reserved[64];
} NPUipcMemHandle;
typedef struct NPUipcEventHandle_st {
  char reserved[64];
} NPUipcEventHandle;
typedef struct NPUdevprop_st {
  int maxThreadsPerBlock;
  int maxThreadsDim[3];
  int maxGridSize[3];
  int sharedMemPerBlock;
  int totalConstantMemory;
  int SIMDWidth;
  int memPitch;
  int regsPerBlock;
  int clockRate;
  int textureAlign;
} NPUdevprop;
typedef struct NPUctxCreateParams_st {
  void *execAffinityParams;
  int numExecAffinityParams;
  void *cigParams;
} NPUctxCreateParams;

typedef struct NPU_MEMCPY2D_st {
  size_t srcXInBytes, srcY;
  NPUmemorytype srcMemoryType;
  const void *srcHost;
  NPUdeviceptr srcDevice;
  NPUarray srcArray;
  size_t srcPitch;
  size_t dstXInBytes, dstY;
  NPUmemorytype dstMemoryType;
  void *dstHost;
  NPUdeviceptr dstDevice;
  NPUarray dstArray;
  size_t dstPitch;
  size_t WidthInBytes, Height;
} NPU_MEMCPY2D;
typedef struct NPU_MEMCPY3D_st {
  size_t srcXInBytes, srcY, srcZ, srcLOD;
  NPUmemorytype srcMemoryType;
  const void *srcHost;
  NPUdeviceptr srcDevice;
  NPUarray srcArray;
  void *reserved0;
  size_t srcPitch, srcHeight;
  size_t dstXInBytes, dstY, dstZ, dstLOD;
  NPUmemorytype dstMemoryType;
  void *dstHost;
  NPUdeviceptr dstDevice;
  NPUarray dstArray;
  void *reserved1;
  size_t dstPitch, dstHeight;
  size_t WidthInBytes, Height, Depth;
} NPU_MEMCPY3D;
typedef struct NPU_ARRAY_DESCRIPTOR_st {
  size_t Width, Height;
  NPUarray_format Format;
  unsigned int NumChannels;
} NPU_ARRAY_DESCRIPTOR;
typedef struct NPU_ARRAY3D_DESCRIPTOR_st {
  size_t Width, Height, Depth;
  NPUarray_format Format;
  unsigned int NumChannels, Flags;
} NPU_ARRAY3D_DESCRIPTOR;
typedef struct NPU_RESOURCE_DESC_st {
  NPUresourcetype resType;
  union {
    struct {
      NPUarray hArray;
    } array;
    struct {
      NPUmipmappedArray hMipmappedArray;
    } mipmap;
    struct {
      NPUdeviceptr devPtr;
      NPUarray_format format;
      unsigned int numChannels;
      size_t sizeInBytes;
    } linear;
    struct {
      NPUdeviceptr devPtr;
      NPUarray_format format;
      unsigned int numChannels;
      size_t width, height, pitchInBytes;
    } pitch2D;
    struct {
      int reserved[32];
    } reserved;
  } res;
  unsigned int flags;
} NPU_RESOURCE_DESC;
typedef struct NPU_TEXTURE_DESC_st {
  NPUaddress_mode addressMode[3];
  NPUfilter_mode filterMode;
  unsigned int flags, maxAnisotropy;
  NPUfilter_mode mipmapFilterMode;
  float mipmapLevelBias, minMipmapLevelClamp, maxMipmapLevelClamp;
  float borderColor[4];
  int reserved[12];
} NPU_TEXTURE_DESC;
typedef struct NPU_RESOURCE_VIEW_DESC_st {
  NPUresourceViewFormat format;
  size_t width, height, depth;
  unsigned int firstMipmapLevel, lastMipmapLevel, firstLayer, lastLayer;
} NPU_RESOURCE_VIEW_DESC;

typedef struct NPUmemLocation_st {
  NPUmemLocationType type;
  int id;
} NPUmemLocation;
typedef struct NPUmemAllocationProp_st {
  NPUmemAllocationType type;
  NPUmemAllocationHandleType requestedHandleTypes;
  NPUmemLocation location;
  void *win32HandleMetaData;
  struct {
    unsigned char compressionType, gpuDirectRDMACapable;
    unsigned short usage;
    unsigned char reserved[4];
  } allocFlags;
} NPUmemAllocationProp;
typedef struct NPUmemAccessDesc_st {
  NPUmemLocation location;
  NPUmemAccess_flags flags;
} NPUmemAccessDesc;

#define NPU_IPC_HANDLE_SIZE 64
#define NPU_STREAM_LEGACY ((NPUstream)0x1)
#define NPU_STREAM_PER_THREAD ((NPUstream)0x2)
#define NPU_DEVICE_CPU ((NPUdevice) - 1)
#define NPU_DEVICE_INVALID ((NPUdevice) - 2)
#define NPU_MEMHOSTALLOC_PORTABLE 0x01
#define NPU_MEMHOSTALLOC_DEVICEMAP 0x02
#define NPU_MEMHOSTALLOC_WRITECOMBINED 0x04
#define NPU_MEMHOSTREGISTER_PORTABLE 0x01
#define NPU_MEMHOSTREGISTER_DEVICEMAP 0x02
#define NPU_LAUNCH_PARAM_END ((void *)0x00)
#define NPU_LAUNCH_PARAM_BUFFER_POINTER ((void *)0x01)
#define NPU_LAUNCH_PARAM_BUFFER_SIZE ((void *)0x02)
#define NPU_TRSA_OVERRIDE_FORMAT 0x01
#define NPU_TRSF_READ_AS_INTEGER 0x01
#define NPU_TRSF_NORMALIZED_COORDINATES 0x02
#define NPU_TRSF_SRGB 0x10
#define NPU_ARRAY3D_2DARRAY 0x01
#define NPU_ARRAY3D_LAYERED 0x01
#define NPU_ARRAY3D_SURFACE_LDST 0x02
#define NPU_ARRAY3D_CUBEMAP 0x04
#define NPU_ARRAY3D_TEXTURE_GATHER 0x08

#endif
