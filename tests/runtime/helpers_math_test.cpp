// SPDX-License-Identifier: Apache-2.0
// npu/helpers/helper_math.h: arithmetic on short vectors, on the host and in a kernel.
#include "test_support.h"

#include "npu/helpers/helper_math.h"

namespace {

template <class V> void expect2(V v, double x, double y) {
  EXPECT_DOUBLE_EQ(x, v.x);
  EXPECT_DOUBLE_EQ(y, v.y);
}
template <class V> void expect3(V v, double x, double y, double z) {
  expect2(v, x, y);
  EXPECT_DOUBLE_EQ(z, v.z);
}
template <class V> void expect4(V v, double x, double y, double z, double w) {
  expect3(v, x, y, z);
  EXPECT_DOUBLE_EQ(w, v.w);
}

TEST(HelperMath, VectorsOfOtherThings) {
  expect2(make_float2(3.0f), 3, 3);
  expect2(make_int2(make_int3(1, 2, 3)), 1, 2);
  expect2(make_float2(make_int2(1, -2)), 1, -2);
  expect2(make_uint2(make_int2(1, 2)), 1, 2);
  expect3(make_float3(make_float2(1, 2)), 1, 2, 0);
  expect3(make_int3(make_int2(1, 2), 5), 1, 2, 5);
  expect3(make_float3(make_float4(1, 2, 3, 4)), 1, 2, 3);
  expect3(make_int3(make_float3(1.9f, -1.9f, 0.0f)), 1, -1, 0);
  expect3(make_float3(make_uint3(1, 2, 3)), 1, 2, 3);
  expect4(make_float4(make_float3(1, 2, 3), 9.0f), 1, 2, 3, 9);
  expect4(make_uint4(make_uint3(1, 2, 3)), 1, 2, 3, 0);
  expect4(make_int4(7), 7, 7, 7, 7);
  expect4(make_float4(make_int4(1, 2, 3, 4)), 1, 2, 3, 4);
}

TEST(HelperMath, Operators) {
  const float2 a = make_float2(1, 2), b = make_float2(4, 8);
  expect2(a + b, 5, 10);
  expect2(a - b, -3, -6);
  expect2(a * b, 4, 16);
  expect2(b / a, 4, 4);
  expect2(-a, -1, -2);
  expect3(make_float3(1, 2, 3) * 2.0f, 2, 4, 6);
  expect3(2.0f * make_float3(1, 2, 3), 2, 4, 6);
  expect3(10.0f - make_float3(1, 2, 3), 9, 8, 7);
  expect3(12.0f / make_float3(1, 2, 3), 12, 6, 4);
  expect4(make_float4(1, 2, 3, 4) / 2.0f, 0.5, 1, 1.5, 2);
  expect4(make_int4(1, 2, 3, 4) - 1, 0, 1, 2, 3);
  expect3(-make_int3(1, -2, 3), -1, 2, -3);
  expect2(make_uint2(3, 4) + make_uint2(1, 1), 4, 5);
  expect3(make_uint3(3, 4, 5) * 2u, 6, 8, 10);
  float3 v = make_float3(1, 2, 3);
  v += make_float3(1.0f);
  v *= make_float3(2, 3, 4);
  v -= 1.0f;
  v /= 2.0f;
  expect3(v, 1.5, 4, 7.5);
  v += 0.5f;
  v *= 2.0f;
  v -= make_float3(1, 1, 1);
  v /= make_float3(3, 8, 15);
  expect3(v, 1, 1, 1);
  int4 i = make_int4(1, 2, 3, 4);
  i *= 3;
  i += make_int4(0, 0, 0, 1);
  expect4(i, 3, 6, 9, 13);
}

TEST(HelperMath, Geometry) {
  const float3 x = make_float3(1, 0, 0), y = make_float3(0, 1, 0), v = make_float3(3, 4, 12);
  expect3(cross(x, y), 0, 0, 1);
  expect3(cross(y, x), 0, 0, -1);
  EXPECT_EQ(169.0f, dot(v, v));
  EXPECT_EQ(11, dot(make_int2(1, 2), make_int2(3, 4)));
  EXPECT_EQ(10u, dot(make_uint4(1, 1, 1, 1), make_uint4(1, 2, 3, 4)));
  EXPECT_EQ(13.0f, length(v));
  EXPECT_EQ(5.0f, length(make_float2(3, 4)));
  EXPECT_NEAR(1.0f, length(normalize(v)), 1e-6);
  EXPECT_NEAR(3.0f / 13.0f, normalize(v).x, 1e-7);
  EXPECT_NEAR(0.5f, normalize(make_float4(1, 1, 1, 1)).w, 1e-7);
  expect3(reflect(make_float3(1, -1, 0), y), 1, 1, 0);
}

TEST(HelperMath, LimitsAndBlends) {
  expect2(fminf(make_float2(1, 5), make_float2(3, 4)), 1, 4);
  expect3(fmaxf(make_float3(1, 5, 0), make_float3(3, 4, 0)), 3, 5, 0);
  expect2(min(make_int2(1, 5), make_int2(3, 4)), 1, 4);
  expect4(max(make_uint4(1, 5, 0, 7), make_uint4(3, 4, 0, 8)), 3, 5, 0, 8);
  EXPECT_EQ(1.0f, clamp(7.0f, 0.0f, 1.0f));
  EXPECT_EQ(2, clamp(-3, 2, 5));
  EXPECT_EQ(5u, clamp(9u, 2u, 5u));
  expect3(clamp(make_float3(-1, 0.5f, 2), 0.0f, 1.0f), 0, 0.5, 1);
  expect2(clamp(make_int2(-1, 9), make_int2(0, 1), make_int2(3, 4)), 0, 4);
  EXPECT_EQ(2.5f, lerp(2.0f, 4.0f, 0.25f));
  expect4(lerp(make_float4(0.0f), make_float4(1, 2, 3, 4), 0.5f), 0.5, 1, 1.5, 2);
  EXPECT_EQ(0.5f, smoothstep(0.0f, 2.0f, 1.0f));
  EXPECT_EQ(0.15625f, smoothstep(0.0f, 1.0f, 0.25f));
  expect2(smoothstep(make_float2(0.0f), make_float2(2.0f), make_float2(-1, 3)), 0, 1);
}

TEST(HelperMath, Parts) {
  EXPECT_EQ(0.25f, fracf(-1.75f));
  expect2(fracf(make_float2(1.5f, -0.25f)), 0.5, 0.75);
  expect3(floorf(make_float3(1.5f, -0.25f, 2)), 1, -1, 2);
  expect2(fmodf(make_float2(5.5f, -5.5f), make_float2(2, 2)), 1.5, -1.5);
  expect2(fabs(make_float2(-1, 2)), 1, 2);
  expect3(abs(make_int3(-1, 2, -3)), 1, 2, 3);
}

NPU_GLOBAL void shade(float4 *out, const float4 *in, int n) {
  int i = static_cast<int>(npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x);
  if (i < n)
    out[i] = clamp(lerp(in[i], -in[i], 0.25f) * 2.0f, 0.0f, 100.0f);
}

TEST(HelperMath, InAKernel) {
  const int n = 100;
  float4 in[n], out[n];
  for (int i = 0; i < n; ++i)
    in[i] = make_float4(static_cast<float>(i), -1, 1, 200);
  float4 *a, *b;
  ASSERT_EQ(npuSuccess, npuMalloc(&a, sizeof(in)));
  ASSERT_EQ(npuSuccess, npuMalloc(&b, sizeof(in)));
  ASSERT_EQ(npuSuccess, npuMemcpy(a, in, sizeof(in), npuMemcpyHostToDevice));
  NPU_LAUNCH(shade, (4, 32), b, a, n);
  ASSERT_EQ(npuSuccess, npuMemcpy(out, b, sizeof(out), npuMemcpyDeviceToHost));
  for (int i = 0; i < n; ++i)
    expect4(out[i], i, 0, 1, 100);
  npuFree(a);
  npuFree(b);
}

} // namespace
