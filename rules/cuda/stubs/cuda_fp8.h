// SPDX-License-Identifier: Apache-2.0
// Eight-bit floating point, in the formats E4M3 and E5M2.
#ifndef NPUIFY_CUDA_FP8_H
#define NPUIFY_CUDA_FP8_H

#include <npuify/macros_aside.inc>
#define __CUDA_FP8_H__ // programs test the SDK's own guard

#include "cuda_bf16.h"
#include "cuda_fp16.h"

typedef unsigned char __nv_fp8_storage_t;
typedef unsigned short __nv_fp8x2_storage_t;
typedef unsigned int __nv_fp8x4_storage_t;
typedef enum __nv_saturation_t { __NV_NOSAT, __NV_SATFINITE } __nv_saturation_t;
typedef enum __nv_fp8_interpretation_t { __NV_E4M3, __NV_E5M2 } __nv_fp8_interpretation_t;

#ifdef __cplusplus
#pragma clang force_cuda_host_device begin
__nv_fp8_storage_t __nv_cvt_double_to_fp8(double x, __nv_saturation_t saturate,
                                          __nv_fp8_interpretation_t format);
__nv_fp8_storage_t __nv_cvt_float_to_fp8(float x, __nv_saturation_t saturate,
                                         __nv_fp8_interpretation_t format);
__nv_fp8_storage_t __nv_cvt_halfraw_to_fp8(__half_raw x, __nv_saturation_t saturate,
                                           __nv_fp8_interpretation_t format);
__nv_fp8_storage_t __nv_cvt_bfloat16raw_to_fp8(__nv_bfloat16_raw x, __nv_saturation_t saturate,
                                               __nv_fp8_interpretation_t format);
__nv_fp8x2_storage_t __nv_cvt_double2_to_fp8x2(double2 x, __nv_saturation_t saturate,
                                               __nv_fp8_interpretation_t format);
__nv_fp8x2_storage_t __nv_cvt_float2_to_fp8x2(float2 x, __nv_saturation_t saturate,
                                              __nv_fp8_interpretation_t format);
__nv_fp8x2_storage_t __nv_cvt_halfraw2_to_fp8x2(__half2_raw x, __nv_saturation_t saturate,
                                                __nv_fp8_interpretation_t format);
__nv_fp8x2_storage_t __nv_cvt_bfloat16raw2_to_fp8x2(__nv_bfloat162_raw x, __nv_saturation_t saturate,
                                                    __nv_fp8_interpretation_t format);
__half_raw __nv_cvt_fp8_to_halfraw(__nv_fp8_storage_t x, __nv_fp8_interpretation_t format);
__half2_raw __nv_cvt_fp8x2_to_halfraw2(__nv_fp8x2_storage_t x, __nv_fp8_interpretation_t format);

#define NPUIFY_FP8(NAME)                                                                                     \
  struct NAME {                                                                                              \
    __nv_fp8_storage_t __x;                                                                                  \
    NAME() = default;                                                                                        \
    explicit NAME(float f);                                                                                  \
    explicit NAME(double f);                                                                                 \
    explicit NAME(__half f);                                                                                 \
    explicit NAME(__nv_bfloat16 f);                                                                          \
    explicit NAME(int v);                                                                                    \
    explicit NAME(unsigned int v);                                                                           \
    explicit NAME(short v);                                                                                  \
    explicit NAME(unsigned short v);                                                                         \
    explicit NAME(long v);                                                                                   \
    explicit NAME(unsigned long v);                                                                          \
    explicit NAME(long long v);                                                                              \
    explicit NAME(unsigned long long v);                                                                     \
    explicit operator float() const;                                                                         \
    explicit operator double() const;                                                                        \
    explicit operator __half() const;                                                                        \
    explicit operator __nv_bfloat16() const;                                                                 \
    explicit operator bool() const;                                                                          \
    explicit operator int() const;                                                                           \
    explicit operator unsigned int() const;                                                                  \
    explicit operator unsigned char() const;                                                                 \
  };
NPUIFY_FP8(__nv_fp8_e4m3)
NPUIFY_FP8(__nv_fp8_e5m2)
#undef NPUIFY_FP8

#define NPUIFY_FP8_PACK(NAME, STORAGE, VECTOR)                                                               \
  struct NAME {                                                                                              \
    STORAGE __x;                                                                                             \
    NAME() = default;                                                                                        \
    explicit NAME(VECTOR v);                                                                                 \
    explicit operator VECTOR() const;                                                                        \
  };
NPUIFY_FP8_PACK(__nv_fp8x2_e4m3, __nv_fp8x2_storage_t, float2)
NPUIFY_FP8_PACK(__nv_fp8x2_e5m2, __nv_fp8x2_storage_t, float2)
NPUIFY_FP8_PACK(__nv_fp8x4_e4m3, __nv_fp8x4_storage_t, float4)
NPUIFY_FP8_PACK(__nv_fp8x4_e5m2, __nv_fp8x4_storage_t, float4)
#undef NPUIFY_FP8_PACK
#pragma clang force_cuda_host_device end
#endif

#include <npuify/macros_restored.inc>

#endif
