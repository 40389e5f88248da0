// SPDX-License-Identifier: Apache-2.0
// cuSOLVER for sparse matrices.
#ifndef NPUIFY_CUSOLVER_SP_H
#define NPUIFY_CUSOLVER_SP_H

#include <npuify/macros_aside.inc>

#include "cusolver_common.h"
#include <cusparse.h>

typedef struct cusolverSpContext *cusolverSpHandle_t;
typedef struct csrqrInfo *csrqrInfo_t;

#ifdef __cplusplus
extern "C" {
#endif
cusolverStatus_t cusolverSpCreate(cusolverSpHandle_t *handle);
cusolverStatus_t cusolverSpDestroy(cusolverSpHandle_t handle);
cusolverStatus_t cusolverSpSetStream(cusolverSpHandle_t handle, cudaStream_t stream);
cusolverStatus_t cusolverSpGetStream(cusolverSpHandle_t handle, cudaStream_t *stream);
cusolverStatus_t cusolverSpXcsrissymHost(cusolverSpHandle_t, int m, int nnz, const cusparseMatDescr_t descr,
                                         const int *rowPtr, const int *rowEnd, const int *colInd, int *issym);
cusolverStatus_t cusolverSpXcsrsymrcmHost(cusolverSpHandle_t, int n, int nnz, const cusparseMatDescr_t descr,
                                          const int *rowPtr, const int *colInd, int *p);
cusolverStatus_t cusolverSpXcsrsymmdqHost(cusolverSpHandle_t, int n, int nnz, const cusparseMatDescr_t descr,
                                          const int *rowPtr, const int *colInd, int *p);
cusolverStatus_t cusolverSpXcsrsymamdHost(cusolverSpHandle_t, int n, int nnz, const cusparseMatDescr_t descr,
                                          const int *rowPtr, const int *colInd, int *p);
cusolverStatus_t cusolverSpXcsrmetisndHost(cusolverSpHandle_t, int n, int nnz, const cusparseMatDescr_t descr,
                                           const int *rowPtr, const int *colInd, const int64_t *options,
                                           int *p);
cusolverStatus_t cusolverSpXcsrperm_bufferSizeHost(cusolverSpHandle_t, int m, int n, int nnz,
                                                   const cusparseMatDescr_t descr, const int *rowPtr,
                                                   const int *colInd, const int *p, const int *q,
                                                   size_t *bufferSize);
cusolverStatus_t cusolverSpXcsrpermHost(cusolverSpHandle_t, int m, int n, int nnz,
                                        const cusparseMatDescr_t descr, int *rowPtr, int *colInd,
                                        const int *p, const int *q, int *map, void *buffer);

#define NPUIFY_SPARSE_SOLVE(NAME, T, R)                                                                      \
  cusolverStatus_t NAME(cusolverSpHandle_t, int m, int nnz, const cusparseMatDescr_t descr, const T *val,    \
                        const int *rowPtr, const int *colInd, const T *b, R tol, int reorder, T *x,          \
                        int *singularity);
#define NPUIFY_SPARSE_SOLVER(P, T, R)                                                                        \
  NPUIFY_SPARSE_SOLVE(cusolverSp##P##csrlsvqr, T, R)                                                         \
  NPUIFY_SPARSE_SOLVE(cusolverSp##P##csrlsvqrHost, T, R)                                                     \
  NPUIFY_SPARSE_SOLVE(cusolverSp##P##csrlsvchol, T, R)                                                       \
  NPUIFY_SPARSE_SOLVE(cusolverSp##P##csrlsvcholHost, T, R)                                                   \
  NPUIFY_SPARSE_SOLVE(cusolverSp##P##csrlsvluHost, T, R)                                                     \
  cusolverStatus_t cusolverSp##P##csrlsqvqrHost(                                                             \
      cusolverSpHandle_t, int m, int n, int nnz, const cusparseMatDescr_t descr, const T *val,               \
      const int *rowPtr, const int *colInd, const T *b, R tol, int *rank, T *x, int *p, R *minNorm);         \
  cusolverStatus_t cusolverSp##P##csreigvsi(                                                                 \
      cusolverSpHandle_t, int m, int nnz, const cusparseMatDescr_t descr, const T *val, const int *rowPtr,   \
      const int *colInd, T mu0, const T *x0, int maxIterations, R tol, T *mu, T *x);                         \
  cusolverStatus_t cusolverSp##P##csreigvsiHost(                                                             \
      cusolverSpHandle_t, int m, int nnz, const cusparseMatDescr_t descr, const T *val, const int *rowPtr,   \
      const int *colInd, T mu0, const T *x0, int maxIterations, R tol, T *mu, T *x);
NPUIFY_SPARSE_SOLVER(S, float, float)
NPUIFY_SPARSE_SOLVER(D, double, double)
NPUIFY_SPARSE_SOLVER(C, cuComplex, float)
NPUIFY_SPARSE_SOLVER(Z, cuDoubleComplex, double)
#undef NPUIFY_SPARSE_SOLVER
#undef NPUIFY_SPARSE_SOLVE
#ifdef __cplusplus
}
#endif

#include <npuify/macros_restored.inc>

#endif
