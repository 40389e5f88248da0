// SPDX-License-Identifier: Apache-2.0
// Devices: how many, their properties and attributes, flags, limits, peers, reset. Runs with three virtual
// devices.
#include "test_support.h"

#include <stdlib.h>
#include <string.h>

#include <thread>

namespace {

// Before the runtime looks at its environment.
const int three_devices = setenv("NPU_CPU_DEVICES", "3", 1);

int attribute(npuDeviceAttr attr, int device = 0) {
  int value = -1;
  EXPECT_NPU_SUCCESS(npuDeviceGetAttribute(&value, attr, device));
  return value;
}

void expect_error(npuError_t expected, npuError_t actual) {
  EXPECT_EQ(expected, actual);
  EXPECT_EQ(expected, npuGetLastError());
}

TEST(ApiDevice, CountAndCurrent) {
  ASSERT_EQ(0, three_devices);
  int count = 0, device = -1;
  EXPECT_NPU_SUCCESS(npuGetDeviceCount(&count));
  EXPECT_EQ(3, count);
  EXPECT_NPU_SUCCESS(npuGetDevice(&device));
  EXPECT_EQ(0, device);
  EXPECT_NPU_SUCCESS(npuSetDevice(2));
  EXPECT_NPU_SUCCESS(npuGetDevice(&device));
  EXPECT_EQ(2, device);
  // The current device belongs to the thread.
  std::thread([] {
    int own = -1;
    EXPECT_NPU_SUCCESS(npuGetDevice(&own));
    EXPECT_EQ(0, own);
  }).join();
  expect_error(npuErrorInvalidDevice, npuSetDevice(3));
  expect_error(npuErrorInvalidDevice, npuSetDevice(-1));
  expect_error(npuErrorInvalidValue, npuGetDevice(nullptr));
  expect_error(npuErrorInvalidValue, npuGetDeviceCount(nullptr));
  EXPECT_NPU_SUCCESS(npuSetDevice(0));
}

TEST(ApiDevice, Properties) {
  npuDeviceProp p;
  ASSERT_NPU_SUCCESS(npuGetDeviceProperties(&p, 1));
  EXPECT_STREQ("npu CPU backend", p.name);
  EXPECT_EQ(8, p.major);
  EXPECT_EQ(0, p.minor);
  EXPECT_EQ(32, p.warpSize);
  EXPECT_EQ(1024, p.maxThreadsPerBlock);
  EXPECT_EQ(64, p.maxThreadsDim[2]);
  EXPECT_EQ(0x7fffffff, p.maxGridSize[0]);
  EXPECT_EQ(65535, p.maxGridSize[1]);
  EXPECT_EQ(48u * 1024, p.sharedMemPerBlock);
  EXPECT_EQ(227u * 1024, p.sharedMemPerBlockOptin);
  EXPECT_EQ(65536, p.regsPerBlock);
  EXPECT_GE(p.multiProcessorCount, 1);
  EXPECT_GT(p.totalGlobalMem, size_t(1) << 28);
  // Programs divide by these.
  EXPECT_GT(p.clockRate, 0);
  EXPECT_GT(p.memoryClockRate, 0);
  EXPECT_GT(p.memoryBusWidth, 0);
  EXPECT_EQ(npuComputeModeDefault, p.computeMode);
  expect_error(npuErrorInvalidDevice, npuGetDeviceProperties(&p, 3));
  expect_error(npuErrorInvalidValue, npuGetDeviceProperties(nullptr, 0));
}

TEST(ApiDevice, AttributesAgreeWithProperties) {
  npuDeviceProp p;
  ASSERT_NPU_SUCCESS(npuGetDeviceProperties(&p, 0));
  EXPECT_EQ(p.multiProcessorCount, attribute(npuDevAttrMultiProcessorCount));
  EXPECT_EQ(p.major, attribute(npuDevAttrComputeCapabilityMajor));
  EXPECT_EQ(p.clockRate, attribute(npuDevAttrClockRate));
  EXPECT_EQ(int(p.sharedMemPerBlockOptin), attribute(npuDevAttrMaxSharedMemoryPerBlockOptin));
  EXPECT_EQ(p.maxThreadsPerMultiProcessor, attribute(npuDevAttrMaxThreadsPerMultiProcessor));
  EXPECT_EQ(p.memoryPoolsSupported, attribute(npuDevAttrMemoryPoolsSupported));
  EXPECT_EQ(p.maxSurface2D[1], attribute(npuDevAttrMaxSurface2DHeight));
  EXPECT_EQ(p.cooperativeLaunch, attribute(npuDevAttrCooperativeLaunch));
  int value;
  expect_error(npuErrorInvalidValue, npuDeviceGetAttribute(&value, npuDeviceAttr(9999), 0));
  expect_error(npuErrorInvalidValue, npuDeviceGetAttribute(nullptr, npuDevAttrWarpSize, 0));
  expect_error(npuErrorInvalidDevice, npuDeviceGetAttribute(&value, npuDevAttrWarpSize, 7));
}

TEST(ApiDevice, PciIdsNameEachDevice) {
  for (int device = 0; device < 3; ++device) {
    char id[32];
    int found = -1;
    ASSERT_NPU_SUCCESS(npuDeviceGetPCIBusId(id, sizeof(id), device));
    EXPECT_NPU_SUCCESS(npuDeviceGetByPCIBusId(&found, id));
    EXPECT_EQ(device, found);
  }
  char id[32];
  int found;
  expect_error(npuErrorInvalidValue, npuDeviceGetPCIBusId(id, 4, 0));
  expect_error(npuErrorInvalidDevice, npuDeviceGetByPCIBusId(&found, "0000:7f:00.0"));
  expect_error(npuErrorInvalidValue, npuDeviceGetByPCIBusId(&found, "nonsense"));
}

TEST(ApiDevice, ChooseAndValidDevices) {
  npuDeviceProp wanted = {};
  int device = -1, list[] = {1, 0}, wrong[] = {5};
  EXPECT_NPU_SUCCESS(npuChooseDevice(&device, &wanted));
  EXPECT_EQ(0, device);
  EXPECT_NPU_SUCCESS(npuSetValidDevices(list, 2));
  EXPECT_NPU_SUCCESS(npuGetDevice(&device));
  EXPECT_EQ(1, device);
  expect_error(npuErrorInvalidDevice, npuSetValidDevices(wrong, 1));
  EXPECT_NPU_SUCCESS(npuSetDevice(0));
  EXPECT_NPU_SUCCESS(npuInitDevice(0, 0, 0));
  expect_error(npuErrorInvalidDevice, npuInitDevice(9, 0, 0));
}

TEST(ApiDevice, FlagsAndPreferences) {
  unsigned flags = 0;
  EXPECT_NPU_SUCCESS(npuSetDeviceFlags(npuDeviceScheduleBlockingSync));
  EXPECT_NPU_SUCCESS(npuGetDeviceFlags(&flags));
  EXPECT_EQ(unsigned(npuDeviceScheduleBlockingSync | npuDeviceMapHost), flags);
  expect_error(npuErrorInvalidValue, npuSetDeviceFlags(npuDeviceScheduleSpin | npuDeviceScheduleYield));
  expect_error(npuErrorInvalidValue, npuSetDeviceFlags(0x1000));

  npuFuncCache cache;
  EXPECT_NPU_SUCCESS(npuDeviceSetCacheConfig(npuFuncCachePreferL1));
  EXPECT_NPU_SUCCESS(npuDeviceGetCacheConfig(&cache));
  EXPECT_EQ(npuFuncCachePreferL1, cache);
  expect_error(npuErrorInvalidValue, npuDeviceSetCacheConfig(npuFuncCache(17)));

  npuSharedMemConfig bank;
  EXPECT_NPU_SUCCESS(npuDeviceSetSharedMemConfig(npuSharedMemBankSizeEightByte));
  EXPECT_NPU_SUCCESS(npuDeviceGetSharedMemConfig(&bank));
  EXPECT_EQ(npuSharedMemBankSizeEightByte, bank);
}

TEST(ApiDevice, Limits) {
  size_t value = 0;
  EXPECT_NPU_SUCCESS(npuDeviceSetLimit(npuLimitStackSize, 128 * 1024));
  EXPECT_NPU_SUCCESS(npuDeviceGetLimit(&value, npuLimitStackSize));
  EXPECT_EQ(128u * 1024, value);
  EXPECT_NPU_SUCCESS(npuDeviceSetLimit(npuLimitMallocHeapSize, 1 << 26));
  EXPECT_NPU_SUCCESS(npuThreadGetLimit(&value, npuLimitMallocHeapSize));
  EXPECT_EQ(size_t(1) << 26, value);
  expect_error(npuErrorInvalidValue, npuDeviceSetLimit(npuLimit(42), 1));
  expect_error(npuErrorInvalidValue, npuDeviceGetLimit(&value, npuLimit(42)));
  // A hint, of which the device takes what it has.
  int most = 0;
  EXPECT_NPU_SUCCESS(npuDeviceGetAttribute(&most, npuDevAttrMaxPersistingL2CacheSize, 0));
  EXPECT_GT(most, 0);
  EXPECT_NPU_SUCCESS(npuDeviceSetLimit(npuLimitPersistingL2CacheSize, 4096));
  EXPECT_NPU_SUCCESS(npuDeviceGetLimit(&value, npuLimitPersistingL2CacheSize));
  EXPECT_EQ(4096u, value);
  EXPECT_NPU_SUCCESS(npuDeviceSetLimit(npuLimitPersistingL2CacheSize, size_t(1) << 40));
  EXPECT_NPU_SUCCESS(npuDeviceGetLimit(&value, npuLimitPersistingL2CacheSize));
  EXPECT_EQ(size_t(most), value);
  EXPECT_NPU_SUCCESS(npuCtxResetPersistingL2Cache());
}

TEST(ApiDevice, Peers) {
  int can = -1, value = -1;
  EXPECT_NPU_SUCCESS(npuDeviceCanAccessPeer(&can, 0, 1));
  EXPECT_EQ(1, can);
  EXPECT_NPU_SUCCESS(npuDeviceCanAccessPeer(&can, 1, 1));
  EXPECT_EQ(0, can);
  expect_error(npuErrorInvalidDevice, npuDeviceCanAccessPeer(&can, 0, 9));
  EXPECT_NPU_SUCCESS(npuDeviceEnablePeerAccess(1, 0));
  expect_error(npuErrorPeerAccessAlreadyEnabled, npuDeviceEnablePeerAccess(1, 0));
  EXPECT_NPU_SUCCESS(npuDeviceDisablePeerAccess(1));
  expect_error(npuErrorPeerAccessNotEnabled, npuDeviceDisablePeerAccess(1));
  expect_error(npuErrorPeerAccessUnsupported, npuDeviceEnablePeerAccess(0, 0));
  expect_error(npuErrorInvalidValue, npuDeviceEnablePeerAccess(1, 1));
  EXPECT_NPU_SUCCESS(npuDeviceGetP2PAttribute(&value, npuDevP2PAttrAccessSupported, 0, 2));
  EXPECT_EQ(1, value);
  expect_error(npuErrorInvalidDevice, npuDeviceGetP2PAttribute(&value, npuDevP2PAttrAccessSupported, 0, 0));
}

TEST(ApiDevice, PeerCopies) {
  int *a, *b, out = 0;
  const int in = 41;
  ASSERT_NPU_SUCCESS(npuSetDevice(1));
  ASSERT_NPU_SUCCESS(npuMalloc(&b, sizeof(int)));
  ASSERT_NPU_SUCCESS(npuSetDevice(0));
  ASSERT_NPU_SUCCESS(npuMalloc(&a, sizeof(int)));
  EXPECT_NPU_SUCCESS(npuMemcpy(a, &in, sizeof(int), npuMemcpyHostToDevice));
  EXPECT_NPU_SUCCESS(npuMemcpyPeer(b, 1, a, 0, sizeof(int)));
  EXPECT_NPU_SUCCESS(npuMemcpy(&out, b, sizeof(int), npuMemcpyDeviceToHost));
  EXPECT_EQ(41, out);
  expect_error(npuErrorInvalidDevice, npuMemcpyPeer(b, 8, a, 0, sizeof(int)));
  npuPointerAttributes attributes;
  EXPECT_NPU_SUCCESS(npuPointerGetAttributes(&attributes, b));
  EXPECT_EQ(1, attributes.device);
  EXPECT_NPU_SUCCESS(npuFree(a));
  EXPECT_NPU_SUCCESS(npuFree(b));
}

TEST(ApiDevice, ResetReleasesWhatTheDeviceOwns) {
  void *kept, *gone;
  npuStream_t stream;
  npuEvent_t event;
  ASSERT_NPU_SUCCESS(npuSetDevice(2));
  ASSERT_NPU_SUCCESS(npuMalloc(&kept, 64));
  ASSERT_NPU_SUCCESS(npuSetDevice(1));
  ASSERT_NPU_SUCCESS(npuMalloc(&gone, 64));
  ASSERT_NPU_SUCCESS(npuStreamCreate(&stream));
  ASSERT_NPU_SUCCESS(npuEventCreate(&event));
  EXPECT_NPU_SUCCESS(npuDeviceSetCacheConfig(npuFuncCachePreferShared));
  EXPECT_NPU_SUCCESS(npuDeviceReset());
  expect_error(npuErrorInvalidValue, npuFree(gone));
  expect_error(npuErrorInvalidResourceHandle, npuStreamDestroy(stream));
  expect_error(npuErrorInvalidResourceHandle, npuEventDestroy(event));
  npuFuncCache cache;
  EXPECT_NPU_SUCCESS(npuDeviceGetCacheConfig(&cache));
  EXPECT_EQ(npuFuncCachePreferNone, cache);
  ASSERT_NPU_SUCCESS(npuSetDevice(0));
  EXPECT_NPU_SUCCESS(npuFree(kept)); // another device's
}

TEST(ApiDevice, Versions) {
  int version = 0;
  EXPECT_NPU_SUCCESS(npuRuntimeGetVersion(&version));
  EXPECT_EQ(12020, version);
  EXPECT_EQ(NPU_RUNTIME_CUDA_VERSION, version);
  EXPECT_NPU_SUCCESS(npuDriverGetVersion(&version));
  EXPECT_EQ(12020, version);
  expect_error(npuErrorInvalidValue, npuDriverGetVersion(nullptr));
  EXPECT_NPU_SUCCESS(npuProfilerStart());
  EXPECT_NPU_SUCCESS(npuProfilerStop());
  EXPECT_NPU_SUCCESS(npuThreadSynchronize());
}

TEST(ApiDevice, FormerNames) {
  size_t value = 0;
  EXPECT_NPU_SUCCESS(npuThreadSetLimit(npuLimitPrintfFifoSize, 1 << 16));
  EXPECT_NPU_SUCCESS(npuDeviceGetLimit(&value, npuLimitPrintfFifoSize));
  EXPECT_EQ(size_t(1) << 16, value);
  expect_error(npuErrorInvalidValue, npuThreadSetLimit(npuLimit(42), 1));
  npuFuncCache config = npuFuncCachePreferNone;
  EXPECT_NPU_SUCCESS(npuThreadSetCacheConfig(npuFuncCachePreferShared));
  EXPECT_NPU_SUCCESS(npuThreadGetCacheConfig(&config));
  EXPECT_EQ(npuFuncCachePreferShared, config);
  expect_error(npuErrorInvalidValue, npuThreadSetCacheConfig(npuFuncCache(9)));
  expect_error(npuErrorInvalidValue, npuThreadGetCacheConfig(nullptr));
  void *p = nullptr;
  ASSERT_NPU_SUCCESS(npuMalloc(&p, 16));
  EXPECT_NPU_SUCCESS(npuThreadExit()); // resets the device
  expect_error(npuErrorInvalidValue, npuFree(p));
  EXPECT_NPU_SUCCESS(npuThreadGetCacheConfig(&config));
  EXPECT_EQ(npuFuncCachePreferNone, config);
}

} // namespace
