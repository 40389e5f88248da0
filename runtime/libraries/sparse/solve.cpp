// SPDX-License-Identifier: Apache-2.0
// Triangular solves by substitution: SpSV and SpSM.
#include "sparse/solve.h"

#include <new>

using namespace npu::sparse;

namespace {
// One right-hand side after the other; the first row with a zero on the diagonal, or -1.
template <class T> int64_t substitute(const solve_operands &o, const rows_of &rows, T alpha) {
  const bool lower = applied(o.op, o.a).fill == NPUSPARSE_FILL_MODE_LOWER,
             unit = o.a.diag == NPUSPARSE_DIAG_TYPE_UNIT,
             conjugate_a = o.op == NPUSPARSE_OPERATION_CONJUGATE_TRANSPOSE;
  const int64_t n = o.b.rows;
  const input<T> values(o.a.values, o.a.type, o.a.nnz);
  std::vector<T> x(n);
  int64_t zero_pivot = -1;
  for (int64_t j = 0; j < o.b.cols; ++j) {
    for (int64_t i = 0; i < n; ++i) {
      const int64_t row = lower ? i : n - 1 - i;
      const T right = load<T>(o.b.values, o.b.type, o.b.at(row, j));
      T sum = alpha * (o.conjugate_b ? conjugate(right) : right), diagonal{};
      for (int64_t k = rows.offsets[row]; k < rows.offsets[row + 1]; ++k) {
        const int64_t column = rows.columns[k];
        const T value = conjugate_a ? conjugate(values[rows.places[k]]) : values[rows.places[k]];
        if (column == row)
          diagonal += value;
        else if (lower ? column < row : column > row)
          sum -= value * x[column];
      }
      if (!unit && diagonal == T() && (zero_pivot < 0 || row < zero_pivot))
        zero_pivot = row;
      x[row] = unit ? sum : sum / diagonal;
    }
    for (int64_t row = 0; row < n; ++row)
      store(o.x.values, o.x.type, o.x.at(row, j), o.conjugate_x ? conjugate(x[row]) : x[row]);
  }
  return zero_pivot;
}
} // namespace

npusparseStatus_t npu::sparse::analyse_triangle(npusparseHandle_t handle, const matrix &a,
                                                npusparseOperation_t op, npusparseAnalysis *into) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(into && valid(op) && a.rows == a.cols, INVALID_VALUE);
  NPU_SPARSE_REQUIRE(a.format != NPUSPARSE_FORMAT_BLOCKED_ELL, NOT_SUPPORTED);
  return run(handle, [a = applied(op, a), held = into->held] {
    held->rows = std::make_shared<rows_of>(a);
    held->pivot = -1;
    const rows_of &rows = *held->rows;
    for (int64_t row = 0; row < a.rows && a.diag == NPUSPARSE_DIAG_TYPE_NON_UNIT && held->pivot < 0; ++row) {
      bool found = false;
      for (int64_t k = rows.offsets[row]; k < rows.offsets[row + 1]; ++k)
        found = found || rows.columns[k] == row;
      if (!found)
        held->pivot = static_cast<int>(row) + a.base;
    }
  });
}

npusparseStatus_t npu::sparse::solve_triangle(npusparseHandle_t handle, const solve_operands &o,
                                              const void *alpha, const npusparseAnalysis *analysed) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(alpha && analysed && valid(o.op) && o.a.rows == o.a.cols && o.a.rows == o.b.rows &&
                         o.b.rows == o.x.rows && o.b.cols == o.x.cols,
                     INVALID_VALUE);
  NPU_SPARSE_REQUIRE(o.compute != NPU_R_32I && computes(o.a.type, o.compute) &&
                         computes(o.b.type, o.compute) && o.x.type == o.compute,
                     NOT_SUPPORTED);
  const scalar alpha_value(handle, alpha, o.compute);
  return run(handle, [=, held = analysed->held] {
    if (!held->rows)
      return; // no analysis came first
    with_type(o.compute, [&](auto zero) {
      using T = decltype(zero);
      if constexpr (!std::is_integral_v<T>) {
        const int64_t pivot = substitute(o, *held->rows, alpha_value.get<T>());
        if (held->pivot < 0 && pivot >= 0)
          held->pivot = static_cast<int>(pivot) + o.a.base;
      }
    });
  });
}

namespace {
template <class T> npusparseStatus_t create(T **descr) {
  NPU_SPARSE_REQUIRE(descr, INVALID_VALUE);
  *descr = new (std::nothrow) T;
  return *descr ? NPUSPARSE_STATUS_SUCCESS : NPUSPARSE_STATUS_ALLOC_FAILED;
}

dense column(npusparseConstDnVecDescr_t v) { return dense(v->values, v->type, v->size, 1, v->size); }
} // namespace

npusparseStatus_t npusparseSpSV_createDescr(npusparseSpSVDescr_t *descr) { return create(descr); }
npusparseStatus_t npusparseSpSV_destroyDescr(npusparseSpSVDescr_t descr) {
  delete descr;
  return NPUSPARSE_STATUS_SUCCESS;
}

npusparseStatus_t npusparseSpSV_bufferSize(npusparseHandle_t handle, npusparseOperation_t, const void *,
                                           npusparseConstSpMatDescr_t, npusparseConstDnVecDescr_t,
                                           npusparseDnVecDescr_t, npuDataType, npusparseSpSVAlg_t,
                                           npusparseSpSVDescr_t, size_t *bytes) {
  return small_buffer(handle, bytes);
}

npusparseStatus_t npusparseSpSV_analysis(npusparseHandle_t handle, npusparseOperation_t op, const void *,
                                         npusparseConstSpMatDescr_t a, npusparseConstDnVecDescr_t,
                                         npusparseDnVecDescr_t, npuDataType, npusparseSpSVAlg_t,
                                         npusparseSpSVDescr_t descr, void *) {
  NPU_SPARSE_REQUIRE(a, INVALID_VALUE);
  return analyse_triangle(handle, *a, op, descr);
}

npusparseStatus_t npusparseSpSV_solve(npusparseHandle_t handle, npusparseOperation_t op, const void *alpha,
                                      npusparseConstSpMatDescr_t a, npusparseConstDnVecDescr_t x,
                                      npusparseDnVecDescr_t y, npuDataType compute, npusparseSpSVAlg_t,
                                      npusparseSpSVDescr_t descr) {
  NPU_SPARSE_REQUIRE(a && x && y, INVALID_VALUE);
  return solve_triangle(handle, {*a, op, column(x), column(y), false, false, compute}, alpha, descr);
}

npusparseStatus_t npusparseSpSM_createDescr(npusparseSpSMDescr_t *descr) { return create(descr); }
npusparseStatus_t npusparseSpSM_destroyDescr(npusparseSpSMDescr_t descr) {
  delete descr;
  return NPUSPARSE_STATUS_SUCCESS;
}

npusparseStatus_t npusparseSpSM_bufferSize(npusparseHandle_t handle, npusparseOperation_t,
                                           npusparseOperation_t, const void *, npusparseConstSpMatDescr_t,
                                           npusparseConstDnMatDescr_t, npusparseDnMatDescr_t, npuDataType,
                                           npusparseSpSMAlg_t, npusparseSpSMDescr_t, size_t *bytes) {
  return small_buffer(handle, bytes);
}

npusparseStatus_t npusparseSpSM_analysis(npusparseHandle_t handle, npusparseOperation_t op,
                                         npusparseOperation_t, const void *, npusparseConstSpMatDescr_t a,
                                         npusparseConstDnMatDescr_t, npusparseDnMatDescr_t, npuDataType,
                                         npusparseSpSMAlg_t, npusparseSpSMDescr_t descr, void *) {
  NPU_SPARSE_REQUIRE(a, INVALID_VALUE);
  return analyse_triangle(handle, *a, op, descr);
}

npusparseStatus_t npusparseSpSM_solve(npusparseHandle_t handle, npusparseOperation_t op_a,
                                      npusparseOperation_t op_b, const void *alpha,
                                      npusparseConstSpMatDescr_t a, npusparseConstDnMatDescr_t b,
                                      npusparseDnMatDescr_t c, npuDataType compute, npusparseSpSMAlg_t,
                                      npusparseSpSMDescr_t descr) {
  NPU_SPARSE_REQUIRE(a && b && c && valid(op_b), INVALID_VALUE);
  return solve_triangle(handle,
                        {*a, op_a, dense(*b).applied(op_b), dense(*c),
                         op_b == NPUSPARSE_OPERATION_CONJUGATE_TRANSPOSE, false, compute},
                        alpha, descr);
}
