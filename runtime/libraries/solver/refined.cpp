// SPDX-License-Identifier: Apache-2.0
// Linear systems (gesv) and least squares (gels) of the interface of iterative refinement: factored in the
// precision of the system itself, so that nothing is left to refine.
#include "context.h"
#include "factor.h"
#include "singular.h"

using namespace npu::solver;

namespace {

template <class T> int gesv(int n, int nrhs, T *a, int lda, int *pivot, const T *b, int ldb, T *x, int ldx) {
  std::vector<int> own(pivot ? 0 : std::max(1, n));
  pivot = pivot ? pivot : own.data();
  if (const int info = getrf(n, n, a, lda, pivot))
    return info;
  for (int j = 0; j < nrhs; ++j)
    std::copy_n(b + std::size_t(j) * ldb, n, x + std::size_t(j) * ldx);
  return getrs('N', n, nrhs, a, lda, pivot, x, ldx);
}

template <class T> int gels(int m, int n, int nrhs, T *a, int lda, const T *b, int ldb, T *x, int ldx) {
  std::vector<T> both = packed(m, nrhs, b, ldb);
  const int info = with_work<T>([&](T *work, int size) {
    return lapack::gels<T>('N', m, n, nrhs, a, lda, both.data(), std::max(1, m), work, size);
  });
  for (int j = 0; info == 0 && j < nrhs; ++j)
    std::copy_n(both.begin() + std::size_t(j) * m, n, x + std::size_t(j) * ldx);
  return info;
}

} // namespace

#define NPU_SOLVER_REFINED(P, T)                                                                             \
  npusolverStatus_t npusolverDn##P##gesv_bufferSize(npusolverDnHandle_t handle, int n, int nrhs, T *,        \
                                                    int lda, int *, T *, int ldb, T *, int ldx, void *,      \
                                                    size_t *size) {                                          \
    const bool valid = is_matrix(n, n, lda) && is_matrix(n, nrhs, ldb) && is_matrix(n, nrhs, ldx);           \
    return workspace(handle, valid, size);                                                                   \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##gesv(npusolverDnHandle_t handle, int n, int nrhs, T *a, int lda,         \
                                         int *pivot, T *b, int ldb, T *x, int ldx, void *, size_t,           \
                                         int *iterations, int *info) {                                       \
    const bool valid = is_matrix(n, n, lda) && is_matrix(n, nrhs, ldb) && is_matrix(n, nrhs, ldx);           \
    return run_and_wait(handle, valid && iterations, info, [=] {                                             \
      *iterations = 0;                                                                                       \
      return gesv(n, nrhs, elements(a), lda, pivot, elements(b), ldb, elements(x), ldx);                     \
    });                                                                                                      \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##gels_bufferSize(npusolverDnHandle_t handle, int m, int n, int nrhs, T *, \
                                                    int lda, T *, int ldb, T *, int ldx, void *,             \
                                                    size_t *size) {                                          \
    const bool valid = m >= n && is_matrix(m, n, lda) && is_matrix(m, nrhs, ldb) && is_matrix(n, nrhs, ldx); \
    return workspace(handle, valid, size);                                                                   \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##gels(npusolverDnHandle_t handle, int m, int n, int nrhs, T *a, int lda,  \
                                         T *b, int ldb, T *x, int ldx, void *, size_t, int *iterations,      \
                                         int *info) {                                                        \
    const bool valid = m >= n && is_matrix(m, n, lda) && is_matrix(m, nrhs, ldb) && is_matrix(n, nrhs, ldx); \
    return run_and_wait(handle, valid && iterations, info, [=] {                                             \
      *iterations = 0;                                                                                       \
      return gels(m, n, nrhs, elements(a), lda, elements(b), ldb, elements(x), ldx);                         \
    });                                                                                                      \
  }
extern "C" {
NPU_SOLVER_REFINED(ZZ, npuDoubleComplex)
NPU_SOLVER_REFINED(ZC, npuDoubleComplex)
NPU_SOLVER_REFINED(ZK, npuDoubleComplex)
NPU_SOLVER_REFINED(ZE, npuDoubleComplex)
NPU_SOLVER_REFINED(ZY, npuDoubleComplex)
NPU_SOLVER_REFINED(CC, npuComplex)
NPU_SOLVER_REFINED(CK, npuComplex)
NPU_SOLVER_REFINED(CE, npuComplex)
NPU_SOLVER_REFINED(CY, npuComplex)
NPU_SOLVER_REFINED(DD, double)
NPU_SOLVER_REFINED(DS, double)
NPU_SOLVER_REFINED(DH, double)
NPU_SOLVER_REFINED(DB, double)
NPU_SOLVER_REFINED(DX, double)
NPU_SOLVER_REFINED(SS, float)
NPU_SOLVER_REFINED(SH, float)
NPU_SOLVER_REFINED(SB, float)
NPU_SOLVER_REFINED(SX, float)
}
