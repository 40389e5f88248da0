// SPDX-License-Identifier: Apache-2.0
// NVTX: names for runtime objects.
#ifndef NPUIFY_NVTX_CUDART_H
#define NPUIFY_NVTX_CUDART_H

#include "nvToolsExt.h"
#include <driver_types.h>

#ifdef __cplusplus
extern "C" {
#endif
void nvtxNameCudaDeviceA(int device, const char *name);
void nvtxNameCudaStreamA(cudaStream_t stream, const char *name);
void nvtxNameCudaEventA(cudaEvent_t event, const char *name);
#ifdef __cplusplus
}
#endif

#endif
