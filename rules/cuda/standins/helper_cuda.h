// SPDX-License-Identifier: Apache-2.0
// What programs see of the samples' helper_cuda.h; the runtime's npu/helpers/helper_cuda.h stands in for it.
#ifndef NPUIFY_HELPER_CUDA_H
#define NPUIFY_HELPER_CUDA_H

#include <npuify/macros_aside.inc>

#include "cuda_runtime_api.h"
#include "helper_string.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef DEVICE_RESET
#define DEVICE_RESET cudaDeviceReset();
#endif

template <class T> const char *_cudaGetErrorEnum(T error);
template <class T> void check(T result, char const *const func, const char *const file, int const line);
cudaError_t __printLastCudaError(const char *errorMessage, const char *file, const int line);
void __getLastCudaError(const char *errorMessage, const char *file, const int line);
#define checkCudaErrors(val) check((val), #val, __FILE__, __LINE__)
#define getLastCudaError(msg) __getLastCudaError(msg, __FILE__, __LINE__)
#define printLastCudaError(msg) __printLastCudaError(msg, __FILE__, __LINE__)

int ftoi(float value);
int _ConvertSMVer2Cores(int major, int minor);
const char *_ConvertSMVer2ArchName(int major, int minor);
int gpuDeviceInit(int devID);
int gpuGetMaxGflopsDeviceId();
int findCudaDevice(int argc, const char **argv);
int findIntegratedGPU();
bool checkCudaCapabilities(int major_version, int minor_version);

#include <npuify/macros_restored.inc>

#ifndef MAX
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#endif
#ifndef MIN
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#endif

#endif
