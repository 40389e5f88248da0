// SPDX-License-Identifier: Apache-2.0
// Function attributes, launch configurations and their errors, occupancy, launches by pointer.
#include "show.h"

__global__ void plain(int *p) { p[blockIdx.x * blockDim.x + threadIdx.x] = static_cast<int>(threadIdx.x); }
__global__ void __launch_bounds__(128) bounded(int *p) { *p = 1; }
__global__ void with_shared(int *p) {
  __shared__ int s[1000];
  s[threadIdx.x] = *p;
  __syncthreads();
  *p = s[0] + 1;
}
extern __shared__ int dynamic[];
__global__ void with_dynamic(int *p, int n) {
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    dynamic[i] = i;
  __syncthreads();
  if (threadIdx.x == 0)
    *p = dynamic[n - 1];
}
__global__ void geometry(int *p) {
  if (threadIdx.x + threadIdx.y + threadIdx.z + blockIdx.x + blockIdx.y + blockIdx.z == 0) {
    p[0] = gridDim.x, p[1] = gridDim.y, p[2] = gridDim.z, p[3] = blockDim.x, p[4] = blockDim.y,
    p[5] = blockDim.z;
  }
  atomicAdd(p + 6, 1);
}
struct Big {
  int v[1000];
};
__global__ void big_argument(Big b, int *p) { *p = b.v[999]; }
static void not_a_kernel() {}

int main() {
  int *p;
  must(cudaMalloc(&p, 1 << 20));
  cudaFuncAttributes a{};
  show("attributes", cudaFuncGetAttributes(&a, plain));
  printf("max threads %d shared %zu const>=0 %d\n", a.maxThreadsPerBlock, a.sharedSizeBytes,
         a.constSizeBytes < 65536);
  show("attributes of with_shared", cudaFuncGetAttributes(&a, with_shared));
  show("attributes of with_dynamic", cudaFuncGetAttributes(&a, with_dynamic));
  printf("shared %zu dynamic %d\n", a.sharedSizeBytes, a.maxDynamicSharedSizeBytes);
  show("attributes of null", cudaFuncGetAttributes(&a, static_cast<const void *>(nullptr)));
  show("attributes to null", cudaFuncGetAttributes(nullptr, plain));

  refused("block of 1025", (plain<<<1, 1025>>>(p), cudaGetLastError()));
  refused("block of 0", (plain<<<1, 0>>>(p), cudaGetLastError()));
  refused("grid of 0", (plain<<<0, 1>>>(p), cudaGetLastError()));
  refused("block of 1024", (plain<<<1, 1024>>>(p), cudaGetLastError()));
  refused("block 32x32x2", (plain<<<1, dim3(32, 32, 2)>>>(p), cudaGetLastError()));
  refused("block 1x1x65", (plain<<<1, dim3(1, 1, 65)>>>(p), cudaGetLastError()));
  refused("block 1x1x64", (plain<<<1, dim3(1, 1, 64)>>>(p), cudaGetLastError()));
  refused("block 1x1024x1", (plain<<<1, dim3(1, 1024, 1)>>>(p), cudaGetLastError()));
  refused("grid y 65536", (plain<<<dim3(1, 65536), 1>>>(p), cudaGetLastError()));
  refused("grid y 65535", (plain<<<dim3(1, 65535), 1>>>(p), cudaGetLastError()));
  refused("grid z 65536", (plain<<<dim3(1, 1, 65536), 1>>>(p), cudaGetLastError()));
  refused("grid x 2^31", (plain<<<dim3(1u << 31), 1>>>(p), cudaGetLastError()));
  refused("bounded, 128", (bounded<<<1, 128>>>(p), cudaGetLastError()));
  refused("dynamic 48 KB", (with_dynamic<<<1, 32, 49152>>>(p, 12288), cudaGetLastError()));
  refused("dynamic 48 KB + 1", (with_dynamic<<<1, 32, 49153>>>(p, 12288), cudaGetLastError()));
  show("opt in to 64 KB",
       cudaFuncSetAttribute(with_dynamic, cudaFuncAttributeMaxDynamicSharedMemorySize, 65536));
  refused("dynamic 64 KB", (with_dynamic<<<1, 32, 65536>>>(p, 16384), cudaGetLastError()));
  show("synchronize", cudaDeviceSynchronize());
  int v = 0;
  must(cudaMemcpy(&v, p, 4, cudaMemcpyDeviceToHost));
  printf("%d\n", v);
  refused("dynamic 64 KB + 1", (with_dynamic<<<1, 32, 65537>>>(p, 16384), cudaGetLastError()));
  must(cudaFuncGetAttributes(&a, with_dynamic));
  printf("dynamic %d\n", a.maxDynamicSharedSizeBytes);
  show("opt in to 10 MB",
       cudaFuncSetAttribute(with_dynamic, cudaFuncAttributeMaxDynamicSharedMemorySize, 10 << 20));
  show("opt in to -1", cudaFuncSetAttribute(with_dynamic, cudaFuncAttributeMaxDynamicSharedMemorySize, -1));
  show("carveout 50", cudaFuncSetAttribute(with_dynamic, cudaFuncAttributePreferredSharedMemoryCarveout, 50));
  must(cudaFuncGetAttributes(&a, with_dynamic));
  printf("carveout %d\n", a.preferredShmemCarveout);
  show("carveout 101",
       cudaFuncSetAttribute(with_dynamic, cudaFuncAttributePreferredSharedMemoryCarveout, 101));
  show("carveout -1", cudaFuncSetAttribute(with_dynamic, cudaFuncAttributePreferredSharedMemoryCarveout, -1));
  show("carveout -2", cudaFuncSetAttribute(with_dynamic, cudaFuncAttributePreferredSharedMemoryCarveout, -2));
  show("unknown attribute", cudaFuncSetAttribute(with_dynamic, static_cast<cudaFuncAttribute>(99), 0));
  show("cache config", cudaFuncSetCacheConfig(with_dynamic, cudaFuncCachePreferShared));

  must(cudaMemset(p, 0, 64));
  geometry<<<dim3(3, 2, 4), dim3(5, 6, 7)>>>(p);
  int g[7];
  must(cudaMemcpy(g, p, sizeof g, cudaMemcpyDeviceToHost));
  list("geometry", std::vector<int>(g, g + 7));

  int n = 12288;
  void *args[] = {&p, &n};
  show("by pointer", cudaLaunchKernel(reinterpret_cast<const void *>(with_dynamic), dim3(1), dim3(64), args,
                                      49152, nullptr));
  must(cudaMemcpy(&v, p, 4, cudaMemcpyDeviceToHost));
  printf("%d\n", v);
  refused("by pointer, block too big", cudaLaunchKernel(reinterpret_cast<const void *>(with_dynamic), dim3(1),
                                                        dim3(4096), args, 0, nullptr));
  show("by pointer, null",
       cudaLaunchKernel(static_cast<const void *>(nullptr), dim3(1), dim3(1), args, 0, nullptr));
  refused("by pointer, not a kernel",
          cudaLaunchKernel(reinterpret_cast<const void *>(not_a_kernel), dim3(1), dim3(1), args, 0, nullptr));
  cudaLaunchConfig_t config{};
  config.gridDim = dim3(1);
  config.blockDim = dim3(32);
  config.dynamicSmemBytes = 1024;
  show("launchKernelEx", cudaLaunchKernelEx(&config, with_dynamic, p, 256));
  must(cudaMemcpy(&v, p, 4, cudaMemcpyDeviceToHost));
  printf("%d\n", v);
  Big b{};
  b.v[999] = 77;
  big_argument<<<1, 1>>>(b, p);
  must(cudaMemcpy(&v, p, 4, cudaMemcpyDeviceToHost));
  printf("%d\n", v);

  int blocks = 0;
  show("occupancy", cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, plain, 1024, 0));
  printf("%d\n", blocks);
  show("occupancy", cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, plain, 64, 0));
  printf("%d\n", blocks);
  show("occupancy, 40 KB", cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, with_dynamic, 64, 40960));
  printf("%d\n", blocks);
  show("occupancy, block of 0", cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, plain, 0, 0));
  show("occupancy, block of 1025", cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, plain, 1025, 0));
  printf("%d\n", blocks);
  show("occupancy, null", cudaOccupancyMaxActiveBlocksPerMultiprocessor(nullptr, plain, 64, 0));
  show("occupancy, bounded 256", cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, bounded, 256, 0));
  printf("%d\n", blocks);
  int grid = 0, block = 0;
  show("potential", cudaOccupancyMaxPotentialBlockSize(&grid, &block, plain, 0, 0));
  printf("block %d grid whole %d\n", block, grid > 0);
  show("potential, at most 128", cudaOccupancyMaxPotentialBlockSize(&grid, &block, plain, 0, 128));
  printf("block %d\n", block);
  size_t bytes = 0;
  show("available", cudaOccupancyAvailableDynamicSMemPerBlock(&bytes, plain, 1, 128));
  printf("more than 48 KB %d\n", bytes >= 49152);
}
