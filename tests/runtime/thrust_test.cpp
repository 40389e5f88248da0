// SPDX-License-Identifier: Apache-2.0
// What npu/thrust.h adds to the Thrust headers for programs that name the back end for CUDA. Skipped where
// Thrust is not installed.
#if __has_include(<thrust/version.h>)
#include <npu/thrust.h>

// Before any other header: programs count on these.
static std::ostream &output() { return std::cout; }
static std::map<std::string, std::vector<int>> numbers;

#include <thrust/device_malloc_allocator.h>
#include <thrust/device_vector.h>
#include <thrust/host_vector.h>
#include <thrust/reduce.h>
#include <thrust/sort.h>
#include <thrust/swap.h>

#include <gtest/gtest.h>

#include <functional>

template <class T> static T sum(const thrust::device_vector<T> &v) {
  return thrust::reduce(v.begin(), v.end());
}

TEST(Thrust, VectorsTakeLists) {
  thrust::device_vector<int> v{4, 5, 6}, few = {1}, sized(3), filled(2, 7);
  EXPECT_EQ(v.size(), 3u);
  EXPECT_EQ(sum(v), 15);
  EXPECT_EQ(few.size(), 1u);
  EXPECT_EQ(sum(sized), 0);
  EXPECT_EQ(sum(filled), 14);
  thrust::host_vector<int> h{3, 2, 1};
  v = h;
  EXPECT_EQ(v, h);
  v = {9, 8};
  h.assign({9, 8});
  EXPECT_EQ(h, v);
  const thrust::device_vector<int> copy(v), from_host = h, from_std = std::vector<int>{9, 8};
  EXPECT_TRUE(copy == from_host && from_host == from_std);
  thrust::device_vector<float> other(copy);
  EXPECT_EQ(sum(other), 17.0f);
  thrust::device_vector<int> moved(std::move(v));
  EXPECT_EQ(moved.size(), 2u);
  thrust::swap(moved, few);
  EXPECT_EQ(moved.size(), 1u);
}

TEST(Thrust, PoliciesTakeAStreamAndAnAllocator) {
  npuStream_t stream;
  ASSERT_EQ(npuStreamCreate(&stream), npuSuccess);
  thrust::device_vector<int> v(3);
  v[0] = 5, v[1] = 7, v[2] = 6;
  thrust::device_malloc_allocator<char> allocator;
  thrust::sort(thrust::cuda::par(allocator).on(stream), v.begin(), v.end());
  EXPECT_EQ(v[2], 7);
  thrust::sort(thrust::cuda::par_nosync.on(stream), v.begin(), v.end(), std::greater<int>());
  EXPECT_EQ(v[2], 5);
  thrust::sort(thrust::system::cuda::par(allocator), v.begin(), v.end());
  EXPECT_EQ(v[0], 5);
  EXPECT_EQ(npuStreamDestroy(stream), npuSuccess);
}

TEST(Thrust, TheApiCopiesVectorsAndFillsThem) {
  thrust::device_vector<int> v(100, 7);
  int *raw = thrust::raw_pointer_cast(v.data()), host[100] = {};
  EXPECT_EQ(npuMemcpy(host, raw, sizeof host, npuMemcpyDeviceToHost), npuSuccess);
  EXPECT_EQ(host[99], 7);
  host[3] = 8;
  EXPECT_EQ(npuMemcpy(raw, host, sizeof host, npuMemcpyHostToDevice), npuSuccess);
  EXPECT_EQ(v[3], 8);
  EXPECT_EQ(npuMemset(raw, 0, sizeof host), npuSuccess);
  EXPECT_EQ(v[3], 0);
  EXPECT_EQ(npuMemcpy(host, nullptr, sizeof host, npuMemcpyDeviceToHost), npuErrorInvalidValue);
}

TEST(Thrust, PinnedVectors) {
  std::vector<float, thrust::system::cuda::experimental::pinned_allocator<float>> pinned(100, 2.0f);
  npuPointerAttributes attributes;
  ASSERT_EQ(npuPointerGetAttributes(&attributes, pinned.data()), npuSuccess);
  EXPECT_EQ(attributes.type, npuMemoryTypeHost);
  thrust::device_vector<float> device(pinned.begin(), pinned.end());
  EXPECT_EQ(device[99], 2.0f);
}

TEST(Thrust, ErrorsOfTheRuntime) {
  const thrust::system_error error(npuErrorMemoryAllocation, thrust::cuda_category(), "context");
  EXPECT_STREQ(error.code().category().name(), "cuda");
  EXPECT_EQ(error.what(), std::string("context: ") + npuGetErrorString(npuErrorMemoryAllocation));
  EXPECT_TRUE(numbers.empty());
  EXPECT_TRUE(output().good());
}
#else
#include <gtest/gtest.h>
TEST(Thrust, Installed) { GTEST_SKIP() << "no Thrust headers"; }
#endif
