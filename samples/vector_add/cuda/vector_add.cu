// SPDX-License-Identifier: Apache-2.0
// Vector addition: the smallest complete CUDA program. Allocate, copy in, launch, copy out, compare.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <cuda_runtime.h>

#define CHECK(call)                                                                                          \
  do {                                                                                                       \
    cudaError_t status = (call);                                                                             \
    if (status != cudaSuccess) {                                                                             \
      fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, #call, cudaGetErrorString(status));             \
      exit(EXIT_FAILURE);                                                                                    \
    }                                                                                                        \
  } while (0)

// One thread adds one pair of elements. The grid is rounded up to whole blocks, so the last block needs the
// guard.
__global__ void vectorAdd(const float *a, const float *b, float *c, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    c[i] = a[i] + b[i];
}

// The larger of two errors; one that is no number counts as infinite.
static double larger(double a, double b) { return b <= a ? a : b != b ? INFINITY : b; }

int main(int argc, char **argv) {
  const int n = argc > 1 ? atoi(argv[1]) : 1000003;
  const size_t bytes = n * sizeof(float);

  std::vector<float> a(n), b(n), c(n);
  for (int i = 0; i < n; ++i) {
    a[i] = 0.5f * i;
    b[i] = 1.0f - 0.25f * i;
  }

  float *dA = nullptr, *dB = nullptr, *dC = nullptr;
  CHECK(cudaMalloc(&dA, bytes));
  CHECK(cudaMalloc(&dB, bytes));
  CHECK(cudaMalloc(&dC, bytes));
  CHECK(cudaMemcpy(dA, a.data(), bytes, cudaMemcpyHostToDevice));
  CHECK(cudaMemcpy(dB, b.data(), bytes, cudaMemcpyHostToDevice));

  const int block = 256;
  const int grid = (n + block - 1) / block;
  printf("vector_add: %d elements, %d blocks of %d threads\n", n, grid, block);
  vectorAdd<<<grid, block>>>(dA, dB, dC, n);
  CHECK(cudaGetLastError());

  CHECK(cudaMemcpy(c.data(), dC, bytes, cudaMemcpyDeviceToHost));

  double maxError = 0;
  for (int i = 0; i < n; ++i)
    maxError = larger(maxError, std::fabs(c[i] - (a[i] + b[i])));

  CHECK(cudaFree(dA));
  CHECK(cudaFree(dB));
  CHECK(cudaFree(dC));

  bool ok = maxError == 0;
  printf("max error %g\n%s\n", maxError, ok ? "PASS" : "FAIL");
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
