// SPDX-License-Identifier: Apache-2.0
// Applies X(T) to families of types; included by the device headers, which use it for overloads.
#ifndef NPUIFY_EACH_TYPE_H
#define NPUIFY_EACH_TYPE_H

#define NPUIFY_EACH_INTEGER(X)                                                                               \
  X(int) X(unsigned int) X(long) X(unsigned long) X(long long) X(unsigned long long)
#define NPUIFY_EACH_NUMBER(X) NPUIFY_EACH_INTEGER(X) X(float) X(double)
// clang-format does not settle on this list.
// clang-format off
#define NPUIFY_EACH_VECTOR(X)                                                                                \
  X(char2) X(char4) X(uchar2) X(uchar4) X(short2) X(short4) X(ushort2) X(ushort4) X(int2) X(int4) X(uint2)   \
  X(uint4) X(longlong2) X(ulonglong2) X(float2) X(float4) X(double2)
// clang-format on

#endif
