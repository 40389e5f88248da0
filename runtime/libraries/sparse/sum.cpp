// SPDX-License-Identifier: Apache-2.0
// The sum of two sparse matrices: csrgeam2.
#include "sparse/entries.h"
#include "sparse/typed.h"
#include "sparse/work.h"

#include <map>

using namespace npu::sparse;

namespace {
// Calls `f(row, column, place in a or -1, place in b or -1)` for each entry of the sum, in order.
template <class F> void merge(const matrix &a_matrix, const matrix &b_matrix, F f) {
  const rows_of a(a_matrix), b(b_matrix);
  std::map<int64_t, std::pair<int64_t, int64_t>>
      met; // of a row: sorted by column, even if the operands are not
  for (int64_t row = 0; row < a_matrix.rows; ++row) {
    met.clear();
    for (int64_t k = a.offsets[row]; k < a.offsets[row + 1]; ++k)
      met[a.columns[k]] = {a.places[k], -1};
    for (int64_t k = b.offsets[row]; k < b.offsets[row + 1]; ++k)
      met.try_emplace(b.columns[k], -1, -1).first->second.second = b.places[k];
    for (const auto &[column, places] : met)
      f(row, column, places.first, places.second);
  }
}

bool all_general(npusparseMatDescr_t a, npusparseMatDescr_t b, npusparseMatDescr_t c) {
  return a->type == NPUSPARSE_MATRIX_TYPE_GENERAL && b->type == NPUSPARSE_MATRIX_TYPE_GENERAL &&
         c->type == NPUSPARSE_MATRIX_TYPE_GENERAL;
}
} // namespace

npusparseStatus_t npusparseXcsrgeam2Nnz(npusparseHandle_t handle, int m, int n,
                                        const npusparseMatDescr_t a_descr, int a_nnz, const int *a_offsets,
                                        const int *a_columns, const npusparseMatDescr_t b_descr, int b_nnz,
                                        const int *b_offsets, const int *b_columns,
                                        const npusparseMatDescr_t c_descr, int *c_offsets, int *total,
                                        void *) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(a_descr && b_descr && c_descr && m >= 0 && n >= 0 && total, INVALID_VALUE);
  NPU_SPARSE_REQUIRE(all_general(a_descr, b_descr, c_descr), MATRIX_TYPE_NOT_SUPPORTED);
  const matrix a = csr(*a_descr, m, n, a_nnz, NPU_R_32F, nullptr, a_offsets, a_columns),
               b = csr(*b_descr, m, n, b_nnz, NPU_R_32F, nullptr, b_offsets, b_columns);
  return run_with_result(handle, [=, base = c_descr->base] {
    std::fill_n(c_offsets, m + 1, 0);
    merge(a, b, [&](int64_t row, int64_t, int64_t, int64_t) { ++c_offsets[row + 1]; });
    c_offsets[0] = base;
    for (int row = 0; row < m; ++row)
      c_offsets[row + 1] += c_offsets[row];
    *total = c_offsets[m] - base;
  });
}

namespace {
npusparseStatus_t add(npusparseHandle_t handle, npuDataType type, int m, int n, const void *alpha,
                      npusparseMatDescr_t a_descr, int a_nnz, const void *a_values, const int *a_offsets,
                      const int *a_columns, const void *beta, npusparseMatDescr_t b_descr, int b_nnz,
                      const void *b_values, const int *b_offsets, const int *b_columns,
                      npusparseMatDescr_t c_descr, void *c_values, int *c_columns) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(alpha && beta && a_descr && b_descr && c_descr && m >= 0 && n >= 0, INVALID_VALUE);
  NPU_SPARSE_REQUIRE(all_general(a_descr, b_descr, c_descr), MATRIX_TYPE_NOT_SUPPORTED);
  const matrix a = csr(*a_descr, m, n, a_nnz, type, a_values, a_offsets, a_columns),
               b = csr(*b_descr, m, n, b_nnz, type, b_values, b_offsets, b_columns);
  const scalar alpha_value(handle, alpha, type), beta_value(handle, beta, type);
  return run(handle, [=, base = c_descr->base] {
    with_type(type, [&](auto zero) {
      using T = decltype(zero);
      const T left = alpha_value.get<T>(), right = beta_value.get<T>();
      int64_t k = 0;
      merge(a, b, [&](int64_t, int64_t column, int64_t in_a, int64_t in_b) {
        T sum{};
        if (in_a >= 0)
          sum += left * load<T>(a.values, type, in_a);
        if (in_b >= 0)
          sum += right * load<T>(b.values, type, in_b);
        c_columns[k] = static_cast<int>(column) + base;
        store(c_values, type, k++, sum);
      });
    });
  });
}
} // namespace

#define NPU_SPARSE_SUM(X, T, TYPE)                                                                           \
  npusparseStatus_t npusparse##X##csrgeam2_bufferSizeExt(                                                    \
      npusparseHandle_t handle, int, int, const T *, const npusparseMatDescr_t, int, const T *, const int *, \
      const int *, const T *, const npusparseMatDescr_t, int, const T *, const int *, const int *,           \
      const npusparseMatDescr_t, const T *, const int *, const int *, size_t *bytes) {                       \
    return small_buffer(handle, bytes);                                                                      \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##csrgeam2(                                                                  \
      npusparseHandle_t handle, int m, int n, const T *alpha, const npusparseMatDescr_t a_descr, int a_nnz,  \
      const T *a_values, const int *a_offsets, const int *a_columns, const T *beta,                          \
      const npusparseMatDescr_t b_descr, int b_nnz, const T *b_values, const int *b_offsets,                 \
      const int *b_columns, const npusparseMatDescr_t c_descr, T *c_values, int *, int *c_columns, void *) { \
    return add(handle, TYPE, m, n, alpha, a_descr, a_nnz, a_values, a_offsets, a_columns, beta, b_descr,     \
               b_nnz, b_values, b_offsets, b_columns, c_descr, c_values, c_columns);                         \
  }
NPU_SPARSE_FOR_EACH_TYPE(NPU_SPARSE_SUM)
