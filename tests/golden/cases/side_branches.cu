// Conditions that tell device from host: in functions of both sides they become tests at run time.
#include <cmath>
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

__constant__ float device_table[4];
static const float host_table[4] = {1, 2, 3, 4};

__host__ __device__ float values(int i) {
#ifdef __CUDA_ARCH__
  const float *table = device_table;
#else
  const float *table = host_table; // filled when the program is loaded
#endif
#if !defined(__CUDA_ARCH__)
  float f = std::fmin(table[i], 2.f);
#else
  float f = fminf(table[i], 2.f) + threadIdx.x;
#endif
#ifdef __CUDA_ARCH__
  static int once = 1;
#else
  static int once = 2;
#endif
#ifdef __CUDA_ARCH__
  float array[] = {1};
#else
  float array[] = {2};
#endif
  return f + array[0] + once +
#if __CUDA_ARCH__ >= 350
         __ldg(table)
#else
         table[0]
#endif
      ;
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
