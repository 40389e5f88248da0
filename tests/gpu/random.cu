// SPDX-License-Identifier: Apache-2.0
// compare: --atol 2e-4
// Device generators of cuRAND: the exact sequences.
#include "show.h"
#include <curand_kernel.h>

template <class S> __global__ void raw(unsigned long long seed, unsigned *out) {
  int i = threadIdx.x;
  S s;
  curand_init(seed, i, 0, &s);
  for (int k = 0; k < 8; ++k)
    out[i * 16 + k] = curand(&s);
  curand_init(seed, i, 1000, &s);
  for (int k = 8; k < 12; ++k)
    out[i * 16 + k] = curand(&s);
  skipahead(12345ull, &s);
  for (int k = 12; k < 14; ++k)
    out[i * 16 + k] = curand(&s);
  skipahead_sequence(3ull, &s);
  for (int k = 14; k < 16; ++k)
    out[i * 16 + k] = curand(&s);
}
template <class S> __global__ void distributions(unsigned long long seed, float *f, double *d, unsigned *u) {
  int i = threadIdx.x;
  S s;
  curand_init(seed, i, 0, &s);
  f += i * 16, d += i * 8, u += i * 2;
  for (int k = 0; k < 6; ++k)
    f[k] = curand_uniform(&s);
  for (int k = 6; k < 10; ++k)
    f[k] = curand_normal(&s);
  float2 n = curand_normal2(&s);
  f[10] = n.x, f[11] = n.y;
  f[12] = curand_log_normal(&s, 0.5f, 0.25f);
  for (int k = 0; k < 4; ++k)
    d[k] = curand_uniform_double(&s);
  for (int k = 4; k < 7; ++k)
    d[k] = curand_normal_double(&s);
  // Which numbers give which Poisson variate is not specified: the mean of many is checked.
  for (int k = 0; k < 2; ++k) {
    const double lambda = k ? 100 : 3;
    unsigned long long sum = 0;
    for (int n = 0; n < 4000; ++n)
      sum += curand_poisson(&s, lambda);
    u[k] = fabs(sum / 4000.0 - lambda) < 6 * sqrt(lambda / 4000);
  }
}
__global__ void four(float4 *f, uint4 *u) {
  curandStatePhilox4_32_10_t s;
  curand_init(99, threadIdx.x, 2, &s);
  u[threadIdx.x] = curand4(&s);
  f[2 * threadIdx.x] = curand_uniform4(&s);
  f[2 * threadIdx.x + 1] = curand_normal4(&s);
}

template <class S> void run(const char *name) {
  for (unsigned long long seed : {0ull, 1234ull, 0x123456789abcdefull}) {
    Buffer<unsigned> out(4 * 16), u(4 * 2);
    raw<S><<<1, 4>>>(seed, out.device);
    printf("%s seed %llu\n", name, seed);
    auto v = out.host();
    for (int i = 0; i < 4; ++i)
      list(" raw", std::vector<unsigned>(v.begin() + i * 16, v.begin() + i * 16 + 16));
    Buffer<float> f(4 * 16);
    Buffer<double> d(4 * 8);
    distributions<S><<<1, 4>>>(seed, f.device, d.device, u.device);
    printf(" float:"); // single precision functions of the GPU are approximations
    for (float x : f.host())
      printf(" %.4f", x);
    printf("\n double:");
    for (double x : d.host())
      printf(" %.10f", x);
    printf("\n");
    list(" poisson", u.host());
  }
}
int main() {
  run<curandStateXORWOW_t>("XORWOW");
  run<curandStatePhilox4_32_10_t>("Philox");
  run<curandStateMRG32k3a_t>("MRG32k3a");
  Buffer<float4> f(8);
  Buffer<uint4> u(4);
  four<<<1, 4>>>(f, u);
  for (uint4 v : u.host())
    printf("%08x %08x %08x %08x\n", v.x, v.y, v.z, v.w);
  for (float4 v : f.host())
    printf("%.4f %.4f %.4f %.4f\n", v.x, v.y, v.z, v.w);
}
