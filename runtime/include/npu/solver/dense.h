// SPDX-License-Identifier: Apache-2.0
// Solvers for dense matrices.
// Programs test this guard, so its name is that of the original, renamed.
#ifndef NPUSOLVERDN_H_
#define NPUSOLVERDN_H_

#include "npu/detail/macros_aside.inc"

#include "npu/solver/common.h"
#include <stdint.h>

typedef struct npusolverDnContext *npusolverDnHandle_t;
typedef struct npusolverDnParams *npusolverDnParams_t;
typedef struct npusolverSyevjInfo *npusolverSyevjInfo_t;
typedef struct npusolverGesvdjInfo *npusolverGesvdjInfo_t;
typedef enum { NPUSOLVERDN_GETRF = 0, NPUSOLVERDN_POTRF = 1 } npusolverDnFunction_t;

NPU_API_BEGIN
npusolverStatus_t npusolverDnCreate(npusolverDnHandle_t *handle);
npusolverStatus_t npusolverDnDestroy(npusolverDnHandle_t handle);
npusolverStatus_t npusolverDnSetStream(npusolverDnHandle_t handle, npuStream_t stream);
npusolverStatus_t npusolverDnGetStream(npusolverDnHandle_t handle, npuStream_t *stream);
npusolverStatus_t npusolverDnCreateParams(npusolverDnParams_t *params);
npusolverStatus_t npusolverDnDestroyParams(npusolverDnParams_t params);
npusolverStatus_t npusolverDnSetAdvOptions(npusolverDnParams_t params, npusolverDnFunction_t function,
                                           npusolverAlgMode_t algo);
npusolverStatus_t npusolverDnCreateSyevjInfo(npusolverSyevjInfo_t *info);
npusolverStatus_t npusolverDnDestroySyevjInfo(npusolverSyevjInfo_t info);
npusolverStatus_t npusolverDnXsyevjSetTolerance(npusolverSyevjInfo_t info, double tolerance);
npusolverStatus_t npusolverDnXsyevjSetMaxSweeps(npusolverSyevjInfo_t info, int maxSweeps);
npusolverStatus_t npusolverDnXsyevjSetSortEig(npusolverSyevjInfo_t info, int sort);
npusolverStatus_t npusolverDnXsyevjGetResidual(npusolverDnHandle_t handle, npusolverSyevjInfo_t info,
                                               double *residual);
npusolverStatus_t npusolverDnXsyevjGetSweeps(npusolverDnHandle_t handle, npusolverSyevjInfo_t info,
                                             int *sweeps);
npusolverStatus_t npusolverDnCreateGesvdjInfo(npusolverGesvdjInfo_t *info);
npusolverStatus_t npusolverDnDestroyGesvdjInfo(npusolverGesvdjInfo_t info);
npusolverStatus_t npusolverDnXgesvdjSetTolerance(npusolverGesvdjInfo_t info, double tolerance);
npusolverStatus_t npusolverDnXgesvdjSetMaxSweeps(npusolverGesvdjInfo_t info, int maxSweeps);
npusolverStatus_t npusolverDnXgesvdjSetSortEig(npusolverGesvdjInfo_t info, int sort);
npusolverStatus_t npusolverDnXgesvdjGetResidual(npusolverDnHandle_t handle, npusolverGesvdjInfo_t info,
                                                double *residual);
npusolverStatus_t npusolverDnXgesvdjGetSweeps(npusolverDnHandle_t handle, npusolverGesvdjInfo_t info,
                                              int *sweeps);

// P is the letter, T the element type, R its real type.
#define NPU_SOLVER(P, T, R)                                                                                  \
  npusolverStatus_t npusolverDn##P##potrf_bufferSize(npusolverDnHandle_t, npublasFillMode_t, int n, T *A,    \
                                                     int lda, int *lwork);                                   \
  npusolverStatus_t npusolverDn##P##potrf(npusolverDnHandle_t, npublasFillMode_t, int n, T *A, int lda,      \
                                          T *work, int lwork, int *info);                                    \
  npusolverStatus_t npusolverDn##P##potrs(npusolverDnHandle_t, npublasFillMode_t, int n, int nrhs,           \
                                          const T *A, int lda, T *B, int ldb, int *info);                    \
  npusolverStatus_t npusolverDn##P##potri_bufferSize(npusolverDnHandle_t, npublasFillMode_t, int n, T *A,    \
                                                     int lda, int *lwork);                                   \
  npusolverStatus_t npusolverDn##P##potri(npusolverDnHandle_t, npublasFillMode_t, int n, T *A, int lda,      \
                                          T *work, int lwork, int *info);                                    \
  npusolverStatus_t npusolverDn##P##potrfBatched(npusolverDnHandle_t, npublasFillMode_t, int n, T *A[],      \
                                                 int lda, int *info, int batchSize);                         \
  npusolverStatus_t npusolverDn##P##getrf_bufferSize(npusolverDnHandle_t, int m, int n, T *A, int lda,       \
                                                     int *lwork);                                            \
  npusolverStatus_t npusolverDn##P##getrf(npusolverDnHandle_t, int m, int n, T *A, int lda, T *work,         \
                                          int *pivot, int *info);                                            \
  npusolverStatus_t npusolverDn##P##getrs(npusolverDnHandle_t, npublasOperation_t, int n, int nrhs,          \
                                          const T *A, int lda, const int *pivot, T *B, int ldb, int *info);  \
  npusolverStatus_t npusolverDn##P##geqrf_bufferSize(npusolverDnHandle_t, int m, int n, T *A, int lda,       \
                                                     int *lwork);                                            \
  npusolverStatus_t npusolverDn##P##geqrf(npusolverDnHandle_t, int m, int n, T *A, int lda, T *tau, T *work, \
                                          int lwork, int *info);                                             \
  npusolverStatus_t npusolverDn##P##gebrd_bufferSize(npusolverDnHandle_t, int m, int n, int *lwork);         \
  npusolverStatus_t npusolverDn##P##gebrd(npusolverDnHandle_t, int m, int n, T *A, int lda, R *D, R *E,      \
                                          T *tauq, T *taup, T *work, int lwork, int *info);                  \
  npusolverStatus_t npusolverDn##P##gesvd_bufferSize(npusolverDnHandle_t, int m, int n, int *lwork);         \
  npusolverStatus_t npusolverDn##P##gesvd(npusolverDnHandle_t, signed char jobu, signed char jobvt, int m,   \
                                          int n, T *A, int lda, R *S, T *U, int ldu, T *VT, int ldvt,        \
                                          T *work, int lwork, R *rwork, int *info);                          \
  npusolverStatus_t npusolverDn##P##sytrf_bufferSize(npusolverDnHandle_t, int n, T *A, int lda, int *lwork); \
  npusolverStatus_t npusolverDn##P##sytrf(npusolverDnHandle_t, npublasFillMode_t, int n, T *A, int lda,      \
                                          int *pivot, T *work, int lwork, int *info);
NPU_SOLVER(S, float, float)
NPU_SOLVER(D, double, double)
NPU_SOLVER(C, npuComplex, float)
NPU_SOLVER(Z, npuDoubleComplex, double)
#undef NPU_SOLVER

// Orthogonal and symmetric (real) or unitary and Hermitian (complex) routines
#define NPU_SOLVER_ORTHOGONAL(P, U, H, T, R)                                                                 \
  npusolverStatus_t npusolverDn##P##U##gqr_bufferSize(npusolverDnHandle_t, int m, int n, int k, const T *A,  \
                                                      int lda, const T *tau, int *lwork);                    \
  npusolverStatus_t npusolverDn##P##U##gqr(npusolverDnHandle_t, int m, int n, int k, T *A, int lda,          \
                                           const T *tau, T *work, int lwork, int *info);                     \
  npusolverStatus_t npusolverDn##P##U##mqr_bufferSize(                                                       \
      npusolverDnHandle_t, npublasSideMode_t, npublasOperation_t, int m, int n, int k, const T *A, int lda,  \
      const T *tau, const T *C, int ldc, int *lwork);                                                        \
  npusolverStatus_t npusolverDn##P##U##mqr(npusolverDnHandle_t, npublasSideMode_t, npublasOperation_t,       \
                                           int m, int n, int k, const T *A, int lda, const T *tau, T *C,     \
                                           int ldc, T *work, int lwork, int *info);                          \
  npusolverStatus_t npusolverDn##P##U##gbr_bufferSize(npusolverDnHandle_t, npublasSideMode_t, int m, int n,  \
                                                      int k, const T *A, int lda, const T *tau, int *lwork); \
  npusolverStatus_t npusolverDn##P##U##gbr(npusolverDnHandle_t, npublasSideMode_t, int m, int n, int k,      \
                                           T *A, int lda, const T *tau, T *work, int lwork, int *info);      \
  npusolverStatus_t npusolverDn##P##U##gtr_bufferSize(npusolverDnHandle_t, npublasFillMode_t, int n,         \
                                                      const T *A, int lda, const T *tau, int *lwork);        \
  npusolverStatus_t npusolverDn##P##U##gtr(npusolverDnHandle_t, npublasFillMode_t, int n, T *A, int lda,     \
                                           const T *tau, T *work, int lwork, int *info);                     \
  npusolverStatus_t npusolverDn##P##U##mtr_bufferSize(                                                       \
      npusolverDnHandle_t, npublasSideMode_t, npublasFillMode_t, npublasOperation_t, int m, int n,           \
      const T *A, int lda, const T *tau, const T *C, int ldc, int *lwork);                                   \
  npusolverStatus_t npusolverDn##P##U##mtr(npusolverDnHandle_t, npublasSideMode_t, npublasFillMode_t,        \
                                           npublasOperation_t, int m, int n, T *A, int lda, T *tau, T *C,    \
                                           int ldc, T *work, int lwork, int *info);                          \
  npusolverStatus_t npusolverDn##P##H##trd_bufferSize(npusolverDnHandle_t, npublasFillMode_t, int n,         \
                                                      const T *A, int lda, const R *d, const R *e,           \
                                                      const T *tau, int *lwork);                             \
  npusolverStatus_t npusolverDn##P##H##trd(npusolverDnHandle_t, npublasFillMode_t, int n, T *A, int lda,     \
                                           R *d, R *e, T *tau, T *work, int lwork, int *info);               \
  npusolverStatus_t npusolverDn##P##H##evd_bufferSize(npusolverDnHandle_t, npusolverEigMode_t,               \
                                                      npublasFillMode_t, int n, const T *A, int lda,         \
                                                      const R *W, int *lwork);                               \
  npusolverStatus_t npusolverDn##P##H##evd(npusolverDnHandle_t, npusolverEigMode_t, npublasFillMode_t,       \
                                           int n, T *A, int lda, R *W, T *work, int lwork, int *info);
NPU_SOLVER_ORTHOGONAL(S, or, sy, float, float)
NPU_SOLVER_ORTHOGONAL(D, or, sy, double, double)
NPU_SOLVER_ORTHOGONAL(C, un, he, npuComplex, float)
NPU_SOLVER_ORTHOGONAL(Z, un, he, npuDoubleComplex, double)
#undef NPU_SOLVER_ORTHOGONAL

#define NPU_SOLVER_MORE(P, T, R)                                                                             \
  npusolverStatus_t npusolverDn##P##potrsBatched(npusolverDnHandle_t, npublasFillMode_t, int n, int nrhs,    \
                                                 T *A[], int lda, T *B[], int ldb, int *info,                \
                                                 int batchSize);                                             \
  npusolverStatus_t npusolverDn##P##laswp(npusolverDnHandle_t, int n, T *A, int lda, int k1, int k2,         \
                                          const int *pivot, int incx);                                       \
  npusolverStatus_t npusolverDn##P##sytri_bufferSize(npusolverDnHandle_t, npublasFillMode_t, int n, T *A,    \
                                                     int lda, const int *pivot, int *lwork);                 \
  npusolverStatus_t npusolverDn##P##sytri(npusolverDnHandle_t, npublasFillMode_t, int n, T *A, int lda,      \
                                          const int *pivot, T *work, int lwork, int *info);                  \
  npusolverStatus_t npusolverDn##P##gesvdj_bufferSize(                                                       \
      npusolverDnHandle_t, npusolverEigMode_t, int econ, int m, int n, const T *A, int lda, const R *S,      \
      const T *U, int ldu, const T *V, int ldv, int *lwork, npusolverGesvdjInfo_t);                          \
  npusolverStatus_t npusolverDn##P##gesvdj(npusolverDnHandle_t, npusolverEigMode_t, int econ, int m, int n,  \
                                           T *A, int lda, R *S, T *U, int ldu, T *V, int ldv, T *work,       \
                                           int lwork, int *info, npusolverGesvdjInfo_t);                     \
  npusolverStatus_t npusolverDn##P##gesvdjBatched_bufferSize(                                                \
      npusolverDnHandle_t, npusolverEigMode_t, int m, int n, const T *A, int lda, const R *S, const T *U,    \
      int ldu, const T *V, int ldv, int *lwork, npusolverGesvdjInfo_t, int batchSize);                       \
  npusolverStatus_t npusolverDn##P##gesvdjBatched(                                                           \
      npusolverDnHandle_t, npusolverEigMode_t, int m, int n, T *A, int lda, R *S, T *U, int ldu, T *V,       \
      int ldv, T *work, int lwork, int *info, npusolverGesvdjInfo_t, int batchSize);                         \
  npusolverStatus_t npusolverDn##P##gesvdaStridedBatched_bufferSize(                                         \
      npusolverDnHandle_t, npusolverEigMode_t, int rank, int m, int n, const T *A, int lda,                  \
      long long strideA, const R *S, long long strideS, const T *U, int ldu, long long strideU, const T *V,  \
      int ldv, long long strideV, int *lwork, int batchSize);                                                \
  npusolverStatus_t npusolverDn##P##gesvdaStridedBatched(                                                    \
      npusolverDnHandle_t, npusolverEigMode_t, int rank, int m, int n, const T *A, int lda,                  \
      long long strideA, R *S, long long strideS, T *U, int ldu, long long strideU, T *V, int ldv,           \
      long long strideV, T *work, int lwork, int *info, double *residual, int batchSize);
NPU_SOLVER_MORE(S, float, float)
NPU_SOLVER_MORE(D, double, double)
NPU_SOLVER_MORE(C, npuComplex, float)
NPU_SOLVER_MORE(Z, npuDoubleComplex, double)
#undef NPU_SOLVER_MORE

// Symmetric (real) or Hermitian (complex) eigenvalues
#define NPU_SOLVER_EIGEN(P, H, T, R)                                                                         \
  npusolverStatus_t npusolverDn##P##H##evdx_bufferSize(                                                      \
      npusolverDnHandle_t, npusolverEigMode_t, npusolverEigRange_t, npublasFillMode_t, int n, const T *A,    \
      int lda, R vl, R vu, int il, int iu, int *meig, const R *W, int *lwork);                               \
  npusolverStatus_t npusolverDn##P##H##evdx(npusolverDnHandle_t, npusolverEigMode_t, npusolverEigRange_t,    \
                                            npublasFillMode_t, int n, T *A, int lda, R vl, R vu, int il,     \
                                            int iu, int *meig, R *W, T *work, int lwork, int *info);         \
  npusolverStatus_t npusolverDn##P##H##gvd_bufferSize(                                                       \
      npusolverDnHandle_t, npusolverEigType_t, npusolverEigMode_t, npublasFillMode_t, int n, const T *A,     \
      int lda, const T *B, int ldb, const R *W, int *lwork);                                                 \
  npusolverStatus_t npusolverDn##P##H##gvd(npusolverDnHandle_t, npusolverEigType_t, npusolverEigMode_t,      \
                                           npublasFillMode_t, int n, T *A, int lda, T *B, int ldb, R *W,     \
                                           T *work, int lwork, int *info);                                   \
  npusolverStatus_t npusolverDn##P##H##gvdx_bufferSize(                                                      \
      npusolverDnHandle_t, npusolverEigType_t, npusolverEigMode_t, npusolverEigRange_t, npublasFillMode_t,   \
      int n, const T *A, int lda, const T *B, int ldb, R vl, R vu, int il, int iu, int *meig, const R *W,    \
      int *lwork);                                                                                           \
  npusolverStatus_t npusolverDn##P##H##gvdx(npusolverDnHandle_t, npusolverEigType_t, npusolverEigMode_t,     \
                                            npusolverEigRange_t, npublasFillMode_t, int n, T *A, int lda,    \
                                            T *B, int ldb, R vl, R vu, int il, int iu, int *meig, R *W,      \
                                            T *work, int lwork, int *info);                                  \
  npusolverStatus_t npusolverDn##P##H##evj_bufferSize(npusolverDnHandle_t, npusolverEigMode_t,               \
                                                      npublasFillMode_t, int n, const T *A, int lda,         \
                                                      const R *W, int *lwork, npusolverSyevjInfo_t);         \
  npusolverStatus_t npusolverDn##P##H##evj(npusolverDnHandle_t, npusolverEigMode_t, npublasFillMode_t,       \
                                           int n, T *A, int lda, R *W, T *work, int lwork, int *info,        \
                                           npusolverSyevjInfo_t);                                            \
  npusolverStatus_t npusolverDn##P##H##evjBatched_bufferSize(                                                \
      npusolverDnHandle_t, npusolverEigMode_t, npublasFillMode_t, int n, const T *A, int lda, const R *W,    \
      int *lwork, npusolverSyevjInfo_t, int batchSize);                                                      \
  npusolverStatus_t npusolverDn##P##H##evjBatched(                                                           \
      npusolverDnHandle_t, npusolverEigMode_t, npublasFillMode_t, int n, T *A, int lda, R *W, T *work,       \
      int lwork, int *info, npusolverSyevjInfo_t, int batchSize);                                            \
  npusolverStatus_t npusolverDn##P##H##gvj_bufferSize(                                                       \
      npusolverDnHandle_t, npusolverEigType_t, npusolverEigMode_t, npublasFillMode_t, int n, const T *A,     \
      int lda, const T *B, int ldb, const R *W, int *lwork, npusolverSyevjInfo_t);                           \
  npusolverStatus_t npusolverDn##P##H##gvj(npusolverDnHandle_t, npusolverEigType_t, npusolverEigMode_t,      \
                                           npublasFillMode_t, int n, T *A, int lda, T *B, int ldb, R *W,     \
                                           T *work, int lwork, int *info, npusolverSyevjInfo_t);
NPU_SOLVER_EIGEN(S, sy, float, float)
NPU_SOLVER_EIGEN(D, sy, double, double)
NPU_SOLVER_EIGEN(C, he, npuComplex, float)
NPU_SOLVER_EIGEN(Z, he, npuDoubleComplex, double)
#undef NPU_SOLVER_EIGEN

// Iterative refinement: the letters are the precision of the system and of the factorization.
#define NPU_SOLVER_REFINED(P, T)                                                                             \
  npusolverStatus_t npusolverDn##P##gesv_bufferSize(npusolverDnHandle_t, int n, int nrhs, T *A, int lda,     \
                                                    int *pivot, T *B, int ldb, T *X, int ldx, void *work,    \
                                                    size_t *lwork);                                          \
  npusolverStatus_t npusolverDn##P##gesv(npusolverDnHandle_t, int n, int nrhs, T *A, int lda, int *pivot,    \
                                         T *B, int ldb, T *X, int ldx, void *work, size_t lwork,             \
                                         int *iterations, int *info);                                        \
  npusolverStatus_t npusolverDn##P##gels_bufferSize(npusolverDnHandle_t, int m, int n, int nrhs, T *A,       \
                                                    int lda, T *B, int ldb, T *X, int ldx, void *work,       \
                                                    size_t *lwork);                                          \
  npusolverStatus_t npusolverDn##P##gels(npusolverDnHandle_t, int m, int n, int nrhs, T *A, int lda, T *B,   \
                                         int ldb, T *X, int ldx, void *work, size_t lwork, int *iterations,  \
                                         int *info);
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
#undef NPU_SOLVER_REFINED

// Types given at run time, sizes of 64 bits
npusolverStatus_t npusolverDnXpotrf_bufferSize(npusolverDnHandle_t, npusolverDnParams_t, npublasFillMode_t,
                                               int64_t n, npuDataType typeA, const void *A, int64_t lda,
                                               npuDataType computeType, size_t *deviceBytes,
                                               size_t *hostBytes);
npusolverStatus_t npusolverDnXpotrf(npusolverDnHandle_t, npusolverDnParams_t, npublasFillMode_t, int64_t n,
                                    npuDataType typeA, void *A, int64_t lda, npuDataType computeType,
                                    void *device, size_t deviceBytes, void *host, size_t hostBytes,
                                    int *info);
npusolverStatus_t npusolverDnXpotrs(npusolverDnHandle_t, npusolverDnParams_t, npublasFillMode_t, int64_t n,
                                    int64_t nrhs, npuDataType typeA, const void *A, int64_t lda,
                                    npuDataType typeB, void *B, int64_t ldb, int *info);
npusolverStatus_t npusolverDnXgetrf_bufferSize(npusolverDnHandle_t, npusolverDnParams_t, int64_t m, int64_t n,
                                               npuDataType typeA, const void *A, int64_t lda,
                                               npuDataType computeType, size_t *deviceBytes,
                                               size_t *hostBytes);
npusolverStatus_t npusolverDnXgetrf(npusolverDnHandle_t, npusolverDnParams_t, int64_t m, int64_t n,
                                    npuDataType typeA, void *A, int64_t lda, int64_t *pivot,
                                    npuDataType computeType, void *device, size_t deviceBytes, void *host,
                                    size_t hostBytes, int *info);
npusolverStatus_t npusolverDnXgetrs(npusolverDnHandle_t, npusolverDnParams_t, npublasOperation_t, int64_t n,
                                    int64_t nrhs, npuDataType typeA, const void *A, int64_t lda,
                                    const int64_t *pivot, npuDataType typeB, void *B, int64_t ldb, int *info);
npusolverStatus_t npusolverDnXgeqrf_bufferSize(npusolverDnHandle_t, npusolverDnParams_t, int64_t m, int64_t n,
                                               npuDataType typeA, const void *A, int64_t lda,
                                               npuDataType typeTau, const void *tau, npuDataType computeType,
                                               size_t *deviceBytes, size_t *hostBytes);
npusolverStatus_t npusolverDnXgeqrf(npusolverDnHandle_t, npusolverDnParams_t, int64_t m, int64_t n,
                                    npuDataType typeA, void *A, int64_t lda, npuDataType typeTau, void *tau,
                                    npuDataType computeType, void *device, size_t deviceBytes, void *host,
                                    size_t hostBytes, int *info);
npusolverStatus_t npusolverDnXsyevd_bufferSize(npusolverDnHandle_t, npusolverDnParams_t, npusolverEigMode_t,
                                               npublasFillMode_t, int64_t n, npuDataType typeA, const void *A,
                                               int64_t lda, npuDataType typeW, const void *W,
                                               npuDataType computeType, size_t *deviceBytes,
                                               size_t *hostBytes);
npusolverStatus_t npusolverDnXsyevd(npusolverDnHandle_t, npusolverDnParams_t, npusolverEigMode_t,
                                    npublasFillMode_t, int64_t n, npuDataType typeA, void *A, int64_t lda,
                                    npuDataType typeW, void *W, npuDataType computeType, void *device,
                                    size_t deviceBytes, void *host, size_t hostBytes, int *info);
npusolverStatus_t npusolverDnXsyevBatched_bufferSize(npusolverDnHandle_t, npusolverDnParams_t,
                                                     npusolverEigMode_t, npublasFillMode_t, int64_t n,
                                                     npuDataType typeA, const void *A, int64_t lda,
                                                     npuDataType typeW, const void *W,
                                                     npuDataType computeType, size_t *deviceBytes,
                                                     size_t *hostBytes, int64_t batchSize);
npusolverStatus_t npusolverDnXsyevBatched(npusolverDnHandle_t, npusolverDnParams_t, npusolverEigMode_t,
                                          npublasFillMode_t, int64_t n, npuDataType typeA, void *A,
                                          int64_t lda, npuDataType typeW, void *W, npuDataType computeType,
                                          void *device, size_t deviceBytes, void *host, size_t hostBytes,
                                          int *info, int64_t batchSize);
npusolverStatus_t npusolverDnXsyevdx_bufferSize(npusolverDnHandle_t, npusolverDnParams_t, npusolverEigMode_t,
                                                npusolverEigRange_t, npublasFillMode_t, int64_t n,
                                                npuDataType typeA, const void *A, int64_t lda, void *vl,
                                                void *vu, int64_t il, int64_t iu, int64_t *meig,
                                                npuDataType typeW, const void *W, npuDataType computeType,
                                                size_t *deviceBytes, size_t *hostBytes);
npusolverStatus_t npusolverDnXsyevdx(npusolverDnHandle_t, npusolverDnParams_t, npusolverEigMode_t,
                                     npusolverEigRange_t, npublasFillMode_t, int64_t n, npuDataType typeA,
                                     void *A, int64_t lda, void *vl, void *vu, int64_t il, int64_t iu,
                                     int64_t *meig, npuDataType typeW, void *W, npuDataType computeType,
                                     void *device, size_t deviceBytes, void *host, size_t hostBytes,
                                     int *info);
npusolverStatus_t npusolverDnXgesvd_bufferSize(npusolverDnHandle_t, npusolverDnParams_t, signed char jobu,
                                               signed char jobvt, int64_t m, int64_t n, npuDataType typeA,
                                               const void *A, int64_t lda, npuDataType typeS, const void *S,
                                               npuDataType typeU, const void *U, int64_t ldu,
                                               npuDataType typeVT, const void *VT, int64_t ldvt,
                                               npuDataType computeType, size_t *deviceBytes,
                                               size_t *hostBytes);
npusolverStatus_t npusolverDnXgesvd(npusolverDnHandle_t, npusolverDnParams_t, signed char jobu,
                                    signed char jobvt, int64_t m, int64_t n, npuDataType typeA, void *A,
                                    int64_t lda, npuDataType typeS, void *S, npuDataType typeU, void *U,
                                    int64_t ldu, npuDataType typeVT, void *VT, int64_t ldvt,
                                    npuDataType computeType, void *device, size_t deviceBytes, void *host,
                                    size_t hostBytes, int *info);
npusolverStatus_t npusolverDnXgesvdp_bufferSize(npusolverDnHandle_t, npusolverDnParams_t, npusolverEigMode_t,
                                                int econ, int64_t m, int64_t n, npuDataType typeA,
                                                const void *A, int64_t lda, npuDataType typeS, const void *S,
                                                npuDataType typeU, const void *U, int64_t ldu,
                                                npuDataType typeV, const void *V, int64_t ldv,
                                                npuDataType computeType, size_t *deviceBytes,
                                                size_t *hostBytes);
npusolverStatus_t npusolverDnXgesvdp(npusolverDnHandle_t, npusolverDnParams_t, npusolverEigMode_t, int econ,
                                     int64_t m, int64_t n, npuDataType typeA, void *A, int64_t lda,
                                     npuDataType typeS, void *S, npuDataType typeU, void *U, int64_t ldu,
                                     npuDataType typeV, void *V, int64_t ldv, npuDataType computeType,
                                     void *device, size_t deviceBytes, void *host, size_t hostBytes,
                                     int *info, double *errSigma);
npusolverStatus_t npusolverDnXtrtri_bufferSize(npusolverDnHandle_t, npublasFillMode_t, npublasDiagType_t,
                                               int64_t n, npuDataType typeA, void *A, int64_t lda,
                                               size_t *deviceBytes, size_t *hostBytes);
npusolverStatus_t npusolverDnXtrtri(npusolverDnHandle_t, npublasFillMode_t, npublasDiagType_t, int64_t n,
                                    npuDataType typeA, void *A, int64_t lda, void *device, size_t deviceBytes,
                                    void *host, size_t hostBytes, int *info);
npusolverStatus_t npusolverDnXsytrs_bufferSize(npusolverDnHandle_t, npublasFillMode_t, int64_t n,
                                               int64_t nrhs, npuDataType typeA, const void *A, int64_t lda,
                                               const int64_t *pivot, npuDataType typeB, void *B, int64_t ldb,
                                               size_t *deviceBytes, size_t *hostBytes);
npusolverStatus_t npusolverDnXsytrs(npusolverDnHandle_t, npublasFillMode_t, int64_t n, int64_t nrhs,
                                    npuDataType typeA, const void *A, int64_t lda, const int64_t *pivot,
                                    npuDataType typeB, void *B, int64_t ldb, void *device, size_t deviceBytes,
                                    void *host, size_t hostBytes, int *info);

// The same under the names of CUDA 11.0
npusolverStatus_t npusolverDnPotrf_bufferSize(npusolverDnHandle_t, npusolverDnParams_t, npublasFillMode_t,
                                              int64_t n, npuDataType typeA, const void *A, int64_t lda,
                                              npuDataType computeType, size_t *bytes);
npusolverStatus_t npusolverDnPotrf(npusolverDnHandle_t, npusolverDnParams_t, npublasFillMode_t, int64_t n,
                                   npuDataType typeA, void *A, int64_t lda, npuDataType computeType,
                                   void *work, size_t bytes, int *info);
npusolverStatus_t npusolverDnPotrs(npusolverDnHandle_t, npusolverDnParams_t, npublasFillMode_t, int64_t n,
                                   int64_t nrhs, npuDataType typeA, const void *A, int64_t lda,
                                   npuDataType typeB, void *B, int64_t ldb, int *info);
npusolverStatus_t npusolverDnGetrf_bufferSize(npusolverDnHandle_t, npusolverDnParams_t, int64_t m, int64_t n,
                                              npuDataType typeA, const void *A, int64_t lda,
                                              npuDataType computeType, size_t *bytes);
npusolverStatus_t npusolverDnGetrf(npusolverDnHandle_t, npusolverDnParams_t, int64_t m, int64_t n,
                                   npuDataType typeA, void *A, int64_t lda, int64_t *pivot,
                                   npuDataType computeType, void *work, size_t bytes, int *info);
npusolverStatus_t npusolverDnGetrs(npusolverDnHandle_t, npusolverDnParams_t, npublasOperation_t, int64_t n,
                                   int64_t nrhs, npuDataType typeA, const void *A, int64_t lda,
                                   const int64_t *pivot, npuDataType typeB, void *B, int64_t ldb, int *info);
npusolverStatus_t npusolverDnGeqrf_bufferSize(npusolverDnHandle_t, npusolverDnParams_t, int64_t m, int64_t n,
                                              npuDataType typeA, const void *A, int64_t lda,
                                              npuDataType typeTau, const void *tau, npuDataType computeType,
                                              size_t *bytes);
npusolverStatus_t npusolverDnGeqrf(npusolverDnHandle_t, npusolverDnParams_t, int64_t m, int64_t n,
                                   npuDataType typeA, void *A, int64_t lda, npuDataType typeTau, void *tau,
                                   npuDataType computeType, void *work, size_t bytes, int *info);
npusolverStatus_t npusolverDnSyevd_bufferSize(npusolverDnHandle_t, npusolverDnParams_t, npusolverEigMode_t,
                                              npublasFillMode_t, int64_t n, npuDataType typeA, const void *A,
                                              int64_t lda, npuDataType typeW, const void *W,
                                              npuDataType computeType, size_t *bytes);
npusolverStatus_t npusolverDnSyevd(npusolverDnHandle_t, npusolverDnParams_t, npusolverEigMode_t,
                                   npublasFillMode_t, int64_t n, npuDataType typeA, void *A, int64_t lda,
                                   npuDataType typeW, void *W, npuDataType computeType, void *work,
                                   size_t bytes, int *info);
npusolverStatus_t npusolverDnSyevdx_bufferSize(npusolverDnHandle_t, npusolverDnParams_t, npusolverEigMode_t,
                                               npusolverEigRange_t, npublasFillMode_t, int64_t n,
                                               npuDataType typeA, const void *A, int64_t lda, void *vl,
                                               void *vu, int64_t il, int64_t iu, int64_t *meig,
                                               npuDataType typeW, const void *W, npuDataType computeType,
                                               size_t *bytes);
npusolverStatus_t npusolverDnSyevdx(npusolverDnHandle_t, npusolverDnParams_t, npusolverEigMode_t,
                                    npusolverEigRange_t, npublasFillMode_t, int64_t n, npuDataType typeA,
                                    void *A, int64_t lda, void *vl, void *vu, int64_t il, int64_t iu,
                                    int64_t *meig, npuDataType typeW, void *W, npuDataType computeType,
                                    void *work, size_t bytes, int *info);
npusolverStatus_t npusolverDnGesvd_bufferSize(npusolverDnHandle_t, npusolverDnParams_t, signed char jobu,
                                              signed char jobvt, int64_t m, int64_t n, npuDataType typeA,
                                              const void *A, int64_t lda, npuDataType typeS, const void *S,
                                              npuDataType typeU, const void *U, int64_t ldu,
                                              npuDataType typeVT, const void *VT, int64_t ldvt,
                                              npuDataType computeType, size_t *bytes);
npusolverStatus_t npusolverDnGesvd(npusolverDnHandle_t, npusolverDnParams_t, signed char jobu,
                                   signed char jobvt, int64_t m, int64_t n, npuDataType typeA, void *A,
                                   int64_t lda, npuDataType typeS, void *S, npuDataType typeU, void *U,
                                   int64_t ldu, npuDataType typeVT, void *VT, int64_t ldvt,
                                   npuDataType computeType, void *work, size_t bytes, int *info);
NPU_API_END

#include "npu/detail/macros_restored.inc"

#endif
