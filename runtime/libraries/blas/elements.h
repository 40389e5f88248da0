// SPDX-License-Identifier: Apache-2.0
// Elements whose type is known at run time, and the types that sums are taken in.
#ifndef NPU_LIBRARIES_BLAS_ELEMENTS_H
#define NPU_LIBRARIES_BLAS_ELEMENTS_H

#include "kernels.h"

#include "npu/bf16.h"
#include "npu/fp16.h"
#include "npu/fp8.h"
#include "npu/library_types.h"

#include <cmath>
#include <cstdint>
#include <limits>

namespace npu::blas {

template <class T> struct type_is {
  using type = T;
};

// Calls visit(type_is<T>()) for the element type; false if there is no such.
template <class Visit> bool with_type(npuDataType type, Visit visit) {
  switch (type) {
  case NPU_R_32F:
    visit(type_is<float>());
    return true;
  case NPU_R_64F:
    visit(type_is<double>());
    return true;
  case NPU_R_16F:
    visit(type_is<half>());
    return true;
  case NPU_R_16BF:
    visit(type_is<bfloat16>());
    return true;
  case NPU_R_8F_E4M3:
    visit(type_is<fp8_e4m3>());
    return true;
  case NPU_R_8F_E5M2:
    visit(type_is<fp8_e5m2>());
    return true;
  case NPU_R_8I:
    visit(type_is<int8_t>());
    return true;
  case NPU_R_32I:
    visit(type_is<int32_t>());
    return true;
  case NPU_C_32F:
    visit(type_is<std::complex<float>>());
    return true;
  case NPU_C_64F:
    visit(type_is<std::complex<double>>());
    return true;
  default:
    return false;
  }
}

inline bool complex_type(npuDataType type) { return type == NPU_C_32F || type == NPU_C_64F; }

inline size_t size_of(npuDataType type) {
  size_t size = 0;
  with_type(type, [&](auto t) { size = sizeof(typename decltype(t)::type); });
  return size;
}

// A number as another type: rounded to the nearest, integers saturated.
template <class To, class From> To convert(const From &x) {
  if constexpr (std::is_same_v<To, From>) {
    return x;
  } else if constexpr (is_complex<To>) {
    if constexpr (is_complex<From>)
      return To(x);
    else
      return To(static_cast<real<To>>(x));
  } else if constexpr (is_complex<From>) {
    return convert<To>(x.real());
  } else if constexpr (std::is_integral_v<To> && std::is_floating_point_v<From>) {
    const From rounded = std::nearbyint(x);
    if (rounded <= static_cast<From>(std::numeric_limits<To>::min()))
      return std::numeric_limits<To>::min();
    if (rounded >= static_cast<From>(std::numeric_limits<To>::max()))
      return std::numeric_limits<To>::max();
    return rounded == rounded ? static_cast<To>(rounded) : To(0);
  } else if constexpr (std::is_arithmetic_v<To> && !std::is_arithmetic_v<From>) {
    return static_cast<To>(static_cast<float>(x));
  } else {
    return static_cast<To>(x);
  }
}

// A scalar in memory of a type known at run time, as E; read when npu::blas::scalar reads its own.
template <class E> class typed_scalar {
public:
  typed_scalar(npublasPointerMode_t mode, const void *pointer, npuDataType type)
      : pointer_(mode == NPUBLAS_POINTER_MODE_DEVICE ? pointer : nullptr), type_(type),
        value_(pointer_ ? E() : read(pointer, type)) {}
  E operator()() const { return pointer_ ? read(pointer_, type_) : value_; }

private:
  static E read(const void *pointer, npuDataType type) {
    E result = E();
    with_type(type, [&](auto t) {
      result = convert<E>(*static_cast<const typename decltype(t)::type *>(pointer));
    });
    return result;
  }
  const void *pointer_;
  npuDataType type_;
  E value_;
};

} // namespace npu::blas

#endif
