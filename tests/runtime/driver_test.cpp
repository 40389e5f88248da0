// SPDX-License-Identifier: Apache-2.0
// Driver API: errors, devices, contexts. Other parts: driver_*_test.cpp.
#include "driver_support.h"

#include <string.h>

#include <thread>

namespace {

TEST(DriverErrors, HaveNamesAndDescriptions) {
  const char *text = nullptr;
  EXPECT_DRV_SUCCESS(npudrvGetErrorName(NPU_ERROR_INVALID_VALUE, &text));
  EXPECT_STREQ("NPU_ERROR_INVALID_VALUE", text);
  EXPECT_DRV_SUCCESS(npudrvGetErrorName(NPU_SUCCESS, &text));
  EXPECT_STREQ("NPU_SUCCESS", text);
  EXPECT_DRV_SUCCESS(npudrvGetErrorString(NPU_ERROR_OUT_OF_MEMORY, &text));
  EXPECT_STREQ("out of memory", text);
  // Every code that the header names, also those that the host API does not have.
  for (NPUresult code :
       {NPU_ERROR_STUB_LIBRARY, NPU_ERROR_CONTEXT_ALREADY_CURRENT, NPU_ERROR_NO_BINARY_FOR_GPU,
        NPU_ERROR_NOT_FOUND, NPU_ERROR_CONTEXT_IS_DESTROYED, NPU_ERROR_UNKNOWN}) {
    EXPECT_DRV_SUCCESS(npudrvGetErrorString(code, &text));
    ASSERT_NE(nullptr, text);
    EXPECT_STRNE("unrecognized error code", text) << code;
  }
}

TEST(DriverErrors, RefuseAnUnknownCode) {
  const char *text = "untouched";
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvGetErrorName(NPUresult(12345), &text));
  EXPECT_EQ(nullptr, text);
  text = "untouched";
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvGetErrorString(NPUresult(12345), &text));
  EXPECT_EQ(nullptr, text);
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvGetErrorName(NPU_SUCCESS, nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvGetErrorString(NPU_SUCCESS, nullptr));
}

TEST(DriverErrors, LeaveTheLastErrorOfTheHostApiAlone) {
  npuGetLastError();
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemcpyHtoD(1, nullptr, 4));
  EXPECT_EQ(npuSuccess, npuPeekAtLastError());
  EXPECT_EQ(npuErrorInvalidDevice, npuSetDevice(1000));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemcpyHtoD(1, nullptr, 4));
  EXPECT_EQ(npuErrorInvalidDevice, npuGetLastError());
}

TEST(DriverInit, TakesNoFlags) {
  EXPECT_DRV_SUCCESS(npudrvInit(0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvInit(1));
  int version = 0;
  EXPECT_DRV_SUCCESS(npudrvDriverGetVersion(&version));
  EXPECT_EQ(NPU_RUNTIME_CUDA_VERSION, version);
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvDriverGetVersion(nullptr));
}

TEST(DriverDevice, AgreesWithTheHostApi) {
  int count = 0;
  EXPECT_DRV_SUCCESS(npudrvDeviceGetCount(&count));
  ASSERT_GE(count, 1);
  NPUdevice device = -1;
  EXPECT_DRV_SUCCESS(npudrvDeviceGet(&device, 0));
  npuDeviceProp p;
  ASSERT_EQ(npuSuccess, npuGetDeviceProperties(&p, device));

  char name[256] = {};
  EXPECT_DRV_SUCCESS(npudrvDeviceGetName(name, sizeof name, device));
  EXPECT_STREQ(p.name, name);
  char brief[4] = {'x', 'x', 'x', 'x'};
  EXPECT_DRV_SUCCESS(npudrvDeviceGetName(brief, sizeof brief, device));
  EXPECT_EQ(std::string(p.name).substr(0, 3), brief);

  size_t bytes = 0;
  EXPECT_DRV_SUCCESS(npudrvDeviceTotalMem(&bytes, device));
  EXPECT_EQ(p.totalGlobalMem, bytes);
  int major = 0, minor = 0;
  EXPECT_DRV_SUCCESS(npudrvDeviceComputeCapability(&major, &minor, device));
  EXPECT_EQ(p.major, major);
  EXPECT_EQ(p.minor, minor);
  NPUuuid uuid = {};
  EXPECT_DRV_SUCCESS(npudrvDeviceGetUuid(&uuid, device));
  EXPECT_EQ(0, memcmp(&uuid, &p.uuid, sizeof uuid));

  int value = 0;
  EXPECT_DRV_SUCCESS(npudrvDeviceGetAttribute(&value, NPU_DEVICE_ATTRIBUTE_WARP_SIZE, device));
  EXPECT_EQ(32, value);
  EXPECT_DRV_SUCCESS(npudrvDeviceGetAttribute(&value, NPU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_BLOCK, device));
  EXPECT_EQ(p.maxThreadsPerBlock, value);
  EXPECT_DRV_SUCCESS(
      npudrvDeviceGetAttribute(&value, NPU_DEVICE_ATTRIBUTE_VIRTUAL_MEMORY_MANAGEMENT_SUPPORTED, device));
  EXPECT_EQ(1, value);
  NPUdevprop old;
  EXPECT_DRV_SUCCESS(npudrvDeviceGetProperties(&old, device));
  EXPECT_EQ(p.maxThreadsPerBlock, old.maxThreadsPerBlock);
  EXPECT_EQ(p.maxThreadsDim[2], old.maxThreadsDim[2]);
  EXPECT_EQ(p.warpSize, old.SIMDWidth);

  char bus[32];
  EXPECT_DRV_SUCCESS(npudrvDeviceGetPCIBusId(bus, sizeof bus, device));
  NPUdevice same = -1;
  EXPECT_DRV_SUCCESS(npudrvDeviceGetByPCIBusId(&same, bus));
  EXPECT_EQ(device, same);
}

TEST(DriverDevice, RefusesWhatIsNone) {
  NPUdevice device;
  int value;
  char name[8];
  size_t bytes;
  NPUuuid uuid;
  NPUdevprop properties;
  EXPECT_EQ(NPU_ERROR_INVALID_DEVICE, npudrvDeviceGet(&device, -1));
  EXPECT_EQ(NPU_ERROR_INVALID_DEVICE, npudrvDeviceGet(&device, 1000));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvDeviceGet(nullptr, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvDeviceGetCount(nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_DEVICE, npudrvDeviceGetName(name, 8, 1000));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvDeviceGetName(name, 0, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_DEVICE, npudrvDeviceTotalMem(&bytes, 1000));
  EXPECT_EQ(NPU_ERROR_INVALID_DEVICE, npudrvDeviceGetUuid(&uuid, 1000));
  EXPECT_EQ(NPU_ERROR_INVALID_DEVICE, npudrvDeviceGetProperties(&properties, 1000));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvDeviceComputeCapability(&value, nullptr, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_DEVICE, npudrvDeviceGetAttribute(&value, NPU_DEVICE_ATTRIBUTE_WARP_SIZE, 1000));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvDeviceGetAttribute(&value, NPUdevice_attribute(9999), 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvDeviceGetAttribute(nullptr, NPU_DEVICE_ATTRIBUTE_WARP_SIZE, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_DEVICE, npudrvDeviceCanAccessPeer(&value, 0, 1000));
  EXPECT_NE(NPU_SUCCESS,
            npudrvDeviceGetP2PAttribute(&value, NPU_DEVICE_P2P_ATTRIBUTE_ACCESS_SUPPORTED, 0, 1000));
}

// Threads have the primary context after a call of the host API.
TEST(DriverContext, BottomIsThePrimaryContext) {
  std::thread([] {
    NPUcontext current = nullptr, primary = nullptr;
    EXPECT_EQ(npuSuccess, npuFree(nullptr));
    EXPECT_DRV_SUCCESS(npudrvCtxGetCurrent(&current));
    EXPECT_DRV_SUCCESS(npudrvDevicePrimaryCtxRetain(&primary, 0));
    EXPECT_NE(nullptr, current);
    EXPECT_EQ(primary, current);
    unsigned flags = 1;
    int active = 0;
    EXPECT_DRV_SUCCESS(npudrvDevicePrimaryCtxGetState(0, &flags, &active));
    EXPECT_EQ(1, active);
    EXPECT_DRV_SUCCESS(npudrvDevicePrimaryCtxRelease(0));
  }).join();
}

TEST(DriverContext, StackAndLifetime) {
  std::thread([] {
    NPUcontext bottom = nullptr, a = nullptr, b = nullptr, c = nullptr;
    EXPECT_DRV_SUCCESS(npudrvCtxGetCurrent(&bottom));
    ASSERT_EQ(NPU_SUCCESS, npudrvCtxCreate(&a, NPU_CTX_SCHED_SPIN | NPU_CTX_MAP_HOST, 0));
    ASSERT_EQ(NPU_SUCCESS, npudrvCtxCreate(&b, 0, 0));
    EXPECT_NE(a, b);
    EXPECT_DRV_SUCCESS(npudrvCtxGetCurrent(&c));
    EXPECT_EQ(b, c);

    EXPECT_DRV_SUCCESS(npudrvCtxPopCurrent(&c));
    EXPECT_EQ(b, c);
    unsigned flags = 0;
    EXPECT_DRV_SUCCESS(npudrvCtxGetFlags(&flags));
    EXPECT_EQ(unsigned(NPU_CTX_SCHED_SPIN | NPU_CTX_MAP_HOST), flags);
    EXPECT_DRV_SUCCESS(npudrvCtxPushCurrent(b));
    EXPECT_DRV_SUCCESS(npudrvCtxSetCurrent(a)); // takes the place of b
    EXPECT_DRV_SUCCESS(npudrvCtxPopCurrent(nullptr));
    EXPECT_DRV_SUCCESS(npudrvCtxGetCurrent(&c));
    EXPECT_EQ(a, c);

    EXPECT_DRV_SUCCESS(npudrvCtxDestroy(a)); // current: also leaves the stack
    EXPECT_DRV_SUCCESS(npudrvCtxGetCurrent(&c));
    EXPECT_EQ(bottom, c);
    EXPECT_EQ(NPU_ERROR_CONTEXT_IS_DESTROYED, npudrvCtxPushCurrent(a));
    EXPECT_EQ(NPU_ERROR_CONTEXT_IS_DESTROYED, npudrvCtxDestroy(a));
    EXPECT_DRV_SUCCESS(npudrvCtxDestroy(b));
  }).join();
}

TEST(DriverContext, NoneIsAnError) {
  std::thread([] {
    NPUcontext c = nullptr;
    EXPECT_DRV_SUCCESS(npudrvCtxSetCurrent(nullptr));
    EXPECT_DRV_SUCCESS(npudrvCtxGetCurrent(&c));
    EXPECT_EQ(nullptr, c);
    NPUdevice device;
    NPUdeviceptr memory;
    NPUstream stream;
    EXPECT_EQ(NPU_ERROR_INVALID_CONTEXT, npudrvCtxGetDevice(&device));
    EXPECT_EQ(NPU_ERROR_INVALID_CONTEXT, npudrvCtxSynchronize());
    EXPECT_EQ(NPU_ERROR_INVALID_CONTEXT, npudrvCtxPopCurrent(&c));
    EXPECT_EQ(NPU_ERROR_INVALID_CONTEXT, npudrvMemAlloc(&memory, 16));
    EXPECT_EQ(NPU_ERROR_INVALID_CONTEXT, npudrvStreamCreate(&stream, 0));
    // The context of another thread can be taken up.
    EXPECT_DRV_SUCCESS(npudrvDevicePrimaryCtxRetain(&c, 0));
    EXPECT_DRV_SUCCESS(npudrvCtxSetCurrent(c));
    EXPECT_DRV_SUCCESS(npudrvCtxSynchronize());
    EXPECT_DRV_SUCCESS(npudrvDevicePrimaryCtxRelease(0));
  }).join();
}

TEST(DriverContext, DestroyedInAnotherThread) {
  NPUcontext shared = nullptr;
  ASSERT_EQ(NPU_SUCCESS, npudrvCtxCreate(&shared, 0, 0));
  std::thread([shared] { EXPECT_DRV_SUCCESS(npudrvCtxDestroy(shared)); }).join();
  NPUdeviceptr memory;
  EXPECT_EQ(NPU_ERROR_CONTEXT_IS_DESTROYED, npudrvMemAlloc(&memory, 16));
  EXPECT_EQ(NPU_ERROR_CONTEXT_IS_DESTROYED, npudrvCtxSynchronize());
  EXPECT_DRV_SUCCESS(npudrvCtxPopCurrent(nullptr));
  EXPECT_DRV_SUCCESS(npudrvCtxSynchronize());
}

TEST(DriverContext, AttachmentsAreCounted) {
  NPUcontext c = nullptr, same = nullptr;
  ASSERT_EQ(NPU_SUCCESS, npudrvCtxCreate(&c, 0, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvCtxAttach(&same, 1));
  EXPECT_DRV_SUCCESS(npudrvCtxAttach(&same, 0));
  EXPECT_EQ(c, same);
  EXPECT_DRV_SUCCESS(npudrvCtxDetach(c));
  EXPECT_DRV_SUCCESS(npudrvCtxSynchronize());
  EXPECT_DRV_SUCCESS(npudrvCtxDetach(c)); // the last one destroys it
  EXPECT_EQ(NPU_ERROR_CONTEXT_IS_DESTROYED, npudrvCtxDetach(c));
}

TEST(DriverContext, RefusesBadArguments) {
  NPUcontext c = nullptr;
  unsigned flags;
  int active;
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvCtxCreate(nullptr, 0, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvCtxCreate(&c, 0x1000, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvCtxCreate(&c, NPU_CTX_SCHED_SPIN | NPU_CTX_SCHED_YIELD, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_DEVICE, npudrvCtxCreate(&c, 0, 1000));
  EXPECT_EQ(NPU_ERROR_INVALID_CONTEXT, npudrvCtxDestroy(nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_CONTEXT, npudrvCtxPushCurrent(nullptr));
  int no_context = 0;
  EXPECT_EQ(NPU_ERROR_INVALID_CONTEXT, npudrvCtxSetCurrent(reinterpret_cast<NPUcontext>(&no_context)));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvCtxGetCurrent(nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_DEVICE, npudrvDevicePrimaryCtxRetain(&c, 1000));
  EXPECT_EQ(NPU_ERROR_INVALID_CONTEXT, npudrvDevicePrimaryCtxRelease(0)); // nobody retains it
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvDevicePrimaryCtxSetFlags(0, 0x1000));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvDevicePrimaryCtxGetState(0, nullptr, &active));
  EXPECT_EQ(NPU_ERROR_INVALID_DEVICE, npudrvDevicePrimaryCtxGetState(1000, &flags, &active));
  EXPECT_DRV_SUCCESS(npudrvDevicePrimaryCtxRetain(&c, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_CONTEXT, npudrvCtxDestroy(c)); // released, not destroyed
  EXPECT_NE(NPU_SUCCESS, npudrvCtxEnablePeerAccess(c, 0));   // a peer is another device
  EXPECT_DRV_SUCCESS(npudrvDevicePrimaryCtxRelease(0));
}

TEST(DriverContext, PrimaryFlagsAndReset) {
  unsigned flags = 0;
  int active = 1;
  NPUdeviceptr memory = 0;
  EXPECT_DRV_SUCCESS(npudrvMemAlloc(&memory, 64));
  EXPECT_DRV_SUCCESS(npudrvDevicePrimaryCtxSetFlags(0, NPU_CTX_SCHED_BLOCKING_SYNC));
  EXPECT_DRV_SUCCESS(npudrvDevicePrimaryCtxReset(0));
  EXPECT_DRV_SUCCESS(npudrvDevicePrimaryCtxGetState(0, &flags, &active));
  EXPECT_EQ(unsigned(NPU_CTX_SCHED_BLOCKING_SYNC), flags);
  EXPECT_EQ(0, active);
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemFree(memory)); // the reset has freed it
  EXPECT_DRV_SUCCESS(npudrvDevicePrimaryCtxSetFlags(0, 0));
}

TEST(DriverContext, LimitsAndPreferences) {
  size_t before = 0, value = 0;
  EXPECT_DRV_SUCCESS(npudrvCtxGetLimit(&before, NPU_LIMIT_MALLOC_HEAP_SIZE));
  EXPECT_DRV_SUCCESS(npudrvCtxSetLimit(NPU_LIMIT_MALLOC_HEAP_SIZE, 2 * before));
  EXPECT_DRV_SUCCESS(npudrvCtxGetLimit(&value, NPU_LIMIT_MALLOC_HEAP_SIZE));
  EXPECT_EQ(2 * before, value);
  EXPECT_DRV_SUCCESS(npudrvCtxSetLimit(NPU_LIMIT_MALLOC_HEAP_SIZE, before));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvCtxGetLimit(&value, NPUlimit(99)));

  NPUfunc_cache cache;
  EXPECT_DRV_SUCCESS(npudrvCtxSetCacheConfig(NPU_FUNC_CACHE_PREFER_L1));
  EXPECT_DRV_SUCCESS(npudrvCtxGetCacheConfig(&cache));
  EXPECT_EQ(NPU_FUNC_CACHE_PREFER_L1, cache);
  EXPECT_DRV_SUCCESS(npudrvCtxSetCacheConfig(NPU_FUNC_CACHE_PREFER_NONE));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvCtxSetCacheConfig(NPUfunc_cache(7)));
  NPUsharedconfig banks;
  EXPECT_DRV_SUCCESS(npudrvCtxSetSharedMemConfig(NPU_SHARED_MEM_CONFIG_EIGHT_BYTE_BANK_SIZE));
  EXPECT_DRV_SUCCESS(npudrvCtxGetSharedMemConfig(&banks));
  EXPECT_EQ(NPU_SHARED_MEM_CONFIG_EIGHT_BYTE_BANK_SIZE, banks);
  EXPECT_DRV_SUCCESS(npudrvCtxSetSharedMemConfig(NPU_SHARED_MEM_CONFIG_DEFAULT_BANK_SIZE));

  unsigned version = 0;
  EXPECT_DRV_SUCCESS(npudrvCtxGetApiVersion(nullptr, &version));
  EXPECT_EQ(3020u, version);
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvCtxGetApiVersion(nullptr, nullptr));
  int least = -1, greatest = 1;
  EXPECT_DRV_SUCCESS(npudrvCtxGetStreamPriorityRange(&least, &greatest));
  EXPECT_EQ(0, least);
  EXPECT_LE(greatest, least);
  EXPECT_DRV_SUCCESS(npudrvProfilerStart());
  EXPECT_DRV_SUCCESS(npudrvProfilerStop());
}

// The signature of CUDA 13.
TEST(DriverContext, CreationParameters) {
  NPUctxCreateParams none = {};
  NPUcontext c = nullptr;
  ASSERT_EQ(NPU_SUCCESS, npudrvCtxCreate(&c, &none, 0, 0));
  EXPECT_DRV_SUCCESS(npudrvCtxDestroy(c));
  NPUctxCreateParams affinity = {};
  affinity.numExecAffinityParams = 1;
  EXPECT_EQ(NPU_ERROR_NOT_SUPPORTED, npudrvCtxCreate(&c, &affinity, 0, 0));
}

} // namespace
