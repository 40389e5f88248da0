// SPDX-License-Identifier: Apache-2.0
// Level 1: vectors.
#include "context.h"
#include "kernels.h"

#include <cmath>

using namespace npu::blas;

namespace {

// Where element 0 is: with a negative increment, BLAS vectors begin at their end.
template <class T> T *begin(T *x, int n, int incx) { return incx < 0 ? x + std::ptrdiff_t(1 - n) * incx : x; }

template <class T> status axpy(handle_t handle, int n, const T *alpha, const T *x, int incx, T *y, int incy) {
  NPU_BLAS_REQUIRE(handle, alpha);
  if (n <= 0)
    return NPUBLAS_STATUS_SUCCESS;
  return run(handle,
             [=, alpha = scalar<T>(handle, alpha)] { cblas<T>::axpy(n, by(alpha()), x, incx, y, incy); });
}

template <class T> status copy(handle_t handle, int n, const T *x, int incx, T *y, int incy) {
  NPU_BLAS_REQUIRE(handle, true);
  if (n <= 0)
    return NPUBLAS_STATUS_SUCCESS;
  return run(handle, [=] { cblas<T>::copy(n, x, incx, y, incy); });
}

template <class T> status swap(handle_t handle, int n, T *x, int incx, T *y, int incy) {
  NPU_BLAS_REQUIRE(handle, true);
  if (n <= 0)
    return NPUBLAS_STATUS_SUCCESS;
  return run(handle, [=] { cblas<T>::swap(n, x, incx, y, incy); });
}

template <class T, class Alpha> status scal(handle_t handle, int n, const Alpha *alpha, T *x, int incx) {
  NPU_BLAS_REQUIRE(handle, alpha);
  if (n <= 0 || incx <= 0)
    return NPUBLAS_STATUS_SUCCESS;
  return run(handle, [=, alpha = scalar<Alpha>(handle, alpha)] {
    if constexpr (std::is_same_v<T, Alpha>)
      cblas<T>::scal(n, by(alpha()), x, incx);
    else
      cblas<T>::real_scal(n, alpha(), x, incx);
  });
}

template <class T> status dot(handle_t handle, int n, const T *x, int incx, const T *y, int incy, T *result) {
  NPU_BLAS_REQUIRE(handle, result);
  return run_with_results(handle, [=] { *result = n > 0 ? cblas<T>::dot(n, x, incx, y, incy) : T(0); });
}

template <class T>
status dotu(handle_t handle, int n, const T *x, int incx, const T *y, int incy, T *result) {
  NPU_BLAS_REQUIRE(handle, result);
  return run_with_results(handle, [=] {
    *result = 0;
    if (n > 0)
      cblas<T>::dotu(n, x, incx, y, incy, result);
  });
}

template <class T>
status dotc(handle_t handle, int n, const T *x, int incx, const T *y, int incy, T *result) {
  NPU_BLAS_REQUIRE(handle, result);
  return run_with_results(handle, [=] {
    *result = 0;
    if (n > 0)
      cblas<T>::dotc(n, x, incx, y, incy, result);
  });
}

template <class T> status nrm2(handle_t handle, int n, const T *x, int incx, real<T> *result) {
  NPU_BLAS_REQUIRE(handle, result);
  return run_with_results(handle,
                          [=] { *result = n > 0 && incx > 0 ? cblas<T>::nrm2(n, x, incx) : real<T>(0); });
}

template <class T> status asum(handle_t handle, int n, const T *x, int incx, real<T> *result) {
  NPU_BLAS_REQUIRE(handle, result);
  return run_with_results(handle,
                          [=] { *result = n > 0 && incx > 0 ? cblas<T>::asum(n, x, incx) : real<T>(0); });
}

// Positions count from 1; 0 means that there is none.
template <class T> status amax(handle_t handle, int n, const T *x, int incx, int *result) {
  NPU_BLAS_REQUIRE(handle, result);
  return run_with_results(
      handle, [=] { *result = n > 0 && incx > 0 ? static_cast<int>(cblas<T>::amax(n, x, incx)) + 1 : 0; });
}

// As amax measures it: the sum of the parts of a complex number.
template <class T> real<T> magnitude(T x) {
  if constexpr (is_complex<T>)
    return std::abs(x.real()) + std::abs(x.imag());
  else
    return std::abs(x);
}

template <class T> status amin(handle_t handle, int n, const T *x, int incx, int *result) {
  NPU_BLAS_REQUIRE(handle, result);
  return run_with_results(handle, [=] {
    *result = n > 0 && incx > 0;
    for (int i = 1; i < n && *result; i++)
      if (magnitude(x[std::ptrdiff_t(i) * incx]) < magnitude(x[std::ptrdiff_t(*result - 1) * incx]))
        *result = i + 1;
  });
}

// x = c x + s y, y = c y - conj(s) x, with real or complex s.
template <class T, class Sine>
status rot(handle_t handle, int n, T *x, int incx, T *y, int incy, const real<T> *c, const Sine *s) {
  NPU_BLAS_REQUIRE(handle, c && s);
  if (n <= 0)
    return NPUBLAS_STATUS_SUCCESS;
  return run(handle, [=, c = scalar<real<T>>(handle, c), s = scalar<Sine>(handle, s)] {
    const real<T> cosine = c();
    const Sine sine = s();
    T *xi = begin(x, n, incx), *yi = begin(y, n, incy);
    for (int i = 0; i < n; i++, xi += incx, yi += incy) {
      const T old = *xi;
      *xi = cosine * old + sine * *yi;
      *yi = cosine * *yi - conjugate(sine) * old;
    }
  });
}

template <class T> status rotg(handle_t handle, T *a, T *b, real<T> *c, T *s) {
  NPU_BLAS_REQUIRE(handle, a && b && c && s);
  return run_with_results(handle, [=] { cblas<T>::rotg(a, b, c, s); });
}

template <class T> status rotm(handle_t handle, int n, T *x, int incx, T *y, int incy, const T *param) {
  NPU_BLAS_REQUIRE(handle, param);
  if (n <= 0)
    return NPUBLAS_STATUS_SUCCESS;
  struct parameters {
    T values[5]; // which of the others are not given, and the matrix
  };
  return run(handle, [=, param = scalar<parameters>(handle, reinterpret_cast<const parameters *>(param))] {
    const parameters now = param();
    cblas<T>::rotm(n, x, incx, y, incy, now.values);
  });
}

template <class T> status rotmg(handle_t handle, T *d1, T *d2, T *x1, const T *y1, T *param) {
  NPU_BLAS_REQUIRE(handle, d1 && d2 && x1 && y1 && param);
  return run_with_results(handle, [=] { cblas<T>::rotmg(d1, d2, x1, *y1, param); });
}

} // namespace

#define ANY(P, T, R, norm, i)                                                                                \
  npublasStatus_t npublas##P##axpy(npublasHandle_t handle, int n, const T *alpha, const T *x, int incx,      \
                                   T *y, int incy) {                                                         \
    return axpy(handle, n, cxx(alpha), cxx(x), incx, cxx(y), incy);                                          \
  }                                                                                                          \
  npublasStatus_t npublas##P##copy(npublasHandle_t handle, int n, const T *x, int incx, T *y, int incy) {    \
    return copy(handle, n, cxx(x), incx, cxx(y), incy);                                                      \
  }                                                                                                          \
  npublasStatus_t npublas##P##swap(npublasHandle_t handle, int n, T *x, int incx, T *y, int incy) {          \
    return swap(handle, n, cxx(x), incx, cxx(y), incy);                                                      \
  }                                                                                                          \
  npublasStatus_t npublas##P##scal(npublasHandle_t handle, int n, const T *alpha, T *x, int incx) {          \
    return scal(handle, n, cxx(alpha), cxx(x), incx);                                                        \
  }                                                                                                          \
  npublasStatus_t npublas##norm##nrm2(npublasHandle_t handle, int n, const T *x, int incx, R *result) {      \
    return nrm2(handle, n, cxx(x), incx, result);                                                            \
  }                                                                                                          \
  npublasStatus_t npublas##norm##asum(npublasHandle_t handle, int n, const T *x, int incx, R *result) {      \
    return asum(handle, n, cxx(x), incx, result);                                                            \
  }                                                                                                          \
  npublasStatus_t npublas##i##amax(npublasHandle_t handle, int n, const T *x, int incx, int *result) {       \
    return amax(handle, n, cxx(x), incx, result);                                                            \
  }                                                                                                          \
  npublasStatus_t npublas##i##amin(npublasHandle_t handle, int n, const T *x, int incx, int *result) {       \
    return amin(handle, n, cxx(x), incx, result);                                                            \
  }                                                                                                          \
  npublasStatus_t npublas##P##rot(npublasHandle_t handle, int n, T *x, int incx, T *y, int incy, const R *c, \
                                  const T *s) {                                                              \
    return rot(handle, n, cxx(x), incx, cxx(y), incy, c, cxx(s));                                            \
  }                                                                                                          \
  npublasStatus_t npublas##P##rotg(npublasHandle_t handle, T *a, T *b, R *c, T *s) {                         \
    return rotg(handle, cxx(a), cxx(b), c, cxx(s));                                                          \
  }
ANY(S, float, float, S, Is)
ANY(D, double, double, D, Id)
ANY(C, npuComplex, float, Sc, Ic)
ANY(Z, npuDoubleComplex, double, Dz, Iz)

#define REAL(P, T)                                                                                           \
  npublasStatus_t npublas##P##dot(npublasHandle_t handle, int n, const T *x, int incx, const T *y, int incy, \
                                  T *result) {                                                               \
    return dot(handle, n, x, incx, y, incy, result);                                                         \
  }                                                                                                          \
  npublasStatus_t npublas##P##rotm(npublasHandle_t handle, int n, T *x, int incx, T *y, int incy,            \
                                   const T *param) {                                                         \
    return rotm(handle, n, x, incx, y, incy, param);                                                         \
  }                                                                                                          \
  npublasStatus_t npublas##P##rotmg(npublasHandle_t handle, T *d1, T *d2, T *x1, const T *y1, T *param) {    \
    return rotmg(handle, d1, d2, x1, y1, param);                                                             \
  }
REAL(S, float)
REAL(D, double)

#define COMPLEX(P, T, p, R)                                                                                  \
  npublasStatus_t npublas##P##dotu(npublasHandle_t handle, int n, const T *x, int incx, const T *y,          \
                                   int incy, T *result) {                                                    \
    return dotu(handle, n, cxx(x), incx, cxx(y), incy, cxx(result));                                         \
  }                                                                                                          \
  npublasStatus_t npublas##P##dotc(npublasHandle_t handle, int n, const T *x, int incx, const T *y,          \
                                   int incy, T *result) {                                                    \
    return dotc(handle, n, cxx(x), incx, cxx(y), incy, cxx(result));                                         \
  }                                                                                                          \
  npublasStatus_t npublas##P##p##scal(npublasHandle_t handle, int n, const R *alpha, T *x, int incx) {       \
    return scal(handle, n, alpha, cxx(x), incx);                                                             \
  }                                                                                                          \
  npublasStatus_t npublas##P##p##rot(npublasHandle_t handle, int n, T *x, int incx, T *y, int incy,          \
                                     const R *c, const R *s) {                                               \
    return rot(handle, n, cxx(x), incx, cxx(y), incy, c, s);                                                 \
  }
COMPLEX(C, npuComplex, s, float)
COMPLEX(Z, npuDoubleComplex, d, double)
