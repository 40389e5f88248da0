// Conditions that tell device from host: in functions of both sides they become tests at run time.
#include <cstdio>

#ifdef __CUDA_ARCH__
#define SIDE "device"
#else
#define SIDE "host"
#endif

#if __CUDA_ARCH__ < 600
__device__ double atomicAdd(double *a, double b);
#endif

__host__ __device__ int whole(int x) {
#ifdef __CUDA_ARCH__ // the device
  return x + threadIdx.x;
#else
  return x;
#endif
}

__host__ __device__ int chain(int x) {
  if (x > 0) {
    #if __CUDA_ARCH__ >= 600
    x = __clz(x);
    #elif !defined(__CUDA_ARCH__)
    for (int i = 0; i < 3; ++i)
      x += i;
    #endif
  }
#if defined(__CUDA_ARCH__) && (__CUDA_ARCH__ >= 300)
  x += 2;
#endif
#if __CUDA_ARCH__ >= 800
  x += 3; // neither side, on this device
#endif
  return x;
}

__host__ __device__ int others(int x) {
#ifdef __CUDA_ARCH__
  int declared = x + 1;
#else
  int declared = x + 2;
#endif
  int y = declared +
#ifdef __CUDA_ARCH__
          1;
#else
          2;
#endif
#if defined(__CUDA_ARCH__) && defined(FAST)
  y += 1;
#endif
  return y;
}

constexpr __host__ __device__ int constant() {
#ifdef __CUDA_ARCH__
  return 1;
#else
  return 2;
#endif
}

__device__ int device_only(int x) {
#ifdef __CUDA_ARCH__
  return __clz(x);
#else
  return 0;
#endif
}

void host_only() {
#ifndef __CUDA_ARCH__
  printf(SIDE);
#endif
}
