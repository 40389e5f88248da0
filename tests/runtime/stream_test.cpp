// SPDX-License-Identifier: Apache-2.0
// Streams: order within and between them, many at a time, host functions.
#include "test_support.h"

#include <atomic>
#include <chrono>
#include <thread>

namespace {

NPU_GLOBAL void append(int *list, int *length, int value) { list[(*length)++] = value; }

struct stream {
  npuStream_t handle;
  explicit stream(unsigned flags = npuStreamDefault) { npuStreamCreateWithFlags(&handle, flags); }
  ~stream() { npuStreamDestroy(handle); }
  stream(const stream &) = delete;
  operator npuStream_t() const { return handle; }
};

TEST(Stream, WorkOfAStreamRunsInOrder) {
  stream s;
  std::vector<int> list(3000);
  int length = 0;
  for (int i = 0; i < 3000; ++i)
    NPU_LAUNCH(append, (1, 1, 0, s), list.data(), &length, i);
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(s));
  EXPECT_NPU_SUCCESS(npuStreamQuery(s));
  EXPECT_EQ(3000, length);
  for (int i = 0; i < 3000; ++i)
    ASSERT_EQ(i, list[size_t(i)]);
}

TEST(Stream, ManyStreams) {
  constexpr int streams = 64, each = 40;
  std::vector<std::unique_ptr<stream>> s;
  std::vector<std::vector<int>> list(streams, std::vector<int>(each));
  std::vector<int> length(streams);
  for (int i = 0; i < streams; ++i)
    s.push_back(std::make_unique<stream>(i % 2 ? npuStreamNonBlocking : npuStreamDefault));
  for (int k = 0; k < each; ++k)
    for (size_t i = 0; i < streams; ++i)
      NPU_LAUNCH(append, (1, 1, 0, *s[i]), list[i].data(), &length[i], k);
  EXPECT_ALL_DONE();
  for (size_t i = 0; i < streams; ++i)
    for (int k = 0; k < each; ++k)
      ASSERT_EQ(k, list[i][size_t(k)]);
}

// A gate that keeps a stream busy until the test opens it.
struct gate {
  std::atomic<int> open{0};
  static void wait(void *g) {
    while (!static_cast<gate *>(g)->open)
      std::this_thread::yield();
  }
};

void settle() { std::this_thread::sleep_for(std::chrono::milliseconds(20)); }

TEST(Stream, LegacyStreamWaitsForBlockingStreams) {
  stream a, b;
  gate g;
  int value = 0, length = 0;
  EXPECT_NPU_SUCCESS(npuLaunchHostFunc(a, gate::wait, &g));
  NPU_LAUNCH(append, (1, 1), &value, &length, 5); // legacy
  settle();
  EXPECT_EQ(0, length);
  EXPECT_EQ(npuErrorNotReady, npuStreamQuery(nullptr));
  EXPECT_EQ(npuSuccess, npuStreamQuery(b));
  npuGetLastError();
  g.open = 1;
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(nullptr));
  EXPECT_EQ(5, value);
}

TEST(Stream, BlockingStreamsWaitForTheLegacyStream) {
  stream a, b(npuStreamNonBlocking);
  gate g;
  int value[2] = {}, length[2] = {};
  EXPECT_NPU_SUCCESS(npuLaunchHostFunc(nullptr, gate::wait, &g));
  NPU_LAUNCH(append, (1, 1, 0, a), &value[0], &length[0], 1);
  NPU_LAUNCH(append, (1, 1, 0, b), &value[1], &length[1], 2);
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(b)); // does not wait
  EXPECT_EQ(2, value[1]);
  settle();
  EXPECT_EQ(0, length[0]);
  g.open = 1;
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(a));
  EXPECT_EQ(1, value[0]);
}

TEST(Stream, LegacyOrdersBlockingStreamsAmongEachOther) {
  stream a, b;
  gate g;
  int list[3] = {}, length = 0;
  EXPECT_NPU_SUCCESS(npuLaunchHostFunc(a, gate::wait, &g));
  NPU_LAUNCH(append, (1, 1, 0, a), list, &length, 1);
  NPU_LAUNCH(append, (1, 1, 0, npuStreamLegacy), list, &length, 2);
  NPU_LAUNCH(append, (1, 1, 0, b), list, &length, 3);
  settle();
  EXPECT_EQ(0, length);
  g.open = 1;
  EXPECT_ALL_DONE();
  EXPECT_EQ(1, list[0]);
  EXPECT_EQ(2, list[1]);
  EXPECT_EQ(3, list[2]);
}

TEST(Stream, PerThreadStreamsDifferAndAreBlocking) {
  gate g;
  int value = 0, length = 0, other = 0, other_length = 0;
  EXPECT_NPU_SUCCESS(npuLaunchHostFunc(npuStreamPerThread, gate::wait, &g));
  std::thread([&] {
    NPU_LAUNCH(append, (1, 1, 0, npuStreamPerThread), &other, &other_length, 7);
    EXPECT_NPU_SUCCESS(npuStreamSynchronize(npuStreamPerThread));
  }).join();
  EXPECT_EQ(7, other);
  NPU_LAUNCH(append, (1, 1), &value, &length, 8);
  settle();
  EXPECT_EQ(0, length);
  g.open = 1;
  EXPECT_ALL_DONE();
  EXPECT_EQ(8, value);
}

TEST(Stream, HostFunctionsRunInOrderWithKernels) {
  stream s;
  int list[4] = {}, length = 0;
  struct call {
    int *list, *length;
  } c{list, &length};
  const npuHostFn_t add_ten = [](void *p) {
    auto *c = static_cast<call *>(p);
    c->list[(*c->length)++] = 10;
  };
  NPU_LAUNCH(append, (1, 1, 0, s), list, &length, 1);
  EXPECT_NPU_SUCCESS(npuLaunchHostFunc(s, add_ten, &c));
  NPU_LAUNCH(append, (1, 1, 0, s), list, &length, 2);
  EXPECT_NPU_SUCCESS(npuLaunchHostFunc(s, add_ten, &c));
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(s));
  EXPECT_EQ((std::vector<int>{1, 10, 2, 10}), std::vector<int>(list, list + 4));
}

TEST(Stream, DestroyedWithPendingWork) {
  gate g;
  int value = 0, length = 0;
  npuStream_t s;
  EXPECT_NPU_SUCCESS(npuStreamCreate(&s));
  EXPECT_NPU_SUCCESS(npuLaunchHostFunc(s, gate::wait, &g));
  NPU_LAUNCH(append, (1, 1, 0, s), &value, &length, 3);
  EXPECT_NPU_SUCCESS(npuStreamDestroy(s));
  NPU_LAUNCH(append, (1, 1, 0, s), &value, &length, 4);
  EXPECT_EQ(npuErrorInvalidResourceHandle, npuGetLastError());
  g.open = 1;
  EXPECT_ALL_DONE();
  EXPECT_EQ(3, value);
}

NPU_GLOBAL void add_one(int *n) { npu::atomicAdd(n, 1); }

TEST(Stream, ManyHostThreads) {
  int n = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&, i] {
      stream s(i % 2 ? npuStreamNonBlocking : npuStreamDefault);
      for (int k = 0; k < 200; ++k) {
        NPU_LAUNCH(add_one, (3, 5, 0, k % 7 ? s.handle : nullptr), &n);
        if (k % 3 == 0) {
          EXPECT_NPU_SUCCESS(npuStreamSynchronize(s));
        }
      }
      EXPECT_NPU_SUCCESS(npuDeviceSynchronize());
    });
  for (std::thread &t : threads)
    t.join();
  EXPECT_ALL_DONE();
  EXPECT_EQ(8 * 200 * 15, n);
}

} // namespace
