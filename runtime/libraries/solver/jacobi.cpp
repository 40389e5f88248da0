// SPDX-License-Identifier: Apache-2.0
// The parameters and reports of the Jacobi routines.
#include "jacobi.h"
#include "context.h"

#include <new>

namespace {

template <class Info> npusolverStatus_t create(Info **info) {
  if (!info)
    return NPUSOLVER_STATUS_INVALID_VALUE;
  *info = new (std::nothrow) Info;
  return *info ? NPUSOLVER_STATUS_SUCCESS : NPUSOLVER_STATUS_ALLOC_FAILED;
}

// A parameter of the sweeps, which the method behind does without.
npusolverStatus_t accept(const npu::solver::Jacobi *info) {
  return info ? NPUSOLVER_STATUS_SUCCESS : NPUSOLVER_STATUS_NOT_INITIALIZED;
}

template <class Value>
npusolverStatus_t report(npusolverDnHandle_t handle, const npu::solver::Jacobi *info, Value *value,
                         bool residual) {
  if (!handle || !info)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  if (!value)
    return NPUSOLVER_STATUS_INVALID_VALUE;
  if (const npuError_t error = npuStreamSynchronize(handle->stream))
    return npu::solver::status(error);
  if (*info->residual < 0)
    return NPUSOLVER_STATUS_NOT_SUPPORTED;
  *value = residual ? Value(*info->residual) : Value(0);
  return NPUSOLVER_STATUS_SUCCESS;
}

} // namespace

#define NPU_SOLVER_JACOBI(NAME, NAME_X)                                                                      \
  npusolverStatus_t npusolverDnCreate##NAME##Info(npusolver##NAME##Info_t *info) { return create(info); }    \
  npusolverStatus_t npusolverDnDestroy##NAME##Info(npusolver##NAME##Info_t info) {                           \
    delete info;                                                                                             \
    return NPUSOLVER_STATUS_SUCCESS;                                                                         \
  }                                                                                                          \
  npusolverStatus_t npusolverDnX##NAME_X##SetTolerance(npusolver##NAME##Info_t info, double) {               \
    return accept(info);                                                                                     \
  }                                                                                                          \
  npusolverStatus_t npusolverDnX##NAME_X##SetMaxSweeps(npusolver##NAME##Info_t info, int) {                  \
    return accept(info);                                                                                     \
  }                                                                                                          \
  npusolverStatus_t npusolverDnX##NAME_X##SetSortEig(npusolver##NAME##Info_t info, int) {                    \
    return accept(info);                                                                                     \
  }                                                                                                          \
  npusolverStatus_t npusolverDnX##NAME_X##GetResidual(npusolverDnHandle_t handle,                            \
                                                      npusolver##NAME##Info_t info, double *residual) {      \
    return report(handle, info, residual, true);                                                             \
  }                                                                                                          \
  npusolverStatus_t npusolverDnX##NAME_X##GetSweeps(npusolverDnHandle_t handle,                              \
                                                    npusolver##NAME##Info_t info, int *sweeps) {             \
    return report(handle, info, sweeps, false);                                                              \
  }
extern "C" {
NPU_SOLVER_JACOBI(Syevj, syevj)
NPU_SOLVER_JACOBI(Gesvdj, gesvdj)
}
