// SPDX-License-Identifier: Apache-2.0
// What the device sources share: error check, clamped access, and the launch functions of the stages.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>

#define CUDA_SAFE_CALL(call)                                                                                 \
  {                                                                                                          \
    cudaError err = call;                                                                                    \
    if (cudaSuccess != err) {                                                                                \
      fprintf(stderr, "Cuda error in %s, line %i: %s.\n", __FILE__, __LINE__, cudaGetErrorString(err));      \
      exit(EXIT_FAILURE);                                                                                    \
    }                                                                                                        \
  }

struct DeviceImage {
  float *pixels;
  int width, height;

#ifdef __CUDACC__
  __device__ __forceinline__ float clamped(int x, int y) const {
    x = max(0, min(x, width - 1));
    y = max(0, min(y, height - 1));
    return pixels[y * width + x];
  }
#endif
};

void setBlurWeights(const float *weights, int radius);
void blur(const DeviceImage &in, const DeviceImage &scratch, const DeviceImage &out, cudaStream_t stream);
void edges(const DeviceImage &in, const DeviceImage &out, cudaStream_t stream);
float brightest(const DeviceImage &in, cudaStream_t stream);
