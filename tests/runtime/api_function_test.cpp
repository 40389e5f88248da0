// SPDX-License-Identifier: Apache-2.0
// Kernels by address: attributes, occupancy, launches with arrays of argument pointers and with attributes.
#include "test_support.h"

#include <string.h>

namespace {

NPU_GLOBAL void scale(float *p, float by, int n) {
  const unsigned i = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  if (i < unsigned(n))
    p[i] *= by;
}

NPU_GLOBAL void needs_much_shared(int *out, int n) {
  NPU_DYNAMIC_SHARED(int, values);
  for (int i = 0; i < n; ++i)
    values[i] = i;
  *out = values[n - 1];
}

void expect_error(npuError_t expected, npuError_t actual) {
  EXPECT_EQ(expected, actual);
  EXPECT_EQ(expected, npuGetLastError());
}

TEST(ApiFunction, LaunchByAddress) {
  constexpr int n = 100;
  std::vector<float> host(n, 2.0f);
  float *d;
  ASSERT_NPU_SUCCESS(npuMalloc(&d, n * sizeof(float)));
  ASSERT_NPU_SUCCESS(npuMemcpy(d, host.data(), n * sizeof(float), npuMemcpyHostToDevice));
  float by = 3.0f;
  int count = n;
  void *args[] = {&d, &by, &count};
  EXPECT_NPU_SUCCESS(npuLaunchKernel(scale, dim3(4), dim3(32), args));
  EXPECT_NPU_SUCCESS(
      npuLaunchKernel(reinterpret_cast<const void *>(scale), dim3(4), dim3(32), args, 0, nullptr));
  EXPECT_NPU_SUCCESS(npuLaunchCooperativeKernel(reinterpret_cast<void *>(scale), dim3(4), dim3(32), args));
  EXPECT_NPU_SUCCESS(npuMemcpy(host.data(), d, n * sizeof(float), npuMemcpyDeviceToHost));
  EXPECT_EQ(54.0f, host[n - 1]);
  expect_error(npuErrorInvalidDeviceFunction,
               npuLaunchKernel(static_cast<const void *>(nullptr), dim3(1), dim3(1), args));
  expect_error(npuErrorInvalidDeviceFunction,
               npuLaunchKernel(static_cast<const void *>(&by), dim3(1), dim3(1), args));
  EXPECT_NPU_SUCCESS(npuFree(d));
}

TEST(ApiFunction, LaunchWithAttributes) {
  float *d, out = 0;
  const float in = 2;
  ASSERT_NPU_SUCCESS(npuMalloc(&d, sizeof(float)));
  ASSERT_NPU_SUCCESS(npuMemcpy(d, &in, sizeof(float), npuMemcpyHostToDevice));
  npuLaunchAttribute attributes[2] = {};
  attributes[0].id = npuLaunchAttributeCooperative;
  attributes[0].val.cooperative = 1;
  attributes[1].id = npuLaunchAttributePriority;
  npuLaunchConfig_t config = {};
  config.gridDim = dim3(1);
  config.blockDim = dim3(1);
  config.attrs = attributes;
  config.numAttrs = 2;
  EXPECT_NPU_SUCCESS(npuLaunchKernelEx(&config, scale, d, 5, 1)); // the integer becomes a float
  float by = 7;
  int n = 1;
  void *args[] = {&d, &by, &n};
  EXPECT_NPU_SUCCESS(npuLaunchKernelExC(&config, reinterpret_cast<const void *>(scale), args));
  EXPECT_NPU_SUCCESS(npuMemcpy(&out, d, sizeof(float), npuMemcpyDeviceToHost));
  EXPECT_EQ(70.0f, out);
  attributes[1].id = npuLaunchAttributeClusterDimension;
  attributes[1].val.clusterDim.x = 2;
  expect_error(npuErrorNotSupported, npuLaunchKernelEx(&config, scale, d, 5.0f, 1));
  expect_error(npuErrorInvalidValue, npuLaunchKernelEx(nullptr, scale, d, 5.0f, 1));
  EXPECT_NPU_SUCCESS(npuFree(d));
}

TEST(ApiFunction, Attributes) {
  npuFuncAttributes a;
  ASSERT_NPU_SUCCESS(npuFuncGetAttributes(&a, scale));
  EXPECT_EQ(1024, a.maxThreadsPerBlock);
  EXPECT_EQ(48 * 1024, a.maxDynamicSharedSizeBytes);
  EXPECT_GT(a.numRegs, 0);
  EXPECT_EQ(80, a.binaryVersion);
  EXPECT_NPU_SUCCESS(npuFuncSetCacheConfig(scale, npuFuncCachePreferL1));
  EXPECT_NPU_SUCCESS(npuFuncSetAttribute(scale, npuFuncAttributePreferredSharedMemoryCarveout, 50));
  expect_error(npuErrorInvalidValue,
               npuFuncSetAttribute(scale, npuFuncAttributePreferredSharedMemoryCarveout, 101));
  expect_error(npuErrorInvalidValue, npuFuncSetCacheConfig(scale, npuFuncCache(8)));
  expect_error(npuErrorNotSupported, npuFuncSetAttribute(scale, npuFuncAttributeRequiredClusterWidth, 2));
  expect_error(npuErrorInvalidDeviceFunction, npuFuncGetAttributes(&a, static_cast<const void *>(nullptr)));
  expect_error(npuErrorInvalidDeviceFunction, npuFuncGetAttributes(&a, static_cast<const void *>(&a)));
}

TEST(ApiFunction, LargeDynamicSharedMemoryMustBeAskedFor) {
  int *d, out = 0;
  constexpr int n = 200 * 1024 / sizeof(int);
  ASSERT_NPU_SUCCESS(npuMalloc(&d, sizeof(int)));
  NPU_LAUNCH(needs_much_shared, (1, 1, n * sizeof(int)), d, n);
  EXPECT_EQ(npuErrorInvalidValue, npuGetLastError());
  expect_error(
      npuErrorInvalidValue,
      npuFuncSetAttribute(needs_much_shared, npuFuncAttributeMaxDynamicSharedMemorySize, 228 * 1024));
  EXPECT_NPU_SUCCESS(
      npuFuncSetAttribute(needs_much_shared, npuFuncAttributeMaxDynamicSharedMemorySize, n * sizeof(int)));
  NPU_LAUNCH(needs_much_shared, (1, 1, n * sizeof(int)), d, n);
  EXPECT_NPU_SUCCESS(npuMemcpy(&out, d, sizeof(int), npuMemcpyDeviceToHost));
  EXPECT_EQ(n - 1, out);
  const char *name = nullptr; // known from the launch
  EXPECT_NPU_SUCCESS(npuFuncGetName(&name, needs_much_shared));
  ASSERT_NE(nullptr, name);
  EXPECT_NE(nullptr, strstr(name, "needs_much_shared"));
  EXPECT_NPU_SUCCESS(npuFree(d));
}

TEST(ApiOccupancy, BlocksPerMultiprocessor) {
  int blocks = -1;
  EXPECT_NPU_SUCCESS(npuOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, scale, 256, 0));
  EXPECT_EQ(8, blocks); // 2048 threads
  EXPECT_NPU_SUCCESS(npuOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, scale, 32, 0));
  EXPECT_EQ(32, blocks); // the most there are
  EXPECT_NPU_SUCCESS(npuOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, scale, 256, 48 * 1024));
  EXPECT_EQ(4, blocks); // 228 KB of shared memory
  EXPECT_NPU_SUCCESS(npuOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, scale, 256, 100 * 1024));
  EXPECT_EQ(0, blocks); // more than the kernel may use
  expect_error(npuErrorInvalidValue, npuOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, scale, 0, 0));
  expect_error(npuErrorInvalidDeviceFunction, npuOccupancyMaxActiveBlocksPerMultiprocessor(
                                                  &blocks, static_cast<const void *>(nullptr), 32, 0));
  expect_error(npuErrorInvalidValue,
               npuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(&blocks, scale, 32, 0, 8));
  size_t shared = 0;
  EXPECT_NPU_SUCCESS(npuOccupancyAvailableDynamicSMemPerBlock(&shared, scale, 4, 256));
  EXPECT_EQ(57u * 1024, shared);
}

TEST(ApiOccupancy, BestBlockSize) {
  npuDeviceProp p;
  ASSERT_NPU_SUCCESS(npuGetDeviceProperties(&p, 0));
  int grid = 0, block = 0;
  EXPECT_NPU_SUCCESS(npuOccupancyMaxPotentialBlockSize(&grid, &block, scale));
  EXPECT_EQ(1024, block);
  EXPECT_EQ(2 * p.multiProcessorCount, grid);
  EXPECT_NPU_SUCCESS(npuOccupancyMaxPotentialBlockSize(&grid, &block, scale, 0, 200));
  EXPECT_LE(block, 200);
  // 64 bytes a thread: 48 KB limit the block to 768 threads; 228 KB hold 3 blocks of 672 threads.
  EXPECT_NPU_SUCCESS(npuOccupancyMaxPotentialBlockSizeVariableSMem(&grid, &block, scale,
                                                                   [](int size) { return size * 64; }));
  int blocks = 0;
  EXPECT_NPU_SUCCESS(npuOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, scale, block, size_t(block) * 64));
  EXPECT_LE(block, 768);
  EXPECT_EQ(blocks * p.multiProcessorCount, grid);
  EXPECT_GE(blocks * block, 2016);
}

TEST(ApiFunction, OccupancyOfVariableSharedMemory) {
  int grid = 0, block = 0, same_grid = 0, same_block = 0;
  const auto shared = [](int threads) { return size_t(threads) * 192; }; // 1024 threads would need 192 KB
  EXPECT_NPU_SUCCESS(npuFuncSetAttribute(scale, npuFuncAttributeMaxDynamicSharedMemorySize, 200 * 1024));
  EXPECT_NPU_SUCCESS(npuOccupancyMaxPotentialBlockSizeVariableSMemWithFlags(&grid, &block, scale, shared, 0,
                                                                            npuOccupancyDefault));
  EXPECT_NPU_SUCCESS(
      npuOccupancyMaxPotentialBlockSizeVariableSMem(&same_grid, &same_block, scale, shared, 0));
  EXPECT_EQ(grid, same_grid);
  EXPECT_EQ(block, same_block);
  int blocks = 0;
  EXPECT_NPU_SUCCESS(npuOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, scale, block, shared(block)));
  EXPECT_GT(blocks, 0);
  EXPECT_LE(size_t(blocks) * shared(block), 228u * 1024);
  EXPECT_NPU_SUCCESS(npuOccupancyMaxPotentialBlockSizeWithFlags(&grid, &block, scale, 0, 100,
                                                                npuOccupancyDisableCachingOverride));
  EXPECT_LE(block, 100);
  expect_error(npuErrorInvalidValue,
               npuOccupancyMaxPotentialBlockSizeWithFlags(&grid, &block, scale, 0, 0, 8u));
  expect_error(npuErrorInvalidValue, npuOccupancyMaxPotentialBlockSizeVariableSMemWithFlags(
                                         static_cast<int *>(nullptr), &block, scale, shared, 0, 0u));
  EXPECT_NPU_SUCCESS(npuFuncSetAttribute(scale, npuFuncAttributeMaxDynamicSharedMemorySize, 48 * 1024));
}

TEST(ApiFunction, FormerSettings) {
  EXPECT_NPU_SUCCESS(
      npuFuncSetSharedMemConfig(reinterpret_cast<const void *>(scale), npuSharedMemBankSizeEightByte));
  expect_error(npuErrorInvalidValue,
               npuFuncSetSharedMemConfig(reinterpret_cast<const void *>(scale), npuSharedMemConfig(5)));
  expect_error(npuErrorInvalidDeviceFunction,
               npuFuncSetSharedMemConfig(nullptr, npuSharedMemBankSizeDefault));
  double value = 0.1;
  EXPECT_NPU_SUCCESS(npuSetDoubleForDevice(&value));
  EXPECT_NPU_SUCCESS(npuSetDoubleForHost(&value));
  EXPECT_EQ(0.1, value); // nothing is lost
  expect_error(npuErrorInvalidValue, npuSetDoubleForDevice(nullptr));
  expect_error(npuErrorInvalidValue, npuSetDoubleForHost(nullptr));
}

} // namespace
