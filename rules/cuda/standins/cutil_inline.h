// SPDX-License-Identifier: Apache-2.0
// What programs see of the first samples' cutil_inline.h; the runtime's npu/helpers/cutil_inline.h stands in
// for it.
#ifndef NPUIFY_CUTIL_INLINE_H
#define NPUIFY_CUTIL_INLINE_H

#include "cutil.h"

#define cutilSafeCallNoSync(err) CUDA_SAFE_CALL_NO_SYNC(err)
#define cutilSafeCall(err) CUDA_SAFE_CALL(err)
#define cutilSafeThreadSync() CUDA_SAFE_CALL(cudaDeviceSynchronize())
#define cutilDeviceSynchronize() cudaDeviceSynchronize()
#define cutilDeviceReset() cudaDeviceReset()
#define cutilCheckError(err) CUT_SAFE_CALL(err)
#define cutilCheckMsg(msg) CUT_CHECK_ERROR(msg)
#define cutilCheckMsgAndSync(msg) CUT_CHECK_ERROR(msg)
#define cutilSafeMalloc(mallocCall) CUT_SAFE_MALLOC(mallocCall)
#define cutilCondition(val) CUT_CONDITION(val)
#define cutilExit(argc, argv) exit(EXIT_SUCCESS)
#define cufftSafeCall(err) CUFFT_SAFE_CALL(err)

int cutGetMaxGflopsDeviceId();
int cutilDeviceInit(int argc, char **argv);
int cutilChooseCudaDevice(int argc, char **argv);
bool cutilCudaCapabilities(int major, int minor);
bool cutilCudaCapabilities(int major, int minor, int argc, char **argv);

#endif
