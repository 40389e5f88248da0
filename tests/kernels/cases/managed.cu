// SPDX-License-Identifier: Apache-2.0
// Managed memory, found by where the pointer comes from.
#include <cuda_runtime.h>
__managed__ int counter;
__global__ void direct(int *p) { p[0] = 1; }          // EXPECT direct: NPU7012 = no
__global__ void offset(int *p) { p[0] = 1; }          // EXPECT offset: NPU7012 = no
__global__ void device(int *p) { p[0] = 1; }          // EXPECT device: = ok
__global__ void passed(int *p) { p[0] = 1; }          // EXPECT passed: NPU7013 = review
__global__ void variable() { counter = 1; }           // EXPECT variable: NPU7012 = no
void run() {
  int *m, *d;
  cudaMallocManaged(&m, 400);
  cudaMalloc(&d, 400);
  direct<<<1, 1>>>(m);
  offset<<<1, 1>>>(m + 4);
  device<<<1, 1>>>(d);
  variable<<<1, 1>>>();
}
void call(int *p) { passed<<<1, 1>>>(p); }
