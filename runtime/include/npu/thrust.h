// SPDX-License-Identifier: Apache-2.0
// Thrust in migrated code: the library's own sequential back end (the headers of libthrust-dev, Apache-2.0),
// told to take `thrust::device` as the host. Thrust works on the calling thread at once, so operations that
// were enqueued before it must have ended by then: including this header makes the process wait after each
// enqueued operation, as CUDA_LAUNCH_BLOCKING=1 does. C++ only; include it before any Thrust header.
#ifndef NPU_THRUST_H
#define NPU_THRUST_H

#include "npu/detail/macros_aside.inc"

#ifndef THRUST_DEVICE_SYSTEM
#define THRUST_DEVICE_SYSTEM THRUST_DEVICE_SYSTEM_CPP
#endif

#include "npu/detail/export.h"
#include "npu/runtime.hpp"

#include "npu/thrust/vectors.h"

#include <thrust/execution_policy.h>
#include <thrust/system/cpp/execution_policy.h>
#include <thrust/system_error.h>

// Programs count on what the back end for CUDA, which contains CUB, brings along.
#include <thrust/distance.h>
#include <thrust/extrema.h>
#include <thrust/fill.h>
#include <thrust/for_each.h>
#include <thrust/sequence.h>
#include <thrust/transform.h>

#include <algorithm>
#include <iostream>
#include <iterator>
#include <limits>
#include <map>
#include <memory>
#include <new>
#include <set>
#include <string>
#include <vector>

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

namespace npu {
namespace detail {
NPU_API void block_after_each_operation();
namespace {
struct thrust_user {
  thrust_user() { block_after_each_operation(); }
} const thrust_user_instance;
} // namespace
} // namespace detail
} // namespace npu

// What lies in Thrust's namespaces for CUDA. Programs also name thrust::system::cuda.
namespace thrust {
namespace cuda {

// par.on(stream), par(allocator).on(stream): the stream does not matter, all work before has ended.
template <class Policy> struct on_any_stream : Policy {
  using Policy::Policy;
  on_any_stream(const Policy &policy) : Policy(policy) {}
  const Policy &on(npuStream_t) const { return *this; }
};
struct par_t : thrust::system::cpp::detail::par_t {
  const thrust::system::cpp::detail::par_t &on(npuStream_t) const { return *this; }
  template <class Allocator> auto operator()(Allocator &&allocator) const {
    const thrust::system::cpp::detail::par_t &plain = *this;
    using policy = std::decay_t<decltype(plain(static_cast<Allocator &&>(allocator)))>;
    return on_any_stream<policy>(plain(static_cast<Allocator &&>(allocator)));
  }
};
static const par_t par;
static const par_t par_nosync;

namespace experimental {
// For containers of the host whose memory is pinned.
template <class T> struct pinned_allocator {
  using value_type = T;
  pinned_allocator() = default;
  template <class U> pinned_allocator(const pinned_allocator<U> &) {}
  T *allocate(size_t n) {
    void *memory = nullptr;
    if (npuMallocHost(&memory, n * sizeof(T)) != npuSuccess)
      throw std::bad_alloc();
    return static_cast<T *>(memory);
  }
  void deallocate(T *memory, size_t) { npuFreeHost(memory); }
  bool operator==(const pinned_allocator &) const { return true; }
  bool operator!=(const pinned_allocator &) const { return false; }
};
} // namespace experimental
} // namespace cuda

namespace system {
namespace detail {
struct cuda_error_category : thrust::system::error_category {
  const char *name() const override { return "cuda"; }
  std::string message(int error) const override { return npuGetErrorString(static_cast<npuError_t>(error)); }
};
} // namespace detail
inline const error_category &cuda_category() {
  static const detail::cuda_error_category category;
  return category;
}
namespace cuda {
using namespace thrust::cuda;
} // namespace cuda
} // namespace system
using system::cuda_category;
namespace cuda_cub {
using thrust::cuda::par;
using thrust::cuda::par_nosync;
} // namespace cuda_cub
} // namespace thrust

#include "npu/detail/macros_restored.inc"

#endif
