// SPDX-License-Identifier: Apache-2.0
// Matrix descriptors of the older interface, and the information objects of its solves and factorizations.
#include "sparse/work.h"

#include <new>

using namespace npu::sparse;

namespace {
template <class T> npusparseStatus_t create(T **object) {
  NPU_SPARSE_REQUIRE(object, INVALID_VALUE);
  *object = new (std::nothrow) T;
  return *object ? NPUSPARSE_STATUS_SUCCESS : NPUSPARSE_STATUS_ALLOC_FAILED;
}

template <class T> npusparseStatus_t destroy(T *object) {
  delete object;
  return NPUSPARSE_STATUS_SUCCESS;
}

template <class T>
npusparseStatus_t set(npusparseMatDescr_t descr, T npusparseMatDescr::*field, T to, T last) {
  NPU_SPARSE_REQUIRE(descr && to >= T() && to <= last, INVALID_VALUE);
  descr->*field = to;
  return NPUSPARSE_STATUS_SUCCESS;
}
} // namespace

npusparseStatus_t npusparseCreateMatDescr(npusparseMatDescr_t *descr) { return create(descr); }
npusparseStatus_t npusparseDestroyMatDescr(npusparseMatDescr_t descr) { return destroy(descr); }

npusparseStatus_t npusparseSetMatType(npusparseMatDescr_t descr, npusparseMatrixType_t type) {
  return set(descr, &npusparseMatDescr::type, type, NPUSPARSE_MATRIX_TYPE_TRIANGULAR);
}
npusparseStatus_t npusparseSetMatFillMode(npusparseMatDescr_t descr, npusparseFillMode_t mode) {
  return set(descr, &npusparseMatDescr::fill, mode, NPUSPARSE_FILL_MODE_UPPER);
}
npusparseStatus_t npusparseSetMatDiagType(npusparseMatDescr_t descr, npusparseDiagType_t type) {
  return set(descr, &npusparseMatDescr::diag, type, NPUSPARSE_DIAG_TYPE_UNIT);
}
npusparseStatus_t npusparseSetMatIndexBase(npusparseMatDescr_t descr, npusparseIndexBase_t base) {
  return set(descr, &npusparseMatDescr::base, base, NPUSPARSE_INDEX_BASE_ONE);
}

npusparseMatrixType_t npusparseGetMatType(const npusparseMatDescr_t descr) { return descr->type; }
npusparseFillMode_t npusparseGetMatFillMode(const npusparseMatDescr_t descr) { return descr->fill; }
npusparseDiagType_t npusparseGetMatDiagType(const npusparseMatDescr_t descr) { return descr->diag; }
npusparseIndexBase_t npusparseGetMatIndexBase(const npusparseMatDescr_t descr) { return descr->base; }

#define NPU_SPARSE_INFO(name)                                                                                \
  npusparseStatus_t npusparseCreate##name(npusparse##name##_t *info) { return create(info); }                \
  npusparseStatus_t npusparseDestroy##name(npusparse##name##_t info) { return destroy(info); }
NPU_SPARSE_INFO(SolveAnalysisInfo)
NPU_SPARSE_INFO(Csrsv2Info)
NPU_SPARSE_INFO(Csrsm2Info)
NPU_SPARSE_INFO(Csrilu02Info)
NPU_SPARSE_INFO(Csric02Info)
#undef NPU_SPARSE_INFO

namespace {
npusparseStatus_t zero_pivot(npusparseHandle_t handle, const npusparseAnalysis *info, int *position) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(info && position, INVALID_VALUE);
  const npusparseStatus_t status = wait(handle);
  if (status != NPUSPARSE_STATUS_SUCCESS)
    return status;
  *position = info->held->pivot; // device memory is ordinary memory
  return *position < 0 ? NPUSPARSE_STATUS_SUCCESS : NPUSPARSE_STATUS_ZERO_PIVOT;
}
} // namespace

npusparseStatus_t npusparseXcsrsv2_zeroPivot(npusparseHandle_t handle, npusparseCsrsv2Info_t info,
                                             int *position) {
  return zero_pivot(handle, info, position);
}
npusparseStatus_t npusparseXcsrsm2_zeroPivot(npusparseHandle_t handle, npusparseCsrsm2Info_t info,
                                             int *position) {
  return zero_pivot(handle, info, position);
}
npusparseStatus_t npusparseXcsrilu02_zeroPivot(npusparseHandle_t handle, npusparseCsrilu02Info_t info,
                                               int *position) {
  return zero_pivot(handle, info, position);
}
npusparseStatus_t npusparseXcsric02_zeroPivot(npusparseHandle_t handle, npusparseCsric02Info_t info,
                                              int *position) {
  return zero_pivot(handle, info, position);
}
