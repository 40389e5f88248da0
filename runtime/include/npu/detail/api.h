// SPDX-License-Identifier: Apache-2.0
// How the functions of the host API are declared in both C and C++.
#ifndef NPU_DETAIL_API_H
#define NPU_DETAIL_API_H

#include "npu/detail/export.h"

// A default argument in C++, nothing in C.
#ifdef __cplusplus
#define NPU_DEFAULT(value) = value
#else
#define NPU_DEFAULT(value)
#endif

// Around declarations of C functions that libnpu exports.
#ifdef __cplusplus
#define NPU_API_BEGIN                                                                                        \
  extern "C" {                                                                                               \
  _Pragma("GCC visibility push(default)")
#define NPU_API_END                                                                                          \
  _Pragma("GCC visibility pop")                                                                              \
  }
#else
#define NPU_API_BEGIN _Pragma("GCC visibility push(default)")
#define NPU_API_END _Pragma("GCC visibility pop")
#endif

#endif
