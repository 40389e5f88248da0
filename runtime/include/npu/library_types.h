// SPDX-License-Identifier: Apache-2.0
// Element types shared by the libraries (npu/blas.h and the like). R: real, C: complex; then bits and kind:
// F float, BF bfloat16, I signed, U unsigned.
#ifndef NPU_LIBRARY_TYPES_H
#define NPU_LIBRARY_TYPES_H

#include "npu/detail/macros_aside.inc"

typedef enum npuDataType_t {
  NPU_R_32F = 0,
  NPU_R_64F = 1,
  NPU_R_16F = 2,
  NPU_R_8I = 3,
  NPU_C_32F = 4,
  NPU_C_64F = 5,
  NPU_C_16F = 6,
  NPU_C_8I = 7,
  NPU_R_8U = 8,
  NPU_C_8U = 9,
  NPU_R_32I = 10,
  NPU_C_32I = 11,
  NPU_R_32U = 12,
  NPU_C_32U = 13,
  NPU_R_16BF = 14,
  NPU_C_16BF = 15,
  NPU_R_4I = 16,
  NPU_C_4I = 17,
  NPU_R_4U = 18,
  NPU_C_4U = 19,
  NPU_R_16I = 20,
  NPU_C_16I = 21,
  NPU_R_16U = 22,
  NPU_C_16U = 23,
  NPU_R_64I = 24,
  NPU_C_64I = 25,
  NPU_R_64U = 26,
  NPU_C_64U = 27,
  NPU_R_8F_E4M3 = 28,
  NPU_R_8F_E5M2 = 29
} npuDataType;

typedef enum npuLibraryPropertyType_t {
  NPU_MAJOR_VERSION = 0,
  NPU_MINOR_VERSION = 1,
  NPU_PATCH_LEVEL = 2
} npuLibraryPropertyType;

#include "npu/detail/macros_restored.inc"

#endif
