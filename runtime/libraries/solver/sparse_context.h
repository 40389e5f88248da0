// SPDX-License-Identifier: Apache-2.0
// The handle of the sparse solvers, and compressed rows as Eigen's matrices.
#ifndef NPU_SOLVER_SPARSE_CONTEXT_H
#define NPU_SOLVER_SPARSE_CONTEXT_H

#include "context.h"

#include <Eigen/SparseCore>

struct npusolverSpContext {
  npuStream_t stream = nullptr;
};

namespace npu::solver {

template <class T> using Sparse = Eigen::SparseMatrix<T>; // by columns
template <class T> using Vector = Eigen::Matrix<T, Eigen::Dynamic, 1>;

inline int base(npusparseMatDescr_t descr) {
  return npusparseGetMatIndexBase(descr) == NPUSPARSE_INDEX_BASE_ONE ? 1 : 0;
}

// A matrix in compressed rows, as programs hand it over. The memory is read when the work runs.
template <class T> struct Rows {
  int m, n;
  npusparseMatDescr_t descr;
  const T *values;
  const int *starts, *columns;

  Sparse<T> matrix() const {
    const int b = base(descr);
    std::vector<Eigen::Triplet<T>> entries;
    entries.reserve(std::size_t(starts[m]) - b);
    for (int i = 0; i < m; ++i)
      for (int k = starts[i] - b; k < starts[i + 1] - b; ++k)
        entries.emplace_back(i, columns[k] - b, values ? values[k] : T(1));
    Sparse<T> a(m, n);
    a.setFromTriplets(entries.begin(), entries.end());
    return a;
  }
};

// Runs `work()` in the handle's stream and waits: the routines report to host memory.
template <class Work> npusolverStatus_t run(npusolverSpHandle_t handle, bool valid, Work work) {
  if (!handle)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  if (!valid)
    return NPUSOLVER_STATUS_INVALID_VALUE;
  npusolverStatus_t result = NPUSOLVER_STATUS_SUCCESS;
  const npuError_t error =
      libraries::on_stream(handle->stream, [&result, work]() mutable { result = work(); });
  if (error != npuSuccess)
    return status(error);
  const npuError_t waited = npuStreamSynchronize(handle->stream);
  return waited == npuSuccess ? result : status(waited);
}

} // namespace npu::solver

#endif
