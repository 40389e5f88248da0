// SPDX-License-Identifier: Apache-2.0
// Matrix product C = A * B, row-major, any size: a naive kernel, and one that stages square tiles of A and B
// in shared memory (two barriers a tile). The tile size is a template parameter, so the inner loop unrolls.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>
#include <random>
#include <vector>

#define cudaCheck(err) (cudaCheckImpl((err), __FILE__, __LINE__))
inline void cudaCheckImpl(cudaError_t err, const char *file, int line) {
  if (err == cudaSuccess)
    return;
  std::fprintf(stderr, "CUDA error %d (%s) at %s:%d\n", static_cast<int>(err), cudaGetErrorString(err), file,
               line);
  std::exit(1);
}

__global__ void matmulNaive(int m, int n, int k, const float *a, const float *b, float *c) {
  const int col = blockIdx.x * blockDim.x + threadIdx.x;
  const int row = blockIdx.y * blockDim.y + threadIdx.y;
  if (row >= m || col >= n)
    return;
  float sum = 0.0f;
  for (int i = 0; i < k; ++i)
    sum += a[row * k + i] * b[i * n + col];
  c[row * n + col] = sum;
}

template <typename T, int Tile>
__global__ void __launch_bounds__(Tile *Tile)
    matmulTiled(int m, int n, int k, const T *__restrict__ a, const T *__restrict__ b, T *__restrict__ c) {
  __shared__ T tileA[Tile][Tile];
  __shared__ T tileB[Tile][Tile];

  const int tx = threadIdx.x, ty = threadIdx.y;
  const int col = blockIdx.x * Tile + tx;
  const int row = blockIdx.y * Tile + ty;

  T sum{};
  for (int t = 0; t < k; t += Tile) {
    // Elements outside the matrix count as zero, so the product loop below needs no guard.
    tileA[ty][tx] = row < m && t + tx < k ? a[row * k + t + tx] : T{};
    tileB[ty][tx] = t + ty < k && col < n ? b[(t + ty) * n + col] : T{};
    __syncthreads();
#pragma unroll
    for (int i = 0; i < Tile; ++i)
      sum += tileA[ty][i] * tileB[i][tx];
    __syncthreads();
  }
  if (row < m && col < n)
    c[row * n + col] = sum;
}

// The larger of two errors; one that is no number counts as infinite.
static double larger(double a, double b) { return b <= a ? a : b != b ? INFINITY : b; }

static double maxDifference(const std::vector<float> &x, const std::vector<double> &reference) {
  double worst = 0;
  for (size_t i = 0; i < x.size(); ++i)
    worst = larger(worst, std::fabs(x[i] - reference[i]));
  return worst;
}

int main(int argc, char *argv[]) {
  // Not multiples of any tile: the edges are where such kernels go wrong.
  const int m = argc > 1 ? std::atoi(argv[1]) : 203;
  const int n = argc > 2 ? std::atoi(argv[2]) : 259;
  const int k = argc > 3 ? std::atoi(argv[3]) : 171;

  std::mt19937 generator(42);
  std::uniform_real_distribution<float> uniform(-1.0f, 1.0f);
  std::vector<float> a(size_t(m) * k), b(size_t(k) * n), c(size_t(m) * n);
  for (float &x : a)
    x = uniform(generator);
  for (float &x : b)
    x = uniform(generator);

  std::vector<double> reference(size_t(m) * n, 0.0);
  for (int row = 0; row < m; ++row)
    for (int i = 0; i < k; ++i)
      for (int col = 0; col < n; ++col)
        reference[size_t(row) * n + col] += double(a[size_t(row) * k + i]) * b[size_t(i) * n + col];

  float *dA, *dB, *dC;
  cudaCheck(cudaMalloc((void **)&dA, a.size() * sizeof(float)));
  cudaCheck(cudaMalloc((void **)&dB, b.size() * sizeof(float)));
  cudaCheck(cudaMalloc((void **)&dC, c.size() * sizeof(float)));
  cudaCheck(cudaMemcpy(dA, a.data(), a.size() * sizeof(float), cudaMemcpyHostToDevice));
  cudaCheck(cudaMemcpy(dB, b.data(), b.size() * sizeof(float), cudaMemcpyHostToDevice));

  bool ok = true;
  auto verify = [&](const char *name) {
    cudaCheck(cudaGetLastError());
    cudaCheck(cudaDeviceSynchronize());
    cudaCheck(cudaMemcpy(c.data(), dC, c.size() * sizeof(float), cudaMemcpyDeviceToHost));
    const double worst = maxDifference(c, reference);
    std::printf("%-14s max error %.3g\n", name, worst);
    ok = ok && worst < 1e-4;
    cudaCheck(cudaMemset(dC, 0xff, c.size() * sizeof(float))); // NaN: a kernel that writes nothing is noticed
  };

  {
    const dim3 block(32, 8);
    const dim3 grid((n + block.x - 1) / block.x, (m + block.y - 1) / block.y);
    matmulNaive<<<grid, block>>>(m, n, k, dA, dB, dC);
    verify("naive");
  }
  {
    constexpr int Tile = 16;
    dim3 grid((n + Tile - 1) / Tile, (m + Tile - 1) / Tile), block(Tile, Tile);
    matmulTiled<float, Tile><<<grid, block>>>(m, n, k, dA, dB, dC);
    verify("tiled 16x16");
  }
  {
    constexpr int Tile = 32;
    matmulTiled<float, Tile>
        <<<dim3((n + Tile - 1) / Tile, (m + Tile - 1) / Tile), dim3(Tile, Tile)>>>(m, n, k, dA, dB, dC);
    verify("tiled 32x32");
  }

  cudaFree(dA);
  cudaFree(dB);
  cudaFree(dC);
  std::puts(ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
