// SPDX-License-Identifier: Apache-2.0
// Eigenvalues of symmetric and Hermitian matrices: syevd, syevdx, syevj and, with a second matrix, sygvd and
// its kin.
#include "eigen.h"
#include "context.h"
#include "jacobi.h"
#include "singular.h"

using namespace npu::solver;

namespace {

bool is_valid_problem(npusolverEigMode_t mode, npublasFillMode_t uplo, int n, int lda) {
  return is_valid(mode) && is_valid(uplo) && is_matrix(n, n, lda);
}

// The whole matrix of which one triangle is given.
template <class T> std::vector<T> whole(char uplo, int n, const T *a, int lda) {
  std::vector<T> copy = packed(n, n, a, lda);
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < j; ++i) {
      T &upper = copy[std::size_t(j) * n + i], &lower = copy[std::size_t(i) * n + j];
      uplo == 'U' ? lower = conjugate(upper) : upper = conjugate(lower);
    }
  return copy;
}

// syevd that also says how far V diag(w) V^H is from A.
template <class T>
int heevd_measured(char mode, char uplo, int n, T *a, int lda, real_t<T> *w, double *distance) {
  const std::vector<T> before = whole(uplo, n, a, lda);
  std::vector<T> vectors = before;
  const int size = std::max(1, n), info = heevd('V', uplo, n, vectors.data(), size, w);
  if (info == 0)
    *distance = residual(n, n, n, before.data(), size, w, vectors.data(), size, vectors.data(), size);
  if (mode == 'V')
    for (int j = 0; j < n; ++j)
      std::copy_n(vectors.begin() + std::size_t(j) * n, n, a + std::size_t(j) * lda);
  return info;
}

} // namespace

#define NPU_SOLVER_EIGENVALUES(P, U, H, T, R)                                                                \
  npusolverStatus_t npusolverDn##P##H##evd_bufferSize(npusolverDnHandle_t handle, npusolverEigMode_t mode,   \
                                                      npublasFillMode_t uplo, int n, const T *, int lda,     \
                                                      const R *, int *size) {                                \
    return workspace(handle, is_valid_problem(mode, uplo, n, lda), size);                                    \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##H##evd(npusolverDnHandle_t handle, npusolverEigMode_t mode,              \
                                           npublasFillMode_t uplo, int n, T *a, int lda, R *w, T *, int,     \
                                           int *info) {                                                      \
    return run(handle, is_valid_problem(mode, uplo, n, lda), info,                                           \
               [=] { return heevd(letter(mode), letter(uplo), n, elements(a), lda, w); });                   \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##H##evdx_bufferSize(                                                      \
      npusolverDnHandle_t handle, npusolverEigMode_t mode, npusolverEigRange_t kind, npublasFillMode_t uplo, \
      int n, const T *, int lda, R vl, R vu, int il, int iu, int *, const R *, int *size) {                  \
    const Range<R> range{kind, vl, vu, il, iu};                                                              \
    return workspace(handle, is_valid_problem(mode, uplo, n, lda) && range.is_valid(n), size);               \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##H##evdx(                                                                 \
      npusolverDnHandle_t handle, npusolverEigMode_t mode, npusolverEigRange_t kind, npublasFillMode_t uplo, \
      int n, T *a, int lda, R vl, R vu, int il, int iu, int *count, R *w, T *, int, int *info) {             \
    const Range<R> range{kind, vl, vu, il, iu};                                                              \
    const bool valid = is_valid_problem(mode, uplo, n, lda) && range.is_valid(n) && count;                   \
    return run_and_wait(handle, valid, info, [=] {                                                           \
      const int result = heevd(letter(mode), letter(uplo), n, elements(a), lda, w);                          \
      *count = result ? 0 : range.keep(n, w, elements(a), lda);                                              \
      return result;                                                                                         \
    });                                                                                                      \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##H##gvd_bufferSize(                                                       \
      npusolverDnHandle_t handle, npusolverEigType_t type, npusolverEigMode_t mode, npublasFillMode_t uplo,  \
      int n, const T *, int lda, const T *, int ldb, const R *, int *size) {                                 \
    const bool valid = is_valid(type) && is_valid_problem(mode, uplo, n, lda) && is_matrix(n, n, ldb);       \
    return workspace(handle, valid, size);                                                                   \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##H##gvd(npusolverDnHandle_t handle, npusolverEigType_t type,              \
                                           npusolverEigMode_t mode, npublasFillMode_t uplo, int n, T *a,     \
                                           int lda, T *b, int ldb, R *w, T *, int, int *info) {              \
    const bool valid = is_valid(type) && is_valid_problem(mode, uplo, n, lda) && is_matrix(n, n, ldb);       \
    return run(handle, valid, info, [=] {                                                                    \
      return hegvd(type, letter(mode), letter(uplo), n, elements(a), lda, elements(b), ldb, w);              \
    });                                                                                                      \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##H##gvdx_bufferSize(                                                      \
      npusolverDnHandle_t handle, npusolverEigType_t type, npusolverEigMode_t mode,                          \
      npusolverEigRange_t kind, npublasFillMode_t uplo, int n, const T *, int lda, const T *, int ldb, R vl, \
      R vu, int il, int iu, int *, const R *, int *size) {                                                   \
    const Range<R> range{kind, vl, vu, il, iu};                                                              \
    const bool valid = is_valid(type) && is_valid_problem(mode, uplo, n, lda) && is_matrix(n, n, ldb);       \
    return workspace(handle, valid && range.is_valid(n), size);                                              \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##H##gvdx(                                                                 \
      npusolverDnHandle_t handle, npusolverEigType_t type, npusolverEigMode_t mode,                          \
      npusolverEigRange_t kind, npublasFillMode_t uplo, int n, T *a, int lda, T *b, int ldb, R vl, R vu,     \
      int il, int iu, int *count, R *w, T *, int, int *info) {                                               \
    const Range<R> range{kind, vl, vu, il, iu};                                                              \
    const bool valid = is_valid(type) && is_valid_problem(mode, uplo, n, lda) && is_matrix(n, n, ldb);       \
    return run_and_wait(handle, valid && range.is_valid(n) && count, info, [=] {                             \
      const int result = hegvd(type, letter(mode), letter(uplo), n, elements(a), lda, elements(b), ldb, w);  \
      *count = result ? 0 : range.keep(n, w, elements(a), lda);                                              \
      return result;                                                                                         \
    });                                                                                                      \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##H##evj_bufferSize(npusolverDnHandle_t handle, npusolverEigMode_t mode,   \
                                                      npublasFillMode_t uplo, int n, const T *, int lda,     \
                                                      const R *, int *size, npusolverSyevjInfo_t params) {   \
    return workspace(handle, is_valid_problem(mode, uplo, n, lda) && params, size);                          \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##H##evj(npusolverDnHandle_t handle, npusolverEigMode_t mode,              \
                                           npublasFillMode_t uplo, int n, T *a, int lda, R *w, T *, int,     \
                                           int *info, npusolverSyevjInfo_t params) {                         \
    if (!params)                                                                                             \
      return NPUSOLVER_STATUS_INVALID_VALUE;                                                                 \
    return run(handle, is_valid_problem(mode, uplo, n, lda), info, [=, distance = params->residual] {        \
      return heevd_measured(letter(mode), letter(uplo), n, elements(a), lda, w, distance.get());             \
    });                                                                                                      \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##H##evjBatched_bufferSize(                                                \
      npusolverDnHandle_t handle, npusolverEigMode_t mode, npublasFillMode_t uplo, int n, const T *,         \
      int lda, const R *, int *size, npusolverSyevjInfo_t params, int batch) {                               \
    return workspace(handle, is_valid_problem(mode, uplo, n, lda) && params && batch >= 0, size);            \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##H##evjBatched(npusolverDnHandle_t handle, npusolverEigMode_t mode,       \
                                                  npublasFillMode_t uplo, int n, T *a, int lda, R *w, T *,   \
                                                  int, int *info, npusolverSyevjInfo_t params, int batch) {  \
    const bool valid = is_valid_problem(mode, uplo, n, lda) && params && batch >= 0;                         \
    return run(handle, valid, nullptr, [=] {                                                                 \
      for (int i = 0; i < batch; ++i) {                                                                      \
        auto *matrix = elements(a) + std::size_t(i) * lda * n;                                               \
        const int result = heevd(letter(mode), letter(uplo), n, matrix, lda, w + std::size_t(i) * n);        \
        if (info)                                                                                            \
          info[i] = result;                                                                                  \
      }                                                                                                      \
      return 0;                                                                                              \
    });                                                                                                      \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##H##gvj_bufferSize(                                                       \
      npusolverDnHandle_t handle, npusolverEigType_t type, npusolverEigMode_t mode, npublasFillMode_t uplo,  \
      int n, const T *, int lda, const T *, int ldb, const R *, int *size, npusolverSyevjInfo_t params) {    \
    const bool valid = is_valid(type) && is_valid_problem(mode, uplo, n, lda) && is_matrix(n, n, ldb);       \
    return workspace(handle, valid && params, size);                                                         \
  }                                                                                                          \
  npusolverStatus_t npusolverDn##P##H##gvj(npusolverDnHandle_t handle, npusolverEigType_t type,              \
                                           npusolverEigMode_t mode, npublasFillMode_t uplo, int n, T *a,     \
                                           int lda, T *b, int ldb, R *w, T *work, int size, int *info,       \
                                           npusolverSyevjInfo_t params) {                                    \
    return params ? npusolverDn##P##H##gvd(handle, type, mode, uplo, n, a, lda, b, ldb, w, work, size, info) \
                  : NPUSOLVER_STATUS_INVALID_VALUE;                                                          \
  }
extern "C" {
NPU_SOLVER_TYPES_NAMED(NPU_SOLVER_EIGENVALUES)
}
