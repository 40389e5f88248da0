// SPDX-License-Identifier: Apache-2.0
// Matrix products with described operands: element types, orders, batches, and what follows the product (an
// epilogue). Part of libnpublas; C and C++.
#ifndef NPU_BLAS_LT_H
#define NPU_BLAS_LT_H

#include "npu/detail/macros_aside.inc"

#include "npu/detail/blas_types.h"
#include "npu/library_types.h"
#include "npu/runtime.h"

#include <stddef.h>
#include <stdint.h>

// A handle of npu/blas.h does as well.
typedef struct npublasLtContext *npublasLtHandle_t;
typedef struct {
  uint64_t data[32];
} npublasLtMatmulDescOpaque_t;
typedef npublasLtMatmulDescOpaque_t *npublasLtMatmulDesc_t;
typedef struct {
  uint64_t data[16];
} npublasLtMatrixLayoutOpaque_t;
typedef npublasLtMatrixLayoutOpaque_t *npublasLtMatrixLayout_t;
typedef struct {
  uint64_t data[8];
} npublasLtMatrixTransformDescOpaque_t;
typedef npublasLtMatrixTransformDescOpaque_t *npublasLtMatrixTransformDesc_t;
typedef struct {
  uint64_t data[8];
} npublasLtMatmulPreferenceOpaque_t;
typedef npublasLtMatmulPreferenceOpaque_t *npublasLtMatmulPreference_t;
typedef struct {
  uint64_t data[8];
} npublasLtMatmulAlgo_t;
typedef struct {
  npublasLtMatmulAlgo_t algo;
  size_t workspaceSize;
  npublasStatus_t state;
  float wavesCount;
  int reserved[4];
} npublasLtMatmulHeuristicResult_t;
typedef enum {
  NPUBLASLT_MATMUL_DESC_COMPUTE_TYPE = 0,
  NPUBLASLT_MATMUL_DESC_SCALE_TYPE = 1,
  NPUBLASLT_MATMUL_DESC_POINTER_MODE = 2,
  NPUBLASLT_MATMUL_DESC_TRANSA = 3,
  NPUBLASLT_MATMUL_DESC_TRANSB = 4,
  NPUBLASLT_MATMUL_DESC_TRANSC = 5,
  NPUBLASLT_MATMUL_DESC_FILL_MODE = 6,
  NPUBLASLT_MATMUL_DESC_EPILOGUE = 7,
  NPUBLASLT_MATMUL_DESC_BIAS_POINTER = 8,
  NPUBLASLT_MATMUL_DESC_BIAS_BATCH_STRIDE = 10,
  NPUBLASLT_MATMUL_DESC_EPILOGUE_AUX_POINTER = 11,
  NPUBLASLT_MATMUL_DESC_EPILOGUE_AUX_LD = 12,
  NPUBLASLT_MATMUL_DESC_EPILOGUE_AUX_BATCH_STRIDE = 13,
  NPUBLASLT_MATMUL_DESC_A_SCALE_POINTER = 17,
  NPUBLASLT_MATMUL_DESC_B_SCALE_POINTER = 18,
  NPUBLASLT_MATMUL_DESC_C_SCALE_POINTER = 19,
  NPUBLASLT_MATMUL_DESC_D_SCALE_POINTER = 20,
  NPUBLASLT_MATMUL_DESC_AMAX_D_POINTER = 21,
  NPUBLASLT_MATMUL_DESC_EPILOGUE_AUX_DATA_TYPE = 22,
  NPUBLASLT_MATMUL_DESC_FAST_ACCUM = 25,
  NPUBLASLT_MATMUL_DESC_BIAS_DATA_TYPE = 26
} npublasLtMatmulDescAttributes_t;
typedef enum {
  NPUBLASLT_MATRIX_LAYOUT_TYPE = 0,
  NPUBLASLT_MATRIX_LAYOUT_ORDER = 1,
  NPUBLASLT_MATRIX_LAYOUT_ROWS = 2,
  NPUBLASLT_MATRIX_LAYOUT_COLS = 3,
  NPUBLASLT_MATRIX_LAYOUT_LD = 4,
  NPUBLASLT_MATRIX_LAYOUT_BATCH_COUNT = 5,
  NPUBLASLT_MATRIX_LAYOUT_STRIDED_BATCH_OFFSET = 6
} npublasLtMatrixLayoutAttribute_t;
typedef enum {
  NPUBLASLT_ORDER_COL = 0,
  NPUBLASLT_ORDER_ROW = 1,
  NPUBLASLT_ORDER_COL32 = 2,
} npublasLtOrder_t;
typedef enum {
  NPUBLASLT_MATMUL_PREF_SEARCH_MODE = 0,
  NPUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES = 1,
  NPUBLASLT_MATMUL_PREF_REDUCTION_SCHEME_MASK = 3,
  NPUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_A_BYTES = 5,
  NPUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_B_BYTES = 6,
  NPUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_C_BYTES = 7,
  NPUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_D_BYTES = 8,
  NPUBLASLT_MATMUL_PREF_MAX_WAVES_COUNT = 9
} npublasLtMatmulPreferenceAttributes_t;
typedef enum {
  NPUBLASLT_MATRIX_TRANSFORM_DESC_SCALE_TYPE = 0,
  NPUBLASLT_MATRIX_TRANSFORM_DESC_POINTER_MODE = 1,
  NPUBLASLT_MATRIX_TRANSFORM_DESC_TRANSA = 2,
  NPUBLASLT_MATRIX_TRANSFORM_DESC_TRANSB = 3
} npublasLtMatrixTransformDescAttributes_t;
typedef enum {
  NPUBLASLT_EPILOGUE_DEFAULT = 1,
  NPUBLASLT_EPILOGUE_RELU = 2,
  NPUBLASLT_EPILOGUE_BIAS = 4,
  NPUBLASLT_EPILOGUE_RELU_BIAS = 6,
  NPUBLASLT_EPILOGUE_GELU = 32,
  NPUBLASLT_EPILOGUE_GELU_BIAS = 36,
  NPUBLASLT_EPILOGUE_RELU_AUX = 130,
  NPUBLASLT_EPILOGUE_DRELU = 136,
  NPUBLASLT_EPILOGUE_DRELU_BGRAD = 152,
  NPUBLASLT_EPILOGUE_RELU_AUX_BIAS = 134,
  NPUBLASLT_EPILOGUE_GELU_AUX = 160,
  NPUBLASLT_EPILOGUE_GELU_AUX_BIAS = 164,
  NPUBLASLT_EPILOGUE_DGELU = 192,
  NPUBLASLT_EPILOGUE_DGELU_BGRAD = 208,
  NPUBLASLT_EPILOGUE_BGRADA = 256,
  NPUBLASLT_EPILOGUE_BGRADB = 512
} npublasLtEpilogue_t;
typedef enum { NPUBLASLT_POINTER_MODE_HOST = 0, NPUBLASLT_POINTER_MODE_DEVICE = 1 } npublasLtPointerMode_t;

NPU_API_BEGIN
npublasStatus_t npublasLtCreate(npublasLtHandle_t *handle);
npublasStatus_t npublasLtDestroy(npublasLtHandle_t handle);
size_t npublasLtGetVersion(void);
npublasStatus_t npublasLtMatmul(npublasLtHandle_t, npublasLtMatmulDesc_t, const void *alpha, const void *A,
                                npublasLtMatrixLayout_t Adesc, const void *B, npublasLtMatrixLayout_t Bdesc,
                                const void *beta, const void *C, npublasLtMatrixLayout_t Cdesc, void *D,
                                npublasLtMatrixLayout_t Ddesc, const npublasLtMatmulAlgo_t *algo,
                                void *workspace, size_t workspaceSize, npuStream_t stream);
npublasStatus_t npublasLtMatrixTransform(npublasLtHandle_t, npublasLtMatrixTransformDesc_t, const void *alpha,
                                         const void *A, npublasLtMatrixLayout_t Adesc, const void *beta,
                                         const void *B, npublasLtMatrixLayout_t Bdesc, void *C,
                                         npublasLtMatrixLayout_t Cdesc, npuStream_t stream);
npublasStatus_t npublasLtMatmulDescCreate(npublasLtMatmulDesc_t *desc, npublasComputeType_t computeType,
                                          npuDataType scaleType);
npublasStatus_t npublasLtMatmulDescInit(npublasLtMatmulDesc_t desc, npublasComputeType_t computeType,
                                        npuDataType scaleType);
npublasStatus_t npublasLtMatmulDescDestroy(npublasLtMatmulDesc_t desc);
npublasStatus_t npublasLtMatmulDescSetAttribute(npublasLtMatmulDesc_t desc,
                                                npublasLtMatmulDescAttributes_t attr, const void *buf,
                                                size_t size);
npublasStatus_t npublasLtMatmulDescGetAttribute(npublasLtMatmulDesc_t desc,
                                                npublasLtMatmulDescAttributes_t attr, void *buf, size_t size,
                                                size_t *written);
npublasStatus_t npublasLtMatrixLayoutCreate(npublasLtMatrixLayout_t *layout, npuDataType type, uint64_t rows,
                                            uint64_t cols, int64_t ld);
npublasStatus_t npublasLtMatrixLayoutInit(npublasLtMatrixLayout_t layout, npuDataType type, uint64_t rows,
                                          uint64_t cols, int64_t ld);
npublasStatus_t npublasLtMatrixLayoutDestroy(npublasLtMatrixLayout_t layout);
npublasStatus_t npublasLtMatrixLayoutSetAttribute(npublasLtMatrixLayout_t layout,
                                                  npublasLtMatrixLayoutAttribute_t attr, const void *buf,
                                                  size_t size);
npublasStatus_t npublasLtMatrixLayoutGetAttribute(npublasLtMatrixLayout_t layout,
                                                  npublasLtMatrixLayoutAttribute_t attr, void *buf,
                                                  size_t size, size_t *written);
npublasStatus_t npublasLtMatmulPreferenceCreate(npublasLtMatmulPreference_t *pref);
npublasStatus_t npublasLtMatmulPreferenceInit(npublasLtMatmulPreference_t pref);
npublasStatus_t npublasLtMatmulPreferenceDestroy(npublasLtMatmulPreference_t pref);
npublasStatus_t npublasLtMatmulPreferenceSetAttribute(npublasLtMatmulPreference_t pref,
                                                      npublasLtMatmulPreferenceAttributes_t attr,
                                                      const void *buf, size_t size);
npublasStatus_t npublasLtMatmulAlgoGetHeuristic(
    npublasLtHandle_t, npublasLtMatmulDesc_t, npublasLtMatrixLayout_t Adesc, npublasLtMatrixLayout_t Bdesc,
    npublasLtMatrixLayout_t Cdesc, npublasLtMatrixLayout_t Ddesc, npublasLtMatmulPreference_t preference,
    int requestedAlgoCount, npublasLtMatmulHeuristicResult_t results[], int *returnAlgoCount);
npublasStatus_t npublasLtMatrixTransformDescCreate(npublasLtMatrixTransformDesc_t *desc,
                                                   npuDataType scaleType);
npublasStatus_t npublasLtMatrixTransformDescInit(npublasLtMatrixTransformDesc_t desc, npuDataType scaleType);
npublasStatus_t npublasLtMatrixTransformDescDestroy(npublasLtMatrixTransformDesc_t desc);
npublasStatus_t npublasLtMatrixTransformDescSetAttribute(npublasLtMatrixTransformDesc_t desc,
                                                         npublasLtMatrixTransformDescAttributes_t attr,
                                                         const void *buf, size_t size);

NPU_API_END

#include "npu/detail/macros_restored.inc"

#endif
