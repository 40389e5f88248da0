// SPDX-License-Identifier: Apache-2.0
// A whole program: nothing runs before main or after it, and what it calls runs where it calls it.
#include <cuda_runtime.h>
__global__ void setUp(int *p) { p[0] = 1; }           // EXPECT setUp: = ok
__global__ void streamed(int *p) { p[0] = 1; }        // EXPECT streamed: = ok
__global__ void late(int *p) { p[0] = 1; }            // EXPECT late: = ok
void begin(int *d) { setUp<<<1, 1>>>(d); }
void inStreams(int *d) {
  cudaStream_t s;
  cudaStreamCreate(&s);
  streamed<<<1, 1, 0, s>>>(d);
  cudaStreamSynchronize(s);
  cudaStreamDestroy(s);
}
int main() {
  int *d;
  cudaMalloc(&d, 4);
  begin(d);
  cudaDeviceSynchronize();
  inStreams(d);
  late<<<1, 1>>>(d);
  cudaDeviceSynchronize();
  return 0;
}
