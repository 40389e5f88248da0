// SPDX-License-Identifier: Apache-2.0
// The handle of the dense solvers, and what is asked of the library.
#include "context.h"

#include <new>

extern "C" {

npusolverStatus_t npusolverDnCreate(npusolverDnHandle_t *handle) {
  if (!handle)
    return NPUSOLVER_STATUS_INVALID_VALUE;
  *handle = new (std::nothrow) npusolverDnContext;
  return *handle ? NPUSOLVER_STATUS_SUCCESS : NPUSOLVER_STATUS_ALLOC_FAILED;
}

npusolverStatus_t npusolverDnDestroy(npusolverDnHandle_t handle) {
  if (!handle)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  delete handle;
  return NPUSOLVER_STATUS_SUCCESS;
}

npusolverStatus_t npusolverDnSetStream(npusolverDnHandle_t handle, npuStream_t stream) {
  if (!handle)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  handle->stream = stream;
  return NPUSOLVER_STATUS_SUCCESS;
}

npusolverStatus_t npusolverDnGetStream(npusolverDnHandle_t handle, npuStream_t *stream) {
  if (!handle)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  if (!stream)
    return NPUSOLVER_STATUS_INVALID_VALUE;
  *stream = handle->stream;
  return NPUSOLVER_STATUS_SUCCESS;
}

npusolverStatus_t npusolverDnCreateParams(npusolverDnParams_t *params) {
  if (!params)
    return NPUSOLVER_STATUS_INVALID_VALUE;
  *params = new (std::nothrow) npusolverDnParams;
  return *params ? NPUSOLVER_STATUS_SUCCESS : NPUSOLVER_STATUS_ALLOC_FAILED;
}

npusolverStatus_t npusolverDnDestroyParams(npusolverDnParams_t params) {
  delete params;
  return NPUSOLVER_STATUS_SUCCESS;
}

npusolverStatus_t npusolverDnSetAdvOptions(npusolverDnParams_t params, npusolverDnFunction_t function,
                                           npusolverAlgMode_t algo) {
  const bool valid = params && (function == NPUSOLVERDN_GETRF || function == NPUSOLVERDN_POTRF) &&
                     algo >= NPUSOLVER_ALG_0 && algo <= NPUSOLVER_ALG_2;
  return valid ? NPUSOLVER_STATUS_SUCCESS : NPUSOLVER_STATUS_INVALID_VALUE; // there is one algorithm of each
}

npusolverStatus_t npusolverGetProperty(npuLibraryPropertyType type, int *value) {
  if (!value || type < NPU_MAJOR_VERSION || type > NPU_PATCH_LEVEL)
    return NPUSOLVER_STATUS_INVALID_VALUE;
  *value = type == NPU_MAJOR_VERSION   ? NPU_RUNTIME_CUDA_VERSION / 1000
           : type == NPU_MINOR_VERSION ? NPU_RUNTIME_CUDA_VERSION % 1000 / 10
                                       : NPU_RUNTIME_CUDA_VERSION % 10;
  return NPUSOLVER_STATUS_SUCCESS;
}

npusolverStatus_t npusolverGetVersion(int *version) {
  if (!version)
    return NPUSOLVER_STATUS_INVALID_VALUE;
  *version = NPU_RUNTIME_CUDA_VERSION;
  return NPUSOLVER_STATUS_SUCCESS;
}
}
