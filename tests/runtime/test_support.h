// SPDX-License-Identifier: Apache-2.0
// What the runtime tests share: a vector that kernels may use, a check of API calls.
#ifndef NPU_TESTS_TEST_SUPPORT_H
#define NPU_TESTS_TEST_SUPPORT_H

#include <npu/kernel.h>

#include <gtest/gtest.h>

#include <vector>

#define EXPECT_NPU_SUCCESS(call) EXPECT_EQ(npuSuccess, (call))
#define ASSERT_NPU_SUCCESS(call) ASSERT_EQ(npuSuccess, (call))

// Waits for all work and expects that none of it, and no launch before, has failed.
#define EXPECT_ALL_DONE()                                                                                    \
  do {                                                                                                       \
    EXPECT_NPU_SUCCESS(npuGetLastError());                                                                   \
    EXPECT_NPU_SUCCESS(npuDeviceSynchronize());                                                              \
  } while (0)

#endif
