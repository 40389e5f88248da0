// SPDX-License-Identifier: Apache-2.0
// The routines of CBLAS by element type, and its enumerations from ours.
#ifndef NPU_LIBRARIES_BLAS_KERNELS_H
#define NPU_LIBRARIES_BLAS_KERNELS_H

#include "npu/detail/blas_types.h"

#include <cblas.h>

#include <algorithm>
#include <complex>
#include <type_traits>

namespace npu::blas {

template <class T> struct real_of {
  using type = T;
};
template <class T> struct real_of<std::complex<T>> {
  using type = T;
};
template <class T> using real = typename real_of<T>::type;
template <class T> constexpr bool is_complex = !std::is_same_v<T, real<T>>;

template <class T> T conjugate(T x) {
  if constexpr (is_complex<T>)
    return std::conj(x);
  else
    return x;
}

// Scalars go to CBLAS by value if they are real, by address if complex.
inline float by(const float &x) { return x; }
inline double by(const double &x) { return x; }
inline const void *by(const std::complex<float> &x) { return &x; }
inline const void *by(const std::complex<double> &x) { return &x; }

inline bool valid(npublasOperation_t op) { return op >= NPUBLAS_OP_N && op <= NPUBLAS_OP_C; }
inline bool valid(npublasFillMode_t fill) {
  return fill == NPUBLAS_FILL_MODE_LOWER || fill == NPUBLAS_FILL_MODE_UPPER;
}
inline bool valid(npublasDiagType_t diag) {
  return diag == NPUBLAS_DIAG_NON_UNIT || diag == NPUBLAS_DIAG_UNIT;
}
inline bool valid(npublasSideMode_t side) { return side == NPUBLAS_SIDE_LEFT || side == NPUBLAS_SIDE_RIGHT; }

inline CBLAS_TRANSPOSE c(npublasOperation_t op) {
  return op == NPUBLAS_OP_N ? CblasNoTrans : op == NPUBLAS_OP_T ? CblasTrans : CblasConjTrans;
}
inline CBLAS_UPLO c(npublasFillMode_t fill) {
  return fill == NPUBLAS_FILL_MODE_UPPER ? CblasUpper : CblasLower;
}
inline CBLAS_DIAG c(npublasDiagType_t diag) { return diag == NPUBLAS_DIAG_UNIT ? CblasUnit : CblasNonUnit; }
inline CBLAS_SIDE c(npublasSideMode_t side) { return side == NPUBLAS_SIDE_LEFT ? CblasLeft : CblasRight; }

// Whether the leading dimension holds that many rows.
inline bool holds(int ld, int rows) { return ld >= std::max(1, rows); }

template <class T> struct cblas;

// A routine of vectors, and one of (column-major) matrices.
#define NPU_CBLAS_VECTOR(name, routine)                                                                      \
  template <class... Args> static auto name(Args... args) { return routine(args...); }
#define NPU_CBLAS_MATRIX(name, routine)                                                                      \
  template <class... Args> static void name(Args... args) { routine(CblasColMajor, args...); }

#define NPU_CBLAS_ANY(p)                                                                                     \
  NPU_CBLAS_VECTOR(axpy, cblas_##p##axpy)                                                                    \
  NPU_CBLAS_VECTOR(copy, cblas_##p##copy)                                                                    \
  NPU_CBLAS_VECTOR(swap, cblas_##p##swap)                                                                    \
  NPU_CBLAS_VECTOR(scal, cblas_##p##scal)                                                                    \
  NPU_CBLAS_VECTOR(rotg, cblas_##p##rotg)                                                                    \
  NPU_CBLAS_VECTOR(amax, cblas_i##p##amax)                                                                   \
  NPU_CBLAS_MATRIX(gemv, cblas_##p##gemv)                                                                    \
  NPU_CBLAS_MATRIX(gbmv, cblas_##p##gbmv)                                                                    \
  NPU_CBLAS_MATRIX(trmv, cblas_##p##trmv)                                                                    \
  NPU_CBLAS_MATRIX(trsv, cblas_##p##trsv)                                                                    \
  NPU_CBLAS_MATRIX(tbmv, cblas_##p##tbmv)                                                                    \
  NPU_CBLAS_MATRIX(tbsv, cblas_##p##tbsv)                                                                    \
  NPU_CBLAS_MATRIX(tpmv, cblas_##p##tpmv)                                                                    \
  NPU_CBLAS_MATRIX(tpsv, cblas_##p##tpsv)                                                                    \
  NPU_CBLAS_MATRIX(gemm, cblas_##p##gemm)                                                                    \
  NPU_CBLAS_MATRIX(symm, cblas_##p##symm)                                                                    \
  NPU_CBLAS_MATRIX(syrk, cblas_##p##syrk)                                                                    \
  NPU_CBLAS_MATRIX(syr2k, cblas_##p##syr2k)                                                                  \
  NPU_CBLAS_MATRIX(trmm, cblas_##p##trmm)                                                                    \
  NPU_CBLAS_MATRIX(trsm, cblas_##p##trsm)

#define NPU_CBLAS_REAL(p)                                                                                    \
  NPU_CBLAS_VECTOR(dot, cblas_##p##dot)                                                                      \
  NPU_CBLAS_VECTOR(nrm2, cblas_##p##nrm2)                                                                    \
  NPU_CBLAS_VECTOR(asum, cblas_##p##asum)                                                                    \
  NPU_CBLAS_VECTOR(rotm, cblas_##p##rotm)                                                                    \
  NPU_CBLAS_VECTOR(rotmg, cblas_##p##rotmg)                                                                  \
  NPU_CBLAS_MATRIX(ger, cblas_##p##ger)                                                                      \
  NPU_CBLAS_MATRIX(symv, cblas_##p##symv)                                                                    \
  NPU_CBLAS_MATRIX(sbmv, cblas_##p##sbmv)                                                                    \
  NPU_CBLAS_MATRIX(spmv, cblas_##p##spmv)                                                                    \
  NPU_CBLAS_MATRIX(syr, cblas_##p##syr)                                                                      \
  NPU_CBLAS_MATRIX(syr2, cblas_##p##syr2)                                                                    \
  NPU_CBLAS_MATRIX(spr, cblas_##p##spr)                                                                      \
  NPU_CBLAS_MATRIX(spr2, cblas_##p##spr2)

#define NPU_CBLAS_COMPLEX(p, r)                                                                              \
  NPU_CBLAS_VECTOR(dotu, cblas_##p##dotu_sub)                                                                \
  NPU_CBLAS_VECTOR(dotc, cblas_##p##dotc_sub)                                                                \
  NPU_CBLAS_VECTOR(real_scal, cblas_##p##r##scal)                                                            \
  NPU_CBLAS_VECTOR(nrm2, cblas_##r##p##nrm2)                                                                 \
  NPU_CBLAS_VECTOR(asum, cblas_##r##p##asum)                                                                 \
  NPU_CBLAS_MATRIX(geru, cblas_##p##geru)                                                                    \
  NPU_CBLAS_MATRIX(gerc, cblas_##p##gerc)                                                                    \
  NPU_CBLAS_MATRIX(hemv, cblas_##p##hemv)                                                                    \
  NPU_CBLAS_MATRIX(hbmv, cblas_##p##hbmv)                                                                    \
  NPU_CBLAS_MATRIX(hpmv, cblas_##p##hpmv)                                                                    \
  NPU_CBLAS_MATRIX(her, cblas_##p##her)                                                                      \
  NPU_CBLAS_MATRIX(her2, cblas_##p##her2)                                                                    \
  NPU_CBLAS_MATRIX(hpr, cblas_##p##hpr)                                                                      \
  NPU_CBLAS_MATRIX(hpr2, cblas_##p##hpr2)                                                                    \
  NPU_CBLAS_MATRIX(hemm, cblas_##p##hemm)                                                                    \
  NPU_CBLAS_MATRIX(herk, cblas_##p##herk)                                                                    \
  NPU_CBLAS_MATRIX(her2k, cblas_##p##her2k)                                                                  \
  NPU_CBLAS_MATRIX(gemm3m, cblas_##p##gemm3m)

template <> struct cblas<float> {
  NPU_CBLAS_ANY(s)
  NPU_CBLAS_REAL(s)
};
template <> struct cblas<double> {
  NPU_CBLAS_ANY(d)
  NPU_CBLAS_REAL(d)
};
template <> struct cblas<std::complex<float>> {
  NPU_CBLAS_ANY(c)
  NPU_CBLAS_COMPLEX(c, s)
};
template <> struct cblas<std::complex<double>> {
  NPU_CBLAS_ANY(z)
  NPU_CBLAS_COMPLEX(z, d)
};
#undef NPU_CBLAS_ANY
#undef NPU_CBLAS_REAL
#undef NPU_CBLAS_COMPLEX
#undef NPU_CBLAS_VECTOR
#undef NPU_CBLAS_MATRIX

} // namespace npu::blas

#endif
