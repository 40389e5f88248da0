// SPDX-License-Identifier: Apache-2.0
// The older interface of libnpublas: no handle, options as letters, scalars and results by value, errors by
// npublasGetError. In C++ the functions stand beside those of npu/blas.h, which the arguments tell apart; in
// C only one of the two headers can be included.
#ifndef NPU_BLAS_LEGACY_H
#define NPU_BLAS_LEGACY_H

#include "npu/detail/macros_aside.inc"

#ifdef __cplusplus
#include "npu/blas.h"
#else
#include "npu/complex.h"
#include "npu/detail/blas_types.h"
#endif

NPU_API_BEGIN

npublasStatus_t npublasInit(void);
npublasStatus_t npublasShutdown(void);
// The first error since the last call of this function.
npublasStatus_t npublasGetError(void);
npublasStatus_t npublasAlloc(int n, int elemSize, void **devicePtr);
npublasStatus_t npublasFree(void *devicePtr);
npublasStatus_t npublasSetKernelStream(npuStream_t stream);

NPU_API_END

// Names of their own in the library, because those of npu/blas.h are taken.
#define NPU_DETAIL_LEGACY(name) __asm__("npublas_legacy_" name) NPU_API

#define NPU_DETAIL_LEGACY_ANY(P, T)                                                                          \
  void npublas##P##axpy(int n, T alpha, const T *x, int incx, T *y, int incy) NPU_DETAIL_LEGACY(#P "axpy");  \
  void npublas##P##copy(int n, const T *x, int incx, T *y, int incy) NPU_DETAIL_LEGACY(#P "copy");           \
  void npublas##P##swap(int n, T *x, int incx, T *y, int incy) NPU_DETAIL_LEGACY(#P "swap");                 \
  void npublas##P##scal(int n, T alpha, T *x, int incx) NPU_DETAIL_LEGACY(#P "scal");                        \
  void npublas##P##gemv(char trans, int m, int n, T alpha, const T *A, int lda, const T *x, int incx,        \
                        T beta, T *y, int incy) NPU_DETAIL_LEGACY(#P "gemv");                                \
  void npublas##P##gbmv(char trans, int m, int n, int kl, int ku, T alpha, const T *A, int lda, const T *x,  \
                        int incx, T beta, T *y, int incy) NPU_DETAIL_LEGACY(#P "gbmv");                      \
  void npublas##P##trmv(char uplo, char trans, char diag, int n, const T *A, int lda, T *x, int incx)        \
      NPU_DETAIL_LEGACY(#P "trmv");                                                                          \
  void npublas##P##trsv(char uplo, char trans, char diag, int n, const T *A, int lda, T *x, int incx)        \
      NPU_DETAIL_LEGACY(#P "trsv");                                                                          \
  void npublas##P##tbmv(char uplo, char trans, char diag, int n, int k, const T *A, int lda, T *x, int incx) \
      NPU_DETAIL_LEGACY(#P "tbmv");                                                                          \
  void npublas##P##tbsv(char uplo, char trans, char diag, int n, int k, const T *A, int lda, T *x, int incx) \
      NPU_DETAIL_LEGACY(#P "tbsv");                                                                          \
  void npublas##P##tpmv(char uplo, char trans, char diag, int n, const T *AP, T *x, int incx)                \
      NPU_DETAIL_LEGACY(#P "tpmv");                                                                          \
  void npublas##P##tpsv(char uplo, char trans, char diag, int n, const T *AP, T *x, int incx)                \
      NPU_DETAIL_LEGACY(#P "tpsv");                                                                          \
  void npublas##P##gemm(char transa, char transb, int m, int n, int k, T alpha, const T *A, int lda,         \
                        const T *B, int ldb, T beta, T *C, int ldc) NPU_DETAIL_LEGACY(#P "gemm");            \
  void npublas##P##symm(char side, char uplo, int m, int n, T alpha, const T *A, int lda, const T *B,        \
                        int ldb, T beta, T *C, int ldc) NPU_DETAIL_LEGACY(#P "symm");                        \
  void npublas##P##syrk(char uplo, char trans, int n, int k, T alpha, const T *A, int lda, T beta, T *C,     \
                        int ldc) NPU_DETAIL_LEGACY(#P "syrk");                                               \
  void npublas##P##syr2k(char uplo, char trans, int n, int k, T alpha, const T *A, int lda, const T *B,      \
                         int ldb, T beta, T *C, int ldc) NPU_DETAIL_LEGACY(#P "syr2k");                      \
  void npublas##P##trmm(char side, char uplo, char trans, char diag, int m, int n, T alpha, const T *A,      \
                        int lda, T *B, int ldb) NPU_DETAIL_LEGACY(#P "trmm");                                \
  void npublas##P##trsm(char side, char uplo, char trans, char diag, int m, int n, T alpha, const T *A,      \
                        int lda, T *B, int ldb) NPU_DETAIL_LEGACY(#P "trsm");
NPU_DETAIL_LEGACY_ANY(S, float)
NPU_DETAIL_LEGACY_ANY(D, double)
NPU_DETAIL_LEGACY_ANY(C, npuComplex)
NPU_DETAIL_LEGACY_ANY(Z, npuDoubleComplex)
#undef NPU_DETAIL_LEGACY_ANY

#define NPU_DETAIL_LEGACY_REAL(P, T)                                                                         \
  void npublas##P##syr(char uplo, int n, T alpha, const T *x, int incx, T *A, int lda)                       \
      NPU_DETAIL_LEGACY(#P "syr");                                                                           \
  void npublas##P##syr2(char uplo, int n, T alpha, const T *x, int incx, const T *y, int incy, T *A,         \
                        int lda) NPU_DETAIL_LEGACY(#P "syr2");                                               \
  void npublas##P##symv(char uplo, int n, T alpha, const T *A, int lda, const T *x, int incx, T beta, T *y,  \
                        int incy) NPU_DETAIL_LEGACY(#P "symv");                                              \
  T npublas##P##dot(int n, const T *x, int incx, const T *y, int incy) NPU_DETAIL_LEGACY(#P "dot");          \
  void npublas##P##rot(int n, T *x, int incx, T *y, int incy, T c, T s) NPU_DETAIL_LEGACY(#P "rot");         \
  void npublas##P##rotg(T *a, T *b, T *c, T *s) NPU_DETAIL_LEGACY(#P "rotg");                                \
  void npublas##P##rotm(int n, T *x, int incx, T *y, int incy, const T *param) NPU_DETAIL_LEGACY(#P "rotm"); \
  void npublas##P##rotmg(T *d1, T *d2, T *x1, const T *y1, T *param) NPU_DETAIL_LEGACY(#P "rotmg");          \
  void npublas##P##ger(int m, int n, T alpha, const T *x, int incx, const T *y, int incy, T *A, int lda)     \
      NPU_DETAIL_LEGACY(#P "ger");                                                                           \
  void npublas##P##spr(char uplo, int n, T alpha, const T *x, int incx, T *AP) NPU_DETAIL_LEGACY(#P "spr");  \
  void npublas##P##spr2(char uplo, int n, T alpha, const T *x, int incx, const T *y, int incy, T *AP)        \
      NPU_DETAIL_LEGACY(#P "spr2");                                                                          \
  void npublas##P##sbmv(char uplo, int n, int k, T alpha, const T *A, int lda, const T *x, int incx, T beta, \
                        T *y, int incy) NPU_DETAIL_LEGACY(#P "sbmv");                                        \
  void npublas##P##spmv(char uplo, int n, T alpha, const T *AP, const T *x, int incx, T beta, T *y,          \
                        int incy) NPU_DETAIL_LEGACY(#P "spmv");
NPU_DETAIL_LEGACY_REAL(S, float)
NPU_DETAIL_LEGACY_REAL(D, double)
#undef NPU_DETAIL_LEGACY_REAL

#define NPU_DETAIL_LEGACY_COMPLEX(P, T, R)                                                                   \
  T npublas##P##dotu(int n, const T *x, int incx, const T *y, int incy) NPU_DETAIL_LEGACY(#P "dotu");        \
  T npublas##P##dotc(int n, const T *x, int incx, const T *y, int incy) NPU_DETAIL_LEGACY(#P "dotc");        \
  void npublas##P##geru(int m, int n, T alpha, const T *x, int incx, const T *y, int incy, T *A, int lda)    \
      NPU_DETAIL_LEGACY(#P "geru");                                                                          \
  void npublas##P##gerc(int m, int n, T alpha, const T *x, int incx, const T *y, int incy, T *A, int lda)    \
      NPU_DETAIL_LEGACY(#P "gerc");                                                                          \
  void npublas##P##hemv(char uplo, int n, T alpha, const T *A, int lda, const T *x, int incx, T beta, T *y,  \
                        int incy) NPU_DETAIL_LEGACY(#P "hemv");                                              \
  void npublas##P##her(char uplo, int n, R alpha, const T *x, int incx, T *A, int lda)                       \
      NPU_DETAIL_LEGACY(#P "her");                                                                           \
  void npublas##P##her2(char uplo, int n, T alpha, const T *x, int incx, const T *y, int incy, T *A,         \
                        int lda) NPU_DETAIL_LEGACY(#P "her2");                                               \
  void npublas##P##hbmv(char uplo, int n, int k, T alpha, const T *A, int lda, const T *x, int incx, T beta, \
                        T *y, int incy) NPU_DETAIL_LEGACY(#P "hbmv");                                        \
  void npublas##P##hpmv(char uplo, int n, T alpha, const T *AP, const T *x, int incx, T beta, T *y,          \
                        int incy) NPU_DETAIL_LEGACY(#P "hpmv");                                              \
  void npublas##P##hpr(char uplo, int n, R alpha, const T *x, int incx, T *AP) NPU_DETAIL_LEGACY(#P "hpr");  \
  void npublas##P##hpr2(char uplo, int n, T alpha, const T *x, int incx, const T *y, int incy, T *AP)        \
      NPU_DETAIL_LEGACY(#P "hpr2");                                                                          \
  void npublas##P##hemm(char side, char uplo, int m, int n, T alpha, const T *A, int lda, const T *B,        \
                        int ldb, T beta, T *C, int ldc) NPU_DETAIL_LEGACY(#P "hemm");                        \
  void npublas##P##herk(char uplo, char trans, int n, int k, R alpha, const T *A, int lda, R beta, T *C,     \
                        int ldc) NPU_DETAIL_LEGACY(#P "herk");                                               \
  void npublas##P##her2k(char uplo, char trans, int n, int k, T alpha, const T *A, int lda, const T *B,      \
                         int ldb, R beta, T *C, int ldc) NPU_DETAIL_LEGACY(#P "her2k");
NPU_DETAIL_LEGACY_COMPLEX(C, npuComplex, float)
NPU_DETAIL_LEGACY_COMPLEX(Z, npuDoubleComplex, double)
#undef NPU_DETAIL_LEGACY_COMPLEX

float npublasSnrm2(int n, const float *x, int incx) NPU_DETAIL_LEGACY("Snrm2");
double npublasDnrm2(int n, const double *x, int incx) NPU_DETAIL_LEGACY("Dnrm2");
float npublasScnrm2(int n, const npuComplex *x, int incx) NPU_DETAIL_LEGACY("Scnrm2");
double npublasDznrm2(int n, const npuDoubleComplex *x, int incx) NPU_DETAIL_LEGACY("Dznrm2");
float npublasSasum(int n, const float *x, int incx) NPU_DETAIL_LEGACY("Sasum");
double npublasDasum(int n, const double *x, int incx) NPU_DETAIL_LEGACY("Dasum");
float npublasScasum(int n, const npuComplex *x, int incx) NPU_DETAIL_LEGACY("Scasum");
double npublasDzasum(int n, const npuDoubleComplex *x, int incx) NPU_DETAIL_LEGACY("Dzasum");
int npublasIsamax(int n, const float *x, int incx) NPU_DETAIL_LEGACY("Isamax");
int npublasIdamax(int n, const double *x, int incx) NPU_DETAIL_LEGACY("Idamax");
int npublasIcamax(int n, const npuComplex *x, int incx) NPU_DETAIL_LEGACY("Icamax");
int npublasIzamax(int n, const npuDoubleComplex *x, int incx) NPU_DETAIL_LEGACY("Izamax");
int npublasIsamin(int n, const float *x, int incx) NPU_DETAIL_LEGACY("Isamin");
int npublasIdamin(int n, const double *x, int incx) NPU_DETAIL_LEGACY("Idamin");
int npublasIcamin(int n, const npuComplex *x, int incx) NPU_DETAIL_LEGACY("Icamin");
int npublasIzamin(int n, const npuDoubleComplex *x, int incx) NPU_DETAIL_LEGACY("Izamin");
void npublasCsscal(int n, float alpha, npuComplex *x, int incx) NPU_DETAIL_LEGACY("Csscal");
void npublasZdscal(int n, double alpha, npuDoubleComplex *x, int incx) NPU_DETAIL_LEGACY("Zdscal");
void npublasCrot(int n, npuComplex *x, int incx, npuComplex *y, int incy, float c, npuComplex s)
    NPU_DETAIL_LEGACY("Crot");
void npublasZrot(int n, npuDoubleComplex *x, int incx, npuDoubleComplex *y, int incy, double c,
                 npuDoubleComplex s) NPU_DETAIL_LEGACY("Zrot");
void npublasCsrot(int n, npuComplex *x, int incx, npuComplex *y, int incy, float c, float s)
    NPU_DETAIL_LEGACY("Csrot");
void npublasZdrot(int n, npuDoubleComplex *x, int incx, npuDoubleComplex *y, int incy, double c, double s)
    NPU_DETAIL_LEGACY("Zdrot");
void npublasCrotg(npuComplex *a, npuComplex *b, float *c, npuComplex *s) NPU_DETAIL_LEGACY("Crotg");
void npublasZrotg(npuDoubleComplex *a, npuDoubleComplex *b, double *c, npuDoubleComplex *s)
    NPU_DETAIL_LEGACY("Zrotg");
#undef NPU_DETAIL_LEGACY

#include "npu/detail/macros_restored.inc"

#endif
