// SPDX-License-Identifier: Apache-2.0
// min and max with CUDA's overload set: mixed signedness gives unsigned, mixed float and double gives double,
// and floating-point arguments follow fmin and fmax (a NaN loses against a number). Types smaller than int
// promote.
#ifndef NPU_MATH_MIN_MAX_H
#define NPU_MATH_MIN_MAX_H

#include <type_traits>

namespace npu {

#define NPU_DETAIL_MIN_MAX(Result, A, B)                                                                     \
  constexpr Result min(A a, B b) {                                                                           \
    return static_cast<Result>(a) < static_cast<Result>(b) ? static_cast<Result>(a)                          \
                                                           : static_cast<Result>(b);                         \
  }                                                                                                          \
  constexpr Result max(A a, B b) {                                                                           \
    return static_cast<Result>(a) > static_cast<Result>(b) ? static_cast<Result>(a)                          \
                                                           : static_cast<Result>(b);                         \
  }
#define NPU_DETAIL_MIN_MAX_INTEGER(T)                                                                        \
  NPU_DETAIL_MIN_MAX(T, T, T)                                                                                \
  NPU_DETAIL_MIN_MAX(unsigned T, unsigned T, unsigned T)                                                     \
  NPU_DETAIL_MIN_MAX(unsigned T, T, unsigned T)                                                              \
  NPU_DETAIL_MIN_MAX(unsigned T, unsigned T, T)
NPU_DETAIL_MIN_MAX_INTEGER(int)
NPU_DETAIL_MIN_MAX_INTEGER(long)
NPU_DETAIL_MIN_MAX_INTEGER(long long)
#undef NPU_DETAIL_MIN_MAX_INTEGER
#undef NPU_DETAIL_MIN_MAX

// Written out, because a call of fmin keeps a loop from being vectorised.
#define NPU_DETAIL_MIN_MAX_FLOAT(Result, A, B)                                                               \
  constexpr Result min(A a, B b) {                                                                           \
    return a < b || b != b ? static_cast<Result>(a) : static_cast<Result>(b);                                \
  }                                                                                                          \
  constexpr Result max(A a, B b) { return a > b || b != b ? static_cast<Result>(a) : static_cast<Result>(b); }
NPU_DETAIL_MIN_MAX_FLOAT(float, float, float)
NPU_DETAIL_MIN_MAX_FLOAT(double, double, double)
NPU_DETAIL_MIN_MAX_FLOAT(double, float, double)
NPU_DETAIL_MIN_MAX_FLOAT(double, double, float)
#undef NPU_DETAIL_MIN_MAX_FLOAT

// Any other type with operator<, for templates that are instantiated with a class.
template <class T>
constexpr typename std::enable_if<!std::is_arithmetic<T>::value, T>::type min(const T &a, const T &b) {
  return b < a ? b : a;
}
template <class T>
constexpr typename std::enable_if<!std::is_arithmetic<T>::value, T>::type max(const T &a, const T &b) {
  return a < b ? b : a;
}

// The same with the operand type in the name.
constexpr unsigned umin(unsigned a, unsigned b) { return a < b ? a : b; }
constexpr unsigned umax(unsigned a, unsigned b) { return a > b ? a : b; }
constexpr long long llmin(long long a, long long b) { return a < b ? a : b; }
constexpr long long llmax(long long a, long long b) { return a > b ? a : b; }
constexpr unsigned long long ullmin(unsigned long long a, unsigned long long b) { return a < b ? a : b; }
constexpr unsigned long long ullmax(unsigned long long a, unsigned long long b) { return a > b ? a : b; }

} // namespace npu

#endif
