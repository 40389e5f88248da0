// SPDX-License-Identifier: Apache-2.0
// Level 3: matrices.
#include "context.h"
#include "kernels.h"

#include <vector>

using namespace npu::blas;

namespace {

using op_t = npublasOperation_t;
using fill_t = npublasFillMode_t;
using diag_t = npublasDiagType_t;
using side_t = npublasSideMode_t;

// The rows of the matrix behind an operand whose op() has that many rows and columns.
int stored_rows(op_t op, int rows, int columns) { return op == NPUBLAS_OP_N ? rows : columns; }

template <class T>
status gemm(handle_t handle, op_t transa, op_t transb, int m, int n, int k, const T *alpha, const T *A,
            int lda, const T *B, int ldb, const T *beta, T *C, int ldc) {
  NPU_BLAS_REQUIRE(handle, valid(transa) && valid(transb) && m >= 0 && n >= 0 && k >= 0 && alpha && beta &&
                               holds(lda, stored_rows(transa, m, k)) &&
                               holds(ldb, stored_rows(transb, k, n)) && holds(ldc, m));
  return run(handle, [=, alpha = scalar<T>(handle, alpha), beta = scalar<T>(handle, beta)] {
    cblas<T>::gemm(c(transa), c(transb), m, n, k, by(alpha()), A, lda, B, ldb, by(beta()), C, ldc);
  });
}

template <class T>
status gemm3m(handle_t handle, op_t transa, op_t transb, int m, int n, int k, const T *alpha, const T *A,
              int lda, const T *B, int ldb, const T *beta, T *C, int ldc) {
  NPU_BLAS_REQUIRE(handle, valid(transa) && valid(transb) && m >= 0 && n >= 0 && k >= 0 && alpha && beta &&
                               holds(lda, stored_rows(transa, m, k)) &&
                               holds(ldb, stored_rows(transb, k, n)) && holds(ldc, m));
  return run(handle, [=, alpha = scalar<T>(handle, alpha), beta = scalar<T>(handle, beta)] {
    cblas<T>::gemm3m(c(transa), c(transb), m, n, k, by(alpha()), A, lda, B, ldb, by(beta()), C, ldc);
  });
}

template <class T>
status gemmBatched(handle_t handle, op_t transa, op_t transb, int m, int n, int k, const T *alpha,
                   const T *const A[], int lda, const T *const B[], int ldb, const T *beta, T *const C[],
                   int ldc, int count) {
  NPU_BLAS_REQUIRE(handle, valid(transa) && valid(transb) && m >= 0 && n >= 0 && k >= 0 && count >= 0 &&
                               alpha && beta && holds(lda, stored_rows(transa, m, k)) &&
                               holds(ldb, stored_rows(transb, k, n)) && holds(ldc, m));
  return run(handle, [=, alpha = scalar<T>(handle, alpha), beta = scalar<T>(handle, beta)] {
    for (int i = 0; i < count; i++)
      cblas<T>::gemm(c(transa), c(transb), m, n, k, by(alpha()), A[i], lda, B[i], ldb, by(beta()), C[i], ldc);
  });
}

template <class T>
status gemmStridedBatched(handle_t handle, op_t transa, op_t transb, int m, int n, int k, const T *alpha,
                          const T *A, int lda, long long strideA, const T *B, int ldb, long long strideB,
                          const T *beta, T *C, int ldc, long long strideC, int count) {
  NPU_BLAS_REQUIRE(handle, valid(transa) && valid(transb) && m >= 0 && n >= 0 && k >= 0 && count >= 0 &&
                               alpha && beta && holds(lda, stored_rows(transa, m, k)) &&
                               holds(ldb, stored_rows(transb, k, n)) && holds(ldc, m));
  return run(handle, [=, alpha = scalar<T>(handle, alpha), beta = scalar<T>(handle, beta)] {
    for (int i = 0; i < count; i++)
      cblas<T>::gemm(c(transa), c(transb), m, n, k, by(alpha()), A + i * strideA, lda, B + i * strideB, ldb,
                     by(beta()), C + i * strideC, ldc);
  });
}

#define SIDED(name)                                                                                          \
  template <class T>                                                                                         \
  status name(handle_t handle, side_t side, fill_t uplo, int m, int n, const T *alpha, const T *A, int lda,  \
              const T *B, int ldb, const T *beta, T *C, int ldc) {                                           \
    NPU_BLAS_REQUIRE(handle, valid(side) && valid(uplo) && m >= 0 && n >= 0 && alpha && beta &&              \
                                 holds(lda, side == NPUBLAS_SIDE_LEFT ? m : n) && holds(ldb, m) &&           \
                                 holds(ldc, m));                                                             \
    return run(handle, [=, alpha = scalar<T>(handle, alpha), beta = scalar<T>(handle, beta)] {               \
      cblas<T>::name(c(side), c(uplo), m, n, by(alpha()), A, lda, B, ldb, by(beta()), C, ldc);               \
    });                                                                                                      \
  }
SIDED(symm)
SIDED(hemm)

// Symmetric updates know the transpose, Hermitian ones the conjugate transpose; for real matrices both are
// one.
template <class T> bool symmetric(op_t op) {
  return op == NPUBLAS_OP_N || op == NPUBLAS_OP_T || (!is_complex<T> && op == NPUBLAS_OP_C);
}
bool hermitian(op_t op) { return op == NPUBLAS_OP_N || op == NPUBLAS_OP_C; }

template <class T>
status syrk(handle_t handle, fill_t uplo, op_t trans, int n, int k, const T *alpha, const T *A, int lda,
            const T *beta, T *C, int ldc) {
  NPU_BLAS_REQUIRE(handle, valid(uplo) && symmetric<T>(trans) && n >= 0 && k >= 0 && alpha && beta &&
                               holds(lda, stored_rows(trans, n, k)) && holds(ldc, n));
  return run(handle, [=, alpha = scalar<T>(handle, alpha), beta = scalar<T>(handle, beta)] {
    cblas<T>::syrk(c(uplo), c(trans), n, k, by(alpha()), A, lda, by(beta()), C, ldc);
  });
}

template <class T>
status herk(handle_t handle, fill_t uplo, op_t trans, int n, int k, const real<T> *alpha, const T *A, int lda,
            const real<T> *beta, T *C, int ldc) {
  NPU_BLAS_REQUIRE(handle, valid(uplo) && hermitian(trans) && n >= 0 && k >= 0 && alpha && beta &&
                               holds(lda, stored_rows(trans, n, k)) && holds(ldc, n));
  return run(handle, [=, alpha = scalar<real<T>>(handle, alpha), beta = scalar<real<T>>(handle, beta)] {
    cblas<T>::herk(c(uplo), c(trans), n, k, alpha(), A, lda, beta(), C, ldc);
  });
}

template <class T>
status syr2k(handle_t handle, fill_t uplo, op_t trans, int n, int k, const T *alpha, const T *A, int lda,
             const T *B, int ldb, const T *beta, T *C, int ldc) {
  NPU_BLAS_REQUIRE(handle, valid(uplo) && symmetric<T>(trans) && n >= 0 && k >= 0 && alpha && beta &&
                               holds(lda, stored_rows(trans, n, k)) && holds(ldb, stored_rows(trans, n, k)) &&
                               holds(ldc, n));
  return run(handle, [=, alpha = scalar<T>(handle, alpha), beta = scalar<T>(handle, beta)] {
    cblas<T>::syr2k(c(uplo), c(trans), n, k, by(alpha()), A, lda, B, ldb, by(beta()), C, ldc);
  });
}

template <class T>
status her2k(handle_t handle, fill_t uplo, op_t trans, int n, int k, const T *alpha, const T *A, int lda,
             const T *B, int ldb, const real<T> *beta, T *C, int ldc) {
  NPU_BLAS_REQUIRE(handle, valid(uplo) && hermitian(trans) && n >= 0 && k >= 0 && alpha && beta &&
                               holds(lda, stored_rows(trans, n, k)) && holds(ldb, stored_rows(trans, n, k)) &&
                               holds(ldc, n));
  return run(handle, [=, alpha = scalar<T>(handle, alpha), beta = scalar<real<T>>(handle, beta)] {
    cblas<T>::her2k(c(uplo), c(trans), n, k, by(alpha()), A, lda, B, ldb, beta(), C, ldc);
  });
}

// The triangle of C = alpha op(A) op(B)^T (or ^H) + beta C, of which the caller knows that it is symmetric
// (or Hermitian).
template <class T, class Beta>
void rank_k(fill_t uplo, op_t transa, op_t transb, int n, int k, T alpha, const T *A, int lda, const T *B,
            int ldb, Beta beta, T *C, int ldc) {
  std::vector<T> product(size_t(n) * n);
  cblas<T>::gemm(c(transa), c(transb), n, n, k, by(alpha), A, lda, B, ldb, by(T(0)), product.data(),
                 std::max(1, n));
  for (int j = 0; j < n; j++) {
    const int first = uplo == NPUBLAS_FILL_MODE_UPPER ? 0 : j,
              end = uplo == NPUBLAS_FILL_MODE_UPPER ? j + 1 : n;
    for (int i = first; i < end; i++) {
      T &to = C[i + std::ptrdiff_t(j) * ldc];
      to = product[i + size_t(j) * n] + (beta == Beta(0) ? T(0) : beta * to);
    }
  }
}

template <class T>
status syrkx(handle_t handle, fill_t uplo, op_t trans, int n, int k, const T *alpha, const T *A, int lda,
             const T *B, int ldb, const T *beta, T *C, int ldc) {
  NPU_BLAS_REQUIRE(handle, valid(uplo) && symmetric<T>(trans) && n >= 0 && k >= 0 && alpha && beta &&
                               holds(lda, stored_rows(trans, n, k)) && holds(ldb, stored_rows(trans, n, k)) &&
                               holds(ldc, n));
  const op_t transa = trans == NPUBLAS_OP_N ? NPUBLAS_OP_N : NPUBLAS_OP_T;
  const op_t transb = trans == NPUBLAS_OP_N ? NPUBLAS_OP_T : NPUBLAS_OP_N;
  return run(handle, [=, alpha = scalar<T>(handle, alpha), beta = scalar<T>(handle, beta)] {
    rank_k(uplo, transa, transb, n, k, alpha(), A, lda, B, ldb, beta(), C, ldc);
  });
}

template <class T>
status herkx(handle_t handle, fill_t uplo, op_t trans, int n, int k, const T *alpha, const T *A, int lda,
             const T *B, int ldb, const real<T> *beta, T *C, int ldc) {
  NPU_BLAS_REQUIRE(handle, valid(uplo) && hermitian(trans) && n >= 0 && k >= 0 && alpha && beta &&
                               holds(lda, stored_rows(trans, n, k)) && holds(ldb, stored_rows(trans, n, k)) &&
                               holds(ldc, n));
  const op_t transb = trans == NPUBLAS_OP_N ? NPUBLAS_OP_C : NPUBLAS_OP_N;
  return run(handle, [=, alpha = scalar<T>(handle, alpha), beta = scalar<real<T>>(handle, beta)] {
    rank_k(uplo, trans, transb, n, k, alpha(), A, lda, B, ldb, beta(), C, ldc);
    for (int i = 0; i < n; i++) // the diagonal of a Hermitian matrix is real
      C[i + std::ptrdiff_t(i) * ldc].imag(0);
  });
}

template <class T>
status trmm(handle_t handle, side_t side, fill_t uplo, op_t trans, diag_t diag, int m, int n, const T *alpha,
            const T *A, int lda, const T *B, int ldb, T *C, int ldc) {
  NPU_BLAS_REQUIRE(handle, valid(side) && valid(uplo) && valid(trans) && valid(diag) && m >= 0 && n >= 0 &&
                               alpha && holds(lda, side == NPUBLAS_SIDE_LEFT ? m : n) && holds(ldb, m) &&
                               holds(ldc, m) && (B != C || ldb == ldc));
  return run(handle, [=, alpha = scalar<T>(handle, alpha)] {
    for (int j = 0; j < n && B != C; j++)
      std::copy_n(B + std::ptrdiff_t(j) * ldb, m, C + std::ptrdiff_t(j) * ldc);
    cblas<T>::trmm(c(side), c(uplo), c(trans), c(diag), m, n, by(alpha()), A, lda, C, ldc);
  });
}

template <class T>
status trsm(handle_t handle, side_t side, fill_t uplo, op_t trans, diag_t diag, int m, int n, const T *alpha,
            const T *A, int lda, T *B, int ldb) {
  NPU_BLAS_REQUIRE(handle, valid(side) && valid(uplo) && valid(trans) && valid(diag) && m >= 0 && n >= 0 &&
                               alpha && holds(lda, side == NPUBLAS_SIDE_LEFT ? m : n) && holds(ldb, m));
  return run(handle, [=, alpha = scalar<T>(handle, alpha)] {
    cblas<T>::trsm(c(side), c(uplo), c(trans), c(diag), m, n, by(alpha()), A, lda, B, ldb);
  });
}

template <class T>
status trsmBatched(handle_t handle, side_t side, fill_t uplo, op_t trans, diag_t diag, int m, int n,
                   const T *alpha, const T *const A[], int lda, T *const B[], int ldb, int count) {
  NPU_BLAS_REQUIRE(handle, valid(side) && valid(uplo) && valid(trans) && valid(diag) && m >= 0 && n >= 0 &&
                               alpha && count >= 0 && holds(lda, side == NPUBLAS_SIDE_LEFT ? m : n) &&
                               holds(ldb, m));
  return run(handle, [=, alpha = scalar<T>(handle, alpha)] {
    for (int i = 0; i < count; i++)
      cblas<T>::trsm(c(side), c(uplo), c(trans), c(diag), m, n, by(alpha()), A[i], lda, B[i], ldb);
  });
}

// C = alpha op(A) + beta op(B). C may be A or B where that one is not transposed. A scalar of 0 leaves its
// matrix unread.
template <class T>
status geam(handle_t handle, op_t transa, op_t transb, int m, int n, const T *alpha, const T *A, int lda,
            const T *beta, const T *B, int ldb, T *C, int ldc) {
  NPU_BLAS_REQUIRE(handle, valid(transa) && valid(transb) && m >= 0 && n >= 0 && alpha && beta &&
                               holds(lda, stored_rows(transa, m, n)) &&
                               holds(ldb, stored_rows(transb, m, n)) && holds(ldc, m) &&
                               (C != A || (transa == NPUBLAS_OP_N && lda == ldc)) &&
                               (C != B || (transb == NPUBLAS_OP_N && ldb == ldc)));
  return run(handle, [=, alpha = scalar<T>(handle, alpha), beta = scalar<T>(handle, beta)] {
    const T a = alpha(), b = beta();
    const auto term = [](T factor, op_t op, const T *M, int ld, int i, int j) {
      if (factor == T(0))
        return T(0);
      const T x = op == NPUBLAS_OP_N ? M[i + std::ptrdiff_t(j) * ld] : M[j + std::ptrdiff_t(i) * ld];
      return factor * (op == NPUBLAS_OP_C ? conjugate(x) : x);
    };
    for (int j = 0; j < n; j++)
      for (int i = 0; i < m; i++)
        C[i + std::ptrdiff_t(j) * ldc] = term(a, transa, A, lda, i, j) + term(b, transb, B, ldb, i, j);
  });
}

// C = A diag(x), or diag(x) A.
template <class T>
status dgmm(handle_t handle, side_t side, int m, int n, const T *A, int lda, const T *x, int incx, T *C,
            int ldc) {
  NPU_BLAS_REQUIRE(handle, valid(side) && m >= 0 && n >= 0 && holds(lda, m) && holds(ldc, m));
  return run(handle, [=] {
    const bool left = side == NPUBLAS_SIDE_LEFT;
    const T *first = incx < 0 ? x + std::ptrdiff_t(1 - (left ? m : n)) * incx : x;
    for (int j = 0; j < n; j++)
      for (int i = 0; i < m; i++)
        C[i + std::ptrdiff_t(j) * ldc] =
            A[i + std::ptrdiff_t(j) * lda] * first[std::ptrdiff_t(left ? i : j) * incx];
  });
}

} // namespace

#define ANY(P, T)                                                                                            \
  npublasStatus_t npublas##P##gemm(npublasHandle_t handle, npublasOperation_t transa,                        \
                                   npublasOperation_t transb, int m, int n, int k, const T *alpha,           \
                                   const T *A, int lda, const T *B, int ldb, const T *beta, T *C, int ldc) { \
    return gemm(handle, transa, transb, m, n, k, cxx(alpha), cxx(A), lda, cxx(B), ldb, cxx(beta), cxx(C),    \
                ldc);                                                                                        \
  }                                                                                                          \
  npublasStatus_t npublas##P##gemmBatched(npublasHandle_t handle, npublasOperation_t transa,                 \
                                          npublasOperation_t transb, int m, int n, int k, const T *alpha,    \
                                          const T *const A[], int lda, const T *const B[], int ldb,          \
                                          const T *beta, T *const C[], int ldc, int batchCount) {            \
    return gemmBatched(handle, transa, transb, m, n, k, cxx(alpha), cxx(A), lda, cxx(B), ldb, cxx(beta),     \
                       cxx(C), ldc, batchCount);                                                             \
  }                                                                                                          \
  npublasStatus_t npublas##P##gemmStridedBatched(                                                            \
      npublasHandle_t handle, npublasOperation_t transa, npublasOperation_t transb, int m, int n, int k,     \
      const T *alpha, const T *A, int lda, long long strideA, const T *B, int ldb, long long strideB,        \
      const T *beta, T *C, int ldc, long long strideC, int batchCount) {                                     \
    return gemmStridedBatched(handle, transa, transb, m, n, k, cxx(alpha), cxx(A), lda, strideA, cxx(B),     \
                              ldb, strideB, cxx(beta), cxx(C), ldc, strideC, batchCount);                    \
  }                                                                                                          \
  npublasStatus_t npublas##P##symm(npublasHandle_t handle, npublasSideMode_t side, npublasFillMode_t uplo,   \
                                   int m, int n, const T *alpha, const T *A, int lda, const T *B, int ldb,   \
                                   const T *beta, T *C, int ldc) {                                           \
    return symm(handle, side, uplo, m, n, cxx(alpha), cxx(A), lda, cxx(B), ldb, cxx(beta), cxx(C), ldc);     \
  }                                                                                                          \
  npublasStatus_t npublas##P##syrk(npublasHandle_t handle, npublasFillMode_t uplo, npublasOperation_t trans, \
                                   int n, int k, const T *alpha, const T *A, int lda, const T *beta, T *C,   \
                                   int ldc) {                                                                \
    return syrk(handle, uplo, trans, n, k, cxx(alpha), cxx(A), lda, cxx(beta), cxx(C), ldc);                 \
  }                                                                                                          \
  npublasStatus_t npublas##P##syr2k(npublasHandle_t handle, npublasFillMode_t uplo,                          \
                                    npublasOperation_t trans, int n, int k, const T *alpha, const T *A,      \
                                    int lda, const T *B, int ldb, const T *beta, T *C, int ldc) {            \
    return syr2k(handle, uplo, trans, n, k, cxx(alpha), cxx(A), lda, cxx(B), ldb, cxx(beta), cxx(C), ldc);   \
  }                                                                                                          \
  npublasStatus_t npublas##P##syrkx(npublasHandle_t handle, npublasFillMode_t uplo,                          \
                                    npublasOperation_t trans, int n, int k, const T *alpha, const T *A,      \
                                    int lda, const T *B, int ldb, const T *beta, T *C, int ldc) {            \
    return syrkx(handle, uplo, trans, n, k, cxx(alpha), cxx(A), lda, cxx(B), ldb, cxx(beta), cxx(C), ldc);   \
  }                                                                                                          \
  npublasStatus_t npublas##P##trmm(npublasHandle_t handle, npublasSideMode_t side, npublasFillMode_t uplo,   \
                                   npublasOperation_t trans, npublasDiagType_t diag, int m, int n,           \
                                   const T *alpha, const T *A, int lda, const T *B, int ldb, T *C,           \
                                   int ldc) {                                                                \
    return trmm(handle, side, uplo, trans, diag, m, n, cxx(alpha), cxx(A), lda, cxx(B), ldb, cxx(C), ldc);   \
  }                                                                                                          \
  npublasStatus_t npublas##P##trsm(npublasHandle_t handle, npublasSideMode_t side, npublasFillMode_t uplo,   \
                                   npublasOperation_t trans, npublasDiagType_t diag, int m, int n,           \
                                   const T *alpha, const T *A, int lda, T *B, int ldb) {                     \
    return trsm(handle, side, uplo, trans, diag, m, n, cxx(alpha), cxx(A), lda, cxx(B), ldb);                \
  }                                                                                                          \
  npublasStatus_t npublas##P##trsmBatched(                                                                   \
      npublasHandle_t handle, npublasSideMode_t side, npublasFillMode_t uplo, npublasOperation_t trans,      \
      npublasDiagType_t diag, int m, int n, const T *alpha, const T *const A[], int lda, T *const B[],       \
      int ldb, int batchCount) {                                                                             \
    return trsmBatched(handle, side, uplo, trans, diag, m, n, cxx(alpha), cxx(A), lda, cxx(B), ldb,          \
                       batchCount);                                                                          \
  }                                                                                                          \
  npublasStatus_t npublas##P##geam(npublasHandle_t handle, npublasOperation_t transa,                        \
                                   npublasOperation_t transb, int m, int n, const T *alpha, const T *A,      \
                                   int lda, const T *beta, const T *B, int ldb, T *C, int ldc) {             \
    return geam(handle, transa, transb, m, n, cxx(alpha), cxx(A), lda, cxx(beta), cxx(B), ldb, cxx(C), ldc); \
  }                                                                                                          \
  npublasStatus_t npublas##P##dgmm(npublasHandle_t handle, npublasSideMode_t side, int m, int n, const T *A, \
                                   int lda, const T *x, int incx, T *C, int ldc) {                           \
    return dgmm(handle, side, m, n, cxx(A), lda, cxx(x), incx, cxx(C), ldc);                                 \
  }
ANY(S, float)
ANY(D, double)
ANY(C, npuComplex)
ANY(Z, npuDoubleComplex)

#define COMPLEX(P, T, R)                                                                                     \
  npublasStatus_t npublas##P##gemm3m(                                                                        \
      npublasHandle_t handle, npublasOperation_t transa, npublasOperation_t transb, int m, int n, int k,     \
      const T *alpha, const T *A, int lda, const T *B, int ldb, const T *beta, T *C, int ldc) {              \
    return gemm3m(handle, transa, transb, m, n, k, cxx(alpha), cxx(A), lda, cxx(B), ldb, cxx(beta), cxx(C),  \
                  ldc);                                                                                      \
  }                                                                                                          \
  npublasStatus_t npublas##P##hemm(npublasHandle_t handle, npublasSideMode_t side, npublasFillMode_t uplo,   \
                                   int m, int n, const T *alpha, const T *A, int lda, const T *B, int ldb,   \
                                   const T *beta, T *C, int ldc) {                                           \
    return hemm(handle, side, uplo, m, n, cxx(alpha), cxx(A), lda, cxx(B), ldb, cxx(beta), cxx(C), ldc);     \
  }                                                                                                          \
  npublasStatus_t npublas##P##herk(npublasHandle_t handle, npublasFillMode_t uplo, npublasOperation_t trans, \
                                   int n, int k, const R *alpha, const T *A, int lda, const R *beta, T *C,   \
                                   int ldc) {                                                                \
    return herk(handle, uplo, trans, n, k, alpha, cxx(A), lda, beta, cxx(C), ldc);                           \
  }                                                                                                          \
  npublasStatus_t npublas##P##her2k(npublasHandle_t handle, npublasFillMode_t uplo,                          \
                                    npublasOperation_t trans, int n, int k, const T *alpha, const T *A,      \
                                    int lda, const T *B, int ldb, const R *beta, T *C, int ldc) {            \
    return her2k(handle, uplo, trans, n, k, cxx(alpha), cxx(A), lda, cxx(B), ldb, beta, cxx(C), ldc);        \
  }                                                                                                          \
  npublasStatus_t npublas##P##herkx(npublasHandle_t handle, npublasFillMode_t uplo,                          \
                                    npublasOperation_t trans, int n, int k, const T *alpha, const T *A,      \
                                    int lda, const T *B, int ldb, const R *beta, T *C, int ldc) {            \
    return herkx(handle, uplo, trans, n, k, cxx(alpha), cxx(A), lda, cxx(B), ldb, beta, cxx(C), ldc);        \
  }
COMPLEX(C, npuComplex, float)
COMPLEX(Z, npuDoubleComplex, double)
