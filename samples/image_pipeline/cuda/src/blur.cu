// SPDX-License-Identifier: Apache-2.0
// Separable Gaussian blur: one kernel template for rows and columns, the weights in constant memory.
#include "image.h"
#include "stages.cuh"

static __constant__ float blurWeights[2 * kMaxBlurRadius + 1];
static int blurRadius = 0;

enum class Direction { Horizontal, Vertical };

template <Direction D> __global__ static void blurKernel(DeviceImage in, DeviceImage out, int radius) {
  const int x = blockIdx.x * blockDim.x + threadIdx.x;
  const int y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x >= out.width || y >= out.height)
    return;
  float sum = 0;
  for (int i = -radius; i <= radius; ++i) {
    if constexpr (D == Direction::Horizontal)
      sum += blurWeights[i + radius] * in.clamped(x + i, y);
    else
      sum += blurWeights[i + radius] * in.clamped(x, y + i);
  }
  out.pixels[y * out.width + x] = sum;
}

void setBlurWeights(const float *weights, int radius) {
  blurRadius = radius;
  CUDA_SAFE_CALL(cudaMemcpyToSymbol(blurWeights, weights, (2 * radius + 1) * sizeof(float)));
}

void blur(const DeviceImage &in, const DeviceImage &scratch, const DeviceImage &out, cudaStream_t stream) {
  dim3 threads(16, 16);
  dim3 blocks((in.width + 15) / 16, (in.height + 15) / 16);
  blurKernel<Direction::Horizontal><<<blocks, threads, 0, stream>>>(in, scratch, blurRadius);
  blurKernel<Direction::Vertical><<<blocks, threads, 0, stream>>>(scratch, out, blurRadius);
  CUDA_SAFE_CALL(cudaGetLastError());
}
