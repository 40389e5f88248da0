// SPDX-License-Identifier: Apache-2.0
// Random numbers in kernels (and on the host): generators whose state each thread keeps, and distributions
// over them.
//
//   npurandState s;  npurand_init(seed, sequence, offset, &s);  float x = npurand_uniform(&s);
//
// The bits of a generator (npurand) and the uniform numbers are those of the CUDA generator of the same name,
// from the published algorithms. Normal and log-normal numbers use the same Box-Muller transform, so they
// agree up to the error of the elementary functions. Poisson numbers have the same distribution, but other
// values.
#ifndef NPU_RAND_KERNEL_H
#define NPU_RAND_KERNEL_H

#include "npu/detail/macros_aside.inc"

#include "npu/math/functions.h"
#include "npu/rand/mrg32k3a.h"
#include "npu/rand/philox.h"
#include "npu/rand/xorwow.h"
#include "npu/vector_types.h"

#include <math.h>

namespace npu {
namespace detail {

// 32 or 53 random bits as a number in (0, 1].
inline float unit_float(unsigned x) { return static_cast<float>(x) * 2.3283064e-10f + 2.3283064e-10f / 2; }
inline double unit_double(unsigned low, unsigned high) {
  const uint64_t bits = low ^ static_cast<uint64_t>(high) << 21;
  return static_cast<double>(bits) * 1.1102230246251565e-16 + 1.1102230246251565e-16 / 2;
}

// Two normal numbers from two uniform ones (Box and Muller).
inline float2 box_muller(unsigned x, unsigned y) {
  const float radius = ::sqrtf(-2 * ::logf(unit_float(x)));
  const float angle = static_cast<float>(y) * (2.3283064e-10f * 6.2831855f) + 2.3283064e-10f * 6.2831855f / 2;
  return make_float2(radius * ::sinf(angle), radius * ::cosf(angle));
}
inline double2 box_muller_double(unsigned x0, unsigned x1, unsigned y0, unsigned y1) {
  const double radius = ::sqrt(-2 * ::log(unit_double(x0, x1)));
  double sine, cosine;
  sincospi(2 * unit_double(y0, y1), &sine, &cosine);
  return make_double2(radius * sine, radius * cosine);
}

} // namespace detail
} // namespace npu

// --- uniform in (0, 1]
// --------------------------------------------------------------------------------------------------

template <class State> inline float npurand_uniform(State *state) {
  return npu::detail::unit_float(npurand(state));
}
inline float npurand_uniform(npurandStateMRG32k3a *state) {
  return static_cast<float>(npu::detail::mrg_next(state) * 2.328306549295728e-10);
}
template <class State> inline double npurand_uniform_double(State *state) {
  const unsigned low = npurand(state), high = npurand(state);
  return npu::detail::unit_double(low, high);
}
inline double npurand_uniform_double(npurandStatePhilox4_32_10 *state) { // from one number, as on a GPU
  return npurand(state) * 2.3283064365386963e-10 + 2.3283064365386963e-10;
}
inline double npurand_uniform_double(npurandStateMRG32k3a *state) {
  return npu::detail::mrg_next(state) * 2.328306549295728e-10;
}
inline float4 npurand_uniform4(npurandStatePhilox4_32_10 *state) {
  const uint4 x = npurand4(state);
  return make_float4(npu::detail::unit_float(x.x), npu::detail::unit_float(x.y), npu::detail::unit_float(x.z),
                     npu::detail::unit_float(x.w));
}
inline double2 npurand_uniform2_double(npurandStatePhilox4_32_10 *state) {
  const uint4 x = npurand4(state);
  return make_double2(npu::detail::unit_double(x.x, x.y), npu::detail::unit_double(x.z, x.w));
}
inline double4 npurand_uniform4_double(npurandStatePhilox4_32_10 *state) {
  const double2 a = npurand_uniform2_double(state), b = npurand_uniform2_double(state);
  return make_double4(a.x, a.y, b.x, b.y);
}

// --- normal with mean 0 and standard deviation 1
// ------------------------------------------------------------------------

// A pair at a time; the single forms keep the second of a pair for the next call.
template <class State> inline float2 npurand_normal2(State *state) {
  const unsigned x = npurand(state), y = npurand(state);
  return npu::detail::box_muller(x, y);
}
template <class State> inline double2 npurand_normal2_double(State *state) {
  const unsigned x0 = npurand(state), x1 = npurand(state), y0 = npurand(state), y1 = npurand(state);
  return npu::detail::box_muller_double(x0, x1, y0, y1);
}
inline double2 npurand_normal2_double(npurandStateMRG32k3a *state) { // from two numbers
  const double x = npurand_uniform_double(state), y = npurand_uniform_double(state);
  const double radius = ::sqrt(-2 * ::log(x));
  double sine, cosine;
  npu::sincospi(2 * y, &sine, &cosine);
  return make_double2(radius * sine, radius * cosine);
}
inline float4 npurand_normal4(npurandStatePhilox4_32_10 *state) {
  const uint4 x = npurand4(state);
  const float2 a = npu::detail::box_muller(x.x, x.y), b = npu::detail::box_muller(x.z, x.w);
  return make_float4(a.x, a.y, b.x, b.y);
}
inline double4 npurand_normal4_double(npurandStatePhilox4_32_10 *state) {
  const double2 a = npurand_normal2_double(state), b = npurand_normal2_double(state);
  return make_double4(a.x, a.y, b.x, b.y);
}
template <class State> inline float npurand_normal(State *state) {
  if (state->boxmuller_flag) {
    state->boxmuller_flag = 0;
    return state->boxmuller_extra;
  }
  const float2 pair = npurand_normal2(state);
  state->boxmuller_flag = 1;
  state->boxmuller_extra = pair.y;
  return pair.x;
}
template <class State> inline double npurand_normal_double(State *state) {
  if (state->boxmuller_flag_double) {
    state->boxmuller_flag_double = 0;
    return state->boxmuller_extra_double;
  }
  const double2 pair = npurand_normal2_double(state);
  state->boxmuller_flag_double = 1;
  state->boxmuller_extra_double = pair.y;
  return pair.x;
}

// --- log-normal: exp of a normal number with this mean and standard deviation
// -------------------------------------------

template <class State> inline float npurand_log_normal(State *state, float mean, float deviation) {
  return ::expf(mean + deviation * npurand_normal(state));
}
template <class State> inline float2 npurand_log_normal2(State *state, float mean, float deviation) {
  const float2 n = npurand_normal2(state);
  return make_float2(::expf(mean + deviation * n.x), ::expf(mean + deviation * n.y));
}
template <class State> inline double npurand_log_normal_double(State *state, double mean, double deviation) {
  return ::exp(mean + deviation * npurand_normal_double(state));
}
template <class State>
inline double2 npurand_log_normal2_double(State *state, double mean, double deviation) {
  const double2 n = npurand_normal2_double(state);
  return make_double2(::exp(mean + deviation * n.x), ::exp(mean + deviation * n.y));
}
inline double4 npurand_log_normal4_double(npurandStatePhilox4_32_10 *state, double mean, double deviation) {
  const double2 a = npurand_log_normal2_double(state, mean, deviation),
                b = npurand_log_normal2_double(state, mean, deviation);
  return make_double4(a.x, a.y, b.x, b.y);
}
inline float4 npurand_log_normal4(npurandStatePhilox4_32_10 *state, float mean, float deviation) {
  const float2 a = npurand_log_normal2(state, mean, deviation),
               b = npurand_log_normal2(state, mean, deviation);
  return make_float4(a.x, a.y, b.x, b.y);
}

// --- Poisson with expectation lambda > 0
// --------------------------------------------------------------------------------

// Below 30 by multiplying uniform numbers (Knuth); above by transformed rejection (W. Hoermann, 1993,
// algorithm PTRS).
template <class State> inline unsigned npurand_poisson(State *state, double lambda) {
  if (lambda < 30) {
    const double limit = ::exp(-lambda);
    double product = npurand_uniform_double(state);
    unsigned count = 0;
    for (; product > limit; ++count)
      product *= npurand_uniform_double(state);
    return count;
  }
  const double b = 0.931 + 2.53 * ::sqrt(lambda), a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4), accepted = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const double u = npurand_uniform_double(state) - 0.5, v = npurand_uniform_double(state);
    const double us = 0.5 - ::fabs(u), k = ::floor((2 * a / us + b) * u + lambda + 0.43);
    if (us >= 0.07 && v <= accepted)
      return static_cast<unsigned>(k);
    if (k < 0 || (us < 0.013 && v > us))
      continue;
    if (::log(v * inverse_alpha / (a / (us * us) + b)) <= k * ::log(lambda) - lambda - ::lgamma(k + 1))
      return static_cast<unsigned>(k);
  }
}
inline uint4 npurand_poisson4(npurandStatePhilox4_32_10 *state, double lambda) {
  const unsigned x = npurand_poisson(state, lambda), y = npurand_poisson(state, lambda);
  const unsigned z = npurand_poisson(state, lambda), w = npurand_poisson(state, lambda);
  return make_uint4(x, y, z, w);
}

#include "npu/detail/macros_restored.inc"

#endif
