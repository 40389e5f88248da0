// SPDX-License-Identifier: Apache-2.0
// Eigenvalues of symmetric and Hermitian matrices, on memory at hand. Each returns LAPACK's info.
#ifndef NPU_SOLVER_EIGEN_H
#define NPU_SOLVER_EIGEN_H

#include "lapack.h"
#include "npu/solver.h"

namespace npu::solver {

// Calls `routine` with LAPACK's workspaces of divide and conquer: elements, reals where elements are complex,
// integers.
template <class T, class Routine> int with_works(Routine routine) {
  using R = real_t<T>;
  T best{};
  R reals{};
  lapack_int integers = 0;
  const auto room = [](auto size) { return std::size_t(std::max<double>(1, double(std::real(size)))); };
  if constexpr (is_real<T>) {
    if (const int info = routine(&best, -1, &integers, -1))
      return info;
    std::vector<T> work(room(best));
    std::vector<lapack_int> index(room(double(integers)));
    return routine(work.data(), int(work.size()), index.data(), int(index.size()));
  } else {
    if (const int info = routine(&best, -1, &reals, -1, &integers, -1))
      return info;
    std::vector<T> work(room(best));
    std::vector<R> real_work(room(reals));
    std::vector<lapack_int> index(room(double(integers)));
    return routine(work.data(), int(work.size()), real_work.data(), int(real_work.size()), index.data(),
                   int(index.size()));
  }
}

template <class T> int heevd(char mode, char uplo, int n, T *a, int lda, real_t<T> *w) {
  return with_works<T>([=](auto... work) { return lapack::heevd<T>(mode, uplo, n, a, lda, w, work...); });
}

template <class T>
int hegvd(int type, char mode, char uplo, int n, T *a, int lda, T *b, int ldb, real_t<T> *w) {
  return with_works<T>(
      [=](auto... work) { return lapack::hegvd<T>(type, mode, uplo, n, a, lda, b, ldb, w, work...); });
}

// Which of the eigenvalues are wanted: all, those numbered il to iu from 1, or those in (vl, vu].
template <class R> struct Range {
  npusolverEigRange_t kind;
  R vl, vu;
  long long il, iu;

  bool is_valid(long long n) const {
    return kind == NPUSOLVER_EIG_RANGE_ALL || (kind == NPUSOLVER_EIG_RANGE_V && vl < vu) ||
           (kind == NPUSOLVER_EIG_RANGE_I && (n == 0 || (1 <= il && il <= iu && iu <= n)));
  }

  // Moves the wanted ones of n eigenvalues, and their vectors in a, to the front, and returns how many they
  // are.
  template <class T> int keep(int n, R *w, T *a, int lda) const {
    const bool by_value = kind == NPUSOLVER_EIG_RANGE_V, by_number = kind == NPUSOLVER_EIG_RANGE_I && n > 0;
    const int first = by_value ? int(std::upper_bound(w, w + n, vl) - w) : by_number ? int(il) - 1 : 0;
    const int last = by_value ? int(std::upper_bound(w, w + n, vu) - w) : by_number ? int(iu) : n;
    if (first > 0) {
      std::copy(w + first, w + last, w);
      for (int j = first; j < last; ++j)
        std::copy_n(a + std::size_t(j) * lda, n, a + std::size_t(j - first) * lda);
    }
    return last - first;
  }
};

} // namespace npu::solver

#endif
