// SPDX-License-Identifier: Apache-2.0
// Level 2: a matrix and vectors.
#include "context.h"
#include "kernels.h"

using namespace npu::blas;

namespace {

using op_t = npublasOperation_t;
using fill_t = npublasFillMode_t;
using diag_t = npublasDiagType_t;

// Where element i of a vector is.
template <class T> T &at(T *x, int n, int incx, int i) {
  return x[std::ptrdiff_t(incx < 0 ? i + 1 - n : i) * incx];
}

template <class T>
status gemv(handle_t handle, op_t trans, int m, int n, const T *alpha, const T *A, int lda, const T *x,
            int incx, const T *beta, T *y, int incy) {
  NPU_BLAS_REQUIRE(handle,
                   valid(trans) && m >= 0 && n >= 0 && holds(lda, m) && incx && incy && alpha && beta);
  return run(handle, [=, alpha = scalar<T>(handle, alpha), beta = scalar<T>(handle, beta)] {
    cblas<T>::gemv(c(trans), m, n, by(alpha()), A, lda, x, incx, by(beta()), y, incy);
  });
}

template <class T>
status gbmv(handle_t handle, op_t trans, int m, int n, int kl, int ku, const T *alpha, const T *A, int lda,
            const T *x, int incx, const T *beta, T *y, int incy) {
  NPU_BLAS_REQUIRE(handle, valid(trans) && m >= 0 && n >= 0 && kl >= 0 && ku >= 0 &&
                               holds(lda, kl + ku + 1) && incx && incy && alpha && beta);
  return run(handle, [=, alpha = scalar<T>(handle, alpha), beta = scalar<T>(handle, beta)] {
    cblas<T>::gbmv(c(trans), m, n, kl, ku, by(alpha()), A, lda, x, incx, by(beta()), y, incy);
  });
}

// Triangular: product and solution, of full, banded and packed matrices.
#define TRIANGULAR(name)                                                                                     \
  template <class T>                                                                                         \
  status name(handle_t handle, fill_t uplo, op_t trans, diag_t diag, int n, const T *A, int lda, T *x,       \
              int incx) {                                                                                    \
    NPU_BLAS_REQUIRE(handle, valid(uplo) && valid(trans) && valid(diag) && n >= 0 && holds(lda, n) && incx); \
    return run(handle, [=] { cblas<T>::name(c(uplo), c(trans), c(diag), n, A, lda, x, incx); });             \
  }
TRIANGULAR(trmv)
TRIANGULAR(trsv)
#define TRIANGULAR_BAND(name)                                                                                \
  template <class T>                                                                                         \
  status name(handle_t handle, fill_t uplo, op_t trans, diag_t diag, int n, int k, const T *A, int lda,      \
              T *x, int incx) {                                                                              \
    NPU_BLAS_REQUIRE(handle, valid(uplo) && valid(trans) && valid(diag) && n >= 0 && k >= 0 &&               \
                                 holds(lda, k + 1) && incx);                                                 \
    return run(handle, [=] { cblas<T>::name(c(uplo), c(trans), c(diag), n, k, A, lda, x, incx); });          \
  }
TRIANGULAR_BAND(tbmv)
TRIANGULAR_BAND(tbsv)
#define TRIANGULAR_PACKED(name)                                                                              \
  template <class T>                                                                                         \
  status name(handle_t handle, fill_t uplo, op_t trans, diag_t diag, int n, const T *AP, T *x, int incx) {   \
    NPU_BLAS_REQUIRE(handle, valid(uplo) && valid(trans) && valid(diag) && n >= 0 && incx);                  \
    return run(handle, [=] { cblas<T>::name(c(uplo), c(trans), c(diag), n, AP, x, incx); });                 \
  }
TRIANGULAR_PACKED(tpmv)
TRIANGULAR_PACKED(tpsv)

// Complex symmetric matrices, which CBLAS leaves out. The element (i, j) of one that is stored in a triangle:
template <class T> const T &symmetric(const T *A, int lda, fill_t uplo, int i, int j) {
  const bool stored = uplo == NPUBLAS_FILL_MODE_UPPER ? i <= j : i >= j;
  return stored ? A[i + std::ptrdiff_t(j) * lda] : A[j + std::ptrdiff_t(i) * lda];
}

template <class T>
void complex_symv(fill_t uplo, int n, T alpha, const T *A, int lda, const T *x, int incx, T beta, T *y,
                  int incy) {
  for (int i = 0; i < n; i++) {
    T sum = 0;
    for (int j = 0; j < n; j++)
      sum += symmetric(A, lda, uplo, i, j) * at(x, n, incx, j);
    T &to = at(y, n, incy, i);
    to = alpha * sum + (beta == T(0) ? T(0) : beta * to);
  }
}

// A = A + alpha (x y^T + y x^T), or half of it where x is y.
template <class T>
void complex_syr2(fill_t uplo, int n, T alpha, const T *x, int incx, const T *y, int incy, bool both, T *A,
                  int lda) {
  for (int j = 0; j < n; j++) {
    const int first = uplo == NPUBLAS_FILL_MODE_UPPER ? 0 : j,
              end = uplo == NPUBLAS_FILL_MODE_UPPER ? j + 1 : n;
    for (int i = first; i < end; i++) {
      T sum = at(x, n, incx, i) * at(y, n, incy, j);
      if (both)
        sum += at(y, n, incy, i) * at(x, n, incx, j);
      A[i + std::ptrdiff_t(j) * lda] += alpha * sum;
    }
  }
}

template <class T>
status symv(handle_t handle, fill_t uplo, int n, const T *alpha, const T *A, int lda, const T *x, int incx,
            const T *beta, T *y, int incy) {
  NPU_BLAS_REQUIRE(handle, valid(uplo) && n >= 0 && holds(lda, n) && incx && incy && alpha && beta);
  return run(handle, [=, alpha = scalar<T>(handle, alpha), beta = scalar<T>(handle, beta)] {
    if constexpr (is_complex<T>)
      complex_symv(uplo, n, alpha(), A, lda, x, incx, beta(), y, incy);
    else
      cblas<T>::symv(c(uplo), n, alpha(), A, lda, x, incx, beta(), y, incy);
  });
}

template <class T>
status syr(handle_t handle, fill_t uplo, int n, const T *alpha, const T *x, int incx, T *A, int lda) {
  NPU_BLAS_REQUIRE(handle, valid(uplo) && n >= 0 && holds(lda, n) && incx && alpha);
  return run(handle, [=, alpha = scalar<T>(handle, alpha)] {
    if constexpr (is_complex<T>)
      complex_syr2(uplo, n, alpha(), x, incx, x, incx, false, A, lda);
    else
      cblas<T>::syr(c(uplo), n, alpha(), x, incx, A, lda);
  });
}

template <class T>
status syr2(handle_t handle, fill_t uplo, int n, const T *alpha, const T *x, int incx, const T *y, int incy,
            T *A, int lda) {
  NPU_BLAS_REQUIRE(handle, valid(uplo) && n >= 0 && holds(lda, n) && incx && incy && alpha);
  return run(handle, [=, alpha = scalar<T>(handle, alpha)] {
    if constexpr (is_complex<T>)
      complex_syr2(uplo, n, alpha(), x, incx, y, incy, true, A, lda);
    else
      cblas<T>::syr2(c(uplo), n, alpha(), x, incx, y, incy, A, lda);
  });
}

// A = A + alpha x y^T (or y^H).
#define RANK_ONE(name)                                                                                       \
  template <class T>                                                                                         \
  status name(handle_t handle, int m, int n, const T *alpha, const T *x, int incx, const T *y, int incy,     \
              T *A, int lda) {                                                                               \
    NPU_BLAS_REQUIRE(handle, m >= 0 && n >= 0 && holds(lda, m) && incx && incy && alpha);                    \
    return run(handle, [=, alpha = scalar<T>(handle, alpha)] {                                               \
      cblas<T>::name(m, n, by(alpha()), x, incx, y, incy, A, lda);                                           \
    });                                                                                                      \
  }
RANK_ONE(ger)
RANK_ONE(geru)
RANK_ONE(gerc)

// Symmetric or Hermitian, packed: rank one and two (alpha of rank one is real).
#define PACKED_RANK(one, two)                                                                                \
  template <class T>                                                                                         \
  status one(handle_t handle, fill_t uplo, int n, const real<T> *alpha, const T *x, int incx, T *AP) {       \
    NPU_BLAS_REQUIRE(handle, valid(uplo) && n >= 0 && incx && alpha);                                        \
    return run(handle, [=, alpha = scalar<real<T>>(handle, alpha)] {                                         \
      cblas<T>::one(c(uplo), n, alpha(), x, incx, AP);                                                       \
    });                                                                                                      \
  }                                                                                                          \
  template <class T>                                                                                         \
  status two(handle_t handle, fill_t uplo, int n, const T *alpha, const T *x, int incx, const T *y,          \
             int incy, T *AP) {                                                                              \
    NPU_BLAS_REQUIRE(handle, valid(uplo) && n >= 0 && incx && incy && alpha);                                \
    return run(handle, [=, alpha = scalar<T>(handle, alpha)] {                                               \
      cblas<T>::two(c(uplo), n, by(alpha()), x, incx, y, incy, AP);                                          \
    });                                                                                                      \
  }
PACKED_RANK(spr, spr2)
PACKED_RANK(hpr, hpr2)

// Symmetric or Hermitian times a vector: banded and packed.
#define BAND_VECTOR(name)                                                                                    \
  template <class T>                                                                                         \
  status name(handle_t handle, fill_t uplo, int n, int k, const T *alpha, const T *A, int lda, const T *x,   \
              int incx, const T *beta, T *y, int incy) {                                                     \
    NPU_BLAS_REQUIRE(handle,                                                                                 \
                     valid(uplo) && n >= 0 && k >= 0 && holds(lda, k + 1) && incx && incy && alpha && beta); \
    return run(handle, [=, alpha = scalar<T>(handle, alpha), beta = scalar<T>(handle, beta)] {               \
      cblas<T>::name(c(uplo), n, k, by(alpha()), A, lda, x, incx, by(beta()), y, incy);                      \
    });                                                                                                      \
  }
BAND_VECTOR(sbmv)
BAND_VECTOR(hbmv)
#define PACKED_VECTOR(name)                                                                                  \
  template <class T>                                                                                         \
  status name(handle_t handle, fill_t uplo, int n, const T *alpha, const T *AP, const T *x, int incx,        \
              const T *beta, T *y, int incy) {                                                               \
    NPU_BLAS_REQUIRE(handle, valid(uplo) && n >= 0 && incx && incy && alpha && beta);                        \
    return run(handle, [=, alpha = scalar<T>(handle, alpha), beta = scalar<T>(handle, beta)] {               \
      cblas<T>::name(c(uplo), n, by(alpha()), AP, x, incx, by(beta()), y, incy);                             \
    });                                                                                                      \
  }
PACKED_VECTOR(spmv)
PACKED_VECTOR(hpmv)

template <class T>
status hemv(handle_t handle, fill_t uplo, int n, const T *alpha, const T *A, int lda, const T *x, int incx,
            const T *beta, T *y, int incy) {
  NPU_BLAS_REQUIRE(handle, valid(uplo) && n >= 0 && holds(lda, n) && incx && incy && alpha && beta);
  return run(handle, [=, alpha = scalar<T>(handle, alpha), beta = scalar<T>(handle, beta)] {
    cblas<T>::hemv(c(uplo), n, by(alpha()), A, lda, x, incx, by(beta()), y, incy);
  });
}

template <class T>
status her(handle_t handle, fill_t uplo, int n, const real<T> *alpha, const T *x, int incx, T *A, int lda) {
  NPU_BLAS_REQUIRE(handle, valid(uplo) && n >= 0 && holds(lda, n) && incx && alpha);
  return run(handle, [=, alpha = scalar<real<T>>(handle, alpha)] {
    cblas<T>::her(c(uplo), n, alpha(), x, incx, A, lda);
  });
}

template <class T>
status her2(handle_t handle, fill_t uplo, int n, const T *alpha, const T *x, int incx, const T *y, int incy,
            T *A, int lda) {
  NPU_BLAS_REQUIRE(handle, valid(uplo) && n >= 0 && holds(lda, n) && incx && incy && alpha);
  return run(handle, [=, alpha = scalar<T>(handle, alpha)] {
    cblas<T>::her2(c(uplo), n, by(alpha()), x, incx, y, incy, A, lda);
  });
}

} // namespace

#define ANY(P, T)                                                                                            \
  npublasStatus_t npublas##P##gemv(npublasHandle_t handle, npublasOperation_t trans, int m, int n,           \
                                   const T *alpha, const T *A, int lda, const T *x, int incx, const T *beta, \
                                   T *y, int incy) {                                                         \
    return gemv(handle, trans, m, n, cxx(alpha), cxx(A), lda, cxx(x), incx, cxx(beta), cxx(y), incy);        \
  }                                                                                                          \
  npublasStatus_t npublas##P##gbmv(npublasHandle_t handle, npublasOperation_t trans, int m, int n, int kl,   \
                                   int ku, const T *alpha, const T *A, int lda, const T *x, int incx,        \
                                   const T *beta, T *y, int incy) {                                          \
    return gbmv(handle, trans, m, n, kl, ku, cxx(alpha), cxx(A), lda, cxx(x), incx, cxx(beta), cxx(y),       \
                incy);                                                                                       \
  }                                                                                                          \
  npublasStatus_t npublas##P##trmv(npublasHandle_t handle, npublasFillMode_t uplo, npublasOperation_t trans, \
                                   npublasDiagType_t diag, int n, const T *A, int lda, T *x, int incx) {     \
    return trmv(handle, uplo, trans, diag, n, cxx(A), lda, cxx(x), incx);                                    \
  }                                                                                                          \
  npublasStatus_t npublas##P##trsv(npublasHandle_t handle, npublasFillMode_t uplo, npublasOperation_t trans, \
                                   npublasDiagType_t diag, int n, const T *A, int lda, T *x, int incx) {     \
    return trsv(handle, uplo, trans, diag, n, cxx(A), lda, cxx(x), incx);                                    \
  }                                                                                                          \
  npublasStatus_t npublas##P##tbmv(npublasHandle_t handle, npublasFillMode_t uplo, npublasOperation_t trans, \
                                   npublasDiagType_t diag, int n, int k, const T *A, int lda, T *x,          \
                                   int incx) {                                                               \
    return tbmv(handle, uplo, trans, diag, n, k, cxx(A), lda, cxx(x), incx);                                 \
  }                                                                                                          \
  npublasStatus_t npublas##P##tbsv(npublasHandle_t handle, npublasFillMode_t uplo, npublasOperation_t trans, \
                                   npublasDiagType_t diag, int n, int k, const T *A, int lda, T *x,          \
                                   int incx) {                                                               \
    return tbsv(handle, uplo, trans, diag, n, k, cxx(A), lda, cxx(x), incx);                                 \
  }                                                                                                          \
  npublasStatus_t npublas##P##tpmv(npublasHandle_t handle, npublasFillMode_t uplo, npublasOperation_t trans, \
                                   npublasDiagType_t diag, int n, const T *AP, T *x, int incx) {             \
    return tpmv(handle, uplo, trans, diag, n, cxx(AP), cxx(x), incx);                                        \
  }                                                                                                          \
  npublasStatus_t npublas##P##tpsv(npublasHandle_t handle, npublasFillMode_t uplo, npublasOperation_t trans, \
                                   npublasDiagType_t diag, int n, const T *AP, T *x, int incx) {             \
    return tpsv(handle, uplo, trans, diag, n, cxx(AP), cxx(x), incx);                                        \
  }                                                                                                          \
  npublasStatus_t npublas##P##symv(npublasHandle_t handle, npublasFillMode_t uplo, int n, const T *alpha,    \
                                   const T *A, int lda, const T *x, int incx, const T *beta, T *y,           \
                                   int incy) {                                                               \
    return symv(handle, uplo, n, cxx(alpha), cxx(A), lda, cxx(x), incx, cxx(beta), cxx(y), incy);            \
  }                                                                                                          \
  npublasStatus_t npublas##P##syr(npublasHandle_t handle, npublasFillMode_t uplo, int n, const T *alpha,     \
                                  const T *x, int incx, T *A, int lda) {                                     \
    return syr(handle, uplo, n, cxx(alpha), cxx(x), incx, cxx(A), lda);                                      \
  }                                                                                                          \
  npublasStatus_t npublas##P##syr2(npublasHandle_t handle, npublasFillMode_t uplo, int n, const T *alpha,    \
                                   const T *x, int incx, const T *y, int incy, T *A, int lda) {              \
    return syr2(handle, uplo, n, cxx(alpha), cxx(x), incx, cxx(y), incy, cxx(A), lda);                       \
  }
ANY(S, float)
ANY(D, double)
ANY(C, npuComplex)
ANY(Z, npuDoubleComplex)

#define REAL(P, T)                                                                                           \
  npublasStatus_t npublas##P##ger(npublasHandle_t handle, int m, int n, const T *alpha, const T *x,          \
                                  int incx, const T *y, int incy, T *A, int lda) {                           \
    return ger(handle, m, n, cxx(alpha), cxx(x), incx, cxx(y), incy, cxx(A), lda);                           \
  }                                                                                                          \
  npublasStatus_t npublas##P##spr(npublasHandle_t handle, npublasFillMode_t uplo, int n, const T *alpha,     \
                                  const T *x, int incx, T *AP) {                                             \
    return spr(handle, uplo, n, cxx(alpha), cxx(x), incx, cxx(AP));                                          \
  }                                                                                                          \
  npublasStatus_t npublas##P##spr2(npublasHandle_t handle, npublasFillMode_t uplo, int n, const T *alpha,    \
                                   const T *x, int incx, const T *y, int incy, T *AP) {                      \
    return spr2(handle, uplo, n, cxx(alpha), cxx(x), incx, cxx(y), incy, cxx(AP));                           \
  }                                                                                                          \
  npublasStatus_t npublas##P##sbmv(npublasHandle_t handle, npublasFillMode_t uplo, int n, int k,             \
                                   const T *alpha, const T *A, int lda, const T *x, int incx, const T *beta, \
                                   T *y, int incy) {                                                         \
    return sbmv(handle, uplo, n, k, cxx(alpha), cxx(A), lda, cxx(x), incx, cxx(beta), cxx(y), incy);         \
  }                                                                                                          \
  npublasStatus_t npublas##P##spmv(npublasHandle_t handle, npublasFillMode_t uplo, int n, const T *alpha,    \
                                   const T *AP, const T *x, int incx, const T *beta, T *y, int incy) {       \
    return spmv(handle, uplo, n, cxx(alpha), cxx(AP), cxx(x), incx, cxx(beta), cxx(y), incy);                \
  }
REAL(S, float)
REAL(D, double)

#define COMPLEX(P, T, R)                                                                                     \
  npublasStatus_t npublas##P##geru(npublasHandle_t handle, int m, int n, const T *alpha, const T *x,         \
                                   int incx, const T *y, int incy, T *A, int lda) {                          \
    return geru(handle, m, n, cxx(alpha), cxx(x), incx, cxx(y), incy, cxx(A), lda);                          \
  }                                                                                                          \
  npublasStatus_t npublas##P##gerc(npublasHandle_t handle, int m, int n, const T *alpha, const T *x,         \
                                   int incx, const T *y, int incy, T *A, int lda) {                          \
    return gerc(handle, m, n, cxx(alpha), cxx(x), incx, cxx(y), incy, cxx(A), lda);                          \
  }                                                                                                          \
  npublasStatus_t npublas##P##hemv(npublasHandle_t handle, npublasFillMode_t uplo, int n, const T *alpha,    \
                                   const T *A, int lda, const T *x, int incx, const T *beta, T *y,           \
                                   int incy) {                                                               \
    return hemv(handle, uplo, n, cxx(alpha), cxx(A), lda, cxx(x), incx, cxx(beta), cxx(y), incy);            \
  }                                                                                                          \
  npublasStatus_t npublas##P##hbmv(npublasHandle_t handle, npublasFillMode_t uplo, int n, int k,             \
                                   const T *alpha, const T *A, int lda, const T *x, int incx, const T *beta, \
                                   T *y, int incy) {                                                         \
    return hbmv(handle, uplo, n, k, cxx(alpha), cxx(A), lda, cxx(x), incx, cxx(beta), cxx(y), incy);         \
  }                                                                                                          \
  npublasStatus_t npublas##P##hpmv(npublasHandle_t handle, npublasFillMode_t uplo, int n, const T *alpha,    \
                                   const T *AP, const T *x, int incx, const T *beta, T *y, int incy) {       \
    return hpmv(handle, uplo, n, cxx(alpha), cxx(AP), cxx(x), incx, cxx(beta), cxx(y), incy);                \
  }                                                                                                          \
  npublasStatus_t npublas##P##her(npublasHandle_t handle, npublasFillMode_t uplo, int n, const R *alpha,     \
                                  const T *x, int incx, T *A, int lda) {                                     \
    return her(handle, uplo, n, alpha, cxx(x), incx, cxx(A), lda);                                           \
  }                                                                                                          \
  npublasStatus_t npublas##P##her2(npublasHandle_t handle, npublasFillMode_t uplo, int n, const T *alpha,    \
                                   const T *x, int incx, const T *y, int incy, T *A, int lda) {              \
    return her2(handle, uplo, n, cxx(alpha), cxx(x), incx, cxx(y), incy, cxx(A), lda);                       \
  }                                                                                                          \
  npublasStatus_t npublas##P##hpr(npublasHandle_t handle, npublasFillMode_t uplo, int n, const R *alpha,     \
                                  const T *x, int incx, T *AP) {                                             \
    return hpr(handle, uplo, n, alpha, cxx(x), incx, cxx(AP));                                               \
  }                                                                                                          \
  npublasStatus_t npublas##P##hpr2(npublasHandle_t handle, npublasFillMode_t uplo, int n, const T *alpha,    \
                                   const T *x, int incx, const T *y, int incy, T *AP) {                      \
    return hpr2(handle, uplo, n, cxx(alpha), cxx(x), incx, cxx(y), incy, cxx(AP));                           \
  }
COMPLEX(C, npuComplex, float)
COMPLEX(Z, npuDoubleComplex, double)
