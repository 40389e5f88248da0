// SPDX-License-Identifier: Apache-2.0
// Sequences of sparse systems of one pattern: L and U of P A Q^T are computed anew in the pattern of the
// first ones.
#include "context.h"

#include <cmath>
#include <new>
#include <numeric>

using namespace npu::solver;

namespace {

struct Rows {
  std::vector<int> starts, columns;
  std::vector<double> values;
};

Rows copy(int n, int nnz, const int *starts, const int *columns, const double *values) {
  return {{starts, starts + n + 1}, {columns, columns + nnz}, {values, values + nnz}};
}

} // namespace

struct npusolverRfCommon {
  npusolverRfMatrixFormat_t format = NPUSOLVERRF_MATRIX_FORMAT_CSR;
  npusolverRfUnitDiagonal_t diagonal = NPUSOLVERRF_UNIT_DIAGONAL_STORED_L;
  npusolverRfFactorization_t factorization = NPUSOLVERRF_FACTORIZATION_ALG0;
  npusolverRfTriangularSolve_t solve = NPUSOLVERRF_TRIANGULAR_SOLVE_ALG1;
  npusolverRfResetValuesFastMode_t fast = NPUSOLVERRF_RESET_VALUES_FAST_MODE_OFF;
  double zero = 0, boost = 0;
  bool boosted = false, analysed = false, factored = false;
  int n = -1;
  Rows a, l, u;
  std::vector<int> p, q;

  // Elimination by rows: what falls outside the pattern of L and U is left out, as the pattern is closed.
  bool refactor() {
    std::vector<double> row(n, 0.0), pivots(n, 0.0);
    std::vector<int> place(n), marked(n, -1);
    for (int j = 0; j < n; ++j)
      place[q[j]] = j;
    boosted = false;
    for (int i = 0; i < n; ++i) {
      for (int k = l.starts[i]; k < l.starts[i + 1]; ++k)
        row[l.columns[k]] = 0, marked[l.columns[k]] = i;
      for (int k = u.starts[i]; k < u.starts[i + 1]; ++k)
        row[u.columns[k]] = 0, marked[u.columns[k]] = i;
      for (int k = a.starts[p[i]]; k < a.starts[p[i] + 1]; ++k)
        row[place[a.columns[k]]] = a.values[k];
      for (const int k : l_order(i)) {
        const int column = l.columns[k];
        if (column >= i)
          continue; // the stored ones
        const double factor = row[column] /= pivots[column];
        for (int j = u.starts[column]; j < u.starts[column + 1]; ++j)
          if (u.columns[j] > column && marked[u.columns[j]] == i)
            row[u.columns[j]] -= factor * u.values[j];
      }
      if (std::fabs(row[i]) < zero || row[i] == 0) {
        if (boost == 0)
          return false;
        row[i] = boost;
        boosted = true;
      }
      pivots[i] = row[i];
      for (int k = l.starts[i]; k < l.starts[i + 1]; ++k)
        l.values[k] = l.columns[k] == i ? 1 : row[l.columns[k]];
      for (int k = u.starts[i]; k < u.starts[i + 1]; ++k)
        u.values[k] = row[u.columns[k]];
    }
    return true;
  }

  // Solves for one right side in place.
  void solve_one(const int *rows, const int *columns, double *x) const {
    std::vector<double> y(n);
    for (int i = 0; i < n; ++i) {
      y[i] = x[rows[i]];
      for (int k = l.starts[i]; k < l.starts[i + 1]; ++k)
        if (l.columns[k] < i)
          y[i] -= l.values[k] * y[l.columns[k]];
    }
    for (int i = n - 1; i >= 0; --i) {
      double pivot = 1;
      for (int k = u.starts[i]; k < u.starts[i + 1]; ++k)
        if (u.columns[k] == i)
          pivot = u.values[k];
        else
          y[i] -= u.values[k] * y[u.columns[k]];
      y[i] /= pivot;
    }
    for (int i = 0; i < n; ++i)
      x[columns[i]] = y[i];
  }

private:
  // The entries of a row of L from left to right.
  std::vector<int> l_order(int i) const {
    std::vector<int> entries(l.starts[i + 1] - l.starts[i]);
    std::iota(entries.begin(), entries.end(), l.starts[i]);
    std::sort(entries.begin(), entries.end(), [this](int x, int y) { return l.columns[x] < l.columns[y]; });
    return entries;
  }
};

namespace {

// The library has no stream of its own: work follows that of the default stream, and is done on return.
template <class Work> npusolverStatus_t run(npusolverRfHandle_t handle, bool valid, Work work) {
  if (!handle)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  if (!valid)
    return NPUSOLVER_STATUS_INVALID_VALUE;
  if (const npuError_t error = npuStreamSynchronize(nullptr))
    return status(error);
  return work();
}

} // namespace

extern "C" {

npusolverStatus_t npusolverRfCreate(npusolverRfHandle_t *handle) {
  if (!handle)
    return NPUSOLVER_STATUS_INVALID_VALUE;
  *handle = new (std::nothrow) npusolverRfCommon;
  return *handle ? NPUSOLVER_STATUS_SUCCESS : NPUSOLVER_STATUS_ALLOC_FAILED;
}

npusolverStatus_t npusolverRfDestroy(npusolverRfHandle_t handle) {
  if (!handle)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  delete handle;
  return NPUSOLVER_STATUS_SUCCESS;
}

npusolverStatus_t npusolverRfGetMatrixFormat(npusolverRfHandle_t handle, npusolverRfMatrixFormat_t *format,
                                             npusolverRfUnitDiagonal_t *diagonal) {
  if (!handle)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  if (format)
    *format = handle->format;
  if (diagonal)
    *diagonal = handle->diagonal;
  return NPUSOLVER_STATUS_SUCCESS;
}

npusolverStatus_t npusolverRfSetMatrixFormat(npusolverRfHandle_t handle, npusolverRfMatrixFormat_t format,
                                             npusolverRfUnitDiagonal_t diagonal) {
  if (!handle)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  const bool ones_in_l =
      diagonal == NPUSOLVERRF_UNIT_DIAGONAL_STORED_L || diagonal == NPUSOLVERRF_UNIT_DIAGONAL_ASSUMED_L;
  if (format != NPUSOLVERRF_MATRIX_FORMAT_CSR || !ones_in_l)
    return NPUSOLVER_STATUS_NOT_SUPPORTED;
  handle->format = format;
  handle->diagonal = diagonal;
  return NPUSOLVER_STATUS_SUCCESS;
}

npusolverStatus_t npusolverRfSetNumericProperties(npusolverRfHandle_t handle, double zero, double boost) {
  if (!handle)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  handle->zero = zero;
  handle->boost = boost;
  return NPUSOLVER_STATUS_SUCCESS;
}

npusolverStatus_t npusolverRfGetNumericProperties(npusolverRfHandle_t handle, double *zero, double *boost) {
  if (!handle)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  if (zero)
    *zero = handle->zero;
  if (boost)
    *boost = handle->boost;
  return NPUSOLVER_STATUS_SUCCESS;
}

npusolverStatus_t npusolverRfGetNumericBoostReport(npusolverRfHandle_t handle,
                                                   npusolverRfNumericBoostReport_t *report) {
  if (!handle)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  if (!report)
    return NPUSOLVER_STATUS_INVALID_VALUE;
  *report = handle->boosted ? NPUSOLVERRF_NUMERIC_BOOST_USED : NPUSOLVERRF_NUMERIC_BOOST_NOT_USED;
  return NPUSOLVER_STATUS_SUCCESS;
}

npusolverStatus_t npusolverRfSetAlgs(npusolverRfHandle_t handle, npusolverRfFactorization_t factorization,
                                     npusolverRfTriangularSolve_t solve) {
  if (!handle)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  handle->factorization = factorization;
  handle->solve = solve;
  return NPUSOLVER_STATUS_SUCCESS;
}

npusolverStatus_t npusolverRfGetAlgs(npusolverRfHandle_t handle, npusolverRfFactorization_t *factorization,
                                     npusolverRfTriangularSolve_t *solve) {
  if (!handle)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  if (factorization)
    *factorization = handle->factorization;
  if (solve)
    *solve = handle->solve;
  return NPUSOLVER_STATUS_SUCCESS;
}

npusolverStatus_t npusolverRfGetResetValuesFastMode(npusolverRfHandle_t handle,
                                                    npusolverRfResetValuesFastMode_t *mode) {
  if (!handle)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  if (!mode)
    return NPUSOLVER_STATUS_INVALID_VALUE;
  *mode = handle->fast;
  return NPUSOLVER_STATUS_SUCCESS;
}

npusolverStatus_t npusolverRfSetResetValuesFastMode(npusolverRfHandle_t handle,
                                                    npusolverRfResetValuesFastMode_t mode) {
  if (!handle)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  handle->fast = mode;
  return NPUSOLVER_STATUS_SUCCESS;
}

npusolverStatus_t npusolverRfSetupHost(int n, int nnz, int *starts, int *columns, double *values, int nnz_l,
                                       int *starts_l, int *columns_l, double *values_l, int nnz_u,
                                       int *starts_u, int *columns_u, double *values_u, int *p, int *q,
                                       npusolverRfHandle_t handle) {
  const bool valid =
      n >= 0 && nnz >= 0 && nnz_l >= 0 && nnz_u >= 0 && starts && starts_l && starts_u && p && q;
  return run(handle, valid, [=] {
    handle->n = n;
    handle->a = copy(n, nnz, starts, columns, values);
    handle->l = copy(n, nnz_l, starts_l, columns_l, values_l);
    handle->u = copy(n, nnz_u, starts_u, columns_u, values_u);
    handle->p.assign(p, p + n);
    handle->q.assign(q, q + n);
    handle->analysed = handle->factored = false;
    return NPUSOLVER_STATUS_SUCCESS;
  });
}

npusolverStatus_t npusolverRfSetupDevice(int n, int nnz, int *starts, int *columns, double *values, int nnz_l,
                                         int *starts_l, int *columns_l, double *values_l, int nnz_u,
                                         int *starts_u, int *columns_u, double *values_u, int *p, int *q,
                                         npusolverRfHandle_t handle) {
  return npusolverRfSetupHost(n, nnz, starts, columns, values, nnz_l, starts_l, columns_l, values_l, nnz_u,
                              starts_u, columns_u, values_u, p, q, handle);
}

npusolverStatus_t npusolverRfAnalyze(npusolverRfHandle_t handle) {
  return run(handle, handle && handle->n >= 0, [=] {
    handle->analysed = handle->factored = true; // the factors of the set-up serve until the next
    return NPUSOLVER_STATUS_SUCCESS;
  });
}

npusolverStatus_t npusolverRfResetValues(int n, int nnz, int *starts, int *columns, double *values, int *p,
                                         int *q, npusolverRfHandle_t handle) {
  const bool valid = handle && n == handle->n && nnz == int(handle->a.columns.size()) && starts && columns &&
                     values && p && q;
  return run(handle, valid, [=] {
    handle->a = copy(n, nnz, starts, columns, values);
    handle->p.assign(p, p + n);
    handle->q.assign(q, q + n);
    return NPUSOLVER_STATUS_SUCCESS;
  });
}

npusolverStatus_t npusolverRfRefactor(npusolverRfHandle_t handle) {
  return run(handle, handle && handle->analysed, [=] {
    handle->factored = handle->refactor();
    return handle->factored ? NPUSOLVER_STATUS_SUCCESS : NPUSOLVER_STATUS_ZERO_PIVOT;
  });
}

npusolverStatus_t npusolverRfSolve(npusolverRfHandle_t handle, int *p, int *q, int nrhs, double *, int,
                                   double *x, int ldx) {
  const bool valid = handle && handle->factored && p && q && x && nrhs >= 0 && ldx >= handle->n;
  return run(handle, valid, [=] {
    for (int j = 0; j < nrhs; ++j)
      handle->solve_one(p, q, x + std::size_t(j) * ldx);
    return NPUSOLVER_STATUS_SUCCESS;
  });
}
}
