// SPDX-License-Identifier: Apache-2.0
// Softmax of rows with a scale and a causal mask in one pass, and attention of one query row per block, for
// float, half and bfloat16. Sums are in float.
#include <ATen/AccumulateType.h>
#include <ATen/Dispatch.h>
#include <ATen/cuda/CUDAContext.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <torch/types.h>

#include <cuda_fp16.h>

#include <limits>

namespace {

constexpr int warp = 32;
constexpr unsigned everyone = 0xffffffff;

struct Largest {
  __device__ float operator()(float a, float b) const { return fmaxf(a, b); }
};
struct Sum {
  __device__ float operator()(float a, float b) const { return a + b; }
};

template <class Join> __device__ float over_warp(float value, Join join) {
  for (int offset = warp / 2; offset > 0; offset /= 2)
    value = join(value, __shfl_xor_sync(everyone, value, offset));
  return value;
}

// Over all threads of the block; every thread gets the result. `slots` holds one float per warp.
template <class Join> __device__ float over_block(float value, Join join, float neutral, float *slots) {
  const int lane = threadIdx.x % warp, own = threadIdx.x / warp, warps = blockDim.x / warp;
  value = over_warp(value, join);
  __syncthreads(); // the slots may still be read
  if (lane == 0)
    slots[own] = value;
  __syncthreads();
  return over_warp(lane < warps ? slots[lane] : neutral, join);
}

// Scores in shared memory become probabilities, the first `count` of them.
__device__ void softmax_of(float *scores, int count, float *slots) {
  const float lowest = -std::numeric_limits<float>::infinity();
  float largest = lowest;
  for (int i = threadIdx.x; i < count; i += blockDim.x)
    largest = fmaxf(largest, scores[i]);
  largest = over_block(largest, Largest(), lowest, slots);
  float sum = 0;
  for (int i = threadIdx.x; i < count; i += blockDim.x) {
    scores[i] = __expf(scores[i] - largest);
    sum += scores[i];
  }
  sum = over_block(sum, Sum(), 0, slots);
  for (int i = threadIdx.x; i < count; i += blockDim.x)
    scores[i] /= sum;
  __syncthreads();
}

template <typename T>
__global__ void softmax_rows(const T *__restrict__ in, T *__restrict__ out, int rows, int columns,
                             float scale, bool causal) {
  extern __shared__ float scores[];
  __shared__ float slots[warp];
  const int64_t row = blockIdx.x;
  const int count = causal ? min(columns, static_cast<int>(row % rows) + 1) : columns;
  in += row * columns;
  out += row * columns;
  for (int i = threadIdx.x; i < count; i += blockDim.x)
    scores[i] = scale * static_cast<float>(in[i]);
  __syncthreads();
  softmax_of(scores, count, slots);
  for (int i = threadIdx.x; i < columns; i += blockDim.x)
    out[i] = static_cast<T>(i < count ? scores[i] : 0.0f);
}

// q, k, v, out: heads x length x size.
template <typename T>
__global__ void attention(const T *__restrict__ q, const T *__restrict__ k, const T *__restrict__ v,
                          T *__restrict__ out, int length, int size, float scale, bool causal) {
  extern __shared__ float scores[];
  __shared__ float slots[warp];
  const int row = blockIdx.x;
  const int64_t head = static_cast<int64_t>(blockIdx.y) * length * size;
  q += head + static_cast<int64_t>(row) * size;
  k += head;
  v += head;
  out += head + static_cast<int64_t>(row) * size;
  const int count = causal ? row + 1 : length;
  for (int i = threadIdx.x; i < count; i += blockDim.x) {
    float dot = 0;
    for (int d = 0; d < size; ++d)
      dot += static_cast<float>(q[d]) * static_cast<float>(k[static_cast<int64_t>(i) * size + d]);
    scores[i] = scale * dot;
  }
  __syncthreads();
  softmax_of(scores, count, slots);
  for (int d = threadIdx.x; d < size; d += blockDim.x) {
    float sum = 0;
    for (int i = 0; i < count; ++i)
      sum += scores[i] * static_cast<float>(v[static_cast<int64_t>(i) * size + d]);
    out[d] = static_cast<T>(sum);
  }
}

// Two halves at a time, by the intrinsics of half2.
__global__ void scale_halves(__half2 *data, __half2 factor, int pairs) {
  const int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < pairs)
    data[i] = __hmul2(data[i], factor);
}

constexpr int threads = 128;

} // namespace

at::Tensor softmax_cuda(const at::Tensor &x, double scale, bool causal) {
  const at::cuda::CUDAGuard guard(x.device());
  at::Tensor out = at::empty_like(x);
  const int columns = x.size(-1), rows = x.size(-2);
  const int blocks = x.numel() / columns;
  AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, x.scalar_type(), "softmax", [&] {
    softmax_rows<scalar_t><<<blocks, threads, columns * sizeof(float), at::cuda::getCurrentCUDAStream()>>>(
        x.data_ptr<scalar_t>(), out.data_ptr<scalar_t>(), rows, columns, static_cast<float>(scale), causal);
  });
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return out;
}

at::Tensor attention_cuda(const at::Tensor &q, const at::Tensor &k, const at::Tensor &v, double scale,
                          bool causal) {
  const at::cuda::CUDAGuard guard(q.device());
  at::Tensor out = at::empty_like(q);
  const int size = q.size(-1), length = q.size(-2);
  const dim3 blocks(length, q.numel() / (static_cast<int64_t>(length) * size));
  AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, q.scalar_type(), "attention", [&] {
    attention<scalar_t><<<blocks, threads, length * sizeof(float), at::cuda::getCurrentCUDAStream()>>>(
        q.data_ptr<scalar_t>(), k.data_ptr<scalar_t>(), v.data_ptr<scalar_t>(), out.data_ptr<scalar_t>(),
        length, size, static_cast<float>(scale), causal);
  });
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return out;
}

void scale_half_cuda(at::Tensor x, double factor) {
  const at::cuda::CUDAGuard guard(x.device());
  const int pairs = x.numel() / 2;
  scale_halves<<<at::ceil_div(pairs, threads), threads, 0, at::cuda::getCurrentCUDAStream()>>>(
      reinterpret_cast<__half2 *>(x.data_ptr<at::Half>()), __float2half2_rn(static_cast<float>(factor)),
      pairs);
  C10_CUDA_KERNEL_LAUNCH_CHECK();
}
