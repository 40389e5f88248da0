// SPDX-License-Identifier: Apache-2.0
// cuRAND, device side: generator states and draws inside kernels.
#ifndef NPUIFY_CURAND_KERNEL_H
#define NPUIFY_CURAND_KERNEL_H

#include <npuify/macros_aside.inc>

#include "curand.h"
#include <vector_types.h>

#ifdef __cplusplus
#pragma clang force_cuda_host_device begin
struct curandStateXORWOW {
  unsigned int d, v[5];
};
struct curandStateMRG32k3a {
  unsigned int s1[3], s2[3];
};
struct curandStatePhilox4_32_10 {
  uint4 ctr, output;
  uint2 key;
  unsigned int STATE;
};
struct curandStateMtgp32 {
  unsigned int s[1024];
};
struct curandStateSobol32 {
  unsigned int i, x, c, direction_vectors[32];
};
struct curandStateScrambledSobol32 {
  unsigned int i, x, c, direction_vectors[32];
};
struct curandStateSobol64 {
  unsigned long long i, x, c, direction_vectors[64];
};
struct curandStateScrambledSobol64 {
  unsigned long long i, x, c, direction_vectors[64];
};
typedef curandStateXORWOW curandStateXORWOW_t;
typedef curandStateXORWOW curandState_t;
typedef curandStateXORWOW curandState;
typedef curandStateMRG32k3a curandStateMRG32k3a_t;
typedef curandStatePhilox4_32_10 curandStatePhilox4_32_10_t;
typedef curandStateMtgp32 curandStateMtgp32_t;
typedef curandStateSobol32 curandStateSobol32_t;
typedef curandStateScrambledSobol32 curandStateScrambledSobol32_t;
typedef curandStateSobol64 curandStateSobol64_t;
typedef curandStateScrambledSobol64 curandStateScrambledSobol64_t;

template <class State>
void curand_init(unsigned long long seed, unsigned long long sequence, unsigned long long offset,
                 State *state);
template <class State> void curand_init(unsigned int *vectors, unsigned int offset, State *state);
template <class State>
void curand_init(unsigned int *vectors, unsigned int scramble, unsigned int offset, State *state);
template <class State> void skipahead(unsigned long long n, State *state);
template <class State> void skipahead_sequence(unsigned long long n, State *state);
template <class State> void skipahead_subsequence(unsigned long long n, State *state);
template <class State> unsigned int curand(State *state);
template <class State> uint4 curand4(State *state);
template <class State> float curand_uniform(State *state);
template <class State> float2 curand_uniform2(State *state);
template <class State> float4 curand_uniform4(State *state);
template <class State> double curand_uniform_double(State *state);
template <class State> double2 curand_uniform2_double(State *state);
template <class State> double4 curand_uniform4_double(State *state);
template <class State> float curand_normal(State *state);
template <class State> float2 curand_normal2(State *state);
template <class State> float4 curand_normal4(State *state);
template <class State> double curand_normal_double(State *state);
template <class State> double2 curand_normal2_double(State *state);
template <class State> double4 curand_normal4_double(State *state);
template <class State> float curand_log_normal(State *state, float mean, float stddev);
template <class State> float2 curand_log_normal2(State *state, float mean, float stddev);
template <class State> float4 curand_log_normal4(State *state, float mean, float stddev);
template <class State> double curand_log_normal_double(State *state, double mean, double stddev);
template <class State> double2 curand_log_normal2_double(State *state, double mean, double stddev);
template <class State> double4 curand_log_normal4_double(State *state, double mean, double stddev);
template <class State> unsigned int curand_poisson(State *state, double lambda);
template <class State> uint4 curand_poisson4(State *state, double lambda);
template <class State> unsigned int curand_discrete(State *state, curandDiscreteDistribution_t distribution);
#pragma clang force_cuda_host_device end
#endif

#include <npuify/macros_restored.inc>

#endif
