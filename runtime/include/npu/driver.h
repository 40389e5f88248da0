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
// Every function returns NPU_SUCCESS or an error and leaves the last error of the host API alone. Besides
// what is said below, most can return
//   NPU_ERROR_INVALID_VALUE         a pointer for a result is null, or an argument is out of range
//   NPU_ERROR_INVALID_DEVICE        no device has this number
//   NPU_ERROR_INVALID_HANDLE        a stream, event, module, function, array or object that is none
//   NPU_ERROR_INVALID_CONTEXT       the thread has no current context (it has taken the last one off)
//   NPU_ERROR_CONTEXT_IS_DESTROYED  another thread has destroyed the current context
//   the error of an earlier asynchronous operation, such as a kernel that failed
// NPU_ERROR_NOT_INITIALIZED is never returned: there is nothing to initialise.
#ifndef NPU_DRIVER_H
#define NPU_DRIVER_H

#include "npu/detail/macros_aside.inc"

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

// --- errors, initialisation, devices

// NPU_ERROR_INVALID_VALUE, and a null text, for a code that is none.
NPUresult npudrvGetErrorString(NPUresult error, const char **pStr);
NPUresult npudrvGetErrorName(NPUresult error, const char **pStr);
// Flags must be 0.
NPUresult npudrvInit(unsigned int Flags);
NPUresult npudrvDriverGetVersion(int *driverVersion);
NPUresult npudrvDeviceGet(NPUdevice *device, int ordinal);
NPUresult npudrvDeviceGetCount(int *count);
// The name is cut to len - 1 characters.
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

// --- contexts

// A context is a device with flags; contexts of one device share its memory, streams and modules, which
// outlive them. Each thread has a stack of contexts with the current one on top, which the current device of
// the host API follows. At the bottom lies the primary context of the thread's device, as if the thread had
// called the host API. Destroying a context waits for the work of its device; the primary one cannot be
// destroyed (NPU_ERROR_INVALID_CONTEXT).
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

// --- modules

// A module is a shared library with kernels, as npucc -fatbin, -cubin or -ptx makes one, from a file or from
// memory. Each load has variables of its own. PTX stands for the running program if that holds all kernels of
// the PTX. Why an image is refused is written to stderr and to the error log among the options:
//   NPU_ERROR_FILE_NOT_FOUND             the file cannot be read
//   NPU_ERROR_NO_BINARY_FOR_GPU          PTX, cubin or fatbin of a GPU, or a library for another machine
//   NPU_ERROR_INVALID_IMAGE              neither these nor a complete library
//   NPU_ERROR_SHARED_OBJECT_INIT_FAILED  the library cannot be linked, for instance because a symbol is
//   missing
NPUresult npudrvModuleLoad(NPUmodule *module, const char *fname);
NPUresult npudrvModuleLoadData(NPUmodule *module, const void *image);
NPUresult npudrvModuleLoadDataEx(NPUmodule *module, const void *image, unsigned int numOptions,
                                 NPUjit_option *options, void **optionValues);
NPUresult npudrvModuleLoadFatBinary(NPUmodule *module, const void *fatCubin);
NPUresult npudrvModuleUnload(NPUmodule hmod);
// Linking: of one module, which is what comes out, and of the toolkit's libraries.
NPUresult npudrvLinkCreate(unsigned int numOptions, NPUjit_option *options, void **optionValues,
                           NPUlinkState *stateOut);
NPUresult npudrvLinkAddData(NPUlinkState state, NPUjitInputType type, void *data, size_t size,
                            const char *name, unsigned int numOptions, NPUjit_option *options,
                            void **optionValues);
NPUresult npudrvLinkAddFile(NPUlinkState state, NPUjitInputType type, const char *path,
                            unsigned int numOptions, NPUjit_option *options, void **optionValues);
NPUresult npudrvLinkComplete(NPUlinkState state, void **cubinOut, size_t *sizeOut);
NPUresult npudrvLinkDestroy(NPUlinkState state);
// name is that of an extern "C" kernel, or the mangled one. The kernel's parameters must be known, see
// NPU_EXPORT_KERNEL (npu/module.h); NPU_ERROR_NOT_FOUND if there is no such kernel or they are not.
NPUresult npudrvModuleGetFunction(NPUfunction *hfunc, NPUmodule hmod, const char *name);
// Either result may be null. Variables are found as long as the library is not stripped of their names.
NPUresult npudrvModuleGetGlobal(NPUdeviceptr *dptr, size_t *bytes, NPUmodule hmod, const char *name);

// --- memory

// As the functions of the same purpose in the host API, except that a size of 0 is NPU_ERROR_INVALID_VALUE.
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
// What was advised: an int each, or a list of them (NPU_MEM_RANGE_ATTRIBUTE_ACCESSED_BY).
NPUresult npudrvMemRangeGetAttribute(void *data, size_t dataSize, NPUmem_range_attribute attribute,
                                     NPUdeviceptr devPtr, size_t count);
NPUresult npudrvMemRangeGetAttributes(void **data, size_t *dataSizes, NPUmem_range_attribute *attributes,
                                      size_t numAttributes, NPUdeviceptr devPtr, size_t count);
// data takes what CUDA documents for the attribute (an unsigned int, int, NPUdeviceptr, NPUcontext or void
// *). NPU_ERROR_INVALID_VALUE for memory that the API did not allocate and was not told about.
NPUresult npudrvPointerGetAttribute(void *data, NPUpointer_attribute attribute, NPUdeviceptr ptr);
// Sharing between processes of one machine.
NPUresult npudrvIpcGetEventHandle(NPUipcEventHandle *pHandle, NPUevent event);
NPUresult npudrvIpcOpenEventHandle(NPUevent *phEvent, NPUipcEventHandle handle);
NPUresult npudrvIpcGetMemHandle(NPUipcMemHandle *pHandle, NPUdeviceptr dptr);
NPUresult npudrvIpcOpenMemHandle(NPUdeviceptr *pdptr, NPUipcMemHandle handle, unsigned int Flags);
NPUresult npudrvIpcCloseMemHandle(NPUdeviceptr dptr);
// Copies, in stream order; those without Async return when the copy is done. NPU_ERROR_INVALID_VALUE where a
// range leaves its allocation. Offsets into arrays are in bytes. In NPU_MEMCPY2D and NPU_MEMCPY3D a pitch or
// a height of 0 means that the rows or slices follow each other without a gap, and levels (LOD) must be 0.
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
// N, Width and Height count elements of 1, 2 or 4 bytes; address and pitch are multiples of that.
NPUresult npudrvMemsetD8(NPUdeviceptr dstDevice, unsigned char uc, size_t count);
NPUresult npudrvMemsetD16(NPUdeviceptr dstDevice, unsigned short us, size_t count);
NPUresult npudrvMemsetD32(NPUdeviceptr dstDevice, unsigned int ui, size_t count);
NPUresult npudrvMemsetD2D8(NPUdeviceptr dstDevice, size_t dstPitch, unsigned char uc, size_t Width,
                           size_t Height);
NPUresult npudrvMemsetD2D16(NPUdeviceptr dstDevice, size_t dstPitch, unsigned short us, size_t Width,
                            size_t Height);
NPUresult npudrvMemsetD2D32(NPUdeviceptr dstDevice, size_t dstPitch, unsigned int ui, size_t Width,
                            size_t Height);
NPUresult npudrvMemsetD8Async(NPUdeviceptr dstDevice, unsigned char uc, size_t count, NPUstream hStream);
NPUresult npudrvMemsetD16Async(NPUdeviceptr dstDevice, unsigned short us, size_t count, NPUstream hStream);
NPUresult npudrvMemsetD32Async(NPUdeviceptr dstDevice, unsigned int ui, size_t count, NPUstream hStream);
NPUresult npudrvMemsetD2D8Async(NPUdeviceptr dstDevice, size_t dstPitch, unsigned char uc, size_t Width,
                                size_t Height, NPUstream hStream);
NPUresult npudrvMemsetD2D16Async(NPUdeviceptr dstDevice, size_t dstPitch, unsigned short us, size_t Width,
                                 size_t Height, NPUstream hStream);
NPUresult npudrvMemsetD2D32Async(NPUdeviceptr dstDevice, size_t dstPitch, unsigned int ui, size_t Width,
                                 size_t Height, NPUstream hStream);

// --- virtual memory

// Addresses, sizes and alignments are multiples of the granularity, 2 MiB. Memory is mapped as a whole
// (offset 0). Access rights are those of all devices and of the host; before npudrvMemSetAccess there are
// none, and touching memory without the right ends the process. Memory is shared with another process as a
// file descriptor (NPU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR; other types NPU_ERROR_NOT_SUPPORTED).
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
// prop: as it was made; of memory that another process made, that of this process's device.
NPUresult npudrvMemGetAllocationPropertiesFromHandle(NPUmemAllocationProp *prop,
                                                     NPUmemGenericAllocationHandle handle);
// The handle of what is mapped at an address, to be released once more.
NPUresult npudrvMemRetainAllocationHandle(NPUmemGenericAllocationHandle *handle, void *addr);
NPUresult npudrvMemExportToShareableHandle(void *shareableHandle, NPUmemGenericAllocationHandle handle,
                                           NPUmemAllocationHandleType handleType, unsigned long long flags);
NPUresult npudrvMemImportFromShareableHandle(NPUmemGenericAllocationHandle *handle, void *osHandle,
                                             NPUmemAllocationHandleType shHandleType);

// --- texture and surface references of modules (removed in CUDA 12)

NPUresult npudrvModuleGetTexRef(NPUtexref *pTexRef, NPUmodule hmod, const char *name);
NPUresult npudrvModuleGetSurfRef(NPUsurfref *pSurfRef, NPUmodule hmod, const char *name);
NPUresult npudrvTexRefCreate(NPUtexref *pTexRef);
NPUresult npudrvTexRefDestroy(NPUtexref hTexRef);
NPUresult npudrvTexRefSetArray(NPUtexref hTexRef, NPUarray hArray, unsigned int Flags);
NPUresult npudrvTexRefSetAddress(size_t *ByteOffset, NPUtexref hTexRef, NPUdeviceptr dptr, size_t bytes);
NPUresult npudrvTexRefSetAddress2D(NPUtexref hTexRef, const NPU_ARRAY_DESCRIPTOR *desc, NPUdeviceptr dptr,
                                   size_t Pitch);
NPUresult npudrvTexRefSetFormat(NPUtexref hTexRef, NPUarray_format fmt, int NumPackedComponents);
NPUresult npudrvTexRefSetAddressMode(NPUtexref hTexRef, int dim, NPUaddress_mode am);
NPUresult npudrvTexRefSetFilterMode(NPUtexref hTexRef, NPUfilter_mode fm);
NPUresult npudrvTexRefSetFlags(NPUtexref hTexRef, unsigned int Flags);
NPUresult npudrvTexRefGetAddress(NPUdeviceptr *pdptr, NPUtexref hTexRef);
NPUresult npudrvTexRefGetArray(NPUarray *phArray, NPUtexref hTexRef);
NPUresult npudrvTexRefGetAddressMode(NPUaddress_mode *pam, NPUtexref hTexRef, int dim);
NPUresult npudrvTexRefGetFilterMode(NPUfilter_mode *pfm, NPUtexref hTexRef);
NPUresult npudrvTexRefGetFormat(NPUarray_format *pFormat, int *pNumChannels, NPUtexref hTexRef);
NPUresult npudrvTexRefGetFlags(unsigned int *pFlags, NPUtexref hTexRef);
NPUresult npudrvSurfRefSetArray(NPUsurfref hSurfRef, NPUarray hArray, unsigned int Flags);
NPUresult npudrvSurfRefGetArray(NPUarray *phArray, NPUsurfref hSurfRef);

// --- streams and events

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
// addr: a word of 4 bytes that the device can reach. flags: NPUstreamWriteValue_flags,
// NPUstreamWaitValue_flags. A waiting stream keeps a worker busy until the word has the value.
NPUresult npudrvStreamWriteValue32(NPUstream stream, NPUdeviceptr addr, unsigned int value,
                                   unsigned int flags);
NPUresult npudrvStreamWaitValue32(NPUstream stream, NPUdeviceptr addr, unsigned int value,
                                  unsigned int flags);
// The same with a word of 8 bytes.
NPUresult npudrvStreamWriteValue64(NPUstream stream, NPUdeviceptr addr, unsigned long long value,
                                   unsigned int flags);
NPUresult npudrvStreamWaitValue64(NPUstream stream, NPUdeviceptr addr, unsigned long long value,
                                  unsigned int flags);
NPUresult npudrvStreamGetId(NPUstream hStream, unsigned long long *streamId);
NPUresult npudrvLaunchHostFunc(NPUstream hStream, NPUhostFn fn, void *userData);
NPUresult npudrvEventCreate(NPUevent *phEvent, unsigned int Flags);
NPUresult npudrvEventRecord(NPUevent hEvent, NPUstream hStream);
NPUresult npudrvEventRecordWithFlags(NPUevent hEvent, NPUstream hStream, unsigned int flags);
NPUresult npudrvEventQuery(NPUevent hEvent);
NPUresult npudrvEventSynchronize(NPUevent hEvent);
NPUresult npudrvEventDestroy(NPUevent hEvent);
NPUresult npudrvEventElapsedTime(float *pMilliseconds, NPUevent hStart, NPUevent hEnd);

// --- execution

NPUresult npudrvFuncGetAttribute(int *pi, NPUfunction_attribute attrib, NPUfunction hfunc);
NPUresult npudrvFuncGetName(const char **name, NPUfunction hfunc);
NPUresult npudrvFuncSetAttribute(NPUfunction hfunc, NPUfunction_attribute attrib, int value);
NPUresult npudrvFuncSetCacheConfig(NPUfunction hfunc, NPUfunc_cache config);
NPUresult npudrvFuncSetSharedMemConfig(NPUfunction hfunc, NPUsharedconfig config);
// Extents and limits are those of npuLaunchKernel, but NPU_ERROR_INVALID_VALUE stands for all of them.
// Arguments come either as one pointer per argument, or in `extra` as a buffer that is laid out like a C
// structure of the parameters:
//   {NPU_LAUNCH_PARAM_BUFFER_POINTER, buffer, NPU_LAUNCH_PARAM_BUFFER_SIZE, &size, NPU_LAUNCH_PARAM_END}
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
NPUresult npudrvOccupancyMaxPotentialBlockSizeWithFlags(int *minGridSize, int *blockSize, NPUfunction func,
                                                        NPUoccupancyB2DSize blockSizeToDynamicSMemSize,
                                                        size_t dynamicSMemSize, int blockSizeLimit,
                                                        unsigned int flags);
NPUresult npudrvOccupancyAvailableDynamicSMemPerBlock(size_t *dynamicSmemSize, NPUfunction func,
                                                      int numBlocks, int blockSize);
NPUresult npudrvProfilerStart(void);
NPUresult npudrvProfilerStop(void);

// --- arrays, textures and surfaces

// Extents of arrays are in elements, which have 1, 2 or 4 channels. Integers of 8 and 16 bits are read as
// fractions of 1 unless NPU_TRSF_READ_AS_INTEGER is set.
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

#include "npu/detail/macros_restored.inc"

#endif
