// SPDX-License-Identifier: Apache-2.0
// Triangular solves on plain arrays: csrsv, csrsv2, csrsm2.
#include "sparse/solve.h"
#include "sparse/typed.h"

using namespace npu::sparse;

namespace {
npusparseStatus_t analyse(npusparseHandle_t handle, npusparseOperation_t op, int m, int nnz,
                          npusparseMatDescr_t d, const void *values, npuDataType type, const int *offsets,
                          const int *columns, npusparseAnalysis *info) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(d && m >= 0 && nnz >= 0, INVALID_VALUE);
  return analyse_triangle(handle, csr(*d, m, m, nnz, type, values, offsets, columns), op, info);
}

npusparseStatus_t solve(npusparseHandle_t handle, npusparseOperation_t op, int m, int nnz, const void *alpha,
                        npusparseMatDescr_t d, const void *values, npuDataType type, const int *offsets,
                        const int *columns, const npusparseAnalysis *info, const void *f, void *x) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(d && m >= 0, INVALID_VALUE);
  return solve_triangle(handle,
                        {csr(*d, m, m, nnz, type, values, offsets, columns), op,
                         dense(const_cast<void *>(f), type, m, 1, m), dense(x, type, m, 1, m), false, false,
                         type},
                        alpha, info);
}

npusparseStatus_t solve_many(npusparseHandle_t handle, npusparseOperation_t op_a, npusparseOperation_t op_b,
                             int m, int nrhs, int nnz, const void *alpha, npusparseMatDescr_t d,
                             const void *values, npuDataType type, const int *offsets, const int *columns,
                             void *b, int ldb, const npusparseAnalysis *info) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(d && m >= 0 && nrhs >= 0 && valid(op_b), INVALID_VALUE);
  const bool plain = op_b == NPUSPARSE_OPERATION_NON_TRANSPOSE,
             conjugated = op_b == NPUSPARSE_OPERATION_CONJUGATE_TRANSPOSE;
  NPU_SPARSE_REQUIRE(ldb >= (plain ? m : nrhs), INVALID_VALUE);
  const dense sides = dense(b, type, plain ? m : nrhs, plain ? nrhs : m, ldb).applied(op_b);
  return solve_triangle(
      handle,
      {csr(*d, m, m, nnz, type, values, offsets, columns), op_a, sides, sides, conjugated, conjugated, type},
      alpha, info);
}
} // namespace

#define NPU_SPARSE_SOLVES(X, T, TYPE)                                                                        \
  npusparseStatus_t npusparse##X##csrsv_analysis(                                                            \
      npusparseHandle_t handle, npusparseOperation_t op, int m, int nnz, const npusparseMatDescr_t d,        \
      const T *values, const int *offsets, const int *columns, npusparseSolveAnalysisInfo_t info) {          \
    return analyse(handle, op, m, nnz, d, values, TYPE, offsets, columns, info);                             \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##csrsv_solve(npusparseHandle_t handle, npusparseOperation_t op, int m,      \
                                              const T *alpha, const npusparseMatDescr_t d, const T *values,  \
                                              const int *offsets, const int *columns,                        \
                                              npusparseSolveAnalysisInfo_t info, const T *f, T *x) {         \
    return solve(handle, op, m, 0, alpha, d, values, TYPE, offsets, columns, info, f, x);                    \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##csrsv2_bufferSize(npusparseHandle_t handle, npusparseOperation_t, int,     \
                                                    int, const npusparseMatDescr_t, T *, const int *,        \
                                                    const int *, npusparseCsrsv2Info_t, int *bytes) {        \
    return small_buffer(handle, bytes);                                                                      \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##csrsv2_bufferSizeExt(npusparseHandle_t handle, npusparseOperation_t, int,  \
                                                       int, const npusparseMatDescr_t, T *, const int *,     \
                                                       const int *, npusparseCsrsv2Info_t, size_t *bytes) {  \
    return small_buffer(handle, bytes);                                                                      \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##csrsv2_analysis(                                                           \
      npusparseHandle_t handle, npusparseOperation_t op, int m, int nnz, const npusparseMatDescr_t d,        \
      const T *values, const int *offsets, const int *columns, npusparseCsrsv2Info_t info,                   \
      npusparseSolvePolicy_t, void *) {                                                                      \
    return analyse(handle, op, m, nnz, d, values, TYPE, offsets, columns, info);                             \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##csrsv2_solve(                                                              \
      npusparseHandle_t handle, npusparseOperation_t op, int m, int nnz, const T *alpha,                     \
      const npusparseMatDescr_t d, const T *values, const int *offsets, const int *columns,                  \
      npusparseCsrsv2Info_t info, const T *f, T *x, npusparseSolvePolicy_t, void *) {                        \
    return solve(handle, op, m, nnz, alpha, d, values, TYPE, offsets, columns, info, f, x);                  \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##csrsm2_bufferSizeExt(                                                      \
      npusparseHandle_t handle, int, npusparseOperation_t, npusparseOperation_t, int, int, int, const T *,   \
      const npusparseMatDescr_t, const T *, const int *, const int *, const T *, int, npusparseCsrsm2Info_t, \
      npusparseSolvePolicy_t, size_t *bytes) {                                                               \
    return small_buffer(handle, bytes);                                                                      \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##csrsm2_analysis(                                                           \
      npusparseHandle_t handle, int, npusparseOperation_t op_a, npusparseOperation_t, int m, int, int nnz,   \
      const T *, const npusparseMatDescr_t d, const T *values, const int *offsets, const int *columns,       \
      const T *, int, npusparseCsrsm2Info_t info, npusparseSolvePolicy_t, void *) {                          \
    return analyse(handle, op_a, m, nnz, d, values, TYPE, offsets, columns, info);                           \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##csrsm2_solve(                                                              \
      npusparseHandle_t handle, int, npusparseOperation_t op_a, npusparseOperation_t op_b, int m, int nrhs,  \
      int nnz, const T *alpha, const npusparseMatDescr_t d, const T *values, const int *offsets,             \
      const int *columns, T *b, int ldb, npusparseCsrsm2Info_t info, npusparseSolvePolicy_t, void *) {       \
    return solve_many(handle, op_a, op_b, m, nrhs, nnz, alpha, d, values, TYPE, offsets, columns, b, ldb,    \
                      info);                                                                                 \
  }
NPU_SPARSE_FOR_EACH_TYPE(NPU_SPARSE_SOLVES)

npusparseStatus_t npusparseCsrsv_analysisEx(npusparseHandle_t handle, npusparseOperation_t op, int m, int nnz,
                                            const npusparseMatDescr_t d, const void *values, npuDataType type,
                                            const int *offsets, const int *columns,
                                            npusparseSolveAnalysisInfo_t info, npuDataType) {
  return analyse(handle, op, m, nnz, d, values, type, offsets, columns, info);
}

npusparseStatus_t npusparseCsrsv_solveEx(npusparseHandle_t handle, npusparseOperation_t op, int m,
                                         const void *alpha, npuDataType alpha_type,
                                         const npusparseMatDescr_t d, const void *values, npuDataType type,
                                         const int *offsets, const int *columns,
                                         npusparseSolveAnalysisInfo_t info, const void *f, npuDataType f_type,
                                         void *x, npuDataType x_type, npuDataType compute) {
  NPU_SPARSE_REQUIRE(alpha_type == compute && type == compute && f_type == compute && x_type == compute,
                     NOT_SUPPORTED);
  return solve(handle, op, m, 0, alpha, d, values, type, offsets, columns, info, f, x);
}
