// SPDX-License-Identifier: Apache-2.0
// Guards around the work of kernels, whose index may begin below zero. A compiled form asks a guard once for
// a block whose threads all have work.
#include "test_support.h"

namespace {

constexpr int Length = 500, Before = 3, Room = 8;

// The first threads have no work.
NPU_GLOBAL void halo(int *out, int n) {
  const int x = int(npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x) - Before;
  if (unsigned(x) >= unsigned(n))
    return;
  out[x] = x + 7;
}
NPU_GLOBAL void halo_of_rows(int *out, int n) {
  const int x = int(npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x) - Before;
  const int y = int(npu::threadIdx.y) - 1;
  if (unsigned(x) < unsigned(n) && unsigned(y) < 2u)
    out[x] = x + 7;
}
NPU_GLOBAL void wrapping(int *out, unsigned n) {
  const unsigned x = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  if (x - Before < n)
    out[int(x) - Before] = int(x) - Before + 7;
}
NPU_GLOBAL void wide(int *out, unsigned long long n) {
  const long long x = (long long)(npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x) - Before;
  if ((unsigned long long)(x) < n)
    out[x] = int(x) + 7;
}
NPU_GLOBAL void doubled(int *out, unsigned n) {
  const int x = int(npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x);
  if (unsigned(2 * x - 2 * Before) < 2 * n)
    out[x - Before] = x - Before + 7;
}
NPU_GLOBAL void both_ends(int *out, int n) {
  const int x = int(npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x) - Before;
  if (x < 0 || x >= n)
    return;
  out[x] = x + 7;
}

class DeviceGuard : public testing::Test {
protected:
  std::vector<int> memory = std::vector<int>(Length + 2 * Room, -1);
  int *out() { return memory.data() + Room; }
  void check() {
    EXPECT_ALL_DONE();
    for (int i = -Room; i < Length + Room; ++i)
      ASSERT_EQ(i >= 0 && i < Length ? i + 7 : -1, out()[i]) << i;
  }
};

TEST_F(DeviceGuard, OfASignedIndexWithoutItsSign) {
  NPU_LAUNCH(halo, (4, 128), out(), Length);
  check();
}
TEST_F(DeviceGuard, OfRows) {
  NPU_LAUNCH(halo_of_rows, (4, dim3(128, 4)), out(), Length);
  check();
}
TEST_F(DeviceGuard, OfAnIndexThatWrapsAround) {
  NPU_LAUNCH(wrapping, (4, 128), out(), unsigned(Length));
  check();
}
TEST_F(DeviceGuard, Of64Bits) {
  NPU_LAUNCH(wide, (4, 128), out(), Length);
  check();
}
TEST_F(DeviceGuard, OfAMultiple) {
  NPU_LAUNCH(doubled, (4, 128), out(), unsigned(Length));
  check();
}
TEST_F(DeviceGuard, AtBothEnds) {
  NPU_LAUNCH(both_ends, (4, 128), out(), Length);
  check();
}

} // namespace
