// SPDX-License-Identifier: Apache-2.0
// The builtin variables of a kernel, as plain constants.
#ifndef NPUIFY_DEVICE_LAUNCH_PARAMETERS_H
#define NPUIFY_DEVICE_LAUNCH_PARAMETERS_H

#include <npuify/macros_aside.inc>

#include "vector_types.h"

#ifdef __cplusplus
extern "C" {
#endif
extern const uint3 threadIdx;
extern const uint3 blockIdx;
extern const dim3 blockDim;
extern const dim3 gridDim;
extern const int warpSize;
#ifdef __cplusplus
}
#endif

#include <npuify/macros_restored.inc>

#endif
