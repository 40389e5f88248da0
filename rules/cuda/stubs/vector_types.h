// SPDX-License-Identifier: Apache-2.0
// CUDA's short vector types and dim3, with CUDA's sizes and alignments. Usable from C.
#ifndef NPUIFY_VECTOR_TYPES_H
#define NPUIFY_VECTOR_TYPES_H

#include <npuify/macros_aside.inc>
#define __VECTOR_TYPES_H__ // programs test the SDK's own guard

#include "host_defines.h"

// NAME is the stem (float), T the element, A2 and A4 the alignments of the 2 and 4 element types.
#define NPUIFY_VECTOR(NAME, T, A2, A4)                                                                       \
  struct NAME##1 { T x; };                                                                                   \
  struct __attribute__((aligned(A2))) NAME##2 { T x, y; };                                                   \
  struct NAME##3 { T x, y, z; };                                                                             \
  struct __attribute__((aligned(A4))) NAME##4 { T x, y, z, w; };                                             \
  typedef struct NAME##1 NAME##1;                                                                            \
  typedef struct NAME##2 NAME##2;                                                                            \
  typedef struct NAME##3 NAME##3;                                                                            \
  typedef struct NAME##4 NAME##4;

NPUIFY_VECTOR(char, signed char, 2, 4)
NPUIFY_VECTOR(uchar, unsigned char, 2, 4)
NPUIFY_VECTOR(short, short, 4, 8)
NPUIFY_VECTOR(ushort, unsigned short, 4, 8)
NPUIFY_VECTOR(int, int, 8, 16)
NPUIFY_VECTOR(uint, unsigned int, 8, 16)
NPUIFY_VECTOR(long, long, 16, 16)
NPUIFY_VECTOR(ulong, unsigned long, 16, 16)
NPUIFY_VECTOR(longlong, long long, 16, 16)
NPUIFY_VECTOR(ulonglong, unsigned long long, 16, 16)
NPUIFY_VECTOR(float, float, 8, 16)
NPUIFY_VECTOR(double, double, 16, 16)
#undef NPUIFY_VECTOR

struct dim3 {
  unsigned int x, y, z;
#ifdef __cplusplus
  constexpr dim3(unsigned int x = 1, unsigned int y = 1, unsigned int z = 1) : x(x), y(y), z(z) {}
  constexpr dim3(uint3 v) : x(v.x), y(v.y), z(v.z) {}
  constexpr operator uint3() const { return uint3{x, y, z}; }
#endif
};
typedef struct dim3 dim3;

#include <npuify/macros_restored.inc>

#endif
