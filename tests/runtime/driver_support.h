// SPDX-License-Identifier: Apache-2.0
// What the tests of the driver API share.
#ifndef NPU_TESTS_DRIVER_SUPPORT_H
#define NPU_TESTS_DRIVER_SUPPORT_H

#include <npu/driver.h>
#include <npu/runtime.h>

#include <gtest/gtest.h>

#define EXPECT_DRV_SUCCESS(call) EXPECT_EQ(NPU_SUCCESS, (call))
#define ASSERT_DRV_SUCCESS(call) ASSERT_EQ(NPU_SUCCESS, (call))

// A call of the host API gives the main thread a context.
inline const bool has_context = npuFree(nullptr) == npuSuccess;

// Device memory that is freed at the end of the test.
struct driver_memory {
  NPUdeviceptr address = 0;

  explicit driver_memory(size_t bytes) { EXPECT_DRV_SUCCESS(npudrvMemAlloc(&address, bytes)); }
  ~driver_memory() { EXPECT_DRV_SUCCESS(npudrvMemFree(address)); }
  driver_memory(const driver_memory &) = delete;

  operator NPUdeviceptr() const { return address; }
};

#endif
