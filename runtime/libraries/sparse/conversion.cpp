// SPDX-License-Identifier: Apache-2.0
// Between sparse formats on plain arrays, and sorting.
#include "sparse/entries.h"
#include "sparse/typed.h"
#include "sparse/work.h"

#include <algorithm>
#include <numeric>
#include <tuple>

using namespace npu::sparse;

npusparseStatus_t npusparseXcoo2csr(npusparseHandle_t handle, const int *rows, int nnz, int m, int *offsets,
                                    npusparseIndexBase_t base) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(nnz >= 0 && m >= 0, INVALID_VALUE);
  return run(handle, [=] {
    std::fill_n(offsets, m + 1, 0);
    for (int k = 0; k < nnz; ++k)
      ++offsets[rows[k] - base + 1];
    offsets[0] = base;
    for (int row = 0; row < m; ++row)
      offsets[row + 1] += offsets[row];
  });
}

npusparseStatus_t npusparseXcsr2coo(npusparseHandle_t handle, const int *offsets, int nnz, int m, int *rows,
                                    npusparseIndexBase_t base) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(nnz >= 0 && m >= 0, INVALID_VALUE);
  return run(handle, [=] {
    for (int row = 0; row < m; ++row)
      std::fill(rows + (offsets[row] - base), rows + (offsets[row + 1] - base), row + base);
  });
}

namespace {
npusparseStatus_t csr_to_csc(npusparseHandle_t handle, int m, int n, int nnz, const void *from_values,
                             const int *from_offsets, const int *from_columns, void *to_values, int *to_rows,
                             int *to_offsets, npuDataType type, npusparseAction_t action,
                             npusparseIndexBase_t base) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(m >= 0 && n >= 0 && nnz >= 0, INVALID_VALUE);
  const size_t bytes = bytes_of(type);
  NPU_SPARSE_REQUIRE(bytes, NOT_SUPPORTED);
  npusparseMatDescr d;
  d.base = base;
  const matrix from = transposed(csr(d, m, n, nnz, type, from_values, from_offsets, from_columns));
  return run(handle, [=] {
    const rows_of columns(from);
    for (int column = 0; column <= n; ++column)
      to_offsets[column] = static_cast<int>(columns.offsets[column]) + base;
    for (size_t k = 0; k < columns.columns.size(); ++k) {
      to_rows[k] = static_cast<int>(columns.columns[k]) + base;
      if (action == NPUSPARSE_ACTION_NUMERIC)
        std::memcpy(static_cast<char *>(to_values) + k * bytes,
                    static_cast<const char *>(from_values) + columns.places[k] * bytes, bytes);
    }
  });
}
} // namespace

npusparseStatus_t npusparseCsr2cscEx2_bufferSize(npusparseHandle_t handle, int, int, int, const void *,
                                                 const int *, const int *, void *, int *, int *, npuDataType,
                                                 npusparseAction_t, npusparseIndexBase_t,
                                                 npusparseCsr2CscAlg_t, size_t *bytes) {
  return small_buffer(handle, bytes);
}

npusparseStatus_t npusparseCsr2cscEx2(npusparseHandle_t handle, int m, int n, int nnz,
                                      const void *from_values, const int *from_offsets,
                                      const int *from_columns, void *to_values, int *to_offsets, int *to_rows,
                                      npuDataType type, npusparseAction_t action, npusparseIndexBase_t base,
                                      npusparseCsr2CscAlg_t, void *) {
  return csr_to_csc(handle, m, n, nnz, from_values, from_offsets, from_columns, to_values, to_rows,
                    to_offsets, type, action, base);
}

#define NPU_SPARSE_CSR2CSC(X, T, TYPE)                                                                       \
  npusparseStatus_t npusparse##X##csr2csc(                                                                   \
      npusparseHandle_t handle, int m, int n, int nnz, const T *from_values, const int *from_offsets,        \
      const int *from_columns, T *to_values, int *to_rows, int *to_offsets, npusparseAction_t action,        \
      npusparseIndexBase_t base) {                                                                           \
    return csr_to_csc(handle, m, n, nnz, from_values, from_offsets, from_columns, to_values, to_rows,        \
                      to_offsets, TYPE, action, base);                                                       \
  }
NPU_SPARSE_FOR_EACH_TYPE(NPU_SPARSE_CSR2CSC)

npusparseStatus_t npusparseCreateIdentityPermutation(npusparseHandle_t handle, int n, int *p) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(n >= 0, INVALID_VALUE);
  return run(handle, [=] { std::iota(p, p + n, 0); });
}

namespace {
// Brings entries `begin` to `end` into the order of their keys, and the permutation, where there is one, with
// them.
template <class Key> void sort_entries(int begin, int end, int *first, int *second, int *p, Key key) {
  std::vector<std::tuple<int, int, int>> entries;
  entries.reserve(end - begin);
  for (int k = begin; k < end; ++k)
    entries.emplace_back(first ? first[k] : 0, second[k], p ? p[k] : 0);
  std::stable_sort(entries.begin(), entries.end(), [&](auto &a, auto &b) { return key(a) < key(b); });
  for (int k = begin; k < end; ++k) {
    const auto [one, other, place] = entries[k - begin];
    if (first)
      first[k] = one;
    second[k] = other;
    if (p)
      p[k] = place;
  }
}

// Within each row (CSR) or column (CSC).
npusparseStatus_t sort_lines(npusparseHandle_t handle, int m, int n, int nnz, int lines,
                             npusparseMatDescr_t d, const int *offsets, int *indices, int *p) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(d && m >= 0 && n >= 0 && nnz >= 0, INVALID_VALUE);
  return run(handle, [=, base = d->base] {
    for (int line = 0; line < lines; ++line)
      sort_entries(offsets[line] - base, offsets[line + 1] - base, nullptr, indices, p,
                   [](auto &entry) { return std::get<1>(entry); });
  });
}
} // namespace

npusparseStatus_t npusparseXcsrsort_bufferSizeExt(npusparseHandle_t handle, int, int, int, const int *,
                                                  const int *, size_t *bytes) {
  return small_buffer(handle, bytes);
}
npusparseStatus_t npusparseXcsrsort(npusparseHandle_t handle, int m, int n, int nnz,
                                    const npusparseMatDescr_t d, const int *offsets, int *columns, int *p,
                                    void *) {
  return sort_lines(handle, m, n, nnz, m, d, offsets, columns, p);
}
npusparseStatus_t npusparseXcscsort_bufferSizeExt(npusparseHandle_t handle, int, int, int, const int *,
                                                  const int *, size_t *bytes) {
  return small_buffer(handle, bytes);
}
npusparseStatus_t npusparseXcscsort(npusparseHandle_t handle, int m, int n, int nnz,
                                    const npusparseMatDescr_t d, const int *offsets, int *rows, int *p,
                                    void *) {
  return sort_lines(handle, m, n, nnz, n, d, offsets, rows, p);
}

npusparseStatus_t npusparseXcoosort_bufferSizeExt(npusparseHandle_t handle, int, int, int, const int *,
                                                  const int *, size_t *bytes) {
  return small_buffer(handle, bytes);
}
npusparseStatus_t npusparseXcoosortByRow(npusparseHandle_t handle, int m, int n, int nnz, int *rows,
                                         int *columns, int *p, void *) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(m >= 0 && n >= 0 && nnz >= 0, INVALID_VALUE);
  return run(handle, [=] {
    sort_entries(0, nnz, rows, columns, p,
                 [](auto &entry) { return std::make_pair(std::get<0>(entry), std::get<1>(entry)); });
  });
}
npusparseStatus_t npusparseXcoosortByColumn(npusparseHandle_t handle, int m, int n, int nnz, int *rows,
                                            int *columns, int *p, void *) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(m >= 0 && n >= 0 && nnz >= 0, INVALID_VALUE);
  return run(handle, [=] {
    sort_entries(0, nnz, rows, columns, p,
                 [](auto &entry) { return std::make_pair(std::get<1>(entry), std::get<0>(entry)); });
  });
}
