// SPDX-License-Identifier: Apache-2.0
// The mathematical functions of the device language that the C and C++ libraries do not have. sqrtf, sin,
// pow, abs, isnan and the rest of <cmath> are used as they are.
#ifndef NPU_MATH_H
#define NPU_MATH_H

#include "npu/math/fast.h"
#include "npu/math/functions.h"
#include "npu/math/min_max.h"
#include "npu/math/rounding.h"
#include "npu/math/special.h"

#endif
