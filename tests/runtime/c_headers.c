/* SPDX-License-Identifier: Apache-2.0 */
/* The headers that C programs include compile as C, and what they declare can be used. */
#include <npu/blas.h>
#include <npu/blas_lt.h>
#include <npu/driver.h>

size_t npu_test_c_headers(NPUcontext *context) {
  NPU_MEMCPY2D copy = {0};
  NPUdeviceptr address = 0;
  copy.dstDevice = address;
  return npudrvCtxCreate(context, NPU_CTX_SCHED_AUTO, 0) == NPU_SUCCESS ? sizeof copy : 0;
}
