// SPDX-License-Identifier: Apache-2.0
// Dense linear algebra (libnpublas): handles, vectors (level 1), matrices with vectors (level 2), matrices
// (level 3), batches, and small factorisations. Matrices are column-major. A call works in the stream of its
// handle; scalars and results lie in host memory, or in device memory with NPUBLAS_POINTER_MODE_DEVICE. C and
// C++.
#ifndef NPU_BLAS_H
#define NPU_BLAS_H

#include "npu/detail/macros_aside.inc"

#include "npu/complex.h"
#include "npu/detail/blas_types.h"
#include "npu/library_types.h"
#include "npu/runtime.h"
#ifdef __cplusplus
#include "npu/bf16.h"
#include "npu/fp16.h"
#else
struct npu_half;
#endif

NPU_API_BEGIN

// Functions of one element type: P is the letter, T the type.
#define NPU_DETAIL_BLAS_ANY(P, T)                                                                            \
  npublasStatus_t npublas##P##axpy(npublasHandle_t, int n, const T *alpha, const T *x, int incx, T *y,       \
                                   int incy);                                                                \
  npublasStatus_t npublas##P##copy(npublasHandle_t, int n, const T *x, int incx, T *y, int incy);            \
  npublasStatus_t npublas##P##swap(npublasHandle_t, int n, T *x, int incx, T *y, int incy);                  \
  npublasStatus_t npublas##P##scal(npublasHandle_t, int n, const T *alpha, T *x, int incx);                  \
  npublasStatus_t npublas##P##gemv(npublasHandle_t, npublasOperation_t, int m, int n, const T *alpha,        \
                                   const T *A, int lda, const T *x, int incx, const T *beta, T *y,           \
                                   int incy);                                                                \
  npublasStatus_t npublas##P##gbmv(npublasHandle_t, npublasOperation_t, int m, int n, int kl, int ku,        \
                                   const T *alpha, const T *A, int lda, const T *x, int incx, const T *beta, \
                                   T *y, int incy);                                                          \
  npublasStatus_t npublas##P##trmv(npublasHandle_t, npublasFillMode_t, npublasOperation_t,                   \
                                   npublasDiagType_t, int n, const T *A, int lda, T *x, int incx);           \
  npublasStatus_t npublas##P##trsv(npublasHandle_t, npublasFillMode_t, npublasOperation_t,                   \
                                   npublasDiagType_t, int n, const T *A, int lda, T *x, int incx);           \
  npublasStatus_t npublas##P##tbmv(npublasHandle_t, npublasFillMode_t, npublasOperation_t,                   \
                                   npublasDiagType_t, int n, int k, const T *A, int lda, T *x, int incx);    \
  npublasStatus_t npublas##P##tbsv(npublasHandle_t, npublasFillMode_t, npublasOperation_t,                   \
                                   npublasDiagType_t, int n, int k, const T *A, int lda, T *x, int incx);    \
  npublasStatus_t npublas##P##tpmv(npublasHandle_t, npublasFillMode_t, npublasOperation_t,                   \
                                   npublasDiagType_t, int n, const T *AP, T *x, int incx);                   \
  npublasStatus_t npublas##P##tpsv(npublasHandle_t, npublasFillMode_t, npublasOperation_t,                   \
                                   npublasDiagType_t, int n, const T *AP, T *x, int incx);                   \
  npublasStatus_t npublas##P##syr(npublasHandle_t, npublasFillMode_t, int n, const T *alpha, const T *x,     \
                                  int incx, T *A, int lda);                                                  \
  npublasStatus_t npublas##P##syr2(npublasHandle_t, npublasFillMode_t, int n, const T *alpha, const T *x,    \
                                   int incx, const T *y, int incy, T *A, int lda);                           \
  npublasStatus_t npublas##P##symv(npublasHandle_t, npublasFillMode_t, int n, const T *alpha, const T *A,    \
                                   int lda, const T *x, int incx, const T *beta, T *y, int incy);            \
  npublasStatus_t npublas##P##gemm(npublasHandle_t, npublasOperation_t, npublasOperation_t, int m, int n,    \
                                   int k, const T *alpha, const T *A, int lda, const T *B, int ldb,          \
                                   const T *beta, T *C, int ldc);                                            \
  npublasStatus_t npublas##P##gemmBatched(npublasHandle_t, npublasOperation_t, npublasOperation_t, int m,    \
                                          int n, int k, const T *alpha, const T *const A[], int lda,         \
                                          const T *const B[], int ldb, const T *beta, T *const C[], int ldc, \
                                          int batchCount);                                                   \
  npublasStatus_t npublas##P##gemmStridedBatched(                                                            \
      npublasHandle_t, npublasOperation_t, npublasOperation_t, int m, int n, int k, const T *alpha,          \
      const T *A, int lda, long long strideA, const T *B, int ldb, long long strideB, const T *beta, T *C,   \
      int ldc, long long strideC, int batchCount);                                                           \
  npublasStatus_t npublas##P##symm(npublasHandle_t, npublasSideMode_t, npublasFillMode_t, int m, int n,      \
                                   const T *alpha, const T *A, int lda, const T *B, int ldb, const T *beta,  \
                                   T *C, int ldc);                                                           \
  npublasStatus_t npublas##P##syrk(npublasHandle_t, npublasFillMode_t, npublasOperation_t, int n, int k,     \
                                   const T *alpha, const T *A, int lda, const T *beta, T *C, int ldc);       \
  npublasStatus_t npublas##P##syr2k(npublasHandle_t, npublasFillMode_t, npublasOperation_t, int n, int k,    \
                                    const T *alpha, const T *A, int lda, const T *B, int ldb, const T *beta, \
                                    T *C, int ldc);                                                          \
  npublasStatus_t npublas##P##syrkx(npublasHandle_t, npublasFillMode_t, npublasOperation_t, int n, int k,    \
                                    const T *alpha, const T *A, int lda, const T *B, int ldb, const T *beta, \
                                    T *C, int ldc);                                                          \
  npublasStatus_t npublas##P##trmm(npublasHandle_t, npublasSideMode_t, npublasFillMode_t,                    \
                                   npublasOperation_t, npublasDiagType_t, int m, int n, const T *alpha,      \
                                   const T *A, int lda, const T *B, int ldb, T *C, int ldc);                 \
  npublasStatus_t npublas##P##trsm(npublasHandle_t, npublasSideMode_t, npublasFillMode_t,                    \
                                   npublasOperation_t, npublasDiagType_t, int m, int n, const T *alpha,      \
                                   const T *A, int lda, T *B, int ldb);                                      \
  npublasStatus_t npublas##P##trsmBatched(                                                                   \
      npublasHandle_t, npublasSideMode_t, npublasFillMode_t, npublasOperation_t, npublasDiagType_t, int m,   \
      int n, const T *alpha, const T *const A[], int lda, T *const B[], int ldb, int batchCount);            \
  npublasStatus_t npublas##P##geam(npublasHandle_t, npublasOperation_t, npublasOperation_t, int m, int n,    \
                                   const T *alpha, const T *A, int lda, const T *beta, const T *B, int ldb,  \
                                   T *C, int ldc);                                                           \
  npublasStatus_t npublas##P##dgmm(npublasHandle_t, npublasSideMode_t, int m, int n, const T *A, int lda,    \
                                   const T *x, int incx, T *C, int ldc);                                     \
  npublasStatus_t npublas##P##getrfBatched(npublasHandle_t, int n, T *const A[], int lda, int *pivot,        \
                                           int *info, int batchSize);                                        \
  npublasStatus_t npublas##P##getriBatched(npublasHandle_t, int n, const T *const A[], int lda,              \
                                           const int *pivot, T *const C[], int ldc, int *info,               \
                                           int batchSize);                                                   \
  npublasStatus_t npublas##P##getrsBatched(npublasHandle_t, npublasOperation_t, int n, int nrhs,             \
                                           const T *const A[], int lda, const int *pivot, T *const B[],      \
                                           int ldb, int *info, int batchSize);                               \
  npublasStatus_t npublas##P##geqrfBatched(npublasHandle_t, int m, int n, T *const A[], int lda,             \
                                           T *const tau[], int *info, int batchSize);                        \
  npublasStatus_t npublas##P##gelsBatched(npublasHandle_t, npublasOperation_t, int m, int n, int nrhs,       \
                                          T *const A[], int lda, T *const C[], int ldc, int *info,           \
                                          int *devInfo, int batchSize);                                      \
  npublasStatus_t npublas##P##matinvBatched(npublasHandle_t, int n, const T *const A[], int lda,             \
                                            T *const Ainv[], int lda_inv, int *info, int batchSize);
NPU_DETAIL_BLAS_ANY(S, float)
NPU_DETAIL_BLAS_ANY(D, double)
NPU_DETAIL_BLAS_ANY(C, npuComplex)
NPU_DETAIL_BLAS_ANY(Z, npuDoubleComplex)
#undef NPU_DETAIL_BLAS_ANY

#define NPU_DETAIL_BLAS_REAL(P, T)                                                                           \
  npublasStatus_t npublas##P##dot(npublasHandle_t, int n, const T *x, int incx, const T *y, int incy,        \
                                  T *result);                                                                \
  npublasStatus_t npublas##P##rot(npublasHandle_t, int n, T *x, int incx, T *y, int incy, const T *c,        \
                                  const T *s);                                                               \
  npublasStatus_t npublas##P##rotg(npublasHandle_t, T *a, T *b, T *c, T *s);                                 \
  npublasStatus_t npublas##P##rotm(npublasHandle_t, int n, T *x, int incx, T *y, int incy, const T *param);  \
  npublasStatus_t npublas##P##rotmg(npublasHandle_t, T *d1, T *d2, T *x1, const T *y1, T *param);            \
  npublasStatus_t npublas##P##ger(npublasHandle_t, int m, int n, const T *alpha, const T *x, int incx,       \
                                  const T *y, int incy, T *A, int lda);                                      \
  npublasStatus_t npublas##P##spr(npublasHandle_t, npublasFillMode_t, int n, const T *alpha, const T *x,     \
                                  int incx, T *AP);                                                          \
  npublasStatus_t npublas##P##spr2(npublasHandle_t, npublasFillMode_t, int n, const T *alpha, const T *x,    \
                                   int incx, const T *y, int incy, T *AP);                                   \
  npublasStatus_t npublas##P##sbmv(npublasHandle_t, npublasFillMode_t, int n, int k, const T *alpha,         \
                                   const T *A, int lda, const T *x, int incx, const T *beta, T *y,           \
                                   int incy);                                                                \
  npublasStatus_t npublas##P##spmv(npublasHandle_t, npublasFillMode_t, int n, const T *alpha, const T *AP,   \
                                   const T *x, int incx, const T *beta, T *y, int incy);
NPU_DETAIL_BLAS_REAL(S, float)
NPU_DETAIL_BLAS_REAL(D, double)
#undef NPU_DETAIL_BLAS_REAL

#define NPU_DETAIL_BLAS_COMPLEX(P, T, R)                                                                     \
  npublasStatus_t npublas##P##dotu(npublasHandle_t, int n, const T *x, int incx, const T *y, int incy,       \
                                   T *result);                                                               \
  npublasStatus_t npublas##P##dotc(npublasHandle_t, int n, const T *x, int incx, const T *y, int incy,       \
                                   T *result);                                                               \
  npublasStatus_t npublas##P##geru(npublasHandle_t, int m, int n, const T *alpha, const T *x, int incx,      \
                                   const T *y, int incy, T *A, int lda);                                     \
  npublasStatus_t npublas##P##gerc(npublasHandle_t, int m, int n, const T *alpha, const T *x, int incx,      \
                                   const T *y, int incy, T *A, int lda);                                     \
  npublasStatus_t npublas##P##hemv(npublasHandle_t, npublasFillMode_t, int n, const T *alpha, const T *A,    \
                                   int lda, const T *x, int incx, const T *beta, T *y, int incy);            \
  npublasStatus_t npublas##P##her(npublasHandle_t, npublasFillMode_t, int n, const R *alpha, const T *x,     \
                                  int incx, T *A, int lda);                                                  \
  npublasStatus_t npublas##P##her2(npublasHandle_t, npublasFillMode_t, int n, const T *alpha, const T *x,    \
                                   int incx, const T *y, int incy, T *A, int lda);                           \
  npublasStatus_t npublas##P##hbmv(npublasHandle_t, npublasFillMode_t, int n, int k, const T *alpha,         \
                                   const T *A, int lda, const T *x, int incx, const T *beta, T *y,           \
                                   int incy);                                                                \
  npublasStatus_t npublas##P##hpmv(npublasHandle_t, npublasFillMode_t, int n, const T *alpha, const T *AP,   \
                                   const T *x, int incx, const T *beta, T *y, int incy);                     \
  npublasStatus_t npublas##P##hpr(npublasHandle_t, npublasFillMode_t, int n, const R *alpha, const T *x,     \
                                  int incx, T *AP);                                                          \
  npublasStatus_t npublas##P##hpr2(npublasHandle_t, npublasFillMode_t, int n, const T *alpha, const T *x,    \
                                   int incx, const T *y, int incy, T *AP);                                   \
  npublasStatus_t npublas##P##herkx(npublasHandle_t, npublasFillMode_t, npublasOperation_t, int n, int k,    \
                                    const T *alpha, const T *A, int lda, const T *B, int ldb, const R *beta, \
                                    T *C, int ldc);                                                          \
  npublasStatus_t npublas##P##gemm3m(npublasHandle_t, npublasOperation_t, npublasOperation_t, int m, int n,  \
                                     int k, const T *alpha, const T *A, int lda, const T *B, int ldb,        \
                                     const T *beta, T *C, int ldc);                                          \
  npublasStatus_t npublas##P##hemm(npublasHandle_t, npublasSideMode_t, npublasFillMode_t, int m, int n,      \
                                   const T *alpha, const T *A, int lda, const T *B, int ldb, const T *beta,  \
                                   T *C, int ldc);                                                           \
  npublasStatus_t npublas##P##herk(npublasHandle_t, npublasFillMode_t, npublasOperation_t, int n, int k,     \
                                   const R *alpha, const T *A, int lda, const R *beta, T *C, int ldc);       \
  npublasStatus_t npublas##P##her2k(npublasHandle_t, npublasFillMode_t, npublasOperation_t, int n, int k,    \
                                    const T *alpha, const T *A, int lda, const T *B, int ldb, const R *beta, \
                                    T *C, int ldc);
NPU_DETAIL_BLAS_COMPLEX(C, npuComplex, float)
NPU_DETAIL_BLAS_COMPLEX(Z, npuDoubleComplex, double)
#undef NPU_DETAIL_BLAS_COMPLEX

// Norms, sums and the index of the extreme element
npublasStatus_t npublasSnrm2(npublasHandle_t, int n, const float *x, int incx, float *result);
npublasStatus_t npublasDnrm2(npublasHandle_t, int n, const double *x, int incx, double *result);
npublasStatus_t npublasScnrm2(npublasHandle_t, int n, const npuComplex *x, int incx, float *result);
npublasStatus_t npublasDznrm2(npublasHandle_t, int n, const npuDoubleComplex *x, int incx, double *result);
npublasStatus_t npublasSasum(npublasHandle_t, int n, const float *x, int incx, float *result);
npublasStatus_t npublasDasum(npublasHandle_t, int n, const double *x, int incx, double *result);
npublasStatus_t npublasScasum(npublasHandle_t, int n, const npuComplex *x, int incx, float *result);
npublasStatus_t npublasDzasum(npublasHandle_t, int n, const npuDoubleComplex *x, int incx, double *result);
npublasStatus_t npublasIsamax(npublasHandle_t, int n, const float *x, int incx, int *result);
npublasStatus_t npublasIdamax(npublasHandle_t, int n, const double *x, int incx, int *result);
npublasStatus_t npublasIcamax(npublasHandle_t, int n, const npuComplex *x, int incx, int *result);
npublasStatus_t npublasIzamax(npublasHandle_t, int n, const npuDoubleComplex *x, int incx, int *result);
npublasStatus_t npublasIsamin(npublasHandle_t, int n, const float *x, int incx, int *result);
npublasStatus_t npublasIdamin(npublasHandle_t, int n, const double *x, int incx, int *result);
npublasStatus_t npublasIcamin(npublasHandle_t, int n, const npuComplex *x, int incx, int *result);
npublasStatus_t npublasIzamin(npublasHandle_t, int n, const npuDoubleComplex *x, int incx, int *result);
npublasStatus_t npublasCsscal(npublasHandle_t, int n, const float *alpha, npuComplex *x, int incx);
npublasStatus_t npublasZdscal(npublasHandle_t, int n, const double *alpha, npuDoubleComplex *x, int incx);
npublasStatus_t npublasCrot(npublasHandle_t, int n, npuComplex *x, int incx, npuComplex *y, int incy,
                            const float *c, const npuComplex *s);
npublasStatus_t npublasZrot(npublasHandle_t, int n, npuDoubleComplex *x, int incx, npuDoubleComplex *y,
                            int incy, const double *c, const npuDoubleComplex *s);
npublasStatus_t npublasCsrot(npublasHandle_t, int n, npuComplex *x, int incx, npuComplex *y, int incy,
                             const float *c, const float *s);
npublasStatus_t npublasZdrot(npublasHandle_t, int n, npuDoubleComplex *x, int incx, npuDoubleComplex *y,
                             int incy, const double *c, const double *s);
npublasStatus_t npublasCrotg(npublasHandle_t, npuComplex *a, npuComplex *b, float *c, npuComplex *s);
npublasStatus_t npublasZrotg(npublasHandle_t, npuDoubleComplex *a, npuDoubleComplex *b, double *c,
                             npuDoubleComplex *s);

// Typed at run time
npublasStatus_t npublasNrm2Ex(npublasHandle_t, int n, const void *x, npuDataType xType, int incx,
                              void *result, npuDataType resultType, npuDataType executionType);
npublasStatus_t npublasDotEx(npublasHandle_t, int n, const void *x, npuDataType xType, int incx,
                             const void *y, npuDataType yType, int incy, void *result, npuDataType resultType,
                             npuDataType executionType);
npublasStatus_t npublasDotcEx(npublasHandle_t, int n, const void *x, npuDataType xType, int incx,
                              const void *y, npuDataType yType, int incy, void *result,
                              npuDataType resultType, npuDataType executionType);
npublasStatus_t npublasScalEx(npublasHandle_t, int n, const void *alpha, npuDataType alphaType, void *x,
                              npuDataType xType, int incx, npuDataType executionType);
npublasStatus_t npublasAxpyEx(npublasHandle_t, int n, const void *alpha, npuDataType alphaType, const void *x,
                              npuDataType xType, int incx, void *y, npuDataType yType, int incy,
                              npuDataType executionType);
npublasStatus_t npublasRotEx(npublasHandle_t, int n, void *x, npuDataType xType, int incx, void *y,
                             npuDataType yType, int incy, const void *c, const void *s, npuDataType csType,
                             npuDataType executionType);
npublasStatus_t npublasHgemm(npublasHandle_t, npublasOperation_t, npublasOperation_t, int m, int n, int k,
                             const struct npu_half *alpha, const struct npu_half *A, int lda,
                             const struct npu_half *B, int ldb, const struct npu_half *beta,
                             struct npu_half *C, int ldc);
npublasStatus_t npublasHgemmBatched(npublasHandle_t, npublasOperation_t, npublasOperation_t, int m, int n,
                                    int k, const struct npu_half *alpha, const struct npu_half *const A[],
                                    int lda, const struct npu_half *const B[], int ldb,
                                    const struct npu_half *beta, struct npu_half *const C[], int ldc,
                                    int batchCount);
npublasStatus_t npublasHgemmStridedBatched(npublasHandle_t, npublasOperation_t, npublasOperation_t, int m,
                                           int n, int k, const struct npu_half *alpha,
                                           const struct npu_half *A, int lda, long long strideA,
                                           const struct npu_half *B, int ldb, long long strideB,
                                           const struct npu_half *beta, struct npu_half *C, int ldc,
                                           long long strideC, int batchCount);
npublasStatus_t npublasSgemmEx(npublasHandle_t, npublasOperation_t, npublasOperation_t, int m, int n, int k,
                               const float *alpha, const void *A, npuDataType Atype, int lda, const void *B,
                               npuDataType Btype, int ldb, const float *beta, void *C, npuDataType Ctype,
                               int ldc);

npublasStatus_t npublasGemmEx(npublasHandle_t, npublasOperation_t, npublasOperation_t, int m, int n, int k,
                              const void *alpha, const void *A, npuDataType Atype, int lda, const void *B,
                              npuDataType Btype, int ldb, const void *beta, void *C, npuDataType Ctype,
                              int ldc, npublasComputeType_t computeType, npublasGemmAlgo_t algo);
npublasStatus_t npublasGemmBatchedEx(npublasHandle_t, npublasOperation_t, npublasOperation_t, int m, int n,
                                     int k, const void *alpha, const void *const A[], npuDataType Atype,
                                     int lda, const void *const B[], npuDataType Btype, int ldb,
                                     const void *beta, void *const C[], npuDataType Ctype, int ldc,
                                     int batchCount, npublasComputeType_t computeType,
                                     npublasGemmAlgo_t algo);
npublasStatus_t npublasGemmStridedBatchedEx(npublasHandle_t, npublasOperation_t, npublasOperation_t, int m,
                                            int n, int k, const void *alpha, const void *A, npuDataType Atype,
                                            int lda, long long strideA, const void *B, npuDataType Btype,
                                            int ldb, long long strideB, const void *beta, void *C,
                                            npuDataType Ctype, int ldc, long long strideC, int batchCount,
                                            npublasComputeType_t computeType, npublasGemmAlgo_t algo);

NPU_API_END

#ifdef __cplusplus
// The compute type may be given as an element type, too.
static inline npublasStatus_t npublasGemmEx(npublasHandle_t handle, npublasOperation_t transa,
                                            npublasOperation_t transb, int m, int n, int k, const void *alpha,
                                            const void *A, npuDataType Atype, int lda, const void *B,
                                            npuDataType Btype, int ldb, const void *beta, void *C,
                                            npuDataType Ctype, int ldc, npuDataType computeType,
                                            npublasGemmAlgo_t algo) {
  return npublasGemmEx(handle, transa, transb, m, n, k, alpha, A, Atype, lda, B, Btype, ldb, beta, C, Ctype,
                       ldc, static_cast<npublasComputeType_t>(computeType), algo);
}
static inline npublasStatus_t
npublasGemmBatchedEx(npublasHandle_t handle, npublasOperation_t transa, npublasOperation_t transb, int m,
                     int n, int k, const void *alpha, const void *const A[], npuDataType Atype, int lda,
                     const void *const B[], npuDataType Btype, int ldb, const void *beta, void *const C[],
                     npuDataType Ctype, int ldc, int batchCount, npuDataType computeType,
                     npublasGemmAlgo_t algo) {
  return npublasGemmBatchedEx(handle, transa, transb, m, n, k, alpha, A, Atype, lda, B, Btype, ldb, beta, C,
                              Ctype, ldc, batchCount, static_cast<npublasComputeType_t>(computeType), algo);
}
static inline npublasStatus_t
npublasGemmStridedBatchedEx(npublasHandle_t handle, npublasOperation_t transa, npublasOperation_t transb,
                            int m, int n, int k, const void *alpha, const void *A, npuDataType Atype, int lda,
                            long long strideA, const void *B, npuDataType Btype, int ldb, long long strideB,
                            const void *beta, void *C, npuDataType Ctype, int ldc, long long strideC,
                            int batchCount, npuDataType computeType, npublasGemmAlgo_t algo) {
  return npublasGemmStridedBatchedEx(handle, transa, transb, m, n, k, alpha, A, Atype, lda, strideA, B, Btype,
                                     ldb, strideB, beta, C, Ctype, ldc, strideC, batchCount,
                                     static_cast<npublasComputeType_t>(computeType), algo);
}
#endif

#include "npu/detail/macros_restored.inc"

#endif
