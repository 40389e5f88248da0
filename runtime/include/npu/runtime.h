// SPDX-License-Identifier: Apache-2.0
// The host API of the NPU runtime, for C and C++: devices, memory, streams, events, errors, execution.
// npu/runtime.hpp adds the typed overloads of C++ and the launch syntax.
//
// Names, signatures, values and behaviour are those of the CUDA runtime API, with npu in place of cuda, and
// what is said about a CUDA function holds for its counterpart. Functions that CUDA has deprecated or removed
// are kept.
//
// Sizes and pitches are in bytes. Every function that returns npuError_t returns npuSuccess or an error,
// which is also kept as the calling thread's last error; every function may also return the error of an
// earlier asynchronous operation (a kernel that failed), from which only npuDeviceReset recovers.
//
// On the CPU, device memory is host memory: the host may read and write it once the work that uses it is
// done. A stream of 0 is the legacy default stream, or with
// NPU_API_PER_THREAD_DEFAULT_STREAM defined (C++) the calling thread's own. All functions may be called from
// any thread, but none from a function that a stream runs (npuLaunchHostFunc, npuStreamAddCallback).
#ifndef NPU_RUNTIME_H
#define NPU_RUNTIME_H

#include "npu/detail/macros_aside.inc"

#include "npu/detail/api.h"
#include "npu/device_types.h"
#include "npu/error_codes.h"
#include "npu/graph_types.h"
#include "npu/library_types.h"
#include "npu/memory_types.h"
#include "npu/stream_types.h"
#include "npu/texture_types.h"
#include "npu/vector_types.h"

#include <stddef.h>

// The CUDA release whose API this is: 1000 * major + 10 * minor.
#ifndef NPU_RUNTIME_CUDA_VERSION
#define NPU_RUNTIME_CUDA_VERSION 12020
#endif

// Calling convention of functions and callbacks: the C one.
#define NPURTAPI
#define NPURTAPI_CDECL
#define NPURT_CB

NPU_API_BEGIN

// --- errors
// ---------------------------------------------------------------------------------------------------------

// The last error of the calling thread. npuGetLastError also forgets it; an asynchronous error stays.
npuError_t npuGetLastError(void);
npuError_t npuPeekAtLastError(void);
// Never null; "unrecognized error code" for a value that is none.
const char *npuGetErrorName(npuError_t error);
const char *npuGetErrorString(npuError_t error);

// --- devices
// --------------------------------------------------------------------------------------------------------

// Devices are numbered from 0. NPU_CPU_DEVICES (environment) sets how many there are, 1 by default; all share
// the processors and the memory of the machine. npuErrorInvalidDevice for a number that is out of range.
npuError_t npuGetDeviceCount(int *count);
npuError_t npuGetDeviceProperties(struct npuDeviceProp *prop, int device);
npuError_t npuDeviceGetAttribute(int *value, enum npuDeviceAttr attr, int device);
npuError_t npuDeviceGetP2PAttribute(int *value, enum npuDeviceP2PAttr attr, int srcDevice, int dstDevice);
npuError_t npuChooseDevice(int *device, const struct npuDeviceProp *prop);
npuError_t npuInitDevice(int device, unsigned int deviceFlags, unsigned int flags);
// The current device is a property of the calling thread; at first 0.
npuError_t npuSetDevice(int device);
npuError_t npuGetDevice(int *device);
npuError_t npuSetValidDevices(int *devices, int len);
npuError_t npuSetDeviceFlags(unsigned int flags);
npuError_t npuGetDeviceFlags(unsigned int *flags);
// Waits for all work of the device, then releases its memory, streams and events and forgets asynchronous
// errors.
npuError_t npuDeviceReset(void);
// Waits for all work, and returns the error of what failed.
npuError_t npuDeviceSynchronize(void);
// npuErrorUnsupportedLimit for a limit that the device does not have.
npuError_t npuDeviceSetLimit(enum npuLimit limit, size_t value);
npuError_t npuDeviceGetLimit(size_t *value, enum npuLimit limit);
// Preferences; the processors of the CPU back end have no such choice, so they are kept and have no effect.
npuError_t npuDeviceGetCacheConfig(enum npuFuncCache *config);
npuError_t npuDeviceSetCacheConfig(enum npuFuncCache config);
npuError_t npuDeviceGetSharedMemConfig(enum npuSharedMemConfig *config);
npuError_t npuDeviceSetSharedMemConfig(enum npuSharedMemConfig config);
npuError_t npuDeviceGetStreamPriorityRange(int *leastPriority, int *greatestPriority);
npuError_t npuDeviceGetByPCIBusId(int *device, const char *pciBusId);
npuError_t npuDeviceGetPCIBusId(char *pciBusId, int len, int device);
// Peers: every device can reach the memory of every other one. Enabling twice is
// npuErrorPeerAccessAlreadyEnabled, disabling what is not enabled npuErrorPeerAccessNotEnabled.
npuError_t npuDeviceCanAccessPeer(int *canAccessPeer, int device, int peerDevice);
npuError_t npuDeviceEnablePeerAccess(int peerDevice, unsigned int flags);
npuError_t npuDeviceDisablePeerAccess(int peerDevice);
npuError_t npuDeviceGetDefaultMemPool(npuMemPool_t *memPool, int device);
npuError_t npuDeviceGetMemPool(npuMemPool_t *memPool, int device);
npuError_t npuDeviceSetMemPool(int device, npuMemPool_t memPool);
npuError_t npuDriverGetVersion(int *driverVersion);
npuError_t npuRuntimeGetVersion(int *runtimeVersion);
// Removed in CUDA 13: the npuDevice functions of the same name.
npuError_t npuThreadSynchronize(void);
npuError_t npuThreadExit(void);
npuError_t npuThreadSetLimit(enum npuLimit limit, size_t value);
npuError_t npuThreadGetLimit(size_t *value, enum npuLimit limit);
npuError_t npuThreadSetCacheConfig(enum npuFuncCache config);
npuError_t npuThreadGetCacheConfig(enum npuFuncCache *config);
// Go on with and pause the writing of the trace (npu/trace.h).
npuError_t npuProfilerStart(void);
npuError_t npuProfilerStop(void);

// --- memory
// ---------------------------------------------------------------------------------------------------------

// Device memory is aligned to 256 bytes and not initialised. A size of 0 gives a null pointer and npuSuccess;
// more than there is, npuErrorMemoryAllocation. npuFree first waits for all work that may use the memory; a
// pointer that no allocation returned is npuErrorInvalidValue, a null pointer is fine.
npuError_t npuMalloc(void **devPtr, size_t size);
npuError_t npuMallocHost(void **ptr, size_t size);
npuError_t npuMallocPitch(void **devPtr, size_t *pitch, size_t width, size_t height);
npuError_t npuMalloc3D(struct npuPitchedPtr *pitchedDevPtr, struct npuExtent extent);
npuError_t npuMallocManaged(void **devPtr, size_t size, unsigned int flags NPU_DEFAULT(npuMemAttachGlobal));
npuError_t npuFree(void *devPtr);
npuError_t npuFreeHost(void *ptr);
// Page-locked host memory; every device can use it under the same address.
npuError_t npuHostAlloc(void **pHost, size_t size, unsigned int flags);
npuError_t npuHostRegister(void *ptr, size_t size, unsigned int flags);
npuError_t npuHostUnregister(void *ptr);
npuError_t npuHostGetDevicePointer(void **pDevice, void *pHost, unsigned int flags);
npuError_t npuHostGetFlags(unsigned int *pFlags, void *pHost);
// total is 3/4 of the memory of the machine; free is total without what is allocated.
npuError_t npuMemGetInfo(size_t *free, size_t *total);
npuError_t npuPointerGetAttributes(struct npuPointerAttributes *attributes, const void *ptr);
// Copies run after the work before them in the stream; those without Async in the default stream, and they
// return when the copy is done. kind must fit the pointers: npuErrorInvalidValue where the device side of a
// copy is not memory that a device can reach, or where a range leaves its allocation,
// npuErrorInvalidMemcpyDirection for a kind that is none. npuErrorInvalidPitchValue for a pitch smaller than
// the width. Source and destination must not overlap.
npuError_t npuMemcpy(void *dst, const void *src, size_t count, enum npuMemcpyKind kind);
npuError_t npuMemcpyAsync(void *dst, const void *src, size_t count, enum npuMemcpyKind kind,
                          npuStream_t stream NPU_DEFAULT(0));
npuError_t npuMemcpyPeer(void *dst, int dstDevice, const void *src, int srcDevice, size_t count);
npuError_t npuMemcpyPeerAsync(void *dst, int dstDevice, const void *src, int srcDevice, size_t count,
                              npuStream_t stream NPU_DEFAULT(0));
npuError_t npuMemcpy2D(void *dst, size_t dpitch, const void *src, size_t spitch, size_t width, size_t height,
                       enum npuMemcpyKind kind);
npuError_t npuMemcpy2DAsync(void *dst, size_t dpitch, const void *src, size_t spitch, size_t width,
                            size_t height, enum npuMemcpyKind kind, npuStream_t stream NPU_DEFAULT(0));
npuError_t npuMemcpy3D(const struct npuMemcpy3DParms *p);
npuError_t npuMemcpy3DAsync(const struct npuMemcpy3DParms *p, npuStream_t stream NPU_DEFAULT(0));
npuError_t npuMemcpy3DPeer(const struct npuMemcpy3DPeerParms *p);
npuError_t npuMemcpy3DPeerAsync(const struct npuMemcpy3DPeerParms *p, npuStream_t stream NPU_DEFAULT(0));
// Runs in stream order, asynchronously with respect to the host. value: its lowest 8 bits are stored in each
// byte.
npuError_t npuMemset(void *devPtr, int value, size_t count);
npuError_t npuMemsetAsync(void *devPtr, int value, size_t count, npuStream_t stream NPU_DEFAULT(0));
npuError_t npuMemset2D(void *devPtr, size_t pitch, int value, size_t width, size_t height);
npuError_t npuMemset2DAsync(void *devPtr, size_t pitch, int value, size_t width, size_t height,
                            npuStream_t stream NPU_DEFAULT(0));
npuError_t npuMemset3D(struct npuPitchedPtr pitchedDevPtr, int value, struct npuExtent extent);
npuError_t npuMemset3DAsync(struct npuPitchedPtr pitchedDevPtr, int value, struct npuExtent extent,
                            npuStream_t stream NPU_DEFAULT(0));
// Advice on managed memory (npuMallocManaged): kept, and given back by npuMemRangeGetAttribute; memory is
// never moved.
npuError_t npuMemPrefetchAsync(const void *devPtr, size_t count, int dstDevice,
                               npuStream_t stream NPU_DEFAULT(0));
npuError_t npuMemAdvise(const void *devPtr, size_t count, enum npuMemoryAdvise advice, int device);
npuError_t npuMemRangeGetAttribute(void *data, size_t dataSize, enum npuMemRangeAttribute attribute,
                                   const void *devPtr, size_t count);
npuError_t npuMemRangeGetAttributes(void **data, size_t *dataSizes, enum npuMemRangeAttribute *attributes,
                                    size_t numAttributes, const void *devPtr, size_t count);
npuError_t npuStreamAttachMemAsync(npuStream_t stream, void *devPtr, size_t length NPU_DEFAULT(0),
                                   unsigned int flags NPU_DEFAULT(npuMemAttachSingle));

// --- symbols
// --------------------------------------------------------------------------------------------------------

// symbol is the address of a variable of a kernel file; the overloads of npu/runtime.hpp take the variable
// itself, and also check its size. npuErrorInvalidSymbol for what is no variable (a string with its name, a
// local variable).
npuError_t npuMemcpyToSymbol(const void *symbol, const void *src, size_t count, size_t offset NPU_DEFAULT(0),
                             enum npuMemcpyKind kind NPU_DEFAULT(npuMemcpyHostToDevice));
npuError_t npuMemcpyFromSymbol(void *dst, const void *symbol, size_t count, size_t offset NPU_DEFAULT(0),
                               enum npuMemcpyKind kind NPU_DEFAULT(npuMemcpyDeviceToHost));
npuError_t npuMemcpyToSymbolAsync(const void *symbol, const void *src, size_t count, size_t offset,
                                  enum npuMemcpyKind kind, npuStream_t stream NPU_DEFAULT(0));
npuError_t npuMemcpyFromSymbolAsync(void *dst, const void *symbol, size_t count, size_t offset,
                                    enum npuMemcpyKind kind, npuStream_t stream NPU_DEFAULT(0));
npuError_t npuGetSymbolAddress(void **devPtr, const void *symbol);
npuError_t npuGetSymbolSize(size_t *size, const void *symbol);

// --- stream-ordered memory and pools
// ---------------------------------------------------------------------------------

// Memory that may be used by work that is enqueued in the stream after the allocation and before the free.
// Freed memory is kept for reuse up to npuMemPoolAttrReleaseThreshold.
npuError_t npuMallocAsync(void **devPtr, size_t size, npuStream_t hStream);
npuError_t npuFreeAsync(void *devPtr, npuStream_t hStream);
npuError_t npuMallocFromPoolAsync(void **ptr, size_t size, npuMemPool_t memPool, npuStream_t stream);
npuError_t npuMemPoolCreate(npuMemPool_t *memPool, const struct npuMemPoolProps *poolProps);
npuError_t npuMemPoolDestroy(npuMemPool_t memPool);
npuError_t npuMemPoolTrimTo(npuMemPool_t memPool, size_t minBytesToKeep);
npuError_t npuMemPoolSetAttribute(npuMemPool_t memPool, enum npuMemPoolAttr attr, void *value);
npuError_t npuMemPoolGetAttribute(npuMemPool_t memPool, enum npuMemPoolAttr attr, void *value);
npuError_t npuMemPoolSetAccess(npuMemPool_t memPool, const struct npuMemAccessDesc *descList, size_t count);
npuError_t npuMemPoolGetAccess(enum npuMemAccessFlags *flags, npuMemPool_t memPool,
                               struct npuMemLocation *location);

// --- sharing between processes of one machine
// ------------------------------------------------------------------------------------

npuError_t npuMemPoolExportToShareableHandle(void *shareableHandle, npuMemPool_t memPool,
                                             enum npuMemAllocationHandleType handleType, unsigned int flags);
npuError_t npuMemPoolImportFromShareableHandle(npuMemPool_t *memPool, void *shareableHandle,
                                               enum npuMemAllocationHandleType handleType,
                                               unsigned int flags);
npuError_t npuMemPoolExportPointer(struct npuMemPoolPtrExportData *exportData, void *ptr);
npuError_t npuMemPoolImportPointer(void **ptr, npuMemPool_t memPool,
                                   struct npuMemPoolPtrExportData *exportData);
npuError_t npuIpcGetEventHandle(npuIpcEventHandle_t *handle, npuEvent_t event);
npuError_t npuIpcOpenEventHandle(npuEvent_t *event, npuIpcEventHandle_t handle);
npuError_t npuIpcGetMemHandle(npuIpcMemHandle_t *handle, void *devPtr);
npuError_t npuIpcOpenMemHandle(void **devPtr, npuIpcMemHandle_t handle, unsigned int flags);
npuError_t npuIpcCloseMemHandle(void *devPtr);

// --- streams
// --------------------------------------------------------------------------------------------------------

// A blocking stream (npuStreamDefault) and the legacy default stream wait for each other's earlier work; a
// stream made with npuStreamNonBlocking does not take part in that. Priorities go from 0 (least) to -5
// (greatest).
npuError_t npuStreamCreate(npuStream_t *pStream);
npuError_t npuStreamCreateWithFlags(npuStream_t *pStream, unsigned int flags);
npuError_t npuStreamCreateWithPriority(npuStream_t *pStream, unsigned int flags, int priority);
npuError_t npuStreamDestroy(npuStream_t stream);
npuError_t npuStreamSynchronize(npuStream_t stream);
npuError_t npuStreamQuery(npuStream_t stream);
npuError_t npuStreamWaitEvent(npuStream_t stream, npuEvent_t event, unsigned int flags NPU_DEFAULT(0));
// Functions on the host, run in stream order by a thread of the runtime. They must not call this API.
npuError_t npuStreamAddCallback(npuStream_t stream, npuStreamCallback_t callback, void *userData,
                                unsigned int flags);
npuError_t npuLaunchHostFunc(npuStream_t stream, npuHostFn_t fn, void *userData);
npuError_t npuStreamGetPriority(npuStream_t hStream, int *priority);
npuError_t npuStreamGetFlags(npuStream_t hStream, unsigned int *flags);
npuError_t npuStreamGetId(npuStream_t hStream, unsigned long long *streamId);
npuError_t npuStreamGetDevice(npuStream_t hStream, int *device);
npuError_t npuStreamCopyAttributes(npuStream_t dst, npuStream_t src);
npuError_t npuStreamGetAttribute(npuStream_t hStream, enum npuLaunchAttributeID attr,
                                 union npuLaunchAttributeValue *value_out);
npuError_t npuStreamSetAttribute(npuStream_t hStream, enum npuLaunchAttributeID attr,
                                 const union npuLaunchAttributeValue *value);
npuError_t npuCtxResetPersistingL2Cache(void);

// --- events
// ---------------------------------------------------------------------------------------------------------

npuError_t npuEventCreate(npuEvent_t *event);
npuError_t npuEventCreateWithFlags(npuEvent_t *event, unsigned int flags);
npuError_t npuEventRecord(npuEvent_t event, npuStream_t stream NPU_DEFAULT(0));
npuError_t npuEventRecordWithFlags(npuEvent_t event, npuStream_t stream NPU_DEFAULT(0),
                                   unsigned int flags NPU_DEFAULT(0));
npuError_t npuEventQuery(npuEvent_t event);
npuError_t npuEventSynchronize(npuEvent_t event);
npuError_t npuEventDestroy(npuEvent_t event);
// Milliseconds, with a resolution of less than a microsecond. npuErrorInvalidResourceHandle if one of the
// events was not recorded or was made with npuEventDisableTiming, npuErrorNotReady if one is not complete.
npuError_t npuEventElapsedTime(float *ms, npuEvent_t start, npuEvent_t end);

// --- execution
// ------------------------------------------------------------------------------------------------------

// func is a kernel whose type is known: one that was launched by NPU_LAUNCH, or whose address came from
// npu::kernel_address or the typed overloads of npu/runtime.hpp. args[i] points to the i-th argument.
npuError_t npuLaunchKernel(const void *func, dim3 gridDim, dim3 blockDim, void **args,
                           size_t sharedMem NPU_DEFAULT(0), npuStream_t stream NPU_DEFAULT(0));
npuError_t npuLaunchKernelExC(const npuLaunchConfig_t *config, const void *func, void **args);
npuError_t npuLaunchCooperativeKernel(const void *func, dim3 gridDim, dim3 blockDim, void **args,
                                      size_t sharedMem NPU_DEFAULT(0), npuStream_t stream NPU_DEFAULT(0));
npuError_t npuFuncGetAttributes(struct npuFuncAttributes *attr, const void *func);
npuError_t npuFuncSetAttribute(const void *func, enum npuFuncAttribute attr, int value);
npuError_t npuFuncSetCacheConfig(const void *func, enum npuFuncCache cacheConfig);
npuError_t npuFuncSetSharedMemConfig(const void *func, enum npuSharedMemConfig config);
npuError_t npuFuncGetName(const char **name, const void *func);
npuError_t npuGetFuncBySymbol(npuFunction_t *functionPtr, const void *symbolPtr);
npuError_t npuSetDoubleForDevice(double *d);
npuError_t npuSetDoubleForHost(double *d);
npuError_t npuOccupancyMaxActiveBlocksPerMultiprocessor(int *numBlocks, const void *func, int blockSize,
                                                        size_t dynamicSMemSize);
npuError_t npuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(int *numBlocks, const void *func,
                                                                 int blockSize, size_t dynamicSMemSize,
                                                                 unsigned int flags);
npuError_t npuOccupancyAvailableDynamicSMemPerBlock(size_t *dynamicSmemSize, const void *func, int numBlocks,
                                                    int blockSize);

NPU_API_END

#include "npu/array_api.h"
#include "npu/graph_api.h"
#include "npu/graphics_api.h"

#ifdef __cplusplus
#define NPU_DETAIL_INLINE inline
#else
#define NPU_DETAIL_INLINE static inline
#endif

NPU_DETAIL_INLINE struct npuPitchedPtr make_npuPitchedPtr(void *ptr, size_t pitch, size_t xsize,
                                                          size_t ysize) {
  struct npuPitchedPtr p = {ptr, pitch, xsize, ysize};
  return p;
}
NPU_DETAIL_INLINE struct npuPos make_npuPos(size_t x, size_t y, size_t z) {
  struct npuPos p = {x, y, z};
  return p;
}
NPU_DETAIL_INLINE struct npuExtent make_npuExtent(size_t width, size_t height, size_t depth) {
  struct npuExtent e = {width, height, depth};
  return e;
}

#undef NPU_DETAIL_INLINE

#include "npu/detail/macros_restored.inc"

#endif
