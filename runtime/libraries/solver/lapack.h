// SPDX-License-Identifier: Apache-2.0
// LAPACK's routines by element type, on matrices that lie by columns. Each returns LAPACK's info.
#ifndef NPU_SOLVER_LAPACK_H
#define NPU_SOLVER_LAPACK_H

#include <algorithm>
#include <complex>
#include <type_traits>
#include <vector>

#define lapack_complex_float std::complex<float>
#define lapack_complex_double std::complex<double>
#include <lapacke.h>

namespace npu::solver {

template <class T> struct real_of {
  using type = T;
};
template <class R> struct real_of<std::complex<R>> {
  using type = R;
};
template <class T> using real_t = typename real_of<T>::type;
template <class T> constexpr bool is_real = std::is_same_v<T, real_t<T>>;

// conj(x) that stays real where x is.
template <class T> T conjugate(T x) {
  if constexpr (is_real<T>)
    return x;
  else
    return std::conj(x);
}

#define NPU_LAPACK(NAME, REAL, COMPLEX)                                                                      \
  template <class T, class... Args> lapack_int NAME(Args... args) {                                          \
    if constexpr (std::is_same_v<T, float>)                                                                  \
      return LAPACKE_s##REAL##_work(LAPACK_COL_MAJOR, args...);                                              \
    else if constexpr (std::is_same_v<T, double>)                                                            \
      return LAPACKE_d##REAL##_work(LAPACK_COL_MAJOR, args...);                                              \
    else if constexpr (std::is_same_v<T, std::complex<float>>)                                               \
      return LAPACKE_c##COMPLEX##_work(LAPACK_COL_MAJOR, args...);                                           \
    else                                                                                                     \
      return LAPACKE_z##COMPLEX##_work(LAPACK_COL_MAJOR, args...);                                           \
  }
namespace lapack {
NPU_LAPACK(gebrd, gebrd, gebrd)
NPU_LAPACK(gels, gels, gels)
NPU_LAPACK(geqrf, geqrf, geqrf)
NPU_LAPACK(gesvd, gesvd, gesvd)
NPU_LAPACK(getrf, getrf, getrf)
NPU_LAPACK(getrs, getrs, getrs)
NPU_LAPACK(heevd, syevd, heevd)
NPU_LAPACK(hegvd, sygvd, hegvd)
NPU_LAPACK(hetrd, sytrd, hetrd)
NPU_LAPACK(laswp, laswp, laswp)
NPU_LAPACK(potrf, potrf, potrf)
NPU_LAPACK(potri, potri, potri)
NPU_LAPACK(potrs, potrs, potrs)
NPU_LAPACK(sytrf, sytrf, sytrf)
NPU_LAPACK(sytri, sytri, sytri)
NPU_LAPACK(sytrs, sytrs, sytrs)
NPU_LAPACK(trtri, trtri, trtri)
NPU_LAPACK(trtrs, trtrs, trtrs)
NPU_LAPACK(ungbr, orgbr, ungbr)
NPU_LAPACK(ungqr, orgqr, ungqr)
NPU_LAPACK(ungtr, orgtr, ungtr)
NPU_LAPACK(unmqr, ormqr, unmqr)
NPU_LAPACK(unmtr, ormtr, unmtr)
} // namespace lapack
#undef NPU_LAPACK

// Calls `routine(work, size)` twice: to ask how much room it works in, and with that room.
template <class T, class Routine> lapack_int with_work(Routine routine) {
  T best{};
  if (const lapack_int info = routine(&best, lapack_int(-1)))
    return info;
  std::vector<T> work(std::max<std::size_t>(1, std::size_t(std::real(best))));
  return routine(work.data(), lapack_int(work.size()));
}

} // namespace npu::solver

#endif
