// SPDX-License-Identifier: Apache-2.0
// npu::libcu stands for libcu++ (namespace cuda); npu::libcu::std for its copy of the standard library, which
// is the standard library itself.
#ifndef NPU_LIBCU_STD_H
#define NPU_LIBCU_STD_H

#include "npu/detail/macros_aside.inc"

#include "npu/libcu/backports.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <memory>
#include <numeric>
#include <optional>
#include <ratio>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#if __cplusplus >= 202002L
#include <bit>
#include <concepts>
#include <span>
#endif

namespace npu {
namespace libcu {
namespace std {
using namespace ::std;
}
} // namespace libcu
} // namespace npu

#include "npu/detail/macros_restored.inc"

#endif
