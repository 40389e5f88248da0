// SPDX-License-Identifier: Apache-2.0
// Incomplete factorizations in the pattern of the matrix: LU (csrilu02) and Cholesky (csric02).
#include "sparse/entries.h"
#include "sparse/typed.h"
#include "sparse/work.h"

#include <algorithm>

using namespace npu::sparse;

namespace {
// Where each diagonal entry is in the rows, or -1.
std::vector<int64_t> diagonals(const rows_of &rows, int64_t n) {
  std::vector<int64_t> places(n, -1);
  for (int64_t row = 0; row < n; ++row)
    for (int64_t k = rows.offsets[row]; k < rows.offsets[row + 1]; ++k)
      if (rows.columns[k] == row)
        places[row] = k;
  return places;
}

// The entries of a row left of the diagonal, by column.
std::vector<int64_t> left_of_diagonal(const rows_of &rows, int64_t row) {
  std::vector<int64_t> left;
  for (int64_t k = rows.offsets[row]; k < rows.offsets[row + 1]; ++k)
    if (rows.columns[k] < row)
      left.push_back(k);
  std::sort(left.begin(), left.end(),
            [&](int64_t a, int64_t b) { return rows.columns[a] < rows.columns[b]; });
  return left;
}

// Both return the first row without a usable pivot, or -1.
template <class T> int64_t factor_lu(const rows_of &rows, int64_t n, T *values) {
  const std::vector<int64_t> diagonal = diagonals(rows, n);
  std::vector<int64_t> place(n, -1); // of each column in the row at hand
  const auto at = [&](int64_t k) -> T & { return values[rows.places[k]]; };
  int64_t zero_pivot = -1;
  for (int64_t row = 0; row < n; ++row) {
    for (int64_t k = rows.offsets[row]; k < rows.offsets[row + 1]; ++k)
      place[rows.columns[k]] = k;
    for (int64_t k : left_of_diagonal(rows, row)) {
      const int64_t above = rows.columns[k];
      if (diagonal[above] < 0)
        continue;
      const T factor = at(k) /= at(diagonal[above]);
      for (int64_t j = rows.offsets[above]; j < rows.offsets[above + 1]; ++j)
        if (rows.columns[j] > above && place[rows.columns[j]] >= 0)
          at(place[rows.columns[j]]) -= factor * at(j);
    }
    for (int64_t k = rows.offsets[row]; k < rows.offsets[row + 1]; ++k)
      place[rows.columns[k]] = -1;
    if (zero_pivot < 0 && (diagonal[row] < 0 || at(diagonal[row]) == T()))
      zero_pivot = row;
  }
  return zero_pivot;
}

// The lower triangle becomes L, the upper one stays as it is.
template <class T> int64_t factor_cholesky(const rows_of &rows, int64_t n, T *values) {
  const std::vector<int64_t> diagonal = diagonals(rows, n);
  std::vector<int64_t> place(n, -1);
  const auto at = [&](int64_t k) -> T & { return values[rows.places[k]]; };
  int64_t zero_pivot = -1;
  for (int64_t row = 0; row < n; ++row) {
    const std::vector<int64_t> left = left_of_diagonal(rows, row);
    for (int64_t k : left)
      place[rows.columns[k]] = k;
    T square_sum{};
    for (int64_t k : left) {
      const int64_t above = rows.columns[k];
      if (diagonal[above] < 0)
        continue;
      T sum = at(k);
      for (int64_t j = rows.offsets[above]; j < rows.offsets[above + 1]; ++j)
        if (rows.columns[j] < above && place[rows.columns[j]] >= 0)
          sum -= at(place[rows.columns[j]]) * conjugate(at(j));
      at(k) = sum / at(diagonal[above]);
      square_sum += at(k) * conjugate(at(k));
    }
    for (int64_t k : left)
      place[rows.columns[k]] = -1;
    if (diagonal[row] < 0) {
      zero_pivot = zero_pivot < 0 ? row : zero_pivot;
      continue;
    }
    const T pivot = at(diagonal[row]) - square_sum;
    if (zero_pivot < 0 && !(std::real(pivot) > 0))
      zero_pivot = row;
    at(diagonal[row]) = std::sqrt(pivot);
  }
  return zero_pivot;
}

// The structure: which diagonal entries are missing.
npusparseStatus_t analyse(npusparseHandle_t handle, int m, int nnz, npusparseMatDescr_t d, npuDataType type,
                          const void *values, const int *offsets, const int *columns,
                          const npusparseAnalysis *info) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(d && info && m >= 0 && nnz >= 0, INVALID_VALUE);
  NPU_SPARSE_REQUIRE(d->type == NPUSPARSE_MATRIX_TYPE_GENERAL, MATRIX_TYPE_NOT_SUPPORTED);
  return run(handle, [a = csr(*d, m, m, nnz, type, values, offsets, columns), held = info->held] {
    held->rows = std::make_shared<rows_of>(a);
    const std::vector<int64_t> places = diagonals(*held->rows, a.rows);
    const auto missing = std::find(places.begin(), places.end(), -1);
    held->pivot = missing == places.end() ? -1 : static_cast<int>(missing - places.begin()) + a.base;
  });
}

template <class Factor>
npusparseStatus_t factor(npusparseHandle_t handle, int m, npusparseMatDescr_t d, npuDataType type,
                         void *values, const npusparseAnalysis *info, Factor factor) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(d && info && m >= 0, INVALID_VALUE);
  NPU_SPARSE_REQUIRE(d->type == NPUSPARSE_MATRIX_TYPE_GENERAL, MATRIX_TYPE_NOT_SUPPORTED);
  return run(handle, [=, base = d->base, held = info->held] {
    if (!held->rows)
      return; // no analysis came first
    with_type(type, [&](auto zero) {
      using T = decltype(zero);
      if constexpr (!std::is_integral_v<T>) {
        const int64_t pivot = factor(*held->rows, m, static_cast<T *>(values));
        held->pivot = pivot < 0 ? -1 : static_cast<int>(pivot) + base;
      }
    });
  });
}
} // namespace

#define NPU_SPARSE_FACTORIZATION(X, T, TYPE, name, Info, function)                                           \
  npusparseStatus_t npusparse##X##name##_bufferSize(npusparseHandle_t handle, int, int,                      \
                                                    const npusparseMatDescr_t, T *, const int *,             \
                                                    const int *, npusparse##Info##_t, int *bytes) {          \
    return small_buffer(handle, bytes);                                                                      \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##name##_bufferSizeExt(npusparseHandle_t handle, int, int,                   \
                                                       const npusparseMatDescr_t, T *, const int *,          \
                                                       const int *, npusparse##Info##_t, size_t *bytes) {    \
    return small_buffer(handle, bytes);                                                                      \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##name##_analysis(                                                           \
      npusparseHandle_t handle, int m, int nnz, const npusparseMatDescr_t d, const T *values,                \
      const int *offsets, const int *columns, npusparse##Info##_t info, npusparseSolvePolicy_t, void *) {    \
    return analyse(handle, m, nnz, d, TYPE, values, offsets, columns, info);                                 \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##name(npusparseHandle_t handle, int m, int, const npusparseMatDescr_t d,    \
                                       T *values, const int *, const int *, npusparse##Info##_t info,        \
                                       npusparseSolvePolicy_t, void *) {                                     \
    return factor(handle, m, d, TYPE, values, info,                                                          \
                  [](auto &rows, int64_t n, auto *to) { return function(rows, n, to); });                    \
  }
#define NPU_SPARSE_FACTORIZATIONS(X, T, TYPE)                                                                \
  NPU_SPARSE_FACTORIZATION(X, T, TYPE, csrilu02, Csrilu02Info, factor_lu)                                    \
  NPU_SPARSE_FACTORIZATION(X, T, TYPE, csric02, Csric02Info, factor_cholesky)
NPU_SPARSE_FOR_EACH_TYPE(NPU_SPARSE_FACTORIZATIONS)
