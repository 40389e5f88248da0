// SPDX-License-Identifier: Apache-2.0
// Tridiagonal systems: gtsv2, gtsv2_nopivot, gtsv2StridedBatch.
#include "sparse/typed.h"
#include "sparse/work.h"

#include <algorithm>
#include <cmath>

using namespace npu::sparse;

namespace {
template <class T> double size_of(T x) {
  if constexpr (is_complex<T>::value)
    return std::abs(x.real()) + std::abs(x.imag());
  else
    return std::abs(static_cast<double>(x));
}

// Gaussian elimination of `n` right-hand sides. With exchange of neighbouring rows a second upper diagonal
// comes up.
template <class T>
void solve(int m, const T *lower, const T *diagonal, const T *upper, T *b, int64_t ldb, int n,
           bool exchange) {
  std::vector<T> d(diagonal, diagonal + m), u(upper, upper + m), u2(m), l(lower, lower + m);
  u[m - 1] = T();
  for (int i = 0; i + 1 < m; ++i) {
    T below[3] = {l[i + 1], d[i + 1], u[i + 1]};
    if (exchange && size_of(below[0]) > size_of(d[i])) {
      std::swap(d[i], below[0]);
      std::swap(u[i], below[1]);
      std::swap(u2[i], below[2]);
      for (int j = 0; j < n; ++j)
        std::swap(b[i + j * ldb], b[i + 1 + j * ldb]);
    }
    const T factor = below[0] / d[i];
    d[i + 1] = below[1] - factor * u[i];
    u[i + 1] = below[2] - factor * u2[i];
    for (int j = 0; j < n; ++j)
      b[i + 1 + j * ldb] -= factor * b[i + j * ldb];
  }
  for (int j = 0; j < n; ++j) {
    T *x = b + j * ldb;
    for (int i = m - 1; i >= 0; --i) {
      T sum = x[i];
      if (i + 1 < m)
        sum -= u[i] * x[i + 1];
      if (i + 2 < m)
        sum -= u2[i] * x[i + 2];
      x[i] = sum / d[i];
    }
  }
}

npusparseStatus_t solve(npusparseHandle_t handle, npuDataType type, int m, int n, const void *lower,
                        const void *diagonal, const void *upper, void *b, int64_t ldb, int batches,
                        int64_t stride, bool exchange) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(m >= 1 && n >= 0 && ldb >= m && batches >= 0 && stride >= 0, INVALID_VALUE);
  return run(handle, [=] {
    with_type(type, [&](auto zero) {
      using T = decltype(zero);
      if constexpr (!std::is_integral_v<T>)
        for (int i = 0; i < batches; ++i)
          solve(m, static_cast<const T *>(lower) + i * stride, static_cast<const T *>(diagonal) + i * stride,
                static_cast<const T *>(upper) + i * stride, static_cast<T *>(b) + i * stride, ldb, n,
                exchange);
    });
  });
}
} // namespace

#define NPU_SPARSE_TRIDIAGONAL(X, T, TYPE)                                                                   \
  npusparseStatus_t npusparse##X##gtsv2_bufferSizeExt(npusparseHandle_t handle, int, int, const T *,         \
                                                      const T *, const T *, const T *, int, size_t *bytes) { \
    return small_buffer(handle, bytes);                                                                      \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##gtsv2(npusparseHandle_t handle, int m, int n, const T *dl, const T *d,     \
                                        const T *du, T *b, int ldb, void *) {                                \
    NPU_SPARSE_REQUIRE(m >= 3, INVALID_VALUE);                                                               \
    return solve(handle, TYPE, m, n, dl, d, du, b, ldb, 1, 0, true);                                         \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##gtsv2_nopivot_bufferSizeExt(                                               \
      npusparseHandle_t handle, int, int, const T *, const T *, const T *, const T *, int, size_t *bytes) {  \
    return small_buffer(handle, bytes);                                                                      \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##gtsv2_nopivot(npusparseHandle_t handle, int m, int n, const T *dl,         \
                                                const T *d, const T *du, T *b, int ldb, void *) {            \
    NPU_SPARSE_REQUIRE(m >= 3, INVALID_VALUE);                                                               \
    return solve(handle, TYPE, m, n, dl, d, du, b, ldb, 1, 0, false);                                        \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##gtsv2StridedBatch_bufferSizeExt(                                           \
      npusparseHandle_t handle, int, const T *, const T *, const T *, const T *, int, int, size_t *bytes) {  \
    return small_buffer(handle, bytes);                                                                      \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##gtsv2StridedBatch(npusparseHandle_t handle, int m, const T *dl,            \
                                                    const T *d, const T *du, T *x, int batches, int stride,  \
                                                    void *) {                                                \
    NPU_SPARSE_REQUIRE(m >= 3 && stride >= m, INVALID_VALUE);                                                \
    return solve(handle, TYPE, m, 1, dl, d, du, x, m, batches, stride, false);                               \
  }
NPU_SPARSE_FOR_EACH_TYPE(NPU_SPARSE_TRIDIAGONAL)
