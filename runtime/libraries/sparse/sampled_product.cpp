// SPDX-License-Identifier: Apache-2.0
// SDDMM: the entries of a sparse matrix become those of a product of dense ones.
#include "sparse/entries.h"
#include "sparse/work.h"

using namespace npu::sparse;

namespace {
template <class T>
void sample(const dense &a, const dense &b, bool conjugate_a, bool conjugate_b, const matrix &c, T alpha,
            T beta) {
  const input<T> a_values(a.values, a.type, a.extent()), b_values(b.values, b.type, b.extent());
  for_each_entry(c, [&](int64_t row, int64_t column, int64_t k) {
    T sum{};
    for (int64_t i = 0; i < a.cols; ++i) {
      const T left = a_values[a.at(row, i)], right = b_values[b.at(i, column)];
      sum += (conjugate_a ? conjugate(left) : left) * (conjugate_b ? conjugate(right) : right);
    }
    update(c.values, c.type, k, alpha * sum, beta);
  });
}
} // namespace

npusparseStatus_t npusparseSDDMM(npusparseHandle_t handle, npusparseOperation_t op_a,
                                 npusparseOperation_t op_b, const void *alpha,
                                 npusparseConstDnMatDescr_t a_descr, npusparseConstDnMatDescr_t b_descr,
                                 const void *beta, npusparseSpMatDescr_t c_descr, npuDataType compute,
                                 npusparseSDDMMAlg_t, void *) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(alpha && a_descr && b_descr && beta && c_descr && valid(op_a) && valid(op_b),
                     INVALID_VALUE);
  const dense a = dense(*a_descr).applied(op_a), b = dense(*b_descr).applied(op_b);
  const matrix c = *c_descr;
  NPU_SPARSE_REQUIRE(a.rows == c.rows && a.cols == b.rows && b.cols == c.cols, INVALID_VALUE);
  NPU_SPARSE_REQUIRE(computes(a.type, compute) && computes(b.type, compute) &&
                         (c.type == compute || (compute == NPU_R_32F && bytes_of(c.type) == 2)),
                     NOT_SUPPORTED);
  const scalar alpha_value(handle, alpha, compute), beta_value(handle, beta, compute);
  return run(handle, [=] {
    with_type(compute, [&](auto zero) {
      using T = decltype(zero);
      for (int i = 0; i < c.batches; ++i)
        sample(a.in_batch(i), b.in_batch(i), op_a == NPUSPARSE_OPERATION_CONJUGATE_TRANSPOSE,
               op_b == NPUSPARSE_OPERATION_CONJUGATE_TRANSPOSE, in_batch(c, i), alpha_value.get<T>(),
               beta_value.get<T>());
    });
  });
}

npusparseStatus_t npusparseSDDMM_bufferSize(npusparseHandle_t handle, npusparseOperation_t,
                                            npusparseOperation_t, const void *, npusparseConstDnMatDescr_t,
                                            npusparseConstDnMatDescr_t, const void *, npusparseSpMatDescr_t,
                                            npuDataType, npusparseSDDMMAlg_t, size_t *bytes) {
  return small_buffer(handle, bytes);
}

npusparseStatus_t npusparseSDDMM_preprocess(npusparseHandle_t handle, npusparseOperation_t,
                                            npusparseOperation_t, const void *, npusparseConstDnMatDescr_t a,
                                            npusparseConstDnMatDescr_t b, const void *,
                                            npusparseSpMatDescr_t c, npuDataType, npusparseSDDMMAlg_t,
                                            void *) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(a && b && c, INVALID_VALUE);
  return NPUSPARSE_STATUS_SUCCESS;
}
