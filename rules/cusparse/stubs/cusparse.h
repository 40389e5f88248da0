// SPDX-License-Identifier: Apache-2.0
// cuSPARSE: the generic interface, and what is left of the older one in programs.
#ifndef NPUIFY_CUSPARSE_H
#define NPUIFY_CUSPARSE_H

#include <npuify/macros_aside.inc>
#define CUSPARSE_H_ // programs test the SDK's own guard

#include <cuComplex.h>
#include <driver_types.h>
#include <library_types.h>
#include <stddef.h>
#include <stdint.h>

#define CUSPARSEAPI
#define CUSPARSE_VER_MAJOR 12
#define CUSPARSE_VER_MINOR 0
#define CUSPARSE_VER_PATCH 0
#define CUSPARSE_VERSION 12000

typedef struct cusparseContext *cusparseHandle_t;
typedef struct cusparseMatDescr *cusparseMatDescr_t;
typedef struct cusparseSpVecDescr *cusparseSpVecDescr_t;
typedef struct cusparseDnVecDescr *cusparseDnVecDescr_t;
typedef struct cusparseSpMatDescr *cusparseSpMatDescr_t;
typedef struct cusparseDnMatDescr *cusparseDnMatDescr_t;
typedef struct cusparseSpVecDescr const *cusparseConstSpVecDescr_t;
typedef struct cusparseDnVecDescr const *cusparseConstDnVecDescr_t;
typedef struct cusparseSpMatDescr const *cusparseConstSpMatDescr_t;
typedef struct cusparseDnMatDescr const *cusparseConstDnMatDescr_t;
typedef struct cusparseSpSVDescr *cusparseSpSVDescr_t;
typedef struct cusparseSpSMDescr *cusparseSpSMDescr_t;
typedef struct cusparseSpGEMMDescr *cusparseSpGEMMDescr_t;
typedef struct cusparseSolveAnalysisInfo *cusparseSolveAnalysisInfo_t;
typedef struct csrsv2Info *csrsv2Info_t;
typedef struct csrsm2Info *csrsm2Info_t;
typedef struct csrilu02Info *csrilu02Info_t;
typedef struct csric02Info *csric02Info_t;

typedef enum {
  CUSPARSE_STATUS_SUCCESS = 0,
  CUSPARSE_STATUS_NOT_INITIALIZED = 1,
  CUSPARSE_STATUS_ALLOC_FAILED = 2,
  CUSPARSE_STATUS_INVALID_VALUE = 3,
  CUSPARSE_STATUS_ARCH_MISMATCH = 4,
  CUSPARSE_STATUS_MAPPING_ERROR = 5,
  CUSPARSE_STATUS_EXECUTION_FAILED = 6,
  CUSPARSE_STATUS_INTERNAL_ERROR = 7,
  CUSPARSE_STATUS_MATRIX_TYPE_NOT_SUPPORTED = 8,
  CUSPARSE_STATUS_ZERO_PIVOT = 9,
  CUSPARSE_STATUS_NOT_SUPPORTED = 10,
  CUSPARSE_STATUS_INSUFFICIENT_RESOURCES = 11
} cusparseStatus_t;
typedef enum { CUSPARSE_POINTER_MODE_HOST = 0, CUSPARSE_POINTER_MODE_DEVICE = 1 } cusparsePointerMode_t;
typedef enum { CUSPARSE_ACTION_SYMBOLIC = 0, CUSPARSE_ACTION_NUMERIC = 1 } cusparseAction_t;
typedef enum {
  CUSPARSE_MATRIX_TYPE_GENERAL = 0,
  CUSPARSE_MATRIX_TYPE_SYMMETRIC = 1,
  CUSPARSE_MATRIX_TYPE_HERMITIAN = 2,
  CUSPARSE_MATRIX_TYPE_TRIANGULAR = 3
} cusparseMatrixType_t;
typedef enum { CUSPARSE_FILL_MODE_LOWER = 0, CUSPARSE_FILL_MODE_UPPER = 1 } cusparseFillMode_t;
typedef enum { CUSPARSE_DIAG_TYPE_NON_UNIT = 0, CUSPARSE_DIAG_TYPE_UNIT = 1 } cusparseDiagType_t;
typedef enum { CUSPARSE_INDEX_BASE_ZERO = 0, CUSPARSE_INDEX_BASE_ONE = 1 } cusparseIndexBase_t;
typedef enum { CUSPARSE_INDEX_16U = 1, CUSPARSE_INDEX_32I = 2, CUSPARSE_INDEX_64I = 3 } cusparseIndexType_t;
typedef enum {
  CUSPARSE_OPERATION_NON_TRANSPOSE = 0,
  CUSPARSE_OPERATION_TRANSPOSE = 1,
  CUSPARSE_OPERATION_CONJUGATE_TRANSPOSE = 2
} cusparseOperation_t;
typedef enum { CUSPARSE_DIRECTION_ROW = 0, CUSPARSE_DIRECTION_COLUMN = 1 } cusparseDirection_t;
typedef enum {
  CUSPARSE_SOLVE_POLICY_NO_LEVEL = 0,
  CUSPARSE_SOLVE_POLICY_USE_LEVEL = 1
} cusparseSolvePolicy_t;
typedef enum { CUSPARSE_ORDER_COL = 1, CUSPARSE_ORDER_ROW = 2 } cusparseOrder_t;
typedef enum {
  CUSPARSE_FORMAT_CSR = 1,
  CUSPARSE_FORMAT_CSC = 2,
  CUSPARSE_FORMAT_COO = 3,
  CUSPARSE_FORMAT_BLOCKED_ELL = 5
} cusparseFormat_t;
typedef enum { CUSPARSE_SPMAT_FILL_MODE = 0, CUSPARSE_SPMAT_DIAG_TYPE = 1 } cusparseSpMatAttribute_t;

typedef enum { CUSPARSE_ALG_NAIVE = 0, CUSPARSE_ALG_MERGE_PATH = 1 } cusparseAlgMode_t;
typedef enum {
  CUSPARSE_CSR2CSC_ALG_DEFAULT = 1,
  CUSPARSE_CSR2CSC_ALG1 = 1,
  CUSPARSE_CSR2CSC_ALG2 = 2
} cusparseCsr2CscAlg_t;
typedef enum {
  CUSPARSE_SPMV_ALG_DEFAULT = 0,
  CUSPARSE_MV_ALG_DEFAULT = 0,
  CUSPARSE_SPMV_COO_ALG1 = 1,
  CUSPARSE_COOMV_ALG = 1,
  CUSPARSE_SPMV_CSR_ALG1 = 2,
  CUSPARSE_CSRMV_ALG1 = 2,
  CUSPARSE_SPMV_CSR_ALG2 = 3,
  CUSPARSE_CSRMV_ALG2 = 3,
  CUSPARSE_SPMV_COO_ALG2 = 4
} cusparseSpMVAlg_t;
typedef enum {
  CUSPARSE_SPMM_ALG_DEFAULT = 0,
  CUSPARSE_SPMM_COO_ALG1 = 1,
  CUSPARSE_SPMM_COO_ALG2 = 2,
  CUSPARSE_SPMM_COO_ALG3 = 3,
  CUSPARSE_SPMM_CSR_ALG1 = 4,
  CUSPARSE_SPMM_COO_ALG4 = 5,
  CUSPARSE_SPMM_CSR_ALG2 = 6,
  CUSPARSE_SPMM_CSR_ALG3 = 12,
  CUSPARSE_SPMM_BLOCKED_ELL_ALG1 = 13
} cusparseSpMMAlg_t;
typedef enum {
  CUSPARSE_SPGEMM_DEFAULT = 0,
  CUSPARSE_SPGEMM_CSR_ALG_DETERMINITIC = 1,
  CUSPARSE_SPGEMM_CSR_ALG_NONDETERMINITIC = 2,
  CUSPARSE_SPGEMM_ALG1 = 3,
  CUSPARSE_SPGEMM_ALG2 = 4,
  CUSPARSE_SPGEMM_ALG3 = 5
} cusparseSpGEMMAlg_t;
typedef enum { CUSPARSE_SPSV_ALG_DEFAULT = 0 } cusparseSpSVAlg_t;
typedef enum { CUSPARSE_SPSM_ALG_DEFAULT = 0 } cusparseSpSMAlg_t;
typedef enum { CUSPARSE_SDDMM_ALG_DEFAULT = 0 } cusparseSDDMMAlg_t;
typedef enum { CUSPARSE_SPARSETODENSE_ALG_DEFAULT = 0 } cusparseSparseToDenseAlg_t;
typedef enum { CUSPARSE_DENSETOSPARSE_ALG_DEFAULT = 0 } cusparseDenseToSparseAlg_t;

#ifdef __cplusplus
extern "C" {
#endif

// --- the handle
cusparseStatus_t cusparseCreate(cusparseHandle_t *handle);
cusparseStatus_t cusparseDestroy(cusparseHandle_t handle);
cusparseStatus_t cusparseGetVersion(cusparseHandle_t handle, int *version);
cusparseStatus_t cusparseGetProperty(libraryPropertyType property, int *result);
cusparseStatus_t cusparseSetStream(cusparseHandle_t handle, cudaStream_t stream);
cusparseStatus_t cusparseGetStream(cusparseHandle_t handle, cudaStream_t *stream);
cusparseStatus_t cusparseSetPointerMode(cusparseHandle_t handle, cusparsePointerMode_t mode);
cusparseStatus_t cusparseGetPointerMode(cusparseHandle_t handle, cusparsePointerMode_t *mode);
const char *cusparseGetErrorName(cusparseStatus_t status);
const char *cusparseGetErrorString(cusparseStatus_t status);

// --- matrix descriptors of the older interface
cusparseStatus_t cusparseCreateMatDescr(cusparseMatDescr_t *descr);
cusparseStatus_t cusparseDestroyMatDescr(cusparseMatDescr_t descr);
cusparseStatus_t cusparseSetMatType(cusparseMatDescr_t descr, cusparseMatrixType_t type);
cusparseMatrixType_t cusparseGetMatType(const cusparseMatDescr_t descr);
cusparseStatus_t cusparseSetMatFillMode(cusparseMatDescr_t descr, cusparseFillMode_t mode);
cusparseFillMode_t cusparseGetMatFillMode(const cusparseMatDescr_t descr);
cusparseStatus_t cusparseSetMatDiagType(cusparseMatDescr_t descr, cusparseDiagType_t type);
cusparseDiagType_t cusparseGetMatDiagType(const cusparseMatDescr_t descr);
cusparseStatus_t cusparseSetMatIndexBase(cusparseMatDescr_t descr, cusparseIndexBase_t base);
cusparseIndexBase_t cusparseGetMatIndexBase(const cusparseMatDescr_t descr);

// --- vectors and matrices of the generic interface
cusparseStatus_t cusparseCreateSpVec(cusparseSpVecDescr_t *spVecDescr, int64_t length, int64_t nnz,
                                     void *indices, void *values, cusparseIndexType_t idxType,
                                     cusparseIndexBase_t idxBase, cudaDataType valueType);
cusparseStatus_t cusparseSpVecGet(cusparseSpVecDescr_t spVecDescr, int64_t *length, int64_t *nnz,
                                  void **indices, void **values, cusparseIndexType_t *idxType,
                                  cusparseIndexBase_t *idxBase, cudaDataType *valueType);
cusparseStatus_t cusparseSpVecGetValues(cusparseSpVecDescr_t spVecDescr, void **values);
cusparseStatus_t cusparseCreateDnVec(cusparseDnVecDescr_t *dnVecDescr, int64_t length, void *values,
                                     cudaDataType valueType);
cusparseStatus_t cusparseDnVecGet(cusparseDnVecDescr_t dnVecDescr, int64_t *length, void **values,
                                  cudaDataType *valueType);
cusparseStatus_t cusparseDnVecGetValues(cusparseDnVecDescr_t dnVecDescr, void **values);
cusparseStatus_t cusparseCreateDnMat(cusparseDnMatDescr_t *dnMatDescr, int64_t rows, int64_t cols, int64_t ld,
                                     void *values, cudaDataType valueType, cusparseOrder_t order);
cusparseStatus_t cusparseDnMatGet(cusparseDnMatDescr_t dnMatDescr, int64_t *rows, int64_t *cols, int64_t *ld,
                                  void **values, cudaDataType *valueType, cusparseOrder_t *order);
cusparseStatus_t cusparseDnMatGetValues(cusparseDnMatDescr_t dnMatDescr, void **values);
cusparseStatus_t cusparseCreateCsr(cusparseSpMatDescr_t *spMatDescr, int64_t rows, int64_t cols, int64_t nnz,
                                   void *csrRowOffsets, void *csrColInd, void *csrValues,
                                   cusparseIndexType_t csrRowOffsetsType, cusparseIndexType_t csrColIndType,
                                   cusparseIndexBase_t idxBase, cudaDataType valueType);
cusparseStatus_t cusparseCreateCsc(cusparseSpMatDescr_t *spMatDescr, int64_t rows, int64_t cols, int64_t nnz,
                                   void *cscColOffsets, void *cscRowInd, void *cscValues,
                                   cusparseIndexType_t cscColOffsetsType, cusparseIndexType_t cscRowIndType,
                                   cusparseIndexBase_t idxBase, cudaDataType valueType);
cusparseStatus_t cusparseCreateCoo(cusparseSpMatDescr_t *spMatDescr, int64_t rows, int64_t cols, int64_t nnz,
                                   void *cooRowInd, void *cooColInd, void *cooValues,
                                   cusparseIndexType_t cooIdxType, cusparseIndexBase_t idxBase,
                                   cudaDataType valueType);
cusparseStatus_t cusparseCreateBlockedEll(cusparseSpMatDescr_t *spMatDescr, int64_t rows, int64_t cols,
                                          int64_t ellBlockSize, int64_t ellCols, void *ellColInd,
                                          void *ellValue, cusparseIndexType_t ellIdxType,
                                          cusparseIndexBase_t idxBase, cudaDataType valueType);
cusparseStatus_t cusparseCsrGet(cusparseSpMatDescr_t spMatDescr, int64_t *rows, int64_t *cols, int64_t *nnz,
                                void **csrRowOffsets, void **csrColInd, void **csrValues,
                                cusparseIndexType_t *csrRowOffsetsType, cusparseIndexType_t *csrColIndType,
                                cusparseIndexBase_t *idxBase, cudaDataType *valueType);
cusparseStatus_t cusparseCscGet(cusparseSpMatDescr_t spMatDescr, int64_t *rows, int64_t *cols, int64_t *nnz,
                                void **cscColOffsets, void **cscRowInd, void **cscValues,
                                cusparseIndexType_t *cscColOffsetsType, cusparseIndexType_t *cscRowIndType,
                                cusparseIndexBase_t *idxBase, cudaDataType *valueType);
cusparseStatus_t cusparseCooGet(cusparseSpMatDescr_t spMatDescr, int64_t *rows, int64_t *cols, int64_t *nnz,
                                void **cooRowInd, void **cooColInd, void **cooValues,
                                cusparseIndexType_t *idxType, cusparseIndexBase_t *idxBase,
                                cudaDataType *valueType);
cusparseStatus_t cusparseBlockedEllGet(cusparseSpMatDescr_t spMatDescr, int64_t *rows, int64_t *cols,
                                       int64_t *ellBlockSize, int64_t *ellCols, void **ellColInd,
                                       void **ellValue, cusparseIndexType_t *ellIdxType,
                                       cusparseIndexBase_t *idxBase, cudaDataType *valueType);
cusparseStatus_t cusparseSpMatGetValues(cusparseSpMatDescr_t spMatDescr, void **values);
cusparseStatus_t cusparseCreateConstSpVec(cusparseConstSpVecDescr_t *spVecDescr, int64_t length, int64_t nnz,
                                          const void *indices, const void *values,
                                          cusparseIndexType_t idxType, cusparseIndexBase_t idxBase,
                                          cudaDataType valueType);
cusparseStatus_t cusparseConstSpVecGet(cusparseConstSpVecDescr_t spVecDescr, int64_t *length, int64_t *nnz,
                                       const void **indices, const void **values,
                                       cusparseIndexType_t *idxType, cusparseIndexBase_t *idxBase,
                                       cudaDataType *valueType);
cusparseStatus_t cusparseConstSpVecGetValues(cusparseConstSpVecDescr_t spVecDescr, const void **values);
cusparseStatus_t cusparseCreateConstDnVec(cusparseConstDnVecDescr_t *dnVecDescr, int64_t length,
                                          const void *values, cudaDataType valueType);
cusparseStatus_t cusparseConstDnVecGet(cusparseConstDnVecDescr_t dnVecDescr, int64_t *length,
                                       const void **values, cudaDataType *valueType);
cusparseStatus_t cusparseConstDnVecGetValues(cusparseConstDnVecDescr_t dnVecDescr, const void **values);
cusparseStatus_t cusparseCreateConstDnMat(cusparseConstDnMatDescr_t *dnMatDescr, int64_t rows, int64_t cols,
                                          int64_t ld, const void *values, cudaDataType valueType,
                                          cusparseOrder_t order);
cusparseStatus_t cusparseConstDnMatGet(cusparseConstDnMatDescr_t dnMatDescr, int64_t *rows, int64_t *cols,
                                       int64_t *ld, const void **values, cudaDataType *valueType,
                                       cusparseOrder_t *order);
cusparseStatus_t cusparseConstDnMatGetValues(cusparseConstDnMatDescr_t dnMatDescr, const void **values);
cusparseStatus_t cusparseCreateConstCsr(cusparseConstSpMatDescr_t *spMatDescr, int64_t rows, int64_t cols,
                                        int64_t nnz, const void *csrRowOffsets, const void *csrColInd,
                                        const void *csrValues, cusparseIndexType_t csrRowOffsetsType,
                                        cusparseIndexType_t csrColIndType, cusparseIndexBase_t idxBase,
                                        cudaDataType valueType);
cusparseStatus_t cusparseCreateConstCsc(cusparseConstSpMatDescr_t *spMatDescr, int64_t rows, int64_t cols,
                                        int64_t nnz, const void *cscColOffsets, const void *cscRowInd,
                                        const void *cscValues, cusparseIndexType_t cscColOffsetsType,
                                        cusparseIndexType_t cscRowIndType, cusparseIndexBase_t idxBase,
                                        cudaDataType valueType);
cusparseStatus_t cusparseCreateConstCoo(cusparseConstSpMatDescr_t *spMatDescr, int64_t rows, int64_t cols,
                                        int64_t nnz, const void *cooRowInd, const void *cooColInd,
                                        const void *cooValues, cusparseIndexType_t cooIdxType,
                                        cusparseIndexBase_t idxBase, cudaDataType valueType);
cusparseStatus_t cusparseCreateConstBlockedEll(cusparseConstSpMatDescr_t *spMatDescr, int64_t rows,
                                               int64_t cols, int64_t ellBlockSize, int64_t ellCols,
                                               const void *ellColInd, const void *ellValue,
                                               cusparseIndexType_t ellIdxType, cusparseIndexBase_t idxBase,
                                               cudaDataType valueType);
cusparseStatus_t cusparseConstCsrGet(cusparseConstSpMatDescr_t spMatDescr, int64_t *rows, int64_t *cols,
                                     int64_t *nnz, const void **csrRowOffsets, const void **csrColInd,
                                     const void **csrValues, cusparseIndexType_t *csrRowOffsetsType,
                                     cusparseIndexType_t *csrColIndType, cusparseIndexBase_t *idxBase,
                                     cudaDataType *valueType);
cusparseStatus_t cusparseConstCscGet(cusparseConstSpMatDescr_t spMatDescr, int64_t *rows, int64_t *cols,
                                     int64_t *nnz, const void **cscColOffsets, const void **cscRowInd,
                                     const void **cscValues, cusparseIndexType_t *cscColOffsetsType,
                                     cusparseIndexType_t *cscRowIndType, cusparseIndexBase_t *idxBase,
                                     cudaDataType *valueType);
cusparseStatus_t cusparseConstCooGet(cusparseConstSpMatDescr_t spMatDescr, int64_t *rows, int64_t *cols,
                                     int64_t *nnz, const void **cooRowInd, const void **cooColInd,
                                     const void **cooValues, cusparseIndexType_t *idxType,
                                     cusparseIndexBase_t *idxBase, cudaDataType *valueType);
cusparseStatus_t cusparseConstBlockedEllGet(cusparseConstSpMatDescr_t spMatDescr, int64_t *rows,
                                            int64_t *cols, int64_t *ellBlockSize, int64_t *ellCols,
                                            const void **ellColInd, const void **ellValue,
                                            cusparseIndexType_t *ellIdxType, cusparseIndexBase_t *idxBase,
                                            cudaDataType *valueType);
cusparseStatus_t cusparseConstSpMatGetValues(cusparseConstSpMatDescr_t spMatDescr, const void **values);
cusparseStatus_t cusparseDestroySpVec(cusparseConstSpVecDescr_t spVecDescr);
cusparseStatus_t cusparseSpVecSetValues(cusparseSpVecDescr_t spVecDescr, void *values);
cusparseStatus_t cusparseSpVecGetIndexBase(cusparseConstSpVecDescr_t spVecDescr,
                                           cusparseIndexBase_t *idxBase);
cusparseStatus_t cusparseDestroyDnVec(cusparseConstDnVecDescr_t dnVecDescr);
cusparseStatus_t cusparseDnVecSetValues(cusparseDnVecDescr_t dnVecDescr, void *values);
cusparseStatus_t cusparseDestroyDnMat(cusparseConstDnMatDescr_t dnMatDescr);
cusparseStatus_t cusparseDnMatSetValues(cusparseDnMatDescr_t dnMatDescr, void *values);
cusparseStatus_t cusparseDnMatSetStridedBatch(cusparseDnMatDescr_t dnMatDescr, int batchCount,
                                              int64_t batchStride);
cusparseStatus_t cusparseDnMatGetStridedBatch(cusparseConstDnMatDescr_t dnMatDescr, int *batchCount,
                                              int64_t *batchStride);
cusparseStatus_t cusparseDestroySpMat(cusparseConstSpMatDescr_t spMatDescr);
cusparseStatus_t cusparseSpMatGetSize(cusparseConstSpMatDescr_t spMatDescr, int64_t *rows, int64_t *cols,
                                      int64_t *nnz);
cusparseStatus_t cusparseSpMatGetFormat(cusparseConstSpMatDescr_t spMatDescr, cusparseFormat_t *format);
cusparseStatus_t cusparseSpMatGetIndexBase(cusparseConstSpMatDescr_t spMatDescr,
                                           cusparseIndexBase_t *idxBase);
cusparseStatus_t cusparseSpMatSetValues(cusparseSpMatDescr_t spMatDescr, void *values);
cusparseStatus_t cusparseSpMatGetAttribute(cusparseConstSpMatDescr_t spMatDescr,
                                           cusparseSpMatAttribute_t attribute, void *attributeData,
                                           size_t dataSize);
cusparseStatus_t cusparseSpMatSetAttribute(cusparseSpMatDescr_t spMatDescr,
                                           cusparseSpMatAttribute_t attribute, void *attributeData,
                                           size_t dataSize);
cusparseStatus_t cusparseCsrSetPointers(cusparseSpMatDescr_t spMatDescr, void *csrRowOffsets, void *csrColInd,
                                        void *csrValues);
cusparseStatus_t cusparseCscSetPointers(cusparseSpMatDescr_t spMatDescr, void *cscColOffsets, void *cscRowInd,
                                        void *cscValues);
cusparseStatus_t cusparseCooSetPointers(cusparseSpMatDescr_t spMatDescr, void *cooRows, void *cooColumns,
                                        void *cooValues);
cusparseStatus_t cusparseSpMatGetStridedBatch(cusparseConstSpMatDescr_t spMatDescr, int *batchCount);
cusparseStatus_t cusparseCsrSetStridedBatch(cusparseSpMatDescr_t spMatDescr, int batchCount,
                                            int64_t offsetsBatchStride, int64_t columnsValuesBatchStride);
cusparseStatus_t cusparseCooSetStridedBatch(cusparseSpMatDescr_t spMatDescr, int batchCount,
                                            int64_t batchStride);

// --- generic products
cusparseStatus_t cusparseSpMV_bufferSize(cusparseHandle_t handle, cusparseOperation_t opA, const void *alpha,
                                         cusparseConstSpMatDescr_t matA, cusparseConstDnVecDescr_t vecX,
                                         const void *beta, cusparseDnVecDescr_t vecY,
                                         cudaDataType computeType, cusparseSpMVAlg_t alg, size_t *bufferSize);
cusparseStatus_t cusparseSpMV_preprocess(cusparseHandle_t handle, cusparseOperation_t opA, const void *alpha,
                                         cusparseConstSpMatDescr_t matA, cusparseConstDnVecDescr_t vecX,
                                         const void *beta, cusparseDnVecDescr_t vecY,
                                         cudaDataType computeType, cusparseSpMVAlg_t alg,
                                         void *externalBuffer);
cusparseStatus_t cusparseSpMV(cusparseHandle_t handle, cusparseOperation_t opA, const void *alpha,
                              cusparseConstSpMatDescr_t matA, cusparseConstDnVecDescr_t vecX,
                              const void *beta, cusparseDnVecDescr_t vecY, cudaDataType computeType,
                              cusparseSpMVAlg_t alg, void *externalBuffer);
cusparseStatus_t cusparseSpMM_bufferSize(cusparseHandle_t handle, cusparseOperation_t opA,
                                         cusparseOperation_t opB, const void *alpha,
                                         cusparseConstSpMatDescr_t matA, cusparseConstDnMatDescr_t matB,
                                         const void *beta, cusparseDnMatDescr_t matC,
                                         cudaDataType computeType, cusparseSpMMAlg_t alg, size_t *bufferSize);
cusparseStatus_t cusparseSpMM_preprocess(cusparseHandle_t handle, cusparseOperation_t opA,
                                         cusparseOperation_t opB, const void *alpha,
                                         cusparseConstSpMatDescr_t matA, cusparseConstDnMatDescr_t matB,
                                         const void *beta, cusparseDnMatDescr_t matC,
                                         cudaDataType computeType, cusparseSpMMAlg_t alg,
                                         void *externalBuffer);
cusparseStatus_t cusparseSpMM(cusparseHandle_t handle, cusparseOperation_t opA, cusparseOperation_t opB,
                              const void *alpha, cusparseConstSpMatDescr_t matA,
                              cusparseConstDnMatDescr_t matB, const void *beta, cusparseDnMatDescr_t matC,
                              cudaDataType computeType, cusparseSpMMAlg_t alg, void *externalBuffer);
cusparseStatus_t cusparseSDDMM_bufferSize(cusparseHandle_t handle, cusparseOperation_t opA,
                                          cusparseOperation_t opB, const void *alpha,
                                          cusparseConstDnMatDescr_t matA, cusparseConstDnMatDescr_t matB,
                                          const void *beta, cusparseSpMatDescr_t matC,
                                          cudaDataType computeType, cusparseSDDMMAlg_t alg,
                                          size_t *bufferSize);
cusparseStatus_t cusparseSDDMM_preprocess(cusparseHandle_t handle, cusparseOperation_t opA,
                                          cusparseOperation_t opB, const void *alpha,
                                          cusparseConstDnMatDescr_t matA, cusparseConstDnMatDescr_t matB,
                                          const void *beta, cusparseSpMatDescr_t matC,
                                          cudaDataType computeType, cusparseSDDMMAlg_t alg,
                                          void *externalBuffer);
cusparseStatus_t cusparseSDDMM(cusparseHandle_t handle, cusparseOperation_t opA, cusparseOperation_t opB,
                               const void *alpha, cusparseConstDnMatDescr_t matA,
                               cusparseConstDnMatDescr_t matB, const void *beta, cusparseSpMatDescr_t matC,
                               cudaDataType computeType, cusparseSDDMMAlg_t alg, void *externalBuffer);
cusparseStatus_t cusparseSpGEMM_createDescr(cusparseSpGEMMDescr_t *descr);
cusparseStatus_t cusparseSpGEMM_destroyDescr(cusparseSpGEMMDescr_t descr);
cusparseStatus_t cusparseSpGEMM_workEstimation(cusparseHandle_t handle, cusparseOperation_t opA,
                                               cusparseOperation_t opB, const void *alpha,
                                               cusparseConstSpMatDescr_t matA, cusparseConstSpMatDescr_t matB,
                                               const void *beta, cusparseSpMatDescr_t matC,
                                               cudaDataType computeType, cusparseSpGEMMAlg_t alg,
                                               cusparseSpGEMMDescr_t spgemmDescr, size_t *bufferSize1,
                                               void *externalBuffer1);
cusparseStatus_t cusparseSpGEMM_getNumProducts(cusparseSpGEMMDescr_t spgemmDescr, int64_t *numProducts);
cusparseStatus_t cusparseSpGEMM_estimateMemory(cusparseHandle_t handle, cusparseOperation_t opA,
                                               cusparseOperation_t opB, const void *alpha,
                                               cusparseConstSpMatDescr_t matA, cusparseConstSpMatDescr_t matB,
                                               const void *beta, cusparseSpMatDescr_t matC,
                                               cudaDataType computeType, cusparseSpGEMMAlg_t alg,
                                               cusparseSpGEMMDescr_t spgemmDescr, float chunkFraction,
                                               size_t *bufferSize3, void *externalBuffer3,
                                               size_t *bufferSize2);
cusparseStatus_t cusparseSpGEMM_compute(cusparseHandle_t handle, cusparseOperation_t opA,
                                        cusparseOperation_t opB, const void *alpha,
                                        cusparseConstSpMatDescr_t matA, cusparseConstSpMatDescr_t matB,
                                        const void *beta, cusparseSpMatDescr_t matC, cudaDataType computeType,
                                        cusparseSpGEMMAlg_t alg, cusparseSpGEMMDescr_t spgemmDescr,
                                        size_t *bufferSize2, void *externalBuffer2);
cusparseStatus_t cusparseSpGEMM_copy(cusparseHandle_t handle, cusparseOperation_t opA,
                                     cusparseOperation_t opB, const void *alpha,
                                     cusparseConstSpMatDescr_t matA, cusparseConstSpMatDescr_t matB,
                                     const void *beta, cusparseSpMatDescr_t matC, cudaDataType computeType,
                                     cusparseSpGEMMAlg_t alg, cusparseSpGEMMDescr_t spgemmDescr);
cusparseStatus_t cusparseSpGEMMreuse_workEstimation(cusparseHandle_t handle, cusparseOperation_t opA,
                                                    cusparseOperation_t opB, cusparseConstSpMatDescr_t matA,
                                                    cusparseConstSpMatDescr_t matB, cusparseSpMatDescr_t matC,
                                                    cusparseSpGEMMAlg_t alg,
                                                    cusparseSpGEMMDescr_t spgemmDescr, size_t *bufferSize1,
                                                    void *externalBuffer1);
cusparseStatus_t cusparseSpGEMMreuse_nnz(cusparseHandle_t handle, cusparseOperation_t opA,
                                         cusparseOperation_t opB, cusparseConstSpMatDescr_t matA,
                                         cusparseConstSpMatDescr_t matB, cusparseSpMatDescr_t matC,
                                         cusparseSpGEMMAlg_t alg, cusparseSpGEMMDescr_t spgemmDescr,
                                         size_t *bufferSize2, void *externalBuffer2, size_t *bufferSize3,
                                         void *externalBuffer3, size_t *bufferSize4, void *externalBuffer4);
cusparseStatus_t cusparseSpGEMMreuse_copy(cusparseHandle_t handle, cusparseOperation_t opA,
                                          cusparseOperation_t opB, cusparseConstSpMatDescr_t matA,
                                          cusparseConstSpMatDescr_t matB, cusparseSpMatDescr_t matC,
                                          cusparseSpGEMMAlg_t alg, cusparseSpGEMMDescr_t spgemmDescr,
                                          size_t *bufferSize5, void *externalBuffer5);
cusparseStatus_t cusparseSpGEMMreuse_compute(cusparseHandle_t handle, cusparseOperation_t opA,
                                             cusparseOperation_t opB, const void *alpha,
                                             cusparseConstSpMatDescr_t matA, cusparseConstSpMatDescr_t matB,
                                             const void *beta, cusparseSpMatDescr_t matC,
                                             cudaDataType computeType, cusparseSpGEMMAlg_t alg,
                                             cusparseSpGEMMDescr_t spgemmDescr);

// --- generic vector operations
cusparseStatus_t cusparseSpVV_bufferSize(cusparseHandle_t handle, cusparseOperation_t opX,
                                         cusparseConstSpVecDescr_t vecX, cusparseConstDnVecDescr_t vecY,
                                         const void *result, cudaDataType computeType, size_t *bufferSize);
cusparseStatus_t cusparseSpVV(cusparseHandle_t handle, cusparseOperation_t opX,
                              cusparseConstSpVecDescr_t vecX, cusparseConstDnVecDescr_t vecY, void *result,
                              cudaDataType computeType, void *externalBuffer);
cusparseStatus_t cusparseAxpby(cusparseHandle_t handle, const void *alpha, cusparseConstSpVecDescr_t vecX,
                               const void *beta, cusparseDnVecDescr_t vecY);
cusparseStatus_t cusparseGather(cusparseHandle_t handle, cusparseConstDnVecDescr_t vecY,
                                cusparseSpVecDescr_t vecX);
cusparseStatus_t cusparseScatter(cusparseHandle_t handle, cusparseConstSpVecDescr_t vecX,
                                 cusparseDnVecDescr_t vecY);
cusparseStatus_t cusparseRot(cusparseHandle_t handle, const void *c_coeff, const void *s_coeff,
                             cusparseSpVecDescr_t vecX, cusparseDnVecDescr_t vecY);

// --- generic triangular solves
cusparseStatus_t cusparseSpSV_createDescr(cusparseSpSVDescr_t *descr);
cusparseStatus_t cusparseSpSV_destroyDescr(cusparseSpSVDescr_t descr);
cusparseStatus_t cusparseSpSV_bufferSize(cusparseHandle_t handle, cusparseOperation_t opA, const void *alpha,
                                         cusparseConstSpMatDescr_t matA, cusparseConstDnVecDescr_t vecX,
                                         cusparseDnVecDescr_t vecY, cudaDataType computeType,
                                         cusparseSpSVAlg_t alg, cusparseSpSVDescr_t spsvDescr,
                                         size_t *bufferSize);
cusparseStatus_t cusparseSpSV_analysis(cusparseHandle_t handle, cusparseOperation_t opA, const void *alpha,
                                       cusparseConstSpMatDescr_t matA, cusparseConstDnVecDescr_t vecX,
                                       cusparseDnVecDescr_t vecY, cudaDataType computeType,
                                       cusparseSpSVAlg_t alg, cusparseSpSVDescr_t spsvDescr,
                                       void *externalBuffer);
cusparseStatus_t cusparseSpSV_solve(cusparseHandle_t handle, cusparseOperation_t opA, const void *alpha,
                                    cusparseConstSpMatDescr_t matA, cusparseConstDnVecDescr_t vecX,
                                    cusparseDnVecDescr_t vecY, cudaDataType computeType,
                                    cusparseSpSVAlg_t alg, cusparseSpSVDescr_t spsvDescr);
cusparseStatus_t cusparseSpSM_createDescr(cusparseSpSMDescr_t *descr);
cusparseStatus_t cusparseSpSM_destroyDescr(cusparseSpSMDescr_t descr);
cusparseStatus_t cusparseSpSM_bufferSize(cusparseHandle_t handle, cusparseOperation_t opA,
                                         cusparseOperation_t opB, const void *alpha,
                                         cusparseConstSpMatDescr_t matA, cusparseConstDnMatDescr_t matB,
                                         cusparseDnMatDescr_t matC, cudaDataType computeType,
                                         cusparseSpSMAlg_t alg, cusparseSpSMDescr_t spsmDescr,
                                         size_t *bufferSize);
cusparseStatus_t cusparseSpSM_analysis(cusparseHandle_t handle, cusparseOperation_t opA,
                                       cusparseOperation_t opB, const void *alpha,
                                       cusparseConstSpMatDescr_t matA, cusparseConstDnMatDescr_t matB,
                                       cusparseDnMatDescr_t matC, cudaDataType computeType,
                                       cusparseSpSMAlg_t alg, cusparseSpSMDescr_t spsmDescr,
                                       void *externalBuffer);
cusparseStatus_t cusparseSpSM_solve(cusparseHandle_t handle, cusparseOperation_t opA, cusparseOperation_t opB,
                                    const void *alpha, cusparseConstSpMatDescr_t matA,
                                    cusparseConstDnMatDescr_t matB, cusparseDnMatDescr_t matC,
                                    cudaDataType computeType, cusparseSpSMAlg_t alg,
                                    cusparseSpSMDescr_t spsmDescr);

// --- dense and sparse
cusparseStatus_t cusparseSparseToDense_bufferSize(cusparseHandle_t handle, cusparseConstSpMatDescr_t matA,
                                                  cusparseDnMatDescr_t matB, cusparseSparseToDenseAlg_t alg,
                                                  size_t *bufferSize);
cusparseStatus_t cusparseSparseToDense(cusparseHandle_t handle, cusparseConstSpMatDescr_t matA,
                                       cusparseDnMatDescr_t matB, cusparseSparseToDenseAlg_t alg,
                                       void *externalBuffer);
cusparseStatus_t cusparseDenseToSparse_bufferSize(cusparseHandle_t handle, cusparseConstDnMatDescr_t matA,
                                                  cusparseSpMatDescr_t matB, cusparseDenseToSparseAlg_t alg,
                                                  size_t *bufferSize);
cusparseStatus_t cusparseDenseToSparse_analysis(cusparseHandle_t handle, cusparseConstDnMatDescr_t matA,
                                                cusparseSpMatDescr_t matB, cusparseDenseToSparseAlg_t alg,
                                                void *externalBuffer);
cusparseStatus_t cusparseDenseToSparse_convert(cusparseHandle_t handle, cusparseConstDnMatDescr_t matA,
                                               cusparseSpMatDescr_t matB, cusparseDenseToSparseAlg_t alg,
                                               void *externalBuffer);

// --- conversions on plain arrays
cusparseStatus_t cusparseXcoo2csr(cusparseHandle_t handle, const int *cooRowInd, int nnz, int m,
                                  int *csrRowPtr, cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseXcsr2coo(cusparseHandle_t handle, const int *csrRowPtr, int nnz, int m,
                                  int *cooRowInd, cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseCsr2cscEx2_bufferSize(cusparseHandle_t handle, int m, int n, int nnz,
                                               const void *csrVal, const int *csrRowPtr, const int *csrColInd,
                                               void *cscVal, int *cscColPtr, int *cscRowInd,
                                               cudaDataType valType, cusparseAction_t copyValues,
                                               cusparseIndexBase_t idxBase, cusparseCsr2CscAlg_t alg,
                                               size_t *bufferSize);
cusparseStatus_t cusparseCsr2cscEx2(cusparseHandle_t handle, int m, int n, int nnz, const void *csrVal,
                                    const int *csrRowPtr, const int *csrColInd, void *cscVal, int *cscColPtr,
                                    int *cscRowInd, cudaDataType valType, cusparseAction_t copyValues,
                                    cusparseIndexBase_t idxBase, cusparseCsr2CscAlg_t alg, void *buffer);
cusparseStatus_t cusparseCreateIdentityPermutation(cusparseHandle_t handle, int n, int *p);
cusparseStatus_t cusparseXcsrsort_bufferSizeExt(cusparseHandle_t handle, int m, int n, int nnz,
                                                const int *csrRowPtr, const int *csrColInd,
                                                size_t *bufferSize);
cusparseStatus_t cusparseXcsrsort(cusparseHandle_t handle, int m, int n, int nnz,
                                  const cusparseMatDescr_t descrA, const int *csrRowPtr, int *csrColInd,
                                  int *p, void *buffer);
cusparseStatus_t cusparseXcscsort_bufferSizeExt(cusparseHandle_t handle, int m, int n, int nnz,
                                                const int *cscColPtr, const int *cscRowInd,
                                                size_t *bufferSize);
cusparseStatus_t cusparseXcscsort(cusparseHandle_t handle, int m, int n, int nnz,
                                  const cusparseMatDescr_t descrA, const int *cscColPtr, int *cscRowInd,
                                  int *p, void *buffer);
cusparseStatus_t cusparseXcoosort_bufferSizeExt(cusparseHandle_t handle, int m, int n, int nnz,
                                                const int *cooRows, const int *cooCols, size_t *bufferSize);
cusparseStatus_t cusparseXcoosortByRow(cusparseHandle_t handle, int m, int n, int nnz, int *cooRows,
                                       int *cooCols, int *p, void *buffer);
cusparseStatus_t cusparseXcoosortByColumn(cusparseHandle_t handle, int m, int n, int nnz, int *cooRows,
                                          int *cooCols, int *p, void *buffer);
cusparseStatus_t cusparseXcsrgeam2Nnz(cusparseHandle_t handle, int m, int n, const cusparseMatDescr_t descrA,
                                      int nnzA, const int *csrRowPtrA, const int *csrColIndA,
                                      const cusparseMatDescr_t descrB, int nnzB, const int *csrRowPtrB,
                                      const int *csrColIndB, const cusparseMatDescr_t descrC, int *csrRowPtrC,
                                      int *nnzTotalDevHostPtr, void *workspace);

// --- information of the older solves and factorizations
cusparseStatus_t cusparseCreateSolveAnalysisInfo(cusparseSolveAnalysisInfo_t *info);
cusparseStatus_t cusparseDestroySolveAnalysisInfo(cusparseSolveAnalysisInfo_t info);
cusparseStatus_t cusparseCreateCsrsv2Info(csrsv2Info_t *info);
cusparseStatus_t cusparseDestroyCsrsv2Info(csrsv2Info_t info);
cusparseStatus_t cusparseCreateCsrsm2Info(csrsm2Info_t *info);
cusparseStatus_t cusparseDestroyCsrsm2Info(csrsm2Info_t info);
cusparseStatus_t cusparseCreateCsrilu02Info(csrilu02Info_t *info);
cusparseStatus_t cusparseDestroyCsrilu02Info(csrilu02Info_t info);
cusparseStatus_t cusparseCreateCsric02Info(csric02Info_t *info);
cusparseStatus_t cusparseDestroyCsric02Info(csric02Info_t info);
cusparseStatus_t cusparseXcsrsv2_zeroPivot(cusparseHandle_t handle, csrsv2Info_t info, int *position);
cusparseStatus_t cusparseXcsrsm2_zeroPivot(cusparseHandle_t handle, csrsm2Info_t info, int *position);
cusparseStatus_t cusparseXcsrilu02_zeroPivot(cusparseHandle_t handle, csrilu02Info_t info, int *position);
cusparseStatus_t cusparseXcsric02_zeroPivot(cusparseHandle_t handle, csric02Info_t info, int *position);
cusparseStatus_t
cusparseCsrmvEx_bufferSize(cusparseHandle_t handle, cusparseAlgMode_t alg, cusparseOperation_t transA, int m,
                           int n, int nnz, const void *alpha, cudaDataType alphatype,
                           const cusparseMatDescr_t descrA, const void *csrValA, cudaDataType csrValAtype,
                           const int *csrRowPtrA, const int *csrColIndA, const void *x, cudaDataType xtype,
                           const void *beta, cudaDataType betatype, void *y, cudaDataType ytype,
                           cudaDataType executiontype, size_t *bufferSizeInBytes);
cusparseStatus_t cusparseCsrmvEx(cusparseHandle_t handle, cusparseAlgMode_t alg, cusparseOperation_t transA,
                                 int m, int n, int nnz, const void *alpha, cudaDataType alphatype,
                                 const cusparseMatDescr_t descrA, const void *csrValA,
                                 cudaDataType csrValAtype, const int *csrRowPtrA, const int *csrColIndA,
                                 const void *x, cudaDataType xtype, const void *beta, cudaDataType betatype,
                                 void *y, cudaDataType ytype, cudaDataType executiontype, void *buffer);
cusparseStatus_t cusparseCsrsv_analysisEx(cusparseHandle_t handle, cusparseOperation_t transA, int m, int nnz,
                                          const cusparseMatDescr_t descrA, const void *csrValA,
                                          cudaDataType csrValAtype, const int *csrRowPtrA,
                                          const int *csrColIndA, cusparseSolveAnalysisInfo_t info,
                                          cudaDataType executiontype);
cusparseStatus_t cusparseCsrsv_solveEx(cusparseHandle_t handle, cusparseOperation_t transA, int m,
                                       const void *alpha, cudaDataType alphatype,
                                       const cusparseMatDescr_t descrA, const void *csrValA,
                                       cudaDataType csrValAtype, const int *csrRowPtrA, const int *csrColIndA,
                                       cusparseSolveAnalysisInfo_t info, const void *f, cudaDataType ftype,
                                       void *x, cudaDataType xtype, cudaDataType executiontype);

// --- the older functions for each type of numbers
cusparseStatus_t cusparseSnnz(cusparseHandle_t handle, cusparseDirection_t dirA, int m, int n,
                              const cusparseMatDescr_t descrA, const float *denseA, int lda,
                              int *nnzPerRowColumn, int *nnzTotalDevHostPtr);
cusparseStatus_t cusparseDnnz(cusparseHandle_t handle, cusparseDirection_t dirA, int m, int n,
                              const cusparseMatDescr_t descrA, const double *denseA, int lda,
                              int *nnzPerRowColumn, int *nnzTotalDevHostPtr);
cusparseStatus_t cusparseCnnz(cusparseHandle_t handle, cusparseDirection_t dirA, int m, int n,
                              const cusparseMatDescr_t descrA, const cuComplex *denseA, int lda,
                              int *nnzPerRowColumn, int *nnzTotalDevHostPtr);
cusparseStatus_t cusparseZnnz(cusparseHandle_t handle, cusparseDirection_t dirA, int m, int n,
                              const cusparseMatDescr_t descrA, const cuDoubleComplex *denseA, int lda,
                              int *nnzPerRowColumn, int *nnzTotalDevHostPtr);
cusparseStatus_t cusparseSdense2csr(cusparseHandle_t handle, int m, int n, const cusparseMatDescr_t descrA,
                                    const float *denseA, int lda, const int *nnzPerRow, float *csrValA,
                                    int *csrRowPtrA, int *csrColIndA);
cusparseStatus_t cusparseDdense2csr(cusparseHandle_t handle, int m, int n, const cusparseMatDescr_t descrA,
                                    const double *denseA, int lda, const int *nnzPerRow, double *csrValA,
                                    int *csrRowPtrA, int *csrColIndA);
cusparseStatus_t cusparseCdense2csr(cusparseHandle_t handle, int m, int n, const cusparseMatDescr_t descrA,
                                    const cuComplex *denseA, int lda, const int *nnzPerRow,
                                    cuComplex *csrValA, int *csrRowPtrA, int *csrColIndA);
cusparseStatus_t cusparseZdense2csr(cusparseHandle_t handle, int m, int n, const cusparseMatDescr_t descrA,
                                    const cuDoubleComplex *denseA, int lda, const int *nnzPerRow,
                                    cuDoubleComplex *csrValA, int *csrRowPtrA, int *csrColIndA);
cusparseStatus_t cusparseSdense2csc(cusparseHandle_t handle, int m, int n, const cusparseMatDescr_t descrA,
                                    const float *denseA, int lda, const int *nnzPerCol, float *cscValA,
                                    int *cscRowIndA, int *cscColPtrA);
cusparseStatus_t cusparseDdense2csc(cusparseHandle_t handle, int m, int n, const cusparseMatDescr_t descrA,
                                    const double *denseA, int lda, const int *nnzPerCol, double *cscValA,
                                    int *cscRowIndA, int *cscColPtrA);
cusparseStatus_t cusparseCdense2csc(cusparseHandle_t handle, int m, int n, const cusparseMatDescr_t descrA,
                                    const cuComplex *denseA, int lda, const int *nnzPerCol,
                                    cuComplex *cscValA, int *cscRowIndA, int *cscColPtrA);
cusparseStatus_t cusparseZdense2csc(cusparseHandle_t handle, int m, int n, const cusparseMatDescr_t descrA,
                                    const cuDoubleComplex *denseA, int lda, const int *nnzPerCol,
                                    cuDoubleComplex *cscValA, int *cscRowIndA, int *cscColPtrA);
cusparseStatus_t cusparseScsr2dense(cusparseHandle_t handle, int m, int n, const cusparseMatDescr_t descrA,
                                    const float *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                    float *denseA, int lda);
cusparseStatus_t cusparseDcsr2dense(cusparseHandle_t handle, int m, int n, const cusparseMatDescr_t descrA,
                                    const double *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                    double *denseA, int lda);
cusparseStatus_t cusparseCcsr2dense(cusparseHandle_t handle, int m, int n, const cusparseMatDescr_t descrA,
                                    const cuComplex *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                    cuComplex *denseA, int lda);
cusparseStatus_t cusparseZcsr2dense(cusparseHandle_t handle, int m, int n, const cusparseMatDescr_t descrA,
                                    const cuDoubleComplex *csrValA, const int *csrRowPtrA,
                                    const int *csrColIndA, cuDoubleComplex *denseA, int lda);
cusparseStatus_t cusparseScsc2dense(cusparseHandle_t handle, int m, int n, const cusparseMatDescr_t descrA,
                                    const float *cscValA, const int *cscRowIndA, const int *cscColPtrA,
                                    float *denseA, int lda);
cusparseStatus_t cusparseDcsc2dense(cusparseHandle_t handle, int m, int n, const cusparseMatDescr_t descrA,
                                    const double *cscValA, const int *cscRowIndA, const int *cscColPtrA,
                                    double *denseA, int lda);
cusparseStatus_t cusparseCcsc2dense(cusparseHandle_t handle, int m, int n, const cusparseMatDescr_t descrA,
                                    const cuComplex *cscValA, const int *cscRowIndA, const int *cscColPtrA,
                                    cuComplex *denseA, int lda);
cusparseStatus_t cusparseZcsc2dense(cusparseHandle_t handle, int m, int n, const cusparseMatDescr_t descrA,
                                    const cuDoubleComplex *cscValA, const int *cscRowIndA,
                                    const int *cscColPtrA, cuDoubleComplex *denseA, int lda);
cusparseStatus_t cusparseScsr2csc(cusparseHandle_t handle, int m, int n, int nnz, const float *csrVal,
                                  const int *csrRowPtr, const int *csrColInd, float *cscVal, int *cscRowInd,
                                  int *cscColPtr, cusparseAction_t copyValues, cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseDcsr2csc(cusparseHandle_t handle, int m, int n, int nnz, const double *csrVal,
                                  const int *csrRowPtr, const int *csrColInd, double *cscVal, int *cscRowInd,
                                  int *cscColPtr, cusparseAction_t copyValues, cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseCcsr2csc(cusparseHandle_t handle, int m, int n, int nnz, const cuComplex *csrVal,
                                  const int *csrRowPtr, const int *csrColInd, cuComplex *cscVal,
                                  int *cscRowInd, int *cscColPtr, cusparseAction_t copyValues,
                                  cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseZcsr2csc(cusparseHandle_t handle, int m, int n, int nnz,
                                  const cuDoubleComplex *csrVal, const int *csrRowPtr, const int *csrColInd,
                                  cuDoubleComplex *cscVal, int *cscRowInd, int *cscColPtr,
                                  cusparseAction_t copyValues, cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseScsrmv(cusparseHandle_t handle, cusparseOperation_t transA, int m, int n, int nnz,
                                const float *alpha, const cusparseMatDescr_t descrA, const float *csrValA,
                                const int *csrRowPtrA, const int *csrColIndA, const float *x,
                                const float *beta, float *y);
cusparseStatus_t cusparseDcsrmv(cusparseHandle_t handle, cusparseOperation_t transA, int m, int n, int nnz,
                                const double *alpha, const cusparseMatDescr_t descrA, const double *csrValA,
                                const int *csrRowPtrA, const int *csrColIndA, const double *x,
                                const double *beta, double *y);
cusparseStatus_t cusparseCcsrmv(cusparseHandle_t handle, cusparseOperation_t transA, int m, int n, int nnz,
                                const cuComplex *alpha, const cusparseMatDescr_t descrA,
                                const cuComplex *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                const cuComplex *x, const cuComplex *beta, cuComplex *y);
cusparseStatus_t cusparseZcsrmv(cusparseHandle_t handle, cusparseOperation_t transA, int m, int n, int nnz,
                                const cuDoubleComplex *alpha, const cusparseMatDescr_t descrA,
                                const cuDoubleComplex *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                const cuDoubleComplex *x, const cuDoubleComplex *beta, cuDoubleComplex *y);
cusparseStatus_t cusparseScsrmv_mp(cusparseHandle_t handle, cusparseOperation_t transA, int m, int n, int nnz,
                                   const float *alpha, const cusparseMatDescr_t descrA, const float *csrValA,
                                   const int *csrRowPtrA, const int *csrColIndA, const float *x,
                                   const float *beta, float *y);
cusparseStatus_t cusparseDcsrmv_mp(cusparseHandle_t handle, cusparseOperation_t transA, int m, int n, int nnz,
                                   const double *alpha, const cusparseMatDescr_t descrA,
                                   const double *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                   const double *x, const double *beta, double *y);
cusparseStatus_t cusparseCcsrmv_mp(cusparseHandle_t handle, cusparseOperation_t transA, int m, int n, int nnz,
                                   const cuComplex *alpha, const cusparseMatDescr_t descrA,
                                   const cuComplex *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                   const cuComplex *x, const cuComplex *beta, cuComplex *y);
cusparseStatus_t cusparseZcsrmv_mp(cusparseHandle_t handle, cusparseOperation_t transA, int m, int n, int nnz,
                                   const cuDoubleComplex *alpha, const cusparseMatDescr_t descrA,
                                   const cuDoubleComplex *csrValA, const int *csrRowPtrA,
                                   const int *csrColIndA, const cuDoubleComplex *x,
                                   const cuDoubleComplex *beta, cuDoubleComplex *y);
cusparseStatus_t cusparseScsrmm(cusparseHandle_t handle, cusparseOperation_t transA, int m, int n, int k,
                                int nnz, const float *alpha, const cusparseMatDescr_t descrA,
                                const float *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                const float *denseB, int ldb, const float *beta, float *denseC, int ldc);
cusparseStatus_t cusparseDcsrmm(cusparseHandle_t handle, cusparseOperation_t transA, int m, int n, int k,
                                int nnz, const double *alpha, const cusparseMatDescr_t descrA,
                                const double *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                const double *denseB, int ldb, const double *beta, double *denseC, int ldc);
cusparseStatus_t cusparseCcsrmm(cusparseHandle_t handle, cusparseOperation_t transA, int m, int n, int k,
                                int nnz, const cuComplex *alpha, const cusparseMatDescr_t descrA,
                                const cuComplex *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                const cuComplex *denseB, int ldb, const cuComplex *beta, cuComplex *denseC,
                                int ldc);
cusparseStatus_t cusparseZcsrmm(cusparseHandle_t handle, cusparseOperation_t transA, int m, int n, int k,
                                int nnz, const cuDoubleComplex *alpha, const cusparseMatDescr_t descrA,
                                const cuDoubleComplex *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                const cuDoubleComplex *denseB, int ldb, const cuDoubleComplex *beta,
                                cuDoubleComplex *denseC, int ldc);
cusparseStatus_t cusparseScsrmm2(cusparseHandle_t handle, cusparseOperation_t transA,
                                 cusparseOperation_t transB, int m, int n, int k, int nnz, const float *alpha,
                                 const cusparseMatDescr_t descrA, const float *csrValA, const int *csrRowPtrA,
                                 const int *csrColIndA, const float *denseB, int ldb, const float *beta,
                                 float *denseC, int ldc);
cusparseStatus_t cusparseDcsrmm2(cusparseHandle_t handle, cusparseOperation_t transA,
                                 cusparseOperation_t transB, int m, int n, int k, int nnz,
                                 const double *alpha, const cusparseMatDescr_t descrA, const double *csrValA,
                                 const int *csrRowPtrA, const int *csrColIndA, const double *denseB, int ldb,
                                 const double *beta, double *denseC, int ldc);
cusparseStatus_t cusparseCcsrmm2(cusparseHandle_t handle, cusparseOperation_t transA,
                                 cusparseOperation_t transB, int m, int n, int k, int nnz,
                                 const cuComplex *alpha, const cusparseMatDescr_t descrA,
                                 const cuComplex *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                 const cuComplex *denseB, int ldb, const cuComplex *beta, cuComplex *denseC,
                                 int ldc);
cusparseStatus_t cusparseZcsrmm2(cusparseHandle_t handle, cusparseOperation_t transA,
                                 cusparseOperation_t transB, int m, int n, int k, int nnz,
                                 const cuDoubleComplex *alpha, const cusparseMatDescr_t descrA,
                                 const cuDoubleComplex *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                 const cuDoubleComplex *denseB, int ldb, const cuDoubleComplex *beta,
                                 cuDoubleComplex *denseC, int ldc);
cusparseStatus_t cusparseSbsrmv(cusparseHandle_t handle, cusparseDirection_t dirA, cusparseOperation_t transA,
                                int mb, int nb, int nnzb, const float *alpha, const cusparseMatDescr_t descrA,
                                const float *bsrValA, const int *bsrRowPtrA, const int *bsrColIndA,
                                int bsrBlockDim, const float *x, const float *beta, float *y);
cusparseStatus_t cusparseDbsrmv(cusparseHandle_t handle, cusparseDirection_t dirA, cusparseOperation_t transA,
                                int mb, int nb, int nnzb, const double *alpha,
                                const cusparseMatDescr_t descrA, const double *bsrValA, const int *bsrRowPtrA,
                                const int *bsrColIndA, int bsrBlockDim, const double *x, const double *beta,
                                double *y);
cusparseStatus_t cusparseCbsrmv(cusparseHandle_t handle, cusparseDirection_t dirA, cusparseOperation_t transA,
                                int mb, int nb, int nnzb, const cuComplex *alpha,
                                const cusparseMatDescr_t descrA, const cuComplex *bsrValA,
                                const int *bsrRowPtrA, const int *bsrColIndA, int bsrBlockDim,
                                const cuComplex *x, const cuComplex *beta, cuComplex *y);
cusparseStatus_t cusparseZbsrmv(cusparseHandle_t handle, cusparseDirection_t dirA, cusparseOperation_t transA,
                                int mb, int nb, int nnzb, const cuDoubleComplex *alpha,
                                const cusparseMatDescr_t descrA, const cuDoubleComplex *bsrValA,
                                const int *bsrRowPtrA, const int *bsrColIndA, int bsrBlockDim,
                                const cuDoubleComplex *x, const cuDoubleComplex *beta, cuDoubleComplex *y);
cusparseStatus_t cusparseScsrsv_analysis(cusparseHandle_t handle, cusparseOperation_t transA, int m, int nnz,
                                         const cusparseMatDescr_t descrA, const float *csrValA,
                                         const int *csrRowPtrA, const int *csrColIndA,
                                         cusparseSolveAnalysisInfo_t info);
cusparseStatus_t cusparseDcsrsv_analysis(cusparseHandle_t handle, cusparseOperation_t transA, int m, int nnz,
                                         const cusparseMatDescr_t descrA, const double *csrValA,
                                         const int *csrRowPtrA, const int *csrColIndA,
                                         cusparseSolveAnalysisInfo_t info);
cusparseStatus_t cusparseCcsrsv_analysis(cusparseHandle_t handle, cusparseOperation_t transA, int m, int nnz,
                                         const cusparseMatDescr_t descrA, const cuComplex *csrValA,
                                         const int *csrRowPtrA, const int *csrColIndA,
                                         cusparseSolveAnalysisInfo_t info);
cusparseStatus_t cusparseZcsrsv_analysis(cusparseHandle_t handle, cusparseOperation_t transA, int m, int nnz,
                                         const cusparseMatDescr_t descrA, const cuDoubleComplex *csrValA,
                                         const int *csrRowPtrA, const int *csrColIndA,
                                         cusparseSolveAnalysisInfo_t info);
cusparseStatus_t cusparseScsrsv_solve(cusparseHandle_t handle, cusparseOperation_t transA, int m,
                                      const float *alpha, const cusparseMatDescr_t descrA,
                                      const float *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                      cusparseSolveAnalysisInfo_t info, const float *f, float *x);
cusparseStatus_t cusparseDcsrsv_solve(cusparseHandle_t handle, cusparseOperation_t transA, int m,
                                      const double *alpha, const cusparseMatDescr_t descrA,
                                      const double *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                      cusparseSolveAnalysisInfo_t info, const double *f, double *x);
cusparseStatus_t cusparseCcsrsv_solve(cusparseHandle_t handle, cusparseOperation_t transA, int m,
                                      const cuComplex *alpha, const cusparseMatDescr_t descrA,
                                      const cuComplex *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                      cusparseSolveAnalysisInfo_t info, const cuComplex *f, cuComplex *x);
cusparseStatus_t cusparseZcsrsv_solve(cusparseHandle_t handle, cusparseOperation_t transA, int m,
                                      const cuDoubleComplex *alpha, const cusparseMatDescr_t descrA,
                                      const cuDoubleComplex *csrValA, const int *csrRowPtrA,
                                      const int *csrColIndA, cusparseSolveAnalysisInfo_t info,
                                      const cuDoubleComplex *f, cuDoubleComplex *x);
cusparseStatus_t cusparseScsrsv2_bufferSize(cusparseHandle_t handle, cusparseOperation_t transA, int m,
                                            int nnz, const cusparseMatDescr_t descrA, float *csrValA,
                                            const int *csrRowPtrA, const int *csrColIndA, csrsv2Info_t info,
                                            int *bufferSizeInBytes);
cusparseStatus_t cusparseDcsrsv2_bufferSize(cusparseHandle_t handle, cusparseOperation_t transA, int m,
                                            int nnz, const cusparseMatDescr_t descrA, double *csrValA,
                                            const int *csrRowPtrA, const int *csrColIndA, csrsv2Info_t info,
                                            int *bufferSizeInBytes);
cusparseStatus_t cusparseCcsrsv2_bufferSize(cusparseHandle_t handle, cusparseOperation_t transA, int m,
                                            int nnz, const cusparseMatDescr_t descrA, cuComplex *csrValA,
                                            const int *csrRowPtrA, const int *csrColIndA, csrsv2Info_t info,
                                            int *bufferSizeInBytes);
cusparseStatus_t cusparseZcsrsv2_bufferSize(cusparseHandle_t handle, cusparseOperation_t transA, int m,
                                            int nnz, const cusparseMatDescr_t descrA,
                                            cuDoubleComplex *csrValA, const int *csrRowPtrA,
                                            const int *csrColIndA, csrsv2Info_t info, int *bufferSizeInBytes);
cusparseStatus_t cusparseScsrsv2_bufferSizeExt(cusparseHandle_t handle, cusparseOperation_t transA, int m,
                                               int nnz, const cusparseMatDescr_t descrA, float *csrValA,
                                               const int *csrRowPtrA, const int *csrColIndA,
                                               csrsv2Info_t info, size_t *bufferSize);
cusparseStatus_t cusparseDcsrsv2_bufferSizeExt(cusparseHandle_t handle, cusparseOperation_t transA, int m,
                                               int nnz, const cusparseMatDescr_t descrA, double *csrValA,
                                               const int *csrRowPtrA, const int *csrColIndA,
                                               csrsv2Info_t info, size_t *bufferSize);
cusparseStatus_t cusparseCcsrsv2_bufferSizeExt(cusparseHandle_t handle, cusparseOperation_t transA, int m,
                                               int nnz, const cusparseMatDescr_t descrA, cuComplex *csrValA,
                                               const int *csrRowPtrA, const int *csrColIndA,
                                               csrsv2Info_t info, size_t *bufferSize);
cusparseStatus_t cusparseZcsrsv2_bufferSizeExt(cusparseHandle_t handle, cusparseOperation_t transA, int m,
                                               int nnz, const cusparseMatDescr_t descrA,
                                               cuDoubleComplex *csrValA, const int *csrRowPtrA,
                                               const int *csrColIndA, csrsv2Info_t info, size_t *bufferSize);
cusparseStatus_t cusparseScsrsv2_analysis(cusparseHandle_t handle, cusparseOperation_t transA, int m, int nnz,
                                          const cusparseMatDescr_t descrA, const float *csrValA,
                                          const int *csrRowPtrA, const int *csrColIndA, csrsv2Info_t info,
                                          cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseDcsrsv2_analysis(cusparseHandle_t handle, cusparseOperation_t transA, int m, int nnz,
                                          const cusparseMatDescr_t descrA, const double *csrValA,
                                          const int *csrRowPtrA, const int *csrColIndA, csrsv2Info_t info,
                                          cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseCcsrsv2_analysis(cusparseHandle_t handle, cusparseOperation_t transA, int m, int nnz,
                                          const cusparseMatDescr_t descrA, const cuComplex *csrValA,
                                          const int *csrRowPtrA, const int *csrColIndA, csrsv2Info_t info,
                                          cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseZcsrsv2_analysis(cusparseHandle_t handle, cusparseOperation_t transA, int m, int nnz,
                                          const cusparseMatDescr_t descrA, const cuDoubleComplex *csrValA,
                                          const int *csrRowPtrA, const int *csrColIndA, csrsv2Info_t info,
                                          cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseScsrsv2_solve(cusparseHandle_t handle, cusparseOperation_t transA, int m, int nnz,
                                       const float *alpha, const cusparseMatDescr_t descrA,
                                       const float *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                       csrsv2Info_t info, const float *f, float *x,
                                       cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseDcsrsv2_solve(cusparseHandle_t handle, cusparseOperation_t transA, int m, int nnz,
                                       const double *alpha, const cusparseMatDescr_t descrA,
                                       const double *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                       csrsv2Info_t info, const double *f, double *x,
                                       cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseCcsrsv2_solve(cusparseHandle_t handle, cusparseOperation_t transA, int m, int nnz,
                                       const cuComplex *alpha, const cusparseMatDescr_t descrA,
                                       const cuComplex *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                       csrsv2Info_t info, const cuComplex *f, cuComplex *x,
                                       cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseZcsrsv2_solve(cusparseHandle_t handle, cusparseOperation_t transA, int m, int nnz,
                                       const cuDoubleComplex *alpha, const cusparseMatDescr_t descrA,
                                       const cuDoubleComplex *csrValA, const int *csrRowPtrA,
                                       const int *csrColIndA, csrsv2Info_t info, const cuDoubleComplex *f,
                                       cuDoubleComplex *x, cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseScsrsm2_bufferSizeExt(cusparseHandle_t handle, int algo, cusparseOperation_t transA,
                                               cusparseOperation_t transB, int m, int nrhs, int nnz,
                                               const float *alpha, const cusparseMatDescr_t descrA,
                                               const float *csrValA, const int *csrRowPtrA,
                                               const int *csrColIndA, const float *denseB, int ldb,
                                               csrsm2Info_t info, cusparseSolvePolicy_t policy,
                                               size_t *bufferSize);
cusparseStatus_t cusparseDcsrsm2_bufferSizeExt(cusparseHandle_t handle, int algo, cusparseOperation_t transA,
                                               cusparseOperation_t transB, int m, int nrhs, int nnz,
                                               const double *alpha, const cusparseMatDescr_t descrA,
                                               const double *csrValA, const int *csrRowPtrA,
                                               const int *csrColIndA, const double *denseB, int ldb,
                                               csrsm2Info_t info, cusparseSolvePolicy_t policy,
                                               size_t *bufferSize);
cusparseStatus_t cusparseCcsrsm2_bufferSizeExt(cusparseHandle_t handle, int algo, cusparseOperation_t transA,
                                               cusparseOperation_t transB, int m, int nrhs, int nnz,
                                               const cuComplex *alpha, const cusparseMatDescr_t descrA,
                                               const cuComplex *csrValA, const int *csrRowPtrA,
                                               const int *csrColIndA, const cuComplex *denseB, int ldb,
                                               csrsm2Info_t info, cusparseSolvePolicy_t policy,
                                               size_t *bufferSize);
cusparseStatus_t cusparseZcsrsm2_bufferSizeExt(cusparseHandle_t handle, int algo, cusparseOperation_t transA,
                                               cusparseOperation_t transB, int m, int nrhs, int nnz,
                                               const cuDoubleComplex *alpha, const cusparseMatDescr_t descrA,
                                               const cuDoubleComplex *csrValA, const int *csrRowPtrA,
                                               const int *csrColIndA, const cuDoubleComplex *denseB, int ldb,
                                               csrsm2Info_t info, cusparseSolvePolicy_t policy,
                                               size_t *bufferSize);
cusparseStatus_t cusparseScsrsm2_analysis(cusparseHandle_t handle, int algo, cusparseOperation_t transA,
                                          cusparseOperation_t transB, int m, int nrhs, int nnz,
                                          const float *alpha, const cusparseMatDescr_t descrA,
                                          const float *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                          const float *denseB, int ldb, csrsm2Info_t info,
                                          cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseDcsrsm2_analysis(cusparseHandle_t handle, int algo, cusparseOperation_t transA,
                                          cusparseOperation_t transB, int m, int nrhs, int nnz,
                                          const double *alpha, const cusparseMatDescr_t descrA,
                                          const double *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                          const double *denseB, int ldb, csrsm2Info_t info,
                                          cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseCcsrsm2_analysis(cusparseHandle_t handle, int algo, cusparseOperation_t transA,
                                          cusparseOperation_t transB, int m, int nrhs, int nnz,
                                          const cuComplex *alpha, const cusparseMatDescr_t descrA,
                                          const cuComplex *csrValA, const int *csrRowPtrA,
                                          const int *csrColIndA, const cuComplex *denseB, int ldb,
                                          csrsm2Info_t info, cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseZcsrsm2_analysis(cusparseHandle_t handle, int algo, cusparseOperation_t transA,
                                          cusparseOperation_t transB, int m, int nrhs, int nnz,
                                          const cuDoubleComplex *alpha, const cusparseMatDescr_t descrA,
                                          const cuDoubleComplex *csrValA, const int *csrRowPtrA,
                                          const int *csrColIndA, const cuDoubleComplex *denseB, int ldb,
                                          csrsm2Info_t info, cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseScsrsm2_solve(cusparseHandle_t handle, int algo, cusparseOperation_t transA,
                                       cusparseOperation_t transB, int m, int nrhs, int nnz,
                                       const float *alpha, const cusparseMatDescr_t descrA,
                                       const float *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                       float *denseB, int ldb, csrsm2Info_t info,
                                       cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseDcsrsm2_solve(cusparseHandle_t handle, int algo, cusparseOperation_t transA,
                                       cusparseOperation_t transB, int m, int nrhs, int nnz,
                                       const double *alpha, const cusparseMatDescr_t descrA,
                                       const double *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                       double *denseB, int ldb, csrsm2Info_t info,
                                       cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseCcsrsm2_solve(cusparseHandle_t handle, int algo, cusparseOperation_t transA,
                                       cusparseOperation_t transB, int m, int nrhs, int nnz,
                                       const cuComplex *alpha, const cusparseMatDescr_t descrA,
                                       const cuComplex *csrValA, const int *csrRowPtrA, const int *csrColIndA,
                                       cuComplex *denseB, int ldb, csrsm2Info_t info,
                                       cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseZcsrsm2_solve(cusparseHandle_t handle, int algo, cusparseOperation_t transA,
                                       cusparseOperation_t transB, int m, int nrhs, int nnz,
                                       const cuDoubleComplex *alpha, const cusparseMatDescr_t descrA,
                                       const cuDoubleComplex *csrValA, const int *csrRowPtrA,
                                       const int *csrColIndA, cuDoubleComplex *denseB, int ldb,
                                       csrsm2Info_t info, cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseScsrilu02_bufferSize(cusparseHandle_t handle, int m, int nnz,
                                              const cusparseMatDescr_t descrA, float *csrValA,
                                              const int *csrRowPtrA, const int *csrColIndA,
                                              csrilu02Info_t info, int *bufferSizeInBytes);
cusparseStatus_t cusparseDcsrilu02_bufferSize(cusparseHandle_t handle, int m, int nnz,
                                              const cusparseMatDescr_t descrA, double *csrValA,
                                              const int *csrRowPtrA, const int *csrColIndA,
                                              csrilu02Info_t info, int *bufferSizeInBytes);
cusparseStatus_t cusparseCcsrilu02_bufferSize(cusparseHandle_t handle, int m, int nnz,
                                              const cusparseMatDescr_t descrA, cuComplex *csrValA,
                                              const int *csrRowPtrA, const int *csrColIndA,
                                              csrilu02Info_t info, int *bufferSizeInBytes);
cusparseStatus_t cusparseZcsrilu02_bufferSize(cusparseHandle_t handle, int m, int nnz,
                                              const cusparseMatDescr_t descrA, cuDoubleComplex *csrValA,
                                              const int *csrRowPtrA, const int *csrColIndA,
                                              csrilu02Info_t info, int *bufferSizeInBytes);
cusparseStatus_t cusparseScsrilu02_bufferSizeExt(cusparseHandle_t handle, int m, int nnz,
                                                 const cusparseMatDescr_t descrA, float *csrValA,
                                                 const int *csrRowPtrA, const int *csrColIndA,
                                                 csrilu02Info_t info, size_t *bufferSize);
cusparseStatus_t cusparseDcsrilu02_bufferSizeExt(cusparseHandle_t handle, int m, int nnz,
                                                 const cusparseMatDescr_t descrA, double *csrValA,
                                                 const int *csrRowPtrA, const int *csrColIndA,
                                                 csrilu02Info_t info, size_t *bufferSize);
cusparseStatus_t cusparseCcsrilu02_bufferSizeExt(cusparseHandle_t handle, int m, int nnz,
                                                 const cusparseMatDescr_t descrA, cuComplex *csrValA,
                                                 const int *csrRowPtrA, const int *csrColIndA,
                                                 csrilu02Info_t info, size_t *bufferSize);
cusparseStatus_t cusparseZcsrilu02_bufferSizeExt(cusparseHandle_t handle, int m, int nnz,
                                                 const cusparseMatDescr_t descrA, cuDoubleComplex *csrValA,
                                                 const int *csrRowPtrA, const int *csrColIndA,
                                                 csrilu02Info_t info, size_t *bufferSize);
cusparseStatus_t cusparseScsrilu02_analysis(cusparseHandle_t handle, int m, int nnz,
                                            const cusparseMatDescr_t descrA, const float *csrValA,
                                            const int *csrRowPtrA, const int *csrColIndA, csrilu02Info_t info,
                                            cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseDcsrilu02_analysis(cusparseHandle_t handle, int m, int nnz,
                                            const cusparseMatDescr_t descrA, const double *csrValA,
                                            const int *csrRowPtrA, const int *csrColIndA, csrilu02Info_t info,
                                            cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseCcsrilu02_analysis(cusparseHandle_t handle, int m, int nnz,
                                            const cusparseMatDescr_t descrA, const cuComplex *csrValA,
                                            const int *csrRowPtrA, const int *csrColIndA, csrilu02Info_t info,
                                            cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseZcsrilu02_analysis(cusparseHandle_t handle, int m, int nnz,
                                            const cusparseMatDescr_t descrA, const cuDoubleComplex *csrValA,
                                            const int *csrRowPtrA, const int *csrColIndA, csrilu02Info_t info,
                                            cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseScsrilu02(cusparseHandle_t handle, int m, int nnz, const cusparseMatDescr_t descrA,
                                   float *csrValA_valM, const int *csrRowPtrA, const int *csrColIndA,
                                   csrilu02Info_t info, cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseDcsrilu02(cusparseHandle_t handle, int m, int nnz, const cusparseMatDescr_t descrA,
                                   double *csrValA_valM, const int *csrRowPtrA, const int *csrColIndA,
                                   csrilu02Info_t info, cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseCcsrilu02(cusparseHandle_t handle, int m, int nnz, const cusparseMatDescr_t descrA,
                                   cuComplex *csrValA_valM, const int *csrRowPtrA, const int *csrColIndA,
                                   csrilu02Info_t info, cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseZcsrilu02(cusparseHandle_t handle, int m, int nnz, const cusparseMatDescr_t descrA,
                                   cuDoubleComplex *csrValA_valM, const int *csrRowPtrA,
                                   const int *csrColIndA, csrilu02Info_t info, cusparseSolvePolicy_t policy,
                                   void *buffer);
cusparseStatus_t cusparseScsric02_bufferSize(cusparseHandle_t handle, int m, int nnz,
                                             const cusparseMatDescr_t descrA, float *csrValA,
                                             const int *csrRowPtrA, const int *csrColIndA, csric02Info_t info,
                                             int *bufferSizeInBytes);
cusparseStatus_t cusparseDcsric02_bufferSize(cusparseHandle_t handle, int m, int nnz,
                                             const cusparseMatDescr_t descrA, double *csrValA,
                                             const int *csrRowPtrA, const int *csrColIndA, csric02Info_t info,
                                             int *bufferSizeInBytes);
cusparseStatus_t cusparseCcsric02_bufferSize(cusparseHandle_t handle, int m, int nnz,
                                             const cusparseMatDescr_t descrA, cuComplex *csrValA,
                                             const int *csrRowPtrA, const int *csrColIndA, csric02Info_t info,
                                             int *bufferSizeInBytes);
cusparseStatus_t cusparseZcsric02_bufferSize(cusparseHandle_t handle, int m, int nnz,
                                             const cusparseMatDescr_t descrA, cuDoubleComplex *csrValA,
                                             const int *csrRowPtrA, const int *csrColIndA, csric02Info_t info,
                                             int *bufferSizeInBytes);
cusparseStatus_t cusparseScsric02_bufferSizeExt(cusparseHandle_t handle, int m, int nnz,
                                                const cusparseMatDescr_t descrA, float *csrValA,
                                                const int *csrRowPtrA, const int *csrColIndA,
                                                csric02Info_t info, size_t *bufferSize);
cusparseStatus_t cusparseDcsric02_bufferSizeExt(cusparseHandle_t handle, int m, int nnz,
                                                const cusparseMatDescr_t descrA, double *csrValA,
                                                const int *csrRowPtrA, const int *csrColIndA,
                                                csric02Info_t info, size_t *bufferSize);
cusparseStatus_t cusparseCcsric02_bufferSizeExt(cusparseHandle_t handle, int m, int nnz,
                                                const cusparseMatDescr_t descrA, cuComplex *csrValA,
                                                const int *csrRowPtrA, const int *csrColIndA,
                                                csric02Info_t info, size_t *bufferSize);
cusparseStatus_t cusparseZcsric02_bufferSizeExt(cusparseHandle_t handle, int m, int nnz,
                                                const cusparseMatDescr_t descrA, cuDoubleComplex *csrValA,
                                                const int *csrRowPtrA, const int *csrColIndA,
                                                csric02Info_t info, size_t *bufferSize);
cusparseStatus_t cusparseScsric02_analysis(cusparseHandle_t handle, int m, int nnz,
                                           const cusparseMatDescr_t descrA, const float *csrValA,
                                           const int *csrRowPtrA, const int *csrColIndA, csric02Info_t info,
                                           cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseDcsric02_analysis(cusparseHandle_t handle, int m, int nnz,
                                           const cusparseMatDescr_t descrA, const double *csrValA,
                                           const int *csrRowPtrA, const int *csrColIndA, csric02Info_t info,
                                           cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseCcsric02_analysis(cusparseHandle_t handle, int m, int nnz,
                                           const cusparseMatDescr_t descrA, const cuComplex *csrValA,
                                           const int *csrRowPtrA, const int *csrColIndA, csric02Info_t info,
                                           cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseZcsric02_analysis(cusparseHandle_t handle, int m, int nnz,
                                           const cusparseMatDescr_t descrA, const cuDoubleComplex *csrValA,
                                           const int *csrRowPtrA, const int *csrColIndA, csric02Info_t info,
                                           cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseScsric02(cusparseHandle_t handle, int m, int nnz, const cusparseMatDescr_t descrA,
                                  float *csrValA_valM, const int *csrRowPtrA, const int *csrColIndA,
                                  csric02Info_t info, cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseDcsric02(cusparseHandle_t handle, int m, int nnz, const cusparseMatDescr_t descrA,
                                  double *csrValA_valM, const int *csrRowPtrA, const int *csrColIndA,
                                  csric02Info_t info, cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseCcsric02(cusparseHandle_t handle, int m, int nnz, const cusparseMatDescr_t descrA,
                                  cuComplex *csrValA_valM, const int *csrRowPtrA, const int *csrColIndA,
                                  csric02Info_t info, cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseZcsric02(cusparseHandle_t handle, int m, int nnz, const cusparseMatDescr_t descrA,
                                  cuDoubleComplex *csrValA_valM, const int *csrRowPtrA, const int *csrColIndA,
                                  csric02Info_t info, cusparseSolvePolicy_t policy, void *buffer);
cusparseStatus_t cusparseSgtsv2_bufferSizeExt(cusparseHandle_t handle, int m, int n, const float *dl,
                                              const float *d, const float *du, const float *denseB, int ldb,
                                              size_t *bufferSizeInBytes);
cusparseStatus_t cusparseDgtsv2_bufferSizeExt(cusparseHandle_t handle, int m, int n, const double *dl,
                                              const double *d, const double *du, const double *denseB,
                                              int ldb, size_t *bufferSizeInBytes);
cusparseStatus_t cusparseCgtsv2_bufferSizeExt(cusparseHandle_t handle, int m, int n, const cuComplex *dl,
                                              const cuComplex *d, const cuComplex *du,
                                              const cuComplex *denseB, int ldb, size_t *bufferSizeInBytes);
cusparseStatus_t cusparseZgtsv2_bufferSizeExt(cusparseHandle_t handle, int m, int n,
                                              const cuDoubleComplex *dl, const cuDoubleComplex *d,
                                              const cuDoubleComplex *du, const cuDoubleComplex *denseB,
                                              int ldb, size_t *bufferSizeInBytes);
cusparseStatus_t cusparseSgtsv2(cusparseHandle_t handle, int m, int n, const float *dl, const float *d,
                                const float *du, float *denseB, int ldb, void *buffer);
cusparseStatus_t cusparseDgtsv2(cusparseHandle_t handle, int m, int n, const double *dl, const double *d,
                                const double *du, double *denseB, int ldb, void *buffer);
cusparseStatus_t cusparseCgtsv2(cusparseHandle_t handle, int m, int n, const cuComplex *dl,
                                const cuComplex *d, const cuComplex *du, cuComplex *denseB, int ldb,
                                void *buffer);
cusparseStatus_t cusparseZgtsv2(cusparseHandle_t handle, int m, int n, const cuDoubleComplex *dl,
                                const cuDoubleComplex *d, const cuDoubleComplex *du, cuDoubleComplex *denseB,
                                int ldb, void *buffer);
cusparseStatus_t cusparseSgtsv2_nopivot_bufferSizeExt(cusparseHandle_t handle, int m, int n, const float *dl,
                                                      const float *d, const float *du, const float *denseB,
                                                      int ldb, size_t *bufferSizeInBytes);
cusparseStatus_t cusparseDgtsv2_nopivot_bufferSizeExt(cusparseHandle_t handle, int m, int n, const double *dl,
                                                      const double *d, const double *du, const double *denseB,
                                                      int ldb, size_t *bufferSizeInBytes);
cusparseStatus_t cusparseCgtsv2_nopivot_bufferSizeExt(cusparseHandle_t handle, int m, int n,
                                                      const cuComplex *dl, const cuComplex *d,
                                                      const cuComplex *du, const cuComplex *denseB, int ldb,
                                                      size_t *bufferSizeInBytes);
cusparseStatus_t cusparseZgtsv2_nopivot_bufferSizeExt(cusparseHandle_t handle, int m, int n,
                                                      const cuDoubleComplex *dl, const cuDoubleComplex *d,
                                                      const cuDoubleComplex *du,
                                                      const cuDoubleComplex *denseB, int ldb,
                                                      size_t *bufferSizeInBytes);
cusparseStatus_t cusparseSgtsv2_nopivot(cusparseHandle_t handle, int m, int n, const float *dl,
                                        const float *d, const float *du, float *denseB, int ldb,
                                        void *buffer);
cusparseStatus_t cusparseDgtsv2_nopivot(cusparseHandle_t handle, int m, int n, const double *dl,
                                        const double *d, const double *du, double *denseB, int ldb,
                                        void *buffer);
cusparseStatus_t cusparseCgtsv2_nopivot(cusparseHandle_t handle, int m, int n, const cuComplex *dl,
                                        const cuComplex *d, const cuComplex *du, cuComplex *denseB, int ldb,
                                        void *buffer);
cusparseStatus_t cusparseZgtsv2_nopivot(cusparseHandle_t handle, int m, int n, const cuDoubleComplex *dl,
                                        const cuDoubleComplex *d, const cuDoubleComplex *du,
                                        cuDoubleComplex *denseB, int ldb, void *buffer);
cusparseStatus_t cusparseSgtsv2StridedBatch_bufferSizeExt(cusparseHandle_t handle, int m, const float *dl,
                                                          const float *d, const float *du, const float *x,
                                                          int batchCount, int batchStride,
                                                          size_t *bufferSizeInBytes);
cusparseStatus_t cusparseDgtsv2StridedBatch_bufferSizeExt(cusparseHandle_t handle, int m, const double *dl,
                                                          const double *d, const double *du, const double *x,
                                                          int batchCount, int batchStride,
                                                          size_t *bufferSizeInBytes);
cusparseStatus_t cusparseCgtsv2StridedBatch_bufferSizeExt(cusparseHandle_t handle, int m, const cuComplex *dl,
                                                          const cuComplex *d, const cuComplex *du,
                                                          const cuComplex *x, int batchCount, int batchStride,
                                                          size_t *bufferSizeInBytes);
cusparseStatus_t cusparseZgtsv2StridedBatch_bufferSizeExt(cusparseHandle_t handle, int m,
                                                          const cuDoubleComplex *dl, const cuDoubleComplex *d,
                                                          const cuDoubleComplex *du, const cuDoubleComplex *x,
                                                          int batchCount, int batchStride,
                                                          size_t *bufferSizeInBytes);
cusparseStatus_t cusparseSgtsv2StridedBatch(cusparseHandle_t handle, int m, const float *dl, const float *d,
                                            const float *du, float *x, int batchCount, int batchStride,
                                            void *buffer);
cusparseStatus_t cusparseDgtsv2StridedBatch(cusparseHandle_t handle, int m, const double *dl, const double *d,
                                            const double *du, double *x, int batchCount, int batchStride,
                                            void *buffer);
cusparseStatus_t cusparseCgtsv2StridedBatch(cusparseHandle_t handle, int m, const cuComplex *dl,
                                            const cuComplex *d, const cuComplex *du, cuComplex *x,
                                            int batchCount, int batchStride, void *buffer);
cusparseStatus_t cusparseZgtsv2StridedBatch(cusparseHandle_t handle, int m, const cuDoubleComplex *dl,
                                            const cuDoubleComplex *d, const cuDoubleComplex *du,
                                            cuDoubleComplex *x, int batchCount, int batchStride,
                                            void *buffer);
cusparseStatus_t cusparseScsrgeam2_bufferSizeExt(
    cusparseHandle_t handle, int m, int n, const float *alpha, const cusparseMatDescr_t descrA, int nnzA,
    const float *csrValA, const int *csrRowPtrA, const int *csrColIndA, const float *beta,
    const cusparseMatDescr_t descrB, int nnzB, const float *csrValB, const int *csrRowPtrB,
    const int *csrColIndB, const cusparseMatDescr_t descrC, const float *csrValC, const int *csrRowPtrC,
    const int *csrColIndC, size_t *bufferSizeInBytes);
cusparseStatus_t cusparseDcsrgeam2_bufferSizeExt(
    cusparseHandle_t handle, int m, int n, const double *alpha, const cusparseMatDescr_t descrA, int nnzA,
    const double *csrValA, const int *csrRowPtrA, const int *csrColIndA, const double *beta,
    const cusparseMatDescr_t descrB, int nnzB, const double *csrValB, const int *csrRowPtrB,
    const int *csrColIndB, const cusparseMatDescr_t descrC, const double *csrValC, const int *csrRowPtrC,
    const int *csrColIndC, size_t *bufferSizeInBytes);
cusparseStatus_t cusparseCcsrgeam2_bufferSizeExt(
    cusparseHandle_t handle, int m, int n, const cuComplex *alpha, const cusparseMatDescr_t descrA, int nnzA,
    const cuComplex *csrValA, const int *csrRowPtrA, const int *csrColIndA, const cuComplex *beta,
    const cusparseMatDescr_t descrB, int nnzB, const cuComplex *csrValB, const int *csrRowPtrB,
    const int *csrColIndB, const cusparseMatDescr_t descrC, const cuComplex *csrValC, const int *csrRowPtrC,
    const int *csrColIndC, size_t *bufferSizeInBytes);
cusparseStatus_t cusparseZcsrgeam2_bufferSizeExt(
    cusparseHandle_t handle, int m, int n, const cuDoubleComplex *alpha, const cusparseMatDescr_t descrA,
    int nnzA, const cuDoubleComplex *csrValA, const int *csrRowPtrA, const int *csrColIndA,
    const cuDoubleComplex *beta, const cusparseMatDescr_t descrB, int nnzB, const cuDoubleComplex *csrValB,
    const int *csrRowPtrB, const int *csrColIndB, const cusparseMatDescr_t descrC,
    const cuDoubleComplex *csrValC, const int *csrRowPtrC, const int *csrColIndC, size_t *bufferSizeInBytes);
cusparseStatus_t cusparseScsrgeam2(cusparseHandle_t handle, int m, int n, const float *alpha,
                                   const cusparseMatDescr_t descrA, int nnzA, const float *csrValA,
                                   const int *csrRowPtrA, const int *csrColIndA, const float *beta,
                                   const cusparseMatDescr_t descrB, int nnzB, const float *csrValB,
                                   const int *csrRowPtrB, const int *csrColIndB,
                                   const cusparseMatDescr_t descrC, float *csrValC, int *csrRowPtrC,
                                   int *csrColIndC, void *buffer);
cusparseStatus_t cusparseDcsrgeam2(cusparseHandle_t handle, int m, int n, const double *alpha,
                                   const cusparseMatDescr_t descrA, int nnzA, const double *csrValA,
                                   const int *csrRowPtrA, const int *csrColIndA, const double *beta,
                                   const cusparseMatDescr_t descrB, int nnzB, const double *csrValB,
                                   const int *csrRowPtrB, const int *csrColIndB,
                                   const cusparseMatDescr_t descrC, double *csrValC, int *csrRowPtrC,
                                   int *csrColIndC, void *buffer);
cusparseStatus_t cusparseCcsrgeam2(cusparseHandle_t handle, int m, int n, const cuComplex *alpha,
                                   const cusparseMatDescr_t descrA, int nnzA, const cuComplex *csrValA,
                                   const int *csrRowPtrA, const int *csrColIndA, const cuComplex *beta,
                                   const cusparseMatDescr_t descrB, int nnzB, const cuComplex *csrValB,
                                   const int *csrRowPtrB, const int *csrColIndB,
                                   const cusparseMatDescr_t descrC, cuComplex *csrValC, int *csrRowPtrC,
                                   int *csrColIndC, void *buffer);
cusparseStatus_t cusparseZcsrgeam2(cusparseHandle_t handle, int m, int n, const cuDoubleComplex *alpha,
                                   const cusparseMatDescr_t descrA, int nnzA, const cuDoubleComplex *csrValA,
                                   const int *csrRowPtrA, const int *csrColIndA, const cuDoubleComplex *beta,
                                   const cusparseMatDescr_t descrB, int nnzB, const cuDoubleComplex *csrValB,
                                   const int *csrRowPtrB, const int *csrColIndB,
                                   const cusparseMatDescr_t descrC, cuDoubleComplex *csrValC, int *csrRowPtrC,
                                   int *csrColIndC, void *buffer);
cusparseStatus_t cusparseSaxpyi(cusparseHandle_t handle, int nnz, const float *alpha, const float *xVal,
                                const int *xInd, float *y, cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseDaxpyi(cusparseHandle_t handle, int nnz, const double *alpha, const double *xVal,
                                const int *xInd, double *y, cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseCaxpyi(cusparseHandle_t handle, int nnz, const cuComplex *alpha,
                                const cuComplex *xVal, const int *xInd, cuComplex *y,
                                cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseZaxpyi(cusparseHandle_t handle, int nnz, const cuDoubleComplex *alpha,
                                const cuDoubleComplex *xVal, const int *xInd, cuDoubleComplex *y,
                                cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseSgthr(cusparseHandle_t handle, int nnz, const float *y, float *xVal, const int *xInd,
                               cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseDgthr(cusparseHandle_t handle, int nnz, const double *y, double *xVal,
                               const int *xInd, cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseCgthr(cusparseHandle_t handle, int nnz, const cuComplex *y, cuComplex *xVal,
                               const int *xInd, cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseZgthr(cusparseHandle_t handle, int nnz, const cuDoubleComplex *y,
                               cuDoubleComplex *xVal, const int *xInd, cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseSgthrz(cusparseHandle_t handle, int nnz, float *y, float *xVal, const int *xInd,
                                cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseDgthrz(cusparseHandle_t handle, int nnz, double *y, double *xVal, const int *xInd,
                                cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseCgthrz(cusparseHandle_t handle, int nnz, cuComplex *y, cuComplex *xVal,
                                const int *xInd, cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseZgthrz(cusparseHandle_t handle, int nnz, cuDoubleComplex *y, cuDoubleComplex *xVal,
                                const int *xInd, cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseSsctr(cusparseHandle_t handle, int nnz, const float *xVal, const int *xInd, float *y,
                               cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseDsctr(cusparseHandle_t handle, int nnz, const double *xVal, const int *xInd,
                               double *y, cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseCsctr(cusparseHandle_t handle, int nnz, const cuComplex *xVal, const int *xInd,
                               cuComplex *y, cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseZsctr(cusparseHandle_t handle, int nnz, const cuDoubleComplex *xVal, const int *xInd,
                               cuDoubleComplex *y, cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseSdoti(cusparseHandle_t handle, int nnz, const float *xVal, const int *xInd,
                               const float *y, float *resultDevHostPtr, cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseDdoti(cusparseHandle_t handle, int nnz, const double *xVal, const int *xInd,
                               const double *y, double *resultDevHostPtr, cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseCdoti(cusparseHandle_t handle, int nnz, const cuComplex *xVal, const int *xInd,
                               const cuComplex *y, cuComplex *resultDevHostPtr, cusparseIndexBase_t idxBase);
cusparseStatus_t cusparseZdoti(cusparseHandle_t handle, int nnz, const cuDoubleComplex *xVal, const int *xInd,
                               const cuDoubleComplex *y, cuDoubleComplex *resultDevHostPtr,
                               cusparseIndexBase_t idxBase);

#ifdef __cplusplus
}
#endif

#include <npuify/macros_restored.inc>

#endif
