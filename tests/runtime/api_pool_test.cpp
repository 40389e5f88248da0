// SPDX-License-Identifier: Apache-2.0
// Stream-ordered allocation and memory pools; managed memory and advice.
#include "test_support.h"

#include <stdint.h>

namespace {

void expect_error(npuError_t expected, npuError_t actual) {
  EXPECT_EQ(expected, actual);
  EXPECT_EQ(expected, npuGetLastError());
}

uint64_t used(npuMemPool_t pool) {
  uint64_t bytes = 0;
  EXPECT_NPU_SUCCESS(npuMemPoolGetAttribute(pool, npuMemPoolAttrUsedMemCurrent, &bytes));
  return bytes;
}

NPU_GLOBAL void add_one(int *p) { p[npu::threadIdx.x] += 1; }

TEST(ApiPool, AllocateUseFreeInStreamOrder) {
  npuStream_t stream;
  int *p, out[4] = {};
  npuMemPool_t pool;
  ASSERT_NPU_SUCCESS(npuStreamCreate(&stream));
  ASSERT_NPU_SUCCESS(npuDeviceGetDefaultMemPool(&pool, 0));
  const uint64_t before = used(pool);
  ASSERT_NPU_SUCCESS(npuMallocAsync(&p, sizeof(out), stream));
  EXPECT_EQ(before + sizeof(out), used(pool));
  EXPECT_NPU_SUCCESS(npuMemsetAsync(p, 0, sizeof(out), stream));
  NPU_LAUNCH(add_one, (1, 4, 0, stream), p);
  EXPECT_NPU_SUCCESS(npuMemcpyAsync(out, p, sizeof(out), npuMemcpyDeviceToHost, stream));
  EXPECT_NPU_SUCCESS(npuFreeAsync(p, stream));
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
  EXPECT_EQ(1, out[3]);
  EXPECT_EQ(before, used(pool));
  expect_error(npuErrorInvalidValue, npuFreeAsync(p, stream)); // a second time
  EXPECT_NPU_SUCCESS(npuFreeAsync(nullptr, stream));
  EXPECT_NPU_SUCCESS(npuStreamDestroy(stream));
  expect_error(npuErrorInvalidResourceHandle, npuMallocAsync(&p, 4, stream));
}

TEST(ApiPool, FreesOfTheOtherKind) {
  int *p;
  ASSERT_NPU_SUCCESS(npuMallocAsync(&p, 64, nullptr));
  EXPECT_NPU_SUCCESS(npuFree(p));
  ASSERT_NPU_SUCCESS(npuMalloc(&p, 64));
  EXPECT_NPU_SUCCESS(npuFreeAsync(p, nullptr));
  EXPECT_NPU_SUCCESS(npuDeviceSynchronize());
}

TEST(ApiPool, OwnPoolWithALimit) {
  npuMemPoolProps props = {};
  props.allocType = npuMemAllocationTypePinned;
  props.location.type = npuMemLocationTypeDevice;
  props.maxSize = 1 << 20;
  npuMemPool_t pool;
  ASSERT_NPU_SUCCESS(npuMemPoolCreate(&pool, &props));
  char *a, *b = nullptr;
  ASSERT_NPU_SUCCESS(npuMallocFromPoolAsync(&a, 600 << 10, pool, nullptr));
  expect_error(npuErrorMemoryAllocation, npuMallocFromPoolAsync(&b, 600 << 10, pool, nullptr));
  EXPECT_NPU_SUCCESS(npuDeviceSetMemPool(0, pool));
  npuMemPool_t current;
  EXPECT_NPU_SUCCESS(npuDeviceGetMemPool(&current, 0));
  EXPECT_EQ(pool, current);
  EXPECT_NPU_SUCCESS(npuMallocAsync(&b, 100, nullptr));
  EXPECT_EQ((600u << 10) + 100, used(pool));
  EXPECT_NPU_SUCCESS(npuFreeAsync(b, nullptr));
  EXPECT_NPU_SUCCESS(npuDeviceSynchronize());
  uint64_t most = 0, zero = 0;
  EXPECT_NPU_SUCCESS(npuMemPoolGetAttribute(pool, npuMemPoolAttrUsedMemHigh, &most));
  EXPECT_EQ((600u << 10) + 100, most);
  EXPECT_NPU_SUCCESS(npuMemPoolSetAttribute(pool, npuMemPoolAttrUsedMemHigh, &zero));
  EXPECT_NPU_SUCCESS(npuMemPoolGetAttribute(pool, npuMemPoolAttrUsedMemHigh, &most));
  EXPECT_EQ(600u << 10, most);
  // Destroyed while memory of it is in use: the memory stays valid until it is freed.
  EXPECT_NPU_SUCCESS(npuMemPoolDestroy(pool));
  expect_error(npuErrorInvalidValue, npuMemPoolTrimTo(pool, 0));
  EXPECT_NPU_SUCCESS(npuMemset(a, 0, 600 << 10));
  EXPECT_NPU_SUCCESS(npuFree(a));
  EXPECT_NPU_SUCCESS(npuDeviceGetMemPool(&current, 0));
  EXPECT_NE(pool, current);
}

TEST(ApiPool, AttributesAndAccess) {
  npuMemPool_t pool;
  ASSERT_NPU_SUCCESS(npuDeviceGetDefaultMemPool(&pool, 0));
  uint64_t threshold = UINT64_MAX, read = 0;
  EXPECT_NPU_SUCCESS(npuMemPoolSetAttribute(pool, npuMemPoolAttrReleaseThreshold, &threshold));
  EXPECT_NPU_SUCCESS(npuMemPoolGetAttribute(pool, npuMemPoolAttrReleaseThreshold, &read));
  EXPECT_EQ(threshold, read);
  EXPECT_NPU_SUCCESS(npuMemPoolTrimTo(pool, 0));
  npuMemLocation here = {npuMemLocationTypeDevice, 0};
  npuMemAccessFlags flags;
  EXPECT_NPU_SUCCESS(npuMemPoolGetAccess(&flags, pool, &here));
  EXPECT_EQ(npuMemAccessFlagsProtReadWrite, flags);
  npuMemAccessDesc none = {here, npuMemAccessFlagsProtNone};
  expect_error(npuErrorInvalidValue, npuMemPoolSetAccess(pool, &none, 1));
  expect_error(npuErrorInvalidValue, npuMemPoolSetAttribute(pool, npuMemPoolAttr(99), &threshold));
  expect_error(npuErrorInvalidValue, npuMemPoolDestroy(pool)); // the default pool
  npuMemPoolProps shared = {};
  shared.allocType = npuMemAllocationTypePinned;
  shared.location.type = npuMemLocationTypeDevice;
  shared.handleTypes = npuMemHandleTypeWin32;
  expect_error(npuErrorNotSupported, npuMemPoolCreate(&pool, &shared));
}

TEST(ApiManaged, HostAndDeviceShareIt) {
  int *p;
  ASSERT_NPU_SUCCESS(npuMallocManaged(&p, 4 * sizeof(int)));
  for (int i = 0; i < 4; ++i)
    p[i] = i;
  NPU_LAUNCH(add_one, (1, 4), p);
  EXPECT_NPU_SUCCESS(npuDeviceSynchronize());
  EXPECT_EQ(4, p[3]);
  EXPECT_NPU_SUCCESS(npuFree(p));
  expect_error(npuErrorInvalidValue, npuMallocManaged(&p, 0));
  expect_error(npuErrorInvalidValue, npuMallocManaged(&p, 4, npuMemAttachSingle));
}

TEST(ApiManaged, AdviceIsKept) {
  char *p, *plain;
  int value = 0;
  ASSERT_NPU_SUCCESS(npuMallocManaged(&p, 100));
  ASSERT_NPU_SUCCESS(npuMalloc(&plain, 100));
  EXPECT_NPU_SUCCESS(npuMemAdvise(p, 100, npuMemAdviseSetReadMostly, 0));
  EXPECT_NPU_SUCCESS(npuMemRangeGetAttribute(&value, sizeof(value), npuMemRangeAttributeReadMostly, p, 100));
  EXPECT_EQ(1, value);
  EXPECT_NPU_SUCCESS(npuMemAdvise(p, 100, npuMemAdviseSetPreferredLocation, npuCpuDeviceId));
  EXPECT_NPU_SUCCESS(
      npuMemRangeGetAttribute(&value, sizeof(value), npuMemRangeAttributePreferredLocation, p, 100));
  EXPECT_EQ(int(npuCpuDeviceId), value);
  EXPECT_NPU_SUCCESS(npuMemPrefetchAsync(p, 100, 0));
  EXPECT_NPU_SUCCESS(
      npuMemRangeGetAttribute(&value, sizeof(value), npuMemRangeAttributeLastPrefetchLocation, p, 100));
  EXPECT_EQ(0, value);
  int users[2] = {7, 7};
  EXPECT_NPU_SUCCESS(npuMemAdvise(p, 100, npuMemAdviseSetAccessedBy, 0));
  EXPECT_NPU_SUCCESS(npuMemRangeGetAttribute(users, sizeof(users), npuMemRangeAttributeAccessedBy, p, 100));
  EXPECT_EQ(0, users[0]);
  EXPECT_EQ(int(npuInvalidDeviceId), users[1]);
  expect_error(npuErrorInvalidDevice, npuMemAdvise(p, 100, npuMemAdviseSetPreferredLocation, 99));
  expect_error(npuErrorInvalidValue, npuMemAdvise(p, 101, npuMemAdviseSetReadMostly, 0));
  expect_error(npuErrorInvalidValue, npuMemAdvise(plain, 100, npuMemAdviseSetReadMostly, 0));
  expect_error(npuErrorInvalidValue, npuMemPrefetchAsync(plain, 100, 0));
  expect_error(npuErrorInvalidValue,
               npuMemRangeGetAttribute(&value, 3, npuMemRangeAttributeReadMostly, p, 100));
  // The parameter lists of CUDA 12.2.
  EXPECT_NPU_SUCCESS(npuMemPrefetchAsync(p, 100, npuMemLocation{npuMemLocationTypeHost, 0}, 0u));
  EXPECT_NPU_SUCCESS(
      npuMemRangeGetAttribute(&value, sizeof(value), npuMemRangeAttributeLastPrefetchLocation, p, 100));
  EXPECT_EQ(int(npuCpuDeviceId), value);
  EXPECT_NPU_SUCCESS(npuFree(p));
  EXPECT_NPU_SUCCESS(npuFree(plain));
}

TEST(ApiManaged, Attachment) {
  char *p;
  npuStream_t stream;
  ASSERT_NPU_SUCCESS(npuMallocManaged(&p, 100));
  ASSERT_NPU_SUCCESS(npuStreamCreate(&stream));
  EXPECT_NPU_SUCCESS(npuStreamAttachMemAsync(stream, p));
  expect_error(npuErrorInvalidValue, npuStreamAttachMemAsync(stream, p, 50));
  expect_error(npuErrorInvalidValue, npuStreamAttachMemAsync(stream, p + 1));
  expect_error(npuErrorInvalidValue, npuStreamAttachMemAsync(nullptr, p, 0, npuMemAttachSingle));
  EXPECT_NPU_SUCCESS(npuStreamDestroy(stream));
  EXPECT_NPU_SUCCESS(npuFree(p));
}

TEST(ApiManaged, SeveralAttributesAtOnce) {
  char *p;
  ASSERT_NPU_SUCCESS(npuMallocManaged(&p, 100));
  EXPECT_NPU_SUCCESS(npuMemAdvise(p, 100, npuMemAdviseSetReadMostly, 0));
  EXPECT_NPU_SUCCESS(npuMemPrefetchAsync(p, 100, 0));
  int read_mostly = -1, last = -1;
  void *data[] = {&read_mostly, &last};
  size_t sizes[] = {sizeof read_mostly, sizeof last};
  npuMemRangeAttribute attributes[] = {npuMemRangeAttributeReadMostly,
                                       npuMemRangeAttributeLastPrefetchLocation};
  EXPECT_NPU_SUCCESS(npuMemRangeGetAttributes(data, sizes, attributes, 2, p, 100));
  EXPECT_EQ(1, read_mostly);
  EXPECT_EQ(0, last);
  expect_error(npuErrorInvalidValue, npuMemRangeGetAttributes(nullptr, sizes, attributes, 2, p, 100));
  expect_error(npuErrorInvalidValue, npuMemRangeGetAttributes(data, nullptr, attributes, 2, p, 100));
  expect_error(npuErrorInvalidValue, npuMemRangeGetAttributes(data, sizes, nullptr, 2, p, 100));
  expect_error(npuErrorInvalidValue, npuMemRangeGetAttributes(data, sizes, attributes, 0, p, 100));
  sizes[1] = 2;
  expect_error(npuErrorInvalidValue, npuMemRangeGetAttributes(data, sizes, attributes, 2, p, 100));
  EXPECT_NPU_SUCCESS(npuFree(p));
}

} // namespace
