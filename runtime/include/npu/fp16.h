// SPDX-License-Identifier: Apache-2.0
// half (IEEE binary16: 5 exponent bits, 10 fraction bits) and half2, for host and device.
#ifndef NPU_FP16_H
#define NPU_FP16_H

#include "npu/detail/macros_aside.inc"

#include "npu/atomic.h"
#include "npu/detail/small_float/codec.h"
#include "npu/math/functions.h"
#include "npu/vector_types.h"

#include <math.h>

#define NPU_T half
#define NPU_T2 half2
struct npu_bfloat16;
#define NPU_TYPE npu_half
#define NPU_OTHER npu_bfloat16
#define NPU_TYPE2 npu_half2
#define NPU_RAW npu_half_raw
#define NPU_RAW2 npu_half2_raw
#define NPU_FORMAT half_format
#define NPU_NAMED(before, after) before##half##after
// clang-format off
#include "npu/detail/small_float/scalar.inc"
#include "npu/detail/small_float/pair.inc"
// clang-format on
#undef NPU_T
#undef NPU_T2
#undef NPU_TYPE
#undef NPU_OTHER
#undef NPU_TYPE2
#undef NPU_RAW
#undef NPU_RAW2
#undef NPU_FORMAT
#undef NPU_NAMED

namespace npu {

inline half2 half2half2(half x) { return half2(x, x); }

} // namespace npu

#include "npu/detail/macros_restored.inc"

#endif
