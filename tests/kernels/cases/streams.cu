// SPDX-License-Identifier: Apache-2.0
// The default stream beside streams that wait for it.
#include <cuda_runtime.h>
__global__ void inDefault(int *p) { p[0] = 1; }       // EXPECT inDefault: NPU7015 = review
__global__ void inNull(int *p) { p[0] = 1; }          // EXPECT inNull: NPU7015 = review
__global__ void inStream(int *p) { p[0] = 1; }        // EXPECT inStream: = ok
void run(int *d) {
  cudaStream_t s;
  cudaStreamCreate(&s);
  inStream<<<1, 1, 0, s>>>(d);
  inDefault<<<1, 1>>>(d);
  inNull<<<1, 1, 0, 0>>>(d);
}
