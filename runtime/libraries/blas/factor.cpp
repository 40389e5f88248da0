// SPDX-License-Identifier: Apache-2.0
// Batches of small factorisations, solutions and inverses.
#include "context.h"
#include "kernels.h"

#define lapack_complex_float std::complex<float>
#define lapack_complex_double std::complex<double>
#include <lapacke.h>

#include <cmath>
#include <vector>

using namespace npu::blas;

namespace {

using op_t = npublasOperation_t;

char letter(op_t op) { return op == NPUBLAS_OP_N ? 'N' : op == NPUBLAS_OP_T ? 'T' : 'C'; }

template <class T> struct lapack;
#define ROUTINE(name, routine)                                                                               \
  template <class... Args> static int name(Args... args) { return routine(LAPACK_COL_MAJOR, args...); }
#define ROUTINES(T, p)                                                                                       \
  template <> struct lapack<T> {                                                                             \
    ROUTINE(getrf, LAPACKE_##p##getrf_work)                                                                  \
    ROUTINE(getri, LAPACKE_##p##getri_work)                                                                  \
    ROUTINE(getrs, LAPACKE_##p##getrs_work)                                                                  \
    ROUTINE(geqrf, LAPACKE_##p##geqrf_work)                                                                  \
    ROUTINE(gels, LAPACKE_##p##gels_work)                                                                    \
  };
ROUTINES(float, s)
ROUTINES(double, d)
ROUTINES(std::complex<float>, c)
ROUTINES(std::complex<double>, z)

// A = L U without exchanges of rows; returns the (1-based) place of a zero on the diagonal of U, or 0.
template <class T> int factor_unpivoted(int n, T *A, int lda) {
  int info = 0;
  const auto at = [=](int i, int j) -> T & { return A[i + std::ptrdiff_t(j) * lda]; };
  for (int k = 0; k < n; k++) {
    if (at(k, k) == T(0)) {
      info = info ? info : k + 1;
      continue;
    }
    for (int i = k + 1; i < n; i++)
      at(i, k) /= at(k, k);
    for (int j = k + 1; j < n; j++)
      for (int i = k + 1; i < n; i++)
        at(i, j) -= at(i, k) * at(k, j);
  }
  return info;
}

template <class T> int factor(int n, T *A, int lda, int *pivot) {
  return pivot ? lapack<T>::getrf(n, n, A, lda, pivot) : factor_unpivoted(n, A, lda);
}

// No exchange of rows.
std::vector<int> identity(int n) {
  std::vector<int> pivot(n);
  for (int i = 0; i < n; i++)
    pivot[i] = i + 1;
  return pivot;
}

template <class T> void copy(int rows, int columns, const T *A, int lda, T *C, int ldc) {
  for (int j = 0; j < columns; j++)
    std::copy_n(A + std::ptrdiff_t(j) * lda, rows, C + std::ptrdiff_t(j) * ldc);
}

// C = A^-1, where A holds L and U.
template <class T> int invert(int n, const T *A, int lda, const int *pivot, T *C, int ldc) {
  copy(n, n, A, lda, C, ldc);
  std::vector<T> workspace(size_t(n) * 32);
  return lapack<T>::getri(n, C, ldc, pivot, workspace.data(), static_cast<int>(workspace.size()));
}

template <class T>
status getrfBatched(handle_t handle, int n, T *const A[], int lda, int *pivot, int *info, int count) {
  NPU_BLAS_REQUIRE(handle, n >= 0 && count >= 0 && holds(lda, n));
  return run(handle, [=] {
    for (int i = 0; i < count; i++)
      info[i] = n ? factor(n, A[i], lda, pivot ? pivot + std::ptrdiff_t(i) * n : nullptr) : 0;
  });
}

template <class T>
status getriBatched(handle_t handle, int n, const T *const A[], int lda, const int *pivot, T *const C[],
                    int ldc, int *info, int count) {
  NPU_BLAS_REQUIRE(handle, n >= 0 && count >= 0 && holds(lda, n) && holds(ldc, n));
  return run(handle, [=] {
    const std::vector<int> none = identity(n);
    for (int i = 0; i < count; i++)
      info[i] = n ? invert(n, A[i], lda, pivot ? pivot + std::ptrdiff_t(i) * n : none.data(), C[i], ldc) : 0;
  });
}

// `info` of these lies in host memory and tells of the arguments alone.
template <class T>
status getrsBatched(handle_t handle, op_t trans, int n, int nrhs, const T *const A[], int lda,
                    const int *pivot, T *const B[], int ldb, int *info, int count) {
  NPU_BLAS_REQUIRE(handle, info);
  *info = !valid(trans)    ? -1
          : n < 0          ? -2
          : nrhs < 0       ? -3
          : !holds(lda, n) ? -5
          : !holds(ldb, n) ? -8
          : count < 0      ? -10
                           : 0;
  if (*info)
    return NPUBLAS_STATUS_INVALID_VALUE;
  if (n == 0 || nrhs == 0)
    return NPUBLAS_STATUS_SUCCESS;
  return run(handle, [=] {
    const std::vector<int> none = identity(n);
    for (int i = 0; i < count; i++)
      lapack<T>::getrs(letter(trans), n, nrhs, A[i], lda, pivot ? pivot + std::ptrdiff_t(i) * n : none.data(),
                       B[i], ldb);
  });
}

template <class T>
status geqrfBatched(handle_t handle, int m, int n, T *const A[], int lda, T *const tau[], int *info,
                    int count) {
  NPU_BLAS_REQUIRE(handle, info);
  *info = m < 0 ? -1 : n < 0 ? -2 : !holds(lda, m) ? -4 : count < 0 ? -7 : 0;
  if (*info)
    return NPUBLAS_STATUS_INVALID_VALUE;
  if (m == 0 || n == 0)
    return NPUBLAS_STATUS_SUCCESS;
  return run(handle, [=] {
    std::vector<T> workspace(size_t(n) * 32);
    for (int i = 0; i < count; i++)
      lapack<T>::geqrf(m, n, A[i], lda, tau[i], workspace.data(), static_cast<int>(workspace.size()));
  });
}

template <class T>
status gelsBatched(handle_t handle, op_t trans, int m, int n, int nrhs, T *const A[], int lda, T *const C[],
                   int ldc, int *info, int *places, int count) {
  NPU_BLAS_REQUIRE(handle, info);
  *info = !valid(trans)                 ? -1
          : m < 0                       ? -2
          : n < 0                       ? -3
          : nrhs < 0                    ? -4
          : !holds(lda, m)              ? -6
          : !holds(ldc, std::max(m, n)) ? -8
          : count < 0                   ? -11
                                        : 0;
  if (*info)
    return NPUBLAS_STATUS_INVALID_VALUE;
  if (trans != NPUBLAS_OP_N || m < n) // as in CUDA: overdetermined systems that are not transposed
    return NPUBLAS_STATUS_NOT_SUPPORTED;
  if (m == 0 || n == 0 || nrhs == 0)
    return NPUBLAS_STATUS_SUCCESS;
  return run(handle, [=] {
    std::vector<T> workspace(std::min(m, n) + size_t(std::max({m, n, nrhs})) * 32);
    for (int i = 0; i < count; i++) {
      const int place = lapack<T>::gels('N', m, n, nrhs, A[i], lda, C[i], ldc, workspace.data(),
                                        static_cast<int>(workspace.size()));
      if (places)
        places[i] = place;
    }
  });
}

template <class T>
status matinvBatched(handle_t handle, int n, const T *const A[], int lda, T *const inverse[], int ldi,
                     int *info, int count) {
  NPU_BLAS_REQUIRE(handle, n >= 0 && n <= 32 && count >= 0 && holds(lda, n) && holds(ldi, n));
  return run(handle, [=] {
    std::vector<T> factors(size_t(n) * n);
    std::vector<int> pivot(n);
    for (int i = 0; i < count; i++) {
      info[i] = 0;
      if (n == 0)
        continue;
      copy(n, n, A[i], lda, factors.data(), n);
      info[i] = factor(n, factors.data(), n, pivot.data());
      if (info[i] == 0)
        invert(n, factors.data(), n, pivot.data(), inverse[i], ldi);
    }
  });
}

} // namespace

#define ANY(P, T)                                                                                            \
  npublasStatus_t npublas##P##getrfBatched(npublasHandle_t handle, int n, T *const A[], int lda, int *pivot, \
                                           int *info, int batchSize) {                                       \
    return getrfBatched(handle, n, cxx(A), lda, pivot, info, batchSize);                                     \
  }                                                                                                          \
  npublasStatus_t npublas##P##getriBatched(npublasHandle_t handle, int n, const T *const A[], int lda,       \
                                           const int *pivot, T *const C[], int ldc, int *info,               \
                                           int batchSize) {                                                  \
    return getriBatched(handle, n, cxx(A), lda, pivot, cxx(C), ldc, info, batchSize);                        \
  }                                                                                                          \
  npublasStatus_t npublas##P##getrsBatched(npublasHandle_t handle, npublasOperation_t trans, int n,          \
                                           int nrhs, const T *const A[], int lda, const int *pivot,          \
                                           T *const B[], int ldb, int *info, int batchSize) {                \
    return getrsBatched(handle, trans, n, nrhs, cxx(A), lda, pivot, cxx(B), ldb, info, batchSize);           \
  }                                                                                                          \
  npublasStatus_t npublas##P##geqrfBatched(npublasHandle_t handle, int m, int n, T *const A[], int lda,      \
                                           T *const tau[], int *info, int batchSize) {                       \
    return geqrfBatched(handle, m, n, cxx(A), lda, cxx(tau), info, batchSize);                               \
  }                                                                                                          \
  npublasStatus_t npublas##P##gelsBatched(npublasHandle_t handle, npublasOperation_t trans, int m, int n,    \
                                          int nrhs, T *const A[], int lda, T *const C[], int ldc, int *info, \
                                          int *devInfo, int batchSize) {                                     \
    return gelsBatched(handle, trans, m, n, nrhs, cxx(A), lda, cxx(C), ldc, info, devInfo, batchSize);       \
  }                                                                                                          \
  npublasStatus_t npublas##P##matinvBatched(npublasHandle_t handle, int n, const T *const A[], int lda,      \
                                            T *const Ainv[], int lda_inv, int *info, int batchSize) {        \
    return matinvBatched(handle, n, cxx(A), lda, cxx(Ainv), lda_inv, info, batchSize);                       \
  }
ANY(S, float)
ANY(D, double)
ANY(C, npuComplex)
ANY(Z, npuDoubleComplex)
