// SPDX-License-Identifier: Apache-2.0
// Sparse times dense: SpMV and SpMM.
#include "sparse/product.h"

using namespace npu::sparse;

namespace {
// `add(row, column, value)` for what the entries stand for, given that only a triangle of the matrix is
// stored.
template <class T, class F>
void for_each_of_shape(const matrix &a, npusparseMatrixType_t shape, const T *values, F add) {
  const bool lower = a.fill == NPUSPARSE_FILL_MODE_LOWER, unit = a.diag == NPUSPARSE_DIAG_TYPE_UNIT;
  for_each_entry(a, [&](int64_t row, int64_t column, int64_t k) {
    if ((lower ? column > row : column < row) || (unit && row == column))
      return;
    add(row, column, values[k]);
    if (row == column || shape == NPUSPARSE_MATRIX_TYPE_TRIANGULAR)
      return;
    add(column, row, shape == NPUSPARSE_MATRIX_TYPE_HERMITIAN ? conjugate(values[k]) : values[k]);
  });
  if (unit)
    for (int64_t row = 0; row < a.rows; ++row)
      add(row, row, T(1));
}

template <class T>
void multiply(const matrix &a, npusparseMatrixType_t shape, bool conjugate_a, bool conjugate_b,
              const dense &b, const dense &c, T alpha, T beta) {
  const int64_t n = c.cols;
  const input<T> a_values(a.values, a.type, a.nnz), b_values(b.values, b.type, b.extent());
  std::vector<T> sums(c.rows * n);
  const auto add = [&](int64_t row, int64_t column, T value) {
    if (conjugate_a)
      value = conjugate(value);
    for (int64_t j = 0; j < n; ++j) {
      const T factor = b_values[b.at(column, j)];
      sums[row * n + j] += value * (conjugate_b ? conjugate(factor) : factor);
    }
  };
  if (shape != NPUSPARSE_MATRIX_TYPE_GENERAL) {
    for_each_of_shape(a, shape, a_values.data(), add);
  } else if (n == 1 && !conjugate_a && !conjugate_b) { // the common case, with nothing else in its loop
    const T *x = b_values.data(), *values = a_values.data();
    const int64_t stride = b.row_stride;
    for_each_entry(
        a, [&](int64_t row, int64_t column, int64_t k) { sums[row] += values[k] * x[column * stride]; });
  } else {
    for_each_entry(a, [&](int64_t row, int64_t column, int64_t k) { add(row, column, a_values[k]); });
  }
  for (int64_t row = 0; row < c.rows; ++row)
    for (int64_t j = 0; j < n; ++j)
      update(c.values, c.type, c.at(row, j), alpha * sums[row * n + j], beta);
}
} // namespace

npusparseStatus_t npu::sparse::multiply(npusparseHandle_t handle, const product_operands &o,
                                        const void *alpha, const void *beta) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(alpha && beta && valid(o.op_a) && valid(o.op_b), INVALID_VALUE);
  const matrix a = applied(o.op_a, o.a);
  const dense b = o.b.applied(o.op_b);
  NPU_SPARSE_REQUIRE(a.cols == b.rows && a.rows == o.c.rows && b.cols == o.c.cols, INVALID_VALUE);
  NPU_SPARSE_REQUIRE(computes(a.type, o.compute) && computes(b.type, o.compute) &&
                         computes(o.compute, o.c.type == NPU_R_16F || o.c.type == NPU_R_16BF ? NPU_R_32F
                                             : o.c.type == NPU_R_8I                          ? NPU_R_32I
                                                                                             : o.c.type),
                     NOT_SUPPORTED);
  const scalar alpha_value(handle, alpha, o.compute), beta_value(handle, beta, o.compute);
  return run(handle, [=] {
    with_type(o.compute, [&](auto zero) {
      using T = decltype(zero);
      for (int i = 0; i < o.batches; ++i)
        ::multiply(in_batch(a, i), o.shape, o.op_a == NPUSPARSE_OPERATION_CONJUGATE_TRANSPOSE,
                   o.op_b == NPUSPARSE_OPERATION_CONJUGATE_TRANSPOSE, b.in_batch(i), o.c.in_batch(i),
                   alpha_value.get<T>(), beta_value.get<T>());
    });
  });
}

npusparseStatus_t npusparseSpMV(npusparseHandle_t handle, npusparseOperation_t op, const void *alpha,
                                npusparseConstSpMatDescr_t a, npusparseConstDnVecDescr_t x, const void *beta,
                                npusparseDnVecDescr_t y, npuDataType compute, npusparseSpMVAlg_t, void *) {
  NPU_SPARSE_REQUIRE(a && x && y, INVALID_VALUE);
  return multiply(handle,
                  {op, NPUSPARSE_OPERATION_NON_TRANSPOSE, *a, NPUSPARSE_MATRIX_TYPE_GENERAL,
                   dense(x->values, x->type, x->size, 1, x->size),
                   dense(y->values, y->type, y->size, 1, y->size), 1, compute},
                  alpha, beta);
}

npusparseStatus_t npusparseSpMV_bufferSize(npusparseHandle_t handle, npusparseOperation_t, const void *,
                                           npusparseConstSpMatDescr_t, npusparseConstDnVecDescr_t,
                                           const void *, npusparseDnVecDescr_t, npuDataType,
                                           npusparseSpMVAlg_t, size_t *bytes) {
  return small_buffer(handle, bytes);
}

npusparseStatus_t npusparseSpMV_preprocess(npusparseHandle_t handle, npusparseOperation_t, const void *,
                                           npusparseConstSpMatDescr_t a, npusparseConstDnVecDescr_t x,
                                           const void *, npusparseDnVecDescr_t y, npuDataType,
                                           npusparseSpMVAlg_t, void *) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(a && x && y, INVALID_VALUE);
  return NPUSPARSE_STATUS_SUCCESS;
}

npusparseStatus_t npusparseSpMM(npusparseHandle_t handle, npusparseOperation_t op_a,
                                npusparseOperation_t op_b, const void *alpha, npusparseConstSpMatDescr_t a,
                                npusparseConstDnMatDescr_t b, const void *beta, npusparseDnMatDescr_t c,
                                npuDataType compute, npusparseSpMMAlg_t, void *) {
  NPU_SPARSE_REQUIRE(a && b && c, INVALID_VALUE);
  return multiply(handle,
                  {op_a, op_b, *a, NPUSPARSE_MATRIX_TYPE_GENERAL, dense(*b), dense(*c), c->batches, compute},
                  alpha, beta);
}

npusparseStatus_t npusparseSpMM_bufferSize(npusparseHandle_t handle, npusparseOperation_t,
                                           npusparseOperation_t, const void *, npusparseConstSpMatDescr_t,
                                           npusparseConstDnMatDescr_t, const void *, npusparseDnMatDescr_t,
                                           npuDataType, npusparseSpMMAlg_t, size_t *bytes) {
  return small_buffer(handle, bytes);
}

npusparseStatus_t npusparseSpMM_preprocess(npusparseHandle_t handle, npusparseOperation_t,
                                           npusparseOperation_t, const void *, npusparseConstSpMatDescr_t a,
                                           npusparseConstDnMatDescr_t b, const void *,
                                           npusparseDnMatDescr_t c, npuDataType, npusparseSpMMAlg_t, void *) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(a && b && c, INVALID_VALUE);
  return NPUSPARSE_STATUS_SUCCESS;
}
