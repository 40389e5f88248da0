// Clang cannot make sense of all of this; the rest is migrated all the same.
#include "not_there.h"
#include <cuda_runtime.h>
__global__ void kernel(unknown_type *p) { p[threadIdx.x] = unknown_function(blockIdx.x); __syncthreads(); }
texture<unknown_type, 1> table;
__device__ unknown_type make(int);
__global__ void guesses(int *p) {
  auto a = make(1);
  const auto [b, c] = make(2);
  while (true) { auto d = make(threadIdx.x); __syncthreads(); }
}
int main() {
  unknown_type *p;
  cudaMalloc((void **)&p, 100);
  kernel<<<1, 2>>>(p)
  cudaFree(p);
  undeclared = cudaGetLastError();
  cudaNotAFunction(1);
  return 0
}
