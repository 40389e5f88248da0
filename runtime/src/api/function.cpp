// SPDX-License-Identifier: Apache-2.0
// Kernels by address: their attributes and launches.
#include "api/allocations.h"
#include "api/devices.h"
#include "core/error.h"
#include "core/kernels.h"
#include "npu/launch.h"
#include "npu/runtime.hpp"

#include <algorithm>

using namespace npu;
using core::report;

namespace {

detail::kernel_function as_kernel(const void *address) {
  return reinterpret_cast<detail::kernel_function>(const_cast<void *>(address));
}

// The kernel at an address; null if there is no code.
core::kernel_record *find_kernel(const void *address) {
  if (!address)
    return nullptr;
  if (core::kernel_record *known = core::find_kernel(as_kernel(address)))
    return known;
  return api::is_code(address) ? &core::kernel(as_kernel(address)) : nullptr;
}

npuError_t launch(const void *func, dim3 grid, dim3 block, void **args, size_t shared, npuStream_t stream,
                  bool cooperative) {
  if (!find_kernel(func))
    return report(npuErrorInvalidDeviceFunction);
  detail::launch_config config(grid, block, shared, stream);
  config.cooperative = cooperative;
  return detail::launch_unpacked(config, as_kernel(func), nullptr, args);
}

} // namespace

npuError_t detail::read_launch_config(const npuLaunchConfig_t *from, launch_config &to) {
  if (!from || (from->numAttrs > 0 && !from->attrs))
    return report(npuErrorInvalidValue);
  to = launch_config(from->gridDim, from->blockDim, from->dynamicSmemBytes, from->stream);
  for (unsigned i = 0; i < from->numAttrs; ++i) {
    const npuLaunchAttributeValue &value = from->attrs[i].val;
    switch (from->attrs[i].id) {
    case npuLaunchAttributeCooperative:
      to.cooperative = value.cooperative != 0;
      break;
    case npuLaunchAttributeClusterDimension: // a cluster of one block is an ordinary block
      if (value.clusterDim.x > 1 || value.clusterDim.y > 1 || value.clusterDim.z > 1)
        return report(npuErrorNotSupported);
      break;
    case npuLaunchAttributeProgrammaticEvent:
      return report(npuErrorNotSupported);
    case npuLaunchAttributeIgnore:
    case npuLaunchAttributeAccessPolicyWindow:                // hints about caches,
    case npuLaunchAttributeSynchronizationPolicy:             // waiting
    case npuLaunchAttributeClusterSchedulingPolicyPreference: // and scheduling;
    case npuLaunchAttributePriority:
    case npuLaunchAttributeProgrammaticStreamSerialization: // a permission to start earlier, not used
      break;
    default:
      return report(npuErrorInvalidValue);
    }
  }
  return npuSuccess;
}

extern "C" {

npuError_t npuLaunchKernel(const void *func, dim3 gridDim, dim3 blockDim, void **args, size_t sharedMem,
                           npuStream_t stream) {
  return launch(func, gridDim, blockDim, args, sharedMem, stream, false);
}

npuError_t npuLaunchCooperativeKernel(const void *func, dim3 gridDim, dim3 blockDim, void **args,
                                      size_t sharedMem, npuStream_t stream) {
  return launch(func, gridDim, blockDim, args, sharedMem, stream, true);
}

npuError_t npuLaunchKernelExC(const npuLaunchConfig_t *config, const void *func, void **args) {
  detail::launch_config launch_config(dim3{}, dim3{});
  if (const npuError_t error = detail::read_launch_config(config, launch_config); error != npuSuccess)
    return error;
  if (!find_kernel(func))
    return report(npuErrorInvalidDeviceFunction);
  return detail::launch_unpacked(launch_config, as_kernel(func), nullptr, args);
}

npuError_t npuFuncGetAttributes(struct npuFuncAttributes *attr, const void *func) {
  if (!attr)
    return report(npuErrorInvalidValue);
  const core::kernel_record *kernel = find_kernel(func);
  if (!kernel)
    return report(npuErrorInvalidDeviceFunction);
  const npuDeviceProp &device = api::properties(api::current_device());
  *attr = {};
  const int bound = int(kernel->max_threads.load());
  attr->maxThreadsPerBlock = bound ? std::min(bound, device.maxThreadsPerBlock) : device.maxThreadsPerBlock;
  attr->sharedSizeBytes = kernel->static_shared.load();
  // Kernels have no registers of their own. With this number programs that compute occupancy find that
  // threads, not registers, are the limit; and they may divide by it.
  attr->numRegs = device.regsPerMultiprocessor / device.maxThreadsPerMultiProcessor;
  attr->ptxVersion = attr->binaryVersion = device.major * 10 + device.minor;
  attr->maxDynamicSharedSizeBytes = int(kernel->max_dynamic_shared());
  attr->preferredShmemCarveout = kernel->carveout.load();
  return npuSuccess;
}

npuError_t npuFuncSetAttribute(const void *func, enum npuFuncAttribute attr, int value) {
  core::kernel_record *kernel = find_kernel(func);
  if (!kernel)
    return report(npuErrorInvalidDeviceFunction);
  switch (attr) {
  case npuFuncAttributeMaxDynamicSharedMemorySize:
    if (value < 0 || size_t(value) + kernel->static_shared.load() > core::largest_dynamic_shared)
      return report(npuErrorInvalidValue);
    kernel->opted_shared.store(size_t(value));
    return npuSuccess;
  case npuFuncAttributePreferredSharedMemoryCarveout: // percent; a hint
    if (value < npuSharedmemCarveoutDefault || value > npuSharedmemCarveoutMaxShared)
      return report(npuErrorInvalidValue);
    kernel->carveout.store(value);
    return npuSuccess;
  case npuFuncAttributeClusterDimMustBeSet:
  case npuFuncAttributeRequiredClusterWidth:
  case npuFuncAttributeRequiredClusterHeight:
  case npuFuncAttributeRequiredClusterDepth:
  case npuFuncAttributeNonPortableClusterSizeAllowed:
  case npuFuncAttributeClusterSchedulingPolicyPreference:
    return report(npuErrorNotSupported);
  }
  return report(npuErrorInvalidValue);
}

// Preferences without effect; the arguments are checked.
npuError_t npuFuncSetCacheConfig(const void *func, enum npuFuncCache cacheConfig) {
  if (!find_kernel(func))
    return report(npuErrorInvalidDeviceFunction);
  const bool known = cacheConfig >= npuFuncCachePreferNone && cacheConfig <= npuFuncCachePreferEqual;
  return report(known ? npuSuccess : npuErrorInvalidValue);
}

npuError_t npuFuncSetSharedMemConfig(const void *func, enum npuSharedMemConfig config) {
  if (!find_kernel(func))
    return report(npuErrorInvalidDeviceFunction);
  const bool known = config >= npuSharedMemBankSizeDefault && config <= npuSharedMemBankSizeEightByte;
  return report(known ? npuSuccess : npuErrorInvalidValue);
}

npuError_t npuFuncGetName(const char **name, const void *func) {
  if (!name)
    return report(npuErrorInvalidValue);
  core::kernel_record *kernel = find_kernel(func);
  if (!kernel)
    return report(npuErrorInvalidDeviceFunction);
  *name = core::name_of(*kernel);
  return npuSuccess;
}

npuError_t npuGetFuncBySymbol(npuFunction_t *functionPtr, const void *symbolPtr) {
  if (!functionPtr)
    return report(npuErrorInvalidValue);
  core::kernel_record *kernel = find_kernel(symbolPtr);
  if (!kernel)
    return report(npuErrorInvalidDeviceFunction);
  *functionPtr = reinterpret_cast<npuFunction_t>(kernel->address); // npuLaunchKernel takes it too
  return npuSuccess;
}

// Without effect since devices have double precision.
npuError_t npuSetDoubleForDevice(double *d) { return report(d ? npuSuccess : npuErrorInvalidValue); }
npuError_t npuSetDoubleForHost(double *d) { return report(d ? npuSuccess : npuErrorInvalidValue); }

} // extern "C"
