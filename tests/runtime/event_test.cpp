// SPDX-License-Identifier: Apache-2.0
// Events: completion, time, waiting across streams.
#include "test_support.h"

#include <chrono>
#include <thread>

namespace {

void sleep_ms(void *ms) { std::this_thread::sleep_for(std::chrono::milliseconds(*static_cast<int *>(ms))); }

TEST(Event, MeasuresTheWorkBetween) {
  npuEvent_t start, stop;
  ASSERT_NPU_SUCCESS(npuEventCreate(&start));
  ASSERT_NPU_SUCCESS(npuEventCreate(&stop));
  int before = 30, between = 60;
  EXPECT_NPU_SUCCESS(npuLaunchHostFunc(nullptr, sleep_ms, &before));
  EXPECT_NPU_SUCCESS(npuEventRecord(start, nullptr));
  EXPECT_NPU_SUCCESS(npuLaunchHostFunc(nullptr, sleep_ms, &between));
  EXPECT_NPU_SUCCESS(npuEventRecord(stop, nullptr));
  EXPECT_EQ(npuErrorNotReady, npuEventQuery(stop));
  float ms = 0;
  EXPECT_EQ(npuErrorNotReady, npuEventElapsedTime(&ms, start, stop));
  npuGetLastError();
  EXPECT_NPU_SUCCESS(npuEventSynchronize(stop));
  EXPECT_NPU_SUCCESS(npuEventQuery(stop));
  EXPECT_NPU_SUCCESS(npuEventElapsedTime(&ms, start, stop));
  EXPECT_GE(ms, 60);
  EXPECT_LT(ms, 60 + 25); // not the 30 before
  EXPECT_NPU_SUCCESS(npuEventDestroy(start));
  EXPECT_NPU_SUCCESS(npuEventDestroy(stop));
}

TEST(Event, NeverRecorded) {
  npuEvent_t e, f;
  ASSERT_NPU_SUCCESS(npuEventCreate(&e));
  ASSERT_NPU_SUCCESS(npuEventCreate(&f));
  EXPECT_NPU_SUCCESS(npuEventQuery(e));
  EXPECT_NPU_SUCCESS(npuEventSynchronize(e));
  EXPECT_NPU_SUCCESS(npuStreamWaitEvent(nullptr, e, 0));
  float ms;
  EXPECT_EQ(npuErrorInvalidResourceHandle, npuEventElapsedTime(&ms, e, f));
  npuGetLastError();
  npuEventDestroy(e);
  npuEventDestroy(f);
}

NPU_GLOBAL void copy(int *to, const int *from) { *to = *from; }

// Three streams in a chain; only the events order them.
TEST(Event, OrdersStreams) {
  npuStream_t s[3];
  npuEvent_t e[2];
  for (npuStream_t &stream : s)
    ASSERT_NPU_SUCCESS(npuStreamCreateWithFlags(&stream, npuStreamNonBlocking));
  for (npuEvent_t &event : e)
    ASSERT_NPU_SUCCESS(npuEventCreateWithFlags(&event, npuEventDisableTiming));
  int values[4] = {9, 0, 0, 0}, delay = 20;
  EXPECT_NPU_SUCCESS(npuLaunchHostFunc(s[0], sleep_ms, &delay));
  NPU_LAUNCH(copy, (1, 1, 0, s[0]), &values[1], &values[0]);
  EXPECT_NPU_SUCCESS(npuEventRecord(e[0], s[0]));
  EXPECT_NPU_SUCCESS(npuStreamWaitEvent(s[1], e[0], 0));
  NPU_LAUNCH(copy, (1, 1, 0, s[1]), &values[2], &values[1]);
  EXPECT_NPU_SUCCESS(npuEventRecord(e[1], s[1]));
  EXPECT_NPU_SUCCESS(npuStreamWaitEvent(s[2], e[1], 0));
  // A later record does not change what the stream waits for.
  EXPECT_NPU_SUCCESS(npuEventRecord(e[1], s[0]));
  NPU_LAUNCH(copy, (1, 1, 0, s[2]), &values[3], &values[2]);
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(s[2]));
  EXPECT_EQ(9, values[3]);
  EXPECT_ALL_DONE();
  for (npuStream_t stream : s)
    npuStreamDestroy(stream);
  for (npuEvent_t event : e)
    npuEventDestroy(event);
}

TEST(Event, RecordedAgainForgetsTheOldRecord) {
  npuEvent_t e;
  ASSERT_NPU_SUCCESS(npuEventCreate(&e));
  EXPECT_NPU_SUCCESS(npuEventRecord(e, nullptr));
  EXPECT_NPU_SUCCESS(npuEventSynchronize(e));
  int delay = 20;
  EXPECT_NPU_SUCCESS(npuLaunchHostFunc(nullptr, sleep_ms, &delay));
  EXPECT_NPU_SUCCESS(npuEventRecord(e, nullptr));
  EXPECT_EQ(npuErrorNotReady, npuEventQuery(e));
  npuGetLastError();
  EXPECT_NPU_SUCCESS(npuEventSynchronize(e));
  npuEventDestroy(e);
}

} // namespace
