// SPDX-License-Identifier: Apache-2.0
// Device and host memory, one-dimensional copies and fills, their order, and questions about pointers.
#include "test_support.h"

#include <stdint.h>

#include <atomic>
#include <thread>

namespace {

void expect_error(npuError_t expected, npuError_t actual) {
  EXPECT_EQ(expected, actual);
  EXPECT_EQ(expected, npuGetLastError());
}

// A host function that holds its stream up until it is released.
struct gate {
  std::atomic<bool> open{false};
  static void wait(void *self) {
    while (!static_cast<gate *>(self)->open)
      std::this_thread::yield();
  }
};

TEST(ApiMemory, AllocationIsAlignedAndCounted) {
  size_t free_before, free_after, total;
  ASSERT_NPU_SUCCESS(npuMemGetInfo(&free_before, &total));
  EXPECT_LE(free_before, total);
  char *p, *q;
  ASSERT_NPU_SUCCESS(npuMalloc(&p, 1000));
  ASSERT_NPU_SUCCESS(npuMalloc(&q, 64 << 20));
  EXPECT_EQ(0u, reinterpret_cast<uintptr_t>(p) % 256);
  EXPECT_EQ(0u, reinterpret_cast<uintptr_t>(q) % 256);
  ASSERT_NPU_SUCCESS(npuMemGetInfo(&free_after, &total));
  EXPECT_EQ(free_before - 1000 - (64 << 20), free_after);
  EXPECT_NPU_SUCCESS(npuFree(p));
  EXPECT_NPU_SUCCESS(npuFree(q));
  ASSERT_NPU_SUCCESS(npuMemGetInfo(&free_after, &total));
  EXPECT_EQ(free_before, free_after);
}

TEST(ApiMemory, PointersToConstData) {
  const float *p = nullptr;
  EXPECT_NPU_SUCCESS(npuMalloc(&p, sizeof(float)));
  EXPECT_NE(nullptr, p);
  EXPECT_NPU_SUCCESS(npuFree(const_cast<float *>(p)));
}

TEST(ApiMemory, AllocationErrors) {
  void *p = &p;
  EXPECT_NPU_SUCCESS(npuMalloc(&p, 0));
  EXPECT_EQ(nullptr, p);
  size_t free_bytes, total;
  ASSERT_NPU_SUCCESS(npuMemGetInfo(&free_bytes, &total));
  expect_error(npuErrorMemoryAllocation, npuMalloc(&p, total + 1));
  EXPECT_EQ(nullptr, p);
  expect_error(npuErrorMemoryAllocation, npuMalloc(&p, size_t(-1)));
  expect_error(npuErrorInvalidValue, npuMalloc(static_cast<void **>(nullptr), 4));
}

TEST(ApiMemory, FreeErrors) {
  char on_host, *p;
  EXPECT_NPU_SUCCESS(npuFree(nullptr));
  expect_error(npuErrorInvalidValue, npuFree(&on_host));
  ASSERT_NPU_SUCCESS(npuMalloc(&p, 100));
  expect_error(npuErrorInvalidValue, npuFree(p + 1));
  expect_error(npuErrorInvalidValue, npuFreeHost(p));
  EXPECT_NPU_SUCCESS(npuFree(p));
  expect_error(npuErrorInvalidValue, npuFree(p));
}

TEST(ApiMemory, FreeWaitsForTheWorkThatUsesTheMemory) {
  int *p, out = 0;
  npuStream_t stream;
  gate g;
  ASSERT_NPU_SUCCESS(npuMalloc(&p, sizeof(int)));
  ASSERT_NPU_SUCCESS(npuStreamCreateWithFlags(&stream, npuStreamNonBlocking));
  ASSERT_NPU_SUCCESS(npuLaunchHostFunc(stream, gate::wait, &g));
  ASSERT_NPU_SUCCESS(npuMemsetAsync(p, 1, sizeof(int), stream));
  std::thread opener([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    out = 1;
    g.open = true;
  });
  EXPECT_NPU_SUCCESS(npuFree(p));
  EXPECT_EQ(1, out);
  EXPECT_EQ(npuSuccess, npuStreamQuery(stream));
  opener.join();
  EXPECT_NPU_SUCCESS(npuStreamDestroy(stream));
}

TEST(ApiMemory, CopiesInAllDirections) {
  std::vector<int> in(1000), out(1000, -1);
  for (int i = 0; i < 1000; ++i)
    in[i] = i;
  int *a, *b;
  const size_t bytes = in.size() * sizeof(int);
  ASSERT_NPU_SUCCESS(npuMalloc(&a, bytes));
  ASSERT_NPU_SUCCESS(npuMalloc(&b, bytes));
  EXPECT_NPU_SUCCESS(npuMemcpy(a, in.data(), bytes, npuMemcpyHostToDevice));
  EXPECT_NPU_SUCCESS(npuMemcpy(b, a, bytes, npuMemcpyDeviceToDevice));
  EXPECT_NPU_SUCCESS(npuMemcpy(out.data(), b, bytes, npuMemcpyDeviceToHost));
  EXPECT_EQ(in, out);
  std::vector<int> third(1000);
  EXPECT_NPU_SUCCESS(npuMemcpy(third.data(), out.data(), bytes, npuMemcpyHostToHost));
  EXPECT_EQ(in, third);
  out.assign(1000, 0);
  EXPECT_NPU_SUCCESS(npuMemcpy(out.data(), a, bytes, npuMemcpyDefault));
  EXPECT_EQ(in, out);
  EXPECT_NPU_SUCCESS(npuFree(a));
  EXPECT_NPU_SUCCESS(npuFree(b));
}

TEST(ApiMemory, CopyErrors) {
  char *d, host[64], other[64] = {};
  ASSERT_NPU_SUCCESS(npuMalloc(&d, 64));
  expect_error(npuErrorInvalidMemcpyDirection, npuMemcpy(d, host, 4, npuMemcpyKind(7)));
  expect_error(npuErrorInvalidMemcpyDirection, npuMemcpy(d, host, 4, npuMemcpyKind(-1)));
  expect_error(npuErrorInvalidValue, npuMemcpy(host, other, 4, npuMemcpyHostToDevice));
  expect_error(npuErrorInvalidValue, npuMemcpy(host, other, 4, npuMemcpyDeviceToHost));
  expect_error(npuErrorInvalidValue, npuMemcpy(d, host, 4, npuMemcpyDeviceToDevice));
  expect_error(npuErrorInvalidValue, npuMemcpy(nullptr, host, 4, npuMemcpyHostToDevice));
  expect_error(npuErrorInvalidValue, npuMemcpy(d, nullptr, 4, npuMemcpyHostToDevice));
  // A range that leaves its allocation.
  expect_error(npuErrorInvalidValue, npuMemcpy(d, host, 65, npuMemcpyHostToDevice));
  expect_error(npuErrorInvalidValue, npuMemcpy(host, d + 60, 5, npuMemcpyDeviceToHost));
  EXPECT_NPU_SUCCESS(npuMemcpy(host, d + 60, 4, npuMemcpyDeviceToHost));
  EXPECT_NPU_SUCCESS(npuMemcpy(nullptr, nullptr, 0, npuMemcpyHostToDevice));
  npuStream_t stream;
  ASSERT_NPU_SUCCESS(npuStreamCreate(&stream));
  ASSERT_NPU_SUCCESS(npuStreamDestroy(stream));
  expect_error(npuErrorInvalidResourceHandle, npuMemcpyAsync(d, host, 4, npuMemcpyHostToDevice, stream));
  EXPECT_NPU_SUCCESS(npuFree(d));
}

TEST(ApiMemory, CopyRunsAfterEarlierWorkOfBlockingStreams) {
  int *d, out = 0;
  npuStream_t stream;
  gate g;
  ASSERT_NPU_SUCCESS(npuMalloc(&d, sizeof(int)));
  ASSERT_NPU_SUCCESS(npuStreamCreate(&stream));
  ASSERT_NPU_SUCCESS(npuMemset(d, 0, sizeof(int)));
  ASSERT_NPU_SUCCESS(npuLaunchHostFunc(stream, gate::wait, &g));
  ASSERT_NPU_SUCCESS(npuMemsetAsync(d, 0x11, sizeof(int), stream));
  std::thread opener([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    g.open = true;
  });
  EXPECT_NPU_SUCCESS(npuMemcpy(&out, d, sizeof(int), npuMemcpyDeviceToHost));
  EXPECT_EQ(0x11111111, out);
  opener.join();
  EXPECT_NPU_SUCCESS(npuStreamDestroy(stream));
  EXPECT_NPU_SUCCESS(npuFree(d));
}

// The source of a pageable copy may change as soon as the call returns, the target of one holds its data
// then.
TEST(ApiMemory, PageableAsyncCopies) {
  for (size_t bytes : {size_t(64), size_t(1) << 20}) {
    char *d;
    npuStream_t stream;
    ASSERT_NPU_SUCCESS(npuMalloc(&d, bytes));
    ASSERT_NPU_SUCCESS(npuStreamCreate(&stream));
    std::vector<char> host(bytes, 1), out(bytes, 0);
    EXPECT_NPU_SUCCESS(npuMemcpyAsync(d, host.data(), bytes, npuMemcpyHostToDevice, stream));
    std::fill(host.begin(), host.end(), 2);
    EXPECT_NPU_SUCCESS(npuMemcpyAsync(out.data(), d, bytes, npuMemcpyDeviceToHost, stream));
    EXPECT_EQ(std::vector<char>(bytes, 1), out);
    EXPECT_NPU_SUCCESS(npuStreamDestroy(stream));
    EXPECT_NPU_SUCCESS(npuFree(d));
  }
}

TEST(ApiMemory, PinnedAsyncCopyWaitsInItsStreamOnly) {
  char *d, *host;
  npuStream_t stream;
  gate g;
  ASSERT_NPU_SUCCESS(npuMalloc(&d, 16));
  ASSERT_NPU_SUCCESS(npuMallocHost(&host, 16));
  ASSERT_NPU_SUCCESS(npuStreamCreateWithFlags(&stream, npuStreamNonBlocking));
  ASSERT_NPU_SUCCESS(npuLaunchHostFunc(stream, gate::wait, &g));
  host[0] = 1;
  EXPECT_NPU_SUCCESS(
      npuMemcpyAsync(d, host, 16, npuMemcpyHostToDevice, stream)); // returns though the stream is held up
  EXPECT_EQ(npuErrorNotReady, npuStreamQuery(stream));
  EXPECT_EQ(npuSuccess, npuGetLastError()); // not ready is no failure
  host[0] = 2;                              // the copy has not run: it takes this value
  g.open = true;
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
  char out = 0;
  EXPECT_NPU_SUCCESS(npuMemcpy(&out, d, 1, npuMemcpyDeviceToHost));
  EXPECT_EQ(2, out);
  EXPECT_NPU_SUCCESS(npuStreamDestroy(stream));
  EXPECT_NPU_SUCCESS(npuFreeHost(host));
  EXPECT_NPU_SUCCESS(npuFree(d));
}

TEST(ApiMemory, Memset) {
  unsigned char *d, out[32];
  ASSERT_NPU_SUCCESS(npuMalloc(&d, 32));
  EXPECT_NPU_SUCCESS(npuMemset(d, 0, 32));
  EXPECT_NPU_SUCCESS(npuMemset(d + 4, 0x1ff, 8)); // the lowest 8 bits
  EXPECT_NPU_SUCCESS(npuMemcpy(out, d, 32, npuMemcpyDeviceToHost));
  EXPECT_EQ(0, out[3]);
  EXPECT_EQ(0xff, out[4]);
  EXPECT_EQ(0xff, out[11]);
  EXPECT_EQ(0, out[12]);
  expect_error(npuErrorInvalidValue, npuMemset(d, 0, 33));
  expect_error(npuErrorInvalidValue, npuMemset(out, 0, 4));
  expect_error(npuErrorInvalidValue, npuMemset(nullptr, 0, 4));
  EXPECT_NPU_SUCCESS(npuMemset(nullptr, 0, 0));
  EXPECT_NPU_SUCCESS(npuFree(d));
}

TEST(ApiMemory, HostAllocation) {
  char *p;
  void *device;
  unsigned flags = 0;
  ASSERT_NPU_SUCCESS(npuHostAlloc(&p, 100, npuHostAllocMapped | npuHostAllocPortable));
  EXPECT_NPU_SUCCESS(npuHostGetFlags(&flags, p));
  EXPECT_EQ(unsigned(npuHostAllocMapped | npuHostAllocPortable), flags);
  EXPECT_NPU_SUCCESS(npuHostGetDevicePointer(&device, p, 0));
  EXPECT_EQ(p, device);
  expect_error(npuErrorInvalidValue, npuHostGetDevicePointer(&device, p, 1));
  expect_error(npuErrorInvalidValue, npuHostGetDevicePointer(&device, &flags, 0));
  expect_error(npuErrorInvalidValue, npuHostAlloc(&p, 100, 0x80));
  expect_error(npuErrorInvalidValue, npuFree(p));
  EXPECT_NPU_SUCCESS(npuFreeHost(p));
  expect_error(npuErrorInvalidValue, npuFreeHost(p));
  EXPECT_NPU_SUCCESS(npuFreeHost(nullptr));
}

TEST(ApiMemory, HostRegistration) {
  std::vector<char> own(4096);
  void *device;
  ASSERT_NPU_SUCCESS(npuHostRegister(own.data(), own.size(), npuHostRegisterMapped));
  EXPECT_NPU_SUCCESS(npuHostGetDevicePointer(&device, own.data() + 8, 0));
  EXPECT_EQ(own.data() + 8, device);
  EXPECT_NPU_SUCCESS(npuMemset(own.data(), 7, 16)); // devices can use it
  EXPECT_NPU_SUCCESS(npuDeviceSynchronize());
  EXPECT_EQ(7, own[15]);
  expect_error(npuErrorHostMemoryAlreadyRegistered, npuHostRegister(own.data() + 100, 8, 0));
  EXPECT_NPU_SUCCESS(npuHostUnregister(own.data()));
  expect_error(npuErrorHostMemoryNotRegistered, npuHostUnregister(own.data()));
  expect_error(npuErrorInvalidValue, npuHostRegister(nullptr, 8, 0));
  expect_error(npuErrorInvalidValue, npuHostRegister(own.data(), 0, 0));
}

TEST(ApiMemory, PointerAttributes) {
  npuPointerAttributes a;
  char *device, *host, *managed, plain;
  ASSERT_NPU_SUCCESS(npuMalloc(&device, 64));
  ASSERT_NPU_SUCCESS(npuMallocHost(&host, 64));
  ASSERT_NPU_SUCCESS(npuMallocManaged(&managed, 64));
  EXPECT_NPU_SUCCESS(npuPointerGetAttributes(&a, device + 10));
  EXPECT_EQ(npuMemoryTypeDevice, a.type);
  EXPECT_EQ(device + 10, a.devicePointer);
  EXPECT_EQ(nullptr, a.hostPointer);
  EXPECT_NPU_SUCCESS(npuPointerGetAttributes(&a, host));
  EXPECT_EQ(npuMemoryTypeHost, a.type);
  EXPECT_EQ(host, a.hostPointer);
  EXPECT_NPU_SUCCESS(npuPointerGetAttributes(&a, managed));
  EXPECT_EQ(npuMemoryTypeManaged, a.type);
  EXPECT_EQ(1, a.isManaged);
  EXPECT_NPU_SUCCESS(npuPointerGetAttributes(&a, &plain));
  EXPECT_EQ(npuMemoryTypeUnregistered, a.type);
  EXPECT_EQ(int(npuInvalidDeviceId), a.device);
  expect_error(npuErrorInvalidValue, npuPointerGetAttributes(nullptr, &plain));
  EXPECT_NPU_SUCCESS(npuFree(device));
  EXPECT_NPU_SUCCESS(npuFreeHost(host));
  EXPECT_NPU_SUCCESS(npuFree(managed));
}

} // namespace
