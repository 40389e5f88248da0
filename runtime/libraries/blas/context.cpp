// SPDX-License-Identifier: Apache-2.0
// Handles, their stream and modes; names of statuses; versions.
#include "context.h"

#include <new>

using namespace npu::blas;

npublasStatus_t npublasCreate(npublasHandle_t *handle) {
  if (!handle)
    return NPUBLAS_STATUS_INVALID_VALUE;
  *handle = new (std::nothrow) npublasContext;
  return *handle ? NPUBLAS_STATUS_SUCCESS : NPUBLAS_STATUS_ALLOC_FAILED;
}

npublasStatus_t npublasDestroy(npublasHandle_t handle) {
  NPU_BLAS_REQUIRE(handle, true);
  const npuError_t error = npuStreamSynchronize(handle->stream);
  delete handle;
  return from_runtime(error);
}

npublasStatus_t npublasGetVersion(npublasHandle_t handle, int *version) {
  NPU_BLAS_REQUIRE(handle, version);
  *version = NPUBLAS_VERSION;
  return NPUBLAS_STATUS_SUCCESS;
}

npublasStatus_t npublasGetProperty(npuLibraryPropertyType type, int *value) {
  if (!value)
    return NPUBLAS_STATUS_INVALID_VALUE;
  switch (type) {
  case NPU_MAJOR_VERSION:
    *value = NPUBLAS_VERSION / 10000;
    return NPUBLAS_STATUS_SUCCESS;
  case NPU_MINOR_VERSION:
    *value = NPUBLAS_VERSION / 100 % 100;
    return NPUBLAS_STATUS_SUCCESS;
  case NPU_PATCH_LEVEL:
    *value = NPUBLAS_VERSION % 100;
    return NPUBLAS_STATUS_SUCCESS;
  }
  return NPUBLAS_STATUS_INVALID_VALUE;
}

npublasStatus_t npublasSetStream(npublasHandle_t handle, npuStream_t stream) {
  NPU_BLAS_REQUIRE(handle, true);
  handle->stream = stream;
  return NPUBLAS_STATUS_SUCCESS;
}

npublasStatus_t npublasGetStream(npublasHandle_t handle, npuStream_t *stream) {
  NPU_BLAS_REQUIRE(handle, stream);
  *stream = handle->stream;
  return NPUBLAS_STATUS_SUCCESS;
}

// OpenBLAS has its own buffers.
npublasStatus_t npublasSetWorkspace(npublasHandle_t handle, void *workspace, size_t size) {
  NPU_BLAS_REQUIRE(handle, workspace || size == 0);
  return NPUBLAS_STATUS_SUCCESS;
}

// Modes: kept, and told again. Only that of the pointers changes what calls do.
#define MODE(Name, Type, member, first, last)                                                                \
  npublasStatus_t npublasSet##Name(npublasHandle_t handle, Type mode) {                                      \
    NPU_BLAS_REQUIRE(handle, mode >= first && mode <= last);                                                 \
    handle->member = mode;                                                                                   \
    return NPUBLAS_STATUS_SUCCESS;                                                                           \
  }                                                                                                          \
  npublasStatus_t npublasGet##Name(npublasHandle_t handle, Type *mode) {                                     \
    NPU_BLAS_REQUIRE(handle, mode);                                                                          \
    *mode = handle->member;                                                                                  \
    return NPUBLAS_STATUS_SUCCESS;                                                                           \
  }
MODE(PointerMode, npublasPointerMode_t, pointer_mode, NPUBLAS_POINTER_MODE_HOST, NPUBLAS_POINTER_MODE_DEVICE)
MODE(AtomicsMode, npublasAtomicsMode_t, atomics_mode, NPUBLAS_ATOMICS_NOT_ALLOWED, NPUBLAS_ATOMICS_ALLOWED)
MODE(MathMode, npublasMath_t, math_mode, NPUBLAS_DEFAULT_MATH,
     (NPUBLAS_MATH_DISALLOW_REDUCED_PRECISION_REDUCTION | NPUBLAS_TF32_TENSOR_OP_MATH))
#undef MODE

const char *npublasGetStatusName(npublasStatus_t status) {
  switch (status) {
#define NAME(name)                                                                                           \
  case name:                                                                                                 \
    return #name;
    NAME(NPUBLAS_STATUS_SUCCESS)
    NAME(NPUBLAS_STATUS_NOT_INITIALIZED)
    NAME(NPUBLAS_STATUS_ALLOC_FAILED)
    NAME(NPUBLAS_STATUS_INVALID_VALUE)
    NAME(NPUBLAS_STATUS_ARCH_MISMATCH)
    NAME(NPUBLAS_STATUS_MAPPING_ERROR)
    NAME(NPUBLAS_STATUS_EXECUTION_FAILED)
    NAME(NPUBLAS_STATUS_INTERNAL_ERROR)
    NAME(NPUBLAS_STATUS_NOT_SUPPORTED)
    NAME(NPUBLAS_STATUS_LICENSE_ERROR)
#undef NAME
  }
  return "NPUBLAS_STATUS_UNKNOWN";
}

const char *npublasGetStatusString(npublasStatus_t status) {
  switch (status) {
  case NPUBLAS_STATUS_SUCCESS:
    return "success";
  case NPUBLAS_STATUS_NOT_INITIALIZED:
    return "the library was not initialized";
  case NPUBLAS_STATUS_ALLOC_FAILED:
    return "the resource allocation failed";
  case NPUBLAS_STATUS_INVALID_VALUE:
    return "an invalid value was given";
  case NPUBLAS_STATUS_ARCH_MISMATCH:
    return "the device lacks a feature that is needed";
  case NPUBLAS_STATUS_MAPPING_ERROR:
    return "an access to memory failed";
  case NPUBLAS_STATUS_EXECUTION_FAILED:
    return "the work failed to run";
  case NPUBLAS_STATUS_INTERNAL_ERROR:
    return "an internal operation failed";
  case NPUBLAS_STATUS_NOT_SUPPORTED:
    return "the combination of arguments is not supported";
  case NPUBLAS_STATUS_LICENSE_ERROR:
    return "a licence is missing";
  }
  return "unknown status";
}
