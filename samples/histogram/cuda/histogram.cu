// SPDX-License-Identifier: Apache-2.0
// A 256-bin histogram of bytes in two ways: atomics on global memory, and a private copy per block in shared
// memory that is merged at the end. Bytes are read four at a time as uchar4.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>
#include <vector>

typedef unsigned int uint;

static const int kBins = 256;

#define HANDLE_ERROR(err) (HandleError(err, __FILE__, __LINE__))
static void HandleError(cudaError_t err, const char *file, int line) {
  if (err != cudaSuccess) {
    printf("%s in %s at line %d\n", cudaGetErrorString(err), file, line);
    exit(EXIT_FAILURE);
  }
}

__global__ void histogramGlobal(const unsigned char *data, size_t size, uint *bins) {
  size_t i = threadIdx.x + size_t(blockIdx.x) * blockDim.x;
  size_t stride = size_t(blockDim.x) * gridDim.x;
  while (i < size) {
    atomicAdd(&bins[data[i]], 1u);
    i += stride;
  }
}

__global__ void histogramShared(const uchar4 *data, size_t quads, uint *bins) {
  extern __shared__ uint local[];
  for (int bin = threadIdx.x; bin < kBins; bin += blockDim.x)
    local[bin] = 0;
  __syncthreads();

  for (size_t i = threadIdx.x + size_t(blockIdx.x) * blockDim.x; i < quads;
       i += size_t(blockDim.x) * gridDim.x) {
    const uchar4 q = data[i];
    atomicAdd(local + q.x, 1u);
    atomicAdd(local + q.y, 1u);
    atomicAdd(local + q.z, 1u);
    atomicAdd(local + q.w, 1u);
  }
  __syncthreads();

  for (int bin = threadIdx.x; bin < kBins; bin += blockDim.x)
    if (local[bin])
      atomicAdd(&bins[bin], local[bin]);
}

int main(int argc, char *argv[]) {
  const size_t size = argc > 1 ? strtoul(argv[1], nullptr, 0) / 4 * 4 : 1u << 21;

  // A skewed distribution, so that some bins are contended.
  std::vector<uint8_t> data(size);
  uint32_t state = 12345;
  for (auto &byte : data) {
    state = state * 1664525u + 1013904223u;
    byte = (state >> 24) & ((state >> 16) | 0x0f);
  }
  std::vector<uint> expected(kBins, 0);
  for (uint8_t byte : data)
    ++expected[byte];

  unsigned char *dData;
  uint *dBins;
  HANDLE_ERROR(cudaMalloc((void **)&dData, size));
  HANDLE_ERROR(cudaMalloc((void **)&dBins, kBins * sizeof(uint)));
  HANDLE_ERROR(cudaMemcpy(dData, data.data(), size, cudaMemcpyHostToDevice));

  bool ok = true;
  for (int variant = 0; variant < 2; ++variant) {
    HANDLE_ERROR(cudaMemset(dBins, 0, kBins * sizeof(uint)));
    if (variant == 0)
      histogramGlobal<<<64, 256>>>(dData, size, dBins);
    else
      histogramShared<<<64, 256, kBins * sizeof(uint)>>>(reinterpret_cast<uchar4 *>(dData), size / 4, dBins);
    HANDLE_ERROR(cudaGetLastError());

    uint bins[kBins];
    HANDLE_ERROR(cudaMemcpy(bins, dBins, sizeof(bins), cudaMemcpyDeviceToHost));
    long long maxError = 0;
    for (int i = 0; i < kBins; ++i)
      maxError = llabs((long long)bins[i] - expected[i]) > maxError ? llabs((long long)bins[i] - expected[i])
                                                                    : maxError;
    printf("%s atomics: max error %lld\n", variant ? "shared" : "global", maxError);
    ok = ok && maxError == 0;
  }
  HANDLE_ERROR(cudaFree(dData));
  HANDLE_ERROR(cudaFree(dBins));
  printf(ok ? "PASS\n" : "FAIL\n");
  return !ok;
}
