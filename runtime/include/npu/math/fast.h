// SPDX-License-Identifier: Apache-2.0
// Fast approximations of the device. On the CPU the accurate functions of the C library stand in for them, so
// their errors lie far below the device's documented bounds (fast_expf: 2 + floor(|1.173 x|) ulp, fast_sinf
// and fast_cosf: 2^-21.4 absolute in [-pi, pi], fast_logf: 2^-21.4 absolute in [0.5, 2], fdividef: 2 ulp);
// only results that rely on the exact bits of an approximation differ.
#ifndef NPU_MATH_FAST_H
#define NPU_MATH_FAST_H

#include <math.h>

namespace npu {

inline float fast_sinf(float x) { return ::sinf(x); }
inline float fast_cosf(float x) { return ::cosf(x); }
inline float fast_tanf(float x) { return ::tanf(x); }
inline float fast_tanhf(float x) { return ::tanhf(x); }
inline void fast_sincosf(float x, float *sine, float *cosine) {
  *sine = ::sinf(x);
  *cosine = ::cosf(x);
}
inline float fast_expf(float x) { return ::expf(x); }
inline float fast_exp10f(float x) { return static_cast<float>(::pow(10.0, static_cast<double>(x))); }
inline float fast_logf(float x) { return ::logf(x); }
inline float fast_log2f(float x) { return ::log2f(x); }
inline float fast_log10f(float x) { return ::log10f(x); }
inline float fast_powf(float x, float y) { return ::powf(x, y); }

// x / y.
inline double fdivide(double x, double y) { return x / y; }
inline float fdividef(float x, float y) { return x / y; }
inline float fast_fdividef(float x, float y) { return x / y; }

// x clamped to [0, 1]; NaN gives 0.
inline float saturatef(float x) { return x > 0.0f ? (x < 1.0f ? x : 1.0f) : 0.0f; }
inline float saturate(float x) { return saturatef(x); }

} // namespace npu

#endif
