// SPDX-License-Identifier: Apache-2.0
// Sobel edges on a shared tile, and the brightest pixel by a block reduction and an atomic on the bits of the
// float.
#include "stages.cuh"

namespace {

constexpr unsigned kTile = 16;

__global__ void sobel(DeviceImage in, DeviceImage out) {
  __shared__ float tile[kTile + 2][kTile + 2];
  const int x0 = blockIdx.x * kTile, y0 = blockIdx.y * kTile;
  for (unsigned i = threadIdx.y * kTile + threadIdx.x; i < (kTile + 2) * (kTile + 2); i += kTile * kTile)
    tile[i / (kTile + 2)][i % (kTile + 2)] =
        in.clamped(x0 + int(i % (kTile + 2)) - 1, y0 + int(i / (kTile + 2)) - 1);
  __syncthreads();

  const int x = x0 + threadIdx.x, y = y0 + threadIdx.y;
  if (x >= out.width || y >= out.height)
    return;
  const auto at = [&](int dx, int dy) { return tile[threadIdx.y + 1 + dy][threadIdx.x + 1 + dx]; };
  const float gx = at(1, -1) + 2 * at(1, 0) + at(1, 1) - at(-1, -1) - 2 * at(-1, 0) - at(-1, 1);
  const float gy = at(-1, 1) + 2 * at(0, 1) + at(1, 1) - at(-1, -1) - 2 * at(0, -1) - at(1, -1);
  out.pixels[y * out.width + x] = __fsqrt_rn(gx * gx + gy * gy);
}

// Pixels are not negative, so their bits order as they do.
__global__ void maximum(DeviceImage in, unsigned *bits) {
  __shared__ float best[256];
  float mine = 0;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < in.width * in.height; i += gridDim.x * blockDim.x)
    mine = fmaxf(mine, in.pixels[i]);
  best[threadIdx.x] = mine;
  __syncthreads();
  for (int stride = blockDim.x >> 1; stride; stride >>= 1) {
    if (threadIdx.x < stride)
      best[threadIdx.x] = fmaxf(best[threadIdx.x], best[threadIdx.x + stride]);
    __syncthreads();
  }
  if (!threadIdx.x)
    atomicMax(bits, __float_as_uint(best[0]));
}

} // namespace

void edges(const DeviceImage &in, const DeviceImage &out, cudaStream_t stream) {
  const dim3 blocks((in.width + kTile - 1) / kTile, (in.height + kTile - 1) / kTile);
  sobel<<<blocks, dim3(kTile, kTile), 0, stream>>>(in, out);
  CUDA_SAFE_CALL(cudaPeekAtLastError());
}

float brightest(const DeviceImage &in, cudaStream_t stream) {
  unsigned *bits;
  float result;
  CUDA_SAFE_CALL(cudaMalloc((void **)&bits, sizeof(unsigned)));
  CUDA_SAFE_CALL(cudaMemsetAsync(bits, 0, sizeof(unsigned), stream));
  maximum<<<8, 256, 0, stream>>>(in, bits);
  CUDA_SAFE_CALL(cudaMemcpyAsync(&result, bits, sizeof result, cudaMemcpyDeviceToHost, stream));
  CUDA_SAFE_CALL(cudaStreamSynchronize(stream));
  CUDA_SAFE_CALL(cudaFree(bits));
  return result;
}
