// SPDX-License-Identifier: Apache-2.0
// Complex numbers over float2 and double2.
#ifndef NPUIFY_CU_COMPLEX_H
#define NPUIFY_CU_COMPLEX_H

#include <npuify/macros_aside.inc>
#define CU_COMPLEX_H_ // programs test the SDK's own guard

#include "vector_types.h"

#ifdef __cplusplus
extern "C" {
#pragma clang force_cuda_host_device begin
#endif
typedef float2 cuFloatComplex;
typedef float2 cuComplex;
typedef double2 cuDoubleComplex;

float cuCrealf(cuFloatComplex x);
float cuCimagf(cuFloatComplex x);
cuFloatComplex make_cuFloatComplex(float r, float i);
cuFloatComplex make_cuComplex(float r, float i);
cuFloatComplex cuConjf(cuFloatComplex x);
cuFloatComplex cuCaddf(cuFloatComplex x, cuFloatComplex y);
cuFloatComplex cuCsubf(cuFloatComplex x, cuFloatComplex y);
cuFloatComplex cuCmulf(cuFloatComplex x, cuFloatComplex y);
cuFloatComplex cuCdivf(cuFloatComplex x, cuFloatComplex y);
cuFloatComplex cuCfmaf(cuFloatComplex x, cuFloatComplex y, cuFloatComplex d);
float cuCabsf(cuFloatComplex x);
double cuCreal(cuDoubleComplex x);
double cuCimag(cuDoubleComplex x);
cuDoubleComplex make_cuDoubleComplex(double r, double i);
cuDoubleComplex cuConj(cuDoubleComplex x);
cuDoubleComplex cuCadd(cuDoubleComplex x, cuDoubleComplex y);
cuDoubleComplex cuCsub(cuDoubleComplex x, cuDoubleComplex y);
cuDoubleComplex cuCmul(cuDoubleComplex x, cuDoubleComplex y);
cuDoubleComplex cuCdiv(cuDoubleComplex x, cuDoubleComplex y);
cuDoubleComplex cuCfma(cuDoubleComplex x, cuDoubleComplex y, cuDoubleComplex d);
double cuCabs(cuDoubleComplex x);
cuFloatComplex cuComplexDoubleToFloat(cuDoubleComplex c);
cuDoubleComplex cuComplexFloatToDouble(cuFloatComplex c);
#ifdef __cplusplus
#pragma clang force_cuda_host_device end
}
#endif

#include <npuify/macros_restored.inc>

#endif
