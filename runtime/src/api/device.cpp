// SPDX-License-Identifier: Apache-2.0
// Choosing a device, and what is set for it: flags, limits, cache preferences.
#include "api/allocations.h"
#include "api/capture.h"
#include "api/devices.h"
#include "api/resources.h"
#include "core/error.h"
#include "core/stream.h"
#include "cpu/heap.h"
#include "cpu/stacks.h"

#include <stdio.h>
#include <string.h>

#include <algorithm>

using namespace npu;
using core::report;

namespace {
constexpr size_t largest_stack = size_t(512) << 20; // bytes
}

extern "C" {

npuError_t npuGetDeviceCount(int *count) {
  if (!count)
    return report(npuErrorInvalidValue);
  *count = api::device_count();
  return report(npuSuccess);
}

npuError_t npuGetDeviceProperties(struct npuDeviceProp *prop, int device) {
  if (!prop)
    return report(npuErrorInvalidValue);
  if (!api::is_device(device))
    return report(npuErrorInvalidDevice);
  *prop = api::properties(device);
  return report(npuSuccess);
}

npuError_t npuChooseDevice(int *device, const struct npuDeviceProp *prop) {
  if (!device || !prop)
    return report(npuErrorInvalidValue);
  *device = 0; // all devices are alike
  return report(npuSuccess);
}

npuError_t npuSetDevice(int device) {
  if (!api::is_device(device))
    return report(npuErrorInvalidDevice);
  api::set_current_device(device);
  return report(npuSuccess);
}

npuError_t npuInitDevice(int device, unsigned int deviceFlags, unsigned int flags) {
  if (!api::is_device(device))
    return report(npuErrorInvalidDevice);
  if (flags & ~1u || deviceFlags & ~unsigned(npuDeviceMask))
    return report(npuErrorInvalidValue);
  if (flags & 1u) { // npuInitDeviceFlagsAreValid
    api::device_state &state = api::state_of(device);
    std::lock_guard lock(state.mutex);
    state.flags = deviceFlags;
  }
  return npuSuccess;
}

npuError_t npuGetDevice(int *device) {
  if (!device)
    return report(npuErrorInvalidValue);
  *device = api::current_device();
  return npuSuccess;
}

npuError_t npuSetValidDevices(int *devices, int len) {
  if (len < 0 || (len > 0 && !devices))
    return report(npuErrorInvalidValue);
  for (int i = 0; i < len; ++i)
    if (!api::is_device(devices[i]))
      return report(npuErrorInvalidDevice);
  for (int i = 1; i < len; ++i)
    if (std::find(devices, devices + i, devices[i]) != devices + i)
      return report(npuErrorInvalidValue);
  if (len > 0)
    api::set_current_device(devices[0]);
  return npuSuccess;
}

npuError_t npuSetDeviceFlags(unsigned int flags) {
  const unsigned schedule = flags & npuDeviceScheduleMask;
  if (flags & ~unsigned(npuDeviceMask) || (schedule & (schedule - 1)))
    return report(npuErrorInvalidValue);
  api::device_state &state = api::state_of(api::current_device());
  std::lock_guard lock(state.mutex);
  state.flags = flags;
  return npuSuccess;
}

npuError_t npuGetDeviceFlags(unsigned int *flags) {
  if (!flags)
    return report(npuErrorInvalidValue);
  api::device_state &state = api::state_of(api::current_device());
  std::lock_guard lock(state.mutex);
  *flags = state.flags | npuDeviceMapHost; // host memory is always mapped
  return npuSuccess;
}

npuError_t npuDeviceSynchronize(void) {
  if (api::in_host_function())
    return report(npuErrorNotPermitted);
  if (npuError_t error; api::wait_in_capture(error))
    return report(error);
  return report(core::synchronize_device());
}

// Graphs keep no memory back.
npuError_t npuDeviceGraphMemTrim(int device) {
  return report(api::is_device(device) ? npuSuccess : npuErrorInvalidDevice);
}

// What graphs have reserved is what they use.
npuError_t npuDeviceGetGraphMemAttribute(int device, enum npuGraphMemAttributeType attr, void *value) {
  if (!value)
    return report(npuErrorInvalidValue);
  if (!api::is_device(device))
    return report(npuErrorInvalidDevice);
  const api::graph_memory memory = api::graph_memory_in_use(device);
  switch (attr) {
  case npuGraphMemAttrUsedMemCurrent:
  case npuGraphMemAttrReservedMemCurrent:
    *static_cast<uint64_t *>(value) = memory.used;
    return npuSuccess;
  case npuGraphMemAttrUsedMemHigh:
  case npuGraphMemAttrReservedMemHigh:
    *static_cast<uint64_t *>(value) = memory.most;
    return npuSuccess;
  }
  return report(npuErrorInvalidValue);
}

npuError_t npuDeviceSetGraphMemAttribute(int device, enum npuGraphMemAttributeType attr, void *value) {
  if (!value || (attr != npuGraphMemAttrUsedMemHigh && attr != npuGraphMemAttrReservedMemHigh) ||
      *static_cast<uint64_t *>(value) != 0)
    return report(npuErrorInvalidValue);
  if (!api::is_device(device))
    return report(npuErrorInvalidDevice);
  api::reset_most_graph_memory(device);
  return npuSuccess;
}

npuError_t npuDeviceReset(void) {
  if (api::in_host_function())
    return report(npuErrorNotPermitted);
  const int device = api::current_device();
  core::synchronize_device(); // an error is what the caller wants to get rid of
  api::release_resources(device);
  api::free_all(device);
  core::clear_sticky_error();
  cpu::reset_heap();
  api::device_state &state = api::state_of(device);
  std::lock_guard lock(state.mutex);
  state.reset();
  return npuSuccess;
}

npuError_t npuDeviceSetLimit(enum npuLimit limit, size_t value) {
  if (limit < npuLimitStackSize || limit > npuLimitPersistingL2CacheSize)
    return report(npuErrorInvalidValue);
  if (limit == npuLimitMaxL2FetchGranularity && value > 128)
    return report(npuErrorInvalidValue);
  if (limit == npuLimitPersistingL2CacheSize) // a hint
    value = std::min(value, size_t(api::properties(0).persistingL2CacheMaxSize));
  if (limit == npuLimitStackSize) { // of each thread of a kernel that starts from now on
    if (value > largest_stack)
      return report(npuErrorInvalidValue);
    cpu::set_stack_size(value);
  }
  if (limit == npuLimitMallocHeapSize && !cpu::set_heap_limit(value))
    return report(npuErrorInvalidValue);
  api::device_state &state = api::state_of(api::current_device());
  std::lock_guard lock(state.mutex);
  state.limits[limit] = value;
  return npuSuccess;
}

npuError_t npuDeviceGetLimit(size_t *value, enum npuLimit limit) {
  if (!value)
    return report(npuErrorInvalidValue);
  if (limit < npuLimitStackSize || limit > npuLimitPersistingL2CacheSize)
    return report(npuErrorInvalidValue);
  api::device_state &state = api::state_of(api::current_device());
  std::lock_guard lock(state.mutex);
  *value = state.limits[limit];
  return npuSuccess;
}

npuError_t npuDeviceGetCacheConfig(enum npuFuncCache *config) {
  if (!config)
    return report(npuErrorInvalidValue);
  api::device_state &state = api::state_of(api::current_device());
  std::lock_guard lock(state.mutex);
  *config = state.cache_config;
  return npuSuccess;
}

npuError_t npuDeviceSetCacheConfig(enum npuFuncCache config) {
  if (config < npuFuncCachePreferNone || config > npuFuncCachePreferEqual)
    return report(npuErrorInvalidValue);
  api::device_state &state = api::state_of(api::current_device());
  std::lock_guard lock(state.mutex);
  state.cache_config = config;
  return npuSuccess;
}

npuError_t npuDeviceGetSharedMemConfig(enum npuSharedMemConfig *config) {
  if (!config)
    return report(npuErrorInvalidValue);
  api::device_state &state = api::state_of(api::current_device());
  std::lock_guard lock(state.mutex);
  *config = state.shared_config;
  return npuSuccess;
}

npuError_t npuDeviceSetSharedMemConfig(enum npuSharedMemConfig config) {
  if (config < npuSharedMemBankSizeDefault || config > npuSharedMemBankSizeEightByte)
    return report(npuErrorInvalidValue);
  api::device_state &state = api::state_of(api::current_device());
  std::lock_guard lock(state.mutex);
  state.shared_config = config == npuSharedMemBankSizeDefault ? npuSharedMemBankSizeFourByte : config;
  return npuSuccess;
}

npuError_t npuDeviceGetByPCIBusId(int *device, const char *pciBusId) {
  unsigned domain = 0, bus = 0, number = 0;
  if (!device || !pciBusId)
    return report(npuErrorInvalidValue);
  // domain:bus:device.function, domain:bus:device or bus:device.function; hexadecimal
  if (sscanf(pciBusId, "%x:%x:%x", &domain, &bus, &number) != 3) {
    domain = 0;
    if (sscanf(pciBusId, "%x:%x", &bus, &number) != 2)
      return report(npuErrorInvalidValue);
  }
  for (int i = 0; i < api::device_count(); ++i) {
    const npuDeviceProp &p = api::properties(i);
    if (unsigned(p.pciDomainID) == domain && unsigned(p.pciBusID) == bus &&
        unsigned(p.pciDeviceID) == number) {
      *device = i;
      return npuSuccess;
    }
  }
  return report(npuErrorInvalidDevice);
}

npuError_t npuDeviceGetPCIBusId(char *pciBusId, int len, int device) {
  if (!pciBusId || len <= 0)
    return report(npuErrorInvalidValue);
  if (!api::is_device(device))
    return report(npuErrorInvalidDevice);
  const npuDeviceProp &p = api::properties(device);
  char text[32];
  const int length =
      snprintf(text, sizeof(text), "%04x:%02x:%02x.0", p.pciDomainID, p.pciBusID, p.pciDeviceID);
  if (len <= length)
    return report(npuErrorInvalidValue);
  memcpy(pciBusId, text, size_t(length) + 1);
  return npuSuccess;
}

npuError_t npuDriverGetVersion(int *driverVersion) {
  if (!driverVersion)
    return report(npuErrorInvalidValue);
  *driverVersion = NPU_RUNTIME_CUDA_VERSION;
  return npuSuccess;
}

npuError_t npuRuntimeGetVersion(int *runtimeVersion) {
  if (!runtimeVersion)
    return report(npuErrorInvalidValue);
  *runtimeVersion = NPU_RUNTIME_CUDA_VERSION;
  return npuSuccess;
}

// There is no persisting part of a cache to reset.
npuError_t npuCtxResetPersistingL2Cache(void) { return npuSuccess; }

// Removed in CUDA 13.
npuError_t npuThreadSynchronize(void) { return npuDeviceSynchronize(); }
npuError_t npuThreadExit(void) { return npuDeviceReset(); }
npuError_t npuThreadSetLimit(enum npuLimit limit, size_t value) { return npuDeviceSetLimit(limit, value); }
npuError_t npuThreadGetLimit(size_t *value, enum npuLimit limit) { return npuDeviceGetLimit(value, limit); }
npuError_t npuThreadSetCacheConfig(enum npuFuncCache config) { return npuDeviceSetCacheConfig(config); }
npuError_t npuThreadGetCacheConfig(enum npuFuncCache *config) { return npuDeviceGetCacheConfig(config); }

} // extern "C"
