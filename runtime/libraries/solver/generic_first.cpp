// SPDX-License-Identifier: Apache-2.0
// The routines of generic.cpp under their first names, with one workspace.
#include "npu/solver.h"

extern "C" {

npusolverStatus_t npusolverDnPotrf_bufferSize(npusolverDnHandle_t handle, npusolverDnParams_t params,
                                              npublasFillMode_t uplo, int64_t n, npuDataType type_a,
                                              const void *a, int64_t lda, npuDataType compute,
                                              size_t *bytes) {
  size_t host = 0;
  return npusolverDnXpotrf_bufferSize(handle, params, uplo, n, type_a, a, lda, compute, bytes, &host);
}

npusolverStatus_t npusolverDnPotrf(npusolverDnHandle_t handle, npusolverDnParams_t params,
                                   npublasFillMode_t uplo, int64_t n, npuDataType type_a, void *a,
                                   int64_t lda, npuDataType compute, void *work, size_t bytes, int *info) {
  return npusolverDnXpotrf(handle, params, uplo, n, type_a, a, lda, compute, work, bytes, nullptr, 0, info);
}

npusolverStatus_t npusolverDnPotrs(npusolverDnHandle_t handle, npusolverDnParams_t params,
                                   npublasFillMode_t uplo, int64_t n, int64_t nrhs, npuDataType type_a,
                                   const void *a, int64_t lda, npuDataType type_b, void *b, int64_t ldb,
                                   int *info) {
  return npusolverDnXpotrs(handle, params, uplo, n, nrhs, type_a, a, lda, type_b, b, ldb, info);
}

npusolverStatus_t npusolverDnGetrf_bufferSize(npusolverDnHandle_t handle, npusolverDnParams_t params,
                                              int64_t m, int64_t n, npuDataType type_a, const void *a,
                                              int64_t lda, npuDataType compute, size_t *bytes) {
  size_t host = 0;
  return npusolverDnXgetrf_bufferSize(handle, params, m, n, type_a, a, lda, compute, bytes, &host);
}

npusolverStatus_t npusolverDnGetrf(npusolverDnHandle_t handle, npusolverDnParams_t params, int64_t m,
                                   int64_t n, npuDataType type_a, void *a, int64_t lda, int64_t *pivot,
                                   npuDataType compute, void *work, size_t bytes, int *info) {
  return npusolverDnXgetrf(handle, params, m, n, type_a, a, lda, pivot, compute, work, bytes, nullptr, 0,
                           info);
}

npusolverStatus_t npusolverDnGetrs(npusolverDnHandle_t handle, npusolverDnParams_t params,
                                   npublasOperation_t trans, int64_t n, int64_t nrhs, npuDataType type_a,
                                   const void *a, int64_t lda, const int64_t *pivot, npuDataType type_b,
                                   void *b, int64_t ldb, int *info) {
  return npusolverDnXgetrs(handle, params, trans, n, nrhs, type_a, a, lda, pivot, type_b, b, ldb, info);
}

npusolverStatus_t npusolverDnGeqrf_bufferSize(npusolverDnHandle_t handle, npusolverDnParams_t params,
                                              int64_t m, int64_t n, npuDataType type_a, const void *a,
                                              int64_t lda, npuDataType type_tau, const void *tau,
                                              npuDataType compute, size_t *bytes) {
  size_t host = 0;
  return npusolverDnXgeqrf_bufferSize(handle, params, m, n, type_a, a, lda, type_tau, tau, compute, bytes,
                                      &host);
}

npusolverStatus_t npusolverDnGeqrf(npusolverDnHandle_t handle, npusolverDnParams_t params, int64_t m,
                                   int64_t n, npuDataType type_a, void *a, int64_t lda, npuDataType type_tau,
                                   void *tau, npuDataType compute, void *work, size_t bytes, int *info) {
  return npusolverDnXgeqrf(handle, params, m, n, type_a, a, lda, type_tau, tau, compute, work, bytes, nullptr,
                           0, info);
}

npusolverStatus_t npusolverDnSyevd_bufferSize(npusolverDnHandle_t handle, npusolverDnParams_t params,
                                              npusolverEigMode_t mode, npublasFillMode_t uplo, int64_t n,
                                              npuDataType type_a, const void *a, int64_t lda,
                                              npuDataType type_w, const void *w, npuDataType compute,
                                              size_t *bytes) {
  size_t host = 0;
  return npusolverDnXsyevd_bufferSize(handle, params, mode, uplo, n, type_a, a, lda, type_w, w, compute,
                                      bytes, &host);
}

npusolverStatus_t npusolverDnSyevd(npusolverDnHandle_t handle, npusolverDnParams_t params,
                                   npusolverEigMode_t mode, npublasFillMode_t uplo, int64_t n,
                                   npuDataType type_a, void *a, int64_t lda, npuDataType type_w, void *w,
                                   npuDataType compute, void *work, size_t bytes, int *info) {
  return npusolverDnXsyevd(handle, params, mode, uplo, n, type_a, a, lda, type_w, w, compute, work, bytes,
                           nullptr, 0, info);
}

npusolverStatus_t npusolverDnSyevdx_bufferSize(npusolverDnHandle_t handle, npusolverDnParams_t params,
                                               npusolverEigMode_t mode, npusolverEigRange_t range,
                                               npublasFillMode_t uplo, int64_t n, npuDataType type_a,
                                               const void *a, int64_t lda, void *vl, void *vu, int64_t il,
                                               int64_t iu, int64_t *meig, npuDataType type_w, const void *w,
                                               npuDataType compute, size_t *bytes) {
  size_t host = 0;
  return npusolverDnXsyevdx_bufferSize(handle, params, mode, range, uplo, n, type_a, a, lda, vl, vu, il, iu,
                                       meig, type_w, w, compute, bytes, &host);
}

npusolverStatus_t npusolverDnSyevdx(npusolverDnHandle_t handle, npusolverDnParams_t params,
                                    npusolverEigMode_t mode, npusolverEigRange_t range,
                                    npublasFillMode_t uplo, int64_t n, npuDataType type_a, void *a,
                                    int64_t lda, void *vl, void *vu, int64_t il, int64_t iu, int64_t *meig,
                                    npuDataType type_w, void *w, npuDataType compute, void *work,
                                    size_t bytes, int *info) {
  return npusolverDnXsyevdx(handle, params, mode, range, uplo, n, type_a, a, lda, vl, vu, il, iu, meig,
                            type_w, w, compute, work, bytes, nullptr, 0, info);
}

npusolverStatus_t npusolverDnGesvd_bufferSize(npusolverDnHandle_t handle, npusolverDnParams_t params,
                                              signed char jobu, signed char jobvt, int64_t m, int64_t n,
                                              npuDataType type_a, const void *a, int64_t lda,
                                              npuDataType type_s, const void *s, npuDataType type_u,
                                              const void *u, int64_t ldu, npuDataType type_vt, const void *vt,
                                              int64_t ldvt, npuDataType compute, size_t *bytes) {
  size_t host = 0;
  return npusolverDnXgesvd_bufferSize(handle, params, jobu, jobvt, m, n, type_a, a, lda, type_s, s, type_u, u,
                                      ldu, type_vt, vt, ldvt, compute, bytes, &host);
}

npusolverStatus_t npusolverDnGesvd(npusolverDnHandle_t handle, npusolverDnParams_t params, signed char jobu,
                                   signed char jobvt, int64_t m, int64_t n, npuDataType type_a, void *a,
                                   int64_t lda, npuDataType type_s, void *s, npuDataType type_u, void *u,
                                   int64_t ldu, npuDataType type_vt, void *vt, int64_t ldvt,
                                   npuDataType compute, void *work, size_t bytes, int *info) {
  return npusolverDnXgesvd(handle, params, jobu, jobvt, m, n, type_a, a, lda, type_s, s, type_u, u, ldu,
                           type_vt, vt, ldvt, compute, work, bytes, nullptr, 0, info);
}
}
