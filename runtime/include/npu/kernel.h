// SPDX-License-Identifier: Apache-2.0
// The device language: what a file with kernels includes first. It brings the host API, the qualifiers, the built-in
// variables and functions of the device, and the standard headers that a CUDA compiler includes unasked.
//
// assert() and printf() in kernels are the C library's own. A kernel's printf appears in stdout as it runs; a failed
// assert ends the process with the library's message, as it does in host code. (CUDA ends the kernel and reports
// cudaErrorAssert at the next call. Redefining assert() would depend on the order of includes, because every
// <assert.h> defines it again.)
#ifndef NPU_KERNEL_H
#define NPU_KERNEL_H

#include "npu/qualifiers.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmath>
#include <cstdlib>
#include <new>
#include <utility>

#include "npu/runtime.hpp"

#include "npu/atomic.h"
#include "npu/intrinsics.h"
#include "npu/math.h"
#include "npu/warp.h"

#endif
