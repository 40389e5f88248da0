// SPDX-License-Identifier: Apache-2.0
// Arrays: making, describing, copies.
#include "test_support.h"

namespace {

void expect_error(npuError_t expected, npuError_t actual) {
  EXPECT_EQ(expected, actual);
  EXPECT_EQ(expected, npuGetLastError());
}

TEST(ApiArray, ChannelDescriptions) {
  const npuChannelFormatDesc d = npuCreateChannelDesc<float4>();
  EXPECT_EQ(32, d.x);
  EXPECT_EQ(32, d.w);
  EXPECT_EQ(npuChannelFormatKindFloat, d.f);
  const npuChannelFormatDesc c = npuCreateChannelDesc<uchar2>();
  EXPECT_EQ(8, c.y);
  EXPECT_EQ(0, c.z);
  EXPECT_EQ(npuChannelFormatKindUnsigned, c.f);
  const npuChannelFormatDesc e = npuCreateChannelDesc(16, 0, 0, 0, npuChannelFormatKindSigned);
  EXPECT_EQ(16, e.x);
  EXPECT_EQ(npuChannelFormatKindNone, npuCreateChannelDesc<double>().f);
}

TEST(ApiArray, InfoAndErrors) {
  npuArray_t array;
  npuChannelFormatDesc desc = npuCreateChannelDesc<short2>(), read;
  npuExtent extent;
  unsigned flags;
  ASSERT_NPU_SUCCESS(npuMallocArray(&array, &desc, 20, 10, npuArraySurfaceLoadStore));
  EXPECT_NPU_SUCCESS(npuArrayGetInfo(&read, &extent, &flags, array));
  EXPECT_EQ(16, read.y);
  EXPECT_EQ(20u, extent.width);
  EXPECT_EQ(10u, extent.height);
  EXPECT_EQ(0u, extent.depth);
  EXPECT_EQ(unsigned(npuArraySurfaceLoadStore), flags);
  EXPECT_NPU_SUCCESS(npuGetChannelDesc(&read, array));
  EXPECT_EQ(16, read.x);
  EXPECT_NPU_SUCCESS(npuFreeArray(array));
  expect_error(npuErrorInvalidResourceHandle, npuFreeArray(array));
  expect_error(npuErrorInvalidResourceHandle, npuGetChannelDesc(&read, array));
  EXPECT_NPU_SUCCESS(npuFreeArray(nullptr));
  desc.x = 12;
  expect_error(npuErrorInvalidChannelDescriptor, npuMallocArray(&array, &desc, 20, 10));
  desc = npuCreateChannelDesc<float3>(); // three components are not offered
  expect_error(npuErrorInvalidChannelDescriptor, npuMallocArray(&array, &desc, 20, 10));
  desc = npuCreateChannelDesc<float>();
  expect_error(npuErrorInvalidValue, npuMallocArray(&array, &desc, 0, 10));
  expect_error(npuErrorInvalidValue, npuMallocArray(&array, &desc, 1 << 20, 10));
  expect_error(npuErrorInvalidValue, npuMallocArray(nullptr, &desc, 8, 8));
  expect_error(npuErrorInvalidValue,
               npuMalloc3DArray(&array, &desc, make_npuExtent(8, 8, 5), npuArrayCubemap));
}

TEST(ApiArray, Copies2D) {
  npuArray_t a, b;
  const npuChannelFormatDesc desc = npuCreateChannelDesc<int>();
  std::vector<int> in(8 * 4), out(8 * 4, -1);
  for (int i = 0; i < 32; ++i)
    in[i] = i;
  ASSERT_NPU_SUCCESS(npuMallocArray(&a, &desc, 8, 4));
  ASSERT_NPU_SUCCESS(npuMallocArray(&b, &desc, 8, 4));
  EXPECT_NPU_SUCCESS(npuMemcpy2DToArray(a, 0, 0, in.data(), 32, 32, 4, npuMemcpyHostToDevice));
  EXPECT_NPU_SUCCESS(npuMemcpy2DArrayToArray(b, 0, 0, a, 0, 0, 32, 4));
  // 3 elements of 2 rows, from (2, 1).
  EXPECT_NPU_SUCCESS(npuMemcpy2DFromArray(out.data(), 12, b, 8, 1, 12, 2, npuMemcpyDeviceToHost));
  EXPECT_EQ(10, out[0]);
  EXPECT_EQ(12, out[2]);
  EXPECT_EQ(18, out[3]);
  EXPECT_EQ(-1, out[6]);
  expect_error(npuErrorInvalidValue,
               npuMemcpy2DToArray(a, 4, 0, in.data(), 32, 32, 4, npuMemcpyHostToDevice));
  expect_error(npuErrorInvalidPitchValue,
               npuMemcpy2DToArray(a, 0, 0, in.data(), 16, 32, 4, npuMemcpyHostToDevice));
  // A single row has no pitch; programs give 0.
  std::vector<int> row(8, -1);
  EXPECT_NPU_SUCCESS(npuMemcpy2DToArray(a, 0, 3, in.data(), 0, 32, 1, npuMemcpyHostToDevice));
  EXPECT_NPU_SUCCESS(npuMemcpy2DFromArray(row.data(), 0, a, 0, 3, 32, 1, npuMemcpyDeviceToHost));
  EXPECT_EQ(std::vector<int>(in.begin(), in.begin() + 8), row);
  EXPECT_NPU_SUCCESS(npuMemcpy2DToArray(a, 0, 0, in.data(), 32, 32, 4, npuMemcpyHostToDevice));
  // The older copies run on from row to row.
  EXPECT_NPU_SUCCESS(npuMemcpyToArray(a, 28, 0, in.data(), 12, npuMemcpyHostToDevice));
  EXPECT_NPU_SUCCESS(npuMemcpyFromArray(out.data(), a, 28, 0, 12, npuMemcpyDeviceToHost));
  EXPECT_EQ(2, out[2]);
  expect_error(npuErrorInvalidValue, npuMemcpyToArray(a, 0, 3, in.data(), 36, npuMemcpyHostToDevice));
  npuStream_t stream;
  ASSERT_NPU_SUCCESS(npuStreamCreate(&stream));
  EXPECT_NPU_SUCCESS(npuMemcpy2DToArrayAsync(a, 0, 0, in.data(), 32, 32, 4, npuMemcpyHostToDevice, stream));
  EXPECT_NPU_SUCCESS(
      npuMemcpy2DFromArrayAsync(out.data(), 32, a, 0, 0, 32, 4, npuMemcpyDeviceToHost, stream));
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
  EXPECT_EQ(in, out);
  EXPECT_NPU_SUCCESS(npuStreamDestroy(stream));
  EXPECT_NPU_SUCCESS(npuFreeArray(a));
  EXPECT_NPU_SUCCESS(npuFreeArray(b));
}

TEST(ApiArray, Copies3DCountElements) {
  npuArray_t array;
  const npuChannelFormatDesc desc = npuCreateChannelDesc<float2>();
  ASSERT_NPU_SUCCESS(npuMalloc3DArray(&array, &desc, make_npuExtent(4, 3, 2)));
  std::vector<float2> in(24), out(24);
  for (int i = 0; i < 24; ++i)
    in[i] = make_float2(float(i), float(-i));
  npuMemcpy3DParms p = {};
  p.srcPtr = make_npuPitchedPtr(in.data(), 4 * sizeof(float2), 4, 3);
  p.dstArray = array;
  p.extent = make_npuExtent(4, 3, 2);
  p.kind = npuMemcpyHostToDevice;
  EXPECT_NPU_SUCCESS(npuMemcpy3D(&p));
  npuMemcpy3DParms q = {};
  q.srcArray = array;
  q.srcPos = make_npuPos(1, 0, 1);
  q.dstPtr = make_npuPitchedPtr(out.data(), 4 * sizeof(float2), 4, 3);
  q.extent = make_npuExtent(3, 3, 1);
  q.kind = npuMemcpyDeviceToHost;
  EXPECT_NPU_SUCCESS(npuMemcpy3D(&q));
  EXPECT_EQ(13.0f, out[0].x);
  EXPECT_EQ(-15.0f, out[2].y);
  EXPECT_EQ(17.0f, out[4].x);
  q.extent = make_npuExtent(4, 3, 1); // from x = 1: one too many
  expect_error(npuErrorInvalidValue, npuMemcpy3D(&q));
  q.srcPtr = p.srcPtr; // two sources
  expect_error(npuErrorInvalidValue, npuMemcpy3D(&q));
  EXPECT_NPU_SUCCESS(npuFreeArray(array));
}

TEST(ApiArray, Mipmaps) {
  npuMipmappedArray_t mipmap;
  npuArray_t level;
  npuExtent extent;
  const npuChannelFormatDesc desc = npuCreateChannelDesc<float>();
  ASSERT_NPU_SUCCESS(
      npuMallocMipmappedArray(&mipmap, &desc, make_npuExtent(8, 4, 0), 10)); // there are 4 levels
  EXPECT_NPU_SUCCESS(npuGetMipmappedArrayLevel(&level, mipmap, 2));
  EXPECT_NPU_SUCCESS(npuArrayGetInfo(nullptr, &extent, nullptr, level));
  EXPECT_EQ(2u, extent.width);
  EXPECT_EQ(1u, extent.height);
  expect_error(npuErrorInvalidValue, npuGetMipmappedArrayLevel(&level, mipmap, 4));
  EXPECT_NPU_SUCCESS(npuFreeMipmappedArray(mipmap));
  expect_error(npuErrorInvalidResourceHandle, npuGetMipmappedArrayLevel(&level, mipmap, 0));
}

TEST(ApiArray, ChannelDescriptionsOfHalf) {
  int components = 1;
  for (const npuChannelFormatDesc &d : {npuCreateChannelDescHalf(), npuCreateChannelDescHalf1(),
                                        npuCreateChannelDescHalf2(), npuCreateChannelDescHalf4()}) {
    EXPECT_EQ(16, d.x);
    EXPECT_EQ(npuChannelFormatKindFloat, d.f);
    EXPECT_EQ(components == 1 || components == 2 ? 0 : 16, d.y);
    EXPECT_EQ(components == 4 ? 16 : 0, d.w);
    ++components;
  }
}

// The copies of flat ranges of elements, which go on in the next row.
TEST(ApiArray, FlatCopies) {
  npuArray_t a, b;
  npuStream_t stream;
  const npuChannelFormatDesc desc = npuCreateChannelDesc<int>();
  int in[12], out[12] = {};
  for (int i = 0; i < 12; ++i)
    in[i] = i;
  ASSERT_NPU_SUCCESS(npuStreamCreate(&stream));
  ASSERT_NPU_SUCCESS(npuMallocArray(&a, &desc, 4, 3));
  ASSERT_NPU_SUCCESS(npuMallocArray(&b, &desc, 4, 3));
  EXPECT_NPU_SUCCESS(npuMemcpyToArrayAsync(a, 0, 0, in, sizeof in, npuMemcpyHostToDevice, stream));
  EXPECT_NPU_SUCCESS(npuMemcpyToArrayAsync(b, 0, 0, in, sizeof in, npuMemcpyHostToDevice, stream));
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
  // From the second element of the second row to the last of the first one.
  EXPECT_NPU_SUCCESS(npuMemcpyArrayToArray(b, 3 * sizeof(int), 0, a, sizeof(int), 1, 3 * sizeof(int)));
  EXPECT_NPU_SUCCESS(npuMemcpyFromArrayAsync(out, b, 0, 0, sizeof out, npuMemcpyDeviceToHost, stream));
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
  EXPECT_EQ((std::vector<int>{0, 1, 2, 5, 6, 7, 6, 7, 8, 9, 10, 11}), std::vector<int>(out, out + 12));
  expect_error(npuErrorInvalidValue,
               npuMemcpyToArrayAsync(a, 0, 2, in, 5 * sizeof(int), npuMemcpyHostToDevice, stream));
  expect_error(npuErrorInvalidValue,
               npuMemcpyFromArrayAsync(out, a, 0, 3, sizeof(int), npuMemcpyDeviceToHost, stream));
  expect_error(npuErrorInvalidValue, npuMemcpyArrayToArray(b, 0, 0, a, 0, 2, 5 * sizeof(int)));
  EXPECT_NPU_SUCCESS(npuFreeArray(a));
  EXPECT_NPU_SUCCESS(npuFreeArray(b));
  EXPECT_NPU_SUCCESS(npuStreamDestroy(stream));
}

} // namespace
