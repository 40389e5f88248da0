// SPDX-License-Identifier: Apache-2.0
// QR factorization (geqrf) and the matrix Q, made (orgqr, ungqr) or applied (ormqr, unmqr).
#include "context.h"
#include "factor.h"

using namespace npu::solver;

#define NPU_SOLVER_QR(P, T, R)                                                                               \
  npusolverStatus_t npusolverDn##P##geqrf_bufferSize(npusolverDnHandle_t handle, int m, int n, T *, int lda, \
                                                     int *size) {                                            \
    return workspace(handle, is_matrix(m, n, lda), size);                                                    \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##geqrf(npusolverDnHandle_t handle, int m, int n, T *a, int lda, T *tau,   \
                                          T *, int, int *info) {                                             \
    return run(handle, is_matrix(m, n, lda), info,                                                           \
               [=] { return geqrf(m, n, elements(a), lda, elements(tau)); });                                \
  }

#define NPU_SOLVER_Q(P, U, H, T, R)                                                                          \
  npusolverStatus_t npusolverDn##P##U##gqr_bufferSize(npusolverDnHandle_t handle, int m, int n, int k,       \
                                                      const T *, int lda, const T *, int *size) {            \
    return workspace(handle, is_matrix(m, n, lda) && n <= m && k >= 0 && k <= n, size);                      \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##U##gqr(npusolverDnHandle_t handle, int m, int n, int k, T *a, int lda,   \
                                           const T *tau, T *, int, int *info) {                              \
    return run(handle, is_matrix(m, n, lda) && n <= m && k >= 0 && k <= n, info, [=] {                       \
      using E = element_t<T>;                                                                                \
      return with_work<E>([=](E *work, int size) {                                                           \
        return lapack::ungqr<E>(m, n, k, elements(a), lda, elements(tau), work, size);                       \
      });                                                                                                    \
    });                                                                                                      \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##U##mqr_bufferSize(                                                       \
      npusolverDnHandle_t handle, npublasSideMode_t side, npublasOperation_t trans, int m, int n, int k,     \
      const T *, int lda, const T *, const T *, int ldc, int *size) {                                        \
    const int rows = side == NPUBLAS_SIDE_LEFT ? m : n;                                                      \
    const bool valid = is_valid(side) && is_valid(trans) && k >= 0 && k <= rows;                             \
    return workspace(handle, valid && is_matrix(rows, k, lda) && is_matrix(m, n, ldc), size);                \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##U##mqr(npusolverDnHandle_t handle, npublasSideMode_t side,               \
                                           npublasOperation_t trans, int m, int n, int k, const T *a,        \
                                           int lda, const T *tau, T *c, int ldc, T *, int, int *info) {      \
    const int rows = side == NPUBLAS_SIDE_LEFT ? m : n;                                                      \
    const bool valid = is_valid(side) && is_valid(trans) && k >= 0 && k <= rows;                             \
    return run(handle, valid && is_matrix(rows, k, lda) && is_matrix(m, n, ldc), info, [=] {                 \
      using E = element_t<T>;                                                                                \
      return with_work<E>([=](E *work, int size) {                                                           \
        return lapack::unmqr<E>(letter(side), letter<E>(trans), m, n, k, elements(a), lda, elements(tau),    \
                                elements(c), ldc, work, size);                                               \
      });                                                                                                    \
    });                                                                                                      \
  }
extern "C" {
NPU_SOLVER_TYPES(NPU_SOLVER_QR)
NPU_SOLVER_TYPES_NAMED(NPU_SOLVER_Q)
}
