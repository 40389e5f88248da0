// SPDX-License-Identifier: Apache-2.0
// Sparse and dense vectors: sums, products, gathering, scattering, rotations.
#include "sparse/entries.h"
#include "sparse/typed.h"
#include "sparse/work.h"

using namespace npu::sparse;

namespace {
using vector = npusparseSpVecDescr;

vector from_arrays(int nnz, const void *values, const int *indices, npusparseIndexBase_t base,
                   npuDataType type) {
  return {nnz, nnz, const_cast<int *>(indices), const_cast<void *>(values), NPUSPARSE_INDEX_32I, base, type};
}

// Calls `f(index, position)` for each entry.
template <class F> void for_each(const vector &x, F f) {
  with_index(x.index_type, [&](auto tag) {
    const auto *indices = static_cast<const decltype(tag) *>(x.indices);
    for (int64_t k = 0; k < x.nnz; ++k)
      f(int64_t(indices[k]) - x.base, k);
  });
}

// Small floats are computed with as float.
npuDataType compute_type(npuDataType type) { return bytes_of(type) == 2 ? NPU_R_32F : type; }

// Scalars of no type of their own are of the compute type.
npusparseStatus_t axpy(npusparseHandle_t handle, const void *alpha, const vector &x, void *y) {
  const npuDataType compute = compute_type(x.type);
  const scalar alpha_value(handle, alpha, compute);
  return run(handle, [=] {
    with_type(compute, [&](auto zero) {
      using T = decltype(zero);
      for_each(x, [&](int64_t i, int64_t k) {
        store(y, x.type, i, load<T>(y, x.type, i) + alpha_value.get<T>() * load<T>(x.values, x.type, k));
      });
    });
  });
}

npusparseStatus_t dot(npusparseHandle_t handle, npusparseOperation_t op, const vector &x, const void *y,
                      npuDataType y_type, void *result, npuDataType compute) {
  return run_with_result(handle, [=] {
    with_type(compute, [&](auto zero) {
      using T = decltype(zero);
      T sum{};
      for_each(x, [&](int64_t i, int64_t k) {
        const T value = load<T>(x.values, x.type, k);
        sum += (op == NPUSPARSE_OPERATION_CONJUGATE_TRANSPOSE ? conjugate(value) : value) *
               load<T>(y, y_type, i);
      });
      store(result, compute, 0, sum);
    });
  });
}

npusparseStatus_t gather(npusparseHandle_t handle, void *y, const vector &x, bool clear) {
  const size_t bytes = bytes_of(x.type);
  return run(handle, [=] {
    for_each(x, [&](int64_t i, int64_t k) {
      char *from = static_cast<char *>(y) + i * bytes;
      std::memcpy(static_cast<char *>(x.values) + k * bytes, from, bytes);
      if (clear)
        std::memset(from, 0, bytes);
    });
  });
}

npusparseStatus_t scatter(npusparseHandle_t handle, const vector &x, void *y) {
  const size_t bytes = bytes_of(x.type);
  return run(handle, [=] {
    for_each(x, [&](int64_t i, int64_t k) {
      std::memcpy(static_cast<char *>(y) + i * bytes, static_cast<const char *>(x.values) + k * bytes, bytes);
    });
  });
}
} // namespace

npusparseStatus_t npusparseSpVV_bufferSize(npusparseHandle_t handle, npusparseOperation_t,
                                           npusparseConstSpVecDescr_t, npusparseConstDnVecDescr_t,
                                           const void *, npuDataType, size_t *bytes) {
  return small_buffer(handle, bytes);
}

npusparseStatus_t npusparseSpVV(npusparseHandle_t handle, npusparseOperation_t op,
                                npusparseConstSpVecDescr_t x, npusparseConstDnVecDescr_t y, void *result,
                                npuDataType compute, void *) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(x && y && result && valid(op) && x->size == y->size, INVALID_VALUE);
  NPU_SPARSE_REQUIRE(computes(x->type, compute) && computes(y->type, compute), NOT_SUPPORTED);
  return dot(handle, op, *x, y->values, y->type, result, compute);
}

npusparseStatus_t npusparseAxpby(npusparseHandle_t handle, const void *alpha, npusparseConstSpVecDescr_t x,
                                 const void *beta, npusparseDnVecDescr_t y) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(alpha && x && beta && y && x->size == y->size && x->type == y->type, INVALID_VALUE);
  const npuDataType compute = compute_type(x->type);
  NPU_SPARSE_REQUIRE(is_compute_type(compute), NOT_SUPPORTED);
  const scalar beta_value(handle, beta, compute);
  const npusparseDnVecDescr to = *y;
  const npusparseStatus_t status = run(handle, [=] {
    with_type(compute, [&](auto zero) {
      using T = decltype(zero);
      for (int64_t i = 0; i < to.size; ++i)
        update(to.values, to.type, i, T(), beta_value.get<T>());
    });
  });
  return status == NPUSPARSE_STATUS_SUCCESS ? axpy(handle, alpha, *x, to.values) : status;
}

npusparseStatus_t npusparseGather(npusparseHandle_t handle, npusparseConstDnVecDescr_t y,
                                  npusparseSpVecDescr_t x) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(x && y && x->size == y->size && x->type == y->type, INVALID_VALUE);
  return gather(handle, y->values, *x, false);
}

npusparseStatus_t npusparseScatter(npusparseHandle_t handle, npusparseConstSpVecDescr_t x,
                                   npusparseDnVecDescr_t y) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(x && y && x->size == y->size && x->type == y->type, INVALID_VALUE);
  return scatter(handle, *x, y->values);
}

npusparseStatus_t npusparseRot(npusparseHandle_t handle, const void *cosine, const void *sine,
                               npusparseSpVecDescr_t x_descr, npusparseDnVecDescr_t y_descr) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(cosine && sine && x_descr && y_descr && x_descr->size == y_descr->size &&
                         x_descr->type == y_descr->type,
                     INVALID_VALUE);
  const vector x = *x_descr;
  const npuDataType compute = compute_type(x.type);
  NPU_SPARSE_REQUIRE(is_compute_type(compute), NOT_SUPPORTED);
  const scalar cosine_value(handle, cosine, compute), sine_value(handle, sine, compute);
  void *y = y_descr->values;
  return run(handle, [=] {
    with_type(compute, [&](auto zero) {
      using T = decltype(zero);
      const T c = cosine_value.get<T>(), s = sine_value.get<T>();
      for_each(x, [&](int64_t i, int64_t k) {
        const T left = load<T>(x.values, x.type, k), right = load<T>(y, x.type, i);
        store(x.values, x.type, k, c * left + s * right);
        store(y, x.type, i, c * right - s * left);
      });
    });
  });
}

#define NPU_SPARSE_VECTORS(X, T, TYPE)                                                                       \
  npusparseStatus_t npusparse##X##axpyi(npusparseHandle_t handle, int nnz, const T *alpha, const T *values,  \
                                        const int *indices, T *y, npusparseIndexBase_t base) {               \
    NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);                                                             \
    NPU_SPARSE_REQUIRE(alpha &&nnz >= 0, INVALID_VALUE);                                                     \
    return axpy(handle, alpha, from_arrays(nnz, values, indices, base, TYPE), y);                            \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##gthr(npusparseHandle_t handle, int nnz, const T *y, T *values,             \
                                       const int *indices, npusparseIndexBase_t base) {                      \
    NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);                                                             \
    NPU_SPARSE_REQUIRE(nnz >= 0, INVALID_VALUE);                                                             \
    return gather(handle, const_cast<T *>(y), from_arrays(nnz, values, indices, base, TYPE), false);         \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##gthrz(npusparseHandle_t handle, int nnz, T *y, T *values,                  \
                                        const int *indices, npusparseIndexBase_t base) {                     \
    NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);                                                             \
    NPU_SPARSE_REQUIRE(nnz >= 0, INVALID_VALUE);                                                             \
    return gather(handle, y, from_arrays(nnz, values, indices, base, TYPE), true);                           \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##sctr(npusparseHandle_t handle, int nnz, const T *values,                   \
                                       const int *indices, T *y, npusparseIndexBase_t base) {                \
    NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);                                                             \
    NPU_SPARSE_REQUIRE(nnz >= 0, INVALID_VALUE);                                                             \
    return scatter(handle, from_arrays(nnz, values, indices, base, TYPE), y);                                \
  }                                                                                                          \
  npusparseStatus_t npusparse##X##doti(npusparseHandle_t handle, int nnz, const T *values,                   \
                                       const int *indices, const T *y, T *result,                            \
                                       npusparseIndexBase_t base) {                                          \
    NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);                                                             \
    NPU_SPARSE_REQUIRE(result &&nnz >= 0, INVALID_VALUE);                                                    \
    return dot(handle, NPUSPARSE_OPERATION_NON_TRANSPOSE, from_arrays(nnz, values, indices, base, TYPE), y,  \
               TYPE, result, TYPE);                                                                          \
  }
NPU_SPARSE_FOR_EACH_TYPE(NPU_SPARSE_VECTORS)
