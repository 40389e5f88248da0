// SPDX-License-Identifier: Apache-2.0
// The older interface: calls of the newer one with a handle of the process.
#include "npu/blas_legacy.h"

#include <atomic>
#include <mutex>

namespace {

std::mutex guard; // of the handle
npublasHandle_t handle;
std::atomic<npublasStatus_t> first_error{NPUBLAS_STATUS_SUCCESS};

npublasStatus_t note(npublasStatus_t status) {
  npublasStatus_t none = NPUBLAS_STATUS_SUCCESS;
  if (status != NPUBLAS_STATUS_SUCCESS)
    first_error.compare_exchange_strong(none, status);
  return status;
}

// What a letter does not name is a value that the call refuses.
npublasOperation_t op(char letter) {
  switch (letter) {
  case 'n':
  case 'N':
    return NPUBLAS_OP_N;
  case 't':
  case 'T':
    return NPUBLAS_OP_T;
  case 'c':
  case 'C':
    return NPUBLAS_OP_C;
  }
  return NPUBLAS_OP_CONJG;
}
npublasFillMode_t fill(char letter) {
  return letter == 'u' || letter == 'U'   ? NPUBLAS_FILL_MODE_UPPER
         : letter == 'l' || letter == 'L' ? NPUBLAS_FILL_MODE_LOWER
                                          : NPUBLAS_FILL_MODE_FULL;
}
npublasDiagType_t unit(char letter) {
  return letter == 'u' || letter == 'U'   ? NPUBLAS_DIAG_UNIT
         : letter == 'n' || letter == 'N' ? NPUBLAS_DIAG_NON_UNIT
                                          : static_cast<npublasDiagType_t>(-1);
}
npublasSideMode_t side_of(char letter) {
  return letter == 'l' || letter == 'L'   ? NPUBLAS_SIDE_LEFT
         : letter == 'r' || letter == 'R' ? NPUBLAS_SIDE_RIGHT
                                          : static_cast<npublasSideMode_t>(-1);
}

} // namespace

npublasStatus_t npublasInit(void) {
  const std::lock_guard<std::mutex> lock(guard);
  return note(handle ? NPUBLAS_STATUS_SUCCESS : npublasCreate(&handle));
}
npublasStatus_t npublasShutdown(void) {
  const std::lock_guard<std::mutex> lock(guard);
  if (!handle)
    return note(NPUBLAS_STATUS_NOT_INITIALIZED);
  const npublasStatus_t status = npublasDestroy(handle);
  handle = nullptr;
  return note(status);
}
npublasStatus_t npublasGetError(void) { return first_error.exchange(NPUBLAS_STATUS_SUCCESS); }
npublasStatus_t npublasSetKernelStream(npuStream_t stream) { return note(npublasSetStream(handle, stream)); }

npublasStatus_t npublasAlloc(int n, int elemSize, void **devicePtr) {
  if (n <= 0 || elemSize <= 0 || !devicePtr)
    return note(NPUBLAS_STATUS_INVALID_VALUE);
  if (npuMalloc(devicePtr, size_t(n) * elemSize) == npuSuccess)
    return NPUBLAS_STATUS_SUCCESS;
  *devicePtr = nullptr;
  return note(NPUBLAS_STATUS_ALLOC_FAILED);
}
npublasStatus_t npublasFree(void *devicePtr) {
  return note(npuFree(devicePtr) == npuSuccess ? NPUBLAS_STATUS_SUCCESS : NPUBLAS_STATUS_INTERNAL_ERROR);
}

#define ANY(P, T)                                                                                            \
  void npublas##P##axpy(int n, T alpha, const T *x, int incx, T *y, int incy) {                              \
    note(npublas##P##axpy(handle, n, &alpha, x, incx, y, incy));                                             \
  }                                                                                                          \
  void npublas##P##copy(int n, const T *x, int incx, T *y, int incy) {                                       \
    note(npublas##P##copy(handle, n, x, incx, y, incy));                                                     \
  }                                                                                                          \
  void npublas##P##swap(int n, T *x, int incx, T *y, int incy) {                                             \
    note(npublas##P##swap(handle, n, x, incx, y, incy));                                                     \
  }                                                                                                          \
  void npublas##P##scal(int n, T alpha, T *x, int incx) {                                                    \
    note(npublas##P##scal(handle, n, &alpha, x, incx));                                                      \
  }                                                                                                          \
  void npublas##P##gemv(char trans, int m, int n, T alpha, const T *A, int lda, const T *x, int incx,        \
                        T beta, T *y, int incy) {                                                            \
    note(npublas##P##gemv(handle, op(trans), m, n, &alpha, A, lda, x, incx, &beta, y, incy));                \
  }                                                                                                          \
  void npublas##P##gbmv(char trans, int m, int n, int kl, int ku, T alpha, const T *A, int lda, const T *x,  \
                        int incx, T beta, T *y, int incy) {                                                  \
    note(npublas##P##gbmv(handle, op(trans), m, n, kl, ku, &alpha, A, lda, x, incx, &beta, y, incy));        \
  }                                                                                                          \
  void npublas##P##trmv(char uplo, char trans, char diag, int n, const T *A, int lda, T *x, int incx) {      \
    note(npublas##P##trmv(handle, fill(uplo), op(trans), unit(diag), n, A, lda, x, incx));                   \
  }                                                                                                          \
  void npublas##P##trsv(char uplo, char trans, char diag, int n, const T *A, int lda, T *x, int incx) {      \
    note(npublas##P##trsv(handle, fill(uplo), op(trans), unit(diag), n, A, lda, x, incx));                   \
  }                                                                                                          \
  void npublas##P##tbmv(char uplo, char trans, char diag, int n, int k, const T *A, int lda, T *x,           \
                        int incx) {                                                                          \
    note(npublas##P##tbmv(handle, fill(uplo), op(trans), unit(diag), n, k, A, lda, x, incx));                \
  }                                                                                                          \
  void npublas##P##tbsv(char uplo, char trans, char diag, int n, int k, const T *A, int lda, T *x,           \
                        int incx) {                                                                          \
    note(npublas##P##tbsv(handle, fill(uplo), op(trans), unit(diag), n, k, A, lda, x, incx));                \
  }                                                                                                          \
  void npublas##P##tpmv(char uplo, char trans, char diag, int n, const T *AP, T *x, int incx) {              \
    note(npublas##P##tpmv(handle, fill(uplo), op(trans), unit(diag), n, AP, x, incx));                       \
  }                                                                                                          \
  void npublas##P##tpsv(char uplo, char trans, char diag, int n, const T *AP, T *x, int incx) {              \
    note(npublas##P##tpsv(handle, fill(uplo), op(trans), unit(diag), n, AP, x, incx));                       \
  }                                                                                                          \
  void npublas##P##gemm(char transa, char transb, int m, int n, int k, T alpha, const T *A, int lda,         \
                        const T *B, int ldb, T beta, T *C, int ldc) {                                        \
    note(npublas##P##gemm(handle, op(transa), op(transb), m, n, k, &alpha, A, lda, B, ldb, &beta, C, ldc));  \
  }                                                                                                          \
  void npublas##P##symm(char side, char uplo, int m, int n, T alpha, const T *A, int lda, const T *B,        \
                        int ldb, T beta, T *C, int ldc) {                                                    \
    note(npublas##P##symm(handle, side_of(side), fill(uplo), m, n, &alpha, A, lda, B, ldb, &beta, C, ldc));  \
  }                                                                                                          \
  void npublas##P##syrk(char uplo, char trans, int n, int k, T alpha, const T *A, int lda, T beta, T *C,     \
                        int ldc) {                                                                           \
    note(npublas##P##syrk(handle, fill(uplo), op(trans), n, k, &alpha, A, lda, &beta, C, ldc));              \
  }                                                                                                          \
  void npublas##P##syr2k(char uplo, char trans, int n, int k, T alpha, const T *A, int lda, const T *B,      \
                         int ldb, T beta, T *C, int ldc) {                                                   \
    note(npublas##P##syr2k(handle, fill(uplo), op(trans), n, k, &alpha, A, lda, B, ldb, &beta, C, ldc));     \
  }                                                                                                          \
  void npublas##P##trmm(char side, char uplo, char trans, char diag, int m, int n, T alpha, const T *A,      \
                        int lda, T *B, int ldb) {                                                            \
    note(npublas##P##trmm(handle, side_of(side), fill(uplo), op(trans), unit(diag), m, n, &alpha, A, lda, B, \
                          ldb, B, ldb));                                                                     \
  }                                                                                                          \
  void npublas##P##trsm(char side, char uplo, char trans, char diag, int m, int n, T alpha, const T *A,      \
                        int lda, T *B, int ldb) {                                                            \
    note(npublas##P##trsm(handle, side_of(side), fill(uplo), op(trans), unit(diag), m, n, &alpha, A, lda, B, \
                          ldb));                                                                             \
  }
ANY(S, float)
ANY(D, double)
ANY(C, npuComplex)
ANY(Z, npuDoubleComplex)

#define REAL(P, T)                                                                                           \
  void npublas##P##syr(char uplo, int n, T alpha, const T *x, int incx, T *A, int lda) {                     \
    note(npublas##P##syr(handle, fill(uplo), n, &alpha, x, incx, A, lda));                                   \
  }                                                                                                          \
  void npublas##P##syr2(char uplo, int n, T alpha, const T *x, int incx, const T *y, int incy, T *A,         \
                        int lda) {                                                                           \
    note(npublas##P##syr2(handle, fill(uplo), n, &alpha, x, incx, y, incy, A, lda));                         \
  }                                                                                                          \
  void npublas##P##symv(char uplo, int n, T alpha, const T *A, int lda, const T *x, int incx, T beta, T *y,  \
                        int incy) {                                                                          \
    note(npublas##P##symv(handle, fill(uplo), n, &alpha, A, lda, x, incx, &beta, y, incy));                  \
  }                                                                                                          \
  T npublas##P##dot(int n, const T *x, int incx, const T *y, int incy) {                                     \
    T result = {};                                                                                           \
    note(npublas##P##dot(handle, n, x, incx, y, incy, &result));                                             \
    return result;                                                                                           \
  }                                                                                                          \
  void npublas##P##rot(int n, T *x, int incx, T *y, int incy, T c, T s) {                                    \
    note(npublas##P##rot(handle, n, x, incx, y, incy, &c, &s));                                              \
  }                                                                                                          \
  void npublas##P##rotg(T *a, T *b, T *c, T *s) { note(npublas##P##rotg(handle, a, b, c, s)); }              \
  void npublas##P##rotm(int n, T *x, int incx, T *y, int incy, const T *param) {                             \
    note(npublas##P##rotm(handle, n, x, incx, y, incy, param));                                              \
  }                                                                                                          \
  void npublas##P##rotmg(T *d1, T *d2, T *x1, const T *y1, T *param) {                                       \
    note(npublas##P##rotmg(handle, d1, d2, x1, y1, param));                                                  \
  }                                                                                                          \
  void npublas##P##ger(int m, int n, T alpha, const T *x, int incx, const T *y, int incy, T *A, int lda) {   \
    note(npublas##P##ger(handle, m, n, &alpha, x, incx, y, incy, A, lda));                                   \
  }                                                                                                          \
  void npublas##P##spr(char uplo, int n, T alpha, const T *x, int incx, T *AP) {                             \
    note(npublas##P##spr(handle, fill(uplo), n, &alpha, x, incx, AP));                                       \
  }                                                                                                          \
  void npublas##P##spr2(char uplo, int n, T alpha, const T *x, int incx, const T *y, int incy, T *AP) {      \
    note(npublas##P##spr2(handle, fill(uplo), n, &alpha, x, incx, y, incy, AP));                             \
  }                                                                                                          \
  void npublas##P##sbmv(char uplo, int n, int k, T alpha, const T *A, int lda, const T *x, int incx, T beta, \
                        T *y, int incy) {                                                                    \
    note(npublas##P##sbmv(handle, fill(uplo), n, k, &alpha, A, lda, x, incx, &beta, y, incy));               \
  }                                                                                                          \
  void npublas##P##spmv(char uplo, int n, T alpha, const T *AP, const T *x, int incx, T beta, T *y,          \
                        int incy) {                                                                          \
    note(npublas##P##spmv(handle, fill(uplo), n, &alpha, AP, x, incx, &beta, y, incy));                      \
  }
REAL(S, float)
REAL(D, double)

#define COMPLEX(P, T, R)                                                                                     \
  T npublas##P##dotu(int n, const T *x, int incx, const T *y, int incy) {                                    \
    T result = {};                                                                                           \
    note(npublas##P##dotu(handle, n, x, incx, y, incy, &result));                                            \
    return result;                                                                                           \
  }                                                                                                          \
  T npublas##P##dotc(int n, const T *x, int incx, const T *y, int incy) {                                    \
    T result = {};                                                                                           \
    note(npublas##P##dotc(handle, n, x, incx, y, incy, &result));                                            \
    return result;                                                                                           \
  }                                                                                                          \
  void npublas##P##geru(int m, int n, T alpha, const T *x, int incx, const T *y, int incy, T *A, int lda) {  \
    note(npublas##P##geru(handle, m, n, &alpha, x, incx, y, incy, A, lda));                                  \
  }                                                                                                          \
  void npublas##P##gerc(int m, int n, T alpha, const T *x, int incx, const T *y, int incy, T *A, int lda) {  \
    note(npublas##P##gerc(handle, m, n, &alpha, x, incx, y, incy, A, lda));                                  \
  }                                                                                                          \
  void npublas##P##hemv(char uplo, int n, T alpha, const T *A, int lda, const T *x, int incx, T beta, T *y,  \
                        int incy) {                                                                          \
    note(npublas##P##hemv(handle, fill(uplo), n, &alpha, A, lda, x, incx, &beta, y, incy));                  \
  }                                                                                                          \
  void npublas##P##her(char uplo, int n, R alpha, const T *x, int incx, T *A, int lda) {                     \
    note(npublas##P##her(handle, fill(uplo), n, &alpha, x, incx, A, lda));                                   \
  }                                                                                                          \
  void npublas##P##her2(char uplo, int n, T alpha, const T *x, int incx, const T *y, int incy, T *A,         \
                        int lda) {                                                                           \
    note(npublas##P##her2(handle, fill(uplo), n, &alpha, x, incx, y, incy, A, lda));                         \
  }                                                                                                          \
  void npublas##P##hbmv(char uplo, int n, int k, T alpha, const T *A, int lda, const T *x, int incx, T beta, \
                        T *y, int incy) {                                                                    \
    note(npublas##P##hbmv(handle, fill(uplo), n, k, &alpha, A, lda, x, incx, &beta, y, incy));               \
  }                                                                                                          \
  void npublas##P##hpmv(char uplo, int n, T alpha, const T *AP, const T *x, int incx, T beta, T *y,          \
                        int incy) {                                                                          \
    note(npublas##P##hpmv(handle, fill(uplo), n, &alpha, AP, x, incx, &beta, y, incy));                      \
  }                                                                                                          \
  void npublas##P##hpr(char uplo, int n, R alpha, const T *x, int incx, T *AP) {                             \
    note(npublas##P##hpr(handle, fill(uplo), n, &alpha, x, incx, AP));                                       \
  }                                                                                                          \
  void npublas##P##hpr2(char uplo, int n, T alpha, const T *x, int incx, const T *y, int incy, T *AP) {      \
    note(npublas##P##hpr2(handle, fill(uplo), n, &alpha, x, incx, y, incy, AP));                             \
  }                                                                                                          \
  void npublas##P##hemm(char side, char uplo, int m, int n, T alpha, const T *A, int lda, const T *B,        \
                        int ldb, T beta, T *C, int ldc) {                                                    \
    note(npublas##P##hemm(handle, side_of(side), fill(uplo), m, n, &alpha, A, lda, B, ldb, &beta, C, ldc));  \
  }                                                                                                          \
  void npublas##P##herk(char uplo, char trans, int n, int k, R alpha, const T *A, int lda, R beta, T *C,     \
                        int ldc) {                                                                           \
    note(npublas##P##herk(handle, fill(uplo), op(trans), n, k, &alpha, A, lda, &beta, C, ldc));              \
  }                                                                                                          \
  void npublas##P##her2k(char uplo, char trans, int n, int k, T alpha, const T *A, int lda, const T *B,      \
                         int ldb, R beta, T *C, int ldc) {                                                   \
    note(npublas##P##her2k(handle, fill(uplo), op(trans), n, k, &alpha, A, lda, B, ldb, &beta, C, ldc));     \
  }
COMPLEX(C, npuComplex, float)
COMPLEX(Z, npuDoubleComplex, double)

float npublasSnrm2(int n, const float *x, int incx) {
  float result = {};
  note(npublasSnrm2(handle, n, x, incx, &result));
  return result;
}
double npublasDnrm2(int n, const double *x, int incx) {
  double result = {};
  note(npublasDnrm2(handle, n, x, incx, &result));
  return result;
}
float npublasScnrm2(int n, const npuComplex *x, int incx) {
  float result = {};
  note(npublasScnrm2(handle, n, x, incx, &result));
  return result;
}
double npublasDznrm2(int n, const npuDoubleComplex *x, int incx) {
  double result = {};
  note(npublasDznrm2(handle, n, x, incx, &result));
  return result;
}
float npublasSasum(int n, const float *x, int incx) {
  float result = {};
  note(npublasSasum(handle, n, x, incx, &result));
  return result;
}
double npublasDasum(int n, const double *x, int incx) {
  double result = {};
  note(npublasDasum(handle, n, x, incx, &result));
  return result;
}
float npublasScasum(int n, const npuComplex *x, int incx) {
  float result = {};
  note(npublasScasum(handle, n, x, incx, &result));
  return result;
}
double npublasDzasum(int n, const npuDoubleComplex *x, int incx) {
  double result = {};
  note(npublasDzasum(handle, n, x, incx, &result));
  return result;
}
int npublasIsamax(int n, const float *x, int incx) {
  int result = {};
  note(npublasIsamax(handle, n, x, incx, &result));
  return result;
}
int npublasIdamax(int n, const double *x, int incx) {
  int result = {};
  note(npublasIdamax(handle, n, x, incx, &result));
  return result;
}
int npublasIcamax(int n, const npuComplex *x, int incx) {
  int result = {};
  note(npublasIcamax(handle, n, x, incx, &result));
  return result;
}
int npublasIzamax(int n, const npuDoubleComplex *x, int incx) {
  int result = {};
  note(npublasIzamax(handle, n, x, incx, &result));
  return result;
}
int npublasIsamin(int n, const float *x, int incx) {
  int result = {};
  note(npublasIsamin(handle, n, x, incx, &result));
  return result;
}
int npublasIdamin(int n, const double *x, int incx) {
  int result = {};
  note(npublasIdamin(handle, n, x, incx, &result));
  return result;
}
int npublasIcamin(int n, const npuComplex *x, int incx) {
  int result = {};
  note(npublasIcamin(handle, n, x, incx, &result));
  return result;
}
int npublasIzamin(int n, const npuDoubleComplex *x, int incx) {
  int result = {};
  note(npublasIzamin(handle, n, x, incx, &result));
  return result;
}
void npublasCsscal(int n, float alpha, npuComplex *x, int incx) {
  note(npublasCsscal(handle, n, &alpha, x, incx));
}
void npublasZdscal(int n, double alpha, npuDoubleComplex *x, int incx) {
  note(npublasZdscal(handle, n, &alpha, x, incx));
}
void npublasCrot(int n, npuComplex *x, int incx, npuComplex *y, int incy, float c, npuComplex s) {
  note(npublasCrot(handle, n, x, incx, y, incy, &c, &s));
}
void npublasZrot(int n, npuDoubleComplex *x, int incx, npuDoubleComplex *y, int incy, double c,
                 npuDoubleComplex s) {
  note(npublasZrot(handle, n, x, incx, y, incy, &c, &s));
}
void npublasCsrot(int n, npuComplex *x, int incx, npuComplex *y, int incy, float c, float s) {
  note(npublasCsrot(handle, n, x, incx, y, incy, &c, &s));
}
void npublasZdrot(int n, npuDoubleComplex *x, int incx, npuDoubleComplex *y, int incy, double c, double s) {
  note(npublasZdrot(handle, n, x, incx, y, incy, &c, &s));
}
void npublasCrotg(npuComplex *a, npuComplex *b, float *c, npuComplex *s) {
  note(npublasCrotg(handle, a, b, c, s));
}
void npublasZrotg(npuDoubleComplex *a, npuDoubleComplex *b, double *c, npuDoubleComplex *s) {
  note(npublasZrotg(handle, a, b, c, s));
}
