// SPDX-License-Identifier: Apache-2.0
// cuSOLVER for dense matrices.
#ifndef NPUIFY_CUSOLVER_DN_H
#define NPUIFY_CUSOLVER_DN_H

#include <npuify/macros_aside.inc>
#define CUSOLVERDN_H_ // programs test the SDK's own guard

#include "cusolver_common.h"
#include <stdint.h>

typedef struct cusolverDnContext *cusolverDnHandle_t;
typedef struct cusolverDnParams *cusolverDnParams_t;
typedef struct syevjInfo *syevjInfo_t;
typedef struct gesvdjInfo *gesvdjInfo_t;
typedef enum { CUSOLVERDN_GETRF = 0, CUSOLVERDN_POTRF = 1 } cusolverDnFunction_t;

#ifdef __cplusplus
extern "C" {
#endif
cusolverStatus_t cusolverDnCreate(cusolverDnHandle_t *handle);
cusolverStatus_t cusolverDnDestroy(cusolverDnHandle_t handle);
cusolverStatus_t cusolverDnSetStream(cusolverDnHandle_t handle, cudaStream_t stream);
cusolverStatus_t cusolverDnGetStream(cusolverDnHandle_t handle, cudaStream_t *stream);
cusolverStatus_t cusolverDnCreateParams(cusolverDnParams_t *params);
cusolverStatus_t cusolverDnDestroyParams(cusolverDnParams_t params);
cusolverStatus_t cusolverDnSetAdvOptions(cusolverDnParams_t params, cusolverDnFunction_t function,
                                         cusolverAlgMode_t algo);
cusolverStatus_t cusolverDnCreateSyevjInfo(syevjInfo_t *info);
cusolverStatus_t cusolverDnDestroySyevjInfo(syevjInfo_t info);
cusolverStatus_t cusolverDnXsyevjSetTolerance(syevjInfo_t info, double tolerance);
cusolverStatus_t cusolverDnXsyevjSetMaxSweeps(syevjInfo_t info, int maxSweeps);
cusolverStatus_t cusolverDnXsyevjSetSortEig(syevjInfo_t info, int sort);
cusolverStatus_t cusolverDnXsyevjGetResidual(cusolverDnHandle_t handle, syevjInfo_t info, double *residual);
cusolverStatus_t cusolverDnXsyevjGetSweeps(cusolverDnHandle_t handle, syevjInfo_t info, int *sweeps);
cusolverStatus_t cusolverDnCreateGesvdjInfo(gesvdjInfo_t *info);
cusolverStatus_t cusolverDnDestroyGesvdjInfo(gesvdjInfo_t info);
cusolverStatus_t cusolverDnXgesvdjSetTolerance(gesvdjInfo_t info, double tolerance);
cusolverStatus_t cusolverDnXgesvdjSetMaxSweeps(gesvdjInfo_t info, int maxSweeps);
cusolverStatus_t cusolverDnXgesvdjSetSortEig(gesvdjInfo_t info, int sort);
cusolverStatus_t cusolverDnXgesvdjGetResidual(cusolverDnHandle_t handle, gesvdjInfo_t info, double *residual);
cusolverStatus_t cusolverDnXgesvdjGetSweeps(cusolverDnHandle_t handle, gesvdjInfo_t info, int *sweeps);

// P is the letter, T the element type, R its real type.
#define NPUIFY_SOLVER(P, T, R)                                                                               \
  cusolverStatus_t cusolverDn##P##potrf_bufferSize(cusolverDnHandle_t, cublasFillMode_t, int n, T *A,        \
                                                   int lda, int *lwork);                                     \
  cusolverStatus_t cusolverDn##P##potrf(cusolverDnHandle_t, cublasFillMode_t, int n, T *A, int lda, T *work, \
                                        int lwork, int *info);                                               \
  cusolverStatus_t cusolverDn##P##potrs(cusolverDnHandle_t, cublasFillMode_t, int n, int nrhs, const T *A,   \
                                        int lda, T *B, int ldb, int *info);                                  \
  cusolverStatus_t cusolverDn##P##potri_bufferSize(cusolverDnHandle_t, cublasFillMode_t, int n, T *A,        \
                                                   int lda, int *lwork);                                     \
  cusolverStatus_t cusolverDn##P##potri(cusolverDnHandle_t, cublasFillMode_t, int n, T *A, int lda, T *work, \
                                        int lwork, int *info);                                               \
  cusolverStatus_t cusolverDn##P##potrfBatched(cusolverDnHandle_t, cublasFillMode_t, int n, T *A[], int lda, \
                                               int *info, int batchSize);                                    \
  cusolverStatus_t cusolverDn##P##getrf_bufferSize(cusolverDnHandle_t, int m, int n, T *A, int lda,          \
                                                   int *lwork);                                              \
  cusolverStatus_t cusolverDn##P##getrf(cusolverDnHandle_t, int m, int n, T *A, int lda, T *work,            \
                                        int *pivot, int *info);                                              \
  cusolverStatus_t cusolverDn##P##getrs(cusolverDnHandle_t, cublasOperation_t, int n, int nrhs, const T *A,  \
                                        int lda, const int *pivot, T *B, int ldb, int *info);                \
  cusolverStatus_t cusolverDn##P##geqrf_bufferSize(cusolverDnHandle_t, int m, int n, T *A, int lda,          \
                                                   int *lwork);                                              \
  cusolverStatus_t cusolverDn##P##geqrf(cusolverDnHandle_t, int m, int n, T *A, int lda, T *tau, T *work,    \
                                        int lwork, int *info);                                               \
  cusolverStatus_t cusolverDn##P##gebrd_bufferSize(cusolverDnHandle_t, int m, int n, int *lwork);            \
  cusolverStatus_t cusolverDn##P##gebrd(cusolverDnHandle_t, int m, int n, T *A, int lda, R *D, R *E,         \
                                        T *tauq, T *taup, T *work, int lwork, int *info);                    \
  cusolverStatus_t cusolverDn##P##gesvd_bufferSize(cusolverDnHandle_t, int m, int n, int *lwork);            \
  cusolverStatus_t cusolverDn##P##gesvd(cusolverDnHandle_t, signed char jobu, signed char jobvt, int m,      \
                                        int n, T *A, int lda, R *S, T *U, int ldu, T *VT, int ldvt, T *work, \
                                        int lwork, R *rwork, int *info);                                     \
  cusolverStatus_t cusolverDn##P##sytrf_bufferSize(cusolverDnHandle_t, int n, T *A, int lda, int *lwork);    \
  cusolverStatus_t cusolverDn##P##sytrf(cusolverDnHandle_t, cublasFillMode_t, int n, T *A, int lda,          \
                                        int *pivot, T *work, int lwork, int *info);
NPUIFY_SOLVER(S, float, float)
NPUIFY_SOLVER(D, double, double)
NPUIFY_SOLVER(C, cuComplex, float)
NPUIFY_SOLVER(Z, cuDoubleComplex, double)
#undef NPUIFY_SOLVER

// Orthogonal and symmetric (real) or unitary and Hermitian (complex) routines
#define NPUIFY_SOLVER_ORTHOGONAL(P, U, H, T, R)                                                              \
  cusolverStatus_t cusolverDn##P##U##gqr_bufferSize(cusolverDnHandle_t, int m, int n, int k, const T *A,     \
                                                    int lda, const T *tau, int *lwork);                      \
  cusolverStatus_t cusolverDn##P##U##gqr(cusolverDnHandle_t, int m, int n, int k, T *A, int lda,             \
                                         const T *tau, T *work, int lwork, int *info);                       \
  cusolverStatus_t cusolverDn##P##U##mqr_bufferSize(cusolverDnHandle_t, cublasSideMode_t, cublasOperation_t, \
                                                    int m, int n, int k, const T *A, int lda, const T *tau,  \
                                                    const T *C, int ldc, int *lwork);                        \
  cusolverStatus_t cusolverDn##P##U##mqr(cusolverDnHandle_t, cublasSideMode_t, cublasOperation_t, int m,     \
                                         int n, int k, const T *A, int lda, const T *tau, T *C, int ldc,     \
                                         T *work, int lwork, int *info);                                     \
  cusolverStatus_t cusolverDn##P##U##gbr_bufferSize(cusolverDnHandle_t, cublasSideMode_t, int m, int n,      \
                                                    int k, const T *A, int lda, const T *tau, int *lwork);   \
  cusolverStatus_t cusolverDn##P##U##gbr(cusolverDnHandle_t, cublasSideMode_t, int m, int n, int k, T *A,    \
                                         int lda, const T *tau, T *work, int lwork, int *info);              \
  cusolverStatus_t cusolverDn##P##U##gtr_bufferSize(cusolverDnHandle_t, cublasFillMode_t, int n, const T *A, \
                                                    int lda, const T *tau, int *lwork);                      \
  cusolverStatus_t cusolverDn##P##U##gtr(cusolverDnHandle_t, cublasFillMode_t, int n, T *A, int lda,         \
                                         const T *tau, T *work, int lwork, int *info);                       \
  cusolverStatus_t cusolverDn##P##U##mtr_bufferSize(cusolverDnHandle_t, cublasSideMode_t, cublasFillMode_t,  \
                                                    cublasOperation_t, int m, int n, const T *A, int lda,    \
                                                    const T *tau, const T *C, int ldc, int *lwork);          \
  cusolverStatus_t cusolverDn##P##U##mtr(cusolverDnHandle_t, cublasSideMode_t, cublasFillMode_t,             \
                                         cublasOperation_t, int m, int n, T *A, int lda, T *tau, T *C,       \
                                         int ldc, T *work, int lwork, int *info);                            \
  cusolverStatus_t cusolverDn##P##H##trd_bufferSize(cusolverDnHandle_t, cublasFillMode_t, int n, const T *A, \
                                                    int lda, const R *d, const R *e, const T *tau,           \
                                                    int *lwork);                                             \
  cusolverStatus_t cusolverDn##P##H##trd(cusolverDnHandle_t, cublasFillMode_t, int n, T *A, int lda, R *d,   \
                                         R *e, T *tau, T *work, int lwork, int *info);                       \
  cusolverStatus_t cusolverDn##P##H##evd_bufferSize(cusolverDnHandle_t, cusolverEigMode_t, cublasFillMode_t, \
                                                    int n, const T *A, int lda, const R *W, int *lwork);     \
  cusolverStatus_t cusolverDn##P##H##evd(cusolverDnHandle_t, cusolverEigMode_t, cublasFillMode_t, int n,     \
                                         T *A, int lda, R *W, T *work, int lwork, int *info);
NPUIFY_SOLVER_ORTHOGONAL(S, or, sy, float, float)
NPUIFY_SOLVER_ORTHOGONAL(D, or, sy, double, double)
NPUIFY_SOLVER_ORTHOGONAL(C, un, he, cuComplex, float)
NPUIFY_SOLVER_ORTHOGONAL(Z, un, he, cuDoubleComplex, double)
#undef NPUIFY_SOLVER_ORTHOGONAL

#define NPUIFY_SOLVER_MORE(P, T, R)                                                                          \
  cusolverStatus_t cusolverDn##P##potrsBatched(cusolverDnHandle_t, cublasFillMode_t, int n, int nrhs,        \
                                               T *A[], int lda, T *B[], int ldb, int *info, int batchSize);  \
  cusolverStatus_t cusolverDn##P##laswp(cusolverDnHandle_t, int n, T *A, int lda, int k1, int k2,            \
                                        const int *pivot, int incx);                                         \
  cusolverStatus_t cusolverDn##P##sytri_bufferSize(cusolverDnHandle_t, cublasFillMode_t, int n, T *A,        \
                                                   int lda, const int *pivot, int *lwork);                   \
  cusolverStatus_t cusolverDn##P##sytri(cusolverDnHandle_t, cublasFillMode_t, int n, T *A, int lda,          \
                                        const int *pivot, T *work, int lwork, int *info);                    \
  cusolverStatus_t cusolverDn##P##gesvdj_bufferSize(cusolverDnHandle_t, cusolverEigMode_t, int econ, int m,  \
                                                    int n, const T *A, int lda, const R *S, const T *U,      \
                                                    int ldu, const T *V, int ldv, int *lwork, gesvdjInfo_t); \
  cusolverStatus_t cusolverDn##P##gesvdj(cusolverDnHandle_t, cusolverEigMode_t, int econ, int m, int n,      \
                                         T *A, int lda, R *S, T *U, int ldu, T *V, int ldv, T *work,         \
                                         int lwork, int *info, gesvdjInfo_t);                                \
  cusolverStatus_t cusolverDn##P##gesvdjBatched_bufferSize(                                                  \
      cusolverDnHandle_t, cusolverEigMode_t, int m, int n, const T *A, int lda, const R *S, const T *U,      \
      int ldu, const T *V, int ldv, int *lwork, gesvdjInfo_t, int batchSize);                                \
  cusolverStatus_t cusolverDn##P##gesvdjBatched(cusolverDnHandle_t, cusolverEigMode_t, int m, int n, T *A,   \
                                                int lda, R *S, T *U, int ldu, T *V, int ldv, T *work,        \
                                                int lwork, int *info, gesvdjInfo_t, int batchSize);          \
  cusolverStatus_t cusolverDn##P##gesvdaStridedBatched_bufferSize(                                           \
      cusolverDnHandle_t, cusolverEigMode_t, int rank, int m, int n, const T *A, int lda, long long strideA, \
      const R *S, long long strideS, const T *U, int ldu, long long strideU, const T *V, int ldv,            \
      long long strideV, int *lwork, int batchSize);                                                         \
  cusolverStatus_t cusolverDn##P##gesvdaStridedBatched(                                                      \
      cusolverDnHandle_t, cusolverEigMode_t, int rank, int m, int n, const T *A, int lda, long long strideA, \
      R *S, long long strideS, T *U, int ldu, long long strideU, T *V, int ldv, long long strideV, T *work,  \
      int lwork, int *info, double *residual, int batchSize);
NPUIFY_SOLVER_MORE(S, float, float)
NPUIFY_SOLVER_MORE(D, double, double)
NPUIFY_SOLVER_MORE(C, cuComplex, float)
NPUIFY_SOLVER_MORE(Z, cuDoubleComplex, double)
#undef NPUIFY_SOLVER_MORE

// Symmetric (real) or Hermitian (complex) eigenvalues
#define NPUIFY_SOLVER_EIGEN(P, H, T, R)                                                                      \
  cusolverStatus_t cusolverDn##P##H##evdx_bufferSize(                                                        \
      cusolverDnHandle_t, cusolverEigMode_t, cusolverEigRange_t, cublasFillMode_t, int n, const T *A,        \
      int lda, R vl, R vu, int il, int iu, int *meig, const R *W, int *lwork);                               \
  cusolverStatus_t cusolverDn##P##H##evdx(cusolverDnHandle_t, cusolverEigMode_t, cusolverEigRange_t,         \
                                          cublasFillMode_t, int n, T *A, int lda, R vl, R vu, int il,        \
                                          int iu, int *meig, R *W, T *work, int lwork, int *info);           \
  cusolverStatus_t cusolverDn##P##H##gvd_bufferSize(cusolverDnHandle_t, cusolverEigType_t,                   \
                                                    cusolverEigMode_t, cublasFillMode_t, int n, const T *A,  \
                                                    int lda, const T *B, int ldb, const R *W, int *lwork);   \
  cusolverStatus_t cusolverDn##P##H##gvd(cusolverDnHandle_t, cusolverEigType_t, cusolverEigMode_t,           \
                                         cublasFillMode_t, int n, T *A, int lda, T *B, int ldb, R *W,        \
                                         T *work, int lwork, int *info);                                     \
  cusolverStatus_t cusolverDn##P##H##gvdx_bufferSize(                                                        \
      cusolverDnHandle_t, cusolverEigType_t, cusolverEigMode_t, cusolverEigRange_t, cublasFillMode_t, int n, \
      const T *A, int lda, const T *B, int ldb, R vl, R vu, int il, int iu, int *meig, const R *W,           \
      int *lwork);                                                                                           \
  cusolverStatus_t cusolverDn##P##H##gvdx(cusolverDnHandle_t, cusolverEigType_t, cusolverEigMode_t,          \
                                          cusolverEigRange_t, cublasFillMode_t, int n, T *A, int lda, T *B,  \
                                          int ldb, R vl, R vu, int il, int iu, int *meig, R *W, T *work,     \
                                          int lwork, int *info);                                             \
  cusolverStatus_t cusolverDn##P##H##evj_bufferSize(cusolverDnHandle_t, cusolverEigMode_t, cublasFillMode_t, \
                                                    int n, const T *A, int lda, const R *W, int *lwork,      \
                                                    syevjInfo_t);                                            \
  cusolverStatus_t cusolverDn##P##H##evj(cusolverDnHandle_t, cusolverEigMode_t, cublasFillMode_t, int n,     \
                                         T *A, int lda, R *W, T *work, int lwork, int *info, syevjInfo_t);   \
  cusolverStatus_t cusolverDn##P##H##evjBatched_bufferSize(                                                  \
      cusolverDnHandle_t, cusolverEigMode_t, cublasFillMode_t, int n, const T *A, int lda, const R *W,       \
      int *lwork, syevjInfo_t, int batchSize);                                                               \
  cusolverStatus_t cusolverDn##P##H##evjBatched(cusolverDnHandle_t, cusolverEigMode_t, cublasFillMode_t,     \
                                                int n, T *A, int lda, R *W, T *work, int lwork, int *info,   \
                                                syevjInfo_t, int batchSize);                                 \
  cusolverStatus_t cusolverDn##P##H##gvj_bufferSize(                                                         \
      cusolverDnHandle_t, cusolverEigType_t, cusolverEigMode_t, cublasFillMode_t, int n, const T *A,         \
      int lda, const T *B, int ldb, const R *W, int *lwork, syevjInfo_t);                                    \
  cusolverStatus_t cusolverDn##P##H##gvj(cusolverDnHandle_t, cusolverEigType_t, cusolverEigMode_t,           \
                                         cublasFillMode_t, int n, T *A, int lda, T *B, int ldb, R *W,        \
                                         T *work, int lwork, int *info, syevjInfo_t);
NPUIFY_SOLVER_EIGEN(S, sy, float, float)
NPUIFY_SOLVER_EIGEN(D, sy, double, double)
NPUIFY_SOLVER_EIGEN(C, he, cuComplex, float)
NPUIFY_SOLVER_EIGEN(Z, he, cuDoubleComplex, double)
#undef NPUIFY_SOLVER_EIGEN

// Iterative refinement: the letters are the precision of the system and of the factorization.
#define NPUIFY_SOLVER_REFINED(P, T)                                                                          \
  cusolverStatus_t cusolverDn##P##gesv_bufferSize(cusolverDnHandle_t, int n, int nrhs, T *A, int lda,        \
                                                  int *pivot, T *B, int ldb, T *X, int ldx, void *work,      \
                                                  size_t *lwork);                                            \
  cusolverStatus_t cusolverDn##P##gesv(cusolverDnHandle_t, int n, int nrhs, T *A, int lda, int *pivot, T *B, \
                                       int ldb, T *X, int ldx, void *work, size_t lwork, int *iterations,    \
                                       int *info);                                                           \
  cusolverStatus_t cusolverDn##P##gels_bufferSize(cusolverDnHandle_t, int m, int n, int nrhs, T *A, int lda, \
                                                  T *B, int ldb, T *X, int ldx, void *work, size_t *lwork);  \
  cusolverStatus_t cusolverDn##P##gels(cusolverDnHandle_t, int m, int n, int nrhs, T *A, int lda, T *B,      \
                                       int ldb, T *X, int ldx, void *work, size_t lwork, int *iterations,    \
                                       int *info);
NPUIFY_SOLVER_REFINED(ZZ, cuDoubleComplex)
NPUIFY_SOLVER_REFINED(ZC, cuDoubleComplex)
NPUIFY_SOLVER_REFINED(ZK, cuDoubleComplex)
NPUIFY_SOLVER_REFINED(ZE, cuDoubleComplex)
NPUIFY_SOLVER_REFINED(ZY, cuDoubleComplex)
NPUIFY_SOLVER_REFINED(CC, cuComplex)
NPUIFY_SOLVER_REFINED(CK, cuComplex)
NPUIFY_SOLVER_REFINED(CE, cuComplex)
NPUIFY_SOLVER_REFINED(CY, cuComplex)
NPUIFY_SOLVER_REFINED(DD, double)
NPUIFY_SOLVER_REFINED(DS, double)
NPUIFY_SOLVER_REFINED(DH, double)
NPUIFY_SOLVER_REFINED(DB, double)
NPUIFY_SOLVER_REFINED(DX, double)
NPUIFY_SOLVER_REFINED(SS, float)
NPUIFY_SOLVER_REFINED(SH, float)
NPUIFY_SOLVER_REFINED(SB, float)
NPUIFY_SOLVER_REFINED(SX, float)
#undef NPUIFY_SOLVER_REFINED

// Types given at run time, sizes of 64 bits
cusolverStatus_t cusolverDnXpotrf_bufferSize(cusolverDnHandle_t, cusolverDnParams_t, cublasFillMode_t,
                                             int64_t n, cudaDataType typeA, const void *A, int64_t lda,
                                             cudaDataType computeType, size_t *deviceBytes,
                                             size_t *hostBytes);
cusolverStatus_t cusolverDnXpotrf(cusolverDnHandle_t, cusolverDnParams_t, cublasFillMode_t, int64_t n,
                                  cudaDataType typeA, void *A, int64_t lda, cudaDataType computeType,
                                  void *device, size_t deviceBytes, void *host, size_t hostBytes, int *info);
cusolverStatus_t cusolverDnXpotrs(cusolverDnHandle_t, cusolverDnParams_t, cublasFillMode_t, int64_t n,
                                  int64_t nrhs, cudaDataType typeA, const void *A, int64_t lda,
                                  cudaDataType typeB, void *B, int64_t ldb, int *info);
cusolverStatus_t cusolverDnXgetrf_bufferSize(cusolverDnHandle_t, cusolverDnParams_t, int64_t m, int64_t n,
                                             cudaDataType typeA, const void *A, int64_t lda,
                                             cudaDataType computeType, size_t *deviceBytes,
                                             size_t *hostBytes);
cusolverStatus_t cusolverDnXgetrf(cusolverDnHandle_t, cusolverDnParams_t, int64_t m, int64_t n,
                                  cudaDataType typeA, void *A, int64_t lda, int64_t *pivot,
                                  cudaDataType computeType, void *device, size_t deviceBytes, void *host,
                                  size_t hostBytes, int *info);
cusolverStatus_t cusolverDnXgetrs(cusolverDnHandle_t, cusolverDnParams_t, cublasOperation_t, int64_t n,
                                  int64_t nrhs, cudaDataType typeA, const void *A, int64_t lda,
                                  const int64_t *pivot, cudaDataType typeB, void *B, int64_t ldb, int *info);
cusolverStatus_t cusolverDnXgeqrf_bufferSize(cusolverDnHandle_t, cusolverDnParams_t, int64_t m, int64_t n,
                                             cudaDataType typeA, const void *A, int64_t lda,
                                             cudaDataType typeTau, const void *tau, cudaDataType computeType,
                                             size_t *deviceBytes, size_t *hostBytes);
cusolverStatus_t cusolverDnXgeqrf(cusolverDnHandle_t, cusolverDnParams_t, int64_t m, int64_t n,
                                  cudaDataType typeA, void *A, int64_t lda, cudaDataType typeTau, void *tau,
                                  cudaDataType computeType, void *device, size_t deviceBytes, void *host,
                                  size_t hostBytes, int *info);
cusolverStatus_t cusolverDnXsyevd_bufferSize(cusolverDnHandle_t, cusolverDnParams_t, cusolverEigMode_t,
                                             cublasFillMode_t, int64_t n, cudaDataType typeA, const void *A,
                                             int64_t lda, cudaDataType typeW, const void *W,
                                             cudaDataType computeType, size_t *deviceBytes,
                                             size_t *hostBytes);
cusolverStatus_t cusolverDnXsyevd(cusolverDnHandle_t, cusolverDnParams_t, cusolverEigMode_t, cublasFillMode_t,
                                  int64_t n, cudaDataType typeA, void *A, int64_t lda, cudaDataType typeW,
                                  void *W, cudaDataType computeType, void *device, size_t deviceBytes,
                                  void *host, size_t hostBytes, int *info);
cusolverStatus_t cusolverDnXsyevBatched_bufferSize(cusolverDnHandle_t, cusolverDnParams_t, cusolverEigMode_t,
                                                   cublasFillMode_t, int64_t n, cudaDataType typeA,
                                                   const void *A, int64_t lda, cudaDataType typeW,
                                                   const void *W, cudaDataType computeType,
                                                   size_t *deviceBytes, size_t *hostBytes, int64_t batchSize);
cusolverStatus_t cusolverDnXsyevBatched(cusolverDnHandle_t, cusolverDnParams_t, cusolverEigMode_t,
                                        cublasFillMode_t, int64_t n, cudaDataType typeA, void *A, int64_t lda,
                                        cudaDataType typeW, void *W, cudaDataType computeType, void *device,
                                        size_t deviceBytes, void *host, size_t hostBytes, int *info,
                                        int64_t batchSize);
cusolverStatus_t cusolverDnXsyevdx_bufferSize(cusolverDnHandle_t, cusolverDnParams_t, cusolverEigMode_t,
                                              cusolverEigRange_t, cublasFillMode_t, int64_t n,
                                              cudaDataType typeA, const void *A, int64_t lda, void *vl,
                                              void *vu, int64_t il, int64_t iu, int64_t *meig,
                                              cudaDataType typeW, const void *W, cudaDataType computeType,
                                              size_t *deviceBytes, size_t *hostBytes);
cusolverStatus_t cusolverDnXsyevdx(cusolverDnHandle_t, cusolverDnParams_t, cusolverEigMode_t,
                                   cusolverEigRange_t, cublasFillMode_t, int64_t n, cudaDataType typeA,
                                   void *A, int64_t lda, void *vl, void *vu, int64_t il, int64_t iu,
                                   int64_t *meig, cudaDataType typeW, void *W, cudaDataType computeType,
                                   void *device, size_t deviceBytes, void *host, size_t hostBytes, int *info);
cusolverStatus_t cusolverDnXgesvd_bufferSize(cusolverDnHandle_t, cusolverDnParams_t, signed char jobu,
                                             signed char jobvt, int64_t m, int64_t n, cudaDataType typeA,
                                             const void *A, int64_t lda, cudaDataType typeS, const void *S,
                                             cudaDataType typeU, const void *U, int64_t ldu,
                                             cudaDataType typeVT, const void *VT, int64_t ldvt,
                                             cudaDataType computeType, size_t *deviceBytes,
                                             size_t *hostBytes);
cusolverStatus_t cusolverDnXgesvd(cusolverDnHandle_t, cusolverDnParams_t, signed char jobu, signed char jobvt,
                                  int64_t m, int64_t n, cudaDataType typeA, void *A, int64_t lda,
                                  cudaDataType typeS, void *S, cudaDataType typeU, void *U, int64_t ldu,
                                  cudaDataType typeVT, void *VT, int64_t ldvt, cudaDataType computeType,
                                  void *device, size_t deviceBytes, void *host, size_t hostBytes, int *info);
cusolverStatus_t cusolverDnXgesvdp_bufferSize(cusolverDnHandle_t, cusolverDnParams_t, cusolverEigMode_t,
                                              int econ, int64_t m, int64_t n, cudaDataType typeA,
                                              const void *A, int64_t lda, cudaDataType typeS, const void *S,
                                              cudaDataType typeU, const void *U, int64_t ldu,
                                              cudaDataType typeV, const void *V, int64_t ldv,
                                              cudaDataType computeType, size_t *deviceBytes,
                                              size_t *hostBytes);
cusolverStatus_t cusolverDnXgesvdp(cusolverDnHandle_t, cusolverDnParams_t, cusolverEigMode_t, int econ,
                                   int64_t m, int64_t n, cudaDataType typeA, void *A, int64_t lda,
                                   cudaDataType typeS, void *S, cudaDataType typeU, void *U, int64_t ldu,
                                   cudaDataType typeV, void *V, int64_t ldv, cudaDataType computeType,
                                   void *device, size_t deviceBytes, void *host, size_t hostBytes, int *info,
                                   double *errSigma);
cusolverStatus_t cusolverDnXtrtri_bufferSize(cusolverDnHandle_t, cublasFillMode_t, cublasDiagType_t,
                                             int64_t n, cudaDataType typeA, void *A, int64_t lda,
                                             size_t *deviceBytes, size_t *hostBytes);
cusolverStatus_t cusolverDnXtrtri(cusolverDnHandle_t, cublasFillMode_t, cublasDiagType_t, int64_t n,
                                  cudaDataType typeA, void *A, int64_t lda, void *device, size_t deviceBytes,
                                  void *host, size_t hostBytes, int *info);
cusolverStatus_t cusolverDnXsytrs_bufferSize(cusolverDnHandle_t, cublasFillMode_t, int64_t n, int64_t nrhs,
                                             cudaDataType typeA, const void *A, int64_t lda,
                                             const int64_t *pivot, cudaDataType typeB, void *B, int64_t ldb,
                                             size_t *deviceBytes, size_t *hostBytes);
cusolverStatus_t cusolverDnXsytrs(cusolverDnHandle_t, cublasFillMode_t, int64_t n, int64_t nrhs,
                                  cudaDataType typeA, const void *A, int64_t lda, const int64_t *pivot,
                                  cudaDataType typeB, void *B, int64_t ldb, void *device, size_t deviceBytes,
                                  void *host, size_t hostBytes, int *info);

// The same under the names of CUDA 11.0
cusolverStatus_t cusolverDnPotrf_bufferSize(cusolverDnHandle_t, cusolverDnParams_t, cublasFillMode_t,
                                            int64_t n, cudaDataType typeA, const void *A, int64_t lda,
                                            cudaDataType computeType, size_t *bytes);
cusolverStatus_t cusolverDnPotrf(cusolverDnHandle_t, cusolverDnParams_t, cublasFillMode_t, int64_t n,
                                 cudaDataType typeA, void *A, int64_t lda, cudaDataType computeType,
                                 void *work, size_t bytes, int *info);
cusolverStatus_t cusolverDnPotrs(cusolverDnHandle_t, cusolverDnParams_t, cublasFillMode_t, int64_t n,
                                 int64_t nrhs, cudaDataType typeA, const void *A, int64_t lda,
                                 cudaDataType typeB, void *B, int64_t ldb, int *info);
cusolverStatus_t cusolverDnGetrf_bufferSize(cusolverDnHandle_t, cusolverDnParams_t, int64_t m, int64_t n,
                                            cudaDataType typeA, const void *A, int64_t lda,
                                            cudaDataType computeType, size_t *bytes);
cusolverStatus_t cusolverDnGetrf(cusolverDnHandle_t, cusolverDnParams_t, int64_t m, int64_t n,
                                 cudaDataType typeA, void *A, int64_t lda, int64_t *pivot,
                                 cudaDataType computeType, void *work, size_t bytes, int *info);
cusolverStatus_t cusolverDnGetrs(cusolverDnHandle_t, cusolverDnParams_t, cublasOperation_t, int64_t n,
                                 int64_t nrhs, cudaDataType typeA, const void *A, int64_t lda,
                                 const int64_t *pivot, cudaDataType typeB, void *B, int64_t ldb, int *info);
cusolverStatus_t cusolverDnGeqrf_bufferSize(cusolverDnHandle_t, cusolverDnParams_t, int64_t m, int64_t n,
                                            cudaDataType typeA, const void *A, int64_t lda,
                                            cudaDataType typeTau, const void *tau, cudaDataType computeType,
                                            size_t *bytes);
cusolverStatus_t cusolverDnGeqrf(cusolverDnHandle_t, cusolverDnParams_t, int64_t m, int64_t n,
                                 cudaDataType typeA, void *A, int64_t lda, cudaDataType typeTau, void *tau,
                                 cudaDataType computeType, void *work, size_t bytes, int *info);
cusolverStatus_t cusolverDnSyevd_bufferSize(cusolverDnHandle_t, cusolverDnParams_t, cusolverEigMode_t,
                                            cublasFillMode_t, int64_t n, cudaDataType typeA, const void *A,
                                            int64_t lda, cudaDataType typeW, const void *W,
                                            cudaDataType computeType, size_t *bytes);
cusolverStatus_t cusolverDnSyevd(cusolverDnHandle_t, cusolverDnParams_t, cusolverEigMode_t, cublasFillMode_t,
                                 int64_t n, cudaDataType typeA, void *A, int64_t lda, cudaDataType typeW,
                                 void *W, cudaDataType computeType, void *work, size_t bytes, int *info);
cusolverStatus_t cusolverDnSyevdx_bufferSize(cusolverDnHandle_t, cusolverDnParams_t, cusolverEigMode_t,
                                             cusolverEigRange_t, cublasFillMode_t, int64_t n,
                                             cudaDataType typeA, const void *A, int64_t lda, void *vl,
                                             void *vu, int64_t il, int64_t iu, int64_t *meig,
                                             cudaDataType typeW, const void *W, cudaDataType computeType,
                                             size_t *bytes);
cusolverStatus_t cusolverDnSyevdx(cusolverDnHandle_t, cusolverDnParams_t, cusolverEigMode_t,
                                  cusolverEigRange_t, cublasFillMode_t, int64_t n, cudaDataType typeA,
                                  void *A, int64_t lda, void *vl, void *vu, int64_t il, int64_t iu,
                                  int64_t *meig, cudaDataType typeW, void *W, cudaDataType computeType,
                                  void *work, size_t bytes, int *info);
cusolverStatus_t cusolverDnGesvd_bufferSize(cusolverDnHandle_t, cusolverDnParams_t, signed char jobu,
                                            signed char jobvt, int64_t m, int64_t n, cudaDataType typeA,
                                            const void *A, int64_t lda, cudaDataType typeS, const void *S,
                                            cudaDataType typeU, const void *U, int64_t ldu,
                                            cudaDataType typeVT, const void *VT, int64_t ldvt,
                                            cudaDataType computeType, size_t *bytes);
cusolverStatus_t cusolverDnGesvd(cusolverDnHandle_t, cusolverDnParams_t, signed char jobu, signed char jobvt,
                                 int64_t m, int64_t n, cudaDataType typeA, void *A, int64_t lda,
                                 cudaDataType typeS, void *S, cudaDataType typeU, void *U, int64_t ldu,
                                 cudaDataType typeVT, void *VT, int64_t ldvt, cudaDataType computeType,
                                 void *work, size_t bytes, int *info);
#ifdef __cplusplus
}
#endif

#include <npuify/macros_restored.inc>

#endif
