// SPDX-License-Identifier: Apache-2.0
// Sparse times sparse: SpGEMM, and its form that computes again in the same pattern (SpGEMMreuse). Row by
// row: the columns that a row reaches are listed as they are met, then sorted.
#include "sparse/entries.h"
#include "sparse/work.h"

#include <algorithm>
#include <new>

using namespace npu::sparse;

namespace {
struct operands {
  matrix a, b, c;
  bool conjugate_a, conjugate_b;
  npuDataType compute;
};

using product = npusparseProduct;

npusparseStatus_t check(npusparseHandle_t handle, npusparseOperation_t op_a, npusparseOperation_t op_b,
                        npusparseConstSpMatDescr_t a, npusparseConstSpMatDescr_t b, npusparseSpMatDescr_t c,
                        npuDataType compute, npusparseSpGEMMDescr_t descr) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(a && b && c && descr && valid(op_a) && valid(op_b), INVALID_VALUE);
  NPU_SPARSE_REQUIRE(c->format == NPUSPARSE_FORMAT_CSR && a->format != NPUSPARSE_FORMAT_BLOCKED_ELL &&
                         b->format != NPUSPARSE_FORMAT_BLOCKED_ELL,
                     NOT_SUPPORTED);
  const matrix left = applied(op_a, *a), right = applied(op_b, *b);
  NPU_SPARSE_REQUIRE(left.cols == right.rows && left.rows == c->rows && right.cols == c->cols, INVALID_VALUE);
  NPU_SPARSE_REQUIRE(computes(a->type, compute) && computes(b->type, compute) &&
                         (c->type == compute || (compute == NPU_R_32F && bytes_of(c->type) == 2)),
                     NOT_SUPPORTED);
  return NPUSPARSE_STATUS_SUCCESS;
}

operands from(npusparseOperation_t op_a, npusparseOperation_t op_b, npusparseConstSpMatDescr_t a,
              npusparseConstSpMatDescr_t b, npusparseSpMatDescr_t c, npuDataType compute) {
  return {applied(op_a, *a),
          applied(op_b, *b),
          *c,
          op_a == NPUSPARSE_OPERATION_CONJUGATE_TRANSPOSE,
          op_b == NPUSPARSE_OPERATION_CONJUGATE_TRANSPOSE,
          compute};
}

int64_t count_products(const operands &o) {
  const rows_of b(o.b);
  int64_t count = 0;
  for_each_entry(o.a, [&](int64_t, int64_t k, int64_t) { count += b.offsets[k + 1] - b.offsets[k]; });
  return count;
}

template <class T> void compute(const operands &o, product &p) {
  const rows_of a(o.a), b(o.b);
  const input<T> a_values(o.a.values, o.a.type, o.a.nnz), b_values(o.b.values, o.b.type, o.b.nnz);
  p.offsets.assign(1, 0);
  p.columns.clear();
  p.products = 0;
  std::vector<T> values, sums(o.c.cols);
  std::vector<char> met(o.c.cols);
  std::vector<int64_t> reached;
  for (int64_t row = 0; row < o.c.rows; ++row) {
    reached.clear();
    for (int64_t i = a.offsets[row]; i < a.offsets[row + 1]; ++i) {
      const T left = o.conjugate_a ? conjugate(a_values[a.places[i]]) : a_values[a.places[i]];
      for (int64_t j = b.offsets[a.columns[i]]; j < b.offsets[a.columns[i] + 1]; ++j) {
        const int64_t column = b.columns[j];
        if (!met[column]) {
          met[column] = 1;
          reached.push_back(column);
        }
        sums[column] += left * (o.conjugate_b ? conjugate(b_values[b.places[j]]) : b_values[b.places[j]]);
        ++p.products;
      }
    }
    std::sort(reached.begin(), reached.end());
    for (int64_t column : reached) {
      p.columns.push_back(column);
      values.push_back(sums[column]);
      met[column] = 0;
      sums[column] = T();
    }
    p.offsets.push_back(static_cast<int64_t>(p.columns.size()));
  }
  p.values.resize(values.size() * sizeof(T));
  std::copy_n(reinterpret_cast<const char *>(values.data()), p.values.size(), p.values.data());
}

void compute(const operands &o, product &p) {
  with_type(o.compute, [&](auto zero) { compute<decltype(zero)>(o, p); });
}

void write_pattern(const matrix &c, const product &p) {
  for (size_t i = 0; i < p.offsets.size(); ++i)
    set_index(c.lines, c.line_type, i, p.offsets[i] + c.base);
  for (size_t k = 0; k < p.columns.size(); ++k)
    set_index(c.indices, c.index_type, k, p.columns[k] + c.base);
}

// c = alpha * product + beta * c, whose pattern is the product's.
void write_values(const operands &o, const product &p, const scalar &alpha, const scalar &beta) {
  with_type(o.compute, [&](auto zero) {
    using T = decltype(zero);
    for (size_t k = 0; k < p.columns.size(); ++k)
      update(o.c.values, o.c.type, k, alpha.get<T>() * load<T>(p.values.data(), o.compute, k), beta.get<T>());
  });
}

// Computes now and tells the number of entries of C.
npusparseStatus_t compute_and_wait(npusparseHandle_t handle, const operands &o, npusparseSpMatDescr_t c,
                                   npusparseSpGEMMDescr_t descr) {
  const npusparseStatus_t status = run_and_wait(handle, [=, held = descr->product] { compute(o, *held); });
  if (status == NPUSPARSE_STATUS_SUCCESS)
    c->nnz = static_cast<int64_t>(descr->product->columns.size());
  return status;
}
} // namespace

// Where STATUS is an error, leaves the function with it.
#define NPU_SPARSE_TRY(expression)                                                                           \
  if (const npusparseStatus_t status = expression; status != NPUSPARSE_STATUS_SUCCESS)                       \
  return status

npusparseStatus_t npusparseSpGEMM_createDescr(npusparseSpGEMMDescr_t *descr) {
  NPU_SPARSE_REQUIRE(descr, INVALID_VALUE);
  *descr = new (std::nothrow) npusparseSpGEMMDescr;
  return *descr ? NPUSPARSE_STATUS_SUCCESS : NPUSPARSE_STATUS_ALLOC_FAILED;
}
npusparseStatus_t npusparseSpGEMM_destroyDescr(npusparseSpGEMMDescr_t descr) {
  delete descr;
  return NPUSPARSE_STATUS_SUCCESS;
}

npusparseStatus_t npusparseSpGEMM_workEstimation(npusparseHandle_t handle, npusparseOperation_t op_a,
                                                 npusparseOperation_t op_b, const void *alpha,
                                                 npusparseConstSpMatDescr_t a, npusparseConstSpMatDescr_t b,
                                                 const void *beta, npusparseSpMatDescr_t c, npuDataType type,
                                                 npusparseSpGEMMAlg_t, npusparseSpGEMMDescr_t descr,
                                                 size_t *bytes, void *buffer) {
  NPU_SPARSE_TRY(check(handle, op_a, op_b, a, b, c, type, descr));
  NPU_SPARSE_REQUIRE(alpha && beta, INVALID_VALUE);
  if (!buffer)
    return small_buffer(handle, bytes);
  const operands o = from(op_a, op_b, a, b, c, type);
  return run_and_wait(handle, [=, held = descr->product] { held->products = count_products(o); });
}

npusparseStatus_t npusparseSpGEMM_getNumProducts(npusparseSpGEMMDescr_t descr, int64_t *count) {
  NPU_SPARSE_REQUIRE(descr && count, INVALID_VALUE);
  *count = descr->product->products;
  return NPUSPARSE_STATUS_SUCCESS;
}

npusparseStatus_t npusparseSpGEMM_estimateMemory(npusparseHandle_t handle, npusparseOperation_t op_a,
                                                 npusparseOperation_t op_b, const void *,
                                                 npusparseConstSpMatDescr_t a, npusparseConstSpMatDescr_t b,
                                                 const void *, npusparseSpMatDescr_t c, npuDataType type,
                                                 npusparseSpGEMMAlg_t, npusparseSpGEMMDescr_t descr, float,
                                                 size_t *bytes3, void *buffer3, size_t *bytes2) {
  NPU_SPARSE_TRY(check(handle, op_a, op_b, a, b, c, type, descr));
  return buffer3 ? small_buffer(handle, bytes2) : small_buffer(handle, bytes3);
}

npusparseStatus_t npusparseSpGEMM_compute(npusparseHandle_t handle, npusparseOperation_t op_a,
                                          npusparseOperation_t op_b, const void *alpha,
                                          npusparseConstSpMatDescr_t a, npusparseConstSpMatDescr_t b,
                                          const void *beta, npusparseSpMatDescr_t c, npuDataType type,
                                          npusparseSpGEMMAlg_t, npusparseSpGEMMDescr_t descr, size_t *bytes,
                                          void *buffer) {
  NPU_SPARSE_TRY(check(handle, op_a, op_b, a, b, c, type, descr));
  NPU_SPARSE_REQUIRE(alpha && beta, INVALID_VALUE);
  if (!buffer)
    return small_buffer(handle, bytes);
  return compute_and_wait(handle, from(op_a, op_b, a, b, c, type), c, descr);
}

npusparseStatus_t npusparseSpGEMM_copy(npusparseHandle_t handle, npusparseOperation_t op_a,
                                       npusparseOperation_t op_b, const void *alpha,
                                       npusparseConstSpMatDescr_t a, npusparseConstSpMatDescr_t b,
                                       const void *beta, npusparseSpMatDescr_t c, npuDataType type,
                                       npusparseSpGEMMAlg_t, npusparseSpGEMMDescr_t descr) {
  NPU_SPARSE_TRY(check(handle, op_a, op_b, a, b, c, type, descr));
  NPU_SPARSE_REQUIRE(alpha && beta, INVALID_VALUE);
  const scalar alpha_value(handle, alpha, type), beta_value(handle, beta, type);
  const operands o = from(op_a, op_b, a, b, c, type);
  return run(handle, [=, held = descr->product] {
    write_pattern(o.c, *held);
    write_values(o, *held, alpha_value, beta_value);
  });
}

npusparseStatus_t npusparseSpGEMMreuse_workEstimation(npusparseHandle_t handle, npusparseOperation_t op_a,
                                                      npusparseOperation_t op_b, npusparseConstSpMatDescr_t a,
                                                      npusparseConstSpMatDescr_t b, npusparseSpMatDescr_t c,
                                                      npusparseSpGEMMAlg_t, npusparseSpGEMMDescr_t descr,
                                                      size_t *bytes, void *buffer) {
  NPU_SPARSE_REQUIRE(c, INVALID_VALUE);
  NPU_SPARSE_TRY(check(handle, op_a, op_b, a, b, c, c->type, descr));
  return buffer ? NPUSPARSE_STATUS_SUCCESS : small_buffer(handle, bytes);
}

npusparseStatus_t npusparseSpGEMMreuse_nnz(npusparseHandle_t handle, npusparseOperation_t op_a,
                                           npusparseOperation_t op_b, npusparseConstSpMatDescr_t a,
                                           npusparseConstSpMatDescr_t b, npusparseSpMatDescr_t c,
                                           npusparseSpGEMMAlg_t, npusparseSpGEMMDescr_t descr, size_t *bytes2,
                                           void *buffer2, size_t *bytes3, void *buffer3, size_t *bytes4,
                                           void *buffer4) {
  NPU_SPARSE_REQUIRE(c, INVALID_VALUE);
  NPU_SPARSE_TRY(check(handle, op_a, op_b, a, b, c, c->type, descr));
  if (!buffer2 || !buffer3 || !buffer4) {
    NPU_SPARSE_TRY(small_buffer(handle, bytes2));
    NPU_SPARSE_TRY(small_buffer(handle, bytes3));
    return small_buffer(handle, bytes4);
  }
  return compute_and_wait(handle, from(op_a, op_b, a, b, c, c->type), c, descr);
}

npusparseStatus_t npusparseSpGEMMreuse_copy(npusparseHandle_t handle, npusparseOperation_t op_a,
                                            npusparseOperation_t op_b, npusparseConstSpMatDescr_t a,
                                            npusparseConstSpMatDescr_t b, npusparseSpMatDescr_t c,
                                            npusparseSpGEMMAlg_t, npusparseSpGEMMDescr_t descr, size_t *bytes,
                                            void *buffer) {
  NPU_SPARSE_REQUIRE(c, INVALID_VALUE);
  NPU_SPARSE_TRY(check(handle, op_a, op_b, a, b, c, c->type, descr));
  if (!buffer)
    return small_buffer(handle, bytes);
  return run(handle, [c = *c, held = descr->product] { write_pattern(c, *held); });
}

npusparseStatus_t npusparseSpGEMMreuse_compute(npusparseHandle_t handle, npusparseOperation_t op_a,
                                               npusparseOperation_t op_b, const void *alpha,
                                               npusparseConstSpMatDescr_t a, npusparseConstSpMatDescr_t b,
                                               const void *beta, npusparseSpMatDescr_t c, npuDataType type,
                                               npusparseSpGEMMAlg_t, npusparseSpGEMMDescr_t descr) {
  NPU_SPARSE_TRY(check(handle, op_a, op_b, a, b, c, type, descr));
  NPU_SPARSE_REQUIRE(alpha && beta, INVALID_VALUE);
  const scalar alpha_value(handle, alpha, type), beta_value(handle, beta, type);
  const operands o = from(op_a, op_b, a, b, c, type);
  return run(handle, [=, held = descr->product] {
    compute(o, *held); // the pattern comes out as before
    write_values(o, *held, alpha_value, beta_value);
  });
}
