// SPDX-License-Identifier: Apache-2.0
// Stream capture: what becomes a node, how events carry it to other streams, and what is refused.
#include "test_support.h"

#include <thread>

namespace {

void expect_error(npuError_t expected, npuError_t actual) {
  EXPECT_EQ(expected, actual);
  EXPECT_EQ(expected, npuGetLastError());
}

NPU_GLOBAL void add(int *p, int what) { p[npu::threadIdx.x] += what; }

class ApiCapture : public ::testing::Test {
protected:
  void SetUp() override {
    ASSERT_NPU_SUCCESS(npuStreamCreateWithFlags(&a, npuStreamNonBlocking));
    ASSERT_NPU_SUCCESS(npuStreamCreateWithFlags(&b, npuStreamNonBlocking));
    ASSERT_NPU_SUCCESS(npuEventCreate(&fork));
    ASSERT_NPU_SUCCESS(npuEventCreate(&join));
    ASSERT_NPU_SUCCESS(npuMallocManaged(&data, 4 * sizeof(int)));
    std::fill(data, data + 4, 0);
  }
  void TearDown() override {
    if (graph) {
      EXPECT_NPU_SUCCESS(npuGraphDestroy(graph));
    }
    EXPECT_NPU_SUCCESS(npuEventDestroy(fork));
    EXPECT_NPU_SUCCESS(npuEventDestroy(join));
    EXPECT_NPU_SUCCESS(npuStreamDestroy(a));
    EXPECT_NPU_SUCCESS(npuStreamDestroy(b));
    EXPECT_NPU_SUCCESS(npuFree(data));
  }
  size_t nodes() {
    size_t count = 0;
    EXPECT_NPU_SUCCESS(npuGraphGetNodes(graph, nullptr, &count));
    return count;
  }
  void launch(int times) {
    npuGraphExec_t exec;
    ASSERT_NPU_SUCCESS(npuGraphInstantiate(&exec, graph));
    for (int i = 0; i < times; ++i)
      EXPECT_NPU_SUCCESS(npuGraphLaunch(exec, a));
    EXPECT_NPU_SUCCESS(npuStreamSynchronize(a));
    EXPECT_NPU_SUCCESS(npuGraphExecDestroy(exec));
  }
  // Ends a capture that a refused call has made invalid.
  void end_invalid() {
    npuGraph_t none = reinterpret_cast<npuGraph_t>(this);
    expect_error(npuErrorStreamCaptureInvalidated, npuStreamEndCapture(a, &none));
    EXPECT_EQ(nullptr, none);
  }

  npuStream_t a = nullptr, b = nullptr;
  npuEvent_t fork = nullptr, join = nullptr;
  npuGraph_t graph = nullptr;
  int *data = nullptr;
};

TEST_F(ApiCapture, WorkIsRecordedNotRun) {
  int calls = 0;
  ASSERT_NPU_SUCCESS(npuStreamBeginCapture(a, npuStreamCaptureModeGlobal));
  EXPECT_NPU_SUCCESS(npuMemsetAsync(data, 0, 4 * sizeof(int), a));
  NPU_LAUNCH(add, (1, 4, 0, a), data, 5);
  EXPECT_NPU_SUCCESS(npuGetLastError());
  EXPECT_NPU_SUCCESS(npuLaunchHostFunc(a, [](void *c) { ++*static_cast<int *>(c); }, &calls));
  int out[4] = {};
  EXPECT_NPU_SUCCESS(
      npuMemcpyAsync(out, data, sizeof(out), npuMemcpyDeviceToHost, a)); // pageable, yet recorded
  npuStreamCaptureStatus status;
  EXPECT_NPU_SUCCESS(npuStreamIsCapturing(a, &status));
  EXPECT_EQ(npuStreamCaptureStatusActive, status);
  EXPECT_NPU_SUCCESS(npuStreamIsCapturing(b, &status));
  EXPECT_EQ(npuStreamCaptureStatusNone, status);
  ASSERT_NPU_SUCCESS(npuStreamEndCapture(a, &graph));
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(a));
  EXPECT_EQ(0, data[0]);
  EXPECT_EQ(0, calls);
  EXPECT_EQ(4u, nodes());
  npuGraphNode_t list[4];
  size_t count = 4;
  EXPECT_NPU_SUCCESS(npuGraphGetNodes(graph, list, &count));
  const npuGraphNodeType expected[] = {npuGraphNodeTypeMemset, npuGraphNodeTypeKernel, npuGraphNodeTypeHost,
                                       npuGraphNodeTypeMemcpy};
  for (int i = 0; i < 4; ++i) {
    npuGraphNodeType type;
    EXPECT_NPU_SUCCESS(npuGraphNodeGetType(list[i], &type));
    EXPECT_EQ(expected[i], type);
  }
  launch(2);
  EXPECT_EQ(2, calls);
  EXPECT_EQ(5, out[3]);
}

TEST_F(ApiCapture, EventsForkAndJoin) {
  ASSERT_NPU_SUCCESS(npuStreamBeginCapture(a, npuStreamCaptureModeGlobal));
  NPU_LAUNCH(add, (1, 4, 0, a), data, 1);
  EXPECT_NPU_SUCCESS(npuEventRecord(fork, a));
  EXPECT_NPU_SUCCESS(npuStreamWaitEvent(b, fork, 0));
  npuStreamCaptureStatus status;
  EXPECT_NPU_SUCCESS(npuStreamIsCapturing(b, &status));
  EXPECT_EQ(npuStreamCaptureStatusActive, status);
  NPU_LAUNCH(add, (1, 2, 0, a), data, 10);
  NPU_LAUNCH(add, (1, 2, 0, b), data + 2, 20);
  EXPECT_NPU_SUCCESS(npuEventRecord(join, b));
  EXPECT_NPU_SUCCESS(npuStreamWaitEvent(a, join, 0));
  NPU_LAUNCH(add, (1, 4, 0, a), data, 100);
  ASSERT_NPU_SUCCESS(npuStreamEndCapture(a, &graph));
  size_t edges = 0;
  EXPECT_NPU_SUCCESS(npuGraphGetEdges(graph, nullptr, nullptr, &edges));
  EXPECT_EQ(4u, edges); // a diamond
  launch(3);
  EXPECT_EQ(3 * 111, data[0]);
  EXPECT_EQ(3 * 121, data[3]);
}

TEST_F(ApiCapture, StreamsThatDoNotJoin) {
  ASSERT_NPU_SUCCESS(npuStreamBeginCapture(a, npuStreamCaptureModeRelaxed));
  EXPECT_NPU_SUCCESS(npuEventRecord(fork, a));
  EXPECT_NPU_SUCCESS(npuStreamWaitEvent(b, fork, 0));
  NPU_LAUNCH(add, (1, 4, 0, b), data, 1);
  npuGraph_t none;
  expect_error(npuErrorStreamCaptureUnjoined, npuStreamEndCapture(a, &none));
  expect_error(npuErrorIllegalState, npuStreamEndCapture(a, &none)); // it is over
  // Ending it in the wrong stream breaks a capture.
  ASSERT_NPU_SUCCESS(npuStreamBeginCapture(a, npuStreamCaptureModeRelaxed));
  EXPECT_NPU_SUCCESS(npuEventRecord(fork, a));
  EXPECT_NPU_SUCCESS(npuStreamWaitEvent(b, fork, 0));
  expect_error(npuErrorStreamCaptureUnmatched, npuStreamEndCapture(b, &none));
  end_invalid();
}

TEST_F(ApiCapture, Memory) {
  int *p;
  ASSERT_NPU_SUCCESS(npuStreamBeginCapture(a, npuStreamCaptureModeGlobal));
  EXPECT_NPU_SUCCESS(npuMallocAsync(&p, 4 * sizeof(int), a));
  EXPECT_NPU_SUCCESS(npuMemsetAsync(p, 3, 4 * sizeof(int), a));
  EXPECT_NPU_SUCCESS(npuMemcpyAsync(data, p, 4 * sizeof(int), npuMemcpyDeviceToDevice, a));
  EXPECT_NPU_SUCCESS(npuFreeAsync(p, a));
  ASSERT_NPU_SUCCESS(npuStreamEndCapture(a, &graph));
  launch(2);
  EXPECT_EQ(0x03030303, data[3]);
}

TEST_F(ApiCapture, LaunchOfAGraphBecomesANode) {
  ASSERT_NPU_SUCCESS(npuStreamBeginCapture(a, npuStreamCaptureModeGlobal));
  NPU_LAUNCH(add, (1, 4, 0, a), data, 2);
  npuGraph_t inner;
  ASSERT_NPU_SUCCESS(npuStreamEndCapture(a, &inner));
  npuGraphExec_t exec;
  ASSERT_NPU_SUCCESS(npuGraphInstantiate(&exec, inner, 0));
  ASSERT_NPU_SUCCESS(npuStreamBeginCapture(a, npuStreamCaptureModeGlobal));
  EXPECT_NPU_SUCCESS(npuGraphLaunch(exec, a));
  EXPECT_NPU_SUCCESS(npuGraphLaunch(exec, a));
  ASSERT_NPU_SUCCESS(npuStreamEndCapture(a, &graph));
  EXPECT_EQ(2u, nodes());
  EXPECT_NPU_SUCCESS(npuGraphExecDestroy(exec));
  EXPECT_NPU_SUCCESS(npuGraphDestroy(inner));
  launch(1);
  EXPECT_EQ(4, data[0]);
}

TEST_F(ApiCapture, WaitingIsRefused) {
  ASSERT_NPU_SUCCESS(npuStreamBeginCapture(a, npuStreamCaptureModeGlobal));
  expect_error(npuErrorStreamCaptureUnsupported, npuStreamSynchronize(a));
  expect_error(npuErrorStreamCaptureInvalidated, npuMemsetAsync(data, 0, 4, a));
  end_invalid();
  ASSERT_NPU_SUCCESS(npuStreamBeginCapture(a, npuStreamCaptureModeGlobal));
  expect_error(npuErrorStreamCaptureUnsupported, npuStreamQuery(a));
  end_invalid();
  ASSERT_NPU_SUCCESS(npuStreamBeginCapture(a, npuStreamCaptureModeGlobal));
  EXPECT_NPU_SUCCESS(npuEventRecord(fork, a));
  expect_error(npuErrorCapturedEvent, npuEventSynchronize(fork));
  end_invalid();
  ASSERT_NPU_SUCCESS(npuStreamBeginCapture(a, npuStreamCaptureModeGlobal));
  expect_error(npuErrorStreamCaptureUnsupported, npuDeviceSynchronize());
  end_invalid();
}

TEST_F(ApiCapture, UnsafeCallsDependOnTheMode) {
  void *p;
  ASSERT_NPU_SUCCESS(npuStreamBeginCapture(a, npuStreamCaptureModeGlobal));
  std::thread([] {
    void *q;
    EXPECT_EQ(npuErrorStreamCaptureUnsupported, npuMalloc(&q, 4)); // in every thread
  }).join();
  end_invalid();
  ASSERT_NPU_SUCCESS(npuStreamBeginCapture(a, npuStreamCaptureModeThreadLocal));
  std::thread([] {
    void *q;
    EXPECT_NPU_SUCCESS(npuMalloc(&q, 4));
    EXPECT_NPU_SUCCESS(npuFree(q));
  }).join();
  expect_error(npuErrorStreamCaptureUnsupported, npuMalloc(&p, 4));
  end_invalid();
  ASSERT_NPU_SUCCESS(npuStreamBeginCapture(a, npuStreamCaptureModeRelaxed));
  EXPECT_NPU_SUCCESS(npuMalloc(&p, 4));
  ASSERT_NPU_SUCCESS(npuStreamEndCapture(a, &graph));
  EXPECT_NPU_SUCCESS(npuFree(p));
  // A thread may take itself out.
  npuStreamCaptureMode mode = npuStreamCaptureModeRelaxed;
  EXPECT_NPU_SUCCESS(npuThreadExchangeStreamCaptureMode(&mode));
  EXPECT_EQ(npuStreamCaptureModeGlobal, mode);
  npuGraph_t second;
  ASSERT_NPU_SUCCESS(npuStreamBeginCapture(a, npuStreamCaptureModeGlobal));
  EXPECT_NPU_SUCCESS(npuMalloc(&p, 4));
  EXPECT_NPU_SUCCESS(npuStreamEndCapture(a, &second));
  EXPECT_NPU_SUCCESS(npuThreadExchangeStreamCaptureMode(&mode));
  EXPECT_NPU_SUCCESS(npuFree(p));
  EXPECT_NPU_SUCCESS(npuGraphDestroy(second));
}

TEST_F(ApiCapture, TheLegacyStreamCannotTakePart) {
  npuStream_t blocking;
  npuGraph_t none;
  ASSERT_NPU_SUCCESS(npuStreamCreate(&blocking));
  expect_error(npuErrorStreamCaptureUnsupported, npuStreamBeginCapture(nullptr, npuStreamCaptureModeGlobal));
  ASSERT_NPU_SUCCESS(npuStreamBeginCapture(blocking, npuStreamCaptureModeRelaxed));
  expect_error(npuErrorStreamCaptureImplicit, npuMemsetAsync(data, 0, 4, nullptr));
  NPU_LAUNCH(add, (1, 4, 0, blocking), data, 1);
  EXPECT_EQ(npuErrorStreamCaptureInvalidated, npuGetLastError());
  expect_error(npuErrorStreamCaptureInvalidated, npuStreamEndCapture(blocking, &none));
  // Nothing is left behind.
  EXPECT_NPU_SUCCESS(npuMemsetAsync(data, 0, 4, nullptr));
  EXPECT_NPU_SUCCESS(npuDeviceSynchronize());
  EXPECT_NPU_SUCCESS(npuStreamDestroy(blocking));
}

TEST_F(ApiCapture, MisuseOfBeginAndEnd) {
  npuGraph_t none;
  expect_error(npuErrorIllegalState, npuStreamEndCapture(a, &none));
  expect_error(npuErrorInvalidValue, npuStreamBeginCapture(a, npuStreamCaptureMode(5)));
  ASSERT_NPU_SUCCESS(npuStreamBeginCapture(a, npuStreamCaptureModeGlobal));
  expect_error(npuErrorIllegalState, npuStreamBeginCapture(a, npuStreamCaptureModeGlobal));
  std::thread([this] {
    npuGraph_t other;
    EXPECT_EQ(npuErrorStreamCaptureWrongThread, npuStreamEndCapture(a, &other));
  }).join();
  // Waiting for work that is not part of the capture.
  EXPECT_NPU_SUCCESS(npuEventRecord(fork, b));
  expect_error(npuErrorStreamCaptureIsolation, npuStreamWaitEvent(a, fork, 0));
  end_invalid();
}

} // namespace
