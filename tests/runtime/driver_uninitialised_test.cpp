// SPDX-License-Identifier: Apache-2.0
// Driver API: before anything has initialised it, and in threads without a context. The order of the tests
// matters.
#include <npu/driver.h>
#include <npu/runtime.h>

#include <gtest/gtest.h>

#include <thread>

namespace {

NPUresult allocate() {
  NPUdeviceptr memory = 0;
  const NPUresult result = npudrvMemAlloc(&memory, 16);
  if (result == NPU_SUCCESS) {
    EXPECT_EQ(NPU_SUCCESS, npudrvMemFree(memory));
  }
  return result;
}

TEST(DriverUninitialised, EveryCallSaysSo) {
  int value = 0;
  char name[16];
  size_t bytes = 0;
  unsigned flags = 0;
  NPUdevice device = 0;
  NPUcontext context = nullptr;
  NPUmodule module = nullptr;
  EXPECT_EQ(NPU_ERROR_NOT_INITIALIZED, npudrvDeviceGet(&device, 0));
  EXPECT_EQ(NPU_ERROR_NOT_INITIALIZED, npudrvDeviceGetCount(&value));
  EXPECT_EQ(NPU_ERROR_NOT_INITIALIZED, npudrvDeviceGetName(name, sizeof name, 0));
  EXPECT_EQ(NPU_ERROR_NOT_INITIALIZED, npudrvDeviceTotalMem(&bytes, 0));
  EXPECT_EQ(NPU_ERROR_NOT_INITIALIZED, npudrvDeviceGetAttribute(&value, NPU_DEVICE_ATTRIBUTE_WARP_SIZE, 0));
  EXPECT_EQ(NPU_ERROR_NOT_INITIALIZED, npudrvDeviceCanAccessPeer(&value, 0, 0));
  EXPECT_EQ(NPU_ERROR_NOT_INITIALIZED, npudrvCtxCreate(&context, 0, 0));
  EXPECT_EQ(NPU_ERROR_NOT_INITIALIZED, npudrvCtxGetCurrent(&context));
  EXPECT_EQ(NPU_ERROR_NOT_INITIALIZED, npudrvCtxSynchronize());
  EXPECT_EQ(NPU_ERROR_NOT_INITIALIZED, npudrvDevicePrimaryCtxRetain(&context, 0));
  EXPECT_EQ(NPU_ERROR_NOT_INITIALIZED, npudrvDevicePrimaryCtxGetState(0, &flags, &value));
  EXPECT_EQ(NPU_ERROR_NOT_INITIALIZED, npudrvModuleLoadData(&module, "x"));
  EXPECT_EQ(NPU_ERROR_NOT_INITIALIZED, allocate());
  EXPECT_EQ(NPU_SUCCESS, npudrvDriverGetVersion(&value)); // does not need it
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvInit(1));
  EXPECT_EQ(NPU_ERROR_NOT_INITIALIZED, npudrvDeviceGet(&device, 0));
}

TEST(DriverUninitialised, InitialisedWithoutAContext) {
  NPUcontext context = nullptr;
  int value = 0;
  ASSERT_EQ(NPU_SUCCESS, npudrvInit(0));
  EXPECT_EQ(NPU_SUCCESS, npudrvDeviceGetCount(&value));
  EXPECT_EQ(NPU_SUCCESS, npudrvCtxGetCurrent(&context));
  EXPECT_EQ(nullptr, context);
  EXPECT_EQ(NPU_ERROR_INVALID_CONTEXT, allocate());
  EXPECT_EQ(NPU_ERROR_INVALID_CONTEXT, npudrvCtxSynchronize());
  NPUmodule module = nullptr;
  EXPECT_EQ(NPU_ERROR_INVALID_CONTEXT, npudrvModuleLoadData(&module, "x"));

  ASSERT_EQ(NPU_SUCCESS, npudrvCtxCreate(&context, 0, 0));
  EXPECT_EQ(NPU_SUCCESS, allocate());
  std::thread([] { EXPECT_EQ(NPU_ERROR_INVALID_CONTEXT, allocate()); }).join(); // each thread has its own
  EXPECT_EQ(NPU_SUCCESS, npudrvCtxDestroy(context));
  EXPECT_EQ(NPU_ERROR_INVALID_CONTEXT, allocate()); // calls of this API have made no other context current
}

TEST(DriverUninitialised, TheHostApiBringsItsContext) {
  const auto use = [] {
    EXPECT_EQ(NPU_ERROR_INVALID_CONTEXT, allocate());
    EXPECT_EQ(npuSuccess, npuFree(nullptr)); // what programs call for that
    EXPECT_EQ(NPU_SUCCESS, allocate());
    NPUcontext context = nullptr, popped = nullptr;
    EXPECT_EQ(NPU_SUCCESS, npudrvCtxGetCurrent(&context));
    EXPECT_NE(nullptr, context);
    EXPECT_EQ(NPU_SUCCESS, npudrvCtxPopCurrent(&popped));
    EXPECT_EQ(context, popped);
    EXPECT_EQ(NPU_ERROR_INVALID_CONTEXT, allocate());
    EXPECT_EQ(npuSuccess, npuSetDevice(0));
    EXPECT_EQ(NPU_SUCCESS, allocate());
  };
  use();
  std::thread(use).join();
}

} // namespace
