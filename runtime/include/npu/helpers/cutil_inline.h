// SPDX-License-Identifier: Apache-2.0
// Stand-in for the header of that name that came with the samples of CUDA 2 to 4: cutil.h and checks as
// functions.
#ifndef NPU_HELPERS_CUTIL_INLINE_H
#define NPU_HELPERS_CUTIL_INLINE_H

#include "npu/helpers/cutil.h"

#define cutilSafeCallNoSync(err) CUDA_SAFE_CALL_NO_SYNC(err)
#define cutilSafeCall(err) CUDA_SAFE_CALL(err)
#define cutilSafeThreadSync() CUDA_SAFE_CALL(npuDeviceSynchronize())
#define cutilDeviceSynchronize() npuDeviceSynchronize()
#define cutilDeviceReset() npuDeviceReset()
#define cutilCheckError(err) CUT_SAFE_CALL(err)
#define cutilCheckMsg(msg) CUT_CHECK_ERROR(msg)
#define cutilCheckMsgAndSync(msg) CUT_CHECK_ERROR(msg)
#define cutilSafeMalloc(mallocCall) CUT_SAFE_MALLOC(mallocCall)
#define cutilCondition(val) CUT_CONDITION(val)
#define cutilExit(argc, argv) exit(EXIT_SUCCESS)
#define cufftSafeCall(err) CUFFT_SAFE_CALL(err)

inline int cutGetMaxGflopsDeviceId() { return gpuGetMaxGflopsDeviceId(); }
inline int cutilDeviceInit(int argc, char **argv) {
  return findCudaDevice(argc, const_cast<const char **>(argv));
}
inline int cutilChooseCudaDevice(int argc, char **argv) { return cutilDeviceInit(argc, argv); }
inline bool cutilCudaCapabilities(int major, int minor) { return checkCudaCapabilities(major, minor); }
inline bool cutilCudaCapabilities(int major, int minor, int, char **) {
  return checkCudaCapabilities(major, minor);
}

#endif
