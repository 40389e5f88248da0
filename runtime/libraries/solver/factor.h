// SPDX-License-Identifier: Apache-2.0
// Factorizations and the solves with them, on memory at hand. Each returns LAPACK's info.
#ifndef NPU_SOLVER_FACTOR_H
#define NPU_SOLVER_FACTOR_H

#include "lapack.h"

namespace npu::solver {

// LU without exchange of rows: the number of the first pivot that is 0, or 0.
template <class T> int getrf_no_pivot(int m, int n, T *a, int lda) {
  int info = 0;
  for (int k = 0; k < std::min(m, n); ++k) {
    T *column = a + std::size_t(k) * lda;
    if (column[k] == T(0)) {
      info = info ? info : k + 1;
      continue;
    }
    for (int i = k + 1; i < m; ++i)
      column[i] /= column[k];
    for (int j = k + 1; j < n; ++j) {
      T *to = a + std::size_t(j) * lda;
      for (int i = k + 1; i < m; ++i)
        to[i] -= column[i] * to[k];
    }
  }
  return info;
}

// A null `pivot` asks for LU without exchange of rows.
template <class T> int getrf(int m, int n, T *a, int lda, int *pivot) {
  return pivot ? lapack::getrf<T>(m, n, a, lda, pivot) : getrf_no_pivot(m, n, a, lda);
}

template <class T>
int getrs(char trans, int n, int nrhs, const T *a, int lda, const int *pivot, T *b, int ldb) {
  if (pivot)
    return lapack::getrs<T>(trans, n, nrhs, a, lda, pivot, b, ldb);
  const bool plain = trans == 'N';
  lapack::trtrs<T>(plain ? 'L' : 'U', trans, plain ? 'U' : 'N', n, nrhs, a, lda, b, ldb);
  return lapack::trtrs<T>(plain ? 'U' : 'L', trans, plain ? 'N' : 'U', n, nrhs, a, lda, b, ldb);
}

template <class T> int geqrf(int m, int n, T *a, int lda, T *tau) {
  return with_work<T>([=](T *work, int size) { return lapack::geqrf<T>(m, n, a, lda, tau, work, size); });
}

} // namespace npu::solver

#endif
