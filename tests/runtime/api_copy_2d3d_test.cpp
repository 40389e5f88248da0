// SPDX-License-Identifier: Apache-2.0
// Pitched memory: copies and fills in two and three dimensions.
#include "test_support.h"

namespace {

void expect_error(npuError_t expected, npuError_t actual) {
  EXPECT_EQ(expected, actual);
  EXPECT_EQ(expected, npuGetLastError());
}

TEST(ApiCopy2D, RoundTripThroughPitchedMemory) {
  constexpr size_t width = 37 * sizeof(float), height = 11;
  std::vector<float> in(37 * 11), out(37 * 11);
  for (size_t i = 0; i < in.size(); ++i)
    in[i] = float(i);
  float *d;
  size_t pitch = 0;
  ASSERT_NPU_SUCCESS(npuMallocPitch(&d, &pitch, width, height));
  EXPECT_GE(pitch, width);
  EXPECT_EQ(0u, pitch % 256);
  EXPECT_NPU_SUCCESS(npuMemcpy2D(d, pitch, in.data(), width, width, height, npuMemcpyHostToDevice));
  npuStream_t stream;
  ASSERT_NPU_SUCCESS(npuStreamCreate(&stream));
  EXPECT_NPU_SUCCESS(
      npuMemcpy2DAsync(out.data(), width, d, pitch, width, height, npuMemcpyDeviceToHost, stream));
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
  EXPECT_EQ(in, out);
  EXPECT_NPU_SUCCESS(npuStreamDestroy(stream));
  EXPECT_NPU_SUCCESS(npuFree(d));
}

TEST(ApiCopy2D, Errors) {
  char *d, host[64];
  ASSERT_NPU_SUCCESS(npuMalloc(&d, 64));
  expect_error(npuErrorInvalidPitchValue, npuMemcpy2D(d, 8, host, 16, 12, 4, npuMemcpyHostToDevice));
  expect_error(npuErrorInvalidPitchValue, npuMemcpy2D(d, 16, host, 8, 12, 4, npuMemcpyHostToDevice));
  expect_error(npuErrorInvalidValue, npuMemcpy2D(d, 16, host, 16, 16, 5, npuMemcpyHostToDevice));
  EXPECT_NPU_SUCCESS(npuMemcpy2D(d, 0, host, 0, 12, 1, npuMemcpyHostToDevice)); // a single row has no pitch
  // The last row need not be as long as the pitch.
  EXPECT_NPU_SUCCESS(npuMemcpy2D(d + 4, 16, host, 12, 12, 4, npuMemcpyHostToDevice));
  EXPECT_NPU_SUCCESS(npuMemcpy2D(d, 16, host, 16, 0, 4, npuMemcpyHostToDevice));
  expect_error(npuErrorInvalidValue, npuMemset2D(d, 8, 0, 12, 2));
  EXPECT_NPU_SUCCESS(npuFree(d));
}

TEST(ApiCopy2D, MemsetLeavesTheGaps) {
  unsigned char *d, out[64];
  ASSERT_NPU_SUCCESS(npuMalloc(&d, 64));
  EXPECT_NPU_SUCCESS(npuMemset(d, 1, 64));
  EXPECT_NPU_SUCCESS(npuMemset2D(d, 16, 9, 10, 3));
  EXPECT_NPU_SUCCESS(npuMemcpy(out, d, 64, npuMemcpyDeviceToHost));
  for (int i = 0; i < 64; ++i)
    EXPECT_EQ(i / 16 < 3 && i % 16 < 10 ? 9 : 1, out[i]) << i;
  EXPECT_NPU_SUCCESS(npuFree(d));
}

TEST(ApiCopy3D, BoxOfPitchedMemory) {
  const npuExtent extent = make_npuExtent(6 * sizeof(int), 5, 4);
  npuPitchedPtr d;
  ASSERT_NPU_SUCCESS(npuMalloc3D(&d, extent));
  EXPECT_EQ(6 * sizeof(int), d.xsize);
  EXPECT_EQ(5u, d.ysize);
  std::vector<int> in(6 * 5 * 4), out(6 * 5 * 4, -1);
  for (size_t i = 0; i < in.size(); ++i)
    in[i] = int(i);
  npuMemcpy3DParms to = {};
  to.srcPtr = make_npuPitchedPtr(in.data(), 6 * sizeof(int), 6 * sizeof(int), 5);
  to.dstPtr = d;
  to.extent = extent;
  to.kind = npuMemcpyHostToDevice;
  EXPECT_NPU_SUCCESS(npuMemcpy3D(&to));

  // A box from inside: 2 ints, 3 rows, 2 slices, from (1, 2, 1) to (0, 0, 0).
  npuMemcpy3DParms from = {};
  from.srcPtr = d;
  from.srcPos = make_npuPos(1 * sizeof(int), 2, 1);
  from.dstPtr = make_npuPitchedPtr(out.data(), 6 * sizeof(int), 6 * sizeof(int), 5);
  from.extent = make_npuExtent(2 * sizeof(int), 3, 2);
  from.kind = npuMemcpyDeviceToHost;
  EXPECT_NPU_SUCCESS(npuMemcpy3D(&from));
  for (int z = 0; z < 2; ++z)
    for (int y = 0; y < 3; ++y)
      for (int x = 0; x < 2; ++x)
        EXPECT_EQ(in[((z + 1) * 5 + y + 2) * 6 + x + 1], out[(z * 5 + y) * 6 + x]);
  EXPECT_EQ(-1, out[2]);

  from.extent.height = 4; // leaves the source
  expect_error(npuErrorInvalidValue, npuMemcpy3D(&from));
  from.kind = npuMemcpyKind(7);
  expect_error(npuErrorInvalidMemcpyDirection, npuMemcpy3D(&from));
  expect_error(npuErrorInvalidValue, npuMemcpy3D(nullptr));

  EXPECT_NPU_SUCCESS(npuMemset3D(d, 0xee, make_npuExtent(8, 5, 4)));
  EXPECT_NPU_SUCCESS(npuMemcpy2D(out.data(), 24, d.ptr, d.pitch, 24, 20, npuMemcpyDeviceToHost));
  EXPECT_EQ(int(0xeeeeeeee), out[1]);
  EXPECT_EQ(2, out[2]);
  EXPECT_NPU_SUCCESS(npuFree(d.ptr));
}

TEST(ApiCopy3D, InStreamOrder) {
  npuStream_t stream;
  ASSERT_NPU_SUCCESS(npuStreamCreate(&stream));
  const npuExtent extent = make_npuExtent(8, 3, 2); // bytes, rows, slices
  npuPitchedPtr d = {}, peer = {};
  ASSERT_NPU_SUCCESS(npuMalloc3D(&d, extent));
  ASSERT_NPU_SUCCESS(npuMalloc3D(&peer, extent));
  EXPECT_NPU_SUCCESS(npuMemset3DAsync(d, 7, extent, stream));
  EXPECT_NPU_SUCCESS(npuMemset2DAsync(d.ptr, d.pitch, 9, 4, 2, stream)); // of the first slice
  npuMemcpy3DPeerParms across = {};
  across.srcPtr = d;
  across.dstPtr = peer;
  across.extent = extent;
  EXPECT_NPU_SUCCESS(npuMemcpy3DPeerAsync(&across, stream));
  unsigned char out[48] = {};
  npuMemcpy3DParms p = {};
  p.srcPtr = peer;
  p.dstPtr = make_npuPitchedPtr(out, 8, 8, 3);
  p.extent = extent;
  p.kind = npuMemcpyDeviceToHost;
  EXPECT_NPU_SUCCESS(npuMemcpy3DAsync(&p, stream));
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
  for (int i = 0; i < 48; ++i)
    EXPECT_EQ(i < 16 && i % 8 < 4 ? 9 : 7, out[i]) << i;

  EXPECT_NPU_SUCCESS(npuMemset3DAsync(d, 1, make_npuExtent(8, 1, 1), stream));
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
  EXPECT_NPU_SUCCESS(npuMemcpy3DPeer(&across));
  EXPECT_NPU_SUCCESS(npuMemcpy3D(&p));
  EXPECT_EQ(1, out[7]);
  EXPECT_EQ(9, out[8]);
  EXPECT_NPU_SUCCESS(npuMemcpyPeerAsync(peer.ptr, 0, static_cast<char *>(d.ptr) + d.pitch, 0, 8, stream));
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
  EXPECT_NPU_SUCCESS(npuMemcpy3D(&p));
  EXPECT_EQ(9, out[0]);

  across.dstDevice = 99;
  expect_error(npuErrorInvalidDevice, npuMemcpy3DPeer(&across));
  expect_error(npuErrorInvalidDevice, npuMemcpy3DPeerAsync(&across, stream));
  expect_error(npuErrorInvalidValue, npuMemcpy3DPeer(nullptr));
  expect_error(npuErrorInvalidDevice, npuMemcpyPeerAsync(peer.ptr, 0, d.ptr, -1, 8, stream));
  expect_error(npuErrorInvalidValue, npuMemcpy3DAsync(nullptr, stream));
  expect_error(npuErrorInvalidValue, npuMemset2DAsync(d.ptr, 4, 0, 8, 1, stream)); // wider than the pitch
  expect_error(npuErrorInvalidValue, npuMemset3DAsync(d, 0, make_npuExtent(d.pitch + 1, 1, 1), stream));
  EXPECT_NPU_SUCCESS(npuStreamDestroy(stream));
  expect_error(npuErrorInvalidResourceHandle, npuMemset2DAsync(d.ptr, d.pitch, 0, 4, 1, stream));
  EXPECT_NPU_SUCCESS(npuFree(d.ptr));
  EXPECT_NPU_SUCCESS(npuFree(peer.ptr));
}

} // namespace
