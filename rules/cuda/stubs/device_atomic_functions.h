// SPDX-License-Identifier: Apache-2.0
// Atomic functions, in the scopes device (plain), block and system.
#ifndef NPUIFY_DEVICE_ATOMIC_FUNCTIONS_H
#define NPUIFY_DEVICE_ATOMIC_FUNCTIONS_H

#include <npuify/macros_aside.inc>

#include "npuify/each_type.h"
#include "vector_types.h"

// F(NAME, T) declares one function in all scopes.
#define NPUIFY_ATOMIC(NAME, T)                                                                               \
  T NAME(T *address, T value);                                                                               \
  T NAME##_block(T *address, T value);                                                                       \
  T NAME##_system(T *address, T value);
#define NPUIFY_ATOMIC_CAS(T)                                                                                 \
  T atomicCAS(T *address, T compare, T value);                                                               \
  T atomicCAS_block(T *address, T compare, T value);                                                         \
  T atomicCAS_system(T *address, T compare, T value);
#define NPUIFY_ATOMIC_INTEGER(T)                                                                             \
  NPUIFY_ATOMIC(atomicAdd, T)                                                                                \
  NPUIFY_ATOMIC(atomicExch, T)                                                                               \
  NPUIFY_ATOMIC(atomicMin, T)                                                                                \
  NPUIFY_ATOMIC(atomicMax, T)                                                                                \
  NPUIFY_ATOMIC(atomicAnd, T)                                                                                \
  NPUIFY_ATOMIC(atomicOr, T)                                                                                 \
  NPUIFY_ATOMIC(atomicXor, T)                                                                                \
  NPUIFY_ATOMIC_CAS(T)

NPUIFY_ATOMIC_INTEGER(int)
NPUIFY_ATOMIC_INTEGER(unsigned int)
NPUIFY_ATOMIC_INTEGER(unsigned long long)
NPUIFY_ATOMIC(atomicMin, long long)
NPUIFY_ATOMIC(atomicMax, long long)
NPUIFY_ATOMIC(atomicAnd, long long)
NPUIFY_ATOMIC(atomicOr, long long)
NPUIFY_ATOMIC(atomicXor, long long)
NPUIFY_ATOMIC(atomicAdd, float)
NPUIFY_ATOMIC(atomicAdd, double)
NPUIFY_ATOMIC(atomicAdd, float2)
NPUIFY_ATOMIC(atomicAdd, float4)
NPUIFY_ATOMIC(atomicExch, float)
NPUIFY_ATOMIC(atomicSub, int)
NPUIFY_ATOMIC(atomicSub, unsigned int)
NPUIFY_ATOMIC(atomicInc, unsigned int)
NPUIFY_ATOMIC(atomicDec, unsigned int)
NPUIFY_ATOMIC_CAS(unsigned short)

#undef NPUIFY_ATOMIC_INTEGER
#undef NPUIFY_ATOMIC_CAS
#undef NPUIFY_ATOMIC

#include <npuify/macros_restored.inc>

#endif
