// SPDX-License-Identifier: Apache-2.0
// The functions of c10::cuda::compat: one name for float and double.
#ifndef NPU_TORCH_MATH_H
#define NPU_TORCH_MATH_H

#include "npu/math/functions.h"
#include "npu/math/special.h"

#include <cmath>

namespace npu {
namespace torch {
namespace compat {

using std::abs;
using std::ceil;
using std::copysign;
using std::exp;
using std::floor;
using std::log;
using std::log1p;
using std::max;
using std::min;
using std::pow;
using std::sqrt;
using std::tan;
using std::tanh;

inline float rsqrt(float x) { return ::npu::rsqrtf(x); }
inline double rsqrt(double x) { return ::npu::rsqrt(x); }
inline float normcdf(float x) { return ::npu::normcdf(x); }
inline double normcdf(double x) { return ::npu::normcdf(x); }

} // namespace compat
} // namespace torch
} // namespace npu

#endif
