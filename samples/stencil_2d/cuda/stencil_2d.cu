// SPDX-License-Identifier: Apache-2.0
// Heat flow on a plate: a 2-D stencil of radius 2 whose weights live in constant memory. Each block loads its
// tile and a halo into shared memory. Rows are padded by cudaMallocPitch; the two buffers swap roles after
// each step.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>
#include <utility>
#include <vector>

namespace {

constexpr int kRadius = 2;
constexpr int kTileX = 32;
constexpr int kTileY = 8;

__constant__ float weights[2 * kRadius + 1][2 * kRadius + 1];
__constant__ struct {
  int width, height;
} extent;

// Addresses row `y` of a pitched image; pitch is in bytes.
template <typename T> __host__ __device__ inline T *rowOf(T *base, size_t pitch, int y) {
  return (T *)((char *)base + y * pitch);
}

__global__ void diffuse(float *in, float *out, size_t pitch) {
  __shared__ float tile[kTileY + 2 * kRadius][kTileX + 2 * kRadius];
  const int x0 = blockIdx.x * kTileX - kRadius;
  const int y0 = blockIdx.y * kTileY - kRadius;

  // The tile is larger than the block: threads load several elements. Outside the plate, the edge is
  // repeated.
  for (int ty = threadIdx.y; ty < kTileY + 2 * kRadius; ty += blockDim.y) {
    const int y = min(max(y0 + ty, 0), extent.height - 1);
    for (int tx = threadIdx.x; tx < kTileX + 2 * kRadius; tx += blockDim.x) {
      const int x = min(max(x0 + tx, 0), extent.width - 1);
      tile[ty][tx] = rowOf(in, pitch, y)[x];
    }
  }
  __syncthreads();

  const int x = blockIdx.x * kTileX + threadIdx.x;
  const int y = blockIdx.y * kTileY + threadIdx.y;
  if (x < extent.width && y < extent.height) {
    float sum = 0.0f;
#pragma unroll
    for (int dy = 0; dy <= 2 * kRadius; ++dy)
#pragma unroll
      for (int dx = 0; dx <= 2 * kRadius; ++dx)
        sum += weights[dy][dx] * tile[threadIdx.y + dy][threadIdx.x + dx];
    rowOf(out, pitch, y)[x] = sum;
  }
}

void check(cudaError_t e, int line) {
  if (e == cudaSuccess)
    return;
  fprintf(stderr, "stencil_2d.cu:%d: %s\n", line, cudaGetErrorString(e));
  exit(1);
}
#define CK(e) check((e), __LINE__)

void diffuseOnHost(const std::vector<double> &in, std::vector<double> &out, int width, int height,
                   const float (&w)[5][5]) {
  auto clamp = [](int v, int top) { return v < 0 ? 0 : v > top ? top : v; };
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      double sum = 0;
      for (int dy = -2; dy <= 2; ++dy)
        for (int dx = -2; dx <= 2; ++dx)
          sum += w[dy + 2][dx + 2] * in[clamp(y + dy, height - 1) * width + clamp(x + dx, width - 1)];
      out[y * width + x] = sum;
    }
}

} // namespace

// The larger of two errors; one that is no number counts as infinite.
static double larger(double a, double b) { return b <= a ? a : b != b ? INFINITY : b; }

int main(int argc, char **argv) {
  const int width = 301, height = 203, steps = argc > 1 ? atoi(argv[1]) : 10;

  float w[5][5];
  double total = 0;
  for (int y = 0; y < 5; ++y)
    for (int x = 0; x < 5; ++x)
      total += w[y][x] = expf(-0.5f * ((x - 2) * (x - 2) + (y - 2) * (y - 2)));
  for (auto &row : w)
    for (float &value : row)
      value /= float(total);
  const int size[2] = {width, height};
  CK(cudaMemcpyToSymbol(weights, w, sizeof(w)));
  CK(cudaMemcpyToSymbol(extent, size, sizeof(size), 0, cudaMemcpyHostToDevice));

  std::vector<float> plate(width * height, 20.0f);
  for (int y = 50; y < 120; ++y)
    for (int x = 0; x < 90; ++x)
      plate[y * width + x] = 100.0f;

  float *front, *back;
  size_t pitch, pitch2;
  CK(cudaMallocPitch((void **)&front, &pitch, width * sizeof(float), height));
  CK(cudaMallocPitch((void **)&back, &pitch2, width * sizeof(float), height));
  if (pitch != pitch2 || pitch < width * sizeof(float)) {
    puts("unexpected pitch\nFAIL");
    return 1;
  }
  CK(cudaMemcpy2D(front, pitch, plate.data(), width * sizeof(float), width * sizeof(float), height,
                  cudaMemcpyHostToDevice));

  const dim3 block(kTileX, kTileY);
  const dim3 grid((width + kTileX - 1) / kTileX, (height + kTileY - 1) / kTileY, 1);
  for (int step = 0; step < steps; ++step) {
    diffuse<<<grid, block>>>(front, back, pitch);
    std::swap(front, back);
  }
  CK(cudaGetLastError());
  std::vector<float> result(plate.size());
  CK(cudaMemcpy2D(result.data(), width * sizeof(float), front, pitch, width * sizeof(float), height,
                  cudaMemcpyDeviceToHost));

  std::vector<double> a(plate.begin(), plate.end()), b(plate.size());
  for (int step = 0; step < steps; ++step) {
    diffuseOnHost(a, b, width, height, w);
    a.swap(b);
  }
  double maxError = 0;
  for (size_t i = 0; i < result.size(); ++i)
    maxError = larger(maxError, fabs(a[i] - result[i]));

  CK(cudaFree(front));
  CK(cudaFree(back));
  printf("%d steps on %d x %d, max error %g\n", steps, width, height, maxError);
  const bool ok = maxError < 1e-3;
  puts(ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
