// SPDX-License-Identifier: Apache-2.0
// Overlap: the data is cut into chunks, and several streams copy in, compute and copy out, chunk after chunk,
// from pinned host memory. Events order work between streams and measure time; a host function counts
// finished chunks.
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>
#include <vector>

#define CUDA_CALL(x)                                                                                         \
  {                                                                                                          \
    const cudaError_t a = (x);                                                                               \
    if (a != cudaSuccess) {                                                                                  \
      printf("\nCUDA error: %s (err_num=%d), line %d\n", cudaGetErrorString(a), a, __LINE__);                \
      cudaDeviceReset();                                                                                     \
      exit(EXIT_FAILURE);                                                                                    \
    }                                                                                                        \
  }

// Times a quarter it maps [0, 1] into itself and brings neighbours closer, so rounding errors do not grow.
static __device__ float polynomial(float x) { return ((0.5f * x - 1.25f) * x + 3.0f) * x + 0.75f; }

__global__ void transform(float *data, int n, int rounds) {
  int i = blockDim.x * blockIdx.x + threadIdx.x;
  if (i >= n)
    return;
  float x = data[i];
  for (int r = 0; r < rounds; ++r)
    x = polynomial(x) * 0.25f;
  data[i] = x;
}

__global__ void reduceSum(const float *data, int n, double *total) {
  double sum = 0;
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    sum += data[i];
  __shared__ double cache[128];
  cache[threadIdx.x] = sum;
  __syncthreads();
  for (int half = blockDim.x / 2; half > 0; half >>= 1) {
    if (threadIdx.x < half)
      cache[threadIdx.x] += cache[threadIdx.x + half];
    __syncthreads();
  }
  if (threadIdx.x == 0)
    *total = cache[0];
}

static void CUDART_CB chunkDone(void *counter) { static_cast<std::atomic<int> *>(counter)->fetch_add(1); }

// The larger of two errors; one that is no number counts as infinite.
static double larger(double a, double b) { return b <= a ? a : b != b ? INFINITY : b; }

int main() {
  constexpr int kStreams = 4, kChunks = 12, kChunk = 1 << 16, kRounds = 20;
  constexpr size_t kBytes = kChunk * sizeof(float);

  float *host = nullptr, *result = nullptr, *device[kStreams] = {};
  CUDA_CALL(cudaMallocHost((void **)&host, kChunks * kBytes));
  CUDA_CALL(cudaHostAlloc((void **)&result, kChunks * kBytes, cudaHostAllocDefault));
  for (int i = 0; i < kChunks * kChunk; ++i)
    host[i] = static_cast<float>(i % 2003) / 2003.0f;

  cudaStream_t streams[kStreams];
  cudaEvent_t begin[kStreams], end[kStreams];
  int least, greatest;
  CUDA_CALL(cudaDeviceGetStreamPriorityRange(&least, &greatest));
  for (int s = 0; s < kStreams; ++s) {
    if (s == 0) {
      CUDA_CALL(cudaStreamCreateWithPriority(&streams[s], cudaStreamNonBlocking, greatest));
    } else {
      CUDA_CALL(cudaStreamCreateWithFlags(&streams[s], cudaStreamNonBlocking));
    }
    CUDA_CALL(cudaEventCreate(&begin[s]));
    CUDA_CALL(cudaEventCreateWithFlags(&end[s], cudaEventBlockingSync));
    CUDA_CALL(cudaMalloc(&device[s], kBytes));
  }

  // Depth-first issue: each stream carries whole chunks, in order.
  std::atomic<int> finished{0};
  auto clockStart = std::chrono::steady_clock::now();
  for (int s = 0; s < kStreams; ++s)
    CUDA_CALL(cudaEventRecord(begin[s], streams[s]));
  for (int c = 0; c < kChunks; ++c) {
    const int s = c % kStreams;
    CUDA_CALL(
        cudaMemcpyAsync(device[s], host + size_t(c) * kChunk, kBytes, cudaMemcpyHostToDevice, streams[s]));
    transform<<<(kChunk + 255) / 256, 256, 0, streams[s]>>>(device[s], kChunk, kRounds);
    CUDA_CALL(
        cudaMemcpyAsync(result + size_t(c) * kChunk, device[s], kBytes, cudaMemcpyDeviceToHost, streams[s]));
    CUDA_CALL(cudaLaunchHostFunc(streams[s], chunkDone, &finished));
  }
  for (int s = 0; s < kStreams; ++s)
    CUDA_CALL(cudaEventRecord(end[s], streams[s]));

  // A further stream sums the last chunk of stream 3 while the host waits; the event is the only link between
  // them.
  double *dTotal, total = 0;
  cudaStream_t summing;
  CUDA_CALL(cudaMalloc((void **)&dTotal, sizeof(double)));
  CUDA_CALL(cudaStreamCreate(&summing));
  CUDA_CALL(cudaStreamWaitEvent(summing, end[kStreams - 1], 0));
  reduceSum<<<1, 128, 0, summing>>>(device[kStreams - 1], kChunk, dTotal);
  CUDA_CALL(cudaMemcpyAsync(&total, dTotal, sizeof total, cudaMemcpyDeviceToHost, summing));

  for (int s = 0; s < kStreams; ++s) {
    CUDA_CALL(cudaEventSynchronize(end[s]));
    float ms = 0;
    CUDA_CALL(cudaEventElapsedTime(&ms, begin[s], end[s]));
    printf("stream %d: %.3f ms\n", s, ms);
  }
  CUDA_CALL(cudaStreamSynchronize(summing));
  for (int s = 0; s < kStreams; ++s)
    if (cudaStreamQuery(streams[s]) != cudaSuccess)
      CUDA_CALL(cudaStreamSynchronize(streams[s]));
  std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - clockStart;
  printf("%d chunks in %.3f ms\n", finished.load(), wall.count());

  double maxError = 0, lastChunk = 0;
  for (int i = 0; i < kChunks * kChunk; ++i) {
    double x = host[i];
    for (int r = 0; r < kRounds; ++r)
      x = (((0.5 * x - 1.25) * x + 3.0) * x + 0.75) * 0.25;
    maxError = larger(maxError, std::fabs(x - result[i]));
    if (i >= (kChunks - 1) * kChunk)
      lastChunk += result[i];
  }
  const double sumError = std::fabs(total - lastChunk) / kChunk;
  printf("max error %g, sum error %g\n", maxError, sumError);

  for (int s = 0; s < kStreams; ++s) {
    CUDA_CALL(cudaFree(device[s]));
    CUDA_CALL(cudaStreamDestroy(streams[s]));
    CUDA_CALL(cudaEventDestroy(begin[s]));
    CUDA_CALL(cudaEventDestroy(end[s]));
  }
  CUDA_CALL(cudaFree(dTotal));
  CUDA_CALL(cudaStreamDestroy(summing));
  CUDA_CALL(cudaFreeHost(host));
  CUDA_CALL(cudaFreeHost(result));

  const bool ok = maxError < 1e-5 && sumError < 1e-9 && finished == kChunks;
  printf("%s\n", ok ? "PASS" : "FAIL");
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
