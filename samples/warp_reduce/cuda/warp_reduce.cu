// SPDX-License-Identifier: Apache-2.0
// Reductions inside a warp: shuffles for several types and operators, votes and ballots. Warps combine
// through 32 words of shared memory, blocks through one atomic.
#include <climits>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

constexpr unsigned FULL_MASK = 0xffffffffu;

struct Sum {
  template <typename T> __host__ __device__ T operator()(T a, T b) const { return a + b; }
};
struct Maximum {
  template <typename T> __host__ __device__ T operator()(T a, T b) const { return a < b ? b : a; }
};

template <typename T, typename Op> __device__ __forceinline__ T warpReduce(T value, Op op) {
#pragma unroll
  for (int offset = warpSize / 2; offset > 0; offset /= 2)
    value = op(value, __shfl_down_sync(FULL_MASK, value, offset));
  return value; // valid in lane 0
}

// The butterfly variant leaves the result in every lane.
template <typename T, typename Op> __device__ __forceinline__ T warpAllReduce(T value, Op op) {
  for (int mask = 16; mask > 0; mask >>= 1)
    value = op(value, __shfl_xor_sync(FULL_MASK, value, mask));
  return value;
}

template <typename T, typename Op> __device__ T blockReduce(T value, T identity, Op op) {
  __shared__ T partial[32];
  const int lane = threadIdx.x % 32, warp = threadIdx.x / 32;
  value = warpReduce(value, op);
  if (lane == 0)
    partial[warp] = value;
  __syncthreads();
  value = threadIdx.x < blockDim.x / 32 ? partial[lane] : identity;
  if (warp == 0)
    value = warpReduce(value, op);
  return value;
}

template <typename T, typename Op>
__global__ void reducePerBlock(const T *in, T *out, int n, T identity, Op op) {
  T value = identity;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    value = op(value, in[i]);
  value = blockReduce(value, identity, op);
  if (threadIdx.x == 0)
    out[blockIdx.x] = value;
}

// Counts the elements above a limit: one ballot a warp, one atomic a warp.
__global__ void countAbove(const float *in, int n, float limit, unsigned *count, int *allAbove,
                           int *anyAbove) {
  const int i = blockIdx.x * blockDim.x + threadIdx.x;
  const bool above = i < n && in[i] > limit;
  const unsigned ballot = __ballot_sync(FULL_MASK, above);
  const int all = __all_sync(FULL_MASK, above || i >= n);
  const int any = __any_sync(FULL_MASK, above);
  if ((threadIdx.x & 31) == 0) {
    atomicAdd(count, __popc(ballot));
    if (all)
      atomicAdd(allAbove, 1);
    if (any)
      atomicAdd(anyAbove, 1);
  }
}

// Subtracts the mean of each group of 32 neighbours, then writes the distance of each lane to the group's
// maximum.
__global__ void centreGroups(const float *in, float *out, int n) {
  const int i = blockIdx.x * blockDim.x + threadIdx.x;
  const float x = i < n ? in[i] : 0.0f;
  const float mean = warpAllReduce(x, Sum()) / 32.0f;
  const float top = warpAllReduce(x - mean, Maximum());
  const float first = __shfl_sync(FULL_MASK, x - mean, 0); // broadcast of lane 0
  if (i < n)
    out[i] = top - (x - mean) + first;
}

#define GPU(call)                                                                                            \
  if (cudaError_t e = (call)) {                                                                              \
    printf("line %d: %s\n", __LINE__, cudaGetErrorString(e));                                                \
    exit(2);                                                                                                 \
  }

template <typename T, typename Op>
bool testReduction(const char *name, const std::vector<T> &host, T identity, Op op, double tolerance) {
  const int n = static_cast<int>(host.size()), blocks = 40, threads = 192;
  T *dIn, *dPartial;
  GPU(cudaMalloc(&dIn, n * sizeof(T)));
  GPU(cudaMalloc(&dPartial, blocks * sizeof(T)));
  GPU(cudaMemcpy(dIn, host.data(), n * sizeof(T), cudaMemcpyHostToDevice));
  reducePerBlock<<<blocks, threads>>>(dIn, dPartial, n, identity, op);
  std::vector<T> partial(blocks);
  GPU(cudaMemcpy(partial.data(), dPartial, blocks * sizeof(T), cudaMemcpyDeviceToHost));
  GPU(cudaFree(dIn));
  GPU(cudaFree(dPartial));

  T got = identity, want = identity;
  for (T x : partial)
    got = op(got, x);
  for (T x : host)
    want = op(want, x);
  const double error = std::fabs(double(got) - double(want)) / std::fmax(1.0, std::fabs(double(want)));
  printf("%-22s max error %g\n", name, error);
  return error <= tolerance;
}

template <typename T> std::vector<T> ramp(int n) {
  std::vector<T> v(n);
  for (int i = 0; i < n; ++i)
    v[i] = static_cast<T>((i * 7919) % 1009) - static_cast<T>(static_cast<T>(-1) < T(0) ? 500 : 0);
  return v;
}

// The larger of two errors; one that is no number counts as infinite.
static double larger(double a, double b) { return b <= a ? a : b != b ? INFINITY : b; }

int main() {
  const int n = 100000;
  bool ok = true;
  ok &= testReduction("sum of int", ramp<int>(n), 0, Sum(), 0);
  ok &= testReduction("max of int", ramp<int>(n), INT_MIN, Maximum(), 0);
  ok &= testReduction("sum of unsigned 64", ramp<unsigned long long>(n), 0ull, Sum(), 0);
  ok &= testReduction("sum of float", ramp<float>(n), 0.0f, Sum(), 1e-4);
  ok &= testReduction("max of double", ramp<double>(n), -1e300, Maximum(), 0);

  std::vector<float> x = ramp<float>(n), y(n);
  float *dX, *dY;
  unsigned *dCount;
  int *dFlags;
  GPU(cudaMalloc(&dX, n * sizeof(float)));
  GPU(cudaMalloc(&dY, n * sizeof(float)));
  GPU(cudaMalloc(&dCount, sizeof(unsigned)));
  GPU(cudaMalloc(&dFlags, 2 * sizeof(int)));
  GPU(cudaMemset(dCount, 0, sizeof(unsigned)));
  GPU(cudaMemset(dFlags, 0, 2 * sizeof(int)));
  GPU(cudaMemcpy(dX, x.data(), n * sizeof(float), cudaMemcpyHostToDevice));
  countAbove<<<(n + 255) / 256, 256>>>(dX, n, 450.0f, dCount, dFlags, dFlags + 1);
  centreGroups<<<(n + 127) / 128, 128>>>(dX, dY, n);

  unsigned count, wantCount = 0;
  int flags[2], wantAll = 0, wantAny = 0;
  GPU(cudaMemcpy(&count, dCount, sizeof count, cudaMemcpyDeviceToHost));
  GPU(cudaMemcpy(flags, dFlags, sizeof flags, cudaMemcpyDeviceToHost));
  GPU(cudaMemcpy(y.data(), dY, n * sizeof(float), cudaMemcpyDeviceToHost));

  double worst = 0;
  const int warps = (n + 255) / 256 * 8;
  for (int w = 0; w < warps; ++w) {
    bool all = true, any = false;
    float sum = 0, top = -INFINITY;
    for (int i = w * 32; i < w * 32 + 32; ++i) {
      const bool above = i < n && x[i] > 450.0f;
      wantCount += above;
      all = all && (above || i >= n);
      any = any || above;
      sum += i < n ? x[i] : 0.0f;
    }
    wantAll += all;
    wantAny += any;
    const float mean = sum / 32.0f;
    const float first = (w * 32 < n ? x[w * 32] : 0.0f) - mean;
    for (int i = w * 32; i < w * 32 + 32; ++i)
      top = std::fmax(top, (i < n ? x[i] : 0.0f) - mean);
    for (int i = w * 32; i < w * 32 + 32 && i < n; ++i)
      worst = larger(worst, std::fabs(y[i] - (top - (x[i] - mean) + first)));
  }
  printf("ballot: %u (expected %u), all: %d (%d), any: %d (%d)\n", count, wantCount, flags[0], wantAll,
         flags[1], wantAny);
  printf("%-22s max error %g\n", "all-lane mean and max", worst);
  ok = ok && count == wantCount && flags[0] == wantAll && flags[1] == wantAny && worst < 1e-3;

  cudaFree(dX);
  cudaFree(dY);
  cudaFree(dCount);
  cudaFree(dFlags);
  printf("%s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
