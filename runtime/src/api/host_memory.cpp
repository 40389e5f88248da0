// SPDX-License-Identifier: Apache-2.0
// Host memory that devices can use: allocated here, or the user's own, registered. Nothing is locked, because
// on the CPU back end devices use host memory as the host does.
#include "api/allocations.h"
#include "api/capture.h"
#include "api/devices.h"
#include "api/resources.h"
#include "core/error.h"
#include "core/stream.h"

using namespace npu;
using core::report;

extern "C" {

npuError_t npuHostAlloc(void **pHost, size_t size, unsigned int flags) {
  if (!pHost || flags & ~unsigned(npuHostAllocPortable | npuHostAllocMapped | npuHostAllocWriteCombined))
    return report(npuErrorInvalidValue);
  if (npuError_t error; api::unsafe_in_capture(error))
    return report(error);
  *pHost = nullptr;
  if (size == 0)
    return npuSuccess;
  *pHost = api::allocate(size, api::memory_kind::host, api::current_device(), flags);
  return report(*pHost ? npuSuccess : npuErrorMemoryAllocation);
}

npuError_t npuMallocHost(void **ptr, size_t size) { return npuHostAlloc(ptr, size, npuHostAllocDefault); }

npuError_t npuFreeHost(void *ptr) {
  if (!ptr)
    return npuSuccess;
  if (api::in_host_function())
    return report(npuErrorNotPermitted);
  const npuError_t error = core::synchronize_device();
  const api::allocation removed = api::remove(ptr, api::bit(api::memory_kind::host));
  if (!removed)
    return report(npuErrorInvalidValue);
  api::free_memory(removed);
  return report(error);
}

npuError_t npuHostRegister(void *ptr, size_t size, unsigned int flags) {
  const unsigned known =
      npuHostRegisterPortable | npuHostRegisterMapped | npuHostRegisterIoMemory | npuHostRegisterReadOnly;
  if (!ptr || size == 0 || flags & ~known)
    return report(npuErrorInvalidValue);
  if (flags & npuHostRegisterIoMemory)
    return report(npuErrorNotSupported);
  return report(api::register_memory(ptr, size, api::current_device(), flags)
                    ? npuSuccess
                    : npuErrorHostMemoryAlreadyRegistered);
}

npuError_t npuHostUnregister(void *ptr) {
  if (!ptr)
    return report(npuErrorInvalidValue);
  const npuError_t error = core::synchronize_device();
  if (!api::remove(ptr, api::bit(api::memory_kind::registered)))
    return report(npuErrorHostMemoryNotRegistered);
  return report(error);
}

npuError_t npuHostGetDevicePointer(void **pDevice, void *pHost, unsigned int flags) {
  if (!pDevice || !pHost || flags != 0)
    return report(npuErrorInvalidValue);
  const api::allocation a = api::find(pHost);
  *pDevice = nullptr;
  if (!a || a.kind == api::memory_kind::device)
    return report(npuErrorInvalidValue);
  *pDevice = pHost;
  return npuSuccess;
}

npuError_t npuHostGetFlags(unsigned int *pFlags, void *pHost) {
  if (!pFlags || !pHost)
    return report(npuErrorInvalidValue);
  const api::allocation a = api::find(pHost);
  if (!a || a.kind != api::memory_kind::host)
    return report(npuErrorInvalidValue);
  *pFlags = a.flags;
  return npuSuccess;
}

} // extern "C"
