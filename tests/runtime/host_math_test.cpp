// SPDX-License-Identifier: Apache-2.0
// A source without kernels includes a header for both languages: it brings functions of its own where the
// device language has none, and calls the device language's by their migrated names.
#include <npu/runtime.hpp>

#include <math.h>

#ifdef NPU_KERNEL_LANGUAGE
#error npu/runtime.hpp alone is no kernel language
#endif
inline int min(int a, int b) { return a < b ? a : b; }
inline int max(int a, int b) { return a > b ? a : b; }
inline float rsqrtf(float x) { return 1.0f / sqrtf(x); }

inline NPU_HOST NPU_DEVICE int2 min(int2 a, int2 b) {
  return make_int2(npu::min(a.x, b.x), npu::min(a.y, b.y));
}
inline NPU_HOST NPU_DEVICE float inverse_length(float2 v) { return npu::rsqrtf(v.x * v.x + v.y * v.y); }

#include <gtest/gtest.h>

TEST(HostMath, MigratedNamesBesideOwnOnes) {
  const int2 least = min(make_int2(3, 4), make_int2(4, 3));
  EXPECT_EQ(least.x, 3);
  EXPECT_EQ(least.y, 3);
  EXPECT_EQ(min(max(1, 2), 5), 2);
  EXPECT_EQ(inverse_length(make_float2(3, 4)), 0.2f);
  EXPECT_EQ(rsqrtf(4), 0.5f);
}
