// SPDX-License-Identifier: Apache-2.0
// Managed memory: one address for host and device. On the CPU back end all memory is like that, so nothing is
// ever moved; advice is kept, because programs ask for it back.
#include "api/allocations.h"
#include "api/capture.h"
#include "api/devices.h"
#include "core/error.h"
#include "core/stream.h"
#include "npu/runtime.hpp"

#include <string.h>

#include <mutex>
#include <set>
#include <unordered_map>

using namespace npu;
using core::report;

namespace {

// Advice about an allocation. CUDA keeps it by page; here it covers the allocation that the range lies in.
struct advice {
  bool read_mostly = false;
  int preferred = npuInvalidDeviceId;
  int prefetched = npuInvalidDeviceId;
  std::set<int> accessed_by;
};

std::mutex mutex;

std::unordered_map<const void *, advice> &advice_by_base() {
  static auto *map = new std::unordered_map<const void *, advice>;
  return *map;
}

// The start of the managed allocation that holds [p, p + n), or p itself in memory that this API does not
// know.
npuError_t find_managed(const void *p, size_t n, const void **base) {
  const api::allocation a = api::find(p);
  if (n == 0 || (a && !a.holds(p, n)) || (a && a.kind != api::memory_kind::managed))
    return npuErrorInvalidValue;
  if (!a && !p)
    return npuErrorInvalidValue;
  *base = a ? a.base : p; // memory of the system: pageableMemoryAccess
  return npuSuccess;
}

bool is_location(int device) { return device == npuCpuDeviceId || api::is_device(device); }

// The location of CUDA 12.2's parameter lists as a device number.
bool device_of(const npuMemLocation &location, int *device) {
  switch (location.type) {
  case npuMemLocationTypeDevice:
    *device = location.id;
    return api::is_device(location.id);
  case npuMemLocationTypeHost:
  case npuMemLocationTypeHostNuma:
  case npuMemLocationTypeHostNumaCurrent:
    *device = npuCpuDeviceId;
    return true;
  default:
    return false;
  }
}

npuError_t get_attribute(void *data, size_t size, npuMemRangeAttribute attribute, const advice &a) {
  int value = 0;
  switch (attribute) {
  case npuMemRangeAttributeReadMostly:
    value = a.read_mostly;
    break;
  case npuMemRangeAttributePreferredLocation:
    value = a.preferred;
    break;
  case npuMemRangeAttributeLastPrefetchLocation:
    value = a.prefetched;
    break;
  case npuMemRangeAttributeAccessedBy: {
    if (size == 0 || size % sizeof(int) != 0)
      return npuErrorInvalidValue;
    int *devices = static_cast<int *>(data);
    auto next = a.accessed_by.begin();
    for (size_t i = 0; i < size / sizeof(int); ++i)
      devices[i] = next == a.accessed_by.end() ? int(npuInvalidDeviceId) : *next++;
    return npuSuccess;
  }
  default:
    return npuErrorInvalidValue;
  }
  if (size != sizeof(int))
    return npuErrorInvalidValue;
  memcpy(data, &value, sizeof(int));
  return npuSuccess;
}

} // namespace

extern "C" {

npuError_t npuMallocManaged(void **devPtr, size_t size, unsigned int flags) {
  if (!devPtr || size == 0 || (flags != npuMemAttachGlobal && flags != npuMemAttachHost))
    return report(npuErrorInvalidValue);
  if (npuError_t error; api::unsafe_in_capture(error))
    return report(error);
  if (const npuError_t error = core::sticky_error(); error != npuSuccess)
    return report(error);
  *devPtr = api::allocate(size, api::memory_kind::managed, api::current_device(), flags);
  if (!*devPtr)
    return report(npuErrorMemoryAllocation);
  std::lock_guard lock(mutex);
  advice_by_base().erase(*devPtr); // of memory that was here before
  return npuSuccess;
}

npuError_t npuMemPrefetchAsync(const void *devPtr, size_t count, int dstDevice, npuStream_t stream) {
  const void *base;
  if (const npuError_t error = find_managed(devPtr, count, &base); error != npuSuccess)
    return report(error);
  if (!is_location(dstDevice))
    return report(npuErrorInvalidDevice);
  if (!core::is_valid(stream))
    return report(npuErrorInvalidResourceHandle);
  std::lock_guard lock(mutex);
  advice_by_base()[base].prefetched = dstDevice;
  return report(core::sticky_error());
}

npuError_t npuMemAdvise(const void *devPtr, size_t count, enum npuMemoryAdvise kind, int device) {
  const void *base;
  if (const npuError_t error = find_managed(devPtr, count, &base); error != npuSuccess)
    return report(error);
  std::lock_guard lock(mutex);
  advice &a = advice_by_base()[base];
  switch (kind) {
  case npuMemAdviseSetReadMostly: // the device does not matter
    a.read_mostly = true;
    return npuSuccess;
  case npuMemAdviseUnsetReadMostly:
    a.read_mostly = false;
    return npuSuccess;
  case npuMemAdviseUnsetPreferredLocation:
    a.preferred = npuInvalidDeviceId;
    return npuSuccess;
  case npuMemAdviseSetPreferredLocation:
    if (!is_location(device))
      return report(npuErrorInvalidDevice);
    a.preferred = device;
    return npuSuccess;
  case npuMemAdviseSetAccessedBy:
    if (!is_location(device))
      return report(npuErrorInvalidDevice);
    a.accessed_by.insert(device);
    return npuSuccess;
  case npuMemAdviseUnsetAccessedBy:
    if (!is_location(device))
      return report(npuErrorInvalidDevice);
    a.accessed_by.erase(device);
    return npuSuccess;
  }
  return report(npuErrorInvalidValue);
}

npuError_t npuMemRangeGetAttribute(void *data, size_t dataSize, enum npuMemRangeAttribute attribute,
                                   const void *devPtr, size_t count) {
  const void *base;
  if (!data)
    return report(npuErrorInvalidValue);
  if (const npuError_t error = find_managed(devPtr, count, &base); error != npuSuccess)
    return report(error);
  std::lock_guard lock(mutex);
  return report(get_attribute(data, dataSize, attribute, advice_by_base()[base]));
}

npuError_t npuMemRangeGetAttributes(void **data, size_t *dataSizes, enum npuMemRangeAttribute *attributes,
                                    size_t numAttributes, const void *devPtr, size_t count) {
  if (!data || !dataSizes || !attributes || numAttributes == 0)
    return report(npuErrorInvalidValue);
  for (size_t i = 0; i < numAttributes; ++i)
    if (const npuError_t error = npuMemRangeGetAttribute(data[i], dataSizes[i], attributes[i], devPtr, count);
        error != npuSuccess)
      return error;
  return npuSuccess;
}

// All streams may use all memory at any time, so there is nothing to attach; the arguments are checked.
npuError_t npuStreamAttachMemAsync(npuStream_t stream, void *devPtr, size_t length, unsigned int flags) {
  if (flags != npuMemAttachGlobal && flags != npuMemAttachHost && flags != npuMemAttachSingle)
    return report(npuErrorInvalidValue);
  if (!core::is_valid(stream))
    return report(npuErrorInvalidResourceHandle);
  const api::allocation a = api::find(devPtr);
  if (!a || a.kind != api::memory_kind::managed || a.base != devPtr || (length != 0 && length != a.size))
    return report(npuErrorInvalidValue);
  if (flags == npuMemAttachSingle &&
      (stream == nullptr || stream == npuStreamLegacy || stream == npuStreamPerThread))
    return report(npuErrorInvalidValue);
  return npuSuccess;
}

} // extern "C"

npuError_t npuMemPrefetchAsync(const void *devPtr, size_t count, npuMemLocation location, unsigned int flags,
                               npuStream_t stream) {
  int device;
  if (flags != 0)
    return report(npuErrorInvalidValue);
  if (!device_of(location, &device))
    return report(npuErrorInvalidDevice);
  return npuMemPrefetchAsync(devPtr, count, device, stream);
}

npuError_t npuMemAdvise(const void *devPtr, size_t count, npuMemoryAdvise kind, npuMemLocation location) {
  int device = npuCpuDeviceId;
  const bool needs_device = kind == npuMemAdviseSetPreferredLocation || kind == npuMemAdviseSetAccessedBy ||
                            kind == npuMemAdviseUnsetAccessedBy;
  if (needs_device && !device_of(location, &device))
    return report(npuErrorInvalidDevice);
  return npuMemAdvise(devPtr, count, kind, device);
}
