// SPDX-License-Identifier: Apache-2.0
// Solvers for sequences of sparse systems of one pattern: LU factors are computed anew in the pattern of the
// first.
#ifndef NPU_SOLVER_RF_H
#define NPU_SOLVER_RF_H

#include "npu/detail/macros_aside.inc"

#include "npu/solver/common.h"

typedef struct npusolverRfCommon *npusolverRfHandle_t;
typedef enum {
  NPUSOLVERRF_RESET_VALUES_FAST_MODE_OFF = 0,
  NPUSOLVERRF_RESET_VALUES_FAST_MODE_ON = 1
} npusolverRfResetValuesFastMode_t;
typedef enum {
  NPUSOLVERRF_MATRIX_FORMAT_CSR = 0,
  NPUSOLVERRF_MATRIX_FORMAT_CSC = 1
} npusolverRfMatrixFormat_t;
typedef enum {
  NPUSOLVERRF_UNIT_DIAGONAL_STORED_L = 0,
  NPUSOLVERRF_UNIT_DIAGONAL_STORED_U = 1,
  NPUSOLVERRF_UNIT_DIAGONAL_ASSUMED_L = 2,
  NPUSOLVERRF_UNIT_DIAGONAL_ASSUMED_U = 3
} npusolverRfUnitDiagonal_t;
typedef enum {
  NPUSOLVERRF_FACTORIZATION_ALG0 = 0,
  NPUSOLVERRF_FACTORIZATION_ALG1 = 1,
  NPUSOLVERRF_FACTORIZATION_ALG2 = 2
} npusolverRfFactorization_t;
typedef enum {
  NPUSOLVERRF_TRIANGULAR_SOLVE_ALG1 = 1,
  NPUSOLVERRF_TRIANGULAR_SOLVE_ALG2 = 2,
  NPUSOLVERRF_TRIANGULAR_SOLVE_ALG3 = 3
} npusolverRfTriangularSolve_t;
typedef enum {
  NPUSOLVERRF_NUMERIC_BOOST_NOT_USED = 0,
  NPUSOLVERRF_NUMERIC_BOOST_USED = 1
} npusolverRfNumericBoostReport_t;

NPU_API_BEGIN
npusolverStatus_t npusolverRfCreate(npusolverRfHandle_t *handle);
npusolverStatus_t npusolverRfDestroy(npusolverRfHandle_t handle);
npusolverStatus_t npusolverRfGetMatrixFormat(npusolverRfHandle_t handle, npusolverRfMatrixFormat_t *format,
                                             npusolverRfUnitDiagonal_t *diag);
npusolverStatus_t npusolverRfSetMatrixFormat(npusolverRfHandle_t handle, npusolverRfMatrixFormat_t format,
                                             npusolverRfUnitDiagonal_t diag);
npusolverStatus_t npusolverRfSetNumericProperties(npusolverRfHandle_t handle, double zero, double boost);
npusolverStatus_t npusolverRfGetNumericProperties(npusolverRfHandle_t handle, double *zero, double *boost);
npusolverStatus_t npusolverRfGetNumericBoostReport(npusolverRfHandle_t handle,
                                                   npusolverRfNumericBoostReport_t *report);
npusolverStatus_t npusolverRfSetAlgs(npusolverRfHandle_t handle, npusolverRfFactorization_t factorization,
                                     npusolverRfTriangularSolve_t solve);
npusolverStatus_t npusolverRfGetAlgs(npusolverRfHandle_t handle, npusolverRfFactorization_t *factorization,
                                     npusolverRfTriangularSolve_t *solve);
npusolverStatus_t npusolverRfGetResetValuesFastMode(npusolverRfHandle_t handle,
                                                    npusolverRfResetValuesFastMode_t *mode);
npusolverStatus_t npusolverRfSetResetValuesFastMode(npusolverRfHandle_t handle,
                                                    npusolverRfResetValuesFastMode_t mode);
npusolverStatus_t npusolverRfSetupHost(int n, int nnzA, int *rowPtrA, int *colIndA, double *valA, int nnzL,
                                       int *rowPtrL, int *colIndL, double *valL, int nnzU, int *rowPtrU,
                                       int *colIndU, double *valU, int *P, int *Q,
                                       npusolverRfHandle_t handle);
npusolverStatus_t npusolverRfSetupDevice(int n, int nnzA, int *rowPtrA, int *colIndA, double *valA, int nnzL,
                                         int *rowPtrL, int *colIndL, double *valL, int nnzU, int *rowPtrU,
                                         int *colIndU, double *valU, int *P, int *Q,
                                         npusolverRfHandle_t handle);
npusolverStatus_t npusolverRfResetValues(int n, int nnzA, int *rowPtrA, int *colIndA, double *valA, int *P,
                                         int *Q, npusolverRfHandle_t handle);
npusolverStatus_t npusolverRfAnalyze(npusolverRfHandle_t handle);
npusolverStatus_t npusolverRfRefactor(npusolverRfHandle_t handle);
npusolverStatus_t npusolverRfSolve(npusolverRfHandle_t handle, int *P, int *Q, int nrhs, double *temp,
                                   int ldt, double *XF, int ldxf);
NPU_API_END

#include "npu/detail/macros_restored.inc"

#endif
