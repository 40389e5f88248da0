// SPDX-License-Identifier: Apache-2.0
// Attention forward for long sequences, in the style of FlashAttention: O = softmax(Q K^T / sqrt(d)) V
// without ever storing the n x n scores. A block owns a tile of queries and walks over the tiles of keys and
// values; each query keeps a running maximum and sum, and rescales what it has when the maximum grows.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cuda_runtime.h>
#include <stdint.h>
#include <vector>

#define CHECK_CUDA(x)                                                                                        \
  do {                                                                                                       \
    cudaError_t err_ = (x);                                                                                  \
    if (err_ != cudaSuccess) {                                                                               \
      fprintf(stderr, "[%s:%d] %s\n", __FILE__, __LINE__, cudaGetErrorString(err_));                         \
      abort();                                                                                               \
    }                                                                                                        \
  } while (0)

struct Shape {
  int heads, length;
  bool causal;
};

// Queries per block: one thread each. Keys per tile: they are shared by all threads of the block.
// Shared memory: keys and values, Bc x D each; the scores of a thread stay in registers.
template <int D, int Br, int Bc, bool Causal>
__global__ void __launch_bounds__(Br)
    attention(const float *__restrict__ q, const float *__restrict__ k, const float *__restrict__ v,
              float *__restrict__ o, float *__restrict__ logSumExp, int length, float scale) {
  extern __shared__ __align__(16) unsigned char memory[];
  float *keys = reinterpret_cast<float *>(memory);
  float *values = keys + Bc * D;

  const size_t head = blockIdx.y;
  const int query = blockIdx.x * Br + threadIdx.x;
  const bool active = query < length; // inactive threads still load tiles and meet the barriers
  q += head * length * D;
  k += head * length * D;
  v += head * length * D;
  o += head * length * D;

  float row[D], sum[D];
  for (int i = 0; i < D; ++i) {
    row[i] = active ? q[size_t(query) * D + i] * scale : 0.0f;
    sum[i] = 0.0f;
  }
  float maximum = -INFINITY, total = 0.0f;

  const int lastQuery = min(int(blockIdx.x + 1) * Br, length) - 1;
  const int end = Causal ? lastQuery + 1 : length;
  for (int start = 0; start < end; start += Bc) {
    const int count = min(Bc, end - start);
    // Coalesced 16-byte loads of the whole tile.
    const float4 *k4 = reinterpret_cast<const float4 *>(k + size_t(start) * D);
    const float4 *v4 = reinterpret_cast<const float4 *>(v + size_t(start) * D);
    for (int i = threadIdx.x; i < count * D / 4; i += Br) {
      reinterpret_cast<float4 *>(keys)[i] = k4[i];
      reinterpret_cast<float4 *>(values)[i] = v4[i];
    }
    __syncthreads();

    const int visible = !active ? 0 : Causal ? min(count, query - start + 1) : count;
    float scores[Bc];
    float tileMaximum = maximum;
    for (int j = 0; j < visible; ++j) {
      float dot = 0.0f;
#pragma unroll
      for (int i = 0; i < D; ++i)
        dot += row[i] * keys[j * D + i];
      scores[j] = dot;
      tileMaximum = fmaxf(tileMaximum, dot);
    }
    if (visible > 0) {
      const float rescale = __expf(maximum - tileMaximum);
      total *= rescale;
#pragma unroll
      for (int i = 0; i < D; ++i)
        sum[i] *= rescale;
      for (int j = 0; j < visible; ++j) {
        const float p = __expf(scores[j] - tileMaximum);
        total += p;
#pragma unroll
        for (int i = 0; i < D; ++i)
          sum[i] += p * values[j * D + i];
      }
      maximum = tileMaximum;
    }
    __syncthreads(); // the tile is overwritten next
  }

  if (active) {
    const float inverse = 1.0f / total;
    for (int i = 0; i < D; ++i)
      o[size_t(query) * D + i] = sum[i] * inverse;
    logSumExp[head * length + query] = maximum + logf(total);
  }
}

template <int D>
cudaError_t attentionForward(const Shape &s, const float *q, const float *k, const float *v, float *o,
                             float *lse, cudaStream_t stream) {
  constexpr int Br = 64, Bc = 32;
  constexpr size_t shared = 2 * Bc * D * sizeof(float);
  const dim3 grid((s.length + Br - 1) / Br, s.heads);
  const float scale = 1.0f / sqrtf(float(D));
  auto kernel = s.causal ? &attention<D, Br, Bc, true> : &attention<D, Br, Bc, false>;
  cudaError_t e = cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, int(shared));
  if (e != cudaSuccess)
    return e;
  kernel<<<grid, Br, shared, stream>>>(q, k, v, o, lse, s.length, scale);
  return cudaGetLastError();
}

static void fill(std::vector<float> &x, uint64_t seed) {
  for (float &value : x) {
    seed = seed * 6364136223846793005ull + 1442695040888963407ull;
    value = float(int32_t(seed >> 33) - (1 << 30)) / float(1 << 30);
  }
}

// The larger of two errors; one that is no number counts as infinite.
static double larger(double a, double b) { return b <= a ? a : b != b ? INFINITY : b; }

// The error of the rows `stride` apart, each recomputed in double precision.
template <int D>
static double verify(const Shape &s, int stride, const std::vector<float> &q, const std::vector<float> &k,
                     const std::vector<float> &v, const std::vector<float> &o,
                     const std::vector<float> &lse) {
  double worst = 0;
  std::vector<double> p(s.length);
  for (int h = 0; h < s.heads; ++h)
    for (int i = h % stride; i < s.length; i += stride) {
      const size_t base = size_t(h) * s.length * D;
      const int end = s.causal ? i + 1 : s.length;
      double top = -1e300, total = 0, out[D] = {};
      for (int j = 0; j < end; ++j) {
        double dot = 0;
        for (int d = 0; d < D; ++d)
          dot += double(q[base + size_t(i) * D + d]) * k[base + size_t(j) * D + d];
        p[j] = dot / std::sqrt(double(D));
        top = std::fmax(top, p[j]);
      }
      for (int j = 0; j < end; ++j) {
        const double e = std::exp(p[j] - top);
        total += e;
        for (int d = 0; d < D; ++d)
          out[d] += e * v[base + size_t(j) * D + d];
      }
      for (int d = 0; d < D; ++d)
        worst = larger(worst, std::fabs(out[d] / total - o[base + size_t(i) * D + d]));
      worst = larger(worst, std::fabs(top + std::log(total) - lse[size_t(h) * s.length + i]));
    }
  return worst;
}

template <int D> static double test(Shape s) {
  const size_t count = size_t(s.heads) * s.length * D;
  std::vector<float> q(count), k(count), v(count), o(count), lse(size_t(s.heads) * s.length);
  fill(q, 1), fill(k, 2), fill(v, 3);
  float *dQ, *dK, *dV, *dO, *dLse;
  for (float **p : {&dQ, &dK, &dV, &dO})
    CHECK_CUDA(cudaMalloc(p, count * sizeof(float)));
  CHECK_CUDA(cudaMalloc(&dLse, lse.size() * sizeof(float)));
  cudaStream_t stream;
  CHECK_CUDA(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking));
  CHECK_CUDA(cudaMemcpyAsync(dQ, q.data(), count * sizeof(float), cudaMemcpyHostToDevice, stream));
  CHECK_CUDA(cudaMemcpyAsync(dK, k.data(), count * sizeof(float), cudaMemcpyHostToDevice, stream));
  CHECK_CUDA(cudaMemcpyAsync(dV, v.data(), count * sizeof(float), cudaMemcpyHostToDevice, stream));
  CHECK_CUDA(attentionForward<D>(s, dQ, dK, dV, dO, dLse, stream));
  CHECK_CUDA(cudaMemcpyAsync(o.data(), dO, count * sizeof(float), cudaMemcpyDeviceToHost, stream));
  CHECK_CUDA(cudaMemcpyAsync(lse.data(), dLse, lse.size() * sizeof(float), cudaMemcpyDeviceToHost, stream));
  CHECK_CUDA(cudaStreamSynchronize(stream));
  CHECK_CUDA(cudaStreamDestroy(stream));
  for (float *p : {dQ, dK, dV, dO, dLse})
    CHECK_CUDA(cudaFree(p));
  const double error = verify<D>(s, s.length > 512 ? 37 : 1, q, k, v, o, lse);
  std::printf("%d heads, length %d, d = %d, %s: max error %g\n", s.heads, s.length, D,
              s.causal ? "causal" : "full", error);
  return error;
}

int main(int argc, char **argv) {
  const int length = argc > 1 ? std::atoi(argv[1]) : 2048;
  double worst = test<32>({2, 100, false});
  worst = larger(worst, test<64>({3, 129, true}));
  worst = larger(worst, test<64>({2, length, true}));
  const bool ok = worst < 1e-4;
  std::printf("%s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
