// SPDX-License-Identifier: Apache-2.0
// With the opt-in only the run knows.
#include <cuda_runtime.h>
extern __shared__ float dynamic[];
__global__ void optedIn(float *p) { p[0] = dynamic[0]; } // EXPECT optedIn: NPU7007 = review
__global__ void known(float *p) { p[0] = dynamic[0]; }   // EXPECT known: = ok
void run(float *p, int n) {
  cudaFuncSetAttribute(optedIn, cudaFuncAttributeMaxDynamicSharedMemorySize, n);
  optedIn<<<1, 32, n>>>(p);
  known<<<1, 32, 100 * 1024>>>(p);
}
