// SPDX-License-Identifier: Apache-2.0
// Casts of floating-point numbers out of range in kernels, which npucc makes as a GPU does.
#include "test_support.h"

#include <cmath>
#include <cstdint>
#include <limits>

namespace {

template <class From, class To> NPU_GLOBAL void cast(const From *from, To *to, int n) {
  const int i = int(npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x);
  if (i < n)
    to[i] = static_cast<To>(from[i]);
}

template <class To, class From> std::vector<To> casts(std::vector<From> values) {
  From *from;
  To *to;
  const int n = int(values.size());
  EXPECT_NPU_SUCCESS(npuMallocManaged(&from, values.size() * sizeof(From)));
  EXPECT_NPU_SUCCESS(npuMallocManaged(&to, values.size() * sizeof(To)));
  std::copy(values.begin(), values.end(), from);
  NPU_LAUNCH((cast<From, To>), (1, 64), from, to, n);
  EXPECT_ALL_DONE();
  const std::vector<To> result(to, to + n);
  EXPECT_NPU_SUCCESS(npuFree(from));
  EXPECT_NPU_SUCCESS(npuFree(to));
  return result;
}

constexpr float inf = std::numeric_limits<float>::infinity(), nan = std::numeric_limits<float>::quiet_NaN();
constexpr double nan64 = std::numeric_limits<double>::quiet_NaN();

TEST(DeviceCast, FloatToIntegersOf32Bits) {
  EXPECT_EQ((std::vector<int32_t>{INT32_MAX, INT32_MIN, INT32_MAX, INT32_MIN, 0, -1, 2147483520}),
            (casts<int32_t, float>({3e9f, -3e9f, inf, -inf, nan, -1.9f, 2147483520.f})));
  EXPECT_EQ((std::vector<uint32_t>{UINT32_MAX, 0, UINT32_MAX, 0, 0, 3000000000u, 0}),
            (casts<uint32_t, float>({5e9f, -1.f, inf, -inf, nan, 3e9f, -0.5f})));
}

TEST(DeviceCast, SmallIntegersAreTheLowerBits) {
  EXPECT_EQ((std::vector<uint8_t>{300 & 255, 0, 255, 7}),
            (casts<uint8_t, float>({300.f, -2.f, 1e20f, 7.9f})));
  EXPECT_EQ((std::vector<int16_t>{int16_t(70000 & 0xffff), -1, 0, -3}),
            (casts<int16_t, float>({70000.f, 1e20f, -1e20f, -3.2f})));
}

TEST(DeviceCast, NoNumberGivesTheTopBitWhereATypeHas64Bits) {
  EXPECT_EQ((std::vector<int64_t>{INT64_MAX, INT64_MIN, INT64_MIN, 5}),
            (casts<int64_t, double>({1e30, -1e30, nan64, 5.5})));
  EXPECT_EQ((std::vector<uint64_t>{UINT64_MAX, 0, uint64_t(1) << 63, 5}),
            (casts<uint64_t, double>({1e30, -1e30, nan64, 5.5})));
  EXPECT_EQ((std::vector<int32_t>{INT32_MAX, INT32_MIN, INT32_MIN}),
            (casts<int32_t, double>({1e30, -1e30, nan64})));
  EXPECT_EQ((std::vector<int64_t>{INT64_MIN, INT64_MAX}), (casts<int64_t, float>({nan, inf})));
}

} // namespace
