// SPDX-License-Identifier: Apache-2.0
// 8-bit floats: every pattern to half and float, and back with and without saturation.
#include "show.h"
#include <cuda_fp16.h>
#include <cuda_fp8.h>

__global__ void up(__nv_fp8_interpretation_t k, unsigned *out) {
  __nv_fp8_storage_t s = static_cast<__nv_fp8_storage_t>(threadIdx.x);
  __half_raw h = __nv_cvt_fp8_to_halfraw(s, k);
  out[threadIdx.x] = (h.x & 0x7fff) > 0x7c00 ? 0x7fffu : h.x;
}
__global__ void down(__nv_saturation_t sat, __nv_fp8_interpretation_t k, unsigned char *out) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < 65536; i += gridDim.x * blockDim.x) {
    uint32_t u = static_cast<uint32_t>(i) << 16 | (scramble(i) & 0xffff); // every upper half of a float
    out[i] = __nv_cvt_float_to_fp8(__uint_as_float(u), sat, k);
  }
}
__global__ void down_half(__nv_saturation_t sat, __nv_fp8_interpretation_t k, unsigned char *out) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < 65536; i += gridDim.x * blockDim.x) {
    __half_raw h;
    h.x = static_cast<unsigned short>(i);
    out[i] = __nv_cvt_halfraw_to_fp8(h, sat, k);
  }
}
__global__ void down_double(__nv_saturation_t sat, __nv_fp8_interpretation_t k, unsigned char *out) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < 65536; i += gridDim.x * blockDim.x) {
    uint32_t u = static_cast<uint32_t>(i) << 16;
    out[i] = __nv_cvt_double_to_fp8(static_cast<double>(__uint_as_float(u)) * (1 + 1e-10), sat, k);
  }
}
__global__ void classes(float *out) {
  int i = threadIdx.x;
  __nv_fp8_e4m3 a(i * 0.37f);
  __nv_fp8_e5m2 b(i * 37.0f);
  out[2 * i] = float(a);
  out[2 * i + 1] = float(b);
}

/// NaNs all look alike.
static std::vector<unsigned char> canonical(std::vector<unsigned char> v, __nv_fp8_interpretation_t k) {
  for (auto &x : v)
    if (k == __NV_E4M3 ? (x & 0x7f) == 0x7f : (x & 0x7f) > 0x7c)
      x = 0x7f;
  return v;
}

int main() {
  Buffer<unsigned> halves(256);
  Buffer<unsigned char> bytes(65536);
  for (auto k : {__NV_E4M3, __NV_E5M2}) {
    up<<<1, 256>>>(k, halves);
    list("to half", halves.host());
    for (auto sat : {__NV_NOSAT, __NV_SATFINITE}) {
      printf("kind %d saturation %d\n", k, sat);
      down<<<16, 256>>>(sat, k, bytes);
      hashes("float", canonical(bytes.host(), k), 1024);
      down_half<<<16, 256>>>(sat, k, bytes);
      hashes("half", canonical(bytes.host(), k), 1024);
      down_double<<<16, 256>>>(sat, k, bytes);
      hashes("double", canonical(bytes.host(), k), 1024);
    }
  }
  Buffer<float> f(64);
  classes<<<1, 32>>>(f);
  list("classes", f.host());
}
