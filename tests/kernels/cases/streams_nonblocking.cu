// SPDX-License-Identifier: Apache-2.0
// Streams that do not wait for the default stream.
#include <cuda_runtime.h>
__global__ void alone(int *p) { p[0] = 1; }           // EXPECT alone: = ok
void run(int *d) {
  cudaStream_t s;
  cudaStreamCreateWithFlags(&s, cudaStreamNonBlocking);
  alone<<<1, 1, 0, s>>>(d);
  alone<<<1, 1>>>(d);
}
