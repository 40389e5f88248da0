// SPDX-License-Identifier: Apache-2.0
// Random numbers by the array: generators and distributions. Library npurand.
//
// XORWOW and MRG32k3a: number n of the sequence is number n / 4096 of subsequence n % 4096, as CUDA documents
// its default ordering, so integers and uniform numbers of XORWOW are those of CUDA's generator. Philox is
// one sequence. MT19937 is the published one, and stands in for MTGP32; Sobol numbers are from the direction
// numbers of S. Joe and F. Kuo (SIAM J. Sci. Comput. 30, 2008), scrambled ones by constants of their own.
#ifndef NPU_RAND_H
#define NPU_RAND_H

#include "npu/runtime.h"

#include "npu/detail/export.h"
#include "npu/detail/macros_aside.inc"

#include <stddef.h>

typedef enum npurandStatus {
  NPURAND_STATUS_SUCCESS = 0,
  NPURAND_STATUS_VERSION_MISMATCH = 100,
  NPURAND_STATUS_NOT_INITIALIZED = 101,
  NPURAND_STATUS_ALLOCATION_FAILED = 102,
  NPURAND_STATUS_TYPE_ERROR = 103,
  NPURAND_STATUS_OUT_OF_RANGE = 104,
  NPURAND_STATUS_LENGTH_NOT_MULTIPLE = 105,
  NPURAND_STATUS_DOUBLE_PRECISION_REQUIRED = 106,
  NPURAND_STATUS_LAUNCH_FAILURE = 201,
  NPURAND_STATUS_PREEXISTING_FAILURE = 202,
  NPURAND_STATUS_INITIALIZATION_FAILED = 203,
  NPURAND_STATUS_ARCH_MISMATCH = 204,
  NPURAND_STATUS_INTERNAL_ERROR = 999
} npurandStatus_t;
typedef enum npurandRngType {
  NPURAND_RNG_TEST = 0,
  NPURAND_RNG_PSEUDO_DEFAULT = 100,
  NPURAND_RNG_PSEUDO_XORWOW = 101,
  NPURAND_RNG_PSEUDO_MRG32K3A = 121,
  NPURAND_RNG_PSEUDO_MTGP32 = 141,
  NPURAND_RNG_PSEUDO_MT19937 = 142,
  NPURAND_RNG_PSEUDO_PHILOX4_32_10 = 161,
  NPURAND_RNG_QUASI_DEFAULT = 200,
  NPURAND_RNG_QUASI_SOBOL32 = 201,
  NPURAND_RNG_QUASI_SCRAMBLED_SOBOL32 = 202,
  NPURAND_RNG_QUASI_SOBOL64 = 203,
  NPURAND_RNG_QUASI_SCRAMBLED_SOBOL64 = 204
} npurandRngType_t;
typedef enum npurandOrdering {
  NPURAND_ORDERING_PSEUDO_BEST = 100,
  NPURAND_ORDERING_PSEUDO_DEFAULT = 101,
  NPURAND_ORDERING_PSEUDO_SEEDED = 102,
  NPURAND_ORDERING_PSEUDO_LEGACY = 103,
  NPURAND_ORDERING_PSEUDO_DYNAMIC = 104,
  NPURAND_ORDERING_QUASI_DEFAULT = 201
} npurandOrdering_t;
typedef struct npurandGenerator_st *npurandGenerator_t;
#define NPURAND_VERSION 10300

#ifdef __cplusplus
extern "C" {
#endif
// Device generators work in their stream, host generators (which write to host memory) at the call.
// NOT_INITIALIZED for a null generator; TYPE_ERROR where a function does not fit the kind of generator.
NPU_API npurandStatus_t npurandCreateGenerator(npurandGenerator_t *generator, npurandRngType_t type);
NPU_API npurandStatus_t npurandCreateGeneratorHost(npurandGenerator_t *generator, npurandRngType_t type);
NPU_API npurandStatus_t npurandDestroyGenerator(npurandGenerator_t generator);
NPU_API npurandStatus_t npurandGetVersion(int *version);
NPU_API npurandStatus_t npurandSetStream(npurandGenerator_t generator, npuStream_t stream);
NPU_API npurandStatus_t npurandSetPseudoRandomGeneratorSeed(npurandGenerator_t generator,
                                                            unsigned long long seed);
// The number of the sequence that comes next.
NPU_API npurandStatus_t npurandSetGeneratorOffset(npurandGenerator_t generator, unsigned long long offset);
// All orderings give the same sequence.
NPU_API npurandStatus_t npurandSetGeneratorOrdering(npurandGenerator_t generator, npurandOrdering_t order);
// 1 (at first) to 21, else OUT_OF_RANGE. n numbers are n / dimensions of the first dimension, as many of the
// second, and so on; LENGTH_NOT_MULTIPLE if n is no multiple.
NPU_API npurandStatus_t npurandSetQuasiRandomGeneratorDimensions(npurandGenerator_t generator,
                                                                 unsigned int dimensions);
NPU_API npurandStatus_t npurandGenerateSeeds(npurandGenerator_t generator);
// 32 random bits each. Not for 64-bit Sobol generators.
NPU_API npurandStatus_t npurandGenerate(npurandGenerator_t generator, unsigned int *out, size_t n);
// For 64-bit Sobol generators only.
NPU_API npurandStatus_t npurandGenerateLongLong(npurandGenerator_t generator, unsigned long long *out,
                                                size_t n);
// In (0, 1].
NPU_API npurandStatus_t npurandGenerateUniform(npurandGenerator_t generator, float *out, size_t n);
NPU_API npurandStatus_t npurandGenerateUniformDouble(npurandGenerator_t generator, double *out, size_t n);
// Pseudorandom: pairs by Box and Muller, LENGTH_NOT_MULTIPLE for an odd n. Quasirandom: by the inverse of the
// distribution. OUT_OF_RANGE for a negative deviation or a lambda that is not positive.
NPU_API npurandStatus_t npurandGenerateNormal(npurandGenerator_t generator, float *out, size_t n, float mean,
                                              float stddev);
NPU_API npurandStatus_t npurandGenerateNormalDouble(npurandGenerator_t generator, double *out, size_t n,
                                                    double mean, double stddev);
NPU_API npurandStatus_t npurandGenerateLogNormal(npurandGenerator_t generator, float *out, size_t n,
                                                 float mean, float stddev);
NPU_API npurandStatus_t npurandGenerateLogNormalDouble(npurandGenerator_t generator, double *out, size_t n,
                                                       double mean, double stddev);
NPU_API npurandStatus_t npurandGeneratePoisson(npurandGenerator_t generator, unsigned int *out, size_t n,
                                               double lambda);
#ifdef __cplusplus
}
#endif

#include "npu/detail/macros_restored.inc"

#endif
