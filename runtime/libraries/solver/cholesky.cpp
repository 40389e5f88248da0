// SPDX-License-Identifier: Apache-2.0
// Cholesky factorization: potrf, potrs, potri, and batches of them.
#include "context.h"

using namespace npu::solver;

#define NPU_SOLVER_CHOLESKY(P, T, R)                                                                         \
  npusolverStatus_t npusolverDn##P##potrf_bufferSize(npusolverDnHandle_t handle, npublasFillMode_t uplo,     \
                                                     int n, T *, int lda, int *size) {                       \
    return workspace(handle, is_valid(uplo) && is_matrix(n, n, lda), size);                                  \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##potrf(npusolverDnHandle_t handle, npublasFillMode_t uplo, int n, T *a,   \
                                          int lda, T *, int, int *info) {                                    \
    return run(handle, is_valid(uplo) && is_matrix(n, n, lda), info,                                         \
               [=] { return lapack::potrf<element_t<T>>(letter(uplo), n, elements(a), lda); });              \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##potrs(npusolverDnHandle_t handle, npublasFillMode_t uplo, int n,         \
                                          int nrhs, const T *a, int lda, T *b, int ldb, int *info) {         \
    return run(handle, is_valid(uplo) && is_matrix(n, n, lda) && is_matrix(n, nrhs, ldb), info, [=] {        \
      return lapack::potrs<element_t<T>>(letter(uplo), n, nrhs, elements(a), lda, elements(b), ldb);         \
    });                                                                                                      \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##potri_bufferSize(npusolverDnHandle_t handle, npublasFillMode_t uplo,     \
                                                     int n, T *, int lda, int *size) {                       \
    return workspace(handle, is_valid(uplo) && is_matrix(n, n, lda), size);                                  \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##potri(npusolverDnHandle_t handle, npublasFillMode_t uplo, int n, T *a,   \
                                          int lda, T *, int, int *info) {                                    \
    return run(handle, is_valid(uplo) && is_matrix(n, n, lda), info,                                         \
               [=] { return lapack::potri<element_t<T>>(letter(uplo), n, elements(a), lda); });              \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##potrfBatched(npusolverDnHandle_t handle, npublasFillMode_t uplo, int n,  \
                                                 T *a[], int lda, int *info, int batch) {                    \
    return run(handle, is_valid(uplo) && is_matrix(n, n, lda) && batch >= 0, nullptr, [=] {                  \
      for (int i = 0; i < batch; ++i) {                                                                      \
        const int result = lapack::potrf<element_t<T>>(letter(uplo), n, elements(a[i]), lda);                \
        if (info)                                                                                            \
          info[i] = result;                                                                                  \
      }                                                                                                      \
      return 0;                                                                                              \
    });                                                                                                      \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##potrsBatched(npusolverDnHandle_t handle, npublasFillMode_t uplo, int n,  \
                                                 int nrhs, T *a[], int lda, T *b[], int ldb, int *info,      \
                                                 int batch) {                                                \
    const bool valid = is_valid(uplo) && is_matrix(n, n, lda) && is_matrix(n, nrhs, ldb) && batch >= 0;      \
    return run(handle, valid, info, [=] {                                                                    \
      for (int i = 0; i < batch; ++i)                                                                        \
        lapack::potrs<element_t<T>>(letter(uplo), n, nrhs, elements(a[i]), lda, elements(b[i]), ldb);        \
      return 0;                                                                                              \
    });                                                                                                      \
  }
extern "C" {
NPU_SOLVER_TYPES(NPU_SOLVER_CHOLESKY)
}
