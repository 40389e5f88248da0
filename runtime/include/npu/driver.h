// SPDX-License-Identifier: Apache-2.0
// The driver API of the NPU runtime, for C and C++: contexts, modules, memory by integer address, launches by
// function handle. It stands on the host API (npu/runtime.h) and shares its streams, events, memory and
// devices: NPUstream is npuStream_t, NPUevent npuEvent_t, NPUgraph npuGraph_t; an NPUdeviceptr is the number
// of an address; NPUarray and npuArray_t (NPUmipmappedArray, npuMipmappedArray_t) are the same object under
// two types.
//
// Names, signatures, values and behaviour are those of the CUDA driver API with npudrv in place of cu, and
// what is said about a CUDA function holds for its counterpart. Sizes, offsets and pitches are in bytes.
//
// Every function returns NPU_SUCCESS or an error and leaves the last error of the host API alone. Any of them
// may return
//   NPU_ERROR_NOT_INITIALIZED   npudrvInit has not been called (not npudrvInit, npudrvDriverGetVersion,
//                               npudrvGetErrorName and npudrvGetErrorString)
//   NPU_ERROR_INVALID_CONTEXT   the function needs a current context and the thread has none (what concerns
//                               memory, streams, events, modules, functions and the context itself)
//   NPU_ERROR_INVALID_VALUE     a pointer for a result is null, or an argument is out of range
//   the error of an earlier asynchronous operation, such as a kernel that failed
#ifndef NPU_DRIVER_H
#define NPU_DRIVER_H

#include "npu/detail/api.h"
#include "npu/driver_structs.h"
#include "npu/runtime.h"
#ifdef __cplusplus
#include "npu/module.h"
#include "npu/runtime.hpp"
#endif

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

// Calling convention of functions and callbacks: the C one.
#define NPUDRVAPI
#define NPUDRV_CB

NPU_API_BEGIN

// Errors, initialisation, devices
NPUresult npudrvGetErrorString(NPUresult error, const char **pStr);
NPUresult npudrvGetErrorName(NPUresult error, const char **pStr);
NPUresult npudrvInit(unsigned int Flags);
NPUresult npudrvDriverGetVersion(int *driverVersion);
NPUresult npudrvDeviceGet(NPUdevice *device, int ordinal);
NPUresult npudrvDeviceGetCount(int *count);
NPUresult npudrvDeviceGetName(char *name, int len, NPUdevice dev);
NPUresult npudrvDeviceGetUuid(NPUuuid *uuid, NPUdevice dev);
NPUresult npudrvDeviceTotalMem(size_t *bytes, NPUdevice dev);
NPUresult npudrvDeviceGetAttribute(int *pi, NPUdevice_attribute attrib, NPUdevice dev);
NPUresult npudrvDeviceGetProperties(NPUdevprop *prop, NPUdevice dev);
NPUresult npudrvDeviceComputeCapability(int *major, int *minor, NPUdevice dev);
NPUresult npudrvDeviceGetByPCIBusId(NPUdevice *dev, const char *pciBusId);
NPUresult npudrvDeviceGetPCIBusId(char *pciBusId, int len, NPUdevice dev);
NPUresult npudrvDeviceCanAccessPeer(int *canAccessPeer, NPUdevice dev, NPUdevice peerDev);
NPUresult npudrvDeviceGetP2PAttribute(int *value, NPUdevice_P2PAttribute attrib, NPUdevice src,
                                      NPUdevice dst);

// Contexts
NPUresult npudrvCtxCreate(NPUcontext *pctx, unsigned int flags, NPUdevice dev);
NPUresult npudrvDevicePrimaryCtxRetain(NPUcontext *pctx, NPUdevice dev);
NPUresult npudrvDevicePrimaryCtxRelease(NPUdevice dev);
NPUresult npudrvDevicePrimaryCtxReset(NPUdevice dev);
NPUresult npudrvDevicePrimaryCtxSetFlags(NPUdevice dev, unsigned int flags);
NPUresult npudrvDevicePrimaryCtxGetState(NPUdevice dev, unsigned int *flags, int *active);
NPUresult npudrvCtxDestroy(NPUcontext ctx);
NPUresult npudrvCtxAttach(NPUcontext *pctx, unsigned int flags);
NPUresult npudrvCtxDetach(NPUcontext ctx);
NPUresult npudrvCtxPushCurrent(NPUcontext ctx);
NPUresult npudrvCtxPopCurrent(NPUcontext *pctx);
NPUresult npudrvCtxSetCurrent(NPUcontext ctx);
NPUresult npudrvCtxGetCurrent(NPUcontext *pctx);
NPUresult npudrvCtxGetDevice(NPUdevice *device);
NPUresult npudrvCtxGetFlags(unsigned int *flags);
NPUresult npudrvCtxSynchronize(void);
NPUresult npudrvCtxSetLimit(NPUlimit limit, size_t value);
NPUresult npudrvCtxGetLimit(size_t *pvalue, NPUlimit limit);
NPUresult npudrvCtxGetCacheConfig(NPUfunc_cache *pconfig);
NPUresult npudrvCtxSetCacheConfig(NPUfunc_cache config);
NPUresult npudrvCtxGetSharedMemConfig(NPUsharedconfig *pConfig);
NPUresult npudrvCtxSetSharedMemConfig(NPUsharedconfig config);
NPUresult npudrvCtxGetApiVersion(NPUcontext ctx, unsigned int *version);
NPUresult npudrvCtxGetStreamPriorityRange(int *leastPriority, int *greatestPriority);
NPUresult npudrvCtxEnablePeerAccess(NPUcontext peerContext, unsigned int Flags);
NPUresult npudrvCtxDisablePeerAccess(NPUcontext peerContext);

// Modules
NPUresult npudrvModuleLoad(NPUmodule *module, const char *fname);
NPUresult npudrvModuleLoadData(NPUmodule *module, const void *image);
NPUresult npudrvModuleLoadDataEx(NPUmodule *module, const void *image, unsigned int numOptions,
                                 NPUjit_option *options, void **optionValues);
NPUresult npudrvModuleLoadFatBinary(NPUmodule *module, const void *fatCubin);
NPUresult npudrvModuleUnload(NPUmodule hmod);
NPUresult npudrvModuleGetFunction(NPUfunction *hfunc, NPUmodule hmod, const char *name);
NPUresult npudrvModuleGetGlobal(NPUdeviceptr *dptr, size_t *bytes, NPUmodule hmod, const char *name);

// Memory
NPUresult npudrvMemGetInfo(size_t *free, size_t *total);
NPUresult npudrvMemAlloc(NPUdeviceptr *dptr, size_t bytesize);
NPUresult npudrvMemAllocPitch(NPUdeviceptr *dptr, size_t *pPitch, size_t WidthInBytes, size_t Height,
                              unsigned int ElementSizeBytes);
NPUresult npudrvMemAllocManaged(NPUdeviceptr *dptr, size_t bytesize, unsigned int flags);
NPUresult npudrvMemAllocHost(void **pp, size_t bytesize);
NPUresult npudrvMemFree(NPUdeviceptr dptr);
NPUresult npudrvMemFreeHost(void *p);
NPUresult npudrvMemGetAddressRange(NPUdeviceptr *pbase, size_t *psize, NPUdeviceptr dptr);
NPUresult npudrvMemHostAlloc(void **pp, size_t bytesize, unsigned int Flags);
NPUresult npudrvMemHostGetDevicePointer(NPUdeviceptr *pdptr, void *p, unsigned int Flags);
NPUresult npudrvMemHostGetFlags(unsigned int *pFlags, void *p);
NPUresult npudrvMemHostRegister(void *p, size_t bytesize, unsigned int Flags);
NPUresult npudrvMemHostUnregister(void *p);
NPUresult npudrvMemAllocAsync(NPUdeviceptr *dptr, size_t bytesize, NPUstream hStream);
NPUresult npudrvMemFreeAsync(NPUdeviceptr dptr, NPUstream hStream);
NPUresult npudrvMemPrefetchAsync(NPUdeviceptr devPtr, size_t count, NPUdevice dstDevice, NPUstream hStream);
NPUresult npudrvMemAdvise(NPUdeviceptr devPtr, size_t count, NPUmem_advise advice, NPUdevice device);
NPUresult npudrvPointerGetAttribute(void *data, NPUpointer_attribute attribute, NPUdeviceptr ptr);
NPUresult npudrvIpcGetEventHandle(NPUipcEventHandle *pHandle, NPUevent event);
NPUresult npudrvIpcOpenEventHandle(NPUevent *phEvent, NPUipcEventHandle handle);
NPUresult npudrvIpcGetMemHandle(NPUipcMemHandle *pHandle, NPUdeviceptr dptr);
NPUresult npudrvIpcOpenMemHandle(NPUdeviceptr *pdptr, NPUipcMemHandle handle, unsigned int Flags);
NPUresult npudrvIpcCloseMemHandle(NPUdeviceptr dptr);
NPUresult npudrvMemcpy(NPUdeviceptr dst, NPUdeviceptr src, size_t ByteCount);
NPUresult npudrvMemcpyAsync(NPUdeviceptr dst, NPUdeviceptr src, size_t ByteCount, NPUstream hStream);
NPUresult npudrvMemcpyPeer(NPUdeviceptr dstDevice, NPUcontext dstContext, NPUdeviceptr srcDevice,
                           NPUcontext srcContext, size_t ByteCount);
NPUresult npudrvMemcpyPeerAsync(NPUdeviceptr dstDevice, NPUcontext dstContext, NPUdeviceptr srcDevice,
                                NPUcontext srcContext, size_t ByteCount, NPUstream hStream);
NPUresult npudrvMemcpyHtoD(NPUdeviceptr dstDevice, const void *srcHost, size_t ByteCount);
NPUresult npudrvMemcpyDtoH(void *dstHost, NPUdeviceptr srcDevice, size_t ByteCount);
NPUresult npudrvMemcpyDtoD(NPUdeviceptr dstDevice, NPUdeviceptr srcDevice, size_t ByteCount);
NPUresult npudrvMemcpyHtoDAsync(NPUdeviceptr dstDevice, const void *srcHost, size_t ByteCount,
                                NPUstream hStream);
NPUresult npudrvMemcpyDtoHAsync(void *dstHost, NPUdeviceptr srcDevice, size_t ByteCount, NPUstream hStream);
NPUresult npudrvMemcpyDtoDAsync(NPUdeviceptr dstDevice, NPUdeviceptr srcDevice, size_t ByteCount,
                                NPUstream hStream);
NPUresult npudrvMemcpyDtoA(NPUarray dstArray, size_t dstOffset, NPUdeviceptr srcDevice, size_t ByteCount);
NPUresult npudrvMemcpyAtoD(NPUdeviceptr dstDevice, NPUarray srcArray, size_t srcOffset, size_t ByteCount);
NPUresult npudrvMemcpyHtoA(NPUarray dstArray, size_t dstOffset, const void *srcHost, size_t ByteCount);
NPUresult npudrvMemcpyAtoH(void *dstHost, NPUarray srcArray, size_t srcOffset, size_t ByteCount);
NPUresult npudrvMemcpyAtoA(NPUarray dstArray, size_t dstOffset, NPUarray srcArray, size_t srcOffset,
                           size_t ByteCount);
NPUresult npudrvMemcpyHtoAAsync(NPUarray dstArray, size_t dstOffset, const void *srcHost, size_t ByteCount,
                                NPUstream hStream);
NPUresult npudrvMemcpyAtoHAsync(void *dstHost, NPUarray srcArray, size_t srcOffset, size_t ByteCount,
                                NPUstream hStream);
NPUresult npudrvMemcpy2D(const NPU_MEMCPY2D *pCopy);
NPUresult npudrvMemcpy2DUnaligned(const NPU_MEMCPY2D *pCopy);
NPUresult npudrvMemcpy2DAsync(const NPU_MEMCPY2D *pCopy, NPUstream hStream);
NPUresult npudrvMemcpy3D(const NPU_MEMCPY3D *pCopy);
NPUresult npudrvMemcpy3DAsync(const NPU_MEMCPY3D *pCopy, NPUstream hStream);
NPUresult npudrvMemsetD8(NPUdeviceptr dstDevice, unsigned char uc, size_t N);
NPUresult npudrvMemsetD16(NPUdeviceptr dstDevice, unsigned short us, size_t N);
NPUresult npudrvMemsetD32(NPUdeviceptr dstDevice, unsigned int ui, size_t N);
NPUresult npudrvMemsetD2D8(NPUdeviceptr dstDevice, size_t dstPitch, unsigned char uc, size_t Width,
                           size_t Height);
NPUresult npudrvMemsetD2D16(NPUdeviceptr dstDevice, size_t dstPitch, unsigned short us, size_t Width,
                            size_t Height);
NPUresult npudrvMemsetD2D32(NPUdeviceptr dstDevice, size_t dstPitch, unsigned int ui, size_t Width,
                            size_t Height);
NPUresult npudrvMemsetD8Async(NPUdeviceptr dstDevice, unsigned char uc, size_t N, NPUstream hStream);
NPUresult npudrvMemsetD16Async(NPUdeviceptr dstDevice, unsigned short us, size_t N, NPUstream hStream);
NPUresult npudrvMemsetD32Async(NPUdeviceptr dstDevice, unsigned int ui, size_t N, NPUstream hStream);

// Virtual memory
NPUresult npudrvMemAddressReserve(NPUdeviceptr *ptr, size_t size, size_t alignment, NPUdeviceptr addr,
                                  unsigned long long flags);
NPUresult npudrvMemAddressFree(NPUdeviceptr ptr, size_t size);
NPUresult npudrvMemCreate(NPUmemGenericAllocationHandle *handle, size_t size,
                          const NPUmemAllocationProp *prop, unsigned long long flags);
NPUresult npudrvMemRelease(NPUmemGenericAllocationHandle handle);
NPUresult npudrvMemMap(NPUdeviceptr ptr, size_t size, size_t offset, NPUmemGenericAllocationHandle handle,
                       unsigned long long flags);
NPUresult npudrvMemUnmap(NPUdeviceptr ptr, size_t size);
NPUresult npudrvMemSetAccess(NPUdeviceptr ptr, size_t size, const NPUmemAccessDesc *desc, size_t count);
NPUresult npudrvMemGetAccess(unsigned long long *flags, const NPUmemLocation *location, NPUdeviceptr ptr);
NPUresult npudrvMemGetAllocationGranularity(size_t *granularity, const NPUmemAllocationProp *prop,
                                            NPUmemAllocationGranularity_flags option);
NPUresult npudrvMemExportToShareableHandle(void *shareableHandle, NPUmemGenericAllocationHandle handle,
                                           NPUmemAllocationHandleType handleType, unsigned long long flags);
NPUresult npudrvMemImportFromShareableHandle(NPUmemGenericAllocationHandle *handle, void *osHandle,
                                             NPUmemAllocationHandleType shHandleType);

// Streams and events
NPUresult npudrvStreamCreate(NPUstream *phStream, unsigned int Flags);
NPUresult npudrvStreamCreateWithPriority(NPUstream *phStream, unsigned int flags, int priority);
NPUresult npudrvStreamGetPriority(NPUstream hStream, int *priority);
NPUresult npudrvStreamGetFlags(NPUstream hStream, unsigned int *flags);
NPUresult npudrvStreamWaitEvent(NPUstream hStream, NPUevent hEvent, unsigned int Flags);
NPUresult npudrvStreamAddCallback(NPUstream hStream, NPUstreamCallback callback, void *userData,
                                  unsigned int flags);
NPUresult npudrvStreamAttachMemAsync(NPUstream hStream, NPUdeviceptr dptr, size_t length, unsigned int flags);
NPUresult npudrvStreamQuery(NPUstream hStream);
NPUresult npudrvStreamSynchronize(NPUstream hStream);
NPUresult npudrvStreamDestroy(NPUstream hStream);
NPUresult npudrvStreamGetCtx(NPUstream hStream, NPUcontext *pctx);
NPUresult npudrvStreamWriteValue32(NPUstream stream, NPUdeviceptr addr, unsigned int value,
                                   unsigned int flags);
NPUresult npudrvStreamWaitValue32(NPUstream stream, NPUdeviceptr addr, unsigned int value,
                                  unsigned int flags);
NPUresult npudrvLaunchHostFunc(NPUstream hStream, NPUhostFn fn, void *userData);
NPUresult npudrvEventCreate(NPUevent *phEvent, unsigned int Flags);
NPUresult npudrvEventRecord(NPUevent hEvent, NPUstream hStream);
NPUresult npudrvEventQuery(NPUevent hEvent);
NPUresult npudrvEventSynchronize(NPUevent hEvent);
NPUresult npudrvEventDestroy(NPUevent hEvent);
NPUresult npudrvEventElapsedTime(float *pMilliseconds, NPUevent hStart, NPUevent hEnd);

// Execution
NPUresult npudrvFuncGetAttribute(int *pi, NPUfunction_attribute attrib, NPUfunction hfunc);
NPUresult npudrvFuncSetAttribute(NPUfunction hfunc, NPUfunction_attribute attrib, int value);
NPUresult npudrvFuncSetCacheConfig(NPUfunction hfunc, NPUfunc_cache config);
NPUresult npudrvFuncSetSharedMemConfig(NPUfunction hfunc, NPUsharedconfig config);
NPUresult npudrvLaunchKernel(NPUfunction f, unsigned int gridDimX, unsigned int gridDimY,
                             unsigned int gridDimZ, unsigned int blockDimX, unsigned int blockDimY,
                             unsigned int blockDimZ, unsigned int sharedMemBytes, NPUstream hStream,
                             void **kernelParams, void **extra);
NPUresult npudrvLaunchCooperativeKernel(NPUfunction f, unsigned int gridDimX, unsigned int gridDimY,
                                        unsigned int gridDimZ, unsigned int blockDimX, unsigned int blockDimY,
                                        unsigned int blockDimZ, unsigned int sharedMemBytes,
                                        NPUstream hStream, void **kernelParams);
NPUresult npudrvOccupancyMaxActiveBlocksPerMultiprocessor(int *numBlocks, NPUfunction func, int blockSize,
                                                          size_t dynamicSMemSize);
NPUresult npudrvOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(int *numBlocks, NPUfunction func,
                                                                   int blockSize, size_t dynamicSMemSize,
                                                                   unsigned int flags);
NPUresult npudrvOccupancyMaxPotentialBlockSize(int *minGridSize, int *blockSize, NPUfunction func,
                                               NPUoccupancyB2DSize blockSizeToDynamicSMemSize,
                                               size_t dynamicSMemSize, int blockSizeLimit);
NPUresult npudrvProfilerStart(void);
NPUresult npudrvProfilerStop(void);

// Arrays, textures and surfaces
NPUresult npudrvArrayCreate(NPUarray *pHandle, const NPU_ARRAY_DESCRIPTOR *pAllocateArray);
NPUresult npudrvArrayGetDescriptor(NPU_ARRAY_DESCRIPTOR *pArrayDescriptor, NPUarray hArray);
NPUresult npudrvArrayDestroy(NPUarray hArray);
NPUresult npudrvArray3DCreate(NPUarray *pHandle, const NPU_ARRAY3D_DESCRIPTOR *pAllocateArray);
NPUresult npudrvArray3DGetDescriptor(NPU_ARRAY3D_DESCRIPTOR *pArrayDescriptor, NPUarray hArray);
NPUresult npudrvMipmappedArrayCreate(NPUmipmappedArray *pHandle, const NPU_ARRAY3D_DESCRIPTOR *pDesc,
                                     unsigned int numMipmapLevels);
NPUresult npudrvMipmappedArrayGetLevel(NPUarray *pLevelArray, NPUmipmappedArray hMipmappedArray,
                                       unsigned int level);
NPUresult npudrvMipmappedArrayDestroy(NPUmipmappedArray hMipmappedArray);
NPUresult npudrvTexObjectCreate(NPUtexObject *pTexObject, const NPU_RESOURCE_DESC *pResDesc,
                                const NPU_TEXTURE_DESC *pTexDesc, const NPU_RESOURCE_VIEW_DESC *pResViewDesc);
NPUresult npudrvTexObjectDestroy(NPUtexObject texObject);
NPUresult npudrvSurfObjectCreate(NPUsurfObject *pSurfObject, const NPU_RESOURCE_DESC *pResDesc);
NPUresult npudrvSurfObjectDestroy(NPUsurfObject surfObject);

NPU_API_END

#ifdef __cplusplus
// The signatures of CUDA 13. Neither execution affinity nor memory locations other than devices and the host
// exist: NPU_ERROR_NOT_SUPPORTED.
inline NPUresult npudrvCtxCreate(NPUcontext *pctx, NPUctxCreateParams *ctxCreateParams, unsigned int flags,
                                 NPUdevice dev) {
  const bool special =
      ctxCreateParams && (ctxCreateParams->numExecAffinityParams || ctxCreateParams->cigParams);
  return special ? NPU_ERROR_NOT_SUPPORTED : npudrvCtxCreate(pctx, flags, dev);
}
inline NPUresult npudrvMemPrefetchAsync(NPUdeviceptr devPtr, size_t count, NPUmemLocation location,
                                        unsigned int flags, NPUstream hStream) {
  if (flags)
    return NPU_ERROR_INVALID_VALUE;
  const bool host = location.type == NPU_MEM_LOCATION_TYPE_HOST;
  return npudrvMemPrefetchAsync(devPtr, count, host ? NPU_DEVICE_CPU : location.id, hStream);
}
inline NPUresult npudrvMemAdvise(NPUdeviceptr devPtr, size_t count, NPUmem_advise advice,
                                 NPUmemLocation location) {
  const bool host = location.type == NPU_MEM_LOCATION_TYPE_HOST;
  return npudrvMemAdvise(devPtr, count, advice, host ? NPU_DEVICE_CPU : location.id);
}
#endif

#endif
