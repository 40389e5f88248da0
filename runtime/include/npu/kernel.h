// SPDX-License-Identifier: Apache-2.0
// The device language: what a file with kernels includes first. It brings the host API, the qualifiers, the
// built-in variables and functions of the device, and the standard headers that a CUDA compiler includes
// unasked.
//
// assert() and printf() in kernels are the C library's own. A kernel's printf appears in stdout as it runs;
// what it returns is the number of its arguments where npucc compiles the kernel
// (docs/explanation/host-api.md). A failed assert in a kernel ends the kernel with npuErrorAssert, because
// libnpu answers the call that the C library's macro makes (runtime/src/cpu/assert.cpp); on the host it ends
// the process as usual.
#ifndef NPU_KERNEL_H
#define NPU_KERNEL_H

#include "npu/detail/macros_aside.inc"

// Defined in every translation unit written in the device language (the counterpart of __CUDACC__ and
// __NVCC__).
#define NPU_KERNEL_LANGUAGE 1

// Compute capability times 100 that device code is written for (the counterpart of __CUDA_ARCH__). The device
// branch of an #if is taken on every back end; code that must tell host from device at run time asks
// npu::in_kernel().
#ifndef NPU_DEVICE_ARCH
#define NPU_DEVICE_ARCH 700
#endif

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

#include "npu/detail/macros_restored.inc"

#endif
