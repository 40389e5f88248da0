// SPDX-License-Identifier: Apache-2.0
// torch's half and bfloat16 and the device language's: c10::Half converts to npu::half by itself, and back by
// a cast. Both have the same bits, so pointers may be cast.
#ifndef NPU_TORCH_HALF_H
#define NPU_TORCH_HALF_H

#include "npu/bf16.h"
#include "npu/fp16.h"

#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>

namespace npu {
namespace detail {

template <> struct same_format<half, c10::Half> {
  typedef half type;
  static constexpr unsigned short bits(c10::Half x) { return x.x; }
};
template <> struct same_format<bfloat16, c10::BFloat16> {
  typedef bfloat16 type;
  static constexpr unsigned short bits(c10::BFloat16 x) { return x.x; }
};

} // namespace detail
} // namespace npu

#endif
