// SPDX-License-Identifier: Apache-2.0
// Singular values: gesvd, and gesvdj and gesvda with their batches.
#include "singular.h"
#include "context.h"
#include "jacobi.h"

using namespace npu::solver;

namespace {

bool is_job(signed char job) { return job == 'A' || job == 'S' || job == 'O' || job == 'N'; }

// U and V of gesvdj, where they are wanted, have room for m and n rows.
bool is_valid_problem(npusolverEigMode_t mode, int m, int n, int lda, int ldu, int ldv) {
  return is_valid(mode) && is_matrix(m, n, lda) &&
         (mode == NPUSOLVER_EIG_MODE_NOVECTOR || (ldu >= std::max(1, m) && ldv >= std::max(1, n)));
}

template <class T>
int gesvd_measured(bool vectors, bool economic, int m, int n, T *a, int lda, real_t<T> *s, T *u, int ldu,
                   T *v, int ldv, double *distance) {
  const int rank = std::min(m, n);
  const std::vector<T> before = packed(m, n, a, lda);
  std::vector<T> own_u, own_v;
  if (!vectors) {
    own_u.resize(std::max<std::size_t>(1, std::size_t(m) * rank));
    own_v.resize(std::max<std::size_t>(1, std::size_t(n) * rank));
    u = own_u.data(), v = own_v.data();
    ldu = std::max(1, m), ldv = std::max(1, n);
    economic = true;
  }
  const int info = gesvd_v(true, economic, m, n, a, lda, s, u, ldu, v, ldv);
  if (info == 0)
    *distance = residual(m, n, rank, before.data(), std::max(1, m), s, u, ldu, v, ldv);
  return info;
}

// One of gesvda's batch: the first `rank` singular values and vectors of a, which stays. `distance` may be
// null.
template <class T>
int gesvda(bool vectors, int rank, int m, int n, const T *a, int lda, real_t<T> *s, T *u, int ldu, T *v,
           int ldv, double *distance) {
  const int all = std::min(m, n), rows = std::max(1, m), columns = std::max(1, n);
  std::vector<T> work = packed(m, n, a, lda), all_u(std::size_t(rows) * std::max(1, all)),
                 all_v(std::size_t(columns) * std::max(1, all));
  std::vector<real_t<T>> all_s(std::max(1, all));
  const bool measured = vectors || distance;
  const int info = gesvd_v(measured, true, m, n, work.data(), rows, all_s.data(), all_u.data(), rows,
                           all_v.data(), columns);
  std::copy_n(all_s.begin(), rank, s);
  for (int k = 0; vectors && k < rank; ++k) {
    std::copy_n(all_u.begin() + std::size_t(k) * rows, m, u + std::size_t(k) * ldu);
    std::copy_n(all_v.begin() + std::size_t(k) * columns, n, v + std::size_t(k) * ldv);
  }
  if (distance)
    *distance = residual(m, n, rank, a, lda, all_s.data(), all_u.data(), rows, all_v.data(), columns);
  return info;
}

} // namespace

#define NPU_SOLVER_SINGULAR(P, T, R)                                                                         \
  npusolverStatus_t npusolverDn##P##gesvd_bufferSize(npusolverDnHandle_t handle, int m, int n, int *size) {  \
    return workspace(handle, m >= 0 && n >= 0, size);                                                        \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##gesvd(npusolverDnHandle_t handle, signed char jobu, signed char jobvt,   \
                                          int m, int n, T *a, int lda, R *s, T *u, int ldu, T *vt, int ldvt, \
                                          T *, int, R *, int *info) {                                        \
    const bool valid = is_job(jobu) && is_job(jobvt) && !(jobu == 'O' && jobvt == 'O');                      \
    return run(handle, valid && is_matrix(m, n, lda), info, [=] {                                            \
      return gesvd(char(jobu), char(jobvt), m, n, elements(a), lda, s, elements(u), std::max(1, ldu),        \
                   elements(vt), std::max(1, ldvt));                                                         \
    });                                                                                                      \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##gesvdj_bufferSize(                                                       \
      npusolverDnHandle_t handle, npusolverEigMode_t mode, int, int m, int n, const T *, int lda, const R *, \
      const T *, int ldu, const T *, int ldv, int *size, npusolverGesvdjInfo_t params) {                     \
    return workspace(handle, is_valid_problem(mode, m, n, lda, ldu, ldv) && params, size);                   \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##gesvdj(                                                                  \
      npusolverDnHandle_t handle, npusolverEigMode_t mode, int economic, int m, int n, T *a, int lda, R *s,  \
      T *u, int ldu, T *v, int ldv, T *, int, int *info, npusolverGesvdjInfo_t params) {                     \
    if (!params)                                                                                             \
      return NPUSOLVER_STATUS_INVALID_VALUE;                                                                 \
    const bool vectors = mode == NPUSOLVER_EIG_MODE_VECTOR;                                                  \
    const bool valid = is_valid_problem(mode, m, n, lda, ldu, ldv);                                          \
    return run(handle, valid, info, [=, distance = params->residual] {                                       \
      return gesvd_measured(vectors, economic != 0, m, n, elements(a), lda, s, elements(u), ldu,             \
                            elements(v), ldv, distance.get());                                               \
    });                                                                                                      \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##gesvdjBatched_bufferSize(                                                \
      npusolverDnHandle_t handle, npusolverEigMode_t mode, int m, int n, const T *, int lda, const R *,      \
      const T *, int ldu, const T *, int ldv, int *size, npusolverGesvdjInfo_t params, int batch) {          \
    const bool valid = is_valid_problem(mode, m, n, lda, ldu, ldv) && params && batch >= 0;                  \
    return workspace(handle, valid, size);                                                                   \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##gesvdjBatched(                                                           \
      npusolverDnHandle_t handle, npusolverEigMode_t mode, int m, int n, T *a, int lda, R *s, T *u, int ldu, \
      T *v, int ldv, T *, int, int *info, npusolverGesvdjInfo_t params, int batch) {                         \
    const bool vectors = mode == NPUSOLVER_EIG_MODE_VECTOR;                                                  \
    const bool valid = is_valid_problem(mode, m, n, lda, ldu, ldv) && params && batch >= 0;                  \
    return run(handle, valid, nullptr, [=] {                                                                 \
      for (std::size_t i = 0; i < std::size_t(batch); ++i) {                                                 \
        const int result =                                                                                   \
            gesvd_v(vectors, false, m, n, elements(a) + i * lda * n, lda, s + i * std::min(m, n),            \
                    elements(u) + i * ldu * m, ldu, elements(v) + i * ldv * n, ldv);                         \
        if (info)                                                                                            \
          info[i] = result;                                                                                  \
      }                                                                                                      \
      return 0;                                                                                              \
    });                                                                                                      \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##gesvdaStridedBatched_bufferSize(                                         \
      npusolverDnHandle_t handle, npusolverEigMode_t mode, int rank, int m, int n, const T *, int lda,       \
      long long, const R *, long long, const T *, int ldu, long long, const T *, int ldv, long long,         \
      int *size, int batch) {                                                                                \
    const bool valid = rank >= 0 && rank <= std::min(m, n) && batch >= 0;                                    \
    return workspace(handle, valid && is_valid_problem(mode, m, n, lda, ldu, ldv), size);                    \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##gesvdaStridedBatched(                                                    \
      npusolverDnHandle_t handle, npusolverEigMode_t mode, int rank, int m, int n, const T *a, int lda,      \
      long long stride_a, R *s, long long stride_s, T *u, int ldu, long long stride_u, T *v, int ldv,        \
      long long stride_v, T *, int, int *info, double *distances, int batch) {                               \
    const bool vectors = mode == NPUSOLVER_EIG_MODE_VECTOR;                                                  \
    const bool valid = rank >= 0 && rank <= std::min(m, n) && batch >= 0;                                    \
    const auto work = [=] {                                                                                  \
      for (int i = 0; i < batch; ++i) {                                                                      \
        const int result = gesvda(vectors, rank, m, n, elements(a) + i * stride_a, lda, s + i * stride_s,    \
                                  elements(u) + i * stride_u, ldu, elements(v) + i * stride_v, ldv,          \
                                  distances ? distances + i : nullptr);                                      \
        if (info)                                                                                            \
          info[i] = result;                                                                                  \
      }                                                                                                      \
      return 0;                                                                                              \
    };                                                                                                       \
    const bool sound = valid && is_valid_problem(mode, m, n, lda, ldu, ldv);                                 \
    return distances ? run_and_wait(handle, sound, nullptr, work) : run(handle, sound, nullptr, work);       \
  }
extern "C" {
NPU_SOLVER_TYPES(NPU_SOLVER_SINGULAR)
}
