// SPDX-License-Identifier: Apache-2.0
// Cooperative groups: a block and its tiles as objects, coalesced groups that form in divergent code, and a
// whole grid that synchronises (cooperative launch), so one kernel does a complete reduction and then uses
// its result.
#include <algorithm>
#include <cmath>
#include <cooperative_groups.h>
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>
#include <iterator>
#include <vector>

namespace cg = cooperative_groups;

static void check(cudaError_t result, char const *const func) {
  if (result) {
    fprintf(stderr, "%s: %s\n", func, cudaGetErrorString(result));
    exit(EXIT_FAILURE);
  }
}
#define checkCudaErrors(val) check((val), #val)

// Works for every group that can shuffle.
template <typename Group, typename T> __device__ T sumTile(const Group &tile, T value) {
  for (int i = tile.size() / 2; i > 0; i /= 2)
    value += tile.shfl_down(value, i);
  return value;
}

template <int TileSize> __global__ void sumPerTile(const int *in, int *out) {
  cg::thread_block block = cg::this_thread_block();
  cg::thread_block_tile<TileSize> tile = cg::tiled_partition<TileSize>(block);
  const int global = block.group_index().x * block.size() + block.thread_rank();
  const int sum = sumTile(tile, in[global]);
  if (tile.thread_rank() == 0)
    out[global / TileSize] = sum;
}

// Writes the positive elements to the front of `out`: threads of a warp that got here elect a leader, which
// reserves room for all of them with one atomic.
__global__ void filterPositive(const int *in, int n, int *out, int *count) {
  const int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n && in[i] > 0) {
    cg::coalesced_group active = cg::coalesced_threads();
    int first = 0;
    if (active.thread_rank() == 0)
      first = atomicAdd(count, static_cast<int>(active.size()));
    first = active.shfl(first, 0);
    out[first + active.thread_rank()] = in[i];
  }
}

// x := x / |x|, the norm computed by the same kernel: blocks publish partial sums, the grid meets, all read
// them.
__global__ void normalise(float *x, int n, double *partial) {
  extern __shared__ double shared[];
  cg::grid_group grid = cg::this_grid();
  cg::thread_block cta = cg::this_thread_block();

  double sum = 0;
  for (int i = grid.thread_rank(); i < n; i += grid.size())
    sum += double(x[i]) * x[i];
  shared[cta.thread_rank()] = sum;
  cg::sync(cta);
  for (int step = cta.size() / 2; step > 0; step >>= 1) {
    if (cta.thread_rank() < step)
      shared[cta.thread_rank()] += shared[cta.thread_rank() + step];
    cta.sync();
  }
  if (cta.thread_rank() == 0)
    partial[blockIdx.x] = shared[0];

  grid.sync();

  double total = 0;
  for (unsigned b = 0; b < gridDim.x; ++b)
    total += partial[b];
  const float scale = float(1.0 / sqrt(total));
  for (int i = grid.thread_rank(); i < n; i += grid.size())
    x[i] *= scale;
}

template <int TileSize> static long testTiles(const std::vector<int> &host, const int *device) {
  const int n = static_cast<int>(host.size()), tiles = n / TileSize;
  int *dOut;
  checkCudaErrors(cudaMalloc(&dOut, tiles * sizeof(int)));
  sumPerTile<TileSize><<<n / 128, 128>>>(device, dOut);
  std::vector<int> out(tiles);
  checkCudaErrors(cudaMemcpy(out.data(), dOut, tiles * sizeof(int), cudaMemcpyDeviceToHost));
  checkCudaErrors(cudaFree(dOut));
  long worst = 0;
  for (int t = 0; t < tiles; ++t) {
    int sum = 0;
    for (int i = 0; i < TileSize; ++i)
      sum += host[t * TileSize + i];
    worst = std::max(worst, std::labs(long(sum) - out[t]));
  }
  printf("tiles of %2d: max error %ld\n", TileSize, worst);
  return worst;
}

// The larger of two errors; one that is no number counts as infinite.
static double larger(double a, double b) { return b <= a ? a : b != b ? INFINITY : b; }

int main() {
  const int n = 128 * 300;
  std::vector<int> host(n);
  for (int i = 0; i < n; ++i)
    host[i] = (i * 7919 + 13) % 101 - 50;
  int *data, *kept, *count;
  checkCudaErrors(cudaMalloc(&data, n * sizeof(int)));
  checkCudaErrors(cudaMalloc(&kept, n * sizeof(int)));
  checkCudaErrors(cudaMalloc(&count, sizeof(int)));
  checkCudaErrors(cudaMemcpy(data, host.data(), n * sizeof(int), cudaMemcpyHostToDevice));
  checkCudaErrors(cudaMemset(count, 0, sizeof(int)));

  bool ok = testTiles<32>(host, data) == 0;
  ok = testTiles<16>(host, data) == 0 && ok;
  ok = testTiles<4>(host, data) == 0 && ok;

  filterPositive<<<n / 128, 128>>>(data, n, kept, count);
  int found = 0;
  checkCudaErrors(cudaMemcpy(&found, count, sizeof(int), cudaMemcpyDeviceToHost));
  std::vector<int> got(found), want;
  checkCudaErrors(cudaMemcpy(got.data(), kept, found * sizeof(int), cudaMemcpyDeviceToHost));
  std::copy_if(host.begin(), host.end(), std::back_inserter(want), [](int x) { return x > 0; });
  std::sort(got.begin(), got.end());
  std::sort(want.begin(), want.end());
  printf("filter: kept %d of %d\n", found, n);
  ok = ok && got == want;

  int device = 0, supported = 0, perMultiprocessor = 0;
  cudaDeviceProp prop;
  checkCudaErrors(cudaGetDevice(&device));
  checkCudaErrors(cudaDeviceGetAttribute(&supported, cudaDevAttrCooperativeLaunch, device));
  checkCudaErrors(cudaGetDeviceProperties(&prop, device));
  if (!supported) {
    printf("the device cannot launch cooperative grids\nFAIL\n");
    return EXIT_FAILURE;
  }
  const int threads = 64;
  const size_t sharedBytes = threads * sizeof(double);
  checkCudaErrors(
      cudaOccupancyMaxActiveBlocksPerMultiprocessor(&perMultiprocessor, normalise, threads, sharedBytes));
  int blocks = std::min(perMultiprocessor * prop.multiProcessorCount, 8);
  int length = 50001;
  std::vector<float> x(length);
  for (int i = 0; i < length; ++i)
    x[i] = cosf(0.01f * i);
  float *dX;
  double *partial;
  checkCudaErrors(cudaMalloc(&dX, length * sizeof(float)));
  checkCudaErrors(cudaMalloc(&partial, blocks * sizeof(double)));
  checkCudaErrors(cudaMemcpy(dX, x.data(), length * sizeof(float), cudaMemcpyHostToDevice));
  void *arguments[] = {&dX, &length, &partial};
  checkCudaErrors(cudaLaunchCooperativeKernel((void *)normalise, dim3(blocks), dim3(threads), arguments,
                                              sharedBytes, nullptr));
  checkCudaErrors(cudaDeviceSynchronize());
  std::vector<float> y(length);
  checkCudaErrors(cudaMemcpy(y.data(), dX, length * sizeof(float), cudaMemcpyDeviceToHost));
  double norm = 0, maxError = 0;
  for (float value : x)
    norm += double(value) * value;
  for (int i = 0; i < length; ++i)
    maxError = larger(maxError, std::fabs(x[i] / std::sqrt(norm) - y[i]));
  printf("normalise over %d blocks: max error %g\n", blocks, maxError);
  ok = ok && maxError < 1e-7;

  for (void *p : {(void *)data, (void *)kept, (void *)count, (void *)dX, (void *)partial})
    checkCudaErrors(cudaFree(p));
  printf("%s\n", ok ? "PASS" : "FAIL");
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
