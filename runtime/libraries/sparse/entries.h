// SPDX-License-Identifier: Apache-2.0
// Walks over the entries of sparse matrices of any format, and views of them.
#ifndef NPU_LIBRARIES_SPARSE_ENTRIES_H
#define NPU_LIBRARIES_SPARSE_ENTRIES_H

#include "sparse/descriptors.h"
#include "sparse/numbers.h"

#include <utility>

namespace npu::sparse {

using matrix = npusparseSpMatDescr;

// Calls `f(Index())` for a type of indices.
template <class F> void with_index(npusparseIndexType_t type, F f) {
  if (type == NPUSPARSE_INDEX_64I)
    f(int64_t());
  else
    f(int32_t());
}

inline int64_t index_at(const void *indices, npusparseIndexType_t type, int64_t i) {
  return type == NPUSPARSE_INDEX_64I ? static_cast<const int64_t *>(indices)[i]
                                     : static_cast<const int32_t *>(indices)[i];
}
inline void set_index(void *indices, npusparseIndexType_t type, int64_t i, int64_t to) {
  if (type == NPUSPARSE_INDEX_64I)
    static_cast<int64_t *>(indices)[i] = to;
  else
    static_cast<int32_t *>(indices)[i] = static_cast<int32_t>(to);
}
inline size_t bytes_of(npusparseIndexType_t type) { return type == NPUSPARSE_INDEX_64I ? 8 : 4; }

// A CSR matrix given by plain arrays with the older interface's descriptor. The arrays are not written
// through it unless they are the caller's to write.
inline matrix csr(const npusparseMatDescr &d, int64_t rows, int64_t cols, int64_t nnz, npuDataType type,
                  const void *values, const int *offsets, const int *columns) {
  matrix m{};
  m.format = NPUSPARSE_FORMAT_CSR;
  m.rows = rows;
  m.cols = cols;
  m.nnz = nnz;
  m.lines = const_cast<int *>(offsets);
  m.indices = const_cast<int *>(columns);
  m.values = const_cast<void *>(values);
  m.line_type = m.index_type = NPUSPARSE_INDEX_32I;
  m.base = d.base;
  m.type = type;
  m.fill = d.fill;
  m.diag = d.diag;
  m.batches = 1;
  return m;
}

// The same entries with rows and columns exchanged.
inline matrix transposed(matrix m) {
  std::swap(m.rows, m.cols);
  m.fill = m.fill == NPUSPARSE_FILL_MODE_LOWER ? NPUSPARSE_FILL_MODE_UPPER : NPUSPARSE_FILL_MODE_LOWER;
  switch (m.format) {
  case NPUSPARSE_FORMAT_CSR:
    m.format = NPUSPARSE_FORMAT_CSC;
    break;
  case NPUSPARSE_FORMAT_CSC:
    m.format = NPUSPARSE_FORMAT_CSR;
    break;
  case NPUSPARSE_FORMAT_COO:
    std::swap(m.lines, m.indices);
    std::swap(m.line_type, m.index_type);
    break;
  default:
    m.transposed = !m.transposed;
  }
  return m;
}

inline matrix applied(npusparseOperation_t op, const matrix &m) {
  return op == NPUSPARSE_OPERATION_NON_TRANSPOSE ? m : transposed(m);
}

// The matrix of one batch. A stride of zero shares the arrays.
inline matrix in_batch(matrix m, int batch) {
  const auto moved = [&](void *p, int64_t bytes) {
    return p ? static_cast<char *>(p) + batch * bytes : nullptr;
  };
  const bool coo = m.format == NPUSPARSE_FORMAT_COO;
  m.lines = moved(m.lines, (coo ? m.entry_stride : m.line_stride) * bytes_of(m.line_type));
  m.indices = moved(m.indices, m.entry_stride * bytes_of(m.index_type));
  m.values = moved(m.values, m.entry_stride * bytes_of(m.type));
  return m;
}

// Calls `f(row, column, position)` for each entry, with indices from zero, in the order of storage.
template <class F> void for_each_entry(const matrix &m, F f) {
  const int64_t base = m.base;
  const auto compressed = [&](int64_t lines, auto entry) {
    with_index(m.line_type, [&](auto line_tag) {
      with_index(m.index_type, [&](auto index_tag) {
        const auto *offsets = static_cast<const decltype(line_tag) *>(m.lines);
        const auto *indices = static_cast<const decltype(index_tag) *>(m.indices);
        for (int64_t line = 0; line < lines; ++line)
          for (int64_t k = offsets[line] - base, end = offsets[line + 1] - base; k < end; ++k)
            entry(line, indices[k] - base, k);
      });
    });
  };
  switch (m.format) {
  case NPUSPARSE_FORMAT_CSR:
    compressed(m.rows, f);
    break;
  case NPUSPARSE_FORMAT_CSC:
    compressed(m.cols, [&](int64_t column, int64_t row, int64_t k) { f(row, column, k); });
    break;
  case NPUSPARSE_FORMAT_COO:
    for (int64_t k = 0; k < m.nnz; ++k)
      f(index_at(m.lines, m.line_type, k) - base, index_at(m.indices, m.index_type, k) - base, k);
    break;
  default: {
    const int64_t rows = m.transposed ? m.cols : m.rows, blocks = m.ell_cols / m.block;
    for (int64_t row = 0; row < rows; ++row)
      for (int64_t j = 0; j < m.ell_cols; ++j) {
        const int64_t block = index_at(m.indices, m.index_type, row / m.block * blocks + j / m.block) - base;
        if (block < 0)
          continue; // padding
        const int64_t column = block * m.block + j % m.block, k = row * m.ell_cols + j;
        m.transposed ? f(column, row, k) : f(row, column, k);
      }
  }
  }
}

// The entries of an operand sorted into rows, whatever the format and operation: offsets, columns and places
// of the values, all from zero. Rows keep the order of storage.
struct rows_of {
  std::vector<int64_t> offsets;
  std::vector<int64_t> columns;
  std::vector<int64_t> places;

  explicit rows_of(const matrix &m) : offsets(m.rows + 1) {
    for_each_entry(m, [&](int64_t row, int64_t, int64_t) { ++offsets[row + 1]; });
    for (int64_t row = 0; row < m.rows; ++row)
      offsets[row + 1] += offsets[row];
    columns.resize(offsets[m.rows]);
    places.resize(offsets[m.rows]);
    std::vector<int64_t> next(offsets.begin(), offsets.end() - 1);
    for_each_entry(m, [&](int64_t row, int64_t column, int64_t k) {
      columns[next[row]] = column;
      places[next[row]++] = k;
    });
  }
};

// A dense matrix as an operand: where element (row, column) stands.
struct dense {
  void *values;
  npuDataType type;
  int64_t rows, cols;
  int64_t row_stride, column_stride;
  int64_t batch_stride;

  dense(const npusparseDnMatDescr &d)
      : values(d.values), type(d.type), rows(d.rows), cols(d.cols),
        row_stride(d.order == NPUSPARSE_ORDER_ROW ? d.ld : 1),
        column_stride(d.order == NPUSPARSE_ORDER_ROW ? 1 : d.ld), batch_stride(d.batch_stride) {}
  dense(void *values, npuDataType type, int64_t rows, int64_t cols, int64_t ld)
      : values(values), type(type), rows(rows), cols(cols), row_stride(1), column_stride(ld),
        batch_stride(0) {}

  int64_t at(int64_t row, int64_t column) const { return row * row_stride + column * column_stride; }
  int64_t extent() const { return rows && cols ? at(rows - 1, cols - 1) + 1 : 0; }
  dense in_batch(int batch) const {
    dense d = *this;
    d.values = static_cast<char *>(values) + batch * batch_stride * int64_t(bytes_of(type));
    return d;
  }
  dense applied(npusparseOperation_t op) const {
    dense d = *this;
    if (op != NPUSPARSE_OPERATION_NON_TRANSPOSE) {
      std::swap(d.rows, d.cols);
      std::swap(d.row_stride, d.column_stride);
    }
    return d;
  }
};

} // namespace npu::sparse

#endif
