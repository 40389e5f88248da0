// SPDX-License-Identifier: Apache-2.0
// Stand-in for the header of that name that comes with CUDA's samples: arithmetic on the short vector types,
// on the host and on the device. Operators and functions work element by element; a scalar operand counts for
// every element. Integer vectors have no division, as in the original.
#ifndef NPU_HELPERS_HELPER_MATH_H
#define NPU_HELPERS_HELPER_MATH_H

#include "npu/detail/macros_aside.inc"

#include "npu/qualifiers.h"
#include "npu/vector_types.h"

#include <math.h>
#include <stdlib.h>

typedef unsigned int uint;
typedef unsigned short ushort;

#define NPU_DETAIL_HELPER NPU_HOST NPU_DEVICE inline

// ---- scalars ----

namespace npu {
namespace detail {
template <class T> NPU_DETAIL_HELPER T lesser(T a, T b) { return b < a ? b : a; }
template <class T> NPU_DETAIL_HELPER T greater(T a, T b) { return a < b ? b : a; }
NPU_DETAIL_HELPER float blend(float a, float b, float t) { return a + t * (b - a); }
} // namespace detail
} // namespace npu

#ifndef NPU_KERNEL_LANGUAGE // there they are built in
NPU_DETAIL_HELPER int min(int a, int b) { return npu::detail::lesser(a, b); }
NPU_DETAIL_HELPER int max(int a, int b) { return npu::detail::greater(a, b); }
NPU_DETAIL_HELPER float rsqrtf(float x) { return 1.0f / sqrtf(x); }
#endif

#if !(defined(__GLIBCXX__) && __cplusplus > 201703L) // whose math.h brings it from C++20 on
NPU_DETAIL_HELPER float lerp(float a, float b, float t) { return npu::detail::blend(a, b, t); }
#endif
NPU_DETAIL_HELPER float clamp(float f, float a, float b) { return fmaxf(a, fminf(f, b)); }
NPU_DETAIL_HELPER int clamp(int f, int a, int b) {
  return npu::detail::greater(a, npu::detail::lesser(f, b));
}
NPU_DETAIL_HELPER uint clamp(uint f, uint a, uint b) {
  return npu::detail::greater(a, npu::detail::lesser(f, b));
}
NPU_DETAIL_HELPER float fracf(float v) { return v - floorf(v); }
NPU_DETAIL_HELPER float smoothstep(float a, float b, float x) {
  const float y = clamp((x - a) / (b - a), 0.0f, 1.0f);
  return y * y * (3.0f - 2.0f * y);
}

// ---- making vectors of one scalar, of other vectors, and of other elements ----

// T: element type; S: its stem in the names of the vector types; S1, S2: the stems of the other two.
#define NPU_DETAIL_MAKE(S, T, S1, S2)                                                                        \
  NPU_DETAIL_HELPER S##2 make_##S##2(T s) { return make_##S##2(s, s); }                                      \
  NPU_DETAIL_HELPER S##2 make_##S##2(S##3 a) { return make_##S##2(a.x, a.y); }                               \
  NPU_DETAIL_HELPER S##2 make_##S##2(S1##2 a) { return make_##S##2(T(a.x), T(a.y)); }                        \
  NPU_DETAIL_HELPER S##2 make_##S##2(S2##2 a) { return make_##S##2(T(a.x), T(a.y)); }                        \
  NPU_DETAIL_HELPER S##3 make_##S##3(T s) { return make_##S##3(s, s, s); }                                   \
  NPU_DETAIL_HELPER S##3 make_##S##3(S##2 a) { return make_##S##3(a.x, a.y, T(0)); }                         \
  NPU_DETAIL_HELPER S##3 make_##S##3(S##2 a, T s) { return make_##S##3(a.x, a.y, s); }                       \
  NPU_DETAIL_HELPER S##3 make_##S##3(S##4 a) { return make_##S##3(a.x, a.y, a.z); }                          \
  NPU_DETAIL_HELPER S##3 make_##S##3(S1##3 a) { return make_##S##3(T(a.x), T(a.y), T(a.z)); }                \
  NPU_DETAIL_HELPER S##3 make_##S##3(S2##3 a) { return make_##S##3(T(a.x), T(a.y), T(a.z)); }                \
  NPU_DETAIL_HELPER S##4 make_##S##4(T s) { return make_##S##4(s, s, s, s); }                                \
  NPU_DETAIL_HELPER S##4 make_##S##4(S##3 a) { return make_##S##4(a.x, a.y, a.z, T(0)); }                    \
  NPU_DETAIL_HELPER S##4 make_##S##4(S##3 a, T w) { return make_##S##4(a.x, a.y, a.z, w); }                  \
  NPU_DETAIL_HELPER S##4 make_##S##4(S1##4 a) { return make_##S##4(T(a.x), T(a.y), T(a.z), T(a.w)); }        \
  NPU_DETAIL_HELPER S##4 make_##S##4(S2##4 a) { return make_##S##4(T(a.x), T(a.y), T(a.z), T(a.w)); }

NPU_DETAIL_MAKE(float, float, int, uint)
NPU_DETAIL_MAKE(int, int, float, uint)
NPU_DETAIL_MAKE(uint, uint, float, int)

// ---- element by element ----

// MAP_N makes a vector of expression(argument, element), SUM_N adds them up.
#define NPU_DETAIL_MAP_2(V, expression, argument) make_##V(expression(argument, x), expression(argument, y))
#define NPU_DETAIL_MAP_3(V, expression, argument)                                                            \
  make_##V(expression(argument, x), expression(argument, y), expression(argument, z))
#define NPU_DETAIL_MAP_4(V, expression, argument)                                                            \
  make_##V(expression(argument, x), expression(argument, y), expression(argument, z), expression(argument, w))
#define NPU_DETAIL_SUM_2(expression, argument) expression(argument, x) + expression(argument, y)
#define NPU_DETAIL_SUM_3(expression, argument)                                                               \
  NPU_DETAIL_SUM_2(expression, argument) + expression(argument, z)
#define NPU_DETAIL_SUM_4(expression, argument)                                                               \
  NPU_DETAIL_SUM_3(expression, argument) + expression(argument, w)

#define NPU_DETAIL_BOTH(op, e) a.e op b.e
#define NPU_DETAIL_LEFT(op, e) a.e op b
#define NPU_DETAIL_RIGHT(op, e) a op b.e
#define NPU_DETAIL_PREFIX(op, e) op a.e
#define NPU_DETAIL_CALL_1(f, e) f(a.e)
#define NPU_DETAIL_CALL_2(f, e) f(a.e, b.e)
#define NPU_DETAIL_LIMITS(f, e) f(v.e, a.e, b.e)
#define NPU_DETAIL_SCALAR_LIMITS(f, e) f(v.e, a, b)
#define NPU_DETAIL_BLEND(f, e) f(a.e, b.e, t)

// V: vector type; T: element type; N: number of elements.
#define NPU_DETAIL_OPERATOR(V, T, N, op)                                                                     \
  NPU_DETAIL_HELPER V operator op(V a, V b) { return NPU_DETAIL_MAP_##N(V, NPU_DETAIL_BOTH, op); }           \
  NPU_DETAIL_HELPER V operator op(V a, T b) { return NPU_DETAIL_MAP_##N(V, NPU_DETAIL_LEFT, op); }           \
  NPU_DETAIL_HELPER V operator op(T a, V b) { return NPU_DETAIL_MAP_##N(V, NPU_DETAIL_RIGHT, op); }          \
  NPU_DETAIL_HELPER void operator op##=(V &a, V b) { a = a op b; }                                           \
  NPU_DETAIL_HELPER void operator op##=(V &a, T b) { a = a op b; }

#define NPU_DETAIL_ALL(V, T, N)                                                                              \
  NPU_DETAIL_OPERATOR(V, T, N, +)                                                                            \
  NPU_DETAIL_OPERATOR(V, T, N, -)                                                                            \
  NPU_DETAIL_OPERATOR(V, T, N, *)                                                                            \
  NPU_DETAIL_HELPER T dot(V a, V b) { return NPU_DETAIL_SUM_##N(NPU_DETAIL_BOTH, *); }                       \
  NPU_DETAIL_HELPER V clamp(V v, T a, T b) {                                                                 \
    return NPU_DETAIL_MAP_##N(V, NPU_DETAIL_SCALAR_LIMITS, clamp);                                           \
  }                                                                                                          \
  NPU_DETAIL_HELPER V clamp(V v, V a, V b) { return NPU_DETAIL_MAP_##N(V, NPU_DETAIL_LIMITS, clamp); }

#define NPU_DETAIL_SIGNED(V, N)                                                                              \
  NPU_DETAIL_HELPER V operator-(V a) { return NPU_DETAIL_MAP_##N(V, NPU_DETAIL_PREFIX, -); }

#define NPU_DETAIL_INTEGER(V, N)                                                                             \
  NPU_DETAIL_HELPER V min(V a, V b) {                                                                        \
    return NPU_DETAIL_MAP_##N(V, NPU_DETAIL_CALL_2, npu::detail::lesser);                                    \
  }                                                                                                          \
  NPU_DETAIL_HELPER V max(V a, V b) { return NPU_DETAIL_MAP_##N(V, NPU_DETAIL_CALL_2, npu::detail::greater); }

#define NPU_DETAIL_FLOAT(V, N)                                                                               \
  NPU_DETAIL_OPERATOR(V, float, N, /)                                                                        \
  NPU_DETAIL_HELPER V fminf(V a, V b) { return NPU_DETAIL_MAP_##N(V, NPU_DETAIL_CALL_2, fminf); }            \
  NPU_DETAIL_HELPER V fmaxf(V a, V b) { return NPU_DETAIL_MAP_##N(V, NPU_DETAIL_CALL_2, fmaxf); }            \
  NPU_DETAIL_HELPER V fmodf(V a, V b) { return NPU_DETAIL_MAP_##N(V, NPU_DETAIL_CALL_2, fmodf); }            \
  NPU_DETAIL_HELPER V floorf(V a) { return NPU_DETAIL_MAP_##N(V, NPU_DETAIL_CALL_1, floorf); }               \
  NPU_DETAIL_HELPER V fracf(V a) { return NPU_DETAIL_MAP_##N(V, NPU_DETAIL_CALL_1, fracf); }                 \
  NPU_DETAIL_HELPER V fabs(V a) { return NPU_DETAIL_MAP_##N(V, NPU_DETAIL_CALL_1, fabsf); }                  \
  NPU_DETAIL_HELPER V lerp(V a, V b, float t) {                                                              \
    return NPU_DETAIL_MAP_##N(V, NPU_DETAIL_BLEND, npu::detail::blend);                                      \
  }                                                                                                          \
  NPU_DETAIL_HELPER float length(V v) { return sqrtf(dot(v, v)); }                                           \
  NPU_DETAIL_HELPER V normalize(V v) { return v * (1.0f / sqrtf(dot(v, v))); }                               \
  NPU_DETAIL_HELPER V smoothstep(V a, V b, V v) {                                                            \
    const V y = clamp((v - a) / (b - a), 0.0f, 1.0f);                                                        \
    return y * y * (3.0f - 2.0f * y);                                                                        \
  }

#define NPU_DETAIL_SIZE(N)                                                                                   \
  NPU_DETAIL_ALL(float##N, float, N)                                                                         \
  NPU_DETAIL_ALL(int##N, int, N)                                                                             \
  NPU_DETAIL_ALL(uint##N, uint, N)                                                                           \
  NPU_DETAIL_SIGNED(float##N, N)                                                                             \
  NPU_DETAIL_SIGNED(int##N, N)                                                                               \
  NPU_DETAIL_INTEGER(int##N, N)                                                                              \
  NPU_DETAIL_INTEGER(uint##N, N)                                                                             \
  NPU_DETAIL_FLOAT(float##N, N)                                                                              \
  NPU_DETAIL_HELPER int##N abs(int##N a) { return NPU_DETAIL_MAP_##N(int##N, NPU_DETAIL_CALL_1, abs); }

NPU_DETAIL_SIZE(2)
NPU_DETAIL_SIZE(3)
NPU_DETAIL_SIZE(4)

/// What bounces off a surface with normal \p n when it comes along \p i.
NPU_DETAIL_HELPER float3 reflect(float3 i, float3 n) { return i - 2.0f * n * dot(n, i); }
NPU_DETAIL_HELPER float3 cross(float3 a, float3 b) {
  return make_float3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x);
}

#undef NPU_DETAIL_HELPER
#undef NPU_DETAIL_MAKE
#undef NPU_DETAIL_MAP_2
#undef NPU_DETAIL_MAP_3
#undef NPU_DETAIL_MAP_4
#undef NPU_DETAIL_SUM_2
#undef NPU_DETAIL_SUM_3
#undef NPU_DETAIL_SUM_4
#undef NPU_DETAIL_BOTH
#undef NPU_DETAIL_LEFT
#undef NPU_DETAIL_RIGHT
#undef NPU_DETAIL_PREFIX
#undef NPU_DETAIL_CALL_1
#undef NPU_DETAIL_CALL_2
#undef NPU_DETAIL_LIMITS
#undef NPU_DETAIL_SCALAR_LIMITS
#undef NPU_DETAIL_BLEND
#undef NPU_DETAIL_OPERATOR
#undef NPU_DETAIL_ALL
#undef NPU_DETAIL_SIGNED
#undef NPU_DETAIL_INTEGER
#undef NPU_DETAIL_FLOAT
#undef NPU_DETAIL_SIZE

#include "npu/detail/macros_restored.inc"

#endif // NPU_HELPERS_HELPER_MATH_H
