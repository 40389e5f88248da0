// SPDX-License-Identifier: Apache-2.0
// The routines whose element types are given at run time, with sizes of 64 bits.
#include "context.h"
#include "eigen.h"
#include "factor.h"
#include "singular.h"

#include <climits>
#include <cstdint>

using namespace npu::solver;

namespace {

// Whether LAPACK's integers hold the sizes.
template <class... Sizes> bool fit(Sizes... sizes) { return ((sizes >= 0 && sizes <= INT_MAX) && ...); }

// The type of the real and imaginary parts of a type.
npuDataType real_of_type(npuDataType type) {
  return type == NPU_C_32F ? NPU_R_32F : type == NPU_C_64F ? NPU_R_64F : type;
}

// Runs work(pointer to an element's type) in the handle's stream.
template <class Work>
npusolverStatus_t run_typed(npusolverDnHandle_t handle, npuDataType type, bool valid, int *info, Work work) {
  switch (type) {
  case NPU_R_32F:
    return run(handle, valid, info, [=] { return work(static_cast<float *>(nullptr)); });
  case NPU_R_64F:
    return run(handle, valid, info, [=] { return work(static_cast<double *>(nullptr)); });
  case NPU_C_32F:
    return run(handle, valid, info, [=] { return work(static_cast<std::complex<float> *>(nullptr)); });
  case NPU_C_64F:
    return run(handle, valid, info, [=] { return work(static_cast<std::complex<double> *>(nullptr)); });
  default:
    return handle ? NPUSOLVER_STATUS_NOT_SUPPORTED : NPUSOLVER_STATUS_NOT_INITIALIZED;
  }
}

bool is_supported(npuDataType type) {
  return type == NPU_R_32F || type == NPU_R_64F || type == NPU_C_32F || type == NPU_C_64F;
}

npusolverStatus_t workspaces(npusolverDnHandle_t handle, npuDataType type, bool valid, size_t *device,
                             size_t *host) {
  if (handle && !is_supported(type))
    return NPUSOLVER_STATUS_NOT_SUPPORTED;
  const npusolverStatus_t result = workspace(handle, valid && host, device);
  if (result == NPUSOLVER_STATUS_SUCCESS)
    *host = 0;
  return result;
}

std::vector<int> narrow(const int64_t *pivot, int64_t count) {
  return pivot ? std::vector<int>(pivot, pivot + count) : std::vector<int>();
}

} // namespace

extern "C" {

npusolverStatus_t npusolverDnXpotrf_bufferSize(npusolverDnHandle_t handle, npusolverDnParams_t,
                                               npublasFillMode_t uplo, int64_t n, npuDataType type,
                                               const void *, int64_t lda, npuDataType, size_t *device,
                                               size_t *host) {
  return workspaces(handle, type, is_valid(uplo) && is_matrix(n, n, lda) && fit(n, lda), device, host);
}

npusolverStatus_t npusolverDnXpotrf(npusolverDnHandle_t handle, npusolverDnParams_t, npublasFillMode_t uplo,
                                    int64_t n, npuDataType type, void *a, int64_t lda, npuDataType, void *,
                                    size_t, void *, size_t, int *info) {
  const bool valid = is_valid(uplo) && is_matrix(n, n, lda) && fit(n, lda);
  return run_typed(handle, type, valid, info, [=](auto *e) {
    using T = std::remove_pointer_t<decltype(e)>;
    return lapack::potrf<T>(letter(uplo), int(n), static_cast<T *>(a), int(lda));
  });
}

npusolverStatus_t npusolverDnXpotrs(npusolverDnHandle_t handle, npusolverDnParams_t, npublasFillMode_t uplo,
                                    int64_t n, int64_t nrhs, npuDataType type, const void *a, int64_t lda,
                                    npuDataType type_b, void *b, int64_t ldb, int *info) {
  const bool valid = is_valid(uplo) && is_matrix(n, n, lda) && is_matrix(n, nrhs, ldb) && type_b == type &&
                     fit(n, nrhs, lda, ldb);
  return run_typed(handle, type, valid, info, [=](auto *e) {
    using T = std::remove_pointer_t<decltype(e)>;
    return lapack::potrs<T>(letter(uplo), int(n), int(nrhs), static_cast<const T *>(a), int(lda),
                            static_cast<T *>(b), int(ldb));
  });
}

npusolverStatus_t npusolverDnXgetrf_bufferSize(npusolverDnHandle_t handle, npusolverDnParams_t, int64_t m,
                                               int64_t n, npuDataType type, const void *, int64_t lda,
                                               npuDataType, size_t *device, size_t *host) {
  return workspaces(handle, type, is_matrix(m, n, lda) && fit(m, n, lda), device, host);
}

npusolverStatus_t npusolverDnXgetrf(npusolverDnHandle_t handle, npusolverDnParams_t, int64_t m, int64_t n,
                                    npuDataType type, void *a, int64_t lda, int64_t *pivot, npuDataType,
                                    void *, size_t, void *, size_t, int *info) {
  return run_typed(handle, type, is_matrix(m, n, lda) && fit(m, n, lda), info, [=](auto *e) {
    using T = std::remove_pointer_t<decltype(e)>;
    std::vector<int> narrow(std::max<int64_t>(1, std::min(m, n)));
    const int result = getrf(int(m), int(n), static_cast<T *>(a), int(lda), pivot ? narrow.data() : nullptr);
    if (pivot)
      std::copy_n(narrow.begin(), std::min(m, n), pivot);
    return result;
  });
}

npusolverStatus_t npusolverDnXgetrs(npusolverDnHandle_t handle, npusolverDnParams_t, npublasOperation_t trans,
                                    int64_t n, int64_t nrhs, npuDataType type, const void *a, int64_t lda,
                                    const int64_t *pivot, npuDataType type_b, void *b, int64_t ldb,
                                    int *info) {
  const bool valid = is_valid(trans) && is_matrix(n, n, lda) && is_matrix(n, nrhs, ldb) && type_b == type &&
                     fit(n, nrhs, lda, ldb);
  return run_typed(handle, type, valid, info, [=](auto *e) {
    using T = std::remove_pointer_t<decltype(e)>;
    const std::vector<int> exchanges = narrow(pivot, n);
    return getrs(letter<T>(trans), int(n), int(nrhs), static_cast<const T *>(a), int(lda),
                 pivot ? exchanges.data() : nullptr, static_cast<T *>(b), int(ldb));
  });
}

npusolverStatus_t npusolverDnXgeqrf_bufferSize(npusolverDnHandle_t handle, npusolverDnParams_t, int64_t m,
                                               int64_t n, npuDataType type, const void *, int64_t lda,
                                               npuDataType type_tau, const void *, npuDataType,
                                               size_t *device, size_t *host) {
  return workspaces(handle, type, is_matrix(m, n, lda) && fit(m, n, lda) && type_tau == type, device, host);
}

npusolverStatus_t npusolverDnXgeqrf(npusolverDnHandle_t handle, npusolverDnParams_t, int64_t m, int64_t n,
                                    npuDataType type, void *a, int64_t lda, npuDataType type_tau, void *tau,
                                    npuDataType, void *, size_t, void *, size_t, int *info) {
  const bool valid = is_matrix(m, n, lda) && fit(m, n, lda) && type_tau == type;
  return run_typed(handle, type, valid, info, [=](auto *e) {
    using T = std::remove_pointer_t<decltype(e)>;
    return geqrf(int(m), int(n), static_cast<T *>(a), int(lda), static_cast<T *>(tau));
  });
}

npusolverStatus_t npusolverDnXsyevd_bufferSize(npusolverDnHandle_t handle, npusolverDnParams_t,
                                               npusolverEigMode_t mode, npublasFillMode_t uplo, int64_t n,
                                               npuDataType type, const void *, int64_t lda,
                                               npuDataType type_w, const void *, npuDataType, size_t *device,
                                               size_t *host) {
  const bool valid = is_valid(mode) && is_valid(uplo) && is_matrix(n, n, lda) && fit(n, lda);
  return workspaces(handle, type, valid && type_w == real_of_type(type), device, host);
}

npusolverStatus_t npusolverDnXsyevBatched_bufferSize(npusolverDnHandle_t handle, npusolverDnParams_t params,
                                                     npusolverEigMode_t mode, npublasFillMode_t uplo,
                                                     int64_t n, npuDataType type, const void *a, int64_t lda,
                                                     npuDataType type_w, const void *w, npuDataType compute,
                                                     size_t *device, size_t *host, int64_t batch) {
  if (handle && batch < 0)
    return NPUSOLVER_STATUS_INVALID_VALUE;
  return npusolverDnXsyevd_bufferSize(handle, params, mode, uplo, n, type, a, lda, type_w, w, compute, device,
                                      host);
}

npusolverStatus_t npusolverDnXsyevBatched(npusolverDnHandle_t handle, npusolverDnParams_t,
                                          npusolverEigMode_t mode, npublasFillMode_t uplo, int64_t n,
                                          npuDataType type, void *a, int64_t lda, npuDataType type_w, void *w,
                                          npuDataType, void *, size_t, void *, size_t, int *info,
                                          int64_t batch) {
  const bool valid = is_valid(mode) && is_valid(uplo) && is_matrix(n, n, lda) && fit(n, lda) && batch >= 0;
  return run_typed(handle, type, valid && type_w == real_of_type(type), nullptr, [=](auto *e) {
    using T = std::remove_pointer_t<decltype(e)>;
    for (int64_t i = 0; i < batch; ++i) {
      const int result = heevd(letter(mode), letter(uplo), int(n), static_cast<T *>(a) + i * lda * n,
                               int(lda), static_cast<real_t<T> *>(w) + i * n);
      if (info)
        info[i] = result;
    }
    return 0;
  });
}

npusolverStatus_t npusolverDnXsyevd(npusolverDnHandle_t handle, npusolverDnParams_t, npusolverEigMode_t mode,
                                    npublasFillMode_t uplo, int64_t n, npuDataType type, void *a, int64_t lda,
                                    npuDataType type_w, void *w, npuDataType, void *, size_t, void *, size_t,
                                    int *info) {
  const bool valid = is_valid(mode) && is_valid(uplo) && is_matrix(n, n, lda) && fit(n, lda);
  return run_typed(handle, type, valid && type_w == real_of_type(type), info, [=](auto *e) {
    using T = std::remove_pointer_t<decltype(e)>;
    return heevd(letter(mode), letter(uplo), int(n), static_cast<T *>(a), int(lda),
                 static_cast<real_t<T> *>(w));
  });
}

npusolverStatus_t npusolverDnXsyevdx_bufferSize(npusolverDnHandle_t handle, npusolverDnParams_t params,
                                                npusolverEigMode_t mode, npusolverEigRange_t,
                                                npublasFillMode_t uplo, int64_t n, npuDataType type,
                                                const void *a, int64_t lda, void *, void *, int64_t, int64_t,
                                                int64_t *, npuDataType type_w, const void *w,
                                                npuDataType compute, size_t *device, size_t *host) {
  return npusolverDnXsyevd_bufferSize(handle, params, mode, uplo, n, type, a, lda, type_w, w, compute, device,
                                      host);
}

npusolverStatus_t npusolverDnXsyevdx(npusolverDnHandle_t handle, npusolverDnParams_t, npusolverEigMode_t mode,
                                     npusolverEigRange_t kind, npublasFillMode_t uplo, int64_t n,
                                     npuDataType type, void *a, int64_t lda, void *vl, void *vu, int64_t il,
                                     int64_t iu, int64_t *count, npuDataType type_w, void *w, npuDataType,
                                     void *, size_t, void *, size_t, int *info) {
  const bool single = type_w == NPU_R_32F, by_value = kind == NPUSOLVER_EIG_RANGE_V;
  const auto bound = [=](const void *p) {
    return !p || !by_value ? 0.0
           : single        ? double(*static_cast<const float *>(p))
                           : *static_cast<const double *>(p);
  };
  const Range<double> range{kind, bound(vl), bound(vu), il, iu};
  const bool valid = is_valid(mode) && is_valid(uplo) && is_matrix(n, n, lda) && fit(n, lda) &&
                     type_w == real_of_type(type) && range.is_valid(n) && count;
  const npusolverStatus_t started = run_typed(handle, type, valid, info, [=](auto *e) {
    using T = std::remove_pointer_t<decltype(e)>;
    using R = real_t<T>;
    R *values = static_cast<R *>(w);
    T *vectors = static_cast<T *>(a);
    const int result = heevd(letter(mode), letter(uplo), int(n), vectors, int(lda), values);
    const Range<R> wanted{kind, R(range.vl), R(range.vu), il, iu};
    *count = result ? 0 : wanted.keep(int(n), values, vectors, int(lda));
    return result;
  });
  return started == NPUSOLVER_STATUS_SUCCESS ? status(npuStreamSynchronize(handle->stream)) : started;
}

npusolverStatus_t npusolverDnXgesvd_bufferSize(npusolverDnHandle_t handle, npusolverDnParams_t, signed char,
                                               signed char, int64_t m, int64_t n, npuDataType type,
                                               const void *, int64_t lda, npuDataType type_s, const void *,
                                               npuDataType type_u, const void *, int64_t ldu,
                                               npuDataType type_vt, const void *, int64_t ldvt, npuDataType,
                                               size_t *device, size_t *host) {
  const bool valid = is_matrix(m, n, lda) && fit(m, n, lda, ldu, ldvt) && type_s == real_of_type(type) &&
                     type_u == type && type_vt == type;
  return workspaces(handle, type, valid, device, host);
}

npusolverStatus_t npusolverDnXgesvd(npusolverDnHandle_t handle, npusolverDnParams_t, signed char jobu,
                                    signed char jobvt, int64_t m, int64_t n, npuDataType type, void *a,
                                    int64_t lda, npuDataType type_s, void *s, npuDataType type_u, void *u,
                                    int64_t ldu, npuDataType type_vt, void *vt, int64_t ldvt, npuDataType,
                                    void *, size_t, void *, size_t, int *info) {
  const auto is_job = [](signed char job) { return job == 'A' || job == 'S' || job == 'O' || job == 'N'; };
  const bool valid = is_matrix(m, n, lda) && fit(m, n, lda, ldu, ldvt) && type_s == real_of_type(type) &&
                     type_u == type && type_vt == type && is_job(jobu) && is_job(jobvt) &&
                     !(jobu == 'O' && jobvt == 'O');
  return run_typed(handle, type, valid, info, [=](auto *e) {
    using T = std::remove_pointer_t<decltype(e)>;
    return gesvd(char(jobu), char(jobvt), int(m), int(n), static_cast<T *>(a), int(lda),
                 static_cast<real_t<T> *>(s), static_cast<T *>(u), std::max(1, int(ldu)),
                 static_cast<T *>(vt), std::max(1, int(ldvt)));
  });
}

npusolverStatus_t npusolverDnXgesvdp_bufferSize(npusolverDnHandle_t handle, npusolverDnParams_t params,
                                                npusolverEigMode_t mode, int, int64_t m, int64_t n,
                                                npuDataType type, const void *a, int64_t lda,
                                                npuDataType type_s, const void *s, npuDataType type_u,
                                                const void *u, int64_t ldu, npuDataType type_v, const void *v,
                                                int64_t ldv, npuDataType compute, size_t *device,
                                                size_t *host) {
  if (handle && !is_valid(mode))
    return NPUSOLVER_STATUS_INVALID_VALUE;
  return npusolverDnXgesvd_bufferSize(handle, params, 'A', 'A', m, n, type, a, lda, type_s, s, type_u, u, ldu,
                                      type_v, v, ldv, compute, device, host);
}

// The polar decomposition of cuSOLVER may perturb singular values by as much as it reports; here nothing is.
npusolverStatus_t npusolverDnXgesvdp(npusolverDnHandle_t handle, npusolverDnParams_t, npusolverEigMode_t mode,
                                     int economic, int64_t m, int64_t n, npuDataType type, void *a,
                                     int64_t lda, npuDataType type_s, void *s, npuDataType type_u, void *u,
                                     int64_t ldu, npuDataType type_v, void *v, int64_t ldv, npuDataType,
                                     void *, size_t, void *, size_t, int *info, double *perturbation) {
  const bool vectors = mode == NPUSOLVER_EIG_MODE_VECTOR;
  const bool valid = is_valid(mode) && is_matrix(m, n, lda) && fit(m, n, lda, ldu, ldv) &&
                     type_s == real_of_type(type) && type_u == type && type_v == type && perturbation &&
                     (!vectors || (ldu >= std::max<int64_t>(1, m) && ldv >= std::max<int64_t>(1, n)));
  if (handle && valid)
    *perturbation = 0;
  return run_typed(handle, type, valid, info, [=](auto *e) {
    using T = std::remove_pointer_t<decltype(e)>;
    return gesvd_v(vectors, economic != 0, int(m), int(n), static_cast<T *>(a), int(lda),
                   static_cast<real_t<T> *>(s), static_cast<T *>(u), int(ldu), static_cast<T *>(v), int(ldv));
  });
}

npusolverStatus_t npusolverDnXtrtri_bufferSize(npusolverDnHandle_t handle, npublasFillMode_t uplo,
                                               npublasDiagType_t, int64_t n, npuDataType type, void *,
                                               int64_t lda, size_t *device, size_t *host) {
  return workspaces(handle, type, is_valid(uplo) && is_matrix(n, n, lda) && fit(n, lda), device, host);
}

npusolverStatus_t npusolverDnXtrtri(npusolverDnHandle_t handle, npublasFillMode_t uplo,
                                    npublasDiagType_t diag, int64_t n, npuDataType type, void *a, int64_t lda,
                                    void *, size_t, void *, size_t, int *info) {
  const bool valid = is_valid(uplo) && is_matrix(n, n, lda) && fit(n, lda);
  return run_typed(handle, type, valid, info, [=](auto *e) {
    using T = std::remove_pointer_t<decltype(e)>;
    return lapack::trtri<T>(letter(uplo), letter(diag), int(n), static_cast<T *>(a), int(lda));
  });
}

npusolverStatus_t npusolverDnXsytrs_bufferSize(npusolverDnHandle_t handle, npublasFillMode_t uplo, int64_t n,
                                               int64_t nrhs, npuDataType type, const void *, int64_t lda,
                                               const int64_t *pivot, npuDataType type_b, void *, int64_t ldb,
                                               size_t *device, size_t *host) {
  const bool valid = is_valid(uplo) && is_matrix(n, n, lda) && is_matrix(n, nrhs, ldb) && type_b == type &&
                     fit(n, nrhs, lda, ldb) && pivot;
  return workspaces(handle, type, valid, device, host);
}

npusolverStatus_t npusolverDnXsytrs(npusolverDnHandle_t handle, npublasFillMode_t uplo, int64_t n,
                                    int64_t nrhs, npuDataType type, const void *a, int64_t lda,
                                    const int64_t *pivot, npuDataType type_b, void *b, int64_t ldb, void *,
                                    size_t, void *, size_t, int *info) {
  const bool valid = is_valid(uplo) && is_matrix(n, n, lda) && is_matrix(n, nrhs, ldb) && type_b == type &&
                     fit(n, nrhs, lda, ldb) && pivot;
  return run_typed(handle, type, valid, info, [=](auto *e) {
    using T = std::remove_pointer_t<decltype(e)>;
    const std::vector<int> exchanges = narrow(pivot, n);
    return lapack::sytrs<T>(letter(uplo), int(n), int(nrhs), static_cast<const T *>(a), int(lda),
                            exchanges.data(), static_cast<T *>(b), int(ldb));
  });
}
}
