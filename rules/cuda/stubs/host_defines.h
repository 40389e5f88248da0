// SPDX-License-Identifier: Apache-2.0
// CUDA's qualifiers: attributes in the kernel language, nothing in a plain host file.
#ifndef NPUIFY_HOST_DEFINES_H
#define NPUIFY_HOST_DEFINES_H

#include <npuify/macros_aside.inc>

#define CUDARTAPI
#define CUDART_CB
#define CUDARTAPI_CDECL
#define CUDAAPI
#define CUDA_CB
#define __cudart_builtin__
#define __device_builtin__
#define __device_builtin_texture_type__
#define __device_builtin_surface_type__
#define __nv_pure__

// A default argument in C++, nothing in C.
#ifdef __cplusplus
#define NPUIFY_DEFAULT(v) = v
#else
#define NPUIFY_DEFAULT(v)
#endif

#define __align__(n) __attribute__((aligned(n)))
#define __builtin_align__(n) __attribute__((aligned(n)))
#define __forceinline__ __inline__ __attribute__((always_inline))
#define __grid_constant__
#define __maxnreg__(...)
#define __cluster_dims__(...)
#define __block_size__(...)

#if defined(__CUDACC__) && defined(__CUDA__)
// The underscored attribute names keep a user's macro `device` or `shared` out of the expansion.
#define __global__ __attribute__((__global__))
#define __device__ __attribute__((__device__))
#define __host__ __attribute__((__host__))
#define __shared__ __attribute__((__shared__))
#define __constant__ __attribute__((__constant__))
#define __managed__ __device__
#define __launch_bounds__(...) __attribute__((__launch_bounds__(__VA_ARGS__)))
#define __noinline__ __noinline__ // Clang's own keyword; a macro so that its uses are seen
#else
#define __global__
#define __device__
#define __host__
#define __shared__
#define __constant__
#define __managed__
#define __launch_bounds__(...)
#endif

#include <npuify/macros_restored.inc>

#endif
