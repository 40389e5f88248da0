// SPDX-License-Identifier: Apache-2.0
// Inclusive prefix sums over many blocks, in two ways: three phases (scan blocks, scan their totals
// recursively, add), and a single pass in which each block waits for the running total of the block before
// it.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

enum { kThreads = 256, kPerThread = 4, kTile = kThreads * kPerThread };

#define CHECK(e)                                                                                             \
  if ((e) != cudaSuccess) {                                                                                  \
    fprintf(stderr, "line %d: %s\n", __LINE__, cudaGetErrorString(cudaGetLastError()));                      \
    exit(1);                                                                                                 \
  }

// Hillis-Steele scan of one value a thread; returns the inclusive sum. `scratch` holds blockDim.x values.
template <class T> __device__ T scanThreads(T value, T *scratch) {
  scratch[threadIdx.x] = value;
  for (unsigned distance = 1; distance < blockDim.x; distance <<= 1) {
    __syncthreads();
    T left = threadIdx.x >= distance ? scratch[threadIdx.x - distance] : T(0);
    __syncthreads();
    scratch[threadIdx.x] += left;
  }
  __syncthreads();
  return scratch[threadIdx.x];
}

template <class T> __global__ void scanTiles(const T *in, T *out, T *totals, int n) {
  __shared__ T scratch[kThreads];
  const int base = blockIdx.x * kTile + threadIdx.x * kPerThread;
  T local[kPerThread], sum = 0;
  for (int k = 0; k < kPerThread; ++k) {
    sum += base + k < n ? in[base + k] : T(0);
    local[k] = sum;
  }
  const T before = scanThreads(sum, scratch) - sum;
  for (int k = 0; k < kPerThread; ++k)
    if (base + k < n)
      out[base + k] = local[k] + before;
  if (totals && threadIdx.x == blockDim.x - 1)
    totals[blockIdx.x] = before + sum;
}

template <class T> __global__ void addTotals(T *data, const T *totals, int n) {
  if (blockIdx.x == 0)
    return;
  for (int i = blockIdx.x * kTile + threadIdx.x; i < min(n, int(blockIdx.x + 1) * kTile); i += blockDim.x)
    data[i] += totals[blockIdx.x - 1];
}

template <class T> void scanThreePhases(const T *in, T *out, int n) {
  const int blocks = (n + kTile - 1) / kTile;
  if (blocks == 1) {
    scanTiles<<<1, kThreads>>>(in, out, (T *)NULL, n);
    return;
  }
  T *totals;
  CHECK(cudaMalloc((void **)&totals, blocks * sizeof(T)));
  scanTiles<T><<<blocks, kThreads>>>(in, out, totals, n);
  scanThreePhases(totals, totals, blocks);
  addTotals<T><<<blocks, kThreads>>>(out, totals, n);
  CHECK(cudaFree(totals));
}

// Blocks take their tile number from a counter, not from blockIdx: then every block that is waited for has
// started.
__device__ unsigned nextTile;

template <class T>
__global__ void scanSinglePass(const T *in, T *out, volatile T *running, volatile int *ready, int n) {
  __shared__ T scratch[kThreads];
  __shared__ unsigned tile;
  __shared__ T prefix;
  if (threadIdx.x == 0)
    tile = atomicAdd(&nextTile, 1u);
  __syncthreads();

  const int base = tile * kTile + threadIdx.x * kPerThread;
  T local[kPerThread], sum = 0;
  for (int k = 0; k < kPerThread; ++k)
    local[k] = sum += base + k < n ? in[base + k] : T(0);
  const T inclusive = scanThreads(sum, scratch);

  if (threadIdx.x == kThreads - 1) {
    T total = 0;
    if (tile > 0) {
      while (ready[tile - 1] == 0) {
      }
      __threadfence();
      total = running[tile - 1];
    }
    prefix = total;
    running[tile] = total + inclusive;
    __threadfence(); // the total must be seen before the flag
    ready[tile] = 1;
  }
  __syncthreads();
  for (int k = 0; k < kPerThread; ++k)
    if (base + k < n)
      out[base + k] = prefix + inclusive - sum + local[k];
}

template <class T> void scanOnePass(const T *in, T *out, int n) {
  const int tiles = (n + kTile - 1) / kTile;
  T *running;
  int *ready;
  unsigned zero = 0;
  CHECK(cudaMalloc((void **)&running, tiles * sizeof(T)));
  CHECK(cudaMalloc((void **)&ready, tiles * sizeof(int)));
  CHECK(cudaMemset(ready, 0, tiles * sizeof(int)));
  CHECK(cudaMemcpyToSymbol(nextTile, &zero, sizeof zero));
  scanSinglePass<T><<<tiles, kThreads>>>(in, out, running, ready, n);
  CHECK(cudaDeviceSynchronize());
  CHECK(cudaFree(running));
  CHECK(cudaFree(ready));
}

// The larger of two errors; one that is no number counts as infinite.
static double larger(double a, double b) { return b <= a ? a : b != b ? INFINITY : b; }

template <class T> bool test(const char *type, int n) {
  std::vector<T> in(n), got(n);
  for (int i = 0; i < n; ++i)
    in[i] = T((i * 31) % 17) - T(5);
  T *dIn, *dOut;
  CHECK(cudaMalloc((void **)&dIn, n * sizeof(T)));
  CHECK(cudaMalloc((void **)&dOut, n * sizeof(T)));
  CHECK(cudaMemcpy(dIn, in.data(), n * sizeof(T), cudaMemcpyHostToDevice));

  typedef void (*Scan)(const T *, T *, int);
  const struct {
    const char *name;
    Scan scan;
  } variants[] = {{"three phases", scanThreePhases<T>}, {"single pass", scanOnePass<T>}};
  bool ok = true;
  for (const auto &variant : variants) {
    CHECK(cudaMemset(dOut, 0, n * sizeof(T)));
    variant.scan(dIn, dOut, n);
    CHECK(cudaGetLastError());
    CHECK(cudaMemcpy(got.data(), dOut, n * sizeof(T), cudaMemcpyDeviceToHost));
    double maxError = 0;
    T sum = 0;
    for (int i = 0; i < n; ++i) {
      sum += in[i];
      const double error = double(got[i] > sum ? got[i] - sum : sum - got[i]);
      maxError = larger(maxError, error);
    }
    printf("%-10s n = %7d, %-12s: max error %g\n", type, n, variant.name, maxError);
    ok = ok && maxError == 0; // the sums are small integers, exact in every type
  }
  CHECK(cudaFree(dIn));
  CHECK(cudaFree(dOut));
  return ok;
}

int main() {
  bool ok = true;
  const int sizes[] = {1, 1000, kTile, kTile + 1, 100003};
  for (int n : sizes)
    ok = test<int>("int", n) && ok;
  ok = test<float>("float", 60000) && ok;
  ok = test<long long>("long long", 43457) && ok;
  printf(ok ? "PASS\n" : "FAIL\n");
  return ok ? 0 : 1;
}
