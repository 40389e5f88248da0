// SPDX-License-Identifier: Apache-2.0
// What a compiler tells the runtime about a kernel: static shared memory and launch bounds, in its
// attributes, in occupancy and at launches. Without npucc they are not known.
#include "test_support.h"

#include <npu/driver.h>

#include <algorithm>

namespace {

#ifdef NPU_KERNEL_PASSES
constexpr bool known = true;
#else
constexpr bool known = false;
#endif

NPU_GLOBAL void plain(int *out) { out[npu::threadIdx.x] = 1; }

// What the runtime's headers keep for a thread is no shared memory.
NPU_GLOBAL void counting(int *out) {
  NPU_DYNAMIC_SHARED(int, counts);
  counts[npu::threadIdx.x] = 0;
  npu::syncthreads();
  npu::atomicAdd(&counts[npu::threadIdx.x / 2], 1);
  npu::syncthreads();
  while (npu::atomicCAS(&counts[npu::threadIdx.x / 2], 2, 3) < 2)
    ;
  out[npu::threadIdx.x] = counts[npu::threadIdx.x / 2];
}

NPU_DEVICE int reversed(int value) {
  NPU_SHARED int more[256];
  more[npu::threadIdx.x] = value;
  npu::syncthreads();
  return more[npu::blockDim.x - 1 - npu::threadIdx.x];
}
NPU_GLOBAL void NPU_LAUNCH_BOUNDS(256, 2) tiled(int *out) {
  NPU_SHARED double tile[2048];
  tile[npu::threadIdx.x] = npu::threadIdx.x;
  npu::syncthreads();
  out[npu::threadIdx.x] = reversed(int(tile[npu::threadIdx.x]));
}
template <int N> NPU_GLOBAL void NPU_LAUNCH_BOUNDS(N) templated(int *out) { out[npu::threadIdx.x] = N; }

npuFuncAttributes attributes(void (*kernel)(int *)) {
  npuFuncAttributes a = {};
  EXPECT_NPU_SUCCESS(npuFuncGetAttributes(&a, kernel));
  return a;
}
int resident(void (*kernel)(int *), int threads, size_t shared) {
  int blocks = -1;
  EXPECT_NPU_SUCCESS(npuOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, kernel, threads, shared));
  return blocks;
}

constexpr size_t used = known ? 2048 * 8 + 256 * 4 : 0;

TEST(KernelFacts, Attributes) {
  EXPECT_EQ(0u, attributes(plain).sharedSizeBytes);
  EXPECT_EQ(1024, attributes(plain).maxThreadsPerBlock);
  EXPECT_EQ(48 * 1024, attributes(plain).maxDynamicSharedSizeBytes);
  EXPECT_EQ(used, attributes(tiled).sharedSizeBytes);
  EXPECT_EQ(known ? 256 : 1024, attributes(tiled).maxThreadsPerBlock);
  EXPECT_EQ(int(48 * 1024 - used), attributes(tiled).maxDynamicSharedSizeBytes);
  EXPECT_EQ(known ? 64 : 1024, attributes(templated<64>).maxThreadsPerBlock);
  EXPECT_EQ(known ? 96 : 1024, attributes(templated<96>).maxThreadsPerBlock);
}

TEST(KernelFacts, AllOfTheSharedMemoryIsForTheProgram) {
  EXPECT_EQ(0u, attributes(counting).sharedSizeBytes);
  int *out;
  ASSERT_NPU_SUCCESS(npuMallocManaged(&out, 256 * sizeof(int)));
  NPU_LAUNCH(counting, (1, 256, 48 * 1024), out);
  EXPECT_ALL_DONE();
  EXPECT_EQ(3, out[127]);
  EXPECT_NPU_SUCCESS(npuFree(out));
}

TEST(KernelFacts, Occupancy) {
  EXPECT_EQ(8, resident(plain, 256, 0));
  EXPECT_EQ(8, resident(tiled, 256, 0));
  EXPECT_EQ(4, resident(tiled, 512, 0)) << "launch bounds do not matter here";
  constexpr size_t dynamic = 24 * 1024;
  EXPECT_EQ(int(228 * 1024 / (used + dynamic)), resident(tiled, 128, dynamic));
  int grid = 0, block = 0;
  EXPECT_NPU_SUCCESS(npuOccupancyMaxPotentialBlockSize(&grid, &block, tiled, 0, 0));
  EXPECT_EQ(known ? 256 : 1024, block);
}

TEST(KernelFacts, StaticAndDynamicSharedMemoryShareTheLimit) {
  int *out;
  ASSERT_NPU_SUCCESS(npuMallocManaged(&out, 256 * sizeof(int)));
  NPU_LAUNCH(tiled, (1, 256, 48 * 1024 - used), out);
  EXPECT_ALL_DONE();
  EXPECT_EQ(255, out[0]);
  EXPECT_EQ(0, out[255]);
  if (known) {
    NPU_LAUNCH(tiled, (1, 256, 48 * 1024 - used + 1), out);
    EXPECT_EQ(npuErrorInvalidValue, npuGetLastError());
    EXPECT_EQ(npuErrorInvalidValue,
              npuFuncSetAttribute(reinterpret_cast<const void *>(tiled),
                                  npuFuncAttributeMaxDynamicSharedMemorySize, int(227 * 1024 - used + 1)));
    npuGetLastError();
  }
  EXPECT_NPU_SUCCESS(npuFuncSetAttribute(reinterpret_cast<const void *>(tiled),
                                         npuFuncAttributeMaxDynamicSharedMemorySize, int(227 * 1024 - used)));
  NPU_LAUNCH(tiled, (1, 256, 227 * 1024 - used), out);
  EXPECT_ALL_DONE();
  EXPECT_NPU_SUCCESS(npuFree(out));
}

TEST(KernelFacts, NoLaunchHasMoreThreadsThanTheBoundsSay) {
  int *out;
  ASSERT_NPU_SUCCESS(npuMallocManaged(&out, 1024 * sizeof(int)));
  NPU_LAUNCH(templated<64>, (1, dim3(8, 8)), out);
  EXPECT_ALL_DONE();
  EXPECT_EQ(64, out[7]);
  out[7] = 0;
  const npuError_t refused = known ? npuErrorInvalidValue : npuSuccess;
  NPU_LAUNCH(templated<64>, (1, dim3(8, 8, 2)), out);
  EXPECT_EQ(refused, npuGetLastError());
  void *arguments[] = {&out};
  EXPECT_EQ(refused, npuLaunchKernel(templated<64>, dim3(1), dim3(65), arguments, 0, nullptr));
  EXPECT_EQ(refused, npuGetLastError());
  EXPECT_NPU_SUCCESS(npuDeviceSynchronize());
  EXPECT_EQ(known ? 0 : 64, out[7]);
  EXPECT_NPU_SUCCESS(npuFree(out));
}

NPU_MANAGED int managed[100];
NPU_DEVICE int of_device[100];
NPU_GLOBAL void write_managed() { managed[npu::threadIdx.x] = of_device[npu::threadIdx.x] + 1; }

TEST(KernelFacts, ManagedVariables) {
  NPU_LAUNCH(write_managed, (1, 100));
  EXPECT_ALL_DONE();
  EXPECT_EQ(1, managed[99]);
  npuPointerAttributes a = {};
  ASSERT_NPU_SUCCESS(npuPointerGetAttributes(&a, &managed[99]));
  EXPECT_EQ(known ? npuMemoryTypeManaged : npuMemoryTypeUnregistered, a.type);
  EXPECT_EQ(&managed[99], a.hostPointer);
  unsigned is_managed = 2;
  const NPUdeviceptr address = reinterpret_cast<NPUdeviceptr>(&managed[1]);
  ASSERT_EQ(NPU_SUCCESS, npudrvInit(0));
  EXPECT_EQ(known ? NPU_SUCCESS : NPU_ERROR_INVALID_VALUE,
            npudrvPointerGetAttribute(&is_managed, NPU_POINTER_ATTRIBUTE_IS_MANAGED, address));
  EXPECT_EQ(known ? 1u : 2u, is_managed);
  if (known) {
    EXPECT_EQ(0, a.device);
    EXPECT_EQ(&managed[99], a.devicePointer);
  }
  // Behind it lies something else.
  ASSERT_NPU_SUCCESS(npuPointerGetAttributes(&a, &of_device[5]));
  EXPECT_EQ(npuMemoryTypeUnregistered, a.type);
  // Advice and prefetches are for managed variables too.
  int value = -1;
  EXPECT_NPU_SUCCESS(npuMemAdvise(managed, sizeof managed, npuMemAdviseSetReadMostly, 0));
  EXPECT_NPU_SUCCESS(
      npuMemRangeGetAttribute(&value, sizeof value, npuMemRangeAttributeReadMostly, managed, sizeof managed));
  EXPECT_EQ(1, value);
  EXPECT_NPU_SUCCESS(npuMemPrefetchAsync(managed, sizeof managed, 0));
  EXPECT_NPU_SUCCESS(npuMemRangeGetAttribute(&value, sizeof value, npuMemRangeAttributeLastPrefetchLocation,
                                             managed, sizeof managed));
  EXPECT_EQ(0, value);
}

} // namespace
