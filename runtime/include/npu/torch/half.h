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

// torch's types are compared as float. Where npu's operators are visible, which take them too, this needs
// saying: one conversion is as good as the other.
#define NPU_TORCH_COMPARE(Type, op)                                                                          \
  inline bool operator op(Type a, Type b) { return static_cast<float>(a) op static_cast<float>(b); }
#define NPU_TORCH_COMPARISONS(Type)                                                                          \
  NPU_TORCH_COMPARE(Type, ==)                                                                                \
  NPU_TORCH_COMPARE(Type, !=)                                                                                \
  NPU_TORCH_COMPARE(Type, <)                                                                                 \
  NPU_TORCH_COMPARE(Type, <=)                                                                                \
  NPU_TORCH_COMPARE(Type, >)                                                                                 \
  NPU_TORCH_COMPARE(Type, >=)
NPU_TORCH_COMPARISONS(c10::Half)
NPU_TORCH_COMPARISONS(c10::BFloat16)
#undef NPU_TORCH_COMPARISONS
#undef NPU_TORCH_COMPARE

#endif
