// SPDX-License-Identifier: Apache-2.0
// cuSOLVER for sparse matrices in steps: analysis, factorization, solve.
#ifndef NPUIFY_CUSOLVER_SP_LOWLEVEL_H
#define NPUIFY_CUSOLVER_SP_LOWLEVEL_H

#include <npuify/macros_aside.inc>

#include "cusolverSp.h"

typedef struct csrluInfoHost *csrluInfoHost_t;
typedef struct csrqrInfoHost *csrqrInfoHost_t;
typedef struct csrcholInfoHost *csrcholInfoHost_t;
typedef struct csrcholInfo *csrcholInfo_t;

#ifdef __cplusplus
extern "C" {
#endif
// --- LU, on the host
cusolverStatus_t cusolverSpCreateCsrluInfoHost(csrluInfoHost_t *info);
cusolverStatus_t cusolverSpDestroyCsrluInfoHost(csrluInfoHost_t info);
cusolverStatus_t cusolverSpXcsrluAnalysisHost(cusolverSpHandle_t, int n, int nnz, const cusparseMatDescr_t,
                                              const int *rowPtr, const int *colInd, csrluInfoHost_t info);
cusolverStatus_t cusolverSpXcsrluNnzHost(cusolverSpHandle_t, int *nnzL, int *nnzU, csrluInfoHost_t info);
#define NPUIFY_SPARSE_LU(P, T, R)                                                                            \
  cusolverStatus_t cusolverSp##P##csrluBufferInfoHost(                                                       \
      cusolverSpHandle_t, int n, int nnz, const cusparseMatDescr_t, const T *val, const int *rowPtr,         \
      const int *colInd, csrluInfoHost_t info, size_t *internalBytes, size_t *workspaceBytes);               \
  cusolverStatus_t cusolverSp##P##csrluFactorHost(                                                           \
      cusolverSpHandle_t, int n, int nnz, const cusparseMatDescr_t, const T *val, const int *rowPtr,         \
      const int *colInd, csrluInfoHost_t info, R pivotThreshold, void *buffer);                              \
  cusolverStatus_t cusolverSp##P##csrluZeroPivotHost(cusolverSpHandle_t, csrluInfoHost_t info, R tol,        \
                                                     int *position);                                         \
  cusolverStatus_t cusolverSp##P##csrluSolveHost(cusolverSpHandle_t, int n, const T *b, T *x,                \
                                                 csrluInfoHost_t info, void *buffer);                        \
  cusolverStatus_t cusolverSp##P##csrluExtractHost(                                                          \
      cusolverSpHandle_t, int *P_, int *Q_, const cusparseMatDescr_t descrL, T *valL, int *rowPtrL,          \
      int *colIndL, const cusparseMatDescr_t descrU, T *valU, int *rowPtrU, int *colIndU,                    \
      csrluInfoHost_t info, void *buffer);
NPUIFY_SPARSE_LU(S, float, float)
NPUIFY_SPARSE_LU(D, double, double)
NPUIFY_SPARSE_LU(C, cuComplex, float)
NPUIFY_SPARSE_LU(Z, cuDoubleComplex, double)
#undef NPUIFY_SPARSE_LU

// --- QR and Cholesky, on the host (WHERE is Host) and on the device (WHERE is nothing)
#define NPUIFY_SPARSE_STEPS(WHERE)                                                                           \
  cusolverStatus_t cusolverSpCreateCsrqrInfo##WHERE(csrqrInfo##WHERE##_t *info);                             \
  cusolverStatus_t cusolverSpDestroyCsrqrInfo##WHERE(csrqrInfo##WHERE##_t info);                             \
  cusolverStatus_t cusolverSpXcsrqrAnalysis##WHERE(cusolverSpHandle_t, int m, int n, int nnz,                \
                                                   const cusparseMatDescr_t, const int *rowPtr,              \
                                                   const int *colInd, csrqrInfo##WHERE##_t info);            \
  cusolverStatus_t cusolverSpCreateCsrcholInfo##WHERE(csrcholInfo##WHERE##_t *info);                         \
  cusolverStatus_t cusolverSpDestroyCsrcholInfo##WHERE(csrcholInfo##WHERE##_t info);                         \
  cusolverStatus_t cusolverSpXcsrcholAnalysis##WHERE(cusolverSpHandle_t, int n, int nnz,                     \
                                                     const cusparseMatDescr_t, const int *rowPtr,            \
                                                     const int *colInd, csrcholInfo##WHERE##_t info);
NPUIFY_SPARSE_STEPS(Host)
NPUIFY_SPARSE_STEPS()
#undef NPUIFY_SPARSE_STEPS
#define NPUIFY_SPARSE_STEPS(P, T, R, WHERE)                                                                  \
  cusolverStatus_t cusolverSp##P##csrqrBufferInfo##WHERE(                                                    \
      cusolverSpHandle_t, int m, int n, int nnz, const cusparseMatDescr_t, const T *val, const int *rowPtr,  \
      const int *colInd, csrqrInfo##WHERE##_t info, size_t *internalBytes, size_t *workspaceBytes);          \
  cusolverStatus_t cusolverSp##P##csrqrSetup##WHERE(                                                         \
      cusolverSpHandle_t, int m, int n, int nnz, const cusparseMatDescr_t, const T *val, const int *rowPtr,  \
      const int *colInd, T mu, csrqrInfo##WHERE##_t info);                                                   \
  cusolverStatus_t cusolverSp##P##csrqrFactor##WHERE(cusolverSpHandle_t, int m, int n, int nnz, T *b, T *x,  \
                                                     csrqrInfo##WHERE##_t info, void *buffer);               \
  cusolverStatus_t cusolverSp##P##csrqrZeroPivot##WHERE(cusolverSpHandle_t, csrqrInfo##WHERE##_t info,       \
                                                        R tol, int *position);                               \
  cusolverStatus_t cusolverSp##P##csrqrSolve##WHERE(cusolverSpHandle_t, int m, int n, T *b, T *x,            \
                                                    csrqrInfo##WHERE##_t info, void *buffer);                \
  cusolverStatus_t cusolverSp##P##csrcholBufferInfo##WHERE(                                                  \
      cusolverSpHandle_t, int n, int nnz, const cusparseMatDescr_t, const T *val, const int *rowPtr,         \
      const int *colInd, csrcholInfo##WHERE##_t info, size_t *internalBytes, size_t *workspaceBytes);        \
  cusolverStatus_t cusolverSp##P##csrcholFactor##WHERE(                                                      \
      cusolverSpHandle_t, int n, int nnz, const cusparseMatDescr_t, const T *val, const int *rowPtr,         \
      const int *colInd, csrcholInfo##WHERE##_t info, void *buffer);                                         \
  cusolverStatus_t cusolverSp##P##csrcholZeroPivot##WHERE(cusolverSpHandle_t, csrcholInfo##WHERE##_t info,   \
                                                          R tol, int *position);                             \
  cusolverStatus_t cusolverSp##P##csrcholSolve##WHERE(cusolverSpHandle_t, int n, const T *b, T *x,           \
                                                      csrcholInfo##WHERE##_t info, void *buffer);
NPUIFY_SPARSE_STEPS(S, float, float, Host)
NPUIFY_SPARSE_STEPS(D, double, double, Host)
NPUIFY_SPARSE_STEPS(C, cuComplex, float, Host)
NPUIFY_SPARSE_STEPS(Z, cuDoubleComplex, double, Host)
NPUIFY_SPARSE_STEPS(S, float, float, )
NPUIFY_SPARSE_STEPS(D, double, double, )
NPUIFY_SPARSE_STEPS(C, cuComplex, float, )
NPUIFY_SPARSE_STEPS(Z, cuDoubleComplex, double, )
#undef NPUIFY_SPARSE_STEPS
#ifdef __cplusplus
}
#endif

#include <npuify/macros_restored.inc>

#endif
