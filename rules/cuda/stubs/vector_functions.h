// SPDX-License-Identifier: Apache-2.0
// make_float4 and its family: one maker per short vector type.
#ifndef NPUIFY_VECTOR_FUNCTIONS_H
#define NPUIFY_VECTOR_FUNCTIONS_H

#include <npuify/macros_aside.inc>

#include "vector_types.h"

#define NPUIFY_MAKE(NAME, T)                                                                                 \
  NAME##1 make_##NAME##1(T x);                                                                               \
  NAME##2 make_##NAME##2(T x, T y);                                                                          \
  NAME##3 make_##NAME##3(T x, T y, T z);                                                                     \
  NAME##4 make_##NAME##4(T x, T y, T z, T w);

NPUIFY_MAKE(char, signed char)
NPUIFY_MAKE(uchar, unsigned char)
NPUIFY_MAKE(short, short)
NPUIFY_MAKE(ushort, unsigned short)
NPUIFY_MAKE(int, int)
NPUIFY_MAKE(uint, unsigned int)
NPUIFY_MAKE(long, long)
NPUIFY_MAKE(ulong, unsigned long)
NPUIFY_MAKE(longlong, long long)
NPUIFY_MAKE(ulonglong, unsigned long long)
NPUIFY_MAKE(float, float)
NPUIFY_MAKE(double, double)
#undef NPUIFY_MAKE

#include <npuify/macros_restored.inc>

#endif
