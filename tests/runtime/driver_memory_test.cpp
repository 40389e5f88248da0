// SPDX-License-Identifier: Apache-2.0
// Driver API: memory, copies, fills, pointer attributes, virtual memory, sharing between processes.
#include "driver_support.h"

#include <unistd.h>

#include <numeric>
#include <vector>

namespace {

std::vector<int> numbers(size_t n) {
  std::vector<int> v(n);
  std::iota(v.begin(), v.end(), 1);
  return v;
}

TEST(DriverMemory, AllocatesAndFrees) {
  size_t free_before = 0, free_now = 0, total = 0;
  EXPECT_DRV_SUCCESS(npudrvMemGetInfo(&free_before, &total));
  EXPECT_GE(total, free_before);
  NPUdeviceptr p = 0, base = 0;
  size_t size = 0;
  EXPECT_DRV_SUCCESS(npudrvMemAlloc(&p, 1 << 20));
  EXPECT_EQ(0u, p % 256);
  EXPECT_DRV_SUCCESS(npudrvMemGetInfo(&free_now, &total));
  EXPECT_LE(free_now + (1 << 20), free_before);
  EXPECT_DRV_SUCCESS(npudrvMemGetAddressRange(&base, &size, p + 100));
  EXPECT_EQ(p, base);
  EXPECT_EQ(size_t(1 << 20), size);
  EXPECT_DRV_SUCCESS(npudrvMemFree(p));
  EXPECT_EQ(NPU_ERROR_NOT_FOUND, npudrvMemGetAddressRange(&base, &size, p));
}

TEST(DriverMemory, RefusesBadArguments) {
  NPUdeviceptr p = 7;
  size_t pitch;
  void *host;
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemAlloc(nullptr, 16));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemAlloc(&p, 0));
  EXPECT_EQ(NPU_ERROR_OUT_OF_MEMORY, npudrvMemAlloc(&p, size_t(1) << 60));
  EXPECT_EQ(7u, p); // untouched
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemAllocPitch(&p, &pitch, 100, 10, 3));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemAllocPitch(&p, nullptr, 100, 10, 4));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemAllocHost(nullptr, 16));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemHostAlloc(&host, 0, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemFreeHost(nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemAllocManaged(&p, 16, 99));
  driver_memory memory(64);
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemFree(memory + 8));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemFreeHost(reinterpret_cast<void *>(memory.address)));
}

TEST(DriverMemory, HostMemory) {
  void *host = nullptr;
  ASSERT_DRV_SUCCESS(npudrvMemHostAlloc(&host, 256, NPU_MEMHOSTALLOC_DEVICEMAP | NPU_MEMHOSTALLOC_PORTABLE));
  NPUdeviceptr device = 0;
  unsigned flags = 0;
  EXPECT_DRV_SUCCESS(npudrvMemHostGetDevicePointer(&device, host, 0));
  EXPECT_NE(0u, device);
  EXPECT_DRV_SUCCESS(npudrvMemHostGetFlags(&flags, host));
  EXPECT_EQ(unsigned(NPU_MEMHOSTALLOC_DEVICEMAP | NPU_MEMHOSTALLOC_PORTABLE), flags);
  EXPECT_DRV_SUCCESS(npudrvMemsetD32(device, 0x01020304, 64));
  EXPECT_DRV_SUCCESS(npudrvCtxSynchronize());
  EXPECT_EQ(0x01020304u, static_cast<unsigned *>(host)[63]);
  EXPECT_DRV_SUCCESS(npudrvMemFreeHost(host));
  EXPECT_DRV_SUCCESS(npudrvMemAllocHost(&host, 64));
  EXPECT_DRV_SUCCESS(npudrvMemFreeHost(host));

  std::vector<int> mine(100);
  EXPECT_DRV_SUCCESS(npudrvMemHostRegister(mine.data(), 400, NPU_MEMHOSTREGISTER_DEVICEMAP));
  EXPECT_EQ(NPU_ERROR_HOST_MEMORY_ALREADY_REGISTERED, npudrvMemHostRegister(mine.data(), 400, 0));
  EXPECT_DRV_SUCCESS(npudrvMemHostGetDevicePointer(&device, mine.data(), 0));
  EXPECT_DRV_SUCCESS(npudrvMemHostUnregister(mine.data()));
  EXPECT_EQ(NPU_ERROR_HOST_MEMORY_NOT_REGISTERED, npudrvMemHostUnregister(mine.data()));
  EXPECT_NE(NPU_SUCCESS, npudrvMemHostGetDevicePointer(&device, mine.data(), 0));
}

TEST(DriverMemory, ManagedMemory) {
  NPUdeviceptr p = 0;
  ASSERT_DRV_SUCCESS(npudrvMemAllocManaged(&p, 4096, NPU_MEM_ATTACH_GLOBAL));
  *reinterpret_cast<int *>(p) = 5; // the host may use it
  EXPECT_DRV_SUCCESS(npudrvMemPrefetchAsync(p, 4096, 0, nullptr));
  EXPECT_DRV_SUCCESS(npudrvMemAdvise(p, 4096, NPU_MEM_ADVISE_SET_READ_MOSTLY, 0));
  EXPECT_DRV_SUCCESS(npudrvStreamAttachMemAsync(nullptr, p, 0, NPU_MEM_ATTACH_GLOBAL));
  const NPUmemLocation host = {NPU_MEM_LOCATION_TYPE_HOST, 0}, device = {NPU_MEM_LOCATION_TYPE_DEVICE, 0};
  EXPECT_DRV_SUCCESS(npudrvMemPrefetchAsync(p, 4096, host, 0, nullptr));
  EXPECT_DRV_SUCCESS(npudrvMemAdvise(p, 4096, NPU_MEM_ADVISE_SET_PREFERRED_LOCATION, device));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemPrefetchAsync(p, 4096, device, 1, nullptr));
  EXPECT_NE(NPU_SUCCESS, npudrvMemAdvise(p, 4096, NPUmem_advise(77), 0));

  int value = -1, others[2] = {7, 7};
  const auto ask = [&](NPUmem_range_attribute a) {
    return npudrvMemRangeGetAttribute(&value, sizeof value, a, p, 4096);
  };
  EXPECT_DRV_SUCCESS(ask(NPU_MEM_RANGE_ATTRIBUTE_READ_MOSTLY));
  EXPECT_EQ(1, value);
  EXPECT_DRV_SUCCESS(ask(NPU_MEM_RANGE_ATTRIBUTE_PREFERRED_LOCATION));
  EXPECT_EQ(0, value);
  EXPECT_DRV_SUCCESS(ask(NPU_MEM_RANGE_ATTRIBUTE_LAST_PREFETCH_LOCATION));
  EXPECT_EQ(NPU_DEVICE_CPU, value);
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, ask(NPUmem_range_attribute(9)));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE,
            npudrvMemRangeGetAttribute(&value, 2, NPU_MEM_RANGE_ATTRIBUTE_READ_MOSTLY, p, 4096));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE,
            npudrvMemRangeGetAttribute(&value, sizeof value, NPU_MEM_RANGE_ATTRIBUTE_READ_MOSTLY, p, 4097));
  EXPECT_DRV_SUCCESS(npudrvMemAdvise(p, 4096, NPU_MEM_ADVISE_SET_ACCESSED_BY, 0));
  void *data[] = {&value, others};
  size_t sizes[] = {sizeof value, sizeof others};
  NPUmem_range_attribute attributes[] = {NPU_MEM_RANGE_ATTRIBUTE_READ_MOSTLY,
                                         NPU_MEM_RANGE_ATTRIBUTE_ACCESSED_BY};
  EXPECT_DRV_SUCCESS(npudrvMemRangeGetAttributes(data, sizes, attributes, 2, p, 4096));
  EXPECT_EQ(1, value);
  EXPECT_EQ(0, others[0]);
  EXPECT_EQ(-2, others[1]); // no further device
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemRangeGetAttributes(nullptr, sizes, attributes, 2, p, 4096));
  EXPECT_DRV_SUCCESS(npudrvCtxSynchronize());
  EXPECT_EQ(5, *reinterpret_cast<int *>(p));
  EXPECT_DRV_SUCCESS(npudrvMemFree(p));
}

TEST(DriverMemory, StreamOrderedAllocation) {
  NPUstream s = nullptr;
  ASSERT_DRV_SUCCESS(npudrvStreamCreate(&s, NPU_STREAM_NON_BLOCKING));
  NPUdeviceptr p = 0;
  ASSERT_DRV_SUCCESS(npudrvMemAllocAsync(&p, 400, s));
  EXPECT_DRV_SUCCESS(npudrvMemsetD32Async(p, 9, 100, s));
  std::vector<unsigned> result(100);
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoHAsync(result.data(), p, 400, s));
  EXPECT_DRV_SUCCESS(npudrvMemFreeAsync(p, s));
  EXPECT_DRV_SUCCESS(npudrvStreamSynchronize(s));
  EXPECT_EQ(std::vector<unsigned>(100, 9), result);
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemAllocAsync(&p, 0, s));
  EXPECT_DRV_SUCCESS(npudrvStreamDestroy(s));
}

TEST(DriverMemory, PointerAttributes) {
  driver_memory memory(4096);
  unsigned type = 0;
  EXPECT_DRV_SUCCESS(npudrvPointerGetAttribute(&type, NPU_POINTER_ATTRIBUTE_MEMORY_TYPE, memory));
  EXPECT_EQ(unsigned(NPU_MEMORYTYPE_DEVICE), type);
  NPUcontext context = nullptr, primary = nullptr;
  EXPECT_DRV_SUCCESS(npudrvPointerGetAttribute(&context, NPU_POINTER_ATTRIBUTE_CONTEXT, memory));
  EXPECT_DRV_SUCCESS(npudrvCtxGetCurrent(&primary));
  EXPECT_EQ(primary, context);
  NPUdeviceptr device = 0;
  EXPECT_DRV_SUCCESS(npudrvPointerGetAttribute(&device, NPU_POINTER_ATTRIBUTE_DEVICE_POINTER, memory + 8));
  EXPECT_EQ(memory + 8, device);
  int ordinal = -1;
  EXPECT_DRV_SUCCESS(npudrvPointerGetAttribute(&ordinal, NPU_POINTER_ATTRIBUTE_DEVICE_ORDINAL, memory));
  EXPECT_EQ(0, ordinal);
  void *host = nullptr;
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE,
            npudrvPointerGetAttribute(&host, NPU_POINTER_ATTRIBUTE_HOST_POINTER, memory));
  unsigned managed = 7;
  EXPECT_DRV_SUCCESS(npudrvPointerGetAttribute(&managed, NPU_POINTER_ATTRIBUTE_IS_MANAGED, memory));
  EXPECT_EQ(0u, managed);
  driver_memory other(64);
  unsigned long long id = 0, other_id = 0;
  EXPECT_DRV_SUCCESS(npudrvPointerGetAttribute(&id, NPU_POINTER_ATTRIBUTE_BUFFER_ID, memory + 16));
  EXPECT_DRV_SUCCESS(npudrvPointerGetAttribute(&other_id, NPU_POINTER_ATTRIBUTE_BUFFER_ID, other));
  EXPECT_NE(id, other_id);

  ASSERT_DRV_SUCCESS(npudrvMemAllocHost(&host, 64));
  const auto pinned = NPUdeviceptr(reinterpret_cast<uintptr_t>(host));
  EXPECT_DRV_SUCCESS(npudrvPointerGetAttribute(&type, NPU_POINTER_ATTRIBUTE_MEMORY_TYPE, pinned));
  EXPECT_EQ(unsigned(NPU_MEMORYTYPE_HOST), type);
  void *back = nullptr;
  EXPECT_DRV_SUCCESS(npudrvPointerGetAttribute(&back, NPU_POINTER_ATTRIBUTE_HOST_POINTER, pinned));
  EXPECT_EQ(host, back);
  EXPECT_DRV_SUCCESS(npudrvMemFreeHost(host));
  int local;
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE,
            npudrvPointerGetAttribute(&type, NPU_POINTER_ATTRIBUTE_MEMORY_TYPE, uintptr_t(&local)));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvPointerGetAttribute(&type, NPUpointer_attribute(99), memory));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE,
            npudrvPointerGetAttribute(nullptr, NPU_POINTER_ATTRIBUTE_MEMORY_TYPE, memory));
}

TEST(DriverCopy, ThereAndBack) {
  const std::vector<int> source = numbers(1000);
  std::vector<int> result(1000);
  driver_memory a(4000), b(4000), c(4000);
  NPUcontext context;
  ASSERT_DRV_SUCCESS(npudrvCtxGetCurrent(&context));
  EXPECT_DRV_SUCCESS(npudrvMemcpyHtoD(a, source.data(), 4000));
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoD(b, a, 4000));
  EXPECT_DRV_SUCCESS(npudrvMemcpyPeer(c, context, b, context, 4000));
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoH(result.data(), c, 4000));
  EXPECT_EQ(source, result);

  NPUstream s = nullptr;
  ASSERT_DRV_SUCCESS(npudrvStreamCreate(&s, 0));
  std::fill(result.begin(), result.end(), 0);
  EXPECT_DRV_SUCCESS(npudrvMemsetD8Async(a, 0, 4000, s));
  EXPECT_DRV_SUCCESS(npudrvMemcpyHtoDAsync(a, source.data(), 4000, s));
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoDAsync(b, a, 4000, s));
  EXPECT_DRV_SUCCESS(npudrvMemcpyPeerAsync(c, context, b, context, 4000, s));
  EXPECT_DRV_SUCCESS(npudrvMemcpyAsync(a, c, 4000, s));
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoHAsync(result.data(), a, 4000, s));
  EXPECT_DRV_SUCCESS(npudrvStreamSynchronize(s));
  EXPECT_EQ(source, result);
  EXPECT_DRV_SUCCESS(npudrvStreamDestroy(s));

  // Any address, by its number.
  std::fill(result.begin(), result.end(), 0);
  EXPECT_DRV_SUCCESS(npudrvMemcpy(uintptr_t(result.data()), b, 4000));
  EXPECT_EQ(source, result);
}

TEST(DriverCopy, RefusesWhatLeavesTheMemory) {
  driver_memory a(400);
  std::vector<int> host(200);
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemcpyHtoD(a, host.data(), 401));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemcpyDtoH(host.data(), a + 4, 400));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemcpyHtoD(0, host.data(), 4));
  EXPECT_EQ(NPU_ERROR_INVALID_CONTEXT, npudrvMemcpyPeer(a, nullptr, a, nullptr, 4));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemsetD32(a, 1, 101));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemsetD32(a + 2, 1, 1)); // not aligned
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemsetD16(a + 1, 1, 1));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemsetD2D32(a, 8, 1, 4, 2)); // wider than the pitch
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemsetD2D32(a, 18, 1, 4, 2));
}

TEST(DriverCopy, Fills) {
  driver_memory a(64);
  std::vector<unsigned char> bytes(64);
  EXPECT_DRV_SUCCESS(npudrvMemsetD8(a, 0xab, 64));
  EXPECT_DRV_SUCCESS(npudrvMemsetD16(a + 2, 0x1234, 3));
  EXPECT_DRV_SUCCESS(npudrvMemsetD32(a + 8, 0xdeadbeef, 2));
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoH(bytes.data(), a, 64));
  EXPECT_EQ(0xab, bytes[1]);
  EXPECT_EQ(0x34, bytes[2]);
  EXPECT_EQ(0x12, bytes[7]);
  EXPECT_EQ(0xef, bytes[8]);
  EXPECT_EQ(0xde, bytes[15]);
  EXPECT_EQ(0xab, bytes[16]);

  // Rows of 16 bytes, of which the first elements are set.
  EXPECT_DRV_SUCCESS(npudrvMemsetD8(a, 0, 64));
  EXPECT_DRV_SUCCESS(npudrvMemsetD2D8(a, 16, 1, 3, 4));
  EXPECT_DRV_SUCCESS(npudrvMemsetD2D16(a + 4, 16, 2, 2, 4));
  EXPECT_DRV_SUCCESS(npudrvMemsetD2D32(a + 8, 16, 3, 1, 4));
  EXPECT_DRV_SUCCESS(npudrvMemsetD16Async(a + 12, 4, 1, nullptr));
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoH(bytes.data(), a, 64));
  const std::vector<unsigned char> row = {1, 1, 1, 0, 2, 0, 2, 0, 3, 0, 0, 0, 0, 0, 0, 0};
  for (int r = 1; r < 4; ++r)
    EXPECT_EQ(row, std::vector<unsigned char>(bytes.begin() + 16 * r, bytes.begin() + 16 * r + 16)) << r;
  EXPECT_EQ(4, bytes[12]);

  EXPECT_DRV_SUCCESS(npudrvMemsetD2D8Async(a, 16, 4, 3, 4, nullptr));
  EXPECT_DRV_SUCCESS(npudrvMemsetD2D16Async(a + 4, 16, 5, 2, 4, nullptr));
  EXPECT_DRV_SUCCESS(npudrvMemsetD2D32Async(a + 8, 16, 6, 1, 4, nullptr));
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoH(bytes.data(), a, 64));
  EXPECT_EQ((std::vector<unsigned char>{4, 4, 4, 0, 5, 0, 5, 0, 6, 0, 0, 0, 0, 0, 0, 0}),
            std::vector<unsigned char>(bytes.end() - 16, bytes.end()));
  // A row that does not fit its pitch, addresses that are not aligned, memory that ends.
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemsetD2D8Async(a, 2, 4, 3, 4, nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemsetD2D16Async(a + 1, 16, 4, 3, 4, nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemsetD2D32Async(a, 18, 4, 3, 4, nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemsetD2D32Async(a, 128, 4, 1, 4, nullptr));
}

TEST(DriverCopy, TwoDimensions) {
  NPUdeviceptr p = 0;
  size_t pitch = 0;
  ASSERT_DRV_SUCCESS(npudrvMemAllocPitch(&p, &pitch, 10 * sizeof(int), 8, 4));
  EXPECT_GE(pitch, 40u);
  const std::vector<int> source = numbers(80);
  NPU_MEMCPY2D c = {};
  c.srcMemoryType = NPU_MEMORYTYPE_HOST;
  c.srcHost = source.data();
  c.srcPitch = 40;
  c.dstMemoryType = NPU_MEMORYTYPE_DEVICE;
  c.dstDevice = p;
  c.dstPitch = pitch;
  c.WidthInBytes = 40;
  c.Height = 8;
  EXPECT_DRV_SUCCESS(npudrvMemcpy2D(&c));

  // A part of 3 by 2 elements from column 4, row 5 on.
  std::vector<int> part(6);
  NPU_MEMCPY2D back = {};
  back.srcMemoryType = NPU_MEMORYTYPE_UNIFIED;
  back.srcDevice = p;
  back.srcPitch = pitch;
  back.srcXInBytes = 16;
  back.srcY = 5;
  back.dstMemoryType = NPU_MEMORYTYPE_HOST;
  back.dstHost = part.data();
  back.WidthInBytes = 12;
  back.Height = 2;
  EXPECT_DRV_SUCCESS(npudrvMemcpy2DUnaligned(&back)); // pitch 0: packed
  EXPECT_EQ((std::vector<int>{55, 56, 57, 65, 66, 67}), part);
  std::fill(part.begin(), part.end(), 0);
  EXPECT_DRV_SUCCESS(npudrvMemcpy2DAsync(&back, nullptr));
  EXPECT_DRV_SUCCESS(npudrvCtxSynchronize());
  EXPECT_EQ(67, part[5]);

  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemcpy2D(nullptr));
  c.srcPitch = 39; // less than the width
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemcpy2D(&c));
  c.srcPitch = 40;
  c.srcHost = nullptr;
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemcpy2D(&c));
  c.srcHost = source.data();
  c.Height = 9; // beyond the allocation
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemcpy2D(&c));
  c.Height = 8;
  c.dstMemoryType = NPUmemorytype(0);
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemcpy2D(&c));
  EXPECT_DRV_SUCCESS(npudrvMemFree(p));
}

TEST(DriverCopy, ThreeDimensions) {
  const std::vector<int> source = numbers(4 * 3 * 2);
  driver_memory a(source.size() * 4);
  NPU_MEMCPY3D c = {};
  c.srcMemoryType = NPU_MEMORYTYPE_HOST;
  c.srcHost = source.data();
  c.srcPitch = 16;
  c.srcHeight = 3;
  c.dstMemoryType = NPU_MEMORYTYPE_DEVICE;
  c.dstDevice = a;
  c.dstPitch = 16;
  c.dstHeight = 3;
  c.WidthInBytes = 16;
  c.Height = 3;
  c.Depth = 2;
  EXPECT_DRV_SUCCESS(npudrvMemcpy3D(&c));
  std::vector<int> corner(2);
  NPU_MEMCPY3D back = {};
  back.srcMemoryType = NPU_MEMORYTYPE_DEVICE;
  back.srcDevice = a;
  back.srcPitch = 16;
  back.srcHeight = 3;
  back.srcXInBytes = 12;
  back.srcY = 2;
  back.dstMemoryType = NPU_MEMORYTYPE_HOST;
  back.dstHost = corner.data();
  back.WidthInBytes = 4;
  back.Height = 1;
  back.Depth = 2;
  EXPECT_DRV_SUCCESS(npudrvMemcpy3DAsync(&back, nullptr));
  EXPECT_DRV_SUCCESS(npudrvCtxSynchronize());
  EXPECT_EQ((std::vector<int>{12, 24}), corner);
  back.srcLOD = 1;
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemcpy3D(&back));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemcpy3D(nullptr));
}

// --- virtual memory

struct VirtualMemory : testing::Test {
  NPUmemAllocationProp properties = {};
  NPUmemAccessDesc access = {{NPU_MEM_LOCATION_TYPE_DEVICE, 0}, NPU_MEM_ACCESS_FLAGS_PROT_READWRITE};
  size_t page = 0;

  void SetUp() override {
    properties.type = NPU_MEM_ALLOCATION_TYPE_PINNED;
    properties.location = {NPU_MEM_LOCATION_TYPE_DEVICE, 0};
    ASSERT_DRV_SUCCESS(
        npudrvMemGetAllocationGranularity(&page, &properties, NPU_MEM_ALLOC_GRANULARITY_MINIMUM));
    ASSERT_GT(page, 0u);
  }
};

// Two memories, side by side in one range of addresses.
TEST_F(VirtualMemory, MapsUsesAndUnmaps) {
  NPUdeviceptr range = 0;
  NPUmemGenericAllocationHandle a = 0, b = 0;
  ASSERT_DRV_SUCCESS(npudrvMemAddressReserve(&range, 2 * page, 0, 0, 0));
  EXPECT_EQ(0u, range % page);
  ASSERT_DRV_SUCCESS(npudrvMemCreate(&a, page, &properties, 0));
  ASSERT_DRV_SUCCESS(npudrvMemCreate(&b, page, &properties, 0));
  ASSERT_DRV_SUCCESS(npudrvMemMap(range, page, 0, a, 0));
  ASSERT_DRV_SUCCESS(npudrvMemMap(range + page, page, 0, b, 0));
  unsigned long long rights = 9;
  EXPECT_DRV_SUCCESS(npudrvMemGetAccess(&rights, &access.location, range));
  EXPECT_EQ(unsigned(NPU_MEM_ACCESS_FLAGS_PROT_NONE), rights);
  ASSERT_DRV_SUCCESS(npudrvMemSetAccess(range, 2 * page, &access, 1));
  EXPECT_DRV_SUCCESS(npudrvMemGetAccess(&rights, &access.location, range + page));
  EXPECT_EQ(unsigned(NPU_MEM_ACCESS_FLAGS_PROT_READWRITE), rights);
  EXPECT_DRV_SUCCESS(npudrvMemRelease(a));
  EXPECT_DRV_SUCCESS(npudrvMemRelease(b)); // both stay as long as they are mapped

  NPUmemGenericAllocationHandle found = 0;
  EXPECT_DRV_SUCCESS(npudrvMemRetainAllocationHandle(&found, reinterpret_cast<void *>(range + page + 17)));
  EXPECT_EQ(b, found);
  NPUmemAllocationProp asked = {};
  EXPECT_DRV_SUCCESS(npudrvMemGetAllocationPropertiesFromHandle(&asked, found));
  EXPECT_EQ(NPU_MEM_ALLOCATION_TYPE_PINNED, asked.type);
  EXPECT_EQ(NPU_MEM_LOCATION_TYPE_DEVICE, asked.location.type);
  EXPECT_EQ(0, asked.location.id);
  EXPECT_EQ(NPU_MEM_HANDLE_TYPE_NONE, asked.requestedHandleTypes);
  EXPECT_DRV_SUCCESS(npudrvMemRelease(found));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemGetAllocationPropertiesFromHandle(nullptr, b));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemGetAllocationPropertiesFromHandle(&asked, 12345));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemRetainAllocationHandle(&found, &asked));

  const std::vector<int> source = numbers(2 * page / 4);
  std::vector<int> result(source.size());
  EXPECT_DRV_SUCCESS(npudrvMemcpyHtoD(range, source.data(), 2 * page));
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoH(result.data(), range, 2 * page));
  EXPECT_EQ(source, result);

  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemAddressFree(range, 2 * page)); // still mapped
  EXPECT_DRV_SUCCESS(npudrvMemUnmap(range, 2 * page));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemUnmap(range, page));
  EXPECT_DRV_SUCCESS(npudrvMemAddressFree(range, 2 * page));
}

// The same memory at two addresses, the second time through a file descriptor.
TEST_F(VirtualMemory, IsShared) {
  properties.requestedHandleTypes = NPU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR;
  NPUmemGenericAllocationHandle memory = 0, same = 0;
  ASSERT_DRV_SUCCESS(npudrvMemCreate(&memory, page, &properties, 0));
  int file = -1;
  ASSERT_DRV_SUCCESS(
      npudrvMemExportToShareableHandle(&file, memory, NPU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR, 0));
  ASSERT_DRV_SUCCESS(npudrvMemImportFromShareableHandle(&same, reinterpret_cast<void *>(uintptr_t(file)),
                                                        NPU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR));
  close(file);
  NPUdeviceptr here = 0, there = 0;
  ASSERT_DRV_SUCCESS(npudrvMemAddressReserve(&here, page, 0, 0, 0));
  ASSERT_DRV_SUCCESS(npudrvMemAddressReserve(&there, page, 4 * page, 0, 0));
  EXPECT_EQ(0u, there % (4 * page));
  ASSERT_DRV_SUCCESS(npudrvMemMap(here, page, 0, memory, 0));
  ASSERT_DRV_SUCCESS(npudrvMemMap(there, page, 0, same, 0));
  ASSERT_DRV_SUCCESS(npudrvMemSetAccess(here, page, &access, 1));
  access.flags = NPU_MEM_ACCESS_FLAGS_PROT_READ;
  ASSERT_DRV_SUCCESS(npudrvMemSetAccess(there, page, &access, 1));
  EXPECT_DRV_SUCCESS(npudrvMemsetD32(here, 42, page / 4));
  unsigned last = 0;
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoH(&last, there + page - 4, 4));
  EXPECT_EQ(42u, last);
  for (NPUdeviceptr address : {here, there}) {
    EXPECT_DRV_SUCCESS(npudrvMemUnmap(address, page));
    EXPECT_DRV_SUCCESS(npudrvMemAddressFree(address, page));
  }
  EXPECT_DRV_SUCCESS(npudrvMemRelease(memory));
  EXPECT_DRV_SUCCESS(npudrvMemRelease(same));
}

TEST_F(VirtualMemory, RefusesBadArguments) {
  NPUdeviceptr range = 0;
  NPUmemGenericAllocationHandle memory = 0;
  size_t n;
  int file;
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemAddressReserve(&range, page + 1, 0, 0, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemAddressReserve(&range, 0, 0, 0, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemAddressReserve(&range, page, 3, 0, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemAddressFree(12345, page));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemCreate(&memory, page + 1, &properties, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemCreate(&memory, page, nullptr, 0));
  EXPECT_EQ(NPU_ERROR_OUT_OF_MEMORY, npudrvMemCreate(&memory, page << 30, &properties, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemRelease(0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE,
            npudrvMemGetAllocationGranularity(&n, &properties, NPUmemAllocationGranularity_flags(5)));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemMap(0, page, 0, 0, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemSetAccess(page, page, &access, 1)); // nothing mapped
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemSetAccess(page, page, nullptr, 0));
  properties.requestedHandleTypes = NPU_MEM_HANDLE_TYPE_WIN32;
  EXPECT_EQ(NPU_ERROR_NOT_SUPPORTED, npudrvMemCreate(&memory, page, &properties, 0));
  properties.requestedHandleTypes = NPU_MEM_HANDLE_TYPE_NONE;
  properties.location.id = 1000;
  EXPECT_EQ(NPU_ERROR_INVALID_DEVICE, npudrvMemCreate(&memory, page, &properties, 0));
  EXPECT_EQ(NPU_ERROR_NOT_SUPPORTED,
            npudrvMemExportToShareableHandle(&file, memory, NPU_MEM_HANDLE_TYPE_WIN32, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE,
            npudrvMemImportFromShareableHandle(&memory, reinterpret_cast<void *>(uintptr_t(99999)),
                                               NPU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR));

  // A range holds only what lies in it, and nothing twice.
  properties.location.id = 0;
  ASSERT_DRV_SUCCESS(npudrvMemAddressReserve(&range, page, 0, 0, 0));
  ASSERT_DRV_SUCCESS(npudrvMemCreate(&memory, 2 * page, &properties, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemMap(range, 2 * page, 0, memory, 0));
  EXPECT_DRV_SUCCESS(npudrvMemRelease(memory));
  ASSERT_DRV_SUCCESS(npudrvMemCreate(&memory, page, &properties, 0));
  EXPECT_DRV_SUCCESS(npudrvMemMap(range, page, 0, memory, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemMap(range, page, 0, memory, 0));
  EXPECT_DRV_SUCCESS(npudrvMemUnmap(range, page));
  EXPECT_DRV_SUCCESS(npudrvMemRelease(memory));
  EXPECT_DRV_SUCCESS(npudrvMemAddressFree(range, page));
}

} // namespace
