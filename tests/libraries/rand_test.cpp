// SPDX-License-Identifier: Apache-2.0
#include <npu/rand.h>
#include <npu/rand_kernel.h>
#include <npu/runtime.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

namespace {

constexpr npurandRngType_t pseudo[] = {NPURAND_RNG_TEST,           NPURAND_RNG_PSEUDO_DEFAULT,
                                       NPURAND_RNG_PSEUDO_XORWOW,  NPURAND_RNG_PSEUDO_MTGP32,
                                       NPURAND_RNG_PSEUDO_MT19937, NPURAND_RNG_PSEUDO_PHILOX4_32_10,
                                       NPURAND_RNG_PSEUDO_MRG32K3A};
constexpr npurandRngType_t quasi[] = {NPURAND_RNG_QUASI_DEFAULT, NPURAND_RNG_QUASI_SOBOL32,
                                      NPURAND_RNG_QUASI_SCRAMBLED_SOBOL32, NPURAND_RNG_QUASI_SOBOL64,
                                      NPURAND_RNG_QUASI_SCRAMBLED_SOBOL64};

class generator {
public:
  explicit generator(npurandRngType_t type, bool on_host = false) {
    EXPECT_EQ(NPURAND_STATUS_SUCCESS,
              on_host ? npurandCreateGeneratorHost(&handle_, type) : npurandCreateGenerator(&handle_, type));
  }
  ~generator() { EXPECT_EQ(NPURAND_STATUS_SUCCESS, npurandDestroyGenerator(handle_)); }
  operator npurandGenerator_t() const { return handle_; }

private:
  npurandGenerator_t handle_ = nullptr;
};

// n numbers by function(generator, memory, n, more...).
template <class T, class F, class... More>
std::vector<T> numbers(npurandGenerator_t g, size_t n, F function, More... more) {
  T *memory = nullptr;
  EXPECT_EQ(npuSuccess, npuMalloc(&memory, n * sizeof(T)));
  EXPECT_EQ(NPURAND_STATUS_SUCCESS, function(g, memory, n, more...));
  std::vector<T> result(n);
  EXPECT_EQ(npuSuccess, npuMemcpy(result.data(), memory, n * sizeof(T), npuMemcpyDeviceToHost));
  npuFree(memory);
  return result;
}

template <class T>
void expect_moments(const std::vector<T> &x, double mean, double variance, const char *what) {
  double sum = 0, squares = 0;
  for (T v : x)
    sum += double(v);
  const double m = sum / double(x.size());
  for (T v : x)
    squares += (double(v) - m) * (double(v) - m);
  EXPECT_NEAR(mean, m, 6 * std::sqrt(variance / double(x.size()))) << what;
  EXPECT_NEAR(1, squares / double(x.size()) / variance, 0.05) << what;
}

TEST(Rand, SequencesOfXorwowAreInterleaved) {
  generator g(NPURAND_RNG_PSEUDO_XORWOW);
  EXPECT_EQ(NPURAND_STATUS_SUCCESS, npurandSetPseudoRandomGeneratorSeed(g, 1234));
  const size_t n = 3 * 4096 + 5;
  const std::vector<unsigned> x = numbers<unsigned>(g, n, npurandGenerate);
  for (size_t i : {size_t(0), size_t(1), size_t(4095), size_t(4096), size_t(2 * 4096 + 7), n - 1}) {
    npurandState state;
    npurand_init(1234, i % 4096, i / 4096, &state);
    EXPECT_EQ(npurand(&state), x[i]) << i;
  }
  // What comes next, and what an offset skips.
  const unsigned next = numbers<unsigned>(g, 1, npurandGenerate)[0];
  EXPECT_EQ(NPURAND_STATUS_SUCCESS, npurandSetGeneratorOffset(g, 4097));
  const std::vector<unsigned> later = numbers<unsigned>(g, n - 4096, npurandGenerate);
  for (size_t i = 0; i + 4097 < n; ++i)
    ASSERT_EQ(x[i + 4097], later[i]) << i;
  EXPECT_EQ(next, later[n - 4097]);
}

TEST(Rand, MersenneTwisterIsThePublishedOne) {
  generator g(NPURAND_RNG_PSEUDO_MT19937);
  EXPECT_EQ(NPURAND_STATUS_SUCCESS, npurandSetPseudoRandomGeneratorSeed(g, 5489));
  EXPECT_EQ(4123659995u, numbers<unsigned>(g, 10000, npurandGenerate)[9999]); // ISO C++, [rand.predef]
}

TEST(Rand, DistributionsHaveTheirMoments) {
  const size_t n = 1 << 17;
  for (npurandRngType_t type : pseudo) {
    generator g(type);
    EXPECT_EQ(NPURAND_STATUS_SUCCESS, npurandSetPseudoRandomGeneratorSeed(g, 99));
    EXPECT_EQ(NPURAND_STATUS_SUCCESS, npurandGenerateSeeds(g));
    const double range = 4294967296.0;
    expect_moments(numbers<unsigned>(g, n, npurandGenerate), range / 2, range * range / 12, "bits");
    const std::vector<float> u = numbers<float>(g, n, npurandGenerateUniform);
    expect_moments(u, 0.5, 1 / 12.0, "uniform");
    for (float x : u)
      ASSERT_TRUE(x > 0 && x <= 1);
    expect_moments(numbers<double>(g, n, npurandGenerateUniformDouble), 0.5, 1 / 12.0, "uniform double");
    expect_moments(numbers<float>(g, n, npurandGenerateNormal, 3.f, 2.f), 3, 4, "normal");
    expect_moments(numbers<double>(g, n, npurandGenerateNormalDouble, -1., 0.5), -1, 0.25, "normal double");
    const double e = std::exp(0.25), v = (std::exp(0.25) - 1) * std::exp(0.5 + 0.0);
    expect_moments(numbers<float>(g, n, npurandGenerateLogNormal, 0.125f, 0.5f), e, v, "log-normal");
    expect_moments(numbers<double>(g, n, npurandGenerateLogNormalDouble, 0.125, 0.5), e, v,
                   "log-normal double");
    expect_moments(numbers<unsigned>(g, n, npurandGeneratePoisson, 4.5), 4.5, 4.5, "Poisson");
  }
}

TEST(Rand, QuasirandomPointsFillSpaceEvenly) {
  const unsigned dimensions = 21, each = 1 << 10;
  for (npurandRngType_t type : quasi) {
    generator g(type);
    EXPECT_EQ(NPURAND_STATUS_SUCCESS, npurandSetQuasiRandomGeneratorDimensions(g, dimensions));
    const std::vector<double> x = numbers<double>(g, dimensions * each, npurandGenerateUniformDouble);
    // Each dimension has one point in each interval of length 2^-10, and each pair of the first two one in
    // each elementary box.
    for (unsigned d = 0; d < dimensions; ++d) {
      std::vector<int> hits(each);
      for (unsigned i = 0; i < each; ++i)
        ++hits[std::min(each - 1, unsigned(x[d * each + i] * each))];
      EXPECT_EQ(std::vector<int>(each, 1), hits) << type << " dimension " << d;
    }
    std::vector<int> boxes(each);
    for (unsigned i = 0; i < each; ++i)
      ++boxes[std::min(31u, unsigned(x[i] * 32)) * 32 + std::min(31u, unsigned(x[each + i] * 32))];
    EXPECT_EQ(std::vector<int>(each, 1), boxes) << type;
    // The next points.
    const std::vector<float> more = numbers<float>(g, dimensions * each, npurandGenerateUniform);
    EXPECT_NEAR(0.5, std::accumulate(more.begin(), more.end(), 0.) / (dimensions * each), 1e-3);
    EXPECT_EQ(NPURAND_STATUS_SUCCESS, npurandSetGeneratorOffset(g, 1)); // 0 lies far out
    expect_moments(numbers<float>(g, dimensions * each, npurandGenerateNormal, 1.f, 2.f), 1, 4, "normal");
    expect_moments(numbers<unsigned>(g, dimensions * each, npurandGeneratePoisson, 3.0), 3, 3, "Poisson");
  }
}

TEST(Rand, SobolBeginsAsPublished) {
  generator g(NPURAND_RNG_QUASI_SOBOL32), wide(NPURAND_RNG_QUASI_SOBOL64);
  EXPECT_EQ(NPURAND_STATUS_SUCCESS, npurandSetQuasiRandomGeneratorDimensions(g, 2));
  const unsigned h = 1u << 31, q = 1u << 30;
  EXPECT_EQ((std::vector<unsigned>{0, h, h + q, q, 0, h, q, h + q}),
            numbers<unsigned>(g, 8, npurandGenerate));
  using wide_number = unsigned long long;
  EXPECT_EQ((std::vector<wide_number>{0, wide_number(h) << 32, wide_number(h + q) << 32}),
            numbers<wide_number>(wide, 3, npurandGenerateLongLong));
}

TEST(Rand, HostGeneratorsGiveTheSameNumbers) {
  generator device(NPURAND_RNG_PSEUDO_PHILOX4_32_10), host(NPURAND_RNG_PSEUDO_PHILOX4_32_10, true);
  std::vector<float> here(1000);
  EXPECT_EQ(NPURAND_STATUS_SUCCESS, npurandGenerateUniform(host, here.data(), here.size()));
  EXPECT_EQ(here, numbers<float>(device, here.size(), npurandGenerateUniform));
}

TEST(Rand, WorksInItsStreamAndInGraphs) {
  npuStream_t stream;
  ASSERT_EQ(npuSuccess, npuStreamCreate(&stream));
  generator g(NPURAND_RNG_PSEUDO_XORWOW), plain(NPURAND_RNG_PSEUDO_XORWOW);
  EXPECT_EQ(NPURAND_STATUS_SUCCESS, npurandSetStream(g, stream));
  float *out = nullptr;
  ASSERT_EQ(npuSuccess, npuMallocManaged(&out, 64 * sizeof(float)));
  npuGraph_t graph;
  npuGraphExec_t exec;
  ASSERT_EQ(npuSuccess, npuStreamBeginCapture(stream, npuStreamCaptureModeGlobal));
  EXPECT_EQ(NPURAND_STATUS_SUCCESS, npurandGenerateUniform(g, out, 64));
  ASSERT_EQ(npuSuccess, npuStreamEndCapture(stream, &graph));
  ASSERT_EQ(npuSuccess, npuGraphInstantiate(&exec, graph, 0));
  const std::vector<float> expected = numbers<float>(plain, 128, npurandGenerateUniform);
  for (int launch = 0; launch < 2; ++launch) {
    ASSERT_EQ(npuSuccess, npuGraphLaunch(exec, stream));
    ASSERT_EQ(npuSuccess, npuStreamSynchronize(stream));
    for (int i = 0; i < 64; ++i)
      EXPECT_EQ(expected[size_t(launch * 64 + i)], out[i]);
  }
  npuGraphExecDestroy(exec);
  npuGraphDestroy(graph);
  npuFree(out);
  npuStreamDestroy(stream);
}

TEST(Rand, ErrorsAreReturned) {
  npurandGenerator_t none = nullptr;
  float out[4];
  EXPECT_EQ(NPURAND_STATUS_TYPE_ERROR, npurandCreateGenerator(&none, npurandRngType_t(7)));
  EXPECT_EQ(NPURAND_STATUS_NOT_INITIALIZED, npurandGenerateUniform(nullptr, out, 4));
  EXPECT_EQ(NPURAND_STATUS_NOT_INITIALIZED, npurandDestroyGenerator(nullptr));
  EXPECT_EQ(NPURAND_STATUS_NOT_INITIALIZED, npurandSetStream(nullptr, nullptr));
  generator p(NPURAND_RNG_PSEUDO_DEFAULT), q(NPURAND_RNG_QUASI_SOBOL32);
  EXPECT_EQ(NPURAND_STATUS_LENGTH_NOT_MULTIPLE, npurandGenerateNormal(p, out, 3, 0, 1));
  EXPECT_EQ(NPURAND_STATUS_OUT_OF_RANGE, npurandGenerateNormal(p, out, 4, 0, -1));
  EXPECT_EQ(NPURAND_STATUS_OUT_OF_RANGE, npurandGeneratePoisson(p, reinterpret_cast<unsigned *>(out), 4, 0));
  EXPECT_EQ(NPURAND_STATUS_LAUNCH_FAILURE, npurandGenerateUniform(p, nullptr, 4));
  EXPECT_EQ(NPURAND_STATUS_TYPE_ERROR, npurandSetQuasiRandomGeneratorDimensions(p, 2));
  EXPECT_EQ(NPURAND_STATUS_TYPE_ERROR, npurandSetPseudoRandomGeneratorSeed(q, 2));
  EXPECT_EQ(NPURAND_STATUS_OUT_OF_RANGE, npurandSetQuasiRandomGeneratorDimensions(q, 22));
  EXPECT_EQ(NPURAND_STATUS_SUCCESS, npurandSetQuasiRandomGeneratorDimensions(q, 3));
  EXPECT_EQ(NPURAND_STATUS_LENGTH_NOT_MULTIPLE, npurandGenerateUniform(q, out, 4));
  EXPECT_EQ(NPURAND_STATUS_TYPE_ERROR,
            npurandGenerateLongLong(q, reinterpret_cast<unsigned long long *>(out), 3));
  EXPECT_EQ(NPURAND_STATUS_SUCCESS, npurandSetGeneratorOrdering(p, NPURAND_ORDERING_PSEUDO_SEEDED));
  EXPECT_EQ(NPURAND_STATUS_TYPE_ERROR, npurandSetGeneratorOrdering(p, NPURAND_ORDERING_QUASI_DEFAULT));
  int version = 0;
  EXPECT_EQ(NPURAND_STATUS_SUCCESS, npurandGetVersion(&version));
  EXPECT_EQ(NPURAND_VERSION, version);
}

} // namespace
