// SPDX-License-Identifier: Apache-2.0
// cuBLAS: handles, vectors (level 1), matrices with vectors (level 2), matrices (level 3), batches.
#ifndef NPUIFY_CUBLAS_V2_H
#define NPUIFY_CUBLAS_V2_H

#include <npuify/macros_aside.inc>
#define CUBLAS_V2_H_ // programs test the SDK's own guards
#define CUBLAS_API_H_

#include "npuify/cublas_types.h"

#ifdef __cplusplus
extern "C" {
#endif

// Functions of one element type: P is the letter, T the type.
#define NPUIFY_BLAS_ANY(P, T)                                                                                \
  cublasStatus_t cublas##P##axpy(cublasHandle_t, int n, const T *alpha, const T *x, int incx, T *y,          \
                                 int incy);                                                                  \
  cublasStatus_t cublas##P##copy(cublasHandle_t, int n, const T *x, int incx, T *y, int incy);               \
  cublasStatus_t cublas##P##swap(cublasHandle_t, int n, T *x, int incx, T *y, int incy);                     \
  cublasStatus_t cublas##P##scal(cublasHandle_t, int n, const T *alpha, T *x, int incx);                     \
  cublasStatus_t cublas##P##gemv(cublasHandle_t, cublasOperation_t, int m, int n, const T *alpha,            \
                                 const T *A, int lda, const T *x, int incx, const T *beta, T *y, int incy);  \
  cublasStatus_t cublas##P##gbmv(cublasHandle_t, cublasOperation_t, int m, int n, int kl, int ku,            \
                                 const T *alpha, const T *A, int lda, const T *x, int incx, const T *beta,   \
                                 T *y, int incy);                                                            \
  cublasStatus_t cublas##P##trmv(cublasHandle_t, cublasFillMode_t, cublasOperation_t, cublasDiagType_t,      \
                                 int n, const T *A, int lda, T *x, int incx);                                \
  cublasStatus_t cublas##P##trsv(cublasHandle_t, cublasFillMode_t, cublasOperation_t, cublasDiagType_t,      \
                                 int n, const T *A, int lda, T *x, int incx);                                \
  cublasStatus_t cublas##P##tbmv(cublasHandle_t, cublasFillMode_t, cublasOperation_t, cublasDiagType_t,      \
                                 int n, int k, const T *A, int lda, T *x, int incx);                         \
  cublasStatus_t cublas##P##tbsv(cublasHandle_t, cublasFillMode_t, cublasOperation_t, cublasDiagType_t,      \
                                 int n, int k, const T *A, int lda, T *x, int incx);                         \
  cublasStatus_t cublas##P##tpmv(cublasHandle_t, cublasFillMode_t, cublasOperation_t, cublasDiagType_t,      \
                                 int n, const T *AP, T *x, int incx);                                        \
  cublasStatus_t cublas##P##tpsv(cublasHandle_t, cublasFillMode_t, cublasOperation_t, cublasDiagType_t,      \
                                 int n, const T *AP, T *x, int incx);                                        \
  cublasStatus_t cublas##P##syr(cublasHandle_t, cublasFillMode_t, int n, const T *alpha, const T *x,         \
                                int incx, T *A, int lda);                                                    \
  cublasStatus_t cublas##P##syr2(cublasHandle_t, cublasFillMode_t, int n, const T *alpha, const T *x,        \
                                 int incx, const T *y, int incy, T *A, int lda);                             \
  cublasStatus_t cublas##P##symv(cublasHandle_t, cublasFillMode_t, int n, const T *alpha, const T *A,        \
                                 int lda, const T *x, int incx, const T *beta, T *y, int incy);              \
  cublasStatus_t cublas##P##gemm(cublasHandle_t, cublasOperation_t, cublasOperation_t, int m, int n, int k,  \
                                 const T *alpha, const T *A, int lda, const T *B, int ldb, const T *beta,    \
                                 T *C, int ldc);                                                             \
  cublasStatus_t cublas##P##gemmBatched(cublasHandle_t, cublasOperation_t, cublasOperation_t, int m, int n,  \
                                        int k, const T *alpha, const T *const A[], int lda,                  \
                                        const T *const B[], int ldb, const T *beta, T *const C[], int ldc,   \
                                        int batchCount);                                                     \
  cublasStatus_t cublas##P##gemmStridedBatched(                                                              \
      cublasHandle_t, cublasOperation_t, cublasOperation_t, int m, int n, int k, const T *alpha, const T *A, \
      int lda, long long strideA, const T *B, int ldb, long long strideB, const T *beta, T *C, int ldc,      \
      long long strideC, int batchCount);                                                                    \
  cublasStatus_t cublas##P##symm(cublasHandle_t, cublasSideMode_t, cublasFillMode_t, int m, int n,           \
                                 const T *alpha, const T *A, int lda, const T *B, int ldb, const T *beta,    \
                                 T *C, int ldc);                                                             \
  cublasStatus_t cublas##P##syrk(cublasHandle_t, cublasFillMode_t, cublasOperation_t, int n, int k,          \
                                 const T *alpha, const T *A, int lda, const T *beta, T *C, int ldc);         \
  cublasStatus_t cublas##P##syr2k(cublasHandle_t, cublasFillMode_t, cublasOperation_t, int n, int k,         \
                                  const T *alpha, const T *A, int lda, const T *B, int ldb, const T *beta,   \
                                  T *C, int ldc);                                                            \
  cublasStatus_t cublas##P##syrkx(cublasHandle_t, cublasFillMode_t, cublasOperation_t, int n, int k,         \
                                  const T *alpha, const T *A, int lda, const T *B, int ldb, const T *beta,   \
                                  T *C, int ldc);                                                            \
  cublasStatus_t cublas##P##trmm(cublasHandle_t, cublasSideMode_t, cublasFillMode_t, cublasOperation_t,      \
                                 cublasDiagType_t, int m, int n, const T *alpha, const T *A, int lda,        \
                                 const T *B, int ldb, T *C, int ldc);                                        \
  cublasStatus_t cublas##P##trsm(cublasHandle_t, cublasSideMode_t, cublasFillMode_t, cublasOperation_t,      \
                                 cublasDiagType_t, int m, int n, const T *alpha, const T *A, int lda, T *B,  \
                                 int ldb);                                                                   \
  cublasStatus_t cublas##P##trsmBatched(cublasHandle_t, cublasSideMode_t, cublasFillMode_t,                  \
                                        cublasOperation_t, cublasDiagType_t, int m, int n, const T *alpha,   \
                                        const T *const A[], int lda, T *const B[], int ldb, int batchCount); \
  cublasStatus_t cublas##P##geam(cublasHandle_t, cublasOperation_t, cublasOperation_t, int m, int n,         \
                                 const T *alpha, const T *A, int lda, const T *beta, const T *B, int ldb,    \
                                 T *C, int ldc);                                                             \
  cublasStatus_t cublas##P##dgmm(cublasHandle_t, cublasSideMode_t, int m, int n, const T *A, int lda,        \
                                 const T *x, int incx, T *C, int ldc);                                       \
  cublasStatus_t cublas##P##getrfBatched(cublasHandle_t, int n, T *const A[], int lda, int *pivot,           \
                                         int *info, int batchSize);                                          \
  cublasStatus_t cublas##P##getriBatched(cublasHandle_t, int n, const T *const A[], int lda,                 \
                                         const int *pivot, T *const C[], int ldc, int *info, int batchSize); \
  cublasStatus_t cublas##P##getrsBatched(cublasHandle_t, cublasOperation_t, int n, int nrhs,                 \
                                         const T *const A[], int lda, const int *pivot, T *const B[],        \
                                         int ldb, int *info, int batchSize);                                 \
  cublasStatus_t cublas##P##geqrfBatched(cublasHandle_t, int m, int n, T *const A[], int lda,                \
                                         T *const tau[], int *info, int batchSize);                          \
  cublasStatus_t cublas##P##gelsBatched(cublasHandle_t, cublasOperation_t, int m, int n, int nrhs,           \
                                        T *const A[], int lda, T *const C[], int ldc, int *info,             \
                                        int *devInfo, int batchSize);                                        \
  cublasStatus_t cublas##P##matinvBatched(cublasHandle_t, int n, const T *const A[], int lda,                \
                                          T *const Ainv[], int lda_inv, int *info, int batchSize);
NPUIFY_BLAS_ANY(S, float)
NPUIFY_BLAS_ANY(D, double)
NPUIFY_BLAS_ANY(C, cuComplex)
NPUIFY_BLAS_ANY(Z, cuDoubleComplex)
#undef NPUIFY_BLAS_ANY

#define NPUIFY_BLAS_REAL(P, T)                                                                               \
  cublasStatus_t cublas##P##dot(cublasHandle_t, int n, const T *x, int incx, const T *y, int incy,           \
                                T *result);                                                                  \
  cublasStatus_t cublas##P##rot(cublasHandle_t, int n, T *x, int incx, T *y, int incy, const T *c,           \
                                const T *s);                                                                 \
  cublasStatus_t cublas##P##rotg(cublasHandle_t, T *a, T *b, T *c, T *s);                                    \
  cublasStatus_t cublas##P##rotm(cublasHandle_t, int n, T *x, int incx, T *y, int incy, const T *param);     \
  cublasStatus_t cublas##P##rotmg(cublasHandle_t, T *d1, T *d2, T *x1, const T *y1, T *param);               \
  cublasStatus_t cublas##P##ger(cublasHandle_t, int m, int n, const T *alpha, const T *x, int incx,          \
                                const T *y, int incy, T *A, int lda);                                        \
  cublasStatus_t cublas##P##spr(cublasHandle_t, cublasFillMode_t, int n, const T *alpha, const T *x,         \
                                int incx, T *AP);                                                            \
  cublasStatus_t cublas##P##spr2(cublasHandle_t, cublasFillMode_t, int n, const T *alpha, const T *x,        \
                                 int incx, const T *y, int incy, T *AP);                                     \
  cublasStatus_t cublas##P##sbmv(cublasHandle_t, cublasFillMode_t, int n, int k, const T *alpha, const T *A, \
                                 int lda, const T *x, int incx, const T *beta, T *y, int incy);              \
  cublasStatus_t cublas##P##spmv(cublasHandle_t, cublasFillMode_t, int n, const T *alpha, const T *AP,       \
                                 const T *x, int incx, const T *beta, T *y, int incy);
NPUIFY_BLAS_REAL(S, float)
NPUIFY_BLAS_REAL(D, double)
#undef NPUIFY_BLAS_REAL

#define NPUIFY_BLAS_COMPLEX(P, T, R)                                                                         \
  cublasStatus_t cublas##P##dotu(cublasHandle_t, int n, const T *x, int incx, const T *y, int incy,          \
                                 T *result);                                                                 \
  cublasStatus_t cublas##P##dotc(cublasHandle_t, int n, const T *x, int incx, const T *y, int incy,          \
                                 T *result);                                                                 \
  cublasStatus_t cublas##P##geru(cublasHandle_t, int m, int n, const T *alpha, const T *x, int incx,         \
                                 const T *y, int incy, T *A, int lda);                                       \
  cublasStatus_t cublas##P##gerc(cublasHandle_t, int m, int n, const T *alpha, const T *x, int incx,         \
                                 const T *y, int incy, T *A, int lda);                                       \
  cublasStatus_t cublas##P##hemv(cublasHandle_t, cublasFillMode_t, int n, const T *alpha, const T *A,        \
                                 int lda, const T *x, int incx, const T *beta, T *y, int incy);              \
  cublasStatus_t cublas##P##her(cublasHandle_t, cublasFillMode_t, int n, const R *alpha, const T *x,         \
                                int incx, T *A, int lda);                                                    \
  cublasStatus_t cublas##P##her2(cublasHandle_t, cublasFillMode_t, int n, const T *alpha, const T *x,        \
                                 int incx, const T *y, int incy, T *A, int lda);                             \
  cublasStatus_t cublas##P##hbmv(cublasHandle_t, cublasFillMode_t, int n, int k, const T *alpha, const T *A, \
                                 int lda, const T *x, int incx, const T *beta, T *y, int incy);              \
  cublasStatus_t cublas##P##hpmv(cublasHandle_t, cublasFillMode_t, int n, const T *alpha, const T *AP,       \
                                 const T *x, int incx, const T *beta, T *y, int incy);                       \
  cublasStatus_t cublas##P##hpr(cublasHandle_t, cublasFillMode_t, int n, const R *alpha, const T *x,         \
                                int incx, T *AP);                                                            \
  cublasStatus_t cublas##P##hpr2(cublasHandle_t, cublasFillMode_t, int n, const T *alpha, const T *x,        \
                                 int incx, const T *y, int incy, T *AP);                                     \
  cublasStatus_t cublas##P##herkx(cublasHandle_t, cublasFillMode_t, cublasOperation_t, int n, int k,         \
                                  const T *alpha, const T *A, int lda, const T *B, int ldb, const R *beta,   \
                                  T *C, int ldc);                                                            \
  cublasStatus_t cublas##P##gemm3m(cublasHandle_t, cublasOperation_t, cublasOperation_t, int m, int n,       \
                                   int k, const T *alpha, const T *A, int lda, const T *B, int ldb,          \
                                   const T *beta, T *C, int ldc);                                            \
  cublasStatus_t cublas##P##hemm(cublasHandle_t, cublasSideMode_t, cublasFillMode_t, int m, int n,           \
                                 const T *alpha, const T *A, int lda, const T *B, int ldb, const T *beta,    \
                                 T *C, int ldc);                                                             \
  cublasStatus_t cublas##P##herk(cublasHandle_t, cublasFillMode_t, cublasOperation_t, int n, int k,          \
                                 const R *alpha, const T *A, int lda, const R *beta, T *C, int ldc);         \
  cublasStatus_t cublas##P##her2k(cublasHandle_t, cublasFillMode_t, cublasOperation_t, int n, int k,         \
                                  const T *alpha, const T *A, int lda, const T *B, int ldb, const R *beta,   \
                                  T *C, int ldc);
NPUIFY_BLAS_COMPLEX(C, cuComplex, float)
NPUIFY_BLAS_COMPLEX(Z, cuDoubleComplex, double)
#undef NPUIFY_BLAS_COMPLEX

// Norms, sums and the index of the extreme element
cublasStatus_t cublasSnrm2(cublasHandle_t, int n, const float *x, int incx, float *result);
cublasStatus_t cublasDnrm2(cublasHandle_t, int n, const double *x, int incx, double *result);
cublasStatus_t cublasScnrm2(cublasHandle_t, int n, const cuComplex *x, int incx, float *result);
cublasStatus_t cublasDznrm2(cublasHandle_t, int n, const cuDoubleComplex *x, int incx, double *result);
cublasStatus_t cublasSasum(cublasHandle_t, int n, const float *x, int incx, float *result);
cublasStatus_t cublasDasum(cublasHandle_t, int n, const double *x, int incx, double *result);
cublasStatus_t cublasScasum(cublasHandle_t, int n, const cuComplex *x, int incx, float *result);
cublasStatus_t cublasDzasum(cublasHandle_t, int n, const cuDoubleComplex *x, int incx, double *result);
cublasStatus_t cublasIsamax(cublasHandle_t, int n, const float *x, int incx, int *result);
cublasStatus_t cublasIdamax(cublasHandle_t, int n, const double *x, int incx, int *result);
cublasStatus_t cublasIcamax(cublasHandle_t, int n, const cuComplex *x, int incx, int *result);
cublasStatus_t cublasIzamax(cublasHandle_t, int n, const cuDoubleComplex *x, int incx, int *result);
cublasStatus_t cublasIsamin(cublasHandle_t, int n, const float *x, int incx, int *result);
cublasStatus_t cublasIdamin(cublasHandle_t, int n, const double *x, int incx, int *result);
cublasStatus_t cublasIcamin(cublasHandle_t, int n, const cuComplex *x, int incx, int *result);
cublasStatus_t cublasIzamin(cublasHandle_t, int n, const cuDoubleComplex *x, int incx, int *result);
cublasStatus_t cublasCsscal(cublasHandle_t, int n, const float *alpha, cuComplex *x, int incx);
cublasStatus_t cublasZdscal(cublasHandle_t, int n, const double *alpha, cuDoubleComplex *x, int incx);
cublasStatus_t cublasCrot(cublasHandle_t, int n, cuComplex *x, int incx, cuComplex *y, int incy,
                          const float *c, const cuComplex *s);
cublasStatus_t cublasZrot(cublasHandle_t, int n, cuDoubleComplex *x, int incx, cuDoubleComplex *y, int incy,
                          const double *c, const cuDoubleComplex *s);
cublasStatus_t cublasCsrot(cublasHandle_t, int n, cuComplex *x, int incx, cuComplex *y, int incy,
                           const float *c, const float *s);
cublasStatus_t cublasZdrot(cublasHandle_t, int n, cuDoubleComplex *x, int incx, cuDoubleComplex *y, int incy,
                           const double *c, const double *s);
cublasStatus_t cublasCrotg(cublasHandle_t, cuComplex *a, cuComplex *b, float *c, cuComplex *s);
cublasStatus_t cublasZrotg(cublasHandle_t, cuDoubleComplex *a, cuDoubleComplex *b, double *c,
                           cuDoubleComplex *s);

// Typed at run time
cublasStatus_t cublasNrm2Ex(cublasHandle_t, int n, const void *x, cudaDataType xType, int incx, void *result,
                            cudaDataType resultType, cudaDataType executionType);
cublasStatus_t cublasDotEx(cublasHandle_t, int n, const void *x, cudaDataType xType, int incx, const void *y,
                           cudaDataType yType, int incy, void *result, cudaDataType resultType,
                           cudaDataType executionType);
cublasStatus_t cublasDotcEx(cublasHandle_t, int n, const void *x, cudaDataType xType, int incx, const void *y,
                            cudaDataType yType, int incy, void *result, cudaDataType resultType,
                            cudaDataType executionType);
cublasStatus_t cublasScalEx(cublasHandle_t, int n, const void *alpha, cudaDataType alphaType, void *x,
                            cudaDataType xType, int incx, cudaDataType executionType);
cublasStatus_t cublasAxpyEx(cublasHandle_t, int n, const void *alpha, cudaDataType alphaType, const void *x,
                            cudaDataType xType, int incx, void *y, cudaDataType yType, int incy,
                            cudaDataType executionType);
cublasStatus_t cublasRotEx(cublasHandle_t, int n, void *x, cudaDataType xType, int incx, void *y,
                           cudaDataType yType, int incy, const void *c, const void *s, cudaDataType csType,
                           cudaDataType executionType);
cublasStatus_t cublasHgemm(cublasHandle_t, cublasOperation_t, cublasOperation_t, int m, int n, int k,
                           const __half *alpha, const __half *A, int lda, const __half *B, int ldb,
                           const __half *beta, __half *C, int ldc);
cublasStatus_t cublasHgemmBatched(cublasHandle_t, cublasOperation_t, cublasOperation_t, int m, int n, int k,
                                  const __half *alpha, const __half *const A[], int lda,
                                  const __half *const B[], int ldb, const __half *beta, __half *const C[],
                                  int ldc, int batchCount);
cublasStatus_t cublasHgemmStridedBatched(cublasHandle_t, cublasOperation_t, cublasOperation_t, int m, int n,
                                         int k, const __half *alpha, const __half *A, int lda,
                                         long long strideA, const __half *B, int ldb, long long strideB,
                                         const __half *beta, __half *C, int ldc, long long strideC,
                                         int batchCount);
cublasStatus_t cublasSgemmEx(cublasHandle_t, cublasOperation_t, cublasOperation_t, int m, int n, int k,
                             const float *alpha, const void *A, cudaDataType Atype, int lda, const void *B,
                             cudaDataType Btype, int ldb, const float *beta, void *C, cudaDataType Ctype,
                             int ldc);

// The names that the SDK gives its second interface.
#define NPUIFY_BLAS_V2(name) __typeof__(name) name##_v2;
NPUIFY_BLAS_V2(cublasCaxpy)
NPUIFY_BLAS_V2(cublasCcopy)
NPUIFY_BLAS_V2(cublasCdotc)
NPUIFY_BLAS_V2(cublasCdotu)
NPUIFY_BLAS_V2(cublasCgbmv)
NPUIFY_BLAS_V2(cublasCgemm)
NPUIFY_BLAS_V2(cublasCgemv)
NPUIFY_BLAS_V2(cublasCgerc)
NPUIFY_BLAS_V2(cublasCgeru)
NPUIFY_BLAS_V2(cublasChbmv)
NPUIFY_BLAS_V2(cublasChemm)
NPUIFY_BLAS_V2(cublasChemv)
NPUIFY_BLAS_V2(cublasCher)
NPUIFY_BLAS_V2(cublasCher2)
NPUIFY_BLAS_V2(cublasCher2k)
NPUIFY_BLAS_V2(cublasCherk)
NPUIFY_BLAS_V2(cublasChpmv)
NPUIFY_BLAS_V2(cublasChpr)
NPUIFY_BLAS_V2(cublasChpr2)
NPUIFY_BLAS_V2(cublasCreate)
NPUIFY_BLAS_V2(cublasCrot)
NPUIFY_BLAS_V2(cublasCrotg)
NPUIFY_BLAS_V2(cublasCscal)
NPUIFY_BLAS_V2(cublasCsrot)
NPUIFY_BLAS_V2(cublasCsscal)
NPUIFY_BLAS_V2(cublasCswap)
NPUIFY_BLAS_V2(cublasCsymm)
NPUIFY_BLAS_V2(cublasCsymv)
NPUIFY_BLAS_V2(cublasCsyr)
NPUIFY_BLAS_V2(cublasCsyr2)
NPUIFY_BLAS_V2(cublasCsyr2k)
NPUIFY_BLAS_V2(cublasCsyrk)
NPUIFY_BLAS_V2(cublasCtbmv)
NPUIFY_BLAS_V2(cublasCtbsv)
NPUIFY_BLAS_V2(cublasCtpmv)
NPUIFY_BLAS_V2(cublasCtpsv)
NPUIFY_BLAS_V2(cublasCtrmm)
NPUIFY_BLAS_V2(cublasCtrmv)
NPUIFY_BLAS_V2(cublasCtrsm)
NPUIFY_BLAS_V2(cublasCtrsv)
NPUIFY_BLAS_V2(cublasDasum)
NPUIFY_BLAS_V2(cublasDaxpy)
NPUIFY_BLAS_V2(cublasDcopy)
NPUIFY_BLAS_V2(cublasDdot)
NPUIFY_BLAS_V2(cublasDestroy)
NPUIFY_BLAS_V2(cublasDgbmv)
NPUIFY_BLAS_V2(cublasDgemm)
NPUIFY_BLAS_V2(cublasDgemv)
NPUIFY_BLAS_V2(cublasDger)
NPUIFY_BLAS_V2(cublasDnrm2)
NPUIFY_BLAS_V2(cublasDrot)
NPUIFY_BLAS_V2(cublasDrotg)
NPUIFY_BLAS_V2(cublasDrotm)
NPUIFY_BLAS_V2(cublasDrotmg)
NPUIFY_BLAS_V2(cublasDsbmv)
NPUIFY_BLAS_V2(cublasDscal)
NPUIFY_BLAS_V2(cublasDspmv)
NPUIFY_BLAS_V2(cublasDspr)
NPUIFY_BLAS_V2(cublasDspr2)
NPUIFY_BLAS_V2(cublasDswap)
NPUIFY_BLAS_V2(cublasDsymm)
NPUIFY_BLAS_V2(cublasDsymv)
NPUIFY_BLAS_V2(cublasDsyr)
NPUIFY_BLAS_V2(cublasDsyr2)
NPUIFY_BLAS_V2(cublasDsyr2k)
NPUIFY_BLAS_V2(cublasDsyrk)
NPUIFY_BLAS_V2(cublasDtbmv)
NPUIFY_BLAS_V2(cublasDtbsv)
NPUIFY_BLAS_V2(cublasDtpmv)
NPUIFY_BLAS_V2(cublasDtpsv)
NPUIFY_BLAS_V2(cublasDtrmm)
NPUIFY_BLAS_V2(cublasDtrmv)
NPUIFY_BLAS_V2(cublasDtrsm)
NPUIFY_BLAS_V2(cublasDtrsv)
NPUIFY_BLAS_V2(cublasDzasum)
NPUIFY_BLAS_V2(cublasDznrm2)
NPUIFY_BLAS_V2(cublasGetPointerMode)
NPUIFY_BLAS_V2(cublasGetStream)
NPUIFY_BLAS_V2(cublasGetVersion)
NPUIFY_BLAS_V2(cublasIcamax)
NPUIFY_BLAS_V2(cublasIcamin)
NPUIFY_BLAS_V2(cublasIdamax)
NPUIFY_BLAS_V2(cublasIdamin)
NPUIFY_BLAS_V2(cublasIsamax)
NPUIFY_BLAS_V2(cublasIsamin)
NPUIFY_BLAS_V2(cublasIzamax)
NPUIFY_BLAS_V2(cublasIzamin)
NPUIFY_BLAS_V2(cublasSasum)
NPUIFY_BLAS_V2(cublasSaxpy)
NPUIFY_BLAS_V2(cublasScasum)
NPUIFY_BLAS_V2(cublasScnrm2)
NPUIFY_BLAS_V2(cublasScopy)
NPUIFY_BLAS_V2(cublasSdot)
NPUIFY_BLAS_V2(cublasSetPointerMode)
NPUIFY_BLAS_V2(cublasSetStream)
NPUIFY_BLAS_V2(cublasSetWorkspace)
NPUIFY_BLAS_V2(cublasSgbmv)
NPUIFY_BLAS_V2(cublasSgemm)
NPUIFY_BLAS_V2(cublasSgemv)
NPUIFY_BLAS_V2(cublasSger)
NPUIFY_BLAS_V2(cublasSnrm2)
NPUIFY_BLAS_V2(cublasSrot)
NPUIFY_BLAS_V2(cublasSrotg)
NPUIFY_BLAS_V2(cublasSrotm)
NPUIFY_BLAS_V2(cublasSrotmg)
NPUIFY_BLAS_V2(cublasSsbmv)
NPUIFY_BLAS_V2(cublasSscal)
NPUIFY_BLAS_V2(cublasSspmv)
NPUIFY_BLAS_V2(cublasSspr)
NPUIFY_BLAS_V2(cublasSspr2)
NPUIFY_BLAS_V2(cublasSswap)
NPUIFY_BLAS_V2(cublasSsymm)
NPUIFY_BLAS_V2(cublasSsymv)
NPUIFY_BLAS_V2(cublasSsyr)
NPUIFY_BLAS_V2(cublasSsyr2)
NPUIFY_BLAS_V2(cublasSsyr2k)
NPUIFY_BLAS_V2(cublasSsyrk)
NPUIFY_BLAS_V2(cublasStbmv)
NPUIFY_BLAS_V2(cublasStbsv)
NPUIFY_BLAS_V2(cublasStpmv)
NPUIFY_BLAS_V2(cublasStpsv)
NPUIFY_BLAS_V2(cublasStrmm)
NPUIFY_BLAS_V2(cublasStrmv)
NPUIFY_BLAS_V2(cublasStrsm)
NPUIFY_BLAS_V2(cublasStrsv)
NPUIFY_BLAS_V2(cublasZaxpy)
NPUIFY_BLAS_V2(cublasZcopy)
NPUIFY_BLAS_V2(cublasZdotc)
NPUIFY_BLAS_V2(cublasZdotu)
NPUIFY_BLAS_V2(cublasZdrot)
NPUIFY_BLAS_V2(cublasZdscal)
NPUIFY_BLAS_V2(cublasZgbmv)
NPUIFY_BLAS_V2(cublasZgemm)
NPUIFY_BLAS_V2(cublasZgemv)
NPUIFY_BLAS_V2(cublasZgerc)
NPUIFY_BLAS_V2(cublasZgeru)
NPUIFY_BLAS_V2(cublasZhbmv)
NPUIFY_BLAS_V2(cublasZhemm)
NPUIFY_BLAS_V2(cublasZhemv)
NPUIFY_BLAS_V2(cublasZher)
NPUIFY_BLAS_V2(cublasZher2)
NPUIFY_BLAS_V2(cublasZher2k)
NPUIFY_BLAS_V2(cublasZherk)
NPUIFY_BLAS_V2(cublasZhpmv)
NPUIFY_BLAS_V2(cublasZhpr)
NPUIFY_BLAS_V2(cublasZhpr2)
NPUIFY_BLAS_V2(cublasZrot)
NPUIFY_BLAS_V2(cublasZrotg)
NPUIFY_BLAS_V2(cublasZscal)
NPUIFY_BLAS_V2(cublasZswap)
NPUIFY_BLAS_V2(cublasZsymm)
NPUIFY_BLAS_V2(cublasZsymv)
NPUIFY_BLAS_V2(cublasZsyr)
NPUIFY_BLAS_V2(cublasZsyr2)
NPUIFY_BLAS_V2(cublasZsyr2k)
NPUIFY_BLAS_V2(cublasZsyrk)
NPUIFY_BLAS_V2(cublasZtbmv)
NPUIFY_BLAS_V2(cublasZtbsv)
NPUIFY_BLAS_V2(cublasZtpmv)
NPUIFY_BLAS_V2(cublasZtpsv)
NPUIFY_BLAS_V2(cublasZtrmm)
NPUIFY_BLAS_V2(cublasZtrmv)
NPUIFY_BLAS_V2(cublasZtrsm)
NPUIFY_BLAS_V2(cublasZtrsv)
#undef NPUIFY_BLAS_V2

#ifdef __cplusplus
} // extern "C"
// The compute type is cublasComputeType_t since CUDA 11, cudaDataType before.
#define NPUIFY_BLAS_EX(COMPUTE)                                                                              \
  cublasStatus_t cublasGemmEx(cublasHandle_t, cublasOperation_t, cublasOperation_t, int m, int n, int k,     \
                              const void *alpha, const void *A, cudaDataType Atype, int lda, const void *B,  \
                              cudaDataType Btype, int ldb, const void *beta, void *C, cudaDataType Ctype,    \
                              int ldc, COMPUTE computeType, cublasGemmAlgo_t algo);                          \
  cublasStatus_t cublasGemmBatchedEx(cublasHandle_t, cublasOperation_t, cublasOperation_t, int m, int n,     \
                                     int k, const void *alpha, const void *const A[], cudaDataType Atype,    \
                                     int lda, const void *const B[], cudaDataType Btype, int ldb,            \
                                     const void *beta, void *const C[], cudaDataType Ctype, int ldc,         \
                                     int batchCount, COMPUTE computeType, cublasGemmAlgo_t algo);            \
  cublasStatus_t cublasGemmStridedBatchedEx(                                                                 \
      cublasHandle_t, cublasOperation_t, cublasOperation_t, int m, int n, int k, const void *alpha,          \
      const void *A, cudaDataType Atype, int lda, long long strideA, const void *B, cudaDataType Btype,      \
      int ldb, long long strideB, const void *beta, void *C, cudaDataType Ctype, int ldc, long long strideC, \
      int batchCount, COMPUTE computeType, cublasGemmAlgo_t algo);
NPUIFY_BLAS_EX(cublasComputeType_t)
NPUIFY_BLAS_EX(cudaDataType)
#undef NPUIFY_BLAS_EX
#endif

#include <npuify/macros_restored.inc>

#endif
