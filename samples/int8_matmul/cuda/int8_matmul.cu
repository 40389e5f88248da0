// SPDX-License-Identifier: Apache-2.0
// Quantised matrix product: int8 inputs, int32 sums, float results scaled per row and per column. Four bytes
// travel as char4 and are multiplied by __dp4a where the architecture has it; otherwise by hand. Results are
// compared exactly.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cuda_runtime.h>
#include <vector>

#define TILE 16

#define CUDA_CHECK(expr)                                                                                     \
  do {                                                                                                       \
    cudaError_t rc = (expr);                                                                                 \
    if (rc != cudaSuccess) {                                                                                 \
      fprintf(stderr, "%s failed: %s\n", #expr, cudaGetErrorString(rc));                                     \
      std::exit(1);                                                                                          \
    }                                                                                                        \
  } while (0)

static __device__ inline int dot4(char4 a, char4 b, int sum) {
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 610
  return __dp4a(a, b, sum);
#else
  return sum + a.x * b.x + a.y * b.y + a.z * b.z + a.w * b.w;
#endif
}

// The same on packed words, with the bytes taken apart by shifts; the sign comes from the arithmetic right
// shift.
static __device__ inline int dot4Words(int a, int b, int sum) {
#pragma unroll
  for (int byte = 0; byte < 4; ++byte)
    sum += ((a << (24 - 8 * byte)) >> 24) * ((b << (24 - 8 * byte)) >> 24);
  return sum;
}

// a: m x k, row-major; b: n x k, row-major (that is, the right-hand matrix transposed); k is a multiple of 4.
template <bool Packed>
__global__ void gemmInt8(const int8_t *a, const int8_t *b, const float *scaleA, const float *scaleB,
                         int32_t *sums, float *c, int m, int n, int k) {
  __shared__ char4 tileA[TILE][TILE + 1], tileB[TILE][TILE + 1];
  const int row = blockIdx.y * TILE + threadIdx.y, col = blockIdx.x * TILE + threadIdx.x;
  const int bRow = blockIdx.x * TILE + threadIdx.y;
  const int quads = k / 4;
  const char4 *a4 = reinterpret_cast<const char4 *>(a), *b4 = reinterpret_cast<const char4 *>(b);

  int sum = 0;
  for (int q = 0; q < quads; q += TILE) {
    const bool inside = q + threadIdx.x < quads;
    tileA[threadIdx.y][threadIdx.x] =
        row < m && inside ? a4[row * quads + q + threadIdx.x] : make_char4(0, 0, 0, 0);
    tileB[threadIdx.y][threadIdx.x] =
        bRow < n && inside ? b4[bRow * quads + q + threadIdx.x] : make_char4(0, 0, 0, 0);
    __syncthreads();
    for (int i = 0; i < TILE; ++i) {
      if (Packed) {
        const int wordA = *reinterpret_cast<const int *>(&tileA[threadIdx.y][i]);
        const int wordB = *reinterpret_cast<const int *>(&tileB[threadIdx.x][i]);
        sum = dot4Words(wordA, wordB, sum);
      } else {
        sum = dot4(tileA[threadIdx.y][i], tileB[threadIdx.x][i], sum);
      }
    }
    __syncthreads();
  }
  if (row < m && col < n) {
    sums[row * n + col] = sum;
    c[row * n + col] = __int2float_rn(sum) * __fmul_rn(scaleA[row], scaleB[col]);
  }
}

// Symmetric quantisation of one row a block: find the largest magnitude, then round to nearest.
__global__ void quantiseRows(const float *x, int8_t *q, float *scale, int k) {
  __shared__ int largest; // non-negative floats order like their bits
  if (threadIdx.x == 0)
    largest = 0;
  __syncthreads();
  const float *row = x + size_t(blockIdx.x) * k;
  for (int i = threadIdx.x; i < k; i += blockDim.x)
    atomicMax(&largest, __float_as_int(fabsf(row[i])));
  __syncthreads();
  const float limit = __int_as_float(largest);
  for (int i = threadIdx.x; i < k; i += blockDim.x) {
    const int rounded = __float2int_rn(row[i] / limit * 127.0f);
    q[size_t(blockIdx.x) * k + i] = static_cast<int8_t>(max(-127, min(127, rounded)));
  }
  if (threadIdx.x == 0)
    scale[blockIdx.x] = limit / 127.0f;
}

template <typename T> struct Device {
  T *data = nullptr;
  size_t count;
  explicit Device(size_t n) : count(n) { CUDA_CHECK(cudaMalloc(&data, n * sizeof(T))); }
  ~Device() { cudaFree(data); }
  Device(const Device &) = delete;
  void upload(const std::vector<T> &v) {
    CUDA_CHECK(cudaMemcpy(data, v.data(), count * sizeof(T), cudaMemcpyDefault));
  }
  std::vector<T> download() const {
    std::vector<T> v(count);
    CUDA_CHECK(cudaMemcpy(v.data(), data, count * sizeof(T), cudaMemcpyDeviceToHost));
    return v;
  }
};

// The larger of two errors; one that is no number counts as infinite.
static double larger(double a, double b) { return b <= a ? a : b != b ? INFINITY : b; }

int main() {
  const int m = 130, n = 94, k = 200;
  std::vector<float> a(m * k), b(n * k);
  for (int i = 0; i < m * k; ++i)
    a[i] = sinf(0.37f * i) * (1 + i / k % 5);
  for (int i = 0; i < n * k; ++i)
    b[i] = cosf(0.11f * i + i % 7);

  Device<float> dA(m * k), dB(n * k), scaleA(m), scaleB(n), c(m * n);
  Device<int8_t> qA(m * k), qB(n * k);
  Device<int32_t> sums(m * n);
  dA.upload(a);
  dB.upload(b);
  quantiseRows<<<m, 64>>>(dA.data, qA.data, scaleA.data, k);
  quantiseRows<<<n, 64>>>(dB.data, qB.data, scaleB.data, k);
  const std::vector<int8_t> hostA = qA.download(), hostB = qB.download();

  bool ok = true;
  for (int packed = 0; packed <= 1; ++packed) {
    CUDA_CHECK(cudaMemset(sums.data, 0, m * n * sizeof(int32_t)));
    dim3 grid((n + TILE - 1) / TILE, (m + TILE - 1) / TILE), block(TILE, TILE);
    if (packed)
      gemmInt8<true><<<grid, block>>>(qA.data, qB.data, scaleA.data, scaleB.data, sums.data, c.data, m, n, k);
    else
      gemmInt8<false>
          <<<grid, block>>>(qA.data, qB.data, scaleA.data, scaleB.data, sums.data, c.data, m, n, k);
    CUDA_CHECK(cudaGetLastError());
    const std::vector<int32_t> got = sums.download();
    const std::vector<float> result = c.download();

    long maxError = 0;
    double quantisationError = 0;
    for (int i = 0; i < m; ++i)
      for (int j = 0; j < n; ++j) {
        int32_t want = 0;
        double exact = 0;
        for (int l = 0; l < k; ++l) {
          want += hostA[i * k + l] * hostB[j * k + l];
          exact += double(a[i * k + l]) * b[j * k + l];
        }
        maxError = std::max(maxError, std::labs(long(got[i * n + j]) - want));
        quantisationError = larger(quantisationError, std::fabs(exact - result[i * n + j]));
      }
    printf("%s: max error %ld (integer sums), %.3f (against float)\n", packed ? "shifts" : "dp4a", maxError,
           quantisationError);
    ok = ok && maxError == 0 && quantisationError < 2.0;
  }
  puts(ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
