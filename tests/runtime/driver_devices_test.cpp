// SPDX-License-Identifier: Apache-2.0
// Driver API with several devices: which of them a context makes current, and peers.
#include "driver_support.h"

#include <stdlib.h>

#include <thread>

namespace {

// Before the runtime counts its devices.
const int three_devices = setenv("NPU_CPU_DEVICES", "3", 1);

int device_of_host_api() {
  int device = -1;
  EXPECT_EQ(npuSuccess, npuGetDevice(&device));
  return device;
}

TEST(DriverDevices, CurrentDeviceFollowsTheContext) {
  std::thread([] {
    int count = 0;
    EXPECT_DRV_SUCCESS(npudrvDeviceGetCount(&count));
    ASSERT_EQ(3, count);
    NPUcontext a = nullptr, b = nullptr, bottom = nullptr, current = nullptr;
    EXPECT_EQ(npuSuccess, npuSetDevice(2));
    EXPECT_DRV_SUCCESS(npudrvCtxGetCurrent(&bottom));
    ASSERT_DRV_SUCCESS(npudrvCtxCreate(&a, 0, 0));
    EXPECT_EQ(0, device_of_host_api());
    ASSERT_DRV_SUCCESS(npudrvCtxCreate(&b, 0, 1));
    EXPECT_EQ(1, device_of_host_api());
    NPUdevice device = -1;
    EXPECT_DRV_SUCCESS(npudrvCtxGetDevice(&device));
    EXPECT_EQ(1, device);
    driver_memory memory(64);
    EXPECT_DRV_SUCCESS(npudrvPointerGetAttribute(&device, NPU_POINTER_ATTRIBUTE_DEVICE_ORDINAL, memory));
    EXPECT_EQ(1, device);
    EXPECT_DRV_SUCCESS(npudrvCtxDestroy(b));
    EXPECT_EQ(0, device_of_host_api());
    EXPECT_DRV_SUCCESS(npudrvCtxDestroy(a));
    EXPECT_EQ(2, device_of_host_api());
    EXPECT_DRV_SUCCESS(npudrvCtxGetCurrent(&current));
    EXPECT_EQ(bottom, current);
  }).join();
}

// As in CUDA, choosing a device through the host API makes its primary context current.
TEST(DriverDevices, ContextFollowsTheCurrentDevice) {
  std::thread([] {
    NPUcontext a = nullptr, primary = nullptr, current = nullptr;
    ASSERT_DRV_SUCCESS(npudrvCtxCreate(&a, 0, 0));
    EXPECT_EQ(npuSuccess, npuSetDevice(1));
    EXPECT_DRV_SUCCESS(npudrvCtxGetCurrent(&current));
    EXPECT_DRV_SUCCESS(npudrvDevicePrimaryCtxRetain(&primary, 1));
    EXPECT_EQ(primary, current);
    EXPECT_DRV_SUCCESS(npudrvDevicePrimaryCtxRelease(1));
    EXPECT_DRV_SUCCESS(npudrvCtxDestroy(a));
  }).join();
}

TEST(DriverDevices, StreamsBelongToADevice) {
  NPUcontext a = nullptr, of_stream = nullptr, primary = nullptr;
  ASSERT_DRV_SUCCESS(npudrvCtxCreate(&a, 0, 1));
  NPUstream s = nullptr;
  ASSERT_DRV_SUCCESS(npudrvStreamCreate(&s, 0));
  EXPECT_DRV_SUCCESS(npudrvStreamGetCtx(s, &of_stream));
  EXPECT_EQ(a, of_stream);
  EXPECT_DRV_SUCCESS(npudrvCtxPopCurrent(nullptr));
  EXPECT_DRV_SUCCESS(npudrvStreamGetCtx(s, &of_stream)); // another device's
  EXPECT_DRV_SUCCESS(npudrvDevicePrimaryCtxRetain(&primary, 1));
  EXPECT_EQ(primary, of_stream);
  EXPECT_DRV_SUCCESS(npudrvDevicePrimaryCtxRelease(1));
  EXPECT_DRV_SUCCESS(npudrvStreamDestroy(s));
  EXPECT_DRV_SUCCESS(npudrvCtxDestroy(a));
}

TEST(DriverDevices, Peers) {
  NPUcontext here = nullptr, there = nullptr;
  ASSERT_DRV_SUCCESS(npudrvCtxCreate(&there, 0, 1));
  driver_memory remote(64);
  EXPECT_DRV_SUCCESS(npudrvMemsetD32(remote, 6, 16));
  ASSERT_DRV_SUCCESS(npudrvCtxCreate(&here, 0, 0));
  int can = 0;
  EXPECT_DRV_SUCCESS(npudrvDeviceCanAccessPeer(&can, 0, 1));
  EXPECT_EQ(1, can);
  EXPECT_DRV_SUCCESS(npudrvDeviceGetP2PAttribute(&can, NPU_DEVICE_P2P_ATTRIBUTE_ACCESS_SUPPORTED, 0, 1));
  EXPECT_EQ(1, can);
  EXPECT_DRV_SUCCESS(npudrvCtxEnablePeerAccess(there, 0));
  EXPECT_EQ(NPU_ERROR_PEER_ACCESS_ALREADY_ENABLED, npudrvCtxEnablePeerAccess(there, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvCtxEnablePeerAccess(there, 1));
  driver_memory local(64);
  EXPECT_DRV_SUCCESS(npudrvMemcpyPeer(local, here, remote, there, 64));
  unsigned value = 0;
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoH(&value, local + 60, 4));
  EXPECT_EQ(6u, value);
  EXPECT_DRV_SUCCESS(npudrvCtxDisablePeerAccess(there));
  EXPECT_EQ(NPU_ERROR_PEER_ACCESS_NOT_ENABLED, npudrvCtxDisablePeerAccess(there));
  EXPECT_EQ(NPU_ERROR_INVALID_CONTEXT, npudrvCtxEnablePeerAccess(nullptr, 0));
  EXPECT_DRV_SUCCESS(npudrvCtxDestroy(here));
  EXPECT_DRV_SUCCESS(npudrvCtxDestroy(there));
}

} // namespace
