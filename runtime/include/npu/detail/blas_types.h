// SPDX-License-Identifier: Apache-2.0
// What the headers of libnpublas share: enumerations, handles with their stream and modes, copies of vectors
// and matrices between host and device.
#ifndef NPU_DETAIL_BLAS_TYPES_H
#define NPU_DETAIL_BLAS_TYPES_H

#include "npu/detail/api.h"
#include "npu/library_types.h"
#include "npu/runtime.h"

typedef struct npublasContext *npublasHandle_t;

typedef enum {
  NPUBLAS_STATUS_SUCCESS = 0,
  NPUBLAS_STATUS_NOT_INITIALIZED = 1,
  NPUBLAS_STATUS_ALLOC_FAILED = 3,
  NPUBLAS_STATUS_INVALID_VALUE = 7,
  NPUBLAS_STATUS_ARCH_MISMATCH = 8,
  NPUBLAS_STATUS_MAPPING_ERROR = 11,
  NPUBLAS_STATUS_EXECUTION_FAILED = 13,
  NPUBLAS_STATUS_INTERNAL_ERROR = 14,
  NPUBLAS_STATUS_NOT_SUPPORTED = 15,
  NPUBLAS_STATUS_LICENSE_ERROR = 16
} npublasStatus_t;
typedef npublasStatus_t npublasStatus;
typedef enum {
  NPUBLAS_FILL_MODE_LOWER = 0,
  NPUBLAS_FILL_MODE_UPPER = 1,
  NPUBLAS_FILL_MODE_FULL = 2
} npublasFillMode_t;
typedef enum { NPUBLAS_DIAG_NON_UNIT = 0, NPUBLAS_DIAG_UNIT = 1 } npublasDiagType_t;
typedef enum { NPUBLAS_SIDE_LEFT = 0, NPUBLAS_SIDE_RIGHT = 1 } npublasSideMode_t;
typedef enum {
  NPUBLAS_OP_N = 0,
  NPUBLAS_OP_T = 1,
  NPUBLAS_OP_C = 2,
  NPUBLAS_OP_HERMITAN = 2,
  NPUBLAS_OP_CONJG = 3
} npublasOperation_t;
typedef enum { NPUBLAS_POINTER_MODE_HOST = 0, NPUBLAS_POINTER_MODE_DEVICE = 1 } npublasPointerMode_t;
typedef enum { NPUBLAS_ATOMICS_NOT_ALLOWED = 0, NPUBLAS_ATOMICS_ALLOWED = 1 } npublasAtomicsMode_t;
typedef enum {
  NPUBLAS_GEMM_DFALT = -1,
  NPUBLAS_GEMM_DEFAULT = -1,
  NPUBLAS_GEMM_ALGO0 = 0,
  NPUBLAS_GEMM_ALGO1 = 1,
  NPUBLAS_GEMM_ALGO2 = 2,
  NPUBLAS_GEMM_ALGO3 = 3,
  NPUBLAS_GEMM_DEFAULT_TENSOR_OP = 99,
  NPUBLAS_GEMM_DFALT_TENSOR_OP = 99,
  NPUBLAS_GEMM_ALGO0_TENSOR_OP = 100
} npublasGemmAlgo_t;
typedef enum {
  NPUBLAS_DEFAULT_MATH = 0,
  NPUBLAS_TENSOR_OP_MATH = 1,
  NPUBLAS_PEDANTIC_MATH = 2,
  NPUBLAS_TF32_TENSOR_OP_MATH = 3,
  NPUBLAS_MATH_DISALLOW_REDUCED_PRECISION_REDUCTION = 16
} npublasMath_t;
typedef enum {
  NPUBLAS_COMPUTE_16F = 64,
  NPUBLAS_COMPUTE_16F_PEDANTIC = 65,
  NPUBLAS_COMPUTE_32F = 68,
  NPUBLAS_COMPUTE_32F_PEDANTIC = 69,
  NPUBLAS_COMPUTE_64F = 70,
  NPUBLAS_COMPUTE_64F_PEDANTIC = 71,
  NPUBLAS_COMPUTE_32I = 72,
  NPUBLAS_COMPUTE_32I_PEDANTIC = 73,
  NPUBLAS_COMPUTE_32F_FAST_16F = 74,
  NPUBLAS_COMPUTE_32F_FAST_16BF = 75,
  NPUBLAS_COMPUTE_32F_FAST_TF32 = 77
} npublasComputeType_t;
typedef npuDataType npublasDataType_t;
typedef void (*npublasLogCallback)(const char *msg);

#define NPUBLAS_VERSION 120000
#define NPUBLAS_VER_MAJOR 12
#define NPUBLASAPI

NPU_API_BEGIN

npublasStatus_t npublasCreate(npublasHandle_t *handle);
npublasStatus_t npublasDestroy(npublasHandle_t handle);
npublasStatus_t npublasGetVersion(npublasHandle_t handle, int *version);
npublasStatus_t npublasGetProperty(npuLibraryPropertyType type, int *value);
npublasStatus_t npublasSetStream(npublasHandle_t handle, npuStream_t stream);
npublasStatus_t npublasGetStream(npublasHandle_t handle, npuStream_t *stream);
npublasStatus_t npublasSetWorkspace(npublasHandle_t handle, void *workspace, size_t size);
npublasStatus_t npublasSetPointerMode(npublasHandle_t handle, npublasPointerMode_t mode);
npublasStatus_t npublasGetPointerMode(npublasHandle_t handle, npublasPointerMode_t *mode);
npublasStatus_t npublasSetAtomicsMode(npublasHandle_t handle, npublasAtomicsMode_t mode);
npublasStatus_t npublasGetAtomicsMode(npublasHandle_t handle, npublasAtomicsMode_t *mode);
npublasStatus_t npublasSetMathMode(npublasHandle_t handle, npublasMath_t mode);
npublasStatus_t npublasGetMathMode(npublasHandle_t handle, npublasMath_t *mode);
const char *npublasGetStatusName(npublasStatus_t status);
const char *npublasGetStatusString(npublasStatus_t status);
npublasStatus_t npublasSetVector(int n, int elemSize, const void *x, int incx, void *y, int incy);
npublasStatus_t npublasGetVector(int n, int elemSize, const void *x, int incx, void *y, int incy);
npublasStatus_t npublasSetMatrix(int rows, int cols, int elemSize, const void *A, int lda, void *B, int ldb);
npublasStatus_t npublasGetMatrix(int rows, int cols, int elemSize, const void *A, int lda, void *B, int ldb);
npublasStatus_t npublasSetVectorAsync(int n, int elemSize, const void *x, int incx, void *y, int incy,
                                      npuStream_t stream);
npublasStatus_t npublasGetVectorAsync(int n, int elemSize, const void *x, int incx, void *y, int incy,
                                      npuStream_t stream);
npublasStatus_t npublasSetMatrixAsync(int rows, int cols, int elemSize, const void *A, int lda, void *B,
                                      int ldb, npuStream_t stream);
npublasStatus_t npublasGetMatrixAsync(int rows, int cols, int elemSize, const void *A, int lda, void *B,
                                      int ldb, npuStream_t stream);

NPU_API_END

#endif
