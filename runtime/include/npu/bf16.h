// SPDX-License-Identifier: Apache-2.0
// bfloat16 (8 exponent bits, 7 fraction bits: the upper half of a float) and bfloat162, for host and device.
#ifndef NPU_BF16_H
#define NPU_BF16_H

#include "npu/detail/macros_aside.inc"

#include "npu/atomic.h"
#include "npu/detail/small_float/codec.h"
#include "npu/math/functions.h"
#include "npu/vector_types.h"

#include <math.h>

#define NPU_T bfloat16
#define NPU_T2 bfloat162
struct npu_half;
#define NPU_TYPE npu_bfloat16
#define NPU_OTHER npu_half
#define NPU_TYPE2 npu_bfloat162
#define NPU_RAW npu_bfloat16_raw
#define NPU_RAW2 npu_bfloat162_raw
#define NPU_FORMAT bfloat16_format
#define NPU_NAMED(before, after) before##bfloat16##after
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

inline bfloat162 bfloat162bfloat162(bfloat16 x) { return bfloat162(x, x); }

using nv_bfloat16 = bfloat16;
using nv_bfloat162 = bfloat162;

} // namespace npu

#include "npu/detail/macros_restored.inc"

#endif
