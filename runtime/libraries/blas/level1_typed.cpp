// SPDX-License-Identifier: Apache-2.0
// Level 1 with types known at run time: vectors of half, bfloat16, float, double and complex numbers,
// calculated in the type of execution.
#include "context.h"
#include "elements.h"

using namespace npu::blas;

namespace {

template <class T> T *begin(T *x, int n, int incx) { return incx < 0 ? x + std::ptrdiff_t(1 - n) * incx : x; }

bool floating(npuDataType type) {
  return type == NPU_R_16F || type == NPU_R_16BF || type == NPU_R_32F || type == NPU_R_64F ||
         complex_type(type);
}

// Whether vectors of `type` can be calculated in `execution`: small types in float, the others in themselves.
bool executes(npuDataType type, npuDataType execution) {
  if (type == NPU_R_16F || type == NPU_R_16BF)
    return execution == NPU_R_32F;
  return floating(type) && type == execution;
}

// Calls visit(type_is<Element>(), type_is<Execution>()).
template <class Visit> void with_types(npuDataType type, Visit visit) {
  with_type(type, [&](auto element) {
    using T = typename decltype(element)::type;
    if constexpr (std::is_same_v<T, npu::half> || std::is_same_v<T, npu::bfloat16>)
      visit(element, type_is<float>());
    else if constexpr (std::is_floating_point_v<T> || is_complex<T>)
      visit(element, element);
  });
}

status dot(handle_t handle, int n, const void *x, npuDataType xType, int incx, const void *y,
           npuDataType yType, int incy, void *result, npuDataType resultType, npuDataType executionType,
           bool conjugated) {
  NPU_BLAS_REQUIRE(handle, result);
  if (xType != yType || resultType != xType || !executes(xType, executionType))
    return NPUBLAS_STATUS_NOT_SUPPORTED;
  return run_with_results(handle, [=] {
    with_types(xType, [&](auto element, auto execution) {
      using T = typename decltype(element)::type;
      using E = typename decltype(execution)::type;
      const T *xs = begin(static_cast<const T *>(x), n, incx),
              *ys = begin(static_cast<const T *>(y), n, incy);
      E sum = 0;
      for (int i = 0; i < n; i++) {
        const E a = convert<E>(xs[std::ptrdiff_t(i) * incx]), b = convert<E>(ys[std::ptrdiff_t(i) * incy]);
        sum += (conjugated ? conjugate(a) : a) * b;
      }
      *static_cast<T *>(result) = convert<T>(sum);
    });
  });
}

} // namespace

npublasStatus_t npublasDotEx(npublasHandle_t handle, int n, const void *x, npuDataType xType, int incx,
                             const void *y, npuDataType yType, int incy, void *result, npuDataType resultType,
                             npuDataType executionType) {
  return dot(handle, n, x, xType, incx, y, yType, incy, result, resultType, executionType, false);
}

npublasStatus_t npublasDotcEx(npublasHandle_t handle, int n, const void *x, npuDataType xType, int incx,
                              const void *y, npuDataType yType, int incy, void *result,
                              npuDataType resultType, npuDataType executionType) {
  return dot(handle, n, x, xType, incx, y, yType, incy, result, resultType, executionType, true);
}

npublasStatus_t npublasNrm2Ex(npublasHandle_t handle, int n, const void *x, npuDataType xType, int incx,
                              void *result, npuDataType resultType, npuDataType executionType) {
  NPU_BLAS_REQUIRE(handle, result);
  const npuDataType norm = xType == NPU_C_32F ? NPU_R_32F : xType == NPU_C_64F ? NPU_R_64F : xType;
  const npuDataType execution = norm == NPU_R_64F ? NPU_R_64F : NPU_R_32F;
  if (!floating(xType) || resultType != norm || executionType != execution)
    return NPUBLAS_STATUS_NOT_SUPPORTED;
  return run_with_results(handle, [=] {
    with_types(xType, [&](auto element, auto execution) {
      using T = typename decltype(element)::type;
      using R = real<T>; // the type of the result
      using E = real<typename decltype(execution)::type>;
      E scale = 0, squares = 1; // the norm is scale * sqrt(squares), so that nothing overflows on the way
      const auto add = [&](E part) {
        const E magnitude = std::abs(part);
        if (magnitude == 0)
          return;
        const E ratio = scale < magnitude ? scale / magnitude : magnitude / scale;
        squares = scale < magnitude ? 1 + squares * ratio * ratio : squares + ratio * ratio;
        scale = std::max(scale, magnitude);
      };
      for (int i = 0; i < n && incx > 0; i++) {
        const T value = static_cast<const T *>(x)[std::ptrdiff_t(i) * incx];
        if constexpr (is_complex<T>) {
          add(value.real());
          add(value.imag());
        } else {
          add(convert<E>(value));
        }
      }
      *static_cast<R *>(result) = convert<R>(scale * std::sqrt(squares));
    });
  });
}

npublasStatus_t npublasScalEx(npublasHandle_t handle, int n, const void *alpha, npuDataType alphaType,
                              void *x, npuDataType xType, int incx, npuDataType executionType) {
  NPU_BLAS_REQUIRE(handle, alpha);
  if (!executes(xType, executionType) || (alphaType != xType && alphaType != executionType))
    return NPUBLAS_STATUS_NOT_SUPPORTED;
  status done = NPUBLAS_STATUS_NOT_SUPPORTED;
  with_types(xType, [&](auto element, auto execution) {
    using T = typename decltype(element)::type;
    using E = typename decltype(execution)::type;
    done = run(handle, [=, alpha = typed_scalar<E>(handle->pointer_mode, alpha, alphaType)] {
      const E factor = alpha();
      for (int i = 0; i < n && incx > 0; i++) {
        T &value = static_cast<T *>(x)[std::ptrdiff_t(i) * incx];
        value = convert<T>(factor * convert<E>(value));
      }
    });
  });
  return done;
}

npublasStatus_t npublasAxpyEx(npublasHandle_t handle, int n, const void *alpha, npuDataType alphaType,
                              const void *x, npuDataType xType, int incx, void *y, npuDataType yType,
                              int incy, npuDataType executionType) {
  NPU_BLAS_REQUIRE(handle, alpha);
  if (xType != yType || !executes(xType, executionType) || (alphaType != xType && alphaType != executionType))
    return NPUBLAS_STATUS_NOT_SUPPORTED;
  status done = NPUBLAS_STATUS_NOT_SUPPORTED;
  with_types(xType, [&](auto element, auto execution) {
    using T = typename decltype(element)::type;
    using E = typename decltype(execution)::type;
    done = run(handle, [=, alpha = typed_scalar<E>(handle->pointer_mode, alpha, alphaType)] {
      const E factor = alpha();
      const T *xs = begin(static_cast<const T *>(x), n, incx);
      T *ys = begin(static_cast<T *>(y), n, incy);
      for (int i = 0; i < n; i++) {
        T &to = ys[std::ptrdiff_t(i) * incy];
        to = convert<T>(factor * convert<E>(xs[std::ptrdiff_t(i) * incx]) + convert<E>(to));
      }
    });
  });
  return done;
}

npublasStatus_t npublasRotEx(npublasHandle_t handle, int n, void *x, npuDataType xType, int incx, void *y,
                             npuDataType yType, int incy, const void *c, const void *s, npuDataType csType,
                             npuDataType executionType) {
  NPU_BLAS_REQUIRE(handle, c && s);
  const npuDataType parts = xType == NPU_C_32F ? NPU_R_32F : xType == NPU_C_64F ? NPU_R_64F : xType;
  if (xType != yType || !executes(xType, executionType) || (csType != xType && csType != parts))
    return NPUBLAS_STATUS_NOT_SUPPORTED;
  status done = NPUBLAS_STATUS_NOT_SUPPORTED;
  with_types(xType, [&](auto element, auto execution) {
    using T = typename decltype(element)::type;
    using E = typename decltype(execution)::type;
    // The cosine is real, also beside a complex sine.
    done = run(handle, [=, c = typed_scalar<E>(handle->pointer_mode, c, parts),
                        s = typed_scalar<E>(handle->pointer_mode, s, csType)] {
      const E cosine = c(), sine = s();
      T *xs = begin(static_cast<T *>(x), n, incx), *ys = begin(static_cast<T *>(y), n, incy);
      for (int i = 0; i < n; i++) {
        T &xi = xs[std::ptrdiff_t(i) * incx], &yi = ys[std::ptrdiff_t(i) * incy];
        const E a = convert<E>(xi), b = convert<E>(yi);
        xi = convert<T>(cosine * a + sine * b);
        yi = convert<T>(cosine * b - conjugate(sine) * a);
      }
    });
  });
  return done;
}
