// SPDX-License-Identifier: Apache-2.0
// Singular values, on memory at hand. Each returns LAPACK's info.
#ifndef NPU_SOLVER_SINGULAR_H
#define NPU_SOLVER_SINGULAR_H

#include "lapack.h"

#include <cmath>

namespace npu::solver {

template <class T>
int gesvd(char jobu, char jobvt, int m, int n, T *a, int lda, real_t<T> *s, T *u, int ldu, T *vt, int ldvt) {
  return with_work<T>([=](T *work, int size) {
    if constexpr (is_real<T>) {
      return lapack::gesvd<T>(jobu, jobvt, m, n, a, lda, s, u, ldu, vt, ldvt, work, size);
    } else {
      std::vector<real_t<T>> reals(5 * std::max(1, std::min(m, n)));
      return lapack::gesvd<T>(jobu, jobvt, m, n, a, lda, s, u, ldu, vt, ldvt, work, size, reals.data());
    }
  });
}

// With V in place of its conjugate transpose; economic: as many columns of U and V as there are singular
// values.
template <class T>
int gesvd_v(bool vectors, bool economic, int m, int n, T *a, int lda, real_t<T> *s, T *u, int ldu, T *v,
            int ldv) {
  if (!vectors)
    return gesvd<T>('N', 'N', m, n, a, lda, s, nullptr, 1, nullptr, 1);
  const int rows = economic ? std::min(m, n) : n;
  std::vector<T> vt(std::max<std::size_t>(1, std::size_t(rows) * n));
  const char job = economic ? 'S' : 'A';
  const int info = gesvd(job, job, m, n, a, lda, s, u, ldu, vt.data(), std::max(1, rows));
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < n; ++j)
      v[std::size_t(i) * ldv + j] = conjugate(vt[std::size_t(j) * rows + i]);
  return info;
}

// The Frobenius norm of A - U diag(s) V^H with the first `rank` columns of U and V.
template <class T>
double residual(int m, int n, int rank, const T *a, int lda, const real_t<T> *s, const T *u, int ldu,
                const T *v, int ldv) {
  double squares = 0;
  std::vector<T> column(m);
  for (int j = 0; j < n; ++j) {
    std::copy_n(a + std::size_t(j) * lda, m, column.begin());
    for (int k = 0; k < rank; ++k) {
      const T factor = s[k] * conjugate(v[std::size_t(k) * ldv + j]);
      const T *from = u + std::size_t(k) * ldu;
      for (int i = 0; i < m; ++i)
        column[i] -= from[i] * factor;
    }
    for (const T &x : column)
      squares += std::norm(x);
  }
  return std::sqrt(squares);
}

// The m by n matrix a without gaps between its columns.
template <class T> std::vector<T> packed(int m, int n, const T *a, int lda) {
  std::vector<T> copy(std::max<std::size_t>(1, std::size_t(m) * n));
  for (int j = 0; j < n; ++j)
    std::copy_n(a + std::size_t(j) * lda, m, copy.begin() + std::size_t(j) * m);
  return copy;
}

} // namespace npu::solver

#endif
