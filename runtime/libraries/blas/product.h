// SPDX-License-Identifier: Apache-2.0
// Products of matrices whose types are known at run time: operands are converted to the type that the sums
// are taken in, where they are not of it, and the results back.
#ifndef NPU_LIBRARIES_BLAS_PRODUCT_H
#define NPU_LIBRARIES_BLAS_PRODUCT_H

#include "context.h"
#include "elements.h"

#include <vector>

namespace npu::blas {

// What a compute type is given as: itself, or the element type of older programs.
npublasComputeType_t compute_type(npublasComputeType_t type);

// The type of alpha and beta.
npuDataType scale_type(npublasComputeType_t compute, bool complex);

// Whether a product of these types is known.
bool supported(npublasComputeType_t compute, npuDataType A, npuDataType B, npuDataType C);

// Calls visit(type_is<Sum>(), type_is<Scale>()): the type of the sums and that of alpha and beta in memory.
// Sums of integers are taken in double, which holds them exactly.
template <class Visit> void with_compute(npublasComputeType_t compute, bool complex, Visit visit) {
  switch (scale_type(compute, complex)) {
  case NPU_R_16F:
    visit(type_is<float>(), type_is<half>());
    return;
  case NPU_R_32I:
    visit(type_is<double>(), type_is<int32_t>());
    return;
  case NPU_R_64F:
    visit(type_is<double>(), type_is<double>());
    return;
  case NPU_C_32F:
    visit(type_is<std::complex<float>>(), type_is<std::complex<float>>());
    return;
  case NPU_C_64F:
    visit(type_is<std::complex<double>>(), type_is<std::complex<double>>());
    return;
  default:
    visit(type_is<float>(), type_is<float>());
    return;
  }
}

// A column-major matrix as Sum: the memory itself, or a copy.
template <class Sum> class operand {
public:
  operand(const void *data, npuDataType type, int rows, int columns, std::ptrdiff_t ld) {
    with_type(type, [&](auto t) {
      using T = typename decltype(t)::type;
      const T *from = static_cast<const T *>(data);
      if constexpr (std::is_same_v<T, Sum>) {
        data_ = from;
        ld_ = static_cast<int>(ld);
      } else if constexpr (is_complex<T> == is_complex<Sum>) {
        copy_.resize(size_t(rows) * columns);
        for (int j = 0; j < columns; j++)
          for (int i = 0; i < rows; i++)
            copy_[i + size_t(j) * rows] = convert<Sum>(from[i + j * ld]);
        data_ = copy_.data();
        ld_ = std::max(1, rows);
      }
    });
  }
  const Sum *data() const { return data_; }
  int ld() const { return ld_; }

private:
  std::vector<Sum> copy_;
  const Sum *data_ = nullptr;
  int ld_ = 1;
};

// C = alpha op(A) op(B) + beta C.
template <class Sum>
void product(npublasOperation_t transa, npublasOperation_t transb, int m, int n, int k, Sum alpha,
             const void *A, npuDataType Atype, std::ptrdiff_t lda, const void *B, npuDataType Btype,
             std::ptrdiff_t ldb, Sum beta, void *C, npuDataType Ctype, std::ptrdiff_t ldc) {
  const bool ta = transa != NPUBLAS_OP_N, tb = transb != NPUBLAS_OP_N;
  const operand<Sum> a(A, Atype, ta ? k : m, ta ? m : k, lda), b(B, Btype, tb ? n : k, tb ? k : n, ldb);
  with_type(Ctype, [&](auto t) {
    using T = typename decltype(t)::type;
    T *c_data = static_cast<T *>(C);
    if constexpr (std::is_same_v<T, Sum>) {
      cblas<Sum>::gemm(c(transa), c(transb), m, n, k, by(alpha), a.data(), a.ld(), b.data(), b.ld(), by(beta),
                       c_data, static_cast<int>(ldc));
    } else if constexpr (is_complex<T> == is_complex<Sum>) {
      std::vector<Sum> sums(size_t(m) * n);
      if (beta != Sum(0))
        for (int j = 0; j < n; j++)
          for (int i = 0; i < m; i++)
            sums[i + size_t(j) * m] = convert<Sum>(c_data[i + j * ldc]);
      cblas<Sum>::gemm(c(transa), c(transb), m, n, k, by(alpha), a.data(), a.ld(), b.data(), b.ld(), by(beta),
                       sums.data(), std::max(1, m));
      for (int j = 0; j < n; j++)
        for (int i = 0; i < m; i++)
          c_data[i + j * ldc] = convert<T>(sums[i + size_t(j) * m]);
    }
  });
}

} // namespace npu::blas

#endif
