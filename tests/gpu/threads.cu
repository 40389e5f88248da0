// SPDX-License-Identifier: Apache-2.0
// nvcc: --default-stream per-thread -Xcompiler -pthread
// Several host threads: each has its own default stream, its own last error and its own device.
#include "show.h"
#include <thread>

__global__ void add(int *p, int v) { atomicAdd(p, v); }
__global__ void hold(volatile int *flag) {
  while (*flag == 0) {
  }
}

int main() {
  Buffer<int> sums(8);
  must(cudaDeviceSynchronize()); // the other threads' streams do not wait for this one's
  std::vector<std::thread> all;
  for (int t = 0; t < 8; ++t)
    all.emplace_back([&, t] {
      for (int i = 0; i < 100; ++i)
        add<<<1, 32>>>(sums.device + t, t);
      must(cudaStreamSynchronize(nullptr));
    });
  for (auto &t : all)
    t.join();
  list("sums", sums.host());
  void *p = nullptr;
  cudaMalloc(&p, size_t(1) << 60);
  int other = -1;
  std::thread([&] { other = cudaGetLastError(); }).join();
  printf("other thread's error %d\n", other);
  printf("own error %d\n", cudaGetLastError());
  // The default stream of one thread does not wait for that of another.
  int *flag;
  must(cudaHostAlloc(&flag, 4, cudaHostAllocMapped));
  *flag = 0;
  hold<<<1, 1>>>(flag);
  int passed = 0;
  std::thread([&] {
    add<<<1, 1>>>(sums.device, 5);
    passed = cudaStreamSynchronize(nullptr) == cudaSuccess;
  }).join();
  printf("passed %d\n", passed);
  printf("still busy %d\n", cudaStreamQuery(nullptr) == cudaErrorNotReady);
  *flag = 1;
  must(cudaStreamSynchronize(nullptr));
  printf("handle of the per-thread stream %d\n", cudaStreamQuery(cudaStreamPerThread));
  printf("%d\n", sums.host()[0]);
}
