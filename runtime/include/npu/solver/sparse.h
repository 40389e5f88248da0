// SPDX-License-Identifier: Apache-2.0
// Solvers for sparse matrices.
#ifndef NPU_SOLVER_SP_H
#define NPU_SOLVER_SP_H

#include "npu/detail/macros_aside.inc"

#include "npu/solver/common.h"
#include "npu/sparse.h"

typedef struct npusolverSpContext *npusolverSpHandle_t;
typedef struct npusolverCsrqrInfo *npusolverCsrqrInfo_t;

NPU_API_BEGIN
npusolverStatus_t npusolverSpCreate(npusolverSpHandle_t *handle);
npusolverStatus_t npusolverSpDestroy(npusolverSpHandle_t handle);
npusolverStatus_t npusolverSpSetStream(npusolverSpHandle_t handle, npuStream_t stream);
npusolverStatus_t npusolverSpGetStream(npusolverSpHandle_t handle, npuStream_t *stream);
npusolverStatus_t npusolverSpXcsrissymHost(npusolverSpHandle_t, int m, int nnz,
                                           const npusparseMatDescr_t descr, const int *rowPtr,
                                           const int *rowEnd, const int *colInd, int *issym);
npusolverStatus_t npusolverSpXcsrsymrcmHost(npusolverSpHandle_t, int n, int nnz,
                                            const npusparseMatDescr_t descr, const int *rowPtr,
                                            const int *colInd, int *p);
npusolverStatus_t npusolverSpXcsrsymmdqHost(npusolverSpHandle_t, int n, int nnz,
                                            const npusparseMatDescr_t descr, const int *rowPtr,
                                            const int *colInd, int *p);
npusolverStatus_t npusolverSpXcsrsymamdHost(npusolverSpHandle_t, int n, int nnz,
                                            const npusparseMatDescr_t descr, const int *rowPtr,
                                            const int *colInd, int *p);
npusolverStatus_t npusolverSpXcsrmetisndHost(npusolverSpHandle_t, int n, int nnz,
                                             const npusparseMatDescr_t descr, const int *rowPtr,
                                             const int *colInd, const int64_t *options, int *p);
npusolverStatus_t npusolverSpXcsrperm_bufferSizeHost(npusolverSpHandle_t, int m, int n, int nnz,
                                                     const npusparseMatDescr_t descr, const int *rowPtr,
                                                     const int *colInd, const int *p, const int *q,
                                                     size_t *bufferSize);
npusolverStatus_t npusolverSpXcsrpermHost(npusolverSpHandle_t, int m, int n, int nnz,
                                          const npusparseMatDescr_t descr, int *rowPtr, int *colInd,
                                          const int *p, const int *q, int *map, void *buffer);

#define NPU_SPARSE_SOLVE(NAME, T, R)                                                                         \
  npusolverStatus_t NAME(npusolverSpHandle_t, int m, int nnz, const npusparseMatDescr_t descr, const T *val, \
                         const int *rowPtr, const int *colInd, const T *b, R tol, int reorder, T *x,         \
                         int *singularity);
#define NPU_SPARSE_SOLVER(P, T, R)                                                                           \
  NPU_SPARSE_SOLVE(npusolverSp##P##csrlsvqr, T, R)                                                           \
  NPU_SPARSE_SOLVE(npusolverSp##P##csrlsvqrHost, T, R)                                                       \
  NPU_SPARSE_SOLVE(npusolverSp##P##csrlsvchol, T, R)                                                         \
  NPU_SPARSE_SOLVE(npusolverSp##P##csrlsvcholHost, T, R)                                                     \
  NPU_SPARSE_SOLVE(npusolverSp##P##csrlsvluHost, T, R)                                                       \
  npusolverStatus_t npusolverSp##P##csrlsqvqrHost(                                                           \
      npusolverSpHandle_t, int m, int n, int nnz, const npusparseMatDescr_t descr, const T *val,             \
      const int *rowPtr, const int *colInd, const T *b, R tol, int *rank, T *x, int *p, R *minNorm);         \
  npusolverStatus_t npusolverSp##P##csreigvsi(                                                               \
      npusolverSpHandle_t, int m, int nnz, const npusparseMatDescr_t descr, const T *val, const int *rowPtr, \
      const int *colInd, T mu0, const T *x0, int maxIterations, R tol, T *mu, T *x);                         \
  npusolverStatus_t npusolverSp##P##csreigvsiHost(                                                           \
      npusolverSpHandle_t, int m, int nnz, const npusparseMatDescr_t descr, const T *val, const int *rowPtr, \
      const int *colInd, T mu0, const T *x0, int maxIterations, R tol, T *mu, T *x);
NPU_SPARSE_SOLVER(S, float, float)
NPU_SPARSE_SOLVER(D, double, double)
NPU_SPARSE_SOLVER(C, npuComplex, float)
NPU_SPARSE_SOLVER(Z, npuDoubleComplex, double)
#undef NPU_SPARSE_SOLVER
#undef NPU_SPARSE_SOLVE
NPU_API_END

#include "npu/detail/macros_restored.inc"

#endif
