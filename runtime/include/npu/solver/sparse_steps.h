// SPDX-License-Identifier: Apache-2.0
// Solvers for sparse matrices in steps: analysis, factorization, solve.
#ifndef NPU_SOLVER_SP_LOWLEVEL_H
#define NPU_SOLVER_SP_LOWLEVEL_H

#include "npu/detail/macros_aside.inc"

#include "npu/solver/sparse.h"

typedef struct npusolverCsrluInfoHost *npusolverCsrluInfoHost_t;
typedef struct npusolverCsrqrInfoHost *npusolverCsrqrInfoHost_t;
typedef struct npusolverCsrcholInfoHost *npusolverCsrcholInfoHost_t;
typedef struct npusolverCsrcholInfo *npusolverCsrcholInfo_t;

NPU_API_BEGIN
// --- LU, on the host
npusolverStatus_t npusolverSpCreateCsrluInfoHost(npusolverCsrluInfoHost_t *info);
npusolverStatus_t npusolverSpDestroyCsrluInfoHost(npusolverCsrluInfoHost_t info);
npusolverStatus_t npusolverSpXcsrluAnalysisHost(npusolverSpHandle_t, int n, int nnz,
                                                const npusparseMatDescr_t, const int *rowPtr,
                                                const int *colInd, npusolverCsrluInfoHost_t info);
npusolverStatus_t npusolverSpXcsrluNnzHost(npusolverSpHandle_t, int *nnzL, int *nnzU,
                                           npusolverCsrluInfoHost_t info);
#define NPU_SPARSE_LU(P, T, R)                                                                               \
  npusolverStatus_t npusolverSp##P##csrluBufferInfoHost(                                                     \
      npusolverSpHandle_t, int n, int nnz, const npusparseMatDescr_t, const T *val, const int *rowPtr,       \
      const int *colInd, npusolverCsrluInfoHost_t info, size_t *internalBytes, size_t *workspaceBytes);      \
  npusolverStatus_t npusolverSp##P##csrluFactorHost(                                                         \
      npusolverSpHandle_t, int n, int nnz, const npusparseMatDescr_t, const T *val, const int *rowPtr,       \
      const int *colInd, npusolverCsrluInfoHost_t info, R pivotThreshold, void *buffer);                     \
  npusolverStatus_t npusolverSp##P##csrluZeroPivotHost(npusolverSpHandle_t, npusolverCsrluInfoHost_t info,   \
                                                       R tol, int *position);                                \
  npusolverStatus_t npusolverSp##P##csrluSolveHost(npusolverSpHandle_t, int n, const T *b, T *x,             \
                                                   npusolverCsrluInfoHost_t info, void *buffer);             \
  npusolverStatus_t npusolverSp##P##csrluExtractHost(                                                        \
      npusolverSpHandle_t, int *P_, int *Q_, const npusparseMatDescr_t descrL, T *valL, int *rowPtrL,        \
      int *colIndL, const npusparseMatDescr_t descrU, T *valU, int *rowPtrU, int *colIndU,                   \
      npusolverCsrluInfoHost_t info, void *buffer);
NPU_SPARSE_LU(S, float, float)
NPU_SPARSE_LU(D, double, double)
NPU_SPARSE_LU(C, npuComplex, float)
NPU_SPARSE_LU(Z, npuDoubleComplex, double)
#undef NPU_SPARSE_LU

// --- QR and Cholesky, on the host (WHERE is Host) and on the device (WHERE is nothing)
#define NPU_SPARSE_STEPS(WHERE)                                                                              \
  npusolverStatus_t npusolverSpCreateCsrqrInfo##WHERE(npusolverCsrqrInfo##WHERE##_t *info);                  \
  npusolverStatus_t npusolverSpDestroyCsrqrInfo##WHERE(npusolverCsrqrInfo##WHERE##_t info);                  \
  npusolverStatus_t npusolverSpXcsrqrAnalysis##WHERE(npusolverSpHandle_t, int m, int n, int nnz,             \
                                                     const npusparseMatDescr_t, const int *rowPtr,           \
                                                     const int *colInd, npusolverCsrqrInfo##WHERE##_t info); \
  npusolverStatus_t npusolverSpCreateCsrcholInfo##WHERE(npusolverCsrcholInfo##WHERE##_t *info);              \
  npusolverStatus_t npusolverSpDestroyCsrcholInfo##WHERE(npusolverCsrcholInfo##WHERE##_t info);              \
  npusolverStatus_t npusolverSpXcsrcholAnalysis##WHERE(                                                      \
      npusolverSpHandle_t, int n, int nnz, const npusparseMatDescr_t, const int *rowPtr, const int *colInd,  \
      npusolverCsrcholInfo##WHERE##_t info);
NPU_SPARSE_STEPS(Host)
NPU_SPARSE_STEPS()
#undef NPU_SPARSE_STEPS
#define NPU_SPARSE_STEPS(P, T, R, WHERE)                                                                     \
  npusolverStatus_t npusolverSp##P##csrqrBufferInfo##WHERE(                                                  \
      npusolverSpHandle_t, int m, int n, int nnz, const npusparseMatDescr_t, const T *val,                   \
      const int *rowPtr, const int *colInd, npusolverCsrqrInfo##WHERE##_t info, size_t *internalBytes,       \
      size_t *workspaceBytes);                                                                               \
  npusolverStatus_t npusolverSp##P##csrqrSetup##WHERE(                                                       \
      npusolverSpHandle_t, int m, int n, int nnz, const npusparseMatDescr_t, const T *val,                   \
      const int *rowPtr, const int *colInd, T mu, npusolverCsrqrInfo##WHERE##_t info);                       \
  npusolverStatus_t npusolverSp##P##csrqrFactor##WHERE(npusolverSpHandle_t, int m, int n, int nnz, T *b,     \
                                                       T *x, npusolverCsrqrInfo##WHERE##_t info,             \
                                                       void *buffer);                                        \
  npusolverStatus_t npusolverSp##P##csrqrZeroPivot##WHERE(                                                   \
      npusolverSpHandle_t, npusolverCsrqrInfo##WHERE##_t info, R tol, int *position);                        \
  npusolverStatus_t npusolverSp##P##csrqrSolve##WHERE(npusolverSpHandle_t, int m, int n, T *b, T *x,         \
                                                      npusolverCsrqrInfo##WHERE##_t info, void *buffer);     \
  npusolverStatus_t npusolverSp##P##csrcholBufferInfo##WHERE(                                                \
      npusolverSpHandle_t, int n, int nnz, const npusparseMatDescr_t, const T *val, const int *rowPtr,       \
      const int *colInd, npusolverCsrcholInfo##WHERE##_t info, size_t *internalBytes,                        \
      size_t *workspaceBytes);                                                                               \
  npusolverStatus_t npusolverSp##P##csrcholFactor##WHERE(                                                    \
      npusolverSpHandle_t, int n, int nnz, const npusparseMatDescr_t, const T *val, const int *rowPtr,       \
      const int *colInd, npusolverCsrcholInfo##WHERE##_t info, void *buffer);                                \
  npusolverStatus_t npusolverSp##P##csrcholZeroPivot##WHERE(                                                 \
      npusolverSpHandle_t, npusolverCsrcholInfo##WHERE##_t info, R tol, int *position);                      \
  npusolverStatus_t npusolverSp##P##csrcholSolve##WHERE(npusolverSpHandle_t, int n, const T *b, T *x,        \
                                                        npusolverCsrcholInfo##WHERE##_t info, void *buffer);
NPU_SPARSE_STEPS(S, float, float, Host)
NPU_SPARSE_STEPS(D, double, double, Host)
NPU_SPARSE_STEPS(C, npuComplex, float, Host)
NPU_SPARSE_STEPS(Z, npuDoubleComplex, double, Host)
NPU_SPARSE_STEPS(S, float, float, )
NPU_SPARSE_STEPS(D, double, double, )
NPU_SPARSE_STEPS(C, npuComplex, float, )
NPU_SPARSE_STEPS(Z, npuDoubleComplex, double, )
#undef NPU_SPARSE_STEPS
NPU_API_END

#include "npu/detail/macros_restored.inc"

#endif
