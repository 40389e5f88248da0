// SPDX-License-Identifier: Apache-2.0
// The short vector types char1 ... double4, dim3, and the make_* functions; C and C++. They lie in the global
// namespace: programs define operators for them there (see docs/explanation/dialect.md). Sizes and alignments
// are CUDA's on a 64-bit Linux system: a 2- or 4-element vector is aligned to its size, but to at most 16
// bytes; vectors of 1 and 3 elements are aligned like one element.
#ifndef NPU_VECTOR_TYPES_H
#define NPU_VECTOR_TYPES_H

#include "npu/detail/macros_aside.inc"

#include "npu/detail/dim3.h"

#ifdef __cplusplus
#define NPU_DETAIL_MAKE constexpr inline
#define NPU_DETAIL_VALUE(type) type
#else
#define NPU_DETAIL_MAKE static inline
#define NPU_DETAIL_VALUE(type) (type)
#endif

// name: stem of the type names; T: element; a2, a4: alignments of the vectors of 2 and 4 in bytes.
#define NPU_DETAIL_VECTOR_1_2_4(name, T, a2, a4)                                                             \
  struct name##1 { T x; };                                                                                   \
  struct __attribute__((aligned(a2))) name##2 { T x, y; };                                                   \
  struct __attribute__((aligned(a4))) name##4 { T x, y, z, w; };                                             \
  typedef struct name##1 name##1;                                                                            \
  typedef struct name##2 name##2;                                                                            \
  typedef struct name##4 name##4;                                                                            \
  NPU_DETAIL_MAKE name##1 make_##name##1(T x) { return NPU_DETAIL_VALUE(name##1){x}; }                       \
  NPU_DETAIL_MAKE name##2 make_##name##2(T x, T y) { return NPU_DETAIL_VALUE(name##2){x, y}; }               \
  NPU_DETAIL_MAKE name##4 make_##name##4(T x, T y, T z, T w) { return NPU_DETAIL_VALUE(name##4){x, y, z, w}; }

#define NPU_DETAIL_VECTOR_3(name, T)                                                                         \
  struct name##3 { T x, y, z; };                                                                             \
  typedef struct name##3 name##3;

#define NPU_DETAIL_MAKE_3(name, T)                                                                           \
  NPU_DETAIL_MAKE name##3 make_##name##3(T x, T y, T z) { return NPU_DETAIL_VALUE(name##3){x, y, z}; }

#define NPU_DETAIL_VECTOR(name, T, a2, a4)                                                                   \
  NPU_DETAIL_VECTOR_1_2_4(name, T, a2, a4)                                                                   \
  NPU_DETAIL_VECTOR_3(name, T)                                                                               \
  NPU_DETAIL_MAKE_3(name, T)

NPU_DETAIL_VECTOR(char, signed char, 2, 4)
NPU_DETAIL_VECTOR(uchar, unsigned char, 2, 4)
NPU_DETAIL_VECTOR(short, short, 4, 8)
NPU_DETAIL_VECTOR(ushort, unsigned short, 4, 8)
NPU_DETAIL_VECTOR(int, int, 8, 16)
NPU_DETAIL_VECTOR_1_2_4(uint, unsigned int, 8, 16) // uint3: npu/detail/dim3.h
NPU_DETAIL_MAKE_3(uint, unsigned int)
NPU_DETAIL_VECTOR(long, long, 16, 16)
NPU_DETAIL_VECTOR(ulong, unsigned long, 16, 16)
NPU_DETAIL_VECTOR(longlong, long long, 16, 16)
NPU_DETAIL_VECTOR(ulonglong, unsigned long long, 16, 16)
NPU_DETAIL_VECTOR(float, float, 8, 16)
NPU_DETAIL_VECTOR(double, double, 16, 16)

#undef NPU_DETAIL_VECTOR
#undef NPU_DETAIL_VECTOR_3
#undef NPU_DETAIL_MAKE_3
#undef NPU_DETAIL_VECTOR_1_2_4
#undef NPU_DETAIL_VALUE
#undef NPU_DETAIL_MAKE

#include "npu/detail/macros_restored.inc"

#endif
