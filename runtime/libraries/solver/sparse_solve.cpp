// SPDX-License-Identifier: Apache-2.0
// The handle of the sparse solvers, linear systems and least squares of compressed rows in one call, and
// eigenvalues near a given one.
#include "sparse_context.h"
#include "sparse_factor.h"

#include <new>

using namespace npu::solver;

namespace {

template <template <class> class Factor, class T>
npusolverStatus_t solve(npusolverSpHandle_t handle, const Rows<T> &a, const T *b, real_t<T> tolerance, T *x,
                        int *singularity) {
  return run(handle, a.m >= 0 && singularity, [=] {
    Factor<T> factor;
    factor.factor(a.matrix());
    *singularity = factor.zero_pivot(tolerance);
    if (*singularity < 0)
      factor.solve(b, x);
    return NPUSOLVER_STATUS_SUCCESS;
  });
}

template <class T>
npusolverStatus_t least_squares(npusolverSpHandle_t handle, const Rows<T> &a, const T *b, real_t<T> tolerance,
                                int *rank, T *x, int *order, real_t<T> *distance) {
  return run(handle, a.n >= 0 && a.m >= a.n && rank && distance, [=] {
    const Sparse<T> matrix = a.matrix();
    SparseQr<T> factor;
    if (tolerance > 0)
      factor.qr.setPivotThreshold(tolerance);
    factor.factor(matrix);
    factor.solve(b, x);
    *rank = int(factor.qr.rank());
    for (int j = 0; order && j < a.n; ++j)
      order[j] = factor.qr.colsPermutation().indices()[j];
    using V = Vector<T>;
    *distance = (matrix * Eigen::Map<const V>(x, a.n) - Eigen::Map<const V>(b, a.m)).norm();
    return NPUSOLVER_STATUS_SUCCESS;
  });
}

// Inverse iteration from x0 with the shift mu0.
template <class T>
npusolverStatus_t eigenvalue(npusolverSpHandle_t handle, const Rows<T> &a, T shift, const T *x0,
                             int iterations, real_t<T> tolerance, T *mu, T *x) {
  return run(handle, a.m >= 0 && x0 && mu && x && iterations >= 0, [=] {
    using V = Vector<T>;
    const Sparse<T> matrix = a.matrix();
    Sparse<T> identity(a.m, a.m);
    identity.setIdentity();
    SparseLu<T> factor;
    factor.factor(matrix - shift * identity);
    V vector = Eigen::Map<const V>(x0, a.m).normalized(), next(a.m);
    T value = shift;
    // a singular matrix: the shift is an eigenvalue already, and a nearby one finds its vector
    if (factor.zero_pivot(0) >= 0)
      factor.factor(matrix - (shift + std::numeric_limits<real_t<T>>::epsilon() * matrix.norm()) * identity);
    if (factor.zero_pivot(0) >= 0)
      return NPUSOLVER_STATUS_INTERNAL_ERROR;
    for (int i = 0; i < iterations; ++i) {
      factor.solve(vector.data(), next.data());
      vector = next.normalized();
      const V image = matrix * vector;
      value = vector.dot(image);
      if ((image - value * vector).norm() < tolerance)
        break;
    }
    *mu = value;
    Eigen::Map<V>(x, a.m) = vector;
    return NPUSOLVER_STATUS_SUCCESS;
  });
}

template <class T>
auto rows(int m, int n, npusparseMatDescr_t descr, const T *values, const int *starts, const int *columns) {
  return Rows<element_t<T>>{m, n, descr, elements(values), starts, columns};
}

} // namespace

#define NPU_SOLVER_ROWS(NAME, FACTOR, T, R)                                                                  \
  npusolverStatus_t NAME(npusolverSpHandle_t handle, int m, int, const npusparseMatDescr_t descr,            \
                         const T *values, const int *starts, const int *columns, const T *b, R tolerance,    \
                         int, T *x, int *singularity) {                                                      \
    return solve<FACTOR>(handle, rows(m, m, descr, values, starts, columns), elements(b), tolerance,         \
                         elements(x), singularity);                                                          \
  }
#define NPU_SOLVER_NEAR(NAME, T, R)                                                                          \
  npusolverStatus_t NAME(npusolverSpHandle_t handle, int m, int, const npusparseMatDescr_t descr,            \
                         const T *values, const int *starts, const int *columns, T shift, const T *x0,       \
                         int iterations, R tolerance, T *mu, T *x) {                                         \
    return eigenvalue(handle, rows(m, m, descr, values, starts, columns), *elements(&shift), elements(x0),   \
                      iterations, tolerance, elements(mu), elements(x));                                     \
  }
#define NPU_SOLVER_SPARSE(P, T, R)                                                                           \
  NPU_SOLVER_ROWS(npusolverSp##P##csrlsvqr, SparseQr, T, R)                                                  \
  NPU_SOLVER_ROWS(npusolverSp##P##csrlsvqrHost, SparseQr, T, R)                                              \
  NPU_SOLVER_ROWS(npusolverSp##P##csrlsvchol, SparseCholesky, T, R)                                          \
  NPU_SOLVER_ROWS(npusolverSp##P##csrlsvcholHost, SparseCholesky, T, R)                                      \
  NPU_SOLVER_ROWS(npusolverSp##P##csrlsvluHost, SparseLu, T, R)                                              \
  npusolverStatus_t npusolverSp##P##csrlsqvqrHost(npusolverSpHandle_t handle, int m, int n, int,             \
                                                  const npusparseMatDescr_t descr, const T *values,          \
                                                  const int *starts, const int *columns, const T *b,         \
                                                  R tolerance, int *rank, T *x, int *order, R *distance) {   \
    return least_squares(handle, rows(m, n, descr, values, starts, columns), elements(b), tolerance, rank,   \
                         elements(x), order, distance);                                                      \
  }                                                                                                          \
  NPU_SOLVER_NEAR(npusolverSp##P##csreigvsi, T, R)                                                           \
  NPU_SOLVER_NEAR(npusolverSp##P##csreigvsiHost, T, R)

extern "C" {
NPU_SOLVER_TYPES(NPU_SOLVER_SPARSE)

npusolverStatus_t npusolverSpCreate(npusolverSpHandle_t *handle) {
  if (!handle)
    return NPUSOLVER_STATUS_INVALID_VALUE;
  *handle = new (std::nothrow) npusolverSpContext;
  return *handle ? NPUSOLVER_STATUS_SUCCESS : NPUSOLVER_STATUS_ALLOC_FAILED;
}

npusolverStatus_t npusolverSpDestroy(npusolverSpHandle_t handle) {
  if (!handle)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  delete handle;
  return NPUSOLVER_STATUS_SUCCESS;
}

npusolverStatus_t npusolverSpSetStream(npusolverSpHandle_t handle, npuStream_t stream) {
  if (!handle)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  handle->stream = stream;
  return NPUSOLVER_STATUS_SUCCESS;
}

npusolverStatus_t npusolverSpGetStream(npusolverSpHandle_t handle, npuStream_t *stream) {
  if (!handle)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  if (!stream)
    return NPUSOLVER_STATUS_INVALID_VALUE;
  *stream = handle->stream;
  return NPUSOLVER_STATUS_SUCCESS;
}
}
