// SPDX-License-Identifier: Apache-2.0
// torch's half and bfloat16 and the device language's: c10::Half converts to npu::half by itself, and back by
// a cast. Both have the same bits, so pointers may be cast.
#ifndef NPU_TORCH_HALF_H
#define NPU_TORCH_HALF_H

#include "npu/bf16.h"
#include "npu/fp16.h"

#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>

#include <type_traits>

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
// saying: one conversion is as good as the other. Comparisons that torch has itself come first.
#define NPU_TORCH_COMPARE(op)                                                                                \
  template <class T, class = typename std::enable_if<std::is_same<T, c10::Half>::value ||                    \
                                                     std::is_same<T, c10::BFloat16>::value>::type>           \
  inline bool operator op(T a, T b) {                                                                        \
    return static_cast<float>(a) op static_cast<float>(b);                                                   \
  }
NPU_TORCH_COMPARE(==)
NPU_TORCH_COMPARE(!=)
NPU_TORCH_COMPARE(<)
NPU_TORCH_COMPARE(<=)
NPU_TORCH_COMPARE(>)
NPU_TORCH_COMPARE(>=)
#undef NPU_TORCH_COMPARE

#endif
