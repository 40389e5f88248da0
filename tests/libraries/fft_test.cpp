// SPDX-License-Identifier: Apache-2.0
// npu/fft.h against sums by the definition.
#include <npu/fft.h>

#include <npu/bf16.h>
#include <npu/fp16.h>
#include <npu/runtime.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <gtest/gtest.h>
#include <numeric>
#include <vector>

namespace {

using wide = std::complex<double>;
using points = std::vector<wide>;
using shape = std::array<int, 3>; // 1 in the first where there are fewer dimensions

constexpr double pi = 3.14159265358979323846;

size_t count(const shape &n) { return size_t(n[0]) * size_t(n[1]) * size_t(n[2]); }

// The definition, dimension by dimension; not normalised.
points definition(points x, const shape &n, int direction) {
  const size_t stride[] = {size_t(n[1]) * size_t(n[2]), size_t(n[2]), 1};
  for (size_t d = 0; d < 3; ++d) {
    const size_t length = size_t(n[d]);
    points root(length), line(length);
    for (size_t k = 0; k < length; ++k)
      root[k] = std::polar(1.0, direction * 2 * pi * double(k) / double(length));
    for (size_t start = 0; start < x.size(); ++start) {
      if (start / stride[d] % length)
        continue;
      for (size_t k = 0; k < length; ++k) {
        long double re = 0, im = 0; // the sum's own rounding is not to count
        for (size_t j = 0; j < length; ++j) {
          const wide &a = x[start + j * stride[d]], &w = root[j * k % length];
          re += a.real() * w.real() - a.imag() * w.imag();
          im += a.real() * w.imag() + a.imag() * w.real();
        }
        line[k] = {double(re), double(im)};
      }
      for (size_t k = 0; k < length; ++k)
        x[start + k * stride[d]] = line[k];
    }
  }
  return x;
}

points noise(size_t n, bool real = false) {
  points x(n);
  unsigned state = 12345;
  const auto next = [&] {
    state = state * 1664525 + 1013904223;
    return double(state >> 8) / (1 << 24) - 0.5;
  };
  for (wide &v : x) {
    const double re = next(), im = real ? 0 : next();
    v = {re, im};
  }
  return x;
}

// The distance in relation to the length of the vector.
double difference(const points &a, const points &b) {
  EXPECT_EQ(a.size(), b.size());
  double error = 0, norm = 0;
  for (size_t i = 0; i < a.size(); ++i)
    error += std::norm(a[i] - b[i]), norm += std::norm(b[i]);
  return std::sqrt(error / std::max(norm, 1e-300));
}

// Per precision: types, names and the error that is let pass.
struct single {
  using real = npufftReal;
  using complex = npufftComplex;
  static constexpr npufftType c2c = NPUFFT_C2C, r2c = NPUFFT_R2C, c2r = NPUFFT_C2R;
  static constexpr double tolerance = 5e-7;
  static npufftResult exec(npufftHandle p, complex *a, complex *b, int d) {
    return npufftExecC2C(p, a, b, d);
  }
  static npufftResult exec(npufftHandle p, real *a, complex *b) { return npufftExecR2C(p, a, b); }
  static npufftResult exec(npufftHandle p, complex *a, real *b) { return npufftExecC2R(p, a, b); }
};
struct twice {
  using real = npufftDoubleReal;
  using complex = npufftDoubleComplex;
  static constexpr npufftType c2c = NPUFFT_Z2Z, r2c = NPUFFT_D2Z, c2r = NPUFFT_Z2D;
  static constexpr double tolerance = 2e-15;
  static npufftResult exec(npufftHandle p, complex *a, complex *b, int d) {
    return npufftExecZ2Z(p, a, b, d);
  }
  static npufftResult exec(npufftHandle p, real *a, complex *b) { return npufftExecD2Z(p, a, b); }
  static npufftResult exec(npufftHandle p, complex *a, real *b) { return npufftExecZ2D(p, a, b); }
};

// Device memory that goes when it is no more needed.
template <class T> struct buffer {
  explicit buffer(size_t n) : n(n) {
    EXPECT_EQ(npuSuccess, npuMalloc(&at, n * sizeof(T)));
    EXPECT_EQ(npuSuccess,
              npuMemset(at, 0xff, n * sizeof(T))); // NaN: nothing may be read that is not the data
    EXPECT_EQ(npuSuccess, npuDeviceSynchronize());
  }
  ~buffer() { npuFree(at); }
  buffer(const buffer &) = delete;
  T &operator[](size_t i) { return at[i]; }
  T *at = nullptr;
  size_t n;
};

template <class C> wide value(const C &z) { return {double(z.x), double(z.y)}; }
template <class C> void assign(C &z, const wide &v) {
  z.x = static_cast<decltype(z.x)>(v.real());
  z.y = static_cast<decltype(z.y)>(v.imag());
}

npufftHandle plan_of(const shape &n, npufftType type) {
  npufftHandle plan = -1;
  if (n[0] > 1)
    EXPECT_EQ(NPUFFT_SUCCESS, npufftPlan3d(&plan, n[0], n[1], n[2], type));
  else if (n[1] > 1)
    EXPECT_EQ(NPUFFT_SUCCESS, npufftPlan2d(&plan, n[1], n[2], type));
  else
    EXPECT_EQ(NPUFFT_SUCCESS, npufftPlan1d(&plan, n[2], type, 1));
  return plan;
}

template <class P> class fft : public ::testing::Test {};
using precisions = ::testing::Types<single, twice>;
TYPED_TEST_SUITE(fft, precisions);

// Short and long lines, smooth lengths and such with large prime factors, two and three dimensions.
const shape shapes[] = {{1, 1, 1},    {1, 1, 2},   {1, 1, 3},   {1, 1, 4},   {1, 1, 5},   {1, 1, 6},
                        {1, 1, 7},    {1, 1, 9},   {1, 1, 10},  {1, 1, 16},  {1, 1, 30},  {1, 1, 49},
                        {1, 1, 61},   {1, 1, 67},  {1, 1, 134}, {1, 1, 201}, {1, 1, 243}, {1, 1, 512},
                        {1, 1, 997},  {1, 2, 1},   {1, 2, 3},   {1, 16, 16}, {1, 12, 35}, {1, 67, 8},
                        {1, 1, 1000}, {2, 1, 1},   {2, 3, 4},   {8, 8, 8},   {3, 1, 5},   {5, 7, 9},
                        {4, 10, 6},   {1, 5, 101}, {20, 1, 2},  {1, 1, 8200}};

TYPED_TEST(fft, ComplexByDefinition) {
  for (const shape &n : shapes) {
    const points x = noise(count(n));
    const npufftHandle plan = plan_of(n, TypeParam::c2c);
    for (int direction : {NPUFFT_FORWARD, NPUFFT_INVERSE}) {
      const points expected = definition(x, n, direction);
      buffer<typename TypeParam::complex> in(x.size()), out(x.size());
      for (size_t i = 0; i < x.size(); ++i)
        assign(in[i], x[i]);
      ASSERT_EQ(NPUFFT_SUCCESS, TypeParam::exec(plan, in.at, out.at, direction));
      ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
      points apart(x.size()), kept(x.size()), there(x.size());
      for (size_t i = 0; i < x.size(); ++i)
        apart[i] = value(out[i]), kept[i] = value(in[i]);
      ASSERT_EQ(NPUFFT_SUCCESS, TypeParam::exec(plan, in.at, in.at, direction));
      ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
      for (size_t i = 0; i < x.size(); ++i)
        there[i] = value(in[i]);
      SCOPED_TRACE(::testing::PrintToString(n));
      EXPECT_LT(difference(apart, expected), TypeParam::tolerance);
      EXPECT_LT(difference(kept, x), TypeParam::tolerance);
      EXPECT_EQ(there, apart);
    }
    EXPECT_EQ(NPUFFT_SUCCESS, npufftDestroy(plan));
  }
}

TYPED_TEST(fft, RealByDefinition) {
  for (const shape &n : shapes) {
    const points x = noise(count(n), true), full = definition(x, n, NPUFFT_FORWARD);
    const size_t last = size_t(n[2]), half = last / 2 + 1, rows = x.size() / last;
    points expected;
    for (size_t row = 0; row < rows; ++row)
      expected.insert(expected.end(), &full[row * last], &full[row * last] + half);
    const npufftHandle forward = plan_of(n, TypeParam::r2c), back = plan_of(n, TypeParam::c2r);
    SCOPED_TRACE(::testing::PrintToString(n));
    {
      buffer<typename TypeParam::real> in(x.size()), again(x.size());
      buffer<typename TypeParam::complex> out(rows * half);
      for (size_t i = 0; i < x.size(); ++i)
        in[i] = static_cast<typename TypeParam::real>(x[i].real());
      ASSERT_EQ(NPUFFT_SUCCESS, TypeParam::exec(forward, in.at, out.at));
      ASSERT_EQ(NPUFFT_SUCCESS, TypeParam::exec(back, out.at, again.at));
      ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
      points got(rows * half), returned(x.size());
      for (size_t i = 0; i < got.size(); ++i)
        got[i] = value(out[i]);
      for (size_t i = 0; i < x.size(); ++i)
        returned[i] = double(again[i]) / double(x.size());
      EXPECT_LT(difference(got, expected), TypeParam::tolerance);
      EXPECT_LT(difference(returned, x), TypeParam::tolerance);
    }
    { // in place: rows as long as those of the transform
      buffer<typename TypeParam::complex> both(rows * half);
      auto *reals = reinterpret_cast<typename TypeParam::real *>(both.at);
      for (size_t i = 0; i < x.size(); ++i)
        reals[i / last * half * 2 + i % last] = static_cast<typename TypeParam::real>(x[i].real());
      ASSERT_EQ(NPUFFT_SUCCESS, TypeParam::exec(forward, reals, both.at));
      ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
      points got(rows * half), returned(x.size());
      for (size_t i = 0; i < got.size(); ++i)
        got[i] = value(both[i]);
      EXPECT_LT(difference(got, expected), TypeParam::tolerance);
      ASSERT_EQ(NPUFFT_SUCCESS, TypeParam::exec(back, both.at, reals));
      ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
      for (size_t i = 0; i < x.size(); ++i)
        returned[i] = double(reals[i / last * half * 2 + i % last]) / double(x.size());
      EXPECT_LT(difference(returned, x), TypeParam::tolerance);
    }
    EXPECT_EQ(NPUFFT_SUCCESS, npufftDestroy(forward));
    EXPECT_EQ(NPUFFT_SUCCESS, npufftDestroy(back));
  }
}

// The imaginary parts of points that are their own conjugates do not count.
TYPED_TEST(fft, ComplexToRealTakesHermitianInput) {
  for (int n : {2, 8, 9}) {
    buffer<typename TypeParam::complex> in(size_t(n) / 2 + 1);
    buffer<typename TypeParam::real> out{size_t(n)};
    for (size_t i = 0; i < in.n; ++i)
      assign(in[i], {1, i == 0 || 2 * i == size_t(n) ? 5.0 : 0.0});
    const npufftHandle plan = plan_of({1, 1, n}, TypeParam::c2r);
    ASSERT_EQ(NPUFFT_SUCCESS, TypeParam::exec(plan, in.at, out.at));
    ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
    for (size_t i = 0; i < out.n; ++i)
      EXPECT_NEAR(double(out[i]), i == 0 ? n : 0, 1e-5);
    EXPECT_EQ(NPUFFT_SUCCESS, npufftDestroy(plan));
  }
}

// Long lines: the transform of a few waves is known.
TYPED_TEST(fft, LongLines) {
  for (int n : {1 << 14, 1 << 20, 15015, 3 * 5 * 7 * 11 * 13 * 8, 100003, 2 * 65537}) {
    const size_t frequencies[] = {0, 1, size_t(n) / 3, size_t(n) - 2};
    points x(size_t(n), 0.0), expected(size_t(n), 0.0);
    for (size_t f = 0; f < 4; ++f) {
      for (size_t i = 0; i < x.size(); ++i)
        x[i] += std::polar(double(f + 1), 2 * pi * double(i * frequencies[f] % size_t(n)) / n);
      expected[frequencies[f]] = double(f + 1) * n;
    }
    buffer<typename TypeParam::complex> data{size_t(n)}, out{size_t(n)};
    for (size_t i = 0; i < x.size(); ++i)
      assign(data[i], x[i]);
    const npufftHandle plan = plan_of({1, 1, n}, TypeParam::c2c);
    ASSERT_EQ(NPUFFT_SUCCESS, TypeParam::exec(plan, data.at, out.at, NPUFFT_FORWARD));
    ASSERT_EQ(NPUFFT_SUCCESS, TypeParam::exec(plan, out.at, data.at, NPUFFT_INVERSE));
    ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
    points got(x.size()), again(x.size());
    for (size_t i = 0; i < x.size(); ++i)
      got[i] = value(out[i]), again[i] = value(data[i]) / double(n);
    EXPECT_LT(difference(got, expected), 2 * TypeParam::tolerance) << n;
    EXPECT_LT(difference(again, x), 2 * TypeParam::tolerance) << n;
    EXPECT_EQ(NPUFFT_SUCCESS, npufftDestroy(plan));
  }
}

// Batches in the advanced layout: behind each other, interleaved, with gaps, and so many that threads share
// them.
struct arrangement {
  int rank;
  shape n; // the last `rank` count
  shape inembed, onembed;
  int istride, idist, ostride, odist, batch;
};
const arrangement arrangements[] = {
    {1, {1, 1, 12}, {1, 1, 12}, {1, 1, 12}, 1, 12, 1, 12, 5},
    {1, {1, 1, 12}, {1, 1, 12}, {1, 1, 12}, 5, 1, 5, 1, 5},
    {1, {1, 1, 12}, {1, 1, 12}, {1, 1, 12}, 21, 1, 1, 13, 21},
    {1, {1, 1, 67}, {1, 1, 1}, {1, 1, 1}, 2, 140, 3, 205, 3},
    {1, {1, 1, 256}, {1, 1, 256}, {1, 1, 256}, 1, 256, 1, 256, 2000},
    {1, {1, 1, 128}, {1, 1, 128}, {1, 1, 128}, 3000, 1, 3000, 1, 3000},
    {2, {1, 4, 6}, {1, 4, 8}, {1, 5, 7}, 1, 32, 2, 71, 3},
    {2, {1, 4, 6}, {1, 4, 6}, {1, 4, 6}, 3, 1, 3, 1, 3},
    {3, {2, 3, 5}, {2, 4, 6}, {3, 3, 7}, 2, 100, 1, 64, 4},
    {3, {32, 32, 32}, {32, 32, 32}, {32, 32, 32}, 1, 32768, 1, 32768, 11},
};

size_t place(size_t i, const shape &n, const shape &embed, int stride, int dist, size_t b) {
  const size_t z = i % size_t(n[2]), y = i / size_t(n[2]) % size_t(n[1]), x = i / size_t(n[2]) / size_t(n[1]);
  return b * size_t(dist) + ((x * size_t(embed[1]) + y) * size_t(embed[2]) + z) * size_t(stride);
}

TYPED_TEST(fft, AdvancedLayout) {
  for (arrangement a : arrangements) {
    const int first = 3 - a.rank;
    const points x = noise(count(a.n));
    const points expected = definition(x, a.n, NPUFFT_FORWARD);
    const size_t batch = size_t(a.batch), last = x.size() - 1;
    buffer<typename TypeParam::complex> in(place(last, a.n, a.inembed, a.istride, a.idist, batch - 1) + 1),
        out(place(last, a.n, a.onembed, a.ostride, a.odist, batch - 1) + 1);
    for (size_t b = 0; b < batch; ++b)
      for (size_t i = 0; i < x.size(); ++i)
        assign(in[place(i, a.n, a.inembed, a.istride, a.idist, b)], x[i] * double(b % 7 + 1));
    npufftHandle plan;
    ASSERT_EQ(NPUFFT_SUCCESS, npufftPlanMany(&plan, a.rank, &a.n[size_t(first)], &a.inembed[size_t(first)],
                                             a.istride, a.idist, &a.onembed[size_t(first)], a.ostride,
                                             a.odist, TypeParam::c2c, a.batch));
    ASSERT_EQ(NPUFFT_SUCCESS, TypeParam::exec(plan, in.at, out.at, NPUFFT_FORWARD));
    ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
    size_t written = 0;
    for (size_t b = 0; b < batch; ++b) {
      points got(x.size());
      for (size_t i = 0; i < x.size(); ++i)
        got[i] = value(out[place(i, a.n, a.onembed, a.ostride, a.odist, b)]) / double(b % 7 + 1);
      ASSERT_LT(difference(got, expected), TypeParam::tolerance) << a.rank << " " << a.batch << " " << b;
    }
    for (size_t i = 0; i < out.n; ++i)
      written += !std::isnan(value(out[i]).real());
    EXPECT_EQ(written, x.size() * batch); // and nothing in the gaps
    EXPECT_EQ(NPUFFT_SUCCESS, npufftDestroy(plan));
  }
}

TYPED_TEST(fft, RealBatches) {
  // Basic and advanced, out of place and in place.
  const int n = 10, batch = 3;
  const points x = noise(size_t(n), true), full = definition(x, {1, 1, n}, NPUFFT_FORWARD);
  const points expected(full.begin(), full.begin() + 6);
  for (bool in_place : {false, true})
    for (bool advanced : {false, true}) {
      const int dist = in_place ? 12 : 10;
      buffer<typename TypeParam::real> reals(12 * batch);
      buffer<typename TypeParam::complex> apart(6 * batch);
      auto *out = in_place ? reinterpret_cast<typename TypeParam::complex *>(reals.at) : apart.at;
      for (int b = 0; b < batch; ++b)
        for (int i = 0; i < n; ++i)
          reals[size_t(b * dist + i)] = static_cast<typename TypeParam::real>(x[size_t(i)].real() * (b + 1));
      int points_[] = {n}, in_embed[] = {dist}, out_embed[] = {6};
      npufftHandle forward, back;
      size_t size = 1;
      ASSERT_EQ(NPUFFT_SUCCESS, npufftCreate(&forward));
      ASSERT_EQ(NPUFFT_SUCCESS, npufftCreate(&back));
      ASSERT_EQ(NPUFFT_SUCCESS,
                npufftMakePlanMany(forward, 1, points_, advanced ? in_embed : nullptr, 1, dist,
                                   advanced ? out_embed : nullptr, 1, 6, TypeParam::r2c, batch, &size));
      EXPECT_EQ(size, 0u);
      ASSERT_EQ(NPUFFT_SUCCESS,
                npufftMakePlanMany(back, 1, points_, advanced ? out_embed : nullptr, 1, 6,
                                   advanced ? in_embed : nullptr, 1, dist, TypeParam::c2r, batch, &size));
      ASSERT_EQ(NPUFFT_SUCCESS, TypeParam::exec(forward, reals.at, out));
      ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
      for (int b = 0; b < batch; ++b) {
        points got(6);
        for (size_t i = 0; i < 6; ++i)
          got[i] = value(out[size_t(b) * 6 + i]) / double(b + 1);
        EXPECT_LT(difference(got, expected), TypeParam::tolerance);
      }
      ASSERT_EQ(NPUFFT_SUCCESS, TypeParam::exec(back, out, reals.at));
      ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
      for (int b = 0; b < batch; ++b) {
        points got(x.size());
        for (size_t i = 0; i < x.size(); ++i)
          got[i] = double(reals[size_t(b * dist) + i]) / double(n * (b + 1));
        EXPECT_LT(difference(got, x), TypeParam::tolerance);
      }
      npufftDestroy(forward);
      npufftDestroy(back);
    }
}

double number(double x) { return x; }
double number(npu_half x) { return float(x); }
double number(npu_bfloat16 x) { return float(x); }

// By data types: those with names, and the small ones.
template <class Part> void by_types(npuDataType real, npuDataType complex, double tolerance) {
  const long long n = 32, batch = 2;
  const points x = noise(size_t(n), true), full = definition(x, {1, 1, int(n)}, NPUFFT_FORWARD);
  buffer<Part> in(size_t(n * batch)), out(size_t((n / 2 + 1) * 2 * batch)), again(size_t(n * batch));
  for (size_t i = 0; i < in.n; ++i)
    in[i] = static_cast<Part>(x[i % size_t(n)].real());
  npufftHandle forward, back;
  size_t size = 1;
  long long length[] = {n};
  ASSERT_EQ(NPUFFT_SUCCESS, npufftCreate(&forward));
  ASSERT_EQ(NPUFFT_SUCCESS, npufftCreate(&back));
  EXPECT_EQ(NPUFFT_SUCCESS, npufftXtGetSizeMany(forward, 1, length, nullptr, 1, n, real, nullptr, 1,
                                                n / 2 + 1, complex, batch, &size, complex));
  ASSERT_EQ(NPUFFT_SUCCESS, npufftXtMakePlanMany(forward, 1, length, nullptr, 1, n, real, nullptr, 1,
                                                 n / 2 + 1, complex, batch, &size, complex));
  ASSERT_EQ(NPUFFT_SUCCESS, npufftXtMakePlanMany(back, 1, length, nullptr, 1, n / 2 + 1, complex, nullptr, 1,
                                                 n, real, batch, &size, complex));
  ASSERT_EQ(NPUFFT_SUCCESS, npufftXtExec(forward, in.at, out.at, NPUFFT_FORWARD));
  ASSERT_EQ(NPUFFT_SUCCESS, npufftXtExec(back, out.at, again.at, NPUFFT_INVERSE));
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  for (size_t b = 0; b < size_t(batch); ++b) {
    points got(size_t(n / 2 + 1)), returned(x.size());
    for (size_t i = 0; i < got.size(); ++i)
      got[i] = {number(out[2 * (b * got.size() + i)]), number(out[2 * (b * got.size() + i) + 1])};
    for (size_t i = 0; i < x.size(); ++i)
      returned[i] = number(again[b * x.size() + i]) / double(n);
    EXPECT_LT(difference(got, points(full.begin(), full.begin() + n / 2 + 1)), tolerance);
    EXPECT_LT(difference(returned, x), tolerance);
  }
  EXPECT_EQ(NPUFFT_SUCCESS, npufftDestroy(forward));
  EXPECT_EQ(NPUFFT_SUCCESS, npufftDestroy(back));
}

TEST(fft_types, EachType) {
  by_types<float>(NPU_R_32F, NPU_C_32F, 5e-7);
  by_types<double>(NPU_R_64F, NPU_C_64F, 1e-15);
  by_types<npu_half>(NPU_R_16F, NPU_C_16F, 2e-3);
  by_types<npu_bfloat16>(NPU_R_16BF, NPU_C_16BF, 2e-2);
}

TEST(fft_types, OthersAreNotSupported) {
  npufftHandle plan;
  ASSERT_EQ(NPUFFT_SUCCESS, npufftCreate(&plan));
  long long n[] = {8};
  size_t size;
  const auto make = [&](npuDataType in, npuDataType out, npuDataType execution) {
    return npufftXtMakePlanMany(plan, 1, n, nullptr, 1, 8, in, nullptr, 1, 8, out, 1, &size, execution);
  };
  EXPECT_EQ(NPUFFT_NOT_SUPPORTED, make(NPU_C_8I, NPU_C_8I, NPU_C_8I));
  EXPECT_EQ(NPUFFT_NOT_SUPPORTED, make(NPU_C_32F, NPU_C_64F, NPU_C_64F));
  EXPECT_EQ(NPUFFT_NOT_SUPPORTED, make(NPU_C_32F, NPU_C_32F, NPU_C_64F));
  EXPECT_EQ(NPUFFT_NOT_SUPPORTED, make(NPU_R_32F, NPU_R_32F, NPU_R_32F));
  EXPECT_EQ(NPUFFT_INVALID_PLAN, npufftXtExec(plan, n, n, NPUFFT_FORWARD));
  EXPECT_EQ(NPUFFT_SUCCESS, make(NPU_C_32F, NPU_C_32F, NPU_C_32F));
  EXPECT_EQ(NPUFFT_INVALID_PLAN, make(NPU_C_32F, NPU_C_32F, NPU_C_32F)); // once only
  npufftDestroy(plan);
}

TEST(fft_plan, EachWayToMakeOne) {
  int n[] = {4, 6, 10};
  long long long_n[] = {4, 6, 10};
  size_t size;
  const auto fresh = [] {
    npufftHandle plan;
    EXPECT_EQ(NPUFFT_SUCCESS, npufftCreate(&plan));
    return plan;
  };
  const auto check = [](npufftHandle plan, size_t points) { // a point at 0 becomes ones
    buffer<npufftComplex> data(points);
    for (size_t i = 0; i < points; ++i)
      data[i] = {i == 0 ? 1.0f : 0.0f, 0};
    EXPECT_EQ(NPUFFT_SUCCESS, npufftExecC2C(plan, data.at, data.at, NPUFFT_FORWARD));
    EXPECT_EQ(npuSuccess, npuDeviceSynchronize());
    for (size_t i = 0; i < points; ++i)
      EXPECT_NEAR(data[i].x, 1, 1e-6);
    EXPECT_EQ(NPUFFT_SUCCESS, npufftDestroy(plan));
  };
  npufftHandle plan = fresh();
  EXPECT_EQ(NPUFFT_SUCCESS, npufftMakePlan1d(plan, 10, NPUFFT_C2C, 1, &size));
  check(plan, 10);
  EXPECT_EQ(NPUFFT_SUCCESS, npufftMakePlan2d(plan = fresh(), 6, 10, NPUFFT_C2C, &size));
  check(plan, 60);
  EXPECT_EQ(NPUFFT_SUCCESS, npufftMakePlan3d(plan = fresh(), 4, 6, 10, NPUFFT_C2C, &size));
  check(plan, 240);
  EXPECT_EQ(NPUFFT_SUCCESS,
            npufftMakePlanMany(plan = fresh(), 3, n, nullptr, 0, 0, nullptr, 0, 0, NPUFFT_C2C, 1, &size));
  check(plan, 240);
  EXPECT_EQ(NPUFFT_SUCCESS, npufftMakePlanMany64(plan = fresh(), 3, long_n, nullptr, 0, 0, nullptr, 0, 0,
                                                 NPUFFT_C2C, 1, &size));
  check(plan, 240);
}

TEST(fft_plan, SizesAndSettings) {
  npufftHandle plan;
  int n[] = {4, 6}, version = 0, part = -1;
  ASSERT_EQ(NPUFFT_SUCCESS, npufftCreate(&plan));
  size_t size;
  const auto is_zero = [&](npufftResult result) {
    EXPECT_EQ(NPUFFT_SUCCESS, result);
    EXPECT_EQ(size, 0u);
    size = 7;
  };
  size = 7;
  is_zero(npufftEstimate1d(8, NPUFFT_C2C, 2, &size));
  is_zero(npufftEstimate2d(8, 9, NPUFFT_R2C, &size));
  is_zero(npufftEstimate3d(8, 9, 10, NPUFFT_C2R, &size));
  is_zero(npufftEstimateMany(2, n, nullptr, 1, 1, nullptr, 1, 1, NPUFFT_Z2Z, 3, &size));
  is_zero(npufftGetSize1d(plan, 8, NPUFFT_C2C, 2, &size));
  is_zero(npufftGetSize2d(plan, 8, 9, NPUFFT_D2Z, &size));
  is_zero(npufftGetSize3d(plan, 8, 9, 10, NPUFFT_Z2D, &size));
  is_zero(npufftGetSizeMany(plan, 2, n, nullptr, 1, 1, nullptr, 1, 1, NPUFFT_Z2Z, 3, &size));
  is_zero(npufftGetSize(plan, &size));
  EXPECT_EQ(NPUFFT_SUCCESS, npufftSetAutoAllocation(plan, 0));
  EXPECT_EQ(NPUFFT_SUCCESS, npufftSetWorkArea(plan, nullptr));
  EXPECT_EQ(NPUFFT_SUCCESS, npufftDestroy(plan));
  EXPECT_EQ(NPUFFT_SUCCESS, npufftGetVersion(&version));
  EXPECT_EQ(version, NPUFFT_VERSION);
  EXPECT_EQ(NPUFFT_SUCCESS, npufftGetProperty(NPU_MAJOR_VERSION, &part));
  EXPECT_EQ(part, NPUFFT_VERSION / 1000);
}

TEST(fft_plan, Errors) {
  npufftHandle plan = 0, none = -1;
  int n[] = {4, 4, 4, 4}, zero[] = {0, 0};
  size_t size;
  npufftComplex point = {1, 0};
  EXPECT_EQ(NPUFFT_INVALID_VALUE, npufftCreate(nullptr));
  EXPECT_EQ(NPUFFT_INVALID_VALUE, npufftPlan1d(nullptr, 8, NPUFFT_C2C, 1));
  EXPECT_EQ(NPUFFT_INVALID_SIZE, npufftPlan1d(&plan, 0, NPUFFT_C2C, 1));
  EXPECT_EQ(NPUFFT_INVALID_SIZE, npufftPlan1d(&plan, 8, NPUFFT_C2C, 0));
  EXPECT_EQ(NPUFFT_INVALID_SIZE, npufftPlan2d(&plan, 8, -1, NPUFFT_C2C));
  EXPECT_EQ(NPUFFT_INVALID_TYPE, npufftPlan3d(&plan, 8, 8, 8, npufftType(0x11)));
  EXPECT_EQ(NPUFFT_INVALID_VALUE, npufftPlanMany(&plan, 4, n, nullptr, 1, 1, nullptr, 1, 1, NPUFFT_C2C, 1));
  EXPECT_EQ(NPUFFT_INVALID_VALUE, npufftPlanMany(&plan, 0, n, nullptr, 1, 1, nullptr, 1, 1, NPUFFT_C2C, 1));
  EXPECT_EQ(NPUFFT_INVALID_VALUE,
            npufftPlanMany(&plan, 1, nullptr, nullptr, 1, 1, nullptr, 1, 1, NPUFFT_C2C, 1));
  EXPECT_EQ(NPUFFT_INVALID_VALUE, npufftPlanMany(&plan, 1, n, n, 0, 1, n, 1, 1, NPUFFT_C2C, 1));
  EXPECT_EQ(NPUFFT_INVALID_VALUE, npufftPlanMany(&plan, 2, n, zero, 1, 1, n, 1, 1, NPUFFT_C2C, 1));
  EXPECT_EQ(plan, 0);
  EXPECT_EQ(NPUFFT_INVALID_PLAN, npufftDestroy(none));
  EXPECT_EQ(NPUFFT_INVALID_PLAN, npufftSetStream(none, nullptr));
  EXPECT_EQ(NPUFFT_INVALID_PLAN, npufftMakePlan1d(none, 8, NPUFFT_C2C, 1, &size));
  EXPECT_EQ(NPUFFT_INVALID_PLAN, npufftGetSize(none, &size));
  EXPECT_EQ(NPUFFT_INVALID_PLAN, npufftExecC2C(none, &point, &point, NPUFFT_FORWARD));
  ASSERT_EQ(NPUFFT_SUCCESS, npufftPlan1d(&plan, 1, NPUFFT_C2C, 1));
  EXPECT_EQ(NPUFFT_INVALID_VALUE, npufftExecC2C(plan, nullptr, &point, NPUFFT_FORWARD));
  EXPECT_EQ(NPUFFT_INVALID_VALUE, npufftExecC2C(plan, &point, nullptr, NPUFFT_FORWARD));
  EXPECT_EQ(NPUFFT_INVALID_VALUE, npufftExecC2C(plan, &point, &point, 0));
  EXPECT_EQ(NPUFFT_INVALID_TYPE, npufftExecR2C(plan, &point.x, &point));
  EXPECT_EQ(NPUFFT_INVALID_PLAN, npufftMakePlan1d(plan, 8, NPUFFT_C2C, 1, &size));
  EXPECT_EQ(NPUFFT_SUCCESS, npufftDestroy(plan));
  EXPECT_EQ(NPUFFT_INVALID_PLAN, npufftDestroy(plan));
}

// The transform comes after the work before it in its stream, also when the plan has gone.
TEST(fft_stream, InOrder) {
  npuStream_t stream;
  ASSERT_EQ(npuSuccess, npuStreamCreateWithFlags(&stream, npuStreamNonBlocking));
  buffer<npufftComplex> data(64);
  std::vector<npufftComplex> ones(64, npufftComplex{1, 0}), got(64);
  npufftHandle plan;
  ASSERT_EQ(NPUFFT_SUCCESS, npufftPlan1d(&plan, 64, NPUFFT_C2C, 1));
  ASSERT_EQ(NPUFFT_SUCCESS, npufftSetStream(plan, stream));
  ASSERT_EQ(npuSuccess,
            npuMemcpyAsync(data.at, ones.data(), 64 * sizeof(npufftComplex), npuMemcpyHostToDevice, stream));
  ASSERT_EQ(NPUFFT_SUCCESS, npufftExecC2C(plan, data.at, data.at, NPUFFT_FORWARD));
  ASSERT_EQ(NPUFFT_SUCCESS, npufftDestroy(plan));
  ASSERT_EQ(npuSuccess,
            npuMemcpyAsync(got.data(), data.at, 64 * sizeof(npufftComplex), npuMemcpyDeviceToHost, stream));
  ASSERT_EQ(npuSuccess, npuStreamSynchronize(stream));
  for (size_t i = 0; i < 64; ++i)
    EXPECT_NEAR(got[i].x, i == 0 ? 64 : 0, 1e-5);
  npuStreamDestroy(stream);
}

TEST(fft_stream, Captured) {
  npuStream_t stream;
  npuGraph_t graph;
  npuGraphExec_t runnable;
  ASSERT_EQ(npuSuccess, npuStreamCreate(&stream));
  buffer<npufftComplex> data(8);
  for (size_t i = 0; i < 8; ++i)
    data[i] = {i == 0 ? 1.0f : 0.0f, 0};
  npufftHandle plan;
  ASSERT_EQ(NPUFFT_SUCCESS, npufftPlan1d(&plan, 8, NPUFFT_C2C, 1));
  ASSERT_EQ(NPUFFT_SUCCESS, npufftSetStream(plan, stream));
  ASSERT_EQ(npuSuccess, npuStreamBeginCapture(stream, npuStreamCaptureModeGlobal));
  ASSERT_EQ(NPUFFT_SUCCESS, npufftExecC2C(plan, data.at, data.at, NPUFFT_FORWARD));
  ASSERT_EQ(npuSuccess, npuStreamEndCapture(stream, &graph));
  EXPECT_EQ(data[1].x, 0); // recorded only
  ASSERT_EQ(npuSuccess, npuGraphInstantiate(&runnable, graph, 0));
  for (int i = 0; i < 2; ++i)
    ASSERT_EQ(npuSuccess, npuGraphLaunch(runnable, stream));
  ASSERT_EQ(npuSuccess, npuStreamSynchronize(stream));
  for (size_t i = 0; i < 8; ++i)
    EXPECT_NEAR(data[i].x, i == 0 ? 8 : 0, 1e-5);
  npufftDestroy(plan);
  npuGraphExecDestroy(runnable);
  npuGraphDestroy(graph);
  npuStreamDestroy(stream);
}

TEST(fft_devices, Descriptors) {
  npufftHandle plan;
  int devices = 0;
  ASSERT_EQ(npuSuccess, npuGetDeviceCount(&devices));
  std::vector<int> which(size_t(devices) + 1);
  std::iota(which.begin(), which.end(), 0);
  ASSERT_EQ(NPUFFT_SUCCESS, npufftCreate(&plan));
  EXPECT_EQ(NPUFFT_INVALID_VALUE, npufftXtSetGPUs(plan, 0, which.data()));
  EXPECT_EQ(NPUFFT_INVALID_DEVICE, npufftXtSetGPUs(plan, devices + 1, which.data()));
  int same[] = {0, 0, 0}; // three shares, whatever the number of devices
  ASSERT_EQ(NPUFFT_SUCCESS, npufftXtSetGPUs(plan, 3, same));
  size_t sizes[] = {1, 1, 1};
  ASSERT_EQ(NPUFFT_SUCCESS, npufftMakePlan2d(plan, 8, 4, NPUFFT_C2C, sizes));
  EXPECT_EQ(sizes[2], 0u);
  npuLibXtDesc *a, *b;
  ASSERT_EQ(NPUFFT_SUCCESS, npufftXtMalloc(plan, &a, NPUFFT_XT_FORMAT_INPLACE));
  ASSERT_EQ(NPUFFT_SUCCESS, npufftXtMalloc(plan, &b, NPUFFT_XT_FORMAT_OUTPUT));
  ASSERT_EQ(a->descriptor->nGPUs, 3);
  EXPECT_EQ(a->descriptor->size[0] + a->descriptor->size[1] + a->descriptor->size[2],
            32 * sizeof(npufftComplex));
  EXPECT_EQ(a->descriptor->size[0] % (4 * sizeof(npufftComplex)), 0u);
  EXPECT_GT(a->descriptor->size[1], 0u);
  const points x = noise(32), expected = definition(x, {1, 8, 4}, NPUFFT_FORWARD);
  std::vector<npufftComplex> host(32);
  for (size_t i = 0; i < 32; ++i)
    assign(host[i], x[i]);
  ASSERT_EQ(NPUFFT_SUCCESS, npufftXtMemcpy(plan, a, host.data(), NPUFFT_COPY_HOST_TO_DEVICE));
  ASSERT_EQ(NPUFFT_SUCCESS, npufftXtExecDescriptorC2C(plan, a, a, NPUFFT_FORWARD));
  ASSERT_EQ(NPUFFT_SUCCESS, npufftXtMemcpy(plan, b, a, NPUFFT_COPY_DEVICE_TO_DEVICE));
  ASSERT_EQ(NPUFFT_SUCCESS, npufftXtMemcpy(plan, host.data(), b, NPUFFT_COPY_DEVICE_TO_HOST));
  points got(32);
  for (size_t i = 0; i < 32; ++i)
    got[i] = value(host[i]);
  EXPECT_LT(difference(got, expected), 5e-7);
  EXPECT_EQ(NPUFFT_SUCCESS, npufftXtExecDescriptor(plan, a, b, NPUFFT_INVERSE));
  EXPECT_EQ(NPUFFT_INVALID_TYPE, npufftXtExecDescriptorZ2Z(plan, a, b, NPUFFT_INVERSE));
  EXPECT_EQ(NPUFFT_INVALID_TYPE, npufftXtExecDescriptorR2C(plan, a, b));
  EXPECT_EQ(NPUFFT_INVALID_TYPE, npufftXtExecDescriptorC2R(plan, a, b));
  ASSERT_EQ(NPUFFT_SUCCESS, npufftXtMemcpy(plan, host.data(), b, NPUFFT_COPY_DEVICE_TO_HOST));
  for (size_t i = 0; i < 32; ++i)
    got[i] = value(host[i]) / 32.0;
  EXPECT_LT(difference(got, x), 5e-7);
  EXPECT_EQ(NPUFFT_SUCCESS, npufftXtFree(a));
  EXPECT_EQ(NPUFFT_SUCCESS, npufftXtFree(b));
  EXPECT_EQ(NPUFFT_INVALID_VALUE, npufftXtFree(nullptr));
  EXPECT_EQ(NPUFFT_SUCCESS, npufftDestroy(plan));
}

// In place, real data and its transform both fit.
TEST(fft_devices, RealInPlace) {
  npufftHandle plan;
  ASSERT_EQ(NPUFFT_SUCCESS, npufftPlan2d(&plan, 4, 6, NPUFFT_R2C));
  npuLibXtDesc *data, *in, *out;
  ASSERT_EQ(NPUFFT_SUCCESS, npufftXtMalloc(plan, &data, NPUFFT_XT_FORMAT_INPLACE));
  ASSERT_EQ(NPUFFT_SUCCESS, npufftXtMalloc(plan, &in, NPUFFT_XT_FORMAT_INPUT));
  ASSERT_EQ(NPUFFT_SUCCESS, npufftXtMalloc(plan, &out, NPUFFT_XT_FORMAT_OUTPUT));
  EXPECT_EQ(data->descriptor->size[0], 4 * 4 * sizeof(npufftComplex));
  EXPECT_EQ(in->descriptor->size[0], 4 * 6 * sizeof(npufftReal));
  EXPECT_EQ(out->descriptor->size[0], 4 * 4 * sizeof(npufftComplex));
  EXPECT_EQ(NPUFFT_SUCCESS, npufftXtExecDescriptorR2C(plan, data, data));
  npuDeviceSynchronize();
  for (npuLibXtDesc *d : {data, in, out})
    EXPECT_EQ(NPUFFT_SUCCESS, npufftXtFree(d));
  EXPECT_EQ(NPUFFT_SUCCESS, npufftDestroy(plan));
}

} // namespace
