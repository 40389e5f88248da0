// SPDX-License-Identifier: Apache-2.0
// The intrinsic functions of the device language outside of mathematics, atomics and warps.
#ifndef NPU_INTRINSICS_H
#define NPU_INTRINSICS_H

#include "npu/intrinsics/block.h"
#include "npu/intrinsics/convert.h"
#include "npu/intrinsics/integer.h"
#include "npu/intrinsics/memory.h"
#include "npu/intrinsics/simd.h"

#endif
