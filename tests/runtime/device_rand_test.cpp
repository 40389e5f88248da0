// SPDX-License-Identifier: Apache-2.0
// Random numbers in kernels: published values of the generators, skipping against stepping, moments of
// distributions.
#include <npu/rand_kernel.h>

#include <gtest/gtest.h>

#include <cmath>

namespace {

TEST(DeviceRand, XorwowFollowsMarsaglia) {
  // The state that the paper starts from, and its first numbers.
  npurandState s = npurandState();
  s.d = 6615241;
  const unsigned start[] = {123456789, 362436069, 521288629, 88675123, 5783321};
  for (int i = 0; i < 5; ++i)
    s.v[i] = start[i];
  EXPECT_EQ(npurand(&s), 246875399u);
  EXPECT_EQ(npurand(&s), 3690007200u);
  EXPECT_EQ(npurand(&s), 1264581005u);
}

TEST(DeviceRand, PhiloxFollowsItsKnownAnswers) { // from the authors' Random123 distribution
  const auto expect = [](uint4 counter, uint2 key, uint4 want) {
    const uint4 got = npu::detail::philox4x32_10(counter, key);
    EXPECT_EQ(got.x, want.x);
    EXPECT_EQ(got.y, want.y);
    EXPECT_EQ(got.z, want.z);
    EXPECT_EQ(got.w, want.w);
  };
  expect({0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  expect({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}, {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  expect({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0},
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST(DeviceRand, Mrg32k3aFollowsLEcuyer) {
  // All six values 12345 (seed 0): the first two numbers of the author's program.
  npurandStateMRG32k3a s;
  npurand_init(0, 0, 0, &s);
  EXPECT_NEAR(npurand_uniform_double(&s), 0.127011122046577, 1e-14);
  EXPECT_NEAR(npurand_uniform_double(&s), 0.318527565396794, 1e-14);
}

template <class State> void expect_skips() {
  for (unsigned long long n : {0ull, 1ull, 2ull, 3ull, 4ull, 5ull, 63ull, 1000ull, 4099ull}) {
    State stepped, skipped, started;
    npurand_init(1234, 5, 0, &stepped);
    skipped = stepped;
    npurand_init(1234, 5, n, &started);
    for (unsigned long long i = 0; i < n; ++i)
      npurand(&stepped);
    npurand_skipahead(n, &skipped);
    for (int i = 0; i < 9; ++i) {
      const unsigned next = npurand(&stepped);
      EXPECT_EQ(npurand(&skipped), next) << n;
      EXPECT_EQ(npurand(&started), next) << n;
    }
  }
  // 2^63 numbers twice are 2^60 numbers sixteen times; sequences differ.
  State a, b, c;
  npurand_init(99, 0, 0, &a);
  b = a;
  npurand_skipahead(1ull << 63, &a);
  npurand_skipahead(1ull << 63, &a);
  for (int i = 0; i < 16; ++i)
    npurand_skipahead(1ull << 60, &b);
  npurand_init(99, 1, 0, &c);
  const unsigned x = npurand(&a);
  EXPECT_EQ(x, npurand(&b));
  EXPECT_NE(x, npurand(&c));
}

TEST(DeviceRand, SkippingIsStepping) {
  expect_skips<npurandState>();
  expect_skips<npurandStatePhilox4_32_10>();
  expect_skips<npurandStateMRG32k3a>();
}

TEST(DeviceRand, SequencesAreTheDocumentedDistanceApart) {
  npurandState a, b;
  npurand_init(7, 3, 0, &a);
  npurand_init(7, 0, 0, &b);
  for (int i = 0; i < 3 * 16; ++i) // 3 * 2^67 = 48 * 2^63
    npurand_skipahead(1ull << 63, &b);
  EXPECT_EQ(npurand(&a), npurand(&b));
  npurandStatePhilox4_32_10 p, q;
  npurand_init(7, 1, 0, &p);
  npurand_init(7, 0, 0, &q);
  for (int i = 0; i < 8; ++i) // 2^66 = 8 * 2^63
    npurand_skipahead(1ull << 63, &q);
  EXPECT_EQ(npurand(&p), npurand(&q));
}

TEST(DeviceRand, PhiloxGivesFourAtOnce) {
  for (unsigned offset : {0u, 1u, 3u}) {
    npurandStatePhilox4_32_10 one, four;
    npurand_init(42, 9, offset, &one);
    four = one;
    const uint4 x = npurand4(&four);
    EXPECT_EQ(x.x, npurand(&one));
    EXPECT_EQ(x.y, npurand(&one));
    EXPECT_EQ(x.z, npurand(&one));
    EXPECT_EQ(x.w, npurand(&one));
    EXPECT_EQ(npurand(&four), npurand(&one));
  }
}

TEST(DeviceRand, PhiloxGivesFourDoublesAtOnce) {
  npurandStatePhilox4_32_10 pairs, four;
  npurand_init(42, 9, 0, &pairs);
  four = pairs;
  const double4 u = npurand_uniform4_double(&four);
  const double2 a = npurand_uniform2_double(&pairs), b = npurand_uniform2_double(&pairs);
  EXPECT_EQ(u.x, a.x);
  EXPECT_EQ(u.y, a.y);
  EXPECT_EQ(u.z, b.x);
  EXPECT_EQ(u.w, b.y);
  const double4 n = npurand_normal4_double(&four);
  const double2 c = npurand_normal2_double(&pairs), d = npurand_normal2_double(&pairs);
  EXPECT_EQ(n.x, c.x);
  EXPECT_EQ(n.w, d.y);
  const double4 l = npurand_log_normal4_double(&four, 1.0, 0.5);
  const double2 e = npurand_log_normal2_double(&pairs, 1.0, 0.5), f = npurand_normal2_double(&pairs);
  EXPECT_EQ(l.y, e.y);
  EXPECT_NEAR(std::log(l.z), 1.0 + 0.5 * f.x, 1e-12);
}

// Mean and variance of n draws, within five standard errors.
template <class Draw> void expect_moments(double mean, double variance, double fourth_moment, Draw draw) {
  const int n = 20000;
  double sum = 0, squares = 0;
  for (int i = 0; i < n; ++i) {
    const double x = draw() - mean;
    sum += x;
    squares += x * x;
  }
  EXPECT_NEAR(sum / n, 0, 5 * std::sqrt(variance / n));
  EXPECT_NEAR(squares / n, variance, 5 * std::sqrt((fourth_moment - variance * variance) / n));
}

template <class State> void expect_distributions() {
  State s;
  npurand_init(2024, 1, 0, &s);
  expect_moments(0.5, 1.0 / 12, 1.0 / 80, [&] { return npurand_uniform(&s); });
  expect_moments(0.5, 1.0 / 12, 1.0 / 80, [&] { return npurand_uniform_double(&s); });
  expect_moments(0, 1, 3, [&] { return npurand_normal(&s); });
  expect_moments(0, 1, 3, [&] { return npurand_normal_double(&s); });
  expect_moments(1, 0.25, 3 * 0.0625, [&] { return std::log(npurand_log_normal(&s, 1.0f, 0.5f)); });
  for (double lambda : {0.5, 8.0, 50.0, 3000.0})
    expect_moments(lambda, lambda, lambda + 3 * lambda * lambda, [&] { return npurand_poisson(&s, lambda); });
}

TEST(DeviceRand, Distributions) {
  expect_distributions<npurandState>();
  expect_distributions<npurandStatePhilox4_32_10>();
  expect_distributions<npurandStateMRG32k3a>();
}

TEST(DeviceRand, UniformNumbersExcludeZeroAndIncludeOne) {
  EXPECT_GT(npu::detail::unit_float(0), 0.0f);
  EXPECT_EQ(npu::detail::unit_float(~0u), 1.0f);
  EXPECT_GT(npu::detail::unit_double(0, 0), 0.0);
  EXPECT_LE(npu::detail::unit_double(~0u, ~0u), 1.0);
}

} // namespace
