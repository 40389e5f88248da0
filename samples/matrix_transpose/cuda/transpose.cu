// SPDX-License-Identifier: Apache-2.0
// Transposing a matrix of any element type through a padded shared tile, on a three-dimensional grid (batches
// in z). Written C-style, with a table of kernels, a timing loop and an early return for the tiles outside
// the matrix.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cuda_runtime.h"
#include "device_launch_parameters.h"

const int TILE_DIM = 32;
const int BLOCK_ROWS = 8;

#define checkCuda(result) checkCuda_((result), #result)
static cudaError_t checkCuda_(cudaError_t result, const char *what) {
  if (result != cudaSuccess) {
    fprintf(stderr, "%s: CUDA Runtime Error: %s\n", what, cudaGetErrorString(result));
    exit(2);
  }
  return result;
}

template <typename T> __global__ void transposeNaive(T *odata, const T *idata, int width, int height) {
  int x = blockIdx.x * TILE_DIM + threadIdx.x;
  int y = blockIdx.y * TILE_DIM + threadIdx.y;
  size_t batch = (size_t)blockIdx.z * width * height;

  for (int j = 0; j < TILE_DIM; j += BLOCK_ROWS)
    if (x < width && y + j < height)
      odata[batch + (size_t)x * height + y + j] = idata[batch + (size_t)(y + j) * width + x];
}

template <typename T> __global__ void transposeTiled(T *odata, const T *idata, int width, int height) {
  // One column more than needed: then the column reads below fall into different banks.
  __shared__ T tile[TILE_DIM][TILE_DIM + 1];
  const size_t batch = (size_t)blockIdx.z * width * height;

  // Whole blocks outside the matrix leave before the barrier.
  if (blockIdx.x * TILE_DIM >= width || blockIdx.y * TILE_DIM >= height)
    return;

  int x = blockIdx.x * TILE_DIM + threadIdx.x;
  int y = blockIdx.y * TILE_DIM + threadIdx.y;
  for (int j = 0; j < TILE_DIM; j += BLOCK_ROWS)
    if (x < width && y + j < height)
      tile[threadIdx.y + j][threadIdx.x] = idata[batch + (size_t)(y + j) * width + x];

  __syncthreads();

  x = blockIdx.y * TILE_DIM + threadIdx.x;
  y = blockIdx.x * TILE_DIM + threadIdx.y;
  for (int j = 0; j < TILE_DIM; j += BLOCK_ROWS)
    if (x < height && y + j < width)
      odata[batch + (size_t)(y + j) * height + x] = tile[threadIdx.x][threadIdx.y + j];
}

template <typename T> struct Case {
  const char *name;
  void (*kernel)(T *, const T *, int, int);
};

static bool equal(float a, float b) { return a == b; }
static bool equal(double2 a, double2 b) { return a.x == b.x && a.y == b.y; }
static bool equal(uchar3 a, uchar3 b) { return a.x == b.x && a.y == b.y && a.z == b.z; }
static float make(float *, int i) { return (float)i; }
static double2 make(double2 *, int i) { return make_double2(i, -0.5 * i); }
static uchar3 make(uchar3 *, int i) { return make_uchar3(i & 255, (i >> 8) & 255, (i >> 16) & 255); }

template <typename T> int test(const char *type, int width, int height, int batches) {
  const size_t count = (size_t)width * height * batches, bytes = count * sizeof(T);
  T *h_in = (T *)malloc(bytes), *h_out = (T *)malloc(bytes), *d_in, *d_out;
  for (size_t i = 0; i < count; i++)
    h_in[i] = make((T *)0, (int)i);
  checkCuda(cudaMalloc((void **)&d_in, bytes));
  checkCuda(cudaMalloc((void **)&d_out, bytes));
  checkCuda(cudaMemcpy(d_in, h_in, bytes, cudaMemcpyHostToDevice));

  cudaEvent_t startEvent, stopEvent;
  checkCuda(cudaEventCreate(&startEvent));
  checkCuda(cudaEventCreate(&stopEvent));
  const Case<T> cases[] = {{"naive", transposeNaive<T>}, {"tiled", transposeTiled<T>}};
  int failed = 0;
  for (size_t c = 0; c < 2; c++) {
    dim3 dimBlock(TILE_DIM, BLOCK_ROWS, 1);
    dim3 dimGrid((width + TILE_DIM - 1) / TILE_DIM + 1, (height + TILE_DIM - 1) / TILE_DIM, batches);
    const int repeats = 3;
    float ms;
    checkCuda(cudaMemset(d_out, 0xee, bytes));
    checkCuda(cudaEventRecord(startEvent, 0));
    for (int r = 0; r < repeats; r++)
      cases[c].kernel<<<dimGrid, dimBlock>>>(d_out, d_in, width, height);
    checkCuda(cudaEventRecord(stopEvent, 0));
    checkCuda(cudaEventSynchronize(stopEvent));
    checkCuda(cudaEventElapsedTime(&ms, startEvent, stopEvent));
    checkCuda(cudaMemcpy(h_out, d_out, bytes, cudaMemcpyDeviceToHost));

    size_t errors = 0;
    for (int b = 0; b < batches; b++)
      for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
          errors +=
              !equal(h_out[((size_t)b * width + x) * height + y], h_in[((size_t)b * height + y) * width + x]);
    printf("%-8s %-6s %3d x %3d x %d: max error %lu elements, %.3f ms\n", type, cases[c].name, width, height,
           batches, (unsigned long)errors, ms / repeats);
    failed += errors != 0;
  }
  checkCuda(cudaEventDestroy(startEvent));
  checkCuda(cudaEventDestroy(stopEvent));
  checkCuda(cudaFree(d_in));
  checkCuda(cudaFree(d_out));
  free(h_in);
  free(h_out);
  return failed;
}

int main(void) {
  int failed = test<float>("float", 256, 192, 2) + test<double2>("double2", 100, 333, 1) +
               test<uchar3>("uchar3", 31, 257, 3);
  puts(failed ? "FAIL" : "PASS");
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
