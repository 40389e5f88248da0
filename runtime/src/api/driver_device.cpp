// SPDX-License-Identifier: Apache-2.0
// Driver API: initialisation, versions and facts about devices.
#include "api/devices.h"
#include "api/driver_calls.h"

#include <string.h>

#include <algorithm>

using namespace npu;

namespace {

// What the host API does not ask about: whom a device can be shared with, and how; gathering reads of
// textures. False for other attributes.
bool driver_attribute(NPUdevice_attribute attribute, int *value) {
  switch (attribute) {
  case NPU_DEVICE_ATTRIBUTE_CAN_TEX2D_GATHER:
  case NPU_DEVICE_ATTRIBUTE_VIRTUAL_MEMORY_MANAGEMENT_SUPPORTED:
  case NPU_DEVICE_ATTRIBUTE_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR_SUPPORTED:
    *value = 1;
    return true;
  case NPU_DEVICE_ATTRIBUTE_GENERIC_COMPRESSION_SUPPORTED:
  case NPU_DEVICE_ATTRIBUTE_HANDLE_TYPE_WIN32_HANDLE_SUPPORTED:
  case NPU_DEVICE_ATTRIBUTE_HANDLE_TYPE_WIN32_KMT_HANDLE_SUPPORTED:
  case NPU_DEVICE_ATTRIBUTE_GPU_DIRECT_RDMA_WITH_CUDA_VMM_SUPPORTED:
    *value = 0;
    return true;
  default:
    return false;
  }
}

} // namespace

extern "C" {

NPUresult npudrvInit(unsigned int Flags) {
  if (Flags != 0)
    return NPU_ERROR_INVALID_VALUE;
  core::driver_initialised.store(true, std::memory_order_relaxed);
  return NPU_SUCCESS;
}

NPUresult npudrvDriverGetVersion(int *driverVersion) {
  return driver::run([&] { return npuDriverGetVersion(driverVersion); });
}

NPUresult npudrvDeviceGet(NPUdevice *device, int ordinal) {
  if (const NPUresult ready = driver::check_initialised(); ready != NPU_SUCCESS)
    return ready;
  if (!device)
    return NPU_ERROR_INVALID_VALUE;
  if (!api::is_device(ordinal))
    return NPU_ERROR_INVALID_DEVICE;
  *device = ordinal;
  return NPU_SUCCESS;
}

NPUresult npudrvDeviceGetCount(int *count) {
  return driver::once_initialised([&] { return npuGetDeviceCount(count); });
}

NPUresult npudrvDeviceGetName(char *name, int len, NPUdevice dev) {
  if (const NPUresult ready = driver::check_initialised(); ready != NPU_SUCCESS)
    return ready;
  if (!name || len <= 0)
    return NPU_ERROR_INVALID_VALUE;
  if (!api::is_device(dev))
    return NPU_ERROR_INVALID_DEVICE;
  const char *full = api::properties(dev).name;
  const size_t length = std::min(strlen(full), size_t(len) - 1);
  memcpy(name, full, length);
  name[length] = '\0';
  return NPU_SUCCESS;
}

NPUresult npudrvDeviceGetUuid(NPUuuid *uuid, NPUdevice dev) {
  if (const NPUresult ready = driver::check_initialised(); ready != NPU_SUCCESS)
    return ready;
  if (!uuid)
    return NPU_ERROR_INVALID_VALUE;
  if (!api::is_device(dev))
    return NPU_ERROR_INVALID_DEVICE;
  *uuid = api::properties(dev).uuid;
  return NPU_SUCCESS;
}

NPUresult npudrvDeviceTotalMem(size_t *bytes, NPUdevice dev) {
  if (const NPUresult ready = driver::check_initialised(); ready != NPU_SUCCESS)
    return ready;
  if (!bytes)
    return NPU_ERROR_INVALID_VALUE;
  if (!api::is_device(dev))
    return NPU_ERROR_INVALID_DEVICE;
  *bytes = api::properties(dev).totalGlobalMem;
  return NPU_SUCCESS;
}

NPUresult npudrvDeviceGetAttribute(int *pi, NPUdevice_attribute attrib, NPUdevice dev) {
  if (const NPUresult ready = driver::check_initialised(); ready != NPU_SUCCESS)
    return ready;
  if (!pi)
    return NPU_ERROR_INVALID_VALUE;
  if (!api::is_device(dev))
    return NPU_ERROR_INVALID_DEVICE;
  if (driver_attribute(attrib, pi))
    return NPU_SUCCESS;
  return driver::run([&] { return npuDeviceGetAttribute(pi, npuDeviceAttr(attrib), dev); });
}

NPUresult npudrvDeviceGetProperties(NPUdevprop *prop, NPUdevice dev) {
  if (const NPUresult ready = driver::check_initialised(); ready != NPU_SUCCESS)
    return ready;
  if (!prop)
    return NPU_ERROR_INVALID_VALUE;
  if (!api::is_device(dev))
    return NPU_ERROR_INVALID_DEVICE;
  const npuDeviceProp &p = api::properties(dev);
  prop->maxThreadsPerBlock = p.maxThreadsPerBlock;
  std::copy_n(p.maxThreadsDim, 3, prop->maxThreadsDim);
  std::copy_n(p.maxGridSize, 3, prop->maxGridSize);
  prop->sharedMemPerBlock = int(p.sharedMemPerBlock);
  prop->totalConstantMemory = int(p.totalConstMem);
  prop->SIMDWidth = p.warpSize;
  prop->memPitch = int(p.memPitch);
  prop->regsPerBlock = p.regsPerBlock;
  prop->clockRate = p.clockRate;
  prop->textureAlign = int(p.textureAlignment);
  return NPU_SUCCESS;
}

NPUresult npudrvDeviceComputeCapability(int *major, int *minor, NPUdevice dev) {
  if (const NPUresult ready = driver::check_initialised(); ready != NPU_SUCCESS)
    return ready;
  if (!major || !minor)
    return NPU_ERROR_INVALID_VALUE;
  if (!api::is_device(dev))
    return NPU_ERROR_INVALID_DEVICE;
  *major = api::properties(dev).major;
  *minor = api::properties(dev).minor;
  return NPU_SUCCESS;
}

NPUresult npudrvDeviceGetByPCIBusId(NPUdevice *dev, const char *pciBusId) {
  return driver::once_initialised([&] { return npuDeviceGetByPCIBusId(dev, pciBusId); });
}

NPUresult npudrvDeviceGetPCIBusId(char *pciBusId, int len, NPUdevice dev) {
  return driver::once_initialised([&] { return npuDeviceGetPCIBusId(pciBusId, len, dev); });
}

NPUresult npudrvDeviceCanAccessPeer(int *canAccessPeer, NPUdevice dev, NPUdevice peerDev) {
  return driver::once_initialised([&] { return npuDeviceCanAccessPeer(canAccessPeer, dev, peerDev); });
}

NPUresult npudrvDeviceGetP2PAttribute(int *value, NPUdevice_P2PAttribute attrib, NPUdevice src,
                                      NPUdevice dst) {
  return driver::once_initialised(
      [&] { return npuDeviceGetP2PAttribute(value, npuDeviceP2PAttr(attrib), src, dst); });
}

NPUresult npudrvProfilerStart(void) {
  return driver::in_context([] { return npuProfilerStart(); });
}

NPUresult npudrvProfilerStop(void) {
  return driver::in_context([] { return npuProfilerStop(); });
}

} // extern "C"
