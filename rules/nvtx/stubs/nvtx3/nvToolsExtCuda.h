// SPDX-License-Identifier: Apache-2.0
// NVTX: names for objects of the driver API.
#ifndef NPUIFY_NVTX_CUDA_H
#define NPUIFY_NVTX_CUDA_H

#include "nvToolsExt.h"
#include <cuda.h>

#ifdef __cplusplus
extern "C" {
#endif
void nvtxNameCuDeviceA(CUdevice device, const char *name);
void nvtxNameCuContextA(CUcontext context, const char *name);
void nvtxNameCuStreamA(CUstream stream, const char *name);
void nvtxNameCuEventA(CUevent event, const char *name);
#ifdef __cplusplus
}
#endif

#endif
