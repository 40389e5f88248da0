// SPDX-License-Identifier: Apache-2.0
// What nvcc gives every .cu file without being asked. Read before every kernel-language file.
#ifndef NPUIFY_CUDA_PRELUDE_H
#define NPUIFY_CUDA_PRELUDE_H

#ifndef __CUDACC_VER_MAJOR__
#define __CUDACC_VER_MAJOR__ 12
#define __CUDACC_VER_MINOR__ 0
#define __CUDACC_VER_BUILD__ 0
#endif
#define __CUDACC_EXTENDED_LAMBDA__ 1
#define __CUDACC_RELAXED_CONSTEXPR__ 1

// Clang knows the allocation functions of these three; they must come before the pragma.
#include <exception>
#include <new>
#include <stdlib.h>

// Everything from here on may be called on both sides, as nvcc treats the C and C++ library.
#pragma clang force_cuda_host_device begin

#include <assert.h>
#include <cmath>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <utility>

#include "../cuda_runtime.h"

#endif
