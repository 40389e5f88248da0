// SPDX-License-Identifier: Apache-2.0
// What programs see of the samples' helper_math.h; the runtime's npu/helpers/helper_math.h stands in for it.
#ifndef NPUIFY_HELPER_MATH_H
#define NPUIFY_HELPER_MATH_H

#include <npuify/macros_aside.inc>

#include "cuda_runtime.h"
#include <math.h>
#include <stdlib.h>

typedef unsigned int uint;
typedef unsigned short ushort;

#define NPUIFY_HELPER __host__ __device__

#ifndef __CUDACC__
int min(int a, int b);
int max(int a, int b);
float rsqrtf(float x);
#endif

#if !(defined(__GLIBCXX__) && __cplusplus > 201703L)
NPUIFY_HELPER float lerp(float a, float b, float t);
#endif
NPUIFY_HELPER float clamp(float f, float a, float b);
NPUIFY_HELPER int clamp(int f, int a, int b);
NPUIFY_HELPER uint clamp(uint f, uint a, uint b);
NPUIFY_HELPER float fracf(float v);
NPUIFY_HELPER float smoothstep(float a, float b, float x);

#define NPUIFY_MAKE(S, T, S1, S2)                                                                            \
  NPUIFY_HELPER S##2 make_##S##2(T s);                                                                       \
  NPUIFY_HELPER S##2 make_##S##2(S##3 a);                                                                    \
  NPUIFY_HELPER S##2 make_##S##2(S1##2 a);                                                                   \
  NPUIFY_HELPER S##2 make_##S##2(S2##2 a);                                                                   \
  NPUIFY_HELPER S##3 make_##S##3(T s);                                                                       \
  NPUIFY_HELPER S##3 make_##S##3(S##2 a);                                                                    \
  NPUIFY_HELPER S##3 make_##S##3(S##2 a, T s);                                                               \
  NPUIFY_HELPER S##3 make_##S##3(S##4 a);                                                                    \
  NPUIFY_HELPER S##3 make_##S##3(S1##3 a);                                                                   \
  NPUIFY_HELPER S##3 make_##S##3(S2##3 a);                                                                   \
  NPUIFY_HELPER S##4 make_##S##4(T s);                                                                       \
  NPUIFY_HELPER S##4 make_##S##4(S##3 a);                                                                    \
  NPUIFY_HELPER S##4 make_##S##4(S##3 a, T w);                                                               \
  NPUIFY_HELPER S##4 make_##S##4(S1##4 a);                                                                   \
  NPUIFY_HELPER S##4 make_##S##4(S2##4 a);
NPUIFY_MAKE(float, float, int, uint)
NPUIFY_MAKE(int, int, float, uint)
NPUIFY_MAKE(uint, uint, float, int)

#define NPUIFY_OPERATOR(V, T, op)                                                                            \
  NPUIFY_HELPER V operator op(V a, V b);                                                                     \
  NPUIFY_HELPER V operator op(V a, T b);                                                                     \
  NPUIFY_HELPER V operator op(T a, V b);                                                                     \
  NPUIFY_HELPER void operator op##=(V &a, V b);                                                              \
  NPUIFY_HELPER void operator op##=(V &a, T b);
#define NPUIFY_ALL(V, T)                                                                                     \
  NPUIFY_OPERATOR(V, T, +)                                                                                   \
  NPUIFY_OPERATOR(V, T, -)                                                                                   \
  NPUIFY_OPERATOR(V, T, *)                                                                                   \
  NPUIFY_HELPER T dot(V a, V b);                                                                             \
  NPUIFY_HELPER V clamp(V v, T a, T b);                                                                      \
  NPUIFY_HELPER V clamp(V v, V a, V b);
#define NPUIFY_SIGNED(V) NPUIFY_HELPER V operator-(V a);
#define NPUIFY_INTEGER(V)                                                                                    \
  NPUIFY_HELPER V min(V a, V b);                                                                             \
  NPUIFY_HELPER V max(V a, V b);
#define NPUIFY_FLOAT(V)                                                                                      \
  NPUIFY_OPERATOR(V, float, /)                                                                               \
  NPUIFY_HELPER V fminf(V a, V b);                                                                           \
  NPUIFY_HELPER V fmaxf(V a, V b);                                                                           \
  NPUIFY_HELPER V fmodf(V a, V b);                                                                           \
  NPUIFY_HELPER V floorf(V a);                                                                               \
  NPUIFY_HELPER V fracf(V a);                                                                                \
  NPUIFY_HELPER V fabs(V a);                                                                                 \
  NPUIFY_HELPER V lerp(V a, V b, float t);                                                                   \
  NPUIFY_HELPER float length(V v);                                                                           \
  NPUIFY_HELPER V normalize(V v);                                                                            \
  NPUIFY_HELPER V smoothstep(V a, V b, V v);
#define NPUIFY_SIZE(N)                                                                                       \
  NPUIFY_ALL(float##N, float)                                                                                \
  NPUIFY_ALL(int##N, int)                                                                                    \
  NPUIFY_ALL(uint##N, uint)                                                                                  \
  NPUIFY_SIGNED(float##N)                                                                                    \
  NPUIFY_SIGNED(int##N)                                                                                      \
  NPUIFY_INTEGER(int##N)                                                                                     \
  NPUIFY_INTEGER(uint##N)                                                                                    \
  NPUIFY_FLOAT(float##N)                                                                                     \
  NPUIFY_HELPER int##N abs(int##N a);
NPUIFY_SIZE(2)
NPUIFY_SIZE(3)
NPUIFY_SIZE(4)

NPUIFY_HELPER float3 reflect(float3 i, float3 n);
NPUIFY_HELPER float3 cross(float3 a, float3 b);

#undef NPUIFY_HELPER
#undef NPUIFY_MAKE
#undef NPUIFY_OPERATOR
#undef NPUIFY_ALL
#undef NPUIFY_SIGNED
#undef NPUIFY_INTEGER
#undef NPUIFY_FLOAT
#undef NPUIFY_SIZE

#include <npuify/macros_restored.inc>

#endif
