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

#ifdef __cplusplus
extern "C" {
#endif
cusolverStatus_t cusolverDnCreate(cusolverDnHandle_t *handle);
cusolverStatus_t cusolverDnDestroy(cusolverDnHandle_t handle);
cusolverStatus_t cusolverDnSetStream(cusolverDnHandle_t handle, cudaStream_t stream);
cusolverStatus_t cusolverDnGetStream(cusolverDnHandle_t handle, cudaStream_t *stream);
cusolverStatus_t cusolverDnCreateParams(cusolverDnParams_t *params);
cusolverStatus_t cusolverDnDestroyParams(cusolverDnParams_t params);
cusolverStatus_t cusolverDnCreateSyevjInfo(syevjInfo_t *info);
cusolverStatus_t cusolverDnDestroySyevjInfo(syevjInfo_t info);
cusolverStatus_t cusolverDnXsyevjSetTolerance(syevjInfo_t info, double tolerance);
cusolverStatus_t cusolverDnXsyevjSetMaxSweeps(syevjInfo_t info, int maxSweeps);
cusolverStatus_t cusolverDnCreateGesvdjInfo(gesvdjInfo_t *info);
cusolverStatus_t cusolverDnDestroyGesvdjInfo(gesvdjInfo_t info);

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
#ifdef __cplusplus
}
#endif

#include <npuify/macros_restored.inc>

#endif
