// SPDX-License-Identifier: Apache-2.0
// Reduction to bidiagonal (gebrd) and tridiagonal form (sytrd, hetrd), and the matrices Q and P of them.
#include "context.h"

using namespace npu::solver;

#define NPU_SOLVER_BIDIAGONAL(P, T, R)                                                                       \
  npusolverStatus_t npusolverDn##P##gebrd_bufferSize(npusolverDnHandle_t handle, int m, int n, int *size) {  \
    return workspace(handle, m >= 0 && n >= 0, size);                                                        \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##gebrd(npusolverDnHandle_t handle, int m, int n, T *a, int lda, R *d,     \
                                          R *e, T *tauq, T *taup, T *, int, int *info) {                     \
    return run(handle, is_matrix(m, n, lda), info, [=] {                                                     \
      using E = element_t<T>;                                                                                \
      return with_work<E>([=](E *work, int size) {                                                           \
        return lapack::gebrd<E>(m, n, elements(a), lda, d, e, elements(tauq), elements(taup), work, size);   \
      });                                                                                                    \
    });                                                                                                      \
  }

#define NPU_SOLVER_REDUCTION(P, U, H, T, R)                                                                  \
  npusolverStatus_t npusolverDn##P##U##gbr_bufferSize(npusolverDnHandle_t handle, npublasSideMode_t side,    \
                                                      int m, int n, int k, const T *, int lda, const T *,    \
                                                      int *size) {                                           \
    return workspace(handle, is_valid(side) && is_matrix(m, n, lda) && k >= 0, size);                        \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##U##gbr(npusolverDnHandle_t handle, npublasSideMode_t side, int m, int n, \
                                           int k, T *a, int lda, const T *tau, T *, int, int *info) {        \
    return run(handle, is_valid(side) && is_matrix(m, n, lda) && k >= 0, info, [=] {                         \
      using E = element_t<T>;                                                                                \
      return with_work<E>([=](E *work, int size) {                                                           \
        return lapack::ungbr<E>(side == NPUBLAS_SIDE_LEFT ? 'Q' : 'P', m, n, k, elements(a), lda,            \
                                elements(tau), work, size);                                                  \
      });                                                                                                    \
    });                                                                                                      \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##H##trd_bufferSize(npusolverDnHandle_t handle, npublasFillMode_t uplo,    \
                                                      int n, const T *, int lda, const R *, const R *,       \
                                                      const T *, int *size) {                                \
    return workspace(handle, is_valid(uplo) && is_matrix(n, n, lda), size);                                  \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##H##trd(npusolverDnHandle_t handle, npublasFillMode_t uplo, int n, T *a,  \
                                           int lda, R *d, R *e, T *tau, T *, int, int *info) {               \
    return run(handle, is_valid(uplo) && is_matrix(n, n, lda), info, [=] {                                   \
      using E = element_t<T>;                                                                                \
      return with_work<E>([=](E *work, int size) {                                                           \
        return lapack::hetrd<E>(letter(uplo), n, elements(a), lda, d, e, elements(tau), work, size);         \
      });                                                                                                    \
    });                                                                                                      \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##U##gtr_bufferSize(npusolverDnHandle_t handle, npublasFillMode_t uplo,    \
                                                      int n, const T *, int lda, const T *, int *size) {     \
    return workspace(handle, is_valid(uplo) && is_matrix(n, n, lda), size);                                  \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##U##gtr(npusolverDnHandle_t handle, npublasFillMode_t uplo, int n, T *a,  \
                                           int lda, const T *tau, T *, int, int *info) {                     \
    return run(handle, is_valid(uplo) && is_matrix(n, n, lda), info, [=] {                                   \
      using E = element_t<T>;                                                                                \
      return with_work<E>([=](E *work, int size) {                                                           \
        return lapack::ungtr<E>(letter(uplo), n, elements(a), lda, elements(tau), work, size);               \
      });                                                                                                    \
    });                                                                                                      \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##U##mtr_bufferSize(                                                       \
      npusolverDnHandle_t handle, npublasSideMode_t side, npublasFillMode_t uplo, npublasOperation_t trans,  \
      int m, int n, const T *, int lda, const T *, const T *, int ldc, int *size) {                          \
    const int order = side == NPUBLAS_SIDE_LEFT ? m : n;                                                     \
    const bool valid = is_valid(side) && is_valid(uplo) && is_valid(trans);                                  \
    return workspace(handle, valid && is_matrix(order, order, lda) && is_matrix(m, n, ldc), size);           \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##U##mtr(npusolverDnHandle_t handle, npublasSideMode_t side,               \
                                           npublasFillMode_t uplo, npublasOperation_t trans, int m, int n,   \
                                           T *a, int lda, T *tau, T *c, int ldc, T *, int, int *info) {      \
    const int order = side == NPUBLAS_SIDE_LEFT ? m : n;                                                     \
    const bool valid = is_valid(side) && is_valid(uplo) && is_valid(trans);                                  \
    return run(handle, valid && is_matrix(order, order, lda) && is_matrix(m, n, ldc), info, [=] {            \
      using E = element_t<T>;                                                                                \
      return with_work<E>([=](E *work, int size) {                                                           \
        return lapack::unmtr<E>(letter(side), letter(uplo), letter<E>(trans), m, n, elements(a), lda,        \
                                elements(tau), elements(c), ldc, work, size);                                \
      });                                                                                                    \
    });                                                                                                      \
  }
extern "C" {
NPU_SOLVER_TYPES(NPU_SOLVER_BIDIAGONAL)
NPU_SOLVER_TYPES_NAMED(NPU_SOLVER_REDUCTION)
}
