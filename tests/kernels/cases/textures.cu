// SPDX-License-Identifier: Apache-2.0
// Textures are judged by their names.
#include <cuda_runtime.h>
__global__ void sampled(cudaTextureObject_t t, float *p) { p[0] = tex2D<float>(t, 0.5f, 0.5f); } // EXPECT sampled: = no
__global__ void gridWide(float *p);
