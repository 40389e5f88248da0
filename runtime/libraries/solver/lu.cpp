// SPDX-License-Identifier: Apache-2.0
// LU (getrf, getrs, laswp) and symmetric indefinite factorization (sytrf, sytri).
#include "context.h"
#include "factor.h"

using namespace npu::solver;

#define NPU_SOLVER_LU(P, T, R)                                                                               \
  npusolverStatus_t npusolverDn##P##getrf_bufferSize(npusolverDnHandle_t handle, int m, int n, T *, int lda, \
                                                     int *size) {                                            \
    return workspace(handle, is_matrix(m, n, lda), size);                                                    \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##getrf(npusolverDnHandle_t handle, int m, int n, T *a, int lda, T *,      \
                                          int *pivot, int *info) {                                           \
    return run(handle, is_matrix(m, n, lda), info, [=] { return getrf(m, n, elements(a), lda, pivot); });    \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##getrs(npusolverDnHandle_t handle, npublasOperation_t trans, int n,       \
                                          int nrhs, const T *a, int lda, const int *pivot, T *b, int ldb,    \
                                          int *info) {                                                       \
    const bool valid = is_valid(trans) && is_matrix(n, n, lda) && is_matrix(n, nrhs, ldb);                   \
    return run(handle, valid, info, [=] {                                                                    \
      using E = element_t<T>;                                                                                \
      return getrs<E>(letter<E>(trans), n, nrhs, elements(a), lda, pivot, elements(b), ldb);                 \
    });                                                                                                      \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##laswp(npusolverDnHandle_t handle, int n, T *a, int lda, int k1, int k2,  \
                                          const int *pivot, int step) {                                      \
    const bool valid = n >= 0 && lda >= 1 && k1 >= 1 && k2 >= k1 && step != 0;                               \
    return run(handle, valid, nullptr,                                                                       \
               [=] { return lapack::laswp<element_t<T>>(n, elements(a), lda, k1, k2, pivot, step); });       \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##sytrf_bufferSize(npusolverDnHandle_t handle, int n, T *, int lda,        \
                                                     int *size) {                                            \
    return workspace(handle, is_matrix(n, n, lda), size);                                                    \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##sytrf(npusolverDnHandle_t handle, npublasFillMode_t uplo, int n, T *a,   \
                                          int lda, int *pivot, T *, int, int *info) {                        \
    return run(handle, is_valid(uplo) && is_matrix(n, n, lda) && pivot, info, [=] {                          \
      using E = element_t<T>;                                                                                \
      return with_work<E>([=](E *work, int size) {                                                           \
        return lapack::sytrf<E>(letter(uplo), n, elements(a), lda, pivot, work, size);                       \
      });                                                                                                    \
    });                                                                                                      \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##sytri_bufferSize(npusolverDnHandle_t handle, npublasFillMode_t uplo,     \
                                                     int n, T *, int lda, const int *, int *size) {          \
    return workspace(handle, is_valid(uplo) && is_matrix(n, n, lda), size);                                  \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##sytri(npusolverDnHandle_t handle, npublasFillMode_t uplo, int n, T *a,   \
                                          int lda, const int *pivot, T *, int, int *info) {                  \
    return run(handle, is_valid(uplo) && is_matrix(n, n, lda) && pivot, info, [=] {                          \
      std::vector<element_t<T>> work(2 * std::max(1, n));                                                    \
      return lapack::sytri<element_t<T>>(letter(uplo), n, elements(a), lda, pivot, work.data());             \
    });                                                                                                      \
  }
extern "C" {
NPU_SOLVER_TYPES(NPU_SOLVER_LU)
}
