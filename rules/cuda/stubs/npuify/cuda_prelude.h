// SPDX-License-Identifier: Apache-2.0
// What nvcc gives every .cu file without being asked. Read before every kernel-language file.
#ifndef NPUIFY_CUDA_PRELUDE_H
#define NPUIFY_CUDA_PRELUDE_H

#include <npuify/macros_aside.inc>

#ifndef __CUDACC_VER_MAJOR__
#define __CUDACC_VER_MAJOR__ 12
#define __CUDACC_VER_MINOR__ 2
#define __CUDACC_VER_BUILD__ 0
#endif
#define __CUDACC_EXTENDED_LAMBDA__ 1
#define __CUDACC_RELAXED_CONSTEXPR__ 1

// Clang declares the allocation functions by itself, for the host; a kernel may place objects too.
#include <exception>
#include <new>
#include <stdlib.h>
__attribute__((device)) inline void *operator new(size_t, void *p) noexcept { return p; }
__attribute__((device)) inline void *operator new[](size_t, void *p) noexcept { return p; }

// Functions declared here may be called on both sides, as nvcc treats the C library. The pragma must not
// reach the C++ library or the user's code: it would turn overloads for host and device, and specialisations
// of kernels, into errors. C++ needs none, because templates and constexpr functions serve both sides anyway.
#pragma clang force_cuda_host_device begin
#define _GLIBCXX_INCLUDE_NEXT_C_HEADERS // the plain C headers only
#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#undef _GLIBCXX_INCLUDE_NEXT_C_HEADERS
#pragma clang force_cuda_host_device end

#include <cmath>
#include <math.h>
#include <utility>

#pragma clang force_cuda_host_device begin
#include "../cuda_runtime.h"
#pragma clang force_cuda_host_device end

#include <npuify/macros_restored.inc>

#endif
