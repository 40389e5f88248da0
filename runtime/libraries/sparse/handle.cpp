// SPDX-License-Identifier: Apache-2.0
// The handle, the library's version and its statuses in words.
#include "sparse/work.h"

#include <new>

using namespace npu::sparse;

npusparseStatus_t npusparseCreate(npusparseHandle_t *handle) {
  NPU_SPARSE_REQUIRE(handle, INVALID_VALUE);
  *handle = new (std::nothrow) npusparseContext;
  return *handle ? NPUSPARSE_STATUS_SUCCESS : NPUSPARSE_STATUS_ALLOC_FAILED;
}

npusparseStatus_t npusparseDestroy(npusparseHandle_t handle) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  delete handle;
  return NPUSPARSE_STATUS_SUCCESS;
}

npusparseStatus_t npusparseGetVersion(npusparseHandle_t handle, int *version) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(version, INVALID_VALUE);
  *version = NPUSPARSE_VERSION;
  return NPUSPARSE_STATUS_SUCCESS;
}

npusparseStatus_t npusparseGetProperty(npuLibraryPropertyType property, int *result) {
  NPU_SPARSE_REQUIRE(result, INVALID_VALUE);
  switch (property) {
  case NPU_MAJOR_VERSION:
    *result = NPUSPARSE_VER_MAJOR;
    return NPUSPARSE_STATUS_SUCCESS;
  case NPU_MINOR_VERSION:
    *result = NPUSPARSE_VER_MINOR;
    return NPUSPARSE_STATUS_SUCCESS;
  case NPU_PATCH_LEVEL:
    *result = NPUSPARSE_VER_PATCH;
    return NPUSPARSE_STATUS_SUCCESS;
  }
  return NPUSPARSE_STATUS_INVALID_VALUE;
}

npusparseStatus_t npusparseSetStream(npusparseHandle_t handle, npuStream_t stream) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  handle->stream = stream;
  return NPUSPARSE_STATUS_SUCCESS;
}

npusparseStatus_t npusparseGetStream(npusparseHandle_t handle, npuStream_t *stream) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(stream, INVALID_VALUE);
  *stream = handle->stream;
  return NPUSPARSE_STATUS_SUCCESS;
}

npusparseStatus_t npusparseSetPointerMode(npusparseHandle_t handle, npusparsePointerMode_t mode) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(mode == NPUSPARSE_POINTER_MODE_HOST || mode == NPUSPARSE_POINTER_MODE_DEVICE,
                     INVALID_VALUE);
  handle->pointer_mode = mode;
  return NPUSPARSE_STATUS_SUCCESS;
}

npusparseStatus_t npusparseGetPointerMode(npusparseHandle_t handle, npusparsePointerMode_t *mode) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(mode, INVALID_VALUE);
  *mode = handle->pointer_mode;
  return NPUSPARSE_STATUS_SUCCESS;
}

namespace {
struct status_text {
  const char *name;
  const char *text;
};
#define NPU_SPARSE_STATUS(name, text) {"NPUSPARSE_STATUS_" #name, text}
constexpr status_text statuses[] = {
    NPU_SPARSE_STATUS(SUCCESS, "success"),
    NPU_SPARSE_STATUS(NOT_INITIALIZED, "the handle is not initialized"),
    NPU_SPARSE_STATUS(ALLOC_FAILED, "out of memory"),
    NPU_SPARSE_STATUS(INVALID_VALUE, "invalid argument"),
    NPU_SPARSE_STATUS(ARCH_MISMATCH, "the device lacks a feature"),
    NPU_SPARSE_STATUS(MAPPING_ERROR, "memory could not be accessed"),
    NPU_SPARSE_STATUS(EXECUTION_FAILED, "the work could not be run"),
    NPU_SPARSE_STATUS(INTERNAL_ERROR, "internal error"),
    NPU_SPARSE_STATUS(MATRIX_TYPE_NOT_SUPPORTED, "the type of matrix is not supported"),
    NPU_SPARSE_STATUS(ZERO_PIVOT, "a pivot is zero or missing"),
    NPU_SPARSE_STATUS(NOT_SUPPORTED, "the operation is not supported"),
    NPU_SPARSE_STATUS(INSUFFICIENT_RESOURCES, "resources do not suffice"),
};
#undef NPU_SPARSE_STATUS
constexpr status_text unknown = {"unrecognized error code", "unrecognized error code"};

const status_text &described(npusparseStatus_t status) {
  const auto i = static_cast<unsigned>(status);
  return i < sizeof statuses / sizeof *statuses ? statuses[i] : unknown;
}
} // namespace

const char *npusparseGetErrorName(npusparseStatus_t status) { return described(status).name; }
const char *npusparseGetErrorString(npusparseStatus_t status) { return described(status).text; }
