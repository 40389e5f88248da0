// SPDX-License-Identifier: Apache-2.0
// The stream and event functions of the API: arguments, attributes, callbacks. (Order is tested in
// stream_test.cpp.)
#include "test_support.h"

#include <atomic>

namespace {

void expect_error(npuError_t expected, npuError_t actual) {
  EXPECT_EQ(expected, actual);
  EXPECT_EQ(expected, npuGetLastError());
}

TEST(ApiStream, CreationAndFacts) {
  npuStream_t stream;
  unsigned flags = 9;
  int priority = 1, least = 9, greatest = 9, device = -1;
  unsigned long long id = 0, other = 0;
  EXPECT_NPU_SUCCESS(npuDeviceGetStreamPriorityRange(&least, &greatest));
  EXPECT_EQ(0, least);
  EXPECT_EQ(-5, greatest);
  ASSERT_NPU_SUCCESS(npuStreamCreateWithPriority(&stream, npuStreamNonBlocking, -100));
  EXPECT_NPU_SUCCESS(npuStreamGetPriority(stream, &priority));
  EXPECT_EQ(greatest, priority); // clamped
  EXPECT_NPU_SUCCESS(npuStreamGetFlags(stream, &flags));
  EXPECT_EQ(unsigned(npuStreamNonBlocking), flags);
  EXPECT_NPU_SUCCESS(npuStreamGetFlags(nullptr, &flags));
  EXPECT_EQ(unsigned(npuStreamDefault), flags);
  EXPECT_NPU_SUCCESS(npuStreamGetDevice(stream, &device));
  EXPECT_EQ(0, device);
  EXPECT_NPU_SUCCESS(npuStreamGetId(stream, &id));
  EXPECT_NPU_SUCCESS(npuStreamGetId(nullptr, &other));
  EXPECT_NE(id, other);
  EXPECT_NPU_SUCCESS(npuStreamDestroy(stream));
  expect_error(npuErrorInvalidResourceHandle, npuStreamDestroy(stream));
  expect_error(npuErrorInvalidResourceHandle, npuStreamDestroy(nullptr));
  expect_error(npuErrorInvalidResourceHandle, npuStreamSynchronize(stream));
  expect_error(npuErrorInvalidResourceHandle, npuStreamGetFlags(stream, &flags));
  expect_error(npuErrorInvalidValue, npuStreamCreate(nullptr));
  expect_error(npuErrorInvalidValue, npuStreamCreateWithFlags(&stream, 2));
}

TEST(ApiStream, HostFunctionsAndCallbacks) {
  struct seen {
    std::atomic<int> calls{0};
    npuStream_t stream = nullptr;
    npuError_t status = npuErrorUnknown, waiting = npuSuccess;
  } s;
  npuStream_t stream;
  ASSERT_NPU_SUCCESS(npuStreamCreate(&stream));
  EXPECT_NPU_SUCCESS(npuStreamAddCallback(
      stream,
      [](npuStream_t own, npuError_t status, void *data) {
        auto *to = static_cast<seen *>(data);
        to->stream = own;
        to->status = status;
        ++to->calls;
      },
      &s, 0));
  // Waiting inside of a host function would never end.
  EXPECT_NPU_SUCCESS(npuLaunchHostFunc(
      stream,
      [](void *data) {
        auto *to = static_cast<seen *>(data);
        to->waiting = npuDeviceSynchronize();
        ++to->calls;
      },
      &s));
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
  EXPECT_EQ(2, s.calls);
  EXPECT_EQ(stream, s.stream);
  EXPECT_EQ(npuSuccess, s.status);
  EXPECT_EQ(npuErrorNotPermitted, s.waiting);
  expect_error(npuErrorInvalidValue, npuStreamAddCallback(stream, nullptr, &s, 0));
  expect_error(npuErrorInvalidValue, npuLaunchHostFunc(stream, nullptr, &s));
  EXPECT_NPU_SUCCESS(npuStreamDestroy(stream));
}

TEST(ApiStream, Attributes) {
  npuStream_t a, b;
  ASSERT_NPU_SUCCESS(npuStreamCreate(&a));
  ASSERT_NPU_SUCCESS(npuStreamCreateWithPriority(&b, 0, -2));
  npuStreamAttrValue value = {};
  value.accessPolicyWindow.num_bytes = 4096;
  value.accessPolicyWindow.hitProp = npuAccessPropertyPersisting;
  EXPECT_NPU_SUCCESS(npuStreamSetAttribute(a, npuStreamAttributeAccessPolicyWindow, &value));
  EXPECT_NPU_SUCCESS(npuStreamCopyAttributes(b, a));
  npuStreamAttrValue read = {};
  EXPECT_NPU_SUCCESS(npuStreamGetAttribute(b, npuStreamAttributeAccessPolicyWindow, &read));
  EXPECT_EQ(4096u, read.accessPolicyWindow.num_bytes);
  EXPECT_NPU_SUCCESS(npuStreamGetAttribute(b, npuStreamAttributePriority, &read));
  EXPECT_EQ(-2, read.priority);
  expect_error(npuErrorInvalidValue, npuStreamGetAttribute(b, npuLaunchAttributeCooperative, &read));
  EXPECT_NPU_SUCCESS(npuStreamDestroy(a));
  EXPECT_NPU_SUCCESS(npuStreamDestroy(b));
  expect_error(npuErrorInvalidResourceHandle,
               npuStreamGetAttribute(a, npuStreamAttributeAccessPolicyWindow, &read));
}

TEST(ApiEvent, Arguments) {
  npuEvent_t timed, untimed;
  float ms = -1;
  ASSERT_NPU_SUCCESS(npuEventCreate(&timed));
  ASSERT_NPU_SUCCESS(npuEventCreate(&untimed, npuEventDisableTiming | npuEventBlockingSync));
  expect_error(npuErrorInvalidResourceHandle, npuEventElapsedTime(&ms, timed, timed)); // never recorded
  EXPECT_NPU_SUCCESS(npuEventQuery(timed));
  EXPECT_NPU_SUCCESS(npuEventRecord(timed));
  EXPECT_NPU_SUCCESS(npuEventRecord(untimed));
  EXPECT_NPU_SUCCESS(npuEventSynchronize(untimed));
  EXPECT_NPU_SUCCESS(npuEventElapsedTime(&ms, timed, timed));
  EXPECT_EQ(0.0f, ms);
  expect_error(npuErrorInvalidResourceHandle, npuEventElapsedTime(&ms, timed, untimed));
  expect_error(npuErrorInvalidValue, npuEventElapsedTime(nullptr, timed, timed));
  expect_error(npuErrorInvalidValue, npuEventCreateWithFlags(&timed, 0x40));
  expect_error(npuErrorInvalidValue, npuEventRecordWithFlags(timed, nullptr, 4));
  expect_error(npuErrorInvalidValue, npuStreamWaitEvent(nullptr, timed, 4));
  npuEvent_t shared;
  expect_error(npuErrorInvalidValue, npuEventCreateWithFlags(&shared, npuEventInterprocess));
  EXPECT_NPU_SUCCESS(npuEventDestroy(timed));
  EXPECT_NPU_SUCCESS(npuEventDestroy(untimed));
  expect_error(npuErrorInvalidResourceHandle, npuEventDestroy(timed));
  expect_error(npuErrorInvalidResourceHandle, npuEventRecord(timed));
  expect_error(npuErrorInvalidResourceHandle, npuEventQuery(timed));
}

} // namespace
