// SPDX-License-Identifier: Apache-2.0
// How the device-wide functions run: as a kernel of one thread in the order of the stream, the arguments kept
// by value. The two-phase protocol is kept: a call with a null d_temp_storage only gives the size, here 1.
#ifndef NPU_CUB_DEVICE_BASE_H
#define NPU_CUB_DEVICE_BASE_H

#include "npu/cub/types.h"
#include "npu/launch.h"
#include "npu/runtime.hpp"

#include <iterator>
#include <limits>
#include <type_traits>

namespace npu {
namespace cub {
namespace detail {

template <class Body> void device_operation(Body body) { body(); }

// Phase 1 sets `bytes`; phase 2 enqueues the body. Returns the error of the launch.
template <class Body> inline npuError_t submit(void *temp, size_t &bytes, npuStream_t stream, Body body) {
  if (temp == nullptr) {
    bytes = 1;
    return npuSuccess;
  }
  return npu::detail::make_launcher(npu::detail::launch_config(1, 1, 0, stream), &device_operation<Body>,
                                    "npu::cub")(body);
}

// What an iterator gives; for an output iterator without a value type, the fallback.
template <class It> using value_of = std::remove_cv_t<typename std::iterator_traits<It>::value_type>;
template <class Out, class In>
using output_value = std::conditional_t<std::is_void<value_of<Out>>::value, value_of<In>, value_of<Out>>;
template <class N> using if_count = std::enable_if_t<std::is_integral<N>::value>;

} // namespace detail
} // namespace cub
} // namespace npu

#endif
