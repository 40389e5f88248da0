// SPDX-License-Identifier: Apache-2.0
// With the opt-in only the run knows how much shared memory a kernel gets; without it CUDA's own limit holds.
#include <cuda_runtime.h>
extern __shared__ float dynamic[];
__global__ void optedIn(float *p) { p[0] = dynamic[0]; }  // EXPECT optedIn: NPU7007 = review
__global__ void known(float *p) { p[0] = dynamic[0]; }    // EXPECT known: = ok
__global__ void usual(float *p) { p[0] = dynamic[0]; }    // EXPECT usual: = ok
template <class T> __global__ void typed(T *p) { p[0] = dynamic[0]; } // EXPECT typed: NPU7007 = review
void run(float *p, int n) {
  cudaFuncSetAttribute(optedIn, cudaFuncAttributeMaxDynamicSharedMemorySize, n);
  cudaFuncSetAttribute((const void *)&typed<float>, cudaFuncAttributeMaxDynamicSharedMemorySize, n);
  optedIn<<<1, 32, n>>>(p);
  known<<<1, 32, 100 * 1024>>>(p);
  usual<<<1, 32, n>>>(p);
  typed<<<1, 32, n>>>(p);
}
