// SPDX-License-Identifier: Apache-2.0
// npu/helpers/helper_timer.h: milliseconds, periods and their mean.
#include "npu/helpers/helper_timer.h"

#include <chrono>
#include <gtest/gtest.h>
#include <thread>

namespace {

void pass(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

TEST(HelperTimer, MeasuresMilliseconds) {
  StopWatchInterface *timer = nullptr;
  ASSERT_TRUE(sdkCreateTimer(&timer));
  ASSERT_NE(nullptr, timer);
  EXPECT_EQ(0.0f, sdkGetTimerValue(&timer));
  EXPECT_EQ(0.0f, sdkGetAverageTimerValue(&timer));
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(sdkStartTimer(&timer));
  pass(20);
  EXPECT_GE(sdkGetTimerValue(&timer), 20.0f); // while it runs
  EXPECT_TRUE(sdkStopTimer(&timer));
  const double all =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  const float first = sdkGetTimerValue(&timer);
  EXPECT_GE(first, 20.0f);
  EXPECT_LE(first, all);
  pass(5);
  EXPECT_EQ(first, sdkGetTimerValue(&timer)); // it stands still

  sdkStartTimer(&timer);
  sdkStopTimer(&timer);
  const float second = sdkGetTimerValue(&timer);
  EXPECT_FLOAT_EQ((first + second) / 2, sdkGetAverageTimerValue(&timer));

  EXPECT_TRUE(sdkResetTimer(&timer));
  EXPECT_EQ(0.0f, sdkGetTimerValue(&timer));
  EXPECT_EQ(0.0f, sdkGetAverageTimerValue(&timer));
  EXPECT_TRUE(sdkDeleteTimer(&timer));
  EXPECT_EQ(nullptr, timer);
}

TEST(HelperTimer, ResetLetsItRun) {
  StopWatchLinux watch;
  watch.start();
  pass(20);
  const float before = watch.getTime();
  watch.reset();
  const float after = watch.getTime();
  EXPECT_LT(after, before);
  pass(2);
  watch.stop();
  EXPECT_GE(watch.getTime(), 2.0f);
  EXPECT_EQ(watch.getTime(), watch.getAverageTime());
}

TEST(HelperTimer, NoTimerIsNoError) {
  StopWatchInterface *none = nullptr;
  EXPECT_TRUE(sdkStartTimer(&none) && sdkStopTimer(&none) && sdkResetTimer(&none) && sdkDeleteTimer(&none));
  EXPECT_EQ(0.0f, sdkGetTimerValue(&none));
  EXPECT_EQ(0.0f, sdkGetAverageTimerValue(&none));
}

} // namespace
