// SPDX-License-Identifier: Apache-2.0
// The end of the process with work pending: no hang, no crash, the exit code is the program's.
#include "test_support.h"

#include <chrono>
#include <thread>

namespace {

NPU_GLOBAL void slow(int *n) {
  volatile int steps = 0;
  while (steps < 1000)
    steps = steps + 1;
  npu::atomicAdd(n, 1);
}
NPU_GLOBAL void forever(volatile int *flag) {
  while (*flag == 0)
    npu::detail::yield();
}
NPU_GLOBAL void deaf(volatile int *flag) {
  while (*flag == 0)
    ;
}

int device_value = 0;

// What programs do at namespace scope: an object whose destructor uses the runtime.
struct late_user {
  bool active = false;
  ~late_user() {
    if (!active)
      return;
    NPU_LAUNCH(slow, (4, 4), &device_value);
    if (npuDeviceSynchronize() != npuSuccess)
      _exit(55);
  }
} late;

using ExitDeathTest = testing::Test;

TEST(ExitDeathTest, PendingKernels) {
  EXPECT_EXIT(
      {
        for (int i = 0; i < 10; ++i)
          NPU_LAUNCH(slow, (100000, 64), &device_value);
        exit(7);
      },
      testing::ExitedWithCode(7), "");
}

TEST(ExitDeathTest, KernelThatNeverEnds) {
  EXPECT_EXIT(
      {
        NPU_LAUNCH(forever, (4, 1), &device_value);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        exit(8);
      },
      testing::ExitedWithCode(8), "");
  EXPECT_EXIT(
      {
        NPU_LAUNCH(deaf, (4, 1), &device_value);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        exit(9);
      },
      testing::ExitedWithCode(9), "");
}

TEST(ExitDeathTest, DestructorsMayUseTheRuntime) {
  EXPECT_EXIT(
      {
        late.active = true;
        NPU_LAUNCH(slow, (4, 4), &device_value);
        exit(10);
      },
      testing::ExitedWithCode(10), "");
}

} // namespace
