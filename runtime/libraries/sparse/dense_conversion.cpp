// SPDX-License-Identifier: Apache-2.0
// Between dense and sparse, in the generic interface and on plain arrays.
#include "sparse/entries.h"
#include "sparse/typed.h"
#include "sparse/work.h"

using namespace npu::sparse;

namespace {
// Calls `f(T())` for a type that holds what is stored.
template <class F> void with_stored(npuDataType type, F f) {
  with_type(bytes_of(type) < 4 ? NPU_R_32F : type, f);
}

// Calls `f(row, column)` for each element that is not zero, in the order in which the format stores them.
template <class F> void for_each_nonzero(const dense &a, npusparseFormat_t format, F f) {
  const bool by_column = format == NPUSPARSE_FORMAT_CSC;
  const int64_t lines = by_column ? a.cols : a.rows, length = by_column ? a.rows : a.cols;
  with_stored(a.type, [&](auto zero) {
    for (int64_t line = 0; line < lines; ++line)
      for (int64_t i = 0; i < length; ++i) {
        const int64_t row = by_column ? i : line, column = by_column ? line : i;
        if (load<decltype(zero)>(a.values, a.type, a.at(row, column)) != zero)
          f(row, column);
      }
  });
}

char *element(void *values, size_t bytes, int64_t i) { return static_cast<char *>(values) + i * bytes; }

void to_dense(const matrix &a, const dense &b) {
  const size_t bytes = bytes_of(a.type);
  for (int64_t row = 0; row < b.rows; ++row)
    for (int64_t column = 0; column < b.cols; ++column)
      std::memset(element(b.values, bytes, b.at(row, column)), 0, bytes);
  for_each_entry(a, [&](int64_t row, int64_t column, int64_t k) {
    std::memcpy(element(b.values, bytes, b.at(row, column)), element(a.values, bytes, k), bytes);
  });
}

int64_t count_nonzeros(const dense &a, const matrix &b) {
  if (b.format == NPUSPARSE_FORMAT_BLOCKED_ELL)
    return b.nnz;
  int64_t count = 0;
  for_each_nonzero(a, b.format, [&](int64_t, int64_t) { ++count; });
  return count;
}

// The offsets of a compressed format from the elements that are not zero.
void write_offsets(const dense &a, const matrix &b) {
  const bool by_column = b.format == NPUSPARSE_FORMAT_CSC;
  std::vector<int64_t> offsets((by_column ? a.cols : a.rows) + 1);
  for_each_nonzero(a, b.format,
                   [&](int64_t row, int64_t column) { ++offsets[(by_column ? column : row) + 1]; });
  int64_t sum = b.base;
  for (size_t i = 0; i < offsets.size(); ++i)
    set_index(b.lines, b.line_type, i, sum += offsets[i]);
}

void to_sparse(const dense &a, const matrix &b) {
  const size_t bytes = bytes_of(a.type);
  if (b.format == NPUSPARSE_FORMAT_BLOCKED_ELL) { // which blocks are stored is given
    for_each_entry(b, [&](int64_t row, int64_t column, int64_t k) {
      std::memcpy(element(b.values, bytes, k), element(a.values, bytes, a.at(row, column)), bytes);
    });
    return;
  }
  const bool coo = b.format == NPUSPARSE_FORMAT_COO, by_column = b.format == NPUSPARSE_FORMAT_CSC;
  if (!coo)
    write_offsets(a, b);
  int64_t k = 0;
  for_each_nonzero(a, b.format, [&](int64_t row, int64_t column) {
    if (coo)
      set_index(b.lines, b.line_type, k, row + b.base);
    set_index(b.indices, b.index_type, k, (by_column ? row : column) + b.base);
    std::memcpy(element(b.values, bytes, k), element(a.values, bytes, a.at(row, column)), bytes);
    ++k;
  });
}
} // namespace

npusparseStatus_t npusparseSparseToDense_bufferSize(npusparseHandle_t handle, npusparseConstSpMatDescr_t,
                                                    npusparseDnMatDescr_t, npusparseSparseToDenseAlg_t,
                                                    size_t *bytes) {
  return small_buffer(handle, bytes);
}

npusparseStatus_t npusparseSparseToDense(npusparseHandle_t handle, npusparseConstSpMatDescr_t a,
                                         npusparseDnMatDescr_t b, npusparseSparseToDenseAlg_t, void *) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(a && b && a->rows == b->rows && a->cols == b->cols && a->type == b->type, INVALID_VALUE);
  return run(handle, [a = *a, b = dense(*b)] { to_dense(a, b); });
}

npusparseStatus_t npusparseDenseToSparse_bufferSize(npusparseHandle_t handle, npusparseConstDnMatDescr_t,
                                                    npusparseSpMatDescr_t, npusparseDenseToSparseAlg_t,
                                                    size_t *bytes) {
  return small_buffer(handle, bytes);
}

npusparseStatus_t npusparseDenseToSparse_analysis(npusparseHandle_t handle, npusparseConstDnMatDescr_t a,
                                                  npusparseSpMatDescr_t b, npusparseDenseToSparseAlg_t,
                                                  void *) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(a && b && a->rows == b->rows && a->cols == b->cols && a->type == b->type, INVALID_VALUE);
  const bool offsets = (b->format == NPUSPARSE_FORMAT_CSR || b->format == NPUSPARSE_FORMAT_CSC) && b->lines;
  return run_and_wait(handle, [a = dense(*a), b, offsets] {
    b->nnz = count_nonzeros(a, *b);
    if (offsets)
      write_offsets(a, *b);
  });
}

npusparseStatus_t npusparseDenseToSparse_convert(npusparseHandle_t handle, npusparseConstDnMatDescr_t a,
                                                 npusparseSpMatDescr_t b, npusparseDenseToSparseAlg_t,
                                                 void *) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(a && b && a->rows == b->rows && a->cols == b->cols && a->type == b->type, INVALID_VALUE);
  return run(handle, [a = dense(*a), b = *b] { to_sparse(a, b); });
}

namespace {
npusparseStatus_t count(npusparseHandle_t handle, npusparseDirection_t direction, int m, int n,
                        npusparseMatDescr_t d, const void *a, npuDataType type, int lda, int *per_line,
                        int *total) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(d && m >= 0 && n >= 0 && lda >= m && total, INVALID_VALUE);
  NPU_SPARSE_REQUIRE(d->type == NPUSPARSE_MATRIX_TYPE_GENERAL, MATRIX_TYPE_NOT_SUPPORTED);
  const dense from(const_cast<void *>(a), type, m, n, lda);
  const bool by_row = direction == NPUSPARSE_DIRECTION_ROW;
  return run_with_result(handle, [=] {
    std::fill_n(per_line, by_row ? m : n, 0);
    int sum = 0;
    for_each_nonzero(from, NPUSPARSE_FORMAT_CSC, [&](int64_t row, int64_t column) {
      ++per_line[by_row ? row : column];
      ++sum;
    });
    *total = sum;
  });
}

matrix plain(const npusparseMatDescr &d, npusparseFormat_t format, int m, int n, npuDataType type,
             const void *values, const int *offsets, const int *indices) {
  matrix result = csr(d, m, n, 0, type, values, offsets, indices);
  result.format = format;
  return result;
}

npusparseStatus_t dense_to_sparse(npusparseHandle_t handle, npusparseFormat_t format, int m, int n,
                                  npusparseMatDescr_t d, const void *a, npuDataType type, int lda,
                                  void *values, int *offsets, int *indices) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(d && m >= 0 && n >= 0 && lda >= m, INVALID_VALUE);
  NPU_SPARSE_REQUIRE(d->type == NPUSPARSE_MATRIX_TYPE_GENERAL, MATRIX_TYPE_NOT_SUPPORTED);
  return run(handle, [from = dense(const_cast<void *>(a), type, m, n, lda),
                      to = plain(*d, format, m, n, type, values, offsets, indices)] { to_sparse(from, to); });
}

npusparseStatus_t sparse_to_dense(npusparseHandle_t handle, npusparseFormat_t format, int m, int n,
                                  npusparseMatDescr_t d, const void *values, const int *offsets,
                                  const int *indices, void *a, npuDataType type, int lda) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(d && m >= 0 && n >= 0 && lda >= m, INVALID_VALUE);
  NPU_SPARSE_REQUIRE(d->type == NPUSPARSE_MATRIX_TYPE_GENERAL, MATRIX_TYPE_NOT_SUPPORTED);
  return run(handle, [from = plain(*d, format, m, n, type, values, offsets, indices),
                      to = dense(a, type, m, n, lda)] { to_dense(from, to); });
}
} // namespace

#define NPU_SPARSE_DENSE(X, T, TYPE)                                                                         \
  npusparseStatus_t npusparse##X##nnz(npusparseHandle_t handle, npusparseDirection_t direction, int m,       \
                                      int n, const npusparseMatDescr_t d, const T *a, int lda,               \
                                      int *per_line, int *total) {                                           \
    return count(handle, direction, m, n, d, a, TYPE, lda, per_line, total);                                 \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##dense2csr(npusparseHandle_t handle, int m, int n,                          \
                                            const npusparseMatDescr_t d, const T *a, int lda, const int *,   \
                                            T *values, int *offsets, int *columns) {                         \
    return dense_to_sparse(handle, NPUSPARSE_FORMAT_CSR, m, n, d, a, TYPE, lda, values, offsets, columns);   \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##dense2csc(npusparseHandle_t handle, int m, int n,                          \
                                            const npusparseMatDescr_t d, const T *a, int lda, const int *,   \
                                            T *values, int *rows, int *offsets) {                            \
    return dense_to_sparse(handle, NPUSPARSE_FORMAT_CSC, m, n, d, a, TYPE, lda, values, offsets, rows);      \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##csr2dense(npusparseHandle_t handle, int m, int n,                          \
                                            const npusparseMatDescr_t d, const T *values,                    \
                                            const int *offsets, const int *columns, T *a, int lda) {         \
    return sparse_to_dense(handle, NPUSPARSE_FORMAT_CSR, m, n, d, values, offsets, columns, a, TYPE, lda);   \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##csc2dense(npusparseHandle_t handle, int m, int n,                          \
                                            const npusparseMatDescr_t d, const T *values, const int *rows,   \
                                            const int *offsets, T *a, int lda) {                             \
    return sparse_to_dense(handle, NPUSPARSE_FORMAT_CSC, m, n, d, values, offsets, rows, a, TYPE, lda);      \
  }
NPU_SPARSE_FOR_EACH_TYPE(NPU_SPARSE_DENSE)
