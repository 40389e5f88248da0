// SPDX-License-Identifier: Apache-2.0
// Thrust in migrated code: the library's own sequential back end (the headers of libthrust-dev, Apache-2.0),
// told to take `thrust::device` as the host. Thrust works on the calling thread at once, so operations that
// were enqueued before it must have ended by then: including this header makes the process wait after each
// enqueued operation, as CUDA_LAUNCH_BLOCKING=1 does. C++ only; include it before any Thrust header.
#ifndef NPU_THRUST_H
#define NPU_THRUST_H

#ifndef THRUST_DEVICE_SYSTEM
#define THRUST_DEVICE_SYSTEM THRUST_DEVICE_SYSTEM_CPP
#endif

#include "npu/detail/export.h"
#include "npu/runtime.hpp"

#include <thrust/execution_policy.h>
#include <thrust/system/cpp/execution_policy.h>

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

// thrust::cuda::par and thrust::cuda::par.on(stream): the stream does not matter, all work before has ended.
namespace thrust {
namespace cuda {
struct par_t : thrust::system::cpp::detail::par_t {
  const thrust::system::cpp::detail::par_t &on(npuStream_t) const { return *this; }
};
static const par_t par;
static const par_t par_nosync;
} // namespace cuda
} // namespace thrust

#endif
