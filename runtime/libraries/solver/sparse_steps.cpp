// SPDX-License-Identifier: Apache-2.0
// Sparse solvers in steps: LU on the host, QR and Cholesky on host and device. The analysis is made with the
// factorization.
#include "sparse_context.h"
#include "sparse_factor.h"

#include <any>
#include <new>
#include <numeric>

// What the steps leave for each other: a factorization of the element type that they were called with.
struct npusolverCsrluInfoHost {
  std::any factor;
  int lower = 0, upper = 0;
};
namespace npu::solver {
struct Matrix {
  std::any matrix, factor;
};
} // namespace npu::solver
struct npusolverCsrqrInfo : npu::solver::Matrix {};
struct npusolverCsrqrInfoHost : npu::solver::Matrix {};
struct npusolverCsrcholInfo : npu::solver::Matrix {};
struct npusolverCsrcholInfoHost : npu::solver::Matrix {};

using namespace npu::solver;

namespace {

template <class Info> npusolverStatus_t create(Info **info) {
  if (!info)
    return NPUSOLVER_STATUS_INVALID_VALUE;
  *info = new (std::nothrow) Info;
  return *info ? NPUSOLVER_STATUS_SUCCESS : NPUSOLVER_STATUS_ALLOC_FAILED;
}

npusolverStatus_t analyse(npusolverSpHandle_t handle, bool valid) {
  return run(handle, valid, [] { return NPUSOLVER_STATUS_SUCCESS; });
}

npusolverStatus_t sizes(npusolverSpHandle_t handle, bool valid, size_t *internal, size_t *workspace) {
  return run(handle, valid && internal && workspace, [=] {
    *internal = *workspace = 1;
    return NPUSOLVER_STATUS_SUCCESS;
  });
}

template <class Factor, class Info, class T>
npusolverStatus_t factor(npusolverSpHandle_t handle, Info *info, const Rows<T> &a) {
  return run(handle, info && a.m >= 0, [=] {
    auto made = std::make_shared<Factor>();
    made->factor(a.matrix());
    info->factor = made;
    return NPUSOLVER_STATUS_SUCCESS;
  });
}

// The factorization that an earlier step left; null if there is none of this element type.
template <class Factor, class Info> const Factor *made(Info *info) {
  const auto *held = info ? std::any_cast<std::shared_ptr<Factor>>(&info->factor) : nullptr;
  return held ? held->get() : nullptr;
}

template <class Factor, class Info, class R>
npusolverStatus_t zero_pivot(npusolverSpHandle_t handle, Info *info, R tolerance, int *position) {
  return run(handle, made<Factor>(info) && position, [=] {
    *position = made<Factor>(info)->zero_pivot(tolerance);
    return NPUSOLVER_STATUS_SUCCESS;
  });
}

template <class Factor, class Info, class T>
npusolverStatus_t solve(npusolverSpHandle_t handle, Info *info, const T *b, T *x) {
  return run(handle, made<Factor>(info) && b && x, [=] {
    if (made<Factor>(info)->zero_pivot(0) >= 0)
      return NPUSOLVER_STATUS_ZERO_PIVOT;
    made<Factor>(info)->solve(b, x);
    return NPUSOLVER_STATUS_SUCCESS;
  });
}

template <class T>
npusolverStatus_t lu(npusolverSpHandle_t handle, npusolverCsrluInfoHost *info, const Rows<T> &a,
                     real_t<T> threshold) {
  return run(handle, info && a.m >= 0, [=] {
    auto made = std::make_shared<SparseLu<T>>();
    made->factor(a.matrix(), threshold);
    info->lower = info->upper = 0;
    for (const auto &column : made->l)
      info->lower += int(column.size());
    for (const auto &column : made->u)
      info->upper += int(column.size());
    info->factor = made;
    return NPUSOLVER_STATUS_SUCCESS;
  });
}

// Turns columns into rows, with their columns in ascending order.
template <class Entries, class T>
void write_rows(const Entries &by_columns, int base, T *values, int *starts, int *columns) {
  const int n = int(by_columns.size());
  std::vector<int> counts(n + 1, 0);
  for (const auto &column : by_columns)
    for (const auto &entry : column)
      ++counts[entry.row + 1];
  std::partial_sum(counts.begin(), counts.end(), counts.begin());
  for (int i = 0; i <= n; ++i)
    starts[i] = counts[i] + base;
  for (int j = 0; j < n; ++j)
    for (const auto &entry : by_columns[j]) {
      values[counts[entry.row]] = entry.value;
      columns[counts[entry.row]++] = j + base;
    }
}

// P A Q = L U, without the ones on the diagonal of L.
template <class T>
npusolverStatus_t extract(npusolverSpHandle_t handle, int *p, int *q, npusparseMatDescr_t descr_l,
                          T *values_l, int *starts_l, int *columns_l, npusparseMatDescr_t descr_u,
                          T *values_u, int *starts_u, int *columns_u, npusolverCsrluInfoHost *info) {
  const SparseLu<T> *factors = made<SparseLu<T>>(info);
  return run(handle, factors && p && q, [=] {
    if (factors->singular_column >= 0)
      return NPUSOLVER_STATUS_ZERO_PIVOT;
    std::copy(factors->rows.begin(), factors->rows.end(), p);
    std::copy(factors->columns.begin(), factors->columns.end(), q);
    write_rows(factors->l, base(descr_l), values_l, starts_l, columns_l);
    write_rows(factors->u, base(descr_u), values_u, starts_u, columns_u);
    return NPUSOLVER_STATUS_SUCCESS;
  });
}

template <class T>
npusolverStatus_t set_up(npusolverSpHandle_t handle, Matrix *info, const Rows<T> &a, T shift) {
  return run(handle, info && a.n >= 0 && a.m >= a.n, [=] {
    Sparse<T> identity(a.m, a.n);
    identity.setIdentity();
    info->matrix = Sparse<T>(a.matrix() - shift * identity);
    return NPUSOLVER_STATUS_SUCCESS;
  });
}

// QR of the matrix that set_up left; solves at once where there is a right side.
template <class T> npusolverStatus_t qr(npusolverSpHandle_t handle, Matrix *info, const T *b, T *x) {
  const auto *matrix = info ? std::any_cast<Sparse<T>>(&info->matrix) : nullptr;
  return run(handle, matrix, [=] {
    auto made = std::make_shared<SparseQr<T>>();
    made->factor(*matrix);
    if (b && x)
      made->solve(b, x);
    info->factor = made;
    return NPUSOLVER_STATUS_SUCCESS;
  });
}

template <class T>
auto rows(int m, int n, npusparseMatDescr_t descr, const T *values, const int *starts, const int *columns) {
  return Rows<element_t<T>>{m, n, descr, elements(values), starts, columns};
}

} // namespace

#define NPU_SOLVER_LU_STEPS(P, T, R)                                                                         \
  npusolverStatus_t npusolverSp##P##csrluBufferInfoHost(                                                     \
      npusolverSpHandle_t handle, int n, int, const npusparseMatDescr_t, const T *, const int *,             \
      const int *, npusolverCsrluInfoHost_t info, size_t *internal, size_t *workspace) {                     \
    return sizes(handle, info && n >= 0, internal, workspace);                                               \
  }                                                                                                          \
  npusolverStatus_t npusolverSp##P##csrluFactorHost(                                                         \
      npusolverSpHandle_t handle, int n, int, const npusparseMatDescr_t descr, const T *values,              \
      const int *starts, const int *columns, npusolverCsrluInfoHost_t info, R threshold, void *) {           \
    return lu(handle, info, rows(n, n, descr, values, starts, columns), threshold);                          \
  }                                                                                                          \
  npusolverStatus_t npusolverSp##P##csrluZeroPivotHost(                                                      \
      npusolverSpHandle_t handle, npusolverCsrluInfoHost_t info, R tolerance, int *position) {               \
    return zero_pivot<SparseLu<element_t<T>>>(handle, info, tolerance, position);                            \
  }                                                                                                          \
  npusolverStatus_t npusolverSp##P##csrluSolveHost(npusolverSpHandle_t handle, int, const T *b, T *x,        \
                                                   npusolverCsrluInfoHost_t info, void *) {                  \
    return solve<SparseLu<element_t<T>>>(handle, info, elements(b), elements(x));                            \
  }                                                                                                          \
  npusolverStatus_t npusolverSp##P##csrluExtractHost(                                                        \
      npusolverSpHandle_t handle, int *p, int *q, const npusparseMatDescr_t descr_l, T *values_l,            \
      int *starts_l, int *columns_l, const npusparseMatDescr_t descr_u, T *values_u, int *starts_u,          \
      int *columns_u, npusolverCsrluInfoHost_t info, void *) {                                               \
    return extract(handle, p, q, descr_l, elements(values_l), starts_l, columns_l, descr_u,                  \
                   elements(values_u), starts_u, columns_u, info);                                           \
  }

#define NPU_SOLVER_INFOS(WHERE)                                                                              \
  npusolverStatus_t npusolverSpCreateCsrqrInfo##WHERE(npusolverCsrqrInfo##WHERE##_t *info) {                 \
    return create(info);                                                                                     \
  }                                                                                                          \
  npusolverStatus_t npusolverSpDestroyCsrqrInfo##WHERE(npusolverCsrqrInfo##WHERE##_t info) {                 \
    delete info;                                                                                             \
    return NPUSOLVER_STATUS_SUCCESS;                                                                         \
  }                                                                                                          \
  npusolverStatus_t npusolverSpXcsrqrAnalysis##WHERE(npusolverSpHandle_t handle, int m, int n, int,          \
                                                     const npusparseMatDescr_t, const int *, const int *,    \
                                                     npusolverCsrqrInfo##WHERE##_t info) {                   \
    return analyse(handle, info && n >= 0 && m >= n);                                                        \
  }                                                                                                          \
  npusolverStatus_t npusolverSpCreateCsrcholInfo##WHERE(npusolverCsrcholInfo##WHERE##_t *info) {             \
    return create(info);                                                                                     \
  }                                                                                                          \
  npusolverStatus_t npusolverSpDestroyCsrcholInfo##WHERE(npusolverCsrcholInfo##WHERE##_t info) {             \
    delete info;                                                                                             \
    return NPUSOLVER_STATUS_SUCCESS;                                                                         \
  }                                                                                                          \
  npusolverStatus_t npusolverSpXcsrcholAnalysis##WHERE(npusolverSpHandle_t handle, int n, int,               \
                                                       const npusparseMatDescr_t, const int *, const int *,  \
                                                       npusolverCsrcholInfo##WHERE##_t info) {               \
    return analyse(handle, info && n >= 0);                                                                  \
  }

#define NPU_SOLVER_STEPS(P, T, R, WHERE)                                                                     \
  npusolverStatus_t npusolverSp##P##csrqrBufferInfo##WHERE(                                                  \
      npusolverSpHandle_t handle, int m, int n, int, const npusparseMatDescr_t, const T *, const int *,      \
      const int *, npusolverCsrqrInfo##WHERE##_t info, size_t *internal, size_t *workspace) {                \
    return sizes(handle, info && n >= 0 && m >= n, internal, workspace);                                     \
  }                                                                                                          \
  npusolverStatus_t npusolverSp##P##csrqrSetup##WHERE(                                                       \
      npusolverSpHandle_t handle, int m, int n, int, const npusparseMatDescr_t descr, const T *values,       \
      const int *starts, const int *columns, T shift, npusolverCsrqrInfo##WHERE##_t info) {                  \
    return set_up(handle, info, rows(m, n, descr, values, starts, columns), *elements(&shift));              \
  }                                                                                                          \
  npusolverStatus_t npusolverSp##P##csrqrFactor##WHERE(npusolverSpHandle_t handle, int, int, int, T *b,      \
                                                       T *x, npusolverCsrqrInfo##WHERE##_t info, void *) {   \
    return qr<element_t<T>>(handle, info, elements(b), elements(x));                                         \
  }                                                                                                          \
  npusolverStatus_t npusolverSp##P##csrqrZeroPivot##WHERE(                                                   \
      npusolverSpHandle_t handle, npusolverCsrqrInfo##WHERE##_t info, R tolerance, int *position) {          \
    return zero_pivot<SparseQr<element_t<T>>>(handle, info, tolerance, position);                            \
  }                                                                                                          \
  npusolverStatus_t npusolverSp##P##csrqrSolve##WHERE(npusolverSpHandle_t handle, int, int, T *b, T *x,      \
                                                      npusolverCsrqrInfo##WHERE##_t info, void *) {          \
    return solve<SparseQr<element_t<T>>>(handle, info, elements(b), elements(x));                            \
  }                                                                                                          \
  npusolverStatus_t npusolverSp##P##csrcholBufferInfo##WHERE(                                                \
      npusolverSpHandle_t handle, int n, int, const npusparseMatDescr_t, const T *, const int *,             \
      const int *, npusolverCsrcholInfo##WHERE##_t info, size_t *internal, size_t *workspace) {              \
    return sizes(handle, info && n >= 0, internal, workspace);                                               \
  }                                                                                                          \
  npusolverStatus_t npusolverSp##P##csrcholFactor##WHERE(                                                    \
      npusolverSpHandle_t handle, int n, int, const npusparseMatDescr_t descr, const T *values,              \
      const int *starts, const int *columns, npusolverCsrcholInfo##WHERE##_t info, void *) {                 \
    return factor<SparseCholesky<element_t<T>>>(handle, info, rows(n, n, descr, values, starts, columns));   \
  }                                                                                                          \
  npusolverStatus_t npusolverSp##P##csrcholZeroPivot##WHERE(                                                 \
      npusolverSpHandle_t handle, npusolverCsrcholInfo##WHERE##_t info, R tolerance, int *position) {        \
    return zero_pivot<SparseCholesky<element_t<T>>>(handle, info, tolerance, position);                      \
  }                                                                                                          \
  npusolverStatus_t npusolverSp##P##csrcholSolve##WHERE(npusolverSpHandle_t handle, int, const T *b, T *x,   \
                                                        npusolverCsrcholInfo##WHERE##_t info, void *) {      \
    return solve<SparseCholesky<element_t<T>>>(handle, info, elements(b), elements(x));                      \
  }
#define NPU_SOLVER_STEPS_BOTH(P, T, R)                                                                       \
  NPU_SOLVER_LU_STEPS(P, T, R)                                                                               \
  NPU_SOLVER_STEPS(P, T, R, Host)                                                                            \
  NPU_SOLVER_STEPS(P, T, R, )

extern "C" {
NPU_SOLVER_INFOS(Host)
NPU_SOLVER_INFOS()
NPU_SOLVER_TYPES(NPU_SOLVER_STEPS_BOTH)

npusolverStatus_t npusolverSpCreateCsrluInfoHost(npusolverCsrluInfoHost_t *info) { return create(info); }

npusolverStatus_t npusolverSpDestroyCsrluInfoHost(npusolverCsrluInfoHost_t info) {
  delete info;
  return NPUSOLVER_STATUS_SUCCESS;
}

npusolverStatus_t npusolverSpXcsrluAnalysisHost(npusolverSpHandle_t handle, int n, int,
                                                const npusparseMatDescr_t, const int *, const int *,
                                                npusolverCsrluInfoHost_t info) {
  return analyse(handle, info && n >= 0);
}

npusolverStatus_t npusolverSpXcsrluNnzHost(npusolverSpHandle_t handle, int *lower, int *upper,
                                           npusolverCsrluInfoHost_t info) {
  return run(handle, info && lower && upper && info->factor.has_value(), [=] {
    *lower = info->lower;
    *upper = info->upper;
    return NPUSOLVER_STATUS_SUCCESS;
  });
}
}
