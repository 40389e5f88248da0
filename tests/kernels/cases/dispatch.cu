// SPDX-License-Identifier: Apache-2.0
// A dispatcher over five values that instantiates itself: to follow every way through it would take hours.
#include <cuda_runtime.h>
template <int A, int B, int C, int D, int E> __global__ void run(float *p) { p[threadIdx.x] += A + B + C + D + E; }
template <int A, int B, int C, int D, int E> struct Dispatch {
  static void go(int a, int b, int c, int d, int e, float *p) {
    if (a == A && b == B && c == C && d == D && e == E)
      run<A, B, C, D, E><<<1, 32>>>(p);
    if constexpr (A < 3)
      if (a > A) Dispatch<A + 1, B, C, D, E>::go(a, b, c, d, e, p);
    if constexpr (B < 3)
      if (b > B) Dispatch<A, B + 1, C, D, E>::go(a, b, c, d, e, p);
    if constexpr (C < 3)
      if (c > C) Dispatch<A, B, C + 1, D, E>::go(a, b, c, d, e, p);
    if constexpr (D < 3)
      if (d > D) Dispatch<A, B, C, D + 1, E>::go(a, b, c, d, e, p);
    if constexpr (E < 3)
      if (e > E) Dispatch<A, B, C, D, E + 1>::go(a, b, c, d, e, p);
  }
};
int main(int argc, char **argv) {
  float host[32], *device;
  cudaMalloc(&device, sizeof host);
  Dispatch<0, 0, 0, 0, 0>::go(argc, argc, argc, argc, argc, device);
  cudaMemcpy(host, device, sizeof host, cudaMemcpyDeviceToHost); // SYNC
  cudaFree(device);
}
