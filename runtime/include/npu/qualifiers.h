// SPDX-License-Identifier: Apache-2.0
// The qualifiers of the device language. They may stand in plain host files too (which do not include
// npu/kernel.h).
#ifndef NPU_QUALIFIERS_H
#define NPU_QUALIFIERS_H

#include "npu/detail/macros_aside.inc"

// The CUDA release whose API the runtime follows: 1000 * major + 10 * minor.
#ifndef NPU_RUNTIME_CUDA_VERSION
#define NPU_RUNTIME_CUDA_VERSION 12020
#endif

// The compiler release that this corresponds to (the counterpart of __CUDACC_VER_MAJOR__ and its like).
#define NPU_CUDACC_VER_MAJOR (NPU_RUNTIME_CUDA_VERSION / 1000)
#define NPU_CUDACC_VER_MINOR (NPU_RUNTIME_CUDA_VERSION % 1000 / 10)
#define NPU_CUDACC_VER_BUILD 0

// Where a function runs and where a variable lives. On the CPU host and device share one address space and
// one instruction set, so these only document.
#ifdef NPU_KERNEL_PASSES // npucc makes compiled forms of the functions that are marked so
#define NPU_GLOBAL __attribute__((annotate("npu_kernel")))
#define NPU_LAUNCH_BOUNDS(...) __attribute__((annotate("npu_launch_bounds", __VA_ARGS__)))
#define NPU_MANAGED __attribute__((annotate("npu_managed")))
#else
#define NPU_GLOBAL
#define NPU_LAUNCH_BOUNDS(...)
#define NPU_MANAGED
#endif
#define NPU_DEVICE
#define NPU_HOST
#define NPU_CONSTANT
#define NPU_GRID_CONSTANT
#define NPU_CLUSTER_DIMS(...)
#define NPU_MAXNREG(...)

// One copy per block: a block runs on one OS thread from start to end, so thread-local storage is block
// storage. Like CUDA's, its contents are undefined when a block starts.
#define NPU_SHARED thread_local

#define NPU_FORCEINLINE __inline__ __attribute__((always_inline))
#define NPU_NOINLINE __attribute__((noinline))
// Of a parameter for what only some lanes have set: no licence to assume that all have.
#if defined(__clang__) && __has_attribute(maybe_undef)
#define NPU_DETAIL_MAYBE_UNSET __attribute__((maybe_undef))
#else
#define NPU_DETAIL_MAYBE_UNSET
#endif
#define NPU_ALIGN(n) __attribute__((aligned(n)))

// Declares `name` as a reference to an array of T of unknown bound that lies over the block's dynamic shared
// memory (the third launch parameter, in bytes; aligned to at least 16). T may itself be an array type:
// float[33]. As in CUDA, every such declaration in a kernel names the same memory.
#define NPU_DYNAMIC_SHARED(T, name)                                                                          \
  ::npu::detail::unbounded_array<T> &name =                                                                  \
      *static_cast<::npu::detail::unbounded_array<T> *>(::npu::detail::dynamic_shared())

namespace npu {
namespace detail {
template <class T> struct unbounded {
  using type = T[];
};
template <class T> using unbounded_array = typename unbounded<T>::type;
} // namespace detail
} // namespace npu

#include "npu/detail/macros_restored.inc"

#endif
