// SPDX-License-Identifier: Apache-2.0
// Driver API: memory of the device and the host, and questions about pointers.
#include "api/allocations.h"
#include "api/driver_calls.h"

#include <string.h>

using namespace npu;
using namespace npu::driver;

namespace {

// A result that the host API stores as a pointer, stored as a number. Untouched if the call fails.
template <class Call> NPUresult allocate(NPUdeviceptr *dptr, size_t bytes, Call call) {
  if (!dptr || bytes == 0)
    return NPU_ERROR_INVALID_VALUE;
  void *memory = nullptr;
  const NPUresult result = in_context([&] { return call(&memory); });
  if (result == NPU_SUCCESS)
    *dptr = number(memory);
  return result;
}

} // namespace

extern "C" {

NPUresult npudrvMemGetInfo(size_t *free, size_t *total) {
  return in_context([&] { return npuMemGetInfo(free, total); });
}

NPUresult npudrvMemAlloc(NPUdeviceptr *dptr, size_t bytesize) {
  return allocate(dptr, bytesize, [&](void **p) { return npuMalloc(p, bytesize); });
}

NPUresult npudrvMemAllocPitch(NPUdeviceptr *dptr, size_t *pPitch, size_t WidthInBytes, size_t Height,
                              unsigned int ElementSizeBytes) {
  if (!pPitch || (ElementSizeBytes != 4 && ElementSizeBytes != 8 && ElementSizeBytes != 16))
    return NPU_ERROR_INVALID_VALUE;
  if (WidthInBytes == 0 || Height == 0)
    return NPU_ERROR_INVALID_VALUE;
  return allocate(dptr, WidthInBytes,
                  [&](void **p) { return npuMallocPitch(p, pPitch, WidthInBytes, Height); });
}

NPUresult npudrvMemAllocManaged(NPUdeviceptr *dptr, size_t bytesize, unsigned int flags) {
  return allocate(dptr, bytesize, [&](void **p) { return npuMallocManaged(p, bytesize, flags); });
}

NPUresult npudrvMemAllocAsync(NPUdeviceptr *dptr, size_t bytesize, NPUstream hStream) {
  return allocate(dptr, bytesize, [&](void **p) { return npuMallocAsync(p, bytesize, hStream); });
}

NPUresult npudrvMemFree(NPUdeviceptr dptr) {
  return in_context([&] { return npuFree(pointer(dptr)); });
}

NPUresult npudrvMemFreeAsync(NPUdeviceptr dptr, NPUstream hStream) {
  return in_context([&] { return npuFreeAsync(pointer(dptr), hStream); });
}

NPUresult npudrvMemAllocHost(void **pp, size_t bytesize) { return npudrvMemHostAlloc(pp, bytesize, 0); }

NPUresult npudrvMemHostAlloc(void **pp, size_t bytesize, unsigned int Flags) {
  if (!pp || bytesize == 0)
    return NPU_ERROR_INVALID_VALUE;
  return in_context([&] { return npuHostAlloc(pp, bytesize, Flags); });
}

NPUresult npudrvMemFreeHost(void *p) {
  if (!p)
    return NPU_ERROR_INVALID_VALUE;
  return in_context([&] { return npuFreeHost(p); });
}

NPUresult npudrvMemHostGetDevicePointer(NPUdeviceptr *pdptr, void *p, unsigned int Flags) {
  if (!pdptr)
    return NPU_ERROR_INVALID_VALUE;
  void *device = nullptr;
  const NPUresult result = in_context([&] { return npuHostGetDevicePointer(&device, p, Flags); });
  *pdptr = number(device);
  return result;
}

NPUresult npudrvMemHostGetFlags(unsigned int *pFlags, void *p) {
  return in_context([&] { return npuHostGetFlags(pFlags, p); });
}

NPUresult npudrvMemHostRegister(void *p, size_t bytesize, unsigned int Flags) {
  return in_context([&] { return npuHostRegister(p, bytesize, Flags); });
}

NPUresult npudrvMemHostUnregister(void *p) {
  return in_context([&] { return npuHostUnregister(p); });
}

NPUresult npudrvMemPrefetchAsync(NPUdeviceptr devPtr, size_t count, NPUdevice dstDevice, NPUstream hStream) {
  return in_context([&] { return npuMemPrefetchAsync(pointer(devPtr), count, dstDevice, hStream); });
}

NPUresult npudrvMemAdvise(NPUdeviceptr devPtr, size_t count, NPUmem_advise advice, NPUdevice device) {
  return in_context([&] { return npuMemAdvise(pointer(devPtr), count, npuMemoryAdvise(advice), device); });
}

NPUresult npudrvStreamAttachMemAsync(NPUstream hStream, NPUdeviceptr dptr, size_t length,
                                     unsigned int flags) {
  return in_context([&] { return npuStreamAttachMemAsync(hStream, pointer(dptr), length, flags); });
}

NPUresult npudrvMemGetAddressRange(NPUdeviceptr *pbase, size_t *psize, NPUdeviceptr dptr) {
  if (const NPUresult usable = check_context(); usable != NPU_SUCCESS)
    return usable;
  const api::allocation a = api::find(pointer(dptr));
  if (!a)
    return NPU_ERROR_NOT_FOUND;
  if (pbase)
    *pbase = number(a.base);
  if (psize)
    *psize = a.size;
  return NPU_SUCCESS;
}

NPUresult npudrvMemRangeGetAttribute(void *data, size_t dataSize, NPUmem_range_attribute attribute,
                                     NPUdeviceptr devPtr, size_t count) {
  return in_context([&] {
    return npuMemRangeGetAttribute(data, dataSize, npuMemRangeAttribute(attribute), pointer(devPtr), count);
  });
}

NPUresult npudrvMemRangeGetAttributes(void **data, size_t *dataSizes, NPUmem_range_attribute *attributes,
                                      size_t numAttributes, NPUdeviceptr devPtr, size_t count) {
  static_assert(sizeof(NPUmem_range_attribute) == sizeof(npuMemRangeAttribute));
  return in_context([&] {
    return npuMemRangeGetAttributes(data, dataSizes, reinterpret_cast<npuMemRangeAttribute *>(attributes),
                                    numAttributes, pointer(devPtr), count);
  });
}

NPUresult npudrvPointerGetAttribute(void *data, NPUpointer_attribute attribute, NPUdeviceptr ptr) {
  if (!data)
    return NPU_ERROR_INVALID_VALUE;
  if (const NPUresult usable = check_context(); usable != NPU_SUCCESS)
    return usable;
  npuPointerAttributes facts = {};
  const NPUresult result = run([&] { return npuPointerGetAttributes(&facts, pointer(ptr)); });
  if (result != NPU_SUCCESS)
    return result;
  if (facts.type == npuMemoryTypeUnregistered)
    return NPU_ERROR_INVALID_VALUE;
  const auto store = [data](const auto &value) {
    memcpy(data, &value, sizeof value);
    return NPU_SUCCESS;
  };
  switch (attribute) {
  case NPU_POINTER_ATTRIBUTE_CONTEXT:
    return store(primary_context(facts.device));
  case NPU_POINTER_ATTRIBUTE_MEMORY_TYPE:
    // What the host may use as well as the device is host memory or, if managed, device memory.
    return store(unsigned(facts.type == npuMemoryTypeHost ? NPU_MEMORYTYPE_HOST : NPU_MEMORYTYPE_DEVICE));
  case NPU_POINTER_ATTRIBUTE_DEVICE_POINTER:
    return store(number(facts.devicePointer));
  case NPU_POINTER_ATTRIBUTE_HOST_POINTER:
    return facts.hostPointer ? store(facts.hostPointer) : NPU_ERROR_INVALID_VALUE;
  case NPU_POINTER_ATTRIBUTE_SYNC_MEMOPS: // a bool; synchronous copies always are
    return store(true);
  case NPU_POINTER_ATTRIBUTE_BUFFER_ID: // an address is used again only after it was freed
    return store((unsigned long long)(number(api::find(pointer(ptr)).base)));
  case NPU_POINTER_ATTRIBUTE_IS_MANAGED:
    return store(unsigned(facts.type == npuMemoryTypeManaged));
  case NPU_POINTER_ATTRIBUTE_DEVICE_ORDINAL:
    return store(facts.device);
  }
  return NPU_ERROR_INVALID_VALUE;
}

// --- sharing between processes

static_assert(sizeof(NPUipcMemHandle) == sizeof(npuIpcMemHandle_t) &&
              sizeof(NPUipcEventHandle) == sizeof(npuIpcEventHandle_t));

NPUresult npudrvIpcGetEventHandle(NPUipcEventHandle *pHandle, NPUevent event) {
  return in_context(
      [&] { return npuIpcGetEventHandle(reinterpret_cast<npuIpcEventHandle_t *>(pHandle), event); });
}

NPUresult npudrvIpcOpenEventHandle(NPUevent *phEvent, NPUipcEventHandle handle) {
  npuIpcEventHandle_t same;
  memcpy(&same, &handle, sizeof same);
  return in_context([&] { return npuIpcOpenEventHandle(phEvent, same); });
}

NPUresult npudrvIpcGetMemHandle(NPUipcMemHandle *pHandle, NPUdeviceptr dptr) {
  return in_context(
      [&] { return npuIpcGetMemHandle(reinterpret_cast<npuIpcMemHandle_t *>(pHandle), pointer(dptr)); });
}

NPUresult npudrvIpcOpenMemHandle(NPUdeviceptr *pdptr, NPUipcMemHandle handle, unsigned int Flags) {
  if (!pdptr)
    return NPU_ERROR_INVALID_VALUE;
  npuIpcMemHandle_t same;
  memcpy(&same, &handle, sizeof same);
  void *memory = nullptr;
  const NPUresult result = in_context([&] { return npuIpcOpenMemHandle(&memory, same, Flags); });
  if (result == NPU_SUCCESS)
    *pdptr = number(memory);
  return result;
}

NPUresult npudrvIpcCloseMemHandle(NPUdeviceptr dptr) {
  return in_context([&] { return npuIpcCloseMemHandle(pointer(dptr)); });
}

} // extern "C"
