// SPDX-License-Identifier: Apache-2.0
// The device functions that need no header of their own in CUDA.
#ifndef NPUIFY_DEVICE_FUNCTIONS_H
#define NPUIFY_DEVICE_FUNCTIONS_H

#include <npuify/macros_aside.inc>

#include "vector_types.h"
#ifdef __cplusplus
#include "device_atomic_functions.h"
#include "npuify/intrinsics.h"
#include "npuify/nv_atomic.h"
#include "npuify/simd_intrinsics.h"
#include "npuify/warp.h"
#endif

#include <npuify/macros_restored.inc>

#endif
