// SPDX-License-Identifier: Apache-2.0
// Types of values chosen at run time: loops run in the compute type, and arrays of other types are converted
// to it.
#ifndef NPU_LIBRARIES_SPARSE_NUMBERS_H
#define NPU_LIBRARIES_SPARSE_NUMBERS_H

#include "npu/bf16.h"
#include "npu/fp16.h"
#include "npu/sparse.h"

#include <complex>
#include <cstdint>
#include <type_traits>
#include <vector>

namespace npu::sparse {

template <class T> struct is_complex : std::false_type {};
template <class T> struct is_complex<std::complex<T>> : std::true_type {};

template <class T> constexpr npuDataType type_of() {
  if constexpr (std::is_same_v<T, float>)
    return NPU_R_32F;
  else if constexpr (std::is_same_v<T, double>)
    return NPU_R_64F;
  else if constexpr (std::is_same_v<T, std::complex<float>>)
    return NPU_C_32F;
  else if constexpr (std::is_same_v<T, std::complex<double>>)
    return NPU_C_64F;
  else
    return NPU_R_32I;
}

template <class T> T conjugate(T x) {
  if constexpr (is_complex<T>::value)
    return std::conj(x);
  else
    return x;
}

// Calls `f(T())` for the type's arithmetic; false where there is none.
template <class F> bool with_type(npuDataType type, F f) {
  switch (type) {
  case NPU_R_32F:
    return f(float()), true;
  case NPU_R_64F:
    return f(double()), true;
  case NPU_C_32F:
    return f(std::complex<float>()), true;
  case NPU_C_64F:
    return f(std::complex<double>()), true;
  case NPU_R_32I:
    return f(int32_t()), true;
  default:
    return false;
  }
}

inline bool is_compute_type(npuDataType type) {
  return with_type(type, [](auto) {});
}

// The bytes of a stored number; 0 for types that are not supported.
inline size_t bytes_of(npuDataType type) {
  switch (type) {
  case NPU_R_8I:
    return 1;
  case NPU_R_16F:
  case NPU_R_16BF:
    return 2;
  case NPU_R_32F:
  case NPU_R_32I:
    return 4;
  case NPU_R_64F:
  case NPU_C_32F:
    return 8;
  case NPU_C_64F:
    return 16;
  default:
    return 0;
  }
}

// Whether numbers stored as `stored` may enter work that is done in `compute`.
inline bool computes(npuDataType stored, npuDataType compute) {
  const bool complex = compute == NPU_C_32F || compute == NPU_C_64F;
  const bool stored_complex = stored == NPU_C_32F || stored == NPU_C_64F;
  return bytes_of(stored) != 0 && is_compute_type(compute) && (complex || !stored_complex);
}

template <class T, class Stored> T converted(Stored x) {
  if constexpr (is_complex<Stored>::value) {
    if constexpr (is_complex<T>::value)
      return T(typename T::value_type(x.real()), typename T::value_type(x.imag()));
    else
      return T(x.real()); // never asked for: see computes()
  } else {
    return T(x);
  }
}

template <class T> T load(const void *from, npuDataType type, int64_t i) {
  switch (type) {
  case NPU_R_8I:
    return converted<T>(static_cast<float>(static_cast<const int8_t *>(from)[i]));
  case NPU_R_16F:
    return converted<T>(static_cast<float>(static_cast<const npu::half *>(from)[i]));
  case NPU_R_16BF:
    return converted<T>(static_cast<float>(static_cast<const npu::bfloat16 *>(from)[i]));
  case NPU_R_32F:
    return converted<T>(static_cast<const float *>(from)[i]);
  case NPU_R_64F:
    return converted<T>(static_cast<const double *>(from)[i]);
  case NPU_C_32F:
    return converted<T>(static_cast<const std::complex<float> *>(from)[i]);
  case NPU_C_64F:
    return converted<T>(static_cast<const std::complex<double> *>(from)[i]);
  default:
    return converted<T>(static_cast<const int32_t *>(from)[i]);
  }
}

template <class T> void store(void *to, npuDataType type, int64_t i, T x) {
  const auto real = [&] {
    if constexpr (is_complex<T>::value)
      return x.real();
    else
      return x;
  }();
  switch (type) {
  case NPU_R_8I:
    static_cast<int8_t *>(to)[i] = static_cast<int8_t>(real);
    break;
  case NPU_R_16F:
    static_cast<npu::half *>(to)[i] = npu::half(static_cast<float>(real));
    break;
  case NPU_R_16BF:
    static_cast<npu::bfloat16 *>(to)[i] = npu::bfloat16(static_cast<float>(real));
    break;
  case NPU_R_32F:
    static_cast<float *>(to)[i] = static_cast<float>(real);
    break;
  case NPU_R_64F:
    static_cast<double *>(to)[i] = static_cast<double>(real);
    break;
  case NPU_C_32F:
    static_cast<std::complex<float> *>(to)[i] = converted<std::complex<float>>(x);
    break;
  case NPU_C_64F:
    static_cast<std::complex<double> *>(to)[i] = converted<std::complex<double>>(x);
    break;
  default:
    static_cast<int32_t *>(to)[i] = static_cast<int32_t>(real);
    break;
  }
}

// An array as T: itself where it is one, else a converted copy.
template <class T> class input {
public:
  input(const void *from, npuDataType type, int64_t n) : values(static_cast<const T *>(from)) {
    if (type == type_of<T>())
      return;
    copy.resize(n);
    for (int64_t i = 0; i < n; ++i)
      copy[i] = load<T>(from, type, i);
    values = copy.data();
  }
  input(const input &) = delete;
  input &operator=(const input &) = delete;
  const T &operator[](int64_t i) const { return values[i]; }
  const T *data() const { return values; }

private:
  std::vector<T> copy;
  const T *values;
};

// to[i] = sum + beta * to[i]; what is there does not matter where beta is zero.
template <class T> void update(void *to, npuDataType type, int64_t i, T sum, T beta) {
  store(to, type, i, beta == T() ? sum : sum + beta * load<T>(to, type, i));
}

} // namespace npu::sparse

#endif
