// SPDX-License-Identifier: Apache-2.0
// Sparse matrices and vectors: products, solves, conversions and incomplete factorizations in libnpusparse.
// The generic interface on descriptors, and what programs use of the older one on plain arrays. C and C++.
//
// Work goes into the handle's stream. No work needs the caller's buffers: each bufferSize function gives a
// small size that can be allocated.
#ifndef NPU_SPARSE_H
#define NPU_SPARSE_H

#include "npu/detail/macros_aside.inc"

#include "npu/complex.h"
#include "npu/detail/api.h"
#include "npu/library_types.h"
#include "npu/runtime.h"

#include <stddef.h>
#include <stdint.h>

#define NPUSPARSEAPI
#define NPUSPARSE_VER_MAJOR 12
#define NPUSPARSE_VER_MINOR 0
#define NPUSPARSE_VER_PATCH 0
#define NPUSPARSE_VERSION 12000

typedef struct npusparseContext *npusparseHandle_t;
typedef struct npusparseMatDescr *npusparseMatDescr_t;
typedef struct npusparseSpVecDescr *npusparseSpVecDescr_t;
typedef struct npusparseDnVecDescr *npusparseDnVecDescr_t;
typedef struct npusparseSpMatDescr *npusparseSpMatDescr_t;
typedef struct npusparseDnMatDescr *npusparseDnMatDescr_t;
typedef struct npusparseSpVecDescr const *npusparseConstSpVecDescr_t;
typedef struct npusparseDnVecDescr const *npusparseConstDnVecDescr_t;
typedef struct npusparseSpMatDescr const *npusparseConstSpMatDescr_t;
typedef struct npusparseDnMatDescr const *npusparseConstDnMatDescr_t;
typedef struct npusparseSpSVDescr *npusparseSpSVDescr_t;
typedef struct npusparseSpSMDescr *npusparseSpSMDescr_t;
typedef struct npusparseSpGEMMDescr *npusparseSpGEMMDescr_t;
typedef struct npusparseSolveAnalysisInfo *npusparseSolveAnalysisInfo_t;
typedef struct npusparseCsrsv2Info *npusparseCsrsv2Info_t;
typedef struct npusparseCsrsm2Info *npusparseCsrsm2Info_t;
typedef struct npusparseCsrilu02Info *npusparseCsrilu02Info_t;
typedef struct npusparseCsric02Info *npusparseCsric02Info_t;

typedef enum {
  NPUSPARSE_STATUS_SUCCESS = 0,
  NPUSPARSE_STATUS_NOT_INITIALIZED = 1,
  NPUSPARSE_STATUS_ALLOC_FAILED = 2,
  NPUSPARSE_STATUS_INVALID_VALUE = 3,
  NPUSPARSE_STATUS_ARCH_MISMATCH = 4,
  NPUSPARSE_STATUS_MAPPING_ERROR = 5,
  NPUSPARSE_STATUS_EXECUTION_FAILED = 6,
  NPUSPARSE_STATUS_INTERNAL_ERROR = 7,
  NPUSPARSE_STATUS_MATRIX_TYPE_NOT_SUPPORTED = 8,
  NPUSPARSE_STATUS_ZERO_PIVOT = 9,
  NPUSPARSE_STATUS_NOT_SUPPORTED = 10,
  NPUSPARSE_STATUS_INSUFFICIENT_RESOURCES = 11
} npusparseStatus_t;
typedef enum { NPUSPARSE_POINTER_MODE_HOST = 0, NPUSPARSE_POINTER_MODE_DEVICE = 1 } npusparsePointerMode_t;
typedef enum { NPUSPARSE_ACTION_SYMBOLIC = 0, NPUSPARSE_ACTION_NUMERIC = 1 } npusparseAction_t;
typedef enum {
  NPUSPARSE_MATRIX_TYPE_GENERAL = 0,
  NPUSPARSE_MATRIX_TYPE_SYMMETRIC = 1,
  NPUSPARSE_MATRIX_TYPE_HERMITIAN = 2,
  NPUSPARSE_MATRIX_TYPE_TRIANGULAR = 3
} npusparseMatrixType_t;
typedef enum { NPUSPARSE_FILL_MODE_LOWER = 0, NPUSPARSE_FILL_MODE_UPPER = 1 } npusparseFillMode_t;
typedef enum { NPUSPARSE_DIAG_TYPE_NON_UNIT = 0, NPUSPARSE_DIAG_TYPE_UNIT = 1 } npusparseDiagType_t;
typedef enum { NPUSPARSE_INDEX_BASE_ZERO = 0, NPUSPARSE_INDEX_BASE_ONE = 1 } npusparseIndexBase_t;
typedef enum {
  NPUSPARSE_INDEX_16U = 1, // not supported
  NPUSPARSE_INDEX_32I = 2,
  NPUSPARSE_INDEX_64I = 3
} npusparseIndexType_t;
typedef enum {
  NPUSPARSE_OPERATION_NON_TRANSPOSE = 0,
  NPUSPARSE_OPERATION_TRANSPOSE = 1,
  NPUSPARSE_OPERATION_CONJUGATE_TRANSPOSE = 2
} npusparseOperation_t;
typedef enum { NPUSPARSE_DIRECTION_ROW = 0, NPUSPARSE_DIRECTION_COLUMN = 1 } npusparseDirection_t;
typedef enum {
  NPUSPARSE_SOLVE_POLICY_NO_LEVEL = 0,
  NPUSPARSE_SOLVE_POLICY_USE_LEVEL = 1
} npusparseSolvePolicy_t;
typedef enum { NPUSPARSE_ORDER_COL = 1, NPUSPARSE_ORDER_ROW = 2 } npusparseOrder_t;
typedef enum {
  NPUSPARSE_FORMAT_CSR = 1,
  NPUSPARSE_FORMAT_CSC = 2,
  NPUSPARSE_FORMAT_COO = 3,
  NPUSPARSE_FORMAT_BLOCKED_ELL = 5
} npusparseFormat_t;
typedef enum { NPUSPARSE_SPMAT_FILL_MODE = 0, NPUSPARSE_SPMAT_DIAG_TYPE = 1 } npusparseSpMatAttribute_t;

// Names of algorithms: results are the same for all of them.
typedef enum { NPUSPARSE_ALG_NAIVE = 0, NPUSPARSE_ALG_MERGE_PATH = 1 } npusparseAlgMode_t;
typedef enum {
  NPUSPARSE_CSR2CSC_ALG_DEFAULT = 1,
  NPUSPARSE_CSR2CSC_ALG1 = 1,
  NPUSPARSE_CSR2CSC_ALG2 = 2
} npusparseCsr2CscAlg_t;
typedef enum {
  NPUSPARSE_SPMV_ALG_DEFAULT = 0,
  NPUSPARSE_MV_ALG_DEFAULT = 0,
  NPUSPARSE_SPMV_COO_ALG1 = 1,
  NPUSPARSE_COOMV_ALG = 1,
  NPUSPARSE_SPMV_CSR_ALG1 = 2,
  NPUSPARSE_CSRMV_ALG1 = 2,
  NPUSPARSE_SPMV_CSR_ALG2 = 3,
  NPUSPARSE_CSRMV_ALG2 = 3,
  NPUSPARSE_SPMV_COO_ALG2 = 4
} npusparseSpMVAlg_t;
typedef enum {
  NPUSPARSE_SPMM_ALG_DEFAULT = 0,
  NPUSPARSE_SPMM_COO_ALG1 = 1,
  NPUSPARSE_SPMM_COO_ALG2 = 2,
  NPUSPARSE_SPMM_COO_ALG3 = 3,
  NPUSPARSE_SPMM_CSR_ALG1 = 4,
  NPUSPARSE_SPMM_COO_ALG4 = 5,
  NPUSPARSE_SPMM_CSR_ALG2 = 6,
  NPUSPARSE_SPMM_CSR_ALG3 = 12,
  NPUSPARSE_SPMM_BLOCKED_ELL_ALG1 = 13
} npusparseSpMMAlg_t;
typedef enum {
  NPUSPARSE_SPGEMM_DEFAULT = 0,
  NPUSPARSE_SPGEMM_CSR_ALG_DETERMINITIC = 1,
  NPUSPARSE_SPGEMM_CSR_ALG_NONDETERMINITIC = 2,
  NPUSPARSE_SPGEMM_ALG1 = 3,
  NPUSPARSE_SPGEMM_ALG2 = 4,
  NPUSPARSE_SPGEMM_ALG3 = 5
} npusparseSpGEMMAlg_t;
typedef enum { NPUSPARSE_SPSV_ALG_DEFAULT = 0 } npusparseSpSVAlg_t;
typedef enum { NPUSPARSE_SPSM_ALG_DEFAULT = 0 } npusparseSpSMAlg_t;
typedef enum { NPUSPARSE_SDDMM_ALG_DEFAULT = 0 } npusparseSDDMMAlg_t;
typedef enum { NPUSPARSE_SPARSETODENSE_ALG_DEFAULT = 0 } npusparseSparseToDenseAlg_t;
typedef enum { NPUSPARSE_DENSETOSPARSE_ALG_DEFAULT = 0 } npusparseDenseToSparseAlg_t;

NPU_API_BEGIN

// --- the handle
npusparseStatus_t npusparseCreate(npusparseHandle_t *handle);
npusparseStatus_t npusparseDestroy(npusparseHandle_t handle);
npusparseStatus_t npusparseGetVersion(npusparseHandle_t handle, int *version);
npusparseStatus_t npusparseGetProperty(npuLibraryPropertyType property, int *result);
npusparseStatus_t npusparseSetStream(npusparseHandle_t handle, npuStream_t stream);
npusparseStatus_t npusparseGetStream(npusparseHandle_t handle, npuStream_t *stream);
npusparseStatus_t npusparseSetPointerMode(npusparseHandle_t handle, npusparsePointerMode_t mode);
npusparseStatus_t npusparseGetPointerMode(npusparseHandle_t handle, npusparsePointerMode_t *mode);
const char *npusparseGetErrorName(npusparseStatus_t status);
const char *npusparseGetErrorString(npusparseStatus_t status);

// --- matrix descriptors of the older interface
npusparseStatus_t npusparseCreateMatDescr(npusparseMatDescr_t *descr);
npusparseStatus_t npusparseDestroyMatDescr(npusparseMatDescr_t descr);
npusparseStatus_t npusparseSetMatType(npusparseMatDescr_t descr, npusparseMatrixType_t type);
npusparseMatrixType_t npusparseGetMatType(const npusparseMatDescr_t descr);
npusparseStatus_t npusparseSetMatFillMode(npusparseMatDescr_t descr, npusparseFillMode_t mode);
npusparseFillMode_t npusparseGetMatFillMode(const npusparseMatDescr_t descr);
npusparseStatus_t npusparseSetMatDiagType(npusparseMatDescr_t descr, npusparseDiagType_t type);
npusparseDiagType_t npusparseGetMatDiagType(const npusparseMatDescr_t descr);
npusparseStatus_t npusparseSetMatIndexBase(npusparseMatDescr_t descr, npusparseIndexBase_t base);
npusparseIndexBase_t npusparseGetMatIndexBase(const npusparseMatDescr_t descr);

// --- vectors and matrices of the generic interface
npusparseStatus_t npusparseCreateSpVec(npusparseSpVecDescr_t *spVecDescr, int64_t length, int64_t nnz,
                                       void *indices, void *values, npusparseIndexType_t idxType,
                                       npusparseIndexBase_t idxBase, npuDataType valueType);
npusparseStatus_t npusparseSpVecGet(npusparseSpVecDescr_t spVecDescr, int64_t *length, int64_t *nnz,
                                    void **indices, void **values, npusparseIndexType_t *idxType,
                                    npusparseIndexBase_t *idxBase, npuDataType *valueType);
npusparseStatus_t npusparseSpVecGetValues(npusparseSpVecDescr_t spVecDescr, void **values);
npusparseStatus_t npusparseCreateDnVec(npusparseDnVecDescr_t *dnVecDescr, int64_t length, void *values,
                                       npuDataType valueType);
npusparseStatus_t npusparseDnVecGet(npusparseDnVecDescr_t dnVecDescr, int64_t *length, void **values,
                                    npuDataType *valueType);
npusparseStatus_t npusparseDnVecGetValues(npusparseDnVecDescr_t dnVecDescr, void **values);
npusparseStatus_t npusparseCreateDnMat(npusparseDnMatDescr_t *dnMatDescr, int64_t rows, int64_t cols,
                                       int64_t ld, void *values, npuDataType valueType,
                                       npusparseOrder_t order);
npusparseStatus_t npusparseDnMatGet(npusparseDnMatDescr_t dnMatDescr, int64_t *rows, int64_t *cols,
                                    int64_t *ld, void **values, npuDataType *valueType,
                                    npusparseOrder_t *order);
npusparseStatus_t npusparseDnMatGetValues(npusparseDnMatDescr_t dnMatDescr, void **values);
npusparseStatus_t npusparseCreateCsr(npusparseSpMatDescr_t *spMatDescr, int64_t rows, int64_t cols,
                                     int64_t nnz, void *csrRowOffsets, void *csrColInd, void *csrValues,
                                     npusparseIndexType_t csrRowOffsetsType,
                                     npusparseIndexType_t csrColIndType, npusparseIndexBase_t idxBase,
                                     npuDataType valueType);
npusparseStatus_t npusparseCreateCsc(npusparseSpMatDescr_t *spMatDescr, int64_t rows, int64_t cols,
                                     int64_t nnz, void *cscColOffsets, void *cscRowInd, void *cscValues,
                                     npusparseIndexType_t cscColOffsetsType,
                                     npusparseIndexType_t cscRowIndType, npusparseIndexBase_t idxBase,
                                     npuDataType valueType);
npusparseStatus_t npusparseCreateCoo(npusparseSpMatDescr_t *spMatDescr, int64_t rows, int64_t cols,
                                     int64_t nnz, void *cooRowInd, void *cooColInd, void *cooValues,
                                     npusparseIndexType_t cooIdxType, npusparseIndexBase_t idxBase,
                                     npuDataType valueType);
// Blocks stand in rows of ellCols columns, row-major; a block column of -1 is padding.
npusparseStatus_t npusparseCreateBlockedEll(npusparseSpMatDescr_t *spMatDescr, int64_t rows, int64_t cols,
                                            int64_t ellBlockSize, int64_t ellCols, void *ellColInd,
                                            void *ellValue, npusparseIndexType_t ellIdxType,
                                            npusparseIndexBase_t idxBase, npuDataType valueType);
npusparseStatus_t npusparseCsrGet(npusparseSpMatDescr_t spMatDescr, int64_t *rows, int64_t *cols,
                                  int64_t *nnz, void **csrRowOffsets, void **csrColInd, void **csrValues,
                                  npusparseIndexType_t *csrRowOffsetsType,
                                  npusparseIndexType_t *csrColIndType, npusparseIndexBase_t *idxBase,
                                  npuDataType *valueType);
npusparseStatus_t npusparseCscGet(npusparseSpMatDescr_t spMatDescr, int64_t *rows, int64_t *cols,
                                  int64_t *nnz, void **cscColOffsets, void **cscRowInd, void **cscValues,
                                  npusparseIndexType_t *cscColOffsetsType,
                                  npusparseIndexType_t *cscRowIndType, npusparseIndexBase_t *idxBase,
                                  npuDataType *valueType);
npusparseStatus_t npusparseCooGet(npusparseSpMatDescr_t spMatDescr, int64_t *rows, int64_t *cols,
                                  int64_t *nnz, void **cooRowInd, void **cooColInd, void **cooValues,
                                  npusparseIndexType_t *idxType, npusparseIndexBase_t *idxBase,
                                  npuDataType *valueType);
npusparseStatus_t npusparseBlockedEllGet(npusparseSpMatDescr_t spMatDescr, int64_t *rows, int64_t *cols,
                                         int64_t *ellBlockSize, int64_t *ellCols, void **ellColInd,
                                         void **ellValue, npusparseIndexType_t *ellIdxType,
                                         npusparseIndexBase_t *idxBase, npuDataType *valueType);
npusparseStatus_t npusparseSpMatGetValues(npusparseSpMatDescr_t spMatDescr, void **values);
npusparseStatus_t npusparseCreateConstSpVec(npusparseConstSpVecDescr_t *spVecDescr, int64_t length,
                                            int64_t nnz, const void *indices, const void *values,
                                            npusparseIndexType_t idxType, npusparseIndexBase_t idxBase,
                                            npuDataType valueType);
npusparseStatus_t npusparseConstSpVecGet(npusparseConstSpVecDescr_t spVecDescr, int64_t *length, int64_t *nnz,
                                         const void **indices, const void **values,
                                         npusparseIndexType_t *idxType, npusparseIndexBase_t *idxBase,
                                         npuDataType *valueType);
npusparseStatus_t npusparseConstSpVecGetValues(npusparseConstSpVecDescr_t spVecDescr, const void **values);
npusparseStatus_t npusparseCreateConstDnVec(npusparseConstDnVecDescr_t *dnVecDescr, int64_t length,
                                            const void *values, npuDataType valueType);
npusparseStatus_t npusparseConstDnVecGet(npusparseConstDnVecDescr_t dnVecDescr, int64_t *length,
                                         const void **values, npuDataType *valueType);
npusparseStatus_t npusparseConstDnVecGetValues(npusparseConstDnVecDescr_t dnVecDescr, const void **values);
npusparseStatus_t npusparseCreateConstDnMat(npusparseConstDnMatDescr_t *dnMatDescr, int64_t rows,
                                            int64_t cols, int64_t ld, const void *values,
                                            npuDataType valueType, npusparseOrder_t order);
npusparseStatus_t npusparseConstDnMatGet(npusparseConstDnMatDescr_t dnMatDescr, int64_t *rows, int64_t *cols,
                                         int64_t *ld, const void **values, npuDataType *valueType,
                                         npusparseOrder_t *order);
npusparseStatus_t npusparseConstDnMatGetValues(npusparseConstDnMatDescr_t dnMatDescr, const void **values);
npusparseStatus_t npusparseCreateConstCsr(npusparseConstSpMatDescr_t *spMatDescr, int64_t rows, int64_t cols,
                                          int64_t nnz, const void *csrRowOffsets, const void *csrColInd,
                                          const void *csrValues, npusparseIndexType_t csrRowOffsetsType,
                                          npusparseIndexType_t csrColIndType, npusparseIndexBase_t idxBase,
                                          npuDataType valueType);
npusparseStatus_t npusparseCreateConstCsc(npusparseConstSpMatDescr_t *spMatDescr, int64_t rows, int64_t cols,
                                          int64_t nnz, const void *cscColOffsets, const void *cscRowInd,
                                          const void *cscValues, npusparseIndexType_t cscColOffsetsType,
                                          npusparseIndexType_t cscRowIndType, npusparseIndexBase_t idxBase,
                                          npuDataType valueType);
npusparseStatus_t npusparseCreateConstCoo(npusparseConstSpMatDescr_t *spMatDescr, int64_t rows, int64_t cols,
                                          int64_t nnz, const void *cooRowInd, const void *cooColInd,
                                          const void *cooValues, npusparseIndexType_t cooIdxType,
                                          npusparseIndexBase_t idxBase, npuDataType valueType);
npusparseStatus_t npusparseCreateConstBlockedEll(npusparseConstSpMatDescr_t *spMatDescr, int64_t rows,
                                                 int64_t cols, int64_t ellBlockSize, int64_t ellCols,
                                                 const void *ellColInd, const void *ellValue,
                                                 npusparseIndexType_t ellIdxType,
                                                 npusparseIndexBase_t idxBase, npuDataType valueType);
npusparseStatus_t npusparseConstCsrGet(npusparseConstSpMatDescr_t spMatDescr, int64_t *rows, int64_t *cols,
                                       int64_t *nnz, const void **csrRowOffsets, const void **csrColInd,
                                       const void **csrValues, npusparseIndexType_t *csrRowOffsetsType,
                                       npusparseIndexType_t *csrColIndType, npusparseIndexBase_t *idxBase,
                                       npuDataType *valueType);
npusparseStatus_t npusparseConstCscGet(npusparseConstSpMatDescr_t spMatDescr, int64_t *rows, int64_t *cols,
                                       int64_t *nnz, const void **cscColOffsets, const void **cscRowInd,
                                       const void **cscValues, npusparseIndexType_t *cscColOffsetsType,
                                       npusparseIndexType_t *cscRowIndType, npusparseIndexBase_t *idxBase,
                                       npuDataType *valueType);
npusparseStatus_t npusparseConstCooGet(npusparseConstSpMatDescr_t spMatDescr, int64_t *rows, int64_t *cols,
                                       int64_t *nnz, const void **cooRowInd, const void **cooColInd,
                                       const void **cooValues, npusparseIndexType_t *idxType,
                                       npusparseIndexBase_t *idxBase, npuDataType *valueType);
npusparseStatus_t npusparseConstBlockedEllGet(npusparseConstSpMatDescr_t spMatDescr, int64_t *rows,
                                              int64_t *cols, int64_t *ellBlockSize, int64_t *ellCols,
                                              const void **ellColInd, const void **ellValue,
                                              npusparseIndexType_t *ellIdxType, npusparseIndexBase_t *idxBase,
                                              npuDataType *valueType);
npusparseStatus_t npusparseConstSpMatGetValues(npusparseConstSpMatDescr_t spMatDescr, const void **values);
npusparseStatus_t npusparseDestroySpVec(npusparseConstSpVecDescr_t spVecDescr);
npusparseStatus_t npusparseSpVecSetValues(npusparseSpVecDescr_t spVecDescr, void *values);
npusparseStatus_t npusparseSpVecGetIndexBase(npusparseConstSpVecDescr_t spVecDescr,
                                             npusparseIndexBase_t *idxBase);
npusparseStatus_t npusparseDestroyDnVec(npusparseConstDnVecDescr_t dnVecDescr);
npusparseStatus_t npusparseDnVecSetValues(npusparseDnVecDescr_t dnVecDescr, void *values);
npusparseStatus_t npusparseDestroyDnMat(npusparseConstDnMatDescr_t dnMatDescr);
npusparseStatus_t npusparseDnMatSetValues(npusparseDnMatDescr_t dnMatDescr, void *values);
npusparseStatus_t npusparseDnMatSetStridedBatch(npusparseDnMatDescr_t dnMatDescr, int batchCount,
                                                int64_t batchStride);
npusparseStatus_t npusparseDnMatGetStridedBatch(npusparseConstDnMatDescr_t dnMatDescr, int *batchCount,
                                                int64_t *batchStride);
npusparseStatus_t npusparseDestroySpMat(npusparseConstSpMatDescr_t spMatDescr);
npusparseStatus_t npusparseSpMatGetSize(npusparseConstSpMatDescr_t spMatDescr, int64_t *rows, int64_t *cols,
                                        int64_t *nnz);
npusparseStatus_t npusparseSpMatGetFormat(npusparseConstSpMatDescr_t spMatDescr, npusparseFormat_t *format);
npusparseStatus_t npusparseSpMatGetIndexBase(npusparseConstSpMatDescr_t spMatDescr,
                                             npusparseIndexBase_t *idxBase);
npusparseStatus_t npusparseSpMatSetValues(npusparseSpMatDescr_t spMatDescr, void *values);
npusparseStatus_t npusparseSpMatGetAttribute(npusparseConstSpMatDescr_t spMatDescr,
                                             npusparseSpMatAttribute_t attribute, void *attributeData,
                                             size_t dataSize);
npusparseStatus_t npusparseSpMatSetAttribute(npusparseSpMatDescr_t spMatDescr,
                                             npusparseSpMatAttribute_t attribute, void *attributeData,
                                             size_t dataSize);
npusparseStatus_t npusparseCsrSetPointers(npusparseSpMatDescr_t spMatDescr, void *csrRowOffsets,
                                          void *csrColInd, void *csrValues);
npusparseStatus_t npusparseCscSetPointers(npusparseSpMatDescr_t spMatDescr, void *cscColOffsets,
                                          void *cscRowInd, void *cscValues);
npusparseStatus_t npusparseCooSetPointers(npusparseSpMatDescr_t spMatDescr, void *cooRows, void *cooColumns,
                                          void *cooValues);
npusparseStatus_t npusparseSpMatGetStridedBatch(npusparseConstSpMatDescr_t spMatDescr, int *batchCount);
npusparseStatus_t npusparseCsrSetStridedBatch(npusparseSpMatDescr_t spMatDescr, int batchCount,
                                              int64_t offsetsBatchStride, int64_t columnsValuesBatchStride);
npusparseStatus_t npusparseCooSetStridedBatch(npusparseSpMatDescr_t spMatDescr, int batchCount,
                                              int64_t batchStride);

// --- generic products
npusparseStatus_t npusparseSpMV_bufferSize(npusparseHandle_t handle, npusparseOperation_t opA,
                                           const void *alpha, npusparseConstSpMatDescr_t matA,
                                           npusparseConstDnVecDescr_t vecX, const void *beta,
                                           npusparseDnVecDescr_t vecY, npuDataType computeType,
                                           npusparseSpMVAlg_t alg, size_t *bufferSize);
npusparseStatus_t npusparseSpMV_preprocess(npusparseHandle_t handle, npusparseOperation_t opA,
                                           const void *alpha, npusparseConstSpMatDescr_t matA,
                                           npusparseConstDnVecDescr_t vecX, const void *beta,
                                           npusparseDnVecDescr_t vecY, npuDataType computeType,
                                           npusparseSpMVAlg_t alg, void *externalBuffer);
npusparseStatus_t npusparseSpMV(npusparseHandle_t handle, npusparseOperation_t opA, const void *alpha,
                                npusparseConstSpMatDescr_t matA, npusparseConstDnVecDescr_t vecX,
                                const void *beta, npusparseDnVecDescr_t vecY, npuDataType computeType,
                                npusparseSpMVAlg_t alg, void *externalBuffer);
npusparseStatus_t npusparseSpMM_bufferSize(npusparseHandle_t handle, npusparseOperation_t opA,
                                           npusparseOperation_t opB, const void *alpha,
                                           npusparseConstSpMatDescr_t matA, npusparseConstDnMatDescr_t matB,
                                           const void *beta, npusparseDnMatDescr_t matC,
                                           npuDataType computeType, npusparseSpMMAlg_t alg,
                                           size_t *bufferSize);
npusparseStatus_t npusparseSpMM_preprocess(npusparseHandle_t handle, npusparseOperation_t opA,
                                           npusparseOperation_t opB, const void *alpha,
                                           npusparseConstSpMatDescr_t matA, npusparseConstDnMatDescr_t matB,
                                           const void *beta, npusparseDnMatDescr_t matC,
                                           npuDataType computeType, npusparseSpMMAlg_t alg,
                                           void *externalBuffer);
npusparseStatus_t npusparseSpMM(npusparseHandle_t handle, npusparseOperation_t opA, npusparseOperation_t opB,
                                const void *alpha, npusparseConstSpMatDescr_t matA,
                                npusparseConstDnMatDescr_t matB, const void *beta, npusparseDnMatDescr_t matC,
                                npuDataType computeType, npusparseSpMMAlg_t alg, void *externalBuffer);
npusparseStatus_t npusparseSDDMM_bufferSize(npusparseHandle_t handle, npusparseOperation_t opA,
                                            npusparseOperation_t opB, const void *alpha,
                                            npusparseConstDnMatDescr_t matA, npusparseConstDnMatDescr_t matB,
                                            const void *beta, npusparseSpMatDescr_t matC,
                                            npuDataType computeType, npusparseSDDMMAlg_t alg,
                                            size_t *bufferSize);
npusparseStatus_t npusparseSDDMM_preprocess(npusparseHandle_t handle, npusparseOperation_t opA,
                                            npusparseOperation_t opB, const void *alpha,
                                            npusparseConstDnMatDescr_t matA, npusparseConstDnMatDescr_t matB,
                                            const void *beta, npusparseSpMatDescr_t matC,
                                            npuDataType computeType, npusparseSDDMMAlg_t alg,
                                            void *externalBuffer);
npusparseStatus_t npusparseSDDMM(npusparseHandle_t handle, npusparseOperation_t opA, npusparseOperation_t opB,
                                 const void *alpha, npusparseConstDnMatDescr_t matA,
                                 npusparseConstDnMatDescr_t matB, const void *beta,
                                 npusparseSpMatDescr_t matC, npuDataType computeType, npusparseSDDMMAlg_t alg,
                                 void *externalBuffer);
// The product is found by the computing call that has a buffer; the copying one brings it into C, whose
// pointers are set by then.
npusparseStatus_t npusparseSpGEMM_createDescr(npusparseSpGEMMDescr_t *descr);
npusparseStatus_t npusparseSpGEMM_destroyDescr(npusparseSpGEMMDescr_t descr);
npusparseStatus_t npusparseSpGEMM_workEstimation(npusparseHandle_t handle, npusparseOperation_t opA,
                                                 npusparseOperation_t opB, const void *alpha,
                                                 npusparseConstSpMatDescr_t matA,
                                                 npusparseConstSpMatDescr_t matB, const void *beta,
                                                 npusparseSpMatDescr_t matC, npuDataType computeType,
                                                 npusparseSpGEMMAlg_t alg, npusparseSpGEMMDescr_t spgemmDescr,
                                                 size_t *bufferSize1, void *externalBuffer1);
npusparseStatus_t npusparseSpGEMM_getNumProducts(npusparseSpGEMMDescr_t spgemmDescr, int64_t *numProducts);
npusparseStatus_t npusparseSpGEMM_estimateMemory(npusparseHandle_t handle, npusparseOperation_t opA,
                                                 npusparseOperation_t opB, const void *alpha,
                                                 npusparseConstSpMatDescr_t matA,
                                                 npusparseConstSpMatDescr_t matB, const void *beta,
                                                 npusparseSpMatDescr_t matC, npuDataType computeType,
                                                 npusparseSpGEMMAlg_t alg, npusparseSpGEMMDescr_t spgemmDescr,
                                                 float chunkFraction, size_t *bufferSize3,
                                                 void *externalBuffer3, size_t *bufferSize2);
npusparseStatus_t npusparseSpGEMM_compute(npusparseHandle_t handle, npusparseOperation_t opA,
                                          npusparseOperation_t opB, const void *alpha,
                                          npusparseConstSpMatDescr_t matA, npusparseConstSpMatDescr_t matB,
                                          const void *beta, npusparseSpMatDescr_t matC,
                                          npuDataType computeType, npusparseSpGEMMAlg_t alg,
                                          npusparseSpGEMMDescr_t spgemmDescr, size_t *bufferSize2,
                                          void *externalBuffer2);
npusparseStatus_t npusparseSpGEMM_copy(npusparseHandle_t handle, npusparseOperation_t opA,
                                       npusparseOperation_t opB, const void *alpha,
                                       npusparseConstSpMatDescr_t matA, npusparseConstSpMatDescr_t matB,
                                       const void *beta, npusparseSpMatDescr_t matC, npuDataType computeType,
                                       npusparseSpGEMMAlg_t alg, npusparseSpGEMMDescr_t spgemmDescr);
npusparseStatus_t npusparseSpGEMMreuse_workEstimation(
    npusparseHandle_t handle, npusparseOperation_t opA, npusparseOperation_t opB,
    npusparseConstSpMatDescr_t matA, npusparseConstSpMatDescr_t matB, npusparseSpMatDescr_t matC,
    npusparseSpGEMMAlg_t alg, npusparseSpGEMMDescr_t spgemmDescr, size_t *bufferSize1, void *externalBuffer1);
npusparseStatus_t npusparseSpGEMMreuse_nnz(npusparseHandle_t handle, npusparseOperation_t opA,
                                           npusparseOperation_t opB, npusparseConstSpMatDescr_t matA,
                                           npusparseConstSpMatDescr_t matB, npusparseSpMatDescr_t matC,
                                           npusparseSpGEMMAlg_t alg, npusparseSpGEMMDescr_t spgemmDescr,
                                           size_t *bufferSize2, void *externalBuffer2, size_t *bufferSize3,
                                           void *externalBuffer3, size_t *bufferSize4, void *externalBuffer4);
npusparseStatus_t npusparseSpGEMMreuse_copy(npusparseHandle_t handle, npusparseOperation_t opA,
                                            npusparseOperation_t opB, npusparseConstSpMatDescr_t matA,
                                            npusparseConstSpMatDescr_t matB, npusparseSpMatDescr_t matC,
                                            npusparseSpGEMMAlg_t alg, npusparseSpGEMMDescr_t spgemmDescr,
                                            size_t *bufferSize5, void *externalBuffer5);
npusparseStatus_t npusparseSpGEMMreuse_compute(npusparseHandle_t handle, npusparseOperation_t opA,
                                               npusparseOperation_t opB, const void *alpha,
                                               npusparseConstSpMatDescr_t matA,
                                               npusparseConstSpMatDescr_t matB, const void *beta,
                                               npusparseSpMatDescr_t matC, npuDataType computeType,
                                               npusparseSpGEMMAlg_t alg, npusparseSpGEMMDescr_t spgemmDescr);

// --- generic vector operations
npusparseStatus_t npusparseSpVV_bufferSize(npusparseHandle_t handle, npusparseOperation_t opX,
                                           npusparseConstSpVecDescr_t vecX, npusparseConstDnVecDescr_t vecY,
                                           const void *result, npuDataType computeType, size_t *bufferSize);
npusparseStatus_t npusparseSpVV(npusparseHandle_t handle, npusparseOperation_t opX,
                                npusparseConstSpVecDescr_t vecX, npusparseConstDnVecDescr_t vecY,
                                void *result, npuDataType computeType, void *externalBuffer);
npusparseStatus_t npusparseAxpby(npusparseHandle_t handle, const void *alpha, npusparseConstSpVecDescr_t vecX,
                                 const void *beta, npusparseDnVecDescr_t vecY);
npusparseStatus_t npusparseGather(npusparseHandle_t handle, npusparseConstDnVecDescr_t vecY,
                                  npusparseSpVecDescr_t vecX);
npusparseStatus_t npusparseScatter(npusparseHandle_t handle, npusparseConstSpVecDescr_t vecX,
                                   npusparseDnVecDescr_t vecY);
npusparseStatus_t npusparseRot(npusparseHandle_t handle, const void *c_coeff, const void *s_coeff,
                               npusparseSpVecDescr_t vecX, npusparseDnVecDescr_t vecY);

// --- generic triangular solves
npusparseStatus_t npusparseSpSV_createDescr(npusparseSpSVDescr_t *descr);
npusparseStatus_t npusparseSpSV_destroyDescr(npusparseSpSVDescr_t descr);
npusparseStatus_t npusparseSpSV_bufferSize(npusparseHandle_t handle, npusparseOperation_t opA,
                                           const void *alpha, npusparseConstSpMatDescr_t matA,
                                           npusparseConstDnVecDescr_t vecX, npusparseDnVecDescr_t vecY,
                                           npuDataType computeType, npusparseSpSVAlg_t alg,
                                           npusparseSpSVDescr_t spsvDescr, size_t *bufferSize);
npusparseStatus_t npusparseSpSV_analysis(npusparseHandle_t handle, npusparseOperation_t opA,
                                         const void *alpha, npusparseConstSpMatDescr_t matA,
                                         npusparseConstDnVecDescr_t vecX, npusparseDnVecDescr_t vecY,
                                         npuDataType computeType, npusparseSpSVAlg_t alg,
                                         npusparseSpSVDescr_t spsvDescr, void *externalBuffer);
npusparseStatus_t npusparseSpSV_solve(npusparseHandle_t handle, npusparseOperation_t opA, const void *alpha,
                                      npusparseConstSpMatDescr_t matA, npusparseConstDnVecDescr_t vecX,
                                      npusparseDnVecDescr_t vecY, npuDataType computeType,
                                      npusparseSpSVAlg_t alg, npusparseSpSVDescr_t spsvDescr);
npusparseStatus_t npusparseSpSM_createDescr(npusparseSpSMDescr_t *descr);
npusparseStatus_t npusparseSpSM_destroyDescr(npusparseSpSMDescr_t descr);
npusparseStatus_t npusparseSpSM_bufferSize(npusparseHandle_t handle, npusparseOperation_t opA,
                                           npusparseOperation_t opB, const void *alpha,
                                           npusparseConstSpMatDescr_t matA, npusparseConstDnMatDescr_t matB,
                                           npusparseDnMatDescr_t matC, npuDataType computeType,
                                           npusparseSpSMAlg_t alg, npusparseSpSMDescr_t spsmDescr,
                                           size_t *bufferSize);
npusparseStatus_t npusparseSpSM_analysis(npusparseHandle_t handle, npusparseOperation_t opA,
                                         npusparseOperation_t opB, const void *alpha,
                                         npusparseConstSpMatDescr_t matA, npusparseConstDnMatDescr_t matB,
                                         npusparseDnMatDescr_t matC, npuDataType computeType,
                                         npusparseSpSMAlg_t alg, npusparseSpSMDescr_t spsmDescr,
                                         void *externalBuffer);
npusparseStatus_t npusparseSpSM_solve(npusparseHandle_t handle, npusparseOperation_t opA,
                                      npusparseOperation_t opB, const void *alpha,
                                      npusparseConstSpMatDescr_t matA, npusparseConstDnMatDescr_t matB,
                                      npusparseDnMatDescr_t matC, npuDataType computeType,
                                      npusparseSpSMAlg_t alg, npusparseSpSMDescr_t spsmDescr);

// --- dense and sparse
npusparseStatus_t npusparseSparseToDense_bufferSize(npusparseHandle_t handle, npusparseConstSpMatDescr_t matA,
                                                    npusparseDnMatDescr_t matB,
                                                    npusparseSparseToDenseAlg_t alg, size_t *bufferSize);
npusparseStatus_t npusparseSparseToDense(npusparseHandle_t handle, npusparseConstSpMatDescr_t matA,
                                         npusparseDnMatDescr_t matB, npusparseSparseToDenseAlg_t alg,
                                         void *externalBuffer);
npusparseStatus_t npusparseDenseToSparse_bufferSize(npusparseHandle_t handle, npusparseConstDnMatDescr_t matA,
                                                    npusparseSpMatDescr_t matB,
                                                    npusparseDenseToSparseAlg_t alg, size_t *bufferSize);
// Waits for the stream: the descriptor has the number of entries then.
npusparseStatus_t npusparseDenseToSparse_analysis(npusparseHandle_t handle, npusparseConstDnMatDescr_t matA,
                                                  npusparseSpMatDescr_t matB, npusparseDenseToSparseAlg_t alg,
                                                  void *externalBuffer);
npusparseStatus_t npusparseDenseToSparse_convert(npusparseHandle_t handle, npusparseConstDnMatDescr_t matA,
                                                 npusparseSpMatDescr_t matB, npusparseDenseToSparseAlg_t alg,
                                                 void *externalBuffer);

// --- conversions on plain arrays
npusparseStatus_t npusparseXcoo2csr(npusparseHandle_t handle, const int *cooRowInd, int nnz, int m,
                                    int *csrRowPtr, npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseXcsr2coo(npusparseHandle_t handle, const int *csrRowPtr, int nnz, int m,
                                    int *cooRowInd, npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseCsr2cscEx2_bufferSize(npusparseHandle_t handle, int m, int n, int nnz,
                                                 const void *csrVal, const int *csrRowPtr,
                                                 const int *csrColInd, void *cscVal, int *cscColPtr,
                                                 int *cscRowInd, npuDataType valType,
                                                 npusparseAction_t copyValues, npusparseIndexBase_t idxBase,
                                                 npusparseCsr2CscAlg_t alg, size_t *bufferSize);
npusparseStatus_t npusparseCsr2cscEx2(npusparseHandle_t handle, int m, int n, int nnz, const void *csrVal,
                                      const int *csrRowPtr, const int *csrColInd, void *cscVal,
                                      int *cscColPtr, int *cscRowInd, npuDataType valType,
                                      npusparseAction_t copyValues, npusparseIndexBase_t idxBase,
                                      npusparseCsr2CscAlg_t alg, void *buffer);
npusparseStatus_t npusparseCreateIdentityPermutation(npusparseHandle_t handle, int n, int *p);
npusparseStatus_t npusparseXcsrsort_bufferSizeExt(npusparseHandle_t handle, int m, int n, int nnz,
                                                  const int *csrRowPtr, const int *csrColInd,
                                                  size_t *bufferSize);
npusparseStatus_t npusparseXcsrsort(npusparseHandle_t handle, int m, int n, int nnz,
                                    const npusparseMatDescr_t descrA, const int *csrRowPtr, int *csrColInd,
                                    int *p, void *buffer);
npusparseStatus_t npusparseXcscsort_bufferSizeExt(npusparseHandle_t handle, int m, int n, int nnz,
                                                  const int *cscColPtr, const int *cscRowInd,
                                                  size_t *bufferSize);
npusparseStatus_t npusparseXcscsort(npusparseHandle_t handle, int m, int n, int nnz,
                                    const npusparseMatDescr_t descrA, const int *cscColPtr, int *cscRowInd,
                                    int *p, void *buffer);
npusparseStatus_t npusparseXcoosort_bufferSizeExt(npusparseHandle_t handle, int m, int n, int nnz,
                                                  const int *cooRows, const int *cooCols, size_t *bufferSize);
npusparseStatus_t npusparseXcoosortByRow(npusparseHandle_t handle, int m, int n, int nnz, int *cooRows,
                                         int *cooCols, int *p, void *buffer);
npusparseStatus_t npusparseXcoosortByColumn(npusparseHandle_t handle, int m, int n, int nnz, int *cooRows,
                                            int *cooCols, int *p, void *buffer);
npusparseStatus_t npusparseXcsrgeam2Nnz(npusparseHandle_t handle, int m, int n,
                                        const npusparseMatDescr_t descrA, int nnzA, const int *csrRowPtrA,
                                        const int *csrColIndA, const npusparseMatDescr_t descrB, int nnzB,
                                        const int *csrRowPtrB, const int *csrColIndB,
                                        const npusparseMatDescr_t descrC, int *csrRowPtrC,
                                        int *nnzTotalDevHostPtr, void *workspace);

// --- information of the older solves and factorizations
npusparseStatus_t npusparseCreateSolveAnalysisInfo(npusparseSolveAnalysisInfo_t *info);
npusparseStatus_t npusparseDestroySolveAnalysisInfo(npusparseSolveAnalysisInfo_t info);
npusparseStatus_t npusparseCreateCsrsv2Info(npusparseCsrsv2Info_t *info);
npusparseStatus_t npusparseDestroyCsrsv2Info(npusparseCsrsv2Info_t info);
npusparseStatus_t npusparseCreateCsrsm2Info(npusparseCsrsm2Info_t *info);
npusparseStatus_t npusparseDestroyCsrsm2Info(npusparseCsrsm2Info_t info);
npusparseStatus_t npusparseCreateCsrilu02Info(npusparseCsrilu02Info_t *info);
npusparseStatus_t npusparseDestroyCsrilu02Info(npusparseCsrilu02Info_t info);
npusparseStatus_t npusparseCreateCsric02Info(npusparseCsric02Info_t *info);
npusparseStatus_t npusparseDestroyCsric02Info(npusparseCsric02Info_t info);
// Where a diagonal entry was missing or zero, in the index base of the matrix, else -1. Waits for the stream.
npusparseStatus_t npusparseXcsrsv2_zeroPivot(npusparseHandle_t handle, npusparseCsrsv2Info_t info,
                                             int *position);
npusparseStatus_t npusparseXcsrsm2_zeroPivot(npusparseHandle_t handle, npusparseCsrsm2Info_t info,
                                             int *position);
npusparseStatus_t npusparseXcsrilu02_zeroPivot(npusparseHandle_t handle, npusparseCsrilu02Info_t info,
                                               int *position);
npusparseStatus_t npusparseXcsric02_zeroPivot(npusparseHandle_t handle, npusparseCsric02Info_t info,
                                              int *position);
npusparseStatus_t
npusparseCsrmvEx_bufferSize(npusparseHandle_t handle, npusparseAlgMode_t alg, npusparseOperation_t transA,
                            int m, int n, int nnz, const void *alpha, npuDataType alphatype,
                            const npusparseMatDescr_t descrA, const void *csrValA, npuDataType csrValAtype,
                            const int *csrRowPtrA, const int *csrColIndA, const void *x, npuDataType xtype,
                            const void *beta, npuDataType betatype, void *y, npuDataType ytype,
                            npuDataType executiontype, size_t *bufferSizeInBytes);
npusparseStatus_t npusparseCsrmvEx(npusparseHandle_t handle, npusparseAlgMode_t alg,
                                   npusparseOperation_t transA, int m, int n, int nnz, const void *alpha,
                                   npuDataType alphatype, const npusparseMatDescr_t descrA,
                                   const void *csrValA, npuDataType csrValAtype, const int *csrRowPtrA,
                                   const int *csrColIndA, const void *x, npuDataType xtype, const void *beta,
                                   npuDataType betatype, void *y, npuDataType ytype,
                                   npuDataType executiontype, void *buffer);
npusparseStatus_t npusparseCsrsv_analysisEx(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                            int nnz, const npusparseMatDescr_t descrA, const void *csrValA,
                                            npuDataType csrValAtype, const int *csrRowPtrA,
                                            const int *csrColIndA, npusparseSolveAnalysisInfo_t info,
                                            npuDataType executiontype);
npusparseStatus_t npusparseCsrsv_solveEx(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                         const void *alpha, npuDataType alphatype,
                                         const npusparseMatDescr_t descrA, const void *csrValA,
                                         npuDataType csrValAtype, const int *csrRowPtrA,
                                         const int *csrColIndA, npusparseSolveAnalysisInfo_t info,
                                         const void *f, npuDataType ftype, void *x, npuDataType xtype,
                                         npuDataType executiontype);

// --- the older functions for each type of numbers
npusparseStatus_t npusparseSnnz(npusparseHandle_t handle, npusparseDirection_t dirA, int m, int n,
                                const npusparseMatDescr_t descrA, const float *denseA, int lda,
                                int *nnzPerRowColumn, int *nnzTotalDevHostPtr);
npusparseStatus_t npusparseDnnz(npusparseHandle_t handle, npusparseDirection_t dirA, int m, int n,
                                const npusparseMatDescr_t descrA, const double *denseA, int lda,
                                int *nnzPerRowColumn, int *nnzTotalDevHostPtr);
npusparseStatus_t npusparseCnnz(npusparseHandle_t handle, npusparseDirection_t dirA, int m, int n,
                                const npusparseMatDescr_t descrA, const npuComplex *denseA, int lda,
                                int *nnzPerRowColumn, int *nnzTotalDevHostPtr);
npusparseStatus_t npusparseZnnz(npusparseHandle_t handle, npusparseDirection_t dirA, int m, int n,
                                const npusparseMatDescr_t descrA, const npuDoubleComplex *denseA, int lda,
                                int *nnzPerRowColumn, int *nnzTotalDevHostPtr);
npusparseStatus_t npusparseSdense2csr(npusparseHandle_t handle, int m, int n,
                                      const npusparseMatDescr_t descrA, const float *denseA, int lda,
                                      const int *nnzPerRow, float *csrValA, int *csrRowPtrA, int *csrColIndA);
npusparseStatus_t npusparseDdense2csr(npusparseHandle_t handle, int m, int n,
                                      const npusparseMatDescr_t descrA, const double *denseA, int lda,
                                      const int *nnzPerRow, double *csrValA, int *csrRowPtrA,
                                      int *csrColIndA);
npusparseStatus_t npusparseCdense2csr(npusparseHandle_t handle, int m, int n,
                                      const npusparseMatDescr_t descrA, const npuComplex *denseA, int lda,
                                      const int *nnzPerRow, npuComplex *csrValA, int *csrRowPtrA,
                                      int *csrColIndA);
npusparseStatus_t npusparseZdense2csr(npusparseHandle_t handle, int m, int n,
                                      const npusparseMatDescr_t descrA, const npuDoubleComplex *denseA,
                                      int lda, const int *nnzPerRow, npuDoubleComplex *csrValA,
                                      int *csrRowPtrA, int *csrColIndA);
npusparseStatus_t npusparseSdense2csc(npusparseHandle_t handle, int m, int n,
                                      const npusparseMatDescr_t descrA, const float *denseA, int lda,
                                      const int *nnzPerCol, float *cscValA, int *cscRowIndA, int *cscColPtrA);
npusparseStatus_t npusparseDdense2csc(npusparseHandle_t handle, int m, int n,
                                      const npusparseMatDescr_t descrA, const double *denseA, int lda,
                                      const int *nnzPerCol, double *cscValA, int *cscRowIndA,
                                      int *cscColPtrA);
npusparseStatus_t npusparseCdense2csc(npusparseHandle_t handle, int m, int n,
                                      const npusparseMatDescr_t descrA, const npuComplex *denseA, int lda,
                                      const int *nnzPerCol, npuComplex *cscValA, int *cscRowIndA,
                                      int *cscColPtrA);
npusparseStatus_t npusparseZdense2csc(npusparseHandle_t handle, int m, int n,
                                      const npusparseMatDescr_t descrA, const npuDoubleComplex *denseA,
                                      int lda, const int *nnzPerCol, npuDoubleComplex *cscValA,
                                      int *cscRowIndA, int *cscColPtrA);
npusparseStatus_t npusparseScsr2dense(npusparseHandle_t handle, int m, int n,
                                      const npusparseMatDescr_t descrA, const float *csrValA,
                                      const int *csrRowPtrA, const int *csrColIndA, float *denseA, int lda);
npusparseStatus_t npusparseDcsr2dense(npusparseHandle_t handle, int m, int n,
                                      const npusparseMatDescr_t descrA, const double *csrValA,
                                      const int *csrRowPtrA, const int *csrColIndA, double *denseA, int lda);
npusparseStatus_t npusparseCcsr2dense(npusparseHandle_t handle, int m, int n,
                                      const npusparseMatDescr_t descrA, const npuComplex *csrValA,
                                      const int *csrRowPtrA, const int *csrColIndA, npuComplex *denseA,
                                      int lda);
npusparseStatus_t npusparseZcsr2dense(npusparseHandle_t handle, int m, int n,
                                      const npusparseMatDescr_t descrA, const npuDoubleComplex *csrValA,
                                      const int *csrRowPtrA, const int *csrColIndA, npuDoubleComplex *denseA,
                                      int lda);
npusparseStatus_t npusparseScsc2dense(npusparseHandle_t handle, int m, int n,
                                      const npusparseMatDescr_t descrA, const float *cscValA,
                                      const int *cscRowIndA, const int *cscColPtrA, float *denseA, int lda);
npusparseStatus_t npusparseDcsc2dense(npusparseHandle_t handle, int m, int n,
                                      const npusparseMatDescr_t descrA, const double *cscValA,
                                      const int *cscRowIndA, const int *cscColPtrA, double *denseA, int lda);
npusparseStatus_t npusparseCcsc2dense(npusparseHandle_t handle, int m, int n,
                                      const npusparseMatDescr_t descrA, const npuComplex *cscValA,
                                      const int *cscRowIndA, const int *cscColPtrA, npuComplex *denseA,
                                      int lda);
npusparseStatus_t npusparseZcsc2dense(npusparseHandle_t handle, int m, int n,
                                      const npusparseMatDescr_t descrA, const npuDoubleComplex *cscValA,
                                      const int *cscRowIndA, const int *cscColPtrA, npuDoubleComplex *denseA,
                                      int lda);
npusparseStatus_t npusparseScsr2csc(npusparseHandle_t handle, int m, int n, int nnz, const float *csrVal,
                                    const int *csrRowPtr, const int *csrColInd, float *cscVal, int *cscRowInd,
                                    int *cscColPtr, npusparseAction_t copyValues,
                                    npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseDcsr2csc(npusparseHandle_t handle, int m, int n, int nnz, const double *csrVal,
                                    const int *csrRowPtr, const int *csrColInd, double *cscVal,
                                    int *cscRowInd, int *cscColPtr, npusparseAction_t copyValues,
                                    npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseCcsr2csc(npusparseHandle_t handle, int m, int n, int nnz, const npuComplex *csrVal,
                                    const int *csrRowPtr, const int *csrColInd, npuComplex *cscVal,
                                    int *cscRowInd, int *cscColPtr, npusparseAction_t copyValues,
                                    npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseZcsr2csc(npusparseHandle_t handle, int m, int n, int nnz,
                                    const npuDoubleComplex *csrVal, const int *csrRowPtr,
                                    const int *csrColInd, npuDoubleComplex *cscVal, int *cscRowInd,
                                    int *cscColPtr, npusparseAction_t copyValues,
                                    npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseScsrmv(npusparseHandle_t handle, npusparseOperation_t transA, int m, int n,
                                  int nnz, const float *alpha, const npusparseMatDescr_t descrA,
                                  const float *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                  const float *x, const float *beta, float *y);
npusparseStatus_t npusparseDcsrmv(npusparseHandle_t handle, npusparseOperation_t transA, int m, int n,
                                  int nnz, const double *alpha, const npusparseMatDescr_t descrA,
                                  const double *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                  const double *x, const double *beta, double *y);
npusparseStatus_t npusparseCcsrmv(npusparseHandle_t handle, npusparseOperation_t transA, int m, int n,
                                  int nnz, const npuComplex *alpha, const npusparseMatDescr_t descrA,
                                  const npuComplex *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                  const npuComplex *x, const npuComplex *beta, npuComplex *y);
npusparseStatus_t npusparseZcsrmv(npusparseHandle_t handle, npusparseOperation_t transA, int m, int n,
                                  int nnz, const npuDoubleComplex *alpha, const npusparseMatDescr_t descrA,
                                  const npuDoubleComplex *csrValA, const int *csrRowPtrA,
                                  const int *csrColIndA, const npuDoubleComplex *x,
                                  const npuDoubleComplex *beta, npuDoubleComplex *y);
npusparseStatus_t npusparseScsrmv_mp(npusparseHandle_t handle, npusparseOperation_t transA, int m, int n,
                                     int nnz, const float *alpha, const npusparseMatDescr_t descrA,
                                     const float *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                     const float *x, const float *beta, float *y);
npusparseStatus_t npusparseDcsrmv_mp(npusparseHandle_t handle, npusparseOperation_t transA, int m, int n,
                                     int nnz, const double *alpha, const npusparseMatDescr_t descrA,
                                     const double *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                     const double *x, const double *beta, double *y);
npusparseStatus_t npusparseCcsrmv_mp(npusparseHandle_t handle, npusparseOperation_t transA, int m, int n,
                                     int nnz, const npuComplex *alpha, const npusparseMatDescr_t descrA,
                                     const npuComplex *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                     const npuComplex *x, const npuComplex *beta, npuComplex *y);
npusparseStatus_t npusparseZcsrmv_mp(npusparseHandle_t handle, npusparseOperation_t transA, int m, int n,
                                     int nnz, const npuDoubleComplex *alpha, const npusparseMatDescr_t descrA,
                                     const npuDoubleComplex *csrValA, const int *csrRowPtrA,
                                     const int *csrColIndA, const npuDoubleComplex *x,
                                     const npuDoubleComplex *beta, npuDoubleComplex *y);
npusparseStatus_t npusparseScsrmm(npusparseHandle_t handle, npusparseOperation_t transA, int m, int n, int k,
                                  int nnz, const float *alpha, const npusparseMatDescr_t descrA,
                                  const float *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                  const float *denseB, int ldb, const float *beta, float *denseC, int ldc);
npusparseStatus_t npusparseDcsrmm(npusparseHandle_t handle, npusparseOperation_t transA, int m, int n, int k,
                                  int nnz, const double *alpha, const npusparseMatDescr_t descrA,
                                  const double *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                  const double *denseB, int ldb, const double *beta, double *denseC, int ldc);
npusparseStatus_t npusparseCcsrmm(npusparseHandle_t handle, npusparseOperation_t transA, int m, int n, int k,
                                  int nnz, const npuComplex *alpha, const npusparseMatDescr_t descrA,
                                  const npuComplex *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                  const npuComplex *denseB, int ldb, const npuComplex *beta,
                                  npuComplex *denseC, int ldc);
npusparseStatus_t npusparseZcsrmm(npusparseHandle_t handle, npusparseOperation_t transA, int m, int n, int k,
                                  int nnz, const npuDoubleComplex *alpha, const npusparseMatDescr_t descrA,
                                  const npuDoubleComplex *csrValA, const int *csrRowPtrA,
                                  const int *csrColIndA, const npuDoubleComplex *denseB, int ldb,
                                  const npuDoubleComplex *beta, npuDoubleComplex *denseC, int ldc);
npusparseStatus_t npusparseScsrmm2(npusparseHandle_t handle, npusparseOperation_t transA,
                                   npusparseOperation_t transB, int m, int n, int k, int nnz,
                                   const float *alpha, const npusparseMatDescr_t descrA, const float *csrValA,
                                   const int *csrRowPtrA, const int *csrColIndA, const float *denseB, int ldb,
                                   const float *beta, float *denseC, int ldc);
npusparseStatus_t npusparseDcsrmm2(npusparseHandle_t handle, npusparseOperation_t transA,
                                   npusparseOperation_t transB, int m, int n, int k, int nnz,
                                   const double *alpha, const npusparseMatDescr_t descrA,
                                   const double *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                   const double *denseB, int ldb, const double *beta, double *denseC,
                                   int ldc);
npusparseStatus_t npusparseCcsrmm2(npusparseHandle_t handle, npusparseOperation_t transA,
                                   npusparseOperation_t transB, int m, int n, int k, int nnz,
                                   const npuComplex *alpha, const npusparseMatDescr_t descrA,
                                   const npuComplex *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                   const npuComplex *denseB, int ldb, const npuComplex *beta,
                                   npuComplex *denseC, int ldc);
npusparseStatus_t npusparseZcsrmm2(npusparseHandle_t handle, npusparseOperation_t transA,
                                   npusparseOperation_t transB, int m, int n, int k, int nnz,
                                   const npuDoubleComplex *alpha, const npusparseMatDescr_t descrA,
                                   const npuDoubleComplex *csrValA, const int *csrRowPtrA,
                                   const int *csrColIndA, const npuDoubleComplex *denseB, int ldb,
                                   const npuDoubleComplex *beta, npuDoubleComplex *denseC, int ldc);
npusparseStatus_t npusparseSbsrmv(npusparseHandle_t handle, npusparseDirection_t dirA,
                                  npusparseOperation_t transA, int mb, int nb, int nnzb, const float *alpha,
                                  const npusparseMatDescr_t descrA, const float *bsrValA,
                                  const int *bsrRowPtrA, const int *bsrColIndA, int bsrBlockDim,
                                  const float *x, const float *beta, float *y);
npusparseStatus_t npusparseDbsrmv(npusparseHandle_t handle, npusparseDirection_t dirA,
                                  npusparseOperation_t transA, int mb, int nb, int nnzb, const double *alpha,
                                  const npusparseMatDescr_t descrA, const double *bsrValA,
                                  const int *bsrRowPtrA, const int *bsrColIndA, int bsrBlockDim,
                                  const double *x, const double *beta, double *y);
npusparseStatus_t npusparseCbsrmv(npusparseHandle_t handle, npusparseDirection_t dirA,
                                  npusparseOperation_t transA, int mb, int nb, int nnzb,
                                  const npuComplex *alpha, const npusparseMatDescr_t descrA,
                                  const npuComplex *bsrValA, const int *bsrRowPtrA, const int *bsrColIndA,
                                  int bsrBlockDim, const npuComplex *x, const npuComplex *beta,
                                  npuComplex *y);
npusparseStatus_t npusparseZbsrmv(npusparseHandle_t handle, npusparseDirection_t dirA,
                                  npusparseOperation_t transA, int mb, int nb, int nnzb,
                                  const npuDoubleComplex *alpha, const npusparseMatDescr_t descrA,
                                  const npuDoubleComplex *bsrValA, const int *bsrRowPtrA,
                                  const int *bsrColIndA, int bsrBlockDim, const npuDoubleComplex *x,
                                  const npuDoubleComplex *beta, npuDoubleComplex *y);
npusparseStatus_t npusparseScsrsv_analysis(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                           int nnz, const npusparseMatDescr_t descrA, const float *csrValA,
                                           const int *csrRowPtrA, const int *csrColIndA,
                                           npusparseSolveAnalysisInfo_t info);
npusparseStatus_t npusparseDcsrsv_analysis(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                           int nnz, const npusparseMatDescr_t descrA, const double *csrValA,
                                           const int *csrRowPtrA, const int *csrColIndA,
                                           npusparseSolveAnalysisInfo_t info);
npusparseStatus_t npusparseCcsrsv_analysis(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                           int nnz, const npusparseMatDescr_t descrA,
                                           const npuComplex *csrValA, const int *csrRowPtrA,
                                           const int *csrColIndA, npusparseSolveAnalysisInfo_t info);
npusparseStatus_t npusparseZcsrsv_analysis(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                           int nnz, const npusparseMatDescr_t descrA,
                                           const npuDoubleComplex *csrValA, const int *csrRowPtrA,
                                           const int *csrColIndA, npusparseSolveAnalysisInfo_t info);
npusparseStatus_t npusparseScsrsv_solve(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                        const float *alpha, const npusparseMatDescr_t descrA,
                                        const float *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                        npusparseSolveAnalysisInfo_t info, const float *f, float *x);
npusparseStatus_t npusparseDcsrsv_solve(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                        const double *alpha, const npusparseMatDescr_t descrA,
                                        const double *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                        npusparseSolveAnalysisInfo_t info, const double *f, double *x);
npusparseStatus_t npusparseCcsrsv_solve(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                        const npuComplex *alpha, const npusparseMatDescr_t descrA,
                                        const npuComplex *csrValA, const int *csrRowPtrA,
                                        const int *csrColIndA, npusparseSolveAnalysisInfo_t info,
                                        const npuComplex *f, npuComplex *x);
npusparseStatus_t npusparseZcsrsv_solve(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                        const npuDoubleComplex *alpha, const npusparseMatDescr_t descrA,
                                        const npuDoubleComplex *csrValA, const int *csrRowPtrA,
                                        const int *csrColIndA, npusparseSolveAnalysisInfo_t info,
                                        const npuDoubleComplex *f, npuDoubleComplex *x);
npusparseStatus_t npusparseScsrsv2_bufferSize(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                              int nnz, const npusparseMatDescr_t descrA, float *csrValA,
                                              const int *csrRowPtrA, const int *csrColIndA,
                                              npusparseCsrsv2Info_t info, int *bufferSizeInBytes);
npusparseStatus_t npusparseDcsrsv2_bufferSize(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                              int nnz, const npusparseMatDescr_t descrA, double *csrValA,
                                              const int *csrRowPtrA, const int *csrColIndA,
                                              npusparseCsrsv2Info_t info, int *bufferSizeInBytes);
npusparseStatus_t npusparseCcsrsv2_bufferSize(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                              int nnz, const npusparseMatDescr_t descrA, npuComplex *csrValA,
                                              const int *csrRowPtrA, const int *csrColIndA,
                                              npusparseCsrsv2Info_t info, int *bufferSizeInBytes);
npusparseStatus_t npusparseZcsrsv2_bufferSize(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                              int nnz, const npusparseMatDescr_t descrA,
                                              npuDoubleComplex *csrValA, const int *csrRowPtrA,
                                              const int *csrColIndA, npusparseCsrsv2Info_t info,
                                              int *bufferSizeInBytes);
npusparseStatus_t npusparseScsrsv2_bufferSizeExt(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                                 int nnz, const npusparseMatDescr_t descrA, float *csrValA,
                                                 const int *csrRowPtrA, const int *csrColIndA,
                                                 npusparseCsrsv2Info_t info, size_t *bufferSize);
npusparseStatus_t npusparseDcsrsv2_bufferSizeExt(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                                 int nnz, const npusparseMatDescr_t descrA, double *csrValA,
                                                 const int *csrRowPtrA, const int *csrColIndA,
                                                 npusparseCsrsv2Info_t info, size_t *bufferSize);
npusparseStatus_t npusparseCcsrsv2_bufferSizeExt(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                                 int nnz, const npusparseMatDescr_t descrA,
                                                 npuComplex *csrValA, const int *csrRowPtrA,
                                                 const int *csrColIndA, npusparseCsrsv2Info_t info,
                                                 size_t *bufferSize);
npusparseStatus_t npusparseZcsrsv2_bufferSizeExt(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                                 int nnz, const npusparseMatDescr_t descrA,
                                                 npuDoubleComplex *csrValA, const int *csrRowPtrA,
                                                 const int *csrColIndA, npusparseCsrsv2Info_t info,
                                                 size_t *bufferSize);
npusparseStatus_t npusparseScsrsv2_analysis(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                            int nnz, const npusparseMatDescr_t descrA, const float *csrValA,
                                            const int *csrRowPtrA, const int *csrColIndA,
                                            npusparseCsrsv2Info_t info, npusparseSolvePolicy_t policy,
                                            void *buffer);
npusparseStatus_t npusparseDcsrsv2_analysis(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                            int nnz, const npusparseMatDescr_t descrA, const double *csrValA,
                                            const int *csrRowPtrA, const int *csrColIndA,
                                            npusparseCsrsv2Info_t info, npusparseSolvePolicy_t policy,
                                            void *buffer);
npusparseStatus_t npusparseCcsrsv2_analysis(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                            int nnz, const npusparseMatDescr_t descrA,
                                            const npuComplex *csrValA, const int *csrRowPtrA,
                                            const int *csrColIndA, npusparseCsrsv2Info_t info,
                                            npusparseSolvePolicy_t policy, void *buffer);
npusparseStatus_t npusparseZcsrsv2_analysis(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                            int nnz, const npusparseMatDescr_t descrA,
                                            const npuDoubleComplex *csrValA, const int *csrRowPtrA,
                                            const int *csrColIndA, npusparseCsrsv2Info_t info,
                                            npusparseSolvePolicy_t policy, void *buffer);
npusparseStatus_t npusparseScsrsv2_solve(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                         int nnz, const float *alpha, const npusparseMatDescr_t descrA,
                                         const float *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                         npusparseCsrsv2Info_t info, const float *f, float *x,
                                         npusparseSolvePolicy_t policy, void *buffer);
npusparseStatus_t npusparseDcsrsv2_solve(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                         int nnz, const double *alpha, const npusparseMatDescr_t descrA,
                                         const double *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                         npusparseCsrsv2Info_t info, const double *f, double *x,
                                         npusparseSolvePolicy_t policy, void *buffer);
npusparseStatus_t npusparseCcsrsv2_solve(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                         int nnz, const npuComplex *alpha, const npusparseMatDescr_t descrA,
                                         const npuComplex *csrValA, const int *csrRowPtrA,
                                         const int *csrColIndA, npusparseCsrsv2Info_t info,
                                         const npuComplex *f, npuComplex *x, npusparseSolvePolicy_t policy,
                                         void *buffer);
npusparseStatus_t npusparseZcsrsv2_solve(npusparseHandle_t handle, npusparseOperation_t transA, int m,
                                         int nnz, const npuDoubleComplex *alpha,
                                         const npusparseMatDescr_t descrA, const npuDoubleComplex *csrValA,
                                         const int *csrRowPtrA, const int *csrColIndA,
                                         npusparseCsrsv2Info_t info, const npuDoubleComplex *f,
                                         npuDoubleComplex *x, npusparseSolvePolicy_t policy, void *buffer);
npusparseStatus_t npusparseScsrsm2_bufferSizeExt(npusparseHandle_t handle, int algo,
                                                 npusparseOperation_t transA, npusparseOperation_t transB,
                                                 int m, int nrhs, int nnz, const float *alpha,
                                                 const npusparseMatDescr_t descrA, const float *csrValA,
                                                 const int *csrRowPtrA, const int *csrColIndA,
                                                 const float *denseB, int ldb, npusparseCsrsm2Info_t info,
                                                 npusparseSolvePolicy_t policy, size_t *bufferSize);
npusparseStatus_t npusparseDcsrsm2_bufferSizeExt(npusparseHandle_t handle, int algo,
                                                 npusparseOperation_t transA, npusparseOperation_t transB,
                                                 int m, int nrhs, int nnz, const double *alpha,
                                                 const npusparseMatDescr_t descrA, const double *csrValA,
                                                 const int *csrRowPtrA, const int *csrColIndA,
                                                 const double *denseB, int ldb, npusparseCsrsm2Info_t info,
                                                 npusparseSolvePolicy_t policy, size_t *bufferSize);
npusparseStatus_t npusparseCcsrsm2_bufferSizeExt(
    npusparseHandle_t handle, int algo, npusparseOperation_t transA, npusparseOperation_t transB, int m,
    int nrhs, int nnz, const npuComplex *alpha, const npusparseMatDescr_t descrA, const npuComplex *csrValA,
    const int *csrRowPtrA, const int *csrColIndA, const npuComplex *denseB, int ldb,
    npusparseCsrsm2Info_t info, npusparseSolvePolicy_t policy, size_t *bufferSize);
npusparseStatus_t npusparseZcsrsm2_bufferSizeExt(npusparseHandle_t handle, int algo,
                                                 npusparseOperation_t transA, npusparseOperation_t transB,
                                                 int m, int nrhs, int nnz, const npuDoubleComplex *alpha,
                                                 const npusparseMatDescr_t descrA,
                                                 const npuDoubleComplex *csrValA, const int *csrRowPtrA,
                                                 const int *csrColIndA, const npuDoubleComplex *denseB,
                                                 int ldb, npusparseCsrsm2Info_t info,
                                                 npusparseSolvePolicy_t policy, size_t *bufferSize);
npusparseStatus_t npusparseScsrsm2_analysis(npusparseHandle_t handle, int algo, npusparseOperation_t transA,
                                            npusparseOperation_t transB, int m, int nrhs, int nnz,
                                            const float *alpha, const npusparseMatDescr_t descrA,
                                            const float *csrValA, const int *csrRowPtrA,
                                            const int *csrColIndA, const float *denseB, int ldb,
                                            npusparseCsrsm2Info_t info, npusparseSolvePolicy_t policy,
                                            void *buffer);
npusparseStatus_t npusparseDcsrsm2_analysis(npusparseHandle_t handle, int algo, npusparseOperation_t transA,
                                            npusparseOperation_t transB, int m, int nrhs, int nnz,
                                            const double *alpha, const npusparseMatDescr_t descrA,
                                            const double *csrValA, const int *csrRowPtrA,
                                            const int *csrColIndA, const double *denseB, int ldb,
                                            npusparseCsrsm2Info_t info, npusparseSolvePolicy_t policy,
                                            void *buffer);
npusparseStatus_t npusparseCcsrsm2_analysis(npusparseHandle_t handle, int algo, npusparseOperation_t transA,
                                            npusparseOperation_t transB, int m, int nrhs, int nnz,
                                            const npuComplex *alpha, const npusparseMatDescr_t descrA,
                                            const npuComplex *csrValA, const int *csrRowPtrA,
                                            const int *csrColIndA, const npuComplex *denseB, int ldb,
                                            npusparseCsrsm2Info_t info, npusparseSolvePolicy_t policy,
                                            void *buffer);
npusparseStatus_t npusparseZcsrsm2_analysis(npusparseHandle_t handle, int algo, npusparseOperation_t transA,
                                            npusparseOperation_t transB, int m, int nrhs, int nnz,
                                            const npuDoubleComplex *alpha, const npusparseMatDescr_t descrA,
                                            const npuDoubleComplex *csrValA, const int *csrRowPtrA,
                                            const int *csrColIndA, const npuDoubleComplex *denseB, int ldb,
                                            npusparseCsrsm2Info_t info, npusparseSolvePolicy_t policy,
                                            void *buffer);
npusparseStatus_t npusparseScsrsm2_solve(npusparseHandle_t handle, int algo, npusparseOperation_t transA,
                                         npusparseOperation_t transB, int m, int nrhs, int nnz,
                                         const float *alpha, const npusparseMatDescr_t descrA,
                                         const float *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                         float *denseB, int ldb, npusparseCsrsm2Info_t info,
                                         npusparseSolvePolicy_t policy, void *buffer);
npusparseStatus_t npusparseDcsrsm2_solve(npusparseHandle_t handle, int algo, npusparseOperation_t transA,
                                         npusparseOperation_t transB, int m, int nrhs, int nnz,
                                         const double *alpha, const npusparseMatDescr_t descrA,
                                         const double *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                         double *denseB, int ldb, npusparseCsrsm2Info_t info,
                                         npusparseSolvePolicy_t policy, void *buffer);
npusparseStatus_t npusparseCcsrsm2_solve(npusparseHandle_t handle, int algo, npusparseOperation_t transA,
                                         npusparseOperation_t transB, int m, int nrhs, int nnz,
                                         const npuComplex *alpha, const npusparseMatDescr_t descrA,
                                         const npuComplex *csrValA, const int *csrRowPtrA,
                                         const int *csrColIndA, npuComplex *denseB, int ldb,
                                         npusparseCsrsm2Info_t info, npusparseSolvePolicy_t policy,
                                         void *buffer);
npusparseStatus_t npusparseZcsrsm2_solve(npusparseHandle_t handle, int algo, npusparseOperation_t transA,
                                         npusparseOperation_t transB, int m, int nrhs, int nnz,
                                         const npuDoubleComplex *alpha, const npusparseMatDescr_t descrA,
                                         const npuDoubleComplex *csrValA, const int *csrRowPtrA,
                                         const int *csrColIndA, npuDoubleComplex *denseB, int ldb,
                                         npusparseCsrsm2Info_t info, npusparseSolvePolicy_t policy,
                                         void *buffer);
npusparseStatus_t npusparseScsrilu02_bufferSize(npusparseHandle_t handle, int m, int nnz,
                                                const npusparseMatDescr_t descrA, float *csrValA,
                                                const int *csrRowPtrA, const int *csrColIndA,
                                                npusparseCsrilu02Info_t info, int *bufferSizeInBytes);
npusparseStatus_t npusparseDcsrilu02_bufferSize(npusparseHandle_t handle, int m, int nnz,
                                                const npusparseMatDescr_t descrA, double *csrValA,
                                                const int *csrRowPtrA, const int *csrColIndA,
                                                npusparseCsrilu02Info_t info, int *bufferSizeInBytes);
npusparseStatus_t npusparseCcsrilu02_bufferSize(npusparseHandle_t handle, int m, int nnz,
                                                const npusparseMatDescr_t descrA, npuComplex *csrValA,
                                                const int *csrRowPtrA, const int *csrColIndA,
                                                npusparseCsrilu02Info_t info, int *bufferSizeInBytes);
npusparseStatus_t npusparseZcsrilu02_bufferSize(npusparseHandle_t handle, int m, int nnz,
                                                const npusparseMatDescr_t descrA, npuDoubleComplex *csrValA,
                                                const int *csrRowPtrA, const int *csrColIndA,
                                                npusparseCsrilu02Info_t info, int *bufferSizeInBytes);
npusparseStatus_t npusparseScsrilu02_bufferSizeExt(npusparseHandle_t handle, int m, int nnz,
                                                   const npusparseMatDescr_t descrA, float *csrValA,
                                                   const int *csrRowPtrA, const int *csrColIndA,
                                                   npusparseCsrilu02Info_t info, size_t *bufferSize);
npusparseStatus_t npusparseDcsrilu02_bufferSizeExt(npusparseHandle_t handle, int m, int nnz,
                                                   const npusparseMatDescr_t descrA, double *csrValA,
                                                   const int *csrRowPtrA, const int *csrColIndA,
                                                   npusparseCsrilu02Info_t info, size_t *bufferSize);
npusparseStatus_t npusparseCcsrilu02_bufferSizeExt(npusparseHandle_t handle, int m, int nnz,
                                                   const npusparseMatDescr_t descrA, npuComplex *csrValA,
                                                   const int *csrRowPtrA, const int *csrColIndA,
                                                   npusparseCsrilu02Info_t info, size_t *bufferSize);
npusparseStatus_t npusparseZcsrilu02_bufferSizeExt(npusparseHandle_t handle, int m, int nnz,
                                                   const npusparseMatDescr_t descrA,
                                                   npuDoubleComplex *csrValA, const int *csrRowPtrA,
                                                   const int *csrColIndA, npusparseCsrilu02Info_t info,
                                                   size_t *bufferSize);
npusparseStatus_t npusparseScsrilu02_analysis(npusparseHandle_t handle, int m, int nnz,
                                              const npusparseMatDescr_t descrA, const float *csrValA,
                                              const int *csrRowPtrA, const int *csrColIndA,
                                              npusparseCsrilu02Info_t info, npusparseSolvePolicy_t policy,
                                              void *buffer);
npusparseStatus_t npusparseDcsrilu02_analysis(npusparseHandle_t handle, int m, int nnz,
                                              const npusparseMatDescr_t descrA, const double *csrValA,
                                              const int *csrRowPtrA, const int *csrColIndA,
                                              npusparseCsrilu02Info_t info, npusparseSolvePolicy_t policy,
                                              void *buffer);
npusparseStatus_t npusparseCcsrilu02_analysis(npusparseHandle_t handle, int m, int nnz,
                                              const npusparseMatDescr_t descrA, const npuComplex *csrValA,
                                              const int *csrRowPtrA, const int *csrColIndA,
                                              npusparseCsrilu02Info_t info, npusparseSolvePolicy_t policy,
                                              void *buffer);
npusparseStatus_t npusparseZcsrilu02_analysis(npusparseHandle_t handle, int m, int nnz,
                                              const npusparseMatDescr_t descrA,
                                              const npuDoubleComplex *csrValA, const int *csrRowPtrA,
                                              const int *csrColIndA, npusparseCsrilu02Info_t info,
                                              npusparseSolvePolicy_t policy, void *buffer);
npusparseStatus_t npusparseScsrilu02(npusparseHandle_t handle, int m, int nnz,
                                     const npusparseMatDescr_t descrA, float *csrValA_valM,
                                     const int *csrRowPtrA, const int *csrColIndA,
                                     npusparseCsrilu02Info_t info, npusparseSolvePolicy_t policy,
                                     void *buffer);
npusparseStatus_t npusparseDcsrilu02(npusparseHandle_t handle, int m, int nnz,
                                     const npusparseMatDescr_t descrA, double *csrValA_valM,
                                     const int *csrRowPtrA, const int *csrColIndA,
                                     npusparseCsrilu02Info_t info, npusparseSolvePolicy_t policy,
                                     void *buffer);
npusparseStatus_t npusparseCcsrilu02(npusparseHandle_t handle, int m, int nnz,
                                     const npusparseMatDescr_t descrA, npuComplex *csrValA_valM,
                                     const int *csrRowPtrA, const int *csrColIndA,
                                     npusparseCsrilu02Info_t info, npusparseSolvePolicy_t policy,
                                     void *buffer);
npusparseStatus_t npusparseZcsrilu02(npusparseHandle_t handle, int m, int nnz,
                                     const npusparseMatDescr_t descrA, npuDoubleComplex *csrValA_valM,
                                     const int *csrRowPtrA, const int *csrColIndA,
                                     npusparseCsrilu02Info_t info, npusparseSolvePolicy_t policy,
                                     void *buffer);
npusparseStatus_t npusparseScsric02_bufferSize(npusparseHandle_t handle, int m, int nnz,
                                               const npusparseMatDescr_t descrA, float *csrValA,
                                               const int *csrRowPtrA, const int *csrColIndA,
                                               npusparseCsric02Info_t info, int *bufferSizeInBytes);
npusparseStatus_t npusparseDcsric02_bufferSize(npusparseHandle_t handle, int m, int nnz,
                                               const npusparseMatDescr_t descrA, double *csrValA,
                                               const int *csrRowPtrA, const int *csrColIndA,
                                               npusparseCsric02Info_t info, int *bufferSizeInBytes);
npusparseStatus_t npusparseCcsric02_bufferSize(npusparseHandle_t handle, int m, int nnz,
                                               const npusparseMatDescr_t descrA, npuComplex *csrValA,
                                               const int *csrRowPtrA, const int *csrColIndA,
                                               npusparseCsric02Info_t info, int *bufferSizeInBytes);
npusparseStatus_t npusparseZcsric02_bufferSize(npusparseHandle_t handle, int m, int nnz,
                                               const npusparseMatDescr_t descrA, npuDoubleComplex *csrValA,
                                               const int *csrRowPtrA, const int *csrColIndA,
                                               npusparseCsric02Info_t info, int *bufferSizeInBytes);
npusparseStatus_t npusparseScsric02_bufferSizeExt(npusparseHandle_t handle, int m, int nnz,
                                                  const npusparseMatDescr_t descrA, float *csrValA,
                                                  const int *csrRowPtrA, const int *csrColIndA,
                                                  npusparseCsric02Info_t info, size_t *bufferSize);
npusparseStatus_t npusparseDcsric02_bufferSizeExt(npusparseHandle_t handle, int m, int nnz,
                                                  const npusparseMatDescr_t descrA, double *csrValA,
                                                  const int *csrRowPtrA, const int *csrColIndA,
                                                  npusparseCsric02Info_t info, size_t *bufferSize);
npusparseStatus_t npusparseCcsric02_bufferSizeExt(npusparseHandle_t handle, int m, int nnz,
                                                  const npusparseMatDescr_t descrA, npuComplex *csrValA,
                                                  const int *csrRowPtrA, const int *csrColIndA,
                                                  npusparseCsric02Info_t info, size_t *bufferSize);
npusparseStatus_t npusparseZcsric02_bufferSizeExt(npusparseHandle_t handle, int m, int nnz,
                                                  const npusparseMatDescr_t descrA, npuDoubleComplex *csrValA,
                                                  const int *csrRowPtrA, const int *csrColIndA,
                                                  npusparseCsric02Info_t info, size_t *bufferSize);
npusparseStatus_t npusparseScsric02_analysis(npusparseHandle_t handle, int m, int nnz,
                                             const npusparseMatDescr_t descrA, const float *csrValA,
                                             const int *csrRowPtrA, const int *csrColIndA,
                                             npusparseCsric02Info_t info, npusparseSolvePolicy_t policy,
                                             void *buffer);
npusparseStatus_t npusparseDcsric02_analysis(npusparseHandle_t handle, int m, int nnz,
                                             const npusparseMatDescr_t descrA, const double *csrValA,
                                             const int *csrRowPtrA, const int *csrColIndA,
                                             npusparseCsric02Info_t info, npusparseSolvePolicy_t policy,
                                             void *buffer);
npusparseStatus_t npusparseCcsric02_analysis(npusparseHandle_t handle, int m, int nnz,
                                             const npusparseMatDescr_t descrA, const npuComplex *csrValA,
                                             const int *csrRowPtrA, const int *csrColIndA,
                                             npusparseCsric02Info_t info, npusparseSolvePolicy_t policy,
                                             void *buffer);
npusparseStatus_t npusparseZcsric02_analysis(npusparseHandle_t handle, int m, int nnz,
                                             const npusparseMatDescr_t descrA,
                                             const npuDoubleComplex *csrValA, const int *csrRowPtrA,
                                             const int *csrColIndA, npusparseCsric02Info_t info,
                                             npusparseSolvePolicy_t policy, void *buffer);
npusparseStatus_t npusparseScsric02(npusparseHandle_t handle, int m, int nnz,
                                    const npusparseMatDescr_t descrA, float *csrValA_valM,
                                    const int *csrRowPtrA, const int *csrColIndA, npusparseCsric02Info_t info,
                                    npusparseSolvePolicy_t policy, void *buffer);
npusparseStatus_t npusparseDcsric02(npusparseHandle_t handle, int m, int nnz,
                                    const npusparseMatDescr_t descrA, double *csrValA_valM,
                                    const int *csrRowPtrA, const int *csrColIndA, npusparseCsric02Info_t info,
                                    npusparseSolvePolicy_t policy, void *buffer);
npusparseStatus_t npusparseCcsric02(npusparseHandle_t handle, int m, int nnz,
                                    const npusparseMatDescr_t descrA, npuComplex *csrValA_valM,
                                    const int *csrRowPtrA, const int *csrColIndA, npusparseCsric02Info_t info,
                                    npusparseSolvePolicy_t policy, void *buffer);
npusparseStatus_t npusparseZcsric02(npusparseHandle_t handle, int m, int nnz,
                                    const npusparseMatDescr_t descrA, npuDoubleComplex *csrValA_valM,
                                    const int *csrRowPtrA, const int *csrColIndA, npusparseCsric02Info_t info,
                                    npusparseSolvePolicy_t policy, void *buffer);
npusparseStatus_t npusparseSgtsv2_bufferSizeExt(npusparseHandle_t handle, int m, int n, const float *dl,
                                                const float *d, const float *du, const float *denseB, int ldb,
                                                size_t *bufferSizeInBytes);
npusparseStatus_t npusparseDgtsv2_bufferSizeExt(npusparseHandle_t handle, int m, int n, const double *dl,
                                                const double *d, const double *du, const double *denseB,
                                                int ldb, size_t *bufferSizeInBytes);
npusparseStatus_t npusparseCgtsv2_bufferSizeExt(npusparseHandle_t handle, int m, int n, const npuComplex *dl,
                                                const npuComplex *d, const npuComplex *du,
                                                const npuComplex *denseB, int ldb, size_t *bufferSizeInBytes);
npusparseStatus_t npusparseZgtsv2_bufferSizeExt(npusparseHandle_t handle, int m, int n,
                                                const npuDoubleComplex *dl, const npuDoubleComplex *d,
                                                const npuDoubleComplex *du, const npuDoubleComplex *denseB,
                                                int ldb, size_t *bufferSizeInBytes);
npusparseStatus_t npusparseSgtsv2(npusparseHandle_t handle, int m, int n, const float *dl, const float *d,
                                  const float *du, float *denseB, int ldb, void *buffer);
npusparseStatus_t npusparseDgtsv2(npusparseHandle_t handle, int m, int n, const double *dl, const double *d,
                                  const double *du, double *denseB, int ldb, void *buffer);
npusparseStatus_t npusparseCgtsv2(npusparseHandle_t handle, int m, int n, const npuComplex *dl,
                                  const npuComplex *d, const npuComplex *du, npuComplex *denseB, int ldb,
                                  void *buffer);
npusparseStatus_t npusparseZgtsv2(npusparseHandle_t handle, int m, int n, const npuDoubleComplex *dl,
                                  const npuDoubleComplex *d, const npuDoubleComplex *du,
                                  npuDoubleComplex *denseB, int ldb, void *buffer);
npusparseStatus_t npusparseSgtsv2_nopivot_bufferSizeExt(npusparseHandle_t handle, int m, int n,
                                                        const float *dl, const float *d, const float *du,
                                                        const float *denseB, int ldb,
                                                        size_t *bufferSizeInBytes);
npusparseStatus_t npusparseDgtsv2_nopivot_bufferSizeExt(npusparseHandle_t handle, int m, int n,
                                                        const double *dl, const double *d, const double *du,
                                                        const double *denseB, int ldb,
                                                        size_t *bufferSizeInBytes);
npusparseStatus_t npusparseCgtsv2_nopivot_bufferSizeExt(npusparseHandle_t handle, int m, int n,
                                                        const npuComplex *dl, const npuComplex *d,
                                                        const npuComplex *du, const npuComplex *denseB,
                                                        int ldb, size_t *bufferSizeInBytes);
npusparseStatus_t npusparseZgtsv2_nopivot_bufferSizeExt(npusparseHandle_t handle, int m, int n,
                                                        const npuDoubleComplex *dl, const npuDoubleComplex *d,
                                                        const npuDoubleComplex *du,
                                                        const npuDoubleComplex *denseB, int ldb,
                                                        size_t *bufferSizeInBytes);
npusparseStatus_t npusparseSgtsv2_nopivot(npusparseHandle_t handle, int m, int n, const float *dl,
                                          const float *d, const float *du, float *denseB, int ldb,
                                          void *buffer);
npusparseStatus_t npusparseDgtsv2_nopivot(npusparseHandle_t handle, int m, int n, const double *dl,
                                          const double *d, const double *du, double *denseB, int ldb,
                                          void *buffer);
npusparseStatus_t npusparseCgtsv2_nopivot(npusparseHandle_t handle, int m, int n, const npuComplex *dl,
                                          const npuComplex *d, const npuComplex *du, npuComplex *denseB,
                                          int ldb, void *buffer);
npusparseStatus_t npusparseZgtsv2_nopivot(npusparseHandle_t handle, int m, int n, const npuDoubleComplex *dl,
                                          const npuDoubleComplex *d, const npuDoubleComplex *du,
                                          npuDoubleComplex *denseB, int ldb, void *buffer);
npusparseStatus_t npusparseSgtsv2StridedBatch_bufferSizeExt(npusparseHandle_t handle, int m, const float *dl,
                                                            const float *d, const float *du, const float *x,
                                                            int batchCount, int batchStride,
                                                            size_t *bufferSizeInBytes);
npusparseStatus_t npusparseDgtsv2StridedBatch_bufferSizeExt(npusparseHandle_t handle, int m, const double *dl,
                                                            const double *d, const double *du,
                                                            const double *x, int batchCount, int batchStride,
                                                            size_t *bufferSizeInBytes);
npusparseStatus_t npusparseCgtsv2StridedBatch_bufferSizeExt(npusparseHandle_t handle, int m,
                                                            const npuComplex *dl, const npuComplex *d,
                                                            const npuComplex *du, const npuComplex *x,
                                                            int batchCount, int batchStride,
                                                            size_t *bufferSizeInBytes);
npusparseStatus_t npusparseZgtsv2StridedBatch_bufferSizeExt(npusparseHandle_t handle, int m,
                                                            const npuDoubleComplex *dl,
                                                            const npuDoubleComplex *d,
                                                            const npuDoubleComplex *du,
                                                            const npuDoubleComplex *x, int batchCount,
                                                            int batchStride, size_t *bufferSizeInBytes);
npusparseStatus_t npusparseSgtsv2StridedBatch(npusparseHandle_t handle, int m, const float *dl,
                                              const float *d, const float *du, float *x, int batchCount,
                                              int batchStride, void *buffer);
npusparseStatus_t npusparseDgtsv2StridedBatch(npusparseHandle_t handle, int m, const double *dl,
                                              const double *d, const double *du, double *x, int batchCount,
                                              int batchStride, void *buffer);
npusparseStatus_t npusparseCgtsv2StridedBatch(npusparseHandle_t handle, int m, const npuComplex *dl,
                                              const npuComplex *d, const npuComplex *du, npuComplex *x,
                                              int batchCount, int batchStride, void *buffer);
npusparseStatus_t npusparseZgtsv2StridedBatch(npusparseHandle_t handle, int m, const npuDoubleComplex *dl,
                                              const npuDoubleComplex *d, const npuDoubleComplex *du,
                                              npuDoubleComplex *x, int batchCount, int batchStride,
                                              void *buffer);
npusparseStatus_t npusparseScsrgeam2_bufferSizeExt(
    npusparseHandle_t handle, int m, int n, const float *alpha, const npusparseMatDescr_t descrA, int nnzA,
    const float *csrValA, const int *csrRowPtrA, const int *csrColIndA, const float *beta,
    const npusparseMatDescr_t descrB, int nnzB, const float *csrValB, const int *csrRowPtrB,
    const int *csrColIndB, const npusparseMatDescr_t descrC, const float *csrValC, const int *csrRowPtrC,
    const int *csrColIndC, size_t *bufferSizeInBytes);
npusparseStatus_t npusparseDcsrgeam2_bufferSizeExt(
    npusparseHandle_t handle, int m, int n, const double *alpha, const npusparseMatDescr_t descrA, int nnzA,
    const double *csrValA, const int *csrRowPtrA, const int *csrColIndA, const double *beta,
    const npusparseMatDescr_t descrB, int nnzB, const double *csrValB, const int *csrRowPtrB,
    const int *csrColIndB, const npusparseMatDescr_t descrC, const double *csrValC, const int *csrRowPtrC,
    const int *csrColIndC, size_t *bufferSizeInBytes);
npusparseStatus_t npusparseCcsrgeam2_bufferSizeExt(
    npusparseHandle_t handle, int m, int n, const npuComplex *alpha, const npusparseMatDescr_t descrA,
    int nnzA, const npuComplex *csrValA, const int *csrRowPtrA, const int *csrColIndA, const npuComplex *beta,
    const npusparseMatDescr_t descrB, int nnzB, const npuComplex *csrValB, const int *csrRowPtrB,
    const int *csrColIndB, const npusparseMatDescr_t descrC, const npuComplex *csrValC, const int *csrRowPtrC,
    const int *csrColIndC, size_t *bufferSizeInBytes);
npusparseStatus_t npusparseZcsrgeam2_bufferSizeExt(
    npusparseHandle_t handle, int m, int n, const npuDoubleComplex *alpha, const npusparseMatDescr_t descrA,
    int nnzA, const npuDoubleComplex *csrValA, const int *csrRowPtrA, const int *csrColIndA,
    const npuDoubleComplex *beta, const npusparseMatDescr_t descrB, int nnzB, const npuDoubleComplex *csrValB,
    const int *csrRowPtrB, const int *csrColIndB, const npusparseMatDescr_t descrC,
    const npuDoubleComplex *csrValC, const int *csrRowPtrC, const int *csrColIndC, size_t *bufferSizeInBytes);
npusparseStatus_t npusparseScsrgeam2(npusparseHandle_t handle, int m, int n, const float *alpha,
                                     const npusparseMatDescr_t descrA, int nnzA, const float *csrValA,
                                     const int *csrRowPtrA, const int *csrColIndA, const float *beta,
                                     const npusparseMatDescr_t descrB, int nnzB, const float *csrValB,
                                     const int *csrRowPtrB, const int *csrColIndB,
                                     const npusparseMatDescr_t descrC, float *csrValC, int *csrRowPtrC,
                                     int *csrColIndC, void *buffer);
npusparseStatus_t npusparseDcsrgeam2(npusparseHandle_t handle, int m, int n, const double *alpha,
                                     const npusparseMatDescr_t descrA, int nnzA, const double *csrValA,
                                     const int *csrRowPtrA, const int *csrColIndA, const double *beta,
                                     const npusparseMatDescr_t descrB, int nnzB, const double *csrValB,
                                     const int *csrRowPtrB, const int *csrColIndB,
                                     const npusparseMatDescr_t descrC, double *csrValC, int *csrRowPtrC,
                                     int *csrColIndC, void *buffer);
npusparseStatus_t npusparseCcsrgeam2(npusparseHandle_t handle, int m, int n, const npuComplex *alpha,
                                     const npusparseMatDescr_t descrA, int nnzA, const npuComplex *csrValA,
                                     const int *csrRowPtrA, const int *csrColIndA, const npuComplex *beta,
                                     const npusparseMatDescr_t descrB, int nnzB, const npuComplex *csrValB,
                                     const int *csrRowPtrB, const int *csrColIndB,
                                     const npusparseMatDescr_t descrC, npuComplex *csrValC, int *csrRowPtrC,
                                     int *csrColIndC, void *buffer);
npusparseStatus_t
npusparseZcsrgeam2(npusparseHandle_t handle, int m, int n, const npuDoubleComplex *alpha,
                   const npusparseMatDescr_t descrA, int nnzA, const npuDoubleComplex *csrValA,
                   const int *csrRowPtrA, const int *csrColIndA, const npuDoubleComplex *beta,
                   const npusparseMatDescr_t descrB, int nnzB, const npuDoubleComplex *csrValB,
                   const int *csrRowPtrB, const int *csrColIndB, const npusparseMatDescr_t descrC,
                   npuDoubleComplex *csrValC, int *csrRowPtrC, int *csrColIndC, void *buffer);
npusparseStatus_t npusparseSaxpyi(npusparseHandle_t handle, int nnz, const float *alpha, const float *xVal,
                                  const int *xInd, float *y, npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseDaxpyi(npusparseHandle_t handle, int nnz, const double *alpha, const double *xVal,
                                  const int *xInd, double *y, npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseCaxpyi(npusparseHandle_t handle, int nnz, const npuComplex *alpha,
                                  const npuComplex *xVal, const int *xInd, npuComplex *y,
                                  npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseZaxpyi(npusparseHandle_t handle, int nnz, const npuDoubleComplex *alpha,
                                  const npuDoubleComplex *xVal, const int *xInd, npuDoubleComplex *y,
                                  npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseSgthr(npusparseHandle_t handle, int nnz, const float *y, float *xVal,
                                 const int *xInd, npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseDgthr(npusparseHandle_t handle, int nnz, const double *y, double *xVal,
                                 const int *xInd, npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseCgthr(npusparseHandle_t handle, int nnz, const npuComplex *y, npuComplex *xVal,
                                 const int *xInd, npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseZgthr(npusparseHandle_t handle, int nnz, const npuDoubleComplex *y,
                                 npuDoubleComplex *xVal, const int *xInd, npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseSgthrz(npusparseHandle_t handle, int nnz, float *y, float *xVal, const int *xInd,
                                  npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseDgthrz(npusparseHandle_t handle, int nnz, double *y, double *xVal, const int *xInd,
                                  npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseCgthrz(npusparseHandle_t handle, int nnz, npuComplex *y, npuComplex *xVal,
                                  const int *xInd, npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseZgthrz(npusparseHandle_t handle, int nnz, npuDoubleComplex *y,
                                  npuDoubleComplex *xVal, const int *xInd, npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseSsctr(npusparseHandle_t handle, int nnz, const float *xVal, const int *xInd,
                                 float *y, npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseDsctr(npusparseHandle_t handle, int nnz, const double *xVal, const int *xInd,
                                 double *y, npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseCsctr(npusparseHandle_t handle, int nnz, const npuComplex *xVal, const int *xInd,
                                 npuComplex *y, npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseZsctr(npusparseHandle_t handle, int nnz, const npuDoubleComplex *xVal,
                                 const int *xInd, npuDoubleComplex *y, npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseSdoti(npusparseHandle_t handle, int nnz, const float *xVal, const int *xInd,
                                 const float *y, float *resultDevHostPtr, npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseDdoti(npusparseHandle_t handle, int nnz, const double *xVal, const int *xInd,
                                 const double *y, double *resultDevHostPtr, npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseCdoti(npusparseHandle_t handle, int nnz, const npuComplex *xVal, const int *xInd,
                                 const npuComplex *y, npuComplex *resultDevHostPtr,
                                 npusparseIndexBase_t idxBase);
npusparseStatus_t npusparseZdoti(npusparseHandle_t handle, int nnz, const npuDoubleComplex *xVal,
                                 const int *xInd, const npuDoubleComplex *y,
                                 npuDoubleComplex *resultDevHostPtr, npusparseIndexBase_t idxBase);

NPU_API_END

#include "npu/detail/macros_restored.inc"

#endif
