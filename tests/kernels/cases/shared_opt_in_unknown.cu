// SPDX-License-Identifier: Apache-2.0
// The opt-in for a kernel that only the run knows may be for any.
#include <cuda_runtime.h>
extern __shared__ float dynamic[];
__global__ void any(float *p) { p[0] = dynamic[0]; }      // EXPECT any: NPU7007 = review
void allow(const void *kernel, int n) {
  cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, n);
}
void run(float *p, int n) { any<<<1, 32, n>>>(p); }
