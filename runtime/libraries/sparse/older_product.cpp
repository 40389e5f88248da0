// SPDX-License-Identifier: Apache-2.0
// Sparse times dense on plain arrays: csrmv, csrmm, bsrmv.
#include "sparse/product.h"
#include "sparse/typed.h"

using namespace npu::sparse;

namespace {
npusparseStatus_t csrmv(npusparseHandle_t handle, npuDataType compute, npusparseOperation_t op, int m, int n,
                        int nnz, const void *alpha, npusparseMatDescr_t d, const void *values,
                        npuDataType value_type, const int *offsets, const int *columns, const void *x,
                        npuDataType x_type, const void *beta, void *y, npuDataType y_type) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(d && m >= 0 && n >= 0 && nnz >= 0, INVALID_VALUE);
  NPU_SPARSE_REQUIRE(d->type == NPUSPARSE_MATRIX_TYPE_GENERAL || m == n, INVALID_VALUE);
  const bool plain = op == NPUSPARSE_OPERATION_NON_TRANSPOSE;
  const int in = plain ? n : m, out = plain ? m : n;
  return multiply(
      handle,
      {op, NPUSPARSE_OPERATION_NON_TRANSPOSE, csr(*d, m, n, nnz, value_type, values, offsets, columns),
       d->type, dense(const_cast<void *>(x), x_type, in, 1, in), dense(y, y_type, out, 1, out), 1, compute},
      alpha, beta);
}

npusparseStatus_t csrmm(npusparseHandle_t handle, npuDataType type, npusparseOperation_t op_a,
                        npusparseOperation_t op_b, int m, int n, int k, int nnz, const void *alpha,
                        npusparseMatDescr_t d, const void *values, const int *offsets, const int *columns,
                        const void *b, int ldb, const void *beta, void *c, int ldc) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(d && m >= 0 && n >= 0 && k >= 0 && nnz >= 0, INVALID_VALUE);
  const bool plain_a = op_a == NPUSPARSE_OPERATION_NON_TRANSPOSE,
             plain_b = op_b == NPUSPARSE_OPERATION_NON_TRANSPOSE;
  const int in = plain_a ? k : m, out = plain_a ? m : k, b_rows = plain_b ? in : n, b_cols = plain_b ? n : in;
  NPU_SPARSE_REQUIRE(ldb >= b_rows && ldc >= out, INVALID_VALUE);
  return multiply(handle,
                  {op_a, op_b, csr(*d, m, k, nnz, type, values, offsets, columns), d->type,
                   dense(const_cast<void *>(b), type, b_rows, b_cols, ldb), dense(c, type, out, n, ldc), 1,
                   type},
                  alpha, beta);
}

// y = alpha * op(a) * x + beta * y for blocks of entries.
npusparseStatus_t bsrmv(npusparseHandle_t handle, npuDataType type, npusparseDirection_t direction,
                        npusparseOperation_t op, int mb, int nb, int nnzb, const void *alpha,
                        npusparseMatDescr_t d, const void *values, const int *offsets, const int *columns,
                        int block, const void *x, const void *beta, void *y) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(d && alpha && beta && mb >= 0 && nb >= 0 && nnzb >= 0 && block > 0 && valid(op),
                     INVALID_VALUE);
  NPU_SPARSE_REQUIRE(d->type == NPUSPARSE_MATRIX_TYPE_GENERAL, MATRIX_TYPE_NOT_SUPPORTED);
  const matrix blocks = applied(op, csr(*d, mb, nb, nnzb, type, values, offsets, columns));
  const bool by_row = direction == NPUSPARSE_DIRECTION_ROW, plain = op == NPUSPARSE_OPERATION_NON_TRANSPOSE;
  const scalar alpha_value(handle, alpha, type), beta_value(handle, beta, type);
  return run(handle, [=] {
    with_type(type, [&](auto zero) {
      using T = decltype(zero);
      const auto *a = static_cast<const T *>(values), *from = static_cast<const T *>(x);
      std::vector<T> sums(blocks.rows * block);
      for_each_entry(blocks, [&](int64_t block_row, int64_t block_column, int64_t k) {
        for (int i = 0; i < block; ++i)
          for (int j = 0; j < block; ++j) {
            const bool swapped = by_row != plain; // stored with i as the faster coordinate
            const T value = a[(k * block + (swapped ? j : i)) * block + (swapped ? i : j)];
            sums[block_row * block + i] +=
                (op == NPUSPARSE_OPERATION_CONJUGATE_TRANSPOSE ? conjugate(value) : value) *
                from[block_column * block + j];
          }
      });
      for (size_t i = 0; i < sums.size(); ++i)
        update(y, type, i, alpha_value.get<T>() * sums[i], beta_value.get<T>());
    });
  });
}
} // namespace

#define NPU_SPARSE_PRODUCTS(X, T, TYPE)                                                                      \
  npusparseStatus_t npusparse##X##csrmv(npusparseHandle_t handle, npusparseOperation_t op, int m, int n,     \
                                        int nnz, const T *alpha, const npusparseMatDescr_t d,                \
                                        const T *values, const int *offsets, const int *columns, const T *x, \
                                        const T *beta, T *y) {                                               \
    return csrmv(handle, TYPE, op, m, n, nnz, alpha, d, values, TYPE, offsets, columns, x, TYPE, beta, y,    \
                 TYPE);                                                                                      \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##csrmv_mp(npusparseHandle_t handle, npusparseOperation_t op, int m, int n,  \
                                           int nnz, const T *alpha, const npusparseMatDescr_t d,             \
                                           const T *values, const int *offsets, const int *columns,          \
                                           const T *x, const T *beta, T *y) {                                \
    return csrmv(handle, TYPE, op, m, n, nnz, alpha, d, values, TYPE, offsets, columns, x, TYPE, beta, y,    \
                 TYPE);                                                                                      \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##csrmm(npusparseHandle_t handle, npusparseOperation_t op, int m, int n,     \
                                        int k, int nnz, const T *alpha, const npusparseMatDescr_t d,         \
                                        const T *values, const int *offsets, const int *columns, const T *b, \
                                        int ldb, const T *beta, T *c, int ldc) {                             \
    return csrmm(handle, TYPE, op, NPUSPARSE_OPERATION_NON_TRANSPOSE, m, n, k, nnz, alpha, d, values,        \
                 offsets, columns, b, ldb, beta, c, ldc);                                                    \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##csrmm2(                                                                    \
      npusparseHandle_t handle, npusparseOperation_t op_a, npusparseOperation_t op_b, int m, int n, int k,   \
      int nnz, const T *alpha, const npusparseMatDescr_t d, const T *values, const int *offsets,             \
      const int *columns, const T *b, int ldb, const T *beta, T *c, int ldc) {                               \
    return csrmm(handle, TYPE, op_a, op_b, m, n, k, nnz, alpha, d, values, offsets, columns, b, ldb, beta,   \
                 c, ldc);                                                                                    \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##bsrmv(npusparseHandle_t handle, npusparseDirection_t direction,            \
                                        npusparseOperation_t op, int mb, int nb, int nnzb, const T *alpha,   \
                                        const npusparseMatDescr_t d, const T *values, const int *offsets,    \
                                        const int *columns, int block, const T *x, const T *beta, T *y) {    \
    return bsrmv(handle, TYPE, direction, op, mb, nb, nnzb, alpha, d, values, offsets, columns, block, x,    \
                 beta, y);                                                                                   \
  }
NPU_SPARSE_FOR_EACH_TYPE(NPU_SPARSE_PRODUCTS)

npusparseStatus_t npusparseCsrmvEx_bufferSize(npusparseHandle_t handle, npusparseAlgMode_t,
                                              npusparseOperation_t, int, int, int, const void *, npuDataType,
                                              const npusparseMatDescr_t, const void *, npuDataType,
                                              const int *, const int *, const void *, npuDataType,
                                              const void *, npuDataType, void *, npuDataType, npuDataType,
                                              size_t *bytes) {
  return small_buffer(handle, bytes);
}

npusparseStatus_t npusparseCsrmvEx(npusparseHandle_t handle, npusparseAlgMode_t, npusparseOperation_t op,
                                   int m, int n, int nnz, const void *alpha, npuDataType alpha_type,
                                   const npusparseMatDescr_t d, const void *values, npuDataType value_type,
                                   const int *offsets, const int *columns, const void *x, npuDataType x_type,
                                   const void *beta, npuDataType beta_type, void *y, npuDataType y_type,
                                   npuDataType compute, void *) {
  NPU_SPARSE_REQUIRE(alpha_type == compute && beta_type == compute, NOT_SUPPORTED);
  return csrmv(handle, compute, op, m, n, nnz, alpha, d, values, value_type, offsets, columns, x, x_type,
               beta, y, y_type);
}
