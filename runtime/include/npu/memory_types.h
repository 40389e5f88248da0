// SPDX-License-Identifier: Apache-2.0
// Types of the host API that describe memory: copies, arrays, pitches, advice, pools, IPC. C and C++.
// Sizes and pitches are in bytes unless stated otherwise.
#ifndef NPU_MEMORY_TYPES_H
#define NPU_MEMORY_TYPES_H

#include <stddef.h>

enum npuMemcpyKind {
  npuMemcpyHostToHost = 0,
  npuMemcpyHostToDevice = 1,
  npuMemcpyDeviceToHost = 2,
  npuMemcpyDeviceToDevice = 3,
  npuMemcpyDefault = 4
};

enum npuChannelFormatKind {
  npuChannelFormatKindSigned = 0,
  npuChannelFormatKindUnsigned = 1,
  npuChannelFormatKindFloat = 2,
  npuChannelFormatKindNone = 3,
  npuChannelFormatKindNV12 = 4
};

// An element of an array: bits per component (0: absent) and their kind.
struct npuChannelFormatDesc {
  int x, y, z, w;
  enum npuChannelFormatKind f;
};

typedef struct npuArray *npuArray_t;
typedef const struct npuArray *npuArray_const_t;
typedef struct npuMipmappedArray *npuMipmappedArray_t;
typedef const struct npuMipmappedArray *npuMipmappedArray_const_t;
struct npuArray;
struct npuMipmappedArray;

struct npuPitchedPtr {
  void *ptr;
  size_t pitch;        // bytes from row to row
  size_t xsize, ysize; // logical width in bytes, height in rows
};
// Width in elements where an array takes part in the copy, else in bytes; height in rows, depth in slices.
struct npuExtent {
  size_t width, height, depth;
};
struct npuPos {
  size_t x, y, z;
};
struct npuMemcpy3DParms {
  npuArray_t srcArray;
  struct npuPos srcPos;
  struct npuPitchedPtr srcPtr;
  npuArray_t dstArray;
  struct npuPos dstPos;
  struct npuPitchedPtr dstPtr;
  struct npuExtent extent;
  enum npuMemcpyKind kind;
};
struct npuMemcpy3DPeerParms {
  npuArray_t srcArray;
  struct npuPos srcPos;
  struct npuPitchedPtr srcPtr;
  int srcDevice;
  npuArray_t dstArray;
  struct npuPos dstPos;
  struct npuPitchedPtr dstPtr;
  int dstDevice;
  struct npuExtent extent;
};
struct npuMemsetParams {
  void *dst;
  size_t pitch;
  unsigned int value, elementSize;
  size_t width, height;
};

#define npuHostAllocDefault 0x00
#define npuHostAllocPortable 0x01
#define npuHostAllocMapped 0x02
#define npuHostAllocWriteCombined 0x04
#define npuHostRegisterDefault 0x00
#define npuHostRegisterPortable 0x01
#define npuHostRegisterMapped 0x02
#define npuHostRegisterIoMemory 0x04
#define npuHostRegisterReadOnly 0x08
#define npuPeerAccessDefault 0x00
#define npuMemAttachGlobal 0x01
#define npuMemAttachHost 0x02
#define npuMemAttachSingle 0x04
#define npuArrayDefault 0x00
#define npuArrayLayered 0x01
#define npuArraySurfaceLoadStore 0x02
#define npuArrayCubemap 0x04
#define npuArrayTextureGather 0x08
#define npuArrayColorAttachment 0x20
#define npuArraySparse 0x40
#define npuCpuDeviceId ((int)-1)
#define npuInvalidDeviceId ((int)-2)
#define npuIpcMemLazyEnablePeerAccess 0x01

enum npuMemoryType {
  npuMemoryTypeUnregistered = 0,
  npuMemoryTypeHost = 1,
  npuMemoryTypeDevice = 2,
  npuMemoryTypeManaged = 3
};
struct npuPointerAttributes {
  enum npuMemoryType type;
  int device;
  void *devicePointer;
  void *hostPointer;
  // Removed in CUDA 10, still read by older programs; the same facts as in type.
  enum npuMemoryType memoryType;
  int isManaged;
};

enum npuMemoryAdvise {
  npuMemAdviseSetReadMostly = 1,
  npuMemAdviseUnsetReadMostly = 2,
  npuMemAdviseSetPreferredLocation = 3,
  npuMemAdviseUnsetPreferredLocation = 4,
  npuMemAdviseSetAccessedBy = 5,
  npuMemAdviseUnsetAccessedBy = 6
};
enum npuMemRangeAttribute {
  npuMemRangeAttributeReadMostly = 1,
  npuMemRangeAttributePreferredLocation = 2,
  npuMemRangeAttributeAccessedBy = 3,
  npuMemRangeAttributeLastPrefetchLocation = 4
};

// Stream-ordered allocation and memory pools.
typedef struct NPUmemPoolHandle_st *npuMemPool_t;
enum npuMemPoolAttr {
  npuMemPoolReuseFollowEventDependencies = 1,
  npuMemPoolReuseAllowOpportunistic = 2,
  npuMemPoolReuseAllowInternalDependencies = 3,
  npuMemPoolAttrReleaseThreshold = 4,
  npuMemPoolAttrReservedMemCurrent = 5,
  npuMemPoolAttrReservedMemHigh = 6,
  npuMemPoolAttrUsedMemCurrent = 7,
  npuMemPoolAttrUsedMemHigh = 8
};
enum npuMemLocationType {
  npuMemLocationTypeInvalid = 0,
  npuMemLocationTypeDevice = 1,
  npuMemLocationTypeHost = 2,
  npuMemLocationTypeHostNuma = 3,
  npuMemLocationTypeHostNumaCurrent = 4
};
struct npuMemLocation {
  enum npuMemLocationType type;
  int id;
};
enum npuMemAccessFlags {
  npuMemAccessFlagsProtNone = 0,
  npuMemAccessFlagsProtRead = 1,
  npuMemAccessFlagsProtReadWrite = 3
};
struct npuMemAccessDesc {
  struct npuMemLocation location;
  enum npuMemAccessFlags flags;
};
enum npuMemAllocationType {
  npuMemAllocationTypeInvalid = 0,
  npuMemAllocationTypePinned = 1,
  npuMemAllocationTypeMax = 0x7FFFFFFF
};
enum npuMemAllocationHandleType {
  npuMemHandleTypeNone = 0,
  npuMemHandleTypePosixFileDescriptor = 1,
  npuMemHandleTypeWin32 = 2,
  npuMemHandleTypeWin32Kmt = 4
};
struct npuMemPoolProps {
  enum npuMemAllocationType allocType;
  enum npuMemAllocationHandleType handleTypes;
  struct npuMemLocation location;
  void *win32SecurityAttributes;
  size_t maxSize;
  unsigned char reserved[56];
};
struct npuMemPoolPtrExportData {
  unsigned char reserved[64];
};
struct npuMemAllocNodeParams {
  struct npuMemPoolProps poolProps;
  const struct npuMemAccessDesc *accessDescs;
  size_t accessDescCount;
  size_t bytesize;
  void *dptr;
};

struct npuIpcMemHandle_st {
  char reserved[64];
};
typedef struct npuIpcMemHandle_st npuIpcMemHandle_t;
struct npuIpcEventHandle_st {
  char reserved[64];
};
typedef struct npuIpcEventHandle_st npuIpcEventHandle_t;

#ifndef __cplusplus
typedef enum npuMemcpyKind npuMemcpyKind;
typedef struct npuChannelFormatDesc npuChannelFormatDesc;
#endif

#endif
