// SPDX-License-Identifier: Apache-2.0
// The older interface of cuBLAS: no handle, options as letters, scalars and results by value.
#ifndef NPUIFY_CUBLAS_H
#define NPUIFY_CUBLAS_H

#include <npuify/macros_aside.inc>

#ifdef __cplusplus
#include "cublas_v2.h"
#else
#include "npuify/cublas_types.h"
#endif

#ifdef __cplusplus
extern "C" {
#endif
cublasStatus_t cublasInit(void);
cublasStatus_t cublasShutdown(void);
cublasStatus_t cublasGetError(void);
cublasStatus_t cublasAlloc(int n, int elemSize, void **devicePtr);
cublasStatus_t cublasFree(void *devicePtr);
cublasStatus_t cublasSetKernelStream(cudaStream_t stream);
#ifdef __cplusplus
}
#endif

#define NPUIFY_LEGACY_ANY(P, T)                                                                              \
  void cublas##P##axpy(int n, T alpha, const T *x, int incx, T *y, int incy);                                \
  void cublas##P##copy(int n, const T *x, int incx, T *y, int incy);                                         \
  void cublas##P##swap(int n, T *x, int incx, T *y, int incy);                                               \
  void cublas##P##scal(int n, T alpha, T *x, int incx);                                                      \
  void cublas##P##gemv(char trans, int m, int n, T alpha, const T *A, int lda, const T *x, int incx, T beta, \
                       T *y, int incy);                                                                      \
  void cublas##P##gbmv(char trans, int m, int n, int kl, int ku, T alpha, const T *A, int lda, const T *x,   \
                       int incx, T beta, T *y, int incy);                                                    \
  void cublas##P##trmv(char uplo, char trans, char diag, int n, const T *A, int lda, T *x, int incx);        \
  void cublas##P##trsv(char uplo, char trans, char diag, int n, const T *A, int lda, T *x, int incx);        \
  void cublas##P##tbmv(char uplo, char trans, char diag, int n, int k, const T *A, int lda, T *x, int incx); \
  void cublas##P##tbsv(char uplo, char trans, char diag, int n, int k, const T *A, int lda, T *x, int incx); \
  void cublas##P##tpmv(char uplo, char trans, char diag, int n, const T *AP, T *x, int incx);                \
  void cublas##P##tpsv(char uplo, char trans, char diag, int n, const T *AP, T *x, int incx);                \
  void cublas##P##gemm(char transa, char transb, int m, int n, int k, T alpha, const T *A, int lda,          \
                       const T *B, int ldb, T beta, T *C, int ldc);                                          \
  void cublas##P##symm(char side, char uplo, int m, int n, T alpha, const T *A, int lda, const T *B,         \
                       int ldb, T beta, T *C, int ldc);                                                      \
  void cublas##P##syrk(char uplo, char trans, int n, int k, T alpha, const T *A, int lda, T beta, T *C,      \
                       int ldc);                                                                             \
  void cublas##P##syr2k(char uplo, char trans, int n, int k, T alpha, const T *A, int lda, const T *B,       \
                        int ldb, T beta, T *C, int ldc);                                                     \
  void cublas##P##trmm(char side, char uplo, char trans, char diag, int m, int n, T alpha, const T *A,       \
                       int lda, T *B, int ldb);                                                              \
  void cublas##P##trsm(char side, char uplo, char trans, char diag, int m, int n, T alpha, const T *A,       \
                       int lda, T *B, int ldb);
NPUIFY_LEGACY_ANY(S, float)
NPUIFY_LEGACY_ANY(D, double)
NPUIFY_LEGACY_ANY(C, cuComplex)
NPUIFY_LEGACY_ANY(Z, cuDoubleComplex)
#undef NPUIFY_LEGACY_ANY

#define NPUIFY_LEGACY_REAL(P, T)                                                                             \
  void cublas##P##syr(char uplo, int n, T alpha, const T *x, int incx, T *A, int lda);                       \
  void cublas##P##syr2(char uplo, int n, T alpha, const T *x, int incx, const T *y, int incy, T *A,          \
                       int lda);                                                                             \
  void cublas##P##symv(char uplo, int n, T alpha, const T *A, int lda, const T *x, int incx, T beta, T *y,   \
                       int incy);                                                                            \
  T cublas##P##dot(int n, const T *x, int incx, const T *y, int incy);                                       \
  void cublas##P##rot(int n, T *x, int incx, T *y, int incy, T c, T s);                                      \
  void cublas##P##rotg(T *a, T *b, T *c, T *s);                                                              \
  void cublas##P##rotm(int n, T *x, int incx, T *y, int incy, const T *param);                               \
  void cublas##P##rotmg(T *d1, T *d2, T *x1, const T *y1, T *param);                                         \
  void cublas##P##ger(int m, int n, T alpha, const T *x, int incx, const T *y, int incy, T *A, int lda);     \
  void cublas##P##spr(char uplo, int n, T alpha, const T *x, int incx, T *AP);                               \
  void cublas##P##spr2(char uplo, int n, T alpha, const T *x, int incx, const T *y, int incy, T *AP);        \
  void cublas##P##sbmv(char uplo, int n, int k, T alpha, const T *A, int lda, const T *x, int incx, T beta,  \
                       T *y, int incy);                                                                      \
  void cublas##P##spmv(char uplo, int n, T alpha, const T *AP, const T *x, int incx, T beta, T *y, int incy);
NPUIFY_LEGACY_REAL(S, float)
NPUIFY_LEGACY_REAL(D, double)
#undef NPUIFY_LEGACY_REAL

#define NPUIFY_LEGACY_COMPLEX(P, T, R)                                                                       \
  T cublas##P##dotu(int n, const T *x, int incx, const T *y, int incy);                                      \
  T cublas##P##dotc(int n, const T *x, int incx, const T *y, int incy);                                      \
  void cublas##P##geru(int m, int n, T alpha, const T *x, int incx, const T *y, int incy, T *A, int lda);    \
  void cublas##P##gerc(int m, int n, T alpha, const T *x, int incx, const T *y, int incy, T *A, int lda);    \
  void cublas##P##hemv(char uplo, int n, T alpha, const T *A, int lda, const T *x, int incx, T beta, T *y,   \
                       int incy);                                                                            \
  void cublas##P##her(char uplo, int n, R alpha, const T *x, int incx, T *A, int lda);                       \
  void cublas##P##her2(char uplo, int n, T alpha, const T *x, int incx, const T *y, int incy, T *A,          \
                       int lda);                                                                             \
  void cublas##P##hbmv(char uplo, int n, int k, T alpha, const T *A, int lda, const T *x, int incx, T beta,  \
                       T *y, int incy);                                                                      \
  void cublas##P##hpmv(char uplo, int n, T alpha, const T *AP, const T *x, int incx, T beta, T *y,           \
                       int incy);                                                                            \
  void cublas##P##hpr(char uplo, int n, R alpha, const T *x, int incx, T *AP);                               \
  void cublas##P##hpr2(char uplo, int n, T alpha, const T *x, int incx, const T *y, int incy, T *AP);        \
  void cublas##P##hemm(char side, char uplo, int m, int n, T alpha, const T *A, int lda, const T *B,         \
                       int ldb, T beta, T *C, int ldc);                                                      \
  void cublas##P##herk(char uplo, char trans, int n, int k, R alpha, const T *A, int lda, R beta, T *C,      \
                       int ldc);                                                                             \
  void cublas##P##her2k(char uplo, char trans, int n, int k, T alpha, const T *A, int lda, const T *B,       \
                        int ldb, R beta, T *C, int ldc);
NPUIFY_LEGACY_COMPLEX(C, cuComplex, float)
NPUIFY_LEGACY_COMPLEX(Z, cuDoubleComplex, double)
#undef NPUIFY_LEGACY_COMPLEX

float cublasSnrm2(int n, const float *x, int incx);
double cublasDnrm2(int n, const double *x, int incx);
float cublasScnrm2(int n, const cuComplex *x, int incx);
double cublasDznrm2(int n, const cuDoubleComplex *x, int incx);
float cublasSasum(int n, const float *x, int incx);
double cublasDasum(int n, const double *x, int incx);
float cublasScasum(int n, const cuComplex *x, int incx);
double cublasDzasum(int n, const cuDoubleComplex *x, int incx);
int cublasIsamax(int n, const float *x, int incx);
int cublasIdamax(int n, const double *x, int incx);
int cublasIcamax(int n, const cuComplex *x, int incx);
int cublasIzamax(int n, const cuDoubleComplex *x, int incx);
int cublasIsamin(int n, const float *x, int incx);
int cublasIdamin(int n, const double *x, int incx);
int cublasIcamin(int n, const cuComplex *x, int incx);
int cublasIzamin(int n, const cuDoubleComplex *x, int incx);
void cublasCsscal(int n, float alpha, cuComplex *x, int incx);
void cublasZdscal(int n, double alpha, cuDoubleComplex *x, int incx);
void cublasCrot(int n, cuComplex *x, int incx, cuComplex *y, int incy, float c, cuComplex s);
void cublasZrot(int n, cuDoubleComplex *x, int incx, cuDoubleComplex *y, int incy, double c,
                cuDoubleComplex s);
void cublasCsrot(int n, cuComplex *x, int incx, cuComplex *y, int incy, float c, float s);
void cublasZdrot(int n, cuDoubleComplex *x, int incx, cuDoubleComplex *y, int incy, double c, double s);
void cublasCrotg(cuComplex *a, cuComplex *b, float *c, cuComplex *s);
void cublasZrotg(cuDoubleComplex *a, cuDoubleComplex *b, double *c, cuDoubleComplex *s);

#include <npuify/macros_restored.inc>

#endif
