// SPDX-License-Identifier: Apache-2.0
// Loops in which threads stride over a range, in the shapes that programs have them. A compiled form takes
// such a loop for all threads of a block together.
#include "device_test.h"

#include <vector>

namespace {

constexpr int Length = 1000, Beyond = 512; // the range; more input behind it

std::vector<int> input() {
  std::vector<int> in(Length + Beyond);
  for (int i = 0; i < Length + Beyond; ++i)
    in[size_t(i)] = 3 * i + 1;
  return in;
}

template <class Kernel, class... Arguments> std::vector<int> run(Kernel kernel, int blocks, int threads) {
  const std::vector<int> in = input();
  int *from = nullptr, *to = nullptr;
  EXPECT_EQ(npuSuccess, npuMalloc(&from, in.size() * sizeof(int)));
  EXPECT_EQ(npuSuccess, npuMalloc(&to, Length * sizeof(int)));
  EXPECT_EQ(npuSuccess, npuMemcpy(from, in.data(), in.size() * sizeof(int), npuMemcpyHostToDevice));
  EXPECT_EQ(npuSuccess, npuMemset(to, 0, Length * sizeof(int)));
  NPU_LAUNCH(kernel, (blocks, threads), from, to, Length);
  std::vector<int> out(Length);
  EXPECT_EQ(npuSuccess, npuMemcpy(out.data(), to, Length * sizeof(int), npuMemcpyDeviceToHost));
  npuFree(from);
  npuFree(to);
  return out;
}

// The next turn's index is used in this one.
NPU_GLOBAL void look_ahead(const int *in, int *out, int n) {
  for (int i = npu::threadIdx.x; i < n; i += npu::blockDim.x)
    out[i] = in[i + npu::blockDim.x] - in[i];
}
TEST(DeviceLoops, UseOfTheNextTurnsIndex) {
  const std::vector<int> out = run(look_ahead, 1, 64);
  for (int i = 0; i < Length; ++i)
    ASSERT_EQ(3 * 64, out[size_t(i)]) << i;
}

// The first turn lies before the loop, so that the loop begins at the second: the index is compared after the
// step.
NPU_GLOBAL void second_turn_first(const int *in, int *out, unsigned n) {
  const unsigned stride = npu::gridDim.x * npu::blockDim.x;
  const unsigned first = npu::threadIdx.x + npu::blockIdx.x * npu::blockDim.x;
  int sum = in[first];
  if (first < n)
    out[first] = sum;
  for (unsigned i = first + stride; i < n; i += stride) {
    sum += in[i - stride];
    out[i] = sum + in[i];
  }
}
TEST(DeviceLoops, BeginAtTheSecondTurn) {
  const std::vector<int> in = input(), out = run(second_turn_first, 2, 64);
  for (int first = 0; first < 128; ++first) {
    int sum = in[size_t(first)];
    ASSERT_EQ(sum, out[size_t(first)]) << first;
    for (int i = first + 128; i < Length; i += 128) {
      sum += in[size_t(i - 128)];
      ASSERT_EQ(sum + in[size_t(i)], out[size_t(i)]) << i;
    }
  }
}

// From below zero: only the threads' first turns are left out.
NPU_GLOBAL void from_below(const int *in, int *out, int n) {
  const int before = 100;
  for (int i = int(npu::threadIdx.x) - before; i < n; i += npu::blockDim.x)
    if (i >= 0)
      out[i] = in[i];
}
TEST(DeviceLoops, BeginBelowZero) {
  const std::vector<int> in = input(), out = run(from_below, 1, 96);
  for (int i = 0; i < Length; ++i)
    ASSERT_EQ(in[size_t(i)], out[size_t(i)]) << i;
}

// An index of 64 bits, and a bound that no turn meets exactly.
NPU_GLOBAL void wide(const int *in, int *out, int n) {
  for (size_t i = size_t(npu::blockIdx.x) * npu::blockDim.x + npu::threadIdx.x; i < size_t(n);
       i += size_t(npu::gridDim.x) * npu::blockDim.x)
    out[i] = in[i] * 2;
}
TEST(DeviceLoops, WideIndex) {
  const std::vector<int> in = input(), out = run(wide, 3, 33);
  for (int i = 0; i < Length; ++i)
    ASSERT_EQ(2 * in[size_t(i)], out[size_t(i)]) << i;
}

} // namespace
