// SPDX-License-Identifier: Apache-2.0
// Functions of a library: their callers, and the order of their calls, are elsewhere.
#include <cuda_runtime.h>
__global__ void given(int *p) { p[0] = 1; }           // EXPECT given: = ok
__global__ void first(int *p) { p[0] = 1; }           // EXPECT first: NPU7015 = review
__global__ void waited(int *p) { p[0] = 1; }          // EXPECT waited: = ok
void inStream(int *d, cudaStream_t s) { given<<<1, 1, 0, s>>>(d); }
void inDefault(int *d) {
  first<<<1, 1>>>(d);
  cudaDeviceSynchronize();
  waited<<<1, 1>>>(d);
  cudaDeviceSynchronize();
}
