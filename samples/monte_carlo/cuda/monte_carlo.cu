// SPDX-License-Identifier: Apache-2.0
// Pricing an option by simulation: each thread owns a random generator (xorshift, a class for host and
// device), walks its paths and keeps a running mean and variance; lambdas and functors describe the pay-off,
// printf reports from the device, an assertion guards an invariant.
#include <cassert>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cuda_runtime.h>
#include <stdexcept>
#include <vector>

#ifndef M_PI
#define M_PI 3.14159265358979323846
#endif

inline void throwOnError(cudaError_t e) {
  if (e != cudaError_t::cudaSuccess)
    throw std::runtime_error(cudaGetErrorString(e));
}

class Random {
public:
  __host__ __device__ explicit Random(uint32_t seed) : state(seed * 2654435761u + 88172645463325252ull) {
    for (int i = 0; i < 4; ++i)
      next();
  }
  __host__ __device__ float uniform() { return ((next() >> 8) + 0.5f) * (1.0f / 16777216.0f); } // in (0, 1)
  __host__ __device__ float2 normals() {                                                        // Box-Muller
    const float radius = sqrtf(-2.0f * logf(uniform()));
    const float angle = float(2 * M_PI) * uniform();
    return make_float2(radius * cosf(angle), radius * sinf(angle));
  }

private:
  uint64_t state;
  __host__ __device__ uint32_t next() {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return uint32_t(state >> 32);
  }
};

struct Market {
  float spot, strike, rate, volatility, years;
};
__constant__ Market market;

struct Call {
  __host__ __device__ float operator()(float price, float strike) const {
    return fmaxf(price - strike, 0.0f);
  }
};
struct Put {
  __host__ __device__ float operator()(float price, float strike) const {
    return fmaxf(strike - price, 0.0f);
  }
};

template <typename PayOff> __global__ void simulate(PayOff payOff, int pairsPerThread, double2 *sums) {
  const unsigned id = blockIdx.x * blockDim.x + threadIdx.x;
  Random random(id + 1);
  const float drift = (market.rate - 0.5f * market.volatility * market.volatility) * market.years;
  const float spread = market.volatility * sqrtf(market.years);
  double sum = 0, squares = 0;
  for (int i = 0; i < pairsPerThread; ++i) {
    const float2 z = random.normals();
    for (float sample : {z.x, z.y}) {
      const float price = market.spot * expf(drift + spread * sample);
      assert(price > 0.0f);
      const float value = payOff(price, market.strike);
      sum += value;
      squares += double(value) * value;
    }
  }
  sums[id] = {sum, squares};
  if (id == 0)
    printf("thread 0 of %u: mean pay-off %.3f\n", gridDim.x * blockDim.x, sum / (2 * pairsPerThread));
}

static double normalCdf(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

static double blackScholes(const Market &m, bool call) {
  const double v = m.volatility * std::sqrt(m.years);
  const double d1 =
      (std::log(m.spot / m.strike) + (m.rate + 0.5 * m.volatility * m.volatility) * m.years) / v;
  const double d2 = d1 - v, discount = std::exp(-m.rate * m.years);
  return call ? m.spot * normalCdf(d1) - m.strike * discount * normalCdf(d2)
              : m.strike * discount * normalCdf(-d2) - m.spot * normalCdf(-d1);
}

template <typename PayOff> static bool price(const char *name, const Market &m, PayOff payOff, bool call) {
  const int blocks = 32, threads = 64, pairs = 200;
  std::vector<double2> sums(blocks * threads);
  double2 *dSums;
  throwOnError(cudaMalloc(&dSums, sums.size() * sizeof(double2)));
  throwOnError(cudaMemcpyToSymbol(market, &m, sizeof(Market)));
  simulate<<<blocks, threads>>>(payOff, pairs, dSums);
  throwOnError(cudaMemcpy(sums.data(), dSums, sums.size() * sizeof(double2), cudaMemcpyDeviceToHost));
  throwOnError(cudaFree(dSums));

  const double paths = 2.0 * pairs * blocks * threads, discount = std::exp(-m.rate * m.years);
  double sum = 0, squares = 0;
  for (double2 s : sums) {
    sum += s.x;
    squares += s.y;
  }
  const double mean = sum / paths, deviation = std::sqrt((squares / paths - mean * mean) / paths);
  const double got = discount * mean, want = blackScholes(m, call), error = std::fabs(got - want);
  std::printf("%s: %.4f, exact %.4f, max error %.4f (%.1f standard errors)\n", name, got, want, error,
              error / (discount * deviation));
  return error < 4 * discount * deviation;
}

int main() {
  const Market m{100.0f, 105.0f, 0.03f, 0.25f, 1.5f};
  bool ok = false;
  try {
    ok = price("call", m, Call{}, true) & price("put", m, Put{}, false);
    throwOnError(cudaDeviceSynchronize());
  } catch (std::exception const &e) {
    std::fprintf(stderr, "%s\n", e.what());
  }
  std::printf("%s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
