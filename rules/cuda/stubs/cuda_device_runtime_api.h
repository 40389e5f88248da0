// SPDX-License-Identifier: Apache-2.0
// What a kernel may call of the runtime API beyond the host functions: dynamic parallelism.
#ifndef NPUIFY_CUDA_DEVICE_RUNTIME_API_H
#define NPUIFY_CUDA_DEVICE_RUNTIME_API_H

#include <npuify/macros_aside.inc>

#include "cuda_runtime_api.h"

#define cudaStreamTailLaunch ((cudaStream_t)0x3)
#define cudaStreamFireAndForget ((cudaStream_t)0x4)
#define cudaStreamGraphTailLaunch ((cudaStream_t)0x0100000000000000)
#define cudaStreamGraphFireAndForget ((cudaStream_t)0x0200000000000000)

#ifdef __cplusplus
extern "C" {
void *cudaGetParameterBuffer(size_t alignment, size_t size);
cudaError_t cudaLaunchDevice(void *func, void *parameterBuffer, dim3 gridDim, dim3 blockDim,
                             unsigned int sharedMem, cudaStream_t stream);
cudaGraphExec_t cudaGetCurrentGraphExec();
void cudaGridDependencySynchronize();
void cudaTriggerProgrammaticLaunchCompletion();
void cudaGraphSetConditional(cudaGraphConditionalHandle handle, unsigned int value);
unsigned int __cudaPushCallConfiguration(dim3 gridDim, dim3 blockDim, size_t sharedMem = 0,
                                         struct CUstream_st *stream = 0);
cudaError_t __cudaPopCallConfiguration(dim3 *gridDim, dim3 *blockDim, size_t *sharedMem, void *stream);
}
#endif

#include <npuify/macros_restored.inc>

#endif
